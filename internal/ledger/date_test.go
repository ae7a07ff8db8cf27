package ledger_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
)

// day reads a date that is known to be one.
func day(s string) ledger.Date {
	d, err := ledger.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func anyDate() *rapid.Generator[ledger.Date] {
	return rapid.Custom(func(t *rapid.T) ledger.Date {
		return ledger.NewDate(rapid.IntRange(1, 9998).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 31).Draw(t, "day"))
	})
}

func TestDateProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyDate().Draw(t, "a"), anyDate().Draw(t, "b")

		days := b.DaysSince(a)
		assert.Equal(t, b, a.AddDays(days))
		assert.Equal(t, -days, a.DaysSince(b))
		assert.Equal(t, a.Compare(b), -b.Compare(a))
		assert.Equal(t, days > 0, b.After(a))
		assert.Equal(t, days < 0, b.Before(a))

		parsed, err := ledger.ParseDate(a.String())
		assert.NoError(t, err)
		assert.Equal(t, a, parsed)
		assert.Equal(t, a.Before(b), a.String() < b.String(), "text sorts like dates")

		text, err := json.Marshal(a)
		assert.NoError(t, err)
		var back ledger.Date
		assert.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, a, back)
		assert.Equal(t, a, ledger.DateOf(a.Time(time.FixedZone("", -11*3600))))
	})
}

func TestDates(t *testing.T) {
	assert.Equal(t, 3659, day("2034-01-07").DaysSince(day("2024-01-01")))
	assert.Equal(t, 365_242, day("3024-01-01").DaysSince(day("2024-01-01")), "further than a time.Duration reaches")
	assert.Equal(t, day("2024-03-01"), ledger.NewDate(2024, time.February, 30))

	shanghai := time.FixedZone("CST", 8*3600)
	evening := time.Date(2025, 12, 31, 20, 0, 0, 0, time.UTC)
	assert.Equal(t, day("2025-12-31"), ledger.DateOf(evening))
	assert.Equal(t, day("2026-01-01"), ledger.DateOf(evening.In(shanghai)), "the day is the zone's")
}

func TestTheZeroDateIsNotKnown(t *testing.T) {
	var none ledger.Date
	assert.True(t, none.IsZero())
	assert.Empty(t, none.String())
	assert.True(t, none.Before(day("0001-01-01")))
	parsed, err := ledger.ParseDate("")
	require.NoError(t, err)
	assert.True(t, parsed.IsZero())

	text, err := json.Marshal(struct {
		Kept ledger.Date
		Gone ledger.Date `json:",omitzero"`
	}{})
	require.NoError(t, err)
	assert.JSONEq(t, `{"Kept":""}`, string(text))
}

func TestParseDateRefuses(t *testing.T) {
	for _, s := range []string{"2025-02-29", "2025-13-01", "2025-1-1", "31.12.2025", "2025", " 2025-01-01", "2025-01-01T00:00:00Z", "yesterday"} {
		_, err := ledger.ParseDate(s)
		assertProblem(t, err, ledger.Invalid, "date", "date_unreadable")
	}
	var d ledger.Date
	assert.Error(t, json.Unmarshal([]byte(`"soon"`), &d))
}

func TestAddMonths(t *testing.T) {
	for _, tc := range []struct {
		day  string
		n    int
		want string
	}{
		{"2024-01-31", 1, "2024-02-29"},
		{"2023-01-31", 1, "2023-02-28"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", 48, "2028-02-29"},
		{"2024-12-15", 1, "2025-01-15"},
		{"2024-03-31", -1, "2024-02-29"},
		{"2024-05-05", 0, "2024-05-05"},
		{"2024-05-05", -17, "2022-12-05"},
	} {
		d, err := ledger.ParseDate(tc.day)
		require.NoError(t, err)
		require.Equal(t, tc.want, d.AddMonths(tc.n).String(), "%s + %d", tc.day, tc.n)
	}
}
