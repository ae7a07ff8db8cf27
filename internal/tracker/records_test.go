package tracker_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// Whatever is done to claims, the kept tallies are those that adding all
// claims up anew gives.
func TestTalliesStayInStep(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		r := rand.New(rand.NewPCG(1, 2))
		pick := func(from ...string) string { return from[r.IntN(len(from))] }
		var ids []string
		entries := map[string]int64{}
		refused := 0
		for range 1500 {
			var done tracker.Done
			var err error
			id := ""
			if len(ids) > 0 {
				id = ids[r.IntN(len(ids))]
			}
			switch n := r.IntN(12); {
			case n < 2 || id == "":
				d := tracker.Draft{
					Statement: fmt.Sprint("Claim ", len(ids)), Speaker: pick("A", "B", "C"), Deadline: pick("2025-06-01", "2027", "2031", "open"),
					SaidOn: pick("", "2024-01-01", "2025-05-01"), ReviewOn: "2026-12-01", Confidence: pick("", "90%", "50%", "likely", "20%"),
					Topics: pick("", "ai", "ai, chips", "energy"), Reference: pick("", "30%"),
				}
				done, _, err = f.Log(f.ctx(), by, d)
				ids = append(ids, done.Claim.PublicID)
			case n < 6:
				j := tracker.Judgement{Grade: pick("true", "mostly_true", "mixed", "mostly_false", "false", "void")}
				switch j.Grade {
				case "void":
					j.Reason = pick("ambiguous", "no_result", "condition_not_met")
				case "true":
					j.HappenedOn = pick("", "2025-05-20", "2025-12-01")
				}
				done, err = f.Judge(f.ctx(), by, id, j)
			case n == 6:
				done, err = f.Undo(f.ctx(), by, id, entries[id])
			case n == 7:
				var d tracker.Draft
				d, _, err = f.Amendable(f.ctx(), id)
				require.NoError(t, err)
				d.Topics, d.Confidence, d.Speaker = pick("", "ai", "chips"), pick("", "70%", "unlikely"), pick("A", "B", "C")
				done, _, err = f.Amend(f.ctx(), by, id, 0, d, "why")
			case n == 8:
				done, err = f.Dispute(f.ctx(), by, id, "why", "https://example.org")
			case n == 9:
				done, err = f.RejectDispute(f.ctx(), by, id, "because")
			case n == 10:
				_, err = f.Flag(f.ctx(), by, day("2026-03-01"))
			case r.IntN(10) == 0:
				done, err = f.Withdraw(f.ctx(), by, id, "why")
			default:
				done, err = f.Defer(f.ctx(), by, id, "2026-11-01", "")
			}
			if err != nil {
				require.NotEqual(t, ledger.Internal, ledger.CodeOf(err), "%v", err)
				refused++
				continue
			}
			if done.Entry != 0 {
				entries[done.Claim.PublicID] = done.Entry
			}
		}
		require.Less(t, refused, 900)
		tallies, wrong, err := f.store.Rescore(f.ctx(), nil)
		require.NoError(t, err)
		require.Greater(t, tallies, 50)
		require.Zero(t, wrong)

		_, err = f.MergeSpeakers(f.ctx(), by, f.claim(ids[0]).SpeakerPublicID, otherSpeaker(f, ids), "same")
		require.NoError(t, err)
		_, wrong, err = f.store.Rescore(f.ctx(), nil)
		require.NoError(t, err)
		require.Zero(t, wrong, "after a merge")
	})
}

// otherSpeaker is one who did not make the first claim.
func otherSpeaker(f *fixture, ids []string) string {
	first := f.claim(ids[0])
	for _, id := range ids {
		if c := f.claim(id); c.SpeakerID != first.SpeakerID {
			return c.SpeakerPublicID
		}
	}
	return ""
}
