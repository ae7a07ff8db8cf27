package wording

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"foresaid/internal/ledger"
)

// Odds is one row of the table of words for odds.
type Odds struct {
	Words         []string           // the name of the row, then its other forms
	Lang          string             // "en" or "zh"
	Probability   ledger.Probability // the number the words suggest
	Low, High     ledger.Probability // the middle half of what people understood
	ByTranslation bool               // the numbers are those of an English counterpart
	As            string             // the name of the row that was surveyed, for words that were not
}

type oddsIndex struct {
	rows       []Odds
	byForm     map[string]int    // folded words to row
	equivalent map[string]string // folded words to the name of the row
}

var odds = sync.OnceValue(func() oddsIndex {
	x := oddsIndex{byForm: map[string]int{}, equivalent: map[string]string{}}
	add := func(o Odds) {
		for _, w := range o.Words {
			if _, ok := x.byForm[foldOdds(w)]; ok {
				panic(fmt.Sprintf("wording: data/odds.yaml has “%s” twice", w))
			}
			x.byForm[foldOdds(w)] = len(x.rows)
		}
		x.rows = append(x.rows, o)
	}
	percent := func(n int) ledger.Probability { return ledger.Probability(n) * ledger.Certain / 100 }
	for _, r := range oddsWords().English {
		add(Odds{Words: r.Words, Lang: "en", Probability: percent(r.Suggests), Low: percent(r.From), High: percent(r.To)})
	}
	for _, r := range oddsWords().Chinese {
		i, ok := x.byForm[foldOdds(r.Like)]
		if !ok {
			panic(fmt.Sprintf("wording: data/odds.yaml has no “%s”", r.Like))
		}
		o := x.rows[i]
		o.Words, o.Lang, o.ByTranslation = r.Words, "zh", true
		add(o)
	}
	for _, r := range oddsWords().Equivalent {
		if _, ok := x.byForm[foldOdds(r.Like)]; !ok {
			panic(fmt.Sprintf("wording: data/odds.yaml has no “%s”", r.Like))
		}
		for _, w := range r.Words {
			form := foldOdds(w)
			if _, row := x.byForm[form]; row || x.equivalent[form] != "" {
				panic(fmt.Sprintf("wording: data/odds.yaml has “%s” twice", w))
			}
			x.equivalent[form] = r.Like
		}
	}
	return x
})

// OddsTable returns the table, English rows first, the surest first.
func OddsTable() []Odds {
	rows := slices.Clone(odds().rows)
	for i := range rows {
		rows[i].Words = slices.Clone(rows[i].Words)
	}
	return rows
}

// FindOdds returns the row that has the words, which must match as a whole, or
// the one they are as good as, which As then names; case, spaces, hyphens,
// width and traditional characters do not matter.
func FindOdds(words string) (Odds, bool) {
	x, form := odds(), foldOdds(words)
	as := x.equivalent[form]
	if as != "" {
		form = foldOdds(as)
	}
	i, ok := x.byForm[form]
	if !ok {
		return Odds{}, false
	}
	o := x.rows[i]
	o.Words, o.As = slices.Clone(o.Words), as
	return o, true
}

func foldOdds(words string) string { return fold(strings.ReplaceAll(align(words), "-", " ")) }
