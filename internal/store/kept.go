package store

import (
	"context"

	"foresaid/internal/ledger"
)

// textRow is a row of source_texts.
type textRow struct {
	ID       int64 `gorm:"primaryKey"`
	SourceID int64
	SHA256   string `gorm:"column:sha256"`
	Text     string
	Parts    jsonOf[[]ledger.TextPart]
	KeptBy   string
	KeptAt   moment
}

// TableName implements gorm's Tabler.
func (textRow) TableName() string { return "source_texts" }

func (r textRow) toText() ledger.KeptText {
	return ledger.KeptText{
		ID: r.ID, SourceID: r.SourceID, SHA256: r.SHA256, Text: r.Text, Parts: r.Parts.Of, KeptBy: r.KeptBy, KeptAt: r.KeptAt.Time,
	}
}

// KeepText implements ledger.Store.
func (s *Store) KeepText(ctx context.Context, k *ledger.KeptText) (kept bool, err error) {
	var there []int64
	if err := s.writer(ctx).Model(&textRow{}).Where("source_id = ? AND sha256 = ?", k.SourceID, k.SHA256).Pluck("id", &there).Error; err != nil {
		return false, s.fault(err)
	}
	if len(there) > 0 {
		k.ID = there[0]
		return false, nil
	}
	row := textRow{SourceID: k.SourceID, SHA256: k.SHA256, Text: k.Text, Parts: jsonOf[[]ledger.TextPart]{k.Parts}, KeptBy: k.KeptBy, KeptAt: moment{k.KeptAt}}
	if err := s.writer(ctx).Create(&row).Error; err != nil {
		return false, s.fault(err)
	}
	k.ID = row.ID
	return true, s.toFind(ctx, passageDoc, k.ID)
}

// KeptTexts implements ledger.Store.
func (s *Store) KeptTexts(ctx context.Context, sourceID int64) ([]ledger.KeptText, error) {
	var rows []textRow
	err := s.reader(ctx).Select("id, source_id, sha256, kept_by, kept_at").Where("source_id = ?", sourceID).Order("id DESC").Find(&rows).Error
	texts := make([]ledger.KeptText, len(rows))
	for i, r := range rows {
		texts[i] = r.toText()
	}
	return texts, s.fault(err)
}

// KeptText implements ledger.Store.
func (s *Store) KeptText(ctx context.Context, id int64) (ledger.KeptText, error) {
	var row textRow
	if err := s.reader(ctx).Take(&row, id).Error; err != nil {
		return ledger.KeptText{}, s.missing(err, ledger.Errorf(ledger.NotFound, "text_not_found", "There is no such text"))
	}
	return row.toText(), nil
}

// ClaimsIn implements ledger.Store.
func (s *Store) ClaimsIn(ctx context.Context, textID int64) ([]ledger.ClaimLine, error) {
	return s.scanLines(ctx, s.claimLines(ctx).Where("claims.text_id = ?", textID).Order("claims.text_start, claims.id"))
}
