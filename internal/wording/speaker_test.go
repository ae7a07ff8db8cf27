package wording_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"foresaid/internal/wording"
)

// speakerCase is a text in which a claim is marked, and who makes it. The files
// have a case per paragraph block: "speaker:" and "author:" lines that are
// known beforehand, the text with the claim in [[ ]], one paragraph a line, and
// a line "= NAME" or "* NAME", which is second-hand.
type speakerCase struct {
	line       int
	text       wording.Text
	start, end int
	want       string
	secondHand bool
}

func readSpeakerCases(t *testing.T, name string) (cases []speakerCase) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var c speakerCase
	at := 0
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		key, value, _ := strings.Cut(line, " ")
		switch key {
		case "", "#":
		case "speaker:":
			c.text.Speaker = value
		case "author:":
			c.text.Author = value
		case "=", "*":
			c.line, c.want, c.secondHand = n, strings.TrimSpace(value), key == "*"
			if c.end == 0 {
				t.Fatalf("%s:%d: no claim is marked", name, n)
			}
			cases = append(cases, c)
			c, at = speakerCase{}, 0
		default:
			p := wording.Passage{Kind: wording.Body, Start: at}
			switch key {
			case "##":
				p.Kind, line = wording.Heading, value
			case "•":
				p.Kind = wording.Item
			case ">":
				p.Kind, line = wording.Quoted, value
			}
			if before, rest, ok := strings.Cut(line, "[["); ok {
				claim, after, closed := strings.Cut(rest, "]]")
				if !closed {
					t.Fatalf("%s:%d: the mark is not closed", name, n)
				}
				c.start = at + utf8.RuneCountInString(before)
				c.end = c.start + utf8.RuneCountInString(claim)
				line = before + claim + after
			}
			p.Text = line
			c.text.Passages = append(c.text.Passages, p)
			at += utf8.RuneCountInString(line) + 2
		}
	}
	return cases
}

func TestSpeakers(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		t.Run(lang, func(t *testing.T) {
			cases := readSpeakerCases(t, "speakers."+lang+".txt")
			if len(cases) < 14 {
				t.Errorf("%d cases", len(cases))
			}
			for _, c := range cases {
				got := wording.DraftClaim(c.text, c.start, c.end)
				if got.Speaker != c.want || got.SecondHand != c.secondHand {
					t.Errorf("speakers.%s.txt:%d: %q, second-hand %v; want %q, %v: %s", lang, c.line, got.Speaker, got.SecondHand, c.want, c.secondHand, got.Quote)
				}
			}
		})
	}
}
