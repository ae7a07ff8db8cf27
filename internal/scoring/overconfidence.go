package scoring

import "foresaid/internal/ledger"

// Overconfidence is how much surer the speaker was than right: the mean
// probability less the share that happened, each claim folded to the side it
// takes. A claim at less than 50% is the claim of the opposite. One at 50%
// takes no side: it is counted, and adds no difference.
//
// Range −½ to 1, 0 is best, no unit; above 0 is surer than right, below 0 less
// sure. Undefined without a claim that has both a probability and an Outcome.
// Needs s.Bins. Lichtenstein, Fischhoff and Phillips (1982).
func Overconfidence(s ledger.ForecastSum) Figure {
	all, ok := total(s.Bins[:])
	if !ok || all.N != s.N {
		return undefined(Inconsistent)
	}
	said, hits, _ := folded(s)
	difference := said - int64(hits)*certain
	f := share(magnitude(difference), int64(s.N)*certain)
	if difference < 0 {
		f.Value = -f.Value
	}
	return f
}

// LikelierSide counts the claims that take a side, n, all but those at 50%,
// and of them those whose side, the likelier one, came true, k. Accuracy and
// Wilson make a figure of the two.
//
// k is 0 to n, higher is better, in claims. Always defined. Needs s.Bins.
func LikelierSide(s ledger.ForecastSum) (k, n int) {
	_, k, n = folded(s)
	return k, n
}

// folded adds up the claims that take a side, as claims of that side: the sum
// of their probabilities in parts per million, how many happened, of how many.
func folded(s ledger.ForecastSum) (p int64, k, n int) {
	for i, b := range s.Bins {
		n += b.N
		if i < ledger.Bins/2 {
			p += int64(b.N)*certain - b.P
			k += b.N - b.True
		} else {
			p += b.P
			k += b.True
		}
	}
	// Those at 50% are in the upper half.
	return p - int64(s.Even)*certain/2, k - s.EvenYes, n - s.Even
}
