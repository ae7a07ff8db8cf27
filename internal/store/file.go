package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"foresaid/internal/ledger"
)

// fileRow is a row of files.
type fileRow struct {
	ID      int64  `gorm:"primaryKey"`
	SHA256  string `gorm:"column:sha256"`
	Type    string
	Size    int
	Content []byte
	KeptBy  string
	KeptAt  moment
}

// TableName implements gorm's Tabler.
func (fileRow) TableName() string { return "files" }

// KeepFilesIn makes the store put what files hold into a folder instead of the
// database. Those in the database stay there, and are found.
func (s *Store) KeepFilesIn(folder string) { s.database.folder = folder }

// KeepFile implements ledger.Store.
func (s *Store) KeepFile(ctx context.Context, f *ledger.File) error {
	var row fileRow
	err := s.writer(ctx).Select("id").Where("sha256 = ?", f.SHA256).Take(&row).Error
	if err == nil {
		f.ID = row.ID
		return nil
	}
	if fault := s.missing(err, ledger.Errorf(ledger.NotFound, "file_not_found", "There is no such file")); ledger.CodeOf(fault) != ledger.NotFound {
		return fault
	}
	row = fileRow{SHA256: f.SHA256, Type: f.Type, Size: f.Size, Content: f.Content, KeptBy: f.By, KeptAt: moment{f.At}}
	if folder := s.database.folder; folder != "" {
		if err := put(s.database.filePath(f.SHA256), f.Content); err != nil {
			return ledger.Errorf(ledger.Unavailable, "file_not_kept", "The file can't be kept: %s", err)
		}
		row.Content = nil
	}
	err = s.writer(ctx).Create(&row).Error
	f.ID = row.ID
	return s.fault(err)
}

// File implements ledger.Store.
func (s *Store) File(ctx context.Context, sha256 string) (ledger.File, error) {
	var row fileRow
	if err := s.reader(ctx).Where("sha256 = ?", sha256).Take(&row).Error; err != nil {
		return ledger.File{}, s.missing(err, ledger.Errorf(ledger.NotFound, "file_not_found", "There is no such file"))
	}
	f := ledger.File{ID: row.ID, SHA256: row.SHA256, Type: row.Type, Size: row.Size, Content: row.Content, By: row.KeptBy, At: row.KeptAt.Time}
	if f.Content != nil {
		return f, nil
	}
	var err error
	if f.Content, err = os.ReadFile(s.database.filePath(row.SHA256)); err != nil { // the sum is one of ours, no path of a stranger
		return f, ledger.Errorf(ledger.Unavailable, "file_lost", "The file is not in its folder any more: %s", err)
	}
	return f, nil
}

func (d *database) filePath(sha256 string) string { return filepath.Join(d.folder, sha256[:2], sha256) }

// put writes a file so that it is there wholly or not at all.
func put(path string, content []byte) error {
	if _, err := os.Stat(path); err == nil {
		return nil // its name says what it holds
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	partial, err := os.CreateTemp(filepath.Dir(path), "partial-*")
	if err != nil {
		return err
	}
	_, err = partial.Write(content)
	err = errors.Join(err, partial.Sync(), partial.Close())
	if err == nil {
		err = os.Rename(partial.Name(), path)
	}
	if err != nil {
		_ = os.Remove(partial.Name()) // the first error says more
		return err
	}
	return flushed(filepath.Dir(path))
}
