package arch_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// A run that was killed leaves the folder of its PostgreSQL cluster behind. The
// next one removes it, and still runs its command where it was called.
func TestALeftoverClusterDoesNotMoveTheCommand(t *testing.T) {
	root, err := filepath.Abs("../..")
	require.NoError(t, err)

	if err := exec.Command(filepath.Join(root, ".ci", "postgres-bin")).Run(); err != nil && os.Getenv("CI") != "true" {
		t.Skip("no PostgreSQL here")
	}
	gone := exec.Command("true")
	require.NoError(t, gone.Run())
	left, err := os.MkdirTemp("/tmp", "foresaid-pg."+strconv.Itoa(gone.Process.Pid)+".") //nolint:usetesting // where the script leaves them
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(left) })
	require.NoError(t, syscall.Mkfifo(filepath.Join(left, "alive"), 0o600))

	var complaints bytes.Buffer
	run := exec.Command(filepath.Join(root, ".ci", "with-services"), "pwd")
	run.Dir = root
	for _, setting := range os.Environ() {
		if !strings.HasPrefix(setting, "FORESAID_TEST_POSTGRES=") {
			run.Env = append(run.Env, setting)
		}
	}
	run.Stderr = &complaints
	where, err := run.Output()
	require.NoError(t, err, complaints.String())
	require.Equal(t, root, strings.TrimSpace(string(where)))
	require.NoDirExists(t, left)
}
