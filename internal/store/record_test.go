package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store"
)

// assorted adds n claims of every kind by three speakers.
func assorted(t *testing.T, s *store.Store, n int) []ledger.Claim {
	t.Helper()
	r := rand.New(rand.NewPCG(7, 11))
	speakers := []ledger.Speaker{addSpeaker(t, s, "A"), addSpeaker(t, s, "B"), addSpeaker(t, s, "C")}
	claims := make([]*ledger.Claim, n)
	given := make([]*ledger.Verdict, n)
	for i := range claims {
		c := claim(speakers[r.IntN(3)], fmt.Sprint("claim ", i), day("2020-01-01").AddDays(r.IntN(2500)).String())
		if r.IntN(5) > 0 {
			c.SaidOn = c.Deadline.To.AddDays(-r.IntN(1500))
		}
		if r.IntN(9) == 0 {
			c.Deadline, c.ReviewOn = ledger.Deadline{Kind: ledger.Open}, day("2027-01-01")
			c.Schedule()
		}
		for _, topic := range []string{"ai", "energy", "人工智能"} {
			if r.IntN(3) == 0 {
				c.Topics = append(c.Topics, topic)
			}
		}
		switch p := ledger.Probability(r.IntN(21)) * 50_000; r.IntN(3) {
		case 0:
			c.Confidence = ledger.Confidence{Basis: ledger.StatedConfidence, Probability: p}
		case 1:
			c.Confidence = ledger.Confidence{Basis: ledger.WordedConfidence, Probability: p, Words: []string{"Likely", "likely", "no way"}[r.IntN(3)]}
		}
		if r.IntN(3) == 0 {
			reference := ledger.Probability(r.IntN(1_000_001))
			c.Reference = &reference
		}
		if r.IntN(4) > 0 {
			v := ledger.Verdict{Grade: append(ledger.Grades, ledger.Void)[r.IntN(6)], By: "t", At: now, Provisional: r.IntN(2) == 0}
			if v.Grade == ledger.Void {
				v.Reason = ledger.VoidReasons[r.IntN(4)]
			}
			require.NoError(t, c.Give(v))
			given[i] = &v
		}
		claims[i] = &c
	}
	inTx(t, s, func(tx ledger.Store) error { return tx.AddClaims(ctx, claims, given) })
	all := make([]ledger.Claim, n)
	for i, c := range claims {
		all[i] = *c
	}
	return all
}

// What Records adds up is what adding up the claims gives, whatever is asked.
func TestRecordsAreThoseOfTheClaims(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		all := assorted(t, s, 700)
		for _, f := range []ledger.RecordFilter{
			{Bins: true}, {Topic: "ai", Bins: true}, {By: ledger.PerSpeaker, Bins: true}, {By: ledger.PerSpeaker, Topic: "人工智能", Bins: true},
			{By: ledger.PerTopic, Bins: true}, {By: ledger.PerHorizon}, {By: ledger.PerHorizon, Topic: "energy"}, {By: ledger.PerYear},
			{By: ledger.PerWords}, {By: ledger.PerSpeaker, FromYear: 2022, ToYear: 2024}, {FromYear: 2023}, {ToYear: 2021},
			{By: ledger.PerTopic, FromYear: 2022}, {By: ledger.PerSpeaker, SpeakerIDs: []int64{all[0].SpeakerID}, Bins: true}, {Topic: "nothing"},
		} {
			want := map[string]ledger.Tally{}
			for _, c := range all {
				for _, key := range keysOf(f, c) {
					tally := want[key]
					tally.Add(c)
					if !f.Bins {
						tally.Stated.Bins, tally.Worded.Bins = [ledger.Bins]ledger.Bin{}, [ledger.Bins]ledger.Bin{}
					}
					want[key] = tally
				}
			}
			found, err := s.Records(ctx, f)
			require.NoError(t, err)
			got := map[string]ledger.Tally{}
			for _, l := range found {
				key := fmt.Sprint(l.SpeakerID, l.Topic, l.Horizon, l.Year, l.Words)
				require.NotContains(t, got, key)
				got[key] = l.Tally
			}
			require.Equal(t, want, got, "%+v", f)
		}
	})
}

// keysOf says in which lines of a filter a claim counts.
func keysOf(f ledger.RecordFilter, c ledger.Claim) []string {
	year := c.DeadlineYear()
	if len(f.SpeakerIDs) > 0 && !slices.Contains(f.SpeakerIDs, c.SpeakerID) || f.FromYear != 0 && year < f.FromYear ||
		f.ToYear != 0 && (year > f.ToYear || year == 0) || f.Topic != "" && !slices.Contains(c.Topics, f.Topic) {
		return nil
	}
	key := func(speaker int64, topic string, horizon ledger.Horizon, year int, words string) string {
		return fmt.Sprint(speaker, topic, horizon, year, words)
	}
	switch f.By {
	case ledger.PerSpeaker:
		return []string{key(c.SpeakerID, "", "", 0, "")}
	case ledger.PerTopic:
		var keys []string
		for _, topic := range c.Topics {
			keys = append(keys, key(0, topic, "", 0, ""))
		}
		return keys
	case ledger.PerHorizon:
		return []string{key(0, "", c.Horizon(), 0, "")}
	case ledger.PerYear:
		return []string{key(0, "", "", year, "")}
	case ledger.PerWords:
		if words := c.WordsKey(); words != "" {
			return []string{key(0, "", "", 0, words)}
		}
		return nil
	}
	return []string{key(0, "", "", 0, "")}
}

func TestScoredClaims(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		all := assorted(t, s, 700)
		slices.SortFunc(all, func(a, b ledger.Claim) int { return int(a.ID - b.ID) })
		early := day("2024-06-01")
		for name, c := range map[string]struct {
			f    ledger.ScoreFilter
			keep func(ledger.Claim) bool
		}{
			"a speaker's": {ledger.ScoreFilter{SpeakerIDs: []int64{all[0].SpeakerID}}, func(c ledger.Claim) bool { return c.SpeakerID == all[0].SpeakerID }},
			"judged early": {ledger.ScoreFilter{Early: early}, func(c ledger.Claim) bool {
				return c.Standing.VerdictID != 0 && !c.Deadline.PassedBy(early)
			}},
			"by id": {ledger.ScoreFilter{IDs: []int64{all[3].ID, all[1].ID}}, func(c ledger.Claim) bool { return c.ID == all[3].ID || c.ID == all[1].ID }},
		} {
			got, err := s.ScoredClaims(ctx, c.f)
			require.NoError(t, err)
			want := slices.DeleteFunc(slices.Clone(all), func(x ledger.Claim) bool { return !c.keep(x) })
			require.NotEmpty(t, want, name)
			for i := range want { // what scoring does not need is left out
				want[i].LoggedBy, want[i].Deadline.Words = "", ""
			}
			for i := range got {
				got[i].Standing.JudgedAt = got[i].Standing.JudgedAt.Round(time.Millisecond)
			}
			require.Equal(t, want, got, name)
		}
	})
}

// The filters by which figures lead to their claims agree with what the
// figures count.
func TestFiltersOfScores(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		all := assorted(t, s, 190)
		count := func(f ledger.ClaimFilter) int {
			f.Limit = 200
			page, err := s.Claims(ctx, f)
			require.NoError(t, err)
			return len(page.Claims)
		}
		want := func(keep func(ledger.Claim) bool) int {
			n := 0
			for _, c := range all {
				if keep(c) {
					n++
				}
			}
			return n
		}
		for _, h := range ledger.Horizons {
			require.Equal(t, want(func(c ledger.Claim) bool { return c.Horizon() == h }), count(ledger.ClaimFilter{Horizon: h}), "%s", h)
		}
		for _, r := range ledger.VoidReasons {
			require.Equal(t, want(func(c ledger.Claim) bool { return c.Standing.Reason == r }), count(ledger.ClaimFilter{Reason: r}), "%s", r)
		}
		for _, b := range []ledger.Basis{ledger.NoConfidence, ledger.StatedConfidence, ledger.WordedConfidence} {
			require.Equal(t, want(func(c ledger.Claim) bool { return c.Confidence.Basis == b }), count(ledger.ClaimFilter{Bases: []ledger.Basis{b}}), "%s", b)
		}
		for i := range ledger.Bins {
			from, to := ledger.Probability(i)*100_000, ledger.Probability(i+1)*100_000
			require.Equal(t, want(func(c ledger.Claim) bool { return c.Confidence.Scored() && ledger.BinOf(c.Confidence.Probability) == i }),
				count(ledger.ClaimFilter{OddsFrom: from, OddsTo: to}), "bin %d", i)
		}
		today := day("2023-01-01")
		require.Equal(t, want(func(c ledger.Claim) bool { return c.Deadline.PassedBy(today) }), count(ledger.ClaimFilter{Ripe: today}))
		n, err := s.CountClaims(ctx, ledger.ClaimFilter{Overdue: day("2030-01-01"), Topic: "ai"})
		require.NoError(t, err)
		require.Zero(t, n, "nothing is due yet")
		inTx(t, s, func(tx ledger.Store) error { _, err := tx.FlagDue(ctx, day("2030-01-01"), now); return err })
		n, err = s.CountClaims(ctx, ledger.ClaimFilter{Overdue: day("2030-01-01"), Topic: "ai"})
		require.NoError(t, err)
		require.Equal(t, want(func(c ledger.Claim) bool {
			return c.State == ledger.StateOpen && !c.Deadline.To.IsZero() && slices.Contains(c.Topics, "ai")
		}), n)
	})
}

func TestQuestionsArePaged(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		sp, other := addSpeaker(t, s, "A"), addSpeaker(t, s, "B")
		var ids []string
		for i := range 5 {
			q := ledger.Question{PublicID: ledger.NewPublicID(), Proposition: fmt.Sprint("Q", i), AddedAt: now}
			inTx(t, s, func(tx ledger.Store) error { return tx.AddQuestion(ctx, &q) })
			for j := range i {
				c := claim([]ledger.Speaker{sp, other}[j%2], fmt.Sprint(i, j), "2027-01-01")
				c.QuestionID = q.ID
				addClaim(t, s, c)
			}
			ids = append([]string{q.PublicID}, ids...)
		}
		first, err := s.Questions(ctx, ledger.QuestionFilter{Limit: 3})
		require.NoError(t, err)
		second, err := s.Questions(ctx, ledger.QuestionFilter{Limit: 3, Cursor: first.Next})
		require.NoError(t, err)
		var got []string
		for _, q := range append(first.Questions, second.Questions...) {
			got = append(got, q.PublicID)
		}
		require.Equal(t, ids, got)
		back, err := s.Questions(ctx, ledger.QuestionFilter{Limit: 3, Cursor: second.Previous})
		require.NoError(t, err)
		require.Equal(t, first, back)
		require.Empty(t, second.Next)
		require.Equal(t, 4, first.Questions[0].Claims)
		require.Equal(t, 2, first.Questions[0].Speakers)
		require.Equal(t, 0, second.Questions[1].Claims)
		lines, err := s.ClaimLines(ctx, nil)
		require.NoError(t, err)
		require.Empty(t, lines)
	})
}
