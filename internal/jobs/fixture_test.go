package jobs_test

import (
	"bytes"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"foresaid/internal/jobs"
	"foresaid/internal/ledger"
)

func TestMain(m *testing.M) {
	// GORM's cache of statements looks for old ones as long as the program runs.
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("gorm.io/gorm/internal/lru.NewLRU[...].func1"))
}

var shanghai = mustZone("Asia/Shanghai")

func mustZone(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return l
}

// at is a minute of April 2026 in Shanghai.
func at(day, hour, minute int) time.Time {
	return time.Date(2026, 4, day, hour, minute, 0, 0, shanghai)
}

// clock stands still until a test moves it.
type clock struct {
	mu      sync.Mutex
	now     time.Time
	waiting []wait
	asked   chan time.Time // each time that somebody waits for
}

type wait struct {
	until time.Time
	come  chan time.Time
}

func newClock(now time.Time) *clock { return &clock{now: now, asked: make(chan time.Time, 100)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Until(t time.Time) (<-chan time.Time, func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	w := wait{t, make(chan time.Time, 1)}
	if t.After(c.now) {
		c.waiting = append(c.waiting, w)
	} else {
		w.come <- c.now
	}
	c.asked <- t
	return w.come, func() {}
}

// set moves the clock and wakes those whose time has come.
func (c *clock) set(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = now
	var still []wait
	for _, w := range c.waiting {
		if w.until.After(now) {
			still = append(still, w)
		} else {
			w.come <- now
		}
	}
	c.waiting = still
}

// soon receives from a channel, or fails the test.
func soon[T any](t *testing.T, from <-chan T) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(20 * time.Second):
		require.Fail(t, "nothing came")
		panic("unreachable")
	}
}

// idle waits until a runner with one job waits for the given time.
func (c *clock) idle(t *testing.T, until time.Time) {
	t.Helper()
	require.Equal(t, until.Format(time.RFC3339), soon(t, c.asked).Format(time.RFC3339))
}

// book is what a runner logs.
type book struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *book) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *book) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

func newRunner(s ledger.Store, c *clock) (*jobs.Runner, *book) {
	b := &book{}
	return jobs.New(s, c, shanghai, slog.New(slog.NewTextHandler(b, nil))), b
}

func stop(t *testing.T, r *jobs.Runner) {
	t.Helper()
	require.NoError(t, r.Stop(t.Context()))
}

// runs lists what the database keeps of the runs, oldest first.
func runs(t *testing.T, s ledger.Store) []ledger.JobRun {
	t.Helper()
	all, err := s.Runs(t.Context(), ledger.RunFilter{Limit: 100})
	require.NoError(t, err)
	for i, j := 0, len(all)-1; i < j; i, j = i+1, j-1 {
		all[i], all[j] = all[j], all[i]
	}
	return all
}
