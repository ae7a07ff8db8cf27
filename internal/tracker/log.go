package tracker

import (
	"context"

	"foresaid/internal/ledger"
)

// Log logs a claim, with its speaker, source and question where they are new.
// The same statement by the same speaker on the same day is a Duplicate, and
// Reading.Alike holds it, unless the draft says Again.
func (t *Tracker) Log(ctx context.Context, by string, d Draft) (Done, Reading, error) {
	var done Done
	var r Reading
	err := t.store.InTx(ctx, func(s ledger.Store) error {
		var entries []ledger.Entry
		var err error
		if r, entries, err = t.log(ctx, s, by, d, nil); err != nil {
			return err
		}
		if done.Claim, err = s.ClaimByID(ctx, r.Claim.ID); err != nil {
			return err
		}
		if err := s.AppendEntries(ctx, entries); err != nil {
			return err
		}
		done.Entry = entries[len(entries)-1].Number
		return nil
	})
	return done, r, err
}

// log stores a claim and returns its entries, the last of which is the
// claim's own. place, if given, says where in the text of its source it is.
func (t *Tracker) log(ctx context.Context, s ledger.Store, by string, d Draft, place func(ledger.Source) (ledger.Span, []ledger.Entry, error)) (Reading, []ledger.Entry, error) {
	r, err := t.read(ctx, s, d)
	if err != nil {
		return r, nil, err
	}
	if len(r.Alike) > 0 && !d.Again {
		return r, nil, ledger.Errorf(ledger.Duplicate, "claim_duplicate", "This claim has been logged already, as %s", r.Alike[0].PublicID)
	}
	entries, err := t.addParts(ctx, s, by, &r)
	if err != nil {
		return r, nil, err
	}
	c := &r.Claim
	if place != nil && r.Source != nil {
		var more []ledger.Entry
		if c.Span, more, err = place(*r.Source); err != nil {
			return r, nil, err
		}
		entries = append(entries, more...)
	}
	c.LoggedBy, c.LoggedAt = by, t.Now()
	if c.PublicID, err = newID(func(id string) error { _, err := s.Claim(ctx, id); return err }); err != nil {
		return r, nil, err
	}
	if err := s.AddClaim(ctx, c); err != nil {
		return r, nil, err
	}
	line, err := s.ClaimByID(ctx, c.ID)
	if err != nil {
		return r, nil, err
	}
	fields := claimFields(ledger.ClaimLine{}, line)
	if m := r.Measure; m != nil {
		m.ClaimID, m.By, m.At = c.ID, by, t.Now()
		if err := standing(ctx, s, m); err != nil {
			return r, nil, err
		}
		fields = append(fields, diff(measureValues(ledger.Measure{}), measureValues(*m))...)
	}
	return r, append(entries, t.entry(by, ledger.ClaimLogged, ledger.ClaimSubject(c.PublicID), ledger.Change{Fields: fields})), nil
}

// addParts stores the new speakers, source and question of r, and returns
// their entries.
func (t *Tracker) addParts(ctx context.Context, s ledger.Store, by string, r *Reading) ([]ledger.Entry, error) {
	var entries []ledger.Entry
	for _, sp := range []*ledger.Speaker{&r.Speaker, r.Reporter} {
		if sp == nil || sp.ID != 0 {
			continue
		}
		if sp == r.Reporter && ledger.Fold(sp.Name) == ledger.Fold(r.Speaker.Name) {
			*sp = r.Speaker
			continue
		}
		entry, err := t.addSpeaker(ctx, s, by, sp)
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	r.Claim.SpeakerID = r.Speaker.ID
	if r.Reporter != nil {
		r.Claim.ReporterID = r.Reporter.ID
	}
	if r.Source != nil && r.Source.ID == 0 {
		entry, err := t.addSource(ctx, s, by, r.Source)
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	if r.Source != nil {
		r.Claim.SourceID = r.Source.ID
	}
	if r.Question != nil && r.Question.ID == 0 {
		entry, err := t.addQuestion(ctx, s, by, r.Question)
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	if r.Question != nil {
		r.Claim.QuestionID = r.Question.ID
	}
	return entries, nil
}
