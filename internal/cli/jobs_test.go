package cli_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
)

func TestRunJob(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		sh.run("add", "A -- Ann Example, by 2020, said 2019-01-01").good()
		assert.JSONEq(t, `{"job": "flag", "affected": 1}`, sh.json("run", "flag"))
		assert.Len(t, sh.run("list", "--state", "due", "--json").list(), 1)
		assert.JSONEq(t, `{"job": "prune", "affected": 0}`, sh.json("run", "prune"))
		sh.run("run", "mow").bad(1, "There is no job “mow”; there are flag, digest, remind, suggest, links, backup, prune")
		sh.run("run", "backup").bad(2, "Say in backup.folder where copies of the database go")
		assert.Equal(t, ledger.ByHand, runsOf(t, sh.store(), "flag")[0].Trigger)
	})
}

// json runs a command with --json and returns what it printed, without a log.
func (s *shell) json(args ...string) string {
	s.t.Helper()
	r := s.run(append(args, "--json", "--log-level", "error")...)
	require.Equal(s.t, 0, r.code, r.errs)
	return r.out
}

func TestBackup(t *testing.T) {
	sh := one(t)
	sh.run("add", "A -- Ann Example, by 2020, said 2019-01-01").good()
	copied := filepath.Join(t.TempDir(), "sub folder", "copy?.db")
	out := sh.json("backup", copied)
	whole := sh.run("verify", "--json").object()
	got := decoded[map[string]any](result{t: t, out: out})
	assert.Equal(t, whole["hash"], got["hash"])
	sh.run("backup", copied).bad(2, "it is left as it is")
	sh.run("backup", filepath.Join(copied, "x.db")).bad(1, "can't be written")
	info, err := os.Stat(copied)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	left, err := os.ReadDir(filepath.Dir(copied))
	require.NoError(t, err)
	assert.Len(t, left, 1, "nothing else is left behind")

	renamed := filepath.Join(t.TempDir(), "restored.db")
	require.NoError(t, os.Rename(copied, renamed))
	restored := newShell(t, "sqlite:"+renamed)
	assert.Len(t, restored.run("list", "--json").list(), 1)
	assert.Equal(t, whole["hash"], restored.run("verify", "--json").object()["hash"])

	newShell(t, storetest.Postgres(t)).run("backup", "x.db").bad(2, "pg_dump")
}

func TestTheJobKeepsTheNewestBackups(t *testing.T) {
	sh := one(t)
	folder := t.TempDir()
	for _, name := range []string{"foresaid-20200101T000000Z.db", "foresaid-20210101T000000Z.db", "foresaid-20220101T000000Z.db", "mine.db", "foresaid-20200101T000000Z.db.partial"} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), nil, 0o600))
	}
	sh.env = append(sh.env, "FORESAID_BACKUP_FOLDER="+folder, "FORESAID_BACKUP_KEEP=2")
	assert.JSONEq(t, `{"job": "backup", "affected": 1}`, sh.json("run", "backup"))
	files, err := os.ReadDir(folder)
	require.NoError(t, err)
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	require.Len(t, names, 4, "%v", names)
	assert.Contains(t, names, "foresaid-20220101T000000Z.db")
	assert.Contains(t, names, "mine.db", "what it has not made it does not touch")
	assert.NotContains(t, names, "foresaid-20210101T000000Z.db")
}

func TestMetrics(t *testing.T) {
	sh := one(t)
	sh.run("add", "A -- Ann Example, by 2020, said 2019-01-01").good()
	get := func(v *server, path string) (int, string) {
		t.Helper()
		resp, err := http.Get(v.url + path) //nolint:noctx // a test
		require.NoError(t, err)
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		return resp.StatusCode, string(body)
	}
	v := sh.serve()
	status, _ := get(v, "/metrics")
	assert.Equal(t, http.StatusNotFound, status, "off unless it is asked for")

	sh = newShell(t, "sqlite:"+filepath.Join(t.TempDir(), "f.db"))
	sh.env = append(sh.env, "FORESAID_SERVER_METRICS=true")
	sh.run("add", "A -- Ann Example, by 2020, said 2019-01-01").good()
	v = sh.serve()
	flagged(t, sh.store())
	get(v, "/claims/nothere1")
	get(v, "/made/up/by/strangers")
	status, text := get(v, "/metrics")
	assert.Equal(t, http.StatusOK, status)
	for _, line := range []string{
		`foresaid_claims{state="due"} 1`, `foresaid_claims{state="open"} 0`, `foresaid_job_last_run_failed{job="flag"} 0`, `foresaid_job_last_run_affected{job="flag"} 1`,
		`foresaid_http_requests_total{method="GET",route="/claims/:id",status="404"} 1`, `foresaid_http_requests_total{method="GET",route="none",status="404"} 1`,
	} {
		assert.Contains(t, text, line+"\n")
	}
	assert.Contains(t, text, `foresaid_job_last_success_timestamp_seconds{job="flag"} 1.`)
	assert.NotContains(t, text, "strangers")
}
