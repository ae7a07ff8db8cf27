package wording

import (
	"slices"
	"strings"
)

// cast is who has been named so far in a text, so that a pronoun can be
// resolved where it is safe.
type cast struct {
	named   []mention
	genders map[string]string // "he" or "she", where the text has told
}

// mention is a name in a sentence.
type mention struct {
	name     string
	sentence int
	passage  int
	kind     string // "one" somebody, "they" several or a firm
	subject  bool   // the sentence is about them
}

// near is how many paragraphs back a pronoun can reach.
const near = 2

// note keeps whom a sentence names.
func (c *cast) note(w *telling, i int, rest string, a attribution, speaker string) {
	s := &w.all[i]
	text := marks.Replace(rest)
	persons := 0
	add := func(name string, kind string, subject bool) {
		if name == "" {
			return
		}
		for j := range c.named {
			if m := &c.named[j]; m.sentence == i && m.name == name {
				m.subject = m.subject || subject
				return
			}
		}
		c.named = append(c.named, mention{name, i, s.passage, kind, subject})
	}
	if a.name != "" && !a.first && speaker != "" {
		kind := kindOf(a.name)
		if p := pronounOf(a.name); p == "he" || p == "she" {
			c.genders[speaker] = p
			kind = "one"
		} else if p != "" {
			kind = c.kindOf(speaker)
		}
		if g := genderOf(a.role + " " + a.name); g != "" && kind == "one" {
			c.genders[speaker] = g
		}
		add(speaker, kind, true)
	}
	for _, p := range w.names.people {
		at := strings.Index(text, p)
		if at < 0 {
			parts := strings.FieldsFunc(p, func(r rune) bool { return r == ' ' || r == '·' })
			for _, part := range parts {
				if len(parts) > 1 && len(part) > 2 && at < 0 && w.names.full(part) == p {
					at = wordIndex(text, part)
				}
			}
		}
		if at >= 0 {
			persons++
			add(p, "one", lengthOf(text[:at]) < 6 && !finite().MatchString(" "+text[:at]))
			if g := genderOf(text[max(0, at-20):at]); g != "" && c.genders[p] == "" && at < 20 {
				c.genders[p] = g
			}
		}
	}
	if a.name == "" && persons == 0 {
		if role := subjectRole(text); role != "" {
			add(role, kindOf(role), true)
		}
	}
}

func wordIndex(text, word string) int {
	at := strings.Index(text, word)
	if at < 0 || hasHan(word) {
		return at
	}
	if end := at + len(word); end < len(text) && (text[end] >= 'a' && text[end] <= 'z') {
		return -1
	}
	return at
}

func (c *cast) kindOf(name string) string {
	for j := len(c.named) - 1; j >= 0; j-- {
		if c.named[j].name == name {
			return c.named[j].kind
		}
	}
	return "one"
}

// kindOf tells whether a name is that of one person, of several or of a firm.
func kindOf(name string) string {
	if personIn(name) != "" || strings.Contains(name, "·") || titledName(name) != "" {
		return "one"
	}
	words := speakerWords()
	if hasHan(name) {
		if slices.ContainsFunc(words.Persons.ZH, func(end string) bool { return strings.HasSuffix(name, end) }) && !strings.HasSuffix(name, "们") {
			return "one"
		}
		return "they"
	}
	head := headOf(name)
	if plural(strings.ToLower(name)) {
		return "they"
	}
	if slices.Contains(words.Persons.EN, head) || slices.Contains(words.Honorifics.EN, head) || personal.MatchString(head) && strings.ToLower(head) == head && !plain(lastField(name)) {
		return "one"
	}
	if plain(name) && !strings.Contains(name, " ") && !slices.Contains(sentenceWords().Starters, strings.ToLower(name)) {
		return "" // Trump, or Northwind
	}
	return "they"
}

func genderOf(s string) string {
	for _, f := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == ',' || r == '.' }) {
		for gender, words := range speakerWords().Genders {
			if slices.Contains(words, f) {
				return gender
			}
		}
	}
	for gender, words := range speakerWords().Genders {
		if slices.ContainsFunc(words, func(w string) bool { return hasHan(w) && strings.Contains(s, w) }) {
			return gender
		}
	}
	return ""
}

// find is the one whom a pronoun can mean: the last named, if nobody else is
// as near.
func (c *cast) find(kind, word string, w *telling, i int) string {
	passage := w.all[i].passage
	fits := func(m mention) bool {
		if m.sentence == i || passage-m.passage > near {
			return false
		}
		switch kind {
		case "they", "it":
			return m.kind != "one" && !(kind == "it" && plural(strings.ToLower(m.name)))
		case "one":
			role := strings.TrimPrefix(word, "该")
			return m.kind != "they" && (role == word || strings.HasSuffix(m.name, role) || personal.MatchString(m.name) || !canHoldEnd(m.name)) || role != word && strings.HasSuffix(m.name, role)
		}
		g := c.genders[m.name]
		return m.kind != "they" && (g == "" || g == kind)
	}
	var last []mention
	for j := len(c.named) - 1; j >= 0; j-- {
		m := c.named[j]
		if !fits(m) {
			continue
		}
		if len(last) == 0 || m.sentence == last[0].sentence {
			last = append(last, m)
			continue
		}
		// somebody else was spoken of just before
		if known := c.genders[last[0].name] == kind; len(last) == 1 && !last[0].subject && !known && m.subject && m.name != last[0].name && last[0].sentence-m.sentence <= 1 && m.passage == last[0].passage {
			return ""
		}
		break
	}
	if len(last) > 1 {
		sure := slices.DeleteFunc(slices.Clone(last), func(m mention) bool { return c.genders[m.name] != kind })
		if len(sure) == 1 {
			last = sure
		}
	}
	if len(last) == 1 {
		if kind == "he" || kind == "she" {
			c.genders[last[0].name] = kind
		}
		return last[0].name
	}
	return ""
}

// only is the one person whom a sentence names, or "".
func (c *cast) only(i int) string {
	name := ""
	for _, m := range c.named {
		if m.sentence != i || m.kind == "they" {
			continue
		}
		if name != "" {
			return ""
		}
		name = m.name
	}
	return name
}

// subjectRole is the role that a sentence begins with: The chairman wants.
func subjectRole(text string) string {
	if hasHan(text) {
		text = text[leadZH(text):]
		if m := attributionPatterns().chinese.subject.FindStringSubmatch(text); m != nil {
			name, _, _ := subjectZH(m[1])
			return name
		}
		return ""
	}
	fields := strings.Fields(text)
	if len(fields) < 3 || !determiner.MatchString(strings.ToLower(fields[0])) {
		fields = slices.Clone(fields)
		if len(fields) > 1 && strings.HasSuffix(fields[0], "s") && slices.Contains(speakerWords().Agents.EN, strings.ToLower(fields[0])) {
			return fields[0]
		}
		return ""
	}
	for n := 2; n <= min(4, len(fields)-1); n++ {
		head := strings.ToLower(strings.TrimRight(fields[n-1], ",."))
		if slices.Contains(speakerWords().Agents.EN, head) || slices.Contains(speakerWords().Persons.EN, head) {
			return strings.TrimRight(strings.Join(fields[:n], " "), ",.")
		}
	}
	return ""
}
