package scoring_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

func TestConsistencyBandVectors(t *testing.T) {
	for _, c := range []struct {
		n           int
		mean, level float64
		low, high   float64
	}{
		{10, 0.8, 0.95, 0.5, 1},
		{10, 0.8, 0.9, 0.6, 1},
		{10, 0, 0.95, 0, 0},
		{10, 1, 0.95, 1, 1},
		{1, 0.5, 0.95, 0, 1},
		{3, 0.1, 0.95, 0, 1.0 / 3 * 2},
		{1000, 0.03, 0.95, 0.02, 0.041},
		// From exact sums.
		{100_000, 0.5, 0.95, 0.4969, 0.5031},
		{100_000, 0.999, 0.95, 0.9988, 0.99919},
		{10, -0.1, 0.95, 0, 0},
		{10, 1.1, 0.95, 0, 0},
		{0, 0.5, 0.95, 0, 0},
	} {
		got := scoring.ConsistencyBand(c.n, c.mean, c.level)
		assert.InDelta(t, c.low, got.Low, exact, "%+v", c)
		assert.InDelta(t, c.high, got.High, exact, "%+v", c)
	}
	// Ties: with a half, P(X = 0) is 1/2ⁿ, the tail of this level: both ends go low.
	for n := 2; n <= 20; n++ {
		got := scoring.ConsistencyBand(n, 0.5, 1-math.Ldexp(1, 1-n))
		assert.Equal(t, scoring.Interval{Low: 0, High: float64(n-1) / float64(n)}, got, "%d", n)
	}
}

func TestPlotBinsHalvesThemForFew(t *testing.T) {
	many := make([]spoken, 50)
	for i := range many {
		many[i] = spoken{2 * i, i%3 == 0}
	}
	s := sumUp(many...)
	assert.Equal(t, s.Bins[:], scoring.PlotBins(s.Bins), "50 are enough")

	few := sumUp(many[:49]...)
	merged := scoring.PlotBins(few.Bins)
	assert.Len(t, merged, 5)
	for i, b := range merged {
		assert.Equal(t, few.Bins[2*i].Plus(few.Bins[2*i+1]), b, "bin %d", i)
	}
	assert.Equal(t, make([]ledger.Bin, 5), scoring.PlotBins([ledger.Bins]ledger.Bin{}))
}

func TestCalibrationPoints(t *testing.T) {
	points := scoring.Calibration(sumUp(vector2...).Bins)
	assert.Len(t, points, 2, "empty bins have none")
	at40, at80 := points[0], points[1]
	assert.Equal(t, [2]float64{0.4, 0.6}, [2]float64{at40.Low, at40.High})
	assert.Equal(t, [2]int{5, 1}, [2]int{at40.N, at40.True})
	assert.Equal(t, [2]float64{0.4, 0.2}, [2]float64{at40.Mean, at40.Share})
	wilson, _ := scoring.Wilson(1, 5)
	assert.Equal(t, wilson, at40.Range)
	assert.Equal(t, scoring.ConsistencyBand(5, 0.4, 0.95), at40.Band)
	assert.False(t, at40.Thin)

	assert.Equal(t, [2]float64{0.8, 1}, [2]float64{at80.Low, at80.High})
	assert.Equal(t, [2]float64{0.8, 0.6}, [2]float64{at80.Mean, at80.Share})

	thin := scoring.Calibration(sumUp(vector2[:4]...).Bins)
	assert.True(t, thin[0].Thin, "4 claims")
	assert.Empty(t, scoring.Calibration([ledger.Bins]ledger.Bin{}))
	for name, b := range contradictory {
		assert.Empty(t, scoring.Calibration([ledger.Bins]ledger.Bin{b}), name)
	}
}

func TestExpectedCalibrationErrorVectors(t *testing.T) {
	assert.Equal(t, scoring.Figure{Value: 1.0 / 12, Defined: true}, scoring.ExpectedCalibrationError(halves(sumUp(vector1...))))
	assert.Equal(t, scoring.Figure{Value: 0.2, Defined: true}, scoring.ExpectedCalibrationError(halves(sumUp(vector2...))))
	wrong := sumUp(spoken{100, false}, spoken{0, true})
	assert.Equal(t, 1.0, scoring.ExpectedCalibrationError(wrong.Bins[:]).Value)
	assert.Equal(t, scoring.Figure{Reason: scoring.NoData}, scoring.ExpectedCalibrationError(nil))
	for name, b := range contradictory {
		assert.Equal(t, scoring.Inconsistent, scoring.ExpectedCalibrationError([]ledger.Bin{b}).Reason, name)
	}
}
