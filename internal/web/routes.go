package web

import (
	"github.com/labstack/echo/v4"

	"foresaid/internal/web/ui"
)

// routes lists every address of the product.
func routes(e *echo.Echo, u *ui.UI) {
	e.GET("/", u.ShowDue)
	e.GET("/language", u.SwitchLanguage)

	e.POST("/claims/:id/verdict", u.JudgeClaim)
	e.POST("/claims/:id/defer", u.DeferClaim)
	e.POST("/claims/:id/undo", u.UndoClaim)
}
