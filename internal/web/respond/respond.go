// Package respond writes answers: pages, fragments of pages, JSON and errors.
// It holds the one map from error codes to HTTP statuses.
package respond

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/templates"
)

// Status maps every error code to an HTTP status.
var Status = map[ledger.Code]int{
	ledger.Invalid:     http.StatusUnprocessableEntity,
	ledger.NotFound:    http.StatusNotFound,
	ledger.Conflict:    http.StatusConflict,
	ledger.Duplicate:   http.StatusConflict,
	ledger.Forbidden:   http.StatusForbidden,
	ledger.Unavailable: http.StatusServiceUnavailable,
	ledger.Internal:    http.StatusInternalServerError,
}

// FragmentHeader is set by the scripts: the answer is then a part of a page.
const FragmentHeader = "X-Fragment"

// Responder writes answers. It is made once and safe for concurrent use.
type Responder struct {
	pages map[string]map[string]*template.Template // language, page
	log   *slog.Logger
	base  func(echo.Context) Base
}

// Base is what the layout needs; every page's data embeds it.
type Base struct {
	L         *locale.Locale
	Title     string      // of the document, in L
	Section   string      // the entry of the navigation: due, claims, speakers, sources, status
	Today     ledger.Date // in the tracker's zone
	DueCount  int         // claims waiting for a verdict; -1 when not known
	Path      string      // of this page with its query, to come back to
	RequestID string
	Query     string // what is searched for
	Feed      string // the path of its own feed, if it has one
	Card      *Card  // what other sites show of a link to this page, or nil
}

// Card is what other sites show of a link. Its addresses are whole ones.
type Card struct{ Title, Description, URL, Image string }

// Layout returns the base itself, so that the layout can find it in any page.
func (b Base) Layout() Base { return b }

// New parses the templates, once for each language, with funcs of that
// language bound. base makes the Base of the error page.
func New(log *slog.Logger, funcs func(*locale.Locale) template.FuncMap, base func(echo.Context) Base) (*Responder, error) {
	r := &Responder{pages: map[string]map[string]*template.Template{}, log: log, base: base}
	names, err := fs.Glob(templates.FS, "pages/*.html")
	if err != nil {
		return nil, err
	}
	for _, l := range locale.All() {
		shared, err := template.New("").Funcs(funcs(l)).ParseFS(templates.FS, "layouts/*.html", "partials/*.html")
		if err != nil {
			return nil, fmt.Errorf("templates: %w", err)
		}
		pages := map[string]*template.Template{}
		for _, file := range names {
			t, err := template.Must(shared.Clone()).ParseFS(templates.FS, file)
			if err != nil {
				return nil, fmt.Errorf("templates: %w", err)
			}
			pages[strings.TrimSuffix(path.Base(file), ".html")] = t
		}
		r.pages[l.Tag()] = pages
	}
	return r, nil
}

// Page writes a whole page: pages/name.html in the layout.
func (r *Responder) Page(c echo.Context, status int, name string, data interface{ Layout() Base }) error {
	return r.execute(c, status, data.Layout().L, name, "layout", data)
}

// Embed writes pages/name.html for the frame of another site.
func (r *Responder) Embed(c echo.Context, status int, name string, data interface{ Layout() Base }) error {
	return r.execute(c, status, data.Layout().L, name, "embed", data)
}

// Fragment writes one template defined in pages/name.html or in a partial.
func (r *Responder) Fragment(c echo.Context, status int, l *locale.Locale, name, fragment string, data any) error {
	return r.execute(c, status, l, name, fragment, data)
}

func (r *Responder) execute(c echo.Context, status int, l *locale.Locale, name, start string, data any) error {
	t := r.pages[l.Tag()][name]
	if t == nil {
		return fmt.Errorf("respond: no page %q", name)
	}
	var buf bytes.Buffer // so that a fault in the middle can still become an error page
	if err := t.ExecuteTemplate(&buf, start, data); err != nil {
		return fmt.Errorf("respond: page %s: %w", name, err)
	}
	return c.HTMLBlob(status, buf.Bytes())
}

// IsFragment tells whether a script asks for a part of a page.
func IsFragment(c echo.Context) bool { return c.Request().Header.Get(FragmentHeader) != "" }

// errorPage is the data of pages/error.html.
type errorPage struct {
	Base
	Status  int
	Heading string
	Message string
	Help    string
}

// Error writes an error as a page, a fragment or JSON, whichever was asked
// for. Faults of ours are logged with the request's id and shown without
// internals. It is the server's echo.HTTPErrorHandler.
func (r *Responder) Error(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	b := r.base(c)
	p := r.explain(err, b)
	if p.Status >= 500 {
		r.log.Error("request failed", "id", b.RequestID, "method", c.Request().Method, "path", LoggedPath(c.Request()), "err", causes(err))
	}
	var wrote error
	switch {
	case c.Request().Method == http.MethodHead:
		wrote = c.NoContent(p.Status)
	case WantsJSON(c):
		wrote = c.JSON(p.Status, errorJSON(err, p))
	case IsFragment(c):
		wrote = r.Fragment(c, p.Status, b.L, "error", "problem", p)
	default:
		wrote = r.Page(c, p.Status, "error", p)
	}
	if wrote != nil {
		r.log.Error("error page failed", "id", b.RequestID, "err", wrote)
		if !c.Response().Committed {
			http.Error(c.Response(), "Internal error. Request "+b.RequestID, http.StatusInternalServerError)
		}
	}
}

func (r *Responder) explain(err error, b Base) errorPage {
	p := errorPage{Base: b}
	var he *echo.HTTPError
	if errors.As(err, &he) {
		p.Status = he.Code
	} else {
		p.Status = Status[ledger.CodeOf(err)]
	}
	l := b.L
	switch {
	case p.Status == http.StatusNotFound:
		p.Heading, p.Message, p.Help = l.T("base.not_found"), l.T("base.not_found_message"), l.T("base.not_found_help")
	case p.Status == http.StatusMethodNotAllowed:
		p.Heading, p.Message = l.T("base.not_allowed"), l.T("base.not_allowed_message")
	case p.Status == http.StatusRequestEntityTooLarge:
		p.Heading, p.Message = l.T("base.too_large"), l.T("base.too_large_message")
	case p.Status == http.StatusForbidden:
		p.Heading, p.Message = l.T("base.forbidden"), l.T("base.forbidden_message")
	case p.Status >= 500 && ledger.CodeOf(err) != ledger.Unavailable:
		p.Heading, p.Message = l.T("base.internal"), l.T("base.internal_message", "id", b.RequestID)
	default:
		p.Heading, p.Message = l.T("base.refused"), l.T("base.refused_message")
	}
	if texts := Messages(l, err); len(texts) > 0 && p.Status != http.StatusInternalServerError {
		p.Message = strings.Join(texts, " ")
	}
	p.Title = p.Heading
	return p
}

// Messages are the texts of an error in a language, one for each problem;
// none for an error that is not the ledger's.
func Messages(l *locale.Locale, err error) []string {
	var many ledger.Problems
	var one *ledger.Error
	if !errors.As(err, &many) && errors.As(err, &one) {
		many = ledger.Problems{one}
	}
	texts := make([]string, len(many))
	for i, e := range many {
		texts[i] = l.Error(e)
	}
	return texts
}

func errorJSON(err error, p errorPage) any {
	type field struct {
		Field   string `json:"field"`
		Message string `json:"message"`
	}
	var body struct {
		Error struct {
			Status    int     `json:"status"`
			Message   string  `json:"message"`
			Fields    []field `json:"fields,omitempty"`
			RequestID string  `json:"request_id"`
		} `json:"error"`
	}
	body.Error.Status, body.Error.Message, body.Error.RequestID = p.Status, p.Message, p.RequestID
	var many ledger.Problems
	if errors.As(err, &many) {
		for _, e := range many {
			body.Error.Fields = append(body.Error.Fields, field{e.Field, p.L.Error(e)})
		}
	}
	return body
}

// WantsJSON tells whether JSON is asked for: by the header Accept, or by an
// address that ends in .json.
func WantsJSON(c echo.Context) bool {
	return strings.HasSuffix(c.Request().URL.Path, ".json") ||
		strings.Contains(c.Request().Header.Get(echo.HeaderAccept), echo.MIMEApplicationJSON)
}

// causes joins the messages of err and everything it wraps.
func causes(err error) string {
	text := err.Error()
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(inner) {
		if s := inner.Error(); !strings.Contains(text, s) {
			text += ": " + s
		}
	}
	return text
}

// LoggedPath is the path of a request as it is logged: without the secrets of
// addresses that whoever knows them may use.
func LoggedPath(r *http.Request) string {
	for _, prefix := range []string{"/feeds/p/", "/answer/"} {
		if rest, ok := strings.CutPrefix(r.URL.Path, prefix); ok {
			_, after, _ := strings.Cut(rest, "/")
			return prefix + "***/" + after
		}
	}
	return r.URL.Path
}
