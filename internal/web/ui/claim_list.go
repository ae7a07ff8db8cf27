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
	Filter   claimFilter
	Table    claimTable
	Speakers []offer
	Topics   []ledger.TopicCount
	None     bool // there is no claim at all
	Notice   *Notice
}

// ListClaims lists claims, filtered and sorted as the address says.
func (u *UI) ListClaims(c echo.Context) error {
	f, err := u.readFilter(c)
	if err != nil {
		return err
	}
	if len(f.Problems) == 0 && f.values.Encode() != c.QueryParams().Encode() {
		return c.Redirect(http.StatusSeeOther, f.address())
	}
	p := claimsPage{Filter: f}
	if p.Base, err = u.page(c, "claims", f.Heading()); err != nil {
		return err
	}
	if p.Notice, err = u.notice(c); err != nil {
		return err
	}
	speakers, err := u.Store.SuggestSpeakers(ctxOf(c), "", offered)
	if err != nil {
		return err
	}
	p.Speakers = offersOf(speakers)
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
	p.None = len(p.Table.Claims) == 0 && len(f.values) == 0
	return u.respond.Page(c, status, "claims", p)
}
