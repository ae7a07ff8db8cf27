package config

import "strings"

// unknown says what may have been meant by a name that is none of known: the nearest of them, or else all.
func unknown(name string, known []string) string {
	best, least := "", len(name)/3+1 // further away it would be a guess
	for _, candidate := range known {
		distance := editDistance(strings.ToLower(name), strings.ToLower(candidate))
		if distance < least {
			best, least = candidate, distance
		}
	}
	if best == "" {
		return "unknown; known are " + strings.Join(known, ", ")
	}
	return "unknown; did you mean " + best + "?"
}

// editDistance counts the characters to insert, delete or replace to get from a to b (Levenshtein).
func editDistance(a, b string) int {
	from, to := []rune(a), []rune(b)
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
