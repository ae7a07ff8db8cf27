package ledger

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// What of a search counts.
const (
	longestSearch = 300 // characters
	mostTerms     = 24
	shortestStem  = 2 // letters from which a word may go on
)

// filterKeys are the names of filters.
var filterKeys = map[string]string{
	"speaker": "speaker", "发言者": "speaker", "topic": "topic", "话题": "topic", "by": "by", "期限": "by", "state": "state", "状态": "state",
}

// stateWords are the states as they are called in Chinese.
var stateWords = map[string]State{
	"进行中": StateOpen, "到期": StateDue, "到期待判": StateDue, "已判定": StateJudged, "作废": StateVoid, "已撤回": StateWithdrawn,
}

// quotePairs are the marks around a phrase.
var quotePairs = map[rune]rune{'"': '"', '“': '”', '”': '”', '＂': '＂', '「': '」', '『': '』', '«': '»'}

// ParseSearch reads what was typed into a search box: words, "phrases",
// speaker:, topic: (or #), by: and state:, each with a minus before it for
// what is not wanted. It never fails: what can't be read is plain words.
func ParseSearch(text string) Search {
	p := searchParser{rest: []rune(Line(text))}
	if len(p.rest) > longestSearch {
		p.rest, p.s.Cut = p.rest[:longestSearch], true
	}
	p.s.Text = strings.TrimSpace(string(p.rest))
	var bare []string
	for p.skipSpace(); len(p.rest) > 0; p.skipSpace() {
		before := p.rest
		p.state = false
		if p.part(); !p.state {
			bare = append(bare, string(before[:len(before)-len(p.rest)]))
		}
	}
	p.s.Bare = strings.Join(bare, " ")
	return p.s
}

// searchParser reads a search from its beginning.
type searchParser struct {
	rest  []rune
	s     Search
	n     int  // terms read
	state bool // the last part asks for a state
}

func (p *searchParser) skipSpace() {
	for len(p.rest) > 0 && unicode.IsSpace(p.rest[0]) {
		p.rest = p.rest[1:]
	}
}

// part reads one word, phrase or filter.
func (p *searchParser) part() {
	to := &p.s.Want
	if len(p.rest) > 1 && isMinus(p.rest[0]) && !unicode.IsSpace(p.rest[1]) {
		to, p.rest = &p.s.Not, p.rest[1:]
	}
	if text, quoted := p.quoted(); quoted {
		p.add(&to.Words, Term{Text: text, Tokens: tokenTexts(text)})
		return
	}
	if len(p.rest) > 1 && (p.rest[0] == '#' || p.rest[0] == '＃') {
		word := p.word()
		if !p.filter(to, "topic", word[1:]) {
			p.words(to, string(word))
		}
		return
	}
	word := p.peek()
	key, value, ok := cutKey(word)
	if !ok {
		p.words(to, string(p.word()))
		return
	}
	start := slices.Clone(p.rest)
	p.rest = p.rest[len(word)-len(value):]
	given, quoted := p.quoted()
	if !quoted {
		given = string(p.word())
	}
	if !p.filter(to, key, []rune(given)) {
		whole := string(start[:len(start)-len(p.rest)])
		if len(p.s.Plain) < mostTerms {
			p.s.Plain = append(p.s.Plain, whole)
		}
		p.words(to, whole)
	}
}

func isMinus(r rune) bool { return r == '-' || r == '－' || r == '−' }

// quoted reads a phrase in quotation marks; one that does not end goes on to
// the end.
func (p *searchParser) quoted() (text string, ok bool) {
	if len(p.rest) == 0 {
		return "", false
	}
	closing, ok := quotePairs[p.rest[0]]
	if !ok {
		return "", false
	}
	end := slices.Index(p.rest[1:], closing)
	if end < 0 {
		text, p.rest = string(p.rest[1:]), nil
		return text, true
	}
	text, p.rest = string(p.rest[1:end+1]), p.rest[end+2:]
	return text, true
}

// peek is what stands before the next space.
func (p *searchParser) peek() []rune {
	if end := slices.IndexFunc(p.rest, unicode.IsSpace); end >= 0 {
		return p.rest[:end]
	}
	return p.rest
}

func (p *searchParser) word() []rune {
	word := p.peek()
	p.rest = p.rest[len(word):]
	return word
}

// cutKey finds the name of a filter before a colon.
func cutKey(word []rune) (key string, value []rune, ok bool) {
	at := slices.IndexFunc(word, func(r rune) bool { return r == ':' || r == '：' })
	if at < 1 {
		return "", nil, false
	}
	key, ok = filterKeys[strings.ToLower(string(word[:at]))]
	return key, word[at+1:], ok
}

// filter adds a filter, unless its value makes no sense.
func (p *searchParser) filter(to *Terms, key string, value []rune) bool {
	text := Line(string(value))
	if text == "" { // still being typed
		return true
	}
	switch key {
	case "speaker":
		t := Term{Text: text, Tokens: tokenTexts(text)}
		t.Prefix = mayGoOn(t.Tokens)
		return p.add(&to.Speakers, t)
	case "topic":
		topics := Topics([]string{text})
		if len(topics) == 0 || !p.count() {
			return false
		}
		to.Topics = append(to.Topics, topics...)
		return true
	case "state":
		state, known := readState(text)
		if !known {
			return false
		}
		p.state = to == &p.s.Want
		if !slices.Contains(to.States, state) {
			to.States = append(to.States, state)
		}
		return true
	}
	days, ok := readDays(text)
	if !ok || to == &p.s.Not || !p.s.By.IsZero() {
		return false
	}
	p.s.By = days
	return true
}

// readState reads a state, or the beginning that only one of them has.
func readState(text string) (State, bool) {
	if state, known := stateWords[text]; known {
		return state, true
	}
	var fitting []State
	for _, s := range States {
		if strings.HasPrefix(string(s), strings.ToLower(text)) {
			fitting = append(fitting, s)
		}
	}
	if len(fitting) != 1 {
		return "", false
	}
	return fitting[0], true
}

// words adds a plain word. Where the script changes, a new term begins, so
// that "OpenAI明年上市" is looked for as a name and as what is said of it.
func (p *searchParser) words(to *Terms, text string) {
	tokens := Tokens(text)
	for len(tokens) > 0 {
		n := 1
		for n < len(tokens) && isAlone(tokens[n]) == isAlone(tokens[0]) {
			n++
		}
		t := Term{Text: text[tokens[0].Start:tokens[n-1].End]}
		for _, k := range tokens[:n] {
			t.Tokens = append(t.Tokens, k.Text)
		}
		t.Prefix = mayGoOn(t.Tokens)
		p.add(&to.Words, t)
		tokens = tokens[n:]
	}
}

func isAlone(t Token) bool {
	r, _ := utf8.DecodeRuneInString(t.Text)
	return classOf(r) == alone
}

// add adds a term that is not there yet.
func (p *searchParser) add(to *[]Term, t Term) bool {
	if len(t.Tokens) == 0 {
		return false
	}
	if slices.ContainsFunc(*to, func(o Term) bool { return o.Prefix == t.Prefix && slices.Equal(o.Tokens, t.Tokens) }) {
		return true
	}
	if p.count() {
		t.Text = Line(t.Text)
		*to = append(*to, t)
	}
	return true
}

// count tells whether one more term may be looked for.
func (p *searchParser) count() bool {
	if p.n >= mostTerms {
		p.s.Cut = true
		return false
	}
	p.n++
	return true
}

func tokenTexts(text string) []string {
	var texts []string
	for _, t := range Tokens(text) {
		texts = append(texts, t.Text)
	}
	return texts
}

// mayGoOn tells whether the last of some words may be the beginning of a
// longer one. Numbers and Chinese characters stand for themselves.
func mayGoOn(tokens []string) bool {
	if len(tokens) == 0 {
		return false
	}
	last := tokens[len(tokens)-1]
	r, _ := utf8.DecodeRuneInString(last)
	return classOf(r) == letters && utf8.RuneCountInString(last) >= shortestStem
}

var daysForm = regexp.MustCompile(`^(\d{4})(?:年?|[年-]?q([1-4])|[年-]?h([12])|[年-](\d{1,2})(?:月?|[月-](\d{1,2})日?))$`)

// readDays reads 2026, 2026-06, 2026-06-30, 2026Q3, 2026H1, 2026年6月, and
// ranges with "..", which may have one end only.
func readDays(text string) (Days, bool) {
	from, to, isRange := strings.Cut(text, "..")
	first, ok := readPeriod(from)
	if !isRange {
		return first, ok
	}
	last, okLast := readPeriod(to)
	switch {
	case ok && okLast:
		return Days{first.From, last.To}, !last.To.Before(first.From)
	case ok && to == "":
		return Days{From: first.From}, true
	case okLast && from == "":
		return Days{To: last.To}, true
	}
	return Days{}, false
}

func readPeriod(text string) (Days, bool) {
	var folded strings.Builder
	for _, r := range text {
		folded.WriteString(foldRune(r))
	}
	m := daysForm.FindStringSubmatch(folded.String())
	if m == nil {
		return Days{}, false
	}
	n := func(i int) int { v, _ := strconv.Atoi(m[i]); return v } // only digits get here
	year := n(1)
	if year < 1 {
		return Days{}, false
	}
	months := func(first, count int) Days {
		from := NewDate(year, time.Month(first), 1)
		return Days{from, DateOf(time.Date(year, time.Month(first+count), 1, 0, 0, 0, 0, time.UTC)).AddDays(-1)}
	}
	switch {
	case m[2] != "":
		return months(3*n(2)-2, 3), true
	case m[3] != "":
		return months(6*n(3)-5, 6), true
	case m[4] == "":
		return months(1, 12), true
	case n(4) < 1 || n(4) > 12:
		return Days{}, false
	case m[5] == "":
		return months(n(4), 1), true
	}
	if d := n(5); d >= 1 && d <= months(n(4), 1).To.Day {
		day := NewDate(year, time.Month(n(4)), d)
		return Days{day, day}, true
	}
	return Days{}, false
}
