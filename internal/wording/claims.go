package wording

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// threshold is the score from which a sentence is a candidate.
const threshold = 0.5

// sentence is a sentence of a text, as the cues see it.
type sentence struct {
	span                     // in characters of the whole text
	passage  int             // its index
	text     string          // verbatim
	folded   string          // rune for rune, for comparing
	masked   string          // folded, without words in another sense
	lang     string          // "en" or "zh"
	hits     []hit           // the cues in it
	when     []FoundDeadline // the deadlines
	clauses  []span          // in bytes of masked
	inClause []signs         // what is found in each
	section  signs           // what is found in the heading above it
	best     int             // the clause with the highest score
	logit    float64         // of that clause
}

// FindClaims finds the sentences of a text that look forward-looking, in the
// order of the text. It never fails: where the text does not tell, a field is
// empty.
func FindClaims(t Text) []Candidate {
	all := readSentences(t)
	findSigns(t, all)
	scoreAll(all)
	said := speakers(t, all)
	var (
		claims []*sentence
		order  []int
	)
	for i := range all {
		if all[i].score01() >= threshold {
			claims, order = append(claims, &all[i]), append(order, i)
		}
	}
	same := sameClaims(claims, order)
	found := make([]Candidate, len(claims))
	for i, s := range claims {
		found[i] = s.draft(t, said[order[i]])
		found[i].SameAs = same[i]
	}
	return found
}

// draft is the candidate that the sentence makes.
func (s *sentence) draft(t Text, said speech) Candidate {
	return Candidate{
		Start: s.from, End: s.to, Quote: s.text,
		Statement:  s.statement(said),
		Speaker:    said.speaker,
		SecondHand: said.secondHand,
		Score:      math.Round(s.score01()*1000) / 1000,
		Because:    s.because(),
		Deadline:   s.deadline(),
		Confidence: s.confidence(),
		Condition:  conditionIn(s.text),
		Topics:     topicsOf(t, s.text),
		SameAs:     -1,
	}
}

// score01 is the score of a sentence between 0 and 1.
func (s *sentence) score01() float64 { return 1 / (1 + math.Exp(-s.logit)) }

func readSentences(t Text) []sentence {
	var all []sentence
	for i, p := range t.Passages {
		runes := []rune(p.Text)
		for _, sp := range sentencesOf(p.Text) {
			s := sentence{span: span{p.Start + sp.from, p.Start + sp.to}, passage: i, text: string(runes[sp.from:sp.to])}
			s.folded = foldSentence(s.text)
			s.lang = langOf(s.text)
			all = append(all, s)
		}
	}
	return all
}

var wideDash = regexp.MustCompile(`[—―]| – | -- `)

// foldSentence aligns a sentence, with dashes between its parts told from the
// hyphens inside its words.
func foldSentence(s string) string {
	s = wideDash.ReplaceAllStringFunc(s, func(d string) string {
		if strings.HasPrefix(d, " ") {
			return " ;" + strings.Repeat(" ", utf8.RuneCountInString(d)-2)
		}
		return ";"
	})
	return align(s)
}

// langOf is the language of most of a sentence: a Chinese character says about
// as much as half a word.
func langOf(s string) string {
	han, latin := 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.IsLetter(r):
			latin++
		}
	}
	if 4*han > latin {
		return "zh"
	}
	return "en"
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// clausesOf parts a sentence into clauses; what is too short to stand alone
// goes with the next, or the one before.
func (c *claimCues) clausesOf(s string) []span {
	cuts := []int{0}
	for _, p := range c.clauses {
		for _, at := range p.find(s) {
			cuts = append(cuts, at.from)
		}
	}
	slices.Sort(cuts)
	cuts = append(slices.Compact(cuts), len(s))
	var clauses []span
	open := 0
	for _, cut := range cuts[1:] {
		if lengthOf(s[open:cut]) >= c.Shortest {
			clauses = append(clauses, span{open, cut})
			open = cut
		}
	}
	if n := len(clauses); open < len(s) && n > 0 {
		clauses[n-1].to = len(s)
	} else if n == 0 {
		clauses = []span{{0, len(s)}}
	}
	return clauses
}

// lengthOf counts words, and Chinese characters.
func lengthOf(s string) int {
	n, inWord := 0, false
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r):
			n, inWord = n+1, false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'':
			if !inWord {
				n, inWord = n+1, true
			}
		case r == '□' || r == '-':
		default:
			inWord = false
		}
	}
	return n
}

// because lists the words that speak for the sentence, as they stand in it.
func (s *sentence) because() []string {
	clause := s.clauses[s.best]
	runes := []rune(s.text)
	var at []span
	for _, h := range s.hits {
		if h.cue.Weight > 0 && (h.cue.Scope != "" || h.at.from >= clause.from && h.at.from < clause.to) {
			at = append(at, span{utf8.RuneCountInString(s.masked[:h.at.from]), utf8.RuneCountInString(s.masked[:h.at.to])})
		}
	}
	slices.SortFunc(at, func(a, b span) int { return a.from - b.from })
	var words []string
	for _, w := range at {
		word := strings.TrimFunc(string(runes[w.from:w.to]), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' })
		if word != "" && (hasHan(word) || utf8.RuneCountInString(word) > 2) && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { // part of longer words, or of every sentence
		return slices.Contains(draftWords().Plain, strings.ToLower(w)) && len(words) > 1 ||
			slices.ContainsFunc(words, func(o string) bool { return o != w && strings.Contains(o, w) })
	})
}
