package ledger

import (
	"fmt"
	"time"
)

// Date is a day of the Gregorian calendar, without a time or a zone. The zero
// Date means "not known".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDate returns the date of y-m-d, normalised as time.Date does.
func NewDate(y int, m time.Month, d int) Date {
	return DateOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
}

// DateOf returns the day on which t falls in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads YYYY-MM-DD; the empty string is the zero Date. The error is
// Invalid at field "date".
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, Invalidf("date", "date_unreadable", "“%s” is not a date; write it as 2025-12-31", s)
	}
	return DateOf(t), nil
}

// IsZero tells whether the date is not known.
func (d Date) IsZero() bool { return d == Date{} }

// String is YYYY-MM-DD, or empty for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Before, After and Compare order dates; the zero Date comes first.
func (d Date) Before(o Date) bool { return d.Compare(o) < 0 }

// After is the reverse of Before.
func (d Date) After(o Date) bool { return d.Compare(o) > 0 }

// Compare returns -1, 0 or 1.
func (d Date) Compare(o Date) int {
	for _, v := range [...]int{d.Year - o.Year, int(d.Month) - int(o.Month), d.Day - o.Day} {
		if v < 0 {
			return -1
		}
		if v > 0 {
			return 1
		}
	}
	return 0
}

// Time is the start of the day in loc.
func (d Date) Time(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// AddDays returns the date n days later.
func (d Date) AddDays(n int) Date { return NewDate(d.Year, d.Month, d.Day+n) }

// AddMonths returns the same day n months later, or the last day of that month
// if it has no such day.
func (d Date) AddMonths(n int) Date {
	first := NewDate(d.Year, d.Month+time.Month(n), 1)
	last := NewDate(first.Year, first.Month+1, 0)
	return NewDate(first.Year, first.Month, min(d.Day, last.Day))
}

// DaysSince returns the days from o to d, negative when d is earlier.
func (d Date) DaysSince(o Date) int {
	// In seconds: a time.Duration ends after 292 years.
	return int((d.Time(time.UTC).Unix() - o.Time(time.UTC).Unix()) / (24 * 60 * 60))
}

// MarshalText writes YYYY-MM-DD, so that JSON holds a string.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
