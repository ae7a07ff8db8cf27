package ui

import (
	"github.com/labstack/echo/v4"
)

// WithdrawClaim takes a claim off the record.
func (u *UI) WithdrawClaim(c echo.Context) error {
	line, err := u.Store.Claim(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	reason := c.FormValue("reason")
	d, err := u.Tracker.Withdraw(ctxOf(c), u.User, line.PublicID, reason)
	if err != nil {
		f := form{L: u.locale(c)}
		if err := f.refused(err); err != nil {
			return err
		}
		return u.showClaim(c, f.status(), line, f, reason)
	}
	return done(c, "/claims/"+line.PublicID, d)
}
