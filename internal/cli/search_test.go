package cli_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestSearchCommand(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		id := sh.add(gptLine)
		sh.add("特斯拉将在年底前推出无人驾驶出租车——马斯克，2030年底")

		found := sh.run("search", "--json", "gpt5", "speaker:altman").object()
		assert.JSONEq(t, `{"query": "gpt5 speaker:altman", "read_as_words": [], "total": 1, "states": {"open": 1}, "speakers": [], "sources": []}`,
			pick(t, found, "query", "read_as_words", "total", "states", "speakers", "sources"))
		first := found["claims"].([]any)[0].(map[string]any)
		assert.Equal(t, []any{id, []any{"statement"}}, []any{first["id"], first["found_in"]})

		out := sh.run("search", "altman", "state:nonsense").good().out
		assert.Equal(t, "Read as words: state:nonsense\nNo claims.\n", out)
		out = sh.run("search", "出租").good().out
		assert.Contains(t, out, "特斯拉将在年底前推出无人驾驶出租车")
		assert.Contains(t, sh.run("search", "马斯克").good().out, "\nSpeakers\n")
		assert.NotContains(t, sh.run("search", "--", "-gpt", "by:2020..").good().out, "GPT-5")
		assert.Contains(t, sh.run("search", "--limit", "1", "by:2020..").good().out, "The first 1 of 2 claims.")
		sh.run("search", "--limit", "0", "x").bad(2, "--limit is 1 or more")
		sh.run("search").bad(2, "requires at least 1 arg")
	})
}
