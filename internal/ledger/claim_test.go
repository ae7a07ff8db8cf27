package ledger_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
)

var today = day("2025-06-15")

// fullClaim is a cleaned claim with every field set, and nothing wrong.
func fullClaim() ledger.Claim {
	c := ledger.Claim{
		PublicID:    "k7m2x9qd",
		Statement:   "GPT-5 is much more capable than GPT-4",
		Quote:       "GPT-5 会比 GPT-4 聪明得多",
		QuoteLang:   "zh-CN",
		Translation: "GPT-5 will be a lot smarter than GPT-4",
		SpeakerID:   1, ReporterID: 2, SourceID: 3,
		Place:      "paragraph 4",
		SaidOn:     day("2024-04-24"),
		Deadline:   by("2025-12-31", ledger.Year),
		ReviewOn:   day("2025-09-01"),
		Condition:  "GPT-5 is released",
		Criteria:   "Independent benchmarks",
		Checkable:  true,
		Confidence: ledger.Confidence{Basis: ledger.StatedConfidence, Probability: 950_000, Words: "95%"},
		QuestionID: 4, Side: ledger.Yes,
		Topics: []string{"ai", "大模型"},
		State:  ledger.StateOpen,
	}
	c.Clean()
	return c
}

func TestAFullClaimPasses(t *testing.T) {
	assert.NoError(t, fullClaim().Check(today))
}

func TestAShortClaimPasses(t *testing.T) {
	c := ledger.Claim{Statement: " It rains\ntomorrow ", Deadline: by("2025-06-16", ledger.Day), Checkable: true}
	c.Clean()
	require.NoError(t, c.Check(today))
	assert.Equal(t, "It rains tomorrow", c.Statement)
	assert.Equal(t, ledger.Yes, c.Side)
	assert.Equal(t, ledger.NoConfidence, c.Confidence.Basis)
}

func TestClaimCheck(t *testing.T) {
	type claim = ledger.Claim
	long := func(n int) string { return strings.Repeat("字", n) }
	for name, c := range map[string]struct {
		spoil      func(*claim)
		field, key string // empty where it is right
	}{
		"no statement":           {func(c *claim) { c.Statement = "" }, "statement", "statement_missing"},
		"only signs":             {func(c *claim) { c.Statement = "…?!" }, "statement", "statement_missing"},
		"statement fits":         {func(c *claim) { c.Statement = long(1000) }, "", ""},
		"statement too long":     {func(c *claim) { c.Statement = long(1001) }, "statement", "too_long"},
		"quote too long":         {func(c *claim) { c.Quote = long(5001) }, "quote", "too_long"},
		"quote language":         {func(c *claim) { c.QuoteLang = "Klingonese!" }, "quote_lang", "lang_unknown"},
		"no quote language":      {func(c *claim) { c.QuoteLang = "" }, "", ""},
		"translation too long":   {func(c *claim) { c.Translation = long(5001) }, "translation", "too_long"},
		"place too long":         {func(c *claim) { c.Place = long(201) }, "place", "too_long"},
		"said today":             {func(c *claim) { c.SaidOn, c.ReviewOn = today, today.AddDays(1) }, "", ""},
		"said tomorrow":          {func(c *claim) { c.SaidOn = today.AddDays(1) }, "said_on", "date_in_future"},
		"said some day":          {func(c *claim) { c.SaidOn = ledger.Date{} }, "", ""},
		"deadline passed":        {func(c *claim) { c.Deadline, c.ReviewOn = by("2024-12-31", ledger.Year), ledger.Date{} }, "", ""},
		"deadline before said":   {func(c *claim) { c.Deadline = by("2024-04-23", ledger.Day) }, "deadline", "deadline_before_said"},
		"said in the period":     {func(c *claim) { c.Deadline = by("2024-12-31", ledger.Year) }, "", ""},
		"deadline missing":       {func(c *claim) { c.Deadline = ledger.Deadline{Kind: ledger.Stated} }, "deadline", "deadline_missing"},
		"deadline half missing":  {func(c *claim) { c.Deadline.From = ledger.Date{} }, "deadline", "deadline_missing"},
		"deadline backwards":     {func(c *claim) { c.Deadline.From, c.Deadline.To = c.Deadline.To, c.Deadline.From }, "deadline", "deadline_backwards"},
		"deadline precision":     {func(c *claim) { c.Deadline.Precision = "decade" }, "deadline", "precision_unknown"},
		"deadline kind":          {func(c *claim) { c.Deadline.Kind = "guessed" }, "deadline_kind", "deadline_kind_unknown"},
		"deadline inferred":      {func(c *claim) { c.Deadline.Kind = ledger.Inferred }, "", ""},
		"deadline words":         {func(c *claim) { c.Deadline.Words = long(201) }, "deadline", "too_long"},
		"open":                   {func(c *claim) { c.Deadline = ledger.Deadline{Kind: ledger.Open, Words: "until AGI"} }, "", ""},
		"open with a date":       {func(c *claim) { c.Deadline.Kind = ledger.Open }, "deadline", "deadline_open_dated"},
		"open without a review":  {func(c *claim) { c.Deadline, c.ReviewOn = ledger.Deadline{Kind: ledger.Open}, ledger.Date{} }, "review_on", "review_missing"},
		"review before said":     {func(c *claim) { c.ReviewOn = day("2024-04-23") }, "review_on", "review_before_said"},
		"no review":              {func(c *claim) { c.ReviewOn = ledger.Date{} }, "", ""},
		"condition too long":     {func(c *claim) { c.Condition = long(2001) }, "condition", "too_long"},
		"criteria too long":      {func(c *claim) { c.Criteria = long(5001) }, "criteria", "too_long"},
		"confidence out of line": {func(c *claim) { c.Confidence.Probability = ledger.Certain + 1 }, "confidence", "confidence_range"},
		"confidence words":       {func(c *claim) { c.Confidence.Words = long(201) }, "confidence", "too_long"},
		"the no side":            {func(c *claim) { c.Side = ledger.No }, "", ""},
		"a third side":           {func(c *claim) { c.Side = "maybe" }, "side", "side_unknown"},
		"a long topic":           {func(c *claim) { c.Topics = []string{long(61)} }, "topics", "too_long"},
		"twenty topics":          {func(c *claim) { c.Topics = manyTopics(20) }, "", ""},
		"too many topics":        {func(c *claim) { c.Topics = manyTopics(21) }, "topics", "topics_too_many"},
		"vague, open, no review": {func(c *claim) {
			c.Checkable, c.Deadline, c.ReviewOn = false, ledger.Deadline{Kind: ledger.Open}, ledger.Date{}
		}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			claim := fullClaim()
			c.spoil(&claim)
			if err := claim.Check(today); c.key == "" {
				assert.NoError(t, err)
			} else {
				assertProblem(t, err, ledger.Invalid, c.field, c.key)
			}
		})
	}
}

func manyTopics(n int) []string {
	var topics []string
	for i := range n {
		topics = append(topics, "topic "+strconv.Itoa(i))
	}
	return topics
}

func TestAllProblemsAreFoundAtOnceInTheOrderOfTheForm(t *testing.T) {
	c := ledger.Claim{SaidOn: today.AddDays(9), Side: "maybe", Checkable: true}
	c.Clean()
	var p ledger.Problems
	require.ErrorAs(t, c.Check(today), &p)
	var fields []string
	for _, e := range p {
		fields = append(fields, e.Field)
	}
	assert.Equal(t, []string{"statement", "said_on", "deadline_kind", "side"}, fields)
}

func TestSchedule(t *testing.T) {
	open := ledger.Deadline{Kind: ledger.Open}
	for name, c := range map[string]struct {
		deadline  ledger.Deadline
		review    string
		checkable bool
		want      string
	}{
		"after its deadline":      {by("2025-12-31", ledger.Year), "", true, "2026-01-01"},
		"review comes first":      {by("2025-12-31", ledger.Year), "2025-09-01", true, "2025-09-01"},
		"deadline comes first":    {by("2025-12-31", ledger.Year), "2026-09-01", true, "2026-01-01"},
		"open: only the review":   {open, "2030-01-01", true, "2030-01-01"},
		"what can't be checked":   {by("2025-12-31", ledger.Year), "2025-09-01", false, ""},
		"open, and no more to do": {open, "", false, ""},
	} {
		claim := ledger.Claim{Deadline: c.deadline, ReviewOn: day(c.review), Checkable: c.checkable, DueOn: day("1999-01-01")}
		claim.Schedule()
		assert.Equal(t, c.want, claim.DueOn.String(), name)
	}
}

func TestDeferMovesTheReviewAndNeverTheDeadline(t *testing.T) {
	passed, coming := by("2025-03-31", ledger.Quarter), by("2025-12-31", ledger.Year)
	for name, c := range map[string]struct {
		deadline ledger.Deadline
		on, want string
	}{
		"deadline has passed":          {passed, "2025-07-01", "2025-07-01"},
		"deadline yet to come":         {coming, "2025-07-01", "2025-07-01"},
		"deadline comes before review": {coming, "2026-07-01", "2026-01-01"},
		"open":                         {ledger.Deadline{Kind: ledger.Open}, "2026-07-01", "2026-07-01"},
	} {
		for _, state := range []ledger.State{ledger.StateOpen, ledger.StateDue} {
			claim := fullClaim()
			claim.State, claim.Deadline = state, c.deadline
			require.NoError(t, claim.Defer(day(c.on), today), name)
			assert.Equal(t, c.want, claim.DueOn.String(), name)
			assert.Equal(t, c.on, claim.ReviewOn.String(), name)
			assert.Equal(t, c.deadline, claim.Deadline, name)
			assert.Equal(t, ledger.StateOpen, claim.State, name)
		}
	}

	vague := fullClaim()
	vague.Checkable, vague.Deadline = false, passed
	require.NoError(t, vague.Defer(today.AddDays(1), today))
	assert.True(t, vague.DueOn.IsZero(), "what can't be checked never comes due")
}

func TestCheckpoints(t *testing.T) {
	days := func(texts ...string) (all []ledger.Date) {
		for _, text := range texts {
			all = append(all, day(text))
		}
		return all
	}
	deadline := by("2027-12-31", ledger.Year)
	for name, c := range map[string]struct {
		days             []ledger.Date
		due, next, after string // when flagged; what "still open" asks next on the day it is; and in 2028
	}{
		"none":            {nil, "2028-01-01", "2028-01-01", ""},
		"one":             {days("2026-01-15"), "2026-01-15", "2028-01-01", ""},
		"several":         {days("2026-01-15", "2027-01-15"), "2026-01-15", "2026-01-15", ""},
		"one gone by":     {days("2024-01-15", "2027-01-15"), "2027-01-15", "2027-01-15", ""},
		"all gone by":     {days("2023-01-15", "2024-01-15"), "2024-01-15", "2028-01-01", ""},
		"after the end":   {days("2027-01-15", "2029-01-15"), "2027-01-15", "2027-01-15", "2029-01-15"},
		"only afterwards": {days("2029-01-15", "2030-01-15"), "2028-01-01", "2028-01-01", "2029-01-15"},
	} {
		claim := fullClaim()
		claim.Deadline = deadline
		claim.PlanReviews(c.days, today)
		claim.Schedule()
		assert.Equal(t, c.due, claim.DueOn.String(), name)
		assert.Equal(t, c.next, claim.NextReview(today).String(), name)
		assert.Equal(t, c.after, claim.NextReview(day("2028-06-01")).String(), name)
		assert.Equal(t, c.days, claim.ReviewDates(), name)
	}
	claim := fullClaim()
	claim.Deadline = deadline
	claim.PlanReviews(days("2026-01-15", "2027-01-15"), today)
	require.NoError(t, claim.Defer(day("2026-06-01"), today))
	assert.Equal(t, days("2026-01-15", "2026-06-01", "2027-01-15"), claim.ReviewDates(), "a day put between them")
	assert.Equal(t, day("2027-01-15"), claim.NextReview(day("2026-06-01")))
}

func TestDeferRefuses(t *testing.T) {
	for _, on := range []ledger.Date{today, today.AddDays(-1), {}} {
		claim := fullClaim()
		before := claim
		assertProblem(t, claim.Defer(on, today), ledger.Invalid, "review_on", "review_not_future")
		assert.Equal(t, before, claim, "a refused change changes nothing")
	}
	for state, key := range map[ledger.State]string{
		ledger.StateJudged: "claim_has_verdict", ledger.StateVoid: "claim_has_verdict", ledger.StateWithdrawn: "claim_withdrawn",
	} {
		claim := fullClaim()
		claim.State = state
		assertProblem(t, claim.Defer(today.AddDays(1), today), ledger.Conflict, "", key)
	}
}

func TestWithdraw(t *testing.T) {
	for _, state := range ledger.States {
		claim := fullClaim()
		claim.State = state
		err := claim.Withdraw()
		assert.Equal(t, ledger.StateWithdrawn, claim.State)
		if state == ledger.StateWithdrawn {
			assertProblem(t, err, ledger.Conflict, "", "claim_withdrawn")
		} else {
			assert.NoError(t, err)
		}
	}
}

func TestStatementKey(t *testing.T) {
	a, b := fullClaim(), fullClaim()
	b.Statement = "“gpt 5” is MUCH more capable than gpt 4."
	assert.Equal(t, a.StatementKey(), b.StatementKey())
	b.Statement = "GPT-6 is much more capable than GPT-4"
	assert.NotEqual(t, a.StatementKey(), b.StatementKey())
}
