package ui

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"foresaid/internal/tracker"
)

// claimForm is one of the forms of the claim page, empty or as it was sent.
type claimForm struct {
	form
	act   string // last part of the address it is sent to
	typed url.Values
	Tried *lookView // of a measure, or nil
}

// claimInputs says how the inputs of these forms differ.
var claimInputs = map[string]Field{
	"dispute_reason": {Rows: 3, Required: true},
	"dispute_link":   {Mode: "url", Example: linkExample, Required: true},
	"answer":         {Rows: 3, Required: true},
	"probability":    {Mode: "decimal", Required: true, Narrow: true},
	"forecast_note":  {Rows: 2},
}

// Input is an input of the form; texts begins the keys of what is said about
// it.
func (f claimForm) Input(texts, name string) Field {
	field, how := f.field(texts, name, f.Get(name)), claimInputs[name]
	if given, ok := measureInputs[name]; ok {
		how = given
	}
	field.Rows, field.Mode, field.Narrow, field.Required = how.Rows, how.Mode, how.Narrow, how.Required
	field.Focus = field.Invalid()
	if how.Example != "" {
		field.Example = how.Example
	}
	return field
}

// Get is what was typed into an input.
func (f claimForm) Get(name string) string { return f.typed.Get(name) }

// sentForm is the form that a request carries.
func (u *UI) sentForm(c echo.Context, act string) (claimForm, error) {
	typed, err := c.FormParams()
	return claimForm{form: form{L: u.locale(c)}, act: act, typed: typed}, err
}

// claimDone answers a form of the claim page: with the page as it is now, or
// with the form as it was typed and what is wrong with it.
func (u *UI) claimDone(c echo.Context, f claimForm, d tracker.Done, err error) error {
	if err == nil {
		return done(c, "/claims/"+d.Claim.PublicID, d)
	}
	return u.refuseOnClaim(c, f, err)
}

func (u *UI) refuseOnClaim(c echo.Context, f claimForm, err error) error {
	if err := f.refused(err); err != nil {
		return err
	}
	line, err := u.Store.Claim(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	return u.showClaim(c, f.status(), line, f)
}

// Form is the form of that address: as it was sent if it comes back, else
// empty.
func (p claimPage) Form(act string) claimForm {
	if p.sent.act == act {
		return p.sent
	}
	return claimForm{form: form{L: p.L}, act: act}
}
