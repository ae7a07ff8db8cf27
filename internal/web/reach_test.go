package web_test

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

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

func TestLogKeepsAllThatIsHandedOver(t *testing.T) {
	s := one(t)
	for name, c := range map[string]struct {
		in   []string
		want map[string]string
	}{
		"a link in the middle stays in the words": {
			[]string{"text", "See https://example.org/coal for why coal will be gone by 2030."},
			map[string]string{"quote": "See https://example.org/coal for why coal will be gone by 2030.", "source_link": "https://example.org/coal"},
		},
		"a link after Chinese words": {
			[]string{"text", "三年内，房价会下降。https://example.org/楼市"},
			map[string]string{"quote": "三年内，房价会下降。", "source_link": "https://example.org/楼市"},
		},
		"a link in front": {
			[]string{"text", "https://example.org/a_(b) Coal will be gone by 2030."},
			map[string]string{"quote": "Coal will be gone by 2030.", "source_link": "https://example.org/a_(b)"},
		},
		"the same link twice": {
			[]string{"text", "Coal will be gone by 2030. https://example.org/coal", "url", "https://example.org/coal"},
			map[string]string{"quote": "Coal will be gone by 2030.", "source_link": "https://example.org/coal"},
		},
		"another link at the end": {
			[]string{"text", "Coal will be gone: https://example.net/why", "url", "https://example.org/coal"},
			map[string]string{"quote": "Coal will be gone: https://example.net/why", "source_link": "https://example.org/coal"},
		},
		"a selection that a browser shares": {
			[]string{"text", "\"Coal will be gone by 2030.\"\n https://example.org/coal#:~:text=Coal%20will"},
			map[string]string{"quote": "Coal will be gone by 2030.", "source_link": "https://example.org/coal"},
		},
		"beside a quick line": {
			[]string{"line", "Coal will be gone -- Sam Altman, by 2030", "text", "We will see the end of coal.", "title", "Outlook", "said", "2026-03-02"},
			map[string]string{"statement": "Coal will be gone", "speaker": "Sam Altman", "quote": "We will see the end of coal.", "source_title": "Outlook", "said_on": "2026-03-02"},
		},
		"two names for the day": {
			[]string{"text", "Coal will be gone by 2030.", "said_on", "2026-03-02"},
			map[string]string{"said_on": "2026-03-02"},
		},
		"only who and when": {
			[]string{"speaker", "the minister", "said", "2026-03-02"},
			map[string]string{"speaker": "the minister", "said_on": "2026-03-02"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := s.handIn(c.in...)
			require.Equal(t, 200, a.StatusCode)
			for name, want := range c.want {
				assert.Equal(t, want, field(a, name), name)
			}
		})
	}
	assert.Empty(t, s.claims(), "nothing is logged")

	cut := []string{"text", strings.Repeat("煤", 4000) + "…", "cut", "1"}
	assert.Contains(t, s.handIn(cut...).find(".notice"), "first 4,000 characters")
	assert.NotContains(t, s.handIn(cut[:2]...).find(".notice"), "4,000")
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

// unzip returns the files of an archive by name.
func unzip(t *testing.T, archive string) map[string]string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(archive), int64(len(archive)))
	require.NoError(t, err)
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		content, err := io.ReadAll(r)
		require.NoError(t, err)
		files[f.Name] = string(content)
	}
	return files
}

func TestExtension(t *testing.T) {
	s := newSite(t, storetest.SQLite(t), func(o *web.Options) { o.PublicURL = "https://foresaid.example.org" })
	a := s.get("/settings/foresaid-extension.zip")
	assert.Equal(t, "application/zip", a.Header.Get("Content-Type"))
	assert.Contains(t, a.Header.Get("Content-Disposition"), "foresaid-extension.zip")
	assert.Equal(t, a.text, s.get("/settings/foresaid-extension.zip").text, "the same extension is the same file")
	files := unzip(t, a.text)
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
	for version, want := range map[string]string{"v1.12.3": "1.12.3", "v2.0.0-rc.1": "2.0.0", "v0.0.0-20260422090000-0123456789ab": "1.0", "(devel)": "1.0"} {
		built := newSite(t, storetest.SQLite(t), func(o *web.Options) { o.Version = version })
		assert.Contains(t, unzip(t, built.get("/settings/foresaid-extension.zip").text)["manifest.json"], `"version": "`+want+`"`, version)
	}
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
	assert.Contains(t, s.get("/offline").find("main [lang=zh-CN]"), "连不上服务器", "the browser keeps one page for all languages")
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
	assert.Less(t, len(source), 2048)
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
	files := unzip(t, s.get("/settings/foresaid-extension.zip").text)
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
		window.fetch = async () => ({ json: async () => (` + files["config.json"] + `) });`))
	b.run(script(files["page.js"] + "\nwindow.foresaidPage = foresaidPage;" + files["background.js"] + `
		handlers.installed(); getSelection().selectAllChildren(document.querySelector("h1")); handlers.menu({ menuItemId: "log" }, { id: 1 }); handlers.menu({ menuItemId: "capture", pageUrl: "https://example.org/a?b=c" });`))
	b.until(`opened.length === 2`)
	assert.Equal(t, "log,capture", b.js("menus"))
	opened := b.js(`opened.sort().join("\n")`)
	capture, log, _ := strings.Cut(opened, "\n")
	assert.Equal(t, s.url+"/capture?link=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc", capture)
	assert.Contains(t, log, s.url+"/log?text=Settings&")

	// where no script may run, the browser knows enough; without an address it asks for one
	b.run(script(`opened.length = 0; chrome.scripting.executeScript = async () => { throw new Error("not here"); };
		handlers.menu({ menuItemId: "log", selectionText: "煤".repeat(4001) }, { id: 1, title: "A report", url: "https://example.org/a.pdf" });`))
	b.until(`opened.length === 1`)
	q, err := url.Parse(b.js("opened[0]"))
	require.NoError(t, err)
	assert.Equal(t, url.Values{"text": {strings.Repeat("煤", 4000) + "…"}, "cut": {"1"}, "title": {"A report"}, "url": {"https://example.org/a.pdf"}}, q.Query())
	b.run(script(`window.fetch = async () => { throw new Error("no such file"); }; chrome.runtime.openOptionsPage = async () => opened.push("options");
		handlers.menu({ menuItemId: "capture", pageUrl: "https://example.org/a" });`))
	b.until(`opened[1] === "options"`)
}

func TestBrowserLoadsTheExtension(t *testing.T) {
	s := newSite(t, storetest.SQLite(t))
	dir := t.TempDir()
	for name, content := range unzip(t, s.get("/settings/foresaid-extension.zip").text) {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644))
	}
	b := newBrowser(t, s, "en", chromedp.Flag("disable-extensions", false), chromedp.Flag("load-extension", dir))
	const script = "/background.js"
	var at string
	require.Eventually(t, func() bool {
		targets, err := chromedp.Targets(b.ctx)
		for _, target := range targets {
			if strings.HasPrefix(target.URL, "chrome-extension://") && strings.HasSuffix(target.URL, script) {
				at = strings.TrimSuffix(target.URL, script)
			}
		}
		return err == nil && at != ""
	}, 20*time.Second, 50*time.Millisecond, "the browser takes the manifest and runs the script")
	b.run(chromedp.Navigate(at + "/options.html"))
	b.until(`document.querySelector("#server").value === "` + s.url + `"`)
	assert.Equal(t, "Address of your Foresaid", b.js(`document.querySelector("label").textContent`))
	b.run(chromedp.SetValue("#server", "https://foresaid.example.org/log"), chromedp.Click("button"))
	b.sees("#said", "Saved.")
	assert.Equal(t, "Log as claim", b.js(`chrome.runtime.getManifest().action.default_title`))
	b.open("/settings")
	b.run(chromedp.Navigate(at + "/options.html"))
	b.until(`document.querySelector("#server").value === "https://foresaid.example.org"`)
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
	b.sees("main [lang=zh-CN]", "连不上服务器")
	b.until(`getComputedStyle(document.querySelector("#main")).maxWidth !== "none"`) // it has its style sheet
}
