package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"foresaid/internal/jobs"
	"foresaid/internal/ledger"
)

// The names of the copies that the job makes, in the order of time.
const (
	backupPrefix = "foresaid-"
	backupLayout = backupPrefix + "20060102T150405Z.db"
)

func (a *app) backup() *cobra.Command {
	cmd := a.withJSON(&cobra.Command{
		Use: "backup FILE", Short: "Copy a SQLite database, while it is in use, and check the copy", Args: cobra.ExactArgs(1),
		Long: `Copy a SQLite database to a file, while it may be in use, and check that the
copy is whole. The copy is a database itself: to go back to it, stop the server
and put it in the place of the database's file. PostgreSQL has pg_dump for this.`,
	})
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, args []string) error {
		if err := d.store.Backup(cmd.Context(), args[0]); err != nil {
			return err
		}
		last, err := d.store.LastEntry(cmd.Context())
		if err != nil && ledger.CodeOf(err) != ledger.NotFound {
			return err
		}
		if a.json {
			return a.printJSON(map[string]any{"file": args[0], "entries": last.Number, "hash": last.Hash})
		}
		a.printf("Copied to %s: %s entries in the log.\n", args[0], english.Number(int(last.Number)))
		return nil
	})
	return cmd
}

// backupSchedule is when the job runs: never where there is no place for
// copies, and never for PostgreSQL.
func (d *desk) backupSchedule() string {
	if d.cfg.Backup.Folder == "" {
		return jobs.Off
	}
	return d.cfg.Jobs.Backup
}

// backUp makes a copy and takes away those that are too many. It returns how
// many copies it made.
func (d *desk) backUp(ctx context.Context) (int, error) {
	folder := d.cfg.Backup.Folder
	if folder == "" {
		return 0, ledger.Invalidf("backup.folder", "backup_folder_missing", "Say in backup.folder where copies of the database go")
	}
	if err := d.store.Backup(ctx, filepath.Join(folder, d.Now().UTC().Format(backupLayout))); err != nil {
		return 0, err
	}
	return 1, d.thinOut(folder)
}

// thinOut leaves the newest copies.
func (d *desk) thinOut(folder string) error {
	files, err := os.ReadDir(folder) // in the order of names
	if err != nil {
		return err
	}
	var copies []string
	for _, f := range files {
		if name := f.Name(); f.Type().IsRegular() && strings.HasPrefix(name, backupPrefix) && strings.HasSuffix(name, ".db") && len(name) == len(backupLayout) {
			copies = append(copies, name)
		}
	}
	slices.Reverse(copies)
	var failed error
	for _, name := range copies[min(d.cfg.Backup.Keep, len(copies)):] {
		failed = errors.Join(failed, os.Remove(filepath.Join(folder, name)))
	}
	return failed
}
