package ledger

import (
	"math"
	"strconv"
)

// Probability is in parts per million, 0 to 1,000,000, so that sums and bin
// edges are exact.
type Probability int32

// Certain is the probability 1.
const Certain Probability = 1_000_000

// ProbabilityOf rounds f, 0 to 1, to parts per million.
func ProbabilityOf(f float64) Probability { return Probability(math.Round(f * float64(Certain))) }

// Float returns the probability as 0 to 1.
func (p Probability) Float() float64 { return float64(p) / float64(Certain) }

// Percent is the probability as people write it, without the sign: 95, 0.5.
func (p Probability) Percent() string {
	return strconv.FormatFloat(float64(p)/10_000, 'f', -1, 64)
}

// Valid tells whether p lies in 0 to 1,000,000.
func (p Probability) Valid() bool { return p >= 0 && p <= Certain }

// Basis says where a confidence comes from.
type Basis string

// The bases.
const (
	NoConfidence     Basis = "none"   // none given, or words that no number stands for
	StatedConfidence Basis = "stated" // "90%"
	WordedConfidence Basis = "worded" // "almost certainly"
)

// Confidence is how sure the speaker sounded.
type Confidence struct {
	Basis       Basis
	Probability Probability // meaningless when Basis is NoConfidence
	Words       string      // as said
}

// Scored tells whether there is a probability to score.
func (c Confidence) Scored() bool { return c.Basis == StatedConfidence || c.Basis == WordedConfidence }

func (c Confidence) check() error {
	switch c.Basis {
	case NoConfidence:
		if c.Probability != 0 {
			return Invalidf("confidence", "confidence_invented", "A confidence without a basis has no number")
		}
	case StatedConfidence, WordedConfidence:
		if !c.Probability.Valid() {
			return Invalidf("confidence", "confidence_range", "A confidence lies between 0%% and 100%%")
		}
		if c.Basis == WordedConfidence && c.Words == "" {
			return Invalidf("confidence", "confidence_words_missing", "Give the words the number was taken from")
		}
	default:
		return Invalidf("confidence", "confidence_basis_unknown", "A confidence is stated, worded or none, not “%s”", c.Basis)
	}
	return nil
}
