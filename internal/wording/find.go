package wording

import "strings"

// FindClaims marks the sentences that look forward-looking, in the order of
// the text.
func FindClaims(t Text) []Candidate {
	var out []Candidate
	for _, p := range t.Passages {
		runes := []rune(p.Text)
		start := 0
		for i, r := range runes {
			if strings.ContainsRune(".。", r) || i == len(runes)-1 {
				q := strings.TrimSpace(string(runes[start : i+1]))
				if strings.Contains(q, "will") || strings.Contains(q, "会") {
					c := Candidate{Start: p.Start + start, End: p.Start + i + 1, Quote: q, Statement: q, SameAs: -1, Because: []string{"will"}, Score: .7}
					for runes[c.Start-p.Start] == ' ' {
						c.Start++
					}
					out = append(out, c)
				}
				start = i + 1
			}
		}
	}
	return out
}
