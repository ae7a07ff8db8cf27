package ui

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
	"foresaid/internal/web/respond"
)

// Reminders is who is told of what is due, and by what.
type Reminders struct {
	Recipients []tracker.Recipient
	// Preview writes what a recipient would be told now; ok is false if that
	// is nothing.
	Preview func(ctx context.Context, name string) (l Letter, ok bool, err error)
	// Test sends a test message, and returns how that went.
	Test func(ctx context.Context, name string, channel ledger.Channel) (ledger.Delivery, error)
}

// Letter is a mail, as text.
type Letter struct{ Subject, Text, Lang string }

// digestPage is what a recipient would be told now.
type digestPage struct {
	respond.Base
	To         *recipientView // nil where there are no recipients
	Recipients []recipientView
	Letter     *Letter // nil if there is nothing to tell
	Lede       string
	NoLinks    bool // since the server's public address is not known
}

// recipientView is a recipient with the words said about it.
type recipientView struct {
	tracker.Recipient
	Here bool   // whose digest is shown
	When string // the digest comes
	Ways []wayView
}

// URL is the path of the recipient's digest.
func (r recipientView) URL() string { return "/digest?" + url.Values{"to": {r.Name}}.Encode() }

// wayView is a channel of a recipient.
type wayView struct {
	Channel ledger.Channel
	Text    string
	Tested  *deliveryView // the test that was sent a moment ago
}

// ShowDigest shows what a recipient would be told now.
func (u *UI) ShowDigest(c echo.Context) error {
	l, name := u.locale(c), c.QueryParam("to")
	base, err := u.page(c, "settings", l.T("digest.title"))
	if err != nil {
		return err
	}
	p := digestPage{Base: base, NoLinks: u.PublicURL == "", Lede: l.T("digest.nobody")}
	p.Recipients = u.recipients(c, nil)
	if len(p.Recipients) == 0 && name == "" {
		return u.respond.Page(c, http.StatusOK, "digest", p)
	}
	at := 0
	if name != "" {
		at = slices.IndexFunc(p.Recipients, func(r recipientView) bool { return r.Name == name })
	}
	if at < 0 {
		return ledger.Errorf(ledger.NotFound, "recipient_not_found", "There is no recipient “%s” who can be reached that way", name)
	}
	p.To = &p.Recipients[at]
	p.To.Here = true
	letter, ok, err := u.Reminders.Preview(ctxOf(c), p.To.Name)
	if err != nil {
		return err
	}
	p.Lede = l.T("digest.nothing", "name", p.To.Name)
	if ok {
		p.Letter, p.Lede = &letter, l.T("digest.now", "name", p.To.Name, "when", p.To.When)
	}
	return u.respond.Page(c, http.StatusOK, "digest", p)
}

func (u *UI) recipients(c echo.Context, tested *ledger.Delivery) []recipientView {
	l := u.locale(c)
	var all []recipientView
	for _, r := range u.Reminders.Recipients {
		view := recipientView{Recipient: r, When: l.T("digest.from_hour", "hour", r.Hour)}
		for _, channel := range r.Channels {
			way := wayView{Channel: channel, Text: l.T("mail.channel." + string(channel))}
			if tested != nil && tested.Recipient == r.Name && tested.Channel == channel {
				v := u.delivery(c, *tested)
				way.Tested = &v
			}
			view.Ways = append(view.Ways, way)
		}
		all = append(all, view)
	}
	return all
}

// SendTest sends a test message, and shows on the settings how that went.
func (u *UI) SendTest(c echo.Context) error {
	if u.Reminders.Test == nil {
		return ledger.Errorf(ledger.NotFound, "recipient_not_found", "There is no recipient “%s” who can be reached that way", c.FormValue("to"))
	}
	d, err := u.Reminders.Test(ctxOf(c), c.FormValue("to"), ledger.Channel(c.FormValue("channel")))
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/settings?tested="+d.PublicID+"#reminders")
}

// tested is the test that the address names, or nil.
func (u *UI) tested(c echo.Context) (*ledger.Delivery, error) {
	id := c.QueryParam("tested")
	if id == "" {
		return nil, nil
	}
	d, err := u.Store.Delivery(ctxOf(c), id)
	if ledger.CodeOf(err) == ledger.NotFound {
		return nil, nil
	}
	return &d, err
}
