package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
)

func TestProbability(t *testing.T) {
	for f, want := range map[float64]ledger.Probability{
		0: 0, 1: ledger.Certain, 0.95: 950_000, 0.1: 100_000, 0.3: 300_000, 0.7: 700_000, 1.0 / 3: 333_333, 2.0 / 3: 666_667, 0.000001: 1,
	} {
		assert.Equal(t, want, ledger.ProbabilityOf(f), f)
	}
	for p, want := range map[ledger.Probability]string{
		0: "0", ledger.Certain: "100", 950_000: "95", 5_000: "0.5", 1: "0.0001", 333_333: "33.3333", 290_000: "29",
	} {
		assert.Equal(t, want, p.Percent())
	}
	assert.True(t, ledger.Probability(0).Valid())
	assert.True(t, ledger.Certain.Valid())
	assert.False(t, ledger.Probability(-1).Valid())
	assert.False(t, (ledger.Certain + 1).Valid())

	rapid.Check(t, func(t *rapid.T) {
		p := ledger.Probability(rapid.Int32Range(0, int32(ledger.Certain)).Draw(t, "p"))
		assert.Equal(t, p, ledger.ProbabilityOf(p.Float()))
	})
}

func TestConfidenceIsNeverInvented(t *testing.T) {
	for name, c := range map[string]struct {
		confidence ledger.Confidence
		key        string // empty where it is right
	}{
		"none":                 {ledger.Confidence{Basis: ledger.NoConfidence}, ""},
		"words without number": {ledger.Confidence{Basis: ledger.NoConfidence, Words: "will"}, ""},
		"stated":               {ledger.Confidence{Basis: ledger.StatedConfidence, Probability: 950_000, Words: "95%"}, ""},
		"stated without words": {ledger.Confidence{Basis: ledger.StatedConfidence, Probability: 950_000}, ""},
		"stated never":         {ledger.Confidence{Basis: ledger.StatedConfidence}, ""},
		"stated certain":       {ledger.Confidence{Basis: ledger.StatedConfidence, Probability: ledger.Certain}, ""},
		"worded":               {ledger.Confidence{Basis: ledger.WordedConfidence, Probability: 750_000, Words: "likely"}, ""},
		"number without basis": {ledger.Confidence{Basis: ledger.NoConfidence, Probability: 500_000}, "confidence_invented"},
		"below 0":              {ledger.Confidence{Basis: ledger.StatedConfidence, Probability: -1}, "confidence_range"},
		"above 100":            {ledger.Confidence{Basis: ledger.StatedConfidence, Probability: ledger.Certain + 1}, "confidence_range"},
		"worded above 100":     {ledger.Confidence{Basis: ledger.WordedConfidence, Probability: ledger.Certain + 1, Words: "sure"}, "confidence_range"},
		"worded without words": {ledger.Confidence{Basis: ledger.WordedConfidence, Probability: 750_000}, "confidence_words_missing"},
		"no such basis":        {ledger.Confidence{Basis: "felt", Probability: 750_000}, "confidence_basis_unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			claim := fullClaim()
			claim.Confidence = c.confidence
			if err := claim.Check(today); c.key == "" {
				assert.NoError(t, err)
			} else {
				assertProblem(t, err, ledger.Invalid, "confidence", c.key)
			}
		})
	}
	assert.True(t, ledger.Confidence{Basis: ledger.StatedConfidence}.Scored(), "0% is a number")
	assert.True(t, ledger.Confidence{Basis: ledger.WordedConfidence}.Scored())
	assert.False(t, ledger.Confidence{Basis: ledger.NoConfidence, Words: "will"}.Scored())
}
