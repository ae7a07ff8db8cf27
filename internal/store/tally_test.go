package store_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store"
)

// tallied is what a kept tally means, said without a database.
func tallied(all []ledger.Claim, speakerID int64, today ledger.Date) ledger.Tally {
	var t ledger.Tally
	for _, c := range all {
		if c.SpeakerID != speakerID {
			continue
		}
		t.Add(c)
		if c.State == ledger.StateDue && c.Deadline.PassedBy(today) {
			t.Overdue++
		}
	}
	return t
}

func TestTallyAddsUpExactly(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		all := variety(t, s)
		probabilities := []ledger.Probability{0, 1, 333_333, 999_999, 1_000_000}
		for i := range all {
			c := &all[i]
			switch i % 7 {
			case 0, 3, 5:
				c.Confidence = ledger.Confidence{Basis: ledger.StatedConfidence, Probability: probabilities[i%5]}
			case 1, 4:
				c.Confidence = ledger.Confidence{Basis: ledger.WordedConfidence, Probability: probabilities[i/7%5], Words: "surely"}
			}
			inTx(t, s, func(tx ledger.Store) error { return tx.UpdateClaim(ctx, c) })
		}
		for _, today := range []string{"2025-01-01", "2025-01-11", "2026-01-01"} {
			page, err := s.Speakers(ctx, ledger.SpeakerFilter{Today: day(today)})
			require.NoError(t, err)
			require.Len(t, page.Speakers, 2)
			for _, line := range page.Speakers {
				want := tallied(all, line.ID, day(today))
				require.NotZero(t, want.Late)
				require.NotZero(t, want.Stated.Squared)
				kept, err := s.Records(ctx, ledger.RecordFilter{SpeakerIDs: []int64{line.ID}, Bins: true})
				require.NoError(t, err)
				require.Len(t, kept, 1)
				overdue := want.Overdue
				want.Overdue = 0 // depends on the day, and so is not kept
				require.Equal(t, want, kept[0].Tally)
				want.Overdue = overdue
				want.Stated.Bins, want.Worded.Bins = [ledger.Bins]ledger.Bin{}, [ledger.Bins]ledger.Bin{}
				require.Equal(t, want, line.Tally)
			}
		}
		none, err := s.Records(ctx, ledger.RecordFilter{SpeakerIDs: []int64{1 << 40}})
		require.NoError(t, err)
		require.Empty(t, none)
	})
}

// The count by which speakers are sorted stays that of the claims, whatever
// happens to them.
func TestTheCountOfClaimsKeepsUp(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		a, b := addSpeaker(t, s, "A"), addSpeaker(t, s, "B")
		counts := func(want map[string]int) {
			t.Helper()
			page, err := s.Speakers(ctx, ledger.SpeakerFilter{})
			require.NoError(t, err)
			got := map[string]int{}
			previous := 1 << 30
			for _, line := range page.Speakers {
				got[line.Name] = line.Tally.Claims
				require.LessOrEqual(t, line.Tally.Claims, previous, "most claims first")
				previous = line.Tally.Claims
			}
			require.Equal(t, want, got)
			stored, err := store.ClaimCounts(s)
			require.NoError(t, err)
			require.Equal(t, want, stored)
		}
		var claims []ledger.Claim
		for i := range 3 {
			c := claim(b, fmt.Sprint(i), "2025-01-01")
			c.ReporterID = a.ID
			claims = append(claims, addClaim(t, s, c))
		}
		counts(map[string]int{"A": 0, "B": 3})
		claims[0].State = ledger.StateWithdrawn
		claims[1].SpeakerID = a.ID
		for i := range claims[:2] {
			inTx(t, s, func(tx ledger.Store) error { return tx.UpdateClaim(ctx, &claims[i]) })
		}
		counts(map[string]int{"A": 1, "B": 1})
		claims[0].State = ledger.StateOpen
		inTx(t, s, func(tx ledger.Store) error { return tx.UpdateClaim(ctx, &claims[0]) })
		counts(map[string]int{"A": 1, "B": 2})

		var made, reported []string
		inTx(t, s, func(tx ledger.Store) (err error) { made, reported, err = tx.MoveClaims(ctx, a.ID, b.ID); return err })
		counts(map[string]int{"A": 0, "B": 3})
		require.Equal(t, []string{claims[1].PublicID}, made)
		require.ElementsMatch(t, []string{claims[0].PublicID, claims[1].PublicID, claims[2].PublicID}, reported)
		err := s.InTx(ctx, func(tx ledger.Store) error { return tx.UpdateClaim(ctx, &claims[1]) })
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err), "a moved claim has a new version")

		a.MergedInto = b.ID
		inTx(t, s, func(tx ledger.Store) error { return tx.UpdateSpeaker(ctx, &a) })
		counts(map[string]int{"B": 3})
		back, err := s.Speaker(ctx, a.PublicID)
		require.NoError(t, err)
		require.Equal(t, a, back, "a merged speaker is found by its id")
		named, err := s.SpeakersNamed(ctx, "A")
		require.NoError(t, err)
		require.Empty(t, named)
		offered, err := s.SuggestSpeakers(ctx, "", 5)
		require.NoError(t, err)
		require.Len(t, offered, 1)
	})
}

// Rescoring puts right what has been damaged, and says so.
func TestRescoreMends(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		sp := addSpeaker(t, s, "A")
		addClaim(t, s, claim(sp, "x", "2025-01-01"))
		for _, statement := range []string{
			"UPDATE records SET open = open + 1",
			"INSERT INTO record_bins (topic, speaker_id, basis, bin, n, yes, p, pp, p_yes) SELECT 'x', id, 'stated', 3, 1, 1, 1, 1, 1 FROM speakers",
		} {
			require.NoError(t, store.Exec(s, statement))
		}
		rescore := func() (wrong, steps int) {
			inTx(t, s, func(tx ledger.Store) (err error) {
				_, wrong, err = tx.Rescore(ctx, func(int, int) { steps++ })
				return err
			})
			return wrong, steps
		}
		wrong, steps := rescore()
		require.Equal(t, 3, wrong)
		require.Equal(t, 1, steps)
		wrong, _ = rescore()
		require.Zero(t, wrong)
		kept, err := s.Records(ctx, ledger.RecordFilter{SpeakerIDs: []int64{sp.ID}})
		require.NoError(t, err)
		require.Equal(t, 1, kept[0].Tally.Open)
	})
}

// A database from before tallies were kept gets them when it is opened.
func TestOldClaimsAreAddedUp(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		addClaim(t, s, claim(addSpeaker(t, s, "A"), "x", "2025-01-01"))
		require.NoError(t, store.Exec(s, "DELETE FROM records"))
		_, err := s.Migrate(ctx)
		require.NoError(t, err)
		kept, err := s.Records(ctx, ledger.RecordFilter{})
		require.NoError(t, err)
		require.Len(t, kept, 1)
		require.Equal(t, 1, kept[0].Tally.Claims)
	})
}
