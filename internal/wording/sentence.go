package wording

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

type sentenceData struct {
	Abbreviations []string `yaml:"abbreviations"`
	BeforeDigits  []string `yaml:"before_digits"`
	Doubtful      []string `yaml:"doubtful"`
	Starters      []string `yaml:"starters"`
	Caption       struct {
		Least   int      `yaml:"least"`
		Longest int      `yaml:"longest"`
		Cues    []string `yaml:"cues"`
	} `yaml:"caption"`
}

var sentenceWords = once[sentenceData]("sentences.yaml")

// sentencesOf parts a paragraph into its sentences, each up to its closing
// mark with the quotation mark behind it, without the space around. A heading
// is a sentence, too.
func sentencesOf(paragraph string) []span {
	// A line end inside a paragraph is where a page was full.
	flat := strings.NewReplacer("\n", " ", "\r", " ", "\u2028", " ", "\u0085", " ").Replace(paragraph)
	var parts []string
	for it := sentences.FromString(flat); it.Next(); {
		part := it.Value()
		if n := len(parts); n > 0 && !endsBefore(parts[n-1], part) {
			parts[n-1] += part
			continue
		}
		parts = append(parts, part)
	}
	var spans []span
	at := 0
	for _, part := range parts {
		for _, s := range captionParts(part) {
			if s, ok := trimmed(part, s); ok {
				spans = append(spans, span{at + s.from, at + s.to})
			}
		}
		at += utf8.RuneCountInString(part)
	}
	return spans
}

// trimmed is the span s of text without white space at its ends.
func trimmed(text string, s span) (span, bool) {
	runes := []rune(text)
	for s.from < s.to && unicode.IsSpace(runes[s.from]) {
		s.from++
	}
	for s.from < s.to && unicode.IsSpace(runes[s.to-1]) {
		s.to--
	}
	return s, s.from < s.to
}

var (
	lastWord  = regexp.MustCompile(`([\pL\pN][\pL\pN.]*)\.$`)
	acronym   = regexp.MustCompile(`^(?:\pL\.)+\pL$`)
	initial   = regexp.MustCompile(`^\p{Lu}$`)
	marker    = regexp.MustCompile(`^[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]$`)
	asked     = regexp.MustCompile(`[?!？！…]["'”’」』)\]]*$`)
	firstWord = regexp.MustCompile(`^["'“‘(\[]*([\pL\pN]+)`)
)

// endsBefore tells whether the sentence before ends where the segmentation of
// Unicode ends it, with next behind it.
func endsBefore(before, next string) bool {
	before, next = strings.TrimSpace(before), strings.TrimSpace(next)
	if next == "" || !strings.ContainsFunc(next, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return false // a stray mark belongs to what it stands behind
	}
	if before == "" {
		return false
	}
	if marker.MatchString(before) {
		return false // the number of an item
	}
	r, _ := utf8.DecodeRuneInString(next)
	if asked.MatchString(before) && unicode.IsLower(r) {
		return false // “Will it?” she asked.
	}
	m := lastWord.FindStringSubmatch(before)
	if m == nil {
		return true
	}
	word, lower, words := m[1], strings.ToLower(m[1]), sentenceWords()
	follows := ""
	if f := firstWord.FindStringSubmatch(next); f != nil {
		follows = strings.ToLower(f[1])
	}
	switch {
	case slices.Contains(words.Abbreviations, lower):
		return false
	case unicode.IsDigit(r) && slices.Contains(words.BeforeDigits, lower):
		return false
	case initial.MatchString(word) && word != "I":
		return slices.Contains(words.Starters, follows) && len(before) > 40 // J. K. Rowling, but vitamin C. The
	case acronym.MatchString(word), slices.Contains(words.Doubtful, lower):
		return slices.Contains(words.Starters, follows)
	}
	return true
}

var (
	captionCue = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\s(?:` + wholeWords(sentenceWords().Caption.Cues) + `)`)
	})
	inPunctuation = regexp.MustCompile(`[,;:，；：、—]`)
	someWord      = regexp.MustCompile(`\S+`)
)

// captionParts parts what automatic captions give: many words and no
// punctuation. Anything else is one part.
func captionParts(s string) []span {
	length := utf8.RuneCountInString(s)
	limits := sentenceWords().Caption
	words := len(someWord.FindAllStringIndex(s, limits.Longest+1))
	if words <= limits.Longest || len(inPunctuation.FindAllStringIndex(s, 3)) > 2 {
		return []span{{0, length}}
	}
	var spans []span
	start := 0
	for _, at := range captionCue().FindAllStringIndex(s, -1) {
		if len(strings.Fields(s[start:at[0]])) >= limits.Least {
			spans = append(spans, span{start, at[0]})
			start = at[0]
		}
	}
	spans = append(spans, span{start, len(s)})
	for i, sp := range spans { // from bytes to characters
		spans[i] = span{utf8.RuneCountInString(s[:sp.from]), utf8.RuneCountInString(s[:sp.to])}
	}
	return spans
}

// Sentences are the sentences of a paragraph.
func Sentences(paragraph string) []string {
	runes := []rune(paragraph)
	var all []string
	for _, s := range sentencesOf(paragraph) {
		all = append(all, string(runes[s.from:s.to]))
	}
	return all
}
