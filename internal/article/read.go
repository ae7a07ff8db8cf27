package article

import (
	"bytes"
	"mime"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"foresaid/internal/ledger"
)

// Input is what somebody gives to be read.
type Input struct {
	Name        string // of the file, where there is one: "talk.srt"
	ContentType string // where known: "text/html; charset=gbk"
	Link        string // where it came from, where known
	Content     []byte
}

// mostBytes is how long an input may be.
const mostBytes = 20 << 20

type format string

const (
	plainText    format = "plain"
	markdownText format = "markdown"
	webPage      format = "page"
	htmlPart     format = "part" // pasted out of a page
	subtitles    format = "subtitles"
)

// Read makes an Article of a file, of pasted text or of what a link led to.
// What it is shows in its name, its content type and its bytes. The errors are
// Invalid at field "file" or "text".
func Read(in Input) (Article, error) {
	if len(in.Content) > mostBytes {
		return Article{}, ledger.Invalidf("file", "article_file_too_large", "The file is larger than %d MB", mostBytes>>20)
	}
	if isPDF(in.Content) {
		a := in.article()
		if err := a.readPDF(in.Content); err != nil {
			return Article{}, err
		}
		return a, nil
	}
	text, err := decode(in.Content, in.ContentType, in.claimsHTML())
	if err != nil {
		return Article{}, err
	}
	return in.read(text)
}

// ReadText reads pasted text, which may be Markdown, HTML or subtitles.
func ReadText(text string) (Article, error) {
	if !utf8.ValidString(text) {
		return Article{}, badEncoding()
	}
	return Read(Input{Content: []byte(text)})
}

func (in Input) article() Article {
	if isLink(in.Link) {
		return Article{Link: in.Link}
	}
	return Article{}
}

func (in Input) read(text string) (Article, error) {
	a := in.article()
	var err error
	switch in.formatOf(text) {
	case webPage:
		err = a.readPage(text)
	case htmlPart:
		err = a.readPart(text)
	case markdownText:
		rest, front := takeFront(text)
		a.use(front)
		err = a.readBlocks(markdownBlocks(rest), firstLine, front["lang"])
	case subtitles:
		err = a.readSubtitles(in.Name, text)
	default:
		if head, cues, ok := transcriptOf(text); ok {
			err = a.readTranscript(head, cues)
		} else {
			err = a.readBlocks(plainBlocks(text), firstLine, "")
		}
	}
	if err != nil {
		return Article{}, err
	}
	return a, nil
}

var (
	page      = regexp.MustCompile(`(?i)<(?:!doctype html|html|head|body)[\s>]`)
	clipboard = "<!--StartFragment-->"
	part      = regexp.MustCompile(`(?i)^\s*<(?:!--|meta|article|main|section|div|p|h[1-6]|ul|ol|blockquote|span|table|figure|b|strong|a)[\s>/-]`)
	closes    = regexp.MustCompile(`(?i)</(?:article|main|section|div|p|h[1-6]|ul|ol|blockquote|span|table|figure|b|strong|a)>`)
)

// claimsHTML tells whether the bytes are said to be HTML, or begin so.
func (in Input) claimsHTML() bool {
	switch in.formatByName() {
	case webPage:
		return true
	case "":
		head := in.Content[:min(len(in.Content), 4<<10)]
		return page.Match(head) && bytes.HasPrefix(bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n"), []byte("<"))
	}
	return false
}

func (in Input) formatByName() format {
	kind, _, _ := mime.ParseMediaType(in.ContentType)
	switch kind {
	case "text/html", "application/xhtml+xml":
		return webPage
	case "text/markdown", "text/x-markdown":
		return markdownText
	case "text/vtt", "application/x-subrip":
		return subtitles
	}
	switch strings.ToLower(path.Ext(in.Name)) {
	case ".html", ".htm", ".xhtml", ".shtml":
		return webPage
	case ".md", ".markdown", ".mdown", ".mkd":
		return markdownText
	case ".srt", ".vtt":
		return subtitles
	}
	return ""
}

func (in Input) formatOf(text string) format {
	named := in.formatByName()
	begin := strings.TrimLeft(text, " \t\r\n")
	begin = begin[:min(len(begin), 4<<10)]
	looksHTML := strings.HasPrefix(begin, "<") && (page.MatchString(begin) || part.MatchString(begin) && closes.MatchString(text))
	switch {
	case looksLikeSubtitles(begin):
		return subtitles
	case named == webPage || named == "" && looksHTML:
		if !page.MatchString(begin) || strings.Contains(begin, clipboard) {
			return htmlPart
		}
		return webPage
	case named == markdownText || looksLikeMarkdown(text):
		return markdownText
	}
	return plainText
}

// readBlocks reads the head off the blocks of a text and keeps the rest.
func (a *Article) readBlocks(blocks []block, rule titleRule, lang string) error {
	headings(blocks)
	blocks, t := takeHead(blocks, rule)
	if lang != "" {
		t["lang"] = lang
	}
	a.use(t)
	takeTimes(blocks)
	return a.finish(blocks, t["lang"])
}

// finish keeps the blocks and tells from them and the title what is left.
func (a *Article) finish(blocks []block, lang string) error {
	if a.Title != "" && !hasTitle(blocks, a.Title) {
		blocks = append([]block{titleBlock(a.Title)}, blocks...)
	}
	return a.keep(blocks, lang)
}

func (a *Article) keep(blocks []block, lang string) error {
	if err := a.put(blocks); err != nil {
		return err
	}
	a.Lang = languageOf(a.Text, lang)
	a.readTitle()
	if a.Speaker == "" {
		a.Speaker = mainSpeaker(blocks)
	}
	return nil
}

func (a *Article) readPart(text string) error {
	if _, after, ok := strings.Cut(text, clipboard); ok {
		text, _, _ = strings.Cut(after, "<!--EndFragment-->")
	}
	root, err := parseFragment([]byte(text))
	if err != nil {
		return tooDeep(err)
	}
	return a.readBlocks(walk(root), headingOnly, "")
}

// parseFragment parses HTML as it stands inside a body.
func parseFragment(content []byte) (*html.Node, error) {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(bytes.NewReader(content), body)
	if err != nil {
		return nil, err
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	return body, nil
}

func tooDeep(err error) error {
	return ledger.Invalidf("text", "article_html_unreadable", "This HTML can’t be read; paste the text instead").Because(err)
}
