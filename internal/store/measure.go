package store

import (
	"context"
	"encoding/json"
	"strings"

	"gorm.io/gorm"

	"foresaid/internal/ledger"
)

// measureRow is a row of measures.
type measureRow struct {
	ID         int64 `gorm:"primaryKey"`
	ClaimID    int64
	Stands     bool
	Address    string
	Path       string
	Comparison string
	Value      string
	OnDay      date
	SetBy      string
	SetAt      moment
}

// TableName implements gorm's Tabler.
func (measureRow) TableName() string { return "measures" }

func (r measureRow) toMeasure() ledger.Measure {
	return ledger.Measure{
		ID: r.ID, ClaimID: r.ClaimID, Address: r.Address, Path: r.Path, Is: ledger.Comparison(r.Comparison), Value: r.Value,
		On: r.OnDay.Date, By: r.SetBy, At: r.SetAt.Time,
	}
}

// readingRow is a row of readings.
type readingRow struct {
	ID        int64 `gorm:"primaryKey"`
	MeasureID int64
	ReadAt    moment
	Value     string
	Decision  string
	Failure   failure
	SHA256    string `gorm:"column:sha256"`
}

// TableName implements gorm's Tabler.
func (readingRow) TableName() string { return "readings" }

// The decisions.
const (
	heldYes    = "yes"
	heldNo     = "no"
	heldFailed = "failed"
)

func (r readingRow) toReading() (ledger.Reading, error) {
	e, err := r.Failure.toError()
	return ledger.Reading{
		ID: r.ID, MeasureID: r.MeasureID, At: r.ReadAt.Time, Value: r.Value, Holds: r.Decision == heldYes, SHA256: r.SHA256, Failure: e,
	}, err
}

// failure is a column of an error as JSON, so that it can be said in every
// language; empty for none.
type failure string

// told is an error in a column.
type told struct {
	Code   ledger.Code `json:"code"`
	Key    string      `json:"key"`
	Field  string      `json:"field,omitempty"`
	Format string      `json:"format"`
	Args   []any       `json:"args,omitempty"`
}

func fromError(e *ledger.Error) (failure, error) {
	if e == nil {
		return "", nil
	}
	b, err := json.Marshal(told{e.Code, e.Key, e.Field, e.Format, e.Args})
	return failure(b), err
}

func (f failure) toError() (*ledger.Error, error) {
	if f == "" {
		return nil, nil
	}
	var t told
	d := json.NewDecoder(strings.NewReader(string(f)))
	d.UseNumber()
	if err := d.Decode(&t); err != nil {
		return nil, err
	}
	for i, arg := range t.Args {
		if n, ok := arg.(json.Number); ok {
			whole, err := n.Int64()
			if err != nil {
				return nil, err
			}
			t.Args[i] = whole
		}
	}
	return &ledger.Error{Code: t.Code, Key: t.Key, Field: t.Field, Format: t.Format, Args: t.Args}, nil
}

// AddMeasure implements ledger.Store.
func (s *Store) AddMeasure(ctx context.Context, m *ledger.Measure) error {
	row := measureRow{
		ClaimID: m.ClaimID, Address: m.Address, Path: m.Path, Comparison: string(m.Is), Value: m.Value,
		OnDay: date{m.On}, SetBy: m.By, SetAt: moment{m.At},
	}
	err := s.writer(ctx).Create(&row).Error
	m.ID = row.ID
	return s.fault(err)
}

// StandMeasure implements ledger.Store.
func (s *Store) StandMeasure(ctx context.Context, claimID, measureID int64) error {
	err := s.writer(ctx).Model(&measureRow{}).Where("claim_id = ? AND stands", claimID).Update("stands", false).Error
	if err != nil || measureID == 0 {
		return s.fault(err)
	}
	done := s.writer(ctx).Model(&measureRow{}).Where("claim_id = ? AND id = ?", claimID, measureID).Update("stands", true)
	if done.Error == nil && done.RowsAffected == 0 {
		return ledger.Errorf(ledger.NotFound, "measure_not_found", "This claim has no criterion that is read")
	}
	return s.fault(done.Error)
}

// Measures implements ledger.Store.
func (s *Store) Measures(ctx context.Context, claimIDs []int64) ([]ledger.Measure, error) {
	if len(claimIDs) == 0 {
		return nil, nil
	}
	return s.measures(s.reader(ctx).Where("claim_id IN ? AND stands", claimIDs).Order("claim_id"))
}

// MeasuresToRead implements ledger.Store.
func (s *Store) MeasuresToRead(ctx context.Context, today ledger.Date) ([]ledger.Measure, error) {
	return s.measures(s.reader(ctx).Where(`stands AND (on_day IS NULL OR on_day <= ?)
		AND EXISTS (SELECT 1 FROM claims WHERE claims.id = measures.claim_id AND state IN ('open', 'due') AND checkable)`, date{today}).
		Order("coalesce((SELECT max(readings.id) FROM readings WHERE readings.measure_id = measures.id), 0), id"))
}

// MeasuresRead implements ledger.Store.
func (s *Store) MeasuresRead(ctx context.Context, limit int) ([]ledger.Measure, error) {
	return s.measures(s.reader(ctx).Where(`stands AND EXISTS (SELECT 1 FROM claims WHERE claims.id = measures.claim_id AND state = 'open' AND checkable)
		AND EXISTS (SELECT 1 FROM readings WHERE readings.measure_id = measures.id AND (decision = 'yes' OR decision = 'no' AND on_day IS NOT NULL))`).
		Order("id DESC").Limit(limit))
}

func (s *Store) measures(q *gorm.DB) ([]ledger.Measure, error) {
	var rows []measureRow
	err := q.Find(&rows).Error
	found := make([]ledger.Measure, len(rows))
	for i, r := range rows {
		found[i] = r.toMeasure()
	}
	return found, s.fault(err)
}

// AddReading implements ledger.Store.
func (s *Store) AddReading(ctx context.Context, r *ledger.Reading) error {
	why, err := fromError(r.Failure)
	if err != nil {
		return s.fault(err)
	}
	row := readingRow{MeasureID: r.MeasureID, ReadAt: moment{r.At}, Value: r.Value, Decision: heldNo, Failure: why, SHA256: r.SHA256}
	switch {
	case r.Failure != nil:
		row.Decision = heldFailed
	case r.Holds:
		row.Decision = heldYes
	}
	err = s.writer(ctx).Create(&row).Error
	r.ID = row.ID
	return s.fault(err)
}

// Seen implements ledger.Store.
func (s *Store) Seen(ctx context.Context, measureIDs []int64) (map[int64]ledger.Seen, error) {
	seen := map[int64]ledger.Seen{}
	if len(measureIDs) == 0 {
		return seen, nil
	}
	var rows []struct {
		Reading readingRow `gorm:"embedded"`
		Times   int
	}
	// the first and the last of each decision are looked up in the index
	err := s.reader(ctx).Raw(`SELECT readings.*, ends.times FROM (
			SELECT measure_id, decision, min(id) AS first, max(id) AS last, count(*) AS times FROM readings WHERE measure_id IN ? GROUP BY measure_id, decision
		) ends JOIN readings ON readings.id IN (ends.first, ends.last) ORDER BY readings.id`, measureIDs).Scan(&rows).Error
	if err != nil {
		return nil, s.fault(err)
	}
	counted := map[[2]any]bool{}
	for _, row := range rows {
		r, err := row.Reading.toReading()
		if err != nil {
			return nil, s.fault(err)
		}
		one := seen[r.MeasureID]
		one.Newest = &r
		if r.Failure == nil {
			if one.Last = &r; one.First == nil {
				one.First = &r
			}
			if r.Holds && one.FirstYes == nil {
				one.FirstYes = &r
			}
		}
		if group := [2]any{r.MeasureID, row.Reading.Decision}; r.Failure == nil && !counted[group] {
			counted[group] = true
			one.Count += row.Times
		}
		seen[r.MeasureID] = one
	}
	return seen, nil
}

// Readings implements ledger.Store.
func (s *Store) Readings(ctx context.Context, measureID int64, limit int) ([]ledger.Reading, error) {
	var rows []readingRow
	if err := s.reader(ctx).Where("measure_id = ?", measureID).Order("id DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, s.fault(err)
	}
	found := make([]ledger.Reading, len(rows))
	for i, r := range rows {
		var err error
		if found[i], err = r.toReading(); err != nil {
			return nil, s.fault(err)
		}
	}
	return found, nil
}
