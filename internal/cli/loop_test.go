package cli_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMainLoop carries one claim all the way: logged, flagged, judged, scored.
func TestMainLoop(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		added := sh.run("add", gptLine).good().out
		for _, says := range []string{
			"GPT-5 is much more capable than GPT-4\n", "speaker     Sam Altman (new)\n", "said on     2024-04-24\n",
			"deadline    end of 2025 (1 Jan 2025 – 31 Dec 2025, stated)\n", "confidence  95%\n", "topics      ai\n",
		} {
			assert.Contains(t, added, says)
		}
		id := added[:8]

		assert.Empty(t, sh.run("flag", "--as-of", "2025-12-31", "--json").list(), "its last day is not over")
		assert.Contains(t, sh.run("flag", "--as-of", "2025-12-31").good().out, "Nothing is newly due.")
		assert.Contains(t, sh.run("flag", "--as-of", "2026-01-01").good().out, id)
		assert.Empty(t, sh.run("flag", "--as-of", "2026-01-01", "--json").list(), "it is flagged once")
		due := sh.run("list", "--state", "due", "--json").list()
		require.Len(t, due, 1)
		assert.NotNil(t, due[0]["flagged_at"])

		judged := sh.run("judge", id[:4], "mostly-true", "--evidence", "https://example.org/gpt-5", "--evidence-title", "GPT-5 is out",
			"--note", "On most tests", "--on", "2025-08-07", "--json").object()
		assert.Equal(t, "judged", judged["state"])
		verdict, ok := judged["verdict"].(map[string]any)
		require.True(t, ok)
		assert.Equal(t, "mostly_true", verdict["grade"])
		assert.Equal(t, "2025-08-07", verdict["happened_on"])
		assert.Equal(t, false, verdict["provisional"])
		assert.Equal(t, 0.0, verdict["days_late"])

		record := sh.run("record", "sam altman", "--json").object()
		assert.Equal(t, "Sam Altman", record["speaker"])
		assert.Equal(t, 1.0, record["judged"])
		assert.Equal(t, 1.0, record["strict_true"])
		assert.InDelta(t, 0.0025, record["brier"], 1e-9)
		assert.Contains(t, sh.run("record", "Sam Altman").good().out, "too few to tell; of 1 judged claim, 1 came true")

		shown := sh.run("show", id).good().out
		for _, says := range []string{"On most tests", "GPT-5 is out https://example.org/gpt-5", "history"} {
			assert.Contains(t, shown, says)
		}
		assert.Contains(t, sh.run("verify").good().out, "The log is whole")
	})
}

func TestRevisingVoidingDeferring(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		id := sh.add(gptLine)
		sh.run("judge", id, "true").good()
		assert.Contains(t, sh.run("judge", id, "false", "--note", "Not much").good().out, "false")
		assert.Contains(t, sh.run("judge", id, "mixed").good().out, "(provisional)")
		assert.Contains(t, sh.run("void", id, "condition-not-met", "--note", "Never tried").good().out, "void:")
		var shown struct {
			Verdicts []struct {
				Grade, Reason, By string
				Stands            bool
			}
			History []json.RawMessage
		}
		require.NoError(t, json.Unmarshal([]byte(sh.run("show", id, "--json").good().out), &shown))
		require.Len(t, shown.Verdicts, 4, "earlier ones stay in sight")
		assert.Equal(t, "condition_not_met", shown.Verdicts[3].Reason)
		assert.Equal(t, "tester", shown.Verdicts[3].By)
		assert.True(t, shown.Verdicts[3].Stands)
		assert.False(t, shown.Verdicts[0].Stands)
		assert.Len(t, shown.History, 5)

		other := sh.add("Mars landing -- Elon Musk, by 2020, said 2016-09-27")
		sh.run("flag").good()
		deferred := sh.run("defer", other, "2099-01-01", "--note", "Not yet", "--json").object()
		assert.Equal(t, "2099-01-01", deferred["review_on"])
		assert.Equal(t, "open", deferred["state"])
		assert.Equal(t, "2020-12-31", deferred["deadline"].(map[string]any)["to"], "the deadline never moves")
		assert.Empty(t, sh.run("flag", "--as-of", "2098-12-31", "--json").list())
		assert.Len(t, sh.run("flag", "--as-of", "2099-01-01", "--json").list(), 1)
		sh.run("defer", other, "2001-01-01").bad(2, "review_on")
	})
}

func TestDuplicate(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		id := sh.add(gptLine)
		sh.run("add", gptLine).bad(1, "as "+id+"; --again logs it all the same")
		assert.Contains(t, sh.run("add", "--again", gptLine).good().out, "Sam Altman (known)")
		assert.Len(t, sh.run("list", "--json").list(), 2)
	})
}

func TestStandardInput(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		lines := gptLine + "\r\n\n  Robots fold laundry -- Fei-Fei Li, by 2030\n"
		assert.Len(t, decoded[[]any](sh.feed(lines, "add", "-", "--json").good()), 2)
		assert.Equal(t, "[]\n", sh.feed("", "add", "-", "--json").good().out)

		got := sh.feed(gptLine+"\n\nnobody said this\nA third -- Fei-Fei Li, by 2031\n", "add", "-", "--json", "--topics", "robots, home")
		assert.Equal(t, 1, got.code)
		assert.Regexp(t, `^foresaid: line 1: this claim has been logged already, .*\nforesaid: line 3: speaker: .*\n$`, got.errs)
		got.code, got.errs = 0, ""
		rest := got.list()
		require.Len(t, rest, 1, "the good lines are logged")
		assert.Equal(t, "A third", rest[0]["statement"])
		assert.Equal(t, []any{"robots", "home"}, rest[0]["topics"])
	})
}
