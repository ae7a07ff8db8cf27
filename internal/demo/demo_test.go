package demo_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"foresaid/internal/demo"
	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
	"foresaid/internal/tracker"
)

// The demo must show everything that pages can show.
func TestTheDemoShowsEverything(t *testing.T) {
	ctx := context.Background()
	s := storetest.Open(t, storetest.SQLite(t))
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	tr := tracker.New(s, func() time.Time { return now }, time.UTC)
	sum, err := demo.Fill(ctx, tr, "demo")
	require.NoError(t, err)
	require.GreaterOrEqual(t, sum.Claims, 60)
	require.GreaterOrEqual(t, sum.Speakers, 8)
	flagged, err := tr.Flag(ctx, "demo", ledger.Date{})
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(flagged), 5, "some wait for a verdict")

	var all []ledger.ClaimLine
	for f := (ledger.ClaimFilter{}); ; {
		page, err := s.Claims(ctx, f)
		require.NoError(t, err)
		all = append(all, page.Claims...)
		if f.Cursor = page.Next; f.Cursor == "" {
			break
		}
	}
	require.Len(t, all, sum.Claims)
	has := map[string]int{}
	strict := map[string]int{}
	for _, c := range all {
		has["grade "+string(c.Standing.Grade)]++
		has["reason "+string(c.Standing.Reason)]++
		has["basis "+string(c.Confidence.Basis)]++
		has["kind "+string(c.Deadline.Kind)]++
		for name, is := range map[string]bool{
			"late": c.Standing.Late(), "provisional": c.Standing.Provisional, "second-hand": c.ReporterID != 0, "vague": !c.Checkable,
			"conditional": c.Condition != "", "question": c.QuestionID != 0, "no side": c.QuestionID != 0 && c.Side == ledger.No,
			"Stanford": c.SourceEvent == "Stanford talk", "later": c.Deadline.To.After(ledger.NewDate(2027, 1, 1)),
		} {
			if is {
				has[name]++
			}
		}
		require.NotEmpty(t, c.SourceLink, c.Statement)
		if !c.SaidOn.IsZero() {
			require.True(t, c.SaidOn.Year >= 2015 && c.SaidOn.Year <= 2026, c.Statement)
		}
		if c.Standing.Outcome != ledger.NoOutcome {
			strict[c.SpeakerName]++
		}
		verdicts, err := s.Verdicts(ctx, c.ID)
		require.NoError(t, err)
		if len(verdicts) > 1 {
			has["revised"]++
		}
	}
	for _, g := range append(ledger.Grades, ledger.Void) {
		require.Positive(t, has["grade "+string(g)], g)
	}
	for _, r := range ledger.VoidReasons {
		require.Positive(t, has["reason "+string(r)], r)
	}
	for name, least := range map[string]int{
		"basis stated": 5, "basis worded": 5, "basis none": 5, "kind stated": 1, "kind inferred": 1, "kind open": 3, "late": 4, "provisional": 1,
		"second-hand": 5, "vague": 1, "conditional": 2, "question": 5, "no side": 1, "Stanford": 10, "later": 4, "revised": 2,
	} {
		require.GreaterOrEqual(t, has[name], least, name)
	}
	enough := 0
	for _, n := range strict {
		if n >= 5 {
			enough++
		}
	}
	require.GreaterOrEqual(t, enough, 4, "speakers with enough verdicts to tell")
}
