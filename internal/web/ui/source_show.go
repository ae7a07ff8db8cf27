package ui

import (
	"net/http"
	"strconv"
	"time"
	"unicode/utf8"

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
	Dead     string // the archive's copy if the page is gone, or empty
	Table    claimTable
	History  []historyItem
	Notice   *Notice
	Text     *sourceText // what was kept of it, or nil
}

// sourceText is a kept text with its claims marked where they were said.
type sourceText struct {
	ledger.KeptText
	Paras []textPara
	On    ledger.Date // when it was kept
	Other []sourceVersion
}

// sourceVersion is another text that was kept of the same source.
type sourceVersion struct {
	URL string
	On  ledger.Date
}

// Short is the beginning of the text's sum, enough to recognise it.
func (t sourceText) Short() string { return t.SHA256[:sumShown] }

// sumShown is how many digits of a sum are shown, and are in addresses.
const sumShown = 12

// Size is the number of characters of the text.
func (t sourceText) Size() int { return utf8.RuneCountInString(t.KeptText.Text) }

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
	if p.Text, err = u.sourceText(c, src); err != nil {
		return err
	}
	dead, err := u.deadLinks(c, src.PublishedOn, src.Link)
	if err != nil {
		return err
	}
	p.Dead = dead[src.Link]
	entries, err := u.Store.EntriesOf(ctx, ledger.SourceSubject(src.PublicID))
	if err != nil {
		return err
	}
	if p.History, err = history(l, u.Zone, entries); err != nil {
		return err
	}
	return u.respond.Page(c, http.StatusOK, "source", p)
}

// sourceText is the kept text that the address asks for, else the newest; nil
// if none was kept.
func (u *UI) sourceText(c echo.Context, src ledger.Source) (*sourceText, error) {
	ctx := ctxOf(c)
	all, err := u.Store.KeptTexts(ctx, src.ID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	k, err := u.textFor(c, src)
	if err != nil {
		return nil, err
	}
	claims, err := u.Store.ClaimsIn(ctx, k.ID)
	if err != nil {
		return nil, err
	}
	var marks []textMark
	for i, line := range claims {
		v := u.view(c, line)
		marks = append(marks, textMark{
			Start: line.Span.Start, End: line.Span.End, ID: "c-" + line.PublicID, URL: v.URL(), Title: line.Statement,
			Label: strconv.Itoa(i + 1), Class: "claimed " + string(line.State),
		})
	}
	t := sourceText{KeptText: k, Paras: markText(k.Text, k.Parts, marks), On: u.day(k.KeptAt)}
	for _, other := range all {
		if other.ID != k.ID {
			t.Other = append(t.Other, sourceVersion{URL: "/sources/" + src.PublicID + "?text=" + other.SHA256[:sumShown], On: u.day(other.KeptAt)})
		}
	}
	return &t, nil
}

// textFor is the text that holds the claim, or has the sum, that the address
// names.
func (u *UI) textFor(c echo.Context, src ledger.Source) (ledger.KeptText, error) {
	if id := c.QueryParam("claim"); id != "" {
		switch line, err := u.Store.Claim(ctxOf(c), id); {
		case err == nil && line.SourceID == src.ID && line.Span.TextID != 0:
			return u.Store.KeptText(ctxOf(c), line.Span.TextID)
		case err != nil && ledger.CodeOf(err) != ledger.NotFound:
			return ledger.KeptText{}, err
		}
	}
	return u.Tracker.KeptText(ctxOf(c), src, c.QueryParam("text"))
}

func (u *UI) day(at time.Time) ledger.Date { return ledger.DateOf(at.In(u.Zone)) }

// SourceText serves a kept text as it is.
func (u *UI) SourceText(c echo.Context) error {
	src, err := u.Store.Source(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	k, err := u.Tracker.KeptText(ctxOf(c), src, c.Param("sum"))
	if err != nil {
		return err
	}
	return c.String(http.StatusOK, k.Text)
}

// CaptureSource goes through a kept text again.
func (u *UI) CaptureSource(c echo.Context) error {
	capture, err := u.Tracker.CaptureText(ctxOf(c), u.User, c.Param("id"), c.FormValue("text"))
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/capture/"+capture.PublicID)
}
