package ui

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
)

const languageCookie = "language"

// SwitchLanguage keeps the reader's choice for a year and goes back.
func (u *UI) SwitchLanguage(c echo.Context) error {
	l, ok := locale.Get(c.QueryParam("to"))
	if !ok {
		return ledger.Errorf(ledger.NotFound, "language_not_found", "There is no such language here")
	}
	c.SetCookie(&http.Cookie{
		Name: languageCookie, Value: l.Tag(), Path: "/", MaxAge: int(365 * 24 * time.Hour / time.Second),
		HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	return c.Redirect(http.StatusSeeOther, back(c, "/"))
}
