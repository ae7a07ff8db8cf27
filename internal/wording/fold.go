package wording

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"foresaid/internal/ledger"
)

var folds = sync.OnceValue(func() map[rune]rune {
	m := map[rune]rune{}
	for to, from := range scriptWords().Folds {
		r, _ := utf8.DecodeRuneInString(to)
		for _, f := range from {
			c, _ := utf8.DecodeRuneInString(f)
			m[c] = r
		}
	}
	return m
})

// align folds s rune by rune, so that the nth rune of the result stands for
// the nth rune of s: half width, lower case, simplified, plain punctuation.
func align(s string) string {
	m := folds()
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			return unicode.ToLower(r)
		}
		if to, ok := m[r]; ok {
			return to
		}
		if n := norm.NFKC.String(string(r)); utf8.RuneCountInString(n) == 1 {
			r, _ = utf8.DecodeRuneInString(n)
		}
		if to, ok := m[r]; ok {
			return to
		}
		r = ledger.Simplified(r)
		if unicode.IsSpace(r) {
			return ' '
		}
		return unicode.ToLower(r)
	}, s)
}

// beside finds a space that has a Chinese character on a side, where it
// carries no meaning: "2025 年 6 月".
var beside = regexp.MustCompile(`(\p{Han}) | (\p{Han})`)

// fold returns the form of s in which words are compared: aligned, without
// spaces beside Chinese characters and without punctuation at its ends.
func fold(s string) string {
	s = strings.Join(strings.Fields(align(ledger.Line(s))), " ")
	for range 2 { // a character between two spaces is found once each time
		s = beside.ReplaceAllString(s, "$1$2")
	}
	return strings.Trim(s, " .,;:!。、")
}

// number reads digits, or Chinese numerals written as digits (二〇二五) or with
// their units (二十四).
func number(s string) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, n >= 0
	}
	script := scriptWords()
	total, run, digits := 0, 0, 0
	for _, r := range s {
		if unit, ok := script.Units[string(r)]; ok {
			if digits == 0 {
				run = 1 // 十二 is 一十二
			}
			total += run * unit
			run, digits = 0, 0
			continue
		}
		d, ok := script.Numerals[string(r)]
		if digits++; !ok || digits > 4 {
			return 0, false
		}
		run = run*10 + d
	}
	return total + run, s != "" && len(s) < 40
}

// clip shortens what was typed for a message.
func clip(s string) string {
	const limit = 60
	r := []rune(ledger.Line(s))
	if len(r) <= limit {
		return string(r)
	}
	return string(r[:limit-1]) + "…"
}
