package cli_test

import (
	"bufio"
	"database/sql"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/store/storetest"
)

// database opens a database past the program.
func database(t *testing.T, url string) *sql.DB {
	t.Helper()
	driver, name := "pgx", url
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		driver, name = "sqlite3", path
	}
	db, err := sql.Open(driver, name)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, db.Close()) })
	return db
}

func TestLockedDatabase(t *testing.T) {
	url := storetest.SQLite(t)
	sh := newShell(t, url+"?busy_timeout=100ms")
	id := sh.add(gptLine)
	conn, err := database(t, url).Conn(t.Context())
	require.NoError(t, err)
	defer conn.Close()
	_, err = conn.ExecContext(t.Context(), "BEGIN EXCLUSIVE")
	require.NoError(t, err)

	sh.run("add", "Another -- Ann Example, by 2031").bad(1, "The database is locked by another program")
	sh.run("judge", id, "true").bad(1, "locked")
	sh.run("flag").bad(1, "locked")
	sh.run("demo").bad(1, "not empty")
	assert.Contains(t, sh.run("list").good().out, id, "reading goes on")

	_, err = conn.ExecContext(t.Context(), "ROLLBACK")
	require.NoError(t, err)
	assert.Len(t, sh.run("list", "--json").list(), 1)
	sh.run("judge", id, "true").good()
}

func TestNewerSchema(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		_, err := database(t, url).ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, true)")
		require.NoError(t, err)
		sh := newShell(t, url)
		for _, args := range [][]string{{"list"}, {"migrate"}, {"add", gptLine}, {"serve", "--address", "127.0.0.1:0"}} {
			sh.run(args...).bad(1, "written by a newer Foresaid (schema 999; this one knows ")
		}
	})
}

func TestWrongFiles(t *testing.T) {
	dir := t.TempDir()
	broken := filepath.Join(dir, "broken.db")
	garbage := strings.Repeat("this is not a database. ", 1000)
	require.NoError(t, os.WriteFile(broken, []byte(garbage), 0o600))
	for url, says := range map[string]string{
		"sqlite:" + broken:                         "broken.db is not a Foresaid database, or is damaged",
		"sqlite:" + broken + "/sub/foresaid.db":    "can't be opened for writing",
		"sqlite:" + dir:                            "can't be opened for writing",
		"postgres://me:hush-hush@127.0.0.1:1/none": "can't be reached: 127.0.0.1:1/none",
	} {
		sh := newShell(t, url)
		for _, args := range [][]string{{"list"}, {"add", gptLine}, {"migrate"}, {"serve", "--address", "127.0.0.1:0"}} {
			got := sh.run(args...)
			got.bad(1, says)
			assert.NotContains(t, got.errs, "hush-hush")
		}
	}
	content, err := os.ReadFile(broken)
	require.NoError(t, err)
	assert.Equal(t, garbage, string(content), "a file that is not ours is left alone")
}

// Not even root may write there.
func TestReadOnlyFolder(t *testing.T) {
	newShell(t, "sqlite:/proc/foresaid.db").run("list").bad(1, "can't be opened for writing")
	newShell(t, "sqlite:/proc/foresaid/foresaid.db").run("list").bad(1, "can't be opened for writing")
}

func TestOutputThatCannotBeWritten(t *testing.T) {
	sh := one(t)
	sh.add(gptLine)
	for _, args := range [][]string{{"list"}, {"list", "--json"}, {"record", "Sam Altman"}, {"version"}} {
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		require.NoError(t, err)
		var errs strings.Builder
		cmd := sh.command(t.Context(), args...)
		cmd.Stdout, cmd.Stderr = full, &errs
		require.Error(t, cmd.Run())
		require.NoError(t, full.Close())
		assert.Equal(t, 1, cmd.ProcessState.ExitCode())
		assert.Contains(t, errs.String(), "no space left on device")
	}
}

func TestDemoTwice(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		filled := sh.run("demo").good().out
		assert.Regexp(t, `^\d+ claims by \d+ speakers from \d+ sources; \d+ are due\. Look at them with: foresaid serve --database \S+\n$`, filled)
		before := sh.run("verify", "--json").good().out
		again := sh.run("demo")
		again.bad(1, "is not empty")
		assert.Equal(t, before, sh.run("verify", "--json").good().out)
		if password := sh.password(); password != "" {
			assert.NotContains(t, filled+again.errs, password)
		}
	})
}

// TestKillLosesNothing: what was acknowledged is there after kill -9.
func TestKillLosesNothing(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		cmd := sh.command(t.Context(), "add", "-")
		in, err := cmd.StdinPipe()
		require.NoError(t, err)
		out, err := cmd.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, cmd.Start())
		_, err = io.WriteString(in, gptLine+"\n")
		require.NoError(t, err)
		acknowledged, err := bufio.NewReader(out).ReadString('\n')
		require.NoError(t, err)
		require.NoError(t, cmd.Process.Kill())
		require.Error(t, cmd.Wait())
		left := sh.run("list", "--json").list()
		require.Len(t, left, 1)
		assert.True(t, strings.HasPrefix(acknowledged, left[0]["id"].(string)))
		assert.Contains(t, sh.run("verify").good().out, "The log is whole")
	})
}
