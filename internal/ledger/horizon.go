package ledger

// Horizon is how far ahead a claim looks: from the day it was said to the end
// of its deadline.
type Horizon string

// The horizons.
const (
	Days90         Horizon = "days_90"  // up to 90 days
	Days365        Horizon = "days_365" // 91 to 365 days
	Years3         Horizon = "years_3"  // 366 to 1,096 days: up to three years, one of them a leap year
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
	for _, h := range Horizons {
		if _, most, ok := h.Days(); ok && (days <= most || most == 0) {
			return h
		}
	}
	return UnknownHorizon
}

// DeadlineYear is the year in which the deadline ends, 0 for an open-ended
// claim.
func (c Claim) DeadlineYear() int { return c.Deadline.To.Year }

// Days are the least and the most days ahead that the horizon has; most is 0
// for no end. ok is false for UnknownHorizon.
func (h Horizon) Days() (least, most int, ok bool) {
	switch h {
	case Days90:
		return 0, 90, true
	case Days365:
		return 91, 365, true
	case Years3:
		return 366, 3*365 + 1, true
	case Longer:
		return 3*365 + 2, 0, true
	}
	return 0, 0, false
}

// ParseHorizon reads one of the horizons.
func ParseHorizon(text string) (Horizon, error) {
	for _, h := range Horizons {
		if string(h) == text {
			return h, nil
		}
	}
	return "", Invalidf("horizon", "horizon_unknown", "“%s” is not a horizon; use days_90, days_365, years_3, longer or unknown", text)
}
