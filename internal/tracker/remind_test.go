package tracker_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
	"foresaid/internal/tracker"
)

// sendAll takes what is ready and keeps it as sent; it returns the digests.
func (f *fixture) sendAll() []tracker.Digest {
	f.t.Helper()
	ready, err := f.ReadyDeliveries(f.ctx(), 100)
	require.NoError(f.t, err)
	var digests []tracker.Digest
	for i := range ready {
		taken, err := f.TakeDelivery(f.ctx(), &ready[i])
		require.NoError(f.t, err)
		require.True(f.t, taken)
		require.NoError(f.t, f.Delivered(f.ctx(), &ready[i]))
		d, err := f.Digest(ready[i])
		require.NoError(f.t, err)
		digests = append(digests, d)
	}
	return digests
}

// Whenever claims come due and whenever servers run, each claim is told with
// the first digest that can tell it, again once in each period in which one
// could, and never otherwise.
func TestEachClaimIsToldOnceAPeriod(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	rapid.Check(t, func(r *rapid.T) {
		f := &fixture{t: t, store: storetest.Open(t, storetest.SQLite(t))}
		defer f.store.Close()
		f.Tracker = tracker.New(f.store, func() time.Time { return f.now }, zone)
		every := rapid.IntRange(1, 9).Draw(r, "every")
		ana := tracker.Recipient{Name: "Ana", Hour: rapid.IntRange(0, 23).Draw(r, "hour"), Channels: []ledger.Channel{ledger.ByMail}}
		start := time.Date(2026, 3, 1, 0, 0, 0, 0, zone)
		f.now = start
		flagged := map[int64]time.Time{} // when each claim came due
		period := map[int64]int{}        // the last that was told
		told := map[string]bool{}        // the days with a digest
		for hour := 0; hour < 24*25; hour += rapid.IntRange(1, 90).Draw(r, "pause") {
			f.now = start.Add(time.Duration(hour) * time.Hour)
			if rapid.Bool().Draw(r, "a claim") {
				c := f.log(tracker.Draft{Statement: fmt.Sprint("Thing ", hour), Speaker: "Lin Wei", Deadline: "2026-02-01", SaidOn: "2025-01-01"})
				_, err := f.Flag(f.ctx(), by, ledger.Date{})
				require.NoError(r, err)
				flagged[c.ID] = f.now
				period[c.ID] = -1
			}
			f.now = f.now.Add(time.Minute)
			_, err := f.MakeDigests(f.ctx(), []tracker.Recipient{ana}, every)
			require.NoError(r, err)
			listed := map[int64]bool{}
			digests := f.sendAll()
			for _, d := range digests {
				require.False(r, told[d.Day.String()], "one a day")
				told[d.Day.String()] = true
				for _, id := range d.Listed {
					listed[id] = true
				}
			}
			if len(digests) == 0 && (f.now.Hour() < ana.Hour || told[f.Today().String()]) {
				continue
			}
			for id, at := range flagged {
				now := f.Today().DaysSince(ledger.DateOf(at)) / every
				require.Equal(r, now > period[id], listed[id], "claim flagged %s in period %d, now %d, told %d", at, now, now, period[id])
				if listed[id] {
					period[id] = now
				}
			}
		}
	})
}

func TestNextTryGrowsAndEnds(t *testing.T) {
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	last := time.Duration(0)
	for n := 1; n < tracker.MostAttempts; n++ {
		pause := tracker.NextTry(n, at).Sub(at)
		assert.Greater(t, pause, last, n)
		last = pause
	}
	assert.True(t, tracker.NextTry(tracker.MostAttempts, at).IsZero())
	assert.True(t, tracker.NextTry(tracker.MostAttempts+1, at).IsZero())
	assert.Equal(t, at.Add(time.Minute), tracker.NextTry(0, at))
}

func TestAnswersAreSigned(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		a := tracker.Answer{ClaimID: "abcdefgh", Recipient: "林伟\nof two lines", Until: f.now.Add(time.Hour).Truncate(time.Second)}
		token, err := f.SignAnswer(f.ctx(), a)
		require.NoError(t, err)
		again, err := f.SignAnswer(f.ctx(), a)
		require.NoError(t, err)
		assert.Equal(t, token, again)
		opened, err := f.OpenAnswer(f.ctx(), token)
		require.NoError(t, err)
		assert.True(t, a.Until.Equal(opened.Until))
		assert.Equal(t, [2]string{a.ClaimID, a.Recipient}, [2]string{opened.ClaimID, opened.Recipient})
		f.now = f.now.Add(time.Hour)
		_, err = f.OpenAnswer(f.ctx(), token)
		assert.Equal(t, ledger.Forbidden, ledger.CodeOf(err))
	})
}

func FuzzOpenAnswer(f *testing.F) {
	s := storetest.Open(f, storetest.SQLite(f))
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	t := tracker.New(s, func() time.Time { return now }, time.UTC)
	good, err := t.SignAnswer(context.Background(), tracker.Answer{ClaimID: "abcdefgh", Recipient: "Ana", Until: now.Add(time.Hour)})
	require.NoError(f, err)
	for _, seed := range []string{good, good[:20], "", ".", good + "=", good + "\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(tt *testing.T, token string) {
		if _, err := t.OpenAnswer(context.Background(), token); err == nil && token != good {
			tt.Errorf("%q was not signed here", token)
		}
	})
}
