package scoring_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

// vector1 and vector2 are those of SCORING.md.
var (
	vector1 = []spoken{{90, true}, {80, true}, {70, false}, {60, true}, {30, false}, {20, false}}
	vector2 = []spoken{
		{80, true}, {80, true}, {80, true}, {80, false}, {80, false},
		{40, true}, {40, false}, {40, false}, {40, false}, {40, false},
	}
)

// sumUp is what the ledger makes of the claims, bins and all.
func sumUp(claims ...spoken) (s ledger.ForecastSum) {
	for _, c := range claims {
		s.Add(ledger.Probability(c.percent*10_000), c.happened, nil)
	}
	return s
}

// halves are two bins, split at 50%.
func halves(s ledger.ForecastSum) []ledger.Bin {
	two := make([]ledger.Bin, 2)
	for i, b := range s.Bins {
		half := &two[i/(ledger.Bins/2)]
		*half = half.Plus(b)
	}
	return two
}

func assertRat(t *testing.T, a, b int64, got *big.Rat, name string) {
	t.Helper()
	assert.Zero(t, big.NewRat(a, b).Cmp(got), "%s is %s, not %d/%d", name, got, a, b)
}

func TestDecomposeVector1(t *testing.T) {
	d, ok := scoring.Decompose(halves(sumUp(vector1...)))
	require.True(t, ok)
	assertRat(t, 1, 48, d.Reliability, "reliability")
	assertRat(t, 1, 8, d.Resolution, "resolution")
	assertRat(t, 1, 4, d.Uncertainty, "uncertainty")
	assertRat(t, 11, 1200, d.WithinVariance, "within variance")
	assertRat(t, 1, 60, d.WithinCovariance, "within covariance")
	assertRat(t, 53, 400, d.GeneralResolution, "general resolution")
	assertRat(t, 83, 600, d.Brier, "Brier")
	assertRat(t, 7, 48, sum3(d.Reliability, d.Resolution, d.Uncertainty), "three terms")
	assertRat(t, 83, 600, sum3(d.Reliability, d.GeneralResolution, d.Uncertainty), "five terms")
}

// sum3 is a − b + c.
func sum3(a, b, c *big.Rat) *big.Rat {
	r := new(big.Rat).Sub(a, b)
	return r.Add(r, c)
}

func TestDecomposeVector2(t *testing.T) {
	s := sumUp(vector2...)
	for _, bins := range [][]ledger.Bin{halves(s), s.Bins[:], scoring.PlotBins(s.Bins)} {
		d, ok := scoring.Decompose(bins)
		require.True(t, ok)
		assertRat(t, 1, 25, d.Reliability, "reliability")
		assertRat(t, 1, 25, d.Resolution, "resolution")
		assertRat(t, 6, 25, d.Uncertainty, "uncertainty")
		assertRat(t, 6, 25, d.Brier, "Brier")
		assertRat(t, 0, 1, d.WithinVariance, "within variance")
		assertRat(t, 0, 1, d.WithinCovariance, "within covariance")
		assertRat(t, 1, 25, d.GeneralResolution, "general resolution")
	}
}

func TestDecomposeVector5(t *testing.T) {
	s := sumUp(spoken{70, true}, spoken{20, false}, spoken{10, false}, spoken{40, false})
	d, ok := scoring.Decompose(s.Bins[:])
	require.True(t, ok)
	assertRat(t, 3, 40, d.Brier, "Brier")
	assertRat(t, 3, 16, d.Uncertainty, "uncertainty: the score of climatology")
}

func TestDecompositionFigures(t *testing.T) {
	d, _ := scoring.Decompose(halves(sumUp(vector1...)))
	of := func(v float64) scoring.Figure { return scoring.Figure{Value: v, Defined: true} }
	assert.Equal(t, scoring.DecompositionFigures{
		Brier: of(83.0 / 600), Reliability: of(1.0 / 48), Resolution: of(1.0 / 8), Uncertainty: of(1.0 / 4),
		WithinVariance: of(11.0 / 1200), WithinCovariance: of(1.0 / 60), GeneralResolution: of(53.0 / 400),
	}, d.Figures())
	none := scoring.Figure{Reason: scoring.NoData}
	assert.Equal(t, scoring.DecompositionFigures{
		Brier: none, Reliability: none, Resolution: none, Uncertainty: none,
		WithinVariance: none, WithinCovariance: none, GeneralResolution: none,
	}, scoring.Decomposition{}.Figures())
}

// contradictory are bins that no probabilities add up to.
var contradictory = map[string]ledger.Bin{
	"more true than there are":    {N: 1, True: 2},
	"fewer than none":             {N: -1},
	"sums without a claim":        {P: 1, PP: 1},
	"a probability above certain": {N: 1, P: 1_000_001, PP: 1},
	"true ones above all":         {N: 1, True: 1, P: 1, PTrue: 2},
	"squares above certain":       {N: 1, P: 1, PP: 1_000_001},
}

func TestDecomposeIsUndefined(t *testing.T) {
	for _, bins := range [][]ledger.Bin{nil, {}, make([]ledger.Bin, 10)} {
		_, ok := scoring.Decompose(bins)
		assert.False(t, ok)
	}
	for name, b := range contradictory {
		_, ok := scoring.Decompose([]ledger.Bin{{N: 3, P: 300_000, PP: 30_000_000_000}, b})
		assert.False(t, ok, name)
	}
}
