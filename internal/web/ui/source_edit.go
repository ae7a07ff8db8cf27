package ui

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
	"foresaid/internal/web/respond"
)

// sourceEditPage is a source in the form by which it is changed.
type sourceEditPage struct {
	respond.Base
	form
	Source  ledger.Source       // as it is
	Draft   tracker.SourceDraft // as typed
	Version int
	Offers  []offer // languages
	Changed bool    // by somebody else since the form was shown
}

var sourceFields = []string{
	"source_title", "source_link", "source_kind", "source_author", "source_publisher", "source_event",
	"source_event_on", "source_published_on", "source_lang",
}

// Field is an input of the form.
func (p sourceEditPage) Field(name string) Field {
	d := tracker.Draft{Source: p.Draft}
	field, how := p.field("edit.input.", name, *draftValues(&d)[name]), draftInputs[name]
	field.Narrow, field.Mode = how.Narrow, how.Mode
	if name == "source_lang" {
		field.List = how.List
	}
	if name == "source_link" {
		field.Example = linkExample
	}
	field.Required = name == "source_title"
	return field
}

// Faults are the messages at none of the fields.
func (p sourceEditPage) Faults() []string { return p.Elsewhere(sourceFields...) }

// Kinds are the kinds of sources.
func (p sourceEditPage) Kinds() []ledger.SourceKind { return ledger.SourceKinds }

// EditSource shows a source as it can be changed.
func (u *UI) EditSource(c echo.Context) error {
	p, err := u.sourceEdit(c)
	if err != nil {
		return err
	}
	return u.showSourceEdit(c, http.StatusOK, p)
}

// ChangeSource changes a source.
func (u *UI) ChangeSource(c echo.Context) error {
	p, err := u.sourceEdit(c)
	if err != nil {
		return err
	}
	var d tracker.Draft
	values := draftValues(&d)
	for _, name := range sourceFields {
		*values[name] = c.FormValue(name)
	}
	p.Draft = d.Source
	version, err := versionOf(c)
	if err != nil {
		return err
	}
	if _, err := u.Tracker.ChangeSource(ctxOf(c), u.User, p.Source.PublicID, version, p.Draft); err != nil {
		if err := p.refused(err); err != nil {
			return err
		}
		if p.Changed = changedMeanwhile(p.Problems); !p.Changed {
			p.Version = version
		}
		return u.showSourceEdit(c, p.status(), p)
	}
	return c.Redirect(http.StatusSeeOther, "/sources/"+p.Source.PublicID)
}

func (u *UI) sourceEdit(c echo.Context) (sourceEditPage, error) {
	s, err := u.Store.Source(ctxOf(c), c.Param("id"))
	return sourceEditPage{
		form: form{L: u.locale(c)}, Source: s, Version: s.Version, Offers: languageOffers(u.locale(c)),
		Draft: tracker.SourceDraft{
			Title: s.Title, Link: s.Link, Kind: string(s.Kind), Author: s.Author, Publisher: s.Publisher, Event: s.Event,
			EventOn: s.EventOn.String(), PublishedOn: s.PublishedOn.String(), Lang: s.Lang,
		},
	}, err
}

func (u *UI) showSourceEdit(c echo.Context, status int, p sourceEditPage) error {
	var err error
	if p.Base, err = u.formPage(c, "sources", u.locale(c).T("edit.source_title", "title", p.Source.Title), p.form); err != nil {
		return err
	}
	return u.respond.Page(c, status, "source_edit", p)
}
