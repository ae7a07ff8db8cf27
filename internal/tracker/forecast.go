package tracker

import (
	"context"

	"foresaid/internal/ledger"
)

// Forecast puts a user's probability on an open claim, or changes it: earlier
// ones stay and count for the time they stood.
func (t *Tracker) Forecast(ctx context.Context, by, publicID, probability, note string) (ledger.Forecast, error) {
	f := ledger.Forecast{By: by, Note: ledger.Passage(note), At: t.Now().UTC()}
	p, err := readProbability("probability", probability)
	if err == nil && p == nil {
		err = ledger.Invalidf("probability", "forecast_missing", "Say how likely it is, such as 70%%")
	}
	if err != nil {
		return f, err
	}
	f.Probability = *p
	if err := f.Check(); err != nil {
		return f, err
	}
	err = t.store.InTx(ctx, func(s ledger.Store) error {
		c, err := s.Claim(ctx, publicID)
		if err != nil {
			return err
		}
		if err := c.Forecastable(t.Today()); err != nil {
			return err
		}
		f.ClaimID = c.ID
		if err := s.AddForecast(ctx, &f); err != nil {
			return err
		}
		fields := []ledger.FieldChange{{Field: "probability", To: f.Probability.Percent() + "%"}}
		return s.AppendEntries(ctx, []ledger.Entry{t.entry(by, ledger.ForecastGiven, ledger.ForecastSubject(c.PublicID), ledger.Change{Fields: fields, Reason: f.Note})})
	})
	return f, err
}
