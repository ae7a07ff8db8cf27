package store_test

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/store"
)

// variety stores claims of two speakers that differ in all that filters ask
// for, with many ties in all that is sorted by.
func variety(t *testing.T, s *store.Store) []ledger.Claim {
	speakers := []ledger.Speaker{addSpeaker(t, s, "A"), addSpeaker(t, s, "B")}
	src := ledger.Source{PublicID: "src22222", Title: "Talk", Kind: "talk", AddedAt: now}
	q := ledger.Question{PublicID: "qst22222", Proposition: "AGI is here", AddedAt: now}
	inTx(t, s, func(tx ledger.Store) error {
		if err := tx.AddSource(ctx, &src); err != nil {
			return err
		}
		return tx.AddQuestion(ctx, &q)
	})
	grades := append(slices.Clone(ledger.Grades), ledger.Void)
	var all []ledger.Claim
	for i := range 72 {
		c := claim(speakers[i%2], fmt.Sprint("claim ", i), day("2025-01-01").AddDays(i*7%20).String())
		if i%7 == 0 {
			c.Deadline, c.ReviewOn = ledger.Deadline{Kind: ledger.Open}, day("2027-01-01")
		}
		if i%5 != 0 {
			c.SaidOn = day("2024-01-01").AddDays(i * 11 % 13)
		}
		if i%3 == 0 {
			c.SourceID = src.ID
		}
		if i%8 == 3 {
			c.QuestionID = q.ID
		}
		c.Checkable, c.Topics = i%9 != 4, []string{fmt.Sprint("t", i%4), "all"}
		c.Schedule()
		switch i % 6 {
		case 1:
			c.State = ledger.StateDue
		case 2:
			c.State = ledger.StateWithdrawn
		case 3, 4:
			c.Stand(&ledger.Verdict{ID: int64(i), Grade: grades[i/6%6], Provisional: i%4 == 0, At: now, HappenedOn: day("2025-01-10")})
		}
		all = append(all, c)
	}
	addClaims(t, s, all)
	return all
}

// filters draws a filter over variety; the fields are mostly left out, so that
// some claims are left.
func filters(r *rapid.T, all []ledger.Claim) ledger.ClaimFilter {
	some := func(name string) bool { return rapid.IntRange(0, 5).Draw(r, name) == 0 }
	near := func(name string) (d ledger.Date) {
		if some(name) {
			d = day("2025-01-01").AddDays(rapid.IntRange(0, 21).Draw(r, name+" day"))
		}
		return d
	}
	f := ledger.ClaimFilter{
		Sort:       rapid.SampledFrom([]ledger.ClaimSort{"", ledger.ByLogged, ledger.ByDeadline, ledger.BySaid, ledger.ByDue}).Draw(r, "sort"),
		Descending: rapid.Bool().Draw(r, "descending"), Limit: rapid.IntRange(1, 25).Draw(r, "limit"),
		Topic:        rapid.SampledFrom([]string{"", "", "all", "t1"}).Draw(r, "topic"),
		States:       rapid.SampledFrom([][]ledger.State{nil, nil, {ledger.StateOpen}, {ledger.StateOpen, ledger.StateDue}, {ledger.StateJudged}}).Draw(r, "states"),
		DeadlineFrom: near("deadline from"), DeadlineTo: near("deadline to"), DueFrom: near("due from"), DueTo: near("due to"),
		Overdue: near("overdue"),
		Late:    some("late"), Provisional: some("provisional"), Uncheckable: some("uncheckable"),
	}
	if some("grades") {
		f.Grades = []ledger.Grade{ledger.True, ledger.Void}
	}
	if some("outcomes") {
		f.Outcomes = []ledger.Outcome{ledger.Missed}
	}
	if some("speaker") {
		f.SpeakerID = all[0].SpeakerID
	}
	if some("source") {
		f.SourceID = all[0].SourceID
	}
	if some("question") {
		f.QuestionID = all[3].QuestionID
	}
	return f
}

// chosen is what a filter means, said without a database.
func chosen(c ledger.Claim, f ledger.ClaimFilter) bool {
	dated := func(d, from, to ledger.Date) bool {
		return !d.IsZero() && !d.Before(from) && (to.IsZero() || !d.After(to))
	}
	is := func(want, id int64) bool { return want == 0 || want == id }
	return (len(f.States) == 0 || slices.Contains(f.States, c.State)) &&
		(len(f.Grades) == 0 || slices.Contains(f.Grades, c.Standing.Grade)) &&
		(len(f.Outcomes) == 0 || slices.Contains(f.Outcomes, c.Standing.Outcome)) &&
		(!f.Late || c.Standing.Late()) && (!f.Provisional || c.Standing.Provisional) && (!f.Uncheckable || !c.Checkable) &&
		(f.Overdue.IsZero() || (c.State == ledger.StateDue && c.Deadline.PassedBy(f.Overdue))) &&
		is(f.SpeakerID, c.SpeakerID) && is(f.SourceID, c.SourceID) && is(f.QuestionID, c.QuestionID) &&
		(f.Topic == "" || slices.Contains(c.Topics, f.Topic)) &&
		((f.DeadlineFrom.IsZero() && f.DeadlineTo.IsZero()) || dated(c.Deadline.To, f.DeadlineFrom, f.DeadlineTo)) &&
		((f.Sort != ledger.ByDue && f.DueFrom.IsZero() && f.DueTo.IsZero()) || dated(c.DueOn, f.DueFrom, f.DueTo))
}

// expected lists the ids that a filter means, in its order.
func expected(all []ledger.Claim, f ledger.ClaimFilter) []int64 {
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
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b ledger.Claim) int {
		order := cmp.Or(key(a).Compare(key(b)), cmp.Compare(a.ID, b.ID))
		if f.Descending {
			return -order
		}
		return order
	})
	var want []int64
	for _, c := range all {
		if chosen(c, f) {
			want = append(want, c.ID)
		}
	}
	return want
}

// Walking the pages gives exactly the claims of the filter, in their order,
// forwards and back, whatever the data, the filter and the page size.
func TestPagesHaveNoGapsAndNoDoubles(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		all := variety(t, s)
		rapid.Check(t, func(r *rapid.T) {
			f := filters(r, all)
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
				require.Len(r, page.Claims, f.Limit, "only the last page is not full")
			}
			require.Equal(r, expected(all, f), got)
			for i := len(pages) - 2; i >= 0; i-- {
				f.Cursor = last.Previous
				page, err := s.Claims(ctx, f)
				require.NoError(r, err)
				require.Equal(r, pages[i], ids(page), "page %d, coming back", i)
				last = page
			}
			require.Empty(r, last.Previous)
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

func TestDamagedCursorsAreRefused(t *testing.T) {
	forged := func(order, key string) string {
		return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"o":%q,"k":"%s","i":1}`, order, key))
	}
	each(t, func(t *testing.T, s *store.Store) {
		sp := addSpeaker(t, s, "A")
		addClaims(t, s, []ledger.Claim{claim(sp, "a", "2025-01-01"), claim(sp, "b", "2025-01-02")})
		page, err := s.Claims(ctx, ledger.ClaimFilter{Sort: ledger.ByDeadline, Limit: 1})
		require.NoError(t, err)
		for _, cursor := range []string{
			"x", "e30", page.Next[1:], page.Next + "A",
			forged("deadline", ""), forged("deadline", "soon"), forged("deadline", "2025-02-30"), forged("deadline", `\u0000`), forged("said", "2025-01-01"),
		} {
			_, err := s.Claims(ctx, ledger.ClaimFilter{Sort: ledger.ByDeadline, Cursor: cursor})
			require.Equal(t, ledger.Invalid, ledger.CodeOf(err), cursor)
			require.Contains(t, err.Error(), "page: ", cursor)
		}
		_, err = s.Claims(ctx, ledger.ClaimFilter{Sort: ledger.BySaid, Cursor: page.Next})
		require.Equal(t, ledger.Invalid, ledger.CodeOf(err), "a cursor of another order")
		_, err = s.Claims(ctx, ledger.ClaimFilter{Sort: ledger.ByDeadline, Descending: true, Cursor: page.Next})
		require.Equal(t, ledger.Invalid, ledger.CodeOf(err), "a cursor of the other direction")
		for order, key := range map[string]string{"claims down": "many", "name": `\u0000`} {
			sort, _, _ := strings.Cut(order, " ")
			_, err = s.Speakers(ctx, ledger.SpeakerFilter{Sort: ledger.SpeakerSort(sort), Cursor: forged(order, key)})
			require.Equal(t, ledger.Invalid, ledger.CodeOf(err), order)
		}
		_, err = s.Sources(ctx, ledger.SourceFilter{Cursor: forged("added down", "x")})
		require.Equal(t, ledger.Invalid, ledger.CodeOf(err))
		for _, limit := range []int{-1, 201} {
			_, err = s.Claims(ctx, ledger.ClaimFilter{Limit: limit})
			require.Equal(t, ledger.Invalid, ledger.CodeOf(err))
		}
	})
}

// Speakers and sources page like claims.
func TestOtherListsPageBothWays(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var sorted []string
		for i := range 13 {
			name := fmt.Sprintf("%c Speaker %d", []rune("zaéÄ中Я")[i%6], i)
			sp := addSpeaker(t, s, name)
			sorted = append(sorted, name)
			for j := range i % 3 {
				addClaim(t, s, claim(sp, fmt.Sprint(j), "2025-01-01"))
			}
			src := ledger.Source{PublicID: ledger.NewPublicID(), Title: name, Kind: "talk", AddedAt: now}
			inTx(t, s, func(tx ledger.Store) error { return tx.AddSource(ctx, &src) })
		}
		slices.SortFunc(sorted, func(a, b string) int { return cmp.Compare(ledger.Fold(a), ledger.Fold(b)) })
		for _, limit := range []int{1, 4, 13, 50} {
			for _, sort := range []ledger.SpeakerSort{ledger.ByName, ledger.ByClaims} {
				names := walk(t, func(cursor string) ([]string, string, string) {
					page, err := s.Speakers(ctx, ledger.SpeakerFilter{Sort: sort, Cursor: cursor, Limit: limit, Today: day("2026-01-01")})
					require.NoError(t, err)
					var names []string
					for i, line := range page.Speakers {
						names = append(names, line.Name)
						if sort == ledger.ByClaims && i > 0 {
							require.LessOrEqual(t, line.Tally.Claims, page.Speakers[i-1].Tally.Claims)
						}
					}
					return names, page.Next, page.Previous
				})
				if sort == ledger.ByName {
					require.Equal(t, sorted, names)
				}
				require.ElementsMatch(t, sorted, names)
			}
			require.ElementsMatch(t, sorted, walk(t, func(cursor string) ([]string, string, string) {
				page, err := s.Sources(ctx, ledger.SourceFilter{Cursor: cursor, Limit: limit})
				require.NoError(t, err)
				var titles []string
				for _, line := range page.Sources {
					titles = append(titles, line.Title)
				}
				return titles, page.Next, page.Previous
			}))
		}
	})
}

// walk reads a list to its end and checks that the way back shows the same.
func walk(t *testing.T, read func(cursor string) (rows []string, next, previous string)) []string {
	t.Helper()
	var there, back []string
	rows, next, previous := read("")
	require.Empty(t, previous)
	for there = rows; next != ""; there = append(there, rows...) {
		rows, next, previous = read(next)
	}
	for back = rows; previous != ""; back = append(slices.Clone(rows), back...) {
		rows, _, previous = read(previous)
	}
	require.Equal(t, there, back)
	return there
}
