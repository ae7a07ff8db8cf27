//go:build !race

// The race detector makes compiling PDFium take half a minute.

package article_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
)

// drawn is a line of text at a place on a page.
type drawn struct {
	x, y, size int
	text       string
}

// pdfFile makes a PDF file of pages of A4.
func pdfFile(about, trailer string, pages ...[]drawn) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(offsets)}, args...)...)
	}
	b.WriteString("%PDF-1.4\n")
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 5+2*i))
	}
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Kids[%s]/Count %d>>", strings.Join(kids, " "), len(pages))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
	object("<<%s>>", about)
	for i, page := range pages {
		var content strings.Builder
		for _, d := range page {
			fmt.Fprintf(&content, "BT /F1 %d Tf %d %d Td (%s) Tj ET\n", d.size, d.x, d.y, d.text)
		}
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>", 6+2*i)
		object("<</Length %d>>stream\n%s\nendstream", content.Len(), content.String())
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R/Info 4 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, trailer, start)
	return b.Bytes()
}

// paragraph draws lines one below the other.
func paragraph(x, y int, lines ...string) []drawn {
	var all []drawn
	for i, l := range lines {
		all = append(all, drawn{x, y - 14*i, 11, l})
	}
	return all
}

func TestPDF(t *testing.T) {
	first := append([]drawn{{72, 810, 9, "The Example Report 2025"}, {72, 760, 22, "Rates will fall"}},
		paragraph(72, 720, "By Jane Doe")...)
	first = append(first, paragraph(72, 690, "The chief economist said on Wednesday that the infla-", "tion rate will fall below two per cent by the end of 2026,", "and that well-known reasons speak for it. The well-", "known ones are energy and trade.")...)
	first = append(first, paragraph(72, 614, "Nobody was surprised, and nobody will be when the")...)
	first = append(first, drawn{290, 30, 9, "1"})
	second := append([]drawn{{72, 810, 9, "The Example Report 2025"}, {290, 30, 9, "2"}}, paragraph(72, 760, "bank does what it has announced for the coming year.")...)
	third := []drawn{{72, 810, 9, "The Example Report 2025"}, {290, 30, 9, "3"}, {72, 760, 16, "What comes next"}}
	third = append(third, paragraph(72, 730, "The left column comes first,", "as it does in every paper", "that has two of them.")...)
	third = append(third, paragraph(320, 730, "The right one comes second,", "and says something else.")...)
	a := read(t, article.Input{Name: "a.pdf", Content: pdfFile("/Title(Microsoft Word - x.doc)/Author(The desk)", "", first, second, third)})
	assert.Equal(t, "Rates will fall", a.Title)
	assert.Equal(t, "Jane Doe", a.Author)
	assert.Equal(t, "en", a.Lang)
	assert.Equal(t, []string{
		"heading Rates will fall",
		"body The chief economist said on Wednesday that the inflation rate will fall below two per cent by the end of 2026, and that well-known reasons speak for it. The well-known ones are energy and trade.",
		"body Nobody was surprised, and nobody will be when the bank does what it has announced for the coming year.",
		"heading What comes next",
		"body The left column comes first, as it does in every paper that has two of them.",
		"body The right one comes second, and says something else.",
	}, lines(a))
}

func TestChinesePDF(t *testing.T) {
	a := read(t, article.Input{Link: "https://paper.example/a.pdf", Content: file(t, "columns.zh.pdf").Content})
	assert.Equal(t, "电池成本会降一半", a.Title)
	assert.Equal(t, "能源组", a.Author)
	assert.Equal(t, ledger.NewDate(2024, 4, 26), a.PublishedOn)
	assert.Equal(t, "https://paper.example/a.pdf", a.Link)
	assert.Equal(t, []string{
		"heading 电池成本会降一半",
		"body 李晓明昨天说，三年内电池成本会降一半，到2030年，新车一半以上会是电动车。他说这不是猜测，而是已经能够看到的趋势；电池成本的下降还会继续。",
		"heading 两栏",
		"body 他还说，到2027年底，成本会比现在低一半，新车会更便宜。电池会更轻，也会更安全，而且会更便宜。这是第一栏的文字。",
		"body 第二段说的是后年的事：新车会比现在多一半，电池会比现在多一倍。",
		"body 第三段在第二栏，说的是明年的事：成本会继续下降，新车会更多。",
	}, lines(a))
}

func TestPDFRefuses(t *testing.T) {
	whole := pdfFile("", "", paragraph(72, 700, "It will fall."))
	for name, c := range map[string]struct {
		content []byte
		key     string
	}{
		"no pages to speak of": {[]byte("%PDF-1.4\nnothing"), "pdf_unreadable"},
		"only pictures":        {pdfFile("", "", nil), "pdf_pictures"},
		"too many pages":       {pdfFile("", "", make([][]drawn, 501)...), "pdf_pages"},
		"cut off at the start": {append([]byte("%PDF-1.4\n"), whole[len(whole)-40:]...), "pdf_unreadable"},
		"locked": {pdfFile("", "/ID[<00000000000000000000000000000000><00000000000000000000000000000000>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"+
			strings.Repeat("11", 32)+">/U<"+strings.Repeat("22", 32)+">>>", paragraph(72, 700, "It will fall.")), "pdf_locked"},
	} {
		a, err := article.Read(article.Input{Content: c.content})
		var e *ledger.Error
		if assert.ErrorAs(t, err, &e, name) {
			assert.Equal(t, c.key, e.Key, name)
			assert.Equal(t, "file", e.Field, name)
		}
		assert.Empty(t, a, name)
	}
}
