package jobs

import "time"

// longestWait bounds one wait, so that a clock that was set, or a machine that
// slept, is noticed.
const longestWait = time.Minute

// SystemClock is the machine's clock.
type SystemClock struct{}

// Now implements Clock.
func (SystemClock) Now() time.Time { return time.Now() }

// Until implements Clock.
func (c SystemClock) Until(t time.Time) (<-chan time.Time, func()) {
	come, quit := make(chan time.Time, 1), make(chan struct{})
	go func() {
		for {
			left := time.Until(t.Round(0)) // by the wall clock
			if left <= 0 {
				come <- time.Now()
				return
			}
			timer := time.NewTimer(min(left, longestWait))
			select {
			case <-timer.C:
			case <-quit:
				timer.Stop()
				return
			}
		}
	}()
	return come, func() { close(quit) }
}
