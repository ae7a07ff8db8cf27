package exchange_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/exchange"
	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
	"foresaid/internal/tracker"
)

// The tracker logs and judges what was read, as it was meant.
func TestTheTrackerTakesTheRows(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	tr := tracker.New(storetest.Open(t, storetest.SQLite(t)), func() time.Time { return now }, time.UTC)
	rows, bad, err := exchange.ReadCSV(table(t,
		with("deadline", "2025/12/31", "confidence", "0.7340604307213691", "topics", "machine learning", "verdict", "Mostly true",
			"happened_on", "2025/08/07", "evidence_url", "https://example.org/b", "source_url", "https://example.org/a"),
		with("statement", "AGI is here", "confidence", "92%", "confidence_words", "very likely", "topics", "AI|deep learning",
			"question", "AGI is here by 2030", "side", "no", "verdict", "other", "note", "never mind"),
		with("statement", "It will rain", "said_on", "", "published_on", "2024/05/01", "source_title", "A paper", "deadline", "open"),
	))
	require.NoError(t, err)
	require.Empty(t, bad)
	var claims []ledger.Claim
	for _, row := range rows {
		done, read, err := tr.Log(ctx, "importer", row.Draft)
		require.NoError(t, err)
		claims = append(claims, read.Claim)
		if row.HasVerdict {
			_, err = tr.Judge(ctx, "importer", done.Claim.PublicID, row.Judgement)
			require.NoError(t, err)
		}
	}
	assert.Equal(t, ledger.NewDate(2025, 12, 31), claims[0].Deadline.To)
	assert.Equal(t, ledger.Confidence{Basis: ledger.StatedConfidence, Probability: 734_060}, claims[0].Confidence)
	assert.Equal(t, []string{"machine learning"}, claims[0].Topics)
	assert.Equal(t, ledger.Open, claims[1].Deadline.Kind)
	assert.Equal(t, ledger.NewDate(2025, 4, 24), claims[1].DueOn)
	assert.Equal(t, ledger.Confidence{Basis: ledger.WordedConfidence, Probability: 920_000, Words: "very likely"}, claims[1].Confidence)
	assert.Equal(t, []string{"ai", "deep learning"}, claims[1].Topics)
	assert.Equal(t, ledger.No, claims[1].Side)
	assert.Equal(t, ledger.NewDate(2024, 5, 1), claims[2].SaidOn)
	assert.Equal(t, ledger.NewDate(2025, 5, 1), claims[2].DueOn)
}
