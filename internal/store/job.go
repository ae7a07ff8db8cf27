package store

import (
	"context"
	"hash/fnv"
	"sync"

	"foresaid/internal/ledger"
)

// runRow is a row of job_runs.
type runRow struct {
	ID        int64 `gorm:"primaryKey"`
	Job       string
	Caused    string
	Slot      moment
	StartedAt moment
	EndedAt   moment
	Affected  int
	Error     string
}

// TableName implements gorm's Tabler.
func (runRow) TableName() string { return "job_runs" }

func (r runRow) toRun() ledger.JobRun {
	return ledger.JobRun{
		ID: r.ID, Job: r.Job, Trigger: ledger.RunTrigger(r.Caused), Slot: r.Slot.Time, StartedAt: r.StartedAt.Time,
		EndedAt: r.EndedAt.Time, Affected: r.Affected, Error: r.Error,
	}
}

// Exclusively implements ledger.Store. PostgreSQL keeps the lock for all of
// its clients. A SQLite database is served by one process, so a lock in that
// process is enough; what a second one does by hand is serialised by InTx.
func (s *Store) Exclusively(ctx context.Context, name string, fn func(context.Context) error) (bool, error) {
	if !s.database.postgres {
		held, _ := s.database.locks.LoadOrStore(name, &sync.Mutex{})
		mutex, _ := held.(*sync.Mutex)
		if !mutex.TryLock() {
			return false, nil
		}
		defer mutex.Unlock()
		return true, fn(ctx)
	}
	pool, err := s.write.DB()
	if err != nil {
		return false, s.fault(err)
	}
	conn, err := pool.Conn(ctx) // an advisory lock belongs to its connection
	if err != nil {
		return false, s.fault(err)
	}
	defer conn.Close()
	h := fnv.New64a()
	h.Write([]byte("foresaid job " + name))
	key := int64(h.Sum64()) //nolint:gosec // any 64 bits will do
	var got bool
	err = conn.QueryRowContext(ctx, "SELECT pg_try_advisory_lock($1)", key).Scan(&got)
	if got || err != nil { // it may have been got before the error
		// The lock outlives a cancelled ctx, and must not outlive this call.
		defer conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", key) //nolint:errcheck // a dead connection holds no lock
	}
	if !got || err != nil {
		return false, s.fault(err)
	}
	return true, fn(ctx)
}

// AddRun implements ledger.Store.
func (s *Store) AddRun(ctx context.Context, r *ledger.JobRun) error {
	row := runRow{
		Job: r.Job, Caused: string(r.Trigger), Slot: moment{r.Slot}, StartedAt: moment{r.StartedAt}, EndedAt: moment{r.EndedAt},
		Affected: r.Affected, Error: r.Error,
	}
	err := s.writer(ctx).Create(&row).Error
	r.ID = row.ID
	return s.fault(err)
}

// EndRun implements ledger.Store.
func (s *Store) EndRun(ctx context.Context, r ledger.JobRun) error {
	return s.fault(s.writer(ctx).Model(&runRow{}).Where("id = ?", r.ID).
		Updates(map[string]any{"ended_at": moment{r.EndedAt}, "affected": r.Affected, "error": r.Error}).Error)
}

// LastEnded implements ledger.Store.
func (s *Store) LastEnded(ctx context.Context, job string) (ledger.JobRun, error) {
	var row runRow
	err := s.reader(ctx).Where("job = ? AND caused <> 'by hand' AND ended_at IS NOT NULL AND error = ''", job).
		Order("slot DESC").Limit(1).Take(&row).Error
	if err != nil {
		err = s.missing(err, ledger.Errorf(ledger.NotFound, "run_not_found", "The job “%s” has not run yet", job))
	}
	return row.toRun(), err
}

// Runs implements ledger.Store.
func (s *Store) Runs(ctx context.Context, f ledger.RunFilter) ([]ledger.JobRun, error) {
	var rows []runRow
	q := s.reader(ctx)
	if f.Telling {
		q = q.Where(`affected <> 0 OR error <> '' OR ended_at IS NULL OR caused = 'by hand' OR id IN (SELECT max(id) FROM job_runs GROUP BY job)`)
	}
	err := q.Order("id DESC").Limit(f.Limit).Find(&rows).Error
	return toRuns(rows), s.fault(err)
}

// NewestRuns implements ledger.Store.
func (s *Store) NewestRuns(ctx context.Context) ([]ledger.JobRun, error) {
	var rows []runRow
	err := s.reader(ctx).Where(`id IN (SELECT max(id) FROM job_runs GROUP BY job)
		OR id IN (SELECT max(id) FROM job_runs WHERE ended_at IS NOT NULL GROUP BY job)
		OR id IN (SELECT max(id) FROM job_runs WHERE ended_at IS NOT NULL AND error = '' GROUP BY job)`).Order("id DESC").Find(&rows).Error
	return toRuns(rows), s.fault(err)
}

func toRuns(rows []runRow) []ledger.JobRun {
	runs := make([]ledger.JobRun, len(rows))
	for i, r := range rows {
		runs[i] = r.toRun()
	}
	return runs
}
