package tracker

import (
	"cmp"
	"context"
	"slices"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

// Forecaster is what a user's forecasts came to.
type Forecaster struct {
	User   string
	Scored []ScoredForecast // on claims with an outcome, the best first
	Open   []OpenForecast   // on claims without one that the viewer may see, the nearest deadline first
	Hidden int              // how many of those the viewer may not see

	// means over Scored
	Brier    scoring.Figure // ↓ time-weighted
	Baseline scoring.Figure // ↑ time-weighted, points
	Peer     scoring.Figure // ↑ time-weighted, points, of PeerN claims on which others forecast too
	PeerN    int
}

// ScoredForecast is a user's forecast on a claim with an outcome.
type ScoredForecast struct {
	Claim       ledger.ClaimLine
	Probability ledger.Probability // that stood when forecasting closed
	Brier       float64            // time-weighted
	Baseline    float64            // time-weighted, points
	Peer        scoring.Figure
}

// OpenForecast is a user's latest forecast on a claim.
type OpenForecast struct {
	Claim    ledger.ClaimLine
	Forecast ledger.Forecast
}

// Forecaster scores a user's forecasts; NotFound without any. viewer sees
// those on open claims only where they are the viewer's own, or the viewer has
// forecast too: a forecast is to be made without looking at others'.
func (t *Tracker) Forecaster(ctx context.Context, user, viewer string) (Forecaster, error) {
	f := Forecaster{User: user}
	mine, err := t.store.ForecastsBy(ctx, user)
	if err != nil {
		return f, err
	}
	if len(mine) == 0 {
		return f, ledger.Errorf(ledger.NotFound, "forecaster_not_found", "“%s” has given no forecast", user)
	}
	var ids []int64
	for _, m := range mine {
		ids = append(ids, m.ClaimID)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	lines, err := t.store.ClaimLines(ctx, ids)
	if err != nil {
		return f, err
	}
	given, err := t.store.ForecastsOn(ctx, ids)
	if err != nil {
		return f, err
	}
	by := map[int64]map[string][]ledger.Forecast{}
	for _, g := range given {
		if by[g.ClaimID] == nil {
			by[g.ClaimID] = map[string][]ledger.Forecast{}
		}
		by[g.ClaimID][g.By] = append(by[g.ClaimID][g.By], g)
	}
	for _, line := range lines {
		own := by[line.ID][user]
		switch {
		case line.State == ledger.StateJudged && line.Standing.Outcome != ledger.NoOutcome:
			if s, ok := t.scoreForecast(line, user, by[line.ID]); ok {
				f.Scored = append(f.Scored, s)
			}
		case line.State != ledger.StateOpen && line.State != ledger.StateDue:
		case user == viewer || len(by[line.ID][viewer]) > 0:
			f.Open = append(f.Open, OpenForecast{line, own[len(own)-1]})
		default:
			f.Hidden++
		}
	}
	slices.SortStableFunc(f.Scored, func(a, b ScoredForecast) int { return cmp.Compare(a.Brier, b.Brier) })
	slices.SortStableFunc(f.Open, func(a, b OpenForecast) int { return compareDeadlines(a.Claim, b.Claim) })
	f.sum()
	return f, nil
}

// compareDeadlines puts the nearest first and open-ended claims last.
func compareDeadlines(a, b ledger.ClaimLine) int {
	switch {
	case a.Deadline.To.IsZero() && b.Deadline.To.IsZero():
		return 0
	case a.Deadline.To.IsZero():
		return 1
	case b.Deadline.To.IsZero():
		return -1
	}
	return a.Deadline.To.Compare(b.Deadline.To)
}

// scoreForecast scores a user's forecasts on one claim; ok is false if none
// stood before forecasting closed.
func (t *Tracker) scoreForecast(line ledger.ClaimLine, user string, by map[string][]ledger.Forecast) (ScoredForecast, bool) {
	closes, happened := line.ForecastsClose(t.zone), line.Standing.Outcome == ledger.Happened
	own := changes(by[user])
	p, ok := scoring.Standing(own, closes)
	if !ok {
		return ScoredForecast{}, false
	}
	var others [][]scoring.Change
	for name, forecasts := range by {
		if name != user {
			others = append(others, changes(forecasts))
		}
	}
	const whole = float64(ledger.Certain) * float64(ledger.Certain)
	return ScoredForecast{
		Claim: line, Probability: p,
		Brier: scoring.TimeWeighted(own, closes, func(p ledger.Probability) float64 {
			return float64(ledger.SquaredError(p, happened)) / whole
		}).Value,
		Baseline: scoring.TimeWeighted(own, closes, func(p ledger.Probability) float64 { return scoring.Baseline(p, happened) }).Value,
		Peer:     scoring.TimeWeightedPeer(own, others, closes, happened),
	}, true
}

func changes(forecasts []ledger.Forecast) []scoring.Change {
	all := make([]scoring.Change, len(forecasts))
	for i, f := range forecasts {
		all[i] = scoring.Change{At: f.At, Probability: f.Probability}
	}
	return all
}

func (f *Forecaster) sum() {
	var brier, baseline, peer []float64
	for _, s := range f.Scored {
		brier, baseline = append(brier, s.Brier), append(baseline, s.Baseline)
		if s.Peer.Defined {
			peer = append(peer, s.Peer.Value)
		}
	}
	f.Brier, f.Baseline, f.Peer, f.PeerN = scoring.Mean(brier), scoring.Mean(baseline), scoring.Mean(peer), len(peer)
}

// Claims are the scored forecasts as claims of the user that were made with
// the odds that stood when forecasting closed.
func (f Forecaster) Claims() []ledger.Claim {
	claims := make([]ledger.Claim, len(f.Scored))
	for i, s := range f.Scored {
		c := s.Claim.Claim
		c.Confidence = ledger.Confidence{Basis: ledger.StatedConfidence, Probability: s.Probability}
		c.Standing.DaysLate, c.Standing.Provisional = 0, false
		claims[i] = c
	}
	return claims
}
