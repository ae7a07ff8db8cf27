package tracker_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

func TestFlagOnTheDayAfterThePeriod(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		c := f.log(gpt5())
		later := gpt5()
		later.Statement, later.Deadline = "Later", "2026-03"
		l := f.log(later)
		vague := gpt5()
		vague.Statement, vague.Uncheckable = "Vague", true
		f.log(vague)

		none, err := f.Flag(f.ctx(), by, day("2025-12-31"))
		require.NoError(t, err)
		require.Empty(t, none, "the period has not ended on its last day")

		flagged, err := f.Flag(f.ctx(), by, ledger.Date{})
		require.NoError(t, err)
		require.Len(t, flagged, 1)
		require.Equal(t, c.PublicID, flagged[0].PublicID)
		require.Equal(t, ledger.StateDue, flagged[0].State)
		require.True(t, flagged[0].FlaggedAt.Equal(f.now))

		none, err = f.Flag(f.ctx(), by, ledger.Date{})
		require.NoError(t, err)
		require.Empty(t, none, "once is enough")
		require.Equal(t, []ledger.EntryKind{ledger.ClaimLogged, ledger.ClaimFlagged}, f.kinds(c.PublicID))

		f.now = f.now.AddDate(0, 1, 0)
		flagged, err = f.Flag(f.ctx(), by, ledger.Date{})
		require.NoError(t, err)
		require.Len(t, flagged, 1)
		require.Equal(t, l.PublicID, flagged[0].PublicID)
	})
}

func TestJudgeReviseUndo(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		c := f.log(gpt5())
		_, err := f.Flag(f.ctx(), by, ledger.Date{})
		require.NoError(t, err)

		first, err := f.Judge(f.ctx(), by, c.PublicID, tracker.Judgement{Grade: "mostly-true"})
		require.NoError(t, err)
		require.True(t, first.Claim.Standing.Provisional)
		require.Equal(t, ledger.StateJudged, first.Claim.State)

		second, err := f.Judge(f.ctx(), by, c.PublicID, tracker.Judgement{
			Grade: "true", HappenedOn: "2025-08-07", Evidence: []ledger.Evidence{{Link: "https://example.org/gpt5", Title: "GPT-5"}, {}},
		})
		require.NoError(t, err)
		require.Equal(t, ledger.True, second.Claim.Standing.Grade)
		require.False(t, second.Claim.Standing.Provisional)

		verdicts, err := f.store.Verdicts(f.ctx(), c.ID)
		require.NoError(t, err)
		require.Len(t, verdicts, 2, "the earlier one stays")
		require.Equal(t, verdicts[0].ID, verdicts[1].Supersedes)
		require.Len(t, verdicts[1].Evidence, 1)

		_, err = f.Undo(f.ctx(), by, c.PublicID, first.Entry)
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err), "only the newest can be undone")
		undone, err := f.Undo(f.ctx(), by, c.PublicID, second.Entry)
		require.NoError(t, err)
		require.Equal(t, ledger.MostlyTrue, undone.Claim.Standing.Grade)
		_, err = f.Undo(f.ctx(), by, c.PublicID, undone.Entry)
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err), "an undo is not undone")

		require.Equal(t, []ledger.EntryKind{ledger.ClaimLogged, ledger.ClaimFlagged, ledger.VerdictGiven, ledger.VerdictRevised, ledger.ClaimUndone}, f.kinds(c.PublicID))
	})
}

func TestUndoTheFirstVerdictMakesItDueAgain(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		c := f.log(gpt5())
		_, err := f.Flag(f.ctx(), by, ledger.Date{})
		require.NoError(t, err)
		done, err := f.Judge(f.ctx(), by, c.PublicID, tracker.Judgement{Grade: "void", Reason: "ambiguous"})
		require.NoError(t, err)
		require.Equal(t, ledger.StateVoid, done.Claim.State)
		undone, err := f.Undo(f.ctx(), by, c.PublicID, done.Entry)
		require.NoError(t, err)
		require.Equal(t, ledger.StateDue, undone.Claim.State)
		require.Zero(t, undone.Claim.Standing)
	})
}

func TestJudgeRefuses(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		c := f.log(gpt5())
		for name, j := range map[string]struct {
			j    tracker.Judgement
			want map[string]string
		}{
			"no verdict":           {tracker.Judgement{}, map[string]string{"grade": "grade_missing"}},
			"no such verdict":      {tracker.Judgement{Grade: "perhaps"}, map[string]string{"grade": "grade_unknown"}},
			"void without reason":  {tracker.Judgement{Grade: "void"}, map[string]string{"reason": "reason_missing"}},
			"other without words":  {tracker.Judgement{Grade: "void", Reason: "other"}, map[string]string{"note": "reason_words_missing"}},
			"happened in future":   {tracker.Judgement{Grade: "true", HappenedOn: "2026-03-02"}, map[string]string{"happened_on": "date_in_future"}},
			"happened before said": {tracker.Judgement{Grade: "true", HappenedOn: "2024-04-23"}, map[string]string{"happened_on": "happened_before_said"}},
			"evidence by title":    {tracker.Judgement{Grade: "true", Evidence: []ledger.Evidence{{Title: "x"}}}, map[string]string{"evidence_link": "evidence_missing"}},
		} {
			_, err := f.Judge(f.ctx(), by, c.PublicID, j.j)
			require.Equal(t, ledger.Invalid, ledger.CodeOf(err), name)
			require.Equal(t, j.want, at(t, err), name)
		}
		verdicts, err := f.store.Verdicts(f.ctx(), c.ID)
		require.NoError(t, err)
		require.Empty(t, verdicts)
		_, err = f.Judge(f.ctx(), by, c.PublicID, tracker.Judgement{Grade: "true", Version: c.Version + 1})
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err))
		_, err = f.Judge(f.ctx(), by, "zzzzzzzz", tracker.Judgement{Grade: "true"})
		require.Equal(t, ledger.NotFound, ledger.CodeOf(err))
	})
}

func TestDeferMovesTheReviewDateNeverTheDeadline(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		c := f.log(gpt5())
		_, err := f.Flag(f.ctx(), by, ledger.Date{})
		require.NoError(t, err)
		_, err = f.Defer(f.ctx(), by, c.PublicID, "2026-03-01", "")
		require.Equal(t, map[string]string{"review_on": "review_not_future"}, at(t, err))

		done, err := f.Defer(f.ctx(), by, c.PublicID, "2026-06-01", "the paper is not out")
		require.NoError(t, err)
		require.Equal(t, ledger.StateOpen, done.Claim.State)
		require.Equal(t, c.Deadline, done.Claim.Deadline)

		none, err := f.Flag(f.ctx(), by, day("2026-05-31"))
		require.NoError(t, err)
		require.Empty(t, none)
		back, err := f.Flag(f.ctx(), by, day("2026-06-01"))
		require.NoError(t, err)
		require.Len(t, back, 1)
	})
}

func TestUndoADeferral(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		c := f.log(gpt5())
		_, err := f.Flag(f.ctx(), by, ledger.Date{})
		require.NoError(t, err)
		before := f.claim(c.PublicID)
		done, err := f.Defer(f.ctx(), by, c.PublicID, "2026-06-01", "")
		require.NoError(t, err)
		undone, err := f.Undo(f.ctx(), by, c.PublicID, done.Entry)
		require.NoError(t, err)
		require.Equal(t, ledger.StateDue, undone.Claim.State)
		require.Equal(t, before.DueOn, undone.Claim.DueOn)
		require.True(t, undone.Claim.ReviewOn.IsZero())
	})
}

func TestWithdrawLeavesAStone(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		c := f.log(gpt5())
		_, err := f.Withdraw(f.ctx(), by, c.PublicID, " ")
		require.Equal(t, map[string]string{"reason": "withdraw_reason_missing"}, at(t, err))
		done, err := f.Withdraw(f.ctx(), by, c.PublicID, "logged for the wrong speaker")
		require.NoError(t, err)
		require.Equal(t, ledger.StateWithdrawn, done.Claim.State)
		require.Equal(t, c.Statement, done.Claim.Statement)

		_, err = f.Judge(f.ctx(), by, c.PublicID, tracker.Judgement{Grade: "true"})
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err))
		flagged, err := f.Flag(f.ctx(), by, ledger.Date{})
		require.NoError(t, err)
		require.Empty(t, flagged)

		undone, err := f.Undo(f.ctx(), by, c.PublicID, done.Entry)
		require.NoError(t, err)
		require.Equal(t, ledger.StateOpen, undone.Claim.State)
	})
}

func TestMergeKeepsBothIDsWorking(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		a := f.log(gpt5())
		other := gpt5()
		other.Speaker, other.Statement = "山姆·奥特曼", "AGI arrives by 2030"
		b := f.log(other)
		_, err := f.MergeSpeakers(f.ctx(), by, b.SpeakerPublicID, b.SpeakerPublicID, "")
		require.Equal(t, map[string]string{"into": "merge_itself"}, at(t, err))

		into, err := f.MergeSpeakers(f.ctx(), by, b.SpeakerPublicID, "Sam Altman", "the same person")
		require.NoError(t, err)
		require.Equal(t, a.SpeakerPublicID, into.PublicID)
		require.Contains(t, into.Aliases, "山姆·奥特曼")
		require.Equal(t, a.SpeakerPublicID, f.claim(b.PublicID).SpeakerPublicID)
		require.Equal(t, []ledger.EntryKind{ledger.ClaimLogged, ledger.ClaimAmended}, f.kinds(b.PublicID))

		for _, name := range []string{b.SpeakerPublicID, "山姆·奥特曼", "Sam Altman"} {
			found, err := f.Speaker(f.ctx(), name)
			require.NoError(t, err, name)
			require.Equal(t, into.PublicID, found.PublicID, name)
		}
		tally, err := f.tally(into.ID)
		require.NoError(t, err)
		require.Equal(t, 2, tally.Claims)
	})
}

func TestTallyFollowsTheVerdicts(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		speaker := int64(0)
		for i, j := range []tracker.Judgement{
			{Grade: "true", HappenedOn: "2025-08-07", Note: "n"}, {Grade: "true", HappenedOn: "2026-01-31"}, {Grade: "mixed"},
			{Grade: "mostly_false"}, {Grade: "void", Reason: "no_result"},
		} {
			d := gpt5()
			d.Statement += string(rune('a' + i))
			if i == 3 {
				d.Confidence = "almost certain"
			}
			c := f.log(d)
			speaker = c.SpeakerID
			_, err := f.Judge(f.ctx(), by, c.PublicID, j)
			require.NoError(t, err)
		}
		open := gpt5()
		open.Statement = "open"
		f.log(open)
		tally, err := f.tally(speaker)
		require.NoError(t, err)
		require.Equal(t, int64(2_500_000_000+902_500_000_000), tally.Stated.Squared, "(0.95 − 1)² + (0.95 − 0)²")
		var stated, worded ledger.ForecastSum
		stated.Add(950_000, true, nil)
		stated.Add(950_000, false, nil)
		worded.Add(950_000, false, nil)
		require.Equal(t, ledger.Tally{
			Claims: 6, Open: 1, Judged: 4, Void: 1, StrictN: 3, StrictTrue: 1, Mixed: 1, Quarters: 4 + 4 + 2 + 1,
			Provisional: 4, Late: 1,
			Voided: [5]int{0, 0, 1, 0, 0}, Stated: stated, Worded: worded,
			LateDays: []int{31},
		}, tally)
	})
}
