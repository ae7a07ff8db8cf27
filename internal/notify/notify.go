// Package notify tells people what is due: by mail, by chat and push, and by
// webhooks. Who is told what and when is the tracker's; this package writes
// the messages, hands them over, and tells the tracker how that went. It
// holds go-mail and shoutrrr.
package notify

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/tracker"
)

const (
	usualPatience = 30 * time.Second

	abreast  = 4  // messages sent at a time
	perRound = 50 // read at a time
)

// sender hands a message over through one channel to one recipient.
type sender interface {
	Send(ctx context.Context, m Message) error
}

// Recipient is a tracker.Recipient with the addresses of the channels, whose
// Channels New sets.
type Recipient struct {
	tracker.Recipient
	Mail    string // address, or empty
	Chat    string // of shoutrrr, or empty; holds a password
	Webhook string // address, or empty
	Secret  string // that the webhook is signed with
}

// Options is what the notifier stands on.
type Options struct {
	Tracker    *tracker.Tracker
	Recipients []Recipient
	Server     MailServer
	PublicURL  string        // in links; without it, messages carry none
	Every      int           // days after which a claim that is still due is told again
	LinkFor    time.Duration // how long a signed link holds
	Language   string        // of recipients who have none
	Patience   time.Duration // with one receiver; 30 seconds if zero
	Log        *slog.Logger
}

// Notifier sends what is due to be told.
type Notifier struct {
	Options
	senders map[string]map[ledger.Channel]sender // by recipient
	letters *letters
}

// New returns a notifier. Every recipient's addresses must be sound.
func New(o Options) (*Notifier, error) {
	n := &Notifier{Options: o, senders: map[string]map[ledger.Channel]sender{}}
	if n.Patience == 0 {
		n.Patience = usualPatience
	}
	n.Recipients = slices.Clone(o.Recipients)
	for i := range n.Recipients {
		r := &n.Recipients[i]
		ways := map[ledger.Channel]sender{}
		if r.Mail != "" {
			ways[ledger.ByMail] = Mail{Server: o.Server, To: r.Mail}
		}
		if r.Chat != "" {
			ways[ledger.ByChat] = Chat{Address: r.Chat}
		}
		if r.Webhook != "" {
			ways[ledger.ByWebhook] = Webhook{Address: r.Webhook, Secret: r.Secret, Now: o.Tracker.Now}
		}
		r.Channels = nil
		for _, c := range ledger.Channels {
			if ways[c] != nil {
				r.Channels = append(r.Channels, c)
			}
		}
		if r.Language == "" {
			r.Language = o.Language
		}
		n.senders[r.Name] = ways
	}
	var err error
	n.letters, err = newLetters()
	return n, err
}

// Digest keeps the day's digests for those whose hour has come, and sends
// what is ready to be sent. It returns how many messages got through; that one
// did not is no error, but kept, shown and tried again.
func (n *Notifier) Digest(ctx context.Context) (int, error) {
	if _, err := n.Tracker.MakeDigests(ctx, n.trackers(), n.Every); err != nil {
		return 0, err
	}
	return n.Remind(ctx)
}

// Remind sends what waits to be sent, and tries again what has failed and is
// due for it. It returns how many messages got through.
func (n *Notifier) Remind(ctx context.Context) (int, error) {
	sent := 0
	for ctx.Err() == nil {
		ready, err := n.Tracker.ReadyDeliveries(ctx, perRound)
		if err != nil || len(ready) == 0 {
			return sent, err
		}
		got := make([]bool, len(ready))
		taken := make([]bool, len(ready))
		var all errgroup.Group
		all.SetLimit(abreast)
		for i := range ready {
			all.Go(func() (err error) {
				taken[i], got[i], err = n.deliver(ctx, &ready[i])
				return err
			})
		}
		err = all.Wait()
		for _, ok := range got {
			if ok {
				sent++
			}
		}
		if err != nil || !slices.Contains(taken, true) { // another server is at it
			return sent, err
		}
	}
	return sent, ctx.Err()
}

// deliver takes one delivery, sends it, and keeps how that went.
func (n *Notifier) deliver(ctx context.Context, d *ledger.Delivery) (taken, sent bool, err error) {
	if taken, err = n.Tracker.TakeDelivery(ctx, d); err != nil || !taken {
		return taken, false, err
	}
	// What has begun is kept to its end even if the server is stopping.
	ctx = context.WithoutCancel(ctx)
	r, way := n.recipient(d.Recipient), n.senders[d.Recipient][d.Channel]
	if r == nil || way == nil { // taken out of the configuration since
		return true, false, n.Tracker.DropDelivery(ctx, d)
	}
	m, fault := n.message(ctx, *r, *d)
	if errors.Is(fault, errNothingLeft) {
		return true, false, n.Tracker.DropDelivery(ctx, d)
	}
	if fault == nil {
		limited, cancel := context.WithTimeout(ctx, n.Patience)
		defer cancel()
		fault = way.Send(limited, m)
	}
	if fault == nil {
		return true, true, n.Tracker.Delivered(ctx, d)
	}
	why := oneLine(fault)
	n.Log.Warn("message not delivered", "delivery", d.PublicID, "recipient", d.Recipient, "channel", d.Channel, "attempt", d.Attempts, "err", why)
	var others []ledger.Channel
	for _, c := range r.Channels {
		if c != d.Channel {
			others = append(others, c)
		}
	}
	return true, false, n.Tracker.DeliveryFailed(ctx, d, why, others)
}

// Test sends a test message now. The delivery says how it went.
func (n *Notifier) Test(ctx context.Context, name string, channel ledger.Channel) (ledger.Delivery, error) {
	if n.senders[name][channel] == nil {
		return ledger.Delivery{}, recipientMissing(name)
	}
	d, err := n.Tracker.MakeTest(ctx, name, channel)
	if err != nil {
		return d, err
	}
	_, _, err = n.deliver(ctx, &d)
	return d, err
}

// Preview is the mail that a recipient would get now; ok is false if there is
// nothing to tell.
func (n *Notifier) Preview(ctx context.Context, name string) (m Message, ok bool, err error) {
	r := n.recipient(name)
	if r == nil {
		return Message{}, false, recipientMissing(name)
	}
	d, err := n.Tracker.PreviewDigest(ctx, r.Recipient, n.Every)
	if err != nil || d.Count() == 0 {
		return Message{}, false, err
	}
	m, err = n.digest(ctx, *r, ledger.Delivery{Recipient: name, MadeAt: n.Tracker.Now()}, d)
	return m, err == nil, err
}

func recipientMissing(name string) error {
	return ledger.Errorf(ledger.NotFound, "recipient_not_found", "There is no recipient “%s” who can be reached that way", name)
}

func (n *Notifier) recipient(name string) *Recipient {
	i := slices.IndexFunc(n.Recipients, func(r Recipient) bool { return r.Name == name })
	if i < 0 {
		return nil
	}
	return &n.Recipients[i]
}

func (n *Notifier) trackers() []tracker.Recipient {
	all := make([]tracker.Recipient, len(n.Recipients))
	for i, r := range n.Recipients {
		all[i] = r.Recipient
	}
	return all
}

func (r Recipient) locale() *locale.Locale { return locale.Match(r.Language) }

// oneLine is what is kept of a fault.
func oneLine(err error) string {
	const most = 300
	text := []rune(strings.Join(strings.Fields(err.Error()), " "))
	if len(text) > most {
		text = append(text[:most-1], '…')
	}
	return string(text)
}

// timedOut names the end of our patience, which is what a receiver that says
// nothing comes to.
func timedOut(ctx context.Context, err error) error {
	var network net.Error
	if errors.Is(ctx.Err(), context.DeadlineExceeded) || errors.As(err, &network) && network.Timeout() {
		return errors.New("the receiver took too long to answer")
	}
	return err
}
