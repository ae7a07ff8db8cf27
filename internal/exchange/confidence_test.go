package exchange_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/exchange"
	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

func TestProbabilities(t *testing.T) {
	for text, want := range map[string]string{
		"0.87": "87%", "87%": "87%", "87 %": "87%", "87.5%": "87.5%", "0": "0%", "1": "100%", "1.0": "100%", "100%": "100%", "1%": "1%",
		".5": "50%", "0.018600000000000002": "1.86%", "0.4277": "42.77%", "0.7340604307213691": "73.406%", "1e-05": "0.001%",
		"0.0000004": "0%", "0.9999999": "100%", "": "",
	} {
		row := readOne(t, with("confidence", text, "reference_probability", text))
		assert.Equal(t, want, row.Draft.Confidence, text)
		assert.Equal(t, want, row.Draft.Reference, text)
	}
}

func TestConfidenceWords(t *testing.T) {
	for _, c := range []struct{ number, words, draft, read string }{
		{"", "almost certain", "almost certain", "worded 95 almost certain"},
		{"", "deeply convinced", "deeply convinced", "none 0 deeply convinced"},
		{"", "很有把握，90%", "很有把握，90%", "worded 90 很有把握"},
		{"0.95", "almost certain", "almost certain", "worded 95 almost certain"},
		{"0.92", "very likely", "very likely ≈ 92%", "worded 92 very likely"},
		{"12.5%", "on\n a whim", "on a whim ≈ 12.5%", "worded 12.5 on a whim"},
		{"12.5%", "", "12.5%", "stated 12.5 "},
	} {
		draft := readOne(t, with("confidence", c.number, "confidence_words", c.words)).Draft.Confidence
		assert.Equal(t, c.draft, draft)
		read, err := wording.ParseConfidence(draft)
		require.NoError(t, err)
		assert.Equal(t, c.read, fmt.Sprintf("%s %s %s", read.Basis, read.Probability.Percent(), read.Words))
	}
}

// Whatever way a probability is written, the tracker reads it to the last of
// its parts per million.
func TestProbabilitiesAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := ledger.Probability(rapid.IntRange(0, int(ledger.Certain)).Draw(t, "ppm"))
		text := rapid.SampledFrom([]string{
			p.Percent() + "%", p.Percent() + " %", strconv.FormatFloat(p.Float(), 'f', 6, 64), strconv.FormatFloat(p.Float(), 'g', -1, 64),
			strconv.FormatFloat(p.Float(), 'e', 17, 64),
		}).Draw(t, "text")
		words := rapid.SampledFrom([]string{"", "very likely", "on a whim", "almost certain", "很有把握"}).Draw(t, "words")
		rows, bad, err := exchange.ReadCSV(table(t, with("confidence", text, "confidence_words", words, "reference_probability", text)))
		require.NoError(t, err)
		require.Empty(t, bad)
		confidence, err := wording.ParseConfidence(rows[0].Draft.Confidence)
		require.NoError(t, err)
		want := ledger.Confidence{Basis: ledger.StatedConfidence, Probability: p, Words: words}
		if words != "" {
			want.Basis = ledger.WordedConfidence
		}
		require.Equal(t, want, confidence)
		reference, err := wording.ParseConfidence(rows[0].Draft.Reference)
		require.NoError(t, err)
		require.Equal(t, p, reference.Probability)
	})
}
