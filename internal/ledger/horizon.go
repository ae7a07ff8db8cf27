package ledger

// Horizon is how far ahead a claim looks: from the day it was said to the end
// of its deadline.
type Horizon string

// The horizons.
const (
	Days90         Horizon = "days_90"  // up to 90 days
	Days365        Horizon = "days_365" // 91 to 365 days
	Years3         Horizon = "years_3"  // longer, up to three years
	Longer         Horizon = "longer"
	UnknownHorizon Horizon = "unknown" // open-ended, or said on an unknown day
)

// Horizons lists the horizons, nearest first.
var Horizons = []Horizon{Days90, Days365, Years3, Longer, UnknownHorizon}

// Horizon returns the claim's.
func (c Claim) Horizon() Horizon {
	if c.SaidOn.IsZero() || c.Deadline.Kind == Open {
		return UnknownHorizon
	}
	days := c.Deadline.To.DaysSince(c.SaidOn)
	switch {
	case days <= 90:
		return Days90
	case days <= 365:
		return Days365
	case !c.Deadline.To.After(NewDate(c.SaidOn.Year+3, c.SaidOn.Month, c.SaidOn.Day)):
		return Years3
	}
	return Longer
}

// DeadlineYear is the year in which the deadline ends, 0 for an open-ended
// claim.
func (c Claim) DeadlineYear() int { return c.Deadline.To.Year }
