package ui

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
)

// feedLink is the address of a feed.
type feedLink struct{ Name, URL string }

// feedKeyView is a key of private feeds on the settings page.
type feedKeyView struct {
	ledger.FeedKey
	Made, Used string
}

// MakeFeedKey makes the addresses of private feeds, which are shown this once.
func (u *UI) MakeFeedKey(c echo.Context) error {
	p := settingsPage{form: form{L: u.locale(c)}, KeyName: c.FormValue("name")}
	secret, err := u.Tracker.MakeFeedKey(ctxOf(c), u.User, p.KeyName)
	status := http.StatusOK
	switch err {
	case nil:
		at := u.origin(c) + "/feeds/p/" + secret + "/"
		p.New = []feedLink{{p.form.L.T("feed.deadlines"), at + "deadlines.ics"}, {p.form.L.T("feed.due"), at + "due.atom"}, {p.form.L.T("feed.verdicts"), at + "verdicts.atom"}}
		c.Response().Header().Set("Cache-Control", "no-store")
	default:
		if err := p.refused(err); err != nil {
			return err
		}
		status = p.status()
	}
	return u.showSettings(c, status, p)
}

// RevokeFeedKey shuts the feeds of a key.
func (u *UI) RevokeFeedKey(c echo.Context) error {
	if err := u.Tracker.RevokeFeedKey(ctxOf(c), u.User, c.Param("id")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/settings#feeds")
}

// feedParts is what the settings page says about feeds.
func (u *UI) feedParts(c echo.Context, p *settingsPage) error {
	at := u.origin(c)
	p.Feeds = []feedLink{
		{p.form.L.T("feed.deadlines"), at + "/feeds/deadlines.ics"}, {p.form.L.T("feed.due"), at + "/feeds/due.atom"}, {p.form.L.T("feed.verdicts"), at + "/feeds/verdicts.atom"},
	}
	keys, err := u.Store.FeedKeys(ctxOf(c))
	if err != nil {
		return err
	}
	for _, k := range keys {
		p.Keys = append(p.Keys, feedKeyView{k, p.form.L.Date(u.day(k.At)), p.form.L.Date(k.UsedOn)})
	}
	return nil
}
