package scoring

import "foresaid/internal/ledger"

// LogScore is the mean of −ln of the probability given to what happened, with
// probabilities clipped to 1–99%, so that one wrong certainty is not
// infinitely bad. Wherever it is printed, so is the clip. Always saying 50%
// gives ln 2 = 0.693.
//
// Range 0.010 to 4.605 for the clip, lower is better, in nats. Undefined
// without a claim that has both a probability and an Outcome. Good (1952).
func LogScore(s ledger.ForecastSum) Figure {
	n := int64(s.N)
	best, worst := n*ledger.LogError(ledger.Certain, true), n*ledger.LogError(0, true)
	switch {
	case s.Log < best || s.Log > worst:
		return undefined(Inconsistent)
	case n == 0:
		return undefined(NoData)
	}
	return defined(float64(s.Log) / 1e9 / float64(n))
}
