package article

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"foresaid/internal/wording"
)

// walker makes blocks out of a tree of HTML, whatever it was made from.
type walker struct {
	blocks []block
	inside []block // kinds of the elements around, the innermost last

	text       strings.Builder // of the block at hand
	links      []string
	bold       int // how many elements around make bold
	plainSigns bool
	boldSigns  bool
}

// leftOut are the elements whose text is no part of an article.
var leftOut = []atom.Atom{
	atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Canvas, atom.Audio, atom.Video, atom.Form,
	atom.Button, atom.Select, atom.Textarea, atom.Nav, atom.Aside, atom.Head, atom.Title, atom.Dialog, atom.Rp, atom.Rt, atom.Frameset,
}

var besideTheText = []string{"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "menu", "toolbar"}

var blockElements = []atom.Atom{
	atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Address, atom.Body, atom.Html, atom.Ul, atom.Ol,
	atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Figure, atom.Fieldset,
	atom.Details, atom.Summary, atom.Hgroup, atom.Center, atom.Hr,
}

var paragraphKinds = map[atom.Atom]block{
	atom.H1: {kind: wording.Heading, level: 1}, atom.H2: {kind: wording.Heading, level: 2}, atom.H3: {kind: wording.Heading, level: 3},
	atom.H4: {kind: wording.Heading, level: 4}, atom.H5: {kind: wording.Heading, level: 5}, atom.H6: {kind: wording.Heading, level: 6},
	atom.Blockquote: {kind: wording.Quoted}, atom.Li: {kind: wording.Item}, atom.Figcaption: {kind: wording.Caption}, atom.Caption: {kind: wording.Caption},
}

// walk returns the blocks below a node.
func walk(n *html.Node) []block {
	var w walker
	w.node(n)
	w.flush()
	return w.blocks
}

func (w *walker) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.add(n.Data)
		return
	case html.ElementNode:
		w.element(n)
		return
	}
	w.children(n)
}

func (w *walker) children(n *html.Node) {
	for c := range n.ChildNodes() {
		w.node(c)
	}
}

func (w *walker) element(n *html.Node) {
	if w.skips(n) {
		return
	}
	kind, isKind := paragraphKinds[n.DataAtom]
	switch {
	case isKind:
		w.flush()
		w.inside = append(w.inside, kind)
		w.children(n)
		w.flush()
		w.inside = w.inside[:len(w.inside)-1]
	case n.DataAtom == atom.Pre:
		w.flush()
		w.blocks = append(w.blocks, plainBlocks(textOf(n))...)
	case n.DataAtom == atom.Br:
		if w.around(wording.Heading) {
			w.add("\n")
		} else {
			w.flush()
		}
	case slices.Contains(blockElements, n.DataAtom):
		w.flush()
		w.children(n)
		w.flush()
	case n.DataAtom == atom.B || n.DataAtom == atom.Strong:
		w.bold++
		w.children(n)
		w.bold--
	case n.DataAtom == atom.Q:
		w.add("“")
		w.children(n)
		w.add("”")
	default:
		if link := attr(n, "href"); link != "" && n.DataAtom == atom.A {
			w.links = append(w.links, link)
		}
		w.children(n)
	}
}

func (w *walker) skips(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Sup:
		return isFootnote(n)
	case atom.Header:
		return !under(n, atom.Article, atom.Main) && find(n, byTag(atom.H1)) == nil
	case atom.Footer:
		return !under(n, atom.Blockquote)
	}
	return slices.Contains(leftOut, n.DataAtom) || slices.Contains(besideTheText, attr(n, "role")) || hidden(n) ||
		slices.Contains(strings.Fields(attr(n, "class")), "footnotes")
}

var noDisplay = regexp.MustCompile(`(?i)display\s*:\s*none`)

func hidden(n *html.Node) bool {
	_, is := attribute(n, "hidden")
	return is || attr(n, "aria-hidden") == "true" || noDisplay.MatchString(attr(n, "style"))
}

var footnoteSign = regexp.MustCompile(`^[\s\[(（【]*(?:\d{1,3}|[a-z]|[*†‡§]+|注释?\d*|citation needed)[\s\])）】]*$`)

// isFootnote tells whether a raised text is the sign of a footnote and not,
// say, a power of ten, which follows a digit.
func isFootnote(n *html.Node) bool {
	text := textOf(n)
	if find(n, byTag(atom.A)) != nil {
		return true
	}
	if before := n.PrevSibling; before != nil && before.Type == html.TextNode && endsInDigit.MatchString(before.Data) {
		return false
	}
	return footnoteSign.MatchString(text)
}

var endsInDigit = regexp.MustCompile(`(?:\d|[\s(][cdkm]?m)$`)

func (w *walker) add(s string) {
	w.text.WriteString(s)
	if says(s) {
		if w.bold > 0 {
			w.boldSigns = true
		} else {
			w.plainSigns = true
		}
	}
}

func (w *walker) around(kind wording.PassageKind) bool {
	return slices.ContainsFunc(w.inside, func(b block) bool { return b.kind == kind })
}

// flush ends the block at hand.
func (w *walker) flush() {
	b := block{kind: wording.Body}
	for _, outer := range w.inside {
		if b.kind != wording.Quoted || outer.kind == wording.Caption {
			b.kind, b.level = outer.kind, outer.level // a list in a quote is quoted
		}
	}
	b.lines, b.links, b.bold = plainLines(w.text.String()), w.links, w.boldSigns && !w.plainSigns
	w.text.Reset()
	w.links, w.boldSigns, w.plainSigns = nil, false, false
	if len(b.lines) > 0 {
		w.blocks = append(w.blocks, b)
	}
}
