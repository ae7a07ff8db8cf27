package scoring

import "encoding/json"

// Reason says why a figure is undefined. The values are stable: translations
// are found by them.
type Reason string

// The reasons.
const (
	NoData           Reason = "no_data"           // nothing to compute it from yet
	Inconsistent     Reason = "inconsistent"      // the counts contradict each other: a fault of ours
	PerfectReference Reason = "perfect_reference" // what it is compared with made no error
	NotReached       Reason = "not_reached"       // less than half has happened
	NotConnected     Reason = "not_connected"     // shares no question with the others
)

// Reasons lists the reasons.
var Reasons = []Reason{NoData, Inconsistent, PerfectReference, NotReached, NotConnected}

// Figure is a number that may be undefined, with the reason why.
type Figure struct {
	Value   float64 // 0 when undefined
	Defined bool
	Reason  Reason // empty when defined
}

// MarshalJSON writes the number, or null when it is undefined.
func (f Figure) MarshalJSON() ([]byte, error) {
	if !f.Defined {
		return []byte("null"), nil
	}
	return json.Marshal(f.Value)
}

func defined(v float64) Figure { return Figure{Value: v, Defined: true} }

func undefined(why Reason) Figure { return Figure{Reason: why} }

// share is part of whole, 0 to 1.
func share(part, whole int64) Figure {
	switch {
	case part < 0 || part > whole:
		return undefined(Inconsistent)
	case whole == 0:
		return undefined(NoData)
	}
	return defined(float64(part) / float64(whole))
}
