package store_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

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

func TestClaimsAlike(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		sp, other := addSpeaker(t, s, "A"), addSpeaker(t, s, "B")
		add := func(by ledger.Speaker, statement, said, deadline string, state ledger.State) ledger.Claim {
			c := claim(by, statement, deadline)
			c.SaidOn, c.State = day(said), state
			return addClaim(t, s, c)
		}
		dated := add(sp, "GPT-5 is out", "2024-01-01", "2025-01-01", ledger.StateOpen)
		again := add(sp, "gpt 5 is OUT!", "2024-01-01", "2026-06-30", ledger.StateJudged)
		undated := add(sp, "GPT-5 is out.", "", "2025-01-01", ledger.StateOpen)
		add(sp, "GPT-5 is out", "2024-01-02", "2025-01-01", ledger.StateOpen)
		add(sp, "GPT-5 is out", "2024-01-01", "2025-01-01", ledger.StateWithdrawn)
		add(other, "GPT-5 is out", "2024-01-01", "2025-01-01", ledger.StateOpen)
		add(sp, "GPT-4 is out", "2024-01-01", "2025-01-01", ledger.StateOpen)
		draft := func(said, deadline string) ledger.Claim {
			c := claim(sp, "GPT‑5 is out", deadline)
			c.SaidOn = day(said)
			return c
		}
		for name, c := range map[string]struct {
			of   ledger.Claim
			want []int64
		}{
			"same day":               {draft("2024-01-01", "2030-01-01"), []int64{dated.ID, again.ID}},
			"itself left out":        {dated, []int64{again.ID}},
			"no day, same deadline":  {draft("", "2025-01-01"), []int64{undated.ID}},
			"no day, other deadline": {draft("", "2025-01-02"), nil},
		} {
			found, err := s.ClaimsAlike(ctx, c.of)
			require.NoError(t, err)
			require.Equal(t, c.want, ids(ledger.ClaimPage{Claims: found}), name)
		}
	})
}
