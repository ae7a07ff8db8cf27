package wording

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// confidencePatterns find numbers in a text folded rune by rune. A number
// must not follow a letter, digit or separator, so that the 5 of GPT-5, the 5%
// of "95,5%" and the 90% of "80/90%" are not taken for one.
type confidencePatterns struct {
	number   *regexp.Regexp // a number that is a probability by its form
	bare     *regexp.Regexp // a number of per cent without its sign, at the end
	stray    *regexp.Regexp // any other number
	negative *regexp.Regexp
	neutral  *regexp.Regexp // words that leave a number a number
	filler   *regexp.Regexp // what is cut off between words and their number
}

var confidenceForms = sync.OnceValue(func() confidencePatterns {
	words := confidenceWords()
	stands := placeholders("")
	const alone = `(?:^|[^a-z0-9.,/]|[^0-9][,/])`
	return confidencePatterns{
		number: compile(alone+`(?:(?P<percent>\d+(?:\.\d+)?|\.\d+) ?`+`(?:`+anyOf(words.PercentSigns)+`|`+anyOf(words.PercentWords)+`\b)`+
			`|百分之? ?(?P<han>\d+(?:\.\d+)?|[十百{numerals}]+)`+
			`|(?P<tenths>[1-9]|{numeral})`+anyOf(words.Tenths)+
			`|(?P<decimal>0?\.\d+|1\.0+)(?:$|[^a-z0-9.,/%]))`, stands),
		bare:     regexp.MustCompile(alone + `(\d+(?:\.\d+)?)$`),
		stray:    regexp.MustCompile(`(?:^|[^a-z0-9-])[.,]?\d|%`),
		negative: regexp.MustCompile(`^- ?\.?\d`),
		neutral:  regexp.MustCompile(wholeWords(words.Neutral.all())),
		filler:   regexp.MustCompile(`(?:[\s\pP~≈=<>]|约|大约)+$`),
	}
})

// wholeWords is a pattern that matches any of the words, but not the sure of
// unsure.
func wholeWords(words []string) string {
	whole := regexp.MustCompile(`^[a-z]|[a-z]$`)
	var patterns []string
	for _, w := range words {
		p := regexp.QuoteMeta(w)
		for _, at := range whole.FindAllStringIndex(w, -1) {
			if at[0] == 0 {
				p = `\b` + p
			}
			if at[1] == len(w) {
				p += `\b`
			}
		}
		patterns = append(patterns, p)
	}
	return "(?:" + strings.Join(patterns, "|") + ")"
}

// ParseConfidence reads how sure somebody sounded: a number ("95%", 0.95,
// 百分之九十五, "one in five", "3 to 1 on", 六到七成), words of the table of odds,
// or any words with a number behind them ("I feel very confident, 90%"). Of a
// range it takes the middle, of a bound ("more than 90%") the bound. Words that no number stands for are kept
// without one. The error is Invalid at field "confidence".
func ParseConfidence(text string) (ledger.Confidence, error) {
	none := ledger.Confidence{Basis: ledger.NoConfidence}
	words := ledger.Line(text)
	if words == "" {
		return none, nil
	}
	if o, ok := FindOdds(words); ok {
		return ledger.Confidence{Basis: ledger.WordedConfidence, Probability: o.Probability, Words: words}, nil
	}
	if c, ok := wordsAsNumber(words); ok {
		return c, nil
	}
	if p, ok := otherNumber(words); ok {
		return ledger.Confidence{Basis: ledger.StatedConfidence, Probability: p, Words: words}, nil
	}
	forms, aligned := confidenceForms(), align(words)
	if forms.negative.MatchString(aligned) {
		return none, outOfRange()
	}
	found := forms.number.FindAllStringSubmatchIndex(aligned, 2)
	switch {
	case len(found) > 1:
		return none, ledger.Invalidf("confidence", "confidence_several", "“%s” has more than one number; give the one that you mean, such as 90%%", clip(text))
	case len(found) == 1:
		return forms.read(words, aligned, found[0])
	}
	return forms.withoutNumber(words, aligned)
}

// wordsAsNumber reads "likely ≈ 92%": words, and the number that somebody
// takes them for.
func wordsAsNumber(words string) (c ledger.Confidence, ok bool) {
	at := strings.LastIndex(words, "≈")
	if at < 0 {
		return c, false
	}
	before := strings.TrimSpace(words[:at])
	_, known := FindOdds(before)
	if !known && !hasLetters(confidenceForms().neutral.ReplaceAllString(align(before), " ")) {
		return c, false
	}
	c, err := ParseConfidence(words[at+len("≈"):])
	if err != nil || c.Basis != ledger.StatedConfidence || c.Words != "" {
		return ledger.Confidence{}, false
	}
	c.Basis, c.Words = ledger.WordedConfidence, before
	return c, true
}

// read reads a text with one number in it, at the given submatches.
func (f confidencePatterns) read(words, aligned string, at []int) (ledger.Confidence, error) {
	none := ledger.Confidence{Basis: ledger.NoConfidence}
	form, percent, from, to := "", math.NaN(), 0, at[1]
	for i, name := range f.number.SubexpNames() {
		if name == "" || at[2*i] < 0 {
			continue
		}
		form, from = name, at[2*i]
		percent = percentOf(name, aligned[from:at[2*i+1]])
		if name == "decimal" {
			to = at[2*i+1] // what follows it is not part of it
		}
	}
	if math.IsNaN(percent) {
		return none, garbled(words)
	}
	if i := strings.LastIndex(aligned[:from], "百分"); i >= 0 && i >= at[0] {
		from = i
	}
	before, after := aligned[:from], aligned[to:]
	if f.stray.MatchString(before+" ") || f.stray.MatchString(after) {
		return none, garbled(words)
	}
	if percent > 100 {
		return none, outOfRange()
	}
	c := ledger.Confidence{Basis: ledger.StatedConfidence, Probability: ledger.ProbabilityOf(percent / 100)}
	rest := strings.TrimSpace(before + " " + after)
	switch {
	case !hasLetters(rest):
	case !hasLetters(f.neutral.ReplaceAllString(rest, " ")):
		c.Words = words
	case form == "tenths":
		return ledger.Confidence{Basis: ledger.NoConfidence, Words: words}, nil // 一成不变 says nothing of 10%
	default:
		c.Basis, c.Words = ledger.WordedConfidence, words
		if !hasLetters(after) {
			c.Words = f.wordsBefore(words, before)
		}
	}
	return c, nil
}

// wordsBefore is the part of words that before, its folded beginning, stands
// for, without the "≈" or "(" in front of the number.
func (f confidencePatterns) wordsBefore(words, before string) string {
	kept := f.filler.ReplaceAllString(before, "")
	return string([]rune(words)[:utf8.RuneCountInString(kept)])
}

// withoutNumber reads a text that has no number of a form that is a
// probability.
func (f confidencePatterns) withoutNumber(words, aligned string) (ledger.Confidence, error) {
	none := ledger.Confidence{Basis: ledger.NoConfidence}
	if m := f.bare.FindStringSubmatch(aligned); m != nil && !f.stray.MatchString(strings.TrimSuffix(aligned, m[1])) {
		n, _ := strconv.ParseFloat(m[1], 64)
		switch {
		case n > 100:
			return none, outOfRange()
		case n > 1:
			return none, ledger.Invalidf("confidence", "confidence_percent_missing", "Is “%s” meant as %s%%? Write the sign too", clip(words), m[1])
		case m[1] == aligned:
			return ledger.Confidence{Basis: ledger.StatedConfidence, Probability: ledger.ProbabilityOf(n)}, nil
		}
	}
	if f.stray.MatchString(aligned) {
		return none, garbled(words)
	}
	none.Words = words
	return none, nil
}

// percentOf is the value in per cent of a number in the form that the group
// of that name matches, or NaN.
func percentOf(form, digits string) float64 {
	switch form {
	case "han", "tenths":
		if n, ok := number(digits); ok {
			if form == "tenths" {
				return float64(10 * n)
			}
			return float64(n)
		}
	}
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return math.NaN()
	}
	if form == "decimal" {
		return 100 * n
	}
	return n
}

var letters = regexp.MustCompile(`[\pL\pN]`)

func hasLetters(s string) bool { return letters.MatchString(s) }

func outOfRange() error {
	return ledger.Invalidf("confidence", "confidence_range", "A confidence lies between 0%% and 100%%")
}

func garbled(text string) error {
	return ledger.Invalidf("confidence", "confidence_unreadable", "The number in “%s” can't be read; write it as 90%%", clip(text))
}
