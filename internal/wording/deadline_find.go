package wording

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// FoundDeadline is a deadline in a running sentence.
type FoundDeadline struct {
	Deadline
	Start, End int  // in characters of the sentence: [Start, End)
	Past       bool // it had ended when it was said, or is told as past
}

// FindDeadlines finds the phrases of a sentence that ParseDeadline would read,
// the longest first, from the left. Those that count from the day it was said
// have no dates where that is zero. Words that are deadlines only behind
// others, such as May, "over five years" or a bare 2025, are left alone.
func FindDeadlines(sentence string, said ledger.Date) []FoundDeadline {
	runes := []rune(sentence)
	aligned := []rune(align(sentence))
	v := sentenceVocabulary()
	var found []FoundDeadline
	for _, run := range v.runs(string(aligned)) {
		if !v.anchor.MatchString(string(aligned[run[0].from:run[len(run)-1].to])) {
			continue
		}
		for i := 0; i < len(run); i++ {
			if v.weak(aligned, run[i].from) {
				continue
			}
			for j := len(run) - 1; j >= i; j-- {
				from, to := run[i].from, run[j].to
				if to-from > longestPhrase {
					continue
				}
				p, ok := v.read(aligned, from, to, anchored(found, said))
				if !ok {
					continue
				}
				d := FoundDeadline{Deadline: p.deadline(strings.TrimSpace(string(runes[from:to]))), Start: from, End: to}
				d.Past = p.past || !said.IsZero() && p.to.Before(said)
				found = append(found, d)
				i = j
				break
			}
		}
	}
	return found
}

// anchored is the day from which relative words count behind the deadlines
// found so far: "in 1955 he said that within ten years" counts from 1955.
func anchored(found []FoundDeadline, said ledger.Date) ledger.Date {
	for i := len(found) - 1; i >= 0; i-- {
		if f := found[i]; f.Rule == "year" && f.To.Before(said) && f.To.Year < said.Year-1 {
			return f.To
		}
	}
	return said
}

// weak tells whether a word begins here that is no part of when: 预计.
func (v vocabulary) weak(aligned []rune, from int) bool {
	for _, lead := range deadlineWords().Sentence.Weak {
		if strings.HasPrefix(string(aligned[from:min(len(aligned), from+4)]), lead) {
			return true
		}
	}
	return false
}

// longestPhrase is how many characters a deadline in a sentence has at most.
const longestPhrase = 60

// vocabulary is the words of deadlines, by which the places in a sentence are
// found where one can be.
type vocabulary struct {
	words, han map[string]bool
	anchor     *regexp.Regexp // without which there is no deadline
	leads      *regexp.Regexp
	dated      *regexp.Regexp // a year beside something else
	monthDay   *regexp.Regexp // "June 4"
	spans      *regexp.Regexp // a span that is a duration without a lead of the future
	behind     map[string]bool
	never      map[string]bool
	grammar    grammar
}

var sentenceVocabulary = sync.OnceValue(func() vocabulary {
	words, script := deadlineWords(), scriptWords()
	v := vocabulary{words: map[string]bool{}, han: map[string]bool{}, behind: map[string]bool{}, never: map[string]bool{}}
	add := func(phrases ...string) {
		for _, p := range phrases {
			for _, w := range phraseWord.FindAllString(p, -1) {
				if hasHan(w) {
					for _, r := range w {
						v.han[string(r)] = true
					}
					continue
				}
				v.words[w] = true
			}
		}
	}
	anchors := slices.Concat(slices.Concat(words.Months...), slices.Collect(maps.Keys(words.Seasons)), slices.Concat(words.Weekdays...),
		slices.Collect(maps.Keys(words.Holidays)), slices.Collect(maps.Keys(words.Days)))
	for _, phrases := range words.Relative {
		anchors = slices.AppendSeq(anchors, maps.Keys(phrases))
	}
	for _, units := range []map[string]int{words.Spans.Months, words.Spans.Days, words.Spans.Hours} {
		for u := range units {
			anchors = append(anchors, u)
			v.words[u+"s"] = true
		}
	}
	anchors = append(anchors, words.Lists["year_end"].all()...)
	add(anchors...)
	for _, l := range words.Lists {
		add(l.all()...)
	}
	add(slices.Collect(maps.Keys(words.Ordinals))...)
	add(slices.Collect(maps.Keys(words.Halves))...)
	add(slices.Collect(maps.Keys(words.Counts))...)
	add(slices.Collect(maps.Keys(script.Numerals))...)
	add(slices.Collect(maps.Keys(script.Units))...)
	add("give it them us take takes taking about at least up of the and or to a an half quarter halves century decade decades week weekend time this next last coming between from until through is out over ends year calendar 个半多来余几数到至或的第旬叶周星期礼拜世纪年代月日号季度上中下初末底内前后间从")
	for _, w := range words.Sentence.Never {
		v.never[w] = true
	}
	for _, w := range words.Sentence.NotBehind {
		v.behind[w] = true
	}
	v.anchor = regexp.MustCompile(`(?:^|[^a-z])(?:` + anyOf(anchors) + `)(?:s|[^a-z]|$)|\d{4}|\b(?:[qh]\d|\d[qh]|quarter|half|weekend|century|decade)\b|[年月日号天周季春夏秋冬]|世纪`)
	v.leads = regexp.MustCompile(`^(?:` + anyOf(words.Sentence.Leads) + `)\b`)
	v.dated = regexp.MustCompile(`\d{4}.*\pL|\pL.*\d{4}`)
	v.monthDay = regexp.MustCompile(`(?:` + anyOf(slices.Concat(words.Months...)) + `)\.? \d{1,2}(?:st|nd|rd|th)?$|^\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:` + anyOf(slices.Concat(words.Months...)) + `)$`)
	v.spans = regexp.MustCompile(`^(?:over|for|throughout|during|across|through|at most|around|about) (?:a |an |the past|\d{1,3} |` + anyOf(slices.Collect(maps.Keys(words.Counts))) + `\b)`)
	for i, r := range deadlineGrammar().rules {
		if !r.alone {
			v.grammar.rules = append(v.grammar.rules, r)
			v.grammar.patterns = append(v.grammar.patterns, deadlineGrammar().patterns[i])
		}
	}
	return v
})

var (
	phraseWord = regexp.MustCompile(`\p{Han}+|[a-z0-9']+`)
	// A word of English, a number with what clings to it, or one Chinese character.
	sentenceWord = regexp.MustCompile(`\p{Han}|\d+(?:\.\d+)?(?:st|nd|rd|th|s|[qh]\d?)?|[a-z]+(?:'[a-z]*)?\d*`)
	between      = regexp.MustCompile(`^(?:[ ]*|-|, ?|/| ?- ?|~|\.|\. )$`)
)

// runs are the stretches of a sentence that consist of words of deadlines, in
// characters.
func (v vocabulary) runs(aligned string) [][]span {
	var all [][]span
	var run []span
	end := -1 // of the last word, in bytes
	runesTo, bytesTo := 0, 0
	inRunes := func(at int) int {
		runesTo += utf8.RuneCountInString(aligned[bytesTo:at])
		bytesTo = at
		return runesTo
	}
	for _, at := range sentenceWord.FindAllStringIndex(aligned, -1) {
		word := aligned[at[0]:at[1]]
		known := v.words[word] || v.han[word] || word[0] >= '0' && word[0] <= '9' || len(word) == 2 && strings.ContainsAny(word[:1], "qh") ||
			strings.HasSuffix(word, "'s") && v.words[strings.TrimSuffix(word, "'s")] || v.words[strings.TrimSuffix(word, "'")]
		if end >= 0 && (!known || !between.MatchString(aligned[end:at[0]])) {
			all, run, end = append(all, run), nil, -1
		}
		from, to := inRunes(at[0]), inRunes(at[1])
		if known {
			run, end = append(run, span{from, to}), at[1]
		}
	}
	if len(run) > 0 {
		all = append(all, run)
	}
	return all
}

// read reads the characters [from, to) of a sentence as a deadline.
func (v vocabulary) read(aligned []rune, from, to int, said ledger.Date) (period, bool) {
	text := string(aligned[from:to])
	folded := fold(text)
	if v.never[folded] || !v.anchor.MatchString(folded) || !v.stands(aligned, from, to) {
		return period{}, false
	}
	if !hasHan(folded) && !v.leads.MatchString(folded) && !v.alone(folded) || v.spans.MatchString(folded) {
		return period{}, false
	}
	if err := refused(folded, text, true); err != nil {
		return period{}, false
	}
	p, err := v.grammar.parse(folded, text, said, 0)
	if problem := asProblem(err); said.IsZero() && problem != nil && (problem.Key == "deadline_relative" || problem.Key == "date_year_missing") {
		if p, err = v.grammar.parse(folded, text, someDay, 0); err == nil {
			p.from, p.to = ledger.Date{}, ledger.Date{} // it is a deadline, but nobody knows which
		}
	}
	return p, err == nil && !(p.counted && v.isBehind(aligned, from))
}

// isBehind tells whether the word before makes a span something else: "the
// lowest in three years".
func (v vocabulary) isBehind(aligned []rune, from int) bool {
	words := strings.Fields(string(aligned[max(0, from-24):from]))
	return len(words) > 0 && v.behind[words[len(words)-1]]
}

// alone tells whether an English phrase is a deadline without a word before
// it: one that counts from the day it was said, or has its year.
func (v vocabulary) alone(folded string) bool {
	if regexpYear.MatchString(folded) {
		return false
	}
	return v.dated.MatchString(folded) || lonely.MatchString(folded) || v.monthDay.MatchString(folded)
}

var (
	regexpYear = regexp.MustCompile(`^\d{4}$`)
	lonely     = regexp.MustCompile(`\b(?:next|this|last|later|hence|from now|from today|ago|away|year-end|year's end|tomorrow|tonight|today|yesterday|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b`)
)

// stands tells whether the characters are not part of a longer word or number
// and not behind words that make them something else.
func (v vocabulary) stands(aligned []rune, from, to int) bool {
	if from > 0 {
		before := aligned[from-1]
		if isWord(before) && !unicode.Is(unicode.Han, before) && !unicode.Is(unicode.Han, aligned[from]) || strings.ContainsRune("$€£¥-.", before) && unicode.IsDigit(aligned[from]) {
			return false
		}
		if unicode.IsDigit(before) && unicode.IsDigit(aligned[from]) {
			return false
		}
	}
	if to < len(aligned) {
		next := aligned[to]
		if strings.ContainsRune("-/", next) && to+1 < len(aligned) && unicode.IsDigit(aligned[to+1]) && unicode.IsDigit(aligned[to-1]) {
			return false // 2025-26
		}
		if unicode.IsDigit(next) && unicode.IsDigit(aligned[to-1]) || next == '%' {
			return false
		}
		if isWord(next) && !unicode.Is(unicode.Han, next) && !unicode.Is(unicode.Han, aligned[to-1]) {
			return false
		}
	}
	return true
}
