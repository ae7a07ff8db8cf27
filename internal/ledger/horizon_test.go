package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
)

// ahead returns a claim whose deadline ends n days after it was said.
func ahead(n int) ledger.Claim {
	c := fullClaim()
	c.Deadline = by(c.SaidOn.AddDays(n).String(), ledger.Day)
	return c
}

func TestHorizonEdges(t *testing.T) {
	for days, want := range map[int]ledger.Horizon{
		0: ledger.Days90, 1: ledger.Days90, 90: ledger.Days90,
		91: ledger.Days365, 365: ledger.Days365,
		366: ledger.Years3, 1096: ledger.Years3,
		1097: ledger.Longer, 200_000: ledger.Longer,
	} {
		assert.Equal(t, want, ahead(days).Horizon(), "%d days", days)
	}

	period := fullClaim()
	period.SaidOn = day("2025-10-02")
	assert.Equal(t, ledger.Days90, period.Horizon(), "to the last day of the period, 90 days off")
	period.SaidOn = day("2025-10-01")
	assert.Equal(t, ledger.Days365, period.Horizon())

	leap := fullClaim()
	leap.SaidOn, leap.Deadline = day("2022-12-31"), by("2025-12-31", ledger.Day)
	assert.Equal(t, ledger.Years3, leap.Horizon(), "three years with a leap day")
}

func TestUnknownHorizon(t *testing.T) {
	open := fullClaim()
	open.Deadline = ledger.Deadline{Kind: ledger.Open}
	assert.Equal(t, ledger.UnknownHorizon, open.Horizon())
	assert.Zero(t, open.DeadlineYear())

	unsaid := fullClaim()
	unsaid.SaidOn = ledger.Date{}
	assert.Equal(t, ledger.UnknownHorizon, unsaid.Horizon())
	assert.Equal(t, 2025, unsaid.DeadlineYear(), "the year is known all the same")
}

func TestHorizonDays(t *testing.T) {
	next := 0
	for _, h := range ledger.Horizons[:4] {
		least, most, ok := h.Days()
		require.True(t, ok, h)
		assert.Equal(t, next, least, "%s begins where the one before it ends", h)
		next = most + 1
	}
	assert.Equal(t, 1, next, "the last one has no end")
	for _, h := range []ledger.Horizon{ledger.UnknownHorizon, "", "soon"} {
		least, most, ok := h.Days()
		assert.Equal(t, [2]int{}, [2]int{least, most}, h)
		assert.False(t, ok, h)
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 3000).Draw(t, "days")
		least, most, ok := ahead(n).Horizon().Days()
		assert.True(t, ok && least <= n && (n <= most || most == 0))
	})
}

func TestParseHorizon(t *testing.T) {
	for _, h := range ledger.Horizons {
		got, err := ledger.ParseHorizon(string(h))
		require.NoError(t, err)
		assert.Equal(t, h, got)
	}
	for _, text := range []string{"", "days_91", "Longer", "unknown "} {
		_, err := ledger.ParseHorizon(text)
		assertProblem(t, err, ledger.Invalid, "horizon", "horizon_unknown")
	}
}

func TestRecordKeys(t *testing.T) {
	type key = ledger.RecordKey
	c := fullClaim() // 616 days ahead
	assert.Equal(t, []key{
		{}, {Horizon: ledger.Years3, Year: 2025},
		{Topic: "ai"}, {Topic: "ai", Horizon: ledger.Years3, Year: 2025},
		{Topic: "大模型"}, {Topic: "大模型", Horizon: ledger.Years3, Year: 2025},
	}, c.RecordKeys())

	c.Topics, c.Deadline = nil, ledger.Deadline{Kind: ledger.Open}
	c.Confidence = ledger.Confidence{Basis: ledger.WordedConfidence, Probability: 900_000, Words: "  Almost\u00a0 CERTAINLY\n"}
	assert.Equal(t, []key{{}, {Horizon: ledger.UnknownHorizon}, {Words: "almost certainly"}}, c.RecordKeys())
}

func TestWordsKey(t *testing.T) {
	words := func(b ledger.Basis, w string) string {
		return ledger.Claim{Confidence: ledger.Confidence{Basis: b, Words: w}}.WordsKey()
	}
	assert.Equal(t, "很可能", words(ledger.WordedConfidence, " 很可能 "))
	assert.Equal(t, words(ledger.WordedConfidence, "MIGHT well"), words(ledger.WordedConfidence, "might  WELL"))
	assert.NotEqual(t, words(ledger.WordedConfidence, "likely"), words(ledger.WordedConfidence, "unlikely"))
	for _, b := range []ledger.Basis{ledger.StatedConfidence, ledger.NoConfidence, ""} {
		assert.Empty(t, words(b, "90%"), "words are counted where the number came from them")
	}
}
