package scoring

import "foresaid/internal/ledger"

// Brier is the mean squared error of the probabilities, in the one-class
// form; Good Judgment's, over both classes, is twice this. Always saying 50%
// gives 0.25.
//
// What came true too late has y = 0.
//
// Range 0 to 1, lower is better, no unit. Undefined without a claim that has
// both a probability and an Outcome. Brier (1950).
func Brier(s ledger.ForecastSum) Figure {
	const worst = int64(ledger.Certain) * int64(ledger.Certain)
	return share(s.Squared, worst*int64(s.N))
}
