package wording

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

type draftData struct {
	Fillers    byLang            `yaml:"fillers"`
	Openers    byLang            `yaml:"openers"`
	Instead    map[string]string `yaml:"instead"`
	Conditions byLang            `yaml:"conditions"`
	Contrast   byLang            `yaml:"contrast"`
	Pronouns   byLang            `yaml:"pronouns"`

	Negated      string   `yaml:"negated"`
	Hearer       string   `yaml:"hearer"`
	That         string   `yaml:"that"`
	Relative     string   `yaml:"relative"`
	Finite       string   `yaml:"finite"`
	PastDeadline string   `yaml:"past_deadline"`
	OddsLead     string   `yaml:"odds_lead"`
	Plain        []string `yaml:"plain"`
	Odds         []string `yaml:"odds"`
}

var draftWords = once[draftData]("drafts.yaml")

type draftForms struct {
	fillers, openers, conditions, contrast, pronouns []*regexp.Regexp
	instead                                          []*regexp.Regexp
	with                                             []string
	negated, hearer, that, relative, finite          *regexp.Regexp
}

var draftPatterns = sync.OnceValue(func() draftForms {
	words := draftWords()
	compileAll := func(l byLang) (all []*regexp.Regexp) {
		for _, p := range l.all() {
			all = append(all, regexp.MustCompile("(?i)"+p))
		}
		return all
	}
	f := draftForms{
		fillers: compileAll(words.Fillers), openers: compileAll(words.Openers), conditions: compileAll(words.Conditions),
		contrast: compileAll(words.Contrast), pronouns: compileAll(words.Pronouns),
		negated: regexp.MustCompile("(?i)" + words.Negated), hearer: regexp.MustCompile(words.Hearer), that: regexp.MustCompile(words.That),
		relative: regexp.MustCompile(words.Relative), finite: regexp.MustCompile(words.Finite),
	}
	for said := range words.Instead {
		f.with = append(f.with, said)
	}
	slices.Sort(f.with)
	for i, said := range f.with {
		f.instead = append(f.instead, regexp.MustCompile(`(?i)\b`+regexp.QuoteMeta(said)+`\b`))
		f.with[i] = words.Instead[said]
	}
	return f
})

// conditionIn is the condition that a sentence states, in its words.
func conditionIn(sentence string) string {
	plain := marks.Replace(sentence)
	for _, re := range draftPatterns().conditions {
		if m := re.FindStringSubmatchIndex(plain); m != nil {
			from, to := m[0], m[1]
			if i := re.SubexpIndex("x"); i > 0 && m[2*i] >= 0 {
				from, to = m[2*i], m[2*i+1]
			}
			at := inRunes(plain, from, to)
			return strings.Trim(string([]rune(sentence)[at.from:at.to]), ` ,，.。"“”;；`)
		}
	}
	return ""
}

// statement drafts our wording of a claim: the clauses that make it, without
// who said it and without the words that only fill.
func (s *sentence) statement(said speech) string {
	runes := []rune(s.text)
	text := s.text
	if at := said.said.at; at.to > 0 && !draftPatterns().negated.MatchString(string(runes[at.from:at.to])) {
		text = s.without(string(runes[:at.from]), string(runes[at.from:at.to]), string(runes[at.to:]))
	}
	if part := s.contrasted(text); part != "" {
		text = part
	}
	text = strings.TrimSpace(strings.Trim(strings.TrimSpace(text), `>*•"“”「」'`))
	forms := draftPatterns()
	for range 3 {
		for _, re := range forms.openers {
			if m := re.FindStringIndex(text); m != nil && m[0] == 0 && m[1] < len(text) {
				text = strings.TrimSpace(text[m[1]:])
			}
		}
	}
	for _, re := range forms.fillers {
		text = re.ReplaceAllString(text, " ")
	}
	for i, re := range forms.instead {
		text = re.ReplaceAllString(text, forms.with[i])
	}
	if said.secondHand || said.said.name == "" {
		text = s.named(text, said)
	}
	text = ledger.Line(beside.ReplaceAllString(text, "$1$2"))
	if strings.Count(text, "“") != strings.Count(text, "”") {
		text = strings.NewReplacer("“", "", "”", "").Replace(text)
	}
	text = strings.TrimRight(strings.Trim(text, ` ,，、;；:：—–-"“”「」`), `.。 `)
	if utf8.RuneCountInString(text) < 4 {
		text = strings.TrimRight(ledger.Line(s.text), ".。")
	}
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}

// without is the sentence without the words that tell who said it, or the whole
// where the rest could not stand alone: "to open a plant" needs the company.
func (s *sentence) without(before, told, behind string) string {
	forms := draftPatterns()
	if forms.hearer.MatchString(align(told)) { // told a conference that …
		if at := forms.that.FindStringIndex(behind); at != nil {
			behind = behind[at[1]:]
		}
	}
	if forms.relative.MatchString(behind) { // …, said X, who teaches in Y
		behind = ""
	}
	text := joined(before, behind)
	if s.lang == "en" && !forms.finite.MatchString(align(text)) {
		return s.text
	}
	return text
}

// joined is what stands before and behind the words that tell who said it,
// without what only leads up to them.
func joined(before, behind string) string {
	if onlyLeads(marks.Replace(before)) || lengthOf(before) < 6 {
		before = ""
	}
	if lengthOf(behind) < 3 && before != "" {
		behind = ""
	}
	before = strings.TrimRight(before, " ,，")
	behind = strings.TrimLeft(behind, " ,，:：")
	if before == "" || behind == "" {
		return before + behind
	}
	for _, re := range draftPatterns().openers { // 所以 goes on without a comma
		if at := re.FindAllStringIndex(before, -1); hasHan(before) && at != nil && at[len(at)-1][1] == len(before) {
			return before + behind
		}
	}
	if hasHan(before) {
		return before + "，" + behind
	}
	return before + ", " + behind
}

// contrasted is the side of a "but" that makes the claim, if only one does.
func (s *sentence) contrasted(text string) string {
	plain := marks.Replace(text)
	for _, re := range draftPatterns().contrast {
		m := re.FindStringIndex(plain)
		if m == nil {
			continue
		}
		at := inRunes(plain, m[0], m[1])
		runes := []rune(text)
		before, after := string(runes[:at.from]), string(runes[at.to:])
		switch claims, others := s.claimsIn(before), s.claimsIn(after); {
		case others && !claims:
			return after
		case claims && !others:
			return before
		}
	}
	return ""
}

// claimsIn tells whether a clause that makes a claim begins in the part.
func (s *sentence) claimsIn(part string) bool {
	for i, clause := range s.clauses {
		words := strings.Trim(s.verbatim(clause), ` ,，.。;；:："“”`)
		if runes := []rune(words); len(runes) > 6 {
			words = string(runes[len(runes)-6:])
		}
		if claimLangs()[langOf(s.masked[clause.from:clause.to])].sum(s.inClause[i]) > 0 && strings.Contains(part, words) {
			return true
		}
	}
	return false
}

// named puts the speaker in the place of the pronoun that begins a statement.
func (s *sentence) named(text string, said speech) string {
	if said.speaker == "" || strings.ContainsFunc(said.speaker, unicode.IsDigit) {
		return text
	}
	for _, re := range draftPatterns().pronouns {
		if m := re.FindStringSubmatchIndex(text); m != nil && m[0] == 0 {
			rest := text[m[2*re.SubexpIndex("x")+1]:]
			if hasHan(text) != hasHan(said.speaker) && !hasHan(text) {
				return text
			}
			return said.speaker + rest
		}
	}
	return text
}

// topicsOf are the topics that a sentence is about, then those of the title.
func topicsOf(t Text, sentence string) []string {
	title := ""
	if len(t.Passages) > 0 && t.Passages[0].Kind == Heading {
		title = t.Passages[0].Text
	}
	var found []string
	for _, text := range []string{sentence, title} {
		folded := " " + strings.Join(strings.FieldsFunc(align(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ") + " "
		squeezed := ledger.Fold(text)
		for _, topic := range t.Topics {
			name := strings.Join(strings.FieldsFunc(align(topic), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
			has := strings.Contains(folded, " "+name+" ") || strings.Contains(folded, " "+name+"s ")
			if !has && (hasHan(topic) || strings.ContainsFunc(topic, unicode.IsDigit) || hasHan(text)) && name != "" {
				has = containsApart(squeezed, ledger.Fold(topic))
			}
			if name != "" && has && !slices.Contains(found, topic) {
				found = append(found, topic)
			}
		}
	}
	return found
}

// containsApart tells whether text has name, not as a part of a longer Latin
// word: the ai of 用ai写, not that of "said".
func containsApart(text, name string) bool {
	latin := func(r rune) bool { return r < 0x250 && unicode.IsLetter(r) }
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 || name == "" {
			return false
		}
		i += at
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(name):])
		first, _ := utf8.DecodeRuneInString(name)
		last, _ := utf8.DecodeLastRuneInString(name)
		if !(latin(first) && latin(before)) && !(latin(last) && latin(after)) {
			return true
		}
		at = i + len(name)
	}
}
