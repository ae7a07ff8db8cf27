package tracker

import (
	"context"
	"time"
)

// How long is kept what is no part of the record.
const (
	runsKept     = 90 * 24 * time.Hour
	capturesKept = 30 * 24 * time.Hour
)

// Prune throws away what nobody needs any more: old runs of jobs, and articles
// that were gone through or dropped. Nothing of the record is among it. It
// returns how many.
func (t *Tracker) Prune(ctx context.Context) (int, error) {
	runs, err := t.store.PruneRuns(ctx, t.Now().Add(-runsKept))
	if err != nil {
		return 0, err
	}
	captures, err := t.store.PruneCaptures(ctx, t.Now().Add(-capturesKept))
	return runs + captures, err
}
