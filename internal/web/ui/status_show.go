package ui

import "time"

// NextRun is when a job will run next.
type NextRun struct {
	Job string
	At  time.Time
}
