package store

import (
	"cmp"
	"slices"
	"strings"

	"foresaid/internal/ledger"
)

// What a place of a word counts for, times the weight of its field.
const (
	wholeWord   = 4
	wordGoesOn  = 1 // only the beginning of a longer word
	allTogether = 12
	inFront     = 3
	mostTimes   = 3 // that a word in one field counts
)

// rank puts rows of a kind into order: by where the words stand, how often,
// and whether they stand together; the newest first among equals. It is done
// here and not in SQL, so that it is the same on every database.
func rank(kind docKind, words []ledger.Term, found []doc) {
	together := make([]string, len(words))
	for i, t := range words {
		together[i] = phrase(t)
	}
	whole := ledger.Term{Tokens: together, Prefix: len(words) > 0 && words[len(words)-1].Prefix}
	for i := range found {
		found[i].score = 0
		for n, text := range strings.Split(found[i].Text, fieldEnd) {
			found[i].score += fieldWeight[fieldsOf[kind][n]] * scoreField(text, words, whole)
		}
	}
	slices.SortFunc(found, func(a, b doc) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.ID, a.ID)) })
}

func scoreField(text string, words []ledger.Term, whole ledger.Term) int {
	score := 0
	for _, t := range words {
		begun := " " + phrase(t)
		exact := strings.Count(text, begun+" ")
		score += wholeWord * min(mostTimes, exact)
		if t.Prefix {
			score += wordGoesOn * min(mostTimes, strings.Count(text, begun)-exact)
		}
	}
	if score == 0 {
		return 0
	}
	all := " " + phrase(whole)
	if !whole.Prefix {
		all += " "
	}
	if len(words) > 1 && strings.Contains(text, all) {
		score += allTogether
	}
	if strings.HasPrefix(text, all) {
		score += inFront
	}
	return score
}
