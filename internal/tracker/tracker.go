// Package tracker holds the use cases: log a claim, amend it, flag what is
// due, judge, revise, undo. Every write to the record goes through here, is
// one transaction, and leaves its entries in the append-only log.
package tracker

import (
	"context"
	"time"

	"foresaid/internal/ledger"
)

// Tracker carries out the use cases on a store. Its methods return
// ledger.Error or ledger.Problems; a parameter named by is who does it.
type Tracker struct {
	store ledger.Store
	now   func() time.Time
	zone  *time.Location

	drafter Drafter // nil without a language model
}

// New returns a tracker whose days begin and end in zone.
func New(store ledger.Store, now func() time.Time, zone *time.Location) *Tracker {
	return &Tracker{store: store, now: now, zone: zone}
}

// Today is the present day in the tracker's zone.
func (t *Tracker) Today() ledger.Date { return ledger.DateOf(t.now().In(t.zone)) }

// Now is the present time in the tracker's zone, cut to the milliseconds
// that stores keep.
func (t *Tracker) Now() time.Time { return t.now().In(t.zone).Truncate(time.Millisecond) }

// Done is what a use case did to a claim.
type Done struct {
	Claim ledger.ClaimLine // as it is now
	Entry int64            // number of the entry, which Undo takes
}

// changing changes a claim inside a transaction, and returns the entry about it.
type changing func(ledger.Store, *ledger.Claim) (ledger.Entry, error)

// change reads a claim, lets fn change it, and stores it with the entry that
// fn returns, all in one transaction.
func (t *Tracker) change(ctx context.Context, publicID string, fn changing) (Done, error) {
	var done Done
	err := t.store.InTx(ctx, func(s ledger.Store) (err error) {
		done, err = changeIn(ctx, s, publicID, fn)
		return err
	})
	return done, err
}

func changeIn(ctx context.Context, s ledger.Store, publicID string, fn changing) (Done, error) {
	line, err := s.Claim(ctx, publicID)
	if err != nil {
		return Done{}, err
	}
	entry, err := fn(s, &line.Claim)
	if err != nil {
		return Done{}, err
	}
	if err := s.UpdateClaim(ctx, &line.Claim); err != nil {
		return Done{}, err
	}
	entries := []ledger.Entry{entry}
	if err := s.AppendEntries(ctx, entries); err != nil {
		return Done{}, err
	}
	line, err = s.ClaimByID(ctx, line.ID)
	return Done{Claim: line, Entry: entries[0].Number}, err
}

// entry returns an entry of now.
func (t *Tracker) entry(by string, kind ledger.EntryKind, subject string, change ledger.Change) ledger.Entry {
	return ledger.NewEntry(t.now(), by, kind, subject, change)
}

// checkVersion refuses a change to something that has changed since it was
// shown; 0 skips the check.
func checkVersion(shown, current int) error {
	if shown != 0 && shown != current {
		return ledger.Errorf(ledger.Conflict, "changed_meanwhile", "This has been changed meanwhile; look at it again")
	}
	return nil
}
