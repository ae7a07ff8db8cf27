package wording

import (
	"fmt"
	"maps"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// claimData is a file of cues: words that make a sentence look, or not look,
// forward-looking.
type claimData struct {
	Bias     float64             `yaml:"bias"`
	Shortest int                 `yaml:"shortest"` // clause, in words or characters, that stands alone
	Found    map[string]float64  `yaml:"found"`    // weights of what the code finds; see signs.go
	Lists    map[string]string   `yaml:"lists"`
	Verbs    map[string][]string `yaml:"verbs"`
	Clauses  []string            `yaml:"clauses"` // where a clause begins
	Masks    []string            `yaml:"masks"`
	Told     toldData            `yaml:"told"`
	Cues     []cueData           `yaml:"cues"`
	Together []togetherData      `yaml:"together"`
	Kinds    []kindData          `yaml:"kinds"`
}

// toldData is what stands beside a date on which something was said or done.
type toldData struct {
	Before []string `yaml:"before"`
	Behind []string `yaml:"behind"`
}

// kindData is a sign of the whole text: enough of its sentences have a cue.
type kindData struct {
	Name  string  `yaml:"name"`
	Cue   string  `yaml:"cue"`
	Share float64 `yaml:"share"`
	Least int     `yaml:"least"`
}

type cueData struct {
	Name     string   `yaml:"name"`
	Weight   float64  `yaml:"weight"`
	Scope    string   `yaml:"scope"` // "", the clause; "sentence", "paragraph", "section", "text"
	In       string   `yaml:"in"`    // "", anywhere; "short": headings and items only
	Patterns []string `yaml:"patterns"`
}

// togetherData is a weight for signs that are found in one clause, while
// others are not.
type togetherData struct {
	All    []string `yaml:"all"`
	None   []string `yaml:"none"`
	Weight float64  `yaml:"weight"`
}

// pattern is a regular expression that is only tried on texts that have one of
// the strings it needs.
type pattern struct {
	re    *regexp.Regexp
	needs []string
	not   []int // the groups that must not take part
}

type cue struct {
	cueData
	patterns []pattern
}

// claimCues is a file of cues made ready.
type claimCues struct {
	claimData
	cues    []cue
	masks   []pattern
	clauses []pattern
	told    struct{ before, behind []pattern }
	found   []string // the names of what the code finds, in order
}

// claimLangs are the files of cues by language.
var claimLangs = sync.OnceValue(func() map[string]*claimCues {
	langs := map[string]*claimCues{}
	for _, lang := range []string{"en", "zh"} {
		name := "claims." + lang + ".yaml"
		c := &claimCues{claimData: once[claimData](name)()}
		lists := map[string]string{}
		for name, words := range c.Lists {
			lists[name] = "(?:" + words + ")"
		}
		verbForms(c.Verbs, lists)
		c.found = slices.Sorted(maps.Keys(c.Found))
		compileAll := func(sources []string) (all []pattern) {
			for _, s := range sources {
				all = append(all, newPattern(s, lists))
			}
			return all
		}
		c.masks, c.clauses = compileAll(c.Masks), compileAll(c.Clauses)
		c.told.before, c.told.behind = compileAll(c.Told.Before), compileAll(c.Told.Behind)
		for _, d := range c.Cues {
			if slices.ContainsFunc(c.cues, func(other cue) bool { return other.Name == d.Name }) {
				panic(fmt.Sprintf("wording: data/%s has the cue %s twice", name, d.Name))
			}
			c.cues = append(c.cues, cue{d, compileAll(d.Patterns)})
		}
		langs[lang] = c
	}
	return langs
})

func newPattern(source string, lists map[string]string) pattern {
	for range 2 { // a list may use another
		source = placeholder.ReplaceAllStringFunc(source, func(name string) string {
			s, ok := lists[strings.Trim(name, "{}")]
			if !ok {
				panic(fmt.Sprintf("wording: %s is not known in the pattern %s", name, source))
			}
			return s
		})
	}
	re := regexp.MustCompile(source)
	tree, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		panic(err) // it has just been compiled
	}
	p := pattern{re: re, needs: needed(tree.Simplify())}
	for i, name := range re.SubexpNames() {
		if name == "not" {
			p.not = append(p.not, i)
		}
	}
	return p
}

// needed returns strings of which every match of the expression has at least
// one; none means that it is not known.
func needed(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{string(re.Rune)}
	case syntax.OpCharClass:
		var chars []string
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if len(chars) == 12 {
					return nil
				}
				chars = append(chars, string(r))
			}
		}
		return chars
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if n := needed(sub); shortest(n) > shortest(best) {
				best = n
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			n := needed(sub)
			if len(n) == 0 {
				return nil
			}
			all = append(all, n...)
		}
		return all
	}
	return nil
}

// shortest is the length of the shortest of the words, 0 of none.
func shortest(words []string) int {
	if len(words) == 0 {
		return 0
	}
	return len(slices.MinFunc(words, func(a, b string) int { return len(a) - len(b) }))
}

// find returns where the pattern matches, in bytes.
func (p pattern) find(s string) (spans []span) {
	if len(p.needs) > 0 && !slices.ContainsFunc(p.needs, func(n string) bool { return strings.Contains(s, n) }) {
		return nil
	}
	for _, m := range p.re.FindAllStringSubmatchIndex(s, -1) {
		if m[1] == m[0] || slices.ContainsFunc(p.not, func(group int) bool { return m[2*group] >= 0 }) {
			continue
		}
		spans = append(spans, span{m[0], m[1]})
	}
	return spans
}

// mask blots out the words that have another sense, character by character.
func (c *claimCues) mask(s string) string {
	for _, p := range c.masks {
		found := p.find(s)
		for _, at := range slices.Backward(found) {
			s = s[:at.from] + strings.Repeat("□", utf8.RuneCountInString(s[at.from:at.to])) + s[at.to:]
		}
	}
	return s
}

// isTold tells whether the date at a place of a sentence is the day on which
// something was said or done, such as "said on Tuesday".
func (c *claimCues) isTold(s string, from, to int) bool {
	finds := func(p []pattern, part string) bool {
		return slices.ContainsFunc(p, func(p pattern) bool { return len(p.find(part)) > 0 })
	}
	return finds(c.told.before, s[:from]) || finds(c.told.behind, s[to:])
}

// hit is a cue found in a sentence.
type hit struct {
	cue *cue
	at  span // in bytes of the masked sentence
}

func (c *claimCues) find(s string, short bool) (hits []hit) {
	for i := range c.cues {
		if c.cues[i].In == "short" && !short {
			continue
		}
		for _, p := range c.cues[i].patterns {
			for _, at := range p.find(s) {
				hits = append(hits, hit{&c.cues[i], at})
			}
		}
	}
	return hits
}
