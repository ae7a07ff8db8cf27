package tracker_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

func TestDisputes(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		c := f.log(gpt5())
		_, err := f.Dispute(f.ctx(), by, c.PublicID, "no", "https://example.org")
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err), "there is no verdict yet")
		_, err = f.Judge(f.ctx(), by, c.PublicID, tracker.Judgement{Grade: "true", Note: "n"})
		require.NoError(t, err)

		for _, bad := range [][2]string{{"", "https://example.org"}, {"why", ""}, {"why", "javascript:alert(1)"}} {
			_, err = f.Dispute(f.ctx(), by, c.PublicID, bad[0], bad[1])
			require.Equal(t, ledger.Invalid, ledger.CodeOf(err), "%v", bad)
		}
		done, err := f.Dispute(f.ctx(), "critic", c.PublicID, " It was not released. ", "https://example.org/a")
		require.NoError(t, err)
		require.True(t, done.Claim.Disputed)
		require.Equal(t, ledger.StateJudged, done.Claim.State, "it counts on")
		_, err = f.Dispute(f.ctx(), by, c.PublicID, "again", "https://example.org")
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err))
		tally, err := f.tally(c.SpeakerID)
		require.NoError(t, err)
		require.Equal(t, 1, tally.Disputed)

		_, err = f.RejectDispute(f.ctx(), by, c.PublicID, " ")
		require.Equal(t, ledger.Invalid, ledger.CodeOf(err))
		done, err = f.RejectDispute(f.ctx(), by, c.PublicID, "It was released.")
		require.NoError(t, err)
		require.False(t, done.Claim.Disputed)
		_, err = f.RejectDispute(f.ctx(), by, c.PublicID, "again")
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err))

		_, err = f.Dispute(f.ctx(), "critic", c.PublicID, "But late", "https://example.org/b")
		require.NoError(t, err)
		revised, err := f.Judge(f.ctx(), by, c.PublicID, tracker.Judgement{Grade: "false", Note: "right"})
		require.NoError(t, err)
		require.False(t, revised.Claim.Disputed, "a revision settles it")
		undone, err := f.Undo(f.ctx(), by, c.PublicID, revised.Entry)
		require.NoError(t, err)
		require.True(t, undone.Claim.Disputed, "an undone revision settles nothing")
		_, err = f.Judge(f.ctx(), by, c.PublicID, tracker.Judgement{Grade: "false", Note: "right"})
		require.NoError(t, err)

		all, err := f.store.Disputes(f.ctx(), c.ID)
		require.NoError(t, err)
		require.Len(t, all, 2)
		require.Equal(t, ledger.Rejected, all[0].Settled)
		require.Equal(t, "It was not released.", all[0].Reason)
		require.Equal(t, "critic", all[0].By)
		require.Equal(t, "It was released.", all[0].Answer)
		require.Equal(t, ledger.Revised, all[1].Settled)
		require.Equal(t, f.claim(c.PublicID).Standing.VerdictID, all[1].RevisedBy)
		require.WithinDuration(t, f.now, all[1].SettledAt, time.Second)
	})
}

func TestForecasts(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		d := gpt5()
		d.Deadline = "2027-01-01"
		c := f.log(d)
		for _, bad := range []string{"", "likely", "120%", "x"} {
			_, err := f.Forecast(f.ctx(), by, c.PublicID, bad, "")
			require.Equal(t, ledger.Invalid, ledger.CodeOf(err), bad)
		}
		first, err := f.Forecast(f.ctx(), by, c.PublicID, "70%", "a feeling")
		require.NoError(t, err)
		require.Equal(t, ledger.Probability(700_000), first.Probability)
		f.now = f.now.Add(48 * time.Hour)
		second, err := f.Forecast(f.ctx(), by, c.PublicID, "0.4", "")
		require.NoError(t, err)
		_, err = f.Forecast(f.ctx(), "another", c.PublicID, "10%", "")
		require.NoError(t, err)
		mine, err := f.store.ForecastsBy(f.ctx(), by)
		require.NoError(t, err)
		require.Equal(t, []ledger.Forecast{first, second}, mine)
		on, err := f.store.ForecastsOn(f.ctx(), []int64{c.ID})
		require.NoError(t, err)
		require.Len(t, on, 3)
		names, err := f.store.Forecasters(f.ctx())
		require.NoError(t, err)
		require.Equal(t, []string{"another", by}, names)
		require.Equal(t, []ledger.EntryKind{ledger.ClaimLogged}, f.kinds(c.PublicID), "the claim's own history gives nothing away")

		_, err = f.Judge(f.ctx(), by, c.PublicID, tracker.Judgement{Grade: "true", HappenedOn: "2026-03-02", Note: "n"})
		require.NoError(t, err)
		_, err = f.Forecast(f.ctx(), by, c.PublicID, "99%", "")
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err), "it is over")

		passed := gpt5()
		passed.Statement = "GPT-5 is out"
		late := f.log(passed)
		_, err = f.Forecast(f.ctx(), by, late.PublicID, "99%", "")
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err))
		vague := gpt5()
		vague.Deadline, vague.Uncheckable, vague.Statement = "2027-01-01", true, "Everything gets better"
		_, err = f.Forecast(f.ctx(), by, f.log(vague).PublicID, "99%", "")
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err))
	})
}
