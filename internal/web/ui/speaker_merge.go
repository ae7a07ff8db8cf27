package ui

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// mergeForm says of which speaker another one becomes a part.
type mergeForm struct {
	form
	Into, Reason string
}

// Field is an input of the form.
func (f mergeForm) Field(name string) Field {
	field := f.field("edit.input.", name, map[string]string{"into": f.Into, "reason": f.Reason}[name])
	if name == "into" {
		field.List, field.Suggest, field.Required = "known-speakers", "/suggest/speakers", true
	}
	return field
}

// Faults are the messages at none of the fields.
func (f mergeForm) Faults() []string { return f.Elsewhere("into", "reason") }

// MergeSpeaker makes a speaker part of another.
func (u *UI) MergeSpeaker(c echo.Context) error {
	speaker, err := u.Store.Speaker(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	p := u.speakerEdit(c, speaker)
	p.Merge.Into, p.Merge.Reason = c.FormValue("into"), c.FormValue("reason")
	into, err := u.Tracker.MergeSpeakers(ctxOf(c), u.User, speaker.PublicID, p.Merge.Into, p.Merge.Reason)
	if err != nil {
		if err := p.Merge.refused(err); err != nil {
			return err
		}
		return u.showSpeakerEdit(c, p.Merge.status(), p)
	}
	return c.Redirect(http.StatusSeeOther, "/speakers/"+into.PublicID)
}
