package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"foresaid/internal/wording"
)

var emptyLines = regexp.MustCompile(`\n[ \t\x{3000}\x{a0}]*\n\s*`)

// A line as wide as mostWrapped has not been wrapped by hand or by mail, nor
// has a text whose lines are all narrower than leastWrapped.
const (
	leastWrapped = 40
	mostWrapped  = 120
)

// plainBlocks reads plain text: empty lines part paragraphs, and so do line
// ends, unless the text has been wrapped to a width.
func plainBlocks(s string) []block {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2029", "\n\n", "\u2028", "\n", "\f", "\n\n").Replace(s)
	width := wrappedTo(s)
	var blocks []block
	for _, part := range emptyLines.Split(s, -1) {
		indented := 0
		var at block
		for raw := range strings.SplitSeq(part, "\n") {
			line := plain(raw)
			if line == "" {
				continue
			}
			b := lineBlock(line)
			starts := b.kind != wording.Body || len(at.lines) == 0 || isIndented(raw) && indented == 0
			indented = 0
			if isIndented(raw) {
				indented = 1
			}
			if !starts && continues(at.lines[len(at.lines)-1], line, width) {
				at.lines = append(at.lines, line)
				continue
			}
			if len(at.lines) > 0 {
				blocks = append(blocks, at)
			}
			at = b
		}
		if len(at.lines) > 0 {
			blocks = append(blocks, at)
		}
	}
	return blocks
}

// isIndented tells whether a line begins as Chinese paragraphs do.
func isIndented(line string) bool { return strings.HasPrefix(line, "\u3000\u3000") }

var (
	bullet   = regexp.MustCompile(`^(?:[•·●▪◦*–-] ?|\d{1,2}[.)、] ?|[(（]\d{1,2}[)）] ?)(\S.*)$`)
	pureSign = regexp.MustCompile(`^[•●▪◦]|^[*·–-] |^\d{1,2}[.)] |^\d{1,2}、|^[(（]\d{1,2}[)）]`)
	quoting  = regexp.MustCompile(`^> ?(\S.*)$`)
)

// lineBlock begins a block with a line.
func lineBlock(line string) block {
	if m := quoting.FindStringSubmatch(line); m != nil {
		return block{kind: wording.Quoted, lines: []string{m[1]}}
	}
	if m := bullet.FindStringSubmatch(line); m != nil && pureSign.MatchString(line) {
		return block{kind: wording.Item, lines: []string{m[1]}}
	}
	return block{kind: wording.Body, lines: []string{line}}
}

// wrappedTo is the width to which a text has been wrapped, or 0: that of its
// widest line, if most lines that end within a sentence are about as wide, or
// go on with a small letter.
func wrappedTo(s string) int {
	widest, open, goOn := 0, 0, 0
	parts := emptyLines.Split(s, -1)
	for _, part := range parts {
		for line := range strings.SplitSeq(part, "\n") {
			if !strings.Contains(line, "://") {
				widest = max(widest, columns(strings.TrimSpace(line)))
			}
		}
	}
	if widest < leastWrapped || widest > mostWrapped {
		return 0
	}
	for _, part := range parts {
		lines := plainLines(part)
		for i := 0; i+1 < len(lines); i++ {
			if endsSpoken(lines[i]) {
				continue
			}
			open++
			if continues(lines[i], lines[i+1], widest) {
				goOn++
			}
		}
	}
	if goOn == 0 || goOn*10 < open*6 {
		return 0
	}
	return widest
}

// ragged is how many columns a line may stay below the width to which its
// text was wrapped, apart from the word that had no room on it.
const ragged = 4

// isFull tells whether the first word of the next line had no room on a line.
func isFull(line, next string, width int) bool {
	return columns(line)+1+columns(firstWord(next))+ragged > width
}

func firstWord(s string) string {
	for i, r := range s {
		if r == ' ' {
			return s[:i]
		}
		if wide(r) {
			return s[:i+utf8.RuneLen(r)]
		}
	}
	return s
}

// continues tells whether a line belongs to the paragraph of the line before.
func continues(before, line string, width int) bool {
	first, _ := utf8.DecodeRuneInString(line)
	if width == 0 {
		return false
	}
	return isFull(before, line, width) || unicode.IsLower(first) && !endsSentence(before)
}
