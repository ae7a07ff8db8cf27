package wording

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"foresaid/internal/ledger"
)

// period is what a rule reads: a Deadline in the making.
type period struct {
	from, to  ledger.Date
	precision ledger.Precision
	rule      string
	atEnd     bool // its end was named, so "before" leaves it as it is
	counted   bool // from the day it was said, so that it has no early part or end
	past      bool // it is told as past: "ago", "last year"
}

// rule is one row of the grammar. Its patterns must match the whole folded
// text; read says what they mean.
type rule struct {
	name   string
	en, zh []string
	read   func(match) (period, error)
	alone  bool // only for a text that is a deadline as a whole
}

// match is a text that a pattern of a rule matches.
type match struct {
	rule   string
	text   string      // the whole text as typed, for messages
	said   ledger.Date // from which relative words count; zero when not known
	groups map[string]string
	inner  func(group string) (period, error) // reads a part by the rules below this one
	rest   func() (period, error)             // reads the whole by the rules below this one
}

// errNoMatch is returned when no rule matches; whoever sees it tries the next.
var errNoMatch = errors.New("no rule matches")

// grammar is the rules with their patterns compiled.
type grammar struct {
	rules    []rule
	patterns [][]*regexp.Regexp
}

var deadlineGrammar = sync.OnceValue(func() grammar {
	g := grammar{rules: deadlineRules, patterns: make([][]*regexp.Regexp, len(deadlineRules))}
	en, zh := placeholders("en"), placeholders("zh")
	for i, r := range g.rules {
		for _, p := range r.en {
			g.patterns[i] = append(g.patterns[i], bothWays(p, en)...)
		}
		for _, p := range r.zh {
			g.patterns[i] = append(g.patterns[i], bothWays(p, zh)...)
		}
	}
	return g
})

// bothWays compiles a pattern with the shortest and with the longest period,
// for the words beside it may be part of it: 年初 is no part of 明年初.
func bothWays(pattern string, stands map[string]string) []*regexp.Regexp {
	lazy := compile("^(?:"+pattern+")$", stands)
	if !strings.Contains(pattern, "{period}") {
		return []*regexp.Regexp{lazy}
	}
	greedy := maps.Clone(stands)
	greedy["period"] = `(?P<period>.+)`
	return []*regexp.Regexp{lazy, compile("^(?:"+pattern+")$", greedy)}
}

// parse reads folded by the rules from the given one on. A text within a text
// is read by the later rules only, which keeps "by by by 2025" out and the
// work small.
func (g grammar) parse(folded, text string, said ledger.Date, first int) (period, error) {
	for i := first; i < len(g.rules); i++ {
		if g.rules[i].alone && first > 0 {
			continue
		}
		for _, re := range g.patterns[i] {
			found := re.FindStringSubmatch(folded)
			if found == nil {
				continue
			}
			m := match{rule: g.rules[i].name, text: text, said: said, groups: map[string]string{}}
			for j, name := range re.SubexpNames() {
				if name != "" && found[j] != "" {
					m.groups[name] = found[j]
				}
			}
			m.rest = func() (period, error) { return g.parse(folded, text, said, i+1) }
			m.inner = func(group string) (period, error) { return g.parse(m.groups[group], text, said, i+1) }
			p, err := g.rules[i].read(m)
			if !errors.Is(err, errNoMatch) {
				return p, err
			}
		}
	}
	return period{}, errNoMatch
}

// placeholders returns what the names in braces stand for in the patterns of
// one language, or, for "", of both.
func placeholders(lang string) map[string]string {
	words := deadlineWords()
	pick := map[string]func(byLang) []string{
		"en": func(l byLang) []string { return l.EN }, "zh": func(l byLang) []string { return l.ZH }, "": byLang.all,
	}[lang]
	// names are those of the language; one that has none stands for nothing
	names := func(all []string) string {
		own := slices.DeleteFunc(all, func(w string) bool { return lang != "" && hasHan(w) != (lang == "zh") })
		if len(own) == 0 {
			return `\x00`
		}
		return anyOf(own)
	}
	numerals := strings.Join(slices.Sorted(maps.Keys(scriptWords().Numerals)), "")
	counting := strings.Join(slices.Sorted(maps.Keys(scriptWords().Units)), "") + numerals
	spoken := `twenty[ -]` + names(slices.Collect(maps.Keys(words.Spoken.Tens))) + `(?:[ -]` + names(slices.Collect(maps.Keys(words.Spoken.Ones))) + `)?`
	p := map[string]string{
		"year":      `(?P<year>\d{4}|[` + numerals + `]{4}|` + spoken + `)`,
		"yearof":    `(?P<year>(?:\d{4}|[` + numerals + `]{4})年?|` + spoken + `|` + names(slices.Collect(maps.Keys(words.Relative["year"]))) + `)`,
		"month":     `(?P<month>\d{1,2}|[` + counting + `]{1,3})`,
		"day":       `(?P<day>\d{1,2}|[` + counting + `]{1,3})`,
		"monthname": `(?P<monthname>` + anyOf(slices.Concat(words.Months...)) + `)\.?`,
		"nth":       `(?P<nth>\d|` + anyOf(append(slices.Collect(maps.Keys(words.Ordinals)), strings.Split(numerals, "")...)) + `)`,
		"half":      `(?P<half>` + names(slices.Collect(maps.Keys(words.Halves))) + `)`,
		"season":    `(?P<season>` + names(slices.Collect(maps.Keys(words.Seasons))) + `)`,
		"weekday":   `(?P<weekday>` + names(slices.Concat(words.Weekdays...)) + `)`,
		"holiday":   `(?P<holiday>` + names(slices.Collect(maps.Keys(words.Holidays))) + `)`,
		"dayword":   `(?P<dayword>` + names(slices.Collect(maps.Keys(words.Days))) + `)`,
		"period":    `(?P<period>.+?)`,
		"numeral":   `[` + numerals + `]`,
		"numerals":  numerals,
		"counting":  counting,
		"enumber":   names(slices.Collect(maps.Keys(words.Counts))),
	}
	units := []string{}
	for _, m := range []map[string]int{words.Spans.Months, words.Spans.Days, words.Spans.Hours} {
		units = append(units, slices.Collect(maps.Keys(m))...)
	}
	p["unit"] = `(?P<unit>` + names(units) + `)`
	for unit, phrases := range words.Relative {
		p["rel"+unit] = `(?P<rel` + unit + `>` + names(slices.Collect(maps.Keys(phrases))) + `)`
	}
	for name, list := range words.Lists {
		p[name] = anyOf(pick(list))
	}
	return p
}

// anyOf is a pattern that matches any of the words, the longest that fits.
func anyOf(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = regexp.QuoteMeta(w)
	}
	slices.SortFunc(quoted, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return "(?:" + strings.Join(quoted, "|") + ")"
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

// compile puts in what the placeholders stand for.
func compile(pattern string, stands map[string]string) *regexp.Regexp {
	return regexp.MustCompile(placeholder.ReplaceAllStringFunc(pattern, func(name string) string {
		s, ok := stands[strings.Trim(name, "{}")]
		if !ok {
			panic(fmt.Sprintf("wording: %s is not known in the pattern %s", name, pattern))
		}
		return s
	}))
}
