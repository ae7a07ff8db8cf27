package exchange_test

import (
	"bytes"
	"encoding/csv"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/exchange"
	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// table writes rows of cells, by column, as a file.
func table(t require.TestingT, rows ...map[string]string) *bytes.Buffer {
	columns := map[string]bool{"speaker": true, "statement": true, "said_on": true}
	for _, r := range rows {
		for name := range r {
			columns[name] = true
		}
	}
	names := slices.Sorted(maps.Keys(columns))
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	require.NoError(t, w.Write(names))
	for _, r := range rows {
		record := make([]string, len(names))
		for i, n := range names {
			record[i] = r[n]
		}
		require.NoError(t, w.Write(record))
	}
	w.Flush()
	return &text
}

// with is a row that has nothing wrong, changed by pairs of column and cell.
func with(pairs ...string) map[string]string {
	row := map[string]string{"speaker": "Sam Altman", "statement": "GPT-5 is out", "said_on": "2024-04-24"}
	for i := 0; i < len(pairs); i += 2 {
		row[pairs[i]] = pairs[i+1]
	}
	return row
}

func readOne(t *testing.T, row map[string]string) exchange.Row {
	t.Helper()
	rows, bad, err := exchange.ReadCSV(table(t, row))
	require.NoError(t, err)
	require.Empty(t, bad)
	require.Len(t, rows, 1)
	rows[0].Cells = nil // as given above
	return rows[0]
}

func TestEveryColumnArrives(t *testing.T) {
	row := readOne(t, with("quote", "GPT-5\nis coming", "quote_lang", "en", "deadline", "end of 2025", "confidence", "0.92",
		"confidence_words", "very  sure", "condition", "no war", "criteria", "on sale", "topics", "AI; large models | #GPT",
		"question", "GPT-5 is out by 2026", "side", "No", "reference_probability", "0.4277", "source_title", "A talk",
		"source_url", "https://example.org/a", "source_kind", "Talk", "publisher", "P", "author", "Q", "published_on", "2024/04/25",
		"event", "E", "place", "Stanford", "verdict", "mostly true", "happened_on", "2025/08/07", "judged_on", "2025-08-08",
		"evidence_url", "https://example.org/b", "note", "It came.", "external_id", "m-17"))
	assert.Equal(t, exchange.Row{
		Line: 2,
		Draft: tracker.Draft{
			Statement: "GPT-5 is out", Quote: "GPT-5\nis coming", QuoteLang: "en", Speaker: "Sam Altman", Place: "Stanford",
			SaidOn: "2024-04-24", Deadline: "end of 2025", Condition: "no war", Criteria: "on sale",
			Confidence: "very sure ≈ 92%", Topics: "ai, large models, gpt", Reference: "42.77%", ExternalID: "m-17", Question: "GPT-5 is out by 2026", Side: "no",
			Source: tracker.SourceDraft{
				Title: "A talk", Link: "https://example.org/a", Kind: "talk", Author: "Q", Publisher: "P", Event: "E", PublishedOn: "2024-04-25",
			},
		},
		HasVerdict: true, JudgedOn: ledger.NewDate(2025, 8, 8),
		Judgement: tracker.Judgement{
			Grade: "mostly_true", HappenedOn: "2025-08-07", Note: "It came.", Evidence: []ledger.Evidence{{Link: "https://example.org/b"}},
		},
	}, row)
}

func TestEmptyCells(t *testing.T) {
	assert.Equal(t, exchange.Row{Line: 2, Draft: tracker.Draft{
		Speaker: "Sam Altman", Statement: "GPT-5 is out", SaidOn: "2024-04-24", Deadline: "open", ReviewOn: "2025-04-24",
		Side: "yes", Source: tracker.SourceDraft{Kind: "article"},
	}}, readOne(t, with("verdict", "", "confidence", " ", "topics", ";", "side", "", "note", "")))
}

func TestReviewDates(t *testing.T) {
	for name, c := range map[string]struct {
		row                      map[string]string
		said, deadline, reviewed string
	}{
		"a deadline":              {with("deadline", "2025-12-31"), "2024-04-24", "2025-12-31", ""},
		"words":                   {with("deadline", "2025年底"), "2024-04-24", "2025年底", ""},
		"none":                    {with("deadline", ""), "2024-04-24", "open", "2025-04-24"},
		"open":                    {with("deadline", "OPEN"), "2024-04-24", "open", "2025-04-24"},
		"a leap day":              {with("said_on", "2024/02/29"), "2024-02-29", "open", "2025-03-01"},
		"open, only published":    {with("deadline", "open", "said_on", "", "published_on", "2024-05-01", "source_title", "T"), "", "open", "2025-05-01"},
		"said before publication": {with("deadline", "open", "published_on", "2024-05-01", "source_title", "T"), "2024-04-24", "open", "2025-04-24"},
		"only a deadline":         {with("deadline", "Q3 2025", "said_on", ""), "", "Q3 2025", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := readOne(t, c.row).Draft
			assert.Equal(t, []string{c.said, c.deadline, c.reviewed}, []string{d.SaidOn, d.Deadline, d.ReviewOn})
		})
	}
}

func TestVerdictsAtEase(t *testing.T) {
	for text, want := range map[string][2]string{
		"TRUE": {"true"}, "Mostly-True": {"mostly_true"}, " mixed ": {"mixed"}, "mostly  false": {"mostly_false"}, "false": {"false"},
		"condition not met": {"void", "condition_not_met"}, "Ambiguous": {"void", "ambiguous"}, "no-result": {"void", "no_result"},
		"NOT_CHECKABLE": {"void", "not_checkable"}, "Other": {"void", "other"},
	} {
		row := readOne(t, with("verdict", text, "note", "why"))
		assert.True(t, row.HasVerdict)
		assert.Equal(t, want, [2]string{row.Judgement.Grade, row.Judgement.Reason}, text)
	}
}

func TestTopics(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "AI": "ai", "machine learning": "machine learning,", "a b;c": "a b, c", "a|b,c;d": "a, b, c, d",
		"人工智能；芯片、能源": "人工智能, 芯片, 能源", "#AI, ai,": "ai",
	} {
		assert.Equal(t, want, readOne(t, with("topics", text)).Draft.Topics, text)
	}
}
