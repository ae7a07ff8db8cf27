package scoring_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

var (
	// anywhere is often on an edge of a bin, or at 50%.
	anywhere = rapid.OneOf(
		rapid.Int32Range(0, int32(ledger.Certain)),
		rapid.Map(rapid.Int32Range(0, 20), func(i int32) int32 { return i * 50_000 }),
	)
	// offEdges is inside a bin, where 1 − p is in the mirrored one: a bin has
	// its lower edge only.
	offEdges = rapid.Int32Range(1, int32(ledger.Certain)-1).Filter(func(p int32) bool { return p%100_000 != 0 })
)

func drawAt(t *rapid.T, probability *rapid.Generator[int32]) []forecast {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) forecast {
		return forecast{ledger.Probability(probability.Draw(t, "p")), rapid.Bool().Draw(t, "y")}
	}), 1, 80).Draw(t, "forecasts")
}

func allSums(fs []forecast) (s ledger.ForecastSum) {
	for _, f := range fs {
		s.Add(f.p, f.y, nil)
	}
	return s
}

func (f forecast) opposite() forecast { return forecast{ledger.Certain - f.p, !f.y} }

func naiveBrier(fs []forecast) *big.Rat {
	sum := new(big.Rat)
	for _, f := range fs {
		y := int64(0)
		if f.y {
			y = 1
		}
		d := new(big.Rat).Sub(big.NewRat(int64(f.p), int64(ledger.Certain)), big.NewRat(y, 1))
		sum.Add(sum, d.Mul(d, d))
	}
	return sum.Mul(sum, big.NewRat(1, int64(len(fs))))
}

// parts are comparable, as rationals are not.
func parts(d scoring.Decomposition) (all []string) {
	for _, r := range []*big.Rat{
		d.Brier, d.Reliability, d.Resolution, d.Uncertainty,
		d.WithinVariance, d.WithinCovariance, d.GeneralResolution,
	} {
		all = append(all, r.RatString())
	}
	return all
}

func assertExact(t *rapid.T, want *big.Rat, d scoring.Decomposition) {
	assert.Zero(t, want.Cmp(d.Brier), "the mean squared error")
	assert.Zero(t, d.Brier.Cmp(sum3(d.Reliability, d.GeneralResolution, d.Uncertainty)), "REL − GRES + UNC")
}

func TestDecompositionIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fs := drawAt(t, anywhere)
		want, s := naiveBrier(fs), allSums(fs)
		bins := s.Bins[:]
		d, ok := scoring.Decompose(bins)
		assert.True(t, ok)
		assertExact(t, want, d)
		assert.Equal(t, scoring.Brier(s), d.Figures().Brier, "both round once")

		zero, quarter, half := new(big.Rat), big.NewRat(1, 4), big.NewRat(1, 2)
		within := func(low, v, high *big.Rat) bool { return low.Cmp(v) <= 0 && v.Cmp(high) <= 0 }
		assert.True(t, within(zero, d.Reliability, big.NewRat(1, 1)))
		assert.True(t, within(zero, d.Resolution, d.Uncertainty))
		assert.True(t, within(zero, d.Uncertainty, quarter))
		assert.True(t, within(zero, d.WithinVariance, quarter))
		assert.True(t, within(new(big.Rat).Neg(half), d.WithinCovariance, half))
		assert.True(t, within(big.NewRat(-3, 4), d.GeneralResolution, quarter))

		moved, _ := scoring.Decompose(rapid.Permutation(bins).Draw(t, "bins"))
		assert.Equal(t, parts(d), parts(moved), "order does not matter")
	})
}

func TestMergedBinsKeepTheScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fs := drawAt(t, anywhere)
		s := allSums(fs)
		bins := s.Bins[:]
		i := rapid.IntRange(0, len(bins)-2).Draw(t, "i")
		merged := append([]ledger.Bin{bins[i].Plus(bins[i+1])}, bins[:i]...)
		merged = append(merged, bins[i+2:]...)

		before, _ := scoring.Decompose(bins)
		after, ok := scoring.Decompose(merged)
		assert.True(t, ok)
		assertExact(t, naiveBrier(fs), after)
		assert.Zero(t, before.Uncertainty.Cmp(after.Uncertainty))
		assert.GreaterOrEqual(t, before.Resolution.Cmp(after.Resolution), 0, "merging tells less apart")
		assert.GreaterOrEqual(t, after.WithinVariance.Cmp(before.WithinVariance), 0)

		var sum, plotted ledger.Bin
		for _, b := range bins {
			sum = sum.Plus(b)
		}
		n, last := 0, 0.0
		for _, p := range scoring.Calibration(s.Bins) {
			n += p.N
			assert.LessOrEqual(t, last, p.Low)
			assert.LessOrEqual(t, p.Low, p.Mean)
			assert.LessOrEqual(t, p.Mean, p.High)
			assert.LessOrEqual(t, p.Range.Low, p.Share)
			assert.LessOrEqual(t, p.Share, p.Range.High)
			last = p.High
		}
		for _, b := range scoring.PlotBins(s.Bins) {
			plotted = plotted.Plus(b)
		}
		assert.Equal(t, sum, plotted)
		assert.Equal(t, len(fs), n, "every claim is in a point")
	})
}

func TestConsistencyBandProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 2000).Draw(t, "n")
		mean := rapid.Float64Range(0, 1).Draw(t, "mean")
		level := rapid.Float64Range(0.01, 0.99).Draw(t, "level")
		narrow := scoring.ConsistencyBand(n, mean, level)
		wide := scoring.ConsistencyBand(n, mean, rapid.Float64Range(level, 0.999).Draw(t, "more"))
		higher := scoring.ConsistencyBand(n, rapid.Float64Range(mean, 1).Draw(t, "higher"), level)

		step := 1 / float64(n)
		assert.LessOrEqual(t, 0.0, narrow.Low)
		assert.LessOrEqual(t, narrow.Low, mean+step)
		assert.LessOrEqual(t, narrow.Low, narrow.High)
		assert.LessOrEqual(t, mean-step, narrow.High)
		assert.LessOrEqual(t, narrow.High, 1.0)
		assert.LessOrEqual(t, wide.Low, narrow.Low)
		assert.LessOrEqual(t, narrow.High, wide.High)
		assert.LessOrEqual(t, narrow.Low, higher.Low)
		assert.LessOrEqual(t, narrow.High, higher.High)
	})
}
