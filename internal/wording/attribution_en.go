package wording

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// englishForms are the patterns of English attributions. Those of verbs have
// the groups base, third and past for the form of the verb.
type englishForms struct {
	say, hold, plan, sure, planning *regexp.Regexp
	quoting                         *regexp.Regexp
	inverted                        *regexp.Regexp // said X
	held                            *regexp.Regexp // X's forecast
	behind                          []*regexp.Regexp
	ends, lead, tail                *regexp.Regexp
	noun                            *regexp.Regexp
	words                           map[string]bool // any form of the verbs
}

func compileEnglish(words speakerData) englishForms {
	var f englishForms
	f.words = map[string]bool{}
	forms := func(verbs []string) (base, third, past string) {
		var b, t, p []string
		for _, v := range verbs {
			v, irregular, ok := strings.Cut(v, "/")
			first, rest, _ := strings.Cut(v, " ")
			if rest != "" {
				rest = " " + rest
			}
			if !ok {
				irregular = pastOf(first) + rest
			}
			if first == "used" {
				irregular = v
			}
			if irregular != v {
				b = append(b, v)
			}
			t, p = append(t, thirdPerson(first)+rest), append(p, irregular)
			f.words[thirdPerson(first)], f.words[strings.Fields(irregular)[0]] = true, true
		}
		return anyOf(b), anyOf(t), anyOf(p)
	}
	between := `(?:(?:` + strings.Join(words.Between.EN, "|") + `),? )*`
	verb := func(verbs []string) *regexp.Regexp {
		b, t, p := forms(verbs)
		return regexp.MustCompile(`(?i)(?:^|[ ,])(` + between + `(?:(?P<base>` + b + `)|(?P<third>` + t + `)|(?P<past>` + p + `)))(?:[ ,.:;!?"“—)]|$)`)
	}
	adjective := func(after []string) *regexp.Regexp {
		return regexp.MustCompile(`(?i) (` + between + `(?:(?P<base>are|remain|were)|(?P<third>is|remains|was)) (?:` + between + `)(?:` + strings.Join(after, "|") + `))(?:[ ,.:;!?"“—)]|$)`)
	}
	f.say, f.hold, f.plan = verb(words.Say.EN), verb(words.Hold.EN), verb(words.Plan.EN)
	f.quoting = verb(words.Quoting)
	f.sure, f.planning = adjective(words.Sure), adjective(words.Planning)
	_, t, p := forms(words.Say.EN)
	f.inverted = regexp.MustCompile(`(?i)(?:[,.!?…]["”'_]? ?|["”] ?)((?:` + t + `|` + p + `|say) )(\pL|@)`)
	f.held = regexp.MustCompile(`(?i)('s|s'|\b(?:his|her|their|its|my|our)) (?:(?:` + words.AroundHeld["before"] + `) )*(?:` + anyOf(words.Held) + `)\b`)
	for _, b := range words.Behind {
		f.behind = append(f.behind, compile("(?i)"+b, map[string]string{"x": `(?P<x>[^,;:"“”()]{2,80})`}))
	}
	f.ends = regexp.MustCompile(`(?i) (?:` + strings.Join(words.Ends, "|") + `)(?: |$)`)
	f.lead = regexp.MustCompile(`(?i)^(?:(?:` + strings.Join(words.Lead.EN, "|") + `),? |[>•*·-]+ ?|\(?\d{1,3}[./)] ?|\d\d?:\d\d ?|["“'‘] ?|[A-Z][A-Za-z ]{2,20}, \d{1,2} \w+(?: \d{4})? ?[–—-]+ ?|[A-Z]{3,}(?: \([A-Za-z ]+\))? ?[–—-]+ ?)`)
	f.tail = regexp.MustCompile(`(?i)[ ,]+(?:` + strings.Join(words.Tail.EN, "|") + `)$`)
	f.noun = regexp.MustCompile(`^(?: ?[,.;:)]| (?:` + strings.Join(wordPatterns(words.NounBefore), "|") + `)\b|$)`)
	return f
}

// wordPatterns are the entries that are words, not marks.
func wordPatterns(entries []string) (words []string) {
	for _, e := range entries {
		if r, _ := utf8.DecodeRuneInString(e); unicode.IsLetter(r) {
			words = append(words, regexp.QuoteMeta(e))
		}
	}
	return words
}

func pastOf(v string) string {
	switch {
	case v == "forecast", v == "bet", v == "put":
		return v
	case v == "give":
		return "gave"
	case v == "know":
		return "knew"
	case v == "make":
		return "made"
	case strings.HasSuffix(v, "e"):
		return v + "d"
	case strings.HasSuffix(v, "y") && !vowelBefore(v, 1):
		return v[:len(v)-1] + "ied"
	case v == "admit", v == "quip", v == "plan", v == "concur", v == "tip":
		return v + v[len(v)-1:] + "ed"
	}
	return v + "ed"
}

// heldBehind finds what stands in front of somebody whose view follows.
var heldBehind = regexp.MustCompile(`(?i)(?:^|[,;: ])(?:in|by|on|to|under|from|with) `)

// verbKind is what a verb tells of its subject.
type verbKind int

const (
	saying verbKind = iota
	holding
	planning
)

// attributedEN finds the places that say who said something. masked is a sentence
// without what stands in quotation marks.
func attributedEN(masked string) (found []attributed) {
	f := attributionPatterns().english
	add := func(name, role string, from, to int, kind verbKind) bool {
		name = strings.TrimSpace(name)
		if name == "" {
			return false
		}
		found = append(found, attributed{attribution{name: name, role: role, plan: kind == planning, first: firstPerson(name)}, from, to})
		return true
	}
	for _, re := range f.behind {
		for _, m := range re.FindAllStringSubmatchIndex(masked, -1) {
			i := re.SubexpIndex("x")
			name, role, end := rightName(masked[m[2*i]:])
			if name != "" && !timeName(name) && agentName(name, saying) {
				add(name, role, m[0], m[2*i]+end, saying)
			}
		}
	}
	for _, m := range f.held.FindAllStringSubmatchIndex(masked, -1) {
		before := masked[:m[3]]
		if all := heldBehind.FindAllStringIndex(before, -1); all != nil {
			at := all[len(all)-1]
			before = strings.Repeat("_", at[1]-1) + " " + before[at[1]:]
		}
		if name, role, from := leftName(before, m[3]); name != "" && agentName(strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "'"), holding) {
			name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "'")
			add(name, role, from, m[1], saying)
		}
	}
	for _, m := range f.inverted.FindAllStringSubmatchIndex(masked, -1) {
		// behind a quotation, or a clause that says something
		quoted := strings.ContainsAny(masked[m[0]:m[2]], `_"”`) || strings.HasSuffix(masked[:m[0]], "_")
		if !quoted && (lengthOf(masked[:m[0]]) < 1 || strings.ContainsAny(masked[m[0]:m[2]], ".?!")) {
			continue
		}
		if name, role, end := rightName(masked[m[4]:]); name != "" && agentName(name, saying) && !timeName(name) {
			add(name, role, m[2], m[4]+end, saying)
		}
	}
	for _, v := range []struct {
		re   *regexp.Regexp
		kind verbKind
	}{{f.say, saying}, {f.quoting, saying}, {f.sure, saying}, {f.hold, holding}, {f.plan, planning}, {f.planning, planning}} {
		for at := 0; at < len(masked); {
			m := v.re.FindStringSubmatchIndex(masked[at:])
			if m == nil {
				break
			}
			for i := range m {
				if m[i] >= 0 {
					m[i] += at
				}
			}
			at = m[3] // what ends this verb may begin the next
			if isNoun(masked, m[2], m[3], v.kind) {
				continue
			}
			name, role, from := leftName(masked, m[2])
			if name == "" || !agentName(name, v.kind) || !agrees(name, role, m, v.re) {
				continue
			}
			if v.re == f.quoting && !besideQuote(masked, from, m[3]) {
				continue
			}
			if v.kind == saying && f.hold.MatchString(masked[m[2]-1:m[3]]) && !agentName(name, holding) {
				continue
			}
			add(name, role, from, behindVerb(masked, m[3]), v.kind)
		}
	}
	slices.SortStableFunc(found, func(a, b attributed) int { return a.from - b.from })
	return found
}

// besideQuote tells whether a quotation stands before or behind an attribution.
func besideQuote(masked string, from, to int) bool {
	return strings.ContainsAny(masked[max(0, from-4):from], "\"”“'_") || strings.ContainsAny(masked[to:min(len(masked), to+4)], "\"“_")
}

var thatBehind = regexp.MustCompile(`^(?: (?:reporters|investors|analysts|lawmakers|parliament|journalists|us|me|him|her|them|the \w+(?: \w+)?|a \w+(?: \w+)?|\w+day|on \w+day|this week|this month|today|yesterday|in (?:a|an) (?:\w+ )?(?:statement|note|interview|report|letter|speech|post|blog post|tweet)(?: to \w+| on \w+day| with \w+)?|in \d{4})){0,3} that\b`)

// behindVerb is where what was said begins: behind "told reporters that".
func behindVerb(masked string, at int) int {
	return at + len(thatBehind.FindString(masked[at:]))
}

// isNoun tells whether the verb is none: the plans of, a report that.
func isNoun(masked string, from, to int, kind verbKind) bool {
	words := strings.Fields(strings.ToLower(masked[from:to]))
	if len(words) == 0 {
		return true
	}
	last := words[len(words)-1]
	rest := masked[to:]
	if kind == planning && !strings.HasPrefix(rest, " to ") && !strings.HasPrefix(rest, " on ") && last != "wants" && last != "want" {
		return true
	}
	if strings.HasPrefix(rest, " to be ") && (last == "said" || last == "reported" || last == "forecast") {
		return true
	}
	if !slices.Contains(speakerWords().Nouns, last) {
		return false
	}
	if strings.HasPrefix(rest, ",") && strings.HasSuffix(strings.TrimRight(masked[:from], " "), ",") {
		return false
	}
	return attributionPatterns().english.noun.MatchString(rest)
}

// agrees tells whether a verb form goes with its subject in number.
func agrees(name, role string, m []int, re *regexp.Regexp) bool {
	subject := strings.ToLower(role)
	if subject == "" {
		subject = strings.ToLower(name)
	}
	switch kind := pronounOf(name); {
	case firstPerson(name), kind == "they":
		return m[2*re.SubexpIndex("third")] < 0
	case kind != "":
		return m[2*re.SubexpIndex("base")] < 0
	}
	return m[2*re.SubexpIndex("base")] < 0 || plural(subject)
}

func plural(subject string) bool {
	head := headOf(subject)
	return strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss") || strings.Contains(subject, " and ") ||
		slices.Contains([]string{"people", "many", "most", "some", "men", "women", "staff", "police", "several", "few", "media", "public", "others", "majority", "bank", "group", "club", "team", "board", "children", "crowd", "percent", "fed"}, head)
}

// headOf is the noun that a group of words is about: analysts at a bank.
func headOf(subject string) string {
	subject, _, _ = strings.Cut(subject, ",")
	fields := strings.Fields(strings.ToLower(subject))
	for i, f := range fields {
		if i > 0 && slices.Contains([]string{"of", "at", "for", "in", "from", "with", "by", "on", "to", "close", "familiar", "who", "behind", "across", "around"}, f) {
			return strings.Trim(fields[i-1], ",'")
		}
	}
	if len(fields) == 0 {
		return ""
	}
	return strings.Trim(strings.TrimSuffix(fields[len(fields)-1], "'s"), ",'")
}

// agentName tells whether a name can be that of somebody who speaks, or holds
// a view.
func agentName(name string, kind verbKind) bool {
	if pronounOf(name) != "" || firstPerson(name) {
		return true
	}
	lower := strings.ToLower(name)
	words := speakerWords()
	head := headOf(lower)
	if slices.Contains(words.TimeWords, head) || isNumber(strings.Fields(lower)[0]) && len(strings.Fields(lower)) == 1 {
		return false
	}
	if kind == saying {
		return true
	}
	fields := strings.Fields(name)
	r, _ := utf8.DecodeRuneInString(fields[len(fields)-1])
	if unicode.IsUpper(r) && (len(fields) > 1 || !slices.Contains(sentenceWords().Starters, lower)) || strings.HasPrefix(name, "@") {
		return true
	}
	singular := strings.TrimSuffix(head, "s")
	return slices.Contains(words.Agents.EN, head) || slices.Contains(words.Agents.EN, singular) || slices.Contains(words.Honorifics.EN, head) || personal.MatchString(head)
}

var personal = regexp.MustCompile(`(?:ists?|ians?|eers?|[^h]ors?|[aeiou]nts?|logers?|yers?|kers?|chers?|ders?|ters?|ners?|sters?|men|man|woman|women)$`)

func isNumber(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

func timeName(name string) bool {
	fields := strings.Fields(strings.ToLower(name))
	for _, f := range fields {
		if slices.Contains(speakerWords().TimeWords, f) || len(f) == 4 && isNumber(f) {
			return true
		}
	}
	return false
}

var (
	boundary   = regexp.MustCompile(`[;:—–…!?"“”()_]| - |\. `)
	breakWords = regexp.MustCompile(`(?i)(?:^|[ ,])(?:that|which|whom|because|though|although|while|whereas|as|but|so|when|since|where|until|what|if|unless|whether|than) `)
	joinWords  = regexp.MustCompile(`(?i)(?:^| )(?:and|or|yet) `)
	never      = regexp.MustCompile(`(?i)(?:^|[ ,])(?:if|unless|whether|than) $`)
	doesTwo    = regexp.MustCompile(`(?i) (?:and|but|or) (?:also |now |still |then )?$`)
	finite     = sync.OnceValue(func() *regexp.Regexp {
		var verbs []string
		for v := range attributionPatterns().english.words {
			verbs = append(verbs, v)
		}
		return regexp.MustCompile(` (?:is|are|was|were|has|have|had|will|would|can|could|does|did|` + anyOf(verbs) + `|\pL{3,}ed) `)
	})
	determiner = regexp.MustCompile(`^(?:the|a|an|his|her|its|their|our|my|one|two|three|several|some|most|many|few|analysts|economists|experts|researchers|scientists|investors|officials|he|she|they|we|i|it)$`)
	preposed   = regexp.MustCompile(`^(?:in|on|at|by|after|before|during|since|for|from|under|with|throughout|within|around|until|back in|of)$`)
)

// leftName is the subject that ends at the byte end of a sentence, and where
// it begins; it may have words about it between commas behind it.
func leftName(masked string, end int) (name, role string, from int) {
	before := strings.TrimRight(masked[:end], " ")
	aside := ""
	if strings.HasSuffix(before, ",") {
		before = strings.TrimRight(before, ", ")
		comma := strings.LastIndexByte(before, ',')
		if b := boundary.FindAllStringIndex(before, -1); comma < 0 || b != nil && b[len(b)-1][1] > comma {
			return "", "", 0
		}
		aside = strings.TrimSpace(before[comma+1:])
		if lengthOf(aside) > 12 {
			return "", "", 0
		}
		before = before[:comma]
	}
	start := 0
	if b := boundary.FindAllStringIndex(before, -1); b != nil {
		start = b[len(b)-1][1]
	}
	if comma := strings.LastIndexByte(before[start:], ','); comma >= 0 {
		start += comma + 1
	}
	if b := breakWords.FindAllStringIndex(before[start:], -1); b != nil {
		last := b[len(b)-1]
		if never.MatchString(before[start : start+last[1]]) {
			return "", "", 0
		}
		start += last[1]
	}
	name, role, skip := nameIn(before[start:])
	if name == "" && !doesTwo.MatchString(before[start:]+" ") {
		if j := joinWords.FindAllStringIndex(before[start:], -1); j != nil {
			start += j[len(j)-1][1]
			name, role, skip = nameIn(before[start:])
		}
	}
	if name == "" && aside == "" && doesTwo.MatchString(before[start:]+" ") {
		// The bank raised rates and expects
		if words := before[start:]; finite().MatchString(words) {
			name, role, skip = nameIn(words[:finite().FindStringIndex(words)[0]])
		}
	}
	if name == "" {
		return "", "", 0
	}
	// the chairman, Jerome Powell, said
	if full := personIn(aside); full != "" && personIn(name) == "" && full == strings.TrimSpace(stripHonorifics(aside)) {
		role, name = name, full
	} else if aside != "" {
		if joinWords.MatchString(" "+aside) || aside[0] >= 'A' && aside[0] <= 'Z' && personIn(aside) == "" && personIn(name) == "" && !unicode.IsDigit(rune(aside[0])) && strings.Contains(before[:start], ",") {
			return "", "", 0 // a list of things
		}
		role = name + ", " + aside
	}
	return name, role, start + skip
}

// rightName is the name that begins a text, and where it ends.
func rightName(text string) (name, role string, end int) {
	stop := len(text)
	if i := strings.IndexAny(text, `,;:"“”()—–!?_`); i >= 0 {
		stop = i
	}
	for i, r := range text[:stop] { // a full stop, but not that of Dr.
		if r == '.' && (i+1 == len(text) || text[i+1] == ' ') && !slices.Contains(speakerWords().Honorifics.EN, strings.ToLower(lastField(text[:i+1]))) && i > 2 {
			stop = i
			break
		}
	}
	words := strings.TrimRight(text[:stop], ".")
	if m := attributionPatterns().english.ends.FindStringIndex(words); m != nil {
		words = words[:m[0]]
	}
	for _, f := range fieldSpans(words) {
		if w := words[f.from:f.to]; f.from > 0 && !plain(w) && attributionPatterns().english.words[w] && !slices.Contains(speakerWords().Nouns, w) {
			words = strings.TrimRight(words[:f.from], " ")
			break
		}
	}
	name, role, skip := nameIn(words)
	if name == "" || skip > 0 && !strings.HasPrefix(words, "some ") {
		return "", "", 0
	}
	end = len(words)
	rest := text[end:]
	if strings.HasPrefix(rest, ", ") { // said the chairman, Jerome Powell
		aside := rest[2:]
		if i := strings.IndexAny(aside, `,.;:"“”()—–`); i >= 0 {
			aside = aside[:i]
		}
		if full := personIn(aside); full != "" && personIn(name) == "" && full == strings.TrimSpace(aside) {
			return full, name, end + 2 + len(aside)
		}
		if lengthOf(aside) < 12 {
			role = name + ", " + aside
			if personIn(name) != "" {
				end += 2 + len(aside)
			}
		}
	}
	return name, role, end
}

func lastField(s string) string {
	if f := strings.Fields(s); len(f) > 0 {
		return f[len(f)-1]
	}
	return ""
}

// nameIn takes from the words around a name what is the name, or the role:
// "But chief executive Ruth Lindqvist" is Ruth Lindqvist. Words that name
// nobody give "". skip is how many bytes stand in front of it.
func nameIn(text string) (name, role string, skip int) {
	f := attributionPatterns().english
	rest := text
	for range 4 {
		trimmed := strings.TrimLeft(rest, " ")
		cut := len(f.lead.FindString(trimmed))
		if cut == 0 || cut >= len(trimmed) {
			rest = trimmed
			break
		}
		rest = trimmed[cut:]
	}
	rest = afterPreposed(rest)
	skip = len(text) - len(rest)
	s := strings.TrimSpace(rest)
	for range 2 {
		s = strings.TrimSpace(f.tail.ReplaceAllString(s, ""))
	}
	s = strings.Trim(s, `"'“”*,`)
	lower := strings.ToLower(s)
	fields := strings.Fields(lower)
	words := speakerWords()
	if len(fields) == 0 || len(fields) > 14 || slices.Contains(words.Nobody, lower) && pronounOf(s) != "it" || slices.Contains(words.NeverFirst.EN, fields[0]) && pronounOf(s) == "" {
		return "", "", 0
	}
	if !strings.ContainsFunc(s, unicode.IsLetter) {
		return "", "", 0
	}
	if pronounOf(s) != "" || len(fields) == 1 && firstPerson(s) {
		return s, "", skip
	}
	for i, w := range fields {
		if slices.Contains(words.NobodyInside.EN, w) || strings.HasSuffix(w, "n't") || i > 0 && i+1 < len(fields) && f.words[w] && !slices.Contains(words.Nouns, w) && !plain(strings.Fields(s)[i]) {
			return "", "", 0
		}
	}
	if len(fields) > 1 && (fields[0] == "i" || fields[0] == "you") || strings.HasSuffix(fields[0], "ing") && len(fields) > 1 && !plain(strings.Fields(s)[0]) && fields[0] != "leading" && fields[0] != "rating" {
		return "", "", 0
	}
	if full := personIn(s); full != "" {
		return full, s, skip
	}
	if alone := stripHonorifics(s); alone != s && plain(alone) && !strings.Contains(alone, " ") {
		return alone, s, skip
	}
	return s, s, skip
}

// plain tells whether a word is a name by its capital, inside a sentence.
func plain(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// afterPreposed is the text behind words that tell when or where, without a
// comma: "On Tuesday the minister" is the minister.
func afterPreposed(s string) string {
	fields := fieldSpans(s)
	if len(fields) < 3 || !preposed.MatchString(strings.ToLower(s[fields[0].from:fields[0].to])) {
		return s
	}
	word := func(i int) string { return s[fields[i].from:fields[i].to] }
	for i := 2; i < len(fields); i++ {
		before := strings.ToLower(word(i - 1))
		time := slices.Contains(speakerWords().TimeWords, strings.Trim(before, ",")) || isNumber(before) || strings.HasSuffix(before, "0s")
		if preposed.MatchString(before) || determiner.MatchString(before) || !time && plain(word(i-1)) && plain(word(i)) {
			continue
		}
		if determiner.MatchString(strings.ToLower(word(i))) || plain(word(i)) && (time || !plain(word(i-1))) && !slices.Contains(speakerWords().TimeWords, strings.ToLower(word(i))) {
			return s[fields[i].from:]
		}
	}
	return s
}

var someField = regexp.MustCompile(`\S+`)

func fieldSpans(s string) (spans []span) {
	for _, m := range someField.FindAllStringIndex(s, -1) {
		spans = append(spans, span{m[0], m[1]})
	}
	return spans
}
