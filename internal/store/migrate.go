package store

import (
	"context"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"foresaid/internal/ledger"
	"foresaid/migrations"
)

// Migrate brings the schema up to date and returns how many steps that took.
// Each step and its bookkeeping are one transaction; several servers that
// start at once take turns. A schema that is newer than the program is
// Unavailable.
func (s *Store) Migrate(ctx context.Context) (int, error) {
	p, err := s.provider()
	if err != nil {
		return 0, s.fault(err)
	}
	if err := s.checkEmptyOrOurs(ctx); err != nil {
		return 0, err
	}
	known := p.ListSources()
	newest := known[len(known)-1].Version
	version, err := s.SchemaVersion(ctx)
	if err != nil {
		return 0, err
	}
	if version > newest {
		return 0, ledger.Errorf(ledger.Unavailable, "db_newer",
			"This database was written by a newer Foresaid (schema %d; this one knows %d); use the newer program", version, newest)
	}
	done := 0
	if version < newest { // a database that is only read needs no lock
		if done, err = s.up(ctx, p, version, newest); err != nil {
			return done, err
		}
	}
	if err := s.firstRecords(ctx); err != nil {
		return done, err
	}
	return done, s.firstIndex(ctx)
}

func (s *Store) up(ctx context.Context, p *goose.Provider, version, newest int64) (int, error) {
	for {
		done, err := p.Up(ctx)
		if err == nil || s.database.postgres {
			return len(done), s.fault(err)
		}
		// SQLite has no lock across steps: another process may have taken
		// the same one meanwhile, and then its tables are in the way.
		now, seen := s.SchemaVersion(ctx)
		switch {
		case seen != nil || now == version:
			return len(done), s.fault(err)
		case now >= newest:
			return len(done), nil
		}
		version = now
	}
}

// firstRecords adds up claims that are older than the tallies.
func (s *Store) firstRecords(ctx context.Context) error {
	var missing bool
	err := s.reader(ctx).Raw("SELECT EXISTS (SELECT 1 FROM claims) AND NOT EXISTS (SELECT 1 FROM records)").Scan(&missing).Error
	if err != nil || !missing {
		return s.fault(err)
	}
	return s.InTx(ctx, func(tx ledger.Store) error {
		_, _, err := tx.Rescore(ctx, nil)
		return err
	})
}

// checkEmptyOrOurs refuses another program's file before anything is put in.
// A PostgreSQL database may be shared.
func (s *Store) checkEmptyOrOurs(ctx context.Context) error {
	if s.database.postgres {
		return nil
	}
	var foreign int
	err := s.reader(ctx).Raw(`SELECT count(*) FROM sqlite_master
		WHERE NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'goose_db_version')`).Scan(&foreign).Error
	if err == nil && foreign > 0 {
		return s.database.notOurs()
	}
	return s.fault(err)
}

// SchemaVersion is the number of the newest step the database has; 0 for an
// empty one.
func (s *Store) SchemaVersion(ctx context.Context) (int64, error) {
	var version int64
	there := "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'goose_db_version'"
	if s.database.postgres {
		there = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'goose_db_version'"
	}
	if err := s.reader(ctx).Raw(there).Scan(&version).Error; err != nil || version == 0 {
		return 0, s.fault(err)
	}
	err := s.reader(ctx).Raw("SELECT coalesce(max(version_id), 0) FROM goose_db_version").Scan(&version).Error
	return version, s.fault(err)
}

func (s *Store) provider() (*goose.Provider, error) {
	pool, err := s.write.DB()
	if err != nil {
		return nil, err
	}
	dialect, dir := goose.DialectSQLite3, "sqlite"
	options := []goose.ProviderOption{goose.WithVerbose(false)}
	if s.database.postgres {
		dialect, dir = goose.DialectPostgres, "postgres"
		// asks every second for up to five minutes
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
		if err != nil {
			return nil, err
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	steps, err := fs.Sub(migrations.FS, dir)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(dialect, pool, steps, options...)
}
