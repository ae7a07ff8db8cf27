package store

import (
	"context"
	"slices"

	"foresaid/internal/ledger"
)

// feedKeyRow is a row of feed_keys.
type feedKeyRow struct {
	ID        int64 `gorm:"primaryKey"`
	PublicID  string
	Name      string
	Hash      string
	MadeBy    string
	MadeAt    moment
	UsedOn    date
	RevokedAt moment
}

// TableName implements gorm's Tabler.
func (feedKeyRow) TableName() string { return "feed_keys" }

func (r feedKeyRow) toKey() ledger.FeedKey {
	return ledger.FeedKey{
		ID: r.ID, PublicID: r.PublicID, Name: r.Name, Hash: r.Hash, By: r.MadeBy, At: r.MadeAt.Time, UsedOn: r.UsedOn.Date, RevokedAt: r.RevokedAt.Time,
	}
}

// AddFeedKey implements ledger.Store.
func (s *Store) AddFeedKey(ctx context.Context, k *ledger.FeedKey) error {
	row := feedKeyRow{PublicID: k.PublicID, Name: k.Name, Hash: k.Hash, MadeBy: k.By, MadeAt: moment{k.At}}
	err := s.writer(ctx).Create(&row).Error
	k.ID = row.ID
	return s.fault(err)
}

// FeedKey implements ledger.Store.
func (s *Store) FeedKey(ctx context.Context, hash string) (ledger.FeedKey, error) {
	var row feedKeyRow
	err := s.reader(ctx).Where("hash = ?", hash).Take(&row).Error
	if err != nil {
		err = s.missing(err, ledger.Errorf(ledger.NotFound, "feed_not_found", "There is no such feed"))
	}
	return row.toKey(), err
}

// FeedKeys implements ledger.Store.
func (s *Store) FeedKeys(ctx context.Context) ([]ledger.FeedKey, error) {
	var rows []feedKeyRow
	err := s.reader(ctx).Where("revoked_at IS NULL").Order("id").Find(&rows).Error
	keys := make([]ledger.FeedKey, len(rows))
	for i, r := range rows {
		keys[i] = r.toKey()
	}
	return keys, s.fault(err)
}

// UpdateFeedKey implements ledger.Store.
func (s *Store) UpdateFeedKey(ctx context.Context, k ledger.FeedKey) error {
	return s.fault(s.writer(ctx).Model(&feedKeyRow{}).Where("id = ?", k.ID).
		Updates(map[string]any{"used_on": date{k.UsedOn}, "revoked_at": moment{k.RevokedAt}}).Error)
}

// NewestVerdicts implements ledger.Store.
func (s *Store) NewestVerdicts(ctx context.Context, f ledger.ClaimFilter, limit int) ([]ledger.ClaimLine, error) {
	f.Sort = ""
	var ids []int64
	q := s.reader(ctx).Table("verdicts").Joins("JOIN claims ON claims.verdict_id = verdicts.id")
	if err := restrict(q, f).Order("verdicts.id DESC").Limit(limit).Pluck("claims.id", &ids).Error; err != nil {
		return nil, s.fault(err)
	}
	lines, err := s.ClaimLines(ctx, ids)
	slices.SortFunc(lines, func(a, b ledger.ClaimLine) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return lines, err
}
