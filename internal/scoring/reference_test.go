package scoring_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

// said is a claim judged after its deadline, with a probability of a basis.
func said(id int64, basis ledger.Basis, percent int, happened bool, topics ...string) ledger.Claim {
	c := due(id, "2025-01-31", topics...)
	c.Confidence = ledger.Confidence{Basis: basis, Probability: ledger.Probability(percent * 10_000)}
	grade := ledger.False
	if happened {
		grade = ledger.True
	}
	return given(c, grade, "", time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC))
}

func against(c ledger.Claim, percent int) ledger.Claim {
	p := ledger.Probability(percent * 10_000)
	c.Reference = &p
	return c
}

func TestRatesFor(t *testing.T) {
	rates := scoring.RatesOf([]ledger.RecordLine{
		{Topic: "few", Tally: ledger.Tally{StrictN: 4, StrictTrue: 4}},
		{Topic: "enough", Tally: ledger.Tally{StrictN: 5, StrictTrue: 1, Judged: 9}},
		{Topic: "many", Tally: ledger.Tally{StrictN: 300, StrictTrue: 100}},
		{Topic: "never", Tally: ledger.Tally{StrictN: 10}},
	})
	for name, c := range map[string]struct {
		claim ledger.Claim
		want  ledger.Probability
		kind  scoring.ReferenceKind
	}{
		"recorded":            {against(due(1, "", "enough"), 70), 700_000, scoring.RecordedReference},
		"recorded, 0%":        {against(due(1, "", "enough"), 0), 0, scoring.RecordedReference},
		"base rate":           {due(1, "", "enough", "many"), 200_000, scoring.BaseRateReference},
		"the first topic's":   {due(1, "", "many", "enough"), 333_333, scoring.BaseRateReference},
		"the first with five": {due(1, "", "few", "no such", "many"), 333_333, scoring.BaseRateReference},
		"a rate of 0":         {due(1, "", "never"), 0, scoring.BaseRateReference},
		"too few":             {due(1, "", "few"), 500_000, scoring.EvenReference},
		"no topic":            {due(1, ""), 500_000, scoring.EvenReference},
	} {
		p, kind := rates.For(c.claim)
		assert.Equal(t, c.want, p, name)
		assert.Equal(t, c.kind, kind, name)
	}
	_, kind := scoring.Rates(nil).For(due(1, "", "many"))
	assert.Equal(t, scoring.EvenReference, kind)
}

func TestReferenceName(t *testing.T) {
	for want, r := range map[string]scoring.Reference{
		"": {}, "recorded": {Recorded: 3}, "base_rate": {BaseRate: 1}, "even": {Even: 2},
		"recorded+even": {Recorded: 1, Even: 1}, "recorded+base_rate+even": {Recorded: 1, BaseRate: 2, Even: 3},
	} {
		assert.Equal(t, want, r.Name())
		assert.Equal(t, r.Recorded+r.BaseRate+r.Even, r.N())
	}
}

// vector5 is that of SCORING.md, as claims on one topic.
func vector5(basis ledger.Basis) []ledger.Claim {
	return []ledger.Claim{
		said(1, basis, 70, true, "a"), said(2, basis, 20, false, "a"), said(3, basis, 10, false, "a"), said(4, basis, 40, false, "a"),
	}
}

func TestSkillAgainstReferences(t *testing.T) {
	quarter := scoring.Rates{"a": {True: 2, N: 8}}
	recorded := vector5(ledger.StatedConfidence)
	for i := range recorded {
		recorded[i] = against(recorded[i], 25)
	}
	mixed := vector5(ledger.StatedConfidence)
	mixed[0], mixed[1].Topics = against(mixed[0], 25), nil
	for name, c := range map[string]struct {
		claims []ledger.Claim
		rates  scoring.Rates
		skill  float64
		brier  float64
		used   string
	}{
		"climatology, as base rate": {vector5(ledger.StatedConfidence), quarter, 0.6, 0.1875, "base_rate"},
		"climatology, recorded":     {recorded, nil, 0.6, 0.1875, "recorded"},
		"a half":                    {vector5(ledger.StatedConfidence), nil, 0.7, 0.25, "even"},
		// Own error .3 of .5625 + .25 + 2 · .0625.
		"of every kind": {mixed, quarter, 1 - 0.3/0.9375, 0.234375, "recorded+base_rate+even"},
	} {
		f := scoring.View{}.Record(c.claims, c.rates).Stated
		assert.InDelta(t, c.skill, f.Skill.Value, exact, name)
		assert.InDelta(t, c.brier, f.Reference.Brier.Value, exact, name)
		assert.Equal(t, c.used, f.Reference.Name(), name)
		assert.Equal(t, 4, f.Reference.N(), name)
	}
	perfect := scoring.View{}.Record([]ledger.Claim{against(said(1, ledger.StatedConfidence, 90, true), 100)}, nil)
	assert.Equal(t, scoring.PerfectReference, perfect.Stated.Skill.Reason)
	assert.Nil(t, perfect.Figures("", scoring.View{}).BrierReference, "without a skill there is nothing to name")
}

func TestAnyBasisPutsBothTogether(t *testing.T) {
	claims := slices.Concat(vector5(ledger.StatedConfidence)[:2], vector5(ledger.WordedConfidence)[2:])
	quarter := scoring.Rates{"a": {True: 2, N: 8}}
	r := scoring.View{}.Record(claims, quarter)
	all := r.Of(scoring.AnyBasis)
	want := scoring.View{}.Record(vector5(ledger.StatedConfidence), quarter).Stated
	assert.Equal(t, want, all, "as if all had been stated")
	assert.Equal(t, 4, all.Sum.N)
	assert.Equal(t, 2, r.Of(scoring.StatedBasis).Sum.N)
	assert.Equal(t, 2, r.Of(scoring.WordedBasis).Sum.N)
	assert.Equal(t, r.Stated, r.Of(""))

	claims[0] = against(claims[0], 25)
	assert.Equal(t, "recorded+base_rate", scoring.View{}.Record(claims, quarter).Of(scoring.AnyBasis).Reference.Name())

	claims[1] = against(claims[1], 25)
	kept := scoring.RecordOf(scoring.View{}.Tally(claims))
	assert.InDelta(t, 1-0.13/0.625, kept.Stated.Skill.Value, exact)
	assert.Equal(t, scoring.NoData, kept.Worded.Skill.Reason)
	assert.Equal(t, scoring.NoData, kept.Of(scoring.AnyBasis).Skill.Reason, "not all have a recorded reference")
	assert.Nil(t, kept.Figures("", scoring.View{Basis: scoring.AnyBasis}).BrierReference)
	assert.Equal(t, "recorded", *kept.Figures("", scoring.View{}).BrierReference)
}

// readings says what words are understood as; those that are not listed are unknown.
func readings(c ledger.Confidence) (low, high ledger.Probability, ok bool) {
	switch c.Words {
	case "likely":
		return 600_000, 900_000, true
	case "certainly":
		return 950_000, ledger.Certain, true
	}
	return 0, 0, false
}

func inWords(c ledger.Claim, words string) ledger.Claim {
	c.Confidence.Words = words
	return c
}

func TestWordedRangeByHand(t *testing.T) {
	claims := []ledger.Claim{
		inWords(said(1, ledger.WordedConfidence, 75, true), "likely"),
		inWords(said(2, ledger.WordedConfidence, 75, false), "likely"),
		inWords(said(3, ledger.WordedConfidence, 90, false), "certainly"), // below what readers take it for
		inWords(said(4, ledger.WordedConfidence, 60, true), "belike"),
		said(5, ledger.StatedConfidence, 10, true),
		given(inWords(said(6, ledger.WordedConfidence, 75, true), "likely"), ledger.Mixed, "", time.Time{}),
	}
	i, ok := scoring.View{}.WordedRange(claims, readings)
	require.True(t, ok)
	assert.InDelta(t, (0.01+0.36+0.81+0.16)/4, i.Low, exact)
	assert.InDelta(t, (0.16+0.81+1+0.16)/4, i.High, exact)
	score := scoring.View{}.Record(claims, nil).Worded.Brier.Value
	assert.Less(t, i.Low, score)
	assert.Less(t, score, i.High)

	early := scoring.View{Cohort: scoring.RipeCohort, Today: on("2025-01-31")}
	for _, v := range []scoring.View{early, {Topic: "none"}} {
		i, ok = v.WordedRange(claims, readings)
		assert.False(t, ok)
		assert.Zero(t, i)
	}
}

func TestRecordProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		claims := rapid.SliceOfN(rapid.Custom(drawClaim), 0, 20).Draw(t, "claims")
		for i := range claims {
			claims[i].Confidence.Words = rapid.SampledFrom([]string{"likely", "certainly", "belike"}).Draw(t, "words")
		}
		v := scoring.View{
			Cohort: rapid.SampledFrom(scoring.Cohorts).Draw(t, "cohort"), Basis: rapid.SampledFrom(scoring.Bases).Draw(t, "basis"),
			Today: on("2026-01-01"),
		}
		r := v.Record(claims, nil)
		_, err := json.Marshal(r.Figures("x", v))
		require.NoError(t, err, "JSON has no NaN and no infinity")

		i, ok := v.WordedRange(claims, readings)
		assert.Equal(t, r.Worded.Brier.Defined, ok)
		assert.LessOrEqual(t, i.Low, r.Worded.Brier.Value, "the words may stand for the number itself")
		assert.GreaterOrEqual(t, i.High, r.Worded.Brier.Value)
		assert.Equal(t, r.Stated.Sum.N, r.Stated.Reference.N(), "each probability has a reference")
		assert.Equal(t, r.Worded.Sum.N, r.Worded.Reference.N())
		assert.Equal(t, r.Stated.Sum.N+r.Worded.Sum.N, r.Of(scoring.AnyBasis).Sum.N)
		assert.LessOrEqual(t, r.IfMixed.Low, r.IfMixed.High, "and neither is NaN")
	})
}

func TestUndefinedFiguresAreNull(t *testing.T) {
	judgedMixed := given(due(1, "2025-01-31"), ledger.Mixed, "", time.Time{})
	for name, claims := range map[string][]ledger.Claim{"nothing": nil, "open": {due(1, "")}, "mixed": {judgedMixed}} {
		for _, basis := range scoring.Bases {
			text, err := json.Marshal(scoring.View{}.Record(claims, nil).Figures("x", scoring.View{Basis: basis}))
			require.NoError(t, err)
			var got map[string]any
			require.NoError(t, json.Unmarshal(text, &got))
			for _, key := range []string{
				"accuracy", "accuracy_low", "accuracy_high", "brier", "worded_brier", "brier_skill", "brier_reference", "reference_brier", "log_score",
				"reliability", "resolution", "generalised_resolution", "uncertainty", "ece", "overconfidence", "likelier_side",
				"median_days_late", "median_lateness_days",
			} {
				value, there := got[key]
				assert.True(t, there && value == nil, "%s: %s is %v", name, key, value)
			}
			assert.Equal(t, []any{}, got["calibration"], "a list without an entry, not null")
		}
	}
}
