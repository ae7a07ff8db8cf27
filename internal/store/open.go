// Package store keeps the ledger in SQLite or PostgreSQL. All of GORM is in
// here; rows are unexported and become the ledger's types at the border.
package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"foresaid/internal/ledger"
)

// Store is a ledger.Store on one database. In a transaction, reads and writes
// share its connection; outside of one, reads of SQLite use connections of
// their own, so that they never wait for the writer.
type Store struct {
	read, write *gorm.DB
	database    *database
	tx          bool
	kept        *change // of the tallies, in a transaction
	stale       stale   // likewise, what is to be found
}

// database is what a Store and those of its transactions have in common.
type database struct {
	postgres bool
	name     string // for messages, without a password
	file     string // of SQLite
	folder   string // for files; empty for the database
	locks    sync.Map
	pools    []*sql.DB
	turn     chan struct{} // full while a transaction of this process runs
}

var _ ledger.Store = (*Store)(nil)

const (
	sqliteReaders = 4
	sqliteWait    = 5 * time.Second // for another program's lock

	// A PostgreSQL server refuses connections beyond 100 unless told otherwise,
	// and several of ours may share it.
	postgresConnections = 16
	postgresIdle        = 5 * time.Minute
)

// Open opens the database of a URL: "sqlite:PATH", whose folder is made, or
// "postgres://…". "sqlite:PATH?busy_timeout=100ms" waits less long for another
// program's lock. The schema is left as it is; Migrate brings it up to date.
// Errors are Unavailable.
func Open(ctx context.Context, databaseURL string) (*Store, error) {
	var s *Store
	var err error
	path, lite := strings.CutPrefix(databaseURL, "sqlite:")
	switch {
	case lite:
		s, err = openSQLite(path)
	case strings.HasPrefix(databaseURL, "postgres://"), strings.HasPrefix(databaseURL, "postgresql://"):
		s, err = openPostgres(databaseURL)
	default: // anything else may hold a password that no message knows to leave out
		err = urlUnreadable("it begins with sqlite: or postgres://")
	}
	if err != nil {
		return nil, err
	}
	if err := s.Ping(ctx); err != nil {
		_ = s.Close() // the first error says more
		return nil, err
	}
	return s, nil
}

// patiently connects to a SQLite file. SQLite does not wait for a lock while it
// turns a new file to its write-ahead log, which the first connection does, and
// so we do.
func patiently(wait time.Duration, connect func() (*Store, error)) (*Store, error) {
	const pause = 20 * time.Millisecond
	for end := time.Now().Add(wait); ; time.Sleep(pause) {
		s, err := connect()
		var e *ledger.Error
		if !errors.As(err, &e) || e.Key != "db_locked" || time.Now().After(end) {
			return s, err
		}
	}
}

func urlUnreadable(why string) error {
	return ledger.Errorf(ledger.Unavailable, "db_url", "The database URL can't be read: %s", why)
}

func openSQLite(path string) (*Store, error) {
	wait := sqliteWait
	path, query, _ := strings.Cut(path, "?")
	if path == "" { // SQLite would take a file that is gone when it is closed
		return nil, urlUnreadable("it names no file")
	}
	if values, err := url.ParseQuery(query); err == nil && values.Has("busy_timeout") {
		if wait, err = time.ParseDuration(values.Get("busy_timeout")); err != nil {
			return nil, urlUnreadable(err.Error())
		}
	}
	return openFile(path, wait)
}

func openFile(path string, wait time.Duration) (*Store, error) {
	d := &database{name: path, file: path, turn: make(chan struct{}, 1)}
	if dir := filepath.Dir(path); dir != "." {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, d.fault(err)
		}
	}
	options := url.Values{
		"_journal_mode": {"WAL"}, "_foreign_keys": {"on"}, "_synchronous": {"FULL"},
		"_busy_timeout": {strconv.FormatInt(wait.Milliseconds(), 10)}, "_txlock": {"immediate"},
	}
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + options.Encode()
	return patiently(wait, func() (*Store, error) {
		write, err := d.open(sqlite.Open(dsn), 1, false)
		if err != nil {
			return nil, err
		}
		read, err := d.open(sqlite.Open(dsn+"&_query_only=on"), sqliteReaders, true)
		if err != nil {
			_ = d.close() // the first error says more
			d.pools = nil
			return nil, err
		}
		return &Store{read: read, write: write, database: d}, nil
	})
}

func openPostgres(databaseURL string) (*Store, error) {
	d := &database{postgres: true, name: "PostgreSQL", turn: make(chan struct{}, 1)}
	if u, err := url.Parse(databaseURL); err == nil {
		d.name = u.Host + u.Path
	}
	db, err := d.open(postgres.Open(databaseURL), postgresConnections, false)
	if err != nil {
		return nil, err
	}
	return &Store{read: db, write: db, database: d}, nil
}

// open opens one pool of at most size connections. GORM prepares statements
// only where there are no transactions: a transaction would wait for the lock on
// what is prepared, held by somebody who waits for the transaction's connection.
// PostgreSQL's driver keeps its own.
func (d *database) open(dialect gorm.Dialector, size int, prepare bool) (*gorm.DB, error) {
	db, err := gorm.Open(dialect, &gorm.Config{
		Logger: logger.Discard, SkipDefaultTransaction: true, PrepareStmt: prepare, TranslateError: false,
		DisableAutomaticPing: true,
	})
	if err != nil {
		return nil, d.fault(err)
	}
	pool, err := db.DB()
	if err != nil {
		return nil, d.fault(err)
	}
	d.pools = append(d.pools, pool)
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	if d.postgres {
		pool.SetConnMaxIdleTime(postgresIdle)
	}
	return db, nil
}

func (d *database) close() error {
	var first error
	for _, p := range d.pools {
		if err := p.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// Close closes the database.
func (s *Store) Close() error { return s.database.close() }

// Ping tells, with an error, if the database does not answer.
func (s *Store) Ping(ctx context.Context) error {
	return s.fault(s.writer(ctx).Exec("SELECT 1").Error)
}

// Kind names the kind of database: "SQLite" or "PostgreSQL".
func (s *Store) Kind() string {
	if s.database.postgres {
		return "PostgreSQL"
	}
	return "SQLite"
}

// writeLock is the key of PostgreSQL's advisory lock that lets one
// transaction write at a time, as SQLite does.
const writeLock = 0x464f5245 // "FORE"

// InTx implements ledger.Store.
func (s *Store) InTx(ctx context.Context, fn func(ledger.Store) error) error {
	if s.tx {
		return ledger.Errorf(ledger.Internal, "internal", "Internal error").Because(errNested)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// Who waits here holds no connection, so that reads find one.
	select {
	case s.database.turn <- struct{}{}:
		defer func() { <-s.database.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return s.fault(s.writer(ctx).Transaction(func(tx *gorm.DB) error {
		if s.database.postgres {
			if err := tx.Exec("SELECT pg_advisory_xact_lock(?)", writeLock).Error; err != nil {
				return err
			}
		}
		inside := &Store{read: tx, write: tx, database: s.database, tx: true, kept: newChange(), stale: stale{}}
		if err := fn(inside); err != nil {
			return err
		}
		return inside.flush(ctx)
	}))
}

// reader and writer are the connections for a statement.
func (s *Store) reader(ctx context.Context) *gorm.DB {
	return s.read.WithContext(s.database.context(ctx))
}

func (s *Store) writer(ctx context.Context) *gorm.DB {
	return s.write.WithContext(s.database.context(ctx))
}

// context is what the driver gets of ctx. SQLite gets it without its end: a
// statement that is interrupted can leave its connection interrupting all that
// follow, and none of ours takes long.
func (d *database) context(ctx context.Context) context.Context {
	if d.postgres {
		return ctx
	}
	return context.WithoutCancel(ctx)
}
