package ui

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"foresaid/internal/tracker"
	"foresaid/internal/web/respond"
)

// amendPage is a claim in the form by which it is amended.
type amendPage struct {
	respond.Base
	Claim   ClaimView
	Draft   draftForm
	Changed bool // by somebody else since the form was shown

	// What a blind form leaves as it is.
	reference, referenceLink string
}

// ShowAmend shows a claim as it can be amended.
func (u *UI) ShowAmend(c echo.Context) error {
	p, err := u.amendPage(c)
	if err != nil {
		return err
	}
	if err := u.readDraft(c, &p.Draft); err != nil {
		return err
	}
	return u.showAmend(c, http.StatusOK, p)
}

// AmendClaim amends a claim.
func (u *UI) AmendClaim(c echo.Context) error {
	p, err := u.amendPage(c)
	if err != nil {
		return err
	}
	f := &p.Draft
	f.Draft = tracker.Draft{}
	f.bind(c)
	version, err := versionOf(c)
	if err != nil {
		return err
	}
	if c.FormValue("check") != "" {
		f.Version = version
		if err := u.readDraft(c, f); err != nil {
			return err
		}
		status := http.StatusOK
		if len(f.Problems) > 0 {
			status = f.status()
		}
		return u.showAmend(c, status, p)
	}
	draft := f.Draft
	if f.Blind {
		draft.Reference, draft.ReferenceLink = p.reference, p.referenceLink
	}
	d, _, err := u.Tracker.Amend(ctxOf(c), u.User, p.Claim.PublicID, version, draft, f.Reason)
	if err == nil {
		return done(c, p.Claim.URL(), d)
	}
	if err := f.refused(err); err != nil {
		return err
	}
	if p.Changed = changedMeanwhile(f.Problems); !p.Changed {
		f.Version = version
	}
	status := f.status()
	if status != http.StatusServiceUnavailable {
		if err := u.readDraft(c, f); err != nil {
			return err
		}
	}
	f.focusFault()
	return u.showAmend(c, status, p)
}

func (u *UI) amendPage(c echo.Context) (amendPage, error) {
	d, line, err := u.Tracker.Amendable(ctxOf(c), c.Param("id"))
	if err != nil {
		return amendPage{}, err
	}
	f := u.draftForm(c)
	f.Amends, f.Version, f.Draft = line.PublicID, line.Version, d
	f.Draft.Source = tracker.SourceDraft{}
	if line.SourceID != 0 {
		source, err := u.Store.SourceByID(ctxOf(c), line.SourceID)
		if err != nil {
			return amendPage{}, err
		}
		if f.Draft.Source.Title, err = u.sourceName(c, source); err != nil {
			return amendPage{}, err
		}
	}
	p := amendPage{Claim: u.view(c, line), Draft: f}
	if line.Reference == nil {
		return p, nil
	}
	forecast, err := u.forecasts(c, line)
	if forecast.Blind {
		p.Draft.Blind, p.reference, p.referenceLink = true, d.Reference, d.ReferenceLink
		p.Draft.Draft.Reference, p.Draft.Draft.ReferenceLink = "", ""
	}
	return p, err
}

func (u *UI) showAmend(c echo.Context, status int, p amendPage) error {
	var err error
	if p.Draft.Reading != nil {
		p.Draft.leaveOut(p.Claim.PublicID)
	}
	if p.Base, err = u.formPage(c, "claims", u.locale(c).T("amend.title", "statement", p.Claim.Statement), p.Draft.form); err != nil {
		return err
	}
	if p.Draft.Offers, err = u.offers(c); err != nil && len(p.Draft.Problems) == 0 {
		return err
	}
	return u.respond.Page(c, status, "amend", p)
}
