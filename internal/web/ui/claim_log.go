package ui

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
	"foresaid/internal/web/respond"
)

// logPage is where claims are logged: by a quick line, or by the form.
type logPage struct {
	respond.Base
	Line  string // as typed
	Taken bool   // the line has been taken apart into the form
	Draft draftForm
	From  *ledger.Source // the source that all that is logged here comes from
}

// LineField is the quick line.
func (p logPage) LineField() Field {
	field := p.Draft.field("log", "line", p.Line)
	field.Focus = p.Draft.Focus == "line"
	return field
}

// ShowLog shows the empty form, or one filled in from a quick line, or from a
// source and a speaker.
func (u *UI) ShowLog(c echo.Context) error {
	p := logPage{Draft: u.draftForm(c), Line: c.QueryParam("line")}
	if err := u.fromSource(c, &p, c.QueryParam("source")); err != nil {
		return err
	}
	f := &p.Draft
	f.Focus = "line"
	if p.Line != "" {
		f.Focus, p.Taken = "statement", true
		return u.showTaken(c, p)
	}
	f.Draft.SaidOn = c.QueryParam("said_on")
	if name := c.QueryParam("speaker"); name != "" {
		var err error
		if f.Draft.Speaker, err = u.speakerName(c, name); err != nil {
			return err
		}
	}
	if p.From != nil || f.Draft.Speaker != "" {
		f.Focus = "statement"
		r, err := u.Tracker.Read(ctxOf(c), f.Draft)
		if ledger.CodeOf(err) != "" && ledger.CodeOf(err) != ledger.Invalid {
			return err
		}
		f.Reading = u.readingView(c, r, f.Draft) // what is missing is not a fault yet
	}
	return u.showLog(c, http.StatusOK, p)
}

// showTaken shows the form filled in from the line of p.
func (u *UI) showTaken(c echo.Context, p logPage) error {
	f := &p.Draft
	if err := u.takeLine(c, &p); err != nil {
		return err
	}
	if err := u.readDraft(c, f); err != nil {
		return err
	}
	f.focusFault()
	return u.showLog(c, http.StatusOK, p)
}

// LogClaim logs what the quick line or the form says.
func (u *UI) LogClaim(c echo.Context) error {
	values, err := c.FormParams()
	if err != nil {
		return err
	}
	p := logPage{Draft: u.draftForm(c), Line: c.FormValue("line")}
	if err := u.fromSource(c, &p, c.FormValue("source")); err != nil {
		return err
	}
	f := &p.Draft
	if values.Has("line") {
		p.Taken = true
		if err := u.takeLine(c, &p); err != nil {
			return err
		}
		if len(f.Problems) > 0 {
			return u.refuseLog(c, p)
		}
	} else {
		f.bind(c)
	}
	if values.Has("check") {
		return u.refuseLog(c, p)
	}
	d, r, err := u.Tracker.Log(ctxOf(c), u.User, f.Draft)
	if err != nil {
		if err := f.refused(err); err != nil {
			return err
		}
		f.Reading = u.readingView(c, r, f.Draft)
		f.focusFault()
		return u.showLog(c, f.status(), p)
	}
	return done(c, "/claims/"+d.Claim.PublicID, d)
}

// refuseLog answers with the form, what was understood and what is wrong.
func (u *UI) refuseLog(c echo.Context, p logPage) error {
	if err := u.readDraft(c, &p.Draft); err != nil {
		return err
	}
	p.Draft.focusFault()
	status := http.StatusOK
	if len(p.Draft.Problems) > 0 {
		status = p.Draft.status()
	}
	return u.showLog(c, status, p)
}

func (u *UI) showLog(c echo.Context, status int, p logPage) error {
	var err error
	if p.Base, err = u.formPage(c, "log", u.locale(c).T("log.title"), p.Draft.form); err != nil {
		return err
	}
	if p.Draft.Offers, err = u.offers(c); err != nil && len(p.Draft.Problems) == 0 {
		return err
	}
	return u.respond.Page(c, status, "log", p)
}

// formPage is the Base of a page with a form. One that was refused comes back
// even if the database is not there to say how many claims are due.
func (u *UI) formPage(c echo.Context, section, title string, f form) (respond.Base, error) {
	base, err := u.page(c, section, title)
	if len(f.Problems) > 0 {
		return base, nil
	}
	return base, err
}

// takeLine takes the line apart into the draft. What is wrong with the line
// as a line is told beside it, the rest in the form.
func (u *UI) takeLine(c echo.Context, p *logPage) error {
	f := &p.Draft
	from := f.Draft
	d, err := tracker.DraftFromLine(p.Line)
	f.Draft = d
	if d.Source.Empty() {
		f.Draft.Source = from.Source
	}
	if err := f.take(err); err != nil {
		return err
	}
	for i, problem := range f.Problems {
		if aboutLine[problem.Key] || ledger.Line(p.Line) == "" {
			f.Problems[i] = problem.At("line")
		}
	}
	return nil
}

// aboutLine are the problems of a line that no field of the form has.
var aboutLine = map[string]bool{"quick_separator_missing": true, "quick_speaker_missing": true}

// readDraft fills in what was understood of the form, and what is wrong.
func (u *UI) readDraft(c echo.Context, f *draftForm) error {
	r, err := u.Tracker.Read(ctxOf(c), f.Draft)
	f.Reading = u.readingView(c, r, f.Draft)
	return f.take(err)
}

// fromSource fills in a source that is known by its id.
func (u *UI) fromSource(c echo.Context, p *logPage, id string) error {
	if id == "" {
		return nil
	}
	source, err := u.Store.Source(ctxOf(c), id)
	if err != nil {
		return err
	}
	p.From = &source
	p.Draft.Draft.Source.Title, err = u.sourceName(c, source)
	return err
}

// sourceName is what the form holds for a known source: the title, or the id
// if others have that title, too. Never its link, which would go on to mean
// this source when another title is typed.
func (u *UI) sourceName(c echo.Context, source ledger.Source) (string, error) {
	same, err := u.Store.SourcesLike(ctxOf(c), source.Title, "")
	if len(same) > 1 {
		return source.PublicID, err
	}
	return source.Title, err
}

// speakerName is what the form holds for a speaker known by name or id: the
// name, or the id if others have that name, too.
func (u *UI) speakerName(c echo.Context, name string) (string, error) {
	speaker, err := u.Tracker.Speaker(ctxOf(c), name)
	if code := ledger.CodeOf(err); code == ledger.NotFound || code == ledger.Invalid {
		return name, nil
	}
	if err != nil {
		return "", err
	}
	same, err := u.Store.SpeakersNamed(ctxOf(c), speaker.Name)
	if len(same) > 1 {
		return speaker.PublicID, err
	}
	return speaker.Name, err
}

// Another is where the next claim from the same source is logged; empty
// unless a claim has just been logged.
func (n Notice) Another() string {
	if n.Kind != ledger.ClaimLogged {
		return ""
	}
	q := url.Values{"speaker": {n.Claim.SpeakerPublicID}}
	if n.Claim.SourcePublicID != "" {
		q.Set("source", n.Claim.SourcePublicID)
	}
	if !n.Claim.SaidOn.IsZero() {
		q.Set("said_on", n.Claim.SaidOn.String())
	}
	return "/log?" + q.Encode()
}
