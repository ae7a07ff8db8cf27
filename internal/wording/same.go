package wording

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

type sameData struct {
	Ignored byLang `yaml:"ignored"`
	Pairs   []struct {
		EN []string `yaml:"en"`
		ZH []string `yaml:"zh"`
	} `yaml:"pairs"`
	Within   float64 `yaml:"within"`   // share of common content, one language
	Across   float64 `yaml:"across"`   // between languages
	Title    float64 `yaml:"title"`    // between the title and the text
	Distance int     `yaml:"distance"` // sentences between a text and its translation
}

var sameWords = once[sameData]("same.yaml")

// content is what a sentence is about: its words, Han pairs, names and
// numbers, and the concepts that both languages have words for.
type content struct {
	words    map[string]bool
	concepts map[string]bool
	hard     map[string]bool // names with digits, and numbers
	first    string          // the first name with digits
}

var (
	latinWord = regexp.MustCompile(`[a-z][a-z']*(?:\d[\d.]*)?|\d[\d.,]*\d|\d`)
	product   = regexp.MustCompile(`\b([a-z]{2,})[ -]?(\d+(?:\.\d+)?)\b`)
	hanRun    = regexp.MustCompile(`\p{Han}+`)
)

type lexicon struct {
	en, zh  []concept
	ignored map[string]bool
}

type concept struct {
	name string
	re   *regexp.Regexp
}

var bilingual = sync.OnceValue(func() lexicon {
	x := lexicon{ignored: map[string]bool{}}
	for _, w := range sameWords().Ignored.all() {
		x.ignored[w] = true
	}
	for _, p := range sameWords().Pairs {
		x.en = append(x.en, concept{p.EN[0], regexp.MustCompile(`\b(?:` + strings.Join(p.EN, "|") + `)\b`)})
		x.zh = append(x.zh, concept{p.EN[0], regexp.MustCompile(strings.Join(p.ZH, "|"))})
	}
	return x
})

func contentOf(folded string) content {
	x := bilingual()
	c := content{words: map[string]bool{}, concepts: map[string]bool{}, hard: map[string]bool{}}
	// ChatGPT 5, GPT-5 and GPT5 are one name
	folded = product.ReplaceAllStringFunc(folded, func(m string) string {
		p := product.FindStringSubmatch(m)
		name := strings.TrimPrefix(p[1], "chat") + p[2]
		if x.ignored[p[1]] {
			return m
		}
		c.hard[name] = true
		if c.first == "" {
			c.first = name
		}
		return " " + name + " "
	})
	for _, w := range latinWord.FindAllString(folded, -1) {
		if unicode.IsDigit(rune(w[0])) {
			c.hard[strings.ReplaceAll(w, ",", "")] = true
			c.words[w] = true
			continue
		}
		if !x.ignored[w] && len(w) > 1 {
			c.words[stem(w)] = true
		}
	}
	for _, run := range hanRun.FindAllString(folded, -1) {
		r := []rune(run)
		for i := range len(r) - 1 {
			if pair := string(r[i : i+2]); !x.ignored[pair] {
				c.words[pair] = true
			}
		}
	}
	for _, list := range [][]concept{x.en, x.zh} {
		for _, k := range list {
			if k.re.MatchString(folded) {
				c.concepts[k.name] = true
			}
		}
	}
	return c
}

// stem cuts the endings of English words that two wordings of one claim differ
// in; it need not give a word.
func stem(w string) string {
	w = strings.TrimSuffix(w, "'s")
	for _, end := range []string{"ings", "ing", "edly", "ed", "ies", "es", "ly", "s"} {
		if len(w) > len(end)+3 && strings.HasSuffix(w, end) {
			return strings.TrimSuffix(w, end)
		}
	}
	return strings.TrimSuffix(w, "e")
}

// common is the number of members that a and b share, and the smaller and the
// larger number of members.
func common(a, b map[string]bool) (n, small, large int) {
	for k := range a {
		if b[k] {
			n++
		}
	}
	return n, min(len(a), len(b)), max(len(a), len(b))
}

// sameClaims finds, for each claim, the first one before it that says the
// same, in either language, or -1.
func sameClaims(claims []*sentence, order []int) []int {
	same := make([]int, len(claims))
	contents := make([]content, len(claims))
	for i, s := range claims {
		same[i] = -1
		contents[i] = contentOf(s.folded)
		best := 0.0
		for j := range i {
			score := alike(contents[j], contents[i], claims[j].lang, claims[i].lang, order[i]-order[j])
			if order[j] == 0 && claims[j].lang == claims[i].lang {
				score = max(score, titled(contents[j], contents[i]))
			}
			if score > best {
				best, same[i] = score, j
			}
		}
		if same[i] >= 0 && same[same[i]] >= 0 {
			same[i] = same[same[i]]
		}
	}
	return same
}

// alike scores how much two claims look like one, 0 where they do not.
func alike(a, b content, langA, langB string, apart int) float64 {
	rules := sameWords()
	if conflicting(a, b) {
		return 0
	}
	if n, _, _ := common(a.concepts, b.concepts); a.first != "" && a.first == b.first && n > 1 {
		return 0.9 // one thing, and two things said of it
	}
	if langA == langB {
		n, small, large := common(a.words, b.words)
		if small < 2 {
			return 0
		}
		contained := float64(n) / float64(small)
		jaccard := float64(n) / float64(small+large-n)
		if n >= 3 && contained >= rules.Within && jaccard >= rules.Within/2 {
			return contained
		}
		return 0
	}
	if apart > rules.Distance && len(a.hard) == 0 {
		return 0
	}
	n, small, _ := common(a.concepts, b.concepts)
	h, hardSmall, _ := common(a.hard, b.hard)
	w, _, _ := common(latinOnly(a.words), latinOnly(b.words))
	if hardSmall > 0 && h == 0 || n+w == 0 {
		return 0 // one name does not make one claim
	}
	score := (float64(n) + float64(h) + float64(w)) / float64(small+hardSmall+w)
	if n+h+w < 3 && apart > 2 || n+h+w < 2 || score < rules.Across {
		return 0
	}
	return score
}

// titled scores how much a title looks like the claim behind it: it has fewer
// words, and other ones.
func titled(title, claim content) float64 {
	n, small, _ := common(title.words, claim.words)
	if n >= 3 && float64(n) >= sameWords().Title*float64(small) && !conflicting(title, claim) {
		return float64(n) / float64(small)
	}
	return 0
}

// conflicting tells whether two sentences are about different things by their
// names or numbers: GPT-6 is not GPT-5, 2025 not 2026.
func conflicting(a, b content) bool {
	if a.first != "" && b.first != "" && a.first != b.first {
		return true
	}
	n, small, _ := common(a.hard, b.hard)
	return small > 0 && n == 0
}

func latinOnly(words map[string]bool) map[string]bool {
	only := map[string]bool{}
	for w := range words {
		if !hasHan(w) && !slices.ContainsFunc([]rune(w), unicode.IsDigit) {
			only[w] = true
		}
	}
	return only
}
