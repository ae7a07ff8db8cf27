package wording

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// speech is who said each sentence of a text.
type speech struct {
	speaker    string
	secondHand bool
	said       attribution
}

// speakers follows the conversation: turns, quotes that go on, and pronouns.
func speakers(t Text, all []sentence) []speech {
	names := namesIn(t)
	turns := turnNames(t, all)
	out := make([]speech, len(all))
	words := speakerWords()
	turn := ""       // who has the turn
	inTurns := false // the text is a conversation
	asking := false  // and somebody asks
	var last string  // the last one named
	for i := range all {
		s := &all[i]
		a := attributionOf(s.text, turns)
		opens := i == 0 || all[i-1].passage != s.passage
		switch {
		case a.turn:
			name := strings.ToLower(a.name)
			turn, inTurns, asking = names.full(a.name), !a.marked, slices.Contains(words.Asking, name)
			if slices.Contains(words.Answering, name) && t.Speaker != "" {
				turn = t.Speaker
			}
			inner := attributionOf(string([]rune(s.text)[a.at.to:]), turns)
			inner.at = span{inner.at.from + a.at.to, inner.at.to + a.at.to}
			if inner.name != "" && !inner.turn {
				a.name, a.first = inner.name, inner.first
			} else {
				a.name = ""
			}
		case opens && (!inTurns || asking) && (t.Passages[s.passage].Kind != Quoted || turn == ""):
			turn = ""
		}
		a.quoted = a.quoted && a.name != ""
		out[i] = speech{said: a}
		base := turn
		if base == "" {
			base = t.Speaker
		}
		if base == "" {
			base = t.Author
		}
		switch {
		case a.name == "" || a.first:
			out[i].speaker = base
		case slices.Contains(words.He, strings.ToLower(a.name)):
			out[i].speaker, out[i].secondHand = last, last != ""
		case slices.Contains(words.Firm, strings.ToLower(a.name)) && names.firm != "":
			out[i].speaker, out[i].secondHand = names.firm, true
		default:
			out[i].speaker, out[i].secondHand = names.full(a.name), true
			last = out[i].speaker
		}
		// what a report tells of the main speaker is second-hand, unless it is in
		// their own words
		direct := turn != "" || a.quoted || t.Passages[s.passage].Kind == Quoted || a.first || firstPerson(s.folded)
		if t.Speaker != "" && t.Author != "" && t.Author != t.Speaker && out[i].speaker == t.Speaker {
			out[i].secondHand = !direct
		} else if out[i].secondHand && (out[i].speaker == base || a.plan) {
			out[i].secondHand = false
		}
		if a.name == "" {
			if named := names.personIn(s.text); named != "" {
				last = named
			}
		}
	}
	quotesGoOn(all, out)
	return out
}

var (
	opensQuote  = regexp.MustCompile(`^["“「]`)
	closesQuote = regexp.MustCompile(`["”」]$`)
)

// quotesGoOn gives a sentence that is all in quotation marks to whoever is
// named beside it: before it in the paragraph, or else behind it.
func quotesGoOn(all []sentence, out []speech) {
	for i := range all {
		if out[i].said.name != "" || out[i].said.turn || !opensQuote.MatchString(all[i].text) {
			continue
		}
		for _, j := range []int{i + 1, i - 1} {
			if j < 0 || j >= len(all) || all[j].passage != all[i].passage || !out[j].secondHand {
				continue
			}
			if j > i && closesQuote.MatchString(all[i].text) {
				continue // the quote has ended
			}
			out[i].speaker, out[i].secondHand = out[j].speaker, true
			out[i].said.quoted = true
			break
		}
	}
}

// nameIndex has the names of people and firms of a text in their fullest forms.
type nameIndex struct {
	names []string
	main  string // the main speaker
	firm  string // the firm that the text is about
}

var (
	fullName    = regexp.MustCompile(`\p{Lu}[\p{Ll}'’]+(?: (?:(?:de|van|von|der|da|del|bin|al) )?\p{Lu}[\pL'’-]*\.?){1,3}`)
	bracketName = regexp.MustCompile(`([\p{Han}·]{2,12})[（(](\p{Lu}[\pL .'’-]+)[)）]`)
)

func namesIn(t Text) nameIndex {
	x := nameIndex{main: t.Speaker}
	add := func(n string) {
		if n != "" && !slices.Contains(x.names, n) {
			x.names = append(x.names, n)
		}
	}
	add(t.Speaker)
	add(t.Author)
	for i, p := range t.Passages {
		for _, n := range fullNames(p.Text) {
			add(n)
			if i < 3 && x.firm == "" && strings.Count(wholeText(t), strings.Fields(n)[0]) > 2 {
				x.firm = n
			}
		}
		for _, m := range bracketName.FindAllStringSubmatch(p.Text, -1) {
			add(m[1])
		}
	}
	return x
}

// full is the fullest form of a name that the text has, if there is just one:
// Lindqvist is Ruth Lindqvist, and sam is Sam Altman.
func (x nameIndex) full(name string) string {
	if x.main != "" && hasHan(name) && strings.HasSuffix(x.main, name) && utf8.RuneCountInString(name) > 1 {
		return x.main
	}
	short := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(name), "’s"), "'s")
	if short == "" || strings.Contains(short, " ") && !hasHan(short) {
		return short
	}
	var found []string
	for _, n := range x.names {
		parts := strings.FieldsFunc(n, func(r rune) bool { return r == ' ' || r == '·' })
		if len(parts) < 2 || !slices.ContainsFunc(parts, func(p string) bool { return strings.EqualFold(p, short) }) {
			continue
		}
		if !slices.Contains(found, n) {
			found = append(found, n)
		}
	}
	if len(found) > 1 { // the same person with and without a title
		slices.SortFunc(found, func(a, b string) int { return len(a) - len(b) })
		for _, n := range found[1:] {
			if !strings.HasSuffix(n, found[0]) && !strings.HasPrefix(n, found[0]) {
				return short
			}
		}
		return found[0]
	}
	if len(found) == 1 {
		return found[0]
	}
	return short
}

// personIn is the one person with a full name in a sentence, or "".
func (x nameIndex) personIn(s string) string {
	if found := fullNames(s); len(found) == 1 {
		return found[0]
	}
	return ""
}

// fullNames are the names of several words in a text; a word that only begins
// a sentence is not a part of one.
func fullNames(text string) (found []string) {
	for _, n := range fullName.FindAllString(text, -1) {
		first, rest, _ := strings.Cut(n, " ")
		for slices.Contains(sentenceWords().Starters, strings.ToLower(first)) {
			n = rest
			first, rest, _ = strings.Cut(n, " ")
		}
		if strings.Contains(n, " ") {
			found = append(found, n)
		}
	}
	return found
}

// turnNames are the names that stand before a colon as those of speakers do:
// the usual ones, a person that the text names in full, and any name that does
// so twice.
func turnNames(t Text, all []sentence) map[string]bool {
	count := map[string]int{}
	for i := range all {
		if a := attributionOf(all[i].text, nil); a.turn && (i > 0 || t.Passages[all[i].passage].Kind != Heading) {
			count[strings.ToLower(a.name)]++
		}
	}
	names, words := namesIn(t), speakerWords()
	turns := map[string]bool{}
	for name, n := range count {
		known := names.full(name) != name && !strings.EqualFold(names.full(name), name)
		turns[name] = n > 1 || known || slices.Contains(words.Asking, name) || slices.Contains(words.Answering, name) || strings.HasPrefix(name, "@")
	}
	return turns
}

func wholeText(t Text) string {
	var b strings.Builder
	for _, p := range t.Passages {
		b.WriteString(p.Text)
		b.WriteByte('\n')
	}
	return b.String()
}
