package tracker

import (
	"context"
	"time"
)

// How long is kept what is no part of the record.
const (
	runsKept       = 90 * 24 * time.Hour
	deliveriesKept = 90 * 24 * time.Hour
	capturesKept   = 30 * 24 * time.Hour
)

// Prune throws away what nobody needs any more: old runs of jobs and
// messages, and articles that were gone through or dropped. Nothing of the record is among it. It
// returns how many.
func (t *Tracker) Prune(ctx context.Context) (int, error) {
	gone := 0
	for _, old := range []struct {
		prune func(context.Context, time.Time) (int, error)
		kept  time.Duration
	}{{t.store.PruneRuns, runsKept}, {t.store.PruneDeliveries, deliveriesKept}, {t.store.PruneCaptures, capturesKept}} {
		n, err := old.prune(ctx, t.Now().Add(-old.kept))
		if err != nil {
			return gone, err
		}
		gone += n
	}
	return gone, nil
}
