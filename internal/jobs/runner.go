// Package jobs runs what has to happen by itself: it holds all of cron. A job
// runs once at each of its times among all servers of a database, and what was
// missed while none was running is caught up at the next start.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"foresaid/internal/ledger"
)

// retryAfter is how long a job that failed, or that another server was
// running, waits before it is looked at again.
const retryAfter = 5 * time.Minute

// Func is what a job does. It returns how many things it changed.
type Func func(ctx context.Context) (affected int, err error)

// Job is something that has to happen by itself.
type Job struct {
	Name     string
	Schedule string        // in cron's five fields, one of its words, such as "@daily", or Off
	Jitter   time.Duration // it starts up to that much after its time, so that many don't at once
	Limit    time.Duration // after which it is cut off; 0 for never
	Do       Func
}

// Runner runs jobs by their schedules.
type Runner struct {
	store ledger.Store
	clock Clock
	zone  *time.Location
	log   *slog.Logger

	jobs   []job
	random func(time.Duration) time.Duration // from 0 on, below its argument
	cancel context.CancelFunc
	wait   sync.WaitGroup
}

type job struct {
	Job
	schedule cron.Schedule
}

// Clock is the time, and the means to wait for it.
type Clock interface {
	Now() time.Time
	// Until is closed or sent to when t has come, or a moment later; stop
	// frees what waits.
	Until(t time.Time) (come <-chan time.Time, stop func())
}

// New returns a runner without jobs whose schedules are in zone.
func New(store ledger.Store, clock Clock, zone *time.Location, log *slog.Logger) *Runner {
	return &Runner{store: store, clock: clock, zone: zone, log: log, random: rand.N[time.Duration]}
}

// Add adds jobs before Start.
func (r *Runner) Add(all ...Job) error {
	for _, j := range all {
		s, err := parse(j.Schedule)
		if err != nil {
			return fmt.Errorf("schedule of job %s, “%s”: %w", j.Name, j.Schedule, err)
		}
		r.jobs = append(r.jobs, job{j, s})
	}
	return nil
}

// Planned is a job with the time at which it will run next, zero for one that
// is off.
type Planned struct {
	Name, Schedule string
	Next           time.Time
}

// Plan lists the jobs.
func (r *Runner) Plan() []Planned {
	plan := make([]Planned, len(r.jobs))
	for i, j := range r.jobs {
		plan[i] = Planned{j.Name, j.Schedule, j.schedule.Next(r.now())}
	}
	return plan
}

// RunNow runs a job by hand. It is NotFound if there is none of that name, and
// a Conflict while it is running anywhere.
func (r *Runner) RunNow(ctx context.Context, name string) (affected int, err error) {
	names := make([]string, len(r.jobs))
	for i, j := range r.jobs {
		names[i] = j.Name
		if j.Name == name {
			_, err := r.Do(ctx, name, ledger.ByHand, r.now(), func(ctx context.Context) (int, error) {
				var err error
				affected, err = r.limited(ctx, j)
				return affected, err
			})
			return affected, err
		}
	}
	return 0, ledger.Errorf(ledger.NotFound, "job_unknown", "There is no job “%s”; there are %s", name, strings.Join(names, ", "))
}

func (r *Runner) now() time.Time { return r.clock.Now().In(r.zone) }

// Start catches up what was missed, and then runs the jobs at their times
// until Stop.
func (r *Runner) Start(ctx context.Context) {
	ctx, r.cancel = context.WithCancel(ctx)
	for _, j := range r.jobs {
		if j.Schedule == Off {
			continue
		}
		r.wait.Go(func() { r.loop(ctx, j) })
	}
}

// Stop cancels the jobs that are running and waits for them, as long as ctx
// lets it.
func (r *Runner) Stop(ctx context.Context) error {
	r.cancel()
	done := make(chan struct{})
	go func() {
		r.wait.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (r *Runner) loop(ctx context.Context, j job) {
	trigger := ledger.CaughtUp
	for {
		// A start, a clock that jumps, or a machine that slept, leaves slots
		// behind: one run makes up for all of them.
		err := r.run(ctx, j, trigger, r.latest(j))
		if ctx.Err() != nil {
			return
		}
		next := j.schedule.Next(r.now())
		next = next.Add(r.jitter(j, next))
		trigger = ledger.Scheduled
		if retry := r.now().Add(retryAfter); err != nil && retry.Before(next) {
			next, trigger = retry, ledger.CaughtUp
		}
		come, stop := r.clock.Until(next)
		select {
		case <-ctx.Done():
			stop()
			return
		case <-come:
		}
	}
}

// jitter is how long after its time a job starts; the slot after that is still
// to come then.
func (r *Runner) jitter(j job, slot time.Time) time.Duration {
	most := min(j.Jitter, j.schedule.Next(slot).Sub(slot)/2)
	if most <= 0 {
		return 0
	}
	return r.random(most)
}

// limited does a job, and cuts it off when its time is up.
func (r *Runner) limited(ctx context.Context, j job) (int, error) {
	if j.Limit <= 0 {
		return j.Do(ctx)
	}
	tooLong := ledger.Errorf(ledger.Unavailable, "job_too_long", "The job took longer than %s and was cut off", j.Limit)
	ctx, cut := context.WithCancelCause(ctx)
	defer cut(nil)
	come, stop := r.clock.Until(r.now().Add(j.Limit))
	defer stop()
	go func() {
		select {
		case <-come:
			cut(tooLong)
		case <-ctx.Done():
		}
	}()
	n, err := j.Do(ctx)
	if err != nil && errors.Is(context.Cause(ctx), tooLong) {
		err = tooLong.Because(err)
	}
	return n, err
}

// latest is the newest slot that has come.
func (r *Runner) latest(j job) time.Time {
	now := r.now()
	for back := time.Hour; ; back *= 4 {
		slot := j.schedule.Next(now.Add(-back))
		if slot.IsZero() || slot.After(now) {
			continue
		}
		for next := j.schedule.Next(slot); !next.After(now); next = j.schedule.Next(slot) {
			slot = next
		}
		return slot
	}
}

func (r *Runner) run(ctx context.Context, j job, trigger ledger.RunTrigger, slot time.Time) error {
	ran, err := r.Do(ctx, j.Name, trigger, slot, func(ctx context.Context) (int, error) { return r.limited(ctx, j) })
	switch {
	case ledger.CodeOf(err) == ledger.Conflict && !ran:
		r.log.Debug("job is running elsewhere", "job", j.Name, "slot", slot)
	case err != nil && ctx.Err() == nil:
		r.log.Error("job failed", "job", j.Name, "slot", slot, "err", err)
	case ran && err == nil:
		r.log.Info("job ran", "job", j.Name, "slot", slot, "trigger", trigger)
	}
	return err
}

// Do runs a job now and keeps a record of the run. Unless it is run by hand,
// it does nothing if the slot has been run, here or by another server. While
// the job is running anywhere it is a Conflict. ran tells whether it ran.
func (r *Runner) Do(ctx context.Context, name string, trigger ledger.RunTrigger, slot time.Time, do Func) (ran bool, err error) {
	free, err := r.store.Exclusively(ctx, name, func(ctx context.Context) error {
		if trigger != ledger.ByHand {
			last, err := r.store.LastEnded(ctx, name)
			if err == nil && !last.Slot.Before(slot.Truncate(time.Millisecond)) {
				return nil
			}
			if err != nil && ledger.CodeOf(err) != ledger.NotFound {
				return err
			}
		}
		ran = true
		return r.keep(ctx, ledger.JobRun{Job: name, Trigger: trigger, Slot: slot, StartedAt: r.now()}, do)
	})
	if err == nil && !free {
		err = ledger.Errorf(ledger.Conflict, "job_running", "The job “%s” is running already", name)
	}
	return ran, err
}

// keep runs do and keeps how it went, also when ctx is cancelled meanwhile.
func (r *Runner) keep(ctx context.Context, run ledger.JobRun, do Func) error {
	if err := r.store.AddRun(ctx, &run); err != nil {
		return err
	}
	var err error
	run.Affected, err = r.guarded(ctx, run.Job, do)
	run.EndedAt = r.now()
	if err != nil {
		run.Error = err.Error()
	}
	if kept := r.store.EndRun(context.WithoutCancel(ctx), run); err == nil {
		err = kept
	}
	return err
}

// guarded turns a panic into an error, so that it does not stop the rest.
func (r *Runner) guarded(ctx context.Context, name string, do Func) (n int, err error) {
	defer func() {
		if p := recover(); p != nil {
			r.log.Error("job panicked", "job", name, "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return do(ctx)
}
