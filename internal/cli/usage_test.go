package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWrongUse: exit code 2 and one line that says what is wrong.
func TestWrongUse(t *testing.T) {
	sh := one(t)
	id := sh.add(gptLine)
	for _, c := range []struct {
		says string
		args []string
	}{
		{`unknown command "bogus"`, []string{"bogus"}},
		{"Did you mean this? list", []string{"lst"}},
		{`unknown command "extra"`, []string{"serve", "extra"}},
		{"unknown flag: --bogus", []string{"list", "--bogus"}},
		{"unknown flag: --bogus", []string{"--bogus"}},
		{"needs an argument", []string{"list", "--state"}},
		{"at least 1 arg", []string{"add"}},
		{"received 0", []string{"show"}},
		{"received 1", []string{"judge", id}},
		{"received 3", []string{"judge", id, "true", "more"}},
		{"received 1", []string{"defer", id}},
		{"received 0", []string{"record"}},
		{"statement: ", []string{"add", ""}},
		{"speaker: ", []string{"add", "Something will happen"}},
		{"deadline: ", []string{"add", "Something will happen -- Somebody"}},
		{"“by banana”", []string{"add", "Something will happen -- Somebody, by banana"}},
		{"between 0% and 100%", []string{"add", "Something will happen -- Somebody, by 2030, 140%"}},
		{"said_on: ", []string{"add", "Something will happen -- Somebody, by 2030", "--said", "2020-02-30"}},
		{"said_on: ", []string{"add", "Something will happen -- Somebody, by 2030, said 2999-01-01"}},
		{"review_on: ", []string{"add", "Something will happen -- Somebody, by 2030", "--review-on", "soon"}},
		{"deadline_kind: ", []string{"add", "Something will happen -- Somebody, by 2030", "--deadline-kind", "guessed"}},
		{"source_link: ", []string{"add", "Something will happen -- Somebody, by 2030", "--source-link", "javascript:alert(1)"}},
		{"state: “banana” is not a state", []string{"list", "--state", "due,banana"}},
		{"grade: “banana” is not a verdict", []string{"list", "--grade", "banana"}},
		{"deadline-from: ", []string{"list", "--deadline-from", "banana"}},
		{"deadline-to: ", []string{"list", "--deadline-to", "2025-13-01"}},
		{"sort: ", []string{"list", "--sort", "banana"}},
		{"limit: ", []string{"list", "--limit", "-1"}},
		{"invalid argument", []string{"list", "--limit", "many"}},
		{"as-of: ", []string{"flag", "--as-of", "someday"}},
		{"grade: ", []string{"judge", id, "maybe"}},
		{"happened_on: ", []string{"judge", id, "true", "--on", "2999-01-01"}},
		{"evidence", []string{"judge", id, "true", "--evidence", "javascript:alert(1)"}},
		{"reason: ", []string{"void", id, "boring"}},
		{"review_on: ", []string{"defer", id, "someday"}},
		{`must be debug`, []string{"list", "--log-level", "loud"}},
		{"tracker.timezone", []string{"list", "--timezone", "Mars/Olympus"}},
		{"server.address", []string{"serve", "--address", "banana"}},
		{"database.url", []string{"list", "--database", "mysql://localhost"}},
		{"nowhere.yaml", []string{"list", "--config", "nowhere.yaml"}},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			got := sh.run(c.args...)
			got.t = t
			got.bad(2, c.says)
		})
	}
	left := sh.run("list", "--json").list()
	require.Len(t, left, 1, "nothing was logged")
	assert.Equal(t, "open", left[0]["state"], "nothing was judged")
}

// TestNoSuchThing: right usage, but it is not there: exit code 1.
func TestNoSuchThing(t *testing.T) {
	each(t, func(_ *testing.T, sh *shell) {
		for _, args := range [][]string{
			{"show", "zzzzzzzz"}, {"judge", "zzzzzzzz", "true"}, {"void", "zzzzzzzz", "other"}, {"defer", "zzzzzzzz", "2099-01-01"},
			{"record", "Nobody"}, {"list", "--speaker", "Nobody"}, {"list", "--source", "zzzzzzzz"}, {"show", ""},
		} {
			sh.run(args...).bad(1, "There is no ")
		}
	})
}

func TestWrongConfiguration(t *testing.T) {
	sh := one(t)
	file := filepath.Join(sh.dir, "config.yaml")
	for content, says := range map[string]string{
		"servr:\n  address: x\n":        `servr.address (file config.yaml)`,
		"jobs:\n  flag: 0 25 * * *\n":   `jobs.flag = "0 25 * * *" (file config.yaml): must be five fields`,
		"jobs:\n  flag: \"0 0 30 2 *\"": "no such day",
		"jobs: [":                       "not the YAML of settings",

		"assist:\n  endpoint: http://198.51.100.1/v1":    `assist.endpoint = "http://198.51.100.1/v1" (file config.yaml): Plain http is for this machine`,
		"assist:\n  endpoint: http://127.0.0.1:11434/v1": "assist.model: Name the language model",
	} {
		require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
		sh.run("list").bad(2, says)
		sh.run("serve").bad(2, says)
	}
	require.NoError(t, os.Remove(file))
	sh.env = append(sh.env, "FORESAID_DATABSE_URL=x")
	sh.run("list").bad(2, "FORESAID_DATABASE_URL")
}

func TestHelp(t *testing.T) {
	sh := &shell{t, t.TempDir(), nil}
	for _, args := range [][]string{{}, {"--help"}, {"help"}} {
		out := sh.run(args...).good().out
		for _, name := range []string{
			"serve", "add", "list", "show", "flag", "judge", "void", "defer", "record", "migrate", "demo", "version", "health", "verify",
		} {
			assert.Regexp(t, `\n  `+name+` +[A-Z]`, out)
		}
	}
	assert.Contains(t, sh.run("judge", "--help").good().out, "mostly_true")
	assert.NoFileExists(t, filepath.Join(sh.dir, "data"), "help makes no database")
}
