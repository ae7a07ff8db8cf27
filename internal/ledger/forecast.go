package ledger

import "time"

// Forecast is the probability that a user of the tracker gives a claim, from
// At until the same user's next one.
type Forecast struct {
	ID          int64
	ClaimID     int64
	By          string
	Probability Probability
	Note        string
	At          time.Time
}

// Check returns the Problems of a forecast.
func (f Forecast) Check() error {
	var p Problems
	if !f.Probability.Valid() {
		p.Add(Invalidf("probability", "forecast_range", "A probability lies between 0%% and 100%%"))
	}
	p.Add(checkLength("forecast_note", f.Note, 2000))
	return p.Err()
}

// Forecastable tells, with an error, if no forecast can be given on the claim
// any more, or at all.
func (c Claim) Forecastable(today Date) error {
	switch {
	case c.State != StateOpen && c.State != StateDue, c.Deadline.PassedBy(today):
		return Errorf(Conflict, "forecast_closed", "The time for forecasts on this claim is over")
	case !c.Checkable:
		return Errorf(Conflict, "forecast_uncheckable", "Nobody will be able to tell whether this comes true, so there is nothing to forecast")
	}
	return nil
}

// ForecastsClose is when forecasts on the claim stop to count: the end of the
// deadline in zone, or the beginning of the day on which it happened, if that
// was sooner, or, for an open-ended claim, when it was judged true or false. Zero while that
// is not known.
func (c Claim) ForecastsClose(zone *time.Location) time.Time {
	var closes time.Time
	if from := c.Deadline.DueFrom(); !from.IsZero() {
		closes = from.Time(zone)
	}
	if s := c.Standing; s.Outcome != NoOutcome && closes.IsZero() {
		closes = s.JudgedAt
	}
	if s := c.Standing; s.Outcome == Happened && !s.HappenedOn.IsZero() {
		if happened := s.HappenedOn.Time(zone); closes.IsZero() || happened.Before(closes) {
			closes = happened
		}
	}
	return closes
}
