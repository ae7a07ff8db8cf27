package scoring_test

import (
	"encoding/json"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

func TestFiguresAreWrittenUnderTheirPromisedNames(t *testing.T) {
	r := scoring.RecordOf(ledger.Tally{
		Claims: 19, Open: 4, Due: 2, Overdue: 1, Judged: 11, Void: 2, Withdrawn: 3, Uncheckable: 1,
		StrictN: 10, StrictTrue: 5, Mixed: 1, Quarters: 33, Provisional: 2, Late: 2,
		Stated:   errorSum(spoken{90, true}, spoken{80, false}),
		Worded:   errorSum(spoken{50, true}),
		LateDays: []int{243, 20},
	})
	text, err := json.MarshalIndent(r.Figures("Sam Altman", scoring.View{}), "", "  ")
	require.NoError(t, err)
	// The bounds are irrational, and their last digit differs between processors.
	got := regexp.MustCompile(`(0\.\d{12})\d*`).ReplaceAllString(string(text), "$1")
	golden(t, "testdata/figures.json", got)
}

func TestFiguresWithoutDataAreNull(t *testing.T) {
	r := scoring.RecordOf(ledger.Tally{Claims: 2, Open: 2})
	got, err := json.Marshal(r.Figures("a new speaker", scoring.View{}))
	require.NoError(t, err)
	var figures map[string]any
	require.NoError(t, json.Unmarshal(got, &figures))
	for _, name := range []string{"accuracy", "accuracy_low", "accuracy_high", "graded_accuracy", "brier", "worded_brier", "median_days_late"} {
		value, there := figures[name]
		assert.True(t, there && value == nil, "%s is null", name)
	}
	for _, name := range []string{"strict_n", "strict_true", "brier_n", "worded_brier_n", "mixed", "late"} {
		assert.Zero(t, figures[name], name)
		assert.NotNil(t, figures[name], name)
	}
	assert.Equal(t, scoring.NoData, r.Accuracy.Reason)
}

func TestTooFewIsAMatterOfStrictClaims(t *testing.T) {
	assert.True(t, scoring.RecordOf(ledger.Tally{}).TooFew())
	assert.True(t, scoring.RecordOf(ledger.Tally{Judged: 9, StrictN: 4, Mixed: 5}).TooFew(), "mixed ones don't help")
	assert.False(t, scoring.RecordOf(ledger.Tally{Judged: 5, StrictN: 5}).TooFew())

	few := scoring.RecordOf(ledger.Tally{Judged: 2, StrictN: 2, StrictTrue: 2})
	assert.Equal(t, 1.0, few.Figures("", scoring.View{}).Accuracy.Value, "whoever computes with it gets it")
}

func TestStatedAndWordedConfidenceStayApart(t *testing.T) {
	r := scoring.RecordOf(ledger.Tally{Judged: 1, StrictN: 1, Worded: errorSum(spoken{80, true})})
	assert.False(t, r.Stated.Brier.Defined, "words are no numbers")
	assert.InDelta(t, 0.04, r.Worded.Brier.Value, exact)
}

func TestLateButTrueIsMissedAndKeepsItsCredit(t *testing.T) {
	// One claim, true, late, said with 80%: what the store makes of it.
	r := scoring.RecordOf(ledger.Tally{
		Claims: 1, Judged: 1, StrictN: 1, StrictTrue: 0, Quarters: 4, Late: 1, LateDays: []int{243},
		Stated: errorSum(spoken{80, false}),
	})
	assert.Equal(t, 0.0, r.Accuracy.Value)
	assert.Equal(t, 1.0, r.GradedAccuracy.Value)
	assert.InDelta(t, 0.64, r.Stated.Brier.Value, exact)
	assert.Equal(t, 243.0, r.MedianDaysLate.Value)
}
