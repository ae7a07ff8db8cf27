package tracker_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

func TestLogMakesSpeakerSourceAndEntries(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		done, read, err := f.Log(f.ctx(), by, gpt5())
		require.NoError(t, err)
		c := done.Claim
		require.Equal(t, "Sam Altman", c.SpeakerName)
		require.Equal(t, "Stanford talk", c.SourceTitle)
		require.Equal(t, day("2024-04-24"), c.SaidOn, "taken from the event")
		require.True(t, read.SaidOnFromSource)
		require.Equal(t, ledger.StateOpen, c.State, "flagging is the job's")
		require.Equal(t, day("2026-01-01"), c.DueOn)
		require.Equal(t, ledger.Deadline{
			From: day("2025-01-01"), To: day("2025-12-31"), Precision: ledger.Year, Kind: ledger.Inferred, Words: "end of 2025",
		}, c.Deadline)
		require.Equal(t, ledger.Confidence{Basis: ledger.StatedConfidence, Probability: 950_000, Words: c.Confidence.Words}, c.Confidence)
		require.Equal(t, []string{"ai", "openai"}, c.Topics)
		require.Equal(t, by, c.LoggedBy)

		all, err := f.store.EntriesAfter(f.ctx(), 0, 10)
		require.NoError(t, err)
		var kinds []ledger.EntryKind
		for _, e := range all {
			kinds = append(kinds, e.Kind)
		}
		require.Equal(t, []ledger.EntryKind{ledger.SpeakerAdded, ledger.SourceAdded, ledger.ClaimLogged}, kinds)
		require.Equal(t, all[2].Number, done.Entry)
		require.Contains(t, all[2].Change, "GPT-5 is much more capable than GPT-4")
	})
}

func TestLogFindsWhatIsKnown(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		f.log(gpt5())
		altman, err := f.Speaker(f.ctx(), "sam  ALTMAN")
		require.NoError(t, err)
		altman.Aliases = []string{"山姆·奥特曼"}
		_, err = f.ChangeSpeaker(f.ctx(), by, altman)
		require.NoError(t, err)

		for _, name := range []string{"山姆・奥特曼", "SAM ALTMAN", altman.PublicID} {
			c := f.log(tracker.Draft{Statement: "AGI comes, says " + name, Speaker: name, Deadline: "2030",
				Source: tracker.SourceDraft{Link: "https://example.org/talk"}})
			require.Equal(t, altman.PublicID, c.SpeakerPublicID, name)
			require.Equal(t, "Stanford talk", c.SourceTitle, "found by its link")
		}
	})
}

func TestLogRefuses(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		for name, c := range map[string]struct {
			change func(*tracker.Draft)
			want   map[string]string
		}{
			"nothing": {func(d *tracker.Draft) { *d = tracker.Draft{} },
				map[string]string{"statement": "statement_missing", "speaker": "speaker_missing", "deadline": "deadline_missing"}},
			"said in the future":      {func(d *tracker.Draft) { d.SaidOn, d.Deadline = "2026-03-02", "2027" }, map[string]string{"said_on": "date_in_future"}},
			"deadline before it":      {func(d *tracker.Draft) { d.Deadline = "2023" }, map[string]string{"deadline": "deadline_before_said"}},
			"open without review":     {func(d *tracker.Draft) { d.Deadline = "open" }, map[string]string{"review_on": "review_missing"}},
			"bad source link":         {func(d *tracker.Draft) { d.Source.Link = "ftp://x" }, map[string]string{"source_link": "link_unreadable"}},
			"source without anything": {func(d *tracker.Draft) { d.Source = tracker.SourceDraft{Author: "X"} }, map[string]string{"source_title": "source_title_missing"}},
		} {
			d := gpt5()
			c.change(&d)
			_, _, err := f.Log(f.ctx(), by, d)
			require.Equal(t, ledger.Invalid, ledger.CodeOf(err), name)
			require.Equal(t, c.want, at(t, err), name)
		}
		all, err := f.store.EntriesAfter(f.ctx(), 0, 10)
		require.NoError(t, err)
		require.Empty(t, all, "nothing of a refused claim is kept, not even its speaker")
	})
}

func TestLogAsksAboutTheSameClaim(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		first := f.log(gpt5())
		again := gpt5()
		again.Statement = "gpt 5 is MUCH more capable than GPT-4!"
		_, read, err := f.Log(f.ctx(), by, again)
		require.Equal(t, ledger.Duplicate, ledger.CodeOf(err))
		require.Len(t, read.Alike, 1)
		require.Equal(t, first.PublicID, read.Alike[0].PublicID)

		again.Again = true
		second := f.log(again)
		require.NotEqual(t, first.PublicID, second.PublicID)

		other := gpt5()
		other.SaidOn = "2024-05-01"
		f.log(other) // said on another day, it is a restatement
	})
}

func TestAmend(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		c := f.log(gpt5())
		d, shown, err := f.Amendable(f.ctx(), c.PublicID)
		require.NoError(t, err)

		done, _, err := f.Amend(f.ctx(), by, c.PublicID, shown.Version, d, "")
		require.NoError(t, err)
		require.Zero(t, done.Entry, "read back and unchanged, nothing is written")

		d.Topics = "ai"
		done, _, err = f.Amend(f.ctx(), by, c.PublicID, shown.Version, d, "")
		require.NoError(t, err, "topics need no reason")
		require.Equal(t, []string{"ai"}, done.Claim.Topics)

		d.Deadline = "end of 2026"
		_, _, err = f.Amend(f.ctx(), by, c.PublicID, 0, d, "")
		require.Equal(t, map[string]string{"reason": "amend_reason_missing"}, at(t, err))
		_, _, err = f.Amend(f.ctx(), by, c.PublicID, shown.Version, d, "misheard")
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err), "somebody changed the topics meanwhile")
		done, _, err = f.Amend(f.ctx(), by, c.PublicID, done.Claim.Version, d, "misheard")
		require.NoError(t, err)
		require.Equal(t, day("2027-01-01"), done.Claim.DueOn)

		entries, err := f.store.EntriesOf(f.ctx(), ledger.ClaimSubject(c.PublicID))
		require.NoError(t, err)
		require.Len(t, entries, 3)
		change, err := entries[2].Decoded()
		require.NoError(t, err)
		require.Equal(t, "misheard", change.Reason)
		require.Equal(t, []ledger.FieldChange{{
			Field: "deadline", From: "end of 2025 (2025-01-01/2025-12-31)", To: "end of 2026 (2026-01-01/2026-12-31)",
		}}, change.Fields)
	})
}

func TestAmendTurnsLateIntoInTime(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		c := f.log(gpt5())
		judged, err := f.Judge(f.ctx(), by, c.PublicID, tracker.Judgement{Grade: "true", HappenedOn: "2026-01-10", Note: "out"})
		require.NoError(t, err)
		require.Equal(t, 10, judged.Claim.Standing.DaysLate)
		require.Equal(t, ledger.Missed, judged.Claim.Standing.Outcome)

		d, _, err := f.Amendable(f.ctx(), c.PublicID)
		require.NoError(t, err)
		d.Deadline = "Q1 2026"
		done, _, err := f.Amend(f.ctx(), by, c.PublicID, 0, d, "he said the first quarter")
		require.NoError(t, err)
		require.Equal(t, ledger.Happened, done.Claim.Standing.Outcome)
		require.Equal(t, ledger.StateJudged, done.Claim.State)
	})
}

// Every confidence and deadline must survive being shown in a form and sent
// back unchanged.
func TestAmendableReadsBackTheSame(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		for _, confidence := range []string{"", "95%", "0.5%", "almost certain", "very sure ≈ 90%", "who knows"} {
			for _, deadline := range []string{"2027", "2027-06", "Q3 2027", "2027年底", "2027-12-31", "open"} {
				d := gpt5()
				d.Confidence, d.Deadline, d.ReviewOn, d.Again = confidence, deadline, "2026-12-01", true
				c := f.log(d)
				back, _, err := f.Amendable(f.ctx(), c.PublicID)
				require.NoError(t, err)
				done, _, err := f.Amend(f.ctx(), by, c.PublicID, c.Version, back, "")
				require.NoError(t, err, "%s, %s", confidence, deadline)
				require.Zero(t, done.Entry, "%s, %s", confidence, deadline)
			}
		}
	})
}
