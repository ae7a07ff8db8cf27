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
}

type oddsIndex struct {
	rows   []Odds
	byForm map[string]int // folded words to row
}

var odds = sync.OnceValue(func() oddsIndex {
	x := oddsIndex{byForm: map[string]int{}}
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

// FindOdds returns the row that has the words, which must match as a whole;
// case, spaces, hyphens, width and traditional characters do not matter.
func FindOdds(words string) (Odds, bool) {
	i, ok := odds().byForm[foldOdds(words)]
	if !ok {
		return Odds{}, false
	}
	o := odds().rows[i]
	o.Words = slices.Clone(o.Words)
	return o, true
}

func foldOdds(words string) string { return fold(strings.ReplaceAll(align(words), "-", " ")) }
