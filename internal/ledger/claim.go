package ledger

import (
	"slices"
	"strings"
	"time"
)

// State is where a claim stands.
type State string

// The states.
const (
	StateOpen      State = "open"      // waiting for its deadline or review date
	StateDue       State = "due"       // flagged, waiting for a verdict
	StateJudged    State = "judged"    // has a grade
	StateVoid      State = "void"      // can't be given a grade
	StateWithdrawn State = "withdrawn" // taken off the record; the stone stays
)

// States lists the states in the order of a claim's life.
var States = []State{StateOpen, StateDue, StateJudged, StateVoid, StateWithdrawn}

// ParseState reads one of the states; capitals do not matter.
func ParseState(s string) (State, error) {
	if known := State(strings.ToLower(strings.TrimSpace(s))); slices.Contains(States, known) {
		return known, nil
	}
	return "", Invalidf("state", "state_unknown", "“%s” is not a state; use open, due, judged, void or withdrawn", s)
}

// Claim is one speaker's forward-looking statement.
type Claim struct {
	ID       int64
	PublicID string

	Statement   string // our wording, which can be checked
	Quote       string // verbatim, in its own language
	QuoteLang   string // BCP 47
	Translation string // of the quote

	SpeakerID  int64
	ReporterID int64 // who reported it, where second-hand, or 0
	SourceID   int64 // or 0
	Place      string
	Span       Span // its place in the kept text of the source
	SaidOn     Date // zero when not known

	Deadline Deadline
	ReviewOn Date // when to look again, or zero
	// Checkpoints are the days before the deadline on which to look at it,
	// in order; ReviewOn is the next of them, or a day put between them.
	Checkpoints []Date
	DueOn       Date // when it will be flagged, or zero for never; set by the methods below

	Condition string
	Criteria  string
	Checkable bool

	Confidence Confidence

	Reference     *Probability // what the crowd or the market gave the claim when it was made, or nil
	ReferenceLink string

	QuestionID int64 // or 0
	Side       Side

	Topics []string

	State      State
	Disputed   bool      // its verdict is disputed, and that is not settled
	FlaggedAt  time.Time // when it last came due, or zero
	ExternalID string    // what another system that it came from calls it
	LoggedBy   string
	LoggedAt   time.Time
	Version    int // counts changes; an update with an old version is a Conflict

	Standing Standing // the verdict that stands; zero without one
}

// Clean normalises the text of c in place.
func (c *Claim) Clean() {
	c.Statement, c.QuoteLang, c.Place = Line(c.Statement), Line(c.QuoteLang), Line(c.Place)
	c.Quote, c.Translation = Passage(c.Quote), Passage(c.Translation)
	c.Condition, c.Criteria = Passage(c.Condition), Passage(c.Criteria)
	c.Deadline.Words, c.Confidence.Words = Line(c.Deadline.Words), Line(c.Confidence.Words)
	c.ReferenceLink, c.ExternalID = Line(c.ReferenceLink), Line(c.ExternalID)
	c.Topics = Topics(c.Topics)
	if c.Side == "" {
		c.Side = Yes
	}
	if c.Confidence.Basis == "" {
		c.Confidence.Basis = NoConfidence
	}
}

// Check returns the Problems of a cleaned claim whose speaker is known. today
// is the present day in the tracker's zone.
func (c Claim) Check(today Date) error {
	var p Problems
	if Fold(c.Statement) == "" {
		p.Add(Invalidf("statement", "statement_missing", "Say what was claimed, in words that can be checked"))
	}
	p.Add(checkLength("statement", c.Statement, 1000))
	p.Add(checkLength("quote", c.Quote, 5000))
	p.Add(checkLang("quote_lang", c.QuoteLang))
	p.Add(checkLength("translation", c.Translation, 5000))
	p.Add(checkLength("place", c.Place, 200))
	p.Add(checkNotAfter("said_on", c.SaidOn, today))
	p.Add(c.Deadline.check())
	p.Add(checkLength("deadline", c.Deadline.Words, 200))
	if to := c.Deadline.To; !to.IsZero() && to.Before(c.SaidOn) {
		p.Add(Invalidf("deadline", "deadline_before_said", "The deadline (%s) is before the day it was said (%s)", to, c.SaidOn))
	}
	if c.Deadline.Kind == Open && c.ReviewOn.IsZero() && c.Checkable {
		p.Add(Invalidf("review_on", "review_missing", "An open-ended claim needs a date on which to look at it again"))
	}
	if !c.ReviewOn.IsZero() && c.ReviewOn.Before(c.SaidOn) {
		p.Add(Invalidf("review_on", "review_before_said", "The review date (%s) is before the day it was said (%s)", c.ReviewOn, c.SaidOn))
	}
	p.Add(checkLength("condition", c.Condition, 2000))
	p.Add(checkLength("criteria", c.Criteria, 5000))
	p.Add(c.Confidence.check())
	p.Add(checkLength("confidence", c.Confidence.Words, 200))
	if c.Reference != nil && !c.Reference.Valid() {
		p.Add(Invalidf("reference", "reference_range", "A reference probability lies between 0%% and 100%%"))
	}
	if c.Reference == nil && c.ReferenceLink != "" {
		p.Add(Invalidf("reference", "reference_missing", "Give the reference probability that the link is for"))
	}
	p.Add(checkLink("reference_link", c.ReferenceLink))
	p.Add(checkLength("external_id", c.ExternalID, 200))
	if c.Side != Yes && c.Side != No {
		p.Add(Invalidf("side", "side_unknown", "A claim is on the yes or the no side of its question, not “%s”", c.Side))
	}
	if len(c.Topics) > 20 {
		p.Add(Invalidf("topics", "topics_too_many", "%d topics are too many; 20 are allowed", len(c.Topics)))
	}
	for _, t := range c.Topics {
		p.Add(checkLength("topics", t, 60))
	}
	return p.Err()
}

// Schedule sets the day on which the claim will be flagged: the first day
// after its deadline, or its review date if that comes sooner. What can't be
// checked never comes due.
func (c *Claim) Schedule() {
	c.DueOn = Date{}
	if !c.Checkable {
		return
	}
	c.DueOn = c.Deadline.DueFrom()
	if c.DueOn.IsZero() || (!c.ReviewOn.IsZero() && c.ReviewOn.Before(c.DueOn)) {
		c.DueOn = c.ReviewOn
	}
}

// PlanReviews sets the days on which to look at the claim: one, or several
// checkpoints, in order, of which the first that has not gone by is next.
func (c *Claim) PlanReviews(days []Date, today Date) {
	c.Checkpoints, c.ReviewOn = nil, Date{}
	if len(days) == 0 {
		return
	}
	c.ReviewOn = days[len(days)-1]
	if len(days) == 1 {
		return
	}
	c.Checkpoints = days
	if next := c.NextCheckpoint(today.AddDays(-1)); !next.IsZero() {
		c.ReviewOn = next
	}
}

// NextCheckpoint is the first checkpoint after a day, or zero.
func (c *Claim) NextCheckpoint(after Date) Date {
	for _, day := range c.Checkpoints {
		if day.After(after) {
			return day
		}
	}
	return Date{}
}

// ReviewDates are the checkpoints with ReviewOn among them.
func (c *Claim) ReviewDates() []Date {
	if c.ReviewOn.IsZero() || slices.Contains(c.Checkpoints, c.ReviewOn) {
		return c.Checkpoints
	}
	days := append(slices.Clone(c.Checkpoints), c.ReviewOn)
	slices.SortFunc(days, Date.Compare)
	return days
}

// NextReview is when "still open" asks again: at the next checkpoint, or at
// the deadline if that is still ahead. It is zero where neither is.
func (c *Claim) NextReview(today Date) Date {
	next, deadline := c.NextCheckpoint(today), c.Deadline.DueFrom()
	if !deadline.After(today) {
		deadline = Date{}
	}
	if next.IsZero() || !deadline.IsZero() && deadline.Before(next) {
		return deadline
	}
	return next
}

// Defer moves the review date: "not yet, ask again". The deadline stays. Once
// the deadline has passed, only the review date brings the claim back.
func (c *Claim) Defer(on, today Date) error {
	if c.State != StateOpen && c.State != StateDue {
		return c.wrongState()
	}
	if !on.After(today) {
		return Invalidf("review_on", "review_not_future", "Ask again on a day after today (%s)", today)
	}
	c.ReviewOn = on
	c.Schedule()
	if c.Checkable && c.Deadline.PassedBy(today) {
		c.DueOn = on
	}
	c.State = StateOpen
	return nil
}

// Withdraw takes the claim off the record.
func (c *Claim) Withdraw() error {
	if c.State == StateWithdrawn {
		return c.wrongState()
	}
	c.State = StateWithdrawn
	return nil
}

// Give applies v as the verdict that stands.
func (c *Claim) Give(v Verdict) error {
	if c.State == StateWithdrawn {
		return c.wrongState()
	}
	if v.Grade != Void && !c.Checkable {
		return Errorf(Conflict, "claim_not_checkable", "This claim is marked as not checkable; amend it before judging it")
	}
	c.Stand(&v)
	return nil
}

// Stand makes v the standing verdict, or none if v is nil, and derives the
// state from it; without a verdict the caller sets the state.
func (c *Claim) Stand(v *Verdict) {
	if v == nil {
		c.Standing = Standing{}
		return
	}
	c.Standing = v.standing(c.Deadline)
	c.State = StateJudged
	if v.Grade == Void {
		c.State = StateVoid
	}
}

func (c Claim) wrongState() error {
	switch c.State {
	case StateWithdrawn:
		return Errorf(Conflict, "claim_withdrawn", "This claim has been withdrawn")
	default:
		return Errorf(Conflict, "claim_has_verdict", "This claim has a verdict already; revise it instead")
	}
}

// StatementKey is the form under which two statements count as the same.
func (c Claim) StatementKey() string { return Fold(c.Statement) }
