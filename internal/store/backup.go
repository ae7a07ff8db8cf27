package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"foresaid/internal/ledger"
)

// Backup writes a copy of a SQLite database, as it is at one moment, to a file
// that is not there yet, and checks that it can be read. While it is being
// written the file has another name, so that what has the right one is whole.
// A PostgreSQL database is Invalid: its own tools do that.
func (s *Store) Backup(ctx context.Context, path string) error {
	if s.database.postgres {
		return ledger.Invalidf("database", "backup_postgres", "A PostgreSQL database is backed up with its own tools: pg_dump --format=custom --file=foresaid.dump DATABASE")
	}
	if _, err := os.Lstat(path); err == nil {
		return ledger.Invalidf("file", "backup_exists", "There is a file %s already; it is left as it is", path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return notWritten(path, err)
	}
	partial := path + ".partial"
	if err := os.Remove(partial); err != nil && !errors.Is(err, fs.ErrNotExist) { // of a run that was cut off
		return notWritten(path, err)
	}
	if err := s.copyTo(ctx, partial); err != nil {
		_ = os.Remove(partial) // the first error says more
		return notWritten(path, err)
	}
	if err := s.sameAs(ctx, partial); err != nil {
		_ = os.Remove(partial)
		return err
	}
	if err := settle(partial, path); err != nil {
		return notWritten(path, err)
	}
	return nil
}

// copyTo has a connection of its own: the reading ones may not write a file,
// and the writing one is not to be kept from others.
func (s *Store) copyTo(ctx context.Context, path string) error {
	own, err := openFile(s.database.file, sqliteWait)
	if err != nil {
		return err
	}
	defer own.Close()
	return own.writer(ctx).Exec("VACUUM INTO ?", path).Error
}

// sameAs tells, with an error, if a copy is damaged or is not of this log.
func (s *Store) sameAs(ctx context.Context, path string) error {
	c, err := openFile(path, sqliteWait)
	if err != nil {
		return err
	}
	defer c.Close()
	var sound string
	if err := c.reader(ctx).Raw("PRAGMA integrity_check").Scan(&sound).Error; err != nil {
		return c.fault(err)
	}
	last, err := c.LastEntry(ctx)
	if sound == "ok" && ledger.CodeOf(err) == ledger.NotFound {
		return nil // nothing was recorded yet
	}
	if err != nil {
		return err
	}
	ours, err := s.EntriesAfter(ctx, last.Number-1, 1)
	if err != nil {
		return err
	}
	if sound != "ok" || len(ours) == 0 || ours[0].Hash != last.Hash {
		return ledger.Errorf(ledger.Unavailable, "backup_damaged", "The copy %s is not what was copied; the disk may be failing", path)
	}
	return nil
}

// settle makes a finished file last, under its name.
func settle(from, to string) error {
	for _, leftover := range []string{from + "-wal", from + "-shm"} {
		if err := os.Remove(leftover); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	for _, step := range []func() error{
		func() error { return os.Chmod(from, 0o600) },
		func() error { return flushed(from) },
		func() error { return os.Rename(from, to) },
		func() error { return flushed(filepath.Dir(to)) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func flushed(path string) error {
	f, err := os.Open(path) //nolint:gosec // the person who runs it names it
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func notWritten(path string, err error) error {
	return ledger.Errorf(ledger.Unavailable, "backup_failed", "The copy %s can't be written: %s", path, err)
}
