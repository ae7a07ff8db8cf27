package tracker

import (
	"context"
	"slices"
	"strings"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// knownTopics is how many topics, the most used first, are looked for in an
// article.
const knownTopics = 500

// StartCapture begins to go through an article. The same text that is being
// gone through already is taken up where it was left.
func (t *Tracker) StartCapture(ctx context.Context, by string, a article.Article) (Capture, error) {
	if err := (ledger.KeptText{Text: a.Text}).Check(); err != nil {
		return Capture{}, err
	}
	there, err := t.store.CaptureOf(ctx, ledger.SumText(a.Text))
	if err == nil {
		return decodeCapture(there)
	}
	if ledger.CodeOf(err) != ledger.NotFound {
		return Capture{}, err
	}
	h, err := t.HeadOf(ctx, a)
	if err != nil {
		return Capture{}, err
	}
	c, err := t.lay(ctx, by, a, h)
	if err != nil {
		return Capture{}, err
	}
	return t.addCapture(ctx, c)
}

// lay makes a desk of an article, with its candidates on it.
func (t *Tracker) lay(ctx context.Context, by string, a article.Article, h Head) (Capture, error) {
	c := Capture{
		Capture: ledger.Capture{State: ledger.CaptureOpen, Text: a.Text, Parts: parts(a), By: by, StartedAt: t.Now()},
		Desk:    Desk{Head: h, Notes: a.Notes, Marks: a.Marks},
	}
	return c, t.find(ctx, &c)
}

// CaptureText begins to go through a kept text again. Sentences that are
// claims already are shown as such.
func (t *Tracker) CaptureText(ctx context.Context, by, sourceID, sum string) (Capture, error) {
	src, err := t.store.Source(ctx, sourceID)
	if err != nil {
		return Capture{}, err
	}
	k, err := t.KeptText(ctx, src, sum)
	if err != nil {
		return Capture{}, err
	}
	there, err := t.store.CaptureOf(ctx, k.SHA256)
	if err == nil {
		return decodeCapture(there)
	}
	if ledger.CodeOf(err) != ledger.NotFound {
		return Capture{}, err
	}
	claims, err := t.store.ClaimsIn(ctx, k.ID)
	if err != nil {
		return Capture{}, err
	}
	c := Capture{
		Capture: ledger.Capture{State: ledger.CaptureOpen, Text: k.Text, Parts: k.Parts, By: by, StartedAt: t.Now()},
		Desk:    Desk{Head: Head{Source: sourceDraftOf(src), Deadline: string(ledger.Open), ReviewOn: t.Today().AddMonths(12).String()}},
	}
	if err := t.find(ctx, &c); err != nil {
		return Capture{}, err
	}
	for _, line := range claims {
		c.mark(line)
	}
	return t.addCapture(ctx, c)
}

// KeptText is the text of a source whose sum begins with the given digits; the
// newest for none.
func (t *Tracker) KeptText(ctx context.Context, src ledger.Source, sum string) (ledger.KeptText, error) {
	all, err := t.store.KeptTexts(ctx, src.ID)
	if err != nil {
		return ledger.KeptText{}, err
	}
	for _, k := range all {
		if strings.HasPrefix(k.SHA256, strings.ToLower(sum)) {
			return t.store.KeptText(ctx, k.ID)
		}
	}
	return ledger.KeptText{}, ledger.Errorf(ledger.NotFound, "text_not_found", "There is no such text")
}

// find puts the candidates of the text on the desk.
func (t *Tracker) find(ctx context.Context, c *Capture) error {
	topics, err := t.store.Topics(ctx, knownTopics)
	if err != nil {
		return err
	}
	names := make([]string, len(topics))
	for i, topic := range topics {
		names[i] = topic.Topic
	}
	c.Desk.take(wording.FindClaims(textOf(c.passages(), c.Desk.Head, names)), c.Desk.Source.Lang)
	return nil
}

// addCapture stores a new capture.
func (t *Tracker) addCapture(ctx context.Context, c Capture) (Capture, error) {
	err := t.store.InTx(ctx, func(s ledger.Store) error {
		var err error
		if c.PublicID, err = newID(func(id string) error { _, err := s.Capture(ctx, id); return err }); err != nil {
			return err
		}
		t.seal(&c)
		return s.AddCapture(ctx, &c.Capture)
	})
	return c, err
}

// mark shows the sentence that is a claim already as such.
func (c *Capture) mark(line ledger.ClaimLine) {
	for i := range c.Desk.Sentences {
		if s := &c.Desk.Sentences[i]; s.ClaimID == "" && s.Start < line.Span.End && line.Span.Start < s.End {
			s.State, s.ClaimID, s.SameAs = Logged, line.PublicID, 0
			s.Draft.Statement = line.Statement
			return
		}
	}
	s := c.draft(line.Span.Start, line.Span.End, c.Desk.free(), true)
	s.State, s.ClaimID, s.Draft.Statement = Logged, line.PublicID, line.Statement
	c.Desk.Sentences = append(c.Desk.Sentences, s)
	c.Desk.sort()
}

// HeadOf is what an article tells of itself, completed with what is known: a
// source with its link or title is that source.
func (t *Tracker) HeadOf(ctx context.Context, a article.Article) (Head, error) {
	h := headOf(a)
	h.Deadline, h.ReviewOn = string(ledger.Open), t.Today().AddMonths(12).String()
	if h.Source.Title == "" && h.Source.Link == "" {
		h.Source.Title = firstWords(a.Text)
	}
	if h.Source.Kind == "" {
		h.Source.Kind = string(ledger.SourceKinds[0])
	}
	known, err := t.store.SourcesLike(ctx, h.Source.Title, h.Source.Link)
	if err != nil || len(known) != 1 {
		return h, err
	}
	h.Source = sourceDraftOf(known[0])
	return h, nil
}

// firstWords is a title for a text that has none.
func firstWords(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	const long = 80
	r := []rune(ledger.Line(line))
	if len(r) <= long {
		return string(r)
	}
	return strings.TrimSpace(string(r[:long-1])) + "…"
}

func sourceDraftOf(s ledger.Source) SourceDraft {
	return SourceDraft{
		Title: s.Title, Link: s.Link, Kind: string(s.Kind), Author: s.Author, Publisher: s.Publisher, Event: s.Event,
		EventOn: s.EventOn.String(), PublishedOn: s.PublishedOn.String(), Lang: s.Lang,
	}
}

func parts(a article.Article) []ledger.TextPart {
	parts := make([]ledger.TextPart, len(a.Paragraphs))
	for i, p := range a.Paragraphs {
		parts[i] = ledger.TextPart{Kind: string(p.Kind), Start: p.Start, End: p.End, TimeCode: p.TimeCode}
	}
	return parts
}

// take makes drafts of candidates.
func (d *Desk) take(found []wording.Candidate, lang string) {
	first := d.free()
	for i, c := range found {
		s := d.sentence(c, first+i, langOf(c.Quote, lang))
		if c.SameAs >= 0 {
			s.SameAs = first + c.SameAs
			if of := d.At(s.SameAs); of != nil && of.Draft.Translation == "" && of.Draft.QuoteLang != s.Draft.QuoteLang {
				of.Draft.Translation = s.Draft.Quote
			}
		}
		d.Sentences = append(d.Sentences, s)
	}
	d.sort()
}

// langOf is the language of a quote in an article of the given language.
func langOf(quote, article string) string {
	if found := wording.Lang(quote); found != "" {
		return found
	}
	return article
}

func joinTopics(topics []string) string { return strings.Join(topics, ", ") }

// Capture returns an article with what has been done to it.
func (t *Tracker) Capture(ctx context.Context, publicID string) (Capture, error) {
	c, err := t.store.Capture(ctx, publicID)
	if err != nil {
		return Capture{}, err
	}
	return decodeCapture(c)
}

// seal writes the desk and the counts back into the row.
func (t *Tracker) seal(c *Capture) {
	c.Title = ledger.Line(c.Desk.Source.Title)
	if c.Title == "" {
		c.Title = ledger.Line(c.Desk.Source.Link)
	}
	c.Capture.Desk = c.Desk.encode()
	c.Waiting, c.Kept = c.Desk.Count(Waiting), c.Desk.Count(Kept)
	c.ChangedAt = t.Now()
}

// onDesk reads a capture, lets fn change it and stores it, in one transaction.
func (t *Tracker) onDesk(ctx context.Context, publicID string, fn func(ledger.Store, *Capture) error) (Capture, error) {
	var c Capture
	err := t.store.InTx(ctx, func(s ledger.Store) error {
		row, err := s.Capture(ctx, publicID)
		if err != nil {
			return err
		}
		if c, err = decodeCapture(row); err != nil {
			return err
		}
		if err := fn(s, &c); err != nil {
			return err
		}
		t.seal(&c)
		return s.UpdateCapture(ctx, c.Capture)
	})
	return c, err
}

// change is onDesk for what is done to one sentence of an open capture.
func (t *Tracker) changeSentence(ctx context.Context, publicID string, number int, fn func(ledger.Store, *Capture, *Sentence) error) (Capture, error) {
	return t.onDesk(ctx, publicID, func(s ledger.Store, c *Capture) error {
		if c.State != ledger.CaptureOpen {
			return captureClosed()
		}
		at := c.Desk.At(number)
		if at == nil || at.State == Logged {
			return ledger.Errorf(ledger.NotFound, "sentence_not_found", "This sentence is not there any more")
		}
		return fn(s, c, at)
	})
}

// SaveSentence stores what has been typed about a sentence.
func (t *Tracker) SaveSentence(ctx context.Context, publicID string, number int, d Draft) (Capture, error) {
	return t.changeSentence(ctx, publicID, number, func(_ ledger.Store, c *Capture, s *Sentence) error {
		c.Desk.edit(s, d, "edit")
		return nil
	})
}

// KeepSentence stores what has been typed about a sentence and means it to be
// logged. If that can't be, it is stored all the same, waits, and the error
// says what is wrong.
func (t *Tracker) KeepSentence(ctx context.Context, publicID string, number int, d Draft) (Capture, Reading, error) {
	var r Reading
	var wrong error
	c, err := t.changeSentence(ctx, publicID, number, func(st ledger.Store, c *Capture, s *Sentence) error {
		c.Desk.edit(s, d, "keep")
		if r, wrong = t.readSentence(ctx, st, c.Desk, *s); wrong != nil {
			switch ledger.CodeOf(wrong) {
			case ledger.Invalid, ledger.Duplicate, ledger.Conflict:
				s.State = Waiting
				return nil
			}
			return wrong
		}
		s.State = Kept
		return nil
	})
	if err == nil {
		err = wrong
	}
	return c, r, err
}

// readSentence says what would be logged for a sentence.
func (t *Tracker) readSentence(ctx context.Context, s ledger.Store, d Desk, x Sentence) (Reading, error) {
	r, err := t.read(ctx, s, d.Filled(x))
	if err == nil && len(r.Alike) > 0 && !x.Draft.Again {
		err = ledger.Errorf(ledger.Duplicate, "claim_duplicate", "This claim has been logged already, as %s", r.Alike[0].PublicID)
	}
	return r, err
}

// ReadSentences says what would be logged for each sentence, by number.
// Errors are those of the sentences; a fault is returned.
func (t *Tracker) ReadSentences(ctx context.Context, c Capture) (map[int]Reading, map[int]error, error) {
	s := newKnown(t.store)
	read, wrong := map[int]Reading{}, map[int]error{}
	for _, x := range c.Desk.Sentences {
		if x.SameAs != 0 || x.State == Logged || x.State == Skipped {
			continue
		}
		r, err := t.readSentence(ctx, s, c.Desk, x)
		switch ledger.CodeOf(err) {
		case "":
		case ledger.Invalid, ledger.Duplicate, ledger.Conflict:
			wrong[x.Number] = err
		default:
			return nil, nil, err
		}
		read[x.Number] = r
	}
	return read, wrong, nil
}

// SkipSentence leaves a sentence out.
func (t *Tracker) SkipSentence(ctx context.Context, publicID string, number int) (Capture, error) {
	return t.setState(ctx, publicID, number, Skipped, "skip")
}

// ReviveSentence makes a sentence that was kept or left out wait again.
func (t *Tracker) ReviveSentence(ctx context.Context, publicID string, number int) (Capture, error) {
	return t.setState(ctx, publicID, number, Waiting, "revive")
}

func (t *Tracker) setState(ctx context.Context, publicID string, number int, state SentenceState, kind string) (Capture, error) {
	return t.changeSentence(ctx, publicID, number, func(_ ledger.Store, c *Capture, s *Sentence) error {
		if s.State != state {
			c.Desk.step(kind, number, s)
			s.State = state
		}
		return nil
	})
}

// PartSentence makes a sentence that was taken for the repetition of another
// one a claim of its own.
func (t *Tracker) PartSentence(ctx context.Context, publicID string, number int) (Capture, error) {
	return t.changeSentence(ctx, publicID, number, func(_ ledger.Store, c *Capture, s *Sentence) error {
		if s.SameAs != 0 {
			c.Desk.step("part", number, s)
			s.SameAs = 0
		}
		return nil
	})
}

// UndoCapture takes the newest change back and returns what it was.
func (t *Tracker) UndoCapture(ctx context.Context, publicID string) (Capture, Step, error) {
	var undone Step
	c, err := t.openDesk(ctx, publicID, func(c *Capture) error {
		undone, _ = c.Desk.undo()
		return nil
	})
	return c, undone, err
}

// SaveHead stores what holds for all claims of an article. Drafts that had
// the speaker, the deadline or the review date from it follow.
func (t *Tracker) SaveHead(ctx context.Context, publicID string, h Head) (Capture, error) {
	return t.onDesk(ctx, publicID, func(_ ledger.Store, c *Capture) error {
		old := c.Desk.Head
		if old == h {
			return nil
		}
		var p ledger.Problems
		_, err := t.readSource(h.Source)
		p.Add(err)
		_, err = wording.ParseDate("said_on", h.SaidOn)
		p.Add(err)
		_, err = wording.ParseDate("review_on", h.ReviewOn)
		p.Add(err)
		if ledger.Line(h.Deadline) != "" {
			said := h.Said()
			if said.IsZero() {
				said = t.Today()
			}
			_, err = wording.ParseDeadline(h.Deadline, said)
			p.Add(err)
		}
		if err := p.Err(); err != nil {
			return err
		}
		var touched []*Sentence
		for i := range c.Desk.Sentences {
			if s := &c.Desk.Sentences[i]; s.State != Logged {
				touched = append(touched, s)
			}
		}
		step := c.Desk.step("head", 0, touched...)
		step.Head = &old
		c.Desk.Head = h
		for _, s := range touched {
			if s.Draft.Speaker == old.Speaker {
				s.Draft.Speaker = h.Speaker
			}
			if s.Draft.Reporter != "" && s.Draft.Reporter == old.reporter(s.Draft.Speaker) {
				s.Draft.Reporter = h.reporter(s.Draft.Speaker)
			}
			if s.Stated == "" && s.Draft.Deadline == old.Deadline {
				s.undated(h)
			}
		}
		return nil
	})
}

// DropCapture puts an article aside, ReopenCapture takes it up again.
func (t *Tracker) DropCapture(ctx context.Context, publicID string) (Capture, error) {
	return t.onDesk(ctx, publicID, func(_ ledger.Store, c *Capture) error {
		c.State = ledger.CaptureDropped
		return nil
	})
}

// ReopenCapture takes an article up again that was put aside, or of which
// some has been logged.
func (t *Tracker) ReopenCapture(ctx context.Context, publicID string) (Capture, error) {
	return t.onDesk(ctx, publicID, func(_ ledger.Store, c *Capture) error {
		c.State = ledger.CaptureOpen
		return nil
	})
}

// edit takes over what was typed. A name that was put right is put right in
// the sentences that wait for a look, too.
func (d *Desk) edit(s *Sentence, typed Draft, kind string) {
	typed.Source = SourceDraft{}
	if typed.SaidOn == d.SaidOn {
		typed.SaidOn = ""
	}
	if typed.Deadline != s.Draft.Deadline && typed.DeadlineKind == s.Draft.DeadlineKind {
		typed.DeadlineKind = string(ledger.Inferred)
		if typed.Deadline == s.Stated || open(typed.Deadline) {
			typed.DeadlineKind = string(ledger.Stated)
		}
	}
	if !open(typed.Deadline) && typed.ReviewOn == d.ReviewOn {
		typed.ReviewOn = "" // it was that of an open claim
	} else if open(typed.Deadline) && ledger.Line(typed.ReviewOn) == "" {
		typed.ReviewOn = d.ReviewOn
	}
	if typed == s.Draft && kind == "edit" {
		return
	}
	old := s.Draft
	touched := []*Sentence{s}
	for i := range d.Sentences {
		o := &d.Sentences[i]
		if o != s && o.State == Waiting && (renamed(old.Speaker, typed.Speaker, o.Draft.Speaker) || renamed(old.Reporter, typed.Reporter, o.Draft.Reporter)) {
			touched = append(touched, o)
		}
	}
	if n := len(d.Steps); kind == "edit" && n > 0 && d.Steps[n-1].Kind == "edit" && d.Steps[n-1].Number == s.Number && len(touched) == 1 {
		s.Draft = typed // one step for what is typed in one go
		return
	}
	d.step(kind, s.Number, touched...)
	s.Draft = typed
	for _, o := range touched[1:] {
		if renamed(old.Speaker, typed.Speaker, o.Draft.Speaker) {
			o.Draft.Speaker = typed.Speaker
		}
		if renamed(old.Reporter, typed.Reporter, o.Draft.Reporter) {
			o.Draft.Reporter = typed.Reporter
		}
	}
}

// renamed tells whether a name changed that another draft has, too.
func renamed(from, to, other string) bool { return from != to && to != "" && other == from }

// kept are the sentences that are to be logged, in the order of the text.
func (d *Desk) kept() []*Sentence {
	var kept []*Sentence
	for i := range d.Sentences {
		if s := &d.Sentences[i]; s.State == Kept && s.SameAs == 0 {
			kept = append(kept, s)
		}
	}
	slices.SortStableFunc(kept, func(a, b *Sentence) int { return a.Start - b.Start })
	return kept
}
