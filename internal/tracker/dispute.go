package tracker

import (
	"context"
	"slices"
	"time"

	"foresaid/internal/ledger"
)

// Dispute says that the verdict that stands is wrong. The verdict counts on,
// marked, until it is revised or the dispute is rejected.
func (t *Tracker) Dispute(ctx context.Context, by, publicID, reason, link string) (Done, error) {
	return t.change(ctx, publicID, func(s ledger.Store, c *ledger.Claim) (ledger.Entry, error) {
		d := ledger.Dispute{ClaimID: c.ID, VerdictID: c.Standing.VerdictID, Reason: reason, Link: link, By: by, At: t.Now()}
		d.Clean()
		if err := c.Dispute(); err != nil {
			return ledger.Entry{}, err
		}
		if err := d.Check(); err != nil {
			return ledger.Entry{}, err
		}
		if err := s.AddDispute(ctx, &d); err != nil {
			return ledger.Entry{}, err
		}
		return t.entry(by, ledger.VerdictDisputed, ledger.ClaimSubject(c.PublicID), ledger.Change{
			Fields: []ledger.FieldChange{{Field: "dispute_link", To: d.Link}}, Reason: d.Reason,
		}), nil
	})
}

// RejectDispute settles the dispute that stands: the verdict stays, and the
// answer says why.
func (t *Tracker) RejectDispute(ctx context.Context, by, publicID, answer string) (Done, error) {
	return t.change(ctx, publicID, func(s ledger.Store, c *ledger.Claim) (ledger.Entry, error) {
		if answer = ledger.Passage(answer); answer == "" {
			return ledger.Entry{}, ledger.Invalidf("answer", "dispute_answer_missing", "Say why the verdict stands; the answer stays readable")
		}
		d, err := disputeStanding(ctx, s, c.ID)
		if err != nil {
			return ledger.Entry{}, err
		}
		d.Settled, d.SettledBy, d.SettledAt, d.Answer = ledger.Rejected, by, t.Now(), answer
		if err := s.SettleDispute(ctx, d); err != nil {
			return ledger.Entry{}, err
		}
		c.Disputed = false
		return t.entry(by, ledger.DisputeRejected, ledger.ClaimSubject(c.PublicID), ledger.Change{Reason: answer}), nil
	})
}

// settle ends the dispute that a new verdict answers.
func (t *Tracker) settle(ctx context.Context, s ledger.Store, c *ledger.Claim, v ledger.Verdict) error {
	if !c.Disputed {
		return nil
	}
	d, err := disputeStanding(ctx, s, c.ID)
	if err != nil {
		return err
	}
	d.Settled, d.SettledBy, d.SettledAt, d.RevisedBy = ledger.Revised, v.By, v.At, v.ID
	c.Disputed = false
	return s.SettleDispute(ctx, d)
}

// reopen lets the dispute stand again that an undone verdict had settled.
func reopen(ctx context.Context, s ledger.Store, c *ledger.Claim, verdictID int64) error {
	all, err := s.Disputes(ctx, c.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(d ledger.Dispute) bool { return d.RevisedBy == verdictID })
	if i < 0 {
		return nil
	}
	d := all[i]
	d.Settled, d.SettledBy, d.SettledAt, d.RevisedBy = ledger.Unsettled, "", time.Time{}, 0
	c.Disputed = true
	return s.SettleDispute(ctx, d)
}

func disputeStanding(ctx context.Context, s ledger.Store, claimID int64) (ledger.Dispute, error) {
	all, err := s.Disputes(ctx, claimID)
	if err != nil {
		return ledger.Dispute{}, err
	}
	i := slices.IndexFunc(all, func(d ledger.Dispute) bool { return d.Settled == ledger.Unsettled })
	if i < 0 {
		return ledger.Dispute{}, ledger.Errorf(ledger.Conflict, "dispute_none", "There is no dispute to settle")
	}
	return all[i], nil
}
