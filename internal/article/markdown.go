package article

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"foresaid/internal/wording"
)

// Raw HTML inside Markdown is let through: only its text is read.
var markdown = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify, extension.TaskList, extension.DefinitionList, extension.Footnote),
	goldmark.WithRendererOptions(html.WithUnsafe()),
)

// mostParagraph is the length from which what stands between empty lines has
// been written to keep goldmark busy, whose time grows with its square.
const mostParagraph = 32 << 10

var (
	// Emphasis beside Chinese punctuation, or before a space, is none to
	// CommonMark, and its signs are left standing.
	leftEmphasis = regexp.MustCompile(`\*{2,}|(?:^|\s)_{2,}|_{2,}$`)
	allBold      = regexp.MustCompile(`^\*\*[^*].*\*\*$`)
	// A line nested deeper than any person nests takes goldmark minutes.
	tooNested    = regexp.MustCompile(`(?m)^[ \t]*(?:(?:>[ \t]*){33}|(?:(?:[-*+:]|\d{1,9}[.)])[ \t]+){33})`)
	markdownSign = regexp.MustCompile(`(?m)^#{1,6} +\S|^> ?\S|\*\*\S[^*\n]*\*\*|\[[^\]\n]+\]\([^)\s]+\)|^(?:` + "```" + `|~~~)|^\S.*\n(?:={3,}|-{3,})$`)
)

// looksLikeMarkdown tells whether a text uses signs that only Markdown has.
func looksLikeMarkdown(s string) bool {
	return frontMatter.MatchString(s) || markdownSign.MatchString(strings.ReplaceAll(s, "\r\n", "\n"))
}

func markdownBlocks(s string) []block {
	if tooNested.MatchString(s) || slices.ContainsFunc(emptyLines.Split(s, -1), func(p string) bool { return len(p) > mostParagraph }) {
		return plainBlocks(s)
	}
	var page bytes.Buffer
	if err := markdown.Convert([]byte(s), &page); err != nil {
		return plainBlocks(s) // writing to a buffer does not fail
	}
	root, err := parseFragment(page.Bytes())
	if err != nil {
		return plainBlocks(s) // nested too deep
	}
	blocks := walk(root)
	for i, b := range blocks {
		b.bold = b.bold || allBold.MatchString(strings.Join(b.lines, " "))
		for j, l := range b.lines {
			b.lines[j] = plain(leftEmphasis.ReplaceAllString(l, ""))
		}
		blocks[i] = b
	}
	return blocks
}

// headings turns short lines that are bold as a whole into headings.
func headings(blocks []block) {
	for i, b := range blocks {
		t := b.text()
		if b.bold && b.kind == wording.Body && columns(t) <= 80 && !endsSentence(t) {
			blocks[i].kind, blocks[i].level = wording.Heading, 6
		}
	}
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "”’\"')）」』 ")
	return s != "" && strings.ContainsAny(s[len(s)-1:], ".!?;,") ||
		strings.HasSuffix(s, "。") || strings.HasSuffix(s, "！") || strings.HasSuffix(s, "？") || strings.HasSuffix(s, "…") ||
		strings.HasSuffix(s, "；") || strings.HasSuffix(s, "，") || strings.HasSuffix(s, "～")
}
