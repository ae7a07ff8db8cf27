package ui

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/web/respond"
)

// sourcePage is a source with its claims in the order they were logged, which
// is the order of reading.
type sourcePage struct {
	respond.Base
	Source   ledger.Source
	Sentence string
	Table    claimTable
	History  []historyItem
	Notice   *Notice
}

// sourceClaims is how many claims of a source a page holds.
const sourceClaims = 200

// TitleTag is the language of the title for the lang attribute.
func (p sourcePage) TitleTag() string { return p.Source.Lang }

// ShowSource shows a source.
func (u *UI) ShowSource(c echo.Context) error {
	ctx, l := ctxOf(c), u.locale(c)
	src, err := u.Store.Source(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	found, err := u.Store.Claims(ctx, ledger.ClaimFilter{SourceID: src.ID, Cursor: c.QueryParam("page"), Limit: sourceClaims})
	if err != nil {
		return err
	}
	at := "/sources/" + src.PublicID
	p := sourcePage{Source: src, Table: claimTable{
		Claims: u.lines(c, found.Claims), Next: pageAfter(at, found.Next), Previous: pageAfter(at, found.Previous),
	}}
	if p.Base, err = u.page(c, "sources", src.Title); err != nil {
		return err
	}
	if p.Notice, err = u.notice(c); err != nil {
		return err
	}
	if found.Next == "" && found.Previous == "" {
		var claims, judged, happened int
		for _, line := range found.Claims {
			if line.State != ledger.StateWithdrawn {
				claims++
			}
			if line.State == ledger.StateJudged {
				judged++
			}
			if line.Standing.Outcome == ledger.Happened {
				happened++
			}
		}
		p.Sentence = l.T("sources.claims_sentence", "n", claims)
		if judged > 0 {
			p.Sentence += l.T("base.between_sentences") + l.T("sources.judged_sentence", "n", judged, "happened", l.Number(happened))
		}
	}
	if found.Next != "" || found.Previous != "" {
		p.Sentence = l.T("sources.many_sentence", "number", l.Number(sourceClaims))
	}
	entries, err := u.Store.EntriesOf(ctx, ledger.SourceSubject(src.PublicID))
	if err != nil {
		return err
	}
	if p.History, err = history(l, u.Zone, entries); err != nil {
		return err
	}
	return u.respond.Page(c, http.StatusOK, "source", p)
}
