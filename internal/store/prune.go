package store

import (
	"context"
	"time"
)

// PruneRuns implements ledger.Store. What tells whether a slot has been run
// stays.
func (s *Store) PruneRuns(ctx context.Context, before time.Time) (int, error) {
	done := s.writer(ctx).Exec(`DELETE FROM job_runs WHERE started_at < ?
		AND id NOT IN (SELECT max(id) FROM job_runs WHERE caused <> 'by hand' AND ended_at IS NOT NULL AND error = '' GROUP BY job)`, moment{before})
	return int(done.RowsAffected), s.fault(done.Error)
}

// PruneCaptures implements ledger.Store.
func (s *Store) PruneCaptures(ctx context.Context, before time.Time) (int, error) {
	done := s.writer(ctx).Exec("DELETE FROM captures WHERE state <> 'open' AND changed_at < ?", moment{before})
	return int(done.RowsAffected), s.fault(done.Error)
}

// PruneDeliveries implements ledger.Store.
func (s *Store) PruneDeliveries(ctx context.Context, before time.Time) (int, error) {
	done := s.writer(ctx).Exec(`DELETE FROM deliveries WHERE made_at < ? AND next_try IS NULL
		AND id NOT IN (SELECT max(id) FROM deliveries WHERE kind = 'digest' GROUP BY recipient, state)`, moment{before})
	return int(done.RowsAffected), s.fault(done.Error)
}
