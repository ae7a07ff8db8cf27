package cli_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// pick returns the values of some keys, as JSON.
func pick(t *testing.T, object map[string]any, keys ...string) string {
	t.Helper()
	some := map[string]any{}
	for _, k := range keys {
		value, ok := object[k]
		require.True(t, ok, "%q is missing", k)
		some[k] = value
	}
	text, err := json.Marshal(some)
	require.NoError(t, err)
	return string(text)
}

// fixed are the keys of a claim that others rely on, in their order.
var fixed = []string{"id", "statement", "speaker", "state", "deadline", "confidence"}

func TestAddPrintsTheFixedShape(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		out := sh.run("add", "--json", gptLine).good().out
		last := 0
		for _, key := range fixed {
			at := strings.Index(out, "\n  \""+key+"\": ")
			assert.Greater(t, at, last-1, key)
			last = at
		}
		c := decoded[map[string]any](result{t: t, out: out})
		assert.JSONEq(t, `{"statement": "GPT-5 is much more capable than GPT-4", "speaker": "Sam Altman", "state": "open",
			"deadline": {"from": "2025-01-01", "to": "2025-12-31", "precision": "year", "kind": "stated", "words": "by end of 2025"},
			"confidence": {"basis": "stated", "words": "", "probability": 0.95}, "said_on": "2024-04-24", "topics": ["ai"],
			"flagged_at": null, "review_on": null, "verdict": null, "source": null, "checkable": true}`,
			pick(t, c, "statement", "speaker", "state", "deadline", "confidence", "said_on", "topics", "flagged_at", "review_on", "verdict",
				"source", "checkable"))
		assert.Regexp(t, `^[0-9a-z]{8}$`, c["id"])
	})
}

func TestChineseLine(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		c := sh.run("add", "--json", "--source-title", "斯坦福讲座", "--source-link", "https://example.org/talk", "2030年前会出现通用人工智能——李开复，2030年底，很可能，2024-05-01说 #人工智能").object()
		assert.JSONEq(t, `{"statement": "2030年前会出现通用人工智能", "speaker": "李开复",
			"deadline": {"from": "2030-01-01", "to": "2030-12-31", "precision": "year", "kind": "stated", "words": "2030年底"},
			"confidence": {"basis": "worded", "words": "很可能", "probability": 0.9}, "said_on": "2024-05-01", "topics": ["人工智能"]}`,
			pick(t, c, "statement", "speaker", "deadline", "confidence", "said_on", "topics"))
		source, ok := c["source"].(map[string]any)
		require.True(t, ok)
		assert.Equal(t, "斯坦福讲座", source["title"])
		assert.Len(t, sh.run("list", "--json", "--speaker", "李开复", "--topic", "人工智能", "--source", source["id"].(string)).list(), 1)
		assert.Contains(t, sh.run("list").good().out, "“很可能” ≈ 90%")
	})
}

func TestOpenEndedAndAllFlags(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		c := sh.run("add", "--json", "--quote", "完全自动", "--quote-lang", "zh", "--reporter", "An Author", "--place", "12:30", "--said", "2020-02-03",
			"--condition", "if it is allowed", "--criteria", "A car does it", "--review-on", "2040-01-01", "--uncheckable", "--topics", "cars",
			"Cars drive themselves -- A Driver, open").object()
		assert.JSONEq(t, `{"deadline": {"from": null, "to": null, "precision": "", "kind": "open", "words": "open"},
			"confidence": {"basis": "none", "words": "", "probability": null}, "quote": "完全自动", "quote_lang": "zh", "reporter": "An Author",
			"place": "12:30", "said_on": "2020-02-03", "condition": "if it is allowed", "criteria": "A car does it", "review_on": "2040-01-01",
			"due_on": null, "checkable": false, "topics": ["cars"]}`,
			pick(t, c, "deadline", "confidence", "quote", "quote_lang", "reporter", "place", "said_on", "condition", "criteria", "review_on",
				"due_on", "checkable", "topics"))
		inferred := sh.run("add", "--json", "--deadline-kind", "inferred", "Cars fly -- A Driver, by 2031").object()
		assert.Equal(t, "inferred", inferred["deadline"].(map[string]any)["kind"])
	})
}

func TestEveryCommandSpeaksJSON(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		keys := func(o map[string]any) []string { return slices.Sorted(maps.Keys(o)) }
		id := sh.add(gptLine)
		for _, args := range [][]string{
			{"defer", id, "2099-01-01"}, {"judge", id, "true"}, {"void", id, "ambiguous"}, {"show", id},
		} {
			assert.Subset(t, keys(sh.run(append(args, "--json")...).object()), fixed, args)
		}
		for _, args := range [][]string{{"list"}, {"flag"}, {"list", "--state", "due"}} {
			assert.NotNil(t, sh.run(append(args, "--json")...).list(), "an array, never null")
		}
		assert.Equal(t, []string{"entries", "hash"}, keys(sh.run("verify", "--json").object()))
		assert.Equal(t, []string{"applied", "version"}, keys(sh.run("migrate", "--json").object()))
		assert.Equal(t, []string{"commit", "go", "version"}, keys(sh.run("version", "--json").object()))

		record := sh.run("record", "Sam Altman", "--json").object()
		assert.Subset(t, keys(record), []string{
			"speaker", "claims", "open", "due", "judged", "void", "strict_n", "strict_true", "accuracy", "accuracy_low", "accuracy_high",
			"graded_accuracy", "mixed", "provisional", "brier", "brier_n",
		})
		for _, undefined := range []string{"accuracy", "accuracy_low", "accuracy_high", "graded_accuracy", "brier"} {
			assert.Nil(t, record[undefined], "%s of nothing judged is null, never 0", undefined)
		}
		assert.Equal(t, 0.0, record["brier_n"])
	})
}

func TestVersionAndMigrateInWords(t *testing.T) {
	sh := one(t)
	assert.Regexp(t, `^foresaid \S+ +go1\.\d+`, sh.run("version").good().out)
	assert.Regexp(t, `^Schema \d+; steps taken: 0\.\n$`, sh.run("migrate").good().out)
	fresh := newShell(t, "sqlite:new/folder/foresaid.db")
	assert.Regexp(t, `^Schema \d+; steps taken: [1-9]\d*\.\n$`, fresh.run("migrate").good().out)
	assert.FileExists(t, fresh.dir+"/new/folder/foresaid.db")
}
