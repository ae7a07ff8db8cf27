package ui

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
	"foresaid/internal/web/respond"
)

// speakerPage is a speaker's track record with the claims behind it.
type speakerPage struct {
	respond.Base
	Speaker ledger.Speaker
	Record  recordView
	Lede    string
	Links   []outLink
	Table   claimTable
	Notice  *Notice
}

// between stands between facts on one line, in every language.
const between = " · "

// outLink is a link to elsewhere under the name of where it leads.
type outLink struct{ URL, Name string }

// NameTag is the language of the name for the lang attribute, or empty.
func (p speakerPage) NameTag() string { return nameTag(p.Speaker.Name) }

func nameTag(name string) string {
	if Han(name) {
		return "zh"
	}
	return ""
}

// AliasText lists the other names.
func (p speakerPage) AliasText() string {
	return strings.Join(p.Speaker.Aliases, between)
}

// LogURL is the address of an empty form for a claim by the speaker.
func (p speakerPage) LogURL() string {
	return "/log?" + url.Values{"speaker": {p.Speaker.Name}}.Encode()
}

// ShowSpeaker shows a track record.
func (u *UI) ShowSpeaker(c echo.Context) error {
	ctx, l := ctxOf(c), u.locale(c)
	speaker, err := u.Store.Speaker(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	if speaker.MergedInto != 0 {
		for err == nil && speaker.MergedInto != 0 {
			speaker, err = u.Store.SpeakerByID(ctx, speaker.MergedInto)
		}
		if err != nil {
			return err
		}
		to := url.URL{Path: "/speakers/" + speaker.PublicID, RawQuery: c.Request().URL.RawQuery}
		return c.Redirect(http.StatusPermanentRedirect, to.RequestURI())
	}
	scored, err := u.Store.ScoredClaims(ctx, ledger.ScoreFilter{SpeakerIDs: []int64{speaker.ID}})
	if err != nil {
		return err
	}
	tally := scoring.View{Today: u.Tracker.Today()}.Tally(scored)
	p := speakerPage{Speaker: speaker, Record: u.record(l, speaker.PublicID, tally)}
	if p.Base, err = u.page(c, "speakers", l.T("record.title", "name", speaker.Name)); err != nil {
		return err
	}
	if p.Notice, err = u.notice(c); err != nil {
		return err
	}
	if p.Lede, err = u.speakerLede(c, speaker, tally); err != nil {
		return err
	}
	for _, link := range speaker.Links {
		p.Links = append(p.Links, outLink{link, hostOf(link)})
	}
	claims, err := u.Store.Claims(ctx, ledger.ClaimFilter{
		SpeakerID: speaker.ID, Sort: ledger.ByDeadline, Descending: true, Cursor: c.QueryParam("page"),
	})
	if err != nil {
		return err
	}
	at := "/speakers/" + speaker.PublicID
	p.Table = claimTable{
		Claims: u.lines(c, claims.Claims), NoSpeaker: true, Next: pageAfter(at, claims.Next), Previous: pageAfter(at, claims.Previous),
	}
	return u.respond.Page(c, http.StatusOK, "speaker", p)
}

// speakerLede says who it is, how many claims there are and since when.
func (u *UI) speakerLede(c echo.Context, s ledger.Speaker, t ledger.Tally) (string, error) {
	l := u.locale(c)
	texts := []string{s.Role, l.T("record.claims", "n", t.Claims)}
	first, err := u.Store.Claims(ctxOf(c), ledger.ClaimFilter{SpeakerID: s.ID, Sort: ledger.BySaid, Limit: 1})
	if err != nil {
		return "", err
	}
	if len(first.Claims) > 0 && !first.Claims[0].SaidOn.IsZero() {
		texts[1] = l.T("record.claims_since", "n", t.Claims, "year", first.Claims[0].SaidOn.Year)
	}
	if s.Role == "" {
		texts = texts[1:]
	}
	return strings.Join(texts, between), nil
}

// hostOf names where a link leads.
func hostOf(link string) string {
	to, err := url.Parse(link)
	if err != nil || to.Host == "" {
		return link
	}
	return strings.TrimPrefix(to.Hostname(), "www.")
}
