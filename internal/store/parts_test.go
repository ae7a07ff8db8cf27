package store_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store"
	"foresaid/internal/store/storetest"
)

func TestSpeakers(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		altman := addSpeaker(t, s, "Sam Altman", "山姆·奥特曼", "萨姆·奥尔特曼")
		musk := addSpeaker(t, s, "Elon Musk", "马斯克")
		back, err := s.Speaker(ctx, altman.PublicID)
		require.NoError(t, err)
		require.Equal(t, altman, back)
		for _, name := range []string{"sam altman", "SAM  ALTMAN", "山姆・奥特曼", "萨姆·奥尔特曼"} {
			found, err := s.SpeakersNamed(ctx, name)
			require.NoError(t, err)
			require.Equal(t, []ledger.Speaker{altman}, found, name)
		}
		for text, want := range map[string][]ledger.Suggestion{
			"奥特":   {{PublicID: altman.PublicID, Name: "Sam Altman", Matched: "山姆·奥特曼", Detail: "role of Sam Altman"}},
			"ALT":  {{PublicID: altman.PublicID, Name: "Sam Altman", Detail: "role of Sam Altman"}},
			"zzz":  nil,
			"%":    {{PublicID: altman.PublicID, Name: "Sam Altman", Detail: "role of Sam Altman"}, {PublicID: musk.PublicID, Name: "Elon Musk", Detail: "role of Elon Musk"}},
			"musk": {{PublicID: musk.PublicID, Name: "Elon Musk", Detail: "role of Elon Musk"}},
		} {
			found, err := s.SuggestSpeakers(ctx, text, 5)
			require.NoError(t, err)
			require.Equal(t, want, found, text)
		}
		changed := altman
		changed.Aliases, changed.Links = []string{"奥特曼"}, []string{"https://a", "https://b"}
		inTx(t, s, func(tx ledger.Store) error { return tx.UpdateSpeaker(ctx, &changed) })
		err = s.InTx(ctx, func(tx ledger.Store) error { return tx.UpdateSpeaker(ctx, &altman) })
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err))
		back, err = s.SpeakerByID(ctx, altman.ID)
		require.NoError(t, err)
		require.Equal(t, changed, back)
	})
}

// Many fitting names of one speaker leave room for the others.
func TestASpeakerIsSuggestedOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var aliases []string
		for i := range 30 {
			aliases = append(aliases, fmt.Sprint("Oracle ", i))
		}
		first, second := addSpeaker(t, s, "The Oracle", aliases...), addSpeaker(t, s, "Another Oracle")
		found, err := s.SuggestSpeakers(ctx, "oracle", 2)
		require.NoError(t, err)
		require.Equal(t, []ledger.Suggestion{
			{PublicID: first.PublicID, Name: "The Oracle", Matched: "Oracle 0", Detail: "role of The Oracle"},
			{PublicID: second.PublicID, Name: "Another Oracle", Detail: "role of Another Oracle"},
		}, found)
	})
}

func TestSpeakersArePagedWithTheirTallies(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for i := range 7 {
			sp := addSpeaker(t, s, string(rune('g'-i)))
			for j := range i / 2 {
				addClaim(t, s, claim(sp, fmt.Sprint(j), "2025-01-01"))
			}
		}
		for sort, want := range map[ledger.SpeakerSort]string{ledger.ByName: "abcdefg", ledger.ByClaims: "abcdefg"} {
			var got string
			f := ledger.SpeakerFilter{Sort: sort, Limit: 3, Today: day("2026-01-01")}
			for {
				page, err := s.Speakers(ctx, f)
				require.NoError(t, err)
				for _, line := range page.Speakers {
					got += line.Name
					require.Equal(t, int('g'-line.Name[0])/2, line.Tally.Claims)
				}
				if f.Cursor = page.Next; f.Cursor == "" {
					break
				}
			}
			require.Equal(t, want, got, sort)
		}
	})
}

func TestSourcesAndQuestions(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		first := ledger.Source{PublicID: "src22222", Title: "【最新】斯坦福演讲", Link: "https://example.org/1", Kind: "talk", Publisher: "AI寒武纪", AddedAt: now}
		second := ledger.Source{PublicID: "src33333", Title: "A talk", Kind: "article", AddedAt: now}
		inTx(t, s, func(tx ledger.Store) error { return errors.Join(tx.AddSource(ctx, &first), tx.AddSource(ctx, &second)) })
		for _, c := range []struct {
			title, link string
			want        []ledger.Source
		}{{"", "https://example.org/1", []ledger.Source{first}}, {"a TALK", "", []ledger.Source{second}}, {"no", "", []ledger.Source{}}} {
			found, err := s.SourcesLike(ctx, c.title, c.link)
			require.NoError(t, err)
			require.Equal(t, c.want, found)
		}
		found, err := s.SuggestSources(ctx, "斯坦福", 5)
		require.NoError(t, err)
		require.Equal(t, []ledger.Suggestion{{PublicID: "src22222", Name: first.Title, Detail: "AI寒武纪"}}, found)
		c := claim(addSpeaker(t, s, "A"), "x", "2025-01-01")
		c.SourceID = first.ID
		addClaim(t, s, c)
		page, err := s.Sources(ctx, ledger.SourceFilter{})
		require.NoError(t, err)
		require.Equal(t, []ledger.SourceLine{{Source: second}, {Source: first, Claims: 1}}, page.Sources)

		q := ledger.Question{PublicID: "qst22222", Proposition: "AGI is here", Criteria: "c", AddedAt: now}
		inTx(t, s, func(tx ledger.Store) error { return tx.AddQuestion(ctx, &q) })
		like, err := s.QuestionsLike(ctx, "agi is HERE?")
		require.NoError(t, err)
		require.Equal(t, []ledger.Question{q}, like)
		_, err = s.Question(ctx, "nope")
		require.Equal(t, ledger.NotFound, ledger.CodeOf(err))
		offered, err := s.SuggestQuestions(ctx, "AGI", 5)
		require.NoError(t, err)
		require.Equal(t, []ledger.Suggestion{{PublicID: q.PublicID, Name: q.Proposition}}, offered)

		changed, late := first, first
		changed.Title, changed.EventOn, late.Title = "Renamed", day("2024-04-24"), "too late"
		inTx(t, s, func(tx ledger.Store) error { return tx.UpdateSource(ctx, &changed) })
		err = s.InTx(ctx, func(tx ledger.Store) error { return tx.UpdateSource(ctx, &late) })
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err))
		back, err := s.Source(ctx, first.PublicID)
		require.NoError(t, err)
		require.Equal(t, changed, back)
	})
}

// Many writers at once leave one chain without gaps; what was rolled back
// leaves nothing.
func TestTheLogIsOneChain(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				for j := range 10 {
					err := s.InTx(ctx, func(tx ledger.Store) error {
						e := []ledger.Entry{ledger.NewEntry(now, "w", ledger.ClaimLogged, fmt.Sprint("claim:", i), ledger.Change{Reason: "“<>&”"})}
						if err := tx.AppendEntries(ctx, e); err != nil {
							return err
						}
						if j%5 == 4 {
							return context.Canceled
						}
						return nil
					})
					if j%5 != 4 && err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		entries, err := s.EntriesAfter(ctx, 0, 1000)
		require.NoError(t, err)
		require.Len(t, entries, 64)
		var previous *ledger.Entry
		for i := range entries {
			require.NoError(t, entries[i].Follows(previous))
			previous = &entries[i]
		}
		of, err := s.EntriesOf(ctx, "claim:3")
		require.NoError(t, err)
		require.Len(t, of, 8)
		require.Error(t, s.AppendEntries(ctx, nil), "only inside a transaction")
		require.Error(t, s.InTx(ctx, func(tx ledger.Store) error { return tx.InTx(ctx, func(ledger.Store) error { return nil }) }))
	})
}

// More writers than a server has connections wait, and readers do not.
func TestManyWritersLeaveRoomForReaders(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var wg sync.WaitGroup
		inTx(t, s, func(ledger.Store) error {
			for range 300 {
				wg.Go(func() {
					err := s.InTx(ctx, func(tx ledger.Store) error { _, err := tx.CountStates(ctx); return err })
					assert.NoError(t, err)
				})
			}
			impatient, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
			defer cancel()
			require.ErrorIs(t, s.InTx(impatient, func(ledger.Store) error { return nil }), context.DeadlineExceeded)
			_, err := s.CountStates(ctx)
			return err
		})
		wg.Wait()
	})
}

func TestExclusively(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		a, b := storetest.Open(t, url), storetest.Open(t, url)
		if a.Kind() == "SQLite" {
			b = a // one process
		}
		var inside, ran atomic.Int32
		ran1, err := a.Exclusively(ctx, "job", func(ctx context.Context) error {
			inside.Add(1)
			ran2, err := b.Exclusively(ctx, "job", func(context.Context) error { ran.Add(1); return nil })
			require.NoError(t, err)
			require.False(t, ran2, "held by the other")
			other, err := b.Exclusively(ctx, "other job", func(context.Context) error { return nil })
			require.NoError(t, err)
			require.True(t, other)
			return errors.New("failed")
		})
		require.EqualError(t, err, "failed")
		require.True(t, ran1)
		require.Panics(t, func() {
			_, _ = a.Exclusively(ctx, "job", func(context.Context) error { panic("x") })
		})
		ran3, err := b.Exclusively(ctx, "job", func(context.Context) error { return nil })
		require.NoError(t, err)
		require.True(t, ran3, "released after an error and after a panic")
		require.Zero(t, ran.Load())
	})
}

func TestVerdictsAreKeptWhenUndone(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		c := addClaim(t, s, claim(addSpeaker(t, s, "A"), "x", "2025-01-01"))
		first := ledger.Verdict{ClaimID: c.ID, Grade: ledger.False, Provisional: true, By: "a", At: now}
		inTx(t, s, func(tx ledger.Store) error { return tx.AddVerdict(ctx, &first) })
		second := ledger.Verdict{ClaimID: c.ID, Grade: ledger.Void, Reason: ledger.OtherReason, Note: "n", By: "b", At: now.Add(time.Hour), Supersedes: first.ID}
		inTx(t, s, func(tx ledger.Store) error { return tx.AddVerdict(ctx, &second) })
		second.UndoneAt, second.UndoneBy = now.Add(2*time.Hour), "c"
		inTx(t, s, func(tx ledger.Store) error { return tx.UndoVerdict(ctx, second.ID, "c", second.UndoneAt) })
		found, err := s.Verdicts(ctx, c.ID)
		require.NoError(t, err)
		require.Equal(t, []ledger.Verdict{first, second}, found)
	})
}

func TestRuns(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		_, err := s.LastEnded(ctx, "flag")
		require.Equal(t, ledger.NotFound, ledger.CodeOf(err))
		add := func(trigger ledger.RunTrigger, slot time.Time, ended bool, fault string) {
			r := ledger.JobRun{Job: "flag", Trigger: trigger, Slot: slot, StartedAt: slot}
			require.NoError(t, s.AddRun(ctx, &r))
			if ended {
				r.EndedAt, r.Affected, r.Error = slot.Add(time.Second), 3, fault
				require.NoError(t, s.EndRun(ctx, r))
			}
		}
		add(ledger.Scheduled, now, true, "")
		add(ledger.Scheduled, now.Add(time.Hour), false, "")
		add(ledger.CaughtUp, now.Add(2*time.Hour), true, "broken")
		add(ledger.ByHand, now.Add(3*time.Hour), true, "")
		last, err := s.LastEnded(ctx, "flag")
		require.NoError(t, err)
		require.Equal(t, now, last.Slot, "not one that was cut off, failed, or was run by hand")
		runs, err := s.Runs(ctx, ledger.RunFilter{Limit: 3})
		require.NoError(t, err)
		require.Len(t, runs, 3)
		require.Equal(t, ledger.ByHand, runs[0].Trigger)
		require.Equal(t, "broken", runs[1].Error)
		for i := range 3 {
			idle := ledger.JobRun{Job: "remind", Trigger: ledger.Scheduled, Slot: now, StartedAt: now.Add(time.Duration(i) * time.Hour)}
			require.NoError(t, s.AddRun(ctx, &idle))
			idle.EndedAt = idle.StartedAt
			require.NoError(t, s.EndRun(ctx, idle))
		}
		runs, err = s.Runs(ctx, ledger.RunFilter{Limit: 10, Telling: true})
		require.NoError(t, err)
		require.Len(t, runs, 5, "of the idle ones, the newest")
		require.Equal(t, "remind", runs[0].Job)
		require.Equal(t, now.Add(2*time.Hour), runs[0].StartedAt)
		newest, err := s.NewestRuns(ctx)
		require.NoError(t, err)
		require.Len(t, newest, 2)
		add(ledger.Scheduled, now.Add(5*time.Hour), true, "broken again")
		add(ledger.Scheduled, now.Add(6*time.Hour), false, "")
		newest, err = s.NewestRuns(ctx)
		require.NoError(t, err)
		require.Len(t, newest, 4, "the newest of all, the newest ended, the newest that ended well, and the other job's")
		require.Equal(t, "broken again", newest[1].Error)
	})
}

// Who writes without a transaction waits for the connection of one, which must
// not wait for anything of theirs in turn.
func TestATransactionWaitsForNobody(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var others sync.WaitGroup
		inTx(t, s, func(tx ledger.Store) error {
			var begun atomic.Int32
			for range 20 {
				others.Go(func() {
					begun.Add(1)
					assert.NoError(t, s.EndRun(ctx, ledger.JobRun{ID: 1, EndedAt: now}))
				})
			}
			for range 10_000 { // until they wait, for all that can be told
				runtime.Gosched()
			}
			require.Positive(t, begun.Load())
			_, err := tx.SpeakersNamed(ctx, "Ann Able")
			return err
		})
		others.Wait()
	})
}

// A request that ends in the middle of a statement must not leave its
// connection broken for the next one.
func TestACancelledRequestHarmsNoOther(t *testing.T) {
	flag := func(ctx context.Context, s *store.Store) error {
		return s.InTx(ctx, func(tx ledger.Store) error { _, err := tx.FlagDue(ctx, day("2025-01-01"), now); return err })
	}
	each(t, func(t *testing.T, s *store.Store) {
		for i := range 200 {
			var wg sync.WaitGroup
			wg.Go(func() {
				cancelled, cancel := context.WithCancel(ctx)
				defer cancel()
				time.AfterFunc(time.Duration(i%10)*40*time.Microsecond, cancel)
				for cancelled.Err() == nil {
					_ = flag(cancelled, s)
					_, _ = s.CountStates(cancelled)
				}
			})
			for range 3 {
				require.NoError(t, flag(ctx, s))
				_, err := s.CountStates(ctx)
				require.NoError(t, err)
			}
			wg.Wait()
		}
	})
}
