package assist

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// What the ledger keeps of each field at most, and what a quote needs at least.
const (
	longestStatement = 1000
	longestQuote     = 1000 // the ledger has room for more, but no sentence is longer
	longestName      = 200
	longestWords     = 200
	longestCondition = 2000
	longestTopic     = 60
	mostTopics       = 5
	shortestQuote    = 8 // characters; one of Chinese says as much as two
)

// quote finds the place of a quote in a chunk: its paragraph, and where it
// stands there.
func (r *reader) quote(c chunk, quote string) (passage int, at span, ok bool) {
	if n := weight(quote); n < shortestQuote || n > 2*longestQuote {
		return 0, span{}, false
	}
	for _, i := range c.passages {
		if at, ok = r.places[i].find(quote); ok && at.length() <= longestQuote {
			return i, at, true
		}
	}
	return 0, span{}, false
}

func weight(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r):
			n += 2
		case !unicode.IsSpace(r):
			n++
		}
	}
	return n
}

// sharpen puts into a draft what of an item stands up to the text. quote is
// the place of the item's quote in its paragraph.
func (r *reader) sharpen(c *wording.Candidate, it item, passage int, quote span) {
	here := r.places[passage]
	if name, ok := r.speaker(it.speaker); ok {
		c.Speaker = name
		if it.saysWhetherSecondHand {
			c.SecondHand = it.secondHand
		}
	}
	// What stands in the quote itself counts for more than what the rules found; what stands beside it only fills a gap.
	if at, d, ok := r.deadline(here, it.deadline); ok && (quote.holds(at) || !c.HasDeadline()) {
		c.Deadline = d
	}
	if at, ok := here.find(it.condition); ok && it.condition != "" && at.length() <= longestCondition && (quote.holds(at) || c.Condition == "") {
		c.Condition = line(here.slice(at))
	}
	if odds, ok := confidence(here, it.confidence); ok && !c.Confidence.Scored() && (odds.Scored() || c.Confidence.Words == "") {
		c.Confidence = odds
	}
	c.Topics = r.topics(c.Topics, it.topics)
	if s, ok := r.statement(it.statement, c.Deadline); ok {
		c.Statement = s
	}
}

// statement cleans a statement; ok is false if it has a number that nobody
// gave.
func (r *reader) statement(s string, d wording.Deadline) (string, bool) {
	if s = cut(line(s), longestStatement); s == "" {
		return "", false
	}
	known := map[string]bool{}
	for _, day := range []ledger.Date{r.Said, d.From, d.To} {
		for _, n := range strings.Split(day.String(), "-") {
			known[n], known[strings.TrimLeft(n, "0")] = true, true
		}
	}
	for _, n := range numbersOf(s) {
		if !r.numbers[n] && !known[n] {
			return "", false
		}
	}
	return s, true
}

// speaker returns a name in the spelling of the text, if it is there.
func (r *reader) speaker(name string) (string, bool) {
	name = line(name)
	if name == "" || utf8.RuneCountInString(name) > longestName || slices.Contains(lists().Pronouns, strings.ToLower(name)) ||
		!strings.ContainsFunc(name, unicode.IsLetter) {
		return "", false
	}
	for _, known := range []string{r.Speaker, r.Author} {
		if known != "" && ledger.Fold(known) == ledger.Fold(name) {
			return line(known), true
		}
	}
	for _, p := range r.places {
		if at, ok := p.find(name); ok {
			return line(p.slice(at)), true
		}
	}
	return "", false
}

// deadline reads the words of a deadline where they stand in the text.
func (r *reader) deadline(here place, words string) (span, wording.Deadline, bool) {
	at, ok := here.find(words)
	if !ok || at.length() > longestWords {
		return span{}, wording.Deadline{}, false
	}
	at, ok = here.widen(at, mostAround, mostAround, func(s string) bool {
		_, err := wording.ParseDeadline(s, r.Said)
		return err == nil
	})
	if !ok {
		return span{}, wording.Deadline{}, false
	}
	d, err := wording.ParseDeadline(here.slice(at), r.Said)
	return at, d, err == nil
}

// confidence reads the words of a confidence where they stand in the text.
func confidence(here place, words string) (ledger.Confidence, bool) {
	at, ok := here.find(words)
	if !ok || at.length() > longestWords {
		return ledger.Confidence{}, false
	}
	known := func(s string) bool { _, known := wording.FindOdds(s); return known }
	wide, ok := here.widen(at, mostAround, 0, known) // what turns words round stands before them
	if !ok || wide == at {
		wide, ok = here.widen(at, 0, mostAround, known)
	}
	if ok {
		at = wide
	}
	c, err := wording.ParseConfidence(here.slice(at))
	return c, err == nil && (c.Scored() || c.Words != "")
}

// topics adds to the topics of a draft those in use and those that are words
// of the text.
func (r *reader) topics(has, offered []string) []string {
	has = slices.Clone(has)
	added := 0
	for _, topic := range ledger.Topics(offered) {
		topic = line(topic)
		if added == mostTopics || utf8.RuneCountInString(topic) > longestTopic || slices.Contains(has, topic) {
			continue
		}
		if slices.Contains(r.Topics, topic) || slices.ContainsFunc(r.places, func(p place) bool { _, ok := p.find(topic); return ok }) {
			has = append(has, topic)
			added++
		}
	}
	return has
}

// line makes a text one line without control characters, also those that turn
// the direction of what follows.
func line(s string) string {
	return ledger.Line(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) || r == '\u200b' || r == '\u00ad' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}

// cut shortens a text to at most n characters.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:n-1])) + "…"
}
