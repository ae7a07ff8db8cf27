package scoring_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

func TestLogScoreVectors(t *testing.T) {
	const billionth = 1e-9 // each error is rounded to one
	for name, c := range map[string]struct {
		claims []spoken
		want   float64
	}{
		"4":                 {[]spoken{{80, true}, {60, false}, {90, true}}, 0.414931599615},
		"4, clipped":        {[]spoken{{100, false}}, 4.605170185988},
		"clipped below":     {[]spoken{{0, true}}, 4.605170185988},
		"clipped and right": {[]spoken{{100, true}, {0, false}}, -math.Log(0.99)},
		"always a half":     {[]spoken{{50, true}, {50, false}}, math.Ln2},
	} {
		got := scoring.LogScore(sumUp(c.claims...))
		assert.True(t, got.Defined, name)
		assert.InDelta(t, c.want, got.Value, billionth, name)
	}
	assert.Equal(t, scoring.Figure{Reason: scoring.NoData}, scoring.LogScore(ledger.ForecastSum{}))
	for _, s := range []ledger.ForecastSum{{Log: 1}, {N: 1}, {N: 1, Log: 4_605_170_187}, {N: -1}} {
		assert.Equal(t, scoring.Inconsistent, scoring.LogScore(s).Reason, "%+v", s)
	}
}

func TestSkillVectors(t *testing.T) {
	own := sumUp(spoken{70, true}, spoken{20, false}, spoken{10, false}, spoken{40, false})
	climatology := int64(750_000_000_000) // 4 · 3/16
	half := 4 * ledger.SquaredError(500_000, true)
	assert.Equal(t, scoring.Figure{Value: 0.6, Defined: true}, scoring.Skill(own.Squared, climatology, 4), "5")
	assert.Equal(t, scoring.Figure{Value: 0.7, Defined: true}, scoring.Skill(own.Squared, half, 4), "5, against a half")
	assert.Equal(t, scoring.Figure{Value: 0, Defined: true}, scoring.Skill(half, half, 4), "as good as the reference")
	assert.Equal(t, scoring.Figure{Value: 1, Defined: true}, scoring.Skill(0, half, 4), "no error")
	assert.Equal(t, -3.0, scoring.Skill(4e12, half, 4).Value, "worse than the reference")

	assert.Equal(t, scoring.Figure{Reason: scoring.NoData}, scoring.Skill(0, 0, 0))
	assert.Equal(t, scoring.Figure{Reason: scoring.PerfectReference}, scoring.Skill(1, 0, 1))
	assert.Equal(t, scoring.Figure{Reason: scoring.PerfectReference}, scoring.Skill(0, 0, 1))
	for _, c := range [][3]int64{{-1, 1, 1}, {1, -1, 1}, {1e12 + 1, 1, 1}, {1, 1e12 + 1, 1}, {1, 1, 0}, {0, 0, -1}} {
		assert.Equal(t, scoring.Inconsistent, scoring.Skill(c[0], c[1], int(c[2])).Reason, "%v", c)
	}
	assert.Contains(t, scoring.Reasons, scoring.PerfectReference)
}

func TestOverconfidenceVectors(t *testing.T) {
	for name, c := range map[string]struct {
		claims []spoken
		want   float64
		k, n   int
	}{
		// Folded: .9 .8 .7 .6 .7 .8, of which all but the third happened.
		"1": {vector1, 4.5/6 - 5.0/6, 5, 6},
		// Folded: .8 five times, 3 happened; .6 five times, 4 happened.
		"2":                  {vector2, 0, 7, 10},
		"sure and wrong":     {[]spoken{{100, false}, {0, true}}, 1, 0, 2},
		"sure and right":     {[]spoken{{100, true}, {0, false}}, 0, 2, 2},
		"takes no side":      {[]spoken{{50, true}, {50, false}, {50, true}}, 0, 0, 0},
		"counted without it": {[]spoken{{50, true}, {100, false}}, 0.5, 0, 1},
		"less sure":          {[]spoken{{51, true}, {49, false}}, -0.49, 2, 2},
	} {
		s := sumUp(c.claims...)
		got := scoring.Overconfidence(s)
		assert.True(t, got.Defined, name)
		assert.InDelta(t, c.want, got.Value, exact, name)
		k, n := scoring.LikelierSide(s)
		assert.Equal(t, [2]int{c.k, c.n}, [2]int{k, n}, name)
	}
	assert.Equal(t, scoring.Figure{Reason: scoring.NoData}, scoring.Overconfidence(ledger.ForecastSum{}))
	assert.Equal(t, scoring.Inconsistent, scoring.Overconfidence(ledger.ForecastSum{N: 1, True: 1}).Reason, "bins not asked for")
	for name, b := range contradictory {
		s := ledger.ForecastSum{N: b.N, Bins: [ledger.Bins]ledger.Bin{b}}
		assert.Equal(t, scoring.Inconsistent, scoring.Overconfidence(s).Reason, name)
	}
}
