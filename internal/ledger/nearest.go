package ledger

import "strings"

// Nearest returns the one of known that name may have been meant for: the one
// with the fewest characters to insert, delete or replace (Levenshtein). Capitals
// do not matter. It is empty where that would be a guess: more than a third of name and one.
func Nearest(name string, known []string) string {
	best, least := "", len([]rune(name))/3+1
	for _, candidate := range known {
		if d := distance([]rune(strings.ToLower(name)), []rune(strings.ToLower(candidate))); d < least {
			best, least = candidate, d
		}
	}
	return best
}

func distance(from, to []rune) int {
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range to {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(to)]
}
