package tracker

import (
	"encoding/json"
	"fmt"
	"slices"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// Capture is an article that is gone through, with what has been done to it.
type Capture struct {
	ledger.Capture
	Desk Desk
}

// Desk is what somebody has made of an article so far.
type Desk struct {
	Head
	Sentences []Sentence     `json:"sentences"` // in the order of the text
	Steps     []Step         `json:"steps"`     // what can be undone, newest last
	Notes     []article.Note `json:"notes"`     // about what could not be read
	Marks     []article.Mark `json:"marks"`     // when the text was said, where it tells
}

// Head is what holds for all claims of an article.
type Head struct {
	Source   SourceDraft `json:"source"`
	Speaker  string      `json:"speaker"`   // the main one
	SaidOn   string      `json:"said_on"`   // if not the day of the event or the publication
	Deadline string      `json:"deadline"`  // for claims that state none
	ReviewOn string      `json:"review_on"` // likewise, if that is open
}

// SentenceState is what has become of a sentence.
type SentenceState string

// The states of a sentence.
const (
	Waiting SentenceState = "waiting" // not looked at yet
	Kept    SentenceState = "kept"    // to be logged
	Skipped SentenceState = "skipped"
	Logged  SentenceState = "logged"
)

// Sentence is a candidate of the article, found or chosen by hand.
type Sentence struct {
	Number   int           `json:"number"` // 1, 2, …, by which it is told; not its place
	Start    int           `json:"start"`  // in characters of the text
	End      int           `json:"end"`
	State    SentenceState `json:"state"`
	SameAs   int           `json:"same_as,omitempty"` // number of the sentence that makes the same claim first
	ByHand   bool          `json:"by_hand,omitempty"`
	Assisted bool          `json:"assisted,omitempty"`
	Score    float64       `json:"score,omitempty"`
	Because  []string      `json:"because,omitempty"`
	Stated   string        `json:"stated,omitempty"` // the words of the deadline that it states
	Draft    Draft         `json:"draft"`            // without source and the like, which the Head has
	ClaimID  string        `json:"claim_id,omitempty"`
}

// Step is what undoing a change brings back.
type Step struct {
	Kind   string     `json:"kind"`             // keep, skip, revive, edit, add, split, join, part, head
	Number int        `json:"number"`           // of the sentence, or 0
	Before []Sentence `json:"before,omitempty"` // as they were
	Added  []int      `json:"added,omitempty"`  // were not there
	Head   *Head      `json:"head,omitempty"`
}

// mostSteps is how many changes can be undone.
const mostSteps = 200

// At is the sentence of that number, or nil.
func (d *Desk) At(number int) *Sentence {
	for i := range d.Sentences {
		if d.Sentences[i].Number == number {
			return &d.Sentences[i]
		}
	}
	return nil
}

// Repeats are the sentences that make the claim of the one of that number
// again.
func (d *Desk) Repeats(number int) []Sentence {
	var again []Sentence
	for _, s := range d.Sentences {
		if s.SameAs == number {
			again = append(again, s)
		}
	}
	return again
}

// Count counts the sentences of a state, those that repeat another left out.
func (d *Desk) Count(state SentenceState) int {
	n := 0
	for _, s := range d.Sentences {
		if s.State == state && s.SameAs == 0 {
			n++
		}
	}
	return n
}

// After is the number of the next sentence behind that one which waits, from
// the top again at the end; 0 if none does.
func (d *Desk) After(number int) int {
	at := slices.IndexFunc(d.Sentences, func(s Sentence) bool { return s.Number == number })
	for i := range d.Sentences {
		s := d.Sentences[(at+1+i)%len(d.Sentences)]
		if s.State == Waiting && s.SameAs == 0 {
			return s.Number
		}
	}
	return 0
}

// Filled is the draft of a sentence with what the Head holds for all.
func (d *Desk) Filled(s Sentence) Draft {
	draft := s.Draft
	draft.Source = d.Source
	if draft.SaidOn == "" {
		draft.SaidOn = d.SaidOn
	}
	return draft
}

// step notes what a change is about to do, so that it can be undone.
func (d *Desk) step(kind string, number int, changed ...*Sentence) *Step {
	s := Step{Kind: kind, Number: number}
	for _, c := range changed {
		s.Before = append(s.Before, *c)
	}
	d.Steps = append(d.Steps, s)
	if len(d.Steps) > mostSteps {
		d.Steps = d.Steps[len(d.Steps)-mostSteps:]
	}
	return &d.Steps[len(d.Steps)-1]
}

// undo takes the newest step back and returns it; ok is false without one.
func (d *Desk) undo() (Step, bool) {
	if len(d.Steps) == 0 {
		return Step{}, false
	}
	s := d.Steps[len(d.Steps)-1]
	d.Steps = d.Steps[:len(d.Steps)-1]
	d.Sentences = slices.DeleteFunc(d.Sentences, func(x Sentence) bool { return slices.Contains(s.Added, x.Number) })
	for _, b := range s.Before {
		if at := d.At(b.Number); at != nil {
			*at = b
		} else {
			d.Sentences = append(d.Sentences, b)
		}
	}
	if s.Head != nil {
		d.Head = *s.Head
	}
	d.sort()
	return s, true
}

func (d *Desk) sort() {
	slices.SortStableFunc(d.Sentences, func(a, b Sentence) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.Number - b.Number
	})
}

// free is a number that no sentence has, or had in a step.
func (d *Desk) free() int {
	n := 0
	for _, s := range d.Sentences {
		n = max(n, s.Number)
	}
	for _, step := range d.Steps {
		for _, s := range step.Before {
			n = max(n, s.Number)
		}
	}
	return n + 1
}

func (d Desk) encode() []byte {
	b, err := json.Marshal(d)
	if err != nil { // texts, numbers and flags can always be written
		panic(fmt.Sprintf("tracker: desk: %v", err))
	}
	return b
}

func decodeCapture(c ledger.Capture) (Capture, error) {
	var d Desk
	if err := json.Unmarshal(c.Desk, &d); err != nil {
		return Capture{}, ledger.Errorf(ledger.Internal, "internal", "Internal error").Because(fmt.Errorf("capture %s: %w", c.PublicID, err))
	}
	return Capture{Capture: c, Desk: d}, nil
}

// Said is the day on which what the article reports was said, as far as the
// Head tells; zero if it does not.
func (h Head) Said() ledger.Date {
	for _, text := range []string{h.SaidOn, h.Source.EventOn, h.Source.PublishedOn} {
		if d, err := wording.ParseDate("said_on", text); err == nil && !d.IsZero() {
			return d
		}
	}
	return ledger.Date{}
}

// textOf is what package wording reads.
func textOf(passages []wording.Passage, h Head, topics []string) wording.Text {
	return wording.Text{Passages: passages, Said: h.Said(), Speaker: h.Speaker, Author: h.Source.Author, Topics: topics}
}

// headOf is what an article tells of itself.
func headOf(a article.Article) Head {
	return Head{
		Source: SourceDraft{
			Title: a.Title, Link: a.Link, Kind: string(a.Kind), Author: a.Author, Publisher: a.Publisher,
			Event: a.Event, EventOn: a.EventOn.String(), PublishedOn: a.PublishedOn.String(), Lang: a.Lang,
		},
		Speaker: a.Speaker,
	}
}

// sentence makes a draft of a candidate.
func (h Head) sentence(c wording.Candidate, number int, lang string) Sentence {
	s := Sentence{
		Number: number, Start: c.Start, End: c.End, State: Waiting, Assisted: c.Assisted, Score: c.Score, Because: c.Because,
		Draft: Draft{
			Statement: c.Statement, Quote: c.Quote, QuoteLang: lang, Speaker: c.Speaker, Condition: c.Condition,
			Confidence: ConfidenceText(c.Confidence), Topics: joinTopics(c.Topics), DeadlineKind: string(ledger.Stated),
		},
	}
	if s.Draft.Speaker == "" {
		s.Draft.Speaker = h.Speaker
	}
	if c.SecondHand {
		s.Draft.Reporter = h.reporter(s.Draft.Speaker)
	}
	if c.HasDeadline() {
		s.Stated = c.Deadline.Words
		s.Draft.Deadline = c.Deadline.Words
	} else {
		s.undated(h)
	}
	return s
}

// undated gives a sentence that states no deadline the one of the Head.
func (s *Sentence) undated(h Head) {
	s.Draft.Deadline, s.Draft.ReviewOn, s.Draft.DeadlineKind = h.Deadline, "", string(ledger.Inferred)
	if open(h.Deadline) {
		s.Draft.ReviewOn, s.Draft.DeadlineKind = h.ReviewOn, string(ledger.Stated)
	}
}

func open(deadline string) bool {
	d, err := wording.ParseDeadline(deadline, ledger.Date{})
	return err == nil && d.Open
}

// reporter is who reports what the speaker said.
func (h Head) reporter(speaker string) string {
	for _, name := range []string{h.Source.Author, h.Source.Publisher} {
		if ledger.Fold(name) != "" && ledger.Fold(name) != ledger.Fold(speaker) {
			return name
		}
	}
	return ""
}
