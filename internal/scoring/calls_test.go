package scoring_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

func calledIDs(calls []scoring.Call) (ids []int64) {
	for _, c := range calls {
		ids = append(ids, c.Claim.ID)
	}
	return ids
}

func TestCallsByHand(t *testing.T) {
	stated, worded, none := ledger.StatedConfidence, ledger.WordedConfidence, ledger.NoConfidence
	claims := []ledger.Claim{
		against(said(1, stated, 90, true), 10),  // ln 9
		against(said(2, worded, 80, true), 40),  // ln 2
		against(said(3, stated, 20, false), 60), // ln 2, by saying no
		against(said(4, stated, 90, false), 10), // −ln 9
		against(said(5, stated, 60, true), 90),  // right, and less so than the crowd
		against(said(6, stated, 30, true), 10),  // wrong, and less so than the crowd
		against(said(7, none, 0, true), 5),      // ln 20
		against(said(8, none, 0, false), 95),    // −ln 20
		said(9, none, 0, true),                  // nobody knows how bold it was
		said(10, stated, 95, true),              // against a half: ln 1.9
		against(given(said(11, stated, 99, true), ledger.Mixed, "", time.Time{}), 1),
		against(due(12, "2025-01-31"), 1),
	}
	best, worst := scoring.View{}.Calls(claims, nil, 10)
	assert.Equal(t, []int64{7, 1, 2, 3, 10}, calledIDs(best), "as good ones in the order of their numbers")
	assert.Equal(t, []int64{8, 4}, calledIDs(worst))
	for i, want := range []float64{math.Log(20), math.Log(9), math.Ln2, math.Ln2, math.Log(1.9)} {
		assert.InDelta(t, want, best[i].Gain, 2e-9, "%d", best[i].Claim.ID)
	}
	assert.InDelta(t, -math.Log(20), worst[0].Gain, 2e-9)
	assert.Equal(t, scoring.RecordedReference, best[0].Kind)
	assert.Equal(t, ledger.Probability(50_000), best[0].Reference)
	assert.Equal(t, scoring.EvenReference, best[4].Kind)

	best, worst = scoring.View{}.Calls(claims, nil, 1)
	assert.Equal(t, []int64{7}, calledIDs(best))
	assert.Equal(t, []int64{8}, calledIDs(worst))
	best, worst = scoring.View{Cohort: scoring.RipeCohort, Today: on("2025-01-31")}.Calls(claims, nil, 10)
	assert.Empty(t, append(best, worst...), "none is ripe on its last day")

	rates := scoring.Rates{"ai": {True: 1, N: 10}}
	best, _ = scoring.View{Topic: "ai"}.Calls([]ledger.Claim{said(1, stated, 90, true, "ai"), said(2, none, 0, true, "ai"), claims[0]}, rates, 10)
	assert.Equal(t, []int64{1}, calledIDs(best), "a plain claim needs more than a base rate")
	assert.InDelta(t, math.Log(9), best[0].Gain, 2e-9)
}

func TestCallsProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		claims := rapid.SliceOfNDistinct(rapid.Custom(drawClaim), 0, 20, func(c ledger.Claim) int64 { return c.ID }).Draw(t, "claims")
		n := rapid.IntRange(0, 5).Draw(t, "n")
		for i := range claims {
			if c := &claims[i].Confidence; c.Probability == ledger.Certain/2 {
				c.Probability++ // a half takes no side
			}
		}
		best, worst := scoring.View{}.Calls(claims, nil, n)
		tookYes := func(c scoring.Call) bool {
			return !c.Claim.Confidence.Scored() || c.Claim.Confidence.Probability > ledger.Certain/2
		}
		assert.LessOrEqual(t, max(len(best), len(worst)), n)
		for i, c := range best {
			assert.Greater(t, c.Gain, 0.0)
			assert.Equal(t, tookYes(c), c.Claim.Standing.Outcome == ledger.Happened)
			assert.True(t, i == 0 || best[i-1].Gain >= c.Gain)
		}
		for i, c := range worst {
			assert.Less(t, c.Gain, 0.0)
			assert.NotEqual(t, tookYes(c), c.Claim.Standing.Outcome == ledger.Happened)
			assert.True(t, i == 0 || worst[i-1].Gain <= c.Gain)
			assert.True(t, c.Claim.Confidence.Scored() || c.Kind == scoring.RecordedReference)
		}
		again, _ := scoring.View{}.Calls(rapid.Permutation(claims).Draw(t, "shuffled"), nil, n)
		assert.Equal(t, calledIDs(best), calledIDs(again), "order does not matter")
	})
}

// restated is a claim about question 7 by speaker 1, said on a day.
func restated(id int64, saidOn, deadline string) ledger.Claim {
	c := due(id, deadline)
	c.SaidOn, c.SpeakerID, c.QuestionID = on(saidOn), 1, 7
	return c
}

func TestChainsCountWhatWasMoved(t *testing.T) {
	for name, c := range map[string]struct {
		claims []ledger.Claim
		order  []int64
		moved  int
	}{
		"put off twice":      {[]ledger.Claim{restated(3, "2022-01-01", "2023-12-31"), restated(1, "2020-01-01", "2021-12-31"), restated(2, "2021-01-01", "2022-12-31")}, []int64{1, 2, 3}, 2},
		"the same again":     {[]ledger.Claim{restated(1, "2020-01-01", "2021-12-31"), restated(2, "2020-06-01", "2021-12-31")}, []int64{1, 2}, 0},
		"brought forward":    {[]ledger.Claim{restated(1, "2020-01-01", "2025-12-31"), restated(2, "2021-01-01", "2024-12-31")}, []int64{1, 2}, 0},
		"and put off again":  {[]ledger.Claim{restated(1, "2020-01-01", "2025-12-31"), restated(2, "2021-01-01", "2024-12-31"), restated(3, "2022-01-01", "2025-12-31")}, []int64{1, 2, 3}, 1},
		"first open-ended":   {[]ledger.Claim{restated(1, "2020-01-01", ""), restated(2, "2021-01-01", "2024-12-31")}, []int64{1, 2}, 0},
		"two in one breath":  {[]ledger.Claim{restated(2, "2020-01-01", "2022-12-31"), restated(1, "2020-01-01", "2024-12-31")}, []int64{2, 1}, 1},
		"no day known first": {[]ledger.Claim{restated(1, "2020-01-01", "2022-12-31"), restated(2, "", "2021-12-31")}, []int64{2, 1}, 1},
	} {
		chains := scoring.Chains(c.claims)
		if assert.Len(t, chains, 1, name) {
			assert.Equal(t, c.order, idsOf(chains[0].Claims), name)
			assert.Equal(t, c.moved, chains[0].Moved, name)
		}
	}
}

func TestChainsKeepApart(t *testing.T) {
	first := restated(1, "2020-01-01", "2021-12-31")
	for name, spoil := range map[string]func(*ledger.Claim){
		"another speaker":  func(c *ledger.Claim) { c.SpeakerID = 2 },
		"the other side":   func(c *ledger.Claim) { c.Side = ledger.No },
		"another question": func(c *ledger.Claim) { c.QuestionID = 8 },
		"no question":      func(c *ledger.Claim) { c.QuestionID = 0 },
		"withdrawn":        func(c *ledger.Claim) { c.State = ledger.StateWithdrawn },
	} {
		second := restated(2, "2021-01-01", "2022-12-31")
		spoil(&second)
		assert.Empty(t, scoring.Chains([]ledger.Claim{first, second}), name)
		third := restated(3, "2022-01-01", "2023-12-31")
		chains := scoring.Chains([]ledger.Claim{first, second, third})
		if assert.Len(t, chains, 1, name) {
			assert.Equal(t, []int64{1, 3}, idsOf(chains[0].Claims), name)
			assert.Equal(t, 1, chains[0].Moved, name)
		}
	}
	loose := []ledger.Claim{due(1, "2025-01-01"), due(2, "2026-01-01")}
	assert.Empty(t, scoring.Chains(loose), "claims about no question have nothing in common")
}

func TestChainsInOrder(t *testing.T) {
	chain := func(question int64, claims ...ledger.Claim) []ledger.Claim {
		for i := range claims {
			claims[i].QuestionID = question
		}
		return claims
	}
	var all []ledger.Claim
	all = append(all, chain(1, restated(10, "2020-01-01", "2021-01-01"), restated(11, "2021-01-01", "2021-01-01"))...)
	all = append(all, chain(2, restated(20, "2020-01-01", "2021-01-01"), restated(21, "2021-01-01", "2022-01-01"))...)
	all = append(all, chain(3, restated(5, "2020-01-01", "2021-01-01"), restated(6, "2021-01-01", "2022-01-01"))...)
	all = append(all, chain(4, restated(40, "2020-01-01", "2021-01-01"), restated(41, "2021-01-01", "2022-01-01"), restated(42, "2021-02-01", "2022-01-01"))...)
	var firsts []int64
	for _, c := range scoring.Chains(all) {
		firsts = append(firsts, c.Claims[0].ID)
	}
	assert.Equal(t, []int64{40, 5, 20, 10}, firsts, "most often moved, then longest, then first")
}

func TestGrouped(t *testing.T) {
	claims := []ledger.Claim{
		said(1, ledger.StatedConfidence, 90, true, "energy", "ai"), said(2, ledger.StatedConfidence, 80, false, "ai"),
		due(3, "2025-01-31", "ai", "open"), given(due(4, "2025-01-31", "mixed"), ledger.Mixed, "", time.Time{}), said(5, ledger.NoConfidence, 0, true),
	}
	topics := func(c ledger.Claim) []string { return c.Topics }
	v := scoring.View{Today: on("2026-01-01")}
	groups := v.Grouped(claims, topics)
	assert.Equal(t, []scoring.Group{
		{Key: "ai", Tally: v.Tally(claims[:3])},
		{Key: "energy", Tally: v.Tally(claims[:1])},
	}, groups)
	assert.Equal(t, 2, groups[0].Tally.StrictN)
	assert.Equal(t, 1, groups[0].Tally.Open, "what has no outcome counts along where others have one")

	assert.Equal(t, []scoring.Group{{Key: "energy", Tally: v.Tally(claims[:1])}},
		scoring.View{Topic: "energy", Today: v.Today}.Grouped(claims[:1], func(ledger.Claim) []string { return []string{"energy"} }))
	assert.Empty(t, scoring.View{From: on("2025-02-01")}.Grouped(claims, topics), "only chosen claims")
	assert.Empty(t, scoring.View{Cohort: scoring.RipeCohort, Today: on("2025-01-31")}.Grouped(claims, topics), "an early verdict is no outcome yet")
}

// A dated deadline that follows an open-ended one is set against the last
// date that was given, and even odds make neither a best nor a worst call.
func TestChainsAcrossAnOpenEndedClaim(t *testing.T) {
	said := func(id int64, on, deadline string) ledger.Claim {
		c := ledger.Claim{ID: id, SpeakerID: 1, QuestionID: 1, Side: ledger.Yes, State: ledger.StateOpen, Deadline: ledger.Deadline{Kind: ledger.Open}}
		c.SaidOn, _ = ledger.ParseDate(on)
		if deadline != "" {
			c.Deadline.Kind = ledger.Stated
			c.Deadline.To, _ = ledger.ParseDate(deadline)
		}
		return c
	}
	chains := scoring.Chains([]ledger.Claim{said(1, "2019-01-01", "2021-12-31"), said(2, "2020-01-01", ""), said(3, "2021-01-01", "2027-12-31")})
	require.Len(t, chains, 1)
	require.Equal(t, 1, chains[0].Moved)

	even := ledger.Claim{ID: 1, State: ledger.StateJudged, Standing: ledger.Standing{Outcome: ledger.Missed}, Confidence: ledger.Confidence{Basis: ledger.StatedConfidence, Probability: 500_000}}
	low := ledger.Probability(100_000)
	even.Reference = &low
	best, worst := scoring.View{}.Calls([]ledger.Claim{even}, nil, 3)
	require.Empty(t, best)
	require.Empty(t, worst)
}

// The day of a verdict is that of the tracker's zone.
func TestLatenessHasTheDayOfTheZone(t *testing.T) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	to := ledger.NewDate(2025, 12, 31)
	c := ledger.Claim{State: ledger.StateJudged, Deadline: ledger.Deadline{From: to, To: to, Kind: ledger.Stated}, Standing: ledger.Standing{
		Grade: ledger.False, Outcome: ledger.Missed, JudgedAt: time.Date(2026, 1, 1, 0, 30, 0, 0, shanghai).UTC(),
	}}
	require.Equal(t, []scoring.Event{{Days: 1, Censored: true}}, scoring.View{Zone: shanghai}.Lateness([]ledger.Claim{c}))
	require.Equal(t, []scoring.Event{{Days: 0, Censored: true}}, scoring.View{}.Lateness([]ledger.Claim{c}))
}
