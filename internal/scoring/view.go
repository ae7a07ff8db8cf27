package scoring

import (
	"slices"
	"time"

	"foresaid/internal/ledger"
)

// Cohort says which verdicts count.
type Cohort string

// The cohorts.
const (
	// JudgedCohort is every claim with a verdict.
	JudgedCohort Cohort = "judged"
	// RipeCohort leaves out the verdicts on claims whose deadline has not
	// passed: what comes true is known early, what fails is not, and so early
	// verdicts flatter. An open-ended claim is never ripe.
	RipeCohort Cohort = "ripe"
)

// Cohorts lists the cohorts.
var Cohorts = []Cohort{JudgedCohort, RipeCohort}

// Basis says which probabilities the Brier score and its relatives are over.
type Basis string

// The bases. They are never mixed unless somebody asks for AnyBasis.
const (
	StatedBasis Basis = "stated"
	WordedBasis Basis = "worded"
	AnyBasis    Basis = "any"
)

// Bases lists the bases.
var Bases = []Basis{StatedBasis, WordedBasis, AnyBasis}

// View chooses the claims of a record.
type View struct {
	Cohort   Cohort         // JudgedCohort when empty
	Basis    Basis          // StatedBasis when empty
	Topic    string         // all if empty
	From, To ledger.Date    // last day of the deadline, both ends included; zero for no end
	Today    ledger.Date    // for what is overdue and ripe
	Zone     *time.Location // in which a verdict has its day; UTC when nil
}

// Choose returns the claims that have the topic and whose deadline lies in the
// range. An open-ended claim lies in no range.
func (v View) Choose(claims []ledger.Claim) []ledger.Claim {
	var chosen []ledger.Claim
	for _, c := range claims {
		switch {
		case v.Topic != "" && !slices.Contains(c.Topics, v.Topic):
		case (!v.From.IsZero() || !v.To.IsZero()) && c.Deadline.To.IsZero():
		case !v.From.IsZero() && c.Deadline.To.Before(v.From):
		case !v.To.IsZero() && c.Deadline.To.After(v.To):
		default:
			chosen = append(chosen, c)
		}
	}
	return chosen
}

// Counts tells whether the verdict on a claim counts in the cohort.
func (v View) Counts(c ledger.Claim) bool {
	return v.Cohort != RipeCohort || c.Deadline.PassedBy(v.Today)
}

// Tally adds up chosen claims. A claim with a verdict that does not count in
// the cohort adds to Claims, Early and, as that has nothing to do with a
// verdict, Uncheckable only.
func (v View) Tally(claims []ledger.Claim) ledger.Tally {
	var t ledger.Tally
	for _, c := range claims {
		if (c.State == ledger.StateJudged || c.State == ledger.StateVoid) && !v.Counts(c) {
			t.Claims++
			t.Early++
			if !c.Checkable {
				t.Uncheckable++
			}
			continue
		}
		t.Add(c)
		if c.State == ledger.StateDue && c.Deadline.PassedBy(v.Today) {
			t.Overdue++
		}
		if c.State == ledger.StateJudged && c.Standing.Late() {
			t.LateDays = append(t.LateDays, c.Standing.DaysLate)
		}
	}
	slices.Sort(t.LateDays)
	return t
}

// WithoutEarly takes the claims with an early verdict, which are all in t, out
// of the verdicts of a kept tally, as Tally does for RipeCohort.
func WithoutEarly(t ledger.Tally, early []ledger.Claim) ledger.Tally {
	var out ledger.Tally
	for _, c := range early {
		out.Add(c)
	}
	t = t.Minus(out)
	t.Claims += len(early)
	t.Early += len(early)
	t.Uncheckable += out.Uncheckable
	return t
}

// ParseCohort reads a cohort; empty is empty.
func ParseCohort(text string) (Cohort, error) {
	if c := Cohort(text); text == "" || slices.Contains(Cohorts, c) {
		return c, nil
	}
	return "", ledger.Invalidf("cohort", "cohort_unknown", "“%s” is not a cohort; use judged or ripe", text)
}

// ParseBasis reads a basis; empty is empty.
func ParseBasis(text string) (Basis, error) {
	if b := Basis(text); text == "" || slices.Contains(Bases, b) {
		return b, nil
	}
	return "", ledger.Invalidf("basis", "basis_unknown", "“%s” is not a basis; use stated, worded or any", text)
}
