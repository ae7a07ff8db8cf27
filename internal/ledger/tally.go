package ledger

import "math"

// Tally adds up claims: all that figures are computed from. Every field but
// LateDays is a plain sum, so that tallies can be added and taken away, and
// the order of claims does not matter.
type Tally struct {
	Claims      int // all but the withdrawn
	Open        int
	Due         int // flagged and not judged
	Overdue     int // of those, the ones whose deadline has passed; 0 where no day was given
	Judged      int // with a grade
	Early       int // given a verdict before their deadline, and left out for it
	Void        int
	Voided      [5]int // by reason, in the order of VoidReasons
	Withdrawn   int
	Uncheckable int // logged as not checkable
	Disputed    int // with a verdict that is disputed

	StrictN     int // judged with an Outcome
	StrictTrue  int // of those, Happened
	Mixed       int
	Quarters    int // sum of Grade.Quarters over the judged
	Provisional int // judged or void, with a provisional verdict
	Late        int // came true after the deadline

	Stated ForecastSum // over claims with an Outcome and a stated confidence
	Worded ForecastSum // likewise, worded

	LateDays []int // DaysLate of each late claim, ascending; only where asked for
}

// Add counts a claim.
func (t *Tally) Add(c Claim) {
	if c.State == StateWithdrawn {
		t.Withdrawn++
		return
	}
	t.Claims++
	if !c.Checkable {
		t.Uncheckable++
	}
	if c.Disputed {
		t.Disputed++
	}
	switch c.State {
	case StateOpen:
		t.Open++
	case StateDue:
		t.Due++
	case StateVoid:
		t.Void++
		for i, reason := range VoidReasons {
			if c.Standing.Reason == reason {
				t.Voided[i]++
			}
		}
	case StateJudged:
		t.addJudged(c)
	}
	if c.Standing.Provisional && (c.State == StateJudged || c.State == StateVoid) {
		t.Provisional++
	}
}

func (t *Tally) addJudged(c Claim) {
	t.Judged++
	quarters, _ := c.Standing.Grade.Quarters()
	t.Quarters += quarters
	if c.Standing.Grade == Mixed {
		t.Mixed++
	}
	if c.Standing.Late() {
		t.Late++
	}
	if c.Standing.Outcome == NoOutcome {
		return
	}
	happened := c.Standing.Outcome == Happened
	t.StrictN++
	if happened {
		t.StrictTrue++
	}
	switch c.Confidence.Basis {
	case StatedConfidence:
		t.Stated.Add(c.Confidence.Probability, happened, c.Reference)
	case WordedConfidence:
		t.Worded.Add(c.Confidence.Probability, happened, c.Reference)
	}
}

// Plus is the tally of both sets of claims, without their LateDays.
func (t Tally) Plus(o Tally) Tally { return t.combine(o, 1) }

// Minus is the tally without the claims of o, which are all in t.
func (t Tally) Minus(o Tally) Tally { return t.combine(o, -1) }

// Empty tells whether nothing has been counted.
func (t Tally) Empty() bool {
	for _, n := range t.numbers() {
		if *n != 0 {
			return false
		}
	}
	return t.Stated == ForecastSum{} && t.Worded == ForecastSum{}
}

func (t Tally) combine(o Tally, sign int) Tally {
	to, from := t.numbers(), o.numbers()
	for i := range to {
		*to[i] += sign * *from[i]
	}
	t.Stated, t.Worded = t.Stated.combine(o.Stated, sign), t.Worded.combine(o.Worded, sign)
	t.LateDays = nil
	return t
}

// numbers are the plain counters. The receiver is a pointer so that they are
// the tally's own.
func (t *Tally) numbers() []*int {
	all := []*int{
		&t.Claims, &t.Open, &t.Due, &t.Overdue, &t.Judged, &t.Early, &t.Void, &t.Withdrawn, &t.Uncheckable, &t.Disputed,
		&t.StrictN, &t.StrictTrue, &t.Mixed, &t.Quarters, &t.Provisional, &t.Late,
	}
	for i := range t.Voided {
		all = append(all, &t.Voided[i])
	}
	return all
}

// Bins is how many bins probabilities fall into: [0, 10%), [10%, 20%) … [90%, 100%].
const Bins = 10

// ForecastSum adds up probabilities with what came of them: y is 1 if what was
// claimed happened and 0 if not.
type ForecastSum struct {
	N       int
	True    int   // those with y = 1
	Squared int64 // Σ(p − y)², in parts per million squared
	Log     int64 // Σ −ln p(what happened), in billionths of a nat; see LogError
	Even    int   // those with p = 50%, which take no side
	EvenYes int   // of those, y = 1

	// over those that came with a reference probability
	RefN       int
	RefOwn     int64 // their Squared
	RefSquared int64 // Squared of the reference in their place

	Bins [Bins]Bin // only where asked for, of sums that are kept
}

// Bin adds up the probabilities in one bin, in parts per million.
type Bin struct {
	N     int
	True  int   // y = 1
	P, PP int64 // Σp, Σp²
	PTrue int64 // Σp over those with y = 1
}

// Add counts a probability; reference is nil where there is none.
func (s *ForecastSum) Add(p Probability, happened bool, reference *Probability) {
	y := 0
	if happened {
		y = 1
	}
	s.N++
	s.True += y
	s.Squared += SquaredError(p, happened)
	s.Log += LogError(p, happened)
	if p == Certain/2 {
		s.Even++
		s.EvenYes += y
	}
	if reference != nil {
		s.RefN++
		s.RefOwn += SquaredError(p, happened)
		s.RefSquared += SquaredError(*reference, happened)
	}
	b := &s.Bins[BinOf(p)]
	b.N++
	b.True += y
	b.P += int64(p)
	b.PP += int64(p) * int64(p)
	b.PTrue += int64(p) * int64(y)
}

// Minus is the sum without what is in o.
func (s ForecastSum) Minus(o ForecastSum) ForecastSum { return s.combine(o, -1) }

// BinOf is the index of the bin that p falls into. A bin has its lower edge;
// the last one has both.
func BinOf(p Probability) int { return min(int(p)*Bins/int(Certain), Bins-1) }

// Plus is the sum of both.
func (s ForecastSum) Plus(o ForecastSum) ForecastSum { return s.combine(o, 1) }

func (s ForecastSum) combine(o ForecastSum, sign int) ForecastSum {
	by := int64(sign)
	s.N += sign * o.N
	s.True += sign * o.True
	s.Squared += by * o.Squared
	s.Log += by * o.Log
	s.Even += sign * o.Even
	s.EvenYes += sign * o.EvenYes
	s.RefN += sign * o.RefN
	s.RefOwn += by * o.RefOwn
	s.RefSquared += by * o.RefSquared
	for i := range s.Bins {
		s.Bins[i] = s.Bins[i].plus(o.Bins[i], sign)
	}
	return s
}

// Plus is the sum of both bins.
func (b Bin) Plus(o Bin) Bin { return b.plus(o, 1) }

// Minus is the bin without what is in o.
func (b Bin) Minus(o Bin) Bin { return b.plus(o, -1) }

func (b Bin) plus(o Bin, sign int) Bin {
	by := int64(sign)
	return Bin{
		N: b.N + sign*o.N, True: b.True + sign*o.True,
		P: b.P + by*o.P, PP: b.PP + by*o.PP, PTrue: b.PTrue + by*o.PTrue,
	}
}

// SquaredError is (p − y)² in parts per million squared, 0 to 10¹², lower is
// better. Always defined for a valid p.
func SquaredError(p Probability, happened bool) int64 {
	d := int64(p)
	if happened {
		d -= int64(Certain)
	}
	return d * d
}

// The bounds to which LogError clips, so that one wrong certainty is not
// infinitely bad.
const (
	ClipLow  Probability = 10_000
	ClipHigh Probability = 990_000
)

// LogError is −ln of the probability given to what happened, clipped to 1–99%,
// in billionths of a nat: an integer, so that sums are exact. Range 10,050,336
// to 4,605,170,186, lower is better.
func LogError(p Probability, happened bool) int64 {
	p = min(max(p, ClipLow), ClipHigh)
	if !happened {
		p = Certain - p
	}
	return int64(math.Round(-math.Log(p.Float()) * 1e9))
}
