package scoring

import (
	"math"

	"foresaid/internal/ledger"
)

// Baseline is 100(log₂ q + 1) for the probability q given to what happened,
// clipped to 1–99%: how much better than even odds.
//
// Range −564.4 to 98.6 points, higher is better, 0 for always saying 50%.
// Metaculus (2023).
func Baseline(p ledger.Probability, happened bool) float64 {
	return 100 * (math.Log2(given(p, happened)) + 1)
}

// Peer is 100(ln q − ln of the geometric mean of what the others gave) for the
// probabilities given to what happened, clipped to 1–99%: how much better than
// the others.
//
// Range −459.5 to 459.5 points, higher is better, 0 for saying what all say.
// Undefined without others. Metaculus (2023).
func Peer(p ledger.Probability, others []ledger.Probability, happened bool) Figure {
	if len(others) == 0 {
		return undefined(NoData)
	}
	sum := 0.0
	for _, o := range others {
		sum += math.Log(given(o, happened))
	}
	return defined(100 * (math.Log(given(p, happened)) - sum/float64(len(others))))
}

// given is the probability that p gives to what happened, clipped.
func given(p ledger.Probability, happened bool) float64 {
	p = min(max(p, ledger.ClipLow), ledger.ClipHigh)
	if !happened {
		p = ledger.Certain - p
	}
	return p.Float()
}

// Mean is the average of values, in their range, orientation and unit.
// Undefined without any.
func Mean(values []float64) Figure {
	if len(values) == 0 {
		return undefined(NoData)
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return defined(sum / float64(len(values)))
}
