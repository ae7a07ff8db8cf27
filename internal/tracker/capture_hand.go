package tracker

import (
	"context"
	"strings"
	"unicode"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// AddSentence makes a sentence of the characters [start, end) of the text,
// which somebody chose, and returns its number.
func (t *Tracker) AddSentence(ctx context.Context, publicID string, start, end int) (Capture, int, error) {
	var number int
	c, err := t.openDesk(ctx, publicID, func(c *Capture) error {
		from, to, ok := trimmed([]rune(c.Text), start, end)
		if !ok {
			return ledger.Invalidf("quote", "selection_empty", "Select the words of the claim in the text first")
		}
		number = c.add(from, to, true)
		return nil
	})
	return c, number, err
}

// AddQuote makes a sentence of words that were typed or copied: of their first
// place in the text that is not a sentence yet.
func (t *Tracker) AddQuote(ctx context.Context, publicID, words string) (Capture, int, error) {
	var number int
	c, err := t.openDesk(ctx, publicID, func(c *Capture) error {
		if ledger.Line(words) == "" {
			return ledger.Invalidf("quote", "selection_empty", "Select the words of the claim in the text first")
		}
		from, to, ok := c.find(words)
		if !ok {
			return ledger.Invalidf("quote", "quote_not_in_text", "“%s” is not in the text; copy the words as they stand there", clip(words))
		}
		number = c.add(from, to, true)
		return nil
	})
	return c, number, err
}

func clip(s string) string {
	const long = 60
	r := []rune(ledger.Line(s))
	if len(r) <= long {
		return string(r)
	}
	return string(r[:long-1]) + "…"
}

func (t *Tracker) openDesk(ctx context.Context, publicID string, fn func(*Capture) error) (Capture, error) {
	return t.onDesk(ctx, publicID, func(_ ledger.Store, c *Capture) error {
		if c.State != ledger.CaptureOpen {
			return captureClosed()
		}
		return fn(c)
	})
}

func captureClosed() error {
	return ledger.Errorf(ledger.Conflict, "capture_closed", "This article is not being gone through any more; take it up again first")
}

// trimmed cuts the blanks off [start, end); ok is false if nothing is left.
func trimmed(text []rune, start, end int) (from, to int, ok bool) {
	from, to = max(start, 0), min(end, len(text))
	for from < to && unicode.IsSpace(text[from]) {
		from++
	}
	for from < to && unicode.IsSpace(text[to-1]) {
		to--
	}
	return from, to, from < to
}

// find looks words up in the text, whatever blanks are between them.
func (c *Capture) find(words string) (start, end int, ok bool) {
	text, want := []rune(c.Text), []rune(strings.Join(strings.Fields(words), " "))
	for at := range text {
		if unicode.IsSpace(text[at]) {
			continue
		}
		if to, fits := fitsAt(text, at, want); fits && !c.taken(at, to) {
			return at, to, true
		}
	}
	return 0, 0, false
}

func fitsAt(text []rune, at int, want []rune) (end int, fits bool) {
	for i := 0; i < len(want); {
		switch {
		case at == len(text):
			return 0, false
		case want[i] == ' ' && unicode.IsSpace(text[at]):
			for at < len(text) && unicode.IsSpace(text[at]) {
				at++
			}
			i++
		case want[i] == text[at]:
			i, at = i+1, at+1
		default:
			return 0, false
		}
	}
	return at, true
}

func (c *Capture) taken(start, end int) bool {
	for _, s := range c.Desk.Sentences {
		if s.Start == start && s.End == end {
			return true
		}
	}
	return false
}

// add makes a sentence of [from, to). It is drafted like one that was found.
func (c *Capture) add(from, to int, byHand bool) int {
	number := c.Desk.free()
	step := c.Desk.step("add", number)
	step.Added = []int{number}
	c.Desk.Sentences = append(c.Desk.Sentences, c.draft(from, to, number, byHand))
	c.Desk.sort()
	return number
}

func (c *Capture) draft(from, to, number int, byHand bool) Sentence {
	quote := string([]rune(c.Text)[from:to])
	found := wording.DraftClaim(textOf(c.passages(), c.Desk.Head, nil), from, to)
	s := c.Desk.sentence(found, number, langOf(quote, c.Desk.Source.Lang))
	s.ByHand = byHand
	return s
}

func (c *Capture) passages() []wording.Passage {
	runes := []rune(c.Text)
	all := make([]wording.Passage, len(c.Parts))
	for i, p := range c.Parts {
		all[i] = wording.Passage{Kind: wording.PassageKind(p.Kind), Start: p.Start, Text: string(runes[p.Start:p.End])}
	}
	return all
}

// SplitSentence makes two sentences of one, at the given character of the
// text, or, if that is not inside the sentence, where it best falls apart. A
// sentence that does not fall apart is doubled: it makes two claims.
func (t *Tracker) SplitSentence(ctx context.Context, publicID string, number, at int) (Capture, int, error) {
	var second int
	c, err := t.changeSentence(ctx, publicID, number, func(_ ledger.Store, c *Capture, s *Sentence) error {
		text := []rune(c.Text)
		if at <= s.Start || at >= s.End {
			at = s.Start + wording.Halves(string(text[s.Start:s.End]))
		}
		second = c.Desk.free()
		step := c.Desk.step("split", number, s)
		step.Added = []int{second}
		old := *s
		from, end, ok := trimmed(text, at, s.End)
		_, to, ok2 := trimmed(text, s.Start, at)
		other := old
		if ok && ok2 {
			other = c.draft(from, end, second, true)
			first := c.draft(s.Start, to, number, true)
			other.Draft.Speaker, other.Draft.Reporter = old.Draft.Speaker, old.Draft.Reporter
			first.Draft.Speaker, first.Draft.Reporter = old.Draft.Speaker, old.Draft.Reporter
			*s = first
		}
		other.Number, other.State, other.ByHand, other.SameAs = second, Waiting, true, 0
		c.Desk.Sentences = append(c.Desk.Sentences, other)
		c.Desk.sort()
		return nil
	})
	return c, second, err
}

// JoinSentence makes one sentence of that one and the next one that waits or
// is kept; what lies between them is part of it.
func (t *Tracker) JoinSentence(ctx context.Context, publicID string, number int) (Capture, error) {
	return t.changeSentence(ctx, publicID, number, func(_ ledger.Store, c *Capture, s *Sentence) error {
		var next *Sentence
		for i := range c.Desk.Sentences {
			o := &c.Desk.Sentences[i]
			if o.Number != number && o.SameAs == 0 && (o.State == Waiting || o.State == Kept) && o.Start >= s.Start && (next == nil || o.Start < next.Start) {
				next = o
			}
		}
		const far = 1500 // characters
		if next == nil || next.End-s.Start > far {
			return ledger.Invalidf("quote", "join_nothing", "There is no sentence close behind this one to join it with")
		}
		c.Desk.step("join", number, s, next)
		gone, old := next.Number, s.Draft
		joined := c.draft(min(s.Start, next.Start), max(s.End, next.End), number, true)
		joined.Draft.Speaker, joined.Draft.Reporter, joined.Draft.Criteria = old.Speaker, old.Reporter, old.Criteria
		for _, more := range []struct{ to, from *string }{
			{&joined.Draft.Deadline, &old.Deadline}, {&joined.Draft.Condition, &old.Condition}, {&joined.Draft.Topics, &old.Topics},
		} {
			if *more.to == "" {
				*more.to = *more.from
			}
		}
		*s = joined
		kept := c.Desk.Sentences[:0]
		for _, x := range c.Desk.Sentences {
			if x.Number != gone {
				kept = append(kept, x)
			}
		}
		c.Desk.Sentences = kept
		return nil
	})
}
