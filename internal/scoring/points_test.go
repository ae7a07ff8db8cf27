package scoring_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

func TestPointsVectors(t *testing.T) {
	mean := (scoring.Baseline(800_000, true) + scoring.Baseline(600_000, false) + scoring.Baseline(900_000, true)) / 3
	assert.InDelta(t, 40.138023892675, mean, exact)
	assert.InDelta(t, 37.884285084876, scoring.Peer(800_000, []ledger.Probability{500_000, 600_000}, true).Value, exact)
	assert.InDelta(t, 0, scoring.Baseline(500_000, true), exact)
	assert.InDelta(t, -564.385618977, scoring.Baseline(1_000_000, false), 1e-5, "clipped")
	assert.InDelta(t, 98.550043086, scoring.Baseline(1_000_000, true), 1e-5, "clipped")
	assert.Equal(t, scoring.NoData, scoring.Peer(500_000, nil, true).Reason)
}

var start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func change(day float64, percent int) scoring.Change {
	return scoring.Change{At: start.Add(time.Duration(day * 24 * float64(time.Hour))), Probability: ledger.Probability(percent * 10_000)}
}

func TestTimeWeightedByHand(t *testing.T) {
	until := start.AddDate(0, 0, 4)
	brier := func(p ledger.Probability) float64 { return float64(ledger.SquaredError(p, true)) / 1e12 }
	changes := []scoring.Change{change(1, 80), change(0, 60), change(5, 1)}
	got := scoring.TimeWeighted(changes, until, brier)
	assert.InDelta(t, (0.16*1+0.04*3)/4, got.Value, exact, "60% for a day, 80% for three; what comes later does not count")
	assert.Equal(t, scoring.NoData, scoring.TimeWeighted(changes, start, brier).Reason, "nothing stood before")
	p, ok := scoring.Standing(changes, until)
	assert.True(t, ok)
	assert.Equal(t, ledger.Probability(800_000), p)
	_, ok = scoring.Standing(changes, start)
	assert.False(t, ok)

	other := []scoring.Change{change(2, 50)}
	peer := scoring.TimeWeightedPeer(changes, [][]scoring.Change{other}, until, true)
	assert.InDelta(t, scoring.Peer(800_000, []ledger.Probability{500_000}, true).Value, peer.Value, 1e-9, "from the day on which both stood")
	assert.Equal(t, scoring.NoData, scoring.TimeWeightedPeer(changes, nil, until, true).Reason)
	two := scoring.TimeWeightedPeer(changes, [][]scoring.Change{other, {change(3, 60)}}, until, true)
	assert.InDelta(t, (scoring.Peer(800_000, []ledger.Probability{500_000}, true).Value+37.884285084876)/2, two.Value, 1e-6)
}

func TestPointsProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := ledger.Probability(rapid.Int32Range(0, int32(ledger.Certain)).Draw(t, "p"))
		y := rapid.Bool().Draw(t, "y")
		assert.InDelta(t, scoring.Baseline(p, y), scoring.Baseline(ledger.Certain-p, !y), 1e-6, "yes at p is no at 1 − p")
		assert.InDelta(t, 0, scoring.Peer(p, []ledger.Probability{p, p}, y).Value, 1e-6, "saying what all say")

		changes := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) scoring.Change {
			return change(rapid.Float64Range(0, 9).Draw(t, "day"), rapid.IntRange(0, 100).Draw(t, "percent"))
		}), 1, 8).Draw(t, "changes")
		until := start.AddDate(0, 0, 10)
		score := func(p ledger.Probability) float64 { return p.Float() }
		got := scoring.TimeWeighted(changes, until, score)
		low, high := 1.0, 0.0
		for _, c := range changes {
			low, high = min(low, c.Probability.Float()), max(high, c.Probability.Float())
		}
		assert.True(t, got.Defined && got.Value >= low-1e-9 && got.Value <= high+1e-9)
		late := append(slices.Clone(changes), change(11, 50))
		assert.Equal(t, got, scoring.TimeWeighted(late, until, score))
		same := scoring.TimeWeighted([]scoring.Change{changes[0], {At: until.Add(-time.Second), Probability: changes[0].Probability}}, until, score)
		assert.InDelta(t, changes[0].Probability.Float(), same.Value, 1e-9, "saying the same again changes nothing")
	})
}

func TestPointsAreClipped(t *testing.T) {
	for _, y := range []bool{true, false} {
		for _, c := range []struct{ beyond, bound ledger.Probability }{{0, ledger.ClipLow}, {ledger.Certain, ledger.ClipHigh}} {
			others := []ledger.Probability{500_000}
			assert.Equal(t, scoring.Baseline(c.bound, y), scoring.Baseline(c.beyond, y))
			assert.Equal(t, scoring.Peer(c.bound, others, y), scoring.Peer(c.beyond, others, y), "mine")
			assert.Equal(t, scoring.Peer(500_000, []ledger.Probability{c.bound}, y), scoring.Peer(500_000, []ledger.Probability{c.beyond}, y), "theirs")
		}
	}
}

func TestTimeWeightedProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.Bool().Draw(t, "y")
		score := func(p ledger.Probability) float64 { return scoring.Baseline(p, y) }
		until := start.AddDate(0, 0, 10)
		// One change an hour at most: which of two at one moment stands is up
		// to the order of the input.
		drawn := func(name string) []scoring.Change {
			hours := rapid.SliceOfNDistinct(rapid.IntRange(0, 239), 1, 8, rapid.ID[int]).Draw(t, name)
			changes := make([]scoring.Change, len(hours))
			for i, h := range hours {
				changes[i] = change(0, rapid.IntRange(0, 100).Draw(t, name+" percent"))
				changes[i].At = start.Add(time.Duration(h) * time.Hour)
			}
			return changes
		}
		mine, theirs := drawn("mine"), [][]scoring.Change{drawn("theirs")}
		got, peer := scoring.TimeWeighted(mine, until, score), scoring.TimeWeightedPeer(mine, theirs, until, y)

		single := scoring.TimeWeighted(mine[:1], until, score)
		assert.InDelta(t, score(mine[0].Probability), single.Value, 1e-9, "a single change is the score itself")

		shuffled := rapid.Permutation(mine).Draw(t, "shuffled")
		given := slices.Clone(shuffled)
		assert.Equal(t, got, scoring.TimeWeighted(shuffled, until, score), "order does not matter")
		assert.Equal(t, peer, scoring.TimeWeightedPeer(shuffled, theirs, until, y), "order does not matter")
		assert.Equal(t, given, shuffled, "the input is left as it was")

		late := append(slices.Clone(mine), change(10, 1), change(11, 50))
		assert.Equal(t, got, scoring.TimeWeighted(late, until, score), "at until is too late")
		assert.Equal(t, peer, scoring.TimeWeightedPeer(late, theirs, until, y), "at until is too late")

		first := slices.MinFunc(mine, func(a, b scoring.Change) int { return a.At.Compare(b.At) }).At
		at := first.Add(time.Duration(rapid.Int64Range(1, int64(until.Sub(first))-1).Draw(t, "at")))
		p, ok := scoring.Standing(mine, at)
		assert.True(t, ok)
		if !slices.ContainsFunc(mine, func(c scoring.Change) bool { return c.At.Equal(at) }) {
			split := append(slices.Clone(mine), scoring.Change{At: at, Probability: p})
			assert.InDelta(t, got.Value, scoring.TimeWeighted(split, until, score).Value, 1e-9, "saying the same again")
			assert.InDelta(t, peer.Value, scoring.TimeWeightedPeer(split, theirs, until, y).Value, 1e-9, "saying the same again")
		}
		assert.InDelta(t, 0, scoring.TimeWeightedPeer(mine, [][]scoring.Change{mine}, until, y).Value, 1e-6, "saying what all say")
	})
}
