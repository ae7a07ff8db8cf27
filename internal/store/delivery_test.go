package store_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store"
)

func delivery(recipient, period string, channel ledger.Channel, made time.Time) ledger.Delivery {
	return ledger.Delivery{
		PublicID: ledger.NewPublicID(), Kind: ledger.DigestDelivery, Recipient: recipient, Period: period, Channel: channel,
		Matter: []byte(`{"new":1}`), State: ledger.DeliveryWaiting, MadeAt: made, NextTry: made,
	}
}

func TestADeliveryIsKeptOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		d := delivery("Ana", "2026-03-01", ledger.ByMail, now)
		has, err := s.HasDeliveries(ctx, "Ana", "2026-03-01")
		require.NoError(t, err)
		assert.False(t, has)
		for i := range 2 {
			added, err := s.AddDelivery(ctx, &d)
			require.NoError(t, err)
			assert.Equal(t, i == 0, added)
		}
		has, err = s.HasDeliveries(ctx, "Ana", "2026-03-01")
		require.NoError(t, err)
		assert.True(t, has)
		got, err := s.Delivery(ctx, d.PublicID)
		require.NoError(t, err)
		assert.Equal(t, d, got)
		for _, other := range []ledger.Delivery{
			delivery("Ana", "2026-03-01", ledger.ByChat, now), delivery("Ana", "2026-03-02", ledger.ByMail, now), delivery("Bo", "2026-03-01", ledger.ByMail, now),
		} {
			added, err := s.AddDelivery(ctx, &other)
			require.NoError(t, err)
			assert.True(t, added)
		}
		_, err = s.Delivery(ctx, "nosuch\x00id")
		assert.Equal(t, ledger.NotFound, ledger.CodeOf(err))
	})
}

func TestOneTakesADelivery(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		d := delivery("Ana", "2026-03-01", ledger.ByMail, now)
		_, err := s.AddDelivery(ctx, &d)
		require.NoError(t, err)
		var got atomic.Int32
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				mine := d
				if taken, err := s.TakeDelivery(ctx, &mine, now, now.Add(time.Minute)); assert.NoError(t, err) && taken {
					got.Add(1)
				}
			})
		}
		all.Wait()
		assert.EqualValues(t, 1, got.Load())
		ready, err := s.ReadyDeliveries(ctx, now.Add(time.Minute-time.Millisecond), 10)
		require.NoError(t, err)
		assert.Empty(t, ready)
		ready, err = s.ReadyDeliveries(ctx, now.Add(time.Minute), 10)
		require.NoError(t, err)
		require.Len(t, ready, 1)
		first := ready[0]
		assert.Equal(t, ledger.DeliverySending, first.State)
		taken, err := s.TakeDelivery(ctx, &ready[0], now.Add(time.Minute), now.Add(time.Hour))
		require.NoError(t, err)
		assert.True(t, taken, "what was cut off is taken up")
		assert.Equal(t, 2, ready[0].Attempts)
		first.State = ledger.DeliverySent
		assert.Equal(t, ledger.Conflict, ledger.CodeOf(s.EndDelivery(ctx, first, first.Attempts)), "and whoever was slow is too late")
	})
}

func TestWhatWasTold(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		add := func(period string, channel ledger.Channel, after time.Duration, state ledger.DeliveryState) ledger.Delivery {
			d := delivery("Ana", period, channel, now.Add(after))
			_, err := s.AddDelivery(ctx, &d)
			require.NoError(t, err)
			if state != ledger.DeliveryWaiting {
				_, err = s.TakeDelivery(ctx, &d, d.MadeAt, d.MadeAt.Add(time.Minute))
				require.NoError(t, err)
				d.State, d.NextTry = state, time.Time{}
				if state == ledger.DeliverySent {
					d.SentAt = d.TriedAt
				}
				require.NoError(t, s.EndDelivery(ctx, d, d.Attempts))
			}
			return d
		}
		_, err := s.LastTold(ctx, "Ana", now)
		assert.Equal(t, ledger.NotFound, ledger.CodeOf(err))
		add("1", ledger.ByMail, 0, ledger.DeliveryGivenUp)
		told := add("1", ledger.ByChat, 0, ledger.DeliverySent)
		failed := add("2", ledger.ByMail, time.Hour, ledger.DeliveryFailed)
		waiting := add("2", ledger.ByWebhook, time.Hour, ledger.DeliveryWaiting)
		for _, at := range []time.Duration{0, time.Hour} {
			last, err := s.LastTold(ctx, "Ana", now.Add(at))
			require.NoError(t, err)
			assert.Equal(t, told.PublicID, last.PublicID)
		}
		_, err = s.LastTold(ctx, "Ana", now.Add(-time.Second))
		assert.Equal(t, ledger.NotFound, ledger.CodeOf(err), "a later one is none of the past")

		failing, err := s.Deliveries(ctx, ledger.DeliveryFilter{Failing: true, Limit: 10})
		require.NoError(t, err)
		require.Len(t, failing, 2)
		assert.Equal(t, failed.PublicID, failing[0].PublicID)

		require.NoError(t, s.DropDigests(ctx, "Bo", time.Time{}))
		require.NoError(t, s.DropDigests(ctx, "Ana", told.MadeAt))
		for id, want := range map[string]ledger.DeliveryState{
			failed.PublicID: ledger.DeliveryDropped, waiting.PublicID: ledger.DeliveryDropped, told.PublicID: ledger.DeliverySent,
		} {
			d, err := s.Delivery(ctx, id)
			require.NoError(t, err)
			assert.Equal(t, want, d.State)
			assert.True(t, d.NextTry.IsZero())
		}
		add("3", ledger.ByMail, 2*time.Hour, ledger.DeliverySent)
		failing, err = s.Deliveries(ctx, ledger.DeliveryFilter{Failing: true, Recipient: "Ana", Limit: 10})
		require.NoError(t, err)
		assert.Empty(t, failing, "mail gets through again")
	})
}

func TestAKeyIsKept(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var all sync.WaitGroup
		keys := make([]string, 8)
		for i := range keys {
			all.Go(func() {
				key, err := s.KeepKey(ctx, "links", []byte{byte(i), 2, 3}, now)
				assert.NoError(t, err)
				keys[i] = string(key)
			})
		}
		all.Wait()
		for _, key := range keys {
			assert.Equal(t, keys[0], key)
		}
		other, err := s.KeepKey(ctx, "another", []byte{9}, now)
		require.NoError(t, err)
		assert.Equal(t, []byte{9}, other)
	})
}

func TestDueClaims(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		sp := addSpeaker(t, s, "Lin Wei")
		later, sooner, open := claim(sp, "Later", "2026-02-02"), claim(sp, "Sooner", "2026-02-01"), claim(sp, "Open", "2027-01-01")
		later.Topics = []string{"energy", "ai"}
		later, sooner = addClaim(t, s, later), addClaim(t, s, sooner)
		addClaim(t, s, open)
		inTx(t, s, func(tx ledger.Store) error { _, err := tx.FlagDue(ctx, day("2026-03-01"), now); return err })
		entries := make([]ledger.Entry, 3) // flagged, told of something else, flagged again
		inTx(t, s, func(tx ledger.Store) error {
			for i, kind := range []ledger.EntryKind{ledger.ClaimFlagged, ledger.ClaimAmended, ledger.ClaimFlagged} {
				entries[i] = ledger.NewEntry(now, "job", kind, ledger.ClaimSubject(later.PublicID), ledger.Change{})
			}
			return tx.AppendEntries(ctx, entries)
		})
		due, err := s.DueClaims(ctx)
		require.NoError(t, err)
		assert.Equal(t, []ledger.DueClaim{
			{ID: sooner.ID, SpeakerID: sp.ID, FlaggedAt: now, DueOn: day("2026-02-02")},
			{ID: later.ID, SpeakerID: sp.ID, FlaggedAt: now, Flagged: entries[2].Number, DueOn: day("2026-02-03"), Topics: []string{"energy", "ai"}},
		}, due)
	})
}
