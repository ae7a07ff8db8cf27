package wording_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foresaid/internal/wording"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The hard set has sentences that are expected to go wrong; which ones do is
// kept, so that a change shows for better or worse.
func TestHardSentences(t *testing.T) {
	for lang, floor := range map[string]tally{"en": {right: 80, wrong: 20}, "zh": {right: 80, wrong: 25}} {
		lt := readLabelled(t, filepath.Join("testdata", "claims", lang, "hard.txt"), lang)
		of := match(lt, wording.FindClaims(lt.text))
		var failures strings.Builder
		var all tally
		negatives := 0
		for i, s := range lt.sentences {
			found := of[i] >= 0
			switch {
			case s.mark == '+' && found:
				all.right++
			case s.mark == '+':
				all.missed++
				fmt.Fprintf(&failures, "missed %v %s\n", s.tags, s.text)
			case s.mark == '-':
				negatives++
				if found {
					all.wrong++
					fmt.Fprintf(&failures, "wrong  %v %s\n", s.tags, s.text)
				}
			}
		}
		t.Logf("%s hard: %d of %d claims found, %d of %d others taken for claims", lang, all.right, all.right+all.missed, all.wrong, negatives)
		if 100*all.right < floor.right*(all.right+all.missed) || 100*all.wrong > floor.wrong*negatives {
			t.Errorf("%s: worse than %d%% found and %d%% wrong", lang, floor.right, floor.wrong)
		}
		golden := filepath.Join("testdata", "claims", lang, "hard.golden")
		if *update {
			if err := os.WriteFile(golden, []byte(failures.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil || string(want) != failures.String() {
			t.Errorf("%s: other failures than in %s (%v); look at them, then run with -update:\n%s", lang, golden, err, failures.String())
		}
	}
}
