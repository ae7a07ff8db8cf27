package store

import (
	"context"

	"foresaid/internal/ledger"
)

// disputeRow is a row of disputes.
type disputeRow struct {
	ID        int64 `gorm:"primaryKey"`
	ClaimID   int64
	VerdictID int64
	Reason    string
	Link      string
	MadeBy    string
	MadeAt    moment
	Settled   string
	SettledBy string
	SettledAt moment
	Answer    string
	RevisedBy ref
}

// TableName implements gorm's Tabler.
func (disputeRow) TableName() string { return "disputes" }

// AddDispute implements ledger.Store.
func (s *Store) AddDispute(ctx context.Context, d *ledger.Dispute) error {
	row := disputeRow{ClaimID: d.ClaimID, VerdictID: d.VerdictID, Reason: d.Reason, Link: d.Link, MadeBy: d.By, MadeAt: moment{d.At}}
	err := s.writer(ctx).Create(&row).Error
	d.ID = row.ID
	return s.fault(err)
}

// Disputes implements ledger.Store.
func (s *Store) Disputes(ctx context.Context, claimID int64) ([]ledger.Dispute, error) {
	var rows []disputeRow
	err := s.reader(ctx).Where("claim_id = ?", claimID).Order("id").Find(&rows).Error
	var found []ledger.Dispute
	for _, r := range rows {
		found = append(found, ledger.Dispute{
			ID: r.ID, ClaimID: r.ClaimID, VerdictID: r.VerdictID, Reason: r.Reason, Link: r.Link, By: r.MadeBy, At: r.MadeAt.Time,
			Settled: ledger.Settlement(r.Settled), SettledBy: r.SettledBy, SettledAt: r.SettledAt.Time, Answer: r.Answer, RevisedBy: int64(r.RevisedBy),
		})
	}
	return found, s.fault(err)
}

// SettleDispute implements ledger.Store.
func (s *Store) SettleDispute(ctx context.Context, d ledger.Dispute) error {
	return s.fault(s.writer(ctx).Model(&disputeRow{}).Where("id = ?", d.ID).Updates(map[string]any{
		"settled": string(d.Settled), "settled_by": d.SettledBy, "settled_at": moment{d.SettledAt}, "answer": d.Answer, "revised_by": ref(d.RevisedBy),
	}).Error)
}
