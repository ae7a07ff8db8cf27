package wording

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// yearOf is the year that a rule names, or, where it names none, the first in
// which a period that pick finds has not ended on the day it was said.
func (m match) yearOf(pick func(year int) ledger.Date) (int, error) {
	words := m.groups["year"]
	if words == "" {
		if m.said.IsZero() {
			return 0, m.refuse("date_year_missing", "“%s” has no year; write it too, such as “June 2025” or “2025-06-30”, or give the day it was said")
		}
		y := m.said.Year
		if pick(y).Before(m.said) {
			y++
		}
		return y, nil
	}
	if offset, ok := deadlineWords().Relative["year"][words]; ok {
		if m.said.IsZero() {
			return 0, m.relative()
		}
		return m.said.Year + offset, nil
	}
	return m.number("year"), nil
}

// months is the period of a number of months from the first one of a year on;
// the year may be missing.
func (m match) months(precision ledger.Precision, first, count int) (period, error) {
	y, err := m.yearOf(func(y int) ledger.Date { return ledger.NewDate(y, time.Month(first+count), 0) })
	if err != nil {
		return period{}, err
	}
	p, err := m.day(y, first, 1)
	if err != nil {
		return period{}, err
	}
	p.precision, p.to = precision, ledger.NewDate(y, time.Month(first+count), 0)
	return p, nil
}

func readSeason(m match) (period, error) {
	p, err := m.months(ledger.Quarter, deadlineWords().Seasons[m.groups["season"]], 3)
	if err == nil && m.groups["year"] == "" && p.from.Month == time.December && m.said.Month < time.March {
		// the winter of the day it was said began in the year before
		p.from, p.to = p.from.AddMonths(-12), ledger.NewDate(p.to.Year-1, time.March, 0)
	}
	return p, err
}

// readYearDay reads a day of a year that may be missing.
func readYearDay(m match) (period, error) { return m.yearDay(m.month(), m.number("day")) }

func readHoliday(m match) (period, error) {
	month, day, _ := strings.Cut(deadlineWords().Holidays[m.groups["holiday"]], "-")
	a, _ := strconv.Atoi(month)
	b, _ := strconv.Atoi(day)
	return m.yearDay(a, b)
}

func (m match) yearDay(month, day int) (period, error) {
	y, err := m.yearOf(func(y int) ledger.Date { return ledger.NewDate(y, time.Month(month), day) })
	if err != nil {
		return period{}, err
	}
	return m.day(y, month, day)
}

func readDayWord(m match) (period, error) {
	n := deadlineWords().Days[m.groups["dayword"]]
	if m.said.IsZero() {
		return period{}, m.relative()
	}
	d := m.said.AddDays(n)
	return period{from: d, to: d, precision: ledger.Day, rule: m.rule, past: n < 0}, nil
}

// monday is the first day of the week of d.
func monday(d ledger.Date) ledger.Date {
	return d.AddDays(-(int(d.Time(time.UTC).Weekday()) + 6) % 7)
}

// readWeekday reads a weekday: of a week that is named, or the first one after
// the day it was said.
func readWeekday(m match) (period, error) {
	if m.said.IsZero() {
		return period{}, m.relative()
	}
	n := slices.IndexFunc(deadlineWords().Weekdays, func(names []string) bool { return slices.Contains(names, m.groups["weekday"]) })
	d := monday(m.said).AddDays(n)
	week, named := m.offset("week")
	if named {
		d = d.AddDays(7 * week)
	} else if !d.After(m.said) {
		d = d.AddDays(7)
	}
	return period{from: d, to: d, precision: ledger.Day, rule: m.rule, past: named && week < 0}, nil
}

// readWeekend reads Saturday and Sunday of a week.
func readWeekend(m match) (period, error) {
	if m.said.IsZero() {
		return period{}, m.relative()
	}
	week, _ := m.offset("week")
	sat := monday(m.said).AddDays(7*week + 5)
	return period{from: sat, to: sat.AddDays(1), precision: ledger.Day, rule: m.rule, past: week < 0}, nil
}

// offset is by how many units a phrase for a period is away from that of the
// day it was said; ok is false without such a phrase.
func (m match) offset(unit string) (n int, ok bool) {
	words := m.groups["rel"+unit]
	if words == "" {
		return 0, false
	}
	n, ok = deadlineWords().Relative[unit][words]
	return n, ok
}

// readRelative reads "next month", 下季度: the unit is in the rule's name.
func readRelative(m match) (period, error) {
	n, ok := m.offset(m.rule)
	if !ok {
		return period{}, errNoMatch
	}
	if m.said.IsZero() {
		return period{}, m.relative()
	}
	p := period{rule: m.rule, past: n < 0}
	switch m.rule {
	case "week":
		p.from = monday(m.said).AddDays(7 * n)
		p.to, p.precision = p.from.AddDays(6), ledger.Day
	case "decade":
		return m.decade(m.said.Year/10*10+10*n, p.past)
	case "century":
		return m.century((m.said.Year-1)/100+1+n, p.past)
	default:
		p.precision = ledger.Precision(m.rule)
		months := map[string]int{"month": 1, "quarter": 3, "half": 6, "year": 12}[m.rule]
		from, _ := p.precision.Period(m.said)
		p.from, p.to = p.precision.Period(from.AddMonths(n * months))
	}
	return p, nil
}

func (m match) decade(first int, past bool) (period, error) {
	p, err := m.day(first, 1, 1)
	if err != nil {
		return p, err
	}
	p.to, p.precision, p.past = ledger.NewDate(first+9, time.December, 31), ledger.Year, past
	return p, nil
}

// century is the nth: the 21st ends with 2100.
func (m match) century(n int, past bool) (period, error) {
	p, err := m.day(100*(n-1)+1, 1, 1)
	if err != nil {
		return p, err
	}
	p.to, p.precision, p.past = ledger.NewDate(100*n, time.December, 31), ledger.Year, past
	return p, nil
}

// readDecade reads "the 2030s", 2030年代, and 30年代 of this century.
func readDecade(m match) (period, error) {
	n, ok := number(m.groups["tens"])
	if !ok || n%10 != 0 {
		return period{}, errNoMatch
	}
	if n < 100 {
		century := 21
		if m.groups["cent"] != "" {
			if century, ok = number(m.groups["cent"]); !ok {
				return period{}, errNoMatch
			}
		} else if c, ok := m.offset("century"); ok {
			if m.said.IsZero() {
				return period{}, m.relative()
			}
			century = (m.said.Year-1)/100 + 1 + c
		} else if m.groups["lone"] != "" && !m.said.IsZero() && 100*((m.said.Year)/100)+n+9 < m.said.Year {
			return period{}, errNoMatch // 九十年代 is that of the last century
		}
		n += 100 * (century - 1)
	}
	return m.decade(n, false)
}

func readCentury(m match) (period, error) {
	n, ok := number(m.groups["cent"])
	if !ok || n < 1 {
		return period{}, errNoMatch
	}
	return m.century(n, false)
}

// readEarly reads the first quarter of a period, readMid its first half.
func readEarly(m match) (period, error) { return m.part(4, "early ") }
func readMid(m match) (period, error)   { return m.part(2, "mid ") }

func (m match) part(of int, prefix string) (period, error) {
	p, err := m.inner("period")
	if err != nil {
		return p, err
	}
	if p.atEnd || p.counted || p.from == p.to {
		return period{}, errNoMatch
	}
	p.rule, p.atEnd = prefix+p.rule, true
	months := 12*(p.to.Year-p.from.Year) + int(p.to.Month) - int(p.from.Month) + 1
	whole := p.from.Day == 1 && p.to.AddDays(1).Day == 1
	if whole && months%of == 0 {
		p.to = p.from.AddMonths(months / of).AddDays(-1)
		p.precision = map[int]ledger.Precision{1: ledger.Month, 3: ledger.Quarter, 6: ledger.Half}[months/of]
		if p.precision == "" {
			p.precision = ledger.Month
			if (months/of)%12 == 0 {
				p.precision = ledger.Year
			}
		}
		return p, nil
	}
	days := p.to.DaysSince(p.from) + 1
	p.to, p.precision = p.from.AddDays(days/of-1), ledger.Day
	return p, nil
}

// readHalfOf reads the first and second half, or the nth third, of a century
// or a decade.
func readHalfOf(m match) (period, error) {
	p, err := m.inner("period")
	if err != nil {
		return p, err
	}
	months := 12*(p.to.Year-p.from.Year) + int(p.to.Month) - int(p.from.Month) + 1
	n := m.nth()
	if h, ok := deadlineWords().Halves[m.groups["half"]]; ok {
		n = h
	}
	if n != 1 && n != 2 {
		return period{}, errNoMatch
	}
	if p.precision == ledger.Month && months == 1 {
		middle := p.from.AddDays((p.to.Day)/2 - 1)
		if n == 1 {
			p.to = middle
		} else {
			p.from = middle.AddDays(1)
		}
		p.precision, p.rule, p.atEnd = ledger.Day, "half of "+p.rule, true
		return p, nil
	}
	if months <= 12 {
		return period{}, errNoMatch
	}
	p.rule = "half of " + p.rule
	p.from = p.from.AddMonths((n - 1) * months / 2)
	if n == 1 {
		p.to = p.from.AddMonths(months / 2).AddDays(-1)
	}
	return p, nil
}

// readWeekOf reads "the first week of June", seven days from its first on; the
// last are its last seven.
func readWeekOf(m match) (period, error) {
	p, err := m.inner("period")
	if err != nil {
		return p, err
	}
	n := m.nth()
	last := m.groups["nth"] == "last"
	if p.precision != ledger.Month || n < 1 || n > 4 {
		return period{}, errNoMatch
	}
	if last {
		p.from = p.to.AddDays(-6)
	} else {
		p.from = p.from.AddDays(7 * (n - 1))
		p.to = p.from.AddDays(6)
	}
	p.precision, p.rule, p.atEnd = ledger.Day, "week of "+p.rule, true
	return p, nil
}

// readThird reads the three parts into which Chinese parts a month.
func readThird(m match) (period, error) {
	p, err := m.inner("period")
	if err != nil {
		return p, err
	}
	if p.precision != ledger.Month || p.from.Day != 1 {
		return period{}, errNoMatch
	}
	switch m.groups["third"] {
	case "上":
		p.to = p.from.AddDays(9)
	case "中":
		p.from, p.to = p.from.AddDays(10), p.from.AddDays(19)
	default:
		p.from = p.from.AddDays(20)
	}
	p.precision, p.rule, p.atEnd = ledger.Day, "third of "+p.rule, true
	return p, nil
}

// readRange reads from one period to another; neighbouring years with a
// hyphen are a season.
func readRange(m match) (period, error) {
	if p, err := m.rest(); err == nil { // 1 Jan-2100 is a day
		return p, nil
	}
	a, b := m.groups["a"], m.groups["b"]
	if n, ok := number(b); ok && len(b) == 2 && len(a) == 4 && m.groups["hyphen"] != "" {
		if n >= 1 && n <= 12 {
			return period{}, errNoMatch // a month
		}
		b = a[:2] + b
	}
	first, last, ok := m.ends(a, b)
	if !ok {
		return period{}, errNoMatch
	}
	if !first.from.Before(last.from) || !first.to.Before(last.to) {
		return period{}, errNoMatch
	}
	if m.groups["hyphen"] != "" && !strings.Contains(m.text, "年") && first.precision == ledger.Year && last.from == first.to.AddDays(1) {
		return period{}, m.refuse("date_season", seasonFormat)
	}
	last.from, last.rule = first.from, "range"
	return last, nil
}

// ends reads the two ends of a range. In Chinese the unit may stand behind the
// second only, and the year before the first: 明年九到十月.
func (m match) ends(a, b string) (first, last period, ok bool) {
	read := func(s string) (period, bool) {
		m.groups["end"] = s
		p, err := m.inner("end")
		return p, err == nil
	}
	last, ok = read(b)
	if !ok {
		return first, last, false
	}
	if first, ok = read(a); !ok {
		_, size := utf8.DecodeLastRuneInString(b)
		if first, ok = read(a + b[len(b)-size:]); !ok || !hasHan(b) {
			return first, last, false
		}
	}
	if last.from.Before(first.from) {
		if year := leadingYear().FindString(a); year != "" {
			last, ok = read(year + b)
		}
	}
	return first, last, ok
}

var leadingYear = sync.OnceValue(func() *regexp.Regexp {
	return compile(`^{yearof}`, placeholders("zh"))
})

// readThisTime reads "this time next year".
func readThisTime(m match) (period, error) {
	if m.said.IsZero() {
		return period{}, m.relative()
	}
	for unit, months := range map[string]int{"year": 12, "month": 1} {
		if n, ok := m.offset(unit); ok {
			d := m.said.AddMonths(n * months)
			return period{from: d, to: d, precision: ledger.Day, rule: m.rule}, nil
		}
	}
	if n, ok := m.offset("week"); ok {
		d := m.said.AddDays(7 * n)
		return period{from: d, to: d, precision: ledger.Day, rule: m.rule}, nil
	}
	return period{}, errNoMatch
}

// readThisEnd reads the end of the year, month or quarter in which it was
// said: "year-end", 年底.
func readThisEnd(m match) (period, error) {
	if m.said.IsZero() {
		return period{}, m.relative()
	}
	unit := ledger.Year
	switch {
	case m.groups["m"] != "":
		unit = ledger.Month
	case m.groups["q"] != "":
		unit = ledger.Quarter
	case m.groups["h"] != "":
		unit = ledger.Half
	}
	p := period{precision: unit, rule: "end of " + string(unit), atEnd: true}
	p.from, p.to = unit.Period(m.said)
	return p, nil
}

// nextTo turns "this", "next" and "last" before a name into the offset of its
// year or week.
func (m match) nextTo() (offset int, ok bool) {
	switch m.groups["rel"] {
	case "this", "this coming", "今", "当":
		return 0, true
	case "next", "明", "来":
		return 1, true
	case "last", "去":
		return -1, true
	}
	return 0, false
}

// inYear sets the year of a period that is named by its place in the year.
func (m match) inYear(read func(match) (period, error)) (period, error) {
	n, ok := m.nextTo()
	if !ok {
		return read(m)
	}
	if m.said.IsZero() {
		return period{}, m.relative()
	}
	year := m.said.Year + n
	if n == 0 && m.groups["rel"] == "this coming" {
		return read(m)
	}
	m.groups["year"] = strconv.Itoa(year)
	p, err := read(m)
	p.past = n < 0
	return p, err
}

// readNextMonth and readNextSeason read "next June": June of next year.
func readNextMonth(m match) (period, error) { return m.inYear(readMonth) }
func readNextSeason(m match) (period, error) {
	n, ok := m.nextTo()
	winter := deadlineWords().Seasons[m.groups["season"]] == int(time.December)
	if ok && (n == 0 || winter && m.said.Month < time.March) {
		p, err := readSeasonOfThisYear(m)
		p.from, p.to = p.from.AddMonths(12*n), p.from.AddMonths(12*n+3).AddDays(-1)
		p.past = n < 0
		return p, err
	}
	return m.inYear(readSeason)
}

// readSeasonOfThisYear is the season of the year in which it was said; in
// January and February, this winter is the one that has begun.
func readSeasonOfThisYear(m match) (period, error) {
	if m.said.IsZero() {
		return period{}, m.relative()
	}
	first := deadlineWords().Seasons[m.groups["season"]]
	year := m.said.Year
	if first == int(time.December) && m.said.Month < time.March {
		year--
	}
	from := ledger.NewDate(year, time.Month(first), 1)
	return period{from: from, to: from.AddMonths(3).AddDays(-1), precision: ledger.Quarter, rule: m.rule}, nil
}

// readNextWeekday reads "next Friday": that of the next week.
func readNextWeekday(m match) (period, error) {
	n, _ := m.nextTo()
	m.groups["relweek"] = map[int]string{1: "next week", -1: "last week"}[n]
	return readWeekday(m)
}

func readNextWeekend(m match) (period, error) {
	if n, ok := m.nextTo(); ok {
		m.groups["relweek"] = map[int]string{1: "next week", -1: "last week"}[n]
	}
	return readWeekend(m)
}

// readMonthDay reads a day of a month that is named by where it is, 下月1日,
// or, of none, "the 15th": the next one.
func readMonthDay(m match) (period, error) {
	if m.said.IsZero() {
		return period{}, m.relative()
	}
	day := m.number("day")
	first := ledger.NewDate(m.said.Year, m.said.Month, 1)
	n, named := m.offset("month")
	first = first.AddMonths(n)
	if !named && day < m.said.Day {
		first = first.AddMonths(1)
	}
	return m.day(first.Year, int(first.Month), day)
}

// readNextHoliday reads "next Christmas": that of next year.
func readNextHoliday(m match) (period, error) { return m.inYear(readHoliday) }

// readThisMonth reads 月内: the rest of the month in which it was said.
func readThisMonth(m match) (period, error) {
	if m.said.IsZero() {
		return period{}, m.relative()
	}
	p := period{precision: ledger.Month, rule: m.rule}
	p.from, p.to = ledger.Month.Period(m.said)
	return p, nil
}

// readThisYear reads 年内: the rest of the year in which it was said.
func readThisYear(m match) (period, error) {
	if m.said.IsZero() {
		return period{}, m.relative()
	}
	p := period{precision: ledger.Year, rule: m.rule}
	p.from, p.to = ledger.Year.Period(m.said)
	return p, nil
}

// within reads the part of a year or month that pick finds: of the present
// one, or of the next where it has passed.
func (m match) within(unit ledger.Precision, months int, pick func(p period) (period, error)) (period, error) {
	if m.said.IsZero() {
		return period{}, m.relative()
	}
	p := period{precision: unit, rule: m.rule}
	p.from, p.to = unit.Period(m.said)
	part, err := pick(p)
	if err == nil && part.to.Before(m.said) {
		p.from, p.to = unit.Period(p.from.AddMonths(months))
		part, err = pick(p)
	}
	part.rule = m.rule
	return part, err
}

func (m match) partOf(of int) func(period) (period, error) {
	return func(p period) (period, error) {
		m.inner = func(string) (period, error) { return p, nil }
		return m.part(of, "")
	}
}

func readBareEarly(m match) (period, error) { return m.within(ledger.Year, 12, m.partOf(4)) }
func readBareMid(m match) (period, error)   { return m.within(ledger.Year, 12, m.partOf(2)) }

func readBareThird(m match) (period, error) {
	switch m.groups["third"] {
	case "初":
		return m.within(ledger.Month, 1, m.partOf(4))
	case "中":
		if strings.Contains(m.text, "月") {
			return m.within(ledger.Month, 1, m.partOf(2))
		}
	}
	return m.within(ledger.Month, 1, func(p period) (period, error) {
		m.inner = func(string) (period, error) { return p, nil }
		return readThird(m)
	})
}

// readThisCentury reads the bare word: "mid-century", 世纪末.
func readThisCentury(m match) (period, error) {
	if m.said.IsZero() {
		return period{}, m.relative()
	}
	return m.century((m.said.Year-1)/100+1, false)
}

// readTurn reads "the turn of the century": the end of the present one.
func readTurn(m match) (period, error) {
	p, err := readThisCentury(m)
	p.rule, p.atEnd = "end of century", true
	return p, err
}
