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
	Say          byLang              `yaml:"say"`
	Hold         byLang              `yaml:"hold"`
	Quoting      []string            `yaml:"quoting"`
	Plan         byLang              `yaml:"plan"`
	Between      byLang              `yaml:"between"`
	Sure         []string            `yaml:"sure"`
	Planning     []string            `yaml:"planning"`
	NounBefore   []string            `yaml:"noun_before"`
	Nouns        []string            `yaml:"nouns"`
	Held         []string            `yaml:"held"`
	AroundHeld   map[string]string   `yaml:"around_held"`
	Behind       []string            `yaml:"behind"`
	Ends         []string            `yaml:"ends"`
	Lead         byLang              `yaml:"lead"`
	Tail         byLang              `yaml:"tail"`
	Honorifics   byLang              `yaml:"honorifics"`
	Organisation []string            `yaml:"organisation"`
	Agents       byLang              `yaml:"agents"`
	RoleEnds     []string            `yaml:"role_ends"`
	Surnames     string              `yaml:"surnames"`
	Pronouns     map[string][]string `yaml:"pronouns"`
	FirstPerson  []string            `yaml:"first_person"`
	Nobody       []string            `yaml:"nobody"`
	NobodyInside byLang              `yaml:"nobody_inside"`
	NeverFirst   byLang              `yaml:"never_first"`
	TimeWords    []string            `yaml:"time_words"`
	Masks        byLang              `yaml:"masks"`
	Turn         []string            `yaml:"turn"`
	Spoken       []string            `yaml:"spoken"`
	NotSpeaking  []string            `yaml:"not_speaking"`
	Asking       []string            `yaml:"asking"`
	Answering    []string            `yaml:"answering"`
	Nameless     []string            `yaml:"nameless"`
	Firm         []string            `yaml:"firm"`
	Issuer       []string            `yaml:"issuer"`
	Around       []string            `yaml:"around"`
	Persons      byLang              `yaml:"persons"`
	Genders      map[string][]string `yaml:"genders"`
}

var speakerWords = once[speakerData]("attribution.yaml")

// attribution is who said a sentence, as far as the sentence itself tells.
type attribution struct {
	name   string // as it stands, or ""
	role   string // the words around it, where they tell more than the name
	at     span   // of the words that attribute, in characters of the sentence
	turn   bool   // the sentence opens a turn
	marked bool   // by more than a colon: 原话
	quoted bool   // it has direct speech
	first  bool   // somebody speaks of themselves
	plan   bool   // it tells of a plan of theirs
	ahead  bool   // what was said follows in the next paragraph
}

// attributed is a place in a sentence that says who said something.
type attributed struct {
	attribution
	from, to int // of the words that attribute, in bytes of the plain sentence
}

var marks = strings.NewReplacer("，", ",", "；", ";", "：", ":", "？", "?", "！", "!", "（", "(", "）", ")", "「", "“", "」", "”", "『", "“", "』", "”", "’", "'", "、", "、", "。", "。", "　", " ")

type attributionForms struct {
	english englishForms
	chinese chineseForms
	turn    []*regexp.Regexp
	first   []*regexp.Regexp
}

var attributionPatterns = sync.OnceValue(func() attributionForms {
	words := speakerWords()
	f := attributionForms{english: compileEnglish(words), chinese: compileChinese(words)}
	for _, p := range words.Turn {
		f.turn = append(f.turn, compile(p, map[string]string{"x": `(?P<x>[^:,，。.!?"“”()\[\]*]{1,40}?\.?)`}))
	}
	for _, p := range words.FirstPerson {
		f.first = append(f.first, regexp.MustCompile(`(?i)`+p))
	}
	return f
})

// turnOf is the turn that a sentence opens: who speaks, and where the name
// with its mark stands.
func turnOf(sentence string) (a attribution, ok bool) {
	s := marks.Replace(sentence)
	for i, re := range attributionPatterns().turn {
		if m := re.FindStringSubmatchIndex(s); m != nil {
			x := re.SubexpIndex("x")
			a.name = strings.Trim(s[m[2*x]:m[2*x+1]], "*•> ")
			a.at, a.turn, a.marked = inRunes(s, m[0], m[1]), true, i == 0
			if a.name != "" && (a.marked || speaksInTurns(a.name)) {
				return a, true
			}
		}
	}
	return attribution{}, false
}

// attributionOf reads a sentence behind a turn's mark. best is where the words
// that make it a claim begin, in characters, or -1; open tells that a quotation
// of the sentences before goes on.
func attributionOf(sentence string, best int, open bool) attribution {
	s := marks.Replace(sentence)
	masked, quotes := outsideQuotes(s, open)
	var found []attributed
	if hasHan(masked) {
		found = attributedZH(masked)
	} else {
		found = attributedEN(masked)
	}
	a := attribution{quoted: len(quotes) > 0}
	if len(found) == 0 {
		return a
	}
	chosen := chooseAttribution(s, masked, found, quotes, best)
	quoted := a.quoted
	a = chosen.attribution
	a.quoted = quoted
	a.at = inRunes(s, chosen.from, chosen.to)
	a.first = firstPerson(a.name)
	rest := strings.TrimRight(masked[chosen.to:], ` "”*`)
	a.ahead = rest == ":" || rest == "" && strings.HasSuffix(strings.TrimRight(masked[chosen.from:chosen.to], " *"), ":")
	return a
}

var coordinated = regexp.MustCompile(`[;]|, (?:but|and|while|whereas|although|though|yet) |,(?:但|而|不过|然而)`)

// chooseAttribution takes of several the one that the claim hangs on: words of
// saying before plans, those in the part of the sentence that makes the claim
// before others, then the first.
func chooseAttribution(s, masked string, found []attributed, quotes []span, best int) attributed {
	part := func(at int) int { return len(coordinated.FindAllStringIndex(masked[:at], -1)) }
	where := -1
	if best >= 0 {
		if r := []rune(s); best <= len(r) {
			where = part(len(string(r[:best])))
		}
	}
	rank := func(a attributed) int {
		n := 0
		if a.plan {
			n += 4
		}
		if pronounOf(a.name) != "" && len(found) > 1 {
			n++
		}
		touches := slices.ContainsFunc(quotes, func(q span) bool { return distance(q.to, a.from) <= 3 || distance(q.from, a.to) <= 3 })
		if where >= 0 && part(a.from) != where && !touches {
			n += 2
		}
		return n
	}
	chosen := found[0]
	for _, a := range found[1:] {
		if rank(a) < rank(chosen) {
			chosen = a
		}
	}
	return chosen
}

// outsideQuotes blots out what stands in quotation marks, byte for byte, and
// tells where that was. Marks that are never closed reach to the end.
func outsideQuotes(s string, open bool) (string, []span) {
	var quotes []span
	from := -1
	if open {
		from = 0
	}
	straight := strings.Count(s, `"`)%2 == 1 && !open
	for i, r := range s {
		switch {
		case r == '“' && from < 0:
			from = i + len("“")
		case r == '”':
			if from < 0 && len(quotes) == 0 {
				from = 0 // it was opened in a sentence before
			}
			if from >= 0 {
				quotes, from = append(quotes, span{from, i}), -1
			}
		case r == '"':
			before := lastRune(s[:i])
			if from >= 0 {
				quotes, from = append(quotes, span{from, i}), -1
			} else if straight && i > 0 && len(quotes) == 0 && !unicode.IsSpace(before) && !strings.ContainsRune("(—-", before) {
				quotes = append(quotes, span{0, i})
			} else {
				from = i + 1
			}
		}
	}
	if from >= 0 && from < len(s) {
		quotes = append(quotes, span{from, len(s)})
	}
	for _, m := range singleQuotes.FindAllStringSubmatchIndex(s, -1) {
		quotes = append(quotes, span{m[2], m[3]})
	}
	b := []byte(s)
	for _, q := range quotes {
		for i := q.from; i < q.to; i++ {
			b[i] = '_'
		}
	}
	return string(b), quotes
}

var singleQuotes = regexp.MustCompile(`(?:^|[\s(])[‘']([^‘]{8,}?[,.!?])'(?:\s|$)`)

// speaksInTurns tells whether what stands before a colon can be somebody.
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
		return utf8.RuneCountInString(name) <= 12 && !strings.ContainsAny(name, "的是了在有会将，、")
	}
	fields := strings.Fields(name)
	if len(fields) > 4 {
		return false
	}
	for _, f := range fields {
		r, _ := utf8.DecodeRuneInString(f)
		if !unicode.IsUpper(r) && !slices.Contains(nameParticles, f) {
			return false
		}
	}
	return len(fields) > 0
}

var nameParticles = []string{"de", "van", "von", "der", "den", "da", "del", "della", "di", "bin", "al", "el", "la", "le", "ibn", "ter", "dos", "du"}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func firstPerson(s string) bool {
	return s != "" && slices.ContainsFunc(attributionPatterns().first, func(re *regexp.Regexp) bool {
		return re.MatchString(s)
	})
}

// speaksOfSelf tells whether a paragraph begins in the first person.
func speaksOfSelf(s string) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	return firstPerson(word) || strings.HasPrefix(word, "我")
}

// pronounOf is the kind of pronoun that a name is, or "".
func pronounOf(name string) string {
	lower := strings.ToLower(name)
	for kind, words := range speakerWords().Pronouns {
		if slices.Contains(words, lower) {
			return kind
		}
	}
	return ""
}

// inRunes is a part of s, given in bytes, in characters.
func inRunes(s string, from, to int) span {
	n := utf8.RuneCountInString(s[:from])
	return span{n, n + utf8.RuneCountInString(s[from:to])}
}

// onlyLeads tells whether words only lead up to a speaker: But, on Monday.
func onlyLeads(s string) bool {
	s = strings.TrimSpace(s) + " "
	if hasHan(s) {
		s = strings.TrimSpace(s)
		return len(attributionPatterns().chinese.lead.FindString(s)) >= len(strings.TrimRight(s, ","))
	}
	return len(attributionPatterns().english.lead.FindString(s)) >= len(strings.TrimRight(s, ", "))
}
