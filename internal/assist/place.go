package assist

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

//go:embed words.yaml
var wordsYAML []byte

// words are the lists of words.yaml.
type words struct {
	Marks    map[string][]string `yaml:"marks"`
	Numerals string              `yaml:"numerals"`
	Pronouns []string            `yaml:"pronouns"`

	fold map[rune]rune
}

var lists = sync.OnceValue(func() words {
	w := words{fold: map[rune]rune{}}
	if err := yaml.Unmarshal(wordsYAML, &w); err != nil {
		panic("assist: words.yaml: " + err.Error())
	}
	for to, from := range w.Marks {
		r, _ := utf8.DecodeRuneInString(to)
		for _, f := range from {
			c, _ := utf8.DecodeRuneInString(f)
			w.fold[c] = r
		}
	}
	return w
})

// span is a part of a text: the characters from one place to another.
type span struct{ from, to int }

func (s span) length() int { return s.to - s.from }

// overlap is how many characters two spans share.
func (s span) overlap(o span) int { return max(0, min(s.to, o.to)-max(s.from, o.from)) }

func (s span) holds(o span) bool { return s.from <= o.from && o.to <= s.to }

// place is a text in which others are looked for: white space as one space,
// one form of quotation marks, lower case.
type place struct {
	runes  []rune
	folded string
	at     []int // where each character of folded stands in runes
}

func newPlace(text string) place {
	p := place{runes: []rune(text)}
	var b strings.Builder
	space := false
	for i, r := range p.runes {
		was := space
		if space = unicode.IsSpace(r); space {
			if was {
				continue
			}
			r = ' '
		}
		if to, ok := lists().fold[r]; ok {
			r = to
		}
		b.WriteRune(unicode.ToLower(r))
		p.at = append(p.at, i)
	}
	p.folded = b.String()
	return p
}

// find returns where the words stand first, not counting parts of words and of
// numbers.
func (p place) find(words string) (span, bool) {
	wanted := strings.TrimSpace(newPlace(words).folded)
	for _, w := range slices.Compact([]string{wanted, strings.Trim(wanted, ` "'`)}) {
		if s, ok := p.findFolded(w); ok {
			return s, true
		}
	}
	return span{}, false
}

func (p place) findFolded(wanted string) (span, bool) {
	if wanted == "" {
		return span{}, false
	}
	length := utf8.RuneCountInString(wanted)
	for from, before := 0, 0; ; {
		at := strings.Index(p.folded[from:], wanted)
		if at < 0 {
			return span{}, false
		}
		before += utf8.RuneCountInString(p.folded[from : from+at])
		s := span{p.at[before], p.at[before+length-1] + 1}
		if !p.splits(s.from) && !p.splits(s.to) {
			return s, true
		}
		_, first := utf8.DecodeRuneInString(wanted)
		from += at + first
		before++
	}
}

// slice is the text's own spelling.
func (p place) slice(s span) string { return string(p.runes[s.from:s.to]) }

// splits tells whether a word or a number goes on across the place.
func (p place) splits(at int) bool {
	if at <= 0 || at >= len(p.runes) {
		return false
	}
	before, after := p.runes[at-1], p.runes[at]
	switch {
	case spelled(before) && spelled(after), numeral(before) && numeral(after):
		return true
	case point(before) && unicode.IsDigit(after):
		return at >= 2 && unicode.IsDigit(p.runes[at-2])
	case unicode.IsDigit(before) && point(after):
		return at+1 < len(p.runes) && unicode.IsDigit(p.runes[at+1])
	}
	return false
}

func point(r rune) bool { return r == '.' || r == ',' }

// spelled tells whether r is of a script that puts spaces between words.
func spelled(r rune) bool {
	return unicode.IsDigit(r) || unicode.IsLetter(r) && unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Arabic, unicode.Hebrew)
}

func numeral(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(lists().Numerals, r) }

// mostAround is how many words, or characters of Chinese, around the words of
// the model may belong to them.
const mostAround = 4

// widen returns the longest stretch that is read, of s and so many words to
// its left and right at most: a model that quotes "2030" of "before 2030", or
// "likely" of "not likely", means the whole.
func (p place) widen(s span, mostLeft, mostRight int, reads func(string) bool) (span, bool) {
	var best span
	for from, left := s.from, 0; ; left++ {
		for to, right := s.to, 0; ; right++ {
			if wide := (span{from, to}); wide.length() > best.length() && reads(p.slice(wide)) {
				best = wide
			}
			next := p.wordAfter(to)
			if next == to || right == mostRight {
				break
			}
			to = next
		}
		next := p.wordBefore(from)
		if next == from || left == mostLeft {
			return best, best.length() > 0
		}
		from = next
	}
}

// wordAfter is the end of the word behind a place, or the place.
func (p place) wordAfter(at int) int {
	i := at
	for i < len(p.runes) && p.runes[i] == ' ' {
		i++
	}
	if i == len(p.runes) || !unicode.IsLetter(p.runes[i]) && !unicode.IsDigit(p.runes[i]) {
		return at
	}
	for i++; i < len(p.runes) && p.splits(i); {
		i++
	}
	return i
}

// wordBefore is the start of the word in front of a place, or the place.
func (p place) wordBefore(at int) int {
	i := at
	for i > 0 && p.runes[i-1] == ' ' {
		i--
	}
	if i == 0 || !unicode.IsLetter(p.runes[i-1]) && !unicode.IsDigit(p.runes[i-1]) {
		return at
	}
	for i--; i > 0 && p.splits(i); {
		i--
	}
	return i
}
