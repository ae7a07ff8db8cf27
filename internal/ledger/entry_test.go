package ledger_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
)

var noon = time.Date(2025, 12, 31, 12, 0, 0, 123_456_789, time.UTC)

// chain seals entries onto each other.
func chain(entries ...ledger.Entry) []ledger.Entry {
	var previous *ledger.Entry
	for i := range entries {
		entries[i].Seal(previous)
		previous = &entries[i]
	}
	return entries
}

// verify follows the chain from its start.
func verify(entries []ledger.Entry) error {
	var previous *ledger.Entry
	for i, e := range entries {
		if err := e.Follows(previous); err != nil {
			return err
		}
		previous = &entries[i]
	}
	return nil
}

func someEntries() []ledger.Entry {
	return chain(
		ledger.NewEntry(noon, "ana", ledger.SpeakerAdded, ledger.SpeakerSubject("q7m2x9qd"), ledger.Change{}),
		ledger.NewEntry(noon, "ana", ledger.ClaimLogged, ledger.ClaimSubject("k7m2x9qd"), ledger.Change{
			Fields: []ledger.FieldChange{{Field: "statement", To: "GPT-5 <比> GPT-4"}},
		}),
		ledger.NewEntry(noon.Add(time.Hour), "", ledger.ClaimFlagged, ledger.ClaimSubject("k7m2x9qd"), ledger.Change{
			Before: &ledger.Restore{State: ledger.StateOpen, DueOn: day("2026-01-01")},
		}),
		ledger.NewEntry(noon.Add(2*time.Hour), "bo", ledger.VerdictGiven, ledger.ClaimSubject("k7m2x9qd"), ledger.Change{Reason: "see note"}),
	)
}

func TestAnUntouchedChainHolds(t *testing.T) {
	entries := someEntries()
	require.NoError(t, verify(entries))
	assert.Equal(t, int64(1), entries[0].Number)
	assert.Empty(t, entries[0].Previous)
	assert.Equal(t, entries[2].Hash, entries[3].Previous)

	for i := range entries { // a store may give times back in its own zone
		entries[i].At = entries[i].At.In(time.FixedZone("CST", 8*3600))
	}
	assert.NoError(t, verify(entries))
}

func TestTamperingIsSeen(t *testing.T) {
	for name, tamper := range map[string]func(*ledger.Entry){
		"number":   func(e *ledger.Entry) { e.Number++ },
		"at":       func(e *ledger.Entry) { e.At = e.At.Add(time.Millisecond) },
		"by":       func(e *ledger.Entry) { e.By += "a" },
		"kind":     func(e *ledger.Entry) { e.Kind = ledger.ClaimWithdrawn },
		"subject":  func(e *ledger.Entry) { e.Subject = ledger.ClaimSubject("other") },
		"change":   func(e *ledger.Entry) { e.Change = `{"reason":"forged"}` },
		"previous": func(e *ledger.Entry) { e.Previous = e.Hash },
		"hash":     func(e *ledger.Entry) { e.Hash = "0" + e.Hash[1:] + "0" },
		"border":   func(e *ledger.Entry) { e.By, e.Kind = e.By+string(e.Kind[:1]), e.Kind[1:] },
	} {
		for i := range someEntries() {
			entries := someEntries()
			tamper(&entries[i])
			assert.Equal(t, ledger.Conflict, ledger.CodeOf(verify(entries)), "%s of entry %d", name, i+1)
		}
	}
}

func TestForgingOneHashBreaksTheNext(t *testing.T) {
	entries := someEntries()
	entries[1].Change = `{"reason":"forged"}`
	entries[1].Seal(&entries[0]) // sealed anew, as a forger would
	require.NoError(t, verify(entries[:2]))
	assertProblem(t, verify(entries), ledger.Conflict, "", "log_broken")
}

func TestRemovalAndSwapAreSeen(t *testing.T) {
	for i := range len(someEntries()) - 1 {
		entries := someEntries()
		assertProblem(t, verify(append(entries[:i:i], entries[i+1:]...)), ledger.Conflict, "", "log_gap")

		entries = someEntries()
		entries[i], entries[i+1] = entries[i+1], entries[i]
		assertProblem(t, verify(entries), ledger.Conflict, "", "log_gap")

		entries[i].Number, entries[i+1].Number = entries[i+1].Number, entries[i].Number
		assertProblem(t, verify(entries), ledger.Conflict, "", "log_broken")
	}
}

// A published hash must mean the same for ever, so its making can't change.
func TestTheHashIsPinned(t *testing.T) {
	e := ledger.NewEntry(noon, "ana", ledger.ClaimDeferred, ledger.ClaimSubject("k7m2x9qd"), ledger.Change{
		Fields: []ledger.FieldChange{{Field: "review_on", From: "", To: "2026-03-01"}},
		Reason: "还没 <yet>",
		Before: &ledger.Restore{State: ledger.StateDue, DueOn: day("2026-01-01"), VerdictID: 7},
		Undid:  3,
	})
	assert.Equal(t, time.Date(2025, 12, 31, 12, 0, 0, 123_000_000, time.UTC), e.At, "cut to milliseconds")
	assert.Equal(t, `{"fields":[{"field":"review_on","to":"2026-03-01"}],"reason":"还没 \u003cyet\u003e",`+
		`"before":{"state":"due","due_on":"2026-01-01","verdict_id":7},"undid":3}`, e.Change)
	e.Seal(&ledger.Entry{Number: 41, Hash: "c0ffee"})
	assert.Equal(t, int64(42), e.Number)
	assert.Equal(t, "e71a387dbeeda070ba1530d58783c43c27b9d53b5967d005512f40b2095fb936", e.Hash)
}

func TestChangesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		change := ledger.Change{
			Reason: anyText().Draw(t, "reason"),
			Undid:  rapid.Int64Min(0).Draw(t, "undid"),
			Before: &ledger.Restore{State: ledger.StateOpen, ReviewOn: anyDate().Draw(t, "review")},
		}
		e := ledger.NewEntry(noon, "ana", ledger.ClaimUndone, "", change)
		got, err := e.Decoded()
		assert.NoError(t, err)
		assert.Equal(t, change, got)
	})
	_, err := ledger.Entry{Number: 5, Change: "{"}.Decoded()
	assert.Equal(t, ledger.Internal, ledger.CodeOf(err))
}

func TestSubjects(t *testing.T) {
	assert.Equal(t, []string{"claim:a", "speaker:a", "source:a", "question:a"},
		[]string{ledger.ClaimSubject("a"), ledger.SpeakerSubject("a"), ledger.SourceSubject("a"), ledger.QuestionSubject("a")})
}
