package ui

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/web/respond"
)

// sourcesPage lists the sources, newest first.
type sourcesPage struct {
	respond.Base
	Sources        []ledger.SourceLine
	Next, Previous string
}

// ListSources lists the sources.
func (u *UI) ListSources(c echo.Context) error {
	found, err := u.Store.Sources(ctxOf(c), ledger.SourceFilter{Cursor: c.QueryParam("page")})
	if err != nil {
		return err
	}
	p := sourcesPage{Sources: found.Sources, Next: pageAfter("/sources", found.Next), Previous: pageAfter("/sources", found.Previous)}
	if p.Base, err = u.page(c, "sources", u.locale(c).T("sources.title")); err != nil {
		return err
	}
	return u.respond.Page(c, http.StatusOK, "sources", p)
}

// pageAfter is the address of a page of a list, or empty without a cursor.
func pageAfter(path, cursor string) string {
	if cursor == "" {
		return ""
	}
	return path + "?page=" + cursor
}
