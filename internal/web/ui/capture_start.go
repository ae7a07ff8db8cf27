package ui

import (
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
	"foresaid/internal/web/respond"
)

// captureStartPage is where an article is handed over.
type captureStartPage struct {
	respond.Base
	form
	Text, Link string
	Open       []captureLine
	Fetches    bool // links are fetched by this server
}

// captureLine is an article that is being gone through.
type captureLine struct {
	ledger.Capture
	Counts  string
	Changed string // when, in words
	ISO     string
}

// Inputs of the form.
func (p captureStartPage) TextField() Field {
	field := p.field("capture.input.", "text", p.Text)
	field.Rows, field.Focus = 14, true
	return field
}

// LinkField is the input for a link.
func (p captureStartPage) LinkField() Field {
	field := p.field("capture.input.", "link", p.Link)
	field.Mode, field.Example = "url", linkExample
	return field
}

// Faults are the messages at none of the inputs.
func (p captureStartPage) Faults() []string { return p.Elsewhere("text", "link", "file") }

// openCaptures is how many unfinished articles are shown.
const openCaptures = 20

// StartCapture shows where an article is handed over.
func (u *UI) StartCapture(c echo.Context) error {
	p := captureStartPage{form: form{L: u.locale(c)}, Text: c.QueryParam("text"), Link: c.QueryParam("link")}
	return u.showCaptureStart(c, http.StatusOK, p)
}

func (u *UI) showCaptureStart(c echo.Context, status int, p captureStartPage) error {
	l := u.locale(c)
	var err error
	if p.Base, err = u.formPage(c, "capture", l.T("capture.title"), p.form); err != nil {
		return err
	}
	p.Fetches = u.Fetch != nil
	open, err := u.Store.Captures(ctxOf(c), ledger.CaptureOpen, openCaptures)
	if err != nil && len(p.Problems) == 0 {
		return err
	}
	for _, o := range open {
		at := o.ChangedAt.In(u.Zone)
		p.Open = append(p.Open, captureLine{
			Capture: o, Changed: l.Time(at), ISO: at.Format(isoTime),
			Counts: l.T("capture.counts", "waiting", l.Number(o.Waiting), "kept", l.Number(o.Kept)),
		})
	}
	return u.respond.Page(c, status, "capture_start", p)
}

const isoTime = "2006-01-02T15:04:05Z07:00"

// largestFile is how many bytes of a file are read.
const largestFile = 6 << 20

// TakeArticle takes an article in: a text, a file or a link.
func (u *UI) TakeArticle(c echo.Context) error {
	p := captureStartPage{form: form{L: u.locale(c)}, Text: c.FormValue("text"), Link: c.FormValue("link")}
	a, err := u.handedOver(c)
	if err == nil {
		if title := ledger.Line(c.FormValue("title")); a.Title == "" {
			a.Title = title
		}
		capture, err2 := u.Tracker.StartCapture(ctxOf(c), u.User, a)
		if err = err2; err == nil {
			return c.Redirect(http.StatusSeeOther, "/capture/"+capture.PublicID)
		}
	}
	if err := p.refused(err); err != nil {
		return err
	}
	return u.showCaptureStart(c, p.status(), p)
}

// handedOver reads the article of a request: the file if there is one, else
// the text, else what is behind the link.
func (u *UI) handedOver(c echo.Context) (article.Article, error) {
	link := ledger.Line(c.FormValue("link"))
	header, err := c.FormFile("file")
	if err == nil && header.Size > 0 {
		file, err := header.Open()
		if err != nil {
			return article.Article{}, err
		}
		defer file.Close()
		content, err := io.ReadAll(io.LimitReader(file, largestFile+1))
		if err != nil {
			return article.Article{}, err
		}
		if len(content) > largestFile {
			return article.Article{}, ledger.Invalidf("file", "file_too_large", "The file is larger than %d MB", largestFile>>20)
		}
		return article.Read(article.Input{Name: header.Filename, ContentType: header.Header.Get(echo.HeaderContentType), Link: link, Content: content})
	}
	pasted := c.FormValue("html") // what a browser hands over of a formatted text
	text := c.FormValue("text")
	switch {
	case ledger.Fold(text) != "" && pasted != "":
		return article.Read(article.Input{ContentType: echo.MIMETextHTML, Link: link, Content: []byte(pasted)})
	case ledger.Fold(text) != "":
		return article.Read(article.Input{Link: link, Content: []byte(text)})
	case link == "":
		return article.Article{}, ledger.Invalidf("text", "capture_nothing", "Paste a text, choose a file or give a link")
	case u.Fetch == nil:
		return article.Article{}, ledger.Invalidf("link", "fetching_off", "This server fetches no links; paste the text instead")
	}
	return u.Fetch(ctxOf(c), link)
}
