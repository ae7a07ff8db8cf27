package notify_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/notify"
	"foresaid/internal/tracker"
)

func TestAFailedMailIsTriedAgainAndToldElsewhere(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		n := f.notifier(f.ana(ledger.ByMail, ledger.ByWebhook))
		f.add(gpt5)
		f.flag()
		f.mails.refusing(&smtp.SMTPError{Code: 550, Message: "no such mailbox"})
		f.digest(n, 1)
		assert.Equal(t, []string{"digest mail failed", "digest webhook sent"}, f.deliveries())
		f.remind(n, 0) // not yet
		for _, pause := range []time.Duration{time.Minute, 5 * time.Minute} {
			f.pass(pause)
			_, err := n.Remind(ctx)
			require.NoError(t, err)
		}
		assert.Equal(t, []string{"digest mail failed", "digest webhook sent", "trouble webhook sent"}, f.deliveries())
		hooks := f.hooks.all()
		require.Len(t, hooks, 2)
		event := hooks[1].event(t)
		assert.Equal(t, "Reminders by mail don’t get through", event["sentence"])
		trouble := event["trouble"].(map[string]any)
		assert.Contains(t, trouble["error"], "no such mailbox")
		f.mails.refusing(nil)
		f.pass(15 * time.Minute)
		f.remind(n, 1)
		assert.Equal(t, []string{"digest mail sent", "digest webhook sent", "trouble webhook sent"}, f.deliveries())
		failing, err := f.store.Deliveries(ctx, ledger.DeliveryFilter{Failing: true, Limit: 10})
		require.NoError(t, err)
		assert.Empty(t, failing)
	})
}

func TestGivenUpAfterManyAttempts(t *testing.T) {
	f := one(t)
	n := f.notifier(f.ana(ledger.ByMail))
	f.add(gpt5)
	f.flag()
	f.mails.refusing(&smtp.SMTPError{Code: 451, Message: "try later"})
	f.digest(n, 0)
	start := f.now()
	for range tracker.MostAttempts {
		if next := f.last().NextTry; !next.IsZero() {
			f.pass(next.Sub(f.now()))
			f.remind(n, 0)
		}
	}
	d := f.last()
	assert.Equal(t, ledger.DeliveryGivenUp, d.State)
	assert.Equal(t, tracker.MostAttempts, d.Attempts)
	assert.Contains(t, d.Error, "try later")
	assert.Greater(t, f.now().Sub(start), 24*time.Hour)
	f.mails.refusing(nil)
	retried, err := f.tracker.RetryDelivery(ctx, d.PublicID)
	require.NoError(t, err)
	assert.Zero(t, retried.Attempts)
	f.remind(n, 1)
	_, err = f.tracker.RetryDelivery(ctx, d.PublicID)
	assert.Equal(t, ledger.Conflict, ledger.CodeOf(err))
}

func TestWhatNeverArrivedIsInTheNextDigest(t *testing.T) {
	f := one(t)
	n := f.notifier(f.ana(ledger.ByMail))
	f.add(gpt5)
	f.flag()
	f.mails.refusing(assert.AnError)
	f.digest(n, 0)
	f.set("2026-03-02 09:00")
	f.mails.refusing(nil)
	f.add(reactor)
	f.flag()
	f.digest(n, 1)
	assert.Equal(t, []string{"digest mail dropped", "digest mail sent"}, f.deliveries())
	require.Len(t, f.mails.all(), 1)
	assert.Contains(t, f.mails.all()[0].text, "GPT-5")
	assert.Contains(t, f.mails.all()[0].text, "fusion")
}

func TestASendThatWasCutOffIsRepeatedUnderItsName(t *testing.T) {
	f := one(t)
	n := f.notifier(f.ana(ledger.ByWebhook))
	f.add(gpt5)
	f.flag()
	f.hooks.answering(500)
	f.digest(n, 0)
	f.pass(time.Minute)
	// A server takes the message and dies.
	d := f.last()
	taken, err := f.tracker.TakeDelivery(ctx, &d)
	require.NoError(t, err)
	require.True(t, taken)
	stale := f.last()
	f.hooks.answering(200)
	f.remind(n, 0)
	f.pass(time.Hour)
	f.remind(n, 1)
	assert.Equal(t, d.PublicID, f.hooks.all()[0].header.Get(notify.DeliveryHeader))
	assert.Equal(t, 3, f.last().Attempts)
	// It comes back and finds that it is too late.
	assert.Equal(t, ledger.Conflict, ledger.CodeOf(f.tracker.Delivered(ctx, &stale)))
}

func TestWebhooksAreSigned(t *testing.T) {
	f := one(t)
	n := f.notifier(f.ana(ledger.ByWebhook))
	f.add(gpt5)
	f.flag()
	f.digest(n, 1)
	p := f.hooks.all()[0]
	timestamp := p.header.Get(notify.TimestampHeader)
	assert.Equal(t, "1772326800", timestamp)
	assert.Equal(t, notify.Sign(secret, timestamp, p.body), p.header.Get(notify.SignatureHeader))
	assert.NotEqual(t, notify.Sign(secret, "1772326801", p.body), p.header.Get(notify.SignatureHeader))
	assert.Equal(t, "digest", p.header.Get(notify.EventHeader))
	event := p.event(t)
	assert.Equal(t, "One claim is due", event["sentence"])
	first := event["digest"].(map[string]any)["claims"].([]any)[0].(map[string]any)
	assert.Equal(t, "2025-12-31", first["deadline"])
	assert.Equal(t, "Sam Altman", first["speaker"])
	// RFC 4231 has no case with a timestamp; this one is from another program:
	// printf '1.{}' | openssl dgst -sha256 -hmac 0123456789abcdef
	assert.Equal(t, "sha256=2af693cb56b22c16912222aeefdc75a01de562bf70ee2015f41ecea48382997f", notify.Sign(secret, "1", []byte("{}")))
}

func TestReceiversThatFail(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0") // takes connections and says nothing
	require.NoError(t, err)
	defer silent.Close()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, closed.Close())
	dropping, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer dropping.Close()
	go func() {
		for {
			conn, err := dropping.Accept()
			if err != nil {
				return
			}
			_ = conn.Close()
		}
	}()
	for name, l := range map[string]struct {
		at   net.Listener
		says string
	}{
		"silent":   {silent, "the receiver took too long to answer"},
		"closed":   {closed, "connection refused"},
		"dropping": {dropping, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := one(t)
			address := l.at.Addr().String()
			f.mails.address = address
			r := f.ana(ledger.ByMail, ledger.ByChat, ledger.ByWebhook)
			r.Chat, r.Webhook = "generic+http://"+address+"/chat-secret-token?disabletls=yes", "http://"+address+"/hook-secret-token"
			o := f.notifier(r).Options
			o.Patience = 100 * time.Millisecond
			n, err := notify.New(o)
			require.NoError(t, err)
			f.add(gpt5)
			f.flag()
			f.digest(n, 0)
			all, err := f.store.Deliveries(ctx, ledger.DeliveryFilter{Limit: 10})
			require.NoError(t, err)
			require.Len(t, all, 3)
			for _, d := range all {
				assert.Equal(t, ledger.DeliveryFailed, d.State, d.Channel)
				assert.NotEmpty(t, d.Error)
				assert.Contains(t, d.Error, l.says, d.Channel)
				assert.NotContains(t, d.Error+f.log.String(), "secret-token", d.Channel)
			}
		})
	}
}

func TestAnswersThatAreNoSuccess(t *testing.T) {
	for _, status := range []int{0, 302, 400, 404, 500} {
		f := one(t)
		n := f.notifier(f.ana(ledger.ByWebhook, ledger.ByChat))
		f.add(gpt5)
		f.flag()
		f.hooks.answering(status)
		f.chats.answering(max(status, 400))
		f.digest(n, 0)
		assert.Equal(t, []string{"digest chat failed", "digest webhook failed"}, f.deliveries(), status)
		assert.NotContains(t, f.last().Error, "secret-token")
	}
}

func TestChat(t *testing.T) {
	f := one(t)
	n := f.notifier(f.ana(ledger.ByChat))
	f.add(gpt5)
	f.flag()
	f.digest(n, 1)
	got := f.chats.all()
	require.Len(t, got, 1)
	assert.Equal(t, "/chat-secret-token", got[0].path)
	assert.Contains(t, string(got[0].body), "GPT-5 is much more capable than GPT-4 (Sam Altman · end of 2025 · 60 days overdue)")
	assert.NotContains(t, string(got[0].body), "/answer/", "others may read along")
	require.NoError(t, notify.CheckChat("ntfy://ntfy.sh/topic"))
	for _, wrong := range []string{"", "nosuch://hunter2@example.org/hunter2", "telegram://", "ntfy"} {
		err := notify.CheckChat(wrong)
		require.Error(t, err, wrong)
		assert.NotContains(t, err.Error(), "hunter2")
	}
}

func TestMailIsProtected(t *testing.T) {
	certified := httptest.NewUnstartedServer(nil)
	certified.StartTLS()
	defer certified.Close()
	trust := &tls.Config{RootCAs: x509.NewCertPool(), MinVersion: tls.VersionTLS12}
	trust.RootCAs.AddCert(certified.Certificate())
	own := &tls.Config{Certificates: certified.TLS.Certificates, MinVersion: tls.VersionTLS12}
	secured := func(kind string) *mailbox {
		return newMailbox(t, func(s *smtp.Server) { s.TLSConfig, s.Network = own, kind })
	}
	starttls, implicit, plain := secured("tcp"), secured("implicit"), newMailbox(t)
	for _, b := range []*mailbox{starttls, implicit} {
		b.user = "foresaid"
	}
	send := func(b *mailbox, kind, password string) error {
		short, cancel := context.WithTimeout(ctx, 5*time.Second)
		defer cancel()
		server := notify.MailServer{Address: b.address, TLS: kind, User: b.user, Password: password, From: "Foresaid <f@example.org>", Trust: trust}
		return notify.Mail{Server: server, To: "ana@example.org"}.Send(short, notify.Message{ID: "x", Subject: "预言", Text: "text", HTML: "<p>"})
	}
	require.NoError(t, send(starttls, "starttls", secret))
	require.NoError(t, send(implicit, "implicit", secret))
	require.NoError(t, send(plain, "none", ""))
	assert.True(t, starttls.tls && implicit.tls && !plain.tls)
	assert.Equal(t, "预言", starttls.all()[0].subject)
	require.Error(t, send(plain, "starttls", ""), "never in the clear where that was asked for")
	require.Error(t, send(starttls, "starttls", "wrong"))
	trust.RootCAs = x509.NewCertPool()
	require.Error(t, send(starttls, "starttls", secret), "the certificate is checked")
	assert.Len(t, plain.all(), 1)
}

func TestTestMessages(t *testing.T) {
	f := one(t)
	n := f.notifier(f.ana(ledger.ByMail, ledger.ByWebhook))
	d, err := n.Test(ctx, "Ana", ledger.ByMail)
	require.NoError(t, err)
	assert.Equal(t, ledger.DeliverySent, d.State)
	assert.Equal(t, "Foresaid: This is a test", f.mails.all()[0].subject)
	f.mails.refusing(&smtp.SMTPError{Code: 550, Message: "no such mailbox"})
	d, err = n.Test(ctx, "Ana", ledger.ByMail)
	require.NoError(t, err)
	assert.Equal(t, ledger.DeliveryGivenUp, d.State, "a test is not tried again")
	assert.Contains(t, d.Error, "no such mailbox")
	for name, channel := range map[string]ledger.Channel{"Nobody": ledger.ByMail, "Ana": ledger.ByChat} {
		_, err = n.Test(ctx, name, channel)
		assert.Equal(t, ledger.NotFound, ledger.CodeOf(err))
	}
	f.add(gpt5)
	f.flag()
	f.mails.refusing(nil)
	f.digest(n, 2) // a test is no digest
}

func TestWithoutAnAddressThereAreNoLinks(t *testing.T) {
	f := one(t)
	o := f.notifier(f.ana(ledger.ByMail, ledger.ByChat, ledger.ByWebhook)).Options
	o.PublicURL = ""
	n, err := notify.New(o)
	require.NoError(t, err)
	f.add(gpt5)
	f.flag()
	f.digest(n, 3)
	for _, text := range []string{f.mails.all()[0].text, f.mails.all()[0].html, string(f.chats.all()[0].body), string(f.hooks.all()[0].body)} {
		assert.NotContains(t, strings.ReplaceAll(text, "https://example.org/talk", ""), "http")
		assert.NotContains(t, text, "link")
	}
}

func TestWhoWasTakenOutIsNotTold(t *testing.T) {
	f := one(t)
	f.add(gpt5)
	f.flag()
	f.mails.refusing(assert.AnError)
	f.digest(f.notifier(f.ana(ledger.ByMail)), 0)
	f.mails.refusing(nil)
	f.pass(time.Hour)
	f.remind(f.notifier(), 0)
	assert.Equal(t, []string{"digest mail dropped"}, f.deliveries())
}
