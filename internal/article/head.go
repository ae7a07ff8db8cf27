package article

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// The head is looked for in the first headBlocks blocks, and ends after
// strayBlocks that are no part of it. At the end tailBlocks are looked at.
const (
	headBlocks  = 12
	strayBlocks = 3
	tailBlocks  = 4
)

type headRules struct {
	field map[string]string // label in lower case → field
	label *regexp.Regexp
	lines []*regexp.Regexp
}

var heads = sync.OnceValue(func() headRules {
	w := data().Head
	r := headRules{field: map[string]string{}}
	var latin, han []string
	for _, field := range slices.Sorted(maps.Keys(w.Labels)) {
		for _, label := range w.Labels[field] {
			r.field[label] = field
			if label[0] < utf8.RuneSelf {
				latin = append(latin, regexp.QuoteMeta(label))
			} else {
				han = append(han, regexp.QuoteMeta(label))
			}
		}
	}
	longestFirst := func(a, b string) int { return len(b) - len(a) }
	slices.SortStableFunc(latin, longestFirst)
	slices.SortStableFunc(han, longestFirst)
	r.label = regexp.MustCompile(`(?i)(?:^|[\s|｜丨·•,，;；])(?:(` + strings.Join(latin, "|") + `) ?[:：]|(` + strings.Join(han, "|") + `) ?[:：|｜丨/])\s*`)
	for _, line := range w.Lines {
		r.lines = append(r.lines, regexp.MustCompile("^"+strings.ReplaceAll(line, "{names}", w.Names)+"$"))
	}
	return r
})

// told is what lines of the head tell, by field.
type told map[string]string

// fill keeps what is told first.
func (t told) fill(more told) {
	for field, value := range more {
		if t[field] == "" {
			t[field] = value
		}
	}
}

// readLine reads a line of the head; ok is false where it is none.
func (r headRules) readLine(line string) (t told, ok bool) {
	labels := r.label.FindAllStringSubmatchIndex(line, -1)
	if len(labels) == 0 {
		return r.readBare(line)
	}
	t = told{}
	if lead := strings.Trim(line[:labels[0][0]], " |｜丨·"); lead != "" {
		if t, ok = r.readBare(lead); !ok {
			return nil, false
		}
	}
	for i, at := range labels {
		end := len(line)
		if i+1 < len(labels) {
			end = labels[i+1][0]
		}
		label := submatch(line, at, 1) + submatch(line, at, 2)
		value := strings.Trim(line[at[1]:end], " |｜丨·,，;；")
		field := r.field[strings.ToLower(label)]
		if !fits(field, value) {
			return nil, false
		}
		if field == "publisher" && isLink(value) {
			field = "link"
		}
		if t[field] == "" {
			t[field] = value
		}
	}
	return t, true
}

func submatch(s string, at []int, n int) string {
	if at[2*n] < 0 {
		return ""
	}
	return s[at[2*n]:at[2*n+1]]
}

// readBare reads a line without labels: a date, or who wrote it.
func (r headRules) readBare(line string) (told, bool) {
	if utf8.RuneCountInString(line) > 120 {
		return nil, false
	}
	if !dayOf(line).IsZero() {
		return told{"published": line}, true
	}
	for _, pattern := range r.lines {
		m := pattern.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		t := told{}
		if t.fill(told{"author": group(pattern, m, "author")}); t["author"] == "" {
			delete(t, "author")
		}
		if date := group(pattern, m, "date"); date != "" {
			if dayOf(date).IsZero() {
				continue
			}
			t["published"] = date
		}
		return t, true
	}
	return nil, false
}

// fits tells whether a value can be one of the field, and the line no
// sentence that begins with the same word.
func fits(field, value string) bool {
	switch field {
	case "published", "event_on":
		return value == "" || !dayOf(value).IsZero() || columns(value) <= 40
	case "link":
		return isLink(value) || columns(value) <= 40
	case "title":
		return columns(value) <= 300
	}
	return columns(value) <= 100 && !strings.ContainsAny(value, "。！？?!")
}

func isLink(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http") && !strings.ContainsAny(s, " \t")
}

// titleRule says what may be taken for the title.
type titleRule int

const (
	firstLine   titleRule = iota // a heading, or a short first line if there is more
	anyLine                      // likewise, and there is more
	headingOnly                  // a heading
)

// takeHead takes the lines about the text out of blocks, and the title, which
// stays a heading in them.
func takeHead(blocks []block, rule titleRule) ([]block, told) {
	rules, t := heads(), told{}
	var kept []block
	strays := 0
	for i, b := range blocks {
		if i >= headBlocks || strays >= strayBlocks {
			kept = append(kept, blocks[i:]...)
			break
		}
		n := 0
		for n < len(b.lines) {
			found, ok := rules.readLine(b.lines[n])
			if !ok {
				break
			}
			if found["link"] != "" && !isLink(found["link"]) && len(b.links) > 0 {
				found["link"] = b.links[0]
			}
			t.fill(found)
			n++
		}
		if n == len(b.lines) {
			continue
		}
		rest := b.without(n)
		if t["title"] == "" && strays == 0 && rule.isTitle(rest, blocks[i+1:]) {
			rest.kind = wording.Heading
			t["title"] = rest.text()
			kept = append(kept, rest)
			continue
		}
		kept = append(kept, rest)
		if n == 0 {
			strays++
		}
	}
	return takeTail(kept, t), t
}

// isTitle tells whether the first block that is no head line is the title,
// and not the first turn of a conversation.
func (r titleRule) isTitle(b block, after []block) bool {
	if b.kind == wording.Heading {
		return true
	}
	t := b.text()
	if r == headingOnly || b.kind != wording.Body || len(b.lines) > 1 || columns(t) > 160 || endsStatement(t) {
		return false
	}
	if len(after) == 0 {
		return r == anyLine
	}
	return !turn.MatchString(t) || !turn.MatchString(after[0].text())
}

var statementEnd = regexp.MustCompile(`(?:[.;,:。；，：、…]|\.”)$`)

func endsStatement(s string) bool { return statementEnd.MatchString(s) }

func takeTail(blocks []block, t told) []block {
	rules := heads()
	end := len(blocks)
	for i := len(blocks) - 1; i > 0 && i >= end-tailBlocks; i-- {
		all := told{}
		for _, line := range blocks[i].lines {
			found, ok := rules.readLine(line)
			if !ok || !rules.label.MatchString(line) {
				all = nil
				break
			}
			all.fill(found)
		}
		if all == nil {
			break
		}
		t.fill(all)
		blocks = slices.Delete(blocks, i, i+1)
	}
	return blocks
}

var frontMatter = regexp.MustCompile(`^\s*---[ \t]*\r?\n((?s:.*?)\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)`)

// takeFront takes the YAML front matter off a text, if it has one.
func takeFront(s string) (rest string, t told) {
	m := frontMatter.FindStringSubmatch(s)
	if m == nil {
		return s, nil
	}
	var values map[string]any
	if err := yaml.Unmarshal([]byte(m[1]), &values); err != nil || values == nil {
		return s, nil
	}
	lower := map[string]any{}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		lower[strings.ToLower(key)] = values[key]
	}
	t = told{}
	for field, keys := range data().Head.Front {
		for _, key := range keys {
			if value := oneLine(lower[key]); value != "" && t[field] == "" {
				t[field] = value
			}
		}
	}
	return s[len(m[0]):], t
}

// use takes over what was told, where nothing is known yet.
func (a *Article) use(t told) {
	set := func(into *string, value string) {
		if *into == "" {
			*into = plain(value)
		}
	}
	set(&a.Title, t["title"])
	set(&a.Author, t["author"])
	set(&a.Publisher, t["publisher"])
	set(&a.Event, t["event"])
	set(&a.Speaker, t["speaker"])
	if isLink(t["link"]) {
		set(&a.Link, t["link"])
	}
	for _, d := range []struct {
		into *ledger.Date
		text string
	}{{&a.PublishedOn, t["published"]}, {&a.EventOn, t["event_on"]}} {
		if !d.into.IsZero() || d.text == "" {
			continue
		}
		if *d.into = dayOf(d.text); d.into.IsZero() {
			a.note("note.date_unclear", "date", plain(d.text))
		}
	}
	if kind := ledger.SourceKind(strings.ToLower(t["kind"])); a.Kind == "" && kind.Valid() {
		a.Kind = kind
	}
}

func (a *Article) note(key string, args ...any) {
	for _, n := range a.Notes {
		if n.Key == key {
			return
		}
	}
	a.Notes = append(a.Notes, Note{key, args})
}
