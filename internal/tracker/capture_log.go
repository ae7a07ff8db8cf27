package tracker

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
)

// SentenceProblems are what is wrong with sentences that were to be logged, by
// number. Nothing has been logged.
type SentenceProblems map[int]error

// Error implements error.
func (p SentenceProblems) Error() string {
	var all []error
	for _, err := range p {
		all = append(all, err)
	}
	return errors.Join(all...).Error()
}

// LogCapture logs all sentences that are kept, with their source and its
// text, in one transaction: all of them or, with SentenceProblems, none.
func (t *Tracker) LogCapture(ctx context.Context, by, publicID string) (Capture, error) {
	return t.onDesk(ctx, publicID, func(s ledger.Store, c *Capture) error {
		if c.State != ledger.CaptureOpen {
			return captureClosed()
		}
		return t.logKept(ctx, s, by, c)
	})
}

// LogFound logs those sentences of an article that have the given numbers, as
// they were found: all of them or, with SentenceProblems, none.
func (t *Tracker) LogFound(ctx context.Context, by string, a article.Article, h Head, numbers []int) (Capture, error) {
	c, err := t.lay(ctx, by, a, h)
	if err != nil {
		return c, err
	}
	for _, n := range numbers {
		s := c.Desk.At(n)
		if s == nil {
			return c, ledger.Invalidf("keep", "keep_unknown", "There is no sentence %d; %d were found", n, len(c.Desk.Sentences))
		}
		s.State, s.SameAs = Kept, 0
	}
	return c, t.store.InTx(ctx, func(s ledger.Store) error { return t.logKept(ctx, s, by, &c) })
}

func (t *Tracker) logKept(ctx context.Context, s ledger.Store, by string, c *Capture) error {
	kept := c.Desk.kept()
	if len(kept) == 0 {
		return ledger.Invalidf("kept", "capture_nothing_kept", "Keep at least one claim; nothing has been logged")
	}
	l := captureLog{t: t, s: newKnown(s), c: c, by: by}
	wrong := SentenceProblems{}
	for _, x := range kept {
		if err := l.log(ctx, x); err != nil {
			switch ledger.CodeOf(err) {
			case ledger.Invalid, ledger.Duplicate, ledger.Conflict:
				wrong[x.Number] = err
				continue
			}
			return err
		}
	}
	if len(wrong) > 0 {
		return wrong
	}
	c.State, c.SourceID = ledger.CaptureLogged, l.text.SourceID
	c.Desk.Steps = nil // what is logged can't be undone here
	return s.AppendEntries(ctx, l.entries)
}

// captureLog logs the sentences of one capture.
type captureLog struct {
	t       *Tracker
	s       ledger.Store
	c       *Capture
	by      string
	text    ledger.KeptText
	entries []ledger.Entry
}

func (l *captureLog) log(ctx context.Context, x *Sentence) error {
	d := l.c.Desk.Filled(*x)
	if d.Place == "" {
		d.Place = l.c.PlaceOf(*x)
	}
	r, entries, err := l.t.log(ctx, l.s, l.by, d, func(src ledger.Source) (ledger.Span, []ledger.Entry, error) {
		more, err := l.keep(ctx, src)
		return ledger.Span{TextID: l.text.ID, Start: x.Start, End: x.End}, more, err
	})
	if err != nil {
		return err
	}
	l.entries = append(l.entries, entries...)
	x.State, x.ClaimID = Logged, r.Claim.PublicID
	return nil
}

// keep keeps the text with its source, once.
func (l *captureLog) keep(ctx context.Context, src ledger.Source) ([]ledger.Entry, error) {
	if l.text.ID != 0 {
		return nil, nil
	}
	l.text = ledger.KeptText{
		SourceID: src.ID, Text: l.c.Text, SHA256: ledger.SumText(l.c.Text), Parts: l.c.Parts, KeptBy: l.by, KeptAt: l.t.Now(),
	}
	kept, err := l.s.KeepText(ctx, &l.text)
	if err != nil || !kept {
		return nil, err
	}
	return []ledger.Entry{l.t.entry(l.by, ledger.TextKept, ledger.SourceSubject(src.PublicID), ledger.Change{Fields: []ledger.FieldChange{
		{Field: "text_sha256", To: l.text.SHA256},
		{Field: "text_length", To: strconv.Itoa(len([]rune(l.text.Text)))},
	}})}, nil
}

// PlaceOf says where a sentence is, as it is kept with its claim: the time
// code, or the number of the paragraph behind "¶".
func (c *Capture) PlaceOf(s Sentence) string {
	if code := (article.Article{Marks: c.Desk.Marks}).TimeCodeAt(s.Start); code != "" {
		return code
	}
	i, found := slices.BinarySearchFunc(c.Parts, s.Start, func(p ledger.TextPart, at int) int {
		switch {
		case p.End <= at:
			return -1
		case p.Start > at:
			return 1
		}
		return 0
	})
	if !found {
		return ""
	}
	if code := c.Parts[i].TimeCode; code != "" {
		return code
	}
	return "¶" + strconv.Itoa(i+1)
}
