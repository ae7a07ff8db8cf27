package wording

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// deadline is the one of the deadlines in the sentence that the claim is due
// by: the latest that lies ahead. A prediction that somebody made in the past
// has one in the past, if its words say that it is one.
func (s *sentence) deadline() Deadline {
	all := s.when
	ahead := slices.DeleteFunc(slices.Clone(all), func(d FoundDeadline) bool { return d.Past })
	if len(ahead) == 0 {
		due := pastDeadline()
		for _, d := range all {
			if len(all) > 1 || due.MatchString(align(d.Words)) {
				ahead = append(ahead, d)
			}
		}
	}
	if len(ahead) == 0 {
		return Deadline{}
	}
	return slices.MaxFunc(ahead, func(a, b FoundDeadline) int { return a.To.Compare(b.To) }).Deadline
}

var pastDeadline = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(draftWords().PastDeadline) })

// oddsInText finds the words of the table of odds, the longest first, and
// numbers that stand for a probability.
var oddsInText = sync.OnceValue(func() *regexp.Regexp {
	var words []string
	for _, row := range OddsTable() {
		words = append(words, row.Words...)
	}
	for _, row := range oddsWords().Equivalent {
		words = append(words, row.Words...)
	}
	slices.SortFunc(words, func(a, b string) int { return utf8.RuneCountInString(b) - utf8.RuneCountInString(a) })
	return regexp.MustCompile(strings.Join(draftWords().Odds, "|") + "|" + wholeWords(words))
})

// oddsLead is what stands before a number that somebody gives: "put it at".
var oddsLead = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(draftWords().OddsLead) })

// confidence is how sure the clause that makes the claim sounds, or else the
// sentence.
func (s *sentence) confidence() ledger.Confidence {
	clause := s.clauses[s.best]
	from, to := utf8.RuneCountInString(s.masked[:clause.from]), utf8.RuneCountInString(s.masked[:clause.to])
	runes, folded := []rune(s.text), []rune(s.folded)
	for _, part := range []span{{from, to}, {0, len(runes)}} {
		text := string(folded[part.from:part.to])
		for _, m := range oddsInText().FindAllStringIndex(text, -1) {
			at := inRunes(text, m[0], m[1])
			words := strings.Trim(string(runes[part.from+at.from:part.from+at.to]), ` ,.:;，。：；的"“”`)
			words = oddsLead().ReplaceAllString(words, "")
			if c, err := ParseConfidence(words); err == nil && c.Scored() {
				return c
			}
		}
	}
	return ledger.Confidence{Basis: ledger.NoConfidence}
}
