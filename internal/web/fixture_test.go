package web_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store"
	"foresaid/internal/store/storetest"
	"foresaid/internal/tracker"
	"foresaid/internal/web"
	"foresaid/internal/web/share"
	"foresaid/internal/web/ui"
)

// site is a real server on a fresh database, on a day that a test can move.
type site struct {
	t       *testing.T
	url     string
	store   *store.Store
	tracker *tracker.Tracker
	client  *http.Client
	now     atomic.Pointer[time.Time]
	log     *logged // what the server logged
	server  *httptest.Server
}

var zone = mustZone("Asia/Shanghai")

func mustZone(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return l
}

// each runs fn on a site on every database, on 22 April 2026 in Shanghai.
func each(t *testing.T, fn func(t *testing.T, s *site)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, url string) { fn(t, newSite(t, url)) })
}

// one runs fn on SQLite only: for what has nothing to do with the database.
func one(t *testing.T) *site { return newSite(t, storetest.SQLite(t)) }

func newSite(t *testing.T, databaseURL string, change ...func(*web.Options)) *site {
	t.Helper()
	s := &site{t: t, store: storetest.Open(t, databaseURL), log: &logged{}}
	s.setNow(time.Date(2026, 4, 22, 9, 0, 0, 0, zone))
	s.tracker = tracker.New(s.store, func() time.Time { return *s.now.Load() }, zone)
	o := web.Options{
		Options: ui.Options{
			Tracker: s.tracker, Store: s.store, Zone: zone, User: "tester", Language: "en", Version: "test",
			Jobs: func() []ui.PlannedJob { return nil }, Log: slog.New(slog.NewTextHandler(s.log, nil)), Fonts: share.NoSystemFonts(),
		},
		Ping: s.store.Ping, Hosts: []string{"127.0.0.1", "localhost"},
	}
	for _, c := range change {
		c(&o)
	}
	handler, err := web.New(o)
	require.NoError(t, err)
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	s.url, s.server = server.URL, server
	s.client = server.Client()
	s.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return s
}

func (s *site) setNow(t time.Time) { s.now.Store(&t) }

func (s *site) ctx() context.Context { return context.Background() }

// answer is what the server said.
type answer struct {
	*http.Response
	t    *testing.T
	text string
}

// page parses the answer as HTML.
func (a answer) page() *goquery.Document {
	a.t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(a.text))
	require.NoError(a.t, err)
	return doc
}

// find returns the text of what a selector finds, white space folded.
func (a answer) find(selector string) string {
	a.t.Helper()
	return strings.Join(strings.Fields(a.page().Find(selector).Text()), " ")
}

func (s *site) do(r *http.Request) answer {
	s.t.Helper()
	resp, err := s.client.Do(r)
	require.NoError(s.t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(s.t, err)
	return answer{resp, s.t, string(body)}
}

// get requests a page; headers alternate name and value.
func (s *site) get(path string, headers ...string) answer {
	s.t.Helper()
	return s.do(s.request(http.MethodGet, path, nil, headers...))
}

// post sends a form, as a browser would from a page of the same site.
func (s *site) post(path string, form url.Values, headers ...string) answer {
	s.t.Helper()
	r := s.request(http.MethodPost, path, strings.NewReader(form.Encode()), headers...)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.do(r)
}

func (s *site) request(method, path string, body io.Reader, headers ...string) *http.Request {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.ctx(), method, s.url+path, body)
	require.NoError(s.t, err)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

// follow requests the page that an answer redirects to.
func (s *site) follow(a answer) answer {
	s.t.Helper()
	require.Equal(s.t, http.StatusSeeOther, a.StatusCode, a.text)
	return s.get(a.Header.Get("Location"))
}

// land requests a page and follows to where it leads.
func (s *site) land(path string) answer {
	s.t.Helper()
	a := s.get(path)
	for a.StatusCode == http.StatusSeeOther {
		a = s.follow(a)
	}
	return a
}

// add logs a claim from a quick line.
func (s *site) add(format string, args ...any) ledger.ClaimLine {
	s.t.Helper()
	d, err := tracker.DraftFromLine(fmt.Sprintf(format, args...))
	require.NoError(s.t, err)
	done, _, err := s.tracker.Log(s.ctx(), "tester", d)
	require.NoError(s.t, err)
	return done.Claim
}

// flag flags what is due.
func (s *site) flag() {
	s.t.Helper()
	_, err := s.tracker.Flag(s.ctx(), "tester", ledger.Date{})
	require.NoError(s.t, err)
}

// claim reads a claim back.
func (s *site) claim(publicID string) ledger.ClaimLine {
	s.t.Helper()
	c, err := s.store.Claim(s.ctx(), publicID)
	require.NoError(s.t, err)
	return c
}

// logged keeps what is written, from any goroutine.
type logged struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
