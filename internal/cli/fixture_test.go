package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/store"
	"foresaid/internal/store/storetest"
)

// binary is the program, built once for all tests.
var binary string

func TestMain(m *testing.M) { os.Exit(withBinary(m)) }

func withBinary(m *testing.M) int {
	dir, err := os.MkdirTemp("", "foresaid-cli")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "foresaid")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", binary, "foresaid/cmd/foresaid")
	if output, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%s%s\n", output, err)
		return 1
	}
	return m.Run()
}

// shell runs the program in a folder of its own, on one database.
type shell struct {
	t   *testing.T
	dir string
	env []string
}

func newShell(t *testing.T, databaseURL string) *shell {
	t.Helper()
	return &shell{t, t.TempDir(), []string{
		"PATH=" + os.Getenv("PATH"), "FORESAID_DATABASE_URL=" + databaseURL, "FORESAID_TRACKER_TIMEZONE=Asia/Shanghai",
		"FORESAID_TRACKER_USER=tester",
	}}
}

// each runs fn on a fresh database of each kind.
func each(t *testing.T, fn func(t *testing.T, sh *shell)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, url string) { fn(t, newShell(t, url)) })
}

// one runs on SQLite only: for what has nothing to do with the database.
func one(t *testing.T) *shell { return newShell(t, storetest.SQLite(t)) }

// url is the database's.
func (s *shell) url() string { return strings.TrimPrefix(s.env[1], "FORESAID_DATABASE_URL=") }

// password is that of the database, if it has one.
func (s *shell) password() string {
	u, err := url.Parse(s.url())
	if err != nil || u.User == nil {
		return ""
	}
	password, _ := u.User.Password()
	return password
}

// result is what a run of the program left behind.
type result struct {
	t         *testing.T
	out, errs string
	code      int
}

func (s *shell) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, binary, args...)
	cmd.Dir, cmd.Env = s.dir, s.env
	return cmd
}

func (s *shell) run(args ...string) result { return s.feed("", args...) }

// feed is run with text on standard input.
func (s *shell) feed(stdin string, args ...string) result {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	cmd := s.command(ctx, args...)
	var out, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		require.NoError(s.t, err)
	}
	return result{s.t, out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}

// good demands success and silence on standard error.
func (r result) good() result {
	r.t.Helper()
	require.Equal(r.t, 0, r.code, "stderr: %s", r.errs)
	require.Empty(r.t, r.errs)
	return r
}

// bad demands an exit code, nothing on standard output, and one line that
// says something on standard error.
func (r result) bad(code int, says string) {
	r.t.Helper()
	assert.Equal(r.t, code, r.code, "stderr: %s", r.errs)
	assert.Empty(r.t, r.out)
	assert.Equal(r.t, 1, strings.Count(r.errs, "\n"), "one line: %s", r.errs)
	assert.True(r.t, strings.HasPrefix(r.errs, "foresaid: "), r.errs)
	assert.Contains(r.t, r.errs, says)
}

// object reads standard output as a JSON object, list as an array of them.
func (r result) object() map[string]any {
	r.t.Helper()
	return decoded[map[string]any](r.good())
}

func (r result) list() []map[string]any {
	r.t.Helper()
	return decoded[[]map[string]any](r.good())
}

func decoded[T any](r result) T {
	r.t.Helper()
	var v T
	require.NoError(r.t, json.Unmarshal([]byte(r.out), &v), r.out)
	return v
}

const gptLine = "GPT-5 is much more capable than GPT-4 -- Sam Altman, by end of 2025, 95%, said 2024-04-24 #ai"

// add logs a line and returns the claim's id.
func (s *shell) add(line string) string {
	s.t.Helper()
	id, ok := s.run("add", "--json", line).object()["id"].(string)
	require.True(s.t, ok)
	return id
}

// store opens the database of a shell.
func (s *shell) store() *store.Store {
	s.t.Helper()
	for _, pair := range s.env {
		if url, ok := strings.CutPrefix(pair, "FORESAID_DATABASE_URL="); ok {
			return storetest.Open(s.t, url)
		}
	}
	s.t.Fatal("no database")
	return nil
}
