package ui

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	texttemplate "text/template"
	"time"

	"github.com/labstack/echo/v4"

	"foresaid/internal/locale"
	"foresaid/internal/web/assets"
	"foresaid/internal/web/respond"
)

// settingsPage is how to reach Foresaid while reading.
type settingsPage struct {
	respond.Base
	form
	Origin      string       // address of this server
	Bookmarklet template.URL // of our own making
	Code        string       // the same, to copy
	Example     string       // of an address that fills in the form
	Feeds       []feedLink
	Keys        []feedKeyView
	New         []feedLink // of the key just made
	KeyName     string
	Recipients  []recipientView
}

// ShowSettings shows how to reach Foresaid while reading.
func (u *UI) ShowSettings(c echo.Context) error {
	return u.showSettings(c, http.StatusOK, settingsPage{form: form{L: u.locale(c)}})
}

func (u *UI) showSettings(c echo.Context, status int, p settingsPage) error {
	p.Origin = u.origin(c)
	code, err := bookmarklet(p.Origin)
	if err != nil {
		return err
	}
	p.Code, p.Bookmarklet = code, template.URL(code) //nolint:gosec // a text of ours, with the address of this server encoded
	p.Example = p.Origin + "/log?" + url.Values{"text": {"The plant will open in 2027."}, "title": {"The plant"}, "url": {"https://example.org/plant"}}.Encode()
	tested, err := u.tested(c)
	if err != nil {
		return err
	}
	p.Recipients = u.recipients(c, tested)
	if p.Base, err = u.page(c, "settings", u.locale(c).T("settings.title")); err != nil {
		return err
	}
	if err := u.feedParts(c, &p); err != nil {
		return err
	}
	return u.respond.Page(c, status, "settings", p)
}

// bookmarklet is the address of a bookmark that opens the form with what is
// selected on the page one reads.
func bookmarklet(base string) (string, error) {
	page, err := fs.ReadFile(assets.Extension(), "page.js")
	if err != nil {
		return "", err
	}
	var code []string
	for line := range strings.Lines(string(page)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			code = append(code, line)
		}
	}
	to, err := json.Marshal(base + "/log?")
	if err != nil {
		return "", err
	}
	script := "(()=>{" + strings.Join(code, "\n") + "\nwindow.open(" + string(to) + "+foresaidPage())})()"
	return "javascript:" + url.PathEscape(script), nil
}

// ExtensionZip serves the browser extension with this server's address in it.
func (u *UI) ExtensionZip(c echo.Context) error {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	add := func(name string, content []byte) error {
		// a fixed time, so that the same extension is the same file
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err == nil {
			_, err = w.Write(content)
		}
		return err
	}
	files := assets.Extension()
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if name == "manifest.json" {
			if content, err = versioned(content, u.Version); err != nil {
				return err
			}
		}
		return add(name, content)
	})
	if err != nil {
		return err
	}
	config, err := json.Marshal(map[string]string{"server": u.origin(c)})
	if err != nil {
		return err
	}
	if err := add("config.json", config); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="foresaid-extension.zip"`)
	return c.Blob(http.StatusOK, "application/zip", buf.Bytes())
}

var numbers = regexp.MustCompile(`^v?(\d{1,4}(?:\.\d{1,4}){1,2})`)

// versioned is the extension's manifest with the version of this build, as
// far as browsers take it: numbers, and not only zeros.
func versioned(manifest []byte, version string) ([]byte, error) {
	found := numbers.FindStringSubmatch(version)
	if found == nil || strings.Trim(found[1], "0.") == "" {
		return manifest, nil
	}
	var m map[string]any
	if err := json.Unmarshal(manifest, &m); err != nil {
		return nil, err
	}
	m["version"] = found[1]
	return json.MarshalIndent(m, "", "  ")
}

// webManifest is what makes a web app installable.
type webManifest struct {
	ID          string         `json:"id"`
	Name        string         `json:"name"`
	ShortName   string         `json:"short_name"`
	Description string         `json:"description"`
	Lang        string         `json:"lang"`
	StartURL    string         `json:"start_url"`
	Scope       string         `json:"scope"`
	Display     string         `json:"display"`
	Background  string         `json:"background_color"`
	Theme       string         `json:"theme_color"`
	Icons       []manifestIcon `json:"icons"`
	Shortcuts   []manifestLink `json:"shortcuts"`
	ShareTarget manifestShare  `json:"share_target"`
}

type manifestIcon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
}

type manifestLink struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type manifestShare struct {
	Action string            `json:"action"`
	Method string            `json:"method"`
	Params map[string]string `json:"params"`
}

// Paper and accent of the light theme, as in tokens.css.
const paper, accent = "#fbfaf6", "#0b5563"

// WebManifest serves the manifest of the web app. What other apps share goes
// to the form, by GET: nothing is logged by it.
func (u *UI) WebManifest(c echo.Context) error {
	l := u.locale(c)
	m := webManifest{
		ID: "/", Name: "Foresaid", ShortName: "Foresaid", Description: l.T("base.footer"), Lang: l.Tag(),
		StartURL: "/", Scope: "/", Display: "standalone", Background: paper, Theme: accent,
		Icons: []manifestIcon{
			{assets.Path("icon.svg"), "any", "image/svg+xml", "any"},
			{assets.Path("icon-192.png"), "192x192", "image/png", "any"},
			{assets.Path("icon-512.png"), "512x512", "image/png", "any"},
			{assets.Path("icon-maskable.png"), "512x512", "image/png", "maskable"},
		},
		Shortcuts:   []manifestLink{{l.T("base.log_claim"), "/log"}, {l.T("base.capture"), "/capture"}, {l.T("base.due"), "/"}},
		ShareTarget: manifestShare{Action: "/log", Method: http.MethodGet, Params: map[string]string{"title": "title", "text": "text", "url": "url"}},
	}
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "application/manifest+json", body)
}

// offlinePage says that the server can't be reached.
type offlinePage struct{ respond.Base }

// Others are the languages beside the page's own. The page is kept by the
// browser, and shown whatever the language has become since.
func (p offlinePage) Others() []*locale.Locale {
	return slices.DeleteFunc(slices.Clone(locale.All()), func(l *locale.Locale) bool { return l.Tag() == p.L.Tag() })
}

// ShowOffline is the page that the service worker shows when the server can't
// be reached.
func (u *UI) ShowOffline(c echo.Context) error {
	p := offlinePage{u.base(c, "")}
	p.Title = p.L.T("offline.title")
	return u.respond.Page(c, http.StatusOK, "offline", p)
}

var workerTemplate = texttemplate.Must(texttemplate.New("sw.js").Parse(assets.Worker()))

// ServiceWorker serves the service worker. Its text changes with what it
// keeps, so that browsers take the new one.
func (u *UI) ServiceWorker(c echo.Context) error {
	kept := []string{"/offline", assets.Path("app.css"), assets.Path("app.js"), assets.Path("icon.svg")}
	sum := sha256.Sum256([]byte(strings.Join(kept, " ") + u.Version))
	list, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	if err := workerTemplate.Execute(&buf, map[string]string{"Version": hex.EncodeToString(sum[:6]), "Kept": string(list)}); err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "text/javascript; charset=utf-8", buf.Bytes())
}

// Languages are those that the pages speak.
func (p settingsPage) Languages() []*locale.Locale { return locale.All() }
