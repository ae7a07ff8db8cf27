package wording

import (
	"strings"
	"unicode/utf8"
)

// DraftClaim drafts a claim of the characters [start, end) of the text, which
// somebody chose, whether they look forward-looking or not.
func DraftClaim(t Text, start, end int) Candidate {
	all := readSentences(t)
	findSigns(t, all)
	scoreAll(all)
	said := speakers(t, all)
	c := Candidate{Start: start, End: end, SameAs: -1, Speaker: t.Speaker}
	for _, p := range t.Passages {
		runes := []rune(p.Text)
		from, to := max(start-p.Start, 0), min(end-p.Start, len(runes))
		if from < to {
			c.Quote = strings.TrimSpace(c.Quote + "\n\n" + string(runes[from:to]))
		}
	}
	c.Statement = c.Quote
	for i := range all {
		s := &all[i]
		if s.from >= end || s.to <= start {
			continue
		}
		d := s.draft(t, said[i])
		c.Speaker, c.SecondHand, c.Score, c.Because = d.Speaker, d.SecondHand, d.Score, d.Because
		c.Deadline, c.Confidence, c.Condition, c.Topics = d.Deadline, d.Confidence, d.Condition, d.Topics
		if s.from == start && s.to == end {
			c.Statement = d.Statement
		}
		break
	}
	return c
}

// Halves is where a sentence that makes two claims best falls apart: the
// offset of the second half in characters, or 0 if it does not.
func Halves(text string) int {
	s := sentence{text: text, folded: foldSentence(text), lang: langOf(text)}
	s.masked = s.folded
	clauses := claimLangs()[s.lang].clausesOf(s.masked)
	best, middle := 0, len(s.masked)/2
	for _, c := range clauses[1:] {
		if best == 0 || distance(c.from, middle) < distance(best, middle) {
			best = c.from
		}
	}
	at := utf8.RuneCountInString(s.masked[:best])
	if best > 0 { // the mark between the halves stays with the first
		for _, r := range []rune(text)[at:] {
			if !strings.ContainsRune(" ,;:，；：—–-", r) {
				break
			}
			at++
		}
	}
	return at
}

func distance(a, b int) int { return max(a-b, b-a) }
