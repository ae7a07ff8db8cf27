package ui

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
)

const (
	mostDeliveries = 20 // that the status lists
	mostFailing    = 50
)

// deliveryView is a message with the words said about it.
type deliveryView struct {
	ledger.Delivery
	l    *locale.Locale
	zone *time.Location
}

func (u *UI) delivery(c echo.Context, d ledger.Delivery) deliveryView {
	return deliveryView{d, u.locale(c), u.Zone}
}

// KindText says what is told.
func (v deliveryView) KindText() string { return v.l.T("digest.kind." + string(v.Kind)) }

// ChannelText names the channel.
func (v deliveryView) ChannelText() string { return v.l.T("mail.channel." + string(v.Channel)) }

// StateText says where it stands.
func (v deliveryView) StateText() string {
	return v.l.T("digest.state." + strings.ReplaceAll(string(v.State), " ", "_"))
}

// MadeText says when it was made; MadeStamp is the same for machines.
func (v deliveryView) MadeText() string { return v.l.Time(v.MadeAt.In(v.zone)) }

// MadeStamp is MadeText for machines.
func (v deliveryView) MadeStamp() string { return v.MadeAt.In(v.zone).Format(time.RFC3339) }

// NextText says when it will be tried again; empty if it won't.
func (v deliveryView) NextText() string {
	if v.State != ledger.DeliveryFailed {
		return ""
	}
	return v.l.T("digest.next_try", "n", v.Attempts, "when", v.l.Time(v.NextTry.In(v.zone)))
}

// Bad tells whether it has not got through.
func (v deliveryView) Bad() bool {
	return v.State == ledger.DeliveryFailed || v.State == ledger.DeliveryGivenUp
}

// deliveriesView is the part of the status about what is told to people.
type deliveriesView struct {
	Sentence string
	Failing  bool
	NoLinks  bool
	Newest   []deliveryView
}

func (u *UI) deliveries(c echo.Context) (deliveriesView, error) {
	ctx, l := ctxOf(c), u.locale(c)
	var v deliveriesView
	failing, err := u.failing(c)
	if err != nil {
		return v, err
	}
	newest, err := u.Store.Deliveries(ctx, ledger.DeliveryFilter{Limit: mostDeliveries})
	if err != nil {
		return v, err
	}
	seen := map[int64]bool{}
	for _, d := range append(failing, newest...) { // what failed comes first, however long ago
		if !seen[d.ID] {
			seen[d.ID] = true
			v.Newest = append(v.Newest, u.delivery(c, d))
		}
	}
	v.NoLinks = u.PublicURL == "" && len(u.Reminders.Recipients) > 0
	switch {
	case len(failing) > 0:
		v.Failing, v.Sentence = true, l.T("digest.failing", "n", len(failing))
	case len(u.Reminders.Recipients) == 0:
		v.Sentence = l.T("digest.nobody")
	default:
		v.Sentence = l.T("digest.fine", "n", len(u.Reminders.Recipients))
	}
	return v, nil
}

// failing lists the messages that don't get through.
func (u *UI) failing(c echo.Context) ([]ledger.Delivery, error) {
	return u.Store.Deliveries(ctxOf(c), ledger.DeliveryFilter{Failing: true, Limit: mostFailing})
}

// RetryDelivery has a message sent again with the next run.
func (u *UI) RetryDelivery(c echo.Context) error {
	if _, err := u.Tracker.RetryDelivery(ctxOf(c), c.Param("id")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/status#reminders")
}
