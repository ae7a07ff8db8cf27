package wording

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// amount is a number as people say it: "three" is 3 to 3, "a few" 3 to 5.
type amount struct{ least, most float64 }

// countParts is how the two ends of an amount are parted.
var countParts = regexp.MustCompile(` to | or | and |到|至|或|~|-`)

// unitBetween is the unit of the first end of a range: 十年到二十年.
var unitBetween = regexp.MustCompile(`(?:年|个月|周|天)(到|至|-)`)

// amountOf reads a count: digits, words or Chinese numerals, or two of them.
func amountOf(s string) (amount, bool) {
	s = unitBetween.ReplaceAllString(strings.TrimSpace(s), "$1")
	if a, ok := oneAmount(s); ok {
		return a, true
	}
	for _, at := range countParts.FindAllStringIndex(s, -1) {
		low, ok1 := oneAmount(strings.TrimSpace(s[:at[0]]))
		high, ok2 := oneAmount(strings.TrimSpace(s[at[1]:]))
		if ok1 && ok2 && low.least < high.most {
			return amount{low.least, high.most}, true
		}
	}
	return amount{}, false
}

func oneAmount(s string) (amount, bool) {
	if n, err := strconv.ParseFloat(s, 64); err == nil && n > 0 {
		return amount{n, n}, true
	}
	if a, ok := deadlineWords().Counts[s]; ok {
		return amount{a[0], a[1]}, true
	}
	if before, ok := strings.CutSuffix(s, " and a half"); ok {
		a, ok := oneAmount(before)
		return amount{a.least + .5, a.most + .5}, ok
	}
	return hanAmount(s)
}

// Chinese says "several" with 几 and 数, and two neighbouring numerals, 两三,
// for from the one to the other.
const fewLeast, fewMost = 5, 7

func hanAmount(s string) (amount, bool) {
	script := scriptWords()
	if s == "半" {
		return amount{.5, .5}, true
	}
	s, _ = cutLast(s, "来") // 十来年 is about ten
	s, open := cutLast(s, "多余")
	if runes := []rune(s); len(runes) == 3 && runes[2] == '十' { // 二三十
		low, ok1 := scriptWords().Numerals[string(runes[0])]
		high, ok2 := scriptWords().Numerals[string(runes[1])]
		if ok1 && ok2 && low > 0 && low < high {
			return amount{10 * float64(low), 10 * float64(high)}, true
		}
	}
	exact, ok := number(s)
	if ok && exact > 0 && !strings.ContainsAny(s, "几数") {
		if !open {
			return fewOf(s, exact), true
		}
		top := float64(exact) + 9 // 二十多 ends with 二十九
		if exact < 10 {
			top = float64(exact) + 1
		}
		return amount{float64(exact), top}, true
	}
	runes := []rune(s)
	switch {
	case len(runes) == 1 && strings.ContainsAny(s, "几数"), s == "若干":
		return amount{fewLeast, fewMost}, true
	case len(runes) == 2 && strings.ContainsRune("几数", runes[0]): // 几十
		unit, ok := script.Units[string(runes[1])]
		return amount{float64(fewLeast * unit), float64(fewMost * unit)}, ok
	case len(runes) > 1 && runes[len(runes)-1] == '几': // 十几, 二十几
		tens, ok := number(string(runes[:len(runes)-1]))
		return amount{float64(tens) + 1, float64(tens) + 9}, ok && tens%10 == 0
	}
	return amount{}, false
}

// fewOf takes 两三, two numerals that follow each other, for 2 to 3.
func fewOf(s string, exact int) amount {
	runes := []rune(s)
	if len(runes) == 2 {
		low, ok1 := scriptWords().Numerals[string(runes[0])]
		high, ok2 := scriptWords().Numerals[string(runes[1])]
		if ok1 && ok2 && low > 0 && low < high && high-low <= 2 {
			return amount{float64(low), float64(high)}
		}
	}
	if len(runes) == 3 && runes[0] == '十' { // 十七八
		low, ok1 := scriptWords().Numerals[string(runes[1])]
		high, ok2 := scriptWords().Numerals[string(runes[2])]
		if ok1 && ok2 && low < high {
			return amount{10 + float64(low), 10 + float64(high)}
		}
	}
	return amount{float64(exact), float64(exact)}
}

func cutLast(s, any string) (string, bool) {
	r, size := utf8.DecodeLastRuneInString(s)
	if size > 0 && size < len(s) && strings.ContainsRune(any, r) {
		return s[:len(s)-size], true
	}
	return s, false
}

// after is the day n units after d. Months and years keep the day, or end with
// the month; parts of a month count as of thirty days.
func after(d ledger.Date, n float64, unit string) ledger.Date {
	spans := deadlineWords().Spans
	if months, ok := spans.Months[unit]; ok {
		whole, part := math.Modf(n * float64(months))
		return d.AddMonths(int(whole)).AddDays(int(math.Round(part * 30)))
	}
	if days, ok := spans.Days[unit]; ok {
		return d.AddDays(int(math.Ceil(n * float64(days))))
	}
	return d.AddDays(int(math.Ceil(n / 24)))
}

// farthest is the longest span in months that is read.
const farthest = 12 * 1000

// readSpan reads "within three years": from the day it was said, or from the
// earliest of "two to three years".
func readSpan(m match) (period, error) { return m.span(1, false) }

// readLoneSpan reads "three years", where that is all; "one day" is no time.
func readLoneSpan(m match) (period, error) {
	if m.groups["count"] == "one" && m.groups["unit"] == "day" {
		return period{}, errNoMatch
	}
	return m.span(1, false)
}

// readPoint reads "three years from now".
func readPoint(m match) (period, error) { return m.span(1, true) }

// readAgo reads "three years ago".
func readAgo(m match) (period, error) {
	p, err := m.span(-1, true)
	p.past = true
	return p, err
}

func (m match) span(sign float64, point bool) (period, error) {
	count := m.groups["count"]
	a, ok := amountOf(count)
	if !ok && count == "" {
		a, ok = amount{1, 1}, true
	}
	if m.groups["plushalf"] != "" {
		a.least, a.most = a.least+.5, a.most+.5
	}
	unit := m.groups["unit"]
	if months := deadlineWords().Spans.Months[unit]; !ok || a.most*float64(max(months, 1)) > farthest*30 || months > 0 && a.most*float64(months) > farthest {
		return period{}, errNoMatch
	}
	if m.said.IsZero() {
		return period{}, m.relative()
	}
	least, most := after(m.said, sign*a.least, unit), after(m.said, sign*a.most, unit)
	if most.Before(least) {
		least, most = most, least
	}
	if !point && a.least == a.most {
		least = m.said
	}
	if most.Year > lastYear || least.Year < firstYear {
		return period{}, m.refuse("date_year_range", "“%s” is outside the years %s to %s", firstYear, lastYear)
	}
	return period{from: least, to: most, precision: ledger.Day, rule: m.rule, counted: true}, nil
}

// relative is the refusal of words that count from an unknown day.
func (m match) relative() error {
	return m.refuse("deadline_relative", "“%s” counts from the day it was said; give that day, or write the date itself, such as “2026” or “2026-06-30”")
}
