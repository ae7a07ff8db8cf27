package jobs_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/jobs"
)

func TestSpecs(t *testing.T) {
	for _, good := range []string{"0 7 * * *", "*/15 8-18 * * 1-5", "30 2 29 2 *", "0 0 1 jan *", "@daily", "@hourly", "@weekly", "@every 6h", "@every 90m"} {
		assert.NoError(t, jobs.CheckSpec(good), good)
	}
	for bad, says := range map[string]string{
		"":                          "five fields",
		"7":                         "five fields",
		"0 7 * *":                   "five fields",
		"0 0 7 * * *":               "five fields",
		"60 7 * * *":                "five fields",
		"0 25 * * *":                "five fields",
		"every day":                 "five fields",
		"@sometimes":                "five fields",
		"@every banana":             "five fields",
		"0 0 30 2 *":                "no such day",
		"TZ=":                       "time zone",
		"TZ=Asia/Tokyo 0 7 * * *":   "time zone",
		"CRON_TZ=Nowhere 0 7 * * *": "time zone",
	} {
		assert.ErrorContains(t, jobs.CheckSpec(bad), says, "%q", bad)
	}
}

// next lists the first runs after a time in a zone.
func next(t *testing.T, spec, zone, after string, n int) []string {
	t.Helper()
	z := mustZone(zone)
	start, err := time.ParseInLocation("2006-01-02 15:04", after, z)
	require.NoError(t, err)
	c := newClock(start)
	r := jobs.New(nil, c, z, nil)
	require.NoError(t, r.Add("flag", spec, nil))
	var times []string
	for range n {
		at := r.Next("flag")
		times = append(times, at.Format("2006-01-02 15:04 -07"))
		c.set(at)
	}
	return times
}

func TestTimesFollowTheZone(t *testing.T) {
	assert.Equal(t, []string{"2026-03-28 07:00 +01", "2026-03-29 07:00 +02", "2026-03-30 07:00 +02"},
		next(t, "0 7 * * *", "Europe/Berlin", "2026-03-27 12:00", 3), "clocks go forward")
	assert.Equal(t, []string{"2026-10-24 07:00 +02", "2026-10-25 07:00 +01", "2026-10-26 07:00 +01"},
		next(t, "0 7 * * *", "Europe/Berlin", "2026-10-23 12:00", 3), "clocks go back")
	assert.Equal(t, []string{"2026-09-05 00:00 -04", "2026-09-07 00:00 -03"},
		next(t, "@daily", "America/Santiago", "2026-09-04 12:00", 2), "cron leaves out a day without a midnight")
	assert.Equal(t, []string{"2026-04-22 08:00 +08", "2026-04-22 14:00 +08", "2026-04-22 20:00 +08"},
		next(t, "@every 6h", "Asia/Shanghai", "2026-04-22 03:17", 3), "whenever a server was started")
}

func TestNextOfAnUnknownJob(t *testing.T) {
	r := jobs.New(nil, newClock(at(22, 9, 0)), shanghai, nil)
	require.NoError(t, r.Add("flag", "0 7 * * *", nil))
	assert.Equal(t, []string{"flag"}, r.Names())
	assert.True(t, r.Next("mail").IsZero())
	assert.ErrorContains(t, r.Add("mail", "never", nil), "“never”")
}
