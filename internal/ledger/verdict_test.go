package ledger_test

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
)

func TestGrades(t *testing.T) {
	for text, want := range map[string]ledger.Grade{
		"true": ledger.True, "Mostly-True": ledger.MostlyTrue, "MIXED": ledger.Mixed, "mostly_false": ledger.MostlyFalse, "FALSE": ledger.False,
	} {
		got, err := ledger.ParseGrade(text)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for _, text := range []string{"", "void", "maybe", "truee"} {
		_, err := ledger.ParseGrade(text)
		assertProblem(t, err, ledger.Invalid, "grade", "grade_unknown")
	}
	for i, g := range ledger.Grades {
		credit, ok := g.Quarters()
		assert.True(t, ok)
		assert.Equal(t, 4-i, credit, g)
	}
	_, ok := ledger.Void.Quarters()
	assert.False(t, ok)

	for _, r := range ledger.VoidReasons {
		got, err := ledger.ParseVoidReason(strings.ToUpper(strings.ReplaceAll(string(r), "_", "-")))
		require.NoError(t, err)
		assert.Equal(t, r, got)
	}
	_, err := ledger.ParseVoidReason("bored")
	assertProblem(t, err, ledger.Invalid, "reason", "reason_unknown")
}

func TestVerdictClean(t *testing.T) {
	v := ledger.Verdict{Note: " it\r\nhappened  ", Evidence: []ledger.Evidence{
		{},
		{Link: " https://example.org/a ", SHA256: "made up"},
		{Text: " kept \n", Title: " a  title "},
		{Link: "\t"},
	}}
	v.Clean()
	assert.Equal(t, "it\nhappened", v.Note)
	sum := sha256.Sum256([]byte("kept"))
	assert.Equal(t, []ledger.Evidence{
		{Link: "https://example.org/a"},
		{Text: "kept", Title: "a title", SHA256: hex.EncodeToString(sum[:])},
	}, v.Evidence)
}

func TestAVerdictThatNothingBacksIsProvisional(t *testing.T) {
	for name, c := range map[string]struct {
		verdict ledger.Verdict
		want    bool
	}{
		"nothing":     {ledger.Verdict{}, true},
		"blanks":      {ledger.Verdict{Note: " \n", Evidence: []ledger.Evidence{{Link: " "}}}, true},
		"only a date": {ledger.Verdict{HappenedOn: today}, true},
		"said so":     {ledger.Verdict{Provisional: true, Note: "seen"}, false},
		"a note":      {ledger.Verdict{Note: "seen"}, false},
		"a link":      {ledger.Verdict{Evidence: []ledger.Evidence{{Link: "https://example.org"}}}, false},
		"a text":      {ledger.Verdict{Evidence: []ledger.Evidence{{Text: "kept"}}}, false},
	} {
		c.verdict.Clean()
		assert.Equal(t, c.want, c.verdict.Provisional, name)
	}
}

func TestVerdictCheck(t *testing.T) {
	type verdict = ledger.Verdict
	evidence := func(e ledger.Evidence) verdict { return verdict{Grade: ledger.True, Evidence: []ledger.Evidence{e}} }
	for name, c := range map[string]struct {
		verdict    verdict
		field, key string // empty where it is right
	}{
		"a grade":                  {verdict{Grade: ledger.Mixed}, "", ""},
		"void with a reason":       {verdict{Grade: ledger.Void, Reason: ledger.Ambiguous}, "", ""},
		"other reason, with words": {verdict{Grade: ledger.Void, Reason: ledger.OtherReason, Note: "he died"}, "", ""},
		"everything": {verdict{Grade: ledger.True, Note: "n", HappenedOn: today,
			Evidence: []ledger.Evidence{{Link: "http://example.org/x?y=z", Title: "t", Text: "x"}}}, "", ""},
		"on the day it was said":     {verdict{Grade: ledger.True, HappenedOn: day("2024-04-24")}, "", ""},
		"no grade":                   {verdict{}, "grade", "grade_missing"},
		"no such grade":              {verdict{Grade: "maybe"}, "grade", "grade_missing"},
		"a grade with a reason":      {verdict{Grade: ledger.True, Reason: ledger.Ambiguous}, "reason", "reason_with_grade"},
		"void without a reason":      {verdict{Grade: ledger.Void}, "reason", "reason_missing"},
		"void for no such reason":    {verdict{Grade: ledger.Void, Reason: "bored"}, "reason", "reason_missing"},
		"other reason without words": {verdict{Grade: ledger.Void, Reason: ledger.OtherReason}, "note", "reason_words_missing"},
		"happens tomorrow":           {verdict{Grade: ledger.True, HappenedOn: today.AddDays(1)}, "happened_on", "date_in_future"},
		"happened before":            {verdict{Grade: ledger.True, HappenedOn: day("2024-04-23")}, "happened_on", "happened_before_said"},
		"a long note":                {verdict{Grade: ledger.True, Note: strings.Repeat("x", 10_001)}, "note", "too_long"},
		"a title alone":              {evidence(ledger.Evidence{Title: "a book"}), "evidence_link", "evidence_missing"},
		"a script for a link":        {evidence(ledger.Evidence{Link: "javascript:alert(1)"}), "evidence_link", "link_unreadable"},
		"a file for a link":          {evidence(ledger.Evidence{Link: "file:///etc/passwd"}), "evidence_link", "link_unreadable"},
		"half a link":                {evidence(ledger.Evidence{Link: "example.org/x"}), "evidence_link", "link_unreadable"},
		"a link to nowhere":          {evidence(ledger.Evidence{Link: "https:///x"}), "evidence_link", "link_unreadable"},
		"a long link":                {evidence(ledger.Evidence{Link: "https://example.org/" + strings.Repeat("x", 2000)}), "evidence_link", "too_long"},
		"a long title":               {evidence(ledger.Evidence{Text: "x", Title: strings.Repeat("x", 501)}), "evidence_title", "too_long"},
		"a long text":                {evidence(ledger.Evidence{Text: strings.Repeat("x", 200_001)}), "evidence_text", "too_long"},
		"too much":                   {verdict{Grade: ledger.True, Evidence: slices.Repeat([]ledger.Evidence{{Text: "x"}}, 21)}, "evidence_link", "evidence_too_much"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := c.verdict.Check(fullClaim(), today); c.key == "" {
				assert.NoError(t, err)
			} else {
				assertProblem(t, err, ledger.Invalid, c.field, c.key)
			}
		})
	}
}

func TestOutcomes(t *testing.T) {
	year := by("2025-12-31", ledger.Year)
	late := day("2026-08-31") // 243 days
	open := ledger.Deadline{Kind: ledger.Open}
	for name, c := range map[string]struct {
		grade    ledger.Grade
		on       ledger.Date
		deadline ledger.Deadline
		outcome  ledger.Outcome
		daysLate int
	}{
		"true":                     {ledger.True, ledger.Date{}, year, ledger.Happened, 0},
		"true, early":              {ledger.True, day("2024-12-31"), year, ledger.Happened, 0},
		"true on the last day":     {ledger.True, day("2025-12-31"), year, ledger.Happened, 0},
		"true a day late":          {ledger.True, day("2026-01-01"), year, ledger.Missed, 1},
		"true, late":               {ledger.True, late, year, ledger.Missed, 243},
		"mostly true":              {ledger.MostlyTrue, ledger.Date{}, year, ledger.Happened, 0},
		"mostly true, late":        {ledger.MostlyTrue, late, year, ledger.Missed, 243},
		"open is never late":       {ledger.True, late, open, ledger.Happened, 0},
		"mixed":                    {ledger.Mixed, ledger.Date{}, year, ledger.NoOutcome, 0},
		"mixed is never late":      {ledger.Mixed, late, year, ledger.NoOutcome, 0},
		"mostly false":             {ledger.MostlyFalse, ledger.Date{}, year, ledger.Missed, 0},
		"false":                    {ledger.False, ledger.Date{}, year, ledger.Missed, 0},
		"known to be false, later": {ledger.False, late, year, ledger.Missed, 0},
		"void":                     {ledger.Void, late, year, ledger.NoOutcome, 0},
	} {
		t.Run(name, func(t *testing.T) {
			claim := fullClaim()
			claim.Deadline = c.deadline
			v := ledger.Verdict{ID: 9, Grade: c.grade, HappenedOn: c.on, Provisional: true, At: noon}
			require.NoError(t, claim.Give(v))
			assert.Equal(t, ledger.Standing{
				VerdictID: 9, Grade: c.grade, HappenedOn: c.on, JudgedAt: noon, Provisional: true,
				Outcome: c.outcome, DaysLate: c.daysLate,
			}, claim.Standing)
			assert.Equal(t, c.daysLate > 0, claim.Standing.Late())
		})
	}
}

func TestGive(t *testing.T) {
	for _, state := range []ledger.State{ledger.StateOpen, ledger.StateDue, ledger.StateJudged, ledger.StateVoid} {
		claim := fullClaim()
		claim.State = state
		require.NoError(t, claim.Give(ledger.Verdict{Grade: ledger.False}))
		assert.Equal(t, ledger.StateJudged, claim.State, "from %s", state)
		require.NoError(t, claim.Give(ledger.Verdict{Grade: ledger.Void, Reason: ledger.NoResult}))
		assert.Equal(t, ledger.StateVoid, claim.State)
		assert.Equal(t, ledger.NoResult, claim.Standing.Reason)
	}

	gone := fullClaim()
	gone.State = ledger.StateWithdrawn
	assertProblem(t, gone.Give(ledger.Verdict{Grade: ledger.True}), ledger.Conflict, "", "claim_withdrawn")
	assert.Zero(t, gone.Standing)

	vague := fullClaim()
	vague.Checkable = false
	for _, g := range ledger.Grades {
		assertProblem(t, vague.Give(ledger.Verdict{Grade: g}), ledger.Conflict, "", "claim_not_checkable")
	}
	assert.Zero(t, vague.Standing)
	require.NoError(t, vague.Give(ledger.Verdict{Grade: ledger.Void, Reason: ledger.NotCheckable}))
	assert.Equal(t, ledger.StateVoid, vague.State)
}

func TestStandWithoutAVerdict(t *testing.T) {
	claim := fullClaim()
	require.NoError(t, claim.Give(ledger.Verdict{ID: 1, Grade: ledger.True}))
	claim.Stand(nil)
	assert.Zero(t, claim.Standing)
	assert.Equal(t, ledger.StateJudged, claim.State, "the caller sets it")
}
