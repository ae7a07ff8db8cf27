package scoring_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/scoring"
)

func TestJeffreysVectors(t *testing.T) {
	got, ok := scoring.Jeffreys(7, 10)
	require.True(t, ok)
	assert.InDelta(t, 0.394181681851, got.Low, exact)
	assert.InDelta(t, 0.907305406062, got.High, exact)
	none, _ := scoring.Jeffreys(0, 5)
	assert.Equal(t, 0.0, none.Low, "exactly")
	all, _ := scoring.Jeffreys(5, 5)
	assert.Equal(t, 1.0, all.High, "exactly")
	for _, c := range [][2]int{{0, 0}, {-1, 5}, {6, 5}} {
		_, ok := scoring.Jeffreys(c[0], c[1])
		assert.False(t, ok, "%v", c)
	}
}

func TestRankingVectors(t *testing.T) {
	field := []scoring.Score{{True: 8, N: 10}, {True: 5, N: 10}, {True: 18, N: 30}, {True: 1, N: 5}}
	mean, rho, strength, ok := scoring.Moments(field)
	require.True(t, ok)
	assert.InDelta(t, 0.581818, mean, 1e-6)
	assert.InDelta(t, 0.0719071, rho, 1e-7)
	assert.InDelta(t, 12.906831, strength, 1e-6)
	prior := scoring.Prior{Mean: mean, Strength: strength}
	for i, want := range []float64{0.677066, 0.546100, 0.594531, 0.475206} {
		assert.InDelta(t, want, prior.Shrunk(field[i]), 1e-6)
	}
	few, ok := scoring.PriorOf(field)
	require.True(t, ok)
	assert.Equal(t, 10.0, few.Strength, "fewer than five speakers")
	five, _ := scoring.PriorOf(append(field, scoring.Score{True: 3, N: 6}))
	assert.NotEqual(t, 10.0, five.Strength)
}

func TestFieldsThatTellNothing(t *testing.T) {
	_, ok := scoring.PriorOf(nil)
	assert.False(t, ok)
	_, ok = scoring.PriorOf([]scoring.Score{{}, {}})
	assert.False(t, ok)
	for name, field := range map[string][]scoring.Score{
		"all right":      {{5, 5}, {5, 5}, {5, 5}, {5, 5}, {5, 5}},
		"all wrong":      {{0, 5}, {0, 5}, {0, 5}, {0, 5}, {0, 5}},
		"one claim each": {{1, 1}, {0, 1}, {1, 1}, {0, 1}, {1, 1}},
		"all alike":      {{3, 5}, {3, 5}, {3, 5}, {3, 5}, {3, 5}},
	} {
		prior, ok := scoring.PriorOf(field)
		require.True(t, ok, name)
		assert.True(t, math.IsInf(prior.Strength, 1), name)
		for _, s := range field {
			assert.Equal(t, prior.Mean, prior.Shrunk(s), name)
			assert.False(t, math.IsNaN(prior.Lower(s)), name)
			r := prior.Range(s)
			assert.LessOrEqual(t, r.Low, r.High, name)
		}
	}
}

func drawField(t *rapid.T) []scoring.Score {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) scoring.Score {
		n := rapid.IntRange(1, 200).Draw(t, "n")
		return scoring.Score{True: rapid.IntRange(0, n).Draw(t, "k"), N: n}
	}), 1, 12).Draw(t, "field")
}

func TestRankingProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		field := drawField(t)
		prior, ok := scoring.PriorOf(field)
		assert.True(t, ok)
		shuffled, _ := scoring.PriorOf(rapid.Permutation(field).Draw(t, "shuffled"))
		assert.InDelta(t, prior.Mean, shuffled.Mean, 1e-12, "order does not matter")
		if !math.IsInf(prior.Strength, 1) {
			assert.InEpsilon(t, prior.Strength, shuffled.Strength, 1e-6)
		}
		n := rapid.IntRange(1, 300).Draw(t, "n")
		k := rapid.IntRange(0, n-1).Draw(t, "k")
		less, more := scoring.Score{True: k, N: n}, scoring.Score{True: k + 1, N: n}
		assert.LessOrEqual(t, prior.Lower(less), prior.Lower(more), "monotone in k")
		assert.LessOrEqual(t, prior.Shrunk(less), prior.Shrunk(more))
		if !math.IsInf(prior.Strength, 1) && prior.Mean > 0 && prior.Mean < 1 {
			assert.Less(t, prior.Shrunk(less), prior.Shrunk(more))
		}
		own := float64(k) / float64(n)
		assert.LessOrEqual(t, min(own, prior.Mean)-1e-12, prior.Shrunk(less), "between the speaker's own and everybody's")
		assert.LessOrEqual(t, prior.Shrunk(less), max(own, prior.Mean)+1e-12)
		r := prior.Range(less)
		assert.True(t, 0 <= r.Low && r.Low <= r.High && r.High <= 1)
	})
}

func TestJeffreysProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 10_000).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		i, ok := scoring.Jeffreys(k, n)
		assert.True(t, ok)
		assert.True(t, 0 <= i.Low && i.Low < i.High && i.High <= 1)
		assert.Equal(t, k == 0, i.Low == 0)
		assert.Equal(t, k == n, i.High == 1)
		mirrored, _ := scoring.Jeffreys(n-k, n)
		assert.InDelta(t, i.Low, 1-mirrored.High, 1e-9)
	})
}
