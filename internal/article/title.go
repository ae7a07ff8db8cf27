package article

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"foresaid/internal/ledger"
)

type titleRules struct {
	prefix   *regexp.Regexp
	speakers []*regexp.Regexp
	kinds    map[ledger.SourceKind][]*regexp.Regexp
	person   *regexp.Regexp // a name and nothing else
	noNames  map[string]bool
}

var titles = sync.OnceValue(func() titleRules {
	w := data().Title
	braces := strings.NewReplacer("{surnames}", strings.Join(strings.Fields(w.Surnames), "|"))
	han := braces.Replace(w.HanName)
	braces = strings.NewReplacer("{name}", "(?:"+w.LatinName+"|"+han+")", "{latinname}", w.LatinName, "{hanname}", han,
		"{zhevent}", w.ZHEvent, "{enevent}", w.ENEvent)
	r := titleRules{
		prefix:  regexp.MustCompile(w.Prefix),
		person:  regexp.MustCompile(braces.Replace("^{name}$")),
		kinds:   map[ledger.SourceKind][]*regexp.Regexp{},
		noNames: map[string]bool{},
	}
	for _, pattern := range w.Speakers {
		r.speakers = append(r.speakers, regexp.MustCompile(braces.Replace(pattern)))
	}
	for kind, patterns := range w.Kinds {
		for _, pattern := range patterns {
			r.kinds[ledger.SourceKind(kind)] = append(r.kinds[ledger.SourceKind(kind)], regexp.MustCompile(pattern))
		}
	}
	for _, name := range w.NoNames {
		r.noNames[name] = true
	}
	return r
})

// readTitle fills in what the title tells and the head did not.
func (a *Article) readTitle() {
	rules := titles()
	title := bareTitle(a.Title)
	for _, pattern := range rules.speakers {
		m := pattern.FindStringSubmatch(title)
		if m == nil {
			continue
		}
		name, event := group(pattern, m, "name"), group(pattern, m, "event")
		if !rules.isName(name) || a.Speaker != "" && ledger.Fold(a.Speaker) != ledger.Fold(name) {
			continue
		}
		a.Speaker = name
		if a.Event == "" {
			a.Event = event
		}
		break
	}
	if a.Kind == "" {
		a.Kind = rules.kindOf(title, a.Event)
	}
}

// bareTitle is a title without 【最新】 and the like before it.
func bareTitle(title string) string {
	prefix := titles().prefix
	for range 3 {
		title = prefix.ReplaceAllString(title, "")
	}
	return title
}

func (r titleRules) kindOf(title, event string) ledger.SourceKind {
	for _, kind := range []ledger.SourceKind{"interview", "talk", "filing"} {
		if slices.ContainsFunc(r.kinds[kind], func(p *regexp.Regexp) bool { return p.MatchString(title) }) {
			return kind
		}
	}
	if event != "" {
		return "talk"
	}
	return ""
}

// isName refuses names of which a part is a word that titles begin with.
func (r titleRules) isName(name string) bool {
	return name != "" && !slices.ContainsFunc(strings.Fields(name), func(w string) bool { return r.noNames[w] })
}

// group is the text of the first group of that name that took part.
func group(re *regexp.Regexp, match []string, name string) string {
	for i, n := range re.SubexpNames() {
		if n == name && match[i] != "" {
			return strings.TrimSpace(match[i])
		}
	}
	return ""
}
