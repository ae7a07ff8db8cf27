package ui

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
	"foresaid/internal/wording"
)

// given is what the bookmarklet, the extension, a phone's share sheet or any
// other program hands over in the address of the form.
type given struct {
	Text, Title, Link, Author, Published, Lang string
}

// longSelection is from how many characters on a text is rather gone through
// sentence by sentence than logged as one claim.
const longSelection = 600

func givenBy(c echo.Context) given {
	first := func(names ...string) string {
		for _, name := range names {
			if v := c.QueryParam(name); ledger.Line(v) != "" {
				return v
			}
		}
		return ""
	}
	g := given{
		Text: ledger.Passage(first("text", "quote")), Title: ledger.Line(first("title")), Link: ledger.Line(first("url", "link")),
		Author: ledger.Line(first("author")), Published: ledger.Line(first("published", "published_on")), Lang: ledger.Line(first("lang")),
	}
	g.takeLink()
	return g
}

var sharedLink = regexp.MustCompile(`https?://[^\s，。；、”」』"<>]+`)

// takeLink takes a link out of the text, where phones put it, and the title,
// where they repeat it.
func (g *given) takeLink() {
	if at := sharedLink.FindStringIndex(g.Text); g.Link == "" && at != nil {
		g.Link = strings.TrimRight(g.Text[at[0]:at[1]], ".,;:!?)")
		g.Text = strings.TrimSpace(strings.Replace(g.Text, g.Link, "", 1))
	}
	if ledger.Fold(g.Text) == ledger.Fold(g.Title) {
		g.Text = ""
	}
}

func (g given) empty() bool { return g == given{Lang: g.Lang} }

// Long tells whether the text is rather an article than a claim.
func (g given) Long() bool {
	return utf8.RuneCountInString(g.Text) > longSelection || len(wording.Sentences(g.Text)) > 2
}

// showGiven shows the form with what was handed over filled in, and what the
// words tell of speaker, deadline and confidence.
func (u *UI) showGiven(c echo.Context, p logPage, g given) error {
	f := &p.Draft
	d := &f.Draft
	d.Source = tracker.SourceDraft{Title: g.Title, Link: g.Link, Author: g.Author, PublishedOn: g.Published, Lang: langTag(g.Lang)}
	d.SaidOn = c.QueryParam("said")
	d.Speaker = ledger.Line(c.QueryParam("speaker"))
	d.Quote, d.QuoteLang = g.Text, wording.Lang(g.Text)
	if g.Text != "" && !g.Long() {
		said, _ := wording.ParseDate("said_on", d.SaidOn) // what can't be read is told in the form
		if said.IsZero() {
			said, _ = wording.ParseDate("source_published_on", g.Published)
		}
		found := wording.DraftClaim(wording.Text{
			Passages: []wording.Passage{{Kind: wording.Body, Text: g.Text}}, Said: said, Author: g.Author,
		}, 0, utf8.RuneCountInString(g.Text))
		d.Statement, d.Condition, d.Confidence = found.Statement, found.Condition, tracker.ConfidenceText(found.Confidence)
		d.Deadline = found.Deadline.Words
		if d.Speaker == "" && found.Speaker != g.Author {
			d.Speaker = found.Speaker
		}
	}
	if g.Long() {
		p.Given = &g
	}
	f.Focus = "statement"
	if err := u.readDraft(c, f); err != nil {
		return err
	}
	f.Problems = slices.DeleteFunc(f.Problems, func(e *ledger.Error) bool { return strings.HasSuffix(e.Key, "_missing") }) // not a fault yet
	return u.showLog(c, http.StatusOK, p)
}

// langTag is a language of a page that the ledger takes; pages say all sorts
// of things.
func langTag(lang string) string {
	tag, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if len(tag) != 2 && len(tag) != 3 {
		return ""
	}
	return tag
}
