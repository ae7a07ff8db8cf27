package tracker_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
	"foresaid/internal/store"
	"foresaid/internal/store/storetest"
	"foresaid/internal/tracker"
)

// fixture is a tracker on a fresh database, on a day that a test can move.
type fixture struct {
	*tracker.Tracker
	t     *testing.T
	store *store.Store
	now   time.Time
}

const by = "tester"

// each runs fn on every database, on 1 March 2026 in Shanghai.
func each(t *testing.T, fn func(t *testing.T, f *fixture)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, url string) {
		zone, err := time.LoadLocation("Asia/Shanghai")
		require.NoError(t, err)
		f := &fixture{t: t, store: storetest.Open(t, url), now: time.Date(2026, 3, 1, 9, 0, 0, 0, zone)}
		f.Tracker = tracker.New(f.store, func() time.Time { return f.now }, zone)
		fn(t, f)
		last, err := f.Verify(context.Background())
		require.NoError(t, err, "the log must hold after every test")
		if last.Number > 0 {
			require.NotEmpty(t, last.Hash)
		}
		_, wrong, err := f.store.Rescore(context.Background(), nil)
		require.NoError(t, err)
		require.Zero(t, wrong, "the tallies must be in step after every test")
	})
}

func (f *fixture) ctx() context.Context { return context.Background() }

// log logs a draft that must be accepted.
func (f *fixture) log(d tracker.Draft) ledger.ClaimLine {
	f.t.Helper()
	done, _, err := f.Log(f.ctx(), by, d)
	require.NoError(f.t, err)
	return done.Claim
}

// claim reads a claim back.
func (f *fixture) claim(publicID string) ledger.ClaimLine {
	f.t.Helper()
	c, err := f.store.Claim(f.ctx(), publicID)
	require.NoError(f.t, err)
	return c
}

// kinds are the kinds of the entries about a claim, oldest first.
func (f *fixture) kinds(publicID string) []ledger.EntryKind {
	f.t.Helper()
	entries, err := f.store.EntriesOf(f.ctx(), ledger.ClaimSubject(publicID))
	require.NoError(f.t, err)
	kinds := make([]ledger.EntryKind, len(entries))
	for i, e := range entries {
		kinds[i] = e.Kind
	}
	return kinds
}

// at are the keys of the problems in err, by field.
func at(t *testing.T, err error) map[string]string {
	t.Helper()
	var p ledger.Problems
	p.Add(err)
	keys := map[string]string{}
	for _, e := range p {
		keys[e.Field] = e.Key
	}
	return keys
}

func day(s string) ledger.Date {
	d, err := ledger.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// gpt5 is a complete draft.
func gpt5() tracker.Draft {
	return tracker.Draft{
		Statement: "GPT-5 is much more capable than GPT-4", Quote: "a lot smarter than GPT-4", QuoteLang: "en",
		Speaker: "Sam Altman", Deadline: "end of 2025", DeadlineKind: "inferred", Confidence: "95%", Topics: "ai, openai",
		Source: tracker.SourceDraft{
			Title: "Stanford talk", Link: "https://example.org/talk", Kind: "talk", EventOn: "2024-04-24", Lang: "en",
		},
	}
}

// tally adds up a speaker's claims.
func (f *fixture) tally(speakerID int64) (ledger.Tally, error) {
	claims, err := f.store.ScoredClaims(f.ctx(), ledger.ScoreFilter{SpeakerIDs: []int64{speakerID}})
	return scoring.View{Today: f.Today()}.Tally(claims), err
}
