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

	PastDeadline string   `yaml:"past_deadline"`
	OddsLead     string   `yaml:"odds_lead"`
	Odds         []string `yaml:"odds"`
}

var draftWords = once[draftData]("drafts.yaml")

type draftForms struct {
	fillers, openers, conditions, contrast, pronouns []*regexp.Regexp
	instead                                          []*regexp.Regexp
	with                                             []string
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
	from, to := 0, len(runes)
	if at := said.said.at; at.to > 0 {
		// what stands on the longer side of the attribution
		if before, after := at.from, len(runes)-at.to; before > after {
			to = at.from
		} else {
			from = at.to
		}
	}
	text := string(runes[from:to])
	if part := s.contrasted(from, to); part != "" {
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
	text = strings.TrimRight(strings.Trim(text, ` ,，、;；:：—–-"“”「」`), `.。 `)
	if utf8.RuneCountInString(text) < 4 {
		text = strings.TrimRight(ledger.Line(s.text), ".。")
	}
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}

// contrasted is the side of a "but" that makes the claim, if only one does.
func (s *sentence) contrasted(from, to int) string {
	runes := []rune(s.text)
	plain := marks.Replace(s.text)
	for _, re := range draftPatterns().contrast {
		m := re.FindStringIndex(plain)
		if m == nil {
			continue
		}
		at := inRunes(plain, m[0], m[1])
		if at.from <= from || at.to >= to {
			continue
		}
		var before, after bool
		for i, clause := range s.clauses {
			if claimLangs()[s.lang].sum(s.inClause[i]) > 0 {
				if utf8.RuneCountInString(s.masked[:clause.from]) >= at.from {
					after = true
				} else {
					before = true
				}
			}
		}
		switch {
		case after && !before:
			return string(runes[at.to:to])
		case before && !after:
			return string(runes[from:at.from])
		}
	}
	return ""
}

// named puts the speaker in the place of the pronoun that begins a statement.
func (s *sentence) named(text string, said speech) string {
	if said.speaker == "" || strings.ContainsFunc(said.speaker, unicode.IsDigit) {
		return text
	}
	for _, re := range draftPatterns().pronouns {
		if m := re.FindStringIndex(text); m != nil && m[0] == 0 {
			rest := text[m[1]:]
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
