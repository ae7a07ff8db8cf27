package store

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"
	"gorm.io/gorm"

	"foresaid/internal/ledger"
)

var (
	errNested  = errors.New("store: a transaction inside a transaction")
	errNotInTx = errors.New("store: entries are appended inside a transaction")
)

// fault turns an error of the database into one of the ledger. What is one
// already, or says that the request was cancelled, stays as it is.
func (s *Store) fault(err error) error { return s.database.fault(err) }

func (d *database) fault(err error) error {
	var own *ledger.Error
	var problems ledger.Problems
	if err == nil || errors.As(err, &problems) || errors.As(err, &own) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if e := d.unavailable(err); e != nil {
		return e.Because(err)
	}
	return ledger.Errorf(ledger.Internal, "internal", "Internal error").Because(err)
}

// unavailable says what the person who runs the database can do about it.
func (d *database) unavailable(err error) *ledger.Error {
	var lite sqlite3.Error
	if errors.As(err, &lite) {
		switch lite.Code {
		case sqlite3.ErrBusy, sqlite3.ErrLocked:
			return ledger.Errorf(ledger.Unavailable, "db_locked", "The database is locked by another program; try again in a moment")
		case sqlite3.ErrFull:
			return ledger.Errorf(ledger.Unavailable, "db_full", "The disk is full; nothing was saved")
		case sqlite3.ErrReadonly, sqlite3.ErrCantOpen, sqlite3.ErrPerm, sqlite3.ErrAuth:
			return d.notWritable()
		case sqlite3.ErrNotADB, sqlite3.ErrCorrupt:
			return ledger.Errorf(ledger.Unavailable, "db_broken", "%s is not a Foresaid database, or is damaged", d.name)
		}
		return nil
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		switch {
		case strings.HasPrefix(pg.Code, "28"), strings.HasPrefix(pg.Code, "3D"):
			return d.unreachable()
		case pg.Code == "53100":
			return ledger.Errorf(ledger.Unavailable, "db_full", "The disk is full; nothing was saved")
		case strings.HasPrefix(pg.Code, "53"), strings.HasPrefix(pg.Code, "57P"), pg.Code == "55P03":
			return ledger.Errorf(ledger.Unavailable, "db_locked", "The database is locked by another program; try again in a moment")
		case pg.Code == "25006", pg.Code == "42501":
			return d.notWritable()
		}
		return nil
	}
	var path *fs.PathError
	var connect *pgconn.ConnectError
	var parse *pgconn.ParseConfigError
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return ledger.Errorf(ledger.Unavailable, "db_full", "The disk is full; nothing was saved")
	case errors.As(err, &path):
		return d.notWritable()
	case errors.As(err, &connect), errors.As(err, &parse):
		return d.unreachable()
	}
	return nil
}

func (d *database) notWritable() *ledger.Error {
	return ledger.Errorf(ledger.Unavailable, "db_readonly", "The database can't be opened for writing: %s", d.name)
}

func (d *database) unreachable() *ledger.Error {
	return ledger.Errorf(ledger.Unavailable, "db_unreachable", "The database can't be reached: %s", d.name)
}

// missing turns "no such row" into NotFound.
func (s *Store) missing(err error, found *ledger.Error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return found
	}
	return s.fault(err)
}

// changedMeanwhile is the Conflict of an update that came too late.
func changedMeanwhile() error {
	return ledger.Errorf(ledger.Conflict, "changed_meanwhile", "This has been changed meanwhile; look at it again")
}
