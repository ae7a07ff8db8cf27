package tracker_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// imported is a file of n rows; every third comes with a verdict.
func imported(n int) []tracker.Imported {
	rows := make([]tracker.Imported, n)
	for i := range rows {
		d := gpt5()
		d.Statement, d.Speaker = fmt.Sprint("Claim ", i), fmt.Sprint("Speaker ", i%5)
		d.Question = fmt.Sprint("Question ", i%11)
		d.Topics, d.Reference = "a, b", "60%"
		rows[i] = tracker.Imported{Line: i + 2, Draft: d}
		if i%3 == 0 {
			rows[i].Judgement = &tracker.Judgement{Grade: []string{"true", "false", "mixed"}[i/3%3], Note: "n"}
			rows[i].JudgedOn = day("2026-01-02")
		}
	}
	return rows
}

func TestImport(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		rows := imported(700)
		rows[5].Draft.ExternalID = "x-1"
		var steps int
		report, err := f.Import(f.ctx(), by, rows, tracker.ImportOptions{DryRun: true, Progress: func(int) { steps++ }})
		require.NoError(t, err)
		want := tracker.ImportReport{Added: 700, Judged: 234, Speakers: 5, Sources: 1, Questions: 11}
		if gpt5().Source.Empty() {
			want.Sources = 0
		}
		require.Equal(t, want, report)
		require.Equal(t, 700, steps)
		counts, err := f.store.CountStates(f.ctx())
		require.NoError(t, err)
		require.Empty(t, counts, "a dry run does nothing")

		report, err = f.Import(f.ctx(), by, rows, tracker.ImportOptions{})
		require.NoError(t, err)
		require.Equal(t, want, report)
		counts, err = f.store.CountStates(f.ctx())
		require.NoError(t, err)
		require.Equal(t, map[ledger.State]int{ledger.StateOpen: 466, ledger.StateJudged: 234}, counts)

		report, err = f.Import(f.ctx(), by, rows, tracker.ImportOptions{})
		require.NoError(t, err)
		require.Equal(t, tracker.ImportReport{Known: 700}, report, "again, nothing is added")

		page, err := f.store.Claims(f.ctx(), ledger.ClaimFilter{Sort: ledger.ByLogged, Limit: 1})
		require.NoError(t, err)
		c := page.Claims[0]
		require.Equal(t, "Claim 0", c.Statement)
		require.Equal(t, ledger.True, c.Standing.Grade)
		require.Equal(t, "2026-01-02", ledger.DateOf(c.Standing.JudgedAt).String())
		require.Equal(t, ledger.Probability(600_000), *c.Reference)
		require.Equal(t, "Question 0", c.Proposition)
		require.Equal(t, []ledger.EntryKind{ledger.ClaimLogged, ledger.VerdictGiven}, f.kinds(c.PublicID))
		verdicts, err := f.store.Verdicts(f.ctx(), c.ID)
		require.NoError(t, err)
		require.Len(t, verdicts, 1)
		require.Equal(t, verdicts[0].ID, c.Standing.VerdictID)
		entries, err := f.store.EntriesOf(f.ctx(), ledger.ClaimSubject(c.PublicID))
		require.NoError(t, err)
		undone, err := f.Undo(f.ctx(), by, c.PublicID, entries[1].Number)
		require.NoError(t, err)
		require.Equal(t, ledger.StateOpen, undone.Claim.State, "an imported verdict can be undone")
	})
}

func TestImportOfBadRows(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		rows := imported(10)
		rows[3].Draft.Deadline = "whenever"
		rows[4].Draft.ExternalID, rows[6].Draft.ExternalID = "same", "same"
		rows[9].JudgedOn = day("2027-01-01")
		report, err := f.Import(f.ctx(), by, rows, tracker.ImportOptions{})
		require.NoError(t, err)
		var bad []string
		for _, b := range report.Bad {
			bad = append(bad, fmt.Sprint(b.Line, " ", b.Err.Field))
		}
		require.Equal(t, []string{"5 deadline", "8 external_id", "11 judged_on"}, bad)
		require.Zero(t, report.Added)
		counts, err := f.store.CountStates(f.ctx())
		require.NoError(t, err)
		require.Empty(t, counts, "one bad row keeps all out")

		report, err = f.Import(f.ctx(), by, rows, tracker.ImportOptions{SkipBad: true})
		require.NoError(t, err)
		require.Equal(t, 7, report.Added)
		require.Len(t, report.Bad, 3)
	})
}

func TestImportKnowsWhatWasLoggedByHand(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		f.log(gpt5())
		other := gpt5()
		other.Confidence = "12%"
		report, err := f.Import(f.ctx(), by, []tracker.Imported{{Line: 2, Draft: gpt5()}, {Line: 3, Draft: other}, {Line: 4, Draft: other}}, tracker.ImportOptions{})
		require.NoError(t, err)
		require.Equal(t, 2, report.Known, "by hand, and twice in the file")
		require.Equal(t, 1, report.Added)
	})
}
