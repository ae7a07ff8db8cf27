package tracker

import (
	"context"
	"slices"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// Judgement is a verdict as somebody typed it.
type Judgement struct {
	Grade      string // one of ledger.Grades, or void
	Reason     string // one of ledger.VoidReasons, where Grade is void
	HappenedOn string // a day
	Note       string
	Evidence   []ledger.Evidence
	Version    int // of the claim when it was shown, or 0
}

// Judge gives a claim its verdict, or revises the one that stands; the
// earlier one stays readable.
func (t *Tracker) Judge(ctx context.Context, by, publicID string, j Judgement) (Done, error) {
	return t.change(ctx, publicID, t.judging(ctx, by, j))
}

func (t *Tracker) judging(ctx context.Context, by string, j Judgement) changing {
	return func(s ledger.Store, c *ledger.Claim) (ledger.Entry, error) {
		if err := checkVersion(j.Version, c.Version); err != nil {
			return ledger.Entry{}, err
		}
		v, err := j.verdict(*c, t.Today())
		if err != nil {
			return ledger.Entry{}, err
		}
		v.ClaimID, v.By, v.At, v.Supersedes = c.ID, by, t.Now(), c.Standing.VerdictID
		before := restore(*c)
		kind, old := ledger.VerdictGiven, ledger.Verdict{}
		if v.Supersedes != 0 {
			kind = ledger.VerdictRevised
			if old, err = verdictByID(ctx, s, c.ID, v.Supersedes); err != nil {
				return ledger.Entry{}, err
			}
		}
		for _, e := range v.Evidence {
			if e.File != nil && e.File.ID == 0 {
				if err := s.KeepFile(ctx, e.File); err != nil {
					return ledger.Entry{}, err
				}
			}
		}
		if err := s.AddVerdict(ctx, &v); err != nil {
			return ledger.Entry{}, err
		}
		if err := c.Give(v); err != nil {
			return ledger.Entry{}, err
		}
		if err := t.settle(ctx, s, c, v); err != nil {
			return ledger.Entry{}, err
		}
		return t.entry(by, kind, ledger.ClaimSubject(c.PublicID), ledger.Change{Fields: verdictFields(old, v), Before: &before}), nil
	}
}

func (j Judgement) verdict(c ledger.Claim, today ledger.Date) (ledger.Verdict, error) {
	var p ledger.Problems
	v := ledger.Verdict{Note: j.Note, Evidence: slices.Clone(j.Evidence)}
	var err error
	switch j.Grade {
	case "", string(ledger.Void):
		v.Grade = ledger.Grade(j.Grade)
		if j.Reason != "" {
			v.Reason, err = ledger.ParseVoidReason(j.Reason)
			p.Add(err)
		}
	default:
		v.Grade, err = ledger.ParseGrade(j.Grade)
		p.Add(err)
	}
	v.HappenedOn, err = wording.ParseDate("happened_on", j.HappenedOn)
	p.Add(err)
	if len(p) > 0 {
		return v, p
	}
	v.Clean()
	return v, v.Check(c, today)
}

// NextReview, given to Defer instead of a day, is the claim's own next one.
const NextReview = "next"

// Defer asks again later, on a day or at NextReview: the review date moves, the
// deadline never.
func (t *Tracker) Defer(ctx context.Context, by, publicID, on, note string) (Done, error) {
	return t.change(ctx, publicID, t.deferring(by, on, note))
}

func (t *Tracker) deferring(by, on, note string) changing {
	return func(_ ledger.Store, c *ledger.Claim) (ledger.Entry, error) {
		day := c.NextReview(t.Today())
		if on != NextReview {
			var err error
			if day, err = wording.ParseDate("review_on", on); err != nil {
				return ledger.Entry{}, err
			}
		}
		before, was := restore(*c), c.ReviewOn
		if err := c.Defer(day, t.Today()); err != nil {
			return ledger.Entry{}, err
		}
		fields := []ledger.FieldChange{{Field: "review_on", From: was.String(), To: c.ReviewOn.String()}}
		return t.entry(by, ledger.ClaimDeferred, ledger.ClaimSubject(c.PublicID),
			ledger.Change{Fields: fields, Reason: ledger.Passage(note), Before: &before}), nil
	}
}

// Withdraw takes a claim off the record; a stone with the reason stays.
func (t *Tracker) Withdraw(ctx context.Context, by, publicID, reason string) (Done, error) {
	return t.change(ctx, publicID, func(_ ledger.Store, c *ledger.Claim) (ledger.Entry, error) {
		if reason = ledger.Passage(reason); reason == "" {
			return ledger.Entry{}, ledger.Invalidf("reason", "withdraw_reason_missing", "Say why the claim is withdrawn; the reason stays readable")
		}
		before := restore(*c)
		if err := c.Withdraw(); err != nil {
			return ledger.Entry{}, err
		}
		return t.entry(by, ledger.ClaimWithdrawn, ledger.ClaimSubject(c.PublicID), ledger.Change{Reason: reason, Before: &before}), nil
	})
}

// Undo takes back the newest thing done to a claim, if it is the given entry:
// a verdict, an "ask again", a measure set or dropped, or a withdrawal. That,
// too, is an entry.
func (t *Tracker) Undo(ctx context.Context, by, publicID string, entry int64) (Done, error) {
	return t.change(ctx, publicID, t.undoing(ctx, by, entry))
}

func (t *Tracker) undoing(ctx context.Context, by string, entry int64) changing {
	return func(s ledger.Store, c *ledger.Claim) (ledger.Entry, error) {
		entries, err := s.EntriesOf(ctx, ledger.ClaimSubject(c.PublicID))
		if err != nil {
			return ledger.Entry{}, err
		}
		last := entries[len(entries)-1]
		change, err := last.Decoded()
		if err != nil {
			return ledger.Entry{}, err
		}
		if last.Number != entry || change.Before == nil {
			return ledger.Entry{}, ledger.Errorf(ledger.Conflict, "undo_too_late", "This can't be undone any more; something else has happened since")
		}
		if last.Kind == ledger.VerdictGiven || last.Kind == ledger.VerdictRevised {
			if err := s.UndoVerdict(ctx, c.Standing.VerdictID, by, t.Now()); err != nil {
				return ledger.Entry{}, err
			}
			if err := reopen(ctx, s, c, c.Standing.VerdictID); err != nil {
				return ledger.Entry{}, err
			}
		}
		if last.Kind == ledger.MeasureSet || last.Kind == ledger.MeasureDropped {
			if err := s.StandMeasure(ctx, c.ID, change.Before.MeasureID); err != nil {
				return ledger.Entry{}, err
			}
		}
		if c.Standing.VerdictID != change.Before.VerdictID {
			c.Stand(nil)
			if change.Before.VerdictID != 0 {
				v, err := verdictByID(ctx, s, c.ID, change.Before.VerdictID)
				if err != nil {
					return ledger.Entry{}, err
				}
				c.Stand(&v)
			}
		}
		c.State, c.ReviewOn, c.DueOn = change.Before.State, change.Before.ReviewOn, change.Before.DueOn
		return t.entry(by, ledger.ClaimUndone, ledger.ClaimSubject(c.PublicID), ledger.Change{Undid: entry}), nil
	}
}

// Undoable returns the number of the claim's newest entry if Undo would take
// it back, else 0. entries are those of the claim.
func Undoable(entries []ledger.Entry) int64 {
	if len(entries) == 0 {
		return 0
	}
	last := entries[len(entries)-1]
	if change, err := last.Decoded(); err != nil || change.Before == nil {
		return 0
	}
	return last.Number
}

func restore(c ledger.Claim) ledger.Restore {
	return ledger.Restore{State: c.State, ReviewOn: c.ReviewOn, DueOn: c.DueOn, VerdictID: c.Standing.VerdictID}
}

func verdictByID(ctx context.Context, s ledger.Store, claimID, id int64) (ledger.Verdict, error) {
	all, err := s.Verdicts(ctx, claimID)
	if err != nil {
		return ledger.Verdict{}, err
	}
	i := slices.IndexFunc(all, func(v ledger.Verdict) bool { return v.ID == id })
	if i < 0 {
		return ledger.Verdict{}, ledger.Errorf(ledger.Internal, "internal", "Internal error")
	}
	return all[i], nil
}

// verdictFields lists how two verdicts differ; with a zero from, all of to.
func verdictFields(from, to ledger.Verdict) []ledger.FieldChange {
	return diff(verdictValues(from), verdictValues(to))
}

// evidenceValue is a piece of evidence in one line; what it holds by its sums.
func evidenceValue(e ledger.Evidence) string {
	text := e.Title
	if e.Link != "" {
		text += " <" + e.Link + ">"
	}
	if e.SHA256 != "" {
		text += " sha256:" + e.SHA256
	}
	if e.File != nil {
		text += " " + e.File.Name + " sha256:" + e.File.SHA256
	}
	return text
}

func verdictValues(v ledger.Verdict) []ledger.FieldChange {
	var evidence string
	for i, e := range v.Evidence {
		if i > 0 {
			evidence += "\n"
		}
		evidence += evidenceValue(e)
	}
	return []ledger.FieldChange{
		{Field: "grade", To: string(v.Grade)},
		{Field: "reason", To: string(v.Reason)},
		{Field: "happened_on", To: v.HappenedOn.String()},
		{Field: "note", To: v.Note},
		{Field: "evidence", To: evidence},
	}
}
