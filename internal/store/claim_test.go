package store_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/store"
)

func TestAClaimComesBackAsItWas(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		sp, rep := addSpeaker(t, s, "Sam Altman"), addSpeaker(t, s, "AI寒武纪")
		src := ledger.Source{PublicID: "src22222", Title: "Talk", Link: "https://example.org", Kind: "talk", Author: "A", Publisher: "P",
			Event: "E", EventOn: day("2024-04-24"), PublishedOn: day("2024-04-26"), Lang: "zh", AddedAt: now}
		q := ledger.Question{PublicID: "qst22222", Proposition: "AGI is here", Criteria: "c", AddedAt: now}
		inTx(t, s, func(tx ledger.Store) error {
			if err := tx.AddSource(ctx, &src); err != nil {
				return err
			}
			return tx.AddQuestion(ctx, &q)
		})
		full := claim(sp, "Everything", "2025-12-31")
		full.Quote, full.QuoteLang, full.Translation = "原话 “x”\n第二行", "zh", "words"
		full.ReporterID, full.SourceID, full.QuestionID, full.Side = rep.ID, src.ID, q.ID, ledger.No
		full.Place, full.SaidOn, full.ReviewOn, full.Condition, full.Criteria = "¶ 4", day("2024-04-24"), day("2025-06-01"), "if", "how"
		full.Deadline.From, full.Deadline.Precision, full.Deadline.Kind = day("2025-01-01"), ledger.Year, ledger.Inferred
		full.Confidence = ledger.Confidence{Basis: ledger.WordedConfidence, Probability: 950_000, Words: "almost certain"}
		full.Topics = []string{"zeta", "ai", "人工智能"}
		full.Schedule()
		open := claim(sp, "Open-ended", "2025-12-31")
		open.Deadline, open.ReviewOn = ledger.Deadline{Kind: ledger.Open, Words: "open"}, day("2027-01-01")
		open.Schedule()
		vague := claim(sp, "Vague", "2025-12-31")
		vague.Checkable = false
		vague.Schedule()
		for _, c := range []ledger.Claim{full, open, vague} {
			stored := addClaim(t, s, c)
			back, err := s.Claim(ctx, c.PublicID)
			require.NoError(t, err)
			require.Equal(t, stored, back.Claim)
			byID, err := s.ClaimByID(ctx, stored.ID)
			require.NoError(t, err)
			require.Equal(t, back, byID)
		}
		line, err := s.Claim(ctx, full.PublicID)
		require.NoError(t, err)
		require.Equal(t, []string{"Sam Altman", "AI寒武纪", "Talk", "https://example.org", "E", "P", "AGI is here"},
			[]string{line.SpeakerName, line.ReporterName, line.SourceTitle, line.SourceLink, line.SourceEvent, line.SourcePublisher, line.Proposition})

		v := ledger.Verdict{ClaimID: line.ID, Grade: ledger.True, HappenedOn: day("2026-01-02"), Note: "n", By: "b", At: now,
			Evidence: []ledger.Evidence{{Link: "https://e", Title: "t"}, {Text: "kept", SHA256: "ab"}}}
		c := line.Claim
		inTx(t, s, func(tx ledger.Store) error {
			if err := tx.AddVerdict(ctx, &v); err != nil {
				return err
			}
			if err := c.Give(v); err != nil {
				return err
			}
			return tx.UpdateClaim(ctx, &c)
		})
		back, err := s.Claim(ctx, full.PublicID)
		require.NoError(t, err)
		require.Equal(t, c, back.Claim)
		require.Equal(t, 2, back.Standing.DaysLate)
		verdicts, err := s.Verdicts(ctx, c.ID)
		require.NoError(t, err)
		require.Equal(t, []ledger.Verdict{v}, verdicts)
	})
}

func TestAnUpdateOfAnOldVersionIsAConflict(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		c := addClaim(t, s, claim(addSpeaker(t, s, "A"), "X", "2025-12-31"))
		newer, older := c, c
		newer.Statement, older.Statement = "newer", "older"
		inTx(t, s, func(tx ledger.Store) error { return tx.UpdateClaim(ctx, &newer) })
		err := s.InTx(ctx, func(tx ledger.Store) error { return tx.UpdateClaim(ctx, &older) })
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err))
		back, err := s.Claim(ctx, c.PublicID)
		require.NoError(t, err)
		require.Equal(t, "newer", back.Statement)
	})
}

func TestTheBeginningOfAnIDIsEnough(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		sp := addSpeaker(t, s, "A")
		for _, id := range []string{"bcd22222", "bcd33333", "zzz44444"} {
			c := claim(sp, id, "2025-12-31")
			c.PublicID = id
			addClaim(t, s, c)
		}
		for id, want := range map[string]ledger.Code{
			"bcd2": "", "BCD3": "", "zzz": "", "zzz44444": "", "bcd": ledger.Conflict, "zz": ledger.NotFound, "": ledger.NotFound,
			"%%%": ledger.NotFound, "zzz444445": ledger.NotFound, "zzz{": ledger.NotFound,
		} {
			_, err := s.Claim(ctx, id)
			require.Equal(t, want, ledger.CodeOf(err), id)
		}
	})
}

// Walking the pages gives exactly the claims of the filter, in their order,
// forwards and back, whatever the data, the filter and the page size.
func TestPagesHaveNoGapsAndNoDoubles(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		speakers := []ledger.Speaker{addSpeaker(t, s, "A"), addSpeaker(t, s, "B")}
		states := []ledger.State{ledger.StateOpen, ledger.StateDue, ledger.StateJudged}
		var all []ledger.Claim
		for i := range 60 {
			c := claim(speakers[i%2], fmt.Sprint("claim ", i), day("2025-01-01").AddDays(i*7%20).String())
			if i%7 == 0 {
				c.Deadline, c.ReviewOn = ledger.Deadline{Kind: ledger.Open}, day("2027-01-01")
				c.Schedule()
			}
			if i%5 != 0 {
				c.SaidOn = day("2024-01-01").AddDays(i * 11 % 13)
			}
			c.State, c.Topics = states[i%3], []string{fmt.Sprint("t", i%4)}
			all = append(all, c)
		}
		addClaims(t, s, all)
		rapid.Check(t, func(r *rapid.T) {
			f := ledger.ClaimFilter{
				Sort:       rapid.SampledFrom([]ledger.ClaimSort{ledger.ByLogged, ledger.ByDeadline, ledger.BySaid, ledger.ByDue}).Draw(r, "sort"),
				Descending: rapid.Bool().Draw(r, "descending"), Limit: rapid.IntRange(1, 25).Draw(r, "limit"),
				SpeakerID: rapid.SampledFrom([]int64{0, speakers[0].ID}).Draw(r, "speaker"),
				Topic:     rapid.SampledFrom([]string{"", "t1"}).Draw(r, "topic"),
				States:    rapid.SampledFrom([][]ledger.State{nil, {ledger.StateOpen}, {ledger.StateOpen, ledger.StateDue}}).Draw(r, "states"),
			}
			var want []int64
			for _, c := range ordered(all, f) {
				want = append(want, c.ID)
			}
			var got []int64
			var pages [][]int64
			var last ledger.ClaimPage
			for {
				page, err := s.Claims(ctx, f)
				require.NoError(r, err)
				require.Equal(r, f.Cursor == "", page.Previous == "", "the first page, and only that, has none before it")
				pages, got, last = append(pages, ids(page)), append(got, ids(page)...), page
				if f.Cursor = page.Next; page.Next == "" {
					break
				}
			}
			require.Equal(r, want, got)
			for i := len(pages) - 2; i >= 0; i-- {
				f.Cursor = last.Previous
				page, err := s.Claims(ctx, f)
				require.NoError(r, err)
				require.Equal(r, pages[i], ids(page), "page %d, coming back", i)
				last = page
			}
		})
	})
}

func ids(p ledger.ClaimPage) []int64 {
	var all []int64
	for _, c := range p.Claims {
		all = append(all, c.ID)
	}
	return all
}

// ordered is what a filter means, said without a database.
func ordered(all []ledger.Claim, f ledger.ClaimFilter) []ledger.Claim {
	var kept []ledger.Claim
	for _, c := range all {
		if (f.SpeakerID == 0 || c.SpeakerID == f.SpeakerID) && (f.Topic == "" || slices.Contains(c.Topics, f.Topic)) &&
			(len(f.States) == 0 || slices.Contains(f.States, c.State)) {
			kept = append(kept, c)
		}
	}
	key := func(c ledger.Claim) ledger.Date {
		switch f.Sort {
		case ledger.ByDeadline:
			if c.Deadline.Kind == ledger.Open {
				return ledger.NewDate(9999, time.December, 31)
			}
			return c.Deadline.To
		case ledger.BySaid:
			return c.SaidOn
		case ledger.ByDue:
			return c.DueOn
		}
		return ledger.Date{}
	}
	slices.SortFunc(kept, func(a, b ledger.Claim) int {
		order := cmp.Or(key(a).Compare(key(b)), cmp.Compare(a.ID, b.ID))
		if f.Descending {
			return -order
		}
		return order
	})
	return kept
}

func TestDamagedCursorsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		sp := addSpeaker(t, s, "A")
		addClaims(t, s, []ledger.Claim{claim(sp, "a", "2025-01-01"), claim(sp, "b", "2025-01-02")})
		page, err := s.Claims(ctx, ledger.ClaimFilter{Sort: ledger.ByDeadline, Limit: 1})
		require.NoError(t, err)
		for _, cursor := range []string{"x", "e30", page.Next[1:], page.Next + "A"} {
			_, err := s.Claims(ctx, ledger.ClaimFilter{Sort: ledger.ByDeadline, Cursor: cursor})
			require.Equal(t, ledger.Invalid, ledger.CodeOf(err), cursor)
		}
		_, err = s.Claims(ctx, ledger.ClaimFilter{Sort: ledger.BySaid, Cursor: page.Next})
		require.Equal(t, ledger.Invalid, ledger.CodeOf(err), "a cursor of another order")
	})
}

func TestFlagDue(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		sp := addSpeaker(t, s, "A")
		var all []ledger.Claim
		for i := range 700 { // more than one batch
			all = append(all, claim(sp, fmt.Sprint(i), day("2025-01-01").AddDays(i%10).String()))
		}
		judged := claim(sp, "judged", "2024-01-01")
		judged.State = ledger.StateJudged
		addClaims(t, s, append(all, judged))
		var flagged []ledger.ClaimLine
		inTx(t, s, func(tx ledger.Store) (err error) {
			flagged, err = tx.FlagDue(ctx, day("2025-01-06"), now)
			return err
		})
		require.Len(t, flagged, 350, "due on 2 … 6 January")
		require.True(t, slices.IsSortedFunc(flagged, func(a, b ledger.ClaimLine) int { return a.DueOn.Compare(b.DueOn) }))
		require.Equal(t, now, flagged[0].FlaggedAt)
		require.Equal(t, 2, flagged[0].Version)
		counts, err := s.CountStates(ctx)
		require.NoError(t, err)
		require.Equal(t, map[ledger.State]int{ledger.StateDue: 350, ledger.StateOpen: 350, ledger.StateJudged: 1}, counts)
		n, err := s.CountDue(ctx, day("2025-01-07"), day("2025-01-08"))
		require.NoError(t, err)
		require.Equal(t, 140, n)
	})
}
