package locale

import (
	"strconv"
	"time"

	"foresaid/internal/ledger"
)

// Date writes a day: "24 Apr 2024", 2024年4月24日; nothing for one that is not
// known.
func (l *Locale) Date(d ledger.Date) string {
	if d.IsZero() {
		return ""
	}
	return l.T("date.date", "year", d.Year, "month", l.month("date.month.", d), "day", d.Day)
}

// LongDate writes a day in full: "Wednesday, 24 April 2024".
func (l *Locale) LongDate(d ledger.Date) string {
	if d.IsZero() {
		return ""
	}
	weekday := d.Time(time.UTC).Weekday()
	return l.T("date.long", "year", d.Year, "month", l.month("date.month_name.", d), "day", d.Day,
		"weekday", l.T("date.weekday."+strconv.Itoa(int(weekday))))
}

// MonthYear writes the month of a day: "Apr 2024", 2024年4月.
func (l *Locale) MonthYear(d ledger.Date) string {
	if d.IsZero() {
		return ""
	}
	return l.T("date.month_year", "year", d.Year, "month", l.month("date.month.", d))
}

// Time writes a day and a time of day in t's own zone: "24 Apr 2024, 07:00".
func (l *Locale) Time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return l.T("date.time", "date", l.Date(ledger.DateOf(t)), "time", t.Format("15:04"))
}

func (l *Locale) month(names string, d ledger.Date) string {
	return l.T(names + strconv.Itoa(int(d.Month)))
}

// Deadline writes a deadline as people say it, which is not finer than it was
// meant: "end of 2025", "first half of 2026", "Q3 2025", "June 2025",
// "31 Dec 2025", "open-ended".
func (l *Locale) Deadline(d ledger.Deadline) string {
	if d.Kind == ledger.Open {
		return l.T("date.open")
	}
	to := d.To
	if to.IsZero() {
		return ""
	}
	month := int(to.Month) - 1
	switch d.Precision {
	case ledger.Year:
		return l.T("date.end_of_year", "year", to.Year)
	case ledger.Half:
		return l.T("date.half."+strconv.Itoa(month/6+1), "year", to.Year)
	case ledger.Quarter:
		if _, end := ledger.Quarter.Period(to); end != to { // a season
			return l.T("date.month_year", "year", to.Year, "month", l.month("date.month_name.", to))
		}
		return l.T("date.quarter."+strconv.Itoa(month/3+1), "year", to.Year)
	case ledger.Month:
		return l.T("date.month_year", "year", to.Year, "month", l.month("date.month_name.", to))
	}
	return l.Date(to)
}

// Period writes a deadline's first and last day, or the one day; nothing when
// it is open.
func (l *Locale) Period(d ledger.Deadline) string {
	if d.From.IsZero() || d.From == d.To {
		return l.Date(d.To)
	}
	return l.T("date.range", "from", l.Date(d.From), "to", l.Date(d.To))
}
