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
	Said, Speaker                              string
	Cut                                        bool // the text is only the beginning of what was selected
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
		Text: ledger.Passage(first("text", "quote")), Title: ledger.Line(first("title")), Link: plainLink(ledger.Line(first("url", "link"))),
		Author: ledger.Line(first("author")), Published: ledger.Line(first("published", "published_on")), Lang: ledger.Line(first("lang")),
		Said: first("said", "said_on"), Speaker: ledger.Line(first("speaker")),
		Cut: c.QueryParam("cut") != "",
	}
	g.takeLink()
	return g
}

const linkPattern = `https?://[^\s，。；、”」』"<>]+`

var (
	sharedLink = regexp.MustCompile(linkPattern)
	linkAtEdge = regexp.MustCompile(`^` + linkPattern + `(\s+|$)|\s*` + linkPattern + `$`)
)

// takeLink finds the source's link in the text, where phones put it. It goes
// from the text only where it stands before or after what was said, so that a
// quote stays verbatim. A text that repeats the title is none.
func (g *given) takeLink() {
	if g.Link == "" {
		g.Link = plainLink(endOfLink(sharedLink.FindString(g.Text)))
	}
	if at := linkAtEdge.FindStringIndex(g.Text); at != nil && plainLink(endOfLink(strings.TrimSpace(g.Text[at[0]:at[1]]))) == g.Link {
		g.Text = unquoted(strings.TrimSpace(g.Text[:at[0]] + g.Text[at[1]:]))
	}
	if ledger.Fold(g.Text) == ledger.Fold(g.Title) {
		g.Text = ""
	}
}

// endOfLink leaves out what ends the sentence around a link.
func endOfLink(link string) string {
	link = strings.TrimRight(link, ".,;:!?")
	if !strings.Contains(link, "(") {
		link = strings.TrimRight(link, ").,;:!?")
	}
	return link
}

// plainLink is a link without the directive that makes browsers mark a text
// on the page, so that all claims of a page have one source.
func plainLink(link string) string {
	link, _, _ = strings.Cut(link, ":~:")
	return strings.TrimSuffix(link, "#")
}

// unquoted takes off the quotation marks that browsers put around a shared
// selection.
func unquoted(text string) string {
	if inner, ok := strings.CutPrefix(text, `"`); ok {
		if inner, ok = strings.CutSuffix(inner, `"`); ok && !strings.Contains(inner, `"`) {
			return inner
		}
	}
	return text
}

// empty tells whether there is nothing to quote and no source.
func (g given) empty() bool { return g.Text == "" && g.source().Empty() }

func (g given) source() tracker.SourceDraft {
	return tracker.SourceDraft{Title: g.Title, Link: g.Link, Author: g.Author, PublishedOn: g.Published}
}

// into fills in what the draft does not say itself.
func (g given) into(d *tracker.Draft) {
	if d.Source.Empty() {
		if d.Source = g.source(); !d.Source.Empty() {
			d.Source.Lang = langTag(g.Lang)
		}
	}
	if d.Quote == "" && g.Text != "" {
		d.Quote, d.QuoteLang = g.Text, wording.Lang(g.Text)
	}
	if d.SaidOn == "" {
		d.SaidOn = g.Said
	}
	if d.Speaker == "" {
		d.Speaker = g.Speaker
	}
}

// Long tells whether the text is rather an article than a claim.
func (g given) Long() bool {
	return utf8.RuneCountInString(g.Text) > longSelection || len(wording.Sentences(g.Text)) > 2
}

// showGiven shows the form with what was handed over filled in, and what the
// words tell of speaker, deadline and confidence.
func (u *UI) showGiven(c echo.Context, p logPage, g given) error {
	f := &p.Draft
	d := &f.Draft
	var err error
	if g.Speaker != "" {
		if g.Speaker, err = u.speakerName(c, g.Speaker); err != nil {
			return err
		}
	}
	g.into(d)
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
	if err = u.readDraft(c, f); err != nil {
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
