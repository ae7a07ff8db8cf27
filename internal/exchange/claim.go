package exchange

import (
	"strings"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// dates fills in when it was said and until when. Without a deadline the claim
// is open-ended.
func (c *cells) dates(d *tracker.Draft) (said ledger.Date) {
	said = c.day("said_on")
	published := c.day("published_on")
	d.SaidOn, d.Source.PublishedOn, d.Deadline = said.String(), published.String(), c.text["deadline"]
	if d.Deadline == "" && c.text["said_on"] == "" {
		c.fault(ledger.Invalidf("said_on", "row_undated", "Give the day it was said, or a deadline, or both"))
		return said
	}
	if d.Deadline != "" && !strings.EqualFold(d.Deadline, string(ledger.Open)) {
		return said
	}
	d.Deadline = string(ledger.Open)
	from := said
	if c.text["said_on"] == "" {
		from = published // which a draft, too, takes for the day it was said
		if c.text["published_on"] == "" {
			c.fault(ledger.Invalidf("deadline", "open_undated",
				"An open-ended claim is looked at again a year after it was said; give that day in the column “said_on”, or a deadline"))
		}
	}
	if !from.IsZero() {
		d.ReviewOn = ledger.NewDate(from.Year+1, from.Month, from.Day).String()
	}
	return said
}

// confidence writes how sure the speaker sounded the way a draft has it: a
// number, words, or words and what they stand for.
func (c *cells) confidence() string {
	words := ledger.Line(c.text["confidence_words"])
	p, given := c.probability("confidence")
	switch {
	case !given:
		return words
	case words == "":
		return percent(p)
	}
	return tracker.ConfidenceText(ledger.Confidence{Basis: ledger.WordedConfidence, Probability: p, Words: words})
}

// side is yes unless the row says no.
func (c *cells) side() string {
	switch side := ledger.Side(strings.ToLower(c.text["side"])); side {
	case "":
		return string(ledger.Yes)
	case ledger.Yes, ledger.No:
		return string(side)
	}
	c.fault(ledger.Invalidf("side", "side_unknown", "A claim is on the yes or the no side of its question, not “%s”", clip(c.text["side"])))
	return ""
}

// source fills in where the claim was found; its date is there already.
func (c *cells) source(s *tracker.SourceDraft) {
	s.Title, s.Link, s.Kind = c.text["source_title"], c.text["source_url"], strings.ToLower(c.text["source_kind"])
	s.Publisher, s.Author, s.Event = c.text["publisher"], c.text["author"], c.text["event"]
	if s.Title == "" && s.Link == "" && !s.Empty() {
		c.fault(ledger.Invalidf("source_title", "source_title_missing", "Give the source a title or a link"))
	}
	if s.Kind == "" {
		s.Kind = string(ledger.SourceKinds[0])
	}
	if !ledger.SourceKind(s.Kind).Valid() {
		c.fault(ledger.Invalidf("source_kind", "source_kind_unknown", "A source is an article, talk, post, interview, book or filing, not “%s”", clip(s.Kind)))
	}
}
