package ledger

import (
	"net/url"
	"slices"
	"strings"
	"time"
)

// Measure is a criterion of a claim that a machine can read: a value in the
// JSON answer of an address, and what it is compared with. What it shows is
// only ever proposed; a person judges.
type Measure struct {
	ID      int64
	ClaimID int64
	Address string
	Path    string // to the value, as JSONPath (RFC 9535)
	Is      Comparison
	Value   string // exactly as it was typed; empty where the comparison needs none
	On      Date   // the day whose reading decides; zero: it has to hold once by the deadline
	By      string
	At      time.Time
}

// Comparison is what the value read is to be.
type Comparison string

// The comparisons.
const (
	AtLeast  Comparison = "at_least"
	MoreThan Comparison = "more_than"
	AtMost   Comparison = "at_most"
	LessThan Comparison = "less_than"
	Equal    Comparison = "equal"
	Unequal  Comparison = "unequal"
	IsTrue   Comparison = "is_true"
	IsFalse  Comparison = "is_false"
)

// Comparisons lists the comparisons in the order of forms.
var Comparisons = []Comparison{AtLeast, MoreThan, AtMost, LessThan, Equal, Unequal, IsTrue, IsFalse}

// signs are the ways of writing a comparison; the first is how it is shown.
var signs = map[Comparison][]string{
	AtLeast: {"≥", ">=", "=>"}, MoreThan: {">", "＞"}, AtMost: {"≤", "<=", "=<"}, LessThan: {"<", "＜"},
	Equal: {"=", "==", "＝"}, Unequal: {"≠", "!=", "<>"}, IsTrue: {"is true", "true"}, IsFalse: {"is false", "false"},
}

// ParseComparison reads a comparison by its name or by its sign.
func ParseComparison(s string) (Comparison, error) {
	text := strings.ToLower(Line(s))
	for _, c := range Comparisons {
		if text == string(c) || slices.Contains(signs[c], text) {
			return c, nil
		}
	}
	return "", Invalidf("measure_is", "comparison_unknown", "“%s” is no comparison; use >=, >, <=, <, =, !=, is true or is false", s)
}

// Sign is the comparison as it is written: ≥.
func (c Comparison) Sign() string {
	if len(signs[c]) == 0 {
		return string(c)
	}
	return signs[c][0]
}

// Alone tells whether the comparison is with nothing.
func (c Comparison) Alone() bool { return c == IsTrue || c == IsFalse }

// Asks is what the value is to be, in signs: "≥ 5".
func (m Measure) Asks() string {
	if m.Is.Alone() {
		return m.Is.Sign()
	}
	return m.Is.Sign() + " " + m.Value
}

// Clean normalises the text of m in place.
func (m *Measure) Clean() {
	m.Address, m.Path, m.Value = Line(m.Address), strings.TrimSpace(m.Path), Line(m.Value)
	if m.Is.Alone() {
		m.Value = ""
	}
}

// Check returns the Problems of a cleaned measure of c, but for those of its
// path and value, which only their reader knows.
func (m Measure) Check(c Claim) error {
	var p Problems
	if m.Address == "" {
		p.Add(Invalidf("measure_address", "measure_address_missing", "Give the address that answers with the value"))
	}
	p.Add(checkLink("measure_address", m.Address))
	if u, err := url.Parse(m.Address); err == nil && u.User != nil {
		p.Add(Invalidf("measure_address", "link_password", "The link has a name or password in it; take them out"))
	}
	if m.Path == "" {
		p.Add(Invalidf("measure_path", "measure_path_missing", "Say where in the answer the value is, such as $.price"))
	}
	p.Add(checkLength("measure_path", m.Path, 500))
	if !slices.Contains(Comparisons, m.Is) {
		p.Add(Invalidf("measure_is", "comparison_missing", "Choose what the value is to be"))
	}
	if m.Value == "" && !m.Is.Alone() {
		p.Add(Invalidf("measure_value", "measure_value_missing", "Say what to compare with"))
	}
	p.Add(checkLength("measure_value", m.Value, 200))
	if !m.On.IsZero() && m.On.Before(c.SaidOn) {
		p.Add(Invalidf("measure_on", "measure_before_said", "The day that decides (%s) is before the day it was said (%s)", m.On, c.SaidOn))
	}
	return p.Err()
}

// Measurable tells, with an error, if no reading can be of use to the claim.
func (c Claim) Measurable() error {
	switch {
	case c.State != StateOpen && c.State != StateDue:
		return Errorf(Conflict, "measure_closed", "This claim waits for no verdict any more")
	case !c.Checkable:
		return Errorf(Conflict, "claim_not_checkable", "This claim is marked as not checkable; amend it before judging it")
	}
	return nil
}

// Reading is one look at the value of a measure: what was found, or why
// nothing was.
type Reading struct {
	ID        int64
	MeasureID int64
	At        time.Time
	Value     string // as it stands in the answer, cut off where it is long
	Holds     bool
	SHA256    string // of the whole answer, in hex; empty where there was none
	Failure   *Error // nil where a value was read and compared
}

// Seen are the readings of a measure that matter; nil where there is none.
type Seen struct {
	Count    int      // with a value
	First    *Reading // the earliest with a value
	Last     *Reading // the latest with a value
	FirstYes *Reading // the earliest that holds
	Newest   *Reading // failures included
}

// Outlook is what the readings of a measure say of its claim.
type Outlook string

// The outlooks.
const (
	OutlookWaits  Outlook = "waits"  // its day has not come, or nothing was read yet
	OutlookNotYet Outlook = "notyet" // it was read, and can still come
	OutlookTrue   Outlook = "true"
	OutlookFalse  Outlook = "false"
	OutlookAfter  Outlook = "after"  // it holds now, but was not seen to before the deadline
	OutlookClosed Outlook = "closed" // its claim waits for no verdict
	OutlookUnread Outlook = "unread" // it does not hold, but was never read before the deadline
)

// Measured is a measure with what was read, and what follows from that.
type Measured struct {
	Measure Measure
	Seen    Seen
	Outlook Outlook
	Decided *Reading // that Outlook rests on, where it proposes a verdict
	On      Date     // the day of Decided
	Late    bool     // Decided came after the day that was to decide
	Early   bool     // proposed before the deadline
}

// Proposes is the grade that is proposed, or empty.
func (m Measured) Proposes() Grade {
	switch m.Outlook {
	case OutlookTrue:
		return True
	case OutlookFalse:
		return False
	}
	return ""
}

// Failing tells why the newest look found nothing; nil if it did, or if there
// was none.
func (m Measured) Failing() *Error {
	if m.Seen.Newest == nil {
		return nil
	}
	return m.Seen.Newest.Failure
}

// Done tells whether another look can't change anything.
func (m Measured) Done() bool {
	return m.Outlook == OutlookTrue || m.Outlook == OutlookFalse || m.Outlook == OutlookAfter || m.Outlook == OutlookUnread
}

// HappenedOn is the day to propose with a verdict: that of the reading, if
// that lies within the deadline; else nobody can tell.
func (m Measured) HappenedOn(d Deadline) Date {
	if m.Outlook != OutlookTrue || m.Late || d.Kind != Open && m.On.After(d.To) {
		return Date{}
	}
	return m.On
}

// Weigh says what the readings of a measure mean for its claim. Days begin
// and end in zone.
func (m Measure) Weigh(c Claim, seen Seen, today Date, zone *time.Location) Measured {
	w, d := Measured{Measure: m, Seen: seen, Outlook: OutlookWaits}, c.Deadline
	dayOf := func(r *Reading) Date { return DateOf(r.At.In(zone)) }
	decide := func(o Outlook, r *Reading) Measured {
		w.Outlook, w.Decided, w.On = o, r, dayOf(r)
		w.Early = !d.PassedBy(today)
		w.Late = !m.On.IsZero() && w.On.After(m.On)
		return w
	}
	switch {
	case c.Measurable() != nil:
		w.Outlook = OutlookClosed
	case seen.First == nil:
	case !m.On.IsZero() && seen.First.Holds:
		return decide(OutlookTrue, seen.First)
	case !m.On.IsZero():
		return decide(OutlookFalse, seen.First)
	case seen.FirstYes != nil && !d.PassedBy(dayOf(seen.FirstYes)):
		return decide(OutlookTrue, seen.FirstYes)
	case !d.PassedBy(dayOf(seen.Last)):
		w.Outlook = OutlookNotYet // even after the deadline, until it was read once more
	case seen.Last.Holds:
		w.Outlook = OutlookAfter
	case d.PassedBy(dayOf(seen.First)):
		w.Outlook = OutlookUnread
	default:
		return decide(OutlookFalse, seen.Last)
	}
	return w
}
