package store

import (
	"context"
	"encoding/hex"
	"fmt"
	"time"

	"gorm.io/gorm/clause"

	"foresaid/internal/ledger"
)

// deliveryRow is a row of deliveries.
type deliveryRow struct {
	ID        int64 `gorm:"primaryKey"`
	PublicID  string
	Kind      string
	Recipient string
	Period    string
	Channel   string
	Matter    string
	State     string
	Attempts  int
	Error     string
	NextTry   moment
	MadeAt    moment
	TriedAt   moment
	SentAt    moment
}

// TableName implements gorm's Tabler.
func (deliveryRow) TableName() string { return "deliveries" }

func fromDelivery(d ledger.Delivery) deliveryRow {
	return deliveryRow{
		ID: d.ID, PublicID: d.PublicID, Kind: string(d.Kind), Recipient: d.Recipient, Period: d.Period, Channel: string(d.Channel),
		Matter: string(d.Matter), State: string(d.State), Attempts: d.Attempts, Error: d.Error,
		NextTry: moment{d.NextTry}, MadeAt: moment{d.MadeAt}, TriedAt: moment{d.TriedAt}, SentAt: moment{d.SentAt},
	}
}

func (r deliveryRow) toDelivery() ledger.Delivery {
	return ledger.Delivery{
		ID: r.ID, PublicID: r.PublicID, Kind: ledger.DeliveryKind(r.Kind), Recipient: r.Recipient, Period: r.Period,
		Channel: ledger.Channel(r.Channel), Matter: []byte(r.Matter), State: ledger.DeliveryState(r.State), Attempts: r.Attempts,
		Error: r.Error, NextTry: r.NextTry.Time, MadeAt: r.MadeAt.Time, TriedAt: r.TriedAt.Time, SentAt: r.SentAt.Time,
	}
}

func toDeliveries(rows []deliveryRow) []ledger.Delivery {
	found := make([]ledger.Delivery, len(rows))
	for i, r := range rows {
		found[i] = r.toDelivery()
	}
	return found
}

// AddDelivery implements ledger.Store.
func (s *Store) AddDelivery(ctx context.Context, d *ledger.Delivery) (bool, error) {
	row := fromDelivery(*d)
	row.ID = 0
	given := clause.OnConflict{Columns: []clause.Column{{Name: "recipient"}, {Name: "period"}, {Name: "channel"}}, DoNothing: true}
	done := s.writer(ctx).Clauses(given).Create(&row)
	if done.Error != nil || done.RowsAffected == 0 {
		return false, s.fault(done.Error)
	}
	d.ID = row.ID
	return true, nil
}

// HasDeliveries implements ledger.Store.
func (s *Store) HasDeliveries(ctx context.Context, recipient, period string) (bool, error) {
	var has bool
	err := s.reader(ctx).Raw("SELECT EXISTS (SELECT 1 FROM deliveries WHERE recipient = ? AND period = ?)", recipient, period).Scan(&has).Error
	return has, s.fault(err)
}

// Delivery implements ledger.Store.
func (s *Store) Delivery(ctx context.Context, publicID string) (ledger.Delivery, error) {
	var row deliveryRow
	missing := ledger.Errorf(ledger.NotFound, "delivery_not_found", "There is no message “%s”", publicID)
	if !storable(publicID) {
		return ledger.Delivery{}, missing
	}
	if err := s.reader(ctx).Where("public_id = ?", publicID).Take(&row).Error; err != nil {
		return ledger.Delivery{}, s.missing(err, missing)
	}
	return row.toDelivery(), nil
}

// Deliveries implements ledger.Store.
func (s *Store) Deliveries(ctx context.Context, f ledger.DeliveryFilter) ([]ledger.Delivery, error) {
	q := s.reader(ctx).Order("id DESC").Limit(f.Limit)
	if f.Failing {
		q = q.Where(`state IN ('failed', 'given up') AND NOT EXISTS (SELECT 1 FROM deliveries later
			WHERE later.recipient = deliveries.recipient AND later.channel = deliveries.channel AND later.state = 'sent' AND later.sent_at >= deliveries.tried_at)`)
	}
	if f.Recipient != "" {
		q = q.Where("recipient = ?", f.Recipient)
	}
	var rows []deliveryRow
	err := q.Find(&rows).Error
	return toDeliveries(rows), s.fault(err)
}

// ReadyDeliveries implements ledger.Store.
func (s *Store) ReadyDeliveries(ctx context.Context, at time.Time, limit int) ([]ledger.Delivery, error) {
	var rows []deliveryRow
	err := s.reader(ctx).Where("next_try <= ?", moment{at}).Order("next_try, id").Limit(limit).Find(&rows).Error
	return toDeliveries(rows), s.fault(err)
}

// TakeDelivery implements ledger.Store.
func (s *Store) TakeDelivery(ctx context.Context, d *ledger.Delivery, at, until time.Time) (bool, error) {
	done := s.writer(ctx).Exec(`UPDATE deliveries SET state = 'sending', attempts = attempts + 1, tried_at = ?, next_try = ?
		WHERE id = ? AND attempts = ? AND state IN ('waiting', 'failed', 'sending') AND next_try <= ?`,
		moment{at}, moment{until}, d.ID, d.Attempts, moment{at})
	if done.Error != nil || done.RowsAffected == 0 {
		return false, s.fault(done.Error)
	}
	d.State, d.Attempts, d.TriedAt, d.NextTry = ledger.DeliverySending, d.Attempts+1, at, until
	return true, nil
}

// EndDelivery implements ledger.Store.
func (s *Store) EndDelivery(ctx context.Context, d ledger.Delivery, attempts int) error {
	done := s.writer(ctx).Model(&deliveryRow{}).Where("id = ? AND attempts = ?", d.ID, attempts).
		Select("state", "attempts", "error", "next_try", "sent_at").Updates(fromDelivery(d))
	if done.Error == nil && done.RowsAffected == 0 {
		return changedMeanwhile()
	}
	return s.fault(done.Error)
}

// LastTold implements ledger.Store.
func (s *Store) LastTold(ctx context.Context, recipient string, at time.Time) (ledger.Delivery, error) {
	var row deliveryRow
	err := s.reader(ctx).Where("recipient = ? AND state = 'sent' AND made_at <= ? AND kind = 'digest'", recipient, moment{at}).
		Order("made_at DESC").Limit(1).Take(&row).Error
	if err != nil {
		err = s.missing(err, ledger.Errorf(ledger.NotFound, "delivery_not_found", "There is no message “%s”", recipient))
	}
	return row.toDelivery(), err
}

// DropDigests implements ledger.Store.
func (s *Store) DropDigests(ctx context.Context, recipient string, after time.Time) error {
	q := s.writer(ctx).Model(&deliveryRow{}).Where("recipient = ? AND state IN ('waiting', 'failed') AND kind = 'digest'", recipient)
	if !after.IsZero() {
		q = q.Where("made_at > ?", moment{after})
	}
	return s.fault(q.Updates(map[string]any{"state": string(ledger.DeliveryDropped), "next_try": moment{}}).Error)
}

// keyRow is a row of signing_keys.
type keyRow struct {
	Name   string `gorm:"primaryKey"`
	Key    string
	MadeAt moment
}

// TableName implements gorm's Tabler.
func (keyRow) TableName() string { return "signing_keys" }

// KeepKey implements ledger.Store.
func (s *Store) KeepKey(ctx context.Context, name string, fresh []byte, at time.Time) ([]byte, error) {
	var kept []string
	find := func() error {
		return s.reader(ctx).Model(&keyRow{}).Where("name = ?", name).Pluck("key", &kept).Error
	}
	err := find()
	if err == nil && len(kept) == 0 {
		row := keyRow{name, hex.EncodeToString(fresh), moment{at}}
		if err = s.writer(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error; err == nil {
			err = find() // another server's may have been first
		}
	}
	if err != nil {
		return nil, s.fault(err)
	}
	if len(kept) == 0 {
		return nil, s.fault(fmt.Errorf("store: no key %s", name))
	}
	key, err := hex.DecodeString(kept[0])
	return key, s.fault(err)
}
