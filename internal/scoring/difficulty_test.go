package scoring_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/scoring"
)

func attempt(who, what int64, squared float64) scoring.Attempt {
	return scoring.Attempt{Forecaster: who, Question: what, Squared: squared}
}

func anchored(who, what int64, squared, reference float64) scoring.Attempt {
	return scoring.Attempt{Forecaster: who, Question: what, Squared: squared, Reference: &reference}
}

func TestDifficultyByHand(t *testing.T) {
	t.Run("all took all: the plain mean", func(t *testing.T) {
		got := scoring.DifficultyAdjusted([]scoring.Attempt{
			attempt(1, 1, 0.1), attempt(1, 2, 0.3), attempt(2, 1, 0.25), attempt(2, 2, 0.25),
		})
		require.Len(t, got, 2)
		assert.InDelta(t, 0.2, got[0].Score.Value, exact)
		assert.InDelta(t, 0.25, got[1].Score.Value, exact, "always saying 50%")
		assert.Equal(t, 2, got[0].N)
	})
	t.Run("who took only the hard question is made up for", func(t *testing.T) {
		// 1 took an easy (.1) and a hard (.5) one; 2 only the hard one, with .4: better by .1.
		got := scoring.DifficultyAdjusted([]scoring.Attempt{
			attempt(1, 1, 0.1), attempt(3, 1, 0.1), attempt(1, 2, 0.5), attempt(3, 2, 0.5), attempt(2, 2, 0.4),
		})
		assert.InDelta(t, 0.3, got[0].Score.Value, exact)
		assert.InDelta(t, 0.2, got[1].Score.Value, exact)
		assert.InDelta(t, 0.3, got[2].Score.Value, exact)
	})
	t.Run("a reference is a scale of its own", func(t *testing.T) {
		// better than the reference by .05 and .15: .1 below the questions' mean of .25
		got := scoring.DifficultyAdjusted([]scoring.Attempt{anchored(1, 1, 0.05, 0.1), anchored(1, 2, 0.25, 0.4)})
		require.Len(t, got, 1)
		assert.InDelta(t, 0.15, got[0].Score.Value, exact)
	})
	t.Run("who shares nothing can't be compared", func(t *testing.T) {
		got := scoring.DifficultyAdjusted([]scoring.Attempt{
			attempt(1, 1, 0.1), attempt(2, 1, 0.2), attempt(3, 9, 0.1), attempt(4, 9, 0.1), attempt(2, 5, 0.2), attempt(5, 5, 0.2), attempt(6, 7, 0.1),
		})
		for i, defined := range []bool{true, true, false, false, true, false} {
			assert.Equal(t, defined, got[i].Score.Defined, "forecaster %d", i+1)
		}
		assert.Equal(t, scoring.NotConnected, got[2].Score.Reason)
		assert.Equal(t, scoring.NoData, got[5].Score.Reason, "alone on a question without a reference")
		assert.Empty(t, scoring.DifficultyAdjusted(nil))
	})
}

func TestDifficultyProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var attempts []scoring.Attempt
		for who := range int64(rapid.IntRange(2, 5).Draw(t, "forecasters")) {
			attempts = append(attempts, attempt(who, 0, rapid.Float64Range(0, 1).Draw(t, "shared"))) // connected
			for what := int64(1); what < 6; what++ {
				if rapid.Bool().Draw(t, "took") {
					attempts = append(attempts, attempt(who, what, rapid.Float64Range(0, 1).Draw(t, "squared")))
				}
			}
		}
		got := scoring.DifficultyAdjusted(attempts)
		assert.Equal(t, got, scoring.DifficultyAdjusted(rapid.Permutation(attempts).Draw(t, "shuffled")))
		harder := make([]scoring.Attempt, len(attempts))
		for i, a := range attempts {
			harder[i] = a
			if a.Question == 0 {
				harder[i].Squared += 0.3
			}
		}
		for i, a := range scoring.DifficultyAdjusted(harder) {
			require.True(t, got[i].Score.Defined)
			assert.InDelta(t, got[i].Score.Value-got[0].Score.Value, a.Score.Value-scoring.DifficultyAdjusted(harder)[0].Score.Value, 1e-9,
				"a question that is harder for all changes no difference")
		}
	})
}
