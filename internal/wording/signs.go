package wording

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// What the code finds, beside the cues of the files. The names stand in the
// files with their weights.
const (
	isQuestion  = "question"         // the sentence ends with a question mark
	isShort     = "heading"          // a heading or an item of a list
	laterYear   = "later year"       // the clause names a year after that in which it was said
	sameYear    = "same year"        // or that year
	namesOne    = "names"            // the clause names somebody or something
	laterDate   = "later date"       // a deadline in it begins after that day
	sameDate    = "same date"        // or has that day in it
	pastDate    = "past date"        // or is past
	pastYear    = "past year"        // or an earlier one
	titleYear   = "title later year" // the title names a later year
	besideClaim = "beside claim"     // the sentence before or behind it looks forward
	amongClaims = "among claims"     // so do many sentences of the text
	namesPart   = "names a section"  // a heading that says that what follows looks forward
	manyClaims  = 0.35               // share of claims
)

// signs are the names of what is found in a clause.
type signs map[string]bool

// sum is the weight of the signs.
func (c *claimCues) sum(found signs) float64 {
	total := c.Bias
	for i := range c.Cues {
		if found[c.Cues[i].Name] {
			total += c.Cues[i].Weight
		}
	}
	for _, name := range c.found {
		if found[name] {
			total += c.Found[name]
		}
	}
	for _, t := range c.Together {
		if t.holds(found) {
			total += t.Weight
		}
	}
	return total
}

func (t togetherData) holds(found signs) bool {
	is := func(name string) bool { return found[name] }
	return !slices.ContainsFunc(t.None, is) && !slices.ContainsFunc(t.All, func(name string) bool { return !found[name] })
}

// findSigns finds the cues in all sentences, each in its clause or in the
// larger part of the text that it speaks for.
func findSigns(t Text, all []sentence) {
	var (
		langs     = claimLangs()
		whole     = signs{}
		section   = signs{}
		paragraph = make([]signs, len(t.Passages))
	)
	for i := range all {
		s := &all[i]
		kind := t.Passages[s.passage].Kind
		if kind == Heading && (i == 0 || all[i-1].passage != s.passage) {
			section = signs{}
		}
		s.section = section
		if paragraph[s.passage] == nil {
			paragraph[s.passage] = signs{}
		}
		short := kind == Heading || kind == Item
		s.masked = s.folded
		for _, lang := range []string{"en", "zh"} {
			if lang == "zh" && !hasHan(s.folded) {
				continue
			}
			s.masked = langs[lang].mask(s.masked)
			s.hits = append(s.hits, langs[lang].find(s.masked, short)...)
		}
		s.clauses = langs[s.lang].clausesOf(s.masked)
		s.inClause = make([]signs, len(s.clauses))
		own := signs{isShort: short, isQuestion: endsAsking(s.masked)}
		for j, clause := range s.clauses {
			s.inClause[j] = signs{yearsIn(s.masked[clause.from:clause.to], t.Said.Year): true}
			for name := range own {
				s.inClause[j][name] = own[name]
			}
			s.inClause[j][namesOne] = named.MatchString(s.verbatim(clause))
		}
		s.when = FindDeadlines(s.text, t.Said)
		for _, d := range s.when {
			at, to := bytesAt(s.masked, d.Start), bytesAt(s.masked, d.End)
			if langs[s.lang].isTold(s.masked, at, to) {
				continue
			}
			s.inClause[s.clauseAt(at)][signOf(d, t.Said)] = true
		}
		if i == 0 && kind == Heading && yearsIn(s.masked, t.Said.Year) == laterYear {
			whole[titleYear] = true
		}
		for _, h := range s.hits {
			switch h.cue.Scope {
			case "text":
				whole[h.cue.Name] = true
			case "title":
				if i == 0 {
					whole[h.cue.Name] = true
				}
			case "section":
				if i > 0 && kind == Heading {
					section[h.cue.Name] = true
					for _, c := range s.inClause {
						c[namesPart] = true
					}
				}
			case "paragraph":
				paragraph[s.passage][h.cue.Name] = true
			case "sentence":
				for _, c := range s.inClause {
					c[h.cue.Name] = true
				}
			default:
				s.inClause[s.clauseAt(h.at.from)][h.cue.Name] = true
			}
		}
	}
	for _, lang := range langs {
		for _, k := range lang.Kinds {
			if k.holds(all) {
				whole[k.Name] = true
			}
		}
	}
	for i := range all {
		for _, c := range all[i].inClause {
			for _, wider := range []signs{whole, all[i].section, paragraph[all[i].passage]} {
				for name := range wider {
					c[name] = true
				}
			}
		}
	}
}

// bytesAt is the place of a character in bytes.
func bytesAt(s string, character int) int {
	runes := []rune(s)
	return len(string(runes[:min(character, len(runes))]))
}

// holds tells whether enough of the sentences have the cue.
func (k kindData) holds(all []sentence) bool {
	n := 0
	for i := range all {
		if slices.ContainsFunc(all[i].inClause, func(c signs) bool { return c[k.Cue] }) {
			n++
		}
	}
	return n >= k.Least && float64(n) >= k.Share*float64(len(all))
}

// scoreAll scores every sentence, by itself first, then with a view to the
// sentences around it.
func scoreAll(all []sentence) {
	claims := 0
	for i := range all {
		all[i].score()
		if all[i].logit > 0 {
			claims++
		}
	}
	among := len(all) > 5 && float64(claims) > manyClaims*float64(len(all))
	alone := make([]float64, len(all))
	for i := range all {
		alone[i] = all[i].logit
	}
	for i := range all {
		beside := i > 0 && alone[i-1] > 1 && all[i].passage-all[i-1].passage <= 1 ||
			i+1 < len(all) && alone[i+1] > 1 && all[i+1].passage == all[i].passage
		for _, c := range all[i].inClause {
			c[besideClaim], c[amongClaims] = beside, among
		}
		all[i].score()
	}
}

// score finds the clause of the sentence that looks most like a claim.
func (s *sentence) score() {
	s.logit = math.Inf(-1)
	for i, found := range s.inClause {
		// English words in a Chinese text are judged as such
		lang := langOf(s.masked[s.clauses[i].from:s.clauses[i].to])
		if logit := claimLangs()[lang].sum(found); logit > s.logit {
			s.best, s.logit = i, logit
		}
	}
}

func (s *sentence) clauseAt(at int) int {
	for i, c := range s.clauses {
		if at < c.to {
			return i
		}
	}
	return len(s.clauses) - 1
}

func signOf(d FoundDeadline, said ledger.Date) string {
	switch {
	case d.Past:
		return pastDate
	case d.From.After(said):
		return laterDate
	}
	return sameDate
}

// named finds a capital inside a sentence, or Latin letters and title marks in
// a Chinese one. "I" is no name.
var named = regexp.MustCompile(`[\pL,;] (?:\p{Lu}[\pL\d]|\p{Lu}\.)|\p{Han} ?[A-Z][A-Za-z]+|[A-Z][A-Za-z]+ ?\p{Han}|《`)

// verbatim is a clause as it stands in the text.
func (s *sentence) verbatim(clause span) string {
	runes := []rune(s.text)
	from := utf8.RuneCountInString(s.masked[:clause.from])
	return string(runes[from : from+utf8.RuneCountInString(s.masked[clause.from:clause.to])])
}

func endsAsking(s string) bool {
	return strings.HasSuffix(strings.TrimRight(s, `"'”’」』) `), "?")
}

var yearNumber = regexp.MustCompile(`(?:^|[^\d.,$€£%])((?:1[89]|20|21)\d\d)(?:[^\d%]|$)`)

// yearsIn tells how the latest year that a text names lies to the year it was
// said in.
func yearsIn(s string, said int) string {
	latest := 0
	for _, m := range yearNumber.FindAllStringSubmatch(s, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil {
			latest = max(latest, n)
		}
	}
	switch {
	case latest == 0 || said == 0:
		return ""
	case latest > said:
		return laterYear
	case latest == said:
		return sameYear
	}
	return pastYear
}
