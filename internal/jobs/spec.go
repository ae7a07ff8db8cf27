package jobs

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

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
	if strings.HasPrefix(spec, "TZ=") || strings.HasPrefix(spec, "CRON_TZ=") {
		return nil, errors.New("must not name a time zone: schedules are in tracker.timezone")
	}
	s, err := cron.ParseStandard(spec)
	if err != nil {
		return nil, fmt.Errorf("must be five fields (minute hour day month weekday), such as “0 7 * * *”, or @daily, @hourly, @every 6h: %w", err)
	}
	if delay, ok := s.(cron.ConstantDelaySchedule); ok {
		return every(delay.Delay), nil
	}
	if s.Next(someDay).IsZero() {
		return nil, errors.New("must be a time that comes: no such day is in the calendar")
	}
	return s, nil
}

// every is a schedule at the multiples of a duration. Cron's own counts from
// the start of a server, so that several servers would not agree.
type every time.Duration

// Next implements cron.Schedule.
func (e every) Next(t time.Time) time.Time {
	return t.Truncate(time.Duration(e)).Add(time.Duration(e))
}
