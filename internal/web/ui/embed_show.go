package ui

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/web/respond"
)

// embedSpeakerPage is a record as a panel in somebody else's page.
type embedSpeakerPage struct {
	respond.Base
	Speaker ledger.Speaker
	Record  recordView
	Origin  string
}

// NameTag is the language of the name for the lang attribute, or empty.
func (p embedSpeakerPage) NameTag() string { return nameTag(p.Speaker.Name) }

// EmbedSpeaker shows a record as a panel.
func (u *UI) EmbedSpeaker(c echo.Context) error {
	speaker, err := u.Store.Speaker(ctxOf(c), c.Param("id"))
	for err == nil && speaker.MergedInto != 0 {
		speaker, err = u.Store.SpeakerByID(ctxOf(c), speaker.MergedInto)
	}
	if err != nil {
		return err
	}
	r, err := u.speakerRecord(c, speaker)
	if err != nil {
		return err
	}
	p := embedSpeakerPage{Base: u.base(c, ""), Speaker: speaker, Record: r, Origin: u.origin(c)}
	p.Title = speaker.Name
	return u.embed(c, "embed_speaker", p)
}

// embedClaimPage is a claim as a panel in somebody else's page.
type embedClaimPage struct {
	respond.Base
	Claim  ClaimView
	Origin string
}

// EmbedClaim shows a claim with what came of it as a panel.
func (u *UI) EmbedClaim(c echo.Context) error {
	line, err := u.Store.Claim(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	p := embedClaimPage{Base: u.base(c, ""), Claim: u.view(c, line), Origin: u.origin(c)}
	p.Title = line.Statement
	return u.embed(c, "embed_claim", p)
}

// embed lets other sites show the page in a frame. It has no script, no form
// and nothing to click but links.
func (u *UI) embed(c echo.Context, name string, data interface{ Layout() respond.Base }) error {
	h := c.Response().Header()
	h.Del("X-Frame-Options")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	return u.respond.Embed(c, http.StatusOK, name, data)
}

// sharePage offers a record or a claim to other places.
type sharePage struct {
	respond.Base
	Name, Back string // what is shared, and its page
	Images     []shareItem
	Badge      shareItem
	Panel      shareItem
}

// shareItem is something to take along: where it is, and what to paste.
type shareItem struct{ Text, URL, Alt, Code string }

// ShareSpeaker offers a record to other places.
func (u *UI) ShareSpeaker(c echo.Context) error {
	speaker, moved, err := u.speakerAt(c, "/share")
	if err != nil || moved {
		return err
	}
	r, err := u.speakerRecord(c, speaker)
	if err != nil {
		return err
	}
	l, at := u.locale(c), "/speakers/"+speaker.PublicID
	return u.share(c, sharePage{
		Name: speaker.Name, Back: at,
		Images: []shareItem{{Text: l.T("share.image_record"), URL: at + "/share.png", Alt: r.Plain()}},
		Badge:  shareItem{URL: at + "/badge.svg"}, Panel: shareItem{URL: "/embed" + at},
	})
}

// ShareClaim offers a claim to other places.
func (u *UI) ShareClaim(c echo.Context) error {
	line, err := u.Store.Claim(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	v, l := u.view(c, line), u.locale(c)
	p := sharePage{
		Name: line.Statement, Back: v.URL(),
		Images: []shareItem{{Text: l.T("share.image_claim"), URL: v.URL() + "/share.png", Alt: line.Statement}},
		Badge:  shareItem{URL: v.URL() + "/badge.svg"}, Panel: shareItem{URL: "/embed" + v.URL()},
	}
	if line.State == ledger.StateJudged || line.State == ledger.StateVoid {
		p.Images = append(p.Images, shareItem{Text: l.T("share.image_verdict"), URL: v.URL() + "/verdict.png", Alt: line.Statement + ": " + v.ToneText()})
	}
	return u.share(c, p)
}

func (u *UI) share(c echo.Context, p sharePage) error {
	var err error
	if p.Base, err = u.page(c, "", u.locale(c).T("share.title", "name", p.Name)); err != nil {
		return err
	}
	origin := u.origin(c)
	p.Badge.Code = `<a href="` + origin + p.Back + `"><img src="` + origin + p.Badge.URL + `" alt="Foresaid"></a>`
	p.Panel.Code = `<iframe src="` + origin + p.Panel.URL + `" width="480" height="320" loading="lazy" title="Foresaid"></iframe>`
	return u.respond.Page(c, http.StatusOK, "share", p)
}
