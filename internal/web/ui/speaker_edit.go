package ui

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/web/respond"
)

// speakerEditPage is a speaker in the form by which it is changed, and the
// form by which it is made part of another.
type speakerEditPage struct {
	respond.Base
	Speaker ledger.Speaker // as it is
	Version int            // of the speaker when it was shown
	Claims  int
	Edit    speakerForm
	Merge   mergeForm
	Offers  []offer
	Changed bool // by somebody else since the form was shown
}

type speakerForm struct {
	form
	Speaker ledger.Speaker // as typed
}

// Field is an input of the form; lists have an item a line.
func (f speakerForm) Field(name string) Field {
	s := f.Speaker
	value := map[string]string{
		"name": s.Name, "aliases": strings.Join(s.Aliases, "\n"), "role": s.Role,
		"links": strings.Join(s.Links, "\n"), "note": s.Note,
	}[name]
	field := f.field("edit.input.", name, value)
	field.Rows = map[string]int{"aliases": 3, "links": 2, "note": 3}[name]
	field.Required = name == "name"
	if name == "links" {
		field.Example = linkExample
	}
	return field
}

// Faults are the messages at none of the fields.
func (f speakerForm) Faults() []string {
	return f.Elsewhere("name", "aliases", "role", "links", "note")
}

// EditSpeaker shows a speaker as it can be changed.
func (u *UI) EditSpeaker(c echo.Context) error {
	speaker, err := u.Store.Speaker(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	if speaker.MergedInto != 0 {
		for speaker.MergedInto != 0 {
			if speaker, err = u.Store.SpeakerByID(ctxOf(c), speaker.MergedInto); err != nil {
				return err
			}
		}
		return c.Redirect(http.StatusPermanentRedirect, "/speakers/"+speaker.PublicID+"/edit")
	}
	return u.showSpeakerEdit(c, http.StatusOK, u.speakerEdit(c, speaker))
}

// ChangeSpeaker changes a speaker.
func (u *UI) ChangeSpeaker(c echo.Context) error {
	speaker, err := u.Store.Speaker(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	p := u.speakerEdit(c, speaker)
	version, err := versionOf(c)
	if err != nil {
		return err
	}
	p.Edit.Speaker = ledger.Speaker{
		PublicID: speaker.PublicID, Version: version,
		Name: c.FormValue("name"), Role: c.FormValue("role"), Note: c.FormValue("note"),
		Aliases: strings.Split(c.FormValue("aliases"), "\n"), Links: strings.Split(c.FormValue("links"), "\n"),
	}
	if _, err := u.Tracker.ChangeSpeaker(ctxOf(c), u.User, p.Edit.Speaker); err != nil {
		if err := p.Edit.refused(err); err != nil {
			return err
		}
		if p.Changed = changedMeanwhile(p.Edit.Problems); !p.Changed {
			p.Version = version
		}
		return u.showSpeakerEdit(c, p.Edit.status(), p)
	}
	return c.Redirect(http.StatusSeeOther, "/speakers/"+speaker.PublicID)
}

func (u *UI) speakerEdit(c echo.Context, s ledger.Speaker) speakerEditPage {
	f := form{L: u.locale(c)}
	return speakerEditPage{Speaker: s, Version: s.Version, Edit: speakerForm{form: f, Speaker: s}, Merge: mergeForm{form: f}}
}

func (u *UI) showSpeakerEdit(c echo.Context, status int, p speakerEditPage) error {
	problems := form{L: u.locale(c), Problems: append(p.Edit.Problems, p.Merge.Problems...)}
	var err error
	if p.Base, err = u.formPage(c, "speakers", u.locale(c).T("edit.speaker_title", "name", p.Speaker.Name), problems); err != nil {
		return err
	}
	kept, err := u.Store.Records(ctxOf(c), ledger.RecordFilter{SpeakerIDs: []int64{p.Speaker.ID}})
	if err != nil && len(problems.Problems) == 0 {
		return err
	}
	for _, r := range kept {
		p.Claims = r.Tally.Claims + r.Tally.Withdrawn
	}
	found, err := u.Store.SuggestSpeakers(ctxOf(c), "", offered)
	if err != nil && len(problems.Problems) == 0 {
		return err
	}
	for _, s := range found {
		if s.PublicID != p.Speaker.PublicID {
			p.Offers = append(p.Offers, offersOf([]ledger.Suggestion{s})...)
		}
	}
	return u.respond.Page(c, status, "speaker_edit", p)
}

// changedMeanwhile tells whether somebody else was quicker.
func changedMeanwhile(p ledger.Problems) bool {
	for _, e := range p {
		if e.Key == "changed_meanwhile" {
			return true
		}
	}
	return false
}
