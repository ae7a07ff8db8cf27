package ui

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"
	"golang.org/x/text/unicode/norm"

	"foresaid/internal/ledger"
)

// GiveForecast puts the user's probability on a claim, or changes it.
func (u *UI) GiveForecast(c echo.Context) error {
	f, err := u.sentForm(c, "forecast")
	if err != nil {
		return err
	}
	if _, err = u.Tracker.Forecast(ctxOf(c), u.User, c.Param("id"), perCent(f.Get("probability")), f.Get("forecast_note")); err != nil {
		return u.refuseOnClaim(c, f, err)
	}
	return c.Redirect(http.StatusSeeOther, "/claims/"+c.Param("id")+"#forecast")
}

// perCent puts the sign behind a bare number that means per cent: any whole
// one, and what is too large for a share of one.
func perCent(text string) string {
	bare := ledger.Line(norm.NFKC.String(text))
	n, err := strconv.ParseFloat(bare, 64)
	if _, fraction := strconv.Atoi(bare); err == nil && (fraction == nil || n > 1) {
		return bare + "%"
	}
	return text
}
