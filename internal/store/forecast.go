package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"foresaid/internal/ledger"
)

// forecastRow is a row of forecasts.
type forecastRow struct {
	ID          int64 `gorm:"primaryKey"`
	ClaimID     int64
	MadeBy      string
	Probability int32
	Note        string
	MadeAt      moment
}

// TableName implements gorm's Tabler.
func (forecastRow) TableName() string { return "forecasts" }

// AddForecast implements ledger.Store.
func (s *Store) AddForecast(ctx context.Context, f *ledger.Forecast) error {
	row := forecastRow{ClaimID: f.ClaimID, MadeBy: f.By, Probability: int32(f.Probability), Note: f.Note, MadeAt: moment{f.At}}
	err := s.writer(ctx).Create(&row).Error
	f.ID = row.ID
	return s.fault(err)
}

// ForecastsOn implements ledger.Store.
func (s *Store) ForecastsOn(ctx context.Context, claimIDs []int64) ([]ledger.Forecast, error) {
	var all []ledger.Forecast
	for part := range slices.Chunk(claimIDs, batch) {
		found, err := s.forecasts(s.reader(ctx).Where("claim_id IN ?", part))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// ForecastsBy implements ledger.Store.
func (s *Store) ForecastsBy(ctx context.Context, user string) ([]ledger.Forecast, error) {
	if !storable(user) {
		return nil, nil
	}
	return s.forecasts(s.reader(ctx).Where("made_by = ?", user))
}

func (s *Store) forecasts(q *gorm.DB) ([]ledger.Forecast, error) {
	var rows []forecastRow
	err := q.Order("id").Find(&rows).Error
	found := make([]ledger.Forecast, len(rows))
	for i, r := range rows {
		found[i] = ledger.Forecast{
			ID: r.ID, ClaimID: r.ClaimID, By: r.MadeBy, Probability: ledger.Probability(r.Probability), Note: r.Note, At: r.MadeAt.Time,
		}
	}
	return found, s.fault(err)
}

// Forecasters implements ledger.Store.
func (s *Store) Forecasters(ctx context.Context) ([]string, error) {
	var names []string
	err := s.reader(ctx).Raw("SELECT DISTINCT made_by FROM forecasts ORDER BY made_by").Scan(&names).Error
	return names, s.fault(err)
}
