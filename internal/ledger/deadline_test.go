package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
)

var precisions = []ledger.Precision{ledger.Day, ledger.Month, ledger.Quarter, ledger.Half, ledger.Year}

// by is a stated deadline: the period of precision p around a day.
func by(date string, p ledger.Precision) ledger.Deadline {
	from, to := p.Period(day(date))
	return ledger.Deadline{From: from, To: to, Precision: p, Kind: ledger.Stated, Words: "by " + date}
}

func TestPeriod(t *testing.T) {
	for _, c := range []struct {
		precision      ledger.Precision
		date, from, to string
	}{
		{ledger.Day, "2024-02-29", "2024-02-29", "2024-02-29"},
		{ledger.Month, "2024-02-10", "2024-02-01", "2024-02-29"},
		{ledger.Month, "2025-02-10", "2025-02-01", "2025-02-28"},
		{ledger.Month, "1900-02-10", "1900-02-01", "1900-02-28"},
		{ledger.Month, "2000-02-29", "2000-02-01", "2000-02-29"},
		{ledger.Month, "2025-12-31", "2025-12-01", "2025-12-31"},
		{ledger.Quarter, "2024-01-01", "2024-01-01", "2024-03-31"},
		{ledger.Quarter, "2024-06-30", "2024-04-01", "2024-06-30"},
		{ledger.Quarter, "2024-07-01", "2024-07-01", "2024-09-30"},
		{ledger.Quarter, "2024-12-31", "2024-10-01", "2024-12-31"},
		{ledger.Half, "2024-06-30", "2024-01-01", "2024-06-30"},
		{ledger.Half, "2024-07-01", "2024-07-01", "2024-12-31"},
		{ledger.Year, "2024-02-29", "2024-01-01", "2024-12-31"},
	} {
		from, to := c.precision.Period(day(c.date))
		assert.Equal(t, c.from, from.String(), "%s of %s", c.precision, c.date)
		assert.Equal(t, c.to, to.String(), "%s of %s", c.precision, c.date)
	}
}

func TestPeriodsTileTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "d")
		p := rapid.SampledFrom(precisions).Draw(t, "p")
		from, to := p.Period(d)
		assert.False(t, d.Before(from) || d.After(to), "the day lies in its period")
		again, same := p.Period(rapid.SampledFrom([]ledger.Date{from, to}).Draw(t, "edge"))
		assert.Equal(t, [2]ledger.Date{from, to}, [2]ledger.Date{again, same})
		next, _ := p.Period(to.AddDays(1))
		assert.Equal(t, to.AddDays(1), next, "the next begins where this one ends")
	})
}

func TestPrecisionValid(t *testing.T) {
	for _, p := range precisions {
		assert.True(t, p.Valid())
	}
	assert.False(t, ledger.Precision("").Valid())
	assert.False(t, ledger.Precision("decade").Valid())
}

func TestPassedBy(t *testing.T) {
	for _, p := range precisions {
		d := by("2024-12-31", p)
		assert.Equal(t, "2025-01-01", d.DueFrom().String(), p)
		assert.False(t, d.PassedBy(day("2024-12-30")), p)
		assert.False(t, d.PassedBy(day("2024-12-31")), "the last day still counts")
		assert.True(t, d.PassedBy(day("2025-01-01")), p)
		assert.True(t, d.PassedBy(day("2031-01-01")), p)
	}
	open := ledger.Deadline{Kind: ledger.Open, Words: "until we have AGI"}
	assert.True(t, open.DueFrom().IsZero())
	assert.False(t, open.PassedBy(day("9998-12-31")))
}
