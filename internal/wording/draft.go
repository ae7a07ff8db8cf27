package wording

import "strings"

// DraftClaim drafts a claim of the characters [start, end) of the text, which
// somebody chose, whether they look forward-looking or not.
func DraftClaim(t Text, start, end int) Candidate {
	c := Candidate{Start: start, End: end, SameAs: -1, Speaker: t.Speaker}
	for _, p := range t.Passages {
		runes := []rune(p.Text)
		from, to := max(start-p.Start, 0), min(end-p.Start, len(runes))
		if from < to {
			c.Quote = strings.TrimSpace(c.Quote + "\n\n" + string(runes[from:to]))
		}
	}
	c.Statement = c.Quote
	return c
}

// Halves is where a sentence that makes two claims best falls apart: the
// offset of the second half in characters, or 0 if it does not.
func Halves(sentence string) int {
	return 0
}
