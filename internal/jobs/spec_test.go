package jobs_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/jobs"
	"foresaid/internal/ledger"
)

func TestSpecs(t *testing.T) {
	for _, good := range []string{"0 7 * * *", "*/15 8-18 * * 1-5", "30 2 29 2 *", "0 0 1 jan *", "@daily", "@hourly", "@weekly", "@every 6h", "@every 90m", "off"} {
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
	require.NoError(t, r.Add(jobs.Job{Name: "flag", Schedule: spec, Do: nil}))
	var times []string
	for range n {
		at := r.Plan()[0].Next
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
	for _, c := range []struct {
		why, spec, zone, after string
		want                   []string
	}{
		{"a time that a day does not have", "30 2 * * *", "Europe/Berlin", "2026-03-28 12:00", []string{"2026-03-29 03:00 +02", "2026-03-30 02:30 +02"}},
		{"a time that a day has twice", "30 2 * * *", "Europe/Berlin", "2026-10-24 12:00", []string{"2026-10-25 02:30 +02", "2026-10-26 02:30 +01"}},
		{"every hour of a short night", "0 * * * *", "Europe/Berlin", "2026-03-29 00:30", []string{"2026-03-29 01:00 +01", "2026-03-29 03:00 +02", "2026-03-29 04:00 +02"}},
		{"every hour of a long night", "0 * * * *", "Europe/Berlin", "2026-10-25 01:30", []string{"2026-10-25 02:00 +02", "2026-10-25 02:00 +01", "2026-10-25 03:00 +01"}},
		{"some hours of a short night", "15 1-3 * * *", "Europe/Berlin", "2026-03-29 00:30", []string{"2026-03-29 01:15 +01", "2026-03-29 03:00 +02", "2026-03-29 03:15 +02"}},
		{"a day without a midnight", "@daily", "America/Santiago", "2026-09-04 12:00", []string{"2026-09-05 00:00 -04", "2026-09-06 01:00 -03", "2026-09-07 00:00 -03"}},
		{"a day with two midnights", "@daily", "America/Havana", "2026-10-31 12:00", []string{"2026-11-01 00:00 -04", "2026-11-02 00:00 -05"}},
		{"half an hour", "15 2 * * *", "Australia/Lord_Howe", "2026-10-03 12:00", []string{"2026-10-04 02:30 +11", "2026-10-05 02:15 +11"}},
		{"a weekday that is cut", "30 2 * * 0", "America/New_York", "2026-03-01 12:00", []string{"2026-03-08 03:00 -04", "2026-03-15 02:30 -04"}},
		{"no clock is ever set", "30 2 * * *", "Asia/Shanghai", "2026-03-28 12:00", []string{"2026-03-29 02:30 +08", "2026-03-30 02:30 +08"}},
	} {
		assert.Equal(t, c.want, next(t, c.spec, c.zone, c.after, len(c.want)), c.why)
	}
	assert.Equal(t, []string{"0001-01-01 00:00 +00"}, next(t, jobs.Off, "Europe/Berlin", "2026-03-28 12:00", 1))
	assert.Equal(t, []string{"2026-04-22 08:00 +08", "2026-04-22 14:00 +08", "2026-04-22 20:00 +08"},
		next(t, "@every 6h", "Asia/Shanghai", "2026-04-22 03:17", 3), "whenever a server was started")
}

func TestPlan(t *testing.T) {
	r := jobs.New(nil, newClock(at(22, 9, 0)), shanghai, nil)
	require.NoError(t, r.Add(jobs.Job{Name: "flag", Schedule: "0 7 * * *"}, jobs.Job{Name: "backup", Schedule: jobs.Off}))
	assert.Equal(t, []jobs.Planned{{Name: "flag", Schedule: "0 7 * * *", Next: at(23, 7, 0)}, {Name: "backup", Schedule: jobs.Off}}, r.Plan())
	_, err := r.RunNow(t.Context(), "mail")
	assert.Equal(t, ledger.NotFound, ledger.CodeOf(err))
	assert.ErrorContains(t, err, "flag, backup")
	assert.ErrorContains(t, r.Add(jobs.Job{Name: "mail", Schedule: "never"}), "“never”")
}
