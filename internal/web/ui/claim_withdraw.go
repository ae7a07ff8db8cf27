package ui

import (
	"github.com/labstack/echo/v4"
)

// WithdrawClaim takes a claim off the record.
func (u *UI) WithdrawClaim(c echo.Context) error {
	f, err := u.sentForm(c, "withdraw")
	if err != nil {
		return err
	}
	d, err := u.Tracker.Withdraw(ctxOf(c), u.User, c.Param("id"), f.Get("reason"))
	return u.claimDone(c, f, d, err)
}
