package jobs

import "time"

// Random makes the jitter known.
func (r *Runner) Random(random func(time.Duration) time.Duration) { r.random = random }
