package article

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// tooShort is the length below which what readability found is compared with
// the whole body.
const tooShort = 400

// readPage reads a whole page.
func (a *Article) readPage(text string) error {
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return tooDeep(err)
	}
	m := metaOf(doc, a.Link)
	content, byline := mainContent(doc, a.Link)
	blocks := walk(content)
	headings(blocks)
	blocks, t := takeHead(withTitle(blocks, m["title"]), headingOnly)
	if m["title"] != "" {
		delete(t, "title")
	}
	link := a.Link
	a.Link = ""                                     // the canonical one is better, if it leads to the same host
	if !strings.ContainsAny(byline, "0123456789") { // "5 min read"
		m.fill(told{"author": author(byline)})
	}
	a.use(m)
	a.use(t)
	if a.PublishedOn.IsZero() {
		a.use(datedLine(doc))
	}
	if link != "" && !sameSite(a.Link, link) {
		a.Link = link
	}
	if a.Publisher == "" && m["wechat"] == "" {
		a.Publisher = siteOf(a.Link)
	}
	if u, err := url.Parse(a.Link); err == nil && a.Kind == "" && isPostHost(u.Hostname()) {
		a.Kind = "post"
	}
	takeTimes(blocks)
	if err := a.finish(blocks, m["lang"]); err != nil {
		return err
	}
	a.noteWalls(m["paid"] != "")
	return nil
}

// datedLine finds the line with the date that many pages have beside the
// text: "2025年03月06日 09:15 来源：新华社".
func datedLine(doc *html.Node) told {
	rules := heads()
	blocks := walk(doc)
	for _, b := range blocks[:min(len(blocks), 60)] {
		for _, line := range b.lines {
			if t, ok := rules.readLine(line); ok && !dayOf(t["published"]).IsZero() {
				delete(t, "title")
				return t
			}
		}
	}
	return nil
}

func titleBlock(title string) block {
	return block{kind: wording.Heading, level: 1, lines: []string{plain(title)}}
}

// hasTitle tells whether the title is among the first blocks.
func hasTitle(blocks []block, title string) bool {
	return slices.ContainsFunc(blocks[:min(len(blocks), 5)], func(b block) bool { return ledger.Fold(b.text()) == ledger.Fold(title) })
}

// withTitle puts the title of a page before its text, once.
func withTitle(blocks []block, title string) []block {
	if title == "" {
		return blocks
	}
	for i, b := range blocks[:min(len(blocks), 5)] {
		if ledger.Fold(b.text()) == ledger.Fold(title) {
			blocks = slices.Delete(blocks, i, i+1)
			break
		}
	}
	return append([]block{titleBlock(title)}, blocks...)
}

// mainContent finds the element with the text: WeChat's own, or what
// readability finds, or the body where that is too little.
func mainContent(doc *html.Node, link string) (content *html.Node, byline string) {
	if n := bySelector(doc, data().Web.Wechat["content"]); n != nil {
		return n, ""
	}
	body := find(doc, byTag(atom.Body))
	if body == nil {
		body = doc
	}
	base, err := url.Parse(link)
	if err != nil || link == "" {
		base = nil
	}
	parser := readability.NewParser()
	found, err := parser.ParseDocument(doc, base)
	if err != nil || found.Node == nil {
		return body, ""
	}
	length := lengthOf(walk(found.Node))
	if all := lengthOf(walk(body)); length < tooShort && all > length*2 || length == 0 {
		return body, found.Byline()
	}
	return found.Node, found.Byline()
}

func lengthOf(blocks []block) int {
	n := 0
	for _, b := range blocks {
		n += utf8.RuneCountInString(b.text())
	}
	return n
}

// metaOf reads what a page says about itself.
func metaOf(doc *html.Node, link string) told {
	account := wechat(doc)
	t := told{}
	t.fill(account)
	t.fill(linkedData(doc))
	w := data().Web
	metas := map[string]string{}
	for _, n := range findAll(doc, byTag(atom.Meta)) {
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			if name := strings.ToLower(attr(n, key)); name != "" && metas[name] == "" {
				metas[name] = attr(n, "content")
			}
		}
	}
	for field, names := range w.Meta {
		for _, name := range names {
			value := plain(metas[name])
			if field == "author" {
				value = author(value)
			}
			if field == "kind" && value != "article" || field == "published" && dayOf(value).IsZero() {
				continue
			}
			if value != "" && t[field] == "" {
				t[field] = value
			}
		}
	}
	for field, selectors := range w.Elements {
		for _, selector := range selectors {
			n := bySelector(doc, selector)
			if n == nil || t[field] != "" {
				continue
			}
			value := plain(textOf(n))
			if field == "published" {
				value = stampOf(n)
			} else {
				value = author(value)
			}
			t.fill(told{field: value})
		}
	}
	if t["published"] == "" {
		t.fill(told{"published": firstTime(doc)})
	}
	for _, n := range findAll(doc, byTag(atom.Link)) {
		if strings.EqualFold(attr(n, "rel"), "canonical") {
			t.fill(told{"canonical": absolute(attr(n, "href"), link)})
		}
	}
	if t["canonical"] != "" {
		t["link"] = t["canonical"]
	}
	if n := find(doc, byTag(atom.Html)); n != nil && attr(n, "lang") != "" {
		t["lang"] = attr(n, "lang")
	}
	t["title"] = titleOf(doc, t, link)
	if account != nil {
		t["publisher"] = account["publisher"] // never WeChat itself
	}
	return t
}

// absolute is a link of a page in full, or empty where it is none.
func absolute(href, page string) string {
	base, err := url.Parse(page)
	if err != nil || href == "" {
		return ""
	}
	to, err := base.Parse(href)
	if err != nil || !isLink(to.String()) {
		return ""
	}
	return to.String()
}

// titleOf chooses the title: what the page calls itself, its one great
// heading, or the window's title without the publisher behind it.
func titleOf(doc *html.Node, t told, link string) string {
	great := ""
	if h1 := findAll(doc, byTag(atom.H1)); len(h1) == 1 && !hidden(h1[0]) {
		great = plain(textOf(h1[0]))
	}
	window := ""
	if n := find(doc, byTag(atom.Title)); n != nil {
		window = plain(textOf(n))
	}
	title := t["title"]
	if title == "" && great != "" && strings.Contains(ledger.Fold(window), ledger.Fold(great)) {
		title = great
	}
	if title == "" {
		title = window
	}
	if title == "" {
		title = great
	}
	return withoutPublisher(title, great, t["publisher"], siteOf(link))
}

// withoutPublisher takes the publisher's name off the end of a title.
func withoutPublisher(title, great, publisher, site string) string {
	for range 2 {
		at := strings.LastIndexFunc(title, func(r rune) bool { return strings.ContainsRune("-–—|｜·_", r) })
		if at <= 0 {
			break
		}
		_, size := utf8.DecodeRuneInString(title[at:])
		before, after := strings.TrimRight(title[:at], " -–—|｜·_"), strings.TrimSpace(title[at+size:])
		name := ledger.Fold(after)
		bar := strings.ContainsAny(title[at:at+size], "|｜_") && columns(after) <= 30 && columns(before) > columns(after)
		known := name != "" && (name == ledger.Fold(publisher) || strings.HasPrefix(ledger.Fold(site), name) || ledger.Fold(before) == ledger.Fold(great))
		if before == "" || !bar && !known {
			break
		}
		title = before
	}
	return title
}

// stampOf is the date that an element shows or carries.
func stampOf(n *html.Node) string {
	for _, value := range []string{attr(n, "datetime"), attr(n, "content"), plain(textOf(n))} {
		if !dayOf(value).IsZero() {
			return value
		}
	}
	return ""
}

// firstTime is the date of the first time element, one in the article first.
func firstTime(doc *html.Node) string {
	times := findAll(doc, byTag(atom.Time))
	for _, inArticle := range []bool{true, false} {
		for _, n := range times {
			if stamp := stampOf(n); stamp != "" && (!inArticle || under(n, atom.Article, atom.Main)) {
				return stamp
			}
		}
	}
	return ""
}

// bySelector finds an element by "#id", ".class" or "attribute=value".
func bySelector(doc *html.Node, selector string) *html.Node {
	if name, value, ok := strings.Cut(selector, "="); ok {
		return find(doc, func(n *html.Node) bool { return strings.EqualFold(attr(n, name), value) })
	}
	if id, ok := strings.CutPrefix(selector, "#"); ok {
		return find(doc, byID(id))
	}
	return find(doc, func(n *html.Node) bool {
		return slices.Contains(strings.Fields(attr(n, "class")), strings.TrimPrefix(selector, "."))
	})
}

var wechatScripts = sync.OnceValue(func() map[string]*regexp.Regexp {
	return map[string]*regexp.Regexp{
		"second": regexp.MustCompile(data().Web.Wechat["second"]),
		"day":    regexp.MustCompile(data().Web.Wechat["day"]),
	}
})

var chineseTime = time.FixedZone("CST", 8*60*60)

// wechat reads the markup that only WeChat's pages have. The account is the
// author; where the page names another author, it is the publisher.
func wechat(doc *html.Node) told {
	w := data().Web.Wechat
	if bySelector(doc, w["content"]) == nil {
		return nil
	}
	t := told{"wechat": "yes"}
	read := func(name string) string {
		if n := bySelector(doc, w[name]); n != nil {
			return plain(textOf(n))
		}
		return ""
	}
	account := read("account")
	t.fill(told{"title": read("title"), "author": read("author")})
	switch {
	case t["author"] == "":
		t["author"] = account
	case t["author"] != account:
		t["publisher"] = account
	}
	if day := read("published"); !dayOf(day).IsZero() {
		t["published"] = day
		return t
	}
	for _, script := range findAll(doc, byTag(atom.Script)) {
		text := textOf(script)
		if m := wechatScripts()["second"].FindStringSubmatch(text); m != nil {
			if second, err := strconv.ParseInt(m[1], 10, 64); err == nil {
				t["published"] = time.Unix(second, 0).In(chineseTime).Format(time.DateOnly)
				return t
			}
		}
		if m := wechatScripts()["day"].FindStringSubmatch(text); m != nil {
			t["published"] = m[1]
			return t
		}
	}
	return t
}

// author cleans the name of an author; a link is none.
func author(s string) string {
	s = plain(s)
	for _, prefix := range []string{"By ", "by ", "BY ", "作者：", "作者:", "文 | ", "文／", "文/"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, prefix))
	}
	if strings.Contains(s, "://") || strings.HasPrefix(s, "@") || columns(s) > 160 {
		return ""
	}
	return s
}

// siteOf is the host of a link as a name of its publisher.
func siteOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// sameSite tells whether two links lead to one host, or to one inside the
// other's domain.
func sameSite(a, b string) bool {
	x, y := siteOf(a), siteOf(b)
	return x != "" && (x == y || strings.HasSuffix(x, "."+y) || strings.HasSuffix(y, "."+x))
}

func isPostHost(host string) bool {
	return slices.ContainsFunc(data().Title.PostHosts, func(known string) bool { return host == known || strings.HasSuffix(host, "."+known) })
}
