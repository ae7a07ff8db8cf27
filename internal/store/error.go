package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"io/fs"
	"net"
	"strings"
	"syscall"
	"unicode/utf8"

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
	if taken(err) {
		return changedMeanwhile().Because(err)
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
			return d.notOurs()
		}
		return nil
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		switch {
		case strings.HasPrefix(pg.Code, "28"), strings.HasPrefix(pg.Code, "3D"), strings.HasPrefix(pg.Code, "08"),
			strings.HasPrefix(pg.Code, "57P"):
			return d.unreachable()
		case pg.Code == "53100":
			return ledger.Errorf(ledger.Unavailable, "db_full", "The disk is full; nothing was saved")
		case strings.HasPrefix(pg.Code, "53"), pg.Code == "55P03":
			return ledger.Errorf(ledger.Unavailable, "db_locked", "The database is locked by another program; try again in a moment")
		case pg.Code == "25006", pg.Code == "42501":
			return d.notWritable()
		}
		return nil
	}
	var path *fs.PathError
	var connect *pgconn.ConnectError
	var parse *pgconn.ParseConfigError
	var network net.Error
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return ledger.Errorf(ledger.Unavailable, "db_full", "The disk is full; nothing was saved")
	case errors.As(err, &path):
		return d.notWritable()
	case errors.As(err, &connect), errors.As(err, &parse), errors.As(err, &network),
		errors.Is(err, driver.ErrBadConn), errors.Is(err, io.ErrUnexpectedEOF):
		return d.unreachable()
	}
	return nil
}

func (d *database) notOurs() *ledger.Error {
	return ledger.Errorf(ledger.Unavailable, "db_broken", "%s is not a Foresaid database, or is damaged", d.name)
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

// taken tells whether a row was refused because its public id, or its place in
// the log, is another's.
func taken(err error) bool {
	var lite sqlite3.Error
	if errors.As(err, &lite) {
		return lite.ExtendedCode == sqlite3.ErrConstraintUnique || lite.ExtendedCode == sqlite3.ErrConstraintPrimaryKey
	}
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "23505"
}

// storable tells whether a text can be in the database at all. PostgreSQL
// refuses to look for one that can't, which is nobody's fault but the asker's.
func storable(text string) bool { return utf8.ValidString(text) && !strings.Contains(text, "\x00") }

// changedMeanwhile is the Conflict of an update that came too late.
func changedMeanwhile() *ledger.Error {
	return ledger.Errorf(ledger.Conflict, "changed_meanwhile", "This has been changed meanwhile; look at it again")
}
