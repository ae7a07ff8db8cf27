package store

import (
	"context"

	"foresaid/internal/ledger"
)

// sourceRow is a row of sources.
type sourceRow struct {
	ID          int64 `gorm:"primaryKey"`
	PublicID    string
	Title       string
	Folded      string
	Link        string
	Kind        string
	Author      string
	Publisher   string
	Event       string
	EventOn     date
	PublishedOn date
	Lang        string
	AddedAt     moment
	Version     int
}

// TableName implements gorm's Tabler.
func (sourceRow) TableName() string { return "sources" }

func fromSource(src ledger.Source) sourceRow {
	return sourceRow{
		ID: src.ID, PublicID: src.PublicID, Title: src.Title, Folded: ledger.Fold(src.Title), Link: src.Link, Kind: string(src.Kind),
		Author: src.Author, Publisher: src.Publisher, Event: src.Event, EventOn: date{src.EventOn}, PublishedOn: date{src.PublishedOn},
		Lang: src.Lang, AddedAt: moment{src.AddedAt}, Version: src.Version,
	}
}

func (r sourceRow) toSource() ledger.Source {
	return ledger.Source{
		ID: r.ID, PublicID: r.PublicID, Title: r.Title, Link: r.Link, Kind: ledger.SourceKind(r.Kind), Author: r.Author,
		Publisher: r.Publisher, Event: r.Event, EventOn: r.EventOn.Date, PublishedOn: r.PublishedOn.Date, Lang: r.Lang,
		AddedAt: r.AddedAt.Time, Version: r.Version,
	}
}

// AddSource implements ledger.Store.
func (s *Store) AddSource(ctx context.Context, src *ledger.Source) error {
	row := fromSource(*src)
	row.ID, row.Version = 0, 1
	if err := s.writer(ctx).Create(&row).Error; err != nil {
		return s.fault(err)
	}
	src.ID, src.Version = row.ID, row.Version
	return s.toFind(ctx, sourceDoc, src.ID)
}

// UpdateSource implements ledger.Store.
func (s *Store) UpdateSource(ctx context.Context, src *ledger.Source) error {
	row := fromSource(*src)
	row.Version++
	done := s.writer(ctx).Model(&sourceRow{}).Where("id = ? AND version = ?", src.ID, src.Version).Select("*").Omit("id").Updates(row)
	if done.Error != nil {
		return s.fault(done.Error)
	}
	if done.RowsAffected == 0 {
		return changedMeanwhile()
	}
	src.Version = row.Version
	if err := s.toFind(ctx, sourceDoc, src.ID); err != nil {
		return err
	}
	return s.claimsToFind(ctx, "source_id = ?", src.ID)
}

// Source implements ledger.Store.
func (s *Store) Source(ctx context.Context, publicID string) (ledger.Source, error) {
	return s.source(ctx, publicID, "public_id = ?", publicID)
}

// SourceByID implements ledger.Store.
func (s *Store) SourceByID(ctx context.Context, id int64) (ledger.Source, error) {
	return s.source(ctx, "", "id = ?", id)
}

func (s *Store) source(ctx context.Context, name, where string, arg any) (ledger.Source, error) {
	var row sourceRow
	missing := ledger.Errorf(ledger.NotFound, "source_not_found", "There is no source “%s”", name)
	if !storable(name) {
		return ledger.Source{}, missing
	}
	if err := s.reader(ctx).Where(where, arg).Take(&row).Error; err != nil {
		return ledger.Source{}, s.missing(err, missing)
	}
	return row.toSource(), nil
}

// SourcesLike implements ledger.Store.
func (s *Store) SourcesLike(ctx context.Context, title, link string) ([]ledger.Source, error) {
	if !storable(link) {
		return nil, nil
	}
	q := s.reader(ctx).Where("folded = ?", ledger.Fold(title))
	if link != "" {
		q = s.reader(ctx).Where("link = ?", link)
	}
	var rows []sourceRow
	if err := q.Order("id").Find(&rows).Error; err != nil {
		return nil, s.fault(err)
	}
	found := make([]ledger.Source, len(rows))
	for i, r := range rows {
		found[i] = r.toSource()
	}
	return found, nil
}

// SuggestSources implements ledger.Store.
func (s *Store) SuggestSources(ctx context.Context, text string, limit int) ([]ledger.Suggestion, error) {
	var found []ledger.Suggestion
	err := s.reader(ctx).Table("sources").Select("public_id, title AS name, publisher AS detail").
		Where("folded LIKE ?", "%"+ledger.Fold(text)+"%").Order("id DESC").Limit(limit).Scan(&found).Error
	return found, s.fault(err)
}

// Sources implements ledger.Store.
func (s *Store) Sources(ctx context.Context, f ledger.SourceFilter) (ledger.SourcePage, error) {
	k := keyset{order: "added", id: "sources.id", valid: noKey, descending: true}
	if err := k.start(f.Cursor, f.Limit); err != nil {
		return ledger.SourcePage{}, err
	}
	type countedRow struct {
		Source sourceRow `gorm:"embedded"`
		Claims int
	}
	var rows []countedRow
	q := s.reader(ctx).Table("sources").Select(`sources.*,
		(SELECT count(*) FROM claims WHERE claims.source_id = sources.id AND claims.state <> 'withdrawn') AS claims`)
	if err := k.page(q).Scan(&rows).Error; err != nil {
		return ledger.SourcePage{}, s.fault(err)
	}
	var page ledger.SourcePage
	rows, page.Next, page.Previous = cut(k, rows, func(r countedRow) (string, int64) { return "", r.Source.ID })
	for _, r := range rows {
		page.Sources = append(page.Sources, ledger.SourceLine{Source: r.Source.toSource(), Claims: r.Claims})
	}
	return page, nil
}
