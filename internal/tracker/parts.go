package tracker

import (
	"context"
	"strings"

	"foresaid/internal/ledger"
)

func (t *Tracker) addSpeaker(ctx context.Context, s ledger.Store, by string, sp *ledger.Speaker) (ledger.Entry, error) {
	var err error
	if sp.PublicID, err = newID(func(id string) error { _, err := s.Speaker(ctx, id); return err }); err != nil {
		return ledger.Entry{}, err
	}
	sp.AddedAt = t.Now()
	if err := s.AddSpeaker(ctx, sp); err != nil {
		return ledger.Entry{}, err
	}
	return t.entry(by, ledger.SpeakerAdded, ledger.SpeakerSubject(sp.PublicID),
		ledger.Change{Fields: diff(speakerValues(ledger.Speaker{}), speakerValues(*sp))}), nil
}

func (t *Tracker) addSource(ctx context.Context, s ledger.Store, by string, src *ledger.Source) (ledger.Entry, error) {
	var err error
	if src.PublicID, err = newID(func(id string) error { _, err := s.Source(ctx, id); return err }); err != nil {
		return ledger.Entry{}, err
	}
	src.AddedAt = t.Now()
	if err := s.AddSource(ctx, src); err != nil {
		return ledger.Entry{}, err
	}
	return t.entry(by, ledger.SourceAdded, ledger.SourceSubject(src.PublicID),
		ledger.Change{Fields: diff(sourceValues(ledger.Source{}), sourceValues(*src))}), nil
}

func (t *Tracker) addQuestion(ctx context.Context, s ledger.Store, by string, q *ledger.Question) (ledger.Entry, error) {
	var err error
	if q.PublicID, err = newID(func(id string) error { _, err := s.Question(ctx, id); return err }); err != nil {
		return ledger.Entry{}, err
	}
	q.AddedAt = t.Now()
	if err := s.AddQuestion(ctx, q); err != nil {
		return ledger.Entry{}, err
	}
	fields := diff(questionValues(ledger.Question{}), questionValues(*q))
	return t.entry(by, ledger.QuestionAdded, ledger.QuestionSubject(q.PublicID), ledger.Change{Fields: fields}), nil
}

// AddSpeaker adds a speaker before any claim. A name that is known already,
// also as an alias, is a Duplicate.
func (t *Tracker) AddSpeaker(ctx context.Context, by string, sp ledger.Speaker) (ledger.Speaker, error) {
	sp.Clean()
	if err := sp.Check(); err != nil {
		return sp, err
	}
	err := t.store.InTx(ctx, func(s ledger.Store) error {
		known, err := s.SpeakersNamed(ctx, sp.Name)
		if err != nil {
			return err
		}
		if len(known) > 0 {
			return ledger.Errorf(ledger.Duplicate, "speaker_known", "“%s” is known already, as %s", sp.Name, known[0].PublicID).At("name")
		}
		entry, err := t.addSpeaker(ctx, s, by, &sp)
		if err != nil {
			return err
		}
		return s.AppendEntries(ctx, []ledger.Entry{entry})
	})
	return sp, err
}

// AddSource adds a source before any claim; one with a known link, or without
// a link a known title, is returned as it is.
func (t *Tracker) AddSource(ctx context.Context, by string, d SourceDraft) (ledger.Source, error) {
	var added ledger.Source
	err := t.store.InTx(ctx, func(s ledger.Store) error {
		src, err := t.findSource(ctx, s, d)
		if err != nil {
			return err
		}
		if src.ID == 0 {
			entry, err := t.addSource(ctx, s, by, src)
			if err != nil {
				return err
			}
			if err := s.AppendEntries(ctx, []ledger.Entry{entry}); err != nil {
				return err
			}
		}
		added = *src
		return nil
	})
	return added, err
}

// ChangeSpeaker changes names, role, links and note of a speaker. Version is
// that of the speaker when it was shown, or 0.
func (t *Tracker) ChangeSpeaker(ctx context.Context, by string, change ledger.Speaker) (ledger.Speaker, error) {
	change.Clean()
	if err := change.Check(); err != nil {
		return change, err
	}
	var sp ledger.Speaker
	err := t.store.InTx(ctx, func(s ledger.Store) error {
		var err error
		if sp, err = s.Speaker(ctx, change.PublicID); err != nil {
			return err
		}
		if err := checkVersion(change.Version, sp.Version); err != nil {
			return err
		}
		if sp.MergedInto != 0 {
			return ledger.Errorf(ledger.Conflict, "speaker_merged", "This speaker has been merged into another")
		}
		old := sp
		sp.Name, sp.Aliases, sp.Role, sp.Links, sp.Note = change.Name, change.Aliases, change.Role, change.Links, change.Note
		fields := diff(speakerValues(old), speakerValues(sp))
		if len(fields) == 0 {
			return nil
		}
		if err := s.UpdateSpeaker(ctx, &sp); err != nil {
			return err
		}
		return s.AppendEntries(ctx, []ledger.Entry{t.entry(by, ledger.SpeakerChanged, ledger.SpeakerSubject(sp.PublicID), ledger.Change{Fields: fields})})
	})
	return sp, err
}

// MergeSpeakers makes one speaker, who turned out to be another, part of that
// other: claims move, names become aliases, and both ids keep working.
func (t *Tracker) MergeSpeakers(ctx context.Context, by, publicID, into, reason string) (ledger.Speaker, error) {
	var target ledger.Speaker
	err := t.store.InTx(ctx, func(s ledger.Store) error {
		gone, err := s.Speaker(ctx, publicID)
		if err != nil {
			return err
		}
		if gone.MergedInto != 0 {
			return ledger.Errorf(ledger.Conflict, "speaker_merged", "This speaker has been merged into another")
		}
		found, err := namedSpeakers(ctx, s, ledger.Line(into))
		if err != nil {
			return err
		}
		switch {
		case len(found) == 0:
			return ledger.Invalidf("into", "speaker_not_found", "There is no speaker “%s”", into)
		case len(found) > 1:
			return severalSpeakers("into", into, found)
		case found[0].ID == gone.ID:
			return ledger.Invalidf("into", "merge_itself", "A speaker can't be merged into itself")
		}
		target = found[0]
		old := target
		target.Aliases = append(append(target.Aliases, gone.Name), gone.Aliases...)
		target.Links = append(target.Links, gone.Links...)
		target.Clean()
		made, reported, err := s.MoveClaims(ctx, gone.ID, target.ID)
		if err != nil {
			return err
		}
		gone.MergedInto = target.ID
		if err := s.UpdateSpeaker(ctx, &gone); err != nil {
			return err
		}
		// MoveClaims may have counted the target's claims up
		fresh, err := s.SpeakerByID(ctx, target.ID)
		if err != nil {
			return err
		}
		target.Version = fresh.Version
		if err := s.UpdateSpeaker(ctx, &target); err != nil {
			return err
		}
		reason = ledger.Passage(reason)
		from, to := named(gone.Name, gone.PublicID), named(target.Name, target.PublicID)
		entries := []ledger.Entry{
			t.entry(by, ledger.SpeakerMerged, ledger.SpeakerSubject(gone.PublicID), ledger.Change{Fields: []ledger.FieldChange{{Field: "into", To: to}}, Reason: reason}),
			t.entry(by, ledger.SpeakerChanged, ledger.SpeakerSubject(target.PublicID), ledger.Change{Fields: diff(speakerValues(old), speakerValues(target)), Reason: reason}),
		}
		for field, ids := range map[string][]string{"speaker": made, "reporter": reported} {
			for _, id := range ids {
				entries = append(entries, t.entry(by, ledger.ClaimAmended, ledger.ClaimSubject(id),
					ledger.Change{Fields: []ledger.FieldChange{{Field: field, From: from, To: to}}, Reason: reason}))
			}
		}
		return s.AppendEntries(ctx, entries)
	})
	return target, err
}

// ChangeSource changes a source to what the draft says. version is that of
// the source when it was shown, or 0.
func (t *Tracker) ChangeSource(ctx context.Context, by, publicID string, version int, d SourceDraft) (ledger.Source, error) {
	change, err := t.readSource(d)
	if err != nil {
		return change, err
	}
	var src ledger.Source
	err = t.store.InTx(ctx, func(s ledger.Store) error {
		var err error
		if src, err = s.Source(ctx, publicID); err != nil {
			return err
		}
		if err := checkVersion(version, src.Version); err != nil {
			return err
		}
		old := src
		change.ID, change.PublicID, change.AddedAt, change.Version = src.ID, src.PublicID, src.AddedAt, src.Version
		src = change
		fields := diff(sourceValues(old), sourceValues(src))
		if len(fields) == 0 {
			return nil
		}
		if err := s.UpdateSource(ctx, &src); err != nil {
			return err
		}
		return s.AppendEntries(ctx, []ledger.Entry{t.entry(by, ledger.SourceChanged, ledger.SourceSubject(src.PublicID), ledger.Change{Fields: fields})})
	})
	return src, err
}

// diff lists the fields in which two lists of values differ.
func diff(from, to []ledger.FieldChange) []ledger.FieldChange {
	var changes []ledger.FieldChange
	for i := range from {
		if from[i].To != to[i].To {
			changes = append(changes, ledger.FieldChange{Field: from[i].Field, From: from[i].To, To: to[i].To})
		}
	}
	return changes
}

func speakerValues(s ledger.Speaker) []ledger.FieldChange {
	return []ledger.FieldChange{
		{Field: "name", To: s.Name},
		{Field: "aliases", To: strings.Join(s.Aliases, ", ")},
		{Field: "role", To: s.Role},
		{Field: "links", To: strings.Join(s.Links, " ")},
		{Field: "note", To: s.Note},
	}
}

func sourceValues(s ledger.Source) []ledger.FieldChange {
	return []ledger.FieldChange{
		{Field: "source_title", To: s.Title},
		{Field: "source_link", To: s.Link},
		{Field: "source_kind", To: string(s.Kind)},
		{Field: "source_author", To: s.Author},
		{Field: "source_publisher", To: s.Publisher},
		{Field: "source_event", To: s.Event},
		{Field: "source_event_on", To: s.EventOn.String()},
		{Field: "source_published_on", To: s.PublishedOn.String()},
		{Field: "source_lang", To: s.Lang},
	}
}

func questionValues(q ledger.Question) []ledger.FieldChange {
	return []ledger.FieldChange{{Field: "question", To: q.Proposition}, {Field: "question_criteria", To: q.Criteria}}
}
