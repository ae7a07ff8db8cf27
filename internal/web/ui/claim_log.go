package ui

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/web/respond"
)

// logPage is where claims are logged: by a quick line, or by the form.
type logPage struct {
	respond.Base
	Line  string // as typed
	Taken bool   // the line has been taken apart into the form
	Draft draftForm
	From  *ledger.Source // the source that all that is logged here comes from
	Given *given         // what another page or program handed over, if it is an article
}

// LineField is the quick line.
func (p logPage) LineField() Field {
	field := p.Draft.field("log.input.", "line", p.Line)
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
	f, g := &p.Draft, givenBy(c)
	f.Focus = "line"
	if p.Line != "" {
		f.Focus, p.Taken = "statement", true
		return u.showTaken(c, p, g)
	}
	if !g.empty() {
		return u.showGiven(c, p, g)
	}
	f.Draft.SaidOn = g.Said
	if g.Speaker != "" {
		var err error
		if f.Draft.Speaker, err = u.speakerName(c, g.Speaker); err != nil {
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

// showTaken shows the form filled in from the line of p, and what the line
// does not say from what was handed over.
func (u *UI) showTaken(c echo.Context, p logPage, g given) error {
	f := &p.Draft
	if err := p.takeLine(); err != nil {
		return err
	}
	g.into(&f.Draft)
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
		if err := p.takeLine(); err != nil {
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
