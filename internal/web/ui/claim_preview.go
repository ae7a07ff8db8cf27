package ui

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
)

// PreviewClaim says what is understood of a quick line, or of the form, while
// it is being typed. Nothing is written.
func (u *UI) PreviewClaim(c echo.Context) error {
	values, err := c.FormParams()
	if err != nil {
		return err
	}
	p := logPage{Draft: u.draftForm(c), Line: c.FormValue("line")}
	f := &p.Draft
	f.Live, f.Amends = true, c.FormValue("claim")
	if !values.Has("line") {
		f.bind(c)
		if err := u.readDraft(c, f); err != nil {
			return err
		}
		f.leaveOut(f.Amends)
		return u.respond.Fragment(c, http.StatusOK, f.L, "log", "draft_preview", f)
	}
	if err := u.fromSource(c, &p, c.FormValue("source")); err != nil {
		return err
	}
	if ledger.Line(p.Line) != "" {
		if err := p.takeLine(); err != nil {
			return err
		}
		if err := u.readDraft(c, f); err != nil {
			return err
		}
	}
	return u.respond.Fragment(c, http.StatusOK, f.L, "log", "line_reading", p)
}

// leaveOut takes the claim that is amended out of those that say the same.
func (f *draftForm) leaveOut(publicID string) {
	var others []ClaimView
	for _, v := range f.Reading.Alike {
		if v.PublicID != publicID {
			others = append(others, v)
		}
	}
	f.Reading.Alike = others
}

// Next says what a line still needs, or which part of it is not understood;
// empty when it can be logged. What is wrong with a part is told at the part.
func (p logPage) Next() string {
	f := p.Draft
	values := draftValues(&f.Draft)
	for _, problem := range f.Problems {
		if value := values[problem.Field]; value == nil || ledger.Line(*value) == "" {
			return f.L.Error(problem)
		}
	}
	return ""
}

// Ready tells whether the line can be logged as it is.
func (p logPage) Ready() bool {
	return p.Draft.Reading != nil && len(p.Draft.Problems)+len(p.Draft.Reading.Alike) == 0
}

// Alike is the same claim, logged before.
func (p logPage) Alike() []ClaimView {
	if p.Draft.Reading == nil {
		return nil
	}
	return p.Draft.Reading.Alike
}
