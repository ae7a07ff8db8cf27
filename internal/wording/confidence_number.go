package wording

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"foresaid/internal/ledger"
)

// numberForms find probabilities that are not written as one per cent.
type numberForms struct {
	shares, bets, ranges []*regexp.Regexp
	fraction             *regexp.Regexp
	bound                *regexp.Regexp
}

var otherForms = sync.OnceValue(func() numberForms {
	n := confidenceWords().Numbers
	stands := maps.Clone(placeholders(""))
	stands["n"] = `(?:\d+(?:\.\d+)?|` + anyOf(slices.Collect(maps.Keys(n.Words))) + `)`
	all := func(patterns []string) (res []*regexp.Regexp) {
		for _, p := range patterns {
			res = append(res, compile(`(?:^|[^\pL\pN.,:/-]|\p{Han})(?P<all>`+p+`)(?:$|[^\pL\pN%:/]|\p{Han})`, stands))
		}
		return res
	}
	return numberForms{
		shares: all(n.Shares), bets: all(n.Bets), ranges: all(n.Ranges),
		fraction: all([]string{anyOf(slices.Collect(maps.Keys(n.Fractions)))})[0],
		bound:    regexp.MustCompile(wholeWords(n.Bounds)),
	}
})

// otherNumber reads a text that is a probability in another form, with words
// around it that leave it one: "a one in five chance", "odds of 3 to 1",
// 十有八九, "60 to 70 percent", "more than 90%".
func otherNumber(words string) (ledger.Probability, bool) {
	text := strings.ReplaceAll(fold(words), "分 之", "分之")
	forms := otherForms()
	neutral := func(m []int, re *regexp.Regexp) bool {
		at := 2 * re.SubexpIndex("all")
		rest := forms.bound.ReplaceAllString(text[:m[at]]+" "+text[m[at+1]:], " ")
		return !hasLetters(confidenceForms().neutral.ReplaceAllString(rest, " "))
	}
	for _, kind := range []struct {
		patterns []*regexp.Regexp
		read     func(group func(string) string) (float64, bool)
	}{
		{forms.ranges, readRangeOfOdds}, {forms.shares, readShare}, {forms.bets, readBet},
	} {
		for _, re := range kind.patterns {
			m := re.FindStringSubmatchIndex(text)
			if m == nil || !neutral(m, re) {
				continue
			}
			p, ok := kind.read(func(name string) string {
				if i := 2 * re.SubexpIndex(name); i >= 0 && m[i] >= 0 {
					return text[m[i]:m[i+1]]
				}
				return ""
			})
			if ok && p >= 0 && p <= 1 {
				return ledger.ProbabilityOf(p), true
			}
		}
	}
	text = strings.ReplaceAll(text, "-", " ")
	if m := forms.fraction.FindStringSubmatchIndex(text); m != nil && neutral(m, forms.fraction) {
		at := 2 * forms.fraction.SubexpIndex("all")
		return ledger.ProbabilityOf(confidenceWords().Numbers.Fractions[text[m[at]:m[at+1]]] / 100), true
	}
	return boundOf(text)
}

// boundOf reads "more than 90%": the bound, which is all that was said.
func boundOf(text string) (ledger.Probability, bool) {
	at := otherForms().bound.FindStringIndex(text)
	if at == nil {
		return 0, false
	}
	c, err := ParseConfidence(strings.TrimSpace(text[:at[0]] + " " + text[at[1]:]))
	if err != nil || c.Basis != ledger.StatedConfidence {
		return 0, false
	}
	return c.Probability, true
}

func readShare(group func(string) string) (float64, bool) {
	in, ok1 := oddsNumber(group("in"))
	of, ok2 := oddsNumber(group("of"))
	if group("of") == "" {
		of, ok2 = 100, true
	}
	return in / of, ok1 && ok2 && of > 0 && in <= of && (of > 1 || in == of)
}

func readBet(group func(string) string) (float64, bool) {
	yes, ok1 := oddsNumber(group("for"))
	no, ok2 := oddsNumber(group("against"))
	return yes / (yes + no), ok1 && ok2 && yes+no > 0
}

func readRangeOfOdds(group func(string) string) (float64, bool) {
	from, ok1 := oddsNumber(group("from"))
	to, ok2 := oddsNumber(group("to"))
	if group("fromtenth") != "" {
		from, ok1 = oddsNumber(group("fromtenth"))
		to, ok2 = oddsNumber(group("totenth"))
		from, to = 10*from, 10*to
	}
	return (from + to) / 200, ok1 && ok2 && from < to && to <= 100
}

// oddsNumber reads a number in digits, words or Chinese numerals.
func oddsNumber(s string) (float64, bool) {
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return n, true
	}
	if n, ok := confidenceWords().Numbers.Words[s]; ok {
		return n, true
	}
	n, ok := number(s)
	return float64(n), ok
}
