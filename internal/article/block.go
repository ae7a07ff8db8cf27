package article

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// mostText is how many characters of text an article may have.
const mostText = 2_000_000

// block is a paragraph on its way into an Article.
type block struct {
	kind     wording.PassageKind
	level    int           // of a heading, 1 to 6
	bold     bool          // all of it
	lines    []string      // as they stood, each plain
	links    []string      // where it leads to
	from     time.Duration // with a time code, when it begins
	timeCode string
	marks    []Mark // offsets in characters of the first line
}

func (b block) text() string { return joinLines(b.lines) }

// without returns the block with its first n lines gone.
func (b block) without(n int) block {
	b.lines = b.lines[n:]
	return b
}

var footnote = regexp.MustCompile(`([\p{L}\p{P}])(?:\[\d{1,3}\])+`)

// plain makes one line of plain text: nothing invisible, one kind of space,
// no signs of footnotes. All text of an Article has come through here. Since
// it is text and never markup, nothing that was pasted or fetched can do
// anything on a page but be read; pages escape it like all other text.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf, unicode.Co) {
			return -1 // zero width, soft hyphens, directions, icon fonts
		}
		return r
	}, s)
	return footnote.ReplaceAllString(ledger.Line(s), "$1")
}

// plainLines are the lines of s, plain, without the empty ones.
func plainLines(s string) []string {
	var lines []string
	for l := range strings.SplitSeq(s, "\n") {
		if l = plain(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// joinLines joins the lines of one paragraph: Chinese and Japanese without a
// space, everything else with one.
func joinLines(lines []string) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 && !joinsDirectly(lines[i-1], l) {
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return b.String()
}

func joinsDirectly(before, after string) bool {
	l, _ := utf8.DecodeLastRuneInString(before)
	f, _ := utf8.DecodeRuneInString(after)
	if l == '-' && unicode.IsLower(f) && len(before) > 1 && before[len(before)-2] != ' ' {
		return true // well-⏎known
	}
	switch {
	case widePunctuation(l) || widePunctuation(f):
		return true
	case wide(l):
		return wide(f) || strings.ContainsRune("“”‘’…—", f)
	case wide(f):
		return strings.ContainsRune("“”‘’…—", l)
	}
	return false
}

// wide tells whether r is written without spaces between words.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo)
}

func widePunctuation(r rune) bool {
	return r >= 0x3001 && r <= 0x303f || r >= 0xff01 && r <= 0xff0f || r >= 0xff1a && r <= 0xff20
}

// columns is the width of s, a wide character counting twice.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n++
		if wide(r) || widePunctuation(r) || r >= 0xff01 && r <= 0xff60 {
			n++
		}
	}
	return n
}

// says tells whether s has a letter or a digit, and so is more than ornament.
func says(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// put makes the text and the paragraphs of a out of blocks.
func (a *Article) put(blocks []block) error {
	var text strings.Builder
	at := 0
	for _, b := range blocks {
		t := b.text()
		if !says(t) {
			continue
		}
		if at > 0 {
			text.WriteString("\n\n")
			at += 2
		}
		text.WriteString(t)
		for _, m := range b.marks {
			a.Marks = append(a.Marks, Mark{at + m.Offset, m.TimeCode})
		}
		p := Paragraph{Kind: b.kind, Start: at, End: at + utf8.RuneCountInString(t), TimeCode: b.timeCode}
		a.Paragraphs = append(a.Paragraphs, p)
		if at = p.End; at > mostText {
			return ledger.Invalidf("text", "article_too_long", "The text has more than %d characters; paste the part that matters", mostText)
		}
	}
	if a.Text = text.String(); a.Text == "" {
		return ledger.Invalidf("text", "article_empty", "There is no text in it")
	}
	return nil
}
