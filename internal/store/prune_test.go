package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store"
)

func TestPruneRuns(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for i, fault := range []string{"", "", "broken", ""} { // the last is too new
			slot := now.Add(time.Duration(i) * time.Hour)
			r := ledger.JobRun{Job: "flag", Trigger: ledger.Scheduled, Slot: slot, StartedAt: slot}
			require.NoError(t, s.AddRun(ctx, &r))
			if i < 3 {
				r.EndedAt, r.Error = slot.Add(time.Second), fault
				require.NoError(t, s.EndRun(ctx, r))
			}
		}
		n, err := s.PruneRuns(ctx, now.Add(3*time.Hour))
		require.NoError(t, err)
		assert.Equal(t, 2, n)
		last, err := s.LastEnded(ctx, "flag")
		require.NoError(t, err)
		assert.Equal(t, now.Add(time.Hour), last.Slot, "or the job would be caught up for all time")
	})
}

func TestPruneDeliveries(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		add := func(period string, made time.Time, state ledger.DeliveryState) ledger.Delivery {
			d := delivery("Ana", period, ledger.ByMail, made)
			d.State = state
			if state == ledger.DeliverySent || state == ledger.DeliveryGivenUp {
				d.NextTry = time.Time{}
			}
			_, err := s.AddDelivery(ctx, &d)
			require.NoError(t, err)
			return d
		}
		add("2026-01-01", now, ledger.DeliverySent)
		told := add("2026-01-02", now.Add(time.Hour), ledger.DeliverySent)
		failed := add("2026-01-03", now.Add(time.Hour), ledger.DeliveryFailed)
		n, err := s.PruneDeliveries(ctx, now.Add(2*time.Hour))
		require.NoError(t, err)
		assert.Equal(t, 1, n)
		last, err := s.LastTold(ctx, "Ana", now.Add(2*time.Hour))
		require.NoError(t, err)
		assert.Equal(t, told.PublicID, last.PublicID, "or everything would be told anew")
		_, err = s.Delivery(ctx, failed.PublicID)
		require.NoError(t, err, "it is still to be tried")
	})
}

func TestPruneCaptures(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		add := func(state ledger.CaptureState, changed time.Time) ledger.Capture {
			c := ledger.Capture{PublicID: ledger.NewPublicID(), State: state, Title: "T", Text: "A text", Desk: []byte("{}"), By: "ann", StartedAt: now, ChangedAt: changed}
			require.NoError(t, s.AddCapture(ctx, &c))
			return c
		}
		open, recent := add(ledger.CaptureOpen, now), add(ledger.CaptureLogged, now.Add(time.Hour))
		add(ledger.CaptureLogged, now)
		add(ledger.CaptureDropped, now)
		n, err := s.PruneCaptures(ctx, now.Add(time.Hour))
		require.NoError(t, err)
		assert.Equal(t, 2, n)
		for _, c := range []ledger.Capture{open, recent} {
			_, err := s.Capture(ctx, c.PublicID)
			require.NoError(t, err, "unfinished work stays, however old")
		}
	})
}
