package article

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"foresaid/internal/wording"
)

// pdfLine is a line as it stands on a page; lengths are in points, upwards.
type pdfLine struct {
	page                     int
	text                     string
	left, right, top, bottom float64
	size                     float64 // of its letters
	bold                     bool
	margin                   bool // at the very top or bottom of the page
}

// What PDFium gives for a hyphen at the end of a line.
const softHyphen = '\x02'

// pageMargin is the part of a page, above and below, that has its number.
const pageMargin = 0.08

// pdfBlocks makes paragraphs of lines.
func pdfBlocks(lines []pdfLine) []block {
	lines = withoutMargins(lines)
	body := bodyOf(lines)
	words := wordsOf(lines)
	var blocks []block
	var at []pdfLine
	flush := func() {
		if len(at) == 0 {
			return
		}
		texts := make([]string, len(at))
		bold := true
		for i, l := range at {
			texts[i] = l.text
			bold = bold && l.bold
		}
		b := lineBlock(plain(unhyphenated(texts, words)))
		b.bold = bold
		if b.kind == wording.Body && at[0].size > body.size*1.12 && columns(b.text()) <= 240 {
			b.kind, b.level = wording.Heading, 2
		}
		blocks = append(blocks, b)
		at = nil
	}
	for _, l := range lines {
		if len(at) > 0 && body.parts(at, l) {
			flush()
		}
		at = append(at, l)
	}
	flush()
	headings(blocks)
	return blocks
}

// pdfBody is what the running text of a file looks like.
type pdfBody struct {
	size    float64 // of most letters
	leading float64 // from line to line
	width   float64 // of a full line
}

func bodyOf(lines []pdfLine) pdfBody {
	sizes := map[float64]int{}
	var b pdfBody
	for _, l := range lines {
		sizes[l.size] += utf8.RuneCountInString(l.text)
	}
	for size, n := range sizes {
		if n > sizes[b.size] || n == sizes[b.size] && size > b.size {
			b.size = size
		}
	}
	var steps, widths []float64
	for i, l := range lines {
		if l.size != b.size {
			continue
		}
		widths = append(widths, l.right-l.left)
		if i > 0 && lines[i-1].page == l.page && lines[i-1].bottom > l.bottom {
			steps = append(steps, lines[i-1].middle()-l.middle())
		}
	}
	b.leading, b.width = quantile(steps, 0.5), quantile(widths, 0.9)
	return b
}

func (l pdfLine) middle() float64 { return (l.top + l.bottom) / 2 }

func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[int(float64(len(values)-1)*q)]
}

// parts tells whether a new paragraph begins with the next line.
func (b pdfBody) parts(before []pdfLine, next pdfLine) bool {
	last := before[len(before)-1]
	ends := endsSpoken(last.text)
	if math.Abs(last.size-next.size) > 0.12*max(last.size, next.size) || last.bold != next.bold && (ends || last.right-last.left < b.width*0.7) {
		return true
	}
	if listSign.MatchString(next.text) {
		return true
	}
	if last.page != next.page || next.bottom > last.top { // the next page or column
		return ends || last.size > b.size*1.12
	}
	step := last.middle() - next.middle()
	if b.leading > 0 && step > b.leading*1.45*max(1, last.size/max(b.size, 1)) {
		return true
	}
	short := last.right-last.left < b.width*0.85 && last.right < maxRight(before)-b.size*2
	indented := next.left > last.left+b.size*0.9 && len(before) > 0
	return ends && (short || indented)
}

func maxRight(lines []pdfLine) float64 {
	right := 0.0
	for _, l := range lines {
		right = max(right, l.right)
	}
	return right
}

var (
	listSign    = regexp.MustCompile(`^(?:[•●▪◦‣·] ?|[–-] |\d{1,2}[.)] |\d{1,2}、|[(（]\d{1,2}[)）])\S`)
	digits      = regexp.MustCompile(`\d+`)
	pageNumber  = regexp.MustCompile(`(?i)^[-–—\s]*(?:page|p\.|第)?\s*\d{1,4}\s*(?:(?:/|of|页[,，]?\s*共)\s*\d{1,4})?\s*页?[-–—\s]*$`)
	printedFrom = regexp.MustCompile(`(?i)^(?:(?:https?|file)://\S+)(?:\s+\d+/\d+)?$|^\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}(?:\s*[AP]M)?(?:\s.*)?$`)
)

// withoutMargins leaves out page numbers, what browsers print around pages,
// and lines that stand at the edge of several pages.
func withoutMargins(lines []pdfLine) []pdfLine {
	mask := func(l pdfLine) string { return digits.ReplaceAllString(l.text, "#") }
	on := map[string]map[int]bool{}
	for _, l := range lines {
		if l.margin {
			if on[mask(l)] == nil {
				on[mask(l)] = map[int]bool{}
			}
			on[mask(l)][l.page] = true
		}
	}
	var kept []pdfLine
	for _, l := range lines {
		if l.margin && (len(on[mask(l)]) >= 3 || pageNumber.MatchString(l.text) || printedFrom.MatchString(l.text)) {
			continue
		}
		kept = append(kept, l)
	}
	return kept
}

// wordsOf are the words that stand within lines, hyphens in them.
func wordsOf(lines []pdfLine) map[string]bool {
	words := map[string]bool{}
	for _, l := range lines {
		for w := range strings.FieldsSeq(strings.ToLower(l.text)) {
			words[strings.TrimFunc(w, unicode.IsPunct)] = true
		}
	}
	return words
}

// unhyphenated joins lines, with words put together that were parted at the
// end of one. A hyphen stays if the file has the word with it elsewhere.
func unhyphenated(lines []string, words map[string]bool) string {
	text := lines[0]
	for _, next := range lines[1:] {
		first, _ := utf8.DecodeRuneInString(next)
		head, soft := strings.CutSuffix(text, string(softHyphen))
		for _, hyphen := range []string{"-", "\u2010"} {
			if !soft && unicode.IsLower(first) {
				head, soft = strings.CutSuffix(text, hyphen)
			}
		}
		if !soft || head == "" {
			text = joinLines([]string{text, next})
			continue
		}
		begin := head[strings.LastIndexByte(head, ' ')+1:]
		end := strings.TrimFunc(firstWord(next), unicode.IsPunct)
		if words[strings.ToLower(begin+"-"+end)] && !words[strings.ToLower(begin+end)] {
			head += "-"
		}
		text = head + next
	}
	return strings.ReplaceAll(text, string(softHyphen), "")
}

var noTitle = regexp.MustCompile(`(?i)^(?:untitled.*|microsoft word.*|powerpoint.*|about:blank|document\d*|.*\.(?:docx?|pdf|tex|indd|html?|pptx?|xlsx?)|(?:https?|file):.*|无标题.*|未命名.*|幻灯片.*)$`)

func isPDFTitle(title string) bool {
	return says(title) && !noTitle.MatchString(title) && columns(title) > 4
}
