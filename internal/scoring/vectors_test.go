package scoring_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

// The numbers are those of SCORING.md, "Test vectors".

const exact = 1e-12

// spoken is a probability with what came of it.
type spoken struct {
	percent  int
	happened bool
}

func errorSum(claims ...spoken) ledger.ForecastSum {
	var s ledger.ForecastSum
	for _, c := range claims {
		s.Add(ledger.Probability(c.percent*10_000), c.happened, nil)
	}
	return s
}

func TestBrierVectors(t *testing.T) {
	for name, c := range map[string]struct {
		claims []spoken
		want   float64
	}{
		"1":             {[]spoken{{90, true}, {80, true}, {70, false}, {60, true}, {30, false}, {20, false}}, 83.0 / 600},
		"2":             {[]spoken{{80, true}, {80, true}, {80, true}, {80, false}, {80, false}, {40, true}, {40, false}, {40, false}, {40, false}, {40, false}}, 6.0 / 25},
		"5":             {[]spoken{{70, true}, {20, false}, {10, false}, {40, false}}, 3.0 / 40},
		"always a half": {[]spoken{{50, true}, {50, false}, {50, false}}, 0.25},
		"perfect":       {[]spoken{{100, true}, {0, false}}, 0},
		"as bad as can": {[]spoken{{100, false}, {0, true}}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			got := scoring.Brier(errorSum(c.claims...))
			require.True(t, got.Defined)
			assert.InDelta(t, c.want, got.Value, exact)
		})
	}
	assert.Equal(t, scoring.Figure{Reason: scoring.NoData}, scoring.Brier(ledger.ForecastSum{}))
	assert.Equal(t, scoring.Inconsistent, scoring.Brier(ledger.ForecastSum{Squared: 1}).Reason)
	assert.Equal(t, scoring.Inconsistent, scoring.Brier(ledger.ForecastSum{N: 1, Squared: 1e12 + 1}).Reason)
}

func TestSquaredErrorIsExact(t *testing.T) {
	assert.Equal(t, int64(1), ledger.SquaredError(999_999, true))
	assert.Equal(t, int64(999_998_000_001), ledger.SquaredError(999_999, false))
	// A million claims at one part per million off do not vanish in rounding.
	assert.Equal(t, 1e-12, scoring.Brier(ledger.ForecastSum{N: 1_000_000, Squared: 1_000_000}).Value)
	// A million claims, all as wrong as can be, fit the sum.
	assert.Equal(t, 1.0, scoring.Brier(ledger.ForecastSum{N: 1_000_000, Squared: 1_000_000 * ledger.SquaredError(0, true)}).Value)
}

func TestWilsonVectors(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{
		{7, 10, 0.396778147461, 0.892208732594},
		{0, 5, 0, 0.434482464783},
		{5, 5, 0.565517535217, 1},
	} {
		got, ok := scoring.Wilson(c.k, c.n)
		require.True(t, ok)
		assert.InDelta(t, c.low, got.Low, exact, "%d/%d", c.k, c.n)
		assert.InDelta(t, c.high, got.High, exact, "%d/%d", c.k, c.n)
	}
	none, _ := scoring.Wilson(0, 5)
	assert.Equal(t, 0.0, none.Low, "exactly")
	all, _ := scoring.Wilson(5, 5)
	assert.Equal(t, 1.0, all.High, "exactly")

	for _, c := range [][2]int{{0, 0}, {-1, 5}, {6, 5}, {0, -1}} {
		_, ok := scoring.Wilson(c[0], c[1])
		assert.False(t, ok, "%v", c)
	}
}

func TestAccuracyVectors(t *testing.T) {
	assert.Equal(t, scoring.Figure{Value: 0.7, Defined: true}, scoring.Accuracy(7, 10))
	assert.Equal(t, scoring.Figure{Value: 0, Defined: true}, scoring.Accuracy(0, 3), "zero is not undefined")
	assert.Equal(t, scoring.Figure{Reason: scoring.NoData}, scoring.Accuracy(0, 0))
	for _, c := range [][2]int{{-1, 5}, {6, 5}, {1, 0}, {0, -1}} {
		assert.Equal(t, scoring.Figure{Reason: scoring.Inconsistent}, scoring.Accuracy(c[0], c[1]), "%v", c)
	}
}

func TestGradedAccuracyVectors(t *testing.T) {
	quarters := 0
	for _, g := range ledger.Grades {
		q, ok := g.Quarters()
		require.True(t, ok)
		quarters += q
	}
	assert.Equal(t, scoring.Figure{Value: 0.5, Defined: true}, scoring.GradedAccuracy(quarters, 5), "one of each grade")
	assert.Equal(t, 0.75, scoring.GradedAccuracy(3, 1).Value)
	assert.Equal(t, scoring.NoData, scoring.GradedAccuracy(0, 0).Reason)
	assert.Equal(t, scoring.Inconsistent, scoring.GradedAccuracy(5, 1).Reason)
}

func TestMedianDaysVectors(t *testing.T) {
	for _, c := range []struct {
		days []int
		want float64
	}{
		{[]int{243}, 243},
		{[]int{3, 12, 8}, 8},
		{[]int{3, 8}, 5.5},
		{[]int{20, 3, 8, 12}, 10},
		{[]int{4, 4, 4, 4}, 4},
	} {
		assert.Equal(t, scoring.Figure{Value: c.want, Defined: true}, scoring.MedianDays(c.days), "%v", c.days)
	}
	assert.Equal(t, scoring.Figure{Reason: scoring.NoData}, scoring.MedianDays(nil))
	assert.Equal(t, scoring.Inconsistent, scoring.MedianDays([]int{4, -1}).Reason)
	given := []int{9, 1, 5}
	scoring.MedianDays(given)
	assert.Equal(t, []int{9, 1, 5}, given, "left as it is")
}
