package tracker

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"foresaid/internal/ledger"
)

// lockedFields can't be amended without a reason.
var lockedFields = []string{
	"statement", "quote", "speaker", "reporter", "said_on", "deadline", "deadline_kind", "condition", "criteria",
	"uncheckable", "confidence", "side", "reference",
}

// NeedsReason tells whether a field of a draft can't be amended without a
// reason.
func NeedsReason(field string) bool { return slices.Contains(lockedFields, field) }

// Amendable returns a claim as the draft that Amend takes, and its version.
func (t *Tracker) Amendable(ctx context.Context, publicID string) (Draft, ledger.ClaimLine, error) {
	l, err := t.store.Claim(ctx, publicID)
	if err != nil {
		return Draft{}, l, err
	}
	d := draftOf(l)
	d.Speaker, d.Reporter = l.SpeakerName, l.ReporterName
	for name, id := range map[*string]string{&d.Speaker: l.SpeakerPublicID, &d.Reporter: l.ReporterPublicID} {
		found, err := t.store.SpeakersNamed(ctx, *name)
		if err != nil {
			return d, l, err
		}
		if len(found) > 1 { // the name alone would not find the same one again
			*name = id
		}
	}
	if l.SourceID != 0 {
		src, err := t.store.SourceByID(ctx, l.SourceID)
		if err != nil {
			return d, l, err
		}
		d.Source = SourceDraft{
			Title: src.Title, Link: src.Link, Kind: string(src.Kind), Author: src.Author, Publisher: src.Publisher,
			Event: src.Event, EventOn: src.EventOn.String(), PublishedOn: src.PublishedOn.String(), Lang: src.Lang,
		}
		if src.Link == "" {
			found, err := t.store.SourcesLike(ctx, src.Title, "")
			if err != nil {
				return d, l, err
			}
			if len(found) > 1 {
				d.Source.Title = src.PublicID
			}
		}
	}
	return d, l, nil
}

// Amend changes a claim to what the draft says. Wording, quote, speaker,
// deadline, confidence and how it is judged can't be changed without a
// reason. version is that of the claim when it was shown, or 0. Without a
// difference nothing is written and Done.Entry is 0.
func (t *Tracker) Amend(ctx context.Context, by, publicID string, version int, d Draft, reason string) (Done, Reading, error) {
	var done Done
	var r Reading
	reason = ledger.Passage(reason)
	err := t.store.InTx(ctx, func(s ledger.Store) error {
		old, err := s.Claim(ctx, publicID)
		if err != nil {
			return err
		}
		if err := checkVersion(version, old.Version); err != nil {
			return err
		}
		if old.State == ledger.StateWithdrawn {
			return ledger.Errorf(ledger.Conflict, "claim_withdrawn", "This claim has been withdrawn")
		}
		if r, err = t.read(ctx, s, d); err != nil {
			return err
		}
		entries, err := t.addParts(ctx, s, by, &r)
		if err != nil {
			return err
		}
		c := merged(old.Claim, r.Claim)
		if err := t.rejudge(ctx, s, &c, old.Claim); err != nil {
			return err
		}
		if err := s.UpdateClaim(ctx, &c); err != nil {
			return err
		}
		fresh, err := s.ClaimByID(ctx, c.ID)
		if err != nil {
			return err
		}
		changes := claimFields(old, fresh)
		if len(changes) == 0 {
			return errUnchanged
		}
		if reason == "" && slices.ContainsFunc(changes, func(f ledger.FieldChange) bool { return NeedsReason(f.Field) }) {
			return ledger.Invalidf("reason", "amend_reason_missing", "Say why; the reason is shown with the change")
		}
		entries = append(entries, t.entry(by, ledger.ClaimAmended, ledger.ClaimSubject(c.PublicID), ledger.Change{Fields: changes, Reason: reason}))
		if err := s.AppendEntries(ctx, entries); err != nil {
			return err
		}
		done = Done{Claim: fresh, Entry: entries[len(entries)-1].Number}
		return nil
	})
	if errors.Is(err, errUnchanged) { // rolled back
		done.Claim, err = t.store.Claim(ctx, publicID)
	}
	return done, r, err
}

// errUnchanged rolls an amendment without a difference back.
var errUnchanged = ledger.Errorf(ledger.Conflict, "unchanged", "Nothing was changed")

// merged takes what a draft says from read, and the rest from old.
func merged(old, read ledger.Claim) ledger.Claim {
	c := read
	c.ID, c.PublicID, c.Version = old.ID, old.PublicID, old.Version
	c.Disputed, c.ExternalID = old.Disputed, old.ExternalID
	if c.SourceID == old.SourceID {
		c.Span = old.Span
	}
	c.State, c.FlaggedAt, c.LoggedBy, c.LoggedAt, c.Standing = old.State, old.FlaggedAt, old.LoggedBy, old.LoggedAt, old.Standing
	return c
}

// rejudge brings schedule, state and standing verdict of an amended claim in
// step with its new deadline.
func (t *Tracker) rejudge(ctx context.Context, s ledger.Store, c *ledger.Claim, old ledger.Claim) error {
	today := t.Today()
	switch {
	case c.Deadline == old.Deadline && c.ReviewOn == old.ReviewOn && c.Checkable == old.Checkable:
		c.DueOn = old.DueOn
	case c.Checkable && c.Deadline.PassedBy(today) && c.ReviewOn.After(today):
		c.DueOn = c.ReviewOn
	}
	if c.State == ledger.StateDue && (c.DueOn.IsZero() || c.DueOn.After(today)) {
		c.State = ledger.StateOpen
	}
	if c.Standing.VerdictID == 0 {
		return nil
	}
	if !c.Checkable && c.Standing.Grade != ledger.Void {
		return ledger.Errorf(ledger.Conflict, "claim_has_grade", "This claim has been judged, and so can be checked; make the verdict void instead").At("uncheckable")
	}
	v, err := verdictByID(ctx, s, c.ID, c.Standing.VerdictID)
	if err != nil {
		return err
	}
	state := c.State
	c.Stand(&v)
	c.State = state
	return nil
}

// claimFields lists the fields in which two claims differ, in the order of
// the form, as people read them.
func claimFields(from, to ledger.ClaimLine) []ledger.FieldChange {
	return diff(fieldValues(from), fieldValues(to))
}

func fieldValues(l ledger.ClaimLine) []ledger.FieldChange {
	kind, uncheckable, side := string(l.Deadline.Kind), "", ""
	if l.ID != 0 && !l.Checkable {
		uncheckable = strconv.FormatBool(true)
	}
	if l.QuestionID != 0 {
		side = string(l.Side)
	}
	deadline := l.Deadline.Words
	if !l.Deadline.To.IsZero() {
		deadline += " (" + l.Deadline.From.String() + "/" + l.Deadline.To.String() + ")"
	}
	return []ledger.FieldChange{
		{Field: "statement", To: l.Statement},
		{Field: "speaker", To: named(l.SpeakerName, l.SpeakerPublicID)},
		{Field: "deadline", To: deadline},
		{Field: "deadline_kind", To: kind},
		{Field: "review_on", To: dayList(l.ReviewDates())},
		{Field: "confidence", To: confidenceValue(l.Confidence)},
		{Field: "quote", To: l.Quote},
		{Field: "quote_lang", To: l.QuoteLang},
		{Field: "translation", To: l.Translation},
		{Field: "reporter", To: named(l.ReporterName, l.ReporterPublicID)},
		{Field: "said_on", To: l.SaidOn.String()},
		{Field: "place", To: l.Place},
		{Field: "source", To: named(l.SourceTitle, l.SourcePublicID)},
		{Field: "condition", To: l.Condition},
		{Field: "criteria", To: l.Criteria},
		{Field: "uncheckable", To: uncheckable},
		{Field: "topics", To: strings.Join(l.Topics, ", ")},
		{Field: "question", To: named(l.Proposition, l.QuestionPublicID)},
		{Field: "side", To: side},
		{Field: "reference", To: referenceText(l.Claim)},
		{Field: "reference_link", To: l.ReferenceLink},
	}
}

func named(name, publicID string) string {
	if publicID == "" {
		return ""
	}
	return name + " [" + publicID + "]"
}

// confidenceValue writes all of a confidence, so that a change of basis alone
// is a difference too.
func confidenceValue(c ledger.Confidence) string {
	if !c.Scored() {
		return c.Words
	}
	text := c.Probability.Percent() + "%"
	if c.Basis == ledger.WordedConfidence {
		text = c.Words + " ≈ " + text
	}
	return text
}
