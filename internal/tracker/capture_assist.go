package tracker

import (
	"context"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// Drafter is a language model that adds and sharpens drafts.
type Drafter interface {
	// Sharpen returns the candidates found with what the model made of them
	// and added to them, marked as Assisted. With an error, too, what it
	// returns can be used; found is left as it is.
	Sharpen(ctx context.Context, t wording.Text, found []wording.Candidate) ([]wording.Candidate, error)
}

// Use lets a language model help with captures.
func (t *Tracker) Use(d Drafter) { t.drafter = d }

// Assists tells whether a language model helps with captures.
func (t *Tracker) Assists() bool { return t.drafter != nil }

// AssistCapture asks the language model about an article. Sentences that wait
// get the model's drafts, and those that it found are added; what somebody has
// typed or decided is left alone. The error may be one that is only to be told:
// the capture returned holds what the model did answer.
func (t *Tracker) AssistCapture(ctx context.Context, publicID string) (Capture, error) {
	c, err := t.Capture(ctx, publicID)
	if err != nil {
		return c, err
	}
	if t.drafter == nil || c.State != ledger.CaptureOpen {
		return c, captureClosed()
	}
	text := textOf(c.passages(), c.Desk.Head, nil)
	answered, told := t.drafter.Sharpen(ctx, text, wording.FindClaims(text))
	c, err = t.openDesk(ctx, publicID, func(c *Capture) error {
		c.assist(answered)
		return nil
	})
	if err == nil {
		err = told
	}
	return c, err
}

// assist takes over what a model drafted.
func (c *Capture) assist(answered []wording.Candidate) {
	d := &c.Desk
	var touched []*Sentence
	var fresh []Sentence
	drafts := map[int]Sentence{}
	number := d.free()
	for _, a := range answered {
		if !a.Assisted {
			continue
		}
		s := d.sentence(a, number, langOf(a.Quote, d.Source.Lang))
		at := d.over(a.Start, a.End)
		switch {
		case at == nil:
			fresh = append(fresh, s)
			number++
		case at.State == Waiting && at.Start == a.Start && at.End == a.End && !d.typed(at.Number):
			s.Number, s.SameAs = at.Number, at.SameAs
			drafts[at.Number] = s
			touched = append(touched, at)
		}
	}
	if len(touched)+len(fresh) == 0 {
		return
	}
	step := d.step("assist", 0, touched...)
	for _, s := range touched {
		*s = drafts[s.Number]
	}
	for _, s := range fresh {
		step.Added = append(step.Added, s.Number)
	}
	d.Sentences = append(d.Sentences, fresh...)
	d.sort()
}

// over is the sentence that shares characters with [start, end), or nil.
func (d *Desk) over(start, end int) *Sentence {
	for i := range d.Sentences {
		if s := &d.Sentences[i]; s.Start < end && start < s.End {
			return s
		}
	}
	return nil
}

// typed tells whether somebody has changed the draft of a sentence.
func (d *Desk) typed(number int) bool {
	for _, step := range d.Steps {
		if step.Number == number && (step.Kind == "edit" || step.Kind == "keep") {
			return true
		}
	}
	return false
}
