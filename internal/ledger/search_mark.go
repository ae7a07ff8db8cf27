package ledger

import (
	"slices"
	"unicode/utf8"
)

// MarkedText is a run of a text that was found, or of what stands around it.
type MarkedText struct {
	Text  string
	Found bool
}

// In tells whether one of the words that are looked for is in a text.
func (s Search) In(text string) bool { return len(s.places(Tokens(text))) > 0 }

// Covers tells whether each of the words that are looked for is in one of some
// texts.
func (s Search) Covers(texts ...string) bool {
	left := map[int]bool{}
	for n := range s.Want.Words {
		left[n] = true
	}
	for _, text := range texts {
		for _, p := range s.places(Tokens(text)) {
			delete(left, p.term)
		}
	}
	return len(left) == 0
}

// Mark cuts a text into what was found in it and the rest.
func (s Search) Mark(text string) []MarkedText {
	return cutAt(text, 0, len(text), s.places(Tokens(text)))
}

// Snippet is Mark of a part of a text, of about so many characters, in which
// most of the words stand. Where it does not begin or end with the text, it
// has "…".
func (s Search) Snippet(text string, length int) []MarkedText {
	tokens := Tokens(text)
	places := s.places(tokens)
	if utf8.RuneCountInString(text) <= length || len(tokens) == 0 {
		return cutAt(text, 0, len(text), places)
	}
	from := 0
	if at, ok := densest(text, places, length/2); ok {
		before := utf8.RuneCountInString(text[:at]) - length/3
		if before > 0 {
			from = tokens[slices.IndexFunc(tokens, func(t Token) bool {
				return t.End > byteAt(text, before) || t.Start >= at
			})].Start
		}
	}
	to := min(len(text), from+byteAt(text[from:], length))
	for i, t := range tokens { // not in the middle of a word
		if t.Start < to && to < t.End {
			to = t.End
			if i > 0 && tokens[i-1].End > from {
				to = tokens[i-1].End
			}
			break
		}
	}
	marked := cutAt(text, from, to, places)
	if from > 0 {
		marked = slices.Insert(marked, 0, MarkedText{Text: "…"})
	}
	if to < len(text) {
		marked = append(marked, MarkedText{Text: "…"})
	}
	return marked
}

// byteAt is where the nth character of a text begins, or its end.
func byteAt(text string, n int) int {
	for at := range text {
		if n == 0 {
			return at
		}
		n--
	}
	return len(text)
}

// place is where a term stands in a text.
type place struct{ start, end, term int }

// places finds the words that are looked for, in the order of the text.
func (s Search) places(tokens []Token) []place {
	var found []place
	for i := range tokens {
		for n, t := range s.Want.Words {
			if t.at(tokens[i:]) {
				found = append(found, place{tokens[i].Start, tokens[i+len(t.Tokens)-1].End, n})
			}
		}
	}
	return found
}

// at tells whether the term stands at the beginning of tokens.
func (t Term) at(tokens []Token) bool {
	if len(tokens) < len(t.Tokens) {
		return false
	}
	last := len(t.Tokens) - 1
	for i, want := range t.Tokens {
		have := tokens[i].Text
		if have != want && (i < last || !t.Prefix || len(have) < len(want) || have[:len(want)] != want) {
			return false
		}
	}
	return true
}

// densest is where the stretch of so many characters begins that has most of
// the terms.
func densest(text string, places []place, length int) (at int, ok bool) {
	most := 0
	for i, p := range places {
		end := p.start + byteAt(text[p.start:], length)
		terms := map[int]bool{}
		for _, q := range places[i:] {
			if q.end > end {
				break
			}
			terms[q.term] = true
		}
		if n := max(1, len(terms)); n > most {
			most, at = n, p.start
		}
	}
	return at, most > 0
}

// cutAt cuts text[from:to] at the places in it, joined where they overlap.
func cutAt(text string, from, to int, places []place) []MarkedText {
	var all []MarkedText
	add := func(end int, found bool) {
		if end > from {
			all = append(all, MarkedText{text[from:end], found})
			from = end
		}
	}
	for _, p := range places {
		start, end := max(p.start, from), min(p.end, to)
		if end <= start {
			continue
		}
		add(start, false)
		if n := len(all); n > 0 && all[n-1].Found && p.start < from {
			all[n-1].Text += text[start:end]
			from = end
			continue
		}
		add(end, true)
	}
	add(to, false)
	return all
}
