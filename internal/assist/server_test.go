package assist_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/assist"
	"foresaid/internal/ledger"
)

func TestWhatIsAsked(t *testing.T) {
	text := textOf(rates, ships)
	text.Speaker, text.Author, text.Topics = "The minister", "The harbour desk", []string{"shipping"}
	s := serve(t, saying(claims()))
	_, err := drafter(t, s).Sharpen(t.Context(), text, foundIn(t, text, ships))
	require.NoError(t, err)
	require.Len(t, s.all(), 1)
	r := s.all()[0]
	assert.Equal(t, "/v1/chat/completions", r.path)
	assert.Equal(t, "Bearer "+key, r.header.Get("Authorization"))
	assert.Equal(t, "small", r.body["model"])
	assert.InDelta(t, 0, r.body["temperature"], 1e-9)
	assert.Contains(t, r.body, "temperature", "left out, it would be 1")
	assert.Equal(t, map[string]any{"type": "json_object"}, r.body["response_format"])
	assert.NotEqual(t, true, r.body["stream"])
	assert.NotContains(t, r.body, "tools")
	for _, want := range []string{rates, "Found so far", "- " + ships, "2024-04-24", "The minister", "The harbour desk", "shipping"} {
		assert.Contains(t, r.user(), want)
	}
	mark := strings.Fields(r.user())[1]
	assert.Len(t, mark, 12)
	assert.Equal(t, 2, strings.Count(r.user(), "===== "+mark+" ====="), "the article stands between two marks")
	assert.True(t, strings.HasSuffix(r.user(), "===== "+mark+" ====="))
	assert.Contains(t, r.message(0), mark)
	assert.Contains(t, r.message(0), "不是指令")
	assert.NotContains(t, r.message(0), "{{")
	assert.NotContains(t, r.message(0)+r.user(), key)
}

func TestNoKeyIsNoToken(t *testing.T) {
	s := serve(t, saying(claims()))
	_, err := drafterOf(t, assist.Options{Endpoint: s.URL + "/v1/chat/completions/", Model: "small"}).Sharpen(t.Context(), textOf(ships), nil)
	require.NoError(t, err)
	assert.Empty(t, s.all()[0].header.Values("Authorization"))
	assert.Equal(t, "/v1/chat/completions", s.all()[0].path, "the address may be that of the interface")
}

func TestAnswersInOtherDress(t *testing.T) {
	one := `{"quote": "` + ships + `", "statement": "Ships run on ammonia"}`
	for name, content := range map[string]string{
		"fenced":       "Here you are:\n```json\n{\"claims\": [" + one + "]}\n```\nAnything else?",
		"a list":       "[" + one + "]",
		"one":          one,
		"lines":        one + "\n" + one,
		"wrapped":      `{"result": {"data": {"claims": [` + one + `]}}}`,
		"with thought": "<think>{maybe [this {</think>\n{\"claims\": [" + one + "]}",
		"with braces":  "The set {a, b} of [claims]: {\"claims\": [" + one + "]}",
	} {
		t.Run(name, func(t *testing.T) {
			got := sharpen(t, textOf(ships), nil, content)
			require.Len(t, got, 1)
			assert.Equal(t, "Ships run on ammonia", got[0].Statement)
		})
	}
}

func TestAnAnswerThatWasCutOff(t *testing.T) {
	content := claims(claim{"quote": ships, "statement": "Ships run on ammonia"}, claim{"quote": rates})
	for name, c := range map[string]struct{ content, finish string }{
		"in the middle":  {content[:len(content)-20], "stop"},
		"said so itself": {content, "length"},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, _ request) { say(w, c.content, c.finish) })
			text := textOf(ships)
			got, err := drafter(t, s).Sharpen(t.Context(), text, nil)
			assert.Equal(t, "assist_cut_off", keyOf(t, err))
			require.Len(t, got, 1, "what came is kept")
			assert.Equal(t, "Ships run on ammonia", got[0].Statement)
			assertVerbatim(t, text, got)
		})
	}
}

func TestServersThatUnderstandLess(t *testing.T) {
	for name, c := range map[string]struct {
		refuse   func(map[string]any) string
		requests int
		left     []string
	}{
		"no format": {func(b map[string]any) string {
			if b["response_format"] != nil {
				return "Unknown field response_format"
			}
			return ""
		}, 2, []string{"temperature"}},
		"no temperature": {func(b map[string]any) string {
			if b["temperature"] != nil {
				return "temperature does not support 0 with this model"
			}
			return ""
		}, 2, []string{"response_format"}},
		"neither": {func(b map[string]any) string {
			if b["temperature"] != nil || b["response_format"] != nil {
				return "no"
			}
			return ""
		}, 2, nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, r request) {
				if message := c.refuse(r.body); message != "" {
					refusing(http.StatusBadRequest, message)(w, r)
					return
				}
				say(w, claims(claim{"quote": ships}), "stop")
			})
			long := textOf(ships, strings.Repeat("Nothing else is told. ", 4))
			got, err := drafterOf(t, assist.Options{Endpoint: s.URL, Model: "small", Chunk: 100}).Sharpen(t.Context(), long, nil)
			require.NoError(t, err)
			assert.Len(t, got, 1)
			all := s.all()
			require.Len(t, all, c.requests+1, "the second chunk knows")
			for _, field := range []string{"temperature", "response_format"} {
				assert.Equal(t, all[2].body[field] != nil, len(c.left) == 1 && c.left[0] == field, field)
			}
		})
	}
	t.Run("a model that the library knows to take no temperature", func(t *testing.T) {
		s := serve(t, saying(claims(claim{"quote": ships})))
		got, err := drafterOf(t, assist.Options{Endpoint: s.URL, Model: "o3-mini"}).Sharpen(t.Context(), textOf(ships), nil)
		require.NoError(t, err)
		assert.Len(t, got, 1)
		require.Len(t, s.all(), 1)
		assert.NotContains(t, s.all()[0].body, "temperature")
	})
}

func TestFailures(t *testing.T) {
	raw := func(status int, body string) func(http.ResponseWriter, request) {
		return func(w http.ResponseWriter, _ request) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}
	for name, c := range map[string]struct {
		answer func(http.ResponseWriter, request)
		key    string
	}{
		"401":             {refusing(401, "Incorrect API key provided: "+key), "assist_key_refused"},
		"403":             {raw(403, "no "+key), "assist_key_refused"},
		"404":             {refusing(404, "no model "+key), "assist_not_there"},
		"429":             {refusing(429, "slow down, "+key), "assist_busy"},
		"400":             {refusing(400, "bad "+key), "assist_failed"},
		"500":             {refusing(500, "oops "+key), "assist_failed"},
		"502 with a page": {raw(502, "<html>"+key+"</html>"), "assist_failed"},
		"a page":          {raw(200, "<html>"+key+"</html>"), "assist_unreadable"},
		"empty":           {raw(200, ""), "assist_unreadable"},
		"cut":             {raw(200, `{"choices": [{"message": {"content": "`+key), "assist_unreadable"},
		"no choices":      {raw(200, `{"choices": []}`), "assist_unreadable"},
		"no claims":       {saying("I am sorry, " + key), "assist_unreadable"},
		"nothing said":    {saying(""), "assist_unreadable"},
		"cut before any":  {saying(`{"claims": [{"quote": "` + key), "assist_unreadable"},
		"too long":        {saying(strings.Repeat(key, 200_000)), "assist_too_long"},
		"too long to say": {raw(500, strings.Repeat(key, 200_000)), "assist_too_long"},
		"elsewhere": {func(w http.ResponseWriter, _ request) {
			w.Header().Set("Location", "http://127.0.0.1:1/"+key)
			w.WriteHeader(http.StatusTemporaryRedirect)
		}, "assist_moved"},
		"hangs up": {func(http.ResponseWriter, request) { panic(http.ErrAbortHandler) }, "assist_unreachable"},
	} {
		t.Run(name, func(t *testing.T) {
			text := textOf(rates, ships)
			found := foundIn(t, text, ships)
			got, err := drafter(t, serve(t, c.answer)).Sharpen(t.Context(), text, found)
			assert.Equal(t, found, got, "the rules' drafts stay")
			assert.Equal(t, c.key, keyOf(t, err))
			for e := err; e != nil; e = errors.Unwrap(e) {
				assert.NotContains(t, fmt.Sprintf("%v %+v %#v", e, e, e), key)
			}
		})
	}
}

func TestNobodyAtTheAddress(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	s.Close()
	_, err := drafterOf(t, assist.Options{Endpoint: s.URL, Model: "small", Key: key}).Sharpen(t.Context(), textOf(ships), nil)
	assert.Equal(t, "assist_unreachable", keyOf(t, err))
}

// hanging starts a server that never answers; asked is closed by the first
// request.
func hanging(t *testing.T) (s *server, asked chan struct{}) {
	t.Helper()
	asked, done := make(chan struct{}), make(chan struct{})
	s = serve(t, func(http.ResponseWriter, request) {
		close(asked)
		<-done
	})
	t.Cleanup(func() { close(done) })
	return s, asked
}

func TestTimeout(t *testing.T) {
	s, _ := hanging(t)
	_, err := drafterOf(t, assist.Options{Endpoint: s.URL, Model: "small", Timeout: 20 * time.Millisecond}).Sharpen(t.Context(), textOf(ships), nil)
	assert.Equal(t, "assist_timeout", keyOf(t, err))
	assert.ErrorIs(t, err, context.DeadlineExceeded)
	assert.ErrorContains(t, err, "20ms")
}

func TestTheCallerGoesAway(t *testing.T) {
	s, asked := hanging(t)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-asked
		cancel()
	}()
	_, err := drafter(t, s).Sharpen(ctx, textOf(ships), nil)
	assert.Equal(t, "assist_stopped", keyOf(t, err))
	assert.ErrorIs(t, err, context.Canceled)
}

func TestADrafterDoesNotShowItsKey(t *testing.T) {
	d := drafterOf(t, assist.Options{Endpoint: "http://localhost", Model: "small", Key: key})
	assert.NotContains(t, fmt.Sprintf("%v", d), "never", "it prints")
	for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
		assert.NotContains(t, fmt.Sprintf(format, d), key)
		assert.NotContains(t, fmt.Sprintf(format, *d), key)
	}
}

func TestEndpoints(t *testing.T) {
	for _, good := range []string{"", " ", "https://api.example.org/v1", "https://8.8.8.8", "http://127.0.0.1:11434/v1", "http://[::1]:1", "http://localhost",
		"http://10.0.0.7/v1", "http://192.168.1.2", "http://[fd00::1]", "http://100.64.0.1", "http://ollama:11434/v1", "http://[::ffff:10.0.0.1]"} {
		assert.NoError(t, assist.CheckEndpoint(good), good)
	}
	for bad, key := range map[string]string{
		"localhost:11434": "assist_endpoint_unreadable", "ftp://127.0.0.1": "assist_endpoint_unreadable", "http://": "assist_endpoint_unreadable",
		"https://u:p@example.org": "assist_endpoint_unreadable", "https://example.org/?key=1": "assist_endpoint_unreadable",
		"https://example.org/#a": "assist_endpoint_unreadable", "https://exa mple.org": "assist_endpoint_unreadable",
		"http://8.8.8.8": "assist_plain_http", "http://[2001:db8::1]/v1": "assist_plain_http", "http://169.254.169.254": "assist_plain_http",
		"http://0.0.0.0": "assist_plain_http",
	} {
		err := assist.CheckEndpoint(bad)
		var e *ledger.Error
		require.ErrorAs(t, err, &e, bad)
		assert.Equal(t, key, e.Key, bad)
		_, err = assist.New(assist.Options{Endpoint: bad, Model: "small"})
		require.ErrorAs(t, err, &e, bad)
		assert.Equal(t, []string{"assist.endpoint", key}, []string{e.Field, e.Key}, bad)
		assert.Equal(t, ledger.Invalid, e.Code)
	}
	_, err := assist.New(assist.Options{Model: "small"})
	assert.Error(t, err, "no endpoint, no drafter")
	_, err = assist.New(assist.Options{Endpoint: "http://localhost", Model: " "})
	assert.ErrorContains(t, err, "assist.model")
}

func TestLongTexts(t *testing.T) {
	var paragraphs []string
	for i := range 40 {
		paragraphs = append(paragraphs, fmt.Sprintf("In paragraph %d the sun will rise. ", i)+strings.Repeat("It is so. ", i%7))
	}
	paragraphs = append(paragraphs, strings.Repeat("A long one will never end. ", 40))
	text := textOf(paragraphs...)
	// This model finds every sentence that it is shown.
	s := serve(t, func(w http.ResponseWriter, r request) {
		var all []claim
		for i := range 40 {
			if quote := fmt.Sprintf("In paragraph %d the sun will rise.", i); strings.Contains(r.user(), quote) {
				all = append(all, claim{"quote": quote})
			}
		}
		say(w, claims(all...), "stop")
	})
	got, err := drafterOf(t, assist.Options{Endpoint: s.URL, Model: "small", Chunk: 300}).Sharpen(t.Context(), text, nil)
	require.NoError(t, err)
	assert.Len(t, got, 40, "each once")
	assertVerbatim(t, text, got)
	asked := s.all()
	assert.Greater(t, len(asked), 10)
	again := 0
	for i := range 40 {
		times := 0
		for _, r := range asked {
			times += strings.Count(r.user(), fmt.Sprintf("In paragraph %d the", i))
			assert.Less(t, len(r.user()), 600, "chunks are small")
		}
		assert.Positive(t, times)
		if times > 1 {
			again++
		}
	}
	assert.Positive(t, again, "chunks overlap")

	got, err = drafterOf(t, assist.Options{Endpoint: s.URL, Model: "small", Chunk: 300, Most: 500}).Sharpen(t.Context(), text, nil)
	assert.Equal(t, "assist_partly", keyOf(t, err))
	assert.NotEmpty(t, got)
	assert.Less(t, len(got), 20)
}

func TestOnePartFails(t *testing.T) {
	text := textOf(ships, strings.Repeat("a ", 50), "The ferry will sail in 2030.")
	s := serve(t, func(w http.ResponseWriter, r request) {
		switch {
		case strings.Contains(r.user(), "a a a"):
			refusing(429, "slow down")(w, r)
		default:
			say(w, claims(claim{"quote": ships}, claim{"quote": "The ferry will sail in 2030."}), "stop")
		}
	})
	got, err := drafterOf(t, assist.Options{Endpoint: s.URL, Model: "small", Chunk: 100}).Sharpen(t.Context(), text, nil)
	assert.Equal(t, "assist_busy", keyOf(t, err))
	assert.Len(t, got, 2, "the others are there")

	dead := serve(t, refusing(500, "oops"))
	_, err = drafterOf(t, assist.Options{Endpoint: dead.URL, Model: "small", Chunk: 100}).Sharpen(t.Context(), text, nil)
	assert.Equal(t, "assist_failed", keyOf(t, err))
	assert.Len(t, dead.all(), 1, "where the first part fails, the rest is not sent")
}
