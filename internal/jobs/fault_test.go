package jobs_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/jobs"
	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
)

func TestAFailureIsKeptAndTriedAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		s, c := storetest.Open(t, url), newClock(at(22, 9, 0))
		r, log := newRunner(s, c)
		tries := 0
		require.NoError(t, r.Add(jobs.Job{Name: "flag", Schedule: "0 7 * * *", Do: func(context.Context) (int, error) {
			switch tries++; tries {
			case 1:
				return 0, errors.New("disk on fire")
			case 2:
				panic("no such disk")
			}
			return 7, nil
		}}))
		r.Start(t.Context())
		c.idle(t, at(22, 9, 5))
		c.set(at(22, 9, 5))
		c.idle(t, at(22, 9, 10))
		c.set(at(22, 9, 10))
		c.idle(t, at(23, 7, 0))
		stop(t, r)

		kept := runs(t, s)
		require.Len(t, kept, 3)
		assert.Equal(t, "disk on fire", kept[0].Error)
		assert.Equal(t, "panic: no such disk", kept[1].Error)
		assert.Equal(t, ledger.JobRun{
			ID: kept[2].ID, Job: "flag", Trigger: ledger.CaughtUp, Slot: kept[2].Slot, StartedAt: kept[2].StartedAt,
			EndedAt: kept[2].EndedAt, Affected: 7,
		}, kept[2])
		for _, run := range kept {
			assert.True(t, run.Slot.Equal(at(22, 7, 0)), "always the slot that was missed")
			assert.False(t, run.EndedAt.IsZero())
		}
		assert.Contains(t, log.String(), `msg="job failed" job=flag`)
		assert.Contains(t, log.String(), "fault_test.go", "the stack of the panic")
	})
}

func TestStopDrains(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		s, c := storetest.Open(t, url), newClock(at(22, 9, 0))
		r, log := newRunner(s, c)
		started := make(chan bool, 1)
		require.NoError(t, r.Add(jobs.Job{Name: "flag", Schedule: "0 7 * * *", Do: func(ctx context.Context) (int, error) {
			started <- true
			<-ctx.Done()
			return 2, ctx.Err()
		}}))
		r.Start(t.Context())
		soon(t, started)
		stop(t, r)
		kept := runs(t, s)
		require.Len(t, kept, 1)
		assert.False(t, kept[0].EndedAt.IsZero(), "its end is kept although it was cancelled")
		assert.Equal(t, context.Canceled.Error(), kept[0].Error)
		assert.NotContains(t, log.String(), "ERROR", "being stopped is no fault")

		_, err := s.LastEnded(t.Context(), "flag")
		assert.Equal(t, ledger.NotFound, ledger.CodeOf(err), "so it is caught up at the next start")
	})
}

func TestStopDoesNotWaitForEver(t *testing.T) {
	s, c := storetest.Open(t, storetest.SQLite(t)), newClock(at(22, 9, 0))
	r, _ := newRunner(s, c)
	started, release := make(chan bool, 1), make(chan bool)
	require.NoError(t, r.Add(jobs.Job{Name: "flag", Schedule: "0 7 * * *", Do: func(context.Context) (int, error) {
		started <- true
		<-release
		return 0, nil
	}}))
	r.Start(t.Context())
	soon(t, started)
	patience, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, r.Stop(patience), context.Canceled)
	close(release)
	stop(t, r)
}

func TestOneAtATime(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		s, c := storetest.Open(t, url), newClock(at(22, 9, 0))
		r, _ := newRunner(s, c)
		ran, err := r.Do(t.Context(), "flag", ledger.Scheduled, at(22, 7, 0), func(ctx context.Context) (int, error) {
			for _, trigger := range []ledger.RunTrigger{ledger.ByHand, ledger.Scheduled, ledger.CaughtUp} {
				ran, err := r.Do(ctx, "flag", trigger, at(23, 7, 0), func(context.Context) (int, error) { panic("two at once") })
				assert.False(t, ran)
				assert.Equal(t, ledger.Conflict, ledger.CodeOf(err))
			}
			ran, err := r.Do(ctx, "mail", ledger.ByHand, at(22, 7, 0), func(context.Context) (int, error) { return 0, nil })
			assert.True(t, ran, "another job may run meanwhile")
			return 0, err
		})
		require.NoError(t, err)
		assert.True(t, ran)
		for _, slot := range []time.Time{at(22, 7, 0), at(21, 7, 0)} {
			ran, err := r.Do(t.Context(), "flag", ledger.Scheduled, slot, func(context.Context) (int, error) { panic("again") })
			require.NoError(t, err)
			assert.False(t, ran, "the slot has been run")
		}
	})
}

func TestABrokenDatabase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		s, c := storetest.Open(t, url), newClock(at(22, 9, 0))
		r, log := newRunner(s, c)
		n := daily(t, r)
		require.NoError(t, s.Close())
		r.Start(t.Context())
		c.idle(t, at(22, 9, 5))
		stop(t, r)
		assert.Zero(t, n.Load(), "nothing is done that can't be kept")
		assert.Contains(t, log.String(), "job failed")
	})
}

func TestTheMachinesClock(t *testing.T) {
	c := jobs.SystemClock{}
	come, stop := c.Until(c.Now().Add(-time.Hour))
	soon(t, come)
	stop()
	come, stop = c.Until(c.Now().Add(time.Millisecond))
	assert.False(t, soon(t, come).IsZero())
	stop()
	_, stop = c.Until(c.Now().Add(time.Hour))
	stop() // and nothing is left waiting: see TestMain
}
