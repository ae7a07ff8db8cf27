package tracker

import (
	"context"

	"foresaid/internal/ledger"
)

// Verify reads the whole log and checks that each entry is the untouched
// successor of the one before; Conflict names the first that is not. It
// returns the newest entry, whose hash stands for all of the record.
func (t *Tracker) Verify(ctx context.Context) (ledger.Entry, error) {
	var last *ledger.Entry
	for {
		var after int64
		if last != nil {
			after = last.Number
		}
		batch, err := t.store.EntriesAfter(ctx, after, 1000)
		if err != nil {
			return ledger.Entry{}, err
		}
		if len(batch) == 0 && last == nil {
			return ledger.Entry{}, nil
		}
		if len(batch) == 0 {
			return *last, nil
		}
		for i := range batch {
			if err := batch[i].Follows(last); err != nil {
				return batch[i], err
			}
			last = &batch[i]
		}
	}
}
