package scoring_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"foresaid/internal/scoring"
)

func TestSurvivalVector(t *testing.T) {
	events := []scoring.Event{{Days: 12}, {Days: 15, Censored: true}, {Days: 3}, {Days: 20, Censored: true}, {Days: 8}}
	steps := scoring.Survival(events)
	var left []float64
	for _, s := range steps {
		left = append(left, s.Survival.Value)
	}
	assert.Equal(t, []float64{0.8, 0.6, 0.4}, left)
	assert.Equal(t, []int{5, 4, 3}, []int{steps[0].AtRisk, steps[1].AtRisk, steps[2].AtRisk})
	assert.Equal(t, scoring.Figure{Value: 12, Defined: true}, scoring.MedianLateness(events))
}

func TestMedianLatenessCases(t *testing.T) {
	late := func(days ...int) (events []scoring.Event) {
		for _, d := range days {
			events = append(events, scoring.Event{Days: d})
		}
		return events
	}
	assert.Equal(t, scoring.NoData, scoring.MedianLateness(nil).Reason)
	never := []scoring.Event{{Days: 5, Censored: true}, {Days: 9, Censored: true}}
	assert.Equal(t, scoring.NotReached, scoring.MedianLateness(never).Reason)
	assert.Empty(t, scoring.Survival(never))
	assert.Equal(t, -3.0, scoring.MedianLateness(late(-3, 10)).Value, "exactly a half is enough, and early is negative")
	// on one day, what happens comes before what is censored
	assert.Equal(t, 4.0, scoring.MedianLateness([]scoring.Event{{Days: 4, Censored: true}, {Days: 4}}).Value)
	assert.Equal(t, scoring.NotReached, scoring.MedianLateness([]scoring.Event{{Days: 4, Censored: true}, {Days: 3, Censored: true}, {Days: 1}}).Reason)
}

func TestSurvivalProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) scoring.Event {
			return scoring.Event{Days: rapid.IntRange(-50, 50).Draw(t, "days"), Censored: rapid.Bool().Draw(t, "censored")}
		}), 1, 40).Draw(t, "events")
		steps := scoring.Survival(events)
		assert.Equal(t, steps, scoring.Survival(rapid.Permutation(events).Draw(t, "shuffled")))
		before := 1.0
		for _, s := range steps {
			assert.True(t, s.Survival.Defined && s.Survival.Value >= 0 && s.Survival.Value < before)
			before = s.Survival.Value
		}
		median := scoring.MedianLateness(events)
		more := scoring.MedianLateness(append(slices.Clone(events), scoring.Event{Days: rapid.IntRange(-60, 60).Draw(t, "more"), Censored: true}))
		if more.Defined {
			assert.True(t, median.Defined)
			assert.GreaterOrEqual(t, more.Value, median.Value, "what is not known makes nothing earlier")
		}
		var days []int
		for _, e := range events {
			if !e.Censored {
				days = append(days, e.Days)
			}
		}
		if len(days) == len(events) {
			slices.Sort(days)
			assert.Equal(t, float64(days[(len(days)-1)/2]), median.Value, "without censoring, the lower median")
		}
	})
}
