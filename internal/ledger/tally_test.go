package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
)

// in returns a full claim in a state without a verdict.
func in(s ledger.State) ledger.Claim {
	c := fullClaim()
	c.State = s
	return c
}

// judged returns a full claim, stated with 95%, due by the end of 2025, with a
// verdict that has a note.
func judged(g ledger.Grade, happenedOn string) ledger.Claim {
	c := fullClaim()
	v := ledger.Verdict{Grade: g, At: noon}
	if happenedOn != "" {
		v.HappenedOn = day(happenedOn)
	}
	c.Stand(&v)
	return c
}

func voided(r ledger.VoidReason) ledger.Claim {
	c := fullClaim()
	c.Stand(&ledger.Verdict{Grade: ledger.Void, Reason: r})
	return c
}

func TestTallyAdd(t *testing.T) {
	type tally = ledger.Tally
	forecast := func(y bool) (s ledger.ForecastSum) { s.Add(950_000, y, nil); return s }
	change := func(c ledger.Claim, f func(*ledger.Claim)) ledger.Claim { f(&c); return c }
	yes, no := forecast(true), forecast(false)
	for name, c := range map[string]struct {
		claim ledger.Claim
		want  ledger.Tally
	}{
		"open":         {in(ledger.StateOpen), tally{Claims: 1, Open: 1}},
		"due":          {in(ledger.StateDue), tally{Claims: 1, Due: 1}},
		"withdrawn":    {in(ledger.StateWithdrawn), tally{Withdrawn: 1}},
		"true":         {judged(ledger.True, ""), tally{Claims: 1, Judged: 1, StrictN: 1, StrictTrue: 1, Quarters: 4, Stated: yes}},
		"mostly true":  {judged(ledger.MostlyTrue, ""), tally{Claims: 1, Judged: 1, StrictN: 1, StrictTrue: 1, Quarters: 3, Stated: yes}},
		"mixed":        {judged(ledger.Mixed, ""), tally{Claims: 1, Judged: 1, Mixed: 1, Quarters: 2}},
		"mostly false": {judged(ledger.MostlyFalse, ""), tally{Claims: 1, Judged: 1, StrictN: 1, Quarters: 1, Stated: no}},
		"false":        {judged(ledger.False, ""), tally{Claims: 1, Judged: 1, StrictN: 1, Stated: no}},
		"true, late":   {judged(ledger.True, "2026-01-01"), tally{Claims: 1, Judged: 1, StrictN: 1, Quarters: 4, Late: 1, Stated: no}},
		"void":         {voided(ledger.NoResult), tally{Claims: 1, Void: 1, Voided: [5]int{2: 1}}},
		"uncheckable": {change(in(ledger.StateOpen), func(c *ledger.Claim) { c.Checkable = false }),
			tally{Claims: 1, Open: 1, Uncheckable: 1}},
		"disputed": {change(voided(ledger.Ambiguous), func(c *ledger.Claim) { c.Disputed = true }),
			tally{Claims: 1, Void: 1, Voided: [5]int{1: 1}, Disputed: 1}},
		"provisional": {change(judged(ledger.Mixed, ""), func(c *ledger.Claim) { c.Standing.Provisional = true }),
			tally{Claims: 1, Judged: 1, Mixed: 1, Quarters: 2, Provisional: 1}},
		"provisional, void": {change(voided(ledger.OtherReason), func(c *ledger.Claim) { c.Standing.Provisional = true }),
			tally{Claims: 1, Void: 1, Voided: [5]int{4: 1}, Provisional: 1}},
		"provisional, withdrawn": {change(judged(ledger.True, ""), func(c *ledger.Claim) { c.Standing.Provisional, c.State = true, ledger.StateWithdrawn }),
			tally{Withdrawn: 1}},
		"worded": {change(judged(ledger.True, ""), func(c *ledger.Claim) { c.Confidence.Basis = ledger.WordedConfidence }),
			tally{Claims: 1, Judged: 1, StrictN: 1, StrictTrue: 1, Quarters: 4, Worded: yes}},
		"no confidence": {change(judged(ledger.True, ""), func(c *ledger.Claim) { c.Confidence = ledger.Confidence{Basis: ledger.NoConfidence} }),
			tally{Claims: 1, Judged: 1, StrictN: 1, StrictTrue: 1, Quarters: 4}},
	} {
		var got ledger.Tally
		assert.True(t, got.Empty(), name)
		got.Add(c.claim)
		assert.Equal(t, c.want, got, name)
		assert.False(t, got.Empty(), name)
	}
}

func drawClaim(t *rapid.T) ledger.Claim {
	c := fullClaim()
	c.Checkable = rapid.Bool().Draw(t, "checkable")
	c.Disputed = rapid.Bool().Draw(t, "disputed")
	c.Confidence.Basis = rapid.SampledFrom([]ledger.Basis{ledger.NoConfidence, ledger.StatedConfidence, ledger.WordedConfidence}).Draw(t, "basis")
	probability := rapid.Int32Range(0, int32(ledger.Certain))
	c.Confidence.Probability = ledger.Probability(probability.Draw(t, "p"))
	if rapid.Bool().Draw(t, "with reference") {
		r := ledger.Probability(probability.Draw(t, "reference"))
		c.Reference = &r
	}
	c.Stand(&ledger.Verdict{
		Grade:       rapid.SampledFrom(ledger.Grades).Draw(t, "grade"),
		HappenedOn:  c.Deadline.To.AddDays(rapid.IntRange(-3, 3).Draw(t, "late")),
		Provisional: rapid.Bool().Draw(t, "provisional"),
	})
	if c.State = rapid.SampledFrom(ledger.States).Draw(t, "state"); c.State == ledger.StateVoid {
		c.Stand(&ledger.Verdict{Grade: ledger.Void, Reason: rapid.SampledFrom(ledger.VoidReasons).Draw(t, "reason")})
	}
	return c
}

func tallyOf(claims []ledger.Claim) (t ledger.Tally) {
	for _, c := range claims {
		t.Add(c)
	}
	return t
}

func TestTalliesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		claims := rapid.SliceOfN(rapid.Custom(drawClaim), 0, 30).Draw(t, "claims")
		cut := rapid.IntRange(0, len(claims)).Draw(t, "cut")
		all, a, b := tallyOf(claims), tallyOf(claims[:cut]), tallyOf(claims[cut:])
		assert.Equal(t, all, a.Plus(b), "the whole is the sum of its parts")
		assert.Equal(t, all, b.Plus(a))
		assert.Equal(t, a, a.Plus(b).Minus(b))
		assert.Equal(t, all, tallyOf(rapid.Permutation(claims).Draw(t, "shuffled")), "order does not matter")
		assert.True(t, all.Minus(all).Empty())
		assert.Equal(t, len(claims) == 0, all.Empty())

		assert.Equal(t, all.Claims, all.Open+all.Due+all.Judged+all.Void, "each claim is in one state")
		assert.Equal(t, len(claims), all.Claims+all.Withdrawn)
		assert.Equal(t, all.Judged, all.StrictN+all.Mixed, "mixed ones are all that is not strict")
	})
}

func TestLateDaysDoNotAddUp(t *testing.T) {
	// A median of parts is no median of the whole: rather none than a wrong one.
	late := ledger.Tally{Late: 1, LateDays: []int{3}}
	assert.Nil(t, late.Plus(ledger.Tally{}).LateDays)
	assert.Nil(t, late.Minus(ledger.Tally{}).LateDays)
	assert.Equal(t, []int{3}, late.LateDays, "and the tally itself stays as it was")
}

func TestForecastSumAdd(t *testing.T) {
	reference := ledger.Probability(250_000)
	var s ledger.ForecastSum
	s.Add(700_000, true, &reference)
	s.Add(500_000, true, nil)
	s.Add(500_000, false, nil)
	want := ledger.ForecastSum{
		N: 3, True: 2,
		Squared: 90_000_000_000 + 2*250_000_000_000,
		Log:     356_674_944 + 2*693_147_181,
		Even:    2, EvenYes: 1,
		RefN: 1, RefOwn: 90_000_000_000, RefSquared: 562_500_000_000,
	}
	want.Bins[7] = ledger.Bin{N: 1, True: 1, P: 700_000, PP: 490_000_000_000, PTrue: 700_000}
	want.Bins[5] = ledger.Bin{N: 2, True: 1, P: 1_000_000, PP: 500_000_000_000, PTrue: 500_000}
	assert.Equal(t, want, s)
	assert.Equal(t, want.Bins[5], want.Bins[5].Plus(want.Bins[7]).Minus(want.Bins[7]))

	var perfect ledger.ForecastSum
	zero := ledger.Probability(0)
	perfect.Add(0, false, &zero)
	assert.Equal(t, 1, perfect.RefN, "a reference of 0% is one, not none")
}

func TestBinEdges(t *testing.T) {
	for p, want := range map[ledger.Probability]int{
		0: 0, 99_999: 0, 100_000: 1, 100_001: 1, 499_999: 4, 500_000: 5, 899_999: 8, 900_000: 9, 999_999: 9, ledger.Certain: 9,
	} {
		assert.Equal(t, want, ledger.BinOf(p), "%d", p)
	}
}

func TestLogErrorVectors(t *testing.T) {
	for p, want := range map[ledger.Probability]int64{
		ledger.Certain: 10_050_336, 990_001: 10_050_336, 990_000: 10_050_336, 900_000: 105_360_516, 750_000: 287_682_072,
		500_000: 693_147_181, 250_000: 1_386_294_361, 100_000: 2_302_585_093, 10_000: 4_605_170_186, 9_999: 4_605_170_186, 0: 4_605_170_186,
	} {
		assert.Equal(t, want, ledger.LogError(p, true), "%d", p)
		assert.Equal(t, want, ledger.LogError(ledger.Certain-p, false), "%d, the other way round", p)
	}
	rapid.Check(t, func(t *rapid.T) {
		p := ledger.Probability(rapid.Int32Range(0, int32(ledger.Certain)-1).Draw(t, "p"))
		assert.Equal(t, ledger.LogError(p, true), ledger.LogError(ledger.Certain-p, false))
		assert.GreaterOrEqual(t, ledger.LogError(p, true), ledger.LogError(p+1, true), "more for the truth is no worse")
	})
}

func TestSquaredErrorVectors(t *testing.T) {
	for p, want := range map[ledger.Probability]int64{
		0: 1_000_000_000_000, 1: 999_998_000_001, 250_000: 562_500_000_000, 500_000: 250_000_000_000, 999_999: 1, ledger.Certain: 0,
	} {
		assert.Equal(t, want, ledger.SquaredError(p, true), "%d", p)
		assert.Equal(t, want, ledger.SquaredError(ledger.Certain-p, false), "%d, the other way round", p)
	}
}
