package scoring

import "foresaid/internal/ledger"

// Figures is a Record under the names that `foresaid record --json` and the
// pages' JSON promise, in the order they promise. Undefined figures are null.
type Figures struct {
	Speaker        string  `json:"speaker"`
	Cohort         Cohort  `json:"cohort"`
	Basis          Basis   `json:"basis"`
	Claims         int     `json:"claims"`
	Open           int     `json:"open"`
	Due            int     `json:"due"`
	Overdue        int     `json:"overdue"`
	Judged         int     `json:"judged"`
	Early          int     `json:"early"`
	Void           int     `json:"void"`
	Disputed       int     `json:"disputed"`
	StrictN        int     `json:"strict_n"`
	StrictTrue     int     `json:"strict_true"`
	Accuracy       Figure  `json:"accuracy"`
	AccuracyLow    Figure  `json:"accuracy_low"`
	AccuracyHigh   Figure  `json:"accuracy_high"`
	GradedAccuracy Figure  `json:"graded_accuracy"`
	Mixed          int     `json:"mixed"`
	Provisional    int     `json:"provisional"`
	Brier          Figure  `json:"brier"`
	BrierN         int     `json:"brier_n"`
	WordedBrier    Figure  `json:"worded_brier"`
	WordedBrierN   int     `json:"worded_brier_n"`
	BrierSkill     Figure  `json:"brier_skill"`
	BrierReference *string `json:"brier_reference"`
	ReferenceBrier Figure  `json:"reference_brier"`
	LogScore       Figure  `json:"log_score"`
	Reliability    Figure  `json:"reliability"`
	Resolution     Figure  `json:"resolution"`
	GenResolution  Figure  `json:"generalised_resolution"`
	Uncertainty    Figure  `json:"uncertainty"`
	ECE            Figure  `json:"ece"`
	Overconfidence Figure  `json:"overconfidence"`
	LikelierSide   Figure  `json:"likelier_side"`
	LikelierSideN  int     `json:"likelier_side_n"`

	Calibration []CalibrationFigures `json:"calibration"`

	Late           int    `json:"late"`
	MedianDaysLate Figure `json:"median_days_late"`
	MedianLateness Figure `json:"median_lateness_days"`
	Uncheckable    int    `json:"uncheckable"`
	CheckableShare Figure `json:"checkable_share"`
}

// CalibrationFigures is one bin under its public names.
type CalibrationFigures struct {
	Low          float64 `json:"low"`
	High         float64 `json:"high"`
	N            int     `json:"n"`
	MeanForecast float64 `json:"mean_forecast"`
	ShareTrue    float64 `json:"share_true"`
}

// Figures returns r under its public names; speaker is the name to print. The
// figures of probabilities are those of the view's basis.
func (r Record) Figures(speaker string, v View) Figures {
	t := r.Tally
	if v.Cohort == "" {
		v.Cohort = JudgedCohort
	}
	if v.Basis == "" {
		v.Basis = StatedBasis
	}
	low, high := r.Accuracy, r.Accuracy
	if r.Accuracy.Defined {
		low, high = defined(r.AccuracyRange.Low), defined(r.AccuracyRange.High)
	}
	p := r.Of(v.Basis)
	f := Figures{
		Speaker: speaker, Cohort: v.Cohort, Basis: v.Basis,
		Claims: t.Claims, Open: t.Open, Due: t.Due, Overdue: t.Overdue, Judged: t.Judged, Early: t.Early, Void: t.Void, Disputed: t.Disputed,
		StrictN: t.StrictN, StrictTrue: t.StrictTrue,
		Accuracy: r.Accuracy, AccuracyLow: low, AccuracyHigh: high,
		GradedAccuracy: r.GradedAccuracy,
		Mixed:          t.Mixed, Provisional: t.Provisional,
		Brier: p.Brier, BrierN: p.Sum.N,
		WordedBrier: r.Worded.Brier, WordedBrierN: r.Worded.Sum.N,
		BrierSkill: p.Skill, ReferenceBrier: p.Reference.Brier, LogScore: p.LogScore,
		Reliability: p.Terms.Reliability, Resolution: p.Terms.Resolution, GenResolution: p.Terms.GeneralResolution, Uncertainty: p.Terms.Uncertainty,
		ECE: p.Calibration, Overconfidence: p.Overconfidence, LikelierSide: p.Likelier, LikelierSideN: p.LikelierN,
		Calibration: []CalibrationFigures{},
		Late:        t.Late, MedianDaysLate: r.MedianDaysLate, MedianLateness: r.MedianLateness,
		Uncheckable: t.Uncheckable, CheckableShare: r.CheckableShare,
	}
	if name := p.Reference.Name(); name != "" && p.Skill.Defined {
		f.BrierReference = &name
	}
	for _, point := range p.Points {
		f.Calibration = append(f.Calibration, CalibrationFigures{point.Low, point.High, point.N, point.Mean, point.Share})
	}
	return f
}

// WordedRange is the range of the Brier score that the words of worded claims
// allow: the best and the worst that it could be if each stood for any
// probability in what the middle half of readers understand. reading says
// what that is for the words of a claim, and is false for words unknown, which
// then stand for the number they were given.
//
// Range 0 to 1, lower is better. Not defined, ok false, without a worded claim
// that has an outcome.
func (v View) WordedRange(claims []ledger.Claim, reading func(ledger.Confidence) (low, high ledger.Probability, ok bool)) (i Interval, ok bool) {
	var best, worst ledger.ForecastSum
	for _, c := range v.Choose(claims) {
		if !v.scored(c) || c.Confidence.Basis != ledger.WordedConfidence {
			continue
		}
		p := c.Confidence.Probability
		low, high, known := reading(c.Confidence)
		if !known {
			low, high = p, p
		}
		low, high = min(low, p), max(high, p)
		happened := c.Standing.Outcome == ledger.Happened
		a, b := ledger.SquaredError(low, happened), ledger.SquaredError(high, happened)
		best.N, best.Squared = best.N+1, best.Squared+min(a, b)
		worst.N, worst.Squared = worst.N+1, worst.Squared+max(a, b)
	}
	l, h := Brier(best), Brier(worst)
	return Interval{l.Value, h.Value}, l.Defined
}
