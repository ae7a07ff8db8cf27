package ui

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/web/respond"
)

// claimsPage is a list of claims.
type claimsPage struct {
	respond.Base
	Filter claimFilter
	Table  claimTable
	Topics []ledger.TopicCount
	States []ledger.State
	Sorts  []ledger.ClaimSort
	None   bool // there is no claim at all
	Notice *Notice
}

// claimSorts are the orders that the page offers.
var claimSorts = []ledger.ClaimSort{ledger.ByLogged, ledger.ByDeadline, ledger.BySaid, ledger.ByDue}

// ListClaims lists claims, filtered and sorted as the address says.
func (u *UI) ListClaims(c echo.Context) error {
	f, err := u.readFilter(c)
	if err != nil {
		return err
	}
	p := claimsPage{Filter: f, States: ledger.States, Sorts: claimSorts}
	if p.Base, err = u.page(c, "claims", f.Heading()); err != nil {
		return err
	}
	if p.Notice, err = u.notice(c); err != nil {
		return err
	}
	if p.Topics, err = u.Store.Topics(ctxOf(c), offeredTopics); err != nil {
		return err
	}
	status := http.StatusOK
	if len(f.Problems) > 0 {
		status = f.status()
	} else {
		found, err := u.Store.Claims(ctxOf(c), f.filter)
		if err != nil {
			return err
		}
		p.Table = claimTable{Claims: u.lines(c, found.Claims), NoSpeaker: f.speaker.ID != 0, Next: f.page(found.Next), Previous: f.page(found.Previous)}
	}
	p.None = len(p.Table.Claims) == 0 && len(f.Chips()) == 0 && len(f.Problems) == 0
	return u.respond.Page(c, status, "claims", p)
}
