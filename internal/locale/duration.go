package locale

import (
	"math"

	"foresaid/internal/ledger"
)

// Days writes a number of days: "1 day", "112 days".
func (l *Locale) Days(n int) string { return l.T("date.days", "n", n) }

// Span writes a length of time as people say it: days up to four months, then
// months up to two years, then years.
func (l *Locale) Span(days int) string {
	size := math.Abs(float64(days))
	months := int(math.Round(size / (365.25 / 12)))
	switch {
	case size <= 120:
		return l.Days(int(size))
	case months < 24:
		return l.T("date.months", "n", months)
	}
	return l.T("date.years", "n", int(math.Round(size/365.25)))
}

// Relative writes where a day lies from today: "today", "tomorrow", "in 12
// days", "7 months ago".
func (l *Locale) Relative(d, today ledger.Date) string {
	if d.IsZero() {
		return ""
	}
	switch days := d.DaysSince(today); {
	case days == 0:
		return l.T("date.today")
	case days == 1:
		return l.T("date.tomorrow")
	case days == -1:
		return l.T("date.yesterday")
	case days > 0:
		return l.T("date.in", "span", l.Span(days))
	default:
		return l.T("date.ago", "span", l.Span(days))
	}
}
