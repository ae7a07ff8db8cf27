package jobs_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/jobs"
	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
)

// daily adds a job at 07:00 that counts its runs.
func daily(t *testing.T, r *jobs.Runner) *atomic.Int32 {
	t.Helper()
	var n atomic.Int32
	require.NoError(t, r.Add(jobs.Job{Name: "flag", Schedule: "0 7 * * *", Do: func(context.Context) (int, error) {
		n.Add(1)
		return 3, nil
	}}))
	return &n
}

func TestRunsAtItsTimes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		s, c := storetest.Open(t, url), newClock(at(22, 9, 0))
		r, log := newRunner(s, c)
		n := daily(t, r)
		r.Start(t.Context())
		c.idle(t, at(23, 7, 0)) // the first start has run it
		c.set(at(23, 6, 59))
		c.set(at(23, 7, 0))
		c.idle(t, at(24, 7, 0))
		c.set(at(24, 7, 2))
		c.idle(t, at(25, 7, 0))
		stop(t, r)

		assert.Equal(t, int32(3), n.Load())
		kept := runs(t, s)
		require.Len(t, kept, 3)
		for i, want := range []struct {
			trigger    ledger.RunTrigger
			slot, came time.Time
		}{
			{ledger.CaughtUp, at(22, 7, 0), at(22, 9, 0)},
			{ledger.Scheduled, at(23, 7, 0), at(23, 7, 0)},
			{ledger.Scheduled, at(24, 7, 0), at(24, 7, 2)},
		} {
			run := kept[i]
			assert.Equal(t, want.trigger, run.Trigger)
			assert.True(t, run.Slot.Equal(want.slot), "slot %s", run.Slot)
			assert.True(t, run.StartedAt.Equal(want.came) && run.EndedAt.Equal(want.came), "%s to %s", run.StartedAt, run.EndedAt)
			assert.Equal(t, 3, run.Affected)
			assert.Empty(t, run.Error)
		}
		assert.Contains(t, log.String(), `msg="job ran" job=flag`)
	})
}

func TestCatchesUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		s := storetest.Open(t, url)
		start := func(now, next time.Time) int {
			t.Helper()
			c := newClock(now)
			r, _ := newRunner(s, c)
			daily(t, r)
			r.Start(t.Context())
			c.idle(t, next)
			stop(t, r)
			return len(runs(t, s))
		}
		assert.Equal(t, 1, start(at(10, 9, 0), at(11, 7, 0)), "it never ran")
		assert.Equal(t, 1, start(at(10, 23, 59), at(11, 7, 0)), "nothing was missed")
		assert.Equal(t, 1, start(at(11, 6, 59), at(11, 7, 0)), "nothing was missed")
		assert.Equal(t, 2, start(at(11, 7, 0), at(12, 7, 0)), "started just at its time")
		assert.Equal(t, 3, start(at(22, 6, 0), at(22, 7, 0)), "one run for eleven days of downtime")
		last := runs(t, s)[2]
		assert.Equal(t, ledger.CaughtUp, last.Trigger)
		assert.True(t, last.Slot.Equal(at(21, 7, 0)), "the latest that was missed, not %s", last.Slot)
		assert.Equal(t, 3, start(at(21, 12, 0), at(22, 7, 0)), "the clock was set back")
	})
}

func TestCatchesUpARunThatWasCutOff(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		s, c := storetest.Open(t, url), newClock(at(22, 9, 0))
		require.NoError(t, s.AddRun(t.Context(), &ledger.JobRun{
			Job: "flag", Trigger: ledger.Scheduled, Slot: at(22, 7, 0), StartedAt: at(22, 7, 0),
		}))
		r, _ := newRunner(s, c)
		n := daily(t, r)
		r.Start(t.Context())
		c.idle(t, at(23, 7, 0))
		stop(t, r)
		assert.Equal(t, int32(1), n.Load())
		kept := runs(t, s)
		require.Len(t, kept, 2)
		assert.True(t, kept[0].EndedAt.IsZero(), "what became of it is not known")
		assert.Equal(t, ledger.CaughtUp, kept[1].Trigger)
	})
}

func TestByHandDoesNotCount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		s, c := storetest.Open(t, url), newClock(at(22, 9, 0))
		r, _ := newRunner(s, c)
		n := daily(t, r)
		for range 2 {
			ran, err := r.Do(t.Context(), "flag", ledger.ByHand, c.Now(), func(context.Context) (int, error) { return 1, nil })
			require.NoError(t, err)
			assert.True(t, ran, "as often as one likes")
		}
		r.Start(t.Context())
		c.idle(t, at(23, 7, 0))
		stop(t, r)
		assert.Equal(t, int32(1), n.Load(), "by hand may be as of another day")
		assert.Len(t, runs(t, s), 3)
	})
}

func TestOnceAmongServers(t *testing.T) {
	url := storetest.Postgres(t)
	var ran atomic.Int32
	var all sync.WaitGroup
	clocks := make([]*clock, 3)
	for i := range clocks {
		clocks[i] = newClock(at(22, 6, 0))
		r, _ := newRunner(storetest.Open(t, url), clocks[i])
		require.NoError(t, r.Add(jobs.Job{Name: "flag", Schedule: "0 7 * * *", Do: func(context.Context) (int, error) {
			ran.Add(1)
			return 0, nil
		}}))
		t.Cleanup(func() { assert.NoError(t, r.Stop(context.Background())) })
		r.Start(t.Context())
	}
	s := storetest.Open(t, url)
	for day := 22; day < 27; day++ {
		before := ran.Load()
		for _, c := range clocks {
			all.Go(func() {
				c.set(at(day, 7, 0))
				for { // one that found it running looks again a little later
					until := soon(t, c.asked)
					if until.Equal(at(day+1, 7, 0)) {
						return
					}
					c.set(until)
				}
			})
		}
		all.Wait()
		assert.LessOrEqual(t, ran.Load()-before, int32(2), "once, and once for what the first start caught up")
	}
	slots := map[string]int{}
	for _, run := range runs(t, s) {
		slots[run.Slot.In(shanghai).Format("02 15:04")]++
	}
	assert.Equal(t, map[string]int{"21 07:00": 1, "22 07:00": 1, "23 07:00": 1, "24 07:00": 1, "25 07:00": 1, "26 07:00": 1}, slots)
	assert.Equal(t, int32(6), ran.Load())
}
