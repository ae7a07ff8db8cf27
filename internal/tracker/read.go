package tracker

import (
	"context"
	"strings"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// Reading is what was understood of a draft. ID 0 in a speaker, source or
// question means that it is new.
type Reading struct {
	Claim            ledger.Claim
	Speaker          ledger.Speaker
	Reporter         *ledger.Speaker
	Source           *ledger.Source
	Question         *ledger.Question
	Measure          *ledger.Measure // what it is to be measured by
	SaidOnFromSource bool
	Alike            []ledger.ClaimLine // the same claim, logged before
}

// Read says what would be logged. With Problems, the Reading holds what could
// be understood all the same.
func (t *Tracker) Read(ctx context.Context, d Draft) (Reading, error) {
	return t.read(ctx, t.store, d)
}

func (t *Tracker) read(ctx context.Context, s ledger.Store, d Draft) (Reading, error) {
	var r Reading
	var p ledger.Problems
	today := t.Today()
	c := &r.Claim
	*c = ledger.Claim{
		Statement: d.Statement, Quote: d.Quote, QuoteLang: d.QuoteLang, Translation: d.Translation,
		Place: d.Place, Condition: d.Condition, Criteria: d.Criteria, Checkable: !d.Uncheckable,
		Topics: splitTopics(d.Topics), Side: ledger.Side(strings.ToLower(ledger.Line(d.Side))), State: ledger.StateOpen,
	}

	speaker, err := findSpeaker(ctx, s, "speaker", d.Speaker)
	p.Add(err)
	if speaker != nil {
		r.Speaker, c.SpeakerID = *speaker, speaker.ID
	}
	if ledger.Line(d.Reporter) != "" {
		r.Reporter, err = findSpeaker(ctx, s, "reporter", d.Reporter)
		p.Add(err)
		if r.Reporter != nil {
			c.ReporterID = r.Reporter.ID
		}
	}
	if !d.Source.Empty() {
		r.Source, err = t.findSource(ctx, s, d.Source)
		p.Add(err)
		if r.Source != nil {
			c.SourceID = r.Source.ID
		}
	}
	if ledger.Line(d.Question) != "" {
		r.Question, err = findQuestion(ctx, s, d.Question)
		p.Add(err)
		if r.Question != nil {
			c.QuestionID = r.Question.ID
		}
	}

	c.SaidOn, err = wording.ParseDate("said_on", d.SaidOn)
	p.Add(err)
	if ledger.Line(d.SaidOn) == "" && r.Source != nil {
		c.SaidOn = r.Source.SpokenOn()
		r.SaidOnFromSource = !c.SaidOn.IsZero()
	}
	kind := ledger.DeadlineKind(strings.ToLower(ledger.Line(d.DeadlineKind)))
	if kind == "" {
		kind = ledger.Stated
	}
	if ledger.Line(d.Deadline) == "" {
		c.Deadline.Kind = kind // the check below says what is missing
		if kind == ledger.Open {
			c.Deadline.Words = string(ledger.Open)
		}
	} else {
		said := c.SaidOn
		if said.IsZero() {
			said = today
		}
		read, err := wording.ParseDeadline(d.Deadline, said)
		p.Add(err)
		c.Deadline = read.Ledger(kind)
		if err == nil {
			c.Deadline.Words = ledger.Line(d.Deadline)
		}
	}
	reviews, err := wording.ParseReviewDates("review_on", d.ReviewOn, today, c.Deadline.To)
	p.Add(err)
	c.PlanReviews(reviews, today)
	c.Confidence, err = wording.ParseConfidence(d.Confidence)
	p.Add(err)
	c.Reference, err = readProbability("reference", d.Reference)
	p.Add(err)
	c.ReferenceLink, c.ExternalID = d.ReferenceLink, d.ExternalID

	c.Clean()
	var ruled ledger.Problems
	ruled.Add(c.Check(today))
	for _, e := range ruled {
		if len(p.At(e.Field)) == 0 { // else it is the same fault again
			p = append(p, e)
		}
	}
	if !d.Measure.Empty() {
		m, err := d.Measure.read(*c)
		p.Add(err)
		if r.Measure = &m; !c.Checkable {
			p.Add(ledger.Invalidf("measure_address", "measure_uncheckable", "What can’t be checked can’t be measured either"))
		}
	}
	c.Schedule()
	if c.SpeakerID != 0 && len(p) == 0 {
		if r.Alike, err = s.ClaimsAlike(ctx, *c); err != nil {
			return r, err
		}
	}
	return r, sorted(p).Err()
}

// sorted puts problems into the order of the form, and lets a fault of the
// database win over all of them.
func sorted(p ledger.Problems) ledger.Problems {
	for _, e := range p {
		if e.Code == ledger.Internal || e.Code == ledger.Unavailable {
			return ledger.Problems{e}
		}
	}
	var in ledger.Problems
	for _, field := range draftFields {
		in = append(in, p.At(field)...)
	}
	for _, e := range p {
		known := false
		for _, field := range draftFields {
			known = known || field == e.Field
		}
		if !known {
			in = append(in, e)
		}
	}
	return in
}

// draftFields are the fields of a draft in the order of the form.
var draftFields = []string{
	"statement", "speaker", "deadline", "deadline_kind", "review_on", "confidence", "quote", "quote_lang", "translation",
	"reporter", "said_on", "place", "source_title", "source_link", "source_kind", "source_author", "source_publisher",
	"source_event", "source_event_on", "source_published_on", "source_lang", "condition", "criteria", "topics", "question", "side",
	"reference", "reference_link", "measure_address", "measure_path", "measure_is", "measure_value", "measure_on",
}

// findSpeaker finds one by name, alias or public id, or returns a new one of
// that name.
func findSpeaker(ctx context.Context, s ledger.Store, field, name string) (*ledger.Speaker, error) {
	name = ledger.Line(name)
	found, err := namedSpeakers(ctx, s, name)
	if err != nil {
		return nil, err
	}
	switch len(found) {
	case 0:
		fresh := ledger.Speaker{Name: name}
		fresh.Clean()
		var p, at ledger.Problems
		p.Add(fresh.Check())
		for _, e := range p {
			at = append(at, e.At(field))
		}
		return &fresh, at.Err()
	case 1:
		return &found[0], nil
	}
	return nil, severalSpeakers(field, name, found)
}

func severalSpeakers(field, name string, found []ledger.Speaker) error {
	offers := make([]string, len(found))
	for i, f := range found {
		offers[i] = f.PublicID + " (" + f.Name
		if f.Role != "" {
			offers[i] += ", " + f.Role
		}
		offers[i] += ")"
	}
	return ledger.Invalidf(field, "speaker_ambiguous", "Several speakers are called “%s”; write the id of the one you mean: %s", name, strings.Join(offers, ", "))
}

func namedSpeakers(ctx context.Context, s ledger.Store, name string) ([]ledger.Speaker, error) {
	if ledger.Fold(name) == "" {
		return nil, nil
	}
	found, err := s.SpeakersNamed(ctx, name)
	if err != nil || len(found) > 0 || len(name) != ledger.PublicIDLength {
		return found, err
	}
	one, err := unmerged(ctx, s, name)
	if ledger.CodeOf(err) == ledger.NotFound {
		return nil, nil
	}
	return []ledger.Speaker{one}, err
}

// unmerged finds a speaker by public id, and follows merges.
func unmerged(ctx context.Context, s ledger.Store, publicID string) (ledger.Speaker, error) {
	one, err := s.Speaker(ctx, publicID)
	for err == nil && one.MergedInto != 0 {
		one, err = s.SpeakerByID(ctx, one.MergedInto)
	}
	return one, err
}

// Speaker finds a speaker by name, alias or public id; NotFound without one,
// Invalid at field "speaker" if the name fits several.
func (t *Tracker) Speaker(ctx context.Context, name string) (ledger.Speaker, error) {
	found, err := namedSpeakers(ctx, t.store, ledger.Line(name))
	switch {
	case err != nil:
		return ledger.Speaker{}, err
	case len(found) == 0:
		return ledger.Speaker{}, ledger.Errorf(ledger.NotFound, "speaker_not_found", "There is no speaker “%s”", name)
	case len(found) > 1:
		return ledger.Speaker{}, severalSpeakers("speaker", name, found)
	}
	return found[0], nil
}

// findSource finds one by link, title or public id, or returns a new one.
func (t *Tracker) findSource(ctx context.Context, s ledger.Store, d SourceDraft) (*ledger.Source, error) {
	fresh, err := t.readSource(d)
	if fresh.Link != "" || fresh.Title != "" {
		known, err := s.SourcesLike(ctx, fresh.Title, fresh.Link)
		if err != nil {
			return nil, err
		}
		if len(known) == 1 || (len(known) > 1 && fresh.Link != "") {
			return &known[0], nil
		}
		if len(known) > 1 {
			return nil, ledger.Invalidf("source_link", "source_ambiguous", "%d sources have this title; give the link of the one you mean", len(known))
		}
		if fresh.Link == "" && len(fresh.Title) == ledger.PublicIDLength {
			switch one, err := s.Source(ctx, fresh.Title); {
			case err == nil:
				return &one, nil
			case ledger.CodeOf(err) != ledger.NotFound:
				return nil, err
			}
		}
	}
	return &fresh, err
}

// readSource reads a source and returns its Problems.
func (t *Tracker) readSource(d SourceDraft) (ledger.Source, error) {
	var p ledger.Problems
	src := ledger.Source{
		Title: d.Title, Link: d.Link, Kind: ledger.SourceKind(strings.ToLower(ledger.Line(d.Kind))),
		Author: d.Author, Publisher: d.Publisher, Event: d.Event, Lang: d.Lang,
	}
	var err error
	src.EventOn, err = wording.ParseDate("source_event_on", d.EventOn)
	p.Add(err)
	src.PublishedOn, err = wording.ParseDate("source_published_on", d.PublishedOn)
	p.Add(err)
	src.Clean()
	p.Add(src.Check(t.Today()))
	return src, p.Err()
}

func findQuestion(ctx context.Context, s ledger.Store, proposition string) (*ledger.Question, error) {
	known, err := s.QuestionsLike(ctx, proposition)
	if err != nil {
		return nil, err
	}
	if len(known) > 0 {
		return &known[0], nil
	}
	fresh := ledger.Question{Proposition: proposition}
	fresh.Clean()
	return &fresh, fresh.Check()
}

// newID returns a public id for which taken says NotFound.
func newID(taken func(id string) error) (string, error) {
	for {
		id := ledger.NewPublicID()
		err := taken(id)
		if ledger.CodeOf(err) == ledger.NotFound {
			return id, nil
		}
		if err != nil {
			return "", err
		}
	}
}
