package cli_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDigest(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		var posted, refusals atomic.Int32
		hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			if refusals.Add(-1) >= 0 {
				w.WriteHeader(http.StatusBadGateway)
				return
			}
			posted.Add(1)
		}))
		defer hook.Close()
		sh.run("digest").bad(2, "Nobody is told of anything")
		file := "server: {public_url: 'https://foresaid.example.org'}\nnotify:\n  recipients:\n" +
			"    - {name: Ana, hour: 0, webhook: {url: '" + hook.URL + "', secret: 0123456789abcdef}}\n" +
			"    - {name: Bo, hour: 0, topics: [none], webhook: {url: '" + hook.URL + "', secret: 0123456789abcdef}}\n"
		require.NoError(t, os.WriteFile(filepath.Join(sh.dir, "config.yaml"), []byte(file), 0o600))
		assert.Contains(t, sh.run("digest", "--dry-run").good().out, "Nothing is to be told.")
		id := sh.add(gptLine)
		sh.run("flag").good()
		dry := sh.run("digest", "--dry-run", "--to", "Ana").good().out
		assert.Contains(t, dry, "--- Ana, from 0:00 on, by webhook\nForesaid: One claim is due\n")
		assert.Contains(t, dry, "https://foresaid.example.org/answer/")
		sh.run("digest", "--dry-run", "--to", "Nobody").bad(1, "There is no recipient “Nobody”")
		sh.run("digest", "--to", "Ana").bad(2, "goes with --dry-run")
		assert.Zero(t, posted.Load())
		refusals.Store(1)
		failed := sh.run("digest")
		assert.Equal(t, 1, failed.code)
		assert.Equal(t, "0 messages were sent.\n  digest to Ana by webhook, failed: the receiver answered 502 Bad Gateway\n", failed.out)
		assert.Contains(t, failed.errs, "Not everything got through (1)")
		_, err := database(t, sh.url()).ExecContext(t.Context(), "UPDATE deliveries SET next_try = made_at")
		require.NoError(t, err)
		assert.Equal(t, "One message was sent.\n", sh.run("digest").good().out)
		assert.Equal(t, "0 messages were sent.\n", sh.run("digest").good().out)
		assert.EqualValues(t, 1, posted.Load())
		sh.run("judge", id, "true", "--note", "seen").good()
		assert.Contains(t, sh.run("digest", "--dry-run", "--to", "Ana").good().out, "Nothing is to be told.")
	})
}

func TestServeRunsReminders(t *testing.T) {
	sh := one(t)
	v := sh.serve()
	v.signal(os.Interrupt)
	require.Equal(t, 0, v.wait())
	assert.NotContains(t, v.log(), "job=digest", "nobody is to be told")
	require.NoError(t, os.WriteFile(filepath.Join(sh.dir, "config.yaml"),
		[]byte("notify: {recipients: [{name: Ana, chat: 'nosuch://hunter2'}]}"), 0o600))
	sh.run("serve").bad(2, "notify.recipients (file config.yaml): chat of Ana:")
}
