package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store"
)

// addMeasure gives a claim a measure that stands.
func addMeasure(t *testing.T, s *store.Store, c ledger.Claim, on string) ledger.Measure {
	t.Helper()
	m := ledger.Measure{
		ClaimID: c.ID, Address: "https://example.org/汇率?a=b", Path: "$['a b'][0]", Is: ledger.AtLeast, Value: "5.20 %", On: day(on), By: "tester", At: now,
	}
	inTx(t, s, func(tx ledger.Store) error {
		if err := tx.AddMeasure(ctx, &m); err != nil {
			return err
		}
		return tx.StandMeasure(ctx, c.ID, m.ID)
	})
	return m
}

func addReading(t *testing.T, s *store.Store, r ledger.Reading) ledger.Reading {
	t.Helper()
	inTx(t, s, func(tx ledger.Store) error { return tx.AddReading(ctx, &r) })
	return r
}

func TestMeasures(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		sp := addSpeaker(t, s, "Ann")
		first, second := addClaim(t, s, claim(sp, "A", "2026-06-30")), addClaim(t, s, claim(sp, "B", "2026-06-30"))
		void, judged := claim(sp, "C", "2026-06-30"), claim(sp, "D", "2026-06-30")
		void.Checkable, judged.State = false, ledger.StateJudged
		void, judged = addClaim(t, s, void), addClaim(t, s, judged)
		for _, c := range []ledger.Claim{void, judged} {
			addMeasure(t, s, c, "")
		}
		byThen, onDay := addMeasure(t, s, first, ""), addMeasure(t, s, second, "2026-03-02")

		found, err := s.Measures(ctx, []int64{second.ID, first.ID, 999})
		require.NoError(t, err)
		require.Equal(t, []ledger.Measure{byThen, onDay}, found)
		for today, want := range map[string][]ledger.Measure{"2026-03-01": {byThen}, "2026-03-02": {byThen, onDay}, "2026-12-31": {byThen, onDay}} {
			found, err = s.MeasuresToRead(ctx, day(today))
			require.NoError(t, err)
			require.Equal(t, want, found, today)
		}

		other := addMeasure(t, s, first, "2026-05-01")
		found, err = s.Measures(ctx, []int64{first.ID})
		require.NoError(t, err)
		require.Equal(t, []ledger.Measure{other}, found, "one stands")
		inTx(t, s, func(tx ledger.Store) error { return tx.StandMeasure(ctx, first.ID, byThen.ID) })
		found, err = s.Measures(ctx, []int64{first.ID})
		require.NoError(t, err)
		require.Equal(t, []ledger.Measure{byThen}, found, "the other is brought back")
		inTx(t, s, func(tx ledger.Store) error { return tx.StandMeasure(ctx, first.ID, 0) })
		found, err = s.Measures(ctx, []int64{first.ID})
		require.NoError(t, err)
		require.Empty(t, found)
		err = s.InTx(ctx, func(tx ledger.Store) error { return tx.StandMeasure(ctx, first.ID, onDay.ID) })
		require.Equal(t, ledger.NotFound, ledger.CodeOf(err), "it is another claim's")
		found, err = s.Measures(ctx, nil)
		require.NoError(t, err)
		require.Empty(t, found)
	})
}

func TestReadings(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		sp := addSpeaker(t, s, "Ann")
		a, b := addClaim(t, s, claim(sp, "A", "2026-06-30")), addClaim(t, s, claim(sp, "B", "2026-06-30"))
		m, onDay := addMeasure(t, s, a, ""), addMeasure(t, s, b, "2026-03-02")
		seen, err := s.Seen(ctx, []int64{m.ID, onDay.ID})
		require.NoError(t, err)
		require.Empty(t, seen)
		at := func(hours int) time.Time { return now.Add(time.Duration(hours) * time.Hour) }
		why := ledger.Invalidf("link", "answer_slow", "The address did not answer within %d seconds", 10)
		numbers := ledger.Invalidf("measure_path", "measure_path_several", "There are %d values at %s; the path has to lead to one", 3, "$.a")
		looks := []ledger.Reading{
			{At: at(0), Failure: why},
			{At: at(1), Value: "4", SHA256: "aa"},
			{At: at(2), Value: "4.5", SHA256: "ab"},
			{At: at(3), Value: "6 “%”", Holds: true, SHA256: "ac"},
			{At: at(4), Value: "4.1", SHA256: "ad"},
			{At: at(5), Value: "7", Holds: true, SHA256: "ae"},
			{At: at(6), Failure: numbers, SHA256: "af"},
		}
		for i := range looks {
			looks[i].MeasureID = m.ID
			looks[i] = addReading(t, s, looks[i])
		}
		newest, err := s.Readings(ctx, m.ID, 2)
		require.NoError(t, err)
		require.Len(t, newest, 2)
		assert.Equal(t, "There are 3 values at $.a; the path has to lead to one", newest[0].Failure.Message())
		assert.Equal(t, looks[5], newest[1])

		held, err := s.MeasuresRead(ctx, 10)
		require.NoError(t, err)
		assert.Equal(t, []ledger.Measure{m}, held)
		no := addReading(t, s, ledger.Reading{MeasureID: onDay.ID, At: at(0), Value: "1"})
		held, err = s.MeasuresRead(ctx, 10)
		require.NoError(t, err)
		assert.Equal(t, []ledger.Measure{onDay, m}, held, "a no decides where a day does")

		seen, err = s.Seen(ctx, []int64{m.ID, onDay.ID})
		require.NoError(t, err)
		require.Len(t, seen, 2)
		assert.Equal(t, ledger.Seen{Count: 1, First: &no, Last: &no, Newest: &no}, seen[onDay.ID])
		got := seen[m.ID]
		assert.Equal(t, 5, got.Count, "failures are not among them")
		assert.Equal(t, looks[1], *got.First)
		assert.Equal(t, looks[5], *got.Last)
		assert.Equal(t, looks[3], *got.FirstYes)
		assert.Equal(t, looks[6].ID, got.Newest.ID)
		assert.Equal(t, "answer_slow", looks[0].Failure.Key)
		failed, err := s.Readings(ctx, m.ID, 10)
		require.NoError(t, err)
		assert.Equal(t, "The address did not answer within 10 seconds", failed[6].Failure.Message())
		assert.Equal(t, ledger.Invalid, failed[6].Failure.Code)
	})
}

// What was not read for the longest comes first, so that a run that is cut off
// leaves nothing out for good.
func TestTheLongestUnreadIsReadFirst(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		sp := addSpeaker(t, s, "Ann")
		var ids []int64
		for _, statement := range []string{"A", "B", "C"} {
			ids = append(ids, addMeasure(t, s, addClaim(t, s, claim(sp, statement, "2026-06-30")), "").ID)
		}
		order := func() (found []int64) {
			all, err := s.MeasuresToRead(ctx, day("2026-03-01"))
			require.NoError(t, err)
			for _, m := range all {
				found = append(found, m.ID)
			}
			return found
		}
		assert.Equal(t, ids, order())
		addReading(t, s, ledger.Reading{MeasureID: ids[0], At: now, Value: "1"})
		assert.Equal(t, []int64{ids[1], ids[2], ids[0]}, order())
		addReading(t, s, ledger.Reading{MeasureID: ids[2], At: now, Value: "1", Holds: true})
		addReading(t, s, ledger.Reading{MeasureID: ids[0], At: now, Value: "1"})
		assert.Equal(t, []int64{ids[1], ids[2], ids[0]}, order())
	})
}
