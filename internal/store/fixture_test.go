package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store"
	"foresaid/internal/store/storetest"
)

var (
	ctx = context.Background()
	now = time.Date(2026, 3, 1, 9, 30, 15, 123_000_000, time.UTC)
)

// each runs fn on a fresh store on every database.
func each(t *testing.T, fn func(t *testing.T, s *store.Store)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, url string) { fn(t, storetest.Open(t, url)) })
}

func day(s string) ledger.Date {
	d, err := ledger.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// inTx runs fn in a transaction that must succeed.
func inTx(t require.TestingT, s *store.Store, fn func(ledger.Store) error) {
	require.NoError(t, s.InTx(ctx, fn))
}

func addSpeaker(t require.TestingT, s *store.Store, name string, aliases ...string) ledger.Speaker {
	sp := ledger.Speaker{PublicID: ledger.NewPublicID(), Name: name, Aliases: aliases, Role: "role of " + name, AddedAt: now}
	inTx(t, s, func(tx ledger.Store) error { return tx.AddSpeaker(ctx, &sp) })
	return sp
}

// claim is a valid claim of a speaker that is due on the day after its
// deadline.
func claim(sp ledger.Speaker, statement, deadline string) ledger.Claim {
	c := ledger.Claim{
		PublicID: ledger.NewPublicID(), Statement: statement, SpeakerID: sp.ID, Checkable: true, Side: ledger.Yes, State: ledger.StateOpen,
		Deadline:   ledger.Deadline{From: day(deadline), To: day(deadline), Precision: ledger.Day, Kind: ledger.Stated, Words: deadline},
		Confidence: ledger.Confidence{Basis: ledger.NoConfidence}, LoggedBy: "tester", LoggedAt: now,
	}
	c.Schedule()
	return c
}

func addClaim(t require.TestingT, s *store.Store, c ledger.Claim) ledger.Claim {
	inTx(t, s, func(tx ledger.Store) error { return tx.AddClaim(ctx, &c) })
	return c
}

func addClaims(t require.TestingT, s *store.Store, claims []ledger.Claim) {
	inTx(t, s, func(tx ledger.Store) error {
		for i := range claims {
			if err := tx.AddClaim(ctx, &claims[i]); err != nil {
				return fmt.Errorf("claim %d: %w", i, err)
			}
		}
		return nil
	})
}
