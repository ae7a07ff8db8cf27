package ledger_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
)

func TestForecastCheck(t *testing.T) {
	for _, p := range []ledger.Probability{0, 1, ledger.Certain} {
		assert.NoError(t, ledger.Forecast{Probability: p, Note: strings.Repeat("字", 2000)}.Check())
	}
	for _, p := range []ledger.Probability{-1, ledger.Certain + 1} {
		assertProblem(t, ledger.Forecast{Probability: p}.Check(), ledger.Invalid, "probability", "forecast_range")
	}
	assertProblem(t, ledger.Forecast{Note: strings.Repeat("字", 2001)}.Check(), ledger.Invalid, "forecast_note", "too_long")
}

func TestForecastable(t *testing.T) {
	lastDay := fullClaim().Deadline.To
	for name, c := range map[string]struct {
		state     ledger.State
		today     ledger.Date
		open      bool
		checkable bool
		key       string // empty where it is right
	}{
		"open":                    {ledger.StateOpen, today, false, true, ""},
		"due for review":          {ledger.StateDue, today, false, true, ""},
		"on the last day":         {ledger.StateOpen, lastDay, false, true, ""},
		"the day after":           {ledger.StateOpen, lastDay.AddDays(1), false, true, "forecast_closed"},
		"open-ended, ever so old": {ledger.StateDue, lastDay.AddDays(9000), true, true, ""},
		"judged":                  {ledger.StateJudged, today, false, true, "forecast_closed"},
		"void":                    {ledger.StateVoid, today, false, true, "forecast_closed"},
		"withdrawn":               {ledger.StateWithdrawn, today, false, true, "forecast_closed"},
		"not checkable":           {ledger.StateOpen, today, false, false, "forecast_uncheckable"},
		"not checkable, and over": {ledger.StateVoid, today, false, false, "forecast_closed"},
	} {
		claim := fullClaim()
		claim.State, claim.Checkable = c.state, c.checkable
		if c.open {
			claim.Deadline = ledger.Deadline{Kind: ledger.Open}
		}
		if err := claim.Forecastable(c.today); c.key == "" {
			assert.NoError(t, err, name)
		} else {
			assertProblem(t, err, ledger.Conflict, "", c.key)
		}
	}
}

// zones lie on both sides of UTC; in New York and Berlin clocks change.
var zones = []string{"UTC", "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Pacific/Kiritimati"}

func zone(t require.TestingT, name string) *time.Location {
	z, err := time.LoadLocation(name)
	require.NoError(t, err)
	return z
}

func TestForecastsClose(t *testing.T) {
	berlin, shanghai := zone(t, "Europe/Berlin"), zone(t, "Asia/Shanghai")
	openEnded := func(c ledger.Claim, g ledger.Grade, happened ledger.Date) ledger.Claim {
		c.Deadline = ledger.Deadline{Kind: ledger.Open}
		if g != "" {
			c.Stand(&ledger.Verdict{Grade: g, HappenedOn: happened, At: noon})
		}
		return c
	}
	end := time.Date(2026, 1, 1, 0, 0, 0, 0, berlin)
	sooner := time.Date(2025, 7, 1, 0, 0, 0, 0, berlin)
	for name, c := range map[string]struct {
		claim ledger.Claim
		want  time.Time
	}{
		"not judged":                 {fullClaim(), end},
		"true, no day given":         {judged(ledger.True, ""), end},
		"true, sooner":               {judged(ledger.True, "2025-07-01"), sooner},
		"mostly true, sooner":        {judged(ledger.MostlyTrue, "2025-07-01"), sooner},
		"true on the last day":       {judged(ledger.True, "2025-12-31"), end.AddDate(0, 0, -1)},
		"true, late":                 {judged(ledger.True, "2026-08-31"), end},
		"false, known sooner":        {judged(ledger.False, "2025-07-01"), end},
		"mixed":                      {judged(ledger.Mixed, "2025-07-01"), end},
		"void":                       {voided(ledger.NoResult), end},
		"open-ended, not judged":     {openEnded(fullClaim(), "", ledger.Date{}), time.Time{}},
		"open-ended, false":          {openEnded(fullClaim(), ledger.False, day("2025-07-01")), noon},
		"open-ended, true":           {openEnded(fullClaim(), ledger.True, ledger.Date{}), noon},
		"open-ended, true, on a day": {openEnded(fullClaim(), ledger.True, day("2025-07-01")), sooner},
	} {
		got := c.claim.ForecastsClose(berlin)
		assert.True(t, c.want.Equal(got), "%s: %s, not %s", name, got, c.want)
		assert.Equal(t, c.want.IsZero(), got.IsZero(), name)
	}

	assert.Equal(t, 7*time.Hour, fullClaim().ForecastsClose(berlin).Sub(fullClaim().ForecastsClose(shanghai)), "midnight comes sooner in the east")
	summer := judged(ledger.True, "2025-07-01")
	assert.Equal(t, 6*time.Hour, summer.ForecastsClose(berlin).Sub(summer.ForecastsClose(shanghai)), "in summer time")
}

func TestForecastsCloseWithTheDeadline(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := zone(t, rapid.SampledFrom(zones).Draw(t, "zone"))
		c := ahead(rapid.IntRange(0, 2000).Draw(t, "days"))
		closes := c.ForecastsClose(z)
		// What may be given until the very end of the day counts, and nothing after it.
		assert.NoError(t, c.Forecastable(ledger.DateOf(closes.Add(-time.Nanosecond).In(z))))
		assert.Error(t, c.Forecastable(ledger.DateOf(closes.In(z))))
	})
}
