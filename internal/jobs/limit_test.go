package jobs_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/jobs"
	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
)

func TestJitterStartsLater(t *testing.T) {
	s, c := storetest.Open(t, storetest.SQLite(t)), newClock(at(22, 9, 0))
	r, _ := newRunner(s, c)
	var most []time.Duration
	r.Random(func(below time.Duration) time.Duration {
		most = append(most, below)
		return below - time.Minute
	})
	require.NoError(t, r.Add(jobs.Job{Name: "flag", Schedule: "0 7 * * *", Jitter: 10 * time.Minute, Do: func(context.Context) (int, error) { return 0, nil }}))
	r.Start(t.Context())
	c.idle(t, at(23, 7, 9))
	c.set(at(23, 7, 9))
	c.idle(t, at(24, 7, 9))
	stop(t, r)
	kept := runs(t, s)
	require.Len(t, kept, 2)
	assert.True(t, kept[1].Slot.Equal(at(23, 7, 0)), "the slot is the one of the schedule, so that other servers know it")
	assert.True(t, kept[1].StartedAt.Equal(at(23, 7, 9)))
	assert.Equal(t, 10*time.Minute, most[0])

	s, c = storetest.Open(t, storetest.SQLite(t)), newClock(at(22, 9, 1))
	r, _ = newRunner(s, c)
	r.Random(func(below time.Duration) time.Duration { return below })
	require.NoError(t, r.Add(jobs.Job{Name: "poll", Schedule: "*/10 * * * *", Jitter: time.Hour, Do: func(context.Context) (int, error) { return 0, nil }}))
	r.Start(t.Context())
	c.idle(t, at(22, 9, 15)) // half the way to the next slot, at most
	stop(t, r)
}

func TestALongRunIsCutOff(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		s, c := storetest.Open(t, url), newClock(at(22, 9, 0))
		r, log := newRunner(s, c)
		started := make(chan bool, 1)
		require.NoError(t, r.Add(jobs.Job{Name: "flag", Schedule: "0 7 * * *", Limit: 30 * time.Minute, Do: func(ctx context.Context) (int, error) {
			started <- true
			<-ctx.Done()
			return 5, ctx.Err()
		}}))
		r.Start(t.Context())
		soon(t, started)
		c.idle(t, at(22, 9, 30))
		c.set(at(22, 9, 30))
		c.idle(t, at(22, 9, 35)) // when it is tried again
		stop(t, r)
		kept := runs(t, s)
		require.Len(t, kept, 1)
		assert.Contains(t, kept[0].Error, "took longer than 30m0s and was cut off")
		assert.Equal(t, 5, kept[0].Affected, "what it did before is kept")
		assert.Contains(t, log.String(), `msg="job failed" job=flag`)
	})
}

func TestRunNow(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		s, c := storetest.Open(t, url), newClock(at(22, 9, 0))
		r, _ := newRunner(s, c)
		require.NoError(t, r.Add(
			jobs.Job{Name: "backup", Schedule: jobs.Off, Do: func(context.Context) (int, error) { return 4, nil }},
			jobs.Job{Name: "broken", Schedule: jobs.Off, Limit: time.Hour, Do: func(context.Context) (int, error) { panic("no") }},
			jobs.Job{Name: "again", Schedule: jobs.Off, Do: func(ctx context.Context) (int, error) { return r.RunNow(ctx, "again") }},
		))
		n, err := r.RunNow(t.Context(), "backup")
		require.NoError(t, err)
		assert.Equal(t, 4, n)
		_, err = r.RunNow(t.Context(), "broken")
		assert.ErrorContains(t, err, "panic: no")
		_, err = r.RunNow(t.Context(), "again")
		assert.Equal(t, ledger.Conflict, ledger.CodeOf(err), "a job does not run beside itself")
		r.Start(t.Context())
		stop(t, r)
		kept := runs(t, s)
		require.Len(t, kept, 3, "what is off does not run by itself")
		for _, run := range kept {
			assert.Equal(t, ledger.ByHand, run.Trigger)
		}
	})
}

func TestAClockThatJumps(t *testing.T) {
	s, c := storetest.Open(t, storetest.SQLite(t)), newClock(at(10, 9, 0))
	r, _ := newRunner(s, c)
	n := daily(t, r)
	r.Start(t.Context())
	c.idle(t, at(11, 7, 0))
	c.set(at(20, 12, 0)) // the machine slept
	c.idle(t, at(21, 7, 0))
	c.set(at(15, 12, 0)) // the clock was set back: what it waits for has not come
	c.set(at(21, 7, 0))
	c.idle(t, at(22, 7, 0))
	stop(t, r)
	assert.Equal(t, int32(3), n.Load(), "once for all that was slept through")
	slots := map[string]int{}
	for _, run := range runs(t, s) {
		slots[run.Slot.In(shanghai).Format("02")]++
	}
	assert.Equal(t, map[string]int{"10": 1, "20": 1, "21": 1}, slots)
}
