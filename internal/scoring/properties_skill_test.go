package scoring_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

func TestYesAtPIsNoAtTheRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fs := drawAt(t, anywhere)
		reworded := make([]forecast, len(fs))
		for i, f := range fs {
			if reworded[i] = f; rapid.Bool().Draw(t, "reworded") {
				reworded[i] = f.opposite()
			}
		}
		a, b := allSums(fs), allSums(reworded)
		assert.Equal(t, scoring.Brier(a), scoring.Brier(b))
		assert.Equal(t, scoring.LogScore(a), scoring.LogScore(b))
		assert.Equal(t, scoring.Overconfidence(a), scoring.Overconfidence(b))
		k, n := scoring.LikelierSide(a)
		k2, n2 := scoring.LikelierSide(b)
		assert.Equal(t, [2]int{k, n}, [2]int{k2, n2})
	})
}

func TestMirroredCalibration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fs := drawAt(t, offEdges)
		mirrored := make([]forecast, len(fs))
		for i, f := range fs {
			mirrored[i] = f.opposite()
		}
		a, b := allSums(fs), allSums(mirrored)
		assert.Equal(t, scoring.ExpectedCalibrationError(a.Bins[:]), scoring.ExpectedCalibrationError(b.Bins[:]))
		one, _ := scoring.Decompose(a.Bins[:])
		other, _ := scoring.Decompose(b.Bins[:])
		assert.Equal(t, parts(one), parts(other))
	})
}

func TestRangesAndDefinitions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fs := drawAt(t, anywhere)
		s := allSums(fs)
		assert.Equal(t, s, allSums(rapid.Permutation(fs).Draw(t, "shuffled")), "order does not matter")

		ece := scoring.ExpectedCalibrationError(s.Bins[:])
		assert.True(t, ece.Defined)
		assert.GreaterOrEqual(t, ece.Value, 0.0)
		assert.LessOrEqual(t, ece.Value, 1.0)
		coarse := scoring.ExpectedCalibrationError(halves(s))
		assert.LessOrEqual(t, coarse.Value, ece.Value, "in wider bins errors make up for each other")

		log := scoring.LogScore(s)
		assert.True(t, log.Defined)
		assert.GreaterOrEqual(t, log.Value, 0.01)
		assert.LessOrEqual(t, log.Value, 4.606)

		// The definition, claim by claim, in floats.
		difference, k, n := 0.0, 0, 0
		for _, f := range fs {
			if f.p < ledger.Certain/2 {
				f = f.opposite()
			}
			if f.p == ledger.Certain/2 {
				continue
			}
			n++
			difference += f.p.Float()
			if f.y {
				k++
				difference--
			}
		}
		over := scoring.Overconfidence(s)
		assert.True(t, over.Defined)
		assert.InDelta(t, difference/float64(len(fs)), over.Value, exact)
		assert.GreaterOrEqual(t, over.Value, -0.5)
		assert.LessOrEqual(t, over.Value, 1.0)
		gotK, gotN := scoring.LikelierSide(s)
		assert.Equal(t, [2]int{k, n}, [2]int{gotK, gotN})
	})
}

func TestSkillProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 1000).Draw(t, "n")
		worst := int64(n) * ledger.SquaredError(0, true)
		own := rapid.Int64Range(0, worst).Draw(t, "own")
		reference := rapid.Int64Range(1, worst).Draw(t, "reference")
		got := scoring.Skill(own, reference, n)
		assert.True(t, got.Defined)
		assert.LessOrEqual(t, got.Value, 1.0)
		assert.InDelta(t, own, (1-got.Value)*float64(reference), exact*float64(max(own, reference)), "the definition")
		assert.Equal(t, own < reference, got.Value > 0, "better than the reference")
		assert.Equal(t, scoring.Figure{Defined: true}, scoring.Skill(reference, reference, n), "no better than itself")
	})
}
