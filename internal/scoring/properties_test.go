package scoring_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

func TestWilsonProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 1_000_000).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		i, ok := scoring.Wilson(k, n)
		assert.True(t, ok)
		share := scoring.Accuracy(k, n).Value

		assert.LessOrEqual(t, 0.0, i.Low)
		assert.LessOrEqual(t, i.Low, share)
		assert.LessOrEqual(t, share, i.High)
		assert.LessOrEqual(t, i.High, 1.0)
		assert.Equal(t, k == 0, i.Low == 0, "0 only for no hits")
		assert.Equal(t, k == n, i.High == 1, "1 only for all hits")

		mirrored, _ := scoring.Wilson(n-k, n)
		assert.InDelta(t, i.Low, 1-mirrored.High, 1e-15)
		assert.InDelta(t, i.High, 1-mirrored.Low, 1e-15)

		times := rapid.IntRange(2, 50).Draw(t, "times")
		more, _ := scoring.Wilson(k*times, n*times)
		assert.Less(t, more.High-more.Low, i.High-i.Low, "more claims, same share")
	})
}

func TestAccuracyProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 100_000).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		assert.Equal(t, scoring.Accuracy(k, n), scoring.GradedAccuracy(4*k, n), "all true or false: graded is strict")
		assert.InDelta(t, 1, scoring.Accuracy(k, n).Value+scoring.Accuracy(n-k, n).Value, 1e-15)
	})
}

// forecast is a probability with what came of it, y.
type forecast struct {
	p ledger.Probability
	y bool
}

func drawForecasts(t *rapid.T) []forecast {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) forecast {
		return forecast{
			ledger.Probability(rapid.Int32Range(0, int32(ledger.Certain)).Draw(t, "p")),
			rapid.Bool().Draw(t, "y"),
		}
	}), 1, 40).Draw(t, "forecasts")
}

func sumOf(fs []forecast) (s ledger.ForecastSum) {
	for _, f := range fs {
		s.N++
		s.Squared += ledger.SquaredError(f.p, f.y)
	}
	return s
}

func TestBrierProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fs := drawForecasts(t)
		sum := sumOf(fs)
		got := scoring.Brier(sum)
		assert.True(t, got.Defined)
		assert.GreaterOrEqual(t, got.Value, 0.0)
		assert.LessOrEqual(t, got.Value, 1.0)

		opposite := make([]forecast, len(fs))
		for i, f := range fs {
			opposite[i] = forecast{ledger.Certain - f.p, !f.y}
		}
		assert.Equal(t, sum, sumOf(opposite), "yes at p is no at 1 − p")
		assert.Equal(t, sum, sumOf(rapid.Permutation(fs).Draw(t, "shuffled")), "order does not matter")

		plain := 0.0
		for _, f := range fs {
			y := 0.0
			if f.y {
				y = 1
			}
			plain += (f.p.Float() - y) * (f.p.Float() - y)
		}
		assert.InDelta(t, plain/float64(len(fs)), got.Value, 1e-12, "the definition, in floats")
	})
}

func TestBrierRewardsTheTruth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := ledger.Probability(rapid.Int32Range(0, int32(ledger.Certain)-1).Draw(t, "p"))
		assert.Greater(t, ledger.SquaredError(p, true), ledger.SquaredError(p+1, true))
		assert.Less(t, ledger.SquaredError(p, false), ledger.SquaredError(p+1, false))
	})
}

func TestMedianDaysProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.SliceOfN(rapid.IntRange(0, 40_000), 1, 60).Draw(t, "days")
		m := scoring.MedianDays(days)
		assert.True(t, m.Defined)

		below, above := 0, 0
		for _, d := range days {
			if float64(d) < m.Value {
				below++
			}
			if float64(d) > m.Value {
				above++
			}
		}
		assert.LessOrEqual(t, below, len(days)/2)
		assert.LessOrEqual(t, above, len(days)/2)
		assert.Equal(t, m, scoring.MedianDays(rapid.Permutation(days).Draw(t, "shuffled")))
	})
}
