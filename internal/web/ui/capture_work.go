package ui

import (
	"errors"
	"net/http"
	"reflect"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
	"foresaid/internal/web/respond"
)

// captureParts is what changed on a desk: the cards, and the bar above them.
type captureParts struct {
	capturePage
	Changed []captureCard
	Typed   *captureCard // the card whose form is being typed into; only what is said of its fields changes
	Goto    int          // number of the card to go to, or 0
}

// WorkOnSentence does what the button of a card says.
func (u *UI) WorkOnSentence(c echo.Context) error {
	id := c.Param("id")
	number, err := strconv.Atoi(c.Param("number"))
	if err != nil {
		return ledger.Errorf(ledger.NotFound, "sentence_not_found", "This sentence is not there any more")
	}
	before, err := u.Tracker.Capture(ctxOf(c), id)
	if err != nil {
		return err
	}
	f := u.draftForm(c)
	if s := before.Desk.At(number); s != nil {
		f.Draft = s.Draft
	}
	values, err := c.FormParams()
	if err != nil {
		return err
	}
	if values.Has("statement") { // else the form was not sent along
		for name, value := range draftValues(&f.Draft) {
			if values.Has(name) {
				*value = c.FormValue(name)
			}
		}
		f.Draft.Uncheckable, f.Draft.Again = values.Has("uncheckable"), values.Has("again")
	}
	var after tracker.Capture
	act, current := c.FormValue("act"), number
	switch act {
	case "skip":
		after, err = u.Tracker.SkipSentence(ctxOf(c), id, number)
	case "revive":
		after, err = u.Tracker.ReviveSentence(ctxOf(c), id, number)
	case "part":
		after, err = u.Tracker.PartSentence(ctxOf(c), id, number)
	case "split":
		at, _ := strconv.Atoi(c.FormValue("at"))
		after, _, err = u.Tracker.SplitSentence(ctxOf(c), id, number, at)
	case "join":
		after, err = u.Tracker.JoinSentence(ctxOf(c), id, number)
	case "save":
		after, err = u.Tracker.SaveSentence(ctxOf(c), id, number, f.Draft)
	default:
		act = "keep"
		after, _, err = u.Tracker.KeepSentence(ctxOf(c), id, number, f.Draft)
	}
	p := capturePage{form: form{L: u.locale(c)}, Capture: after, Current: current}
	if err != nil {
		if err := f.refused(err); err != nil {
			return err
		}
		if p.Capture, err = u.Tracker.Capture(ctxOf(c), id); err != nil {
			return err
		}
		f.Scope = "s" + strconv.Itoa(number) + "-"
		if act != "keep" || p.Capture.State != ledger.CaptureOpen {
			p.form.Problems, f.Problems = f.Problems, nil
			return u.answerDesk(c, p, before, 0, act)
		}
		return u.refuseKeep(c, p, f, number)
	}
	if act == "keep" || act == "skip" {
		p.Current = after.Desk.After(number)
	}
	return u.answerDesk(c, p, before, number, act)
}

// refuseKeep answers with the card as it was typed and what is wrong with it.
func (u *UI) refuseKeep(c echo.Context, p capturePage, f draftForm, number int) error {
	s := p.Capture.Desk.At(number)
	f.Draft = p.Capture.Desk.Filled(*s)
	r, _ := u.Tracker.Read(ctxOf(c), f.Draft) // its problems are those of f
	f.Reading = u.readingView(c, r, f.Draft)
	f.focusFault()
	if !respond.IsFragment(c) {
		return u.showCapture(c, f.status(), p, map[int]draftForm{number: f})
	}
	if err := u.fillCapture(c, &p, map[int]draftForm{number: f}); err != nil {
		return err
	}
	parts := captureParts{capturePage: p}
	for _, card := range p.Cards {
		if card.Sentence.Number == number {
			parts.Changed = append(parts.Changed, card)
		}
	}
	return u.respond.Fragment(c, f.status(), p.form.L, "capture", "desk_parts", parts)
}

// answerDesk answers a change: with the page, or, for a script, with what is
// different from before.
func (u *UI) answerDesk(c echo.Context, p capturePage, before tracker.Capture, number int, act string) error {
	if !respond.IsFragment(c) {
		if len(p.Problems) > 0 {
			return u.showCapture(c, p.status(), p, nil)
		}
		to := "/capture/" + p.Capture.PublicID
		if p.Current != 0 {
			to += "?at=" + strconv.Itoa(p.Current) + "#s" + strconv.Itoa(p.Current)
		}
		return c.Redirect(http.StatusSeeOther, to)
	}
	if len(p.Problems) > 0 || !sameShape(before.Desk, p.Capture.Desk) || before.State != p.Capture.State {
		status := http.StatusOK
		if len(p.Problems) > 0 {
			status = p.status()
		}
		return u.showCapture(c, status, p, nil)
	}
	if err := u.fillCapture(c, &p, nil); err != nil {
		return err
	}
	parts := captureParts{capturePage: p}
	for i, card := range p.Cards {
		old := before.Desk.At(card.Sentence.Number)
		switch {
		case act == "save" && card.Sentence.Number == number:
			parts.Typed = &p.Cards[i]
		case old == nil || !reflect.DeepEqual(*old, card.Sentence):
			parts.Changed = append(parts.Changed, card)
		}
	}
	if act == "keep" || act == "skip" {
		parts.Goto = p.Current
	}
	return u.respond.Fragment(c, http.StatusOK, p.form.L, "capture", "desk_parts", parts)
}

// sameShape tells whether two desks have the same sentences at the same
// places, whatever has become of them.
func sameShape(a, b tracker.Desk) bool {
	if len(a.Sentences) != len(b.Sentences) || a.Head != b.Head {
		return false
	}
	for i := range a.Sentences {
		x, y := a.Sentences[i], b.Sentences[i]
		if x.Number != y.Number || x.Start != y.Start || x.End != y.End || x.SameAs != y.SameAs {
			return false
		}
	}
	return true
}

// AddSentence takes words of the text as a claim: a selection, or words that
// were copied.
func (u *UI) AddSentence(c echo.Context) error {
	id := c.Param("id")
	before, err := u.Tracker.Capture(ctxOf(c), id)
	if err != nil {
		return err
	}
	p := capturePage{form: form{L: u.locale(c)}, Quote: c.FormValue("quote")}
	var number int
	if c.FormValue("end") != "" {
		start, _ := strconv.Atoi(c.FormValue("start"))
		end, _ := strconv.Atoi(c.FormValue("end"))
		p.Capture, number, err = u.Tracker.AddSentence(ctxOf(c), id, start, end)
	} else {
		p.Capture, number, err = u.Tracker.AddQuote(ctxOf(c), id, p.Quote)
	}
	if err != nil {
		if err := p.refused(err); err != nil {
			return err
		}
		p.Capture = before
		return u.answerDesk(c, p, before, 0, "add")
	}
	p.Current, p.Quote = number, ""
	return u.answerDesk(c, p, before, number, "add")
}

// UndoSentence takes the newest change of a desk back.
func (u *UI) UndoSentence(c echo.Context) error {
	before, err := u.Tracker.Capture(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	after, step, err := u.Tracker.UndoCapture(ctxOf(c), c.Param("id"))
	p := capturePage{form: form{L: u.locale(c)}, Capture: after, Current: step.Number}
	if err != nil {
		if err := p.refused(err); err != nil {
			return err
		}
		p.Capture = before
	}
	return u.answerDesk(c, p, before, 0, "undo")
}

// assistTime is how long a language model may take for an article.
const assistTime = 5 * time.Minute

// AssistCapture asks the language model about the article.
func (u *UI) AssistCapture(c echo.Context) error {
	id := c.Param("id")
	before, err := u.Tracker.Capture(ctxOf(c), id)
	if err != nil {
		return err
	}
	// it takes longer than other answers; a server that can't wait says so itself
	_ = http.NewResponseController(c.Response()).SetWriteDeadline(time.Now().Add(assistTime))
	p := capturePage{form: form{L: u.locale(c)}}
	if p.Capture, err = u.Tracker.AssistCapture(ctxOf(c), id); err != nil {
		if err := p.refused(err); err != nil {
			return err
		}
		if p.Capture.PublicID == "" {
			p.Capture = before
		}
	}
	return u.answerDesk(c, p, before, 0, "assist")
}

// SaveCaptureHead stores what holds for all claims of an article.
func (u *UI) SaveCaptureHead(c echo.Context) error {
	before, err := u.Tracker.Capture(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	h := before.Desk.Head
	for name, value := range headValues(&h) {
		*value = ledger.Line(c.FormValue(name))
	}
	p := capturePage{form: form{L: u.locale(c)}}
	p.Current, _ = strconv.Atoi(c.FormValue("current"))
	p.Capture, err = u.Tracker.SaveHead(ctxOf(c), c.Param("id"), h)
	if err != nil {
		if err := p.refused(err); err != nil {
			return err
		}
		p.Capture = before
		p.Head = captureHead{form: form{L: u.locale(c), Problems: p.Problems}, Head: h, Open: true}
	}
	return u.answerDesk(c, p, before, 0, "head")
}

// LogCapture logs all that is kept.
func (u *UI) LogCapture(c echo.Context) error {
	id := c.Param("id")
	logged, err := u.Tracker.LogCapture(ctxOf(c), u.User, id)
	if err == nil {
		return c.Redirect(http.StatusSeeOther, "/capture/"+logged.PublicID)
	}
	p := capturePage{form: form{L: u.locale(c)}}
	typed := map[int]draftForm{}
	var wrong tracker.SentenceProblems
	if errors.As(err, &wrong) {
		p.Problems.Add(ledger.Invalidf("kept", "capture_not_logged", "Nothing has been logged yet: %d of the claims need another look", len(wrong)))
	} else if err := p.refused(err); err != nil {
		return err
	}
	if p.Capture, err = u.Tracker.Capture(ctxOf(c), id); err != nil {
		return err
	}
	for number, problem := range wrong {
		f := u.draftForm(c)
		if err := f.refused(problem); err != nil {
			return err
		}
		f.Scope, f.Draft = "s"+strconv.Itoa(number)+"-", p.Capture.Desk.Filled(*p.Capture.Desk.At(number))
		r, _ := u.Tracker.Read(ctxOf(c), f.Draft) // its problems are those of f
		f.Reading = u.readingView(c, r, f.Draft)
		typed[number] = f
		if p.Current == 0 || number < p.Current {
			p.Current = number
		}
	}
	return u.showCapture(c, p.status(), p, typed)
}

// DropCapture puts an article aside.
func (u *UI) DropCapture(c echo.Context) error {
	if _, err := u.Tracker.DropCapture(ctxOf(c), c.Param("id")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/capture/"+c.Param("id"))
}

// ReopenCapture takes an article up again.
func (u *UI) ReopenCapture(c echo.Context) error {
	if _, err := u.Tracker.ReopenCapture(ctxOf(c), c.Param("id")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/capture/"+c.Param("id"))
}
