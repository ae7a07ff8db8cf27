package wording_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// scoringTable is the line of SCORING.md, "Words for odds", as it stands
// there.
const scoringTable = `almost certain 95 [90–98] · very likely, highly likely 90 [80–90] · very good chance 80 [75–85] · likely 75 [67–80] · probable, probably 75 [65–80] · better
than even 60 [55–60] · about even 50 [50–50] · realistic possibility 60 [40–75] · might, could 40 [25–50] · may 40 [30–51] · unlikely 20 [10–25] ·
improbable 10 [5–20] · very unlikely, highly unlikely 5 [5–10] · remote chance 5 [3–10] · almost no chance 2 [1–5].`

func TestOddsAreThoseOfScoring(t *testing.T) {
	row := regexp.MustCompile(`^(.+) (\d+) \[(\d+)–(\d+)\]\.?$`)
	entries := strings.Split(strings.ReplaceAll(scoringTable, "\n", " "), " · ")
	english := 0
	for _, o := range wording.OddsTable() {
		if o.Lang == "en" {
			english++
		}
	}
	if len(entries) != english {
		t.Errorf("SCORING.md has %d rows, the data %d", len(entries), english)
	}
	percent := func(s string) ledger.Probability {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		return ledger.ProbabilityOf(float64(n) / 100)
	}
	for _, entry := range entries {
		m := row.FindStringSubmatch(strings.TrimSpace(entry))
		if m == nil {
			t.Fatalf("can't read %q", entry)
		}
		for _, words := range strings.Split(m[1], ", ") {
			o, ok := wording.FindOdds(words)
			if !ok || o.Lang != "en" || o.ByTranslation {
				t.Errorf("%q: %v %+v", words, ok, o)
				continue
			}
			if o.Probability != percent(m[2]) || o.Low != percent(m[3]) || o.High != percent(m[4]) {
				t.Errorf("%q: %s [%s–%s], want %s", words, o.Probability.Percent(), o.Low.Percent(), o.High.Percent(), entry)
			}
		}
	}
}

func TestOddsTable(t *testing.T) {
	seen := map[string]bool{}
	chinese := 0
	for _, o := range wording.OddsTable() {
		if len(o.Words) == 0 || !o.Probability.Valid() || o.Low > o.High || o.Probability < o.Low || o.Probability > o.High {
			t.Errorf("%+v", o)
		}
		if o.ByTranslation != (o.Lang == "zh") {
			t.Errorf("%v: by translation %v", o.Words, o.ByTranslation)
		}
		for _, w := range o.Words {
			if found, ok := wording.FindOdds(w); !ok || found.Words[0] != o.Words[0] || seen[w] {
				t.Errorf("%s is not found, or twice", w)
			}
			seen[w] = true
		}
		if o.Lang == "zh" {
			chinese++
		}
	}
	if chinese < 10 {
		t.Errorf("%d Chinese rows", chinese)
	}
	wording.OddsTable()[0].Words[0] = "spoiled"
	if o, _ := wording.FindOdds("almost certain"); o.Words[0] != "almost certain" {
		t.Error("the table can be changed from outside")
	}
}

func TestFindOddsNeedsTheWholePhrase(t *testing.T) {
	for _, words := range []string{"", " ", "likely not", "most unlikely thing", "不", "不可能", "可", "very", "certain", "maybe"} {
		if o, ok := wording.FindOdds(words); ok {
			t.Errorf("%q is %v", words, o.Words)
		}
	}
}
