package ledger

import "strings"

// Grade is the outcome that a verdict gives a claim.
type Grade string

// The five grades, best first, and Void for a claim that gets none.
const (
	True        Grade = "true"
	MostlyTrue  Grade = "mostly_true"
	Mixed       Grade = "mixed"
	MostlyFalse Grade = "mostly_false"
	False       Grade = "false"
	Void        Grade = "void"
)

// Grades lists the five grades, best first.
var Grades = []Grade{True, MostlyTrue, Mixed, MostlyFalse, False}

// ParseGrade reads one of the five grades; hyphens and capitals do not matter.
func ParseGrade(s string) (Grade, error) {
	g := Grade(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "-", "_"))
	for _, known := range Grades {
		if g == known {
			return g, nil
		}
	}
	return "", Invalidf("grade", "grade_unknown", "“%s” is not a verdict; use true, mostly_true, mixed, mostly_false or false", s)
}

// Quarters is the credit in quarters: 4 for true, 3, 2, 1, 0 for false. ok is
// false for Void.
func (g Grade) Quarters() (credit int, ok bool) {
	switch g {
	case True:
		return 4, true
	case MostlyTrue:
		return 3, true
	case Mixed:
		return 2, true
	case MostlyFalse:
		return 1, true
	case False:
		return 0, true
	}
	return 0, false
}

// VoidReason says why a claim can't be given a grade.
type VoidReason string

// The reasons.
const (
	ConditionNotMet VoidReason = "condition_not_met"
	Ambiguous       VoidReason = "ambiguous"
	NoResult        VoidReason = "no_result"
	NotCheckable    VoidReason = "not_checkable"
	OtherReason     VoidReason = "other" // the note says which
)

// VoidReasons lists the reasons.
var VoidReasons = []VoidReason{ConditionNotMet, Ambiguous, NoResult, NotCheckable, OtherReason}

// ParseVoidReason reads a reason; hyphens and capitals do not matter.
func ParseVoidReason(s string) (VoidReason, error) {
	r := VoidReason(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "-", "_"))
	for _, known := range VoidReasons {
		if r == known {
			return r, nil
		}
	}
	return "", Invalidf("reason", "reason_unknown", "“%s” is not a reason; use condition_not_met, ambiguous, no_result, not_checkable or other", s)
}
