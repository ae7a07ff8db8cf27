package cli

import (
	"context"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"foresaid/internal/ledger"
	"foresaid/internal/notify"
	"foresaid/internal/tracker"
	"foresaid/internal/web/ui"
)

// notifier returns what tells the recipients of the configuration.
func (d *desk) notifier(log *slog.Logger) (*notify.Notifier, error) {
	c := d.cfg.Notify
	o := notify.Options{
		Tracker: d.Tracker, PublicURL: d.cfg.Server.PublicURL, Every: c.EveryDays, LinkFor: time.Duration(c.LinkDays) * 24 * time.Hour,
		Language: d.cfg.Tracker.Language, Log: log,
		Server: notify.MailServer{Address: c.SMTPAddress, TLS: c.SMTPTLS, User: c.SMTPUser, Password: string(c.SMTPPassword), From: c.From},
	}
	for _, r := range c.Recipients {
		o.Recipients = append(o.Recipients, notify.Recipient{
			Recipient: tracker.Recipient{Name: r.Name, Hour: r.Hour, Language: r.Language, Topics: r.Topics, Speakers: r.Speakers},
			Mail:      r.Mail, Chat: string(r.Chat), Webhook: string(r.WebhookURL), Secret: string(r.WebhookSecret),
		})
	}
	return notify.New(o)
}

// reminders is what the pages show of a notifier.
func reminders(n *notify.Notifier) ui.Reminders {
	r := ui.Reminders{Test: n.Test, Preview: func(ctx context.Context, name string) (ui.Letter, bool, error) {
		m, ok, err := n.Preview(ctx, name)
		return ui.Letter{Subject: m.Subject, Text: m.Text, Lang: m.Language}, ok, err
	}}
	for _, to := range n.Recipients {
		r.Recipients = append(r.Recipients, to.Recipient)
	}
	return r
}

func (a *app) digest() *cobra.Command {
	var dry bool
	var to string
	cmd := &cobra.Command{Use: "digest", Short: "Send what is to be told now, as the job does by itself", Args: cobra.NoArgs}
	cmd.Flags().BoolVar(&dry, "dry-run", false, "print what each recipient would be told, and send nothing")
	cmd.Flags().StringVar(&to, "to", "", "with --dry-run, only what `NAME` would be told")
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, _ []string) error {
		ctx := cmd.Context()
		n, err := d.notifier(logger(d.cfg.Log, a.errs))
		if err != nil {
			return err
		}
		if len(n.Recipients) == 0 {
			return ledger.Errorf(ledger.Invalid, "recipients_none", "Nobody is told of anything; add recipients under notify in config.yaml")
		}
		if to != "" && !dry {
			return ledger.Errorf(ledger.Invalid, "to_needs_dry_run", "The flag --to goes with --dry-run; what is due is sent to everybody")
		}
		if !dry {
			return a.sendDigests(ctx, d, n)
		}
		known := false
		for _, r := range n.Recipients {
			if to != "" && r.Name != to {
				continue
			}
			known = true
			m, ok, err := n.Preview(ctx, r.Name)
			if err != nil {
				return err
			}
			var ways []string
			for _, c := range r.Channels {
				ways = append(ways, english.T("mail.channel."+string(c)))
			}
			a.printf("--- %s, from %d:00 on, by %s\n", r.Name, r.Hour, english.List(ways))
			if !ok {
				a.printf("Nothing is to be told.\n")
				continue
			}
			a.printf("%s\n\n%s\n", m.Subject, m.Text)
		}
		if !known {
			_, _, err = n.Preview(ctx, to)
		}
		return err
	})
	return cmd
}

// sendDigests sends what is due, and says what does not get through.
func (a *app) sendDigests(ctx context.Context, d *desk, n *notify.Notifier) error {
	sent, err := n.Digest(ctx)
	if err != nil {
		return err
	}
	a.printf("%s\n", english.T("mail.sent", "n", sent))
	failing, err := d.store.Deliveries(ctx, ledger.DeliveryFilter{Failing: true, Limit: 50})
	if err != nil || len(failing) == 0 {
		return err
	}
	for _, f := range failing {
		a.printf("  %s to %s by %s, %s: %s\n", f.Kind, f.Recipient, english.T("mail.channel."+string(f.Channel)), f.State, f.Error)
	}
	return ledger.Errorf(ledger.Unavailable, "deliveries_failing", "Not everything got through (%d); what has not been given up is tried again by the server", len(failing))
}
