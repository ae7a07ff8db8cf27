package scoring

import "foresaid/internal/ledger"

// EnoughToTell is the number of strictly judged claims from which a page shows
// an accuracy; with fewer it says "too few to tell".
const EnoughToTell = 5

// Record is what a speaker's page and `foresaid record` show. Its figures are
// over all claims with a verdict (the cohort "judged" of SCORING.md).
type Record struct {
	Tally ledger.Tally

	Accuracy      Figure   // ↑ strict, of Tally.StrictN
	AccuracyRange Interval // Wilson's; means something where Accuracy is defined

	GradedAccuracy Figure // ↑ of Tally.Judged
	Brier          Figure // ↓ stated confidences, of Tally.Stated.N
	WordedBrier    Figure // ↓ worded confidences, of Tally.Worded.N

	// MedianDaysLate is over Tally.LateDays, and so undefined where those were
	// not asked for, even if Tally.Late is not 0.
	MedianDaysLate Figure
}

// RecordOf computes the figures of t.
func RecordOf(t ledger.Tally) Record {
	r := Record{
		Tally:          t,
		Accuracy:       Accuracy(t.StrictTrue, t.StrictN),
		GradedAccuracy: GradedAccuracy(t.Quarters, t.Judged),
		Brier:          Brier(t.Stated),
		WordedBrier:    Brier(t.Worded),
		MedianDaysLate: MedianDays(t.LateDays),
	}
	r.AccuracyRange, _ = Wilson(t.StrictTrue, t.StrictN)
	return r
}

// TooFew tells whether there are too few judged claims to show an accuracy to
// people. Figures has it nonetheless, with its interval: whoever computes with
// it can judge for themselves.
func (r Record) TooFew() bool { return r.Tally.StrictN < EnoughToTell }

// Figures is a Record under the names that `foresaid record --json` promises,
// in the order it promises. Undefined figures are null.
type Figures struct {
	Speaker        string `json:"speaker"`
	Claims         int    `json:"claims"`
	Open           int    `json:"open"`
	Due            int    `json:"due"`
	Overdue        int    `json:"overdue"`
	Judged         int    `json:"judged"`
	Void           int    `json:"void"`
	StrictN        int    `json:"strict_n"`
	StrictTrue     int    `json:"strict_true"`
	Accuracy       Figure `json:"accuracy"`
	AccuracyLow    Figure `json:"accuracy_low"`
	AccuracyHigh   Figure `json:"accuracy_high"`
	GradedAccuracy Figure `json:"graded_accuracy"`
	Mixed          int    `json:"mixed"`
	Provisional    int    `json:"provisional"`
	Brier          Figure `json:"brier"`
	BrierN         int    `json:"brier_n"`
	WordedBrier    Figure `json:"worded_brier"`
	WordedBrierN   int    `json:"worded_brier_n"`
	Late           int    `json:"late"`
	MedianDaysLate Figure `json:"median_days_late"`
	Uncheckable    int    `json:"uncheckable"`
}

// Figures returns r under its public names; speaker is the name to print.
func (r Record) Figures(speaker string) Figures {
	t := r.Tally
	low, high := r.Accuracy, r.Accuracy
	if r.Accuracy.Defined {
		low, high = defined(r.AccuracyRange.Low), defined(r.AccuracyRange.High)
	}
	return Figures{
		Speaker: speaker,
		Claims:  t.Claims, Open: t.Open, Due: t.Due, Overdue: t.Overdue, Judged: t.Judged, Void: t.Void,
		StrictN: t.StrictN, StrictTrue: t.StrictTrue,
		Accuracy: r.Accuracy, AccuracyLow: low, AccuracyHigh: high,
		GradedAccuracy: r.GradedAccuracy,
		Mixed:          t.Mixed, Provisional: t.Provisional,
		Brier: r.Brier, BrierN: t.Stated.N,
		WordedBrier: r.WordedBrier, WordedBrierN: t.Worded.N,
		Late: t.Late, MedianDaysLate: r.MedianDaysLate,
		Uncheckable: t.Uncheckable,
	}
}
