package wording

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"foresaid/internal/ledger"
)

// The years that can be written; others are more likely slips of the pen.
const firstYear, lastYear = 1900, 2999

func readInner(m match) (period, error) { return m.inner("period") }

// readBefore reads what is to happen before a period begins: the period ends
// that is before it, or, where that has no name, the day before it.
func readBefore(m match) (period, error) {
	p, err := m.inner("period")
	if err != nil || p.atEnd {
		return p, err
	}
	last := p.from.AddDays(-1)
	if from, _ := p.precision.Period(p.from); from == p.from && p.rule != "season" && p.rule != "decade" && p.rule != "century" && p.rule != "range" {
		p.from, p.to = p.precision.Period(last)
	} else {
		p.from, p.to, p.precision = last, last, ledger.Day
		if !m.said.IsZero() && m.said.Before(last) {
			p.from = m.said
		}
	}
	p.rule = "before " + p.rule
	if p.from.Year < firstYear {
		return period{}, m.refuse("date_year_range", "“%s” is outside the years %s to %s", firstYear, lastYear)
	}
	return p, nil
}

func readEnd(m match) (period, error) {
	p, err := m.inner("period")
	if err != nil {
		return p, err
	}
	if p.atEnd || p.counted && !m.ofSpan() {
		return period{}, errNoMatch
	}
	p.rule, p.atEnd = m.rule+" "+p.rule, true
	if p.rule == "end of week" && hasHan(m.text) { // 下周末
		p.from, p.rule = p.to.AddDays(-1), "weekend"
	}
	return p, nil
}

// ofSpan tells whether the period is "the next five years", which has an end,
// while 25年 alone has none.
func (m match) ofSpan() bool { return strings.Contains(m.groups["period"], "next ") }

// readYearEnd reads what ends with a year only: there is no year-end of June.
func readYearEnd(m match) (period, error) {
	p, err := readEnd(m)
	if err == nil && p.precision != ledger.Year {
		return period{}, errNoMatch
	}
	return p, err
}

func readDay(m match) (period, error) {
	return m.day(m.number("year"), m.month(), m.number("day"))
}

// readNumericDay reads 31/12/2025 and 12/31/2025, but not 03/04/2025, which is
// one day in London and another in New York.
func readNumericDay(m match) (period, error) {
	y, a, b := m.number("year"), m.number("a"), m.number("b")
	dayFirst, err := m.day(y, b, a)
	monthFirst, err2 := m.day(y, a, b)
	switch {
	case err == nil && err2 == nil && a != b:
		return period{}, m.refuse("date_ambiguous", "“%s” can be %s or %s; write the one you mean", dayFirst.from.String(), monthFirst.from.String())
	case err == nil:
		return dayFirst, nil
	default:
		return monthFirst, err2
	}
}

func readMonth(m match) (period, error) {
	month := m.month()
	if next := (m.number("year") + 1) % 100; m.groups["year"] != "" && month == next && (next == 0 || next > 12) {
		return period{}, m.refuse("date_season", seasonFormat) // 2025-26
	}
	if month < 1 || month > 12 {
		return period{}, m.refuse("date_no_such_month", "There is no such month as “%s”; a year has twelve")
	}
	return m.months(ledger.Month, month, 1)
}

func readQuarter(m match) (period, error) {
	n := m.nth()
	if n < 1 || n > 4 {
		return period{}, m.refuse("date_no_such_quarter", "There is no such quarter as “%s”; a year has four")
	}
	return m.months(ledger.Quarter, 3*n-2, 3)
}

func readHalf(m match) (period, error) {
	n, ok := deadlineWords().Halves[m.groups["half"]]
	if !ok {
		n = m.nth()
	}
	if n < 1 || n > 2 {
		return period{}, m.refuse("date_no_such_half", "There is no such half-year as “%s”; a year has two")
	}
	return m.months(ledger.Half, 6*n-5, 6)
}

func readYear(m match) (period, error) {
	p, err := m.months(ledger.Year, 1, 12)
	if n, ok := deadlineWords().Relative["year"][m.groups["year"]]; ok {
		p.past = n < 0
	}
	return p, err
}

// day is the period of one day, refused unless it exists.
func (m match) day(y, month, d int) (period, error) {
	if y < firstYear || y > lastYear {
		return period{}, m.refuse("date_year_range", "“%s” is outside the years %s to %s", firstYear, lastYear)
	}
	// NewDate normalises 30 February into March; that is how it is found out.
	date := ledger.NewDate(y, time.Month(month), d)
	if want := (ledger.Date{Year: y, Month: time.Month(month), Day: d}); date != want {
		return period{}, m.refuse("date_no_such_day", "There is no such day as “%s”")
	}
	return period{from: date, to: date, precision: ledger.Day, rule: m.rule}, nil
}

// number is the value of a group of digits or numerals, or -1, which no rule
// accepts.
func (m match) number(group string) int {
	text := strings.TrimSuffix(m.groups[group], "年")
	if n, ok := number(text); ok {
		return n
	}
	return spokenYear(text)
}

// spokenYear reads "twenty thirty-five", or returns -1.
func spokenYear(text string) int {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' })
	spoken := deadlineWords().Spoken
	if len(words) < 2 || len(words) > 3 || words[0] != "twenty" {
		return -1
	}
	year, ok := spoken.Tens[words[1]]
	if len(words) == 3 {
		year, ok = year+spoken.Ones[words[2]], ok && spoken.Ones[words[2]] > 0
	}
	if !ok {
		return -1
	}
	return 2000 + year
}

func (m match) month() int {
	name, ok := m.groups["monthname"]
	if !ok {
		return m.number("month")
	}
	return 1 + slices.IndexFunc(deadlineWords().Months, func(names []string) bool { return slices.Contains(names, name) })
}

func (m match) nth() int {
	if n, ok := deadlineWords().Ordinals[m.groups["nth"]]; ok {
		return n
	}
	return m.number("nth")
}

// refuse is the error about the whole text; %s in format is the text.
func (m match) refuse(key, format string, args ...any) error {
	all := []any{clip(m.text)}
	for _, a := range args {
		all = append(all, fmt.Sprint(a))
	}
	return ledger.Invalidf("deadline", key, format, all...)
}
