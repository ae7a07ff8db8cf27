package web_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
	"foresaid/internal/web"
)

// judgeWith sends a verdict as a browser does, with a file.
func (s *site) judgeWith(id, name string, content []byte, form url.Values) answer {
	s.t.Helper()
	return s.sendFile("/claims/"+id+"/verdict", name, content, form)
}

// sendFile sends a form with a file of evidence.
func (s *site) sendFile(path, name string, content []byte, form url.Values) answer {
	s.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for field, values := range form {
		for _, v := range values {
			require.NoError(s.t, w.WriteField(field, v))
		}
	}
	part, err := w.CreateFormFile("evidence_file", name)
	require.NoError(s.t, err)
	_, err = part.Write(content)
	require.NoError(s.t, err)
	require.NoError(s.t, w.Close())
	return s.do(s.request(http.MethodPost, path, &body, "Content-Type", w.FormDataContentType()))
}

func picture(t *testing.T, encode func(io.Writer, image.Image) error) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 4, 3))
	m.Set(1, 1, color.White)
	var b bytes.Buffer
	require.NoError(t, encode(&b, m))
	return b.Bytes()
}

func asJPEG(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) }

func evidenceOf(s *site, c ledger.ClaimLine) []ledger.Evidence {
	s.t.Helper()
	verdicts, err := s.store.Verdicts(s.ctx(), c.ID)
	require.NoError(s.t, err)
	require.NotEmpty(s.t, verdicts)
	return verdicts[len(verdicts)-1].Evidence
}

func TestEvidenceFiles(t *testing.T) {
	for _, where := range []string{"database", "folder"} {
		t.Run(where, func(t *testing.T) {
			each(t, func(t *testing.T, s *site) {
				folder := t.TempDir()
				if where == "folder" {
					s.store.KeepFilesIn(folder)
				}
				pdf := []byte("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
				for name, f := range map[string]struct {
					content []byte
					kind    string
				}{
					"chart.png":                {picture(t, png.Encode), "image/png"},
					"图.jpeg":                   {picture(t, asJPEG), "image/jpeg"},
					"../../etc/report.pdf":     {pdf, "application/pdf"},
					`C:\temp\wrong ending.txt`: {append(picture(t, png.Encode), "<script>alert(1)</script>"...), "image/png"},
				} {
					c := s.add("It happens, as %s says -- Ann Able, by 2025", name)
					a := s.judgeWith(c.PublicID, name, f.content, url.Values{"grade": {"true"}})
					require.Equal(t, http.StatusSeeOther, a.StatusCode, a.text)
					got := evidenceOf(s, c)
					require.Len(t, got, 1)
					require.NotNil(t, got[0].File)
					assert.Equal(t, f.kind, got[0].File.Type)
					assert.NotContains(t, got[0].File.Name, "/")
					assert.NotContains(t, got[0].File.Name, `\`)
					assert.False(t, s.claim(c.PublicID).Standing.Provisional, "a file is evidence")
					page := s.get("/claims/" + c.PublicID)
					at := page.page().Find("a.file").AttrOr("href", "")
					assert.Equal(t, "/files/"+got[0].File.SHA256, at)
					assert.Contains(t, page.find(".history"), got[0].File.SHA256, "the log holds the sum")
					served := s.get(at)
					require.Equal(t, http.StatusOK, served.StatusCode)
					assert.Equal(t, string(f.content), served.text)
					assert.Equal(t, f.kind, served.Header.Get("Content-Type"))
					assert.Equal(t, "nosniff", served.Header.Get("X-Content-Type-Options"))
					assert.Contains(t, served.Header.Get("Content-Security-Policy"), "sandbox")
					assert.Regexp(t, `^inline; filename="evidence-[0-9a-f]{12}\.(png|jpg|pdf)"$`, served.Header.Get("Content-Disposition"))
				}
				kept, err := filepath.Glob(filepath.Join(folder, "*", "*"))
				require.NoError(t, err)
				if where == "database" {
					assert.Empty(t, kept)
					return
				}
				assert.Len(t, kept, 4)
				lost := filepath.Base(kept[0])
				require.NoError(t, os.Remove(kept[0]))
				assert.Equal(t, http.StatusServiceUnavailable, s.get("/files/"+lost).StatusCode)
			})
		})
	}
}

func TestEvidenceFilesAreRefused(t *testing.T) {
	s := one(t)
	c := s.add("It happens -- Ann Able, by 2025")
	whole := picture(t, png.Encode)
	for name, f := range map[string]struct {
		file, says string
		content    []byte
	}{
		"a page in disguise": {"x.png", "is no PDF, PNG or JPEG", []byte("<!doctype html><script>alert(1)</script>")},
		"a program":          {"x.pdf", "is no PDF, PNG or JPEG", []byte("MZ\x90\x00")},
		"an SVG":             {"x.svg", "is no PDF, PNG or JPEG", []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)},
		"a broken picture":   {"x.png", "is damaged", whole[:12]},
		"nothing":            {"x.png", "The file is empty", nil},
		"too large":          {"x.pdf", "larger than 10 MB", append([]byte("%PDF-1.7\n"), make([]byte, 10<<20)...)},
	} {
		a := s.judgeWith(c.PublicID, f.file, f.content, url.Values{"grade": {"true"}, "note": {"as typed"}})
		assert.Equal(t, http.StatusUnprocessableEntity, a.StatusCode, name)
		assert.Contains(t, a.find(".problem"), f.says, name)
		assert.Equal(t, "as typed", a.page().Find("[name=note]").Text(), "%s: nothing is lost", name)
	}
	huge := s.judgeWith(c.PublicID, "x.pdf", make([]byte, 12<<20), url.Values{"grade": {"true"}})
	assert.Equal(t, http.StatusRequestEntityTooLarge, huge.StatusCode)
	assert.Equal(t, ledger.StateOpen, s.claim(c.PublicID).State)
	for _, sum := range []string{"nothere", "..%2f..%2fetc%2fpasswd", "%00"} {
		assert.Equal(t, http.StatusNotFound, s.get("/files/"+sum).StatusCode, sum)
	}
}

func TestEvidencePagesAreKept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		page := article.Article{Title: "It happened", Text: "It did happen.\n\nOn Monday."}
		var refusal error
		s := newSite(t, database, func(o *web.Options) {
			o.Fetch = func(context.Context, string) (article.Article, error) { return page, refusal }
		})
		c := s.add("It happens -- Ann Able, by 2025")
		a := s.post("/claims/"+c.PublicID+"/verdict", url.Values{"grade": {"true"}, "evidence_link": {"https://example.org/a"}, "keep_copy": {"1"}})
		require.Equal(t, http.StatusSeeOther, a.StatusCode, a.text)
		got := evidenceOf(s, c)[0]
		assert.Equal(t, page.Text, got.Text)
		assert.Equal(t, page.Title, got.Title)
		assert.Equal(t, ledger.SumText(page.Text), got.SHA256)
		assert.False(t, got.KeptAt.IsZero())
		assert.Contains(t, s.get("/claims/"+c.PublicID).find(".evidence"), "copy kept on 22 Apr 2026")
		revised := s.post("/claims/"+c.PublicID+"/verdict", url.Values{"grade": {"mostly_true"}, "keep": {strconv.FormatInt(got.ID, 10)}})
		require.Equal(t, http.StatusSeeOther, revised.StatusCode, revised.text)
		assert.Equal(t, got.KeptAt, evidenceOf(s, c)[0].KeptAt, "the copy goes with the evidence")

		refusal = ledger.Invalidf("link", "link_gone", "The page has been taken down")
		c = s.add("Another happens -- Ann Able, by 2025")
		form := url.Values{"grade": {"true"}, "evidence_link": {"https://example.org/b"}, "evidence_title": {"typed"}, "keep_copy": {"1"}}
		a = s.post("/claims/"+c.PublicID+"/verdict", form)
		assert.Equal(t, http.StatusUnprocessableEntity, a.StatusCode)
		assert.Contains(t, a.find(".problem"), "taken down")
		assert.Equal(t, "typed", a.page().Find("[name=evidence_title]").AttrOr("value", ""))
		assert.Equal(t, 1, a.page().Find("[name=keep_copy][checked]").Length())
		form.Del("keep_copy")
		require.Equal(t, http.StatusSeeOther, s.post("/claims/"+c.PublicID+"/verdict", form).StatusCode, "without a copy it goes")

		action := s.get("/claims/"+c.PublicID).page().Find(`form[action$="/keep"]`).AttrOr("action", "")
		require.NotEmpty(t, action)
		assert.Equal(t, http.StatusUnprocessableEntity, s.post(action, nil).StatusCode)
		refusal = nil
		s.follow(s.post(action, nil))
		assert.Equal(t, page.Text, evidenceOf(s, c)[0].Text)
		assert.Equal(t, "typed", evidenceOf(s, c)[0].Title)
		assert.Contains(t, s.get("/claims/"+c.PublicID).find(".history"), ledger.SumText(page.Text))
		assert.Equal(t, http.StatusNotFound, s.post(action, nil).StatusCode, "what is kept stays as it is")
		_, err := s.tracker.Verify(s.ctx())
		require.NoError(t, err)
	})
}

// pagesAnswer has the statuses of pages.
type pagesAnswer map[string]int

func (p pagesAnswer) Probe(_ context.Context, link string) int { return p[link] }

func TestDeadSourcesAreMarked(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := s.add("It happens -- Ann Able, by 2025, https://example.org/gone")
		id := c.PublicID
		pages := []string{"/claims/" + id, "/claims/" + id + "/review", "/sources/" + c.SourcePublicID}
		for _, page := range pages {
			assert.NotContains(t, s.get(page).find("dl.facts"), "dead", page)
		}
		_, err := s.tracker.CheckLinks(s.ctx(), pagesAnswer{"https://example.org/gone": 410})
		require.NoError(t, err)
		for _, page := range pages {
			a := s.get(page)
			assert.Contains(t, a.find("dl.facts"), "this link is dead", page)
			assert.NotEmpty(t, a.page().Find(`dl.facts a[href^="https://web.archive.org/web/2"][href$="https://example.org/gone"]`).Text(), page)
		}
	})
}

func TestDeadLinksAreMarked(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := s.add("It happens -- Ann Able, by 2025")
		for i, link := range []string{"https://example.org/well", "https://example.org/gone", "https://example.org/slow", "https://example.org/closed"} {
			form := url.Values{"grade": {"true"}, "evidence_link": {link}}
			if i > 0 {
				for _, e := range evidenceOf(s, c) {
					form.Add("keep", strconv.FormatInt(e.ID, 10))
				}
			}
			require.Equal(t, http.StatusSeeOther, s.post("/claims/"+c.PublicID+"/verdict", form).StatusCode)
		}
		answers := pagesAnswer{"https://example.org/well": 200, "https://example.org/gone": 404, "https://example.org/closed": 403}
		marked := func() string { return s.get("/claims/" + c.PublicID).find(".evidence") }
		assert.NotContains(t, marked(), "dead")
		n, err := s.tracker.CheckLinks(s.ctx(), answers)
		require.NoError(t, err)
		assert.Equal(t, 4, n)
		assert.Contains(t, marked(), "https://example.org/gone this link is dead archived copy")
		assert.NotContains(t, marked(), "slow this link is dead", "one bad day is no death")
		assert.Equal(t, 1, s.get("/claims/"+c.PublicID).page().Find(`a[href="https://web.archive.org/web/20260422/https://example.org/gone"]`).Length())

		n, err = s.tracker.CheckLinks(s.ctx(), answers)
		require.NoError(t, err)
		assert.Zero(t, n, "not so soon")
		s.setNow(s.now.Load().AddDate(0, 0, 1))
		n, err = s.tracker.CheckLinks(s.ctx(), answers)
		require.NoError(t, err)
		assert.Equal(t, 1, n)
		assert.Contains(t, marked(), "https://example.org/slow this link is dead")
		answers["https://example.org/slow"] = 200
		s.setNow(s.now.Load().AddDate(0, 0, 8))
		_, err = s.tracker.CheckLinks(s.ctx(), answers)
		require.NoError(t, err)
		assert.NotContains(t, marked(), "slow this link is dead", "it is back")
	})
}

func TestOurOwnNetworkKillsNoLinks(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		for i := range 3 {
			s.add("It happens, number %d -- Ann Able, by 2025, https://example.org/%d", i, i)
		}
		for range 3 {
			n, err := s.tracker.CheckLinks(s.ctx(), pagesAnswer{})
			assert.Equal(t, ledger.Unavailable, ledger.CodeOf(err))
			assert.Zero(t, n)
			s.setNow(s.now.Load().AddDate(0, 0, 2))
		}
		states, err := s.store.LinkStates(s.ctx(), []string{"https://example.org/0"})
		require.NoError(t, err)
		assert.Empty(t, states)
	})
}
