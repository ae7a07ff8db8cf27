package wording_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// share is a number of right answers out of all that were asked for.
type share struct{ right, all int }

func (s *share) add(right bool) {
	s.all++
	if right {
		s.right++
	}
}

func (s share) String() string { return fmt.Sprintf("%.2f of %d", ratio(s.right, s.all), s.all) }

// drafts is how much of the labels' notes the drafts have.
type drafts struct{ speaker, secondHand, deadline, probability, condition, same share }

func (d *drafts) compare(t *testing.T, lt labelledText, s labelled, of []int, c wording.Candidate, verbose bool) {
	note := func(share *share, key string, right bool, got any) {
		share.add(right)
		if verbose && !right {
			t.Logf("%s %s:%d want %q got %q in %s", strings.ToUpper(key), filepath.Base(s.file), s.line, s.notes[key], got, s.text)
		}
	}
	if want, ok := s.notes["speaker"]; ok {
		note(&d.speaker, "speaker", sameName(c.Speaker, want), c.Speaker)
		_, second := s.notes["second-hand"]
		note(&d.secondHand, "second-hand", c.SecondHand == second, strconv.FormatBool(c.SecondHand))
	}
	if want, ok := s.notes["to"]; ok {
		note(&d.deadline, "to", c.Deadline.To.String() == want, c.Deadline.To.String())
	}
	if want, ok := s.notes["p"]; ok {
		got := ""
		if c.Confidence.Scored() {
			got = c.Confidence.Probability.Percent()
		}
		note(&d.probability, "p", got == want, got)
	}
	if want, ok := s.notes["condition"]; ok {
		right := c.Condition != "" && (strings.Contains(ledger.Fold(want), ledger.Fold(c.Condition)) || strings.Contains(ledger.Fold(c.Condition), ledger.Fold(want)))
		note(&d.condition, "condition", right, c.Condition)
	}
	if want, ok := s.notes["same"]; ok {
		n, err := strconv.Atoi(want)
		if err != nil || n < 1 || n > len(lt.sentences) {
			t.Errorf("%s:%d: same as %s", s.file, s.line, want)
			return
		}
		note(&d.same, "same", c.SameAs >= 0 && c.SameAs == of[n-1], strconv.Itoa(c.SameAs))
	}
}

// sameName compares names as people do: "The bank" is the bank.
func sameName(got, want string) bool {
	plain := func(s string) string {
		s = strings.ToLower(s)
		for _, article := range []string{"the ", "a ", "an "} {
			s = strings.TrimPrefix(s, article)
		}
		return ledger.Fold(s)
	}
	return plain(got) == plain(want)
}

// floors are a little below what each set reaches, which the README tells.
var floors = map[string]struct{ recall, precision float64 }{
	"en/dev": {0.94, 0.87}, "en/held": {0.75, 0.72}, "en/ordinary": {0.95, 0.77}, "en/test": {0.91, 0.71},
	"zh/dev": {0.90, 0.86}, "zh/held": {0.80, 0.70},
}

func TestFindClaims(t *testing.T) {
	for _, name := range []string{"en/dev", "en/held", "en/ordinary", "en/test", "zh/dev", "zh/held"} {
		t.Run(name, func(t *testing.T) {
			lang, set, _ := strings.Cut(name, "/")
			// the sentences of the held set are not to be looked at
			verbose := (set == "dev" || set == "ordinary") && testing.Verbose()
			var all tally
			var d drafts
			texts := readSet(t, lang, set)
			for _, lt := range texts {
				found := wording.FindClaims(lt.text)
				of := match(lt, found)
				for i, s := range lt.sentences {
					switch {
					case s.mark == '+' && of[i] >= 0:
						all.right++
						d.compare(t, lt, s, of, found[of[i]], verbose)
					case s.mark == '+':
						all.missed++
						if verbose {
							t.Logf("MISSED %s:%d %v %s", filepath.Base(lt.file), s.line, s.tags, s.text)
						}
					case s.mark == '-' && of[i] >= 0:
						all.wrong++
						if verbose {
							c := found[of[i]]
							t.Logf("WRONG  %s:%d %v %s %v %v", filepath.Base(lt.file), s.line, s.tags, s.text, c.Score, c.Because)
						}
					}
				}
			}
			f1 := 2 * all.recall() * all.precision() / (all.recall() + all.precision())
			t.Logf("%s: %d texts, %d claims: recall %.3f, precision %.3f, F1 %.3f", name, len(texts), all.right+all.missed, all.recall(), all.precision(), f1)
			t.Logf("%s: speaker %s, second-hand %s, deadline %s, probability %s, condition %s, same claim %s",
				name, d.speaker, d.secondHand, d.deadline, d.probability, d.condition, d.same)
			for what, part := range map[string]struct {
				share share
				floor float64
			}{
				"speaker": {d.speaker, 0.50}, "second-hand": {d.secondHand, 0.73}, "deadline": {d.deadline, 0.72},
				"probability": {d.probability, 0.40}, "condition": {d.condition, 0.45},
			} {
				if ratio(part.share.right, part.share.all) < part.floor {
					t.Errorf("%s: %s is below %.2f", what, part.share, part.floor)
				}
			}
			floor, ok := floors[name]
			if !ok || all.recall() < floor.recall || all.precision() < floor.precision {
				t.Errorf("below %v", floor)
			}
		})
	}
}

// Every candidate is a part of its text, in order, and points back only.
func checkCandidates(t *testing.T, text wording.Text, found []wording.Candidate) {
	t.Helper()
	end := 0
	for i, c := range found {
		p := slices.IndexFunc(text.Passages, func(p wording.Passage) bool {
			return c.Start >= p.Start && c.End <= p.Start+len([]rune(p.Text))
		})
		if p < 0 || c.Start >= c.End || c.Start < end {
			t.Fatalf("candidate %d at [%d, %d)", i, c.Start, c.End)
		}
		end = c.End
		if got := string([]rune(text.Passages[p].Text)[c.Start-text.Passages[p].Start : c.End-text.Passages[p].Start]); got != c.Quote {
			t.Fatalf("the quote is %q, the text %q", c.Quote, got)
		}
		if c.Score < 0.5 || c.Score > 1 || c.Statement == "" || len(c.Quote) == 0 {
			t.Fatalf("%+v", c)
		}
		if c.SameAs < -1 || c.SameAs >= i || c.SameAs >= 0 && found[c.SameAs].SameAs >= 0 {
			t.Fatalf("candidate %d is the same as %d", i, c.SameAs)
		}
	}
}

func TestCandidatesAreWhole(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		for _, lt := range readSet(t, lang, "dev") {
			found := wording.FindClaims(lt.text)
			checkCandidates(t, lt.text, found)
			again := wording.FindClaims(lt.text)
			if !slices.EqualFunc(found, again, func(a, b wording.Candidate) bool { return fmt.Sprint(a) == fmt.Sprint(b) }) {
				t.Errorf("%s: found otherwise the second time", lt.file)
			}
		}
	}
}
