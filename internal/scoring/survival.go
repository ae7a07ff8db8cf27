package scoring

import (
	"cmp"
	"math/big"
	"slices"
)

// Event is when something happened, in days after its deadline (negative
// before it), or, censored, until when it had not.
type Event struct {
	Days     int
	Censored bool
}

// Step is where the share of what has not happened yet falls.
type Step struct {
	Days           int
	AtRisk, Events int
	Survival       Figure // 0 to 1: the share not happened by the end of that day
}

// Survival estimates, from events in any order, which share has not happened
// by which day, in the order of days. What is censored counts as at risk up to
// its day, that day included.
//
// Empty without an event. Kaplan and Meier (1958).
func Survival(events []Event) []Step {
	steps, _ := survival(events)
	return steps
}

// MedianLateness is the day by which half has happened, counting what has not
// happened yet as open, not as never.
//
// Any number of days, lower is better, negative is early. Undefined without
// data (NoData), and where less than half has happened (NotReached). Kaplan
// and Meier (1958).
func MedianLateness(events []Event) Figure {
	if len(events) == 0 {
		return undefined(NoData)
	}
	_, median := survival(events)
	return median
}

// survival multiplies in fractions, so that exactly one half is found.
func survival(events []Event) ([]Step, Figure) {
	sorted := slices.SortedFunc(slices.Values(events), func(a, b Event) int { return cmp.Compare(a.Days, b.Days) })
	var steps []Step
	median := undefined(NotReached)
	left, half := big.NewRat(1, 1), big.NewRat(1, 2)
	for i := 0; i < len(sorted); {
		day, atRisk, happened := sorted[i].Days, len(sorted)-i, 0
		for ; i < len(sorted) && sorted[i].Days == day; i++ {
			if !sorted[i].Censored {
				happened++
			}
		}
		if happened == 0 {
			continue
		}
		left = times(left, rat(int64(atRisk-happened), int64(atRisk)))
		steps = append(steps, Step{Days: day, AtRisk: atRisk, Events: happened, Survival: ratio(left)})
		if !median.Defined && left.Cmp(half) <= 0 {
			median = defined(float64(day))
		}
	}
	return steps, median
}
