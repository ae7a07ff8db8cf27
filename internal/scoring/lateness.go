package scoring

import "slices"

// MedianDays is the median of how long after their deadlines claims came true,
// counting only those that did come true, late. For an even number it is the
// mean of the two in the middle.
//
// Range 0 and up, lower is better, in days. Undefined for no days. days need
// not be in order and is left as it is.
func MedianDays(days []int) Figure {
	if len(days) == 0 {
		return undefined(NoData)
	}
	sorted := slices.Sorted(slices.Values(days))
	if sorted[0] < 0 {
		return undefined(Inconsistent)
	}
	lower, upper := sorted[(len(sorted)-1)/2], sorted[len(sorted)/2]
	return defined(float64(lower) + float64(upper-lower)/2)
}
