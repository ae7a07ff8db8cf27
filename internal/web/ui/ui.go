// Package ui holds the pages: one file for each thing a person does, named
// noun_verb. A handler binds the input, calls the tracker or reads the
// ledger, and renders a typed page.
package ui

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/tracker"
	"foresaid/internal/web/respond"
	"foresaid/internal/web/share"
)

// Options is what the pages stand on.
type Options struct {
	Tracker  *tracker.Tracker
	Store    ledger.Store // for reads
	Zone     *time.Location
	User     string // under whose name changes are recorded
	Language string // for readers who ask for none that we have
	Version  string
	Database string // its kind, as people call it; not shown if empty
	Jobs     func() []PlannedJob
	RunJob   func(ctx context.Context, name string) (affected int, err error)
	Log      *slog.Logger

	// Fetch reads the article behind a link; nil where links are not fetched.
	Fetch func(ctx context.Context, link string) (article.Article, error)

	Reminders Reminders
	// Getter asks addresses for JSON; nil where links are not fetched.
	Getter tracker.Getter

	PublicURL string       // of the site, without a path; empty: as each request has it
	Fonts     *share.Fonts // for share images
}

// UI serves the pages.
type UI struct {
	Options
	respond *respond.Responder
}

// New returns the pages.
func New(o Options) (*UI, error) {
	u := &UI{Options: o}
	r, err := respond.New(o.Log, u.funcs, func(c echo.Context) respond.Base { return u.base(c, "") })
	u.respond = r
	return u, err
}

// Error is the server's error handler.
func (u *UI) Error(err error, c echo.Context) { u.respond.Error(err, c) }

const localeKey = "locale"

// Localize is the middleware that chooses the language of the answer: the
// cookie of the switch, then Accept-Language, then the configured one.
func (u *UI) Localize(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Set(localeKey, u.localeOf(c))
		c.Response().Header().Add(echo.HeaderVary, "Accept, Accept-Language, Cookie, "+respond.FragmentHeader)
		return next(c)
	}
}

func (u *UI) localeOf(c echo.Context) *locale.Locale {
	var preferred []string
	if cookie, err := c.Cookie(languageCookie); err == nil {
		preferred = append(preferred, cookie.Value)
	}
	return locale.Match(append(preferred, c.Request().Header.Get("Accept-Language"), u.Language)...)
}

func (u *UI) locale(c echo.Context) *locale.Locale {
	if l, ok := c.Get(localeKey).(*locale.Locale); ok {
		return l
	}
	return u.localeOf(c) // a fault before the middleware ran
}

// base is the Base of a page that could not be made.
func (u *UI) base(c echo.Context, section string) respond.Base {
	return respond.Base{
		L: u.locale(c), Section: section, Today: u.Tracker.Today(), DueCount: -1,
		Path: c.Request().URL.RequestURI(), RequestID: c.Response().Header().Get(echo.HeaderXRequestID),
	}
}

// page is the Base of a page, with its title in words.
func (u *UI) page(c echo.Context, section, title string) (respond.Base, error) {
	b := u.base(c, section)
	b.Title = title
	counts, err := u.Store.CountStates(c.Request().Context())
	if err != nil {
		return b, err
	}
	b.DueCount = counts[ledger.StateDue]
	return b, nil
}

// back is the local path that a form or link asks to return to.
func back(c echo.Context, otherwise string) string {
	p, err := url.Parse(c.FormValue("back"))
	if err != nil || p.Scheme != "" || p.Host != "" || !strings.HasPrefix(p.Path, "/") || strings.HasPrefix(p.Path, "//") || strings.Contains(p.Path, `\`) {
		return otherwise
	}
	return p.RequestURI()
}

// done redirects to a page, which then says what was done and offers to undo
// it.
func done(c echo.Context, to string, d tracker.Done) error {
	u, err := url.Parse(to)
	if err != nil {
		return err
	}
	q := u.Query()
	q.Set("done", fmt.Sprintf("%s.%d", d.Claim.PublicID, d.Entry))
	u.RawQuery = q.Encode()
	return c.Redirect(http.StatusSeeOther, u.RequestURI())
}

// Notice says what has just been done to a claim.
type Notice struct {
	Claim ClaimView
	Kind  ledger.EntryKind
	Undo  int64  // number of the entry to undo, or 0
	Back  string // where to go after undoing
}

// notice reads what done has put into the address. Something that does not
// fit, or has been overtaken, gives none.
func (u *UI) notice(c echo.Context) (*Notice, error) {
	id, number, ok := strings.Cut(c.QueryParam("done"), ".")
	n, err := strconv.ParseInt(number, 10, 64)
	if !ok || err != nil || len(id) != ledger.PublicIDLength {
		return nil, nil
	}
	ctx := c.Request().Context()
	line, err := u.Store.Claim(ctx, id)
	if ledger.CodeOf(err) == ledger.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	entries, err := u.Store.EntriesOf(ctx, ledger.ClaimSubject(line.PublicID))
	if err != nil || len(entries) == 0 || entries[len(entries)-1].Number != n {
		return nil, err
	}
	at := *c.Request().URL
	q := at.Query()
	q.Del("done")
	at.RawQuery = q.Encode()
	return &Notice{Claim: u.view(c, line), Kind: entries[len(entries)-1].Kind, Undo: tracker.Undoable(entries), Back: at.RequestURI()}, nil
}

// form keeps what was typed and what is wrong with it, so that a refused form
// comes back filled in.
type form struct {
	L        *locale.Locale
	Problems ledger.Problems
}

// refused takes an error into the form if it is one that the person can do
// something about; any other is returned.
func (f *form) refused(err error) error {
	switch ledger.CodeOf(err) {
	case ledger.Invalid, ledger.Conflict, ledger.Duplicate, ledger.Unavailable:
		f.Problems.Add(err)
		return nil
	}
	return err
}

// At are the messages at a field.
func (f form) At(field string) []string { return respond.Messages(f.L, f.Problems.At(field)) }

// Elsewhere are the messages at none of the given fields.
func (f form) Elsewhere(fields ...string) []string {
	var rest ledger.Problems
	for _, p := range f.Problems {
		at := false
		for _, field := range fields {
			at = at || field == p.Field
		}
		if !at {
			rest = append(rest, p)
		}
	}
	return respond.Messages(f.L, rest)
}

// status of a form that comes back.
func (f form) status() int { return respond.Status[ledger.CodeOf(f.Problems.Err())] }

// lines makes views of claims.
func (u *UI) lines(c echo.Context, claims []ledger.ClaimLine) []ClaimView {
	views := make([]ClaimView, len(claims))
	for i, line := range claims {
		views[i] = u.view(c, line)
	}
	return views
}

func (u *UI) view(c echo.Context, line ledger.ClaimLine) ClaimView {
	return ClaimView{ClaimLine: line, l: u.locale(c), today: u.Tracker.Today(), zone: u.Zone}
}

func ctxOf(c echo.Context) context.Context { return c.Request().Context() }
