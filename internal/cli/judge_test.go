package cli_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEvidenceByCommand(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		id := sh.run("add", "A -- Ann Example, by 2020, said 2019-01-01", "--json").object()["id"].(string)
		report, page := filepath.Join(t.TempDir(), "report.pdf"), filepath.Join(t.TempDir(), "page.png")
		require.NoError(t, os.WriteFile(report, []byte("%PDF-1.7\n%%EOF\n"), 0o600))
		require.NoError(t, os.WriteFile(page, []byte("<!doctype html>"), 0o600))
		sh.run("judge", id, "true", "--evidence-file", page).bad(2, "is no PDF, PNG or JPEG")
		sh.run("judge", id, "true", "--evidence-file", filepath.Join(t.TempDir(), "none.pdf")).bad(2, "The file can't be read")
		sh.run("judge", id, "true", "--evidence", "http://127.0.0.1:1/", "--keep").bad(2, "")
		sh.run("judge", id, "true", "--evidence-file", report).good()
		s := sh.store()
		claim, err := s.Claim(t.Context(), id)
		require.NoError(t, err)
		verdicts, err := s.Verdicts(t.Context(), claim.ID)
		require.NoError(t, err)
		require.Len(t, verdicts, 1, "what was refused left nothing behind")
		require.Len(t, verdicts[0].Evidence, 1)
		assert.Equal(t, "report.pdf", verdicts[0].Evidence[0].File.Name)
		assert.False(t, claim.Standing.Provisional)
		sh.env = append(sh.env, "FORESAID_CAPTURE_FETCH=false")
		sh.run("judge", id, "false", "--evidence", "https://example.org/", "--keep").bad(2, "fetches no links")
	})
}
