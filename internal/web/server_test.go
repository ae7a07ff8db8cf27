package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"foresaid/internal/store/storetest"
	"foresaid/internal/web"
)

func TestWrongPathsSayWhatToDo(t *testing.T) {
	s := one(t)
	for _, path := range []string{"/nowhere", "/claims/zzzzzzzz", "/speakers/zzzzzzzz", "/sources/zzzzzzzz", "/claims/zzzzzzzz/amend"} {
		a := s.get(path)
		require.Equal(t, http.StatusNotFound, a.StatusCode, path)
		require.Equal(t, "There is nothing here", a.find("h1"), path)
		require.NotEmpty(t, a.page().Find(`main a[href="/"]`).Nodes, path)
	}
	a := s.get("/nowhere", "Accept", "application/json")
	require.Equal(t, http.StatusNotFound, a.StatusCode)
	require.Contains(t, a.Header.Get("Content-Type"), "application/json")
	require.Contains(t, a.text, a.Header.Get("X-Request-Id"))
	require.Equal(t, http.StatusMethodNotAllowed, s.post("/", url.Values{}).StatusCode)
}

func TestFaultsAreLoggedAndNotShown(t *testing.T) {
	s := one(t)
	require.NoError(t, s.store.Close())
	a := s.get("/")
	require.GreaterOrEqual(t, a.StatusCode, 500)
	require.NotContains(t, a.text, "sql")
	require.Contains(t, a.text, a.Header.Get("X-Request-Id"), "the page names the request")
	require.Contains(t, s.log.String(), a.Header.Get("X-Request-Id"), "and so does the log")
	require.GreaterOrEqual(t, s.get("/healthz").StatusCode, 500)
}

func TestHealth(t *testing.T) {
	require.Equal(t, http.StatusOK, one(t).get("/healthz").StatusCode)
}

func TestBigBodiesAreRefused(t *testing.T) {
	s := one(t)
	a := s.post("/log", url.Values{"statement": {strings.Repeat("x", 2<<20)}})
	require.Equal(t, http.StatusRequestEntityTooLarge, a.StatusCode)
	require.NotEmpty(t, a.find("h1"))
}

func TestChangesFromOtherSitesAreRefused(t *testing.T) {
	s := one(t)
	c := s.add("X happens -- Someone, by 2025")
	form := url.Values{"grade": {"true"}}
	for _, headers := range [][]string{
		{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"},
	} {
		a := s.post("/claims/"+c.PublicID+"/verdict", form, headers...)
		require.Equal(t, http.StatusForbidden, a.StatusCode, headers)
	}
	require.Equal(t, c.Version, s.claim(c.PublicID).Version, "nothing has changed")
	for _, headers := range [][]string{{"Sec-Fetch-Site", "same-origin"}, {"Origin", s.url}, {}} {
		a := s.post("/claims/"+c.PublicID+"/verdict", form, headers...)
		require.Equal(t, http.StatusSeeOther, a.StatusCode, headers)
	}
}

func TestOtherHostNamesAreRefused(t *testing.T) {
	s := one(t)
	r := s.request(http.MethodGet, "/", nil)
	r.Host = "evil.example"
	a := s.do(r)
	require.Equal(t, http.StatusForbidden, a.StatusCode)
	require.Contains(t, a.text, "server.allowed_hosts")

	open := newSite(t, storetest.SQLite(t), func(o *web.Options) { o.Hosts = nil })
	r = open.request(http.MethodGet, "/", nil)
	r.Host = "foresaid.example"
	require.Equal(t, http.StatusOK, open.do(r).StatusCode)
}

func TestHeadersForbidWhatPagesDoNotDo(t *testing.T) {
	a := one(t).get("/")
	csp := a.Header.Get("Content-Security-Policy")
	require.Contains(t, csp, "default-src 'none'")
	require.NotContains(t, csp, "unsafe")
	require.Equal(t, "nosniff", a.Header.Get("X-Content-Type-Options"))
	require.Empty(t, a.page().Find("script:not([src]), [style], [onclick], [onload], style").Nodes, "nothing inline")
}

func TestAssetsAreCachedForEver(t *testing.T) {
	s := one(t)
	page := s.get("/").page()
	for selector, attr := range map[string]string{`link[rel=stylesheet]`: "href", "script": "src", `link[rel=icon]`: "href"} {
		path, ok := page.Find(selector).Attr(attr)
		require.True(t, ok, selector)
		a := s.get(path)
		require.Equal(t, http.StatusOK, a.StatusCode, path)
		require.Contains(t, a.Header.Get("Cache-Control"), "immutable")
	}
	require.Equal(t, http.StatusNotFound, s.get("/assets/app.000000000000.css").StatusCode)
}

func TestWhatPeopleTypeIsNeverMarkup(t *testing.T) {
	s := one(t)
	evil := `<script>alert(1)</script>"><img src=x onerror=alert(1)>`
	c := s.add("%s -- %s, by 2025 #ai", evil, "Mallory <b>")
	s.flag()
	for _, path := range []string{"/", "/claims", "/claims/" + c.PublicID, "/speakers", "/speakers/" + c.SpeakerPublicID, "/log?line=" + url.QueryEscape(evil)} {
		a := s.get(path)
		require.Equal(t, http.StatusOK, a.StatusCode, path)
		require.NotContains(t, a.text, "<script>alert", path)
		require.Empty(t, a.page().Find("img, main b:contains(Mallory)").Nodes, path)
	}
}

func TestLanguage(t *testing.T) {
	s := one(t)
	for header, want := range map[string]string{
		"": "en", "de-DE,de;q=0.9": "en", "zh-CN,zh;q=0.9,en;q=0.8": "zh-CN", "zh-TW": "zh-CN", "en-GB,zh;q=0.5": "en", "???": "en",
	} {
		lang, _ := s.get("/", "Accept-Language", header).page().Find("html").Attr("lang")
		require.Equal(t, want, lang, header)
	}
	a := s.get("/language?to=zh-CN&back=/claims%3Fstate%3Ddue")
	require.Equal(t, http.StatusSeeOther, a.StatusCode)
	require.Equal(t, "/claims?state=due", a.Header.Get("Location"))
	cookie := a.Cookies()[0]
	lang, _ := s.get("/", "Cookie", cookie.Name+"="+cookie.Value, "Accept-Language", "en").page().Find("html").Attr("lang")
	require.Equal(t, "zh-CN", lang, "the switch wins over the browser")
	for _, back := range []string{"https://evil.example/", "//evil.example/", `/\evil.example`, "javascript:alert(1)"} {
		require.Equal(t, "/", s.get("/language?to=en&back="+url.QueryEscape(back)).Header.Get("Location"), back)
	}
	require.Equal(t, http.StatusNotFound, s.get("/language?to=tlh").StatusCode)
}

// Two languages at once must never mix: templates are shared by all requests.
func TestLanguagesDoNotMix(t *testing.T) {
	s := one(t)
	var wg sync.WaitGroup
	wrong := make(chan string, 100)
	for i := range 8 {
		tag, word := "en", "Due for review"
		if i%2 == 1 {
			tag, word = "zh-CN", "到期待判"
		}
		wg.Go(func() {
			for range 10 {
				if a := s.get("/", "Accept-Language", tag); !strings.Contains(a.find("title"), word) {
					wrong <- fmt.Sprintf("%s: %s", tag, a.find("title"))
				}
			}
		})
	}
	wg.Wait()
	close(wrong)
	require.Empty(t, wrong)
}
