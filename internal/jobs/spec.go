package jobs

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// Off is the schedule of a job that is run by hand only.
const Off = "off"

// CheckSpec tells, with an error that says what is allowed, if a schedule
// can't be read.
func CheckSpec(spec string) error {
	_, err := parse(spec)
	return err
}

// someDay is a day from which every date of the calendar comes within the five
// years that cron looks ahead.
var someDay = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

func parse(spec string) (cron.Schedule, error) {
	if spec == Off {
		return never{}, nil
	}
	if strings.HasPrefix(spec, "TZ=") || strings.HasPrefix(spec, "CRON_TZ=") {
		return nil, errors.New("must not name a time zone: schedules are in tracker.timezone")
	}
	s, err := cron.ParseStandard(spec)
	if err != nil {
		return nil, fmt.Errorf("must be five fields (minute hour day month weekday), such as “0 7 * * *”, or @daily, @hourly, @every 6h, off: %w", err)
	}
	if delay, ok := s.(cron.ConstantDelaySchedule); ok {
		return every(delay.Delay), nil
	}
	if s.Next(someDay).IsZero() {
		return nil, errors.New("must be a time that comes: no such day is in the calendar")
	}
	fields, ok := s.(*cron.SpecSchedule)
	return onTheWall{s, !ok || fields.Hour&everyHour == 0}, nil
}

// never is the schedule of what is off.
type never struct{}

// Next implements cron.Schedule: there is none.
func (never) Next(time.Time) time.Time { return time.Time{} }

// everyHour is the bit by which cron marks a field that is *.
const everyHour = 1 << 63

// onTheWall is a schedule by the clock on the wall, on the days on which that
// is set, too. Cron leaves out the times that a day in spring does not have,
// and runs twice at those that a day in autumn has twice. Here, the former run
// when the clock has been set, and the latter once, unless they are of every
// hour.
type onTheWall struct {
	cron.Schedule
	once bool
}

// Next implements cron.Schedule.
func (w onTheWall) Next(t time.Time) time.Time {
	next := w.Schedule.Next(t)
	for w.once && !next.IsZero() && isRepeated(next) {
		next = w.Schedule.Next(next)
	}
	// what cron would do if clocks were never set
	wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
	missing := w.Schedule.Next(wall)
	if missing.IsZero() {
		return next
	}
	there := time.Date(missing.Year(), missing.Month(), missing.Day(), missing.Hour(), missing.Minute(), missing.Second(), 0, t.Location())
	if there.Hour() == missing.Hour() && there.Minute() == missing.Minute() {
		return next
	}
	if set := setBetween(there.Add(-3*time.Hour), there.Add(3*time.Hour)); set.After(t) && (next.IsZero() || set.Before(next)) {
		return set
	}
	return next
}

// isRepeated tells whether the wall has shown the same time before on that day.
func isRepeated(t time.Time) bool {
	_, now := t.Zone()
	_, before := t.Add(-3 * time.Hour).Zone()
	if before <= now {
		return false
	}
	_, then := t.Add(-time.Duration(before-now) * time.Second).Zone()
	return then == before
}

// setBetween is the first moment after the clock was set between two times.
func setBetween(from, to time.Time) time.Time {
	_, before := from.Zone()
	for to.Sub(from) > time.Second {
		middle := from.Add(to.Sub(from) / 2)
		if _, offset := middle.Zone(); offset == before {
			from = middle
		} else {
			to = middle
		}
	}
	return to.Truncate(time.Second)
}

// every is a schedule at the multiples of a duration. Cron's own counts from
// the start of a server, so that several servers would not agree.
type every time.Duration

// Next implements cron.Schedule.
func (e every) Next(t time.Time) time.Time {
	return t.Truncate(time.Duration(e)).Add(time.Duration(e))
}
