package notify_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/notify"
	"foresaid/internal/store"
	"foresaid/internal/store/storetest"
	"foresaid/internal/tracker"
)

// fixture is a tracker on a fresh database, on a day that a test can move,
// with receivers on loopback.
type fixture struct {
	t       *testing.T
	store   *store.Store
	tracker *tracker.Tracker
	mu      sync.Mutex
	at      time.Time
	mails   *mailbox
	hooks   *receiver
	chats   *receiver
	log     *bytes.Buffer
}

const secret = "0123456789abcdef"

var ctx = context.Background()

func zone() *time.Location {
	l, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(err)
	}
	return l
}

// each runs fn on every database, on 1 March 2026 at nine in Shanghai.
func each(t *testing.T, fn func(t *testing.T, f *fixture)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, url string) { fn(t, newFixture(t, url)) })
}

func one(t *testing.T) *fixture { return newFixture(t, storetest.SQLite(t)) }

func newFixture(t *testing.T, url string) *fixture {
	f := &fixture{t: t, store: storetest.Open(t, url), at: time.Date(2026, 3, 1, 9, 0, 0, 0, zone()), log: &bytes.Buffer{}}
	f.tracker = tracker.New(f.store, f.now, zone())
	f.mails, f.hooks, f.chats = newMailbox(t), newReceiver(t), newReceiver(t)
	return f
}

func (f *fixture) now() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.at
}

// set moves the clock to a time of the zone: "2026-03-02 09:00".
func (f *fixture) set(at string) {
	f.t.Helper()
	moved, err := time.ParseInLocation("2006-01-02 15:04", at, zone())
	require.NoError(f.t, err)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.at = moved
}

// pass moves the clock on.
func (f *fixture) pass(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.at = f.at.Add(d)
}

// ana is a recipient with the given channels.
func (f *fixture) ana(channels ...ledger.Channel) notify.Recipient {
	r := notify.Recipient{Recipient: tracker.Recipient{Name: "Ana", Hour: 8, Language: "en"}}
	for _, c := range channels {
		switch c {
		case ledger.ByMail:
			r.Mail = "ana@example.org"
		case ledger.ByChat:
			r.Chat = "generic+" + f.chats.url + "/chat-secret-token?disabletls=yes"
		case ledger.ByWebhook:
			r.Webhook, r.Secret = f.hooks.url+"/hook-secret-token", secret
		}
	}
	return r
}

// notifier tells these recipients.
func (f *fixture) notifier(recipients ...notify.Recipient) *notify.Notifier {
	f.t.Helper()
	n, err := notify.New(notify.Options{
		Tracker: f.tracker, Recipients: recipients, PublicURL: "https://foresaid.example.org", Every: 7, LinkFor: 14 * 24 * time.Hour, Language: "en",
		Server: notify.MailServer{Address: f.mails.address, TLS: "none", From: "foresaid@example.org"},
		Log:    slog.New(slog.NewTextHandler(f.log, nil)), Patience: 5 * time.Second,
	})
	require.NoError(f.t, err)
	return n
}

// digest runs the job, which must send so many messages.
func (f *fixture) digest(n *notify.Notifier, want int) {
	f.t.Helper()
	sent, err := n.Digest(ctx)
	require.NoError(f.t, err)
	require.Equal(f.t, want, sent, "messages sent")
}

// remind runs the job, which must send so many messages.
func (f *fixture) remind(n *notify.Notifier, want int) {
	f.t.Helper()
	sent, err := n.Remind(ctx)
	require.NoError(f.t, err)
	require.Equal(f.t, want, sent, "messages sent")
}

// add logs a claim from a quick line.
func (f *fixture) add(line string) ledger.ClaimLine {
	f.t.Helper()
	d, err := tracker.DraftFromLine(line)
	require.NoError(f.t, err)
	done, _, err := f.tracker.Log(ctx, "tester", d)
	require.NoError(f.t, err)
	return done.Claim
}

func (f *fixture) flag() {
	f.t.Helper()
	_, err := f.tracker.Flag(ctx, "job", ledger.Date{})
	require.NoError(f.t, err)
}

// deliveries are all that were kept, oldest first, as "kind channel state".
func (f *fixture) deliveries() []string {
	f.t.Helper()
	all, err := f.store.Deliveries(ctx, ledger.DeliveryFilter{Limit: 1000})
	require.NoError(f.t, err)
	lines := make([]string, len(all))
	for i, d := range all {
		lines[len(all)-1-i] = fmt.Sprintf("%s %s %s", d.Kind, d.Channel, d.State)
	}
	return lines
}

// last is the newest delivery.
func (f *fixture) last() ledger.Delivery {
	f.t.Helper()
	all, err := f.store.Deliveries(ctx, ledger.DeliveryFilter{Limit: 1})
	require.NoError(f.t, err)
	require.Len(f.t, all, 1)
	return all[0]
}

// mailbox is an SMTP server and what it was sent.
type mailbox struct {
	t       *testing.T
	address string
	mu      sync.Mutex
	got     []letter
	refuse  error  // answers a mail
	user    string // who must log in, with this password
	tls     bool   // mail came encrypted
}

// letter is a mail, taken apart.
type letter struct {
	from, to   string
	header     mail.Header
	subject    string
	text, html string
}

func newMailbox(t *testing.T, change ...func(*smtp.Server)) *mailbox {
	b := &mailbox{t: t}
	s := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		_, encrypted := c.TLSConnectionState()
		return &session{box: b, encrypted: encrypted}, nil
	}))
	s.Domain, s.AllowInsecureAuth, s.ErrorLog = "localhost", true, slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo)
	for _, c := range change {
		c(s)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	b.address = l.Addr().String()
	if s.TLSConfig != nil && s.Network == "implicit" {
		l = tls.NewListener(l, s.TLSConfig)
	}
	go s.Serve(l) // until it is closed
	t.Cleanup(func() { _ = s.Close() })
	return b
}

func (b *mailbox) all() []letter {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]letter(nil), b.got...)
}

func (b *mailbox) refusing(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.refuse = err
}

// session is one connection to a mailbox.
type session struct {
	box       *mailbox
	encrypted bool
	from, to  string
	user      string
}

func (s *session) Reset()                                      { s.from, s.to = "", "" }
func (s *session) Logout() error                               { return nil }
func (s *session) Mail(from string, _ *smtp.MailOptions) error { s.from = from; return nil }

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != s.box.user || password != secret {
			return smtp.ErrAuthFailed
		}
		s.user = user
		return nil
	}), nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.box.mu.Lock()
	defer s.box.mu.Unlock()
	s.to = to
	if s.user != s.box.user {
		return smtp.ErrAuthRequired
	}
	return s.box.refuse
}

func (s *session) Data(r io.Reader) error {
	message, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	l := letter{from: s.from, to: s.to, header: message.Header}
	if l.subject, err = new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject")); err != nil {
		return err
	}
	_, params, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil {
		return err
	}
	parts := multipart.NewReader(message.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		var body io.Reader = part
		if part.Header.Get("Content-Transfer-Encoding") == "quoted-printable" {
			body = quotedprintable.NewReader(part)
		}
		content, err := io.ReadAll(body)
		if err != nil {
			return err
		}
		text := strings.ReplaceAll(string(content), "\r\n", "\n")
		if strings.HasPrefix(part.Header.Get("Content-Type"), "text/html") {
			l.html = text
		} else {
			l.text = text
		}
	}
	s.box.mu.Lock()
	defer s.box.mu.Unlock()
	s.box.got, s.box.tls = append(s.box.got, l), s.encrypted
	return nil
}

// receiver is an HTTP server and what was posted to it.
type receiver struct {
	t      *testing.T
	url    string
	mu     sync.Mutex
	got    []posted
	status int // of the answer
}

type posted struct {
	path   string
	header http.Header
	body   []byte
}

func newReceiver(t *testing.T) *receiver {
	r := &receiver{t: t, status: http.StatusOK}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, _ := io.ReadAll(q.Body)
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.status == 0 { // drops the connection
			panic(http.ErrAbortHandler)
		}
		if r.status < 300 {
			r.got = append(r.got, posted{q.URL.Path, q.Header, body})
		}
		w.WriteHeader(r.status)
	}))
	t.Cleanup(server.Close)
	r.url = server.URL
	return r
}

func (r *receiver) all() []posted {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]posted(nil), r.got...)
}

func (r *receiver) answering(status int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.status = status
}

// event reads what was posted.
func (p posted) event(t *testing.T) map[string]any {
	t.Helper()
	var e map[string]any
	require.NoError(t, json.Unmarshal(p.body, &e), string(p.body))
	return e
}

const (
	gpt5    = "GPT-5 is much more capable than GPT-4 -- Sam Altman, by end of 2025, 95%, said 2024-04-24 #ai"
	reactor = "The first power plant on fusion feeds the grid -- Lin Wei, by 2026-02-20, said 2020-01-01 #energy"
)
