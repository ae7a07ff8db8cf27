package article_test

import (
	"compress/gzip"
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/article"
)

func TestGet(t *testing.T) {
	var asked *http.Request
	robots := 0
	fetcher, base := site(t, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
			robots++
			_, _ = w.Write([]byte("User-agent: *\nDisallow: /\n"))
		},
		"/json": func(w http.ResponseWriter, r *http.Request) {
			asked = r
			says("application/json", `{"a": 1}`)(w, r)
		},
		"/typed":   says("application/vnd.api+json; charset=utf-8", `[1]`),
		"/plain":   says("text/plain", `2`),
		"/moved":   leadsTo("/json"),
		"/page":    says("text/html; charset=utf-8", `{"a": 1}`),
		"/picture": says("image/png", "\x89PNG"),
		"/broken":  says("application/json", `{"a": `),
		"/script":  says("application/javascript", `callback({"a": 1})`),
		"/full":    says("application/json", `"`+strings.Repeat("a", 1<<20-2)+`"`),
		"/huge":    says("application/json", `"`+strings.Repeat("a", 1<<20-1)+`"`),
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = z.Write([]byte(`"` + strings.Repeat("a", 20<<20) + `"`))
			_ = z.Close()
		},
		"/fault":   answers(http.StatusServiceUnavailable),
		"/missing": answers(http.StatusNotFound),
		"/login":   answers(http.StatusUnauthorized),
		"/round":   leadsTo("/round"),
		"/private": leadsTo("http://169.254.169.254/latest/meta-data/"),
		"/file":    leadsTo("file:///etc/passwd"),
	})
	for path, want := range map[string]string{"/json": `{"a": 1}`, "/typed": `[1]`, "/plain": `2`, "/moved": `{"a": 1}`} {
		content, _, err := fetcher.Get(t.Context(), base+path)
		require.NoError(t, err, path)
		assert.Equal(t, want, string(content), path)
	}
	assert.Equal(t, "Foresaid/1.2.3 (+https://claims.example)", asked.UserAgent())
	assert.Contains(t, asked.Header.Get("Accept"), "application/json")
	assert.Empty(t, asked.Header.Get("Cookie"))
	assert.Zero(t, robots, "what is made for programs is not asked whether programs may read it")
	_, kind, err := fetcher.Get(t.Context(), base+"/full")
	require.NoError(t, err)
	assert.Equal(t, "application/json", kind)

	for path, want := range map[string]string{
		"/page": "answer_type", "/picture": "answer_type", "/broken": "answer_not_json", "/script": "answer_not_json",
		"/huge": "answer_too_large", "/bomb": "answer_too_large", "/fault": "answer_status", "/missing": "answer_status", "/login": "answer_status",
		"/round": "answer_redirects", "/private": "answer_private", "/file": "answer_redirect",
	} {
		content, _, err := fetcher.Get(t.Context(), base+path)
		assert.Equal(t, want, key(t, err), path)
		assert.Empty(t, content, path)
	}
	for link, want := range map[string]string{
		"rate": "link_unreadable", "ftp://example.org/": "link_unreadable", "http://me:secret@example.org/": "link_password", "http://127.0.0.1:9/": "answer_private",
	} {
		_, _, err := fetcher.Get(t.Context(), link)
		assert.Equal(t, want, key(t, err), link)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, err = fetcher.Get(ended, base+"/json")
	assert.ErrorIs(t, err, context.Canceled)
	_, _, err = article.NewFetcher(article.FetchOptions{}).Get(t.Context(), base+"/json")
	assert.Equal(t, "answer_private", key(t, err), "without leave, this machine is not asked")
}
