package store

import (
	"context"

	"foresaid/internal/ledger"
)

// entryRow is a row of entries.
type entryRow struct {
	Number   int64 `gorm:"primaryKey;autoIncrement:false"`
	MadeAt   moment
	MadeBy   string
	Kind     string
	Subject  string
	Change   string
	Previous string
	Hash     string
}

// TableName implements gorm's Tabler.
func (entryRow) TableName() string { return "entries" }

func (r entryRow) toEntry() ledger.Entry {
	return ledger.Entry{
		Number: r.Number, At: r.MadeAt.Time, By: r.MadeBy, Kind: ledger.EntryKind(r.Kind), Subject: r.Subject, Change: r.Change,
		Previous: r.Previous, Hash: r.Hash,
	}
}

func toEntries(rows []entryRow) []ledger.Entry {
	entries := make([]ledger.Entry, len(rows))
	for i, r := range rows {
		entries[i] = r.toEntry()
	}
	return entries
}

// AppendEntries implements ledger.Store.
func (s *Store) AppendEntries(ctx context.Context, entries []ledger.Entry) error {
	if !s.tx {
		return ledger.Errorf(ledger.Internal, "internal", "Internal error").Because(errNotInTx)
	}
	if len(entries) == 0 {
		return nil
	}
	var previous *ledger.Entry
	last, err := s.LastEntry(ctx)
	switch {
	case err == nil:
		previous = &last
	case ledger.CodeOf(err) != ledger.NotFound:
		return err
	}
	rows := make([]entryRow, len(entries))
	for i := range entries {
		entries[i].Seal(previous)
		previous = &entries[i]
		e := entries[i]
		rows[i] = entryRow{e.Number, moment{e.At}, e.By, string(e.Kind), e.Subject, e.Change, e.Previous, e.Hash}
	}
	return s.fault(s.writer(ctx).CreateInBatches(rows, batch).Error)
}

// EntriesOf implements ledger.Store.
func (s *Store) EntriesOf(ctx context.Context, subject string) ([]ledger.Entry, error) {
	if !storable(subject) {
		return nil, nil
	}
	var rows []entryRow
	err := s.reader(ctx).Where("subject = ?", subject).Order("number").Find(&rows).Error
	return toEntries(rows), s.fault(err)
}

// EntriesAfter implements ledger.Store.
func (s *Store) EntriesAfter(ctx context.Context, number int64, limit int) ([]ledger.Entry, error) {
	var rows []entryRow
	err := s.reader(ctx).Where("number > ?", number).Order("number").Limit(limit).Find(&rows).Error
	return toEntries(rows), s.fault(err)
}

// LastEntry implements ledger.Store.
func (s *Store) LastEntry(ctx context.Context) (ledger.Entry, error) {
	var row entryRow
	err := s.reader(ctx).Order("number DESC").Limit(1).Take(&row).Error
	if err != nil {
		err = s.missing(err, ledger.Errorf(ledger.NotFound, "log_empty", "The log has no entries yet"))
	}
	return row.toEntry(), err
}
