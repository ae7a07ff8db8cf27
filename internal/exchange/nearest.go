package exchange

// nearest returns the one of known that takes the fewest changes of a
// character to get from name.
func nearest(name string, known []string) string {
	best, least := "", -1
	for _, candidate := range known {
		if d := distance([]rune(name), []rune(candidate)); least < 0 || d < least {
			best, least = candidate, d
		}
	}
	return best
}

// distance counts the characters to insert, delete or replace to get from a
// to b (Levenshtein).
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
