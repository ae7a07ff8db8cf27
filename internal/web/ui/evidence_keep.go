package ui

import (
	"errors"
	"io"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// fillEvidence takes the file that was handed over into a piece of evidence,
// and the text of the page that it links to, where that is asked for.
func (u *UI) fillEvidence(c echo.Context, by string, row *judgeRow, e *ledger.Evidence) error {
	header, err := c.FormFile("evidence_file")
	switch {
	case errors.Is(err, http.ErrMissingFile), errors.Is(err, http.ErrNotMultipart):
	case err != nil:
		return ledger.Invalidf("evidence_file", "upload_lost", "The file did not arrive; choose it again")
	case header.Size > 0 || header.Filename != "":
		file, err := header.Open()
		if err != nil {
			return ledger.Invalidf("evidence_file", "upload_lost", "The file did not arrive; choose it again")
		}
		defer file.Close()
		content, err := io.ReadAll(io.LimitReader(file, tracker.MostUploaded+1))
		if err != nil {
			return ledger.Invalidf("evidence_file", "upload_lost", "The file did not arrive; choose it again")
		}
		read, err := u.Tracker.ReadFile(by, header.Filename, content)
		if err != nil {
			return err
		}
		e.File = &read
	}
	if !row.KeepCopy || e.Text != "" || ledger.Line(e.Link) == "" {
		return nil
	}
	title, text, err := u.pageText(c, e.Link)
	if err != nil {
		return err
	}
	e.Keep(title, text, u.Tracker.Now())
	return nil
}

// pageText fetches the text of a page. What goes wrong is said at the link.
func (u *UI) pageText(c echo.Context, link string) (title, text string, err error) {
	if u.Fetch == nil {
		return "", "", ledger.Invalidf("evidence_link", "fetching_off", "This server fetches no links; paste the text instead")
	}
	page, err := u.Fetch(ctxOf(c), link)
	if err != nil {
		var told *ledger.Error
		if errors.As(err, &told) {
			return "", "", told.At("evidence_link")
		}
		return "", "", err
	}
	if page.Text == "" {
		return "", "", ledger.Invalidf("evidence_link", "page_empty", "There is no text on that page to keep")
	}
	return page.Title, page.Text, nil
}

// KeepEvidence keeps a copy of the page of a piece of evidence, now.
func (u *UI) KeepEvidence(c echo.Context) error {
	line, err := u.Store.Claim(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	id, err := strconv.ParseInt(c.Param("evidence"), 10, 64)
	if err != nil {
		return ledger.Errorf(ledger.NotFound, "evidence_not_found", "There is no such evidence")
	}
	verdicts, err := u.Store.Verdicts(ctxOf(c), line.ID)
	if err != nil {
		return err
	}
	for _, v := range verdicts {
		for _, e := range v.Evidence {
			if e.ID != id {
				continue
			}
			title, text, err := u.pageText(c, e.Link)
			if err != nil {
				return err
			}
			d, err := u.Tracker.KeepEvidence(ctxOf(c), u.User, line.PublicID, id, title, text)
			if err != nil {
				return err
			}
			return c.Redirect(http.StatusSeeOther, "/claims/"+d.Claim.PublicID+"#verdict")
		}
	}
	return ledger.Errorf(ledger.NotFound, "evidence_not_found", "There is no such evidence")
}

// ShowFile serves a file that was handed over. It comes from a stranger, so
// that nothing in it may run, frame or be taken for something else.
func (u *UI) ShowFile(c echo.Context) error {
	f, err := u.Store.File(ctxOf(c), c.Param("sum"))
	if err != nil {
		return err
	}
	ending := map[string]string{"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}[f.Type]
	h := c.Response().Header()
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Content-Disposition", `inline; filename="evidence-`+f.SHA256[:12]+ending+`"`)
	h.Set("Cache-Control", "private, max-age=31536000, immutable")
	return c.Blob(http.StatusOK, f.Type, f.Content)
}
