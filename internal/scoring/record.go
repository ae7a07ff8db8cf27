package scoring

import (
	"cmp"
	"time"

	"foresaid/internal/ledger"
)

// EnoughToTell is the number of strictly judged claims from which a page shows
// an accuracy; with fewer it says "too few to tell".
const EnoughToTell = 5

// Record is what a track record shows, of the claims and the cohort of a View.
type Record struct {
	Tally ledger.Tally

	Accuracy       Figure   // ↑ strict, of Tally.StrictN
	AccuracyRange  Interval // Wilson's; means something where Accuracy is defined
	IfMixed        Interval // accuracy if all mixed claims had been false, or true
	GradedAccuracy Figure   // ↑ of Tally.Judged
	CheckableShare Figure   // ↑ of Tally.Claims

	Stated ForecastFigures
	Worded ForecastFigures

	MedianDaysLate Figure // of those that came true late; only of a View
	MedianLateness Figure // Kaplan and Meier's, in days after the deadline; only of a View
}

// ForecastFigures are the figures of probabilities of one basis.
type ForecastFigures struct {
	Sum ledger.ForecastSum

	Brier          Figure // ↓
	LogScore       Figure // ↓ nats
	Overconfidence Figure // 0 is best, positive sounds surer than right
	LikelierTrue   int    // of LikelierN that took a side, those whose side came true
	LikelierN      int
	Likelier       Figure // ↑ the share

	Skill     Figure    // ↑ over Reference
	Reference Reference // what Skill is measured against

	Terms       DecompositionFigures // of Points' bins; undefined for kept sums without bins
	Calibration Figure               // ↓ expected calibration error
	Points      []CalibrationPoint
}

// RecordOf computes the figures of t. Its skill is against the recorded
// references, and undefined where a probability has none.
func RecordOf(t ledger.Tally) Record {
	r := Record{
		Tally:          t,
		Accuracy:       Accuracy(t.StrictTrue, t.StrictN),
		GradedAccuracy: GradedAccuracy(t.Quarters, t.Judged),
		CheckableShare: share(int64(t.Claims-t.Uncheckable), int64(t.Claims)),
		MedianDaysLate: MedianDays(t.LateDays),
		MedianLateness: undefined(NoData),
		Stated:         figuresOf(t.Stated),
		Worded:         figuresOf(t.Worded),
	}
	r.AccuracyRange, _ = Wilson(t.StrictTrue, t.StrictN)
	if all := float64(t.StrictN + t.Mixed); all > 0 {
		r.IfMixed = Interval{Low: float64(t.StrictTrue) / all, High: float64(t.StrictTrue+t.Mixed) / all}
	}
	return r
}

func figuresOf(s ledger.ForecastSum) ForecastFigures {
	f := ForecastFigures{
		Sum: s, Brier: Brier(s), LogScore: LogScore(s), Skill: undefined(NoData), Reference: Reference{Brier: undefined(NoData)},
		Overconfidence: undefined(NoData), Calibration: undefined(NoData),
	}
	if s.N > 0 && s.RefN == s.N {
		f.Skill = Skill(s.RefOwn, s.RefSquared, s.N)
		f.Reference = Reference{Recorded: s.N, Own: s.RefOwn, Sum: s.RefSquared, Brier: Brier(ledger.ForecastSum{N: s.N, Squared: s.RefSquared})}
	}
	bins := PlotBins(s.Bins)
	if d, ok := Decompose(bins); ok {
		f.Terms = d.Figures()
		f.Calibration = ExpectedCalibrationError(bins)
		f.Points = Calibration(s.Bins)
		f.Overconfidence = Overconfidence(s)
		f.LikelierTrue, f.LikelierN = LikelierSide(s)
	}
	f.Likelier = share(int64(f.LikelierTrue), int64(f.LikelierN))
	return f
}

// Of returns the figures of a basis; AnyBasis puts both kinds together.
func (r Record) Of(b Basis) ForecastFigures {
	switch b {
	case WordedBasis:
		return r.Worded
	case AnyBasis:
		both := figuresOf(r.Stated.Sum.Plus(r.Worded.Sum))
		own := r.Stated.Reference.Own + r.Worded.Reference.Own
		ref := r.Stated.Reference.Sum + r.Worded.Reference.Sum
		if n := r.Stated.Reference.N() + r.Worded.Reference.N(); n > 0 && n == both.Sum.N {
			both.Reference = r.Stated.Reference.plus(r.Worded.Reference)
			both.Skill = Skill(own, ref, n)
		}
		return both
	}
	return r.Stated
}

// TooFew tells whether there are too few judged claims to show an accuracy to
// people. Figures has it nonetheless, with its interval: whoever computes with
// it can judge for themselves.
func (r Record) TooFew() bool { return r.Tally.StrictN < EnoughToTell }

// Record computes the figures of the claims that the view chooses. Skill is
// against the best reference that each of them has.
func (v View) Record(claims []ledger.Claim, rates Rates) Record {
	chosen := v.Choose(claims)
	r := RecordOf(v.Tally(chosen))
	r.MedianLateness = MedianLateness(v.Lateness(chosen))
	for basis, f := range map[ledger.Basis]*ForecastFigures{ledger.StatedConfidence: &r.Stated, ledger.WordedConfidence: &r.Worded} {
		f.Reference = Reference{}
		for _, c := range chosen {
			if v.scored(c) && c.Confidence.Basis == basis {
				f.Reference.add(c, rates)
			}
		}
		f.Skill = Skill(f.Reference.Own, f.Reference.Sum, f.Reference.N())
		f.Reference.Brier = Brier(ledger.ForecastSum{N: f.Reference.N(), Squared: f.Reference.Sum})
	}
	return r
}

// scored tells whether a claim has an outcome that counts.
func (v View) scored(c ledger.Claim) bool {
	return c.State == ledger.StateJudged && c.Standing.Outcome != ledger.NoOutcome && v.Counts(c)
}

// Lateness lists when claims came true: days after the deadline, negative
// before it, 0 where it is only known that they did in time. What had not come
// true when it was judged is censored on that day. Open-ended and mixed claims
// are left out.
func (v View) Lateness(claims []ledger.Claim) []Event {
	zone := cmp.Or(v.Zone, time.UTC)
	var events []Event
	for _, c := range claims {
		if !v.scored(c) || c.Deadline.Kind == ledger.Open {
			continue
		}
		s := c.Standing
		switch {
		case s.Grade == ledger.False || s.Grade == ledger.MostlyFalse:
			events = append(events, Event{Days: ledger.DateOf(s.JudgedAt.In(zone)).DaysSince(c.Deadline.To), Censored: true})
		case s.HappenedOn.IsZero():
			events = append(events, Event{})
		default:
			events = append(events, Event{Days: s.HappenedOn.DaysSince(c.Deadline.To)})
		}
	}
	return events
}
