package wording

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// nameIndex has the names of people and firms of a text in their fullest forms.
type nameIndex struct {
	people []string
	firms  []string
	main   string // the main speaker
	issuer string // the firm that has issued the text
	count  map[string]int
	common map[string]bool // words that the text also has in lower case
}

var (
	capitals    = regexp.MustCompile(`\p{Lu}(?:\.|[\pL'’-]*)(?: (?:(?:de|van|von|der|den|da|del|della|di|bin|al|ter|dos|du|la) )?\p{Lu}(?:\.|[\pL'’-]*)){0,5}`)
	bracketName = regexp.MustCompile(`([\p{Han}·]{2,12})[（(](\p{Lu}[\pL .'’-]+)[)）]`)
	roleName    = sync.OnceValue(func() *regexp.Regexp {
		words := speakerWords()
		return regexp.MustCompile(`(?:` + anyOf(words.RoleEnds) + `)([` + words.Surnames + `]\p{Han}{1,2}?)(?:[,。、:;!?“”(]|$|接受|表示|认为|指出|做客|来到|出席|发表|谈[到及了]|[说在对与于是的])`)
	})
	dottedName = regexp.MustCompile(`\p{Han}{1,6}·\p{Han}{1,8}(?:·\p{Han}{1,8})?`)
)

// stripHonorifics cuts titles off the front of a name, as long as something
// that can be a name is left.
func stripHonorifics(s string) string {
	fields := strings.Fields(s)
	for len(fields) > 1 {
		w := strings.ToLower(strings.TrimRight(fields[0], ","))
		if !slices.Contains(speakerWords().Honorifics.EN, w) && !slices.Contains(speakerWords().Honorifics.EN, strings.TrimSuffix(w, ".")) {
			break
		}
		fields = fields[1:]
	}
	return strings.Join(fields, " ")
}

// personIn is the full name of a person that ends a group of words, or begins
// it with a preposition behind: "chief executive Ruth Lindqvist", "Lena Havik
// of the polar institute"; or "".
func personIn(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.IndexFunc(s, unicode.IsUpper); i < 0 {
		return ""
	}
	if m := prepositionBehind.FindStringIndex(s); m != nil {
		if before := personName(s[:m[0]]); before != "" {
			return before
		}
		return ""
	}
	return personName(s)
}

var prepositionBehind = regexp.MustCompile(` (?:of|at|from|for|in|with|and|by|on|to|de la) `)

// personName is the name that a group of words ends with.
func personName(s string) string {
	all := capitals.FindAllStringIndex(s, -1)
	if all == nil {
		return ""
	}
	last := all[len(all)-1]
	if last[1] != len(s) {
		return ""
	}
	name := s[last[0]:]
	first, _, _ := strings.Cut(name, " ")
	if last[0] == 0 && slices.Contains(sentenceWords().Starters, strings.ToLower(first)) {
		return ""
	}
	if i := strings.LastIndex(name, "'s "); i >= 0 {
		name = name[i+len("'s "):]
	}
	// titles may stand inside: Federal Reserve Chair Jerome Powell
	fields := strings.Fields(name)
	for i := len(fields) - 2; i >= 0; i-- {
		if slices.Contains(speakerWords().Honorifics.EN, strings.ToLower(strings.TrimSuffix(fields[i], "."))) {
			fields = fields[i+1:]
			break
		}
	}
	if len(fields) < 2 || len(fields) > 4 {
		return ""
	}
	for _, f := range fields {
		if slices.Contains(speakerWords().Organisation, strings.ToLower(strings.Trim(f, ".'"))) || utf8.RuneCountInString(f) > 2 && strings.ToUpper(f) == f && !strings.Contains(f, ".") && strings.ToUpper(name) != name {
			return ""
		}
	}
	if slices.Contains(speakerWords().TimeWords, strings.ToLower(fields[0])) {
		return ""
	}
	return strings.Join(fields, " ")
}

func namesIn(t Text) nameIndex {
	x := nameIndex{main: t.Speaker, count: map[string]int{}, common: map[string]bool{}}
	person := func(n string) {
		n = titleCase(strings.TrimSpace(n))
		if n != "" && !slices.Contains(x.people, n) {
			x.people = append(x.people, n)
		}
	}
	person(t.Speaker)
	person(t.Author)
	for i, p := range t.Passages {
		text := marks.Replace(p.Text)
		for _, w := range latinWord.FindAllString(text, -1) {
			x.common[w] = true
		}
		for _, m := range roleName().FindAllStringSubmatch(text, -1) {
			person(m[1])
		}
		for _, m := range capitals.FindAllStringIndex(text, -1) {
			name := strings.TrimSuffix(strings.TrimRight(text[m[0]:m[1]], "."), "'s")
			first, rest, _ := strings.Cut(name, " ")
			for rest != "" && slices.Contains(sentenceWords().Starters, strings.ToLower(first)) {
				name = rest
				first, rest, _ = strings.Cut(name, " ")
			}
			if full := personName(name); full != "" && strings.HasSuffix(name, full) {
				person(full)
			} else if strings.Contains(name, " ") && !slices.Contains(x.firms, name) {
				x.firms = append(x.firms, name)
			}
			if full, _, _ := strings.Cut(name, " "); personName(name) == "" && !slices.Contains(sentenceWords().Starters, strings.ToLower(full)) && !timeName(full) {
				x.count[full]++
			}
		}
		for _, m := range bracketName.FindAllStringSubmatch(p.Text, -1) {
			person(m[1])
		}
		for _, n := range dottedName.FindAllString(p.Text, -1) {
			if m := attributionPatterns().chinese.named.FindStringSubmatch(n); m != nil {
				n = m[2]
			}
			person(n)
		}
		x.findIssuer(t, i)
	}
	return x
}

// findIssuer finds the firm that has issued a text: one that tells at its end
// about itself, or at its beginning what it announces.
func (x *nameIndex) findIssuer(t Text, i int) {
	if x.issuer != "" {
		return
	}
	text := strings.TrimSpace(marks.Replace(t.Passages[i].Text))
	for j, p := range speakerWords().Issuer {
		re := regexp.MustCompile(p)
		if m := re.FindStringSubmatch(text); m != nil {
			if n := m[re.SubexpIndex("x")]; j == 0 || i > 1 && strings.Count(wholeText(t), n) > 2 {
				x.issuer = n
				return
			}
		}
	}
}

func wholeText(t Text) string {
	var b strings.Builder
	for _, p := range t.Passages {
		b.WriteString(p.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

// full is the fullest form of a name that the text has, if there is just one:
// Lindqvist is Ruth Lindqvist, and sam is Sam Altman.
func (x nameIndex) full(name string) string {
	name = strings.TrimSpace(name)
	if x.main != "" && hasHan(name) && strings.HasSuffix(x.main, name) && utf8.RuneCountInString(name) > 1 {
		return x.main
	}
	for _, n := range x.people {
		if strings.EqualFold(n, name) {
			return n
		}
	}
	short := strings.TrimSuffix(strings.TrimSuffix(name, "’s"), "'s")
	if hasHan(short) {
		return x.fullZH(short)
	}
	if short == "" || strings.Contains(short, " ") {
		return name
	}
	fits := func(names []string, part func([]string) []string) (found []string) {
		for _, n := range names {
			parts := strings.FieldsFunc(n, func(r rune) bool { return r == ' ' })
			if len(parts) > 1 && slices.ContainsFunc(part(parts), func(p string) bool { return strings.EqualFold(p, short) }) {
				found = append(found, n)
			}
		}
		return found
	}
	if found := fits(x.people, func(p []string) []string { return p }); len(found) > 0 {
		return single(found, short)
	}
	if plain(short) {
		if found := fits(x.firms, func(p []string) []string { return p[:1] }); len(found) > 0 {
			return single(found, short)
		}
	}
	return short
}

// single is the one name among others that are longer forms of it.
func single(names []string, otherwise string) string {
	shortest := slices.MinFunc(names, func(a, b string) int { return len(a) - len(b) })
	for _, n := range names {
		if !strings.Contains(n, shortest) {
			return otherwise
		}
	}
	return shortest
}

func (x nameIndex) fullZH(name string) string {
	surname := name
	if m := attributionPatterns().chinese.titled.FindStringSubmatch(name); m != nil {
		surname = m[1]
	}
	var found []string
	for _, n := range x.people {
		parts := strings.Split(n, "·")
		switch {
		case len(parts) > 1 && slices.Contains(parts, name):
		case surname != name && strings.HasPrefix(n, surname) && n != name && !strings.Contains(n, "·"):
		case utf8.RuneCountInString(name) == 2 && utf8.RuneCountInString(n) == 3 && strings.HasSuffix(n, name):
		default:
			continue
		}
		found = append(found, n)
	}
	if len(found) > 0 {
		return single(found, name)
	}
	return name
}

// company is the firm that the text is about: the one that has issued it, or
// the only one that it names again and again.
func (x nameIndex) company() string {
	if x.issuer != "" {
		return x.issuer
	}
	best, tie := "", false
	for name, n := range x.count {
		short := slices.ContainsFunc(x.people, func(p string) bool { return strings.HasSuffix(p, " "+name) || strings.HasPrefix(p, name+" ") })
		if n < 2 || short || x.common[strings.ToLower(name)] {
			continue
		}
		switch {
		case n > x.count[best] || best == "":
			best, tie = name, false
		case n == x.count[best]:
			tie = true
		}
	}
	if tie || best == "" {
		return ""
	}
	return x.full(best)
}

// interviewee is the one person whom the beginning of an interview names, or
// "".
func (x nameIndex) interviewee(t Text) string {
	found := ""
	for i, p := range t.Passages {
		if _, ok := turnOf(p.Text); ok || i > 4 {
			break
		}
		for _, n := range x.people {
			if n != t.Author && strings.Contains(p.Text, n) && n != found {
				if found != "" {
					return ""
				}
				found = n
			}
		}
	}
	return found
}
