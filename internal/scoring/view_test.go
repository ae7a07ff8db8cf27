package scoring_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

func on(text string) ledger.Date {
	d, err := ledger.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// due is a claim with a deadline, or an open-ended one where to is empty.
func due(id int64, to string, topics ...string) ledger.Claim {
	c := ledger.Claim{ID: id, Checkable: true, Topics: topics, State: ledger.StateOpen, Side: ledger.Yes, Deadline: ledger.Deadline{Kind: ledger.Open}}
	if to != "" {
		c.Deadline = ledger.Deadline{From: on(to), To: on(to), Precision: ledger.Day, Kind: ledger.Stated}
	}
	return c
}

// given is c with a verdict. happenedOn may be empty.
func given(c ledger.Claim, g ledger.Grade, happenedOn string, judgedAt time.Time) ledger.Claim {
	v := ledger.Verdict{Grade: g, HappenedOn: on(happenedOn), At: judgedAt}
	if g == ledger.Void {
		v.Reason = ledger.NoResult
	}
	c.Stand(&v)
	return c
}

func idsOf(claims []ledger.Claim) (ids []int64) {
	for _, c := range claims {
		ids = append(ids, c.ID)
	}
	return ids
}

func TestViewChoose(t *testing.T) {
	claims := []ledger.Claim{
		due(1, "2024-12-31", "ai"), due(2, "2025-01-01", "ai", "energy"), due(3, "2025-12-31", "energy"), due(4, "2026-01-01"), due(5, "", "ai"),
	}
	for name, c := range map[string]struct {
		view scoring.View
		want []int64
	}{
		"all":              {scoring.View{}, []int64{1, 2, 3, 4, 5}},
		"a topic":          {scoring.View{Topic: "ai"}, []int64{1, 2, 5}},
		"no such topic":    {scoring.View{Topic: "AI"}, nil},
		"from":             {scoring.View{From: on("2025-01-01")}, []int64{2, 3, 4}},
		"to":               {scoring.View{To: on("2025-12-31")}, []int64{1, 2, 3}},
		"a year":           {scoring.View{From: on("2025-01-01"), To: on("2025-12-31")}, []int64{2, 3}},
		"a day":            {scoring.View{From: on("2026-01-01"), To: on("2026-01-01")}, []int64{4}},
		"backwards":        {scoring.View{From: on("2026-01-01"), To: on("2025-01-01")}, nil},
		"a topic and from": {scoring.View{Topic: "energy", From: on("2025-01-02")}, []int64{3}},
	} {
		assert.Equal(t, c.want, idsOf(c.view.Choose(claims)), name)
	}
}

func TestViewTallyLeavesOutWhatIsEarly(t *testing.T) {
	today, at := on("2026-01-01"), time.Date(2025, 6, 1, 9, 0, 0, 0, time.UTC)
	overdue, early, flagged := due(1, "2025-12-31"), due(2, "2026-01-01"), due(3, "2026-01-01")
	overdue.State, flagged.State = ledger.StateDue, ledger.StateDue
	uncheckable := due(4, "2027-01-01")
	uncheckable.Checkable, uncheckable.Disputed = false, true
	claims := []ledger.Claim{
		overdue, flagged, due(5, "2026-06-01"),
		given(early, ledger.True, "", at),
		given(uncheckable, ledger.Void, "", at),
		given(due(6, ""), ledger.False, "", at),
		given(due(7, "2025-12-31"), ledger.True, "", at),
		given(due(8, "2025-06-01"), ledger.True, "2025-06-21", at),
		given(due(9, "2025-06-01"), ledger.MostlyTrue, "2025-06-04", at),
		given(due(10, "2025-06-01"), ledger.Void, "", at),
	}
	want := ledger.Tally{
		Claims: 10, Open: 1, Due: 2, Overdue: 1, Judged: 5, Void: 2, Voided: [5]int{2: 2}, Uncheckable: 1, Disputed: 1,
		StrictN: 5, StrictTrue: 2, Quarters: 4 + 0 + 4 + 4 + 3, Late: 2, LateDays: []int{3, 20},
	}
	assert.Equal(t, want, scoring.View{Today: today}.Tally(claims))
	assert.Equal(t, want, scoring.View{Cohort: scoring.JudgedCohort, Today: today}.Tally(claims))

	want.Early, want.Judged, want.Void, want.Voided[2], want.StrictN, want.StrictTrue, want.Quarters = 3, 3, 1, 1, 3, 1, 11
	want.Disputed = 0 // whether a claim can be checked has nothing to do with its verdict
	assert.Equal(t, want, scoring.View{Cohort: scoring.RipeCohort, Today: today}.Tally(claims), "an open-ended claim is never ripe")
	assert.Empty(t, scoring.View{}.Tally(nil))
}

// drawClaim draws a claim in any state, with a deadline around that of others
// or without one.
func drawClaim(t *rapid.T) ledger.Claim {
	c := due(rapid.Int64Range(1, 1000).Draw(t, "id"), "")
	if rapid.Bool().Draw(t, "with deadline") {
		c = due(c.ID, on("2025-12-31").AddDays(rapid.IntRange(-4, 4).Draw(t, "deadline")).String())
	}
	c.Checkable = rapid.Bool().Draw(t, "checkable")
	c.Disputed = rapid.Bool().Draw(t, "disputed")
	c.Confidence.Basis = rapid.SampledFrom([]ledger.Basis{ledger.NoConfidence, ledger.StatedConfidence, ledger.WordedConfidence}).Draw(t, "basis")
	c.Confidence.Probability = ledger.Probability(rapid.Int32Range(0, int32(ledger.Certain)).Draw(t, "p"))
	if rapid.Bool().Draw(t, "with reference") {
		r := ledger.Probability(rapid.Int32Range(0, int32(ledger.Certain)).Draw(t, "reference"))
		c.Reference = &r
	}
	happened := on("2025-12-31").AddDays(rapid.IntRange(-6, 6).Draw(t, "happened"))
	state := rapid.SampledFrom(ledger.States).Draw(t, "state")
	switch state {
	case ledger.StateJudged, ledger.StateWithdrawn:
		c = given(c, rapid.SampledFrom(ledger.Grades).Draw(t, "grade"), happened.String(), time.Time{})
	case ledger.StateVoid:
		c = given(c, ledger.Void, "", time.Time{})
	}
	c.State = state
	c.Standing.Provisional = rapid.Bool().Draw(t, "provisional")
	return c
}

func TestWithoutEarlyIsTheRipeTally(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		claims := rapid.SliceOfN(rapid.Custom(drawClaim), 0, 30).Draw(t, "claims")
		ripe := scoring.View{Cohort: scoring.RipeCohort, Today: on("2025-12-31").AddDays(rapid.IntRange(-5, 5).Draw(t, "today"))}
		var kept ledger.Tally
		var early []ledger.Claim
		for _, c := range claims {
			kept.Add(c)
			if (c.State == ledger.StateJudged || c.State == ledger.StateVoid) && !c.Deadline.PassedBy(ripe.Today) {
				early = append(early, c)
			}
		}
		want := ripe.Tally(claims)
		want.Overdue, want.LateDays = 0, nil // neither is kept
		assert.Equal(t, want, scoring.WithoutEarly(kept, early))
		assert.Equal(t, len(early), want.Early)
		assert.Equal(t, want, scoring.WithoutEarly(want, nil))
	})
}

func TestLateness(t *testing.T) {
	at := time.Date(2026, 1, 10, 23, 0, 0, 0, time.UTC) // 10 days after the deadline
	year := due(1, "2025-12-31")
	for name, c := range map[string]struct {
		claim ledger.Claim
		want  []scoring.Event
	}{
		"early":               {given(year, ledger.True, "2025-12-01", at), []scoring.Event{{Days: -30}}},
		"on the last day":     {given(year, ledger.MostlyTrue, "2025-12-31", at), []scoring.Event{{}}},
		"late":                {given(year, ledger.True, "2026-01-05", at), []scoring.Event{{Days: 5}}},
		"in time":             {given(year, ledger.True, "", at), []scoring.Event{{}}},
		"false":               {given(year, ledger.False, "", at), []scoring.Event{{Days: 10, Censored: true}}},
		"false, known sooner": {given(year, ledger.MostlyFalse, "2025-06-01", at), []scoring.Event{{Days: 10, Censored: true}}},
		"false, judged early": {given(year, ledger.False, "", at.AddDate(0, 0, -20)), []scoring.Event{{Days: -10, Censored: true}}},
		"mixed":               {given(year, ledger.Mixed, "2025-12-01", at), nil},
		"void":                {given(year, ledger.Void, "", at), nil},
		"open":                {year, nil},
		"open-ended":          {given(due(1, ""), ledger.True, "2025-12-01", at), nil},
	} {
		assert.Equal(t, c.want, scoring.View{}.Lateness([]ledger.Claim{c.claim}), name)
	}

	claims := []ledger.Claim{given(due(2, "2026-06-30"), ledger.True, "2026-01-01", at), given(year, ledger.True, "2026-01-05", at)}
	ripe := scoring.View{Cohort: scoring.RipeCohort, Today: on("2026-02-01")}
	assert.Equal(t, []scoring.Event{{Days: 5}}, ripe.Lateness(claims), "what is early would look fast")
	assert.Equal(t, 5.0, ripe.Record(claims, nil).MedianLateness.Value)
}

func TestParseCohortAndBasis(t *testing.T) {
	for _, c := range append(scoring.Cohorts, "") {
		got, err := scoring.ParseCohort(string(c))
		require.NoError(t, err)
		assert.Equal(t, c, got)
	}
	for _, b := range append(scoring.Bases, "") {
		got, err := scoring.ParseBasis(string(b))
		require.NoError(t, err)
		assert.Equal(t, b, got)
	}
	for _, text := range []string{"Judged", "ripe ", "none", "all"} {
		_, err := scoring.ParseCohort(text)
		assertInvalid(t, err, "cohort", "cohort_unknown")
		_, err = scoring.ParseBasis(text)
		assertInvalid(t, err, "basis", "basis_unknown")
	}
}

func assertInvalid(t *testing.T, err error, field, key string) {
	t.Helper()
	var problem *ledger.Error
	require.ErrorAs(t, err, &problem)
	assert.Equal(t, []string{"invalid", field, key}, []string{string(problem.Code), problem.Field, problem.Key})
}
