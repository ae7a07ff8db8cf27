package assist_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/assist"
	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

const key = "sk-hunter2"

// request is what the fake server got.
type request struct {
	header http.Header
	path   string
	body   map[string]any
}

// user is the message that has the article.
func (r request) user() string { return r.message(1) }

func (r request) message(i int) string {
	return r.body["messages"].([]any)[i].(map[string]any)["content"].(string)
}

// server is a fake of a server with OpenAI's chat interface.
type server struct {
	*httptest.Server
	mu       sync.Mutex
	requests []request
}

func (s *server) all() []request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// serve starts a server that answers as told.
func serve(t testing.TB, answer func(http.ResponseWriter, request)) *server {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got := request{header: r.Header, path: r.URL.Path}
		body, err := io.ReadAll(r.Body)
		if !assert.NoError(t, err) || !assert.NoError(t, json.Unmarshal(body, &got.body)) {
			return
		}
		s.mu.Lock()
		s.requests = append(s.requests, got)
		s.mu.Unlock()
		answer(w, got)
	}))
	t.Cleanup(s.Close)
	return s
}

// saying makes the answer of a model.
func saying(content string) func(http.ResponseWriter, request) {
	return func(w http.ResponseWriter, _ request) { say(w, content, "stop") }
}

func say(w http.ResponseWriter, content, finish string) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{
		"index": 0, "finish_reason": finish, "message": map[string]any{"role": "assistant", "content": content},
	}}})
}

// refusing makes an answer with an error of OpenAI's form.
func refusing(status int, message string) func(http.ResponseWriter, request) {
	return func(w http.ResponseWriter, _ request) {
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"message": message, "type": "x"}})
	}
}

func drafter(t testing.TB, s *server) *assist.Drafter {
	t.Helper()
	return drafterOf(t, assist.Options{Endpoint: s.URL + "/v1", Model: "small", Key: key})
}

func drafterOf(t testing.TB, o assist.Options) *assist.Drafter {
	t.Helper()
	d, err := assist.New(o)
	require.NoError(t, err)
	return d
}

// claim is one claim as a model tells it.
type claim map[string]any

// claims is a good answer.
func claims(all ...claim) string {
	if all == nil {
		all = []claim{}
	}
	b, err := json.Marshal(map[string]any{"claims": all})
	if err != nil {
		panic(err)
	}
	return string(b)
}

// textOf makes a text of paragraphs parted by empty lines.
func textOf(paragraphs ...string) wording.Text {
	t := wording.Text{Said: day("2024-04-24")}
	at := 0
	for _, p := range paragraphs {
		t.Passages = append(t.Passages, wording.Passage{Kind: wording.Body, Start: at, Text: p})
		at += len([]rune(p)) + 2
	}
	return t
}

// whole is the text that offsets count the characters of.
func whole(t wording.Text) []rune {
	var all []string
	for _, p := range t.Passages {
		all = append(all, p.Text)
	}
	return []rune(strings.Join(all, "\n\n"))
}

// foundIn makes candidates of sentences of a text, as the rules would.
func foundIn(t *testing.T, text wording.Text, sentences ...string) []wording.Candidate {
	t.Helper()
	var found []wording.Candidate
	for _, s := range sentences {
		before, _, ok := strings.Cut(string(whole(text)), s)
		require.True(t, ok, s)
		start := len([]rune(before))
		found = append(found, wording.Candidate{
			Start: start, End: start + len([]rune(s)), Quote: s, Statement: s, Score: .7, Because: []string{"will"}, SameAs: -1,
			Confidence: ledger.Confidence{Basis: ledger.NoConfidence},
		})
	}
	return found
}

// assertVerbatim asserts that quotes are slices of the text, in its order.
func assertVerbatim(t assert.TestingT, text wording.Text, got []wording.Candidate) {
	all := whole(text)
	for i, c := range got {
		if assert.True(t, 0 <= c.Start && c.Start < c.End && c.End <= len(all), "%d to %d of %d", c.Start, c.End, len(all)) {
			assert.Equal(t, string(all[c.Start:c.End]), c.Quote)
		}
		assert.True(t, i == 0 || got[i-1].Start <= c.Start, "the order of the text")
		assert.Less(t, c.SameAs, i, "an earlier one")
	}
}

func day(s string) ledger.Date {
	d, err := ledger.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// keyOf is the key of an error that a person can read.
func keyOf(t *testing.T, err error) string {
	t.Helper()
	var e *ledger.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, ledger.Unavailable, e.Code)
	assert.NotContains(t, e.Message(), "%!")
	return e.Key
}
