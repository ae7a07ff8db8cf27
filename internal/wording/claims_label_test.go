package wording_test

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// labelled is a sentence of a labelled text: what somebody says it is.
type labelled struct {
	file       string
	line       int
	mark       byte // '+', '-' or '~', which is not counted
	tags       []string
	text       string
	notes      map[string]string
	start, end int // in the whole text
}

// labelledText is a text with its labels.
type labelledText struct {
	file      string
	text      wording.Text
	lang      string
	sentences []labelled
}

var labelForm = regexp.MustCompile(`^([-+~])(?:\[([^\]]*)\])? (.*?)(?: \{([^{}]*)\})?$`)

// A line that begins with a bullet or a number is an item, one without a
// closing mark a heading.
var (
	itemForm = regexp.MustCompile(`^(?:[•·*-]|\d+[./、])`)
	closed   = regexp.MustCompile(`[.!?。！？…]["'”’」』)）]*$`)
)

// readLabelled reads a file of labels; the texts of a file that has several,
// such as the hard set, begin with a new head each.
func readLabelled(t *testing.T, path, lang string) labelledText {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lt := labelledText{file: path, lang: lang}
	kind, title := wording.Body, ""
	var paragraph []rune
	at := 0
	closeParagraph := func() {
		if len(paragraph) == 0 {
			return
		}
		p := wording.Passage{Kind: kind, Start: at, Text: string(paragraph)}
		lt.text.Passages = append(lt.text.Passages, p)
		at += len(paragraph) + 2
		paragraph = nil
	}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), " ")
		if head, ok := strings.CutPrefix(line, "# "); ok {
			key, value, _ := strings.Cut(head, ": ")
			switch key {
			case "said":
				if lt.text.Said, err = ledger.ParseDate(value); err != nil {
					t.Fatalf("%s:%d: %v", path, n, err)
				}
			case "speaker":
				lt.text.Speaker = value
			case "author":
				lt.text.Author = value
			case "title":
				title = value
			}
			continue
		}
		if line == "" {
			closeParagraph()
			continue
		}
		m := labelForm.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("%s:%d: not a label: %s", path, n, line)
			continue
		}
		s := labelled{file: path, line: n, mark: m[1][0], text: m[3], notes: map[string]string{}}
		if m[2] != "" {
			s.tags = strings.Split(m[2], ",")
		}
		for note := range strings.SplitSeq(m[4], ";") {
			key, value, _ := strings.Cut(strings.TrimSpace(note), ":")
			if key != "" {
				s.notes[key] = strings.TrimSpace(value)
			}
		}
		kindOf := wording.Body
		switch {
		case itemForm.MatchString(s.text):
			kindOf = wording.Item
		case !closed.MatchString(s.text) && len([]rune(s.text)) < 100:
			kindOf = wording.Heading
		}
		if kindOf != wording.Body || kind != wording.Body {
			closeParagraph()
		}
		kind = kindOf
		if len(paragraph) > 0 && lang == "en" {
			paragraph = append(paragraph, ' ')
		}
		if title != "" && title != s.text { // a title that is not labelled
			lt.text.Passages = append(lt.text.Passages, wording.Passage{Kind: wording.Heading, Text: title})
			at = len([]rune(title)) + 2
		}
		title = ""
		s.start = at + len(paragraph)
		paragraph = append(paragraph, []rune(s.text)...)
		s.end = at + len(paragraph)
		lt.sentences = append(lt.sentences, s)
	}
	closeParagraph()
	return lt
}

func readSet(t *testing.T, lang, set string) (texts []labelledText) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "claims", lang, set, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		texts = append(texts, readLabelled(t, f, lang))
	}
	return texts
}

// tally counts what was found of what there was to find.
type tally struct{ right, wrong, missed int }

func (c tally) recall() float64    { return ratio(c.right, c.right+c.missed) }
func (c tally) precision() float64 { return ratio(c.right, c.right+c.wrong) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// match tells for each labelled sentence which candidate covers at least half
// of the shorter of the two, or -1.
func match(lt labelledText, found []wording.Candidate) []int {
	of := make([]int, len(lt.sentences))
	for i, s := range lt.sentences {
		of[i] = -1
		for j, c := range found {
			overlap := min(s.end, c.End) - max(s.start, c.Start)
			if overlap > 0 && 2*overlap >= min(s.end-s.start, c.End-c.Start) {
				of[i] = j
				break
			}
		}
	}
	return of
}
