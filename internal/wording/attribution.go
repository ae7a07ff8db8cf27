package wording

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

type speakerData struct {
	Say         byLang   `yaml:"say"`
	Hold        byLang   `yaml:"hold"`
	Before      byLang   `yaml:"before"`
	After       byLang   `yaml:"after"`
	Turn        []string `yaml:"turn"`
	NotSpeaking []string `yaml:"not_speaking"`
	Asking      []string `yaml:"asking"`
	Answering   []string `yaml:"answering"`
	FirstPerson []string `yaml:"first_person"`
	He          []string `yaml:"he"`
	Nobody      []string `yaml:"nobody"`
	Firm        []string `yaml:"firm"`
	Plan        byLang   `yaml:"plan"`
	Agents      []string `yaml:"agents"`
	OfThings    []string `yaml:"of_things"`
	NobodyIn    []string `yaml:"nobody_inside"`
	NeverFirst  []string `yaml:"never_first"`
	NeverInside []string `yaml:"never_inside"`
	Lead        byLang   `yaml:"lead"`
	Tail        byLang   `yaml:"tail"`
}

var speakerWords = once[speakerData]("speakers.yaml")

type attributionForms struct {
	before, after, turn, lead, tail, first []*regexp.Regexp
	plans                                  *regexp.Regexp // verbs of plans at the end of an attribution
	things                                 *regexp.Regexp // verbs that are said of things, too
}

var attributionPatterns = sync.OnceValue(func() attributionForms {
	words := speakerWords()
	all := func(sources []string, x string, l []string, h []string) (res []*regexp.Regexp) {
		stands := map[string]string{"x": "(?P<x>" + x + ")", "say": anyOf(l), "hold": anyOf(h), "plan": anyOf(words.Plan.EN)}
		for _, s := range sources {
			res = append(res, compile("(?i)"+s, stands))
		}
		return res
	}
	const en, zh = `[^,;:"“”]{1,70}?`, `[^,。;:"“”\s!?][^,。;:"“”!?]{0,39}?`
	return attributionForms{
		before: append(all(words.Before.EN, en, words.Say.EN, words.Hold.EN), all(words.Before.ZH, zh, words.Say.ZH, words.Hold.ZH)...),
		after:  append(all(words.After.EN, en, words.Say.EN, words.Hold.EN), all(words.After.ZH, zh, words.Say.ZH, words.Hold.ZH)...),
		turn:   all(words.Turn, `[^:：,，。.!?"“”()]{1,40}?`, nil, nil),
		lead:   all(words.Lead.all(), "", nil, nil),
		tail:   all(words.Tail.all(), "", nil, nil),
		first:  all(words.FirstPerson, "", nil, nil),
		plans:  regexp.MustCompile(`(?i)(?:` + anyOf(words.Plan.all()) + `)$`),
		things: regexp.MustCompile(anyOf(words.OfThings) + `$`),
	}
})

// attribution is who said a sentence, as far as the sentence itself tells.
type attribution struct {
	name   string // as it stands, or ""
	at     span   // of the words that attribute, in characters of the sentence
	turn   bool   // the sentence opens a turn
	marked bool   // by more than a colon: 原话
	quoted bool   // it is, or has, direct speech
	first  bool   // somebody speaks of themselves
	plan   bool   // it tells of a plan of theirs
}

// attributionOf reads a sentence. Chinese marks count as their plain forms, so
// that one pattern serves both. If turns are given, only their names open one.
func attributionOf(sentence string, turns map[string]bool) attribution {
	forms := attributionPatterns()
	s := marks.Replace(sentence)
	a := attribution{quoted: strings.ContainsAny(s, "\"“”")}
	for i, re := range forms.turn {
		if m := re.FindStringSubmatchIndex(s); m != nil {
			x := re.SubexpIndex("x")
			name := strings.TrimSpace(strings.Trim(s[m[2*x]:m[2*x+1]], "*•> "))
			marked := i > 0
			if marked || speaksInTurns(name) && (turns == nil || turns[strings.ToLower(name)]) {
				a.name, a.at, a.turn, a.marked = name, inRunes(s, m[0], m[1]), true, marked
				return a
			}
		}
	}
	try := func(patterns []*regexp.Regexp, text string, offset int) bool {
		for _, re := range patterns {
			for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
				i := re.SubexpIndex("x")
				if m[2*i] < 0 {
					continue
				}
				name := trimSpeaker(text[m[2*i]:m[2*i+1]])
				if hasHan(name) && forms.things.MatchString(text[m[0]:m[1]]) && !canHold(name) {
					continue
				}
				if name != "" {
					a.plan = forms.plans.MatchString(text[m[0]:m[1]])
					a.name, a.at = name, inRunes(s, offset+m[0], offset+m[1])
					a.first = firstPerson(name)
					return true
				}
			}
		}
		return false
	}
	if try(forms.after, s, 0) {
		return a
	}
	for from := 0; from < len(s); {
		rest, cut := cutLead(s[from:])
		if try(forms.before, rest, from+cut) {
			return a
		}
		parts := ":"
		if hasHan(s) {
			parts = ",;。:"
		}
		next := strings.IndexAny(s[from:], parts)
		if next < 0 {
			break
		}
		_, size := utf8.DecodeRuneInString(s[from+next:])
		from += next + size
	}
	return a
}

var marks = strings.NewReplacer("，", ",", "；", ";", "：", ":", "？", "?", "！", "!", "（", "(", "）", ")", "「", "“", "」", "”", "’", "'")

func speaksInTurns(name string) bool {
	lower := strings.ToLower(strings.TrimSpace(name))
	words := speakerWords()
	if lower == "" || slices.Contains(words.NotSpeaking, lower) || slices.Contains(words.Nobody, lower) {
		return false
	}
	if slices.Contains(words.Asking, lower) || slices.Contains(words.Answering, lower) || strings.HasPrefix(lower, "@") {
		return true
	}
	if hasHan(name) {
		return utf8.RuneCountInString(name) <= 10 && !strings.ContainsAny(name, "的是了在有会将")
	}
	fields := strings.Fields(name)
	if len(fields) > 4 {
		return false
	}
	for _, f := range fields {
		r, _ := utf8.DecodeRuneInString(f)
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return len(fields) > 0
}

// cutLead cuts what stands in front of the subject of a sentence.
func cutLead(s string) (rest string, offset int) {
	rest = s
	for range 4 {
		before := len(rest)
		for _, re := range attributionPatterns().lead {
			if m := re.FindStringIndex(rest); m != nil && m[0] == 0 {
				rest = rest[m[1]:]
			}
		}
		if len(rest) == before {
			break
		}
	}
	return rest, len(s) - len(rest)
}

var properName = regexp.MustCompile(`\p{Lu}[\pL'’.-]+(?: (?:de|van|von|der|da|del|bin|al) ?)?(?: \p{Lu}[\pL'’.-]*)+$`)

// trimSpeaker takes from the words around a name what is the name, or the role:
// "chief executive Ruth Lindqvist" is Ruth Lindqvist. Words that name nobody
// give "".
func trimSpeaker(s string) string {
	s, _ = cutLead(strings.TrimSpace(s))
	for _, re := range attributionPatterns().tail {
		s = re.ReplaceAllString(s, "")
	}
	s = strings.Trim(strings.TrimSpace(s), `"'“”「」*,，.`)
	lower := strings.ToLower(s)
	words := speakerWords()
	if s == "" || slices.Contains(words.Nobody, lower) {
		return ""
	}
	if hasHan(s) {
		starts := func(w string) bool { return hasHan(w) && strings.HasPrefix(s, w) }
		if slices.ContainsFunc(words.NeverFirst, starts) || slices.ContainsFunc(words.Nobody, func(w string) bool { return starts(w) && utf8.RuneCountInString(w) > 1 }) ||
			slices.ContainsFunc(words.NobodyIn, func(w string) bool { return strings.Contains(s, w) }) ||
			utf8.RuneCountInString(s) == 1 && !slices.Contains(words.He, s) && !firstPerson(s) {
			return ""
		}
		for _, he := range words.He {
			if hasHan(he) && strings.HasPrefix(s, he) && utf8.RuneCountInString(s) < 8 && !strings.Contains(s, "的") {
				return he
			}
		}
		if m := properName.FindString(s); m != "" {
			return m
		}
		return s
	}
	fields := strings.Fields(lower)
	if len(fields) > 1 && len(fields) < 5 && slices.Contains([]string{"he", "she", "they"}, fields[0]) {
		return fields[0]
	}
	if len(fields) > 9 || slices.Contains(words.NeverFirst, fields[0]) ||
		len(fields) > 2 && slices.ContainsFunc(fields[1:], func(f string) bool { return slices.Contains(words.NeverInside, f) }) {
		return ""
	}
	if i := strings.Index(s, " of "); i > 0 && properName.MatchString(s[:i]) {
		return properName.FindString(s[:i])
	}
	if m := properName.FindString(s); m != "" && !within.MatchString(strings.TrimSuffix(s, m)) {
		return m
	}
	return s
}

// within finds a preposition: the analysts at a bank are not the bank.
var within = regexp.MustCompile(`(?i)\b(?:at|of|for|in|from|with|by|on|and)\b`)

// canHold tells whether a Chinese name ends as those of people and firms do.
func canHold(name string) bool {
	return firstPerson(name) || slices.Contains(speakerWords().He, name) ||
		slices.ContainsFunc(speakerWords().Agents, func(end string) bool { return strings.HasSuffix(name, end) }) ||
		unicode.Is(unicode.Latin, lastRune(name))
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func firstPerson(s string) bool {
	lower := strings.ToLower(s)
	return slices.ContainsFunc(attributionPatterns().first, func(re *regexp.Regexp) bool {
		return re.MatchString(lower)
	})
}

// inRunes is a part of s, given in bytes, in characters.
func inRunes(s string, from, to int) span {
	n := utf8.RuneCountInString(s[:from])
	return span{n, n + utf8.RuneCountInString(s[from:to])}
}
