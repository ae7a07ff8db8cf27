package cli_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestListFiltersAndSorts(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		sh.feed(`A -- Ann Example, by 2021, said 2019-03-01 #space
B -- Ann Example, by 2020, said 2019-01-01 #ai
C -- Bob Example, by end of 2031, 60%, said 2019-02-01 #ai
D -- Bob Example, by 2022-06-30, said 2019-04-01
`, "add", "-").good()
		statements := func(args ...string) string {
			t.Helper()
			var all []string
			for _, c := range sh.run(append([]string{"list", "--json"}, args...)...).list() {
				all = append(all, c["statement"].(string))
			}
			return strings.Join(all, "")
		}
		b := sh.run("list", "--json", "--deadline-to", "2020-12-31").list()[0]["id"].(string)
		sh.run("judge", b, "mostly-false", "--note", "No").good()
		sh.run("flag").good()

		for args, want := range map[string]string{
			"":                                 "ABCD",
			"--desc":                           "DCBA",
			"--sort deadline":                  "BADC",
			"--sort deadline --desc":           "CDAB",
			"--sort said":                      "BCAD",
			"--sort due --state due":           "AD",
			"--state due":                      "AD",
			"--state DUE,open":                 "ACD",
			"--state judged":                   "B",
			"--state withdrawn":                "",
			"--grade mostly_false":             "B",
			"--grade mostly-false,true":        "B",
			"--grade true":                     "",
			"--speaker bob_example":            "CD",
			"--topic AI":                       "BC",
			"--topic ai --state open":          "C",
			"--deadline-from 2021-12-31":       "ACD",
			"--deadline-to 2021-12-31":         "AB",
			"--limit 2":                        "AB",
			"--limit 2 --sort deadline --desc": "CD",
			"--limit 0":                        "ABCD",
		} {
			fields := strings.Fields(args)
			for i := range fields {
				fields[i] = strings.ReplaceAll(fields[i], "bob_example", "bob example")
			}
			assert.Equal(t, want, statements(fields...), "list %s", args)
		}
		assert.Contains(t, sh.run("list", "--state", "void").good().out, "No claims.")
	})
}

func TestListReadsAllPages(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		const n = 260
		var lines strings.Builder
		for i := range n {
			fmt.Fprintf(&lines, "Claim %d -- Ann Example, by 2031\n", i)
		}
		sh.feed(lines.String(), "add", "-").good()
		assert.Len(t, sh.run("list", "--json").list(), 50)
		assert.Len(t, sh.run("list", "--json", "--limit", "201").list(), 201)
		all := sh.run("list", "--json", "--limit", "0").list()
		require.Len(t, all, n)
		seen := map[any]bool{}
		for i, c := range all {
			assert.Equal(t, fmt.Sprintf("Claim %d", i), c["statement"])
			seen[c["id"]] = true
		}
		assert.Len(t, seen, n)
	})
}
