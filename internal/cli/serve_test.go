package cli_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store"
	"foresaid/internal/store/storetest"
)

// server is a running "foresaid serve".
type server struct {
	t    *testing.T
	cmd  *exec.Cmd
	out  *bufio.Reader
	errs *os.File // its log
	url  string
}

const patience = 20 * time.Second

// serve starts a server on a free port and waits until it listens.
func (s *shell) serve(args ...string) *server {
	s.t.Helper()
	cmd := s.command(context.Background(), append([]string{"serve", "--address", "127.0.0.1:0"}, args...)...)
	errs, err := os.CreateTemp(s.t.TempDir(), "log")
	require.NoError(s.t, err)
	cmd.Stderr = errs
	out, err := cmd.StdoutPipe()
	require.NoError(s.t, err)
	require.NoError(s.t, cmd.Start())
	v := &server{s.t, cmd, bufio.NewReader(out), errs, ""}
	s.t.Cleanup(func() {
		if cmd.ProcessState == nil {
			_ = cmd.Process.Kill() // a test that failed half-way
			_ = cmd.Wait()
		}
		_ = errs.Close()
	})
	line, err := v.out.ReadString('\n')
	require.NoError(s.t, err, v.log())
	address, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "Foresaid listens on ")
	require.True(s.t, ok, line)
	v.url = address
	return v
}

func (v *server) log() string {
	text, err := os.ReadFile(v.errs.Name())
	require.NoError(v.t, err)
	return string(text)
}

func (v *server) host() string { return strings.TrimPrefix(v.url, "http://") }

func (v *server) signal(s os.Signal) { require.NoError(v.t, v.cmd.Process.Signal(s)) }

// wait waits for the end and returns the exit code; nothing more was printed
// than the one line.
func (v *server) wait() int {
	v.t.Helper()
	timer := time.AfterFunc(patience, func() { _ = v.cmd.Process.Kill() })
	defer timer.Stop()
	rest, err := io.ReadAll(v.out)
	require.NoError(v.t, err)
	assert.Empty(v.t, string(rest))
	_ = v.cmd.Wait()
	return v.cmd.ProcessState.ExitCode()
}

// refuses waits until the server takes no more connections.
func (v *server) refuses() {
	v.t.Helper()
	require.Eventually(v.t, func() bool {
		conn, err := net.Dial("tcp", v.host())
		if err == nil {
			_ = conn.Close()
		}
		return err != nil
	}, patience, 5*time.Millisecond)
}

// status asks for a page under a Host name and returns the status.
func (v *server) status(path, host string) int {
	v.t.Helper()
	r, err := http.NewRequestWithContext(v.t.Context(), http.MethodGet, v.url+path, http.NoBody)
	require.NoError(v.t, err)
	if host != "" {
		r.Host = host
	}
	resp, err := http.DefaultTransport.RoundTrip(r)
	require.NoError(v.t, err)
	require.NoError(v.t, resp.Body.Close())
	return resp.StatusCode
}

func TestServeAndStop(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		for _, s := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
			v := sh.serve("--log-level", "warn")
			assert.Equal(t, http.StatusOK, v.status("/", ""))
			assert.Equal(t, "ok\n", sh.run("health", "--address", v.host()).good().out)
			sh.run("serve", "--address", v.host()).bad(1, "can't listen on "+v.host()+": address already in use")
			v.signal(s)
			assert.Equal(t, 0, v.wait(), v.log())
			assert.Empty(t, v.log())
			sh.run("health", "--address", v.host()).bad(1, "nothing answers at")
		}
	})
}

func TestServeAnswersForItsHosts(t *testing.T) {
	sh := one(t)
	sh.env = append(sh.env, "FORESAID_SERVER_PUBLIC_URL=https://claims.example.org", "FORESAID_SERVER_ALLOWED_HOSTS=other.example.org")
	v := sh.serve()
	for host, want := range map[string]int{
		"": 200, "localhost:1": 200, "[::1]:1": 200, "claims.example.org": 200, "OTHER.example.org:80": 200, "evil.example.org": 403,
	} {
		assert.Equal(t, want, v.status("/healthz", host), host)
	}
	v.signal(syscall.SIGTERM)
	assert.Equal(t, 0, v.wait())

	open := sh.serve("--address", "0.0.0.0:0")
	_, port, err := net.SplitHostPort(strings.Replace(open.host(), "[::]", "0.0.0.0", 1))
	require.NoError(t, err)
	sh.run("health", "--address", "0.0.0.0:"+port).good()
	open.signal(syscall.SIGTERM)
	assert.Equal(t, 0, open.wait())
}

// posting starts to log a claim over the wire, and stops in the middle of the
// body, while the handler waits for the rest.
func (v *server) posting() (conn net.Conn, rest string, answer *bufio.Reader) {
	v.t.Helper()
	conn, err := net.Dial("tcp", v.host())
	require.NoError(v.t, err)
	v.t.Cleanup(func() { _ = conn.Close() })
	require.NoError(v.t, conn.SetDeadline(time.Now().Add(patience)))
	body := "statement=It+drains&speaker=Ann+Example&deadline=2031"
	_, err = fmt.Fprintf(conn, "POST /log HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\n"+
		"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n", v.host(), len(body))
	require.NoError(v.t, err)
	answer = bufio.NewReader(conn)
	line, err := answer.ReadString('\n')
	require.NoError(v.t, err)
	require.Contains(v.t, line, "100 Continue")
	_, err = answer.ReadString('\n')
	require.NoError(v.t, err)
	return conn, body, answer
}

func TestServeDrains(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		v := sh.serve()
		conn, rest, answer := v.posting()
		v.signal(syscall.SIGTERM)
		v.refuses()
		_, err := io.WriteString(conn, rest)
		require.NoError(t, err)
		resp, err := http.ReadResponse(answer, nil)
		require.NoError(t, err, v.log())
		require.NoError(t, resp.Body.Close())
		assert.Equal(t, http.StatusSeeOther, resp.StatusCode, v.log())
		assert.Equal(t, 0, v.wait(), v.log())
		left := sh.run("list", "--json").list()
		require.Len(t, left, 1)
		assert.Equal(t, "It drains", left[0]["statement"])
	})
}

func TestServeDoesNotDrainForEver(t *testing.T) {
	sh := one(t)
	sh.env = append(sh.env, "FORESAID_SERVER_SHUTDOWN_TIMEOUT=100ms")
	v := sh.serve()
	v.posting()
	v.signal(syscall.SIGTERM)
	assert.Equal(t, 1, v.wait())
	assert.Contains(t, v.log(), "foresaid: some requests were cut off after 100ms\n")
}

func TestASecondSignalKills(t *testing.T) {
	v := one(t).serve()
	v.posting()
	v.signal(syscall.SIGTERM)
	v.refuses()
	v.signal(syscall.SIGTERM)
	assert.Equal(t, -1, v.wait(), "killed by the signal")
}

// flagged waits until the job has run.
func flagged(t *testing.T, s *store.Store) {
	t.Helper()
	require.Eventually(t, func() bool {
		_, err := s.LastEnded(t.Context(), "flag")
		return err == nil
	}, patience, 5*time.Millisecond)
}

func TestServeCatchesUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		sh := newShell(t, url)
		sh.feed("A -- Ann Example, by 2020, said 2019-01-01\nB -- Ann Example, by 2099\n", "add", "-").good()
		v := sh.serve()
		s := storetest.Open(t, url)
		flagged(t, s)
		assert.Len(t, sh.run("list", "--state", "due", "--json").list(), 1)
		v.signal(syscall.SIGTERM)
		assert.Equal(t, 0, v.wait(), v.log())
		assert.Contains(t, v.log(), `msg="job ran" job=flag`)
		again := sh.serve("--log-level", "error")
		again.signal(syscall.SIGTERM)
		assert.Equal(t, 0, again.wait())
		runs := runsOf(t, s, "flag")
		require.Len(t, runs, 1, "nothing was missed between two starts")
		assert.Equal(t, 1, runs[0].Affected)
	})
}

func TestServersShareADatabase(t *testing.T) {
	url := storetest.Postgres(t)
	sh := newShell(t, url)
	var all []*server
	for range 3 {
		all = append(all, sh.serve())
	}
	s := storetest.Open(t, url)
	flagged(t, s)
	for _, v := range all {
		v.signal(syscall.SIGTERM)
		assert.Equal(t, 0, v.wait(), v.log())
	}
	assert.Len(t, runsOf(t, s, "flag"), 1)
	assert.Len(t, runsOf(t, s, "prune"), 1)
}

// runsOf are the runs of a job, newest first.
func runsOf(t *testing.T, s *store.Store, job string) []ledger.JobRun {
	t.Helper()
	runs, err := s.Runs(t.Context(), ledger.RunFilter{Limit: 50})
	require.NoError(t, err)
	return slices.DeleteFunc(runs, func(r ledger.JobRun) bool { return r.Job != job })
}
