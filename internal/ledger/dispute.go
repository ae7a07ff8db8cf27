package ledger

import "time"

// Dispute says that the verdict on a claim is wrong, and why. It stands until
// it is settled by a revised verdict or rejected with a reason.
type Dispute struct {
	ID        int64
	ClaimID   int64
	VerdictID int64 // that it is about
	Reason    string
	Link      string // evidence
	By        string
	At        time.Time
	Settled   Settlement
	SettledBy string
	SettledAt time.Time
	Answer    string // why it was rejected
	RevisedBy int64  // the verdict that settled it
}

// Settlement is how a dispute ended.
type Settlement string

// The settlements.
const (
	Unsettled Settlement = ""
	Revised   Settlement = "revised"
	Rejected  Settlement = "rejected"
)

// Clean normalises the text of d in place.
func (d *Dispute) Clean() { d.Reason, d.Link = Passage(d.Reason), Line(d.Link) }

// Check returns the Problems of a cleaned dispute.
func (d Dispute) Check() error {
	var p Problems
	if d.Reason == "" {
		p.Add(Invalidf("dispute_reason", "dispute_reason_missing", "Say what is wrong with the verdict"))
	}
	p.Add(checkLength("dispute_reason", d.Reason, 10_000))
	if d.Link == "" {
		p.Add(Invalidf("dispute_link", "dispute_link_missing", "Give a link that shows it"))
	}
	p.Add(checkLink("dispute_link", d.Link))
	return p.Err()
}

// Dispute marks the verdict on the claim as disputed.
func (c *Claim) Dispute() error {
	switch {
	case c.State != StateJudged && c.State != StateVoid:
		return Errorf(Conflict, "dispute_no_verdict", "There is no verdict to dispute")
	case c.Disputed:
		return Errorf(Conflict, "dispute_open", "This verdict is disputed already; that has to be settled first")
	}
	c.Disputed = true
	return nil
}
