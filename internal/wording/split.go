package wording

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// closing pairs the marks between which a dash or comma separates nothing.
var closing = map[rune]rune{'“': '”', '「': '」', '『': '』', '«': '»', '"': '"', '(': ')', '（': '）'}

var anyLink = regexp.MustCompile(`(?i)https?://[^\s，、；。”」』"<>]+`)

// shield marks the runes of s inside links and, if marks is set, inside marks.
func shield(s string, runes []rune, marks bool) []bool {
	shielded := make([]bool, len(runes))
	for _, at := range anyLink.FindAllStringIndex(s, -1) {
		link := strings.TrimRight(s[at[0]:at[1]], ".,;:!?")
		from := utf8.RuneCountInString(s[:at[0]])
		for i := range utf8.RuneCountInString(link) {
			shielded[from+i] = true
		}
	}
	if !marks {
		return shielded
	}
	end := -1
	for i, r := range runes {
		to, opens := closing[r]
		if !opens || i <= end || shielded[i] || r == '"' && i > 0 && isWord(runes[i-1]) {
			continue // the sign for inches opens nothing
		}
		for j := i + 1; j < len(runes); j++ {
			if runes[j] == to {
				for k := i; k <= j; k++ {
					shielded[k] = true
				}
				end = j
				break
			}
		}
	}
	return shielded
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// separate parts the statement from what follows the last separator: two
// hyphens or more, two em dashes or more, or one dash between spaces; failing
// these, an em dash without spaces. Marks are minded first; where that leaves
// no separator, one of them was no mark.
func separate(line string) (statement, rest string, found bool) {
	runes := []rune(line)
	for _, marks := range []bool{true, false} {
		shielded := shield(line, runes, marks)
		for _, spaced := range []bool{true, false} {
			if from, to := lastDash(runes, shielded, spaced); to > 0 {
				return strings.TrimSpace(string(runes[:from])), strings.TrimSpace(string(runes[to:])), true
			}
		}
	}
	return line, "", false
}

// lastDash finds the last separator; spaced demands spaces around a single
// dash.
func lastDash(runes []rune, shielded []bool, spaced bool) (from, to int) {
	for i := 0; i < len(runes); {
		kind := dash(runes[i])
		if kind == 0 || shielded[i] {
			i++
			continue
		}
		j := i
		for j < len(runes) && dash(runes[j]) == kind && !shielded[j] {
			j++
		}
		between := (i == 0 || runes[i-1] == ' ') && (j == len(runes) || runes[j] == ' ')
		if j-i > 1 || kind != '-' && between || kind == '—' && !spaced {
			from, to = i, j
		}
		i = j
	}
	return from, to
}

// dash returns the kind of dash that r is, or 0.
func dash(r rune) rune {
	switch r {
	case '-', '－':
		return '-'
	case '—', '―':
		return '—'
	case '–':
		return '–'
	}
	return 0
}

// takeTopics takes the #topics out of what follows the separator.
func takeTopics(rest string) (without string, topics []string) {
	runes := []rune(rest)
	shielded := shield(rest, runes, true)
	var kept []rune
	for i := 0; i < len(runes); {
		n := 0
		if (runes[i] == '#' || runes[i] == '＃') && !shielded[i] {
			n = topicLength(runes[i+1:])
		}
		if n == 0 {
			kept = append(kept, runes[i])
			i++
			continue
		}
		topics = append(topics, string(runes[i+1:i+1+n]))
		kept = append(kept, ' ')
		i += 1 + n
	}
	return ledger.Line(string(kept)), topics
}

// topicLength counts the runes of a topic: letters, digits and the signs
// within them, as in gpt-4.5 or c++.
func topicLength(runes []rune) int {
	n := 0
	for i, r := range runes {
		switch {
		case isWord(r) || unicode.IsMark(r) || r == '_' || n > 0 && r == '+':
			n = i + 1
		case !strings.ContainsRune("-./&", r):
			return n
		}
	}
	return n
}

// span is a part of a text: the runes from one place to another.
type span struct{ from, to int }

// splitParts parts what follows the separator at its commas and semicolons.
func splitParts(rest []rune) []span {
	shielded := shield(string(rest), rest, true)
	var parts []span
	start := 0
	for i := 0; i <= len(rest); i++ {
		if i < len(rest) && (shielded[i] || !strings.ContainsRune(",，、;；", rest[i])) {
			continue
		}
		if ledger.Fold(string(rest[start:i])) != "" {
			parts = append(parts, span{start, i})
		}
		start = i + 1
	}
	return parts
}

// unquote takes the marks off a part that is a quote as a whole.
func unquote(part string) (string, bool) {
	runes := []rune(part)
	if len(runes) < 3 || runes[0] == '(' || runes[0] == '（' {
		return "", false
	}
	to, ok := closing[runes[0]]
	if !ok || strings.IndexRune(string(runes[1:]), to) != len(string(runes[1:]))-utf8.RuneLen(to) {
		return "", false
	}
	return strings.TrimSpace(string(runes[1 : len(runes)-1])), true
}
