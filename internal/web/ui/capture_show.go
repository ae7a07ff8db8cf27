package ui

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
	"foresaid/internal/web/respond"
)

// capturePage is an article beside the drafts of its claims.
type capturePage struct {
	respond.Base
	form     // about the article as a whole
	Capture  tracker.Capture
	Sentence string
	Paras    []textPara
	Cards    []captureCard
	Head     captureHead
	Offers   offers
	Logged   []ClaimView
	Source   *ledger.Source
	Current  int // number of the card that is unfolded
	Assist   bool
	Quote    string // typed as the words of a claim
}

// URL is the address of the capture.
func (p capturePage) URL() string { return "/capture/" + p.Capture.PublicID }

// Waiting and Kept count the sentences.
func (p capturePage) Waiting() int { return p.Capture.Desk.Count(tracker.Waiting) }

// Kept counts the sentences that are to be logged.
func (p capturePage) Kept() int { return p.Capture.Desk.Count(tracker.Kept) }

// Undo names the change that can be undone, or is empty.
func (p capturePage) Undo() string {
	steps := p.Capture.Desk.Steps
	if len(steps) == 0 {
		return ""
	}
	return p.form.L.T("capture.step." + steps[len(steps)-1].Kind)
}

// Notes say what could not be read, in words.
func (p capturePage) Notes() []string {
	var notes []string
	for _, n := range p.Capture.Desk.Notes {
		notes = append(notes, noteText(p, n))
	}
	return notes
}

func noteText(p capturePage, n article.Note) string { return p.form.L.T(n.Key, n.Args...) }

// QuoteField is the input for words of the text, for those without script.
func (p capturePage) QuoteField() Field {
	field := p.field("capture.input.", "quote", p.Quote)
	field.Rows, field.Scope = 2, "add-"
	return field
}

// Faults are the messages that belong to no input of the page.
func (p capturePage) Faults() []string {
	return p.Elsewhere(append([]string{"quote"}, headFields...)...)
}

// captureCard is a sentence with its draft.
type captureCard struct {
	draftForm
	Sentence tracker.Sentence
	URL      string // of the capture
	Place    string
	Position int // among the claims, from 1
	Of       int
	Repeats  []tracker.Sentence
	Open     bool
	Claim    *ClaimView // once logged
}

// ID is the id of the card: s and the number of the sentence.
func (s captureCard) ID() string { return "s" + strconv.Itoa(s.Sentence.Number) }

// Title is what the closed card shows.
func (s captureCard) Title() string {
	if s.Sentence.Draft.Statement != "" {
		return s.Sentence.Draft.Statement
	}
	return s.Sentence.Draft.Quote
}

// QuoteTag is the lang attribute of the quote.
func (s captureCard) QuoteTag() string { return s.Sentence.Draft.QuoteLang }

// StateName is what has become of it, for a class.
func (s captureCard) StateName() string { return string(s.Sentence.State) }

// captureHead is the form of what holds for all claims of the article.
type captureHead struct {
	form
	Head tracker.Head
	Open bool
}

// headFields are the inputs of that form.
var headFields = append(slices.Clone(sourceFields), "speaker", "said_on", "deadline", "review_on")

func headValues(h *tracker.Head) map[string]*string {
	d := tracker.Draft{}
	values := draftValues(&d)
	for name, value := range map[string]*string{
		"source_title": &h.Source.Title, "source_link": &h.Source.Link, "source_kind": &h.Source.Kind, "source_author": &h.Source.Author,
		"source_publisher": &h.Source.Publisher, "source_event": &h.Source.Event, "source_event_on": &h.Source.EventOn,
		"source_published_on": &h.Source.PublishedOn, "source_lang": &h.Source.Lang,
		"speaker": &h.Speaker, "said_on": &h.SaidOn, "deadline": &h.Deadline, "review_on": &h.ReviewOn,
	} {
		values[name] = value
	}
	return values
}

// Field is an input of the form.
func (h captureHead) Field(name string) Field {
	field, how := h.field("capture.input.", name, *headValues(&h.Head)[name]), draftInputs[name]
	field.Narrow, field.Mode, field.List, field.Suggest, field.Scope = how.Narrow, how.Mode, how.List, how.Suggest, "head-"
	if name == "source_title" {
		field.List, field.Suggest = "", ""
	}
	if how.Example != "" {
		field.Example = how.Example
	}
	return field
}

// Kinds are the kinds of sources.
func (h captureHead) Kinds() []ledger.SourceKind { return ledger.SourceKinds }

// ShowCapture shows an article that is being gone through.
func (u *UI) ShowCapture(c echo.Context) error {
	capture, err := u.Tracker.Capture(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	current, _ := strconv.Atoi(c.QueryParam("at"))
	return u.showCapture(c, http.StatusOK, capturePage{form: form{L: u.locale(c)}, Capture: capture, Current: current}, nil)
}

// showCapture shows the desk. typed are forms that come back with their
// problems, by number.
func (u *UI) showCapture(c echo.Context, status int, p capturePage, typed map[int]draftForm) error {
	if err := u.fillCapture(c, &p, typed); err != nil {
		return err
	}
	if respond.IsFragment(c) {
		return u.respond.Fragment(c, status, p.form.L, "capture", "desk", p)
	}
	return u.respond.Page(c, status, "capture", p)
}

func (u *UI) fillCapture(c echo.Context, p *capturePage, typed map[int]draftForm) error {
	l := u.locale(c)
	p.form.L = l
	problems := p.Problems
	base, err := u.formPage(c, "capture", p.Capture.Title, p.form)
	if err != nil {
		return err
	}
	p.Base, p.form = base, form{L: l, Problems: problems}
	if p.Offers, err = u.offers(c); err != nil {
		return err
	}
	desk := p.Capture.Desk
	p.Assist = u.Tracker.Assists()
	if p.Head.L == nil {
		p.Head = captureHead{form: form{L: l}, Head: desk.Head}
	}
	if desk.At(p.Current) == nil {
		p.Current = desk.After(0)
	}
	readings, wrong, err := u.Tracker.ReadSentences(ctxOf(c), p.Capture)
	if err != nil {
		return err
	}
	var marks []textMark
	position, of := 0, len(desk.Sentences)
	for _, s := range desk.Sentences {
		if s.SameAs != 0 {
			of--
		}
	}
	for _, s := range desk.Sentences {
		if s.SameAs == 0 {
			position++
			card := u.captureCard(c, p.Capture, s, readings[s.Number], wrong[s.Number])
			card.Position, card.Of, card.Open = position, of, s.Number == p.Current
			if f, ok := typed[s.Number]; ok {
				card.draftForm, card.Open = f, true
			}
			if s.ClaimID != "" {
				if err := u.loggedAs(c, p, &card); err != nil {
					return err
				}
			}
			p.Cards = append(p.Cards, card)
		}
		marks = append(marks, sentenceMark(l.T, desk, s))
	}
	p.Paras = markText(p.Capture.Text, p.Capture.Parts, marks)
	if p.Capture.SourceID != 0 {
		src, err := u.Store.SourceByID(ctxOf(c), p.Capture.SourceID)
		if err != nil {
			return err
		}
		p.Source = &src
	}
	switch {
	case p.Capture.State == ledger.CaptureLogged:
		p.Sentence = l.T("capture.logged_sentence", "n", len(p.Logged))
	case p.Capture.State == ledger.CaptureDropped:
		p.Sentence = l.T("capture.dropped_sentence")
	case of == 0:
		p.Sentence = l.T("capture.none_sentence")
	default:
		p.Sentence = l.T("capture.found_sentence", "n", of)
	}
	return nil
}

func (u *UI) loggedAs(c echo.Context, p *capturePage, card *captureCard) error {
	line, err := u.Store.Claim(ctxOf(c), card.Sentence.ClaimID)
	if err != nil {
		return err
	}
	v := u.view(c, line)
	card.Claim = &v
	p.Logged = append(p.Logged, v)
	return nil
}

// captureCard is the card of a sentence with what was understood of it.
func (u *UI) captureCard(c echo.Context, capture tracker.Capture, s tracker.Sentence, r tracker.Reading, wrong error) captureCard {
	d := capture.Desk.Filled(s)
	f := u.draftForm(c)
	f.Draft, f.Scope, f.Live = d, "s"+strconv.Itoa(s.Number)+"-", true
	f.Reading = u.readingView(c, r, d)
	f.Problems.Add(wrong)
	return captureCard{
		draftForm: f, Sentence: s, URL: "/capture/" + capture.PublicID, Place: placeText(f.L.T, capture.PlaceOf(s)),
		Repeats: capture.Desk.Repeats(s.Number),
	}
}

// Missing says why the sentence can't be kept yet.
func (s captureCard) Missing() string {
	if s.Sentence.State != tracker.Waiting {
		return ""
	}
	for _, p := range s.Problems {
		return s.L.Error(p)
	}
	return ""
}

// sentenceMark is where a sentence stands in the text.
func sentenceMark(t func(string, ...any) string, desk tracker.Desk, s tracker.Sentence) textMark {
	m := textMark{Start: s.Start, End: s.End, ID: "m" + strconv.Itoa(s.Number), Class: string(s.State)}
	of := s
	if s.SameAs != 0 {
		if first := desk.At(s.SameAs); first != nil {
			of = *first
		}
		m.Class = string(of.State) + " again"
		m.Title = t("capture.same_as", "number", strconv.Itoa(of.Number))
	}
	m.URL, m.Label = "#s"+strconv.Itoa(of.Number), strconv.Itoa(of.Number)
	return m
}

// placeText says where in a text something is: "¶3" is the third paragraph.
func placeText(t func(string, ...any) string, place string) string {
	if n, ok := strings.CutPrefix(place, "¶"); ok {
		return t("capture.paragraph", "number", n)
	}
	return place
}
