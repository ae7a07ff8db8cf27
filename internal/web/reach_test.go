package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/store/storetest"
	"foresaid/internal/web"
)

// log opens the form as another page or program does.
func (s *site) handIn(values ...string) answer {
	s.t.Helper()
	q := url.Values{}
	for i := 0; i < len(values); i += 2 {
		q.Set(values[i], values[i+1])
	}
	return s.get("/log?" + q.Encode())
}

func field(a answer, name string) string {
	input := a.page().Find("#draft [name=" + name + "]")
	if input.Is("textarea") {
		return input.Text()
	}
	return input.AttrOr("value", "")
}

func TestLogIsFilledInFromElsewhere(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		a := s.handIn("text", "The bank's chief economist said rates will very likely fall by the end of next year.", "title", "Outlook",
			"url", "https://example.org/o", "author", "Jane Reporter", "published", "2026-03-02", "lang", "en-GB")
		require.Equal(t, 200, a.StatusCode)
		for name, want := range map[string]string{
			"quote":        "The bank's chief economist said rates will very likely fall by the end of next year.",
			"source_title": "Outlook", "source_link": "https://example.org/o", "source_author": "Jane Reporter", "source_published_on": "2026-03-02",
			"source_lang": "en", "quote_lang": "en", "deadline": "by the end of next year", "confidence": "very likely",
		} {
			assert.Equal(t, want, field(a, name), name)
		}
		assert.Contains(t, strings.ToLower(field(a, "speaker")), "chief economist")
		assert.Contains(t, a.find("#below-deadline"), "31 Dec 2027", "counted from the day of publication")
		assert.Empty(t, a.find(".problem"), "what is missing is no fault yet")
		assert.Empty(t, s.claims(), "nothing is logged")

		zh := s.handIn("text", "三年内，房价会下降。", "title", "楼市", "url", "https://example.org/zh", "published", "2026-03-02")
		assert.Equal(t, "三年内", field(zh, "deadline"))
		assert.Equal(t, "zh", field(zh, "quote_lang"))
		assert.Contains(t, zh.find("#below-deadline"), "2 Mar 2029")

		// a phone puts the link into the text, and repeats the title
		phone := s.handIn("title", "Coal is over", "text", "Coal is over https://example.org/coal?a=1&b=2.")
		assert.Equal(t, "https://example.org/coal?a=1&b=2", field(phone, "source_link"))
		assert.Equal(t, "Coal is over", field(phone, "source_title"))
		assert.Empty(t, field(phone, "quote"))

		wrong := s.handIn("text", "Prices will fall.", "published", "2026-02-30", "url", "javascript:alert(1)")
		assert.Equal(t, 200, wrong.StatusCode)
		assert.Equal(t, "Prices will fall.", field(wrong, "quote"))
		assert.Contains(t, wrong.find("#below-source_published_on"), "no such day")
		assert.Contains(t, wrong.find("#below-source_link"), "not a link")
		assert.Equal(t, "2026-02-30", field(wrong, "source_published_on"))

		long := s.handIn("text", strings.Repeat("Prices will fall by 2030. ", 40), "title", "Outlook")
		require.Equal(t, "Outlook", long.page().Find(`form[action="/capture"] [name=title]`).AttrOr("value", ""))
		text := long.page().Find(`form[action="/capture"] [name=text]`).AttrOr("value", "")
		desk := s.follow(s.post("/capture", url.Values{"text": {text}, "title": {"Outlook"}}))
		assert.Equal(t, "Outlook", desk.find("h1"), "a long text can be gone through")

		huge := s.handIn("text", strings.Repeat("预测", 3000))
		assert.Equal(t, 200, huge.StatusCode)
		assert.Contains(t, huge.find("#below-quote"), "5000")
	})
}

func TestWebManifest(t *testing.T) {
	s := one(t)
	for _, lang := range []string{"en", "zh-CN"} {
		a := s.get("/manifest.webmanifest", "Accept-Language", lang)
		assert.Equal(t, "application/manifest+json", a.Header.Get("Content-Type"))
		var m struct {
			Lang, Display string
			Icons         []struct{ Src, Sizes, Type, Purpose string }
			Shortcuts     []struct{ Name, URL string }
			ShareTarget   struct {
				Action, Method string
				Params         map[string]string
			} `json:"share_target"`
		}
		require.NoError(t, json.Unmarshal([]byte(a.text), &m))
		assert.Equal(t, lang, m.Lang)
		assert.Equal(t, "standalone", m.Display)
		purposes := map[string]bool{}
		for _, icon := range m.Icons {
			got := s.get(icon.Src)
			require.Equal(t, 200, got.StatusCode, icon.Src)
			assert.Equal(t, icon.Type, got.Header.Get("Content-Type"))
			purposes[icon.Purpose] = true
			if icon.Type == "image/png" {
				image, err := png.DecodeConfig(strings.NewReader(got.text))
				require.NoError(t, err)
				assert.Equal(t, icon.Sizes, fmt.Sprintf("%dx%d", image.Width, image.Height))
			}
		}
		assert.True(t, purposes["maskable"] && purposes["any"])
		for _, link := range m.Shortcuts {
			assert.Equal(t, 200, s.get(link.URL).StatusCode, link.Name)
		}
		shared := url.Values{}
		for what, name := range m.ShareTarget.Params {
			shared.Set(name, map[string]string{"title": "Coal", "text": "Coal will be gone by 2030.", "url": "https://example.org/coal"}[what])
		}
		form := s.get(m.ShareTarget.Action + "?" + shared.Encode())
		assert.Equal(t, "Coal will be gone by 2030.", field(form, "quote"))
		assert.Equal(t, "https://example.org/coal", field(form, "source_link"))
	}
	page := s.get("/")
	assert.Equal(t, "/manifest.webmanifest", page.page().Find("link[rel=manifest]").AttrOr("href", ""))
}

func TestExtension(t *testing.T) {
	s := newSite(t, storetest.SQLite(t), func(o *web.Options) { o.PublicURL = "https://foresaid.example.org" })
	a := s.get("/settings/foresaid-extension.zip")
	assert.Equal(t, "application/zip", a.Header.Get("Content-Type"))
	assert.Contains(t, a.Header.Get("Content-Disposition"), "foresaid-extension.zip")
	assert.Equal(t, a.text, s.get("/settings/foresaid-extension.zip").text, "the same extension is the same file")
	z, err := zip.NewReader(bytes.NewReader([]byte(a.text)), int64(len(a.text)))
	require.NoError(t, err)
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		content, err := io.ReadAll(r)
		require.NoError(t, err)
		files[f.Name] = string(content)
	}
	assert.JSONEq(t, `{"server": "https://foresaid.example.org"}`, files["config.json"])
	var m struct {
		ManifestVersion int `json:"manifest_version"`
		Permissions     []string
		HostPermissions []string              `json:"host_permissions"`
		Background      map[string]any        `json:"background"`
		Icons           map[string]string     `json:"icons"`
		Options         struct{ Page string } `json:"options_ui"`
	}
	require.NoError(t, json.Unmarshal([]byte(files["manifest.json"]), &m))
	assert.Equal(t, 3, m.ManifestVersion)
	assert.Empty(t, m.HostPermissions)
	assert.ElementsMatch(t, []string{"activeTab", "contextMenus", "scripting", "storage"}, m.Permissions)
	for _, name := range []string{m.Background["service_worker"].(string), m.Options.Page, "page.js", "options.js", "options.css", m.Icons["48"], m.Icons["128"]} {
		assert.NotEmpty(t, files[name], name)
	}
	keys := map[string][]string{}
	for _, lang := range []string{"en", "zh_CN"} {
		var texts map[string]struct{ Message string }
		require.NoError(t, json.Unmarshal([]byte(files["_locales/"+lang+"/messages.json"]), &texts), lang)
		for key, text := range texts {
			assert.NotEmpty(t, text.Message)
			keys[lang] = append(keys[lang], key)
		}
	}
	assert.ElementsMatch(t, keys["en"], keys["zh_CN"])
	for name, text := range files {
		assert.NotContains(t, text, "eval(", name)
		assert.NotContains(t, text, "https://cdn", name)
	}
}

func TestServiceWorkerKeepsNothingOfTheRecord(t *testing.T) {
	s := one(t)
	a := s.get("/sw.js")
	assert.Contains(t, a.Header.Get("Content-Type"), "text/javascript")
	assert.Contains(t, a.Header.Get("Cache-Control"), "no-cache")
	assert.Contains(t, a.text, `"/offline"`)
	assert.NotContains(t, a.text, "{{")
	assert.Contains(t, s.get("/offline").find("h1"), "can’t be reached")
	assert.Contains(t, s.get("/offline", "Accept-Language", "zh").find("h1"), "连不上服务器")
	assert.Contains(t, s.get("/").Header.Get("Content-Security-Policy"), "worker-src 'self'")
}

// newspaper is a page of another site.
const newspaper = `<!doctype html><html lang="en"><head><title>Outlook - The Paper</title>
<meta property="og:title" content="Outlook"><link rel="canonical" href="/outlook">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","datePublished":"2026-03-02T08:00:00Z","author":[{"name":"Jane Reporter"}]}]}</script>
</head><body><p id="said">Prices will fall by “a third” before 2030 &amp; beyond.</p></body></html>`

func TestBrowserBookmarkletFillsTheFormIn(t *testing.T) {
	s := newSite(t, storetest.SQLite(t))
	paper := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, newspaper)
	}))
	defer paper.Close()
	settings := s.get("/settings")
	code := settings.page().Find("a[href^='javascript:']").AttrOr("href", "")
	require.NotEmpty(t, code)
	require.Equal(t, code, settings.page().Find("#f-code").Text())
	source, err := url.PathUnescape(strings.TrimPrefix(code, "javascript:"))
	require.NoError(t, err)
	b := newBrowser(t, s, "en")
	b.run(chromedp.Navigate(paper.URL + "/outlook?utm_source=x"))
	b.run(script(`getSelection().selectAllChildren(document.querySelector("#said")); window.open = (to) => { location.href = to; }; ` + source))
	b.sees("h1", "Who said what will happen?")
	assert.Equal(t, "Prices will fall by “a third” before 2030 & beyond.", b.js(`document.querySelector("#draft [name=quote]").value`))
	assert.Equal(t, "Outlook", b.js(`document.querySelector("#draft [name=source_title]").value`))
	assert.Equal(t, paper.URL+"/outlook", b.js(`document.querySelector("#draft [name=source_link]").value`))
	assert.Equal(t, "Jane Reporter", b.js(`document.querySelector("#draft [name=source_author]").value`))
	assert.Equal(t, "2026-03-02", b.js(`document.querySelector("#draft [name=source_published_on]").value`))
}

func TestBrowserExtensionLogsASelection(t *testing.T) {
	s := newSite(t, storetest.SQLite(t))
	b := newBrowser(t, s, "en")
	background := s.get("/settings/foresaid-extension.zip")
	z, err := zip.NewReader(bytes.NewReader([]byte(background.text)), int64(len(background.text)))
	require.NoError(t, err)
	read := func(name string) string {
		f, err := z.Open(name)
		require.NoError(t, err)
		content, err := io.ReadAll(f)
		require.NoError(t, err)
		return string(content)
	}
	b.open("/settings")
	b.run(script(`window.opened = []; window.menus = []; window.handlers = {}; const on = (name) => ({ addListener: (f) => { handlers[name] = f; } });
		window.chrome = {
			storage: { sync: { get: async () => ({}) } },
			runtime: { getURL: (p) => p, onInstalled: on("installed") },
			i18n: { getMessage: (key) => key }, contextMenus: { create: (m) => menus.push(m.id), onClicked: on("menu") },
			action: { onClicked: on("action") }, commands: { onCommand: on("command") },
			scripting: { executeScript: async ({ func }) => [{ result: func?.() }] },
			tabs: { create: async ({ url }) => opened.push(url) },
		};
		window.fetch = async () => ({ json: async () => (` + read("config.json") + `) });`))
	b.run(script(read("page.js") + "\nwindow.foresaidPage = foresaidPage;" + read("background.js") + `
		handlers.installed(); getSelection().selectAllChildren(document.querySelector("h1")); handlers.menu({ menuItemId: "log" }, { id: 1 }); handlers.menu({ menuItemId: "capture", pageUrl: "https://example.org/a?b=c" });`))
	b.until(`opened.length === 2`)
	assert.Equal(t, "log,capture", b.js("menus"))
	opened := b.js(`opened.sort().join("\n")`)
	capture, log, _ := strings.Cut(opened, "\n")
	assert.Equal(t, s.url+"/capture?link=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc", capture)
	assert.Contains(t, log, s.url+"/log?text=In+reach+while+you+read")
}

func TestBrowserSaysWhenTheServerIsAway(t *testing.T) {
	s := newSite(t, storetest.SQLite(t))
	b := newBrowser(t, s, "en")
	b.open("/log")
	b.run(script(`navigator.serviceWorker.ready.then(() => { window.isReady = true; })`))
	b.until(`window.isReady && navigator.serviceWorker.controller`)
	s.server.CloseClientConnections()
	s.server.Close()
	b.open("/claims")
	b.sees("h1", "The server can’t be reached")
	b.sees("main", "Try again")
}
