package article

import (
	"strings"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// Input is what an article is read from.
type Input struct {
	Name        string
	ContentType string
	Link        string
	Content     []byte
}

// Read reads an article.
func Read(in Input) (Article, error) {
	a := Article{Link: in.Link}
	n := 0
	for _, para := range strings.Split(strings.ReplaceAll(string(in.Content), "\r\n", "\n"), "\n\n") {
		text := ledger.Line(para)
		if text == "" {
			continue
		}
		if n > 0 {
			a.Text += "\n\n"
			n += 2
		}
		a.Text += text
		length := len([]rune(text))
		a.Paragraphs = append(a.Paragraphs, Paragraph{Kind: wording.Body, Start: n, End: n + length})
		n += length
	}
	a.Lang = wording.Lang(a.Text)
	return a, nil
}
