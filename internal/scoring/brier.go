package scoring

import "foresaid/internal/ledger"

// SquaredError is (p − y)² in parts per million squared, where y is 1 if what
// was claimed happened and 0 if not. It is what a ledger.ErrorSum adds up.
//
// Range 0 to 10¹², lower is better. Always defined for a valid p.
func SquaredError(p ledger.Probability, happened bool) int64 {
	d := int64(p)
	if happened {
		d -= int64(ledger.Certain)
	}
	return d * d
}

// Brier is the mean squared error of the probabilities, in the one-class
// form; Good Judgment's, over both classes, is twice this. Always saying 50%
// gives 0.25.
//
// What came true too late has y = 0.
//
// Range 0 to 1, lower is better, no unit. Undefined without a claim that has
// both a probability and an Outcome. Brier (1950).
func Brier(s ledger.ErrorSum) Figure {
	const worst = int64(ledger.Certain) * int64(ledger.Certain)
	return share(s.Sum, worst*int64(s.N))
}
