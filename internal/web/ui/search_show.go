package ui

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/web/respond"
)

// searchPage is what was found.
type searchPage struct {
	respond.Base
	Search   ledger.Search
	Found    ledger.Found
	Sentence string
	Read     []string // how the search was read, part by part
	States   []stateChoice
	Claims   []foundClaim
	Speakers []foundSpeaker
	Sources  []foundSource
	Examples []searchExample
	Next     string
	Previous string
}

// stateChoice leads to the claims found that are in a state, or to all.
type stateChoice struct {
	State  ledger.State // empty for all
	Text   string
	N      int
	URL    string
	Chosen bool
}

// Drawn tells whether the state has a shape of its own: that of a judged claim
// is its grade's.
func (c stateChoice) Drawn() bool { return c.State != "" && c.State != ledger.StateJudged }

// foundClaim is a claim with the words marked that were looked for.
type foundClaim struct {
	ClaimView
	Marked   []ledger.MarkedText
	Speaker  []ledger.MarkedText
	Snippets []snippet
}

// snippet is a piece of a text in which something was found.
type snippet struct {
	Label string
	Lang  string
	Said  bool // in the speaker's own words
	Text  []ledger.MarkedText
	URL   string // of its place, where it has one
}

type foundSpeaker struct {
	ledger.FoundSpeaker
	Marked    []ledger.MarkedText
	Snippets  []snippet
	RoleFound bool // it is one of the snippets
}

type foundSource struct {
	ledger.FoundSource
	Marked   []ledger.MarkedText
	Snippets []snippet
}

// searchExample is a search that shows what can be asked for.
type searchExample struct{ Text, URL, Means string }

const (
	claimsFound   = 20
	othersFound   = 5
	quicklyFound  = 5 // while one types, on any page
	snippetLength = 180
	snippetsShown = 2
)

// ShowSearch searches. A script asks for parts of the page while one types:
// for what was found, or, with few, for the first of it.
func (u *UI) ShowSearch(c echo.Context) error {
	l := u.locale(c)
	p := searchPage{Search: ledger.ParseSearch(c.QueryParam("q"))}
	few := c.QueryParam("few") != ""
	page := ledger.SearchPage{Limit: claimsFound, Others: othersFound}
	if few {
		page = ledger.SearchPage{Limit: quicklyFound, Others: 3}
	} else if skip, err := strconv.Atoi(c.QueryParam("skip")); err == nil && skip > 0 {
		page.Skip = skip - skip%claimsFound
	}
	var err error
	if p.Found, err = u.Store.Search(ctxOf(c), p.Search, page); err != nil {
		return err
	}
	p.fill(u, c, l)
	p.turn(page.Skip)
	if respond.IsFragment(c) {
		p.Base = u.base(c, "search")
		name := "found"
		if few {
			name = "found_few"
		}
		return u.respond.Fragment(c, http.StatusOK, l, "search", name, p)
	}
	title := l.T("search.title")
	if p.Search.Text != "" {
		title = l.T("search.title_of", "text", p.Search.Text)
	}
	if p.Base, err = u.page(c, "search", title); err != nil {
		return err
	}
	p.Query = p.Search.Text
	return u.respond.Page(c, http.StatusOK, "search", p)
}

func searchURL(text string) string { return "/search?" + url.Values{"q": {text}}.Encode() }

// turn makes the addresses of the neighbouring pages.
func (p *searchPage) turn(skip int) {
	at := func(skip int) string { return searchURL(p.Search.Text) + "&skip=" + strconv.Itoa(skip) }
	if skip > 0 {
		p.Previous = at(skip - claimsFound)
	}
	if skip+claimsFound < p.Found.Ranked {
		p.Next = at(skip + claimsFound)
	}
}

func (p *searchPage) fill(u *UI, c echo.Context, l *locale.Locale) {
	q := p.Search
	if q.Empty() {
		p.Sentence = l.T("search.nothing_asked")
		for _, key := range []string{"word", "phrase", "speaker", "by", "state", "without"} {
			text := l.T("search.example." + key)
			p.Examples = append(p.Examples, searchExample{text, searchURL(text), l.T("search.example." + key + "_means")})
		}
		return
	}
	total := p.Found.Total(q)
	switch {
	case total == 0 && len(p.Found.Speakers)+len(p.Found.Sources) == 0:
		p.Sentence = l.T("search.none", "text", q.Text)
	case !p.Found.Counted:
		p.Sentence = l.T("search.claims_more", "text", q.Text, "number", l.Number(total))
	default:
		p.Sentence = l.T("search.claims", "n", total, "text", q.Text)
	}
	p.Read = searchRead(l, q)
	p.States = stateChoices(l, q, p.Found)
	for _, f := range p.Found.Claims {
		p.Claims = append(p.Claims, foundClaim{
			ClaimView: u.view(c, f.ClaimLine), Marked: q.Mark(f.Statement), Speaker: q.Mark(f.SpeakerName), Snippets: claimSnippets(l, q, f),
		})
	}
	for _, f := range p.Found.Speakers {
		s := foundSpeaker{FoundSpeaker: f, Marked: q.Mark(f.Name)}
		for _, in := range f.In {
			if in.Text != f.Name && len(s.Snippets) < snippetsShown {
				label := l.T("search.in." + string(in.Field))
				s.RoleFound = s.RoleFound || in.Field == ledger.FieldRole
				if in.Field == ledger.FieldSpeaker {
					label = l.T("field.aliases")
				}
				s.Snippets = append(s.Snippets, snippet{Label: label, Lang: hanLang(in.Text), Text: q.Snippet(in.Text, snippetLength)})
			}
		}
		p.Speakers = append(p.Speakers, s)
	}
	for _, f := range p.Found.Sources {
		s := foundSource{FoundSource: f, Marked: q.Mark(f.Title)}
		for _, in := range f.In {
			if in.Text != f.Title {
				s.Snippets = append(s.Snippets, snippet{Lang: hanLang(in.Text), Text: q.Snippet(in.Text, snippetLength)})
			}
		}
		for _, at := range f.Passages {
			s.Snippets = append(s.Snippets, snippet{
				Lang: hanLang(at.Text), Said: true, Text: q.Snippet(at.Text, snippetLength),
				URL: "/sources/" + f.PublicID + "?text=" + at.SHA256[:sumShown] + "#at-" + strconv.Itoa(at.Paragraph),
			})
		}
		p.Sources = append(p.Sources, s)
	}
}

// besides are the fields that are shown only for words that are found nowhere
// else.
var besides = []ledger.SearchField{ledger.FieldSpeaker, ledger.FieldReporter, ledger.FieldTopics, ledger.FieldSource, ledger.FieldQuestion}

// claimSnippets shows where a claim was found, beside its statement and its
// speaker's name, which are shown in full.
func claimSnippets(l *locale.Locale, q ledger.Search, f ledger.FoundClaim) []snippet {
	var all []snippet
	shown := []string{f.Statement, f.SpeakerName}
	for _, in := range f.In {
		if in.Field == ledger.FieldStatement || in.Text == f.SpeakerName || len(all) == snippetsShown {
			continue
		}
		if slices.Contains(besides, in.Field) && q.Covers(shown...) {
			continue
		}
		shown = append(shown, in.Text)
		s := snippet{Label: l.T("search.in." + string(in.Field)), Lang: hanLang(in.Text), Text: q.Snippet(in.Text, snippetLength)}
		if in.Field == ledger.FieldQuote {
			s.Label, s.Said, s.Lang = "", true, ClaimView{ClaimLine: f.ClaimLine}.QuoteTag()
		}
		all = append(all, s)
	}
	return all
}

// stateChoices are the states that claims were found in; all of them stay to
// choose from when one is chosen.
func stateChoices(l *locale.Locale, q ledger.Search, found ledger.Found) []stateChoice {
	all := stateChoice{Text: l.T("search.any_state"), URL: searchURL(q.Bare), Chosen: len(q.Want.States) == 0}
	choices := []stateChoice{}
	for _, state := range ledger.States {
		n := found.States[state]
		chosen := slices.Contains(q.Want.States, state)
		if n == 0 && !chosen {
			continue
		}
		all.N += n
		choices = append(choices, stateChoice{
			State: state, Text: l.T("state." + string(state)), N: n, URL: searchURL(ledger.Line(q.Bare + " state:" + string(state))), Chosen: chosen,
		})
	}
	return append([]stateChoice{all}, choices...)
}

// searchRead says how a search was read.
func searchRead(l *locale.Locale, q ledger.Search) []string {
	read := termsRead(l, q.Want)
	switch from, to := l.Date(q.By.From), l.Date(q.By.To); {
	case from != "" && to != "":
		read = append(read, l.T("claims.that_from_to", "from", from, "to", to))
	case from != "":
		read = append(read, l.T("claims.that_from", "from", from))
	case to != "":
		read = append(read, l.T("claims.that_to", "to", to))
	}
	for _, part := range termsRead(l, q.Not) {
		read = append(read, l.T("search.read_not", "part", part))
	}
	return read
}

func termsRead(l *locale.Locale, t ledger.Terms) []string {
	var read []string
	for _, w := range t.Words {
		key := "search.read_words"
		if w.Prefix {
			key = "search.read_beginning"
		}
		read = append(read, l.T(key, "text", w.Text))
	}
	for _, sp := range t.Speakers {
		read = append(read, l.T("search.read_speaker", "text", sp.Text))
	}
	for _, topic := range t.Topics {
		read = append(read, l.T("search.read_topic", "text", topic))
	}
	for _, state := range t.States {
		read = append(read, l.T("search.read_state", "state", l.T("state."+string(state))))
	}
	return read
}
