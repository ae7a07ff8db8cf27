package ledger

import "time"

// Precision is how exact a date is meant to be.
type Precision string

// The precisions, finest first.
const (
	Day     Precision = "day"
	Month   Precision = "month"
	Quarter Precision = "quarter"
	Half    Precision = "half"
	Year    Precision = "year"
)

// Valid tells whether p is one of the precisions.
func (p Precision) Valid() bool {
	switch p {
	case Day, Month, Quarter, Half, Year:
		return true
	}
	return false
}

// Period returns the first and the last day of the period of precision p in
// which d lies.
func (p Precision) Period(d Date) (from, to Date) {
	months := map[Precision]int{Month: 1, Quarter: 3, Half: 6, Year: 12}[p]
	if months == 0 {
		return d, d
	}
	first := (int(d.Month)-1)/months*months + 1
	from = NewDate(d.Year, time.Month(first), 1)
	return from, NewDate(d.Year, time.Month(first+months), 0)
}

// DeadlineKind says where a deadline comes from.
type DeadlineKind string

// The kinds.
const (
	Stated   DeadlineKind = "stated"   // the speaker gave it
	Inferred DeadlineKind = "inferred" // we did
	Open     DeadlineKind = "open"     // there is none: "until we have AGI"
)

// Deadline is the period at whose end a claim is due, in the tracker's time
// zone. An Open deadline has no period.
type Deadline struct {
	From, To  Date // first and last day of the period
	Precision Precision
	Kind      DeadlineKind
	Words     string // as it was said or typed
}

// DueFrom is the first day after the period, or the zero Date when open.
func (d Deadline) DueFrom() Date {
	if d.Kind == Open || d.To.IsZero() {
		return Date{}
	}
	return d.To.AddDays(1)
}

// PassedBy tells whether the period has ended when today begins. An open
// deadline never has.
func (d Deadline) PassedBy(today Date) bool {
	from := d.DueFrom()
	return !from.IsZero() && !today.Before(from)
}

func (d Deadline) check() error {
	switch d.Kind {
	case Open:
		if !d.From.IsZero() || !d.To.IsZero() || d.Precision != "" {
			return Invalidf("deadline", "deadline_open_dated", "An open-ended claim has a review date, not a deadline")
		}
		return nil
	case Stated, Inferred:
	default:
		return Invalidf("deadline_kind", "deadline_kind_unknown", "A deadline is stated, inferred or open, not “%s”", d.Kind)
	}
	if d.To.IsZero() || d.From.IsZero() {
		return Invalidf("deadline", "deadline_missing", "Give a deadline, such as “end of 2025”, or “open”")
	}
	if !d.Precision.Valid() {
		return Invalidf("deadline", "precision_unknown", "A deadline is exact to the day, month, quarter, half or year, not “%s”", d.Precision)
	}
	if d.To.Before(d.From) {
		return Invalidf("deadline", "deadline_backwards", "The deadline's period ends (%s) before it begins (%s)", d.To, d.From)
	}
	return nil
}
