package scoring

import "math"

// z is the .975 quantile of the normal distribution: intervals hold 95%.
const z = 1.959963984540054

// Interval is a range of values, both ends included.
type Interval struct{ Low, High float64 }

// Wilson is the 95% score interval of the share k/n: the shares under which
// what was seen would not be surprising.
//
// Range 0 to 1, narrower is more certain, no unit. Not defined, ok false, for
// n = 0 or counts that contradict each other. Its low end is exactly 0 at
// k = 0, its high end exactly 1 at k = n. Wilson (1927).
func Wilson(k, n int) (i Interval, ok bool) {
	if n <= 0 || k < 0 || k > n {
		return Interval{}, false
	}
	// The high end is computed as the mirrored low end, so that swapping hits
	// and misses mirrors the interval exactly.
	return Interval{Low: wilsonLow(k, n), High: 1 - wilsonLow(n-k, n)}, true
}

func wilsonLow(k, n int) float64 {
	if k == 0 {
		return 0 // rounding would leave a speck
	}
	hits, misses, all := float64(k), float64(n-k), float64(n)
	return (hits + z*z/2 - z*math.Sqrt(hits*misses/all+z*z/4)) / (all + z*z)
}
