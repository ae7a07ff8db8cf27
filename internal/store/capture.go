package store

import (
	"context"

	"foresaid/internal/ledger"
)

// captureRow is a row of captures.
type captureRow struct {
	ID        int64 `gorm:"primaryKey"`
	PublicID  string
	State     string
	Title     string
	SHA256    string `gorm:"column:sha256"`
	Text      string
	Parts     jsonOf[[]ledger.TextPart]
	Desk      string
	Waiting   int
	Kept      int
	SourceID  ref
	ByName    string
	StartedAt moment
	ChangedAt moment
}

// TableName implements gorm's Tabler.
func (captureRow) TableName() string { return "captures" }

func fromCapture(c ledger.Capture) captureRow {
	return captureRow{
		ID: c.ID, PublicID: c.PublicID, State: string(c.State), Title: c.Title, SHA256: ledger.SumText(c.Text), Text: c.Text,
		Parts: jsonOf[[]ledger.TextPart]{c.Parts}, Desk: string(c.Desk), Waiting: c.Waiting, Kept: c.Kept, SourceID: ref(c.SourceID),
		ByName: c.By, StartedAt: moment{c.StartedAt}, ChangedAt: moment{c.ChangedAt},
	}
}

func (r captureRow) toCapture() ledger.Capture {
	return ledger.Capture{
		ID: r.ID, PublicID: r.PublicID, State: ledger.CaptureState(r.State), Title: r.Title, Text: r.Text, Parts: r.Parts.Of,
		Desk: []byte(r.Desk), Waiting: r.Waiting, Kept: r.Kept, SourceID: int64(r.SourceID),
		By: r.ByName, StartedAt: r.StartedAt.Time, ChangedAt: r.ChangedAt.Time,
	}
}

// AddCapture implements ledger.Store.
func (s *Store) AddCapture(ctx context.Context, c *ledger.Capture) error {
	row := fromCapture(*c)
	row.ID = 0
	err := s.writer(ctx).Create(&row).Error
	c.ID = row.ID
	return s.fault(err)
}

// UpdateCapture implements ledger.Store.
func (s *Store) UpdateCapture(ctx context.Context, c ledger.Capture) error {
	err := s.writer(ctx).Model(&captureRow{}).Where("id = ?", c.ID).
		Select("state", "title", "desk", "waiting", "kept", "source_id", "changed_at").Updates(fromCapture(c)).Error
	return s.fault(err)
}

func captureMissing(publicID string) *ledger.Error {
	return ledger.Errorf(ledger.NotFound, "capture_not_found", "There is no article “%s” to go through", publicID)
}

// Capture implements ledger.Store.
func (s *Store) Capture(ctx context.Context, publicID string) (ledger.Capture, error) {
	var row captureRow
	missing := captureMissing(publicID)
	if !storable(publicID) {
		return ledger.Capture{}, missing
	}
	if err := s.reader(ctx).Where("public_id = ?", publicID).Take(&row).Error; err != nil {
		return ledger.Capture{}, s.missing(err, missing)
	}
	return row.toCapture(), nil
}

// CaptureOf implements ledger.Store.
func (s *Store) CaptureOf(ctx context.Context, sha256 string) (ledger.Capture, error) {
	var row captureRow
	err := s.reader(ctx).Where("sha256 = ? AND state = 'open'", sha256).Order("id DESC").Limit(1).Take(&row).Error
	if err != nil {
		return ledger.Capture{}, s.missing(err, captureMissing(""))
	}
	return row.toCapture(), nil
}

// Captures implements ledger.Store.
func (s *Store) Captures(ctx context.Context, state ledger.CaptureState, limit int) ([]ledger.Capture, error) {
	var rows []captureRow
	err := s.reader(ctx).Select("id, public_id, state, title, waiting, kept, source_id, by_name, started_at, changed_at").
		Where("state = ?", string(state)).Order("changed_at DESC, id DESC").Limit(limit).Find(&rows).Error
	found := make([]ledger.Capture, len(rows))
	for i, r := range rows {
		found[i] = r.toCapture()
	}
	return found, s.fault(err)
}
