package wording

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// speech is who said each sentence of a text.
type speech struct {
	speaker    string
	secondHand bool
	said       attribution
}

// telling follows a text: whose turn it is, whom a quotation belongs to, and
// whom a pronoun means.
type telling struct {
	t       Text
	all     []sentence
	out     []speech
	names   nameIndex
	turns   map[string]bool // the names that open one, in lower case
	turn    string          // who has the turn, where somebody has
	inTurn  bool
	asking  bool   // the turn is that of one who asks
	lasting bool   // turns end with the next one only
	ahead   string // who was announced for the next paragraph
	aheadAt int    // the paragraph that announced them
	quoting string // whose quotation stands in the paragraph
	open    bool   // it has not been closed
	people  cast
}

func speakers(t Text, all []sentence) []speech {
	w := &telling{t: t, all: all, out: make([]speech, len(all)), names: namesIn(t), aheadAt: -9}
	w.findTurns()
	w.people.genders = map[string]string{}
	for i := range all {
		w.sentence(i)
	}
	w.quotesBefore()
	return w.out
}

var endsQuote = regexp.MustCompile(`[。！？!?.…]["”」』]$`)

var opensQuote = regexp.MustCompile(`^[>• ]*["“「『‘]`)

func (w *telling) sentence(i int) {
	s := &w.all[i]
	passage := w.t.Passages[s.passage]
	opens := i == 0 || w.all[i-1].passage != s.passage
	if opens {
		goesOn := w.open && opensQuote.MatchString(s.text)
		w.open = false
		if !goesOn {
			w.quoting = ""
		}
		if w.inTurn && (!w.lasting || w.asking) && !(passage.Kind == Quoted && w.turn != "") {
			w.inTurn, w.turn, w.asking = false, "", false
		}
	}
	rest, label := s.text, attribution{}
	captioned := false // Ana Lee: The ice will be gone
	if a, ok := turnOf(s.text); ok {
		switch lower := strings.ToLower(a.name); {
		case a.marked || w.turns[lower]:
			w.takeTurn(a)
			label, rest = a, string([]rune(s.text)[a.at.to:])
		case slices.Contains(w.names.people, w.names.full(a.name)):
			captioned, label, rest = true, a, string([]rune(s.text)[a.at.to:])
		}
	}
	a := attributionOf(rest, s.bestAt()-label.at.to, w.open)
	if captioned && a.name == "" {
		a, label = label, attribution{}
		a.turn = false
	}
	begins, pure := w.open, quotedWhole(rest, w.open)
	w.open = staysOpen(rest, w.open)
	if a.name == "" {
		a.at = label.at
	} else {
		a.at = span{a.at.from + label.at.to, a.at.to + label.at.to}
	}
	a.turn = label.turn
	said := &w.out[i]
	said.said = a
	base := w.base()
	switch {
	case a.name == "" && pure && !w.inTurn:
		said.speaker, said.secondHand = w.quoter(i, begins), true
		said.said.quoted = true
		if said.speaker == "" && w.t.Speaker != "" {
			said.speaker = base
		}
	case a.name == "" && w.aheadAt >= 0 && w.announced(i):
		said.speaker, said.secondHand = w.ahead, true
	case a.name == "" || a.first:
		said.speaker = base
		if pure && begins && w.quoting != "" {
			said.speaker, said.secondHand = w.quoting, true
		}
	default:
		said.speaker, said.secondHand = w.resolve(a, i), true
		if a.quoted || quotedWhole(rest, begins) {
			w.quoting = said.speaker
		}
	}
	if a.ahead && said.speaker != "" {
		w.ahead, w.aheadAt = said.speaker, s.passage
	}
	w.judge(said, passage, pure)
	w.people.note(w, i, rest, a, said.speaker)
}

// judge tells whether what somebody is said to have said is second-hand: not
// for the text's own speaker, nor for plans, nor for the people of the firm
// that has issued it.
func (w *telling) judge(said *speech, passage Passage, pure bool) {
	a := said.said
	own := said.speaker != "" && (said.speaker == w.base() || w.t.Speaker != "" && strings.Contains(w.t.Speaker, said.speaker))
	direct := w.inTurn || a.quoted || pure || passage.Kind == Quoted || a.first || speaksOfSelf(passage.Text)
	issued := w.names.issuer != "" && (strings.Contains(a.role, strings.Fields(w.names.issuer)[0]) || said.speaker == w.names.issuer)
	switch {
	case w.t.Speaker != "" && w.t.Author != "" && w.t.Author != w.t.Speaker && said.speaker == w.t.Speaker:
		said.secondHand = !direct
	case own, a.plan, issued:
		said.secondHand = false
	}
}

// base is who speaks where nobody is named.
func (w *telling) base() string {
	switch {
	case w.inTurn:
		return w.turn
	case w.names.issuer != "" && strings.HasPrefix(w.t.Speaker, w.names.issuer):
		return w.names.issuer
	case w.t.Speaker != "":
		return w.t.Speaker
	case w.names.issuer != "":
		return w.names.issuer
	}
	return w.t.Author
}

// takeTurn gives the turn to whom a label names.
func (w *telling) takeTurn(a attribution) {
	words, lower := speakerWords(), strings.ToLower(a.name)
	w.inTurn, w.lasting, w.asking = true, !a.marked, slices.Contains(words.Asking, lower)
	answering := slices.Contains(words.Answering, lower)
	switch {
	case answering && w.t.Speaker != "":
		w.turn = w.t.Speaker
	case answering && slices.Contains(words.Nameless, lower):
		w.turn = w.names.interviewee(w.t)
	case slices.Contains(words.Nameless, lower):
		w.turn = ""
	default:
		w.turn = w.names.full(titleCase(a.name))
	}
	w.people.genders[w.turn] = ""
}

// titleCase writes the names of transcripts, ANA LEE, as names are written.
func titleCase(name string) string {
	if strings.ToUpper(name) != name || !strings.Contains(name, " ") || hasHan(name) {
		return name
	}
	fields := strings.Fields(strings.ToLower(name))
	for i, f := range fields {
		r, size := utf8.DecodeRuneInString(f)
		fields[i] = string(unicode.ToUpper(r)) + f[size:]
	}
	return strings.Join(fields, " ")
}

// resolve is the person whom an attribution names.
func (w *telling) resolve(a attribution, i int) string {
	lower := strings.ToLower(a.name)
	words := speakerWords()
	switch kind := pronounOf(a.name); {
	case kind != "":
		if n := w.people.find(kind, a.name, w, i); n != "" {
			return n
		}
		if kind == "he" || kind == "she" || kind == "one" {
			return w.t.Speaker
		}
		if kind == "it" && !hasHan(a.name) {
			return w.names.company()
		}
		return ""
	case slices.Contains(words.Firm, lower):
		if firm := w.names.company(); firm != "" && (firm == w.names.issuer || !hasHan(a.name)) {
			return firm
		}
	}
	return w.names.full(a.name)
}

// announced tells whether a sentence belongs to what was announced at the end
// of a paragraph before it: the next one, and quotations and items behind it.
func (w *telling) announced(i int) bool {
	at := w.all[i].passage
	for p := w.aheadAt + 1; p <= at; p++ {
		kind := w.t.Passages[p].Kind
		if p > w.aheadAt+1 && kind != Quoted && kind != Item && !opensQuote.MatchString(w.t.Passages[p].Text) || kind == Heading {
			return false
		}
	}
	return at > w.aheadAt
}

// quoter is who says a sentence that is all in quotation marks.
func (w *telling) quoter(i int, begins bool) string {
	if w.quoting != "" {
		return w.quoting
	}
	if begins {
		return ""
	}
	if w.aheadAt >= 0 && w.announced(i) {
		return w.ahead
	}
	if i > 0 { // somebody has just been named
		before := &w.out[i-1]
		near := w.all[i-1].passage == w.all[i].passage
		if before.said.name != "" && !before.said.first && before.secondHand && (near || before.said.quoted) {
			return before.speaker
		}
		if near && before.said.name == "" {
			return w.people.only(i - 1)
		}
	}
	return ""
}

// quotesBefore gives quotations that nobody has to whoever is named behind
// them in the paragraph.
func (w *telling) quotesBefore() {
	for i := len(w.all) - 2; i >= 0; i-- {
		said, next := &w.out[i], &w.out[i+1]
		// “…。”周明说。
		only := endsQuote.MatchString(w.all[i].text) && next.said.name != "" && lengthOf(w.all[i+1].text) < 10
		if w.all[i].passage != w.all[i+1].passage || !next.said.quoted && !only || next.speaker == "" || !next.secondHand {
			continue
		}
		if said.said.quoted && said.said.name == "" && (said.speaker == "" || said.speaker == w.t.Speaker) {
			said.speaker, said.secondHand = next.speaker, next.secondHand
		}
	}
}

// bestAt is where the clause that makes the claim begins, in characters.
func (s *sentence) bestAt() int {
	if s.best >= len(s.clauses) {
		return -1
	}
	return utf8.RuneCountInString(s.masked[:s.clauses[s.best].from])
}

// quotedWhole tells whether all the words of a sentence are a quotation.
func quotedWhole(text string, open bool) bool {
	masked, quotes := outsideQuotes(marks.Replace(text), open)
	return len(quotes) > 0 && !strings.ContainsFunc(masked, unicode.IsLetter)
}

// staysOpen tells whether a quotation goes on behind a sentence.
func staysOpen(text string, open bool) bool {
	s := marks.Replace(text)
	if strings.ContainsAny(s, "“”") {
		return strings.LastIndex(s, "“") > strings.LastIndex(s, "”")
	}
	return open != (strings.Count(s, `"`)%2 == 1)
}

// findTurns finds the names that stand before a colon as those of speakers do:
// the usual ones, a person that the text names, and any name that does so
// twice.
func (w *telling) findTurns() {
	count := map[string]int{}
	for i := range w.all {
		if a, ok := turnOf(w.all[i].text); ok && !a.marked && (i > 0 || w.t.Passages[w.all[i].passage].Kind != Heading) {
			count[strings.ToLower(a.name)]++
		}
	}
	w.turns = map[string]bool{}
	words := speakerWords()
	repeated := 0
	for _, n := range count {
		if n > 1 {
			repeated++
		}
	}
	for name, n := range count {
		full := w.names.full(name)
		known := slices.Contains(w.names.people, full)
		usual := slices.Contains(words.Asking, name) || slices.Contains(words.Answering, name) || strings.HasPrefix(name, "@")
		w.turns[name] = n > 1 || usual || known && len(count) > 1 || known && full == w.t.Speaker || repeated > 1 && !hasHan(name) && strings.Contains(name, " ")
	}
}
