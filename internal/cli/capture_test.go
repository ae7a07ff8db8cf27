package cli_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
)

const article = `# The minister on the grid

By Jane Reporter
Published: 2026-03-02

The power grid will be free of coal by the end of 2030, the energy minister said. The last mine closed in 2021.

The economy will grow by 3% next year, the bank said. Is that so?
`

func articleFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "article.md")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestCapturePrintsTheFixedShape(t *testing.T) {
	sh := one(t)
	out := sh.run("capture", articleFile(t, article), "--json").good().out
	got := decoded[map[string]any](result{t: t, out: out})
	assert.JSONEq(t, `{"title": "The minister on the grid", "author": "Jane Reporter", "publisher": "", "published_on": "2026-03-02", "lang": "en", "main_speaker": ""}`,
		pick(t, got, "title", "author", "publisher", "published_on", "lang", "main_speaker"))
	text := []rune(got["text"].(string))
	assert.Equal(t, got["text_sha256"], ledger.SumText(string(text)))
	candidates := got["candidates"].([]any)
	require.Len(t, candidates, 2, out)
	for _, c := range candidates {
		c := c.(map[string]any)
		assert.Equal(t, c["quote"], string(text[int(c["start"].(float64)):int(c["end"].(float64))]), "offsets are characters of the text")
		assert.NotEmpty(t, c["because"])
		score := c["score"].(float64)
		assert.True(t, score > 0 && score <= 1, score)
		for _, key := range []string{"statement", "speaker", "second_hand", "deadline", "confidence", "condition", "same_as"} {
			_, there := c[key]
			assert.True(t, there, key)
		}
	}
	first := candidates[0].(map[string]any)
	assert.JSONEq(t, `{"quote": "The power grid will be free of coal by the end of 2030, the energy minister said.", "second_hand": true, "condition": "", "same_as": null,
			"confidence": {"basis": "none", "words": "", "probability": null}}`, pick(t, first, "quote", "second_hand", "condition", "same_as", "confidence"))
	assert.Equal(t, "the energy minister", strings.ToLower(first["speaker"].(string)))
	deadline := first["deadline"].(map[string]any)
	assert.JSONEq(t, `{"to": "2030-12-31", "precision": "year", "kind": "stated"}`, pick(t, deadline, "to", "precision", "kind"))
	second := candidates[1].(map[string]any)["deadline"].(map[string]any)
	assert.Equal(t, "2027-12-31", second["to"], "next year counts from the day of publication")

	out = sh.run("capture", articleFile(t, "The shop opened in 2021. It rained."), "--json").good().out
	assert.JSONEq(t, `[]`, pickList(t, out, "candidates"))
	assert.Empty(t, sh.run("list", "--json").list(), "nothing is logged")
}

func pickList(t *testing.T, out, key string) string {
	t.Helper()
	got := decoded[map[string]json.RawMessage](result{t: t, out: out})
	return string(got[key])
}

func TestCaptureKeeps(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		path := articleFile(t, article)
		in := sh.run("capture", path).good().out
		assert.Contains(t, in, "  1  ")
		assert.Contains(t, in, "The minister on the grid")
		out := sh.run("capture", path, "--keep", "1-2", "--json").good().out
		claims := decoded[[]map[string]any](result{t: t, out: out})
		require.Len(t, claims, 2)
		assert.Equal(t, "2026-03-02", claims[0]["said_on"])
		assert.Equal(t, "¶2", claims[0]["place"])
		source := claims[0]["source"].(map[string]any)
		assert.Equal(t, "The minister on the grid", source["title"])

		again := sh.run("capture", path, "--keep", "1,2")
		assert.Equal(t, 1, again.code)
		assert.Contains(t, again.errs, "1: This claim has been logged already")
		assert.Contains(t, again.errs, "2: This claim has been logged already")
		sh.run("capture", path, "--keep", "7").bad(2, "There is no sentence 7")
		for _, list := range []string{"x", "3-1", "0", "1-", "-2", "1-99999"} {
			sh.run("capture", path, "--keep="+list).bad(2, "is not a list of numbers")
		}
		assert.Len(t, sh.run("list", "--json").list(), 2)
	})
}

func TestCaptureSaysWhatItCantRead(t *testing.T) {
	sh := one(t)
	sh.run("capture", filepath.Join(t.TempDir(), "none.txt")).bad(2, "can't be read")
	sh.run("capture", articleFile(t, "")).bad(2, "no text")
	sh.run("capture", articleFile(t, article), "--said", "someday").bad(2, "“someday” is not a date")
}

func TestCaptureFetchesNothingFromThisMachine(t *testing.T) {
	asked := false
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer server.Close()
	sh := one(t)
	for _, link := range []string{server.URL, "HTTP://localhost/", "http://169.254.169.254/latest/", "http://[::1]/"} {
		sh.run("capture", link).bad(2, "only public web pages are fetched")
	}
	sh.run("capture", "https://user:secret@example.org/").bad(2, "name or password")
	assert.False(t, asked)
}
