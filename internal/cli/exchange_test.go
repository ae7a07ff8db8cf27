package cli_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// file writes a file into the shell's folder.
func (s *shell) file(name, text string) {
	s.t.Helper()
	require.NoError(s.t, os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o600))
}

// claimsCSV has every column, and a verdict of each kind.
const claimsCSV = `speaker,statement,quote,quote_lang,said_on,deadline,confidence,confidence_words,condition,criteria,topics,question,side,reference_probability,source_title,source_url,source_kind,publisher,author,published_on,event,place,verdict,happened_on,judged_on,evidence_url,note,external_id
Sam Altman,GPT-5 is out,"We will
ship it",en,2024-04-24,2025-12-31,0.9,,,on sale,ai; openai,GPT-5 is out,yes,60%,Stanford talk,https://example.org/talk,talk,eCorner,,2024-04-25,ETL,minute 12,true,2025-08-07,2025-08-08,https://example.org/gpt-5,It came.,m-1
Sam Altman,GPT-5 is cheap,,,2024-04-24,2025-12-31,80%,,,,ai,,,50%,,,,,,,,,false,,2026-01-02,,seen,m-2
Sam Altman,GPT-5 is fast,,,2024-04-24,2025,,likely,,,ai,,,,,,,,,,,,mostly_true,,2026-01-02,,seen,m-3
Sam Altman,GPT-5 is small,,,2024-04-24,2025,,,if costs fall,,ai,,,,,,,,,,,,condition_not_met,,2026-01-02,,seen,m-4
Sam Altman,GPT-6 is out,,,2024-04-24,2035,95%,,,,ai,,,,,,,,,,,,,,,,,m-5
`

func TestImportFile(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		sh.file("claims.csv", claimsCSV)
		assert.Equal(t, "Would import 5 claims, 4 of them with a verdict; 0 were there already. New: 1 speakers, 1 sources, 1 questions.\n",
			sh.run("import", "claims.csv", "--dry-run").good().out)
		assert.Empty(t, sh.run("list", "--json").list())

		assert.JSONEq(t, `{"rows": 5, "added": 5, "known": 0, "judged": 4, "speakers": 1, "sources": 1, "questions": 1, "dry_run": false, "bad": []}`,
			sh.run("import", "claims.csv", "--json").good().out)
		assert.JSONEq(t, `{"rows": 5, "added": 0, "known": 5, "judged": 0, "speakers": 0, "sources": 0, "questions": 0, "dry_run": false, "bad": []}`,
			sh.feed(claimsCSV, "import", "-", "--json").good().out, "the same again, from standard input, adds nothing")

		list := sh.run("list", "--json", "--sort", "deadline").list()
		require.Len(t, list, 5)
		record := sh.run("record", "sam altman", "--json").object()
		assert.JSONEq(t, `{"claims": 5, "judged": 3, "void": 1, "open": 1, "strict_n": 3, "strict_true": 2, "brier_n": 2, "worded_brier_n": 1, "brier_reference": "recorded"}`,
			pick(t, record, "claims", "judged", "void", "open", "strict_n", "strict_true", "brier_n", "worded_brier_n", "brier_reference"))
		// (0.9−1)² and (0.8−0)², against (0.6−1)² and 0.5²
		assert.InDelta(t, (0.01+0.64)/2, record["brier"], 1e-12)
		assert.InDelta(t, 1-(0.01+0.64)/(0.16+0.25), record["brier_skill"], 1e-12)
		assert.InDelta(t, (0.75-1)*(0.75-1), record["worded_brier"], 1e-12)
		sh.run("verify").good()
		assert.Contains(t, sh.run("rescore").good().out, "no differences")
		assert.EqualValues(t, 0, sh.run("rescore", "--json").object()["differences"])
	})
}

func TestImportOfBadFiles(t *testing.T) {
	sh := one(t)
	sh.file("bad.csv", "speaker,statement,deadline,confidence,verdict\nA,x,2025-01-01,0.5,\nA,y,someday,0.5,\nB,z,2025-01-01,150%,\n,w,2025-01-01,,maybe\n")
	refused := sh.run("import", "bad.csv")
	assert.Equal(t, 2, refused.code)
	for _, want := range []string{
		`line 3, column deadline, "someday": `, `line 4, column confidence, "150%": `, `line 5, column speaker: `, `line 5, column verdict, "maybe": `,
	} {
		assert.Contains(t, refused.out, want)
	}
	assert.Contains(t, refused.errs, "3 rows are bad; nothing was imported")
	assert.Empty(t, sh.run("list", "--json").list())
	data := sh.run("import", "bad.csv", "--json")
	var got struct {
		Added int
		Bad   []struct {
			Line          int
			Column, Value string
		}
	}
	require.NoError(t, json.Unmarshal([]byte(data.out), &got))
	assert.Equal(t, 2, data.code)
	require.Len(t, got.Bad, 4)
	assert.Equal(t, "someday", got.Bad[0].Value)
	skipped := sh.run("import", "bad.csv", "--skip-bad")
	assert.Equal(t, 0, skipped.code, skipped.errs)
	assert.Contains(t, skipped.out, "Imported 1 claims")
	assert.Contains(t, skipped.out, "Left out: 3 rows.")

	sh.run("import", "nothing.csv").bad(2, "nothing.csv")
	sh.file("column.csv", "speaker,statement,dedline\nA,x,2025\n")
	sh.run("import", "column.csv").bad(2, "deadline")
	sh.file("latin1.csv", "speaker,statement,deadline\nJos\xe9,x,2025\n")
	sh.run("import", "latin1.csv").bad(2, "Line 2 is not UTF-8")
}

func TestLeaderboardOfTheCommandLine(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		assert.Equal(t, "No speaker has a judged claim yet.\n", sh.run("leaderboard").good().out)
		var rows strings.Builder
		rows.WriteString("speaker,statement,said_on,deadline,confidence,topics,verdict,note,judged_on\n")
		add := func(speaker string, k, n int, deadline, topic string) {
			for i := range n {
				verdict := "false"
				if i < k {
					verdict = "true"
				}
				fmt.Fprintf(&rows, "%s,claim %d on %s,2023-01-01,%s,70%%,%s,%s,n,2025-01-01\n", speaker, i, topic, deadline, topic, verdict)
			}
		}
		add("Lucky", 2, 2, "2024-01-01", "a")
		add("Steady", 45, 50, "2024-01-01", "a")
		add("Early", 30, 30, "2099-01-01", "b")
		sh.file("field.csv", rows.String())
		sh.run("import", "field.csv").good()

		names := func(rows []map[string]any) []any {
			var all []any
			for _, r := range rows {
				all = append(all, r["speaker"], r["rank"])
			}
			return all
		}
		assert.Equal(t, []any{"Steady", 1.0, "Lucky", nil}, names(sh.run("leaderboard", "--json").list()), "2 of 2 is never above 45 of 50")
		assert.Equal(t, []any{"Early", 1.0, "Steady", 2.0, "Lucky", nil}, names(sh.run("leaderboard", "--json", "--cohort", "judged").list()))
		assert.Equal(t, []any{"Steady", 1.0}, names(sh.run("leaderboard", "--json", "--min", "25", "--topic", "a").list()))
		assert.Empty(t, sh.run("leaderboard", "--json", "--from-year", "2025", "--to-year", "2026").list())
		first := sh.run("leaderboard", "--json").list()[0]
		for _, name := range []string{"speaker_id", "lower_bound", "shrunken_accuracy", "accuracy", "accuracy_low", "brier", "brier_skill", "cohort", "strict_n"} {
			assert.Contains(t, first, name)
		}
		assert.Contains(t, sh.run("leaderboard").good().out, "too few judged claims to rank")
		sh.run("leaderboard", "--cohort", "unripe").bad(2, "not a cohort")

		ripe := sh.run("record", "Early", "--json", "--cohort", "ripe").object()
		assert.JSONEq(t, `{"cohort": "ripe", "claims": 30, "judged": 0, "early": 30, "accuracy": null}`, pick(t, ripe, "cohort", "claims", "judged", "early", "accuracy"))
		sh.run("record", "Early", "--basis", "guess").bad(2, "not a basis")
		some := sh.run("record", "Steady", "--json", "--topic", "A", "--deadline-from", "2024-01-01", "--deadline-to", "2024-12-31", "--basis", "any").object()
		assert.EqualValues(t, 50, some["brier_n"])
		assert.Equal(t, []any{map[string]any{"low": 0.7, "high": 0.8, "n": 50.0, "mean_forecast": 0.7, "share_true": 0.9}}, some["calibration"])
		none := sh.run("record", "Steady", "--json", "--topic", "b").object()
		assert.EqualValues(t, 0, none["claims"])
		assert.True(t, slices.Contains(slices.Collect(maps.Keys(none)), "median_lateness_days"))
	})
}

func TestAddWithQuestionAndReference(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		sh.run("add", "--question", "X happens", "--side", "no", "--reference", "30%", "X does not happen -- Ada, by 2025-01-01, 80%").good()
		sh.run("add", "--reference", "perhaps", "Y happens -- Ada, by 2025-01-01").bad(2, "not a probability")
		id := sh.run("list", "--json").list()[0]["id"].(string)
		sh.run("judge", id, "true", "--note", "seen").good()
		record := sh.run("record", "Ada", "--json").object()
		assert.Equal(t, "recorded", record["brier_reference"])
		assert.InDelta(t, 1-0.04/0.49, record["brier_skill"], 1e-12)
	})
}
