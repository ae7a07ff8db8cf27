package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"foresaid/internal/ledger"
)

// linkRow is a row of links.
type linkRow struct {
	Address   string `gorm:"primaryKey"`
	State     string
	Status    int
	Since     moment
	CheckedAt moment
}

// TableName implements gorm's Tabler.
func (linkRow) TableName() string { return "links" }

func (r linkRow) toLink() ledger.Link {
	return ledger.Link{Address: r.Address, State: ledger.LinkState(r.State), Status: r.Status, Since: r.Since.Time, CheckedAt: r.CheckedAt.Time}
}

// LinksToCheck implements ledger.Store.
func (s *Store) LinksToCheck(ctx context.Context, before, failing time.Time, limit int) ([]ledger.Link, error) {
	var rows []linkRow
	err := s.reader(ctx).Raw(`SELECT a.address, coalesce(links.state, '') AS state, coalesce(links.status, 0) AS status, links.since, links.checked_at
		FROM (SELECT link AS address FROM sources WHERE link <> '' UNION
			SELECT evidence.link FROM evidence JOIN claims ON claims.verdict_id = evidence.verdict_id WHERE evidence.link <> '') a
		LEFT JOIN links ON links.address = a.address
		WHERE links.checked_at IS NULL OR links.checked_at < ? OR links.state = 'failing' AND links.checked_at < ?
		ORDER BY CASE WHEN links.checked_at IS NULL THEN 0 ELSE 1 END, links.checked_at, a.address LIMIT ?`, moment{before}, moment{failing}, limit).Scan(&rows).Error
	links := make([]ledger.Link, len(rows))
	for i, r := range rows {
		links[i] = r.toLink()
	}
	return links, s.fault(err)
}

// KeepLink implements ledger.Store.
func (s *Store) KeepLink(ctx context.Context, l ledger.Link) error {
	row := linkRow{Address: l.Address, State: string(l.State), Status: l.Status, Since: moment{l.Since}, CheckedAt: moment{l.CheckedAt}}
	return s.fault(s.writer(ctx).Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error)
}

// LinkStates implements ledger.Store.
func (s *Store) LinkStates(ctx context.Context, addresses []string) ([]ledger.Link, error) {
	if len(addresses) == 0 {
		return nil, nil
	}
	var rows []linkRow
	err := s.reader(ctx).Where("address IN ?", addresses).Find(&rows).Error
	links := make([]ledger.Link, len(rows))
	for i, r := range rows {
		links[i] = r.toLink()
	}
	return links, s.fault(err)
}
