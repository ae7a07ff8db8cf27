package ui

import (
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
)

// ClaimView is a claim with the words that pages say about it.
type ClaimView struct {
	ledger.ClaimLine
	l     *locale.Locale
	today ledger.Date
	zone  *time.Location
}

// URL is the path of the claim's page.
func (v ClaimView) URL() string { return "/claims/" + v.PublicID }

// TopicURL is the path of the page of one of the claim's topics.
func (v ClaimView) TopicURL(topic string) string { return topicURL(topic) }

// SpeakerURL is the path of the speaker's page.
func (v ClaimView) SpeakerURL() string { return "/speakers/" + v.SpeakerPublicID }

// SourceURL is the path of the source's page.
func (v ClaimView) SourceURL() string { return "/sources/" + v.SourcePublicID }

// Monogram stands for the speaker: the initials, or one Chinese character.
func (v ClaimView) Monogram() string { return monogram(v.SpeakerName) }

func monogram(name string) string {
	var initials []rune
	for _, word := range strings.Fields(name) {
		r, _ := utf8.DecodeRuneInString(word)
		if unicode.Is(unicode.Han, r) {
			return string(r)
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			initials = append(initials, unicode.ToUpper(r))
		}
	}
	switch n := len(initials); {
	case n == 0:
		return "·"
	case n > 2:
		return string([]rune{initials[0], initials[n-1]})
	}
	return string(initials)
}

// Tone is the name under which colour and shape of the claim's standing are
// found: its grade, or its state without one.
func (v ClaimView) Tone() string {
	if v.State == ledger.StateJudged {
		return string(v.Standing.Grade)
	}
	return string(v.State)
}

// ToneText says the standing in a word or two.
func (v ClaimView) ToneText() string {
	switch v.State {
	case ledger.StateJudged:
		return v.l.T("grade." + string(v.Standing.Grade))
	case ledger.StateVoid:
		return v.l.T("grade.void") + v.l.T("base.colon") + v.l.T("reason."+string(v.Standing.Reason))
	}
	return v.l.T("state." + string(v.State))
}

// DisputeStands tells whether the verdict that stands is disputed.
func (v ClaimView) DisputeStands() bool {
	return v.Disputed && (v.State == ledger.StateJudged || v.State == ledger.StateVoid)
}

// LateText says how late it came true; empty when it did not come true late.
func (v ClaimView) LateText() string {
	if !v.Standing.Late() {
		return ""
	}
	return v.l.T("claim.late", "days", v.l.Days(v.Standing.DaysLate))
}

// DeadlineText is the deadline as people say it.
func (v ClaimView) DeadlineText() string { return v.l.Deadline(v.Deadline) }

// DeadlineTitle is the exact period, for those who hover.
func (v ClaimView) DeadlineTitle() string {
	if v.Deadline.Kind == ledger.Open {
		return ""
	}
	return v.l.Period(v.Deadline)
}

// DeadlineDetail is the exact period, whose it is, and its own words. Of an
// open-ended claim, the words are all there is to say.
func (v ClaimView) DeadlineDetail() string {
	d := v.Deadline
	if d.Kind != ledger.Open {
		parts := []string{v.DeadlineTitle(), v.l.T("kind.deadline." + string(d.Kind))}
		if d.Words != "" {
			parts = append(parts, v.l.T("claim.in_words", "words", d.Words))
		}
		return strings.Join(parts, " · ")
	}
	if d.Words == "" || d.Words == string(ledger.Open) {
		return ""
	}
	return v.l.T("claim.in_words", "words", d.Words)
}

// SourceHost is where the source's link leads, as people read it.
func (v ClaimView) SourceHost() string {
	link, err := url.Parse(v.SourceLink)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(link.Hostname(), "www.")
}

// Waiting tells whether the claim can still be given its first verdict.
func (v ClaimView) Waiting() bool {
	return v.State == ledger.StateOpen || v.State == ledger.StateDue
}

// Overdue tells whether the claim waits for a verdict past its deadline.
func (v ClaimView) Overdue() bool {
	return v.State == ledger.StateDue && v.Deadline.PassedBy(v.today)
}

// WaitText says how long it has waited, or how long it still has.
func (v ClaimView) WaitText() string {
	switch v.State {
	case ledger.StateDue:
		if v.Deadline.PassedBy(v.today) {
			return v.l.T("claim.overdue_by", "days", v.l.Days(v.today.DaysSince(v.Deadline.To)))
		}
		return v.l.T("claim.to_review_since", "when", v.l.Relative(v.DueOn, v.today))
	case ledger.StateOpen:
		if v.DueOn.IsZero() {
			return ""
		}
		if v.DueOn == v.ReviewOn {
			return v.l.T("claim.review_in", "when", v.l.Relative(v.DueOn, v.today))
		}
		return v.l.T("claim.due_in", "when", v.l.Relative(v.DueOn, v.today))
	}
	return ""
}

// FlaggedText says when it was flagged.
func (v ClaimView) FlaggedText() string {
	if v.FlaggedAt.IsZero() {
		return ""
	}
	return v.l.T("claim.flagged_at", "when", v.l.Time(v.FlaggedAt.In(v.zone)))
}

// ConfidenceText says how sure the speaker sounded, words and number both.
func (v ClaimView) ConfidenceText() string {
	c := v.Confidence
	switch {
	case c.Basis == ledger.StatedConfidence:
		return v.l.T("claim.confidence_stated", "number", v.l.Probability(c.Probability))
	case c.Basis == ledger.WordedConfidence:
		return v.l.T("claim.confidence_worded", "words", c.Words, "number", v.l.Probability(c.Probability))
	case c.Words != "":
		return v.l.T("claim.confidence_words_only", "words", c.Words)
	}
	return v.l.T("claim.confidence_none")
}

// SaidText says where and when it was said.
func (v ClaimView) SaidText() string {
	where := v.SourceEvent
	if where == "" {
		where = v.SourcePublisher
	}
	if where == "" {
		where = v.SourceTitle
	}
	when := v.l.Date(v.SaidOn)
	if where == "" || when == "" {
		return where + when
	}
	return v.l.T("claim.said_where_when", "where", where, "when", when)
}

// QuoteTag is the language of the quote for the lang attribute.
func (v ClaimView) QuoteTag() string {
	if v.QuoteLang != "" {
		return v.QuoteLang
	}
	for _, r := range v.Quote {
		if unicode.Is(unicode.Han, r) {
			return "zh"
		}
	}
	return "en"
}

// StatementTag is the language of the statement for the lang attribute.
func (v ClaimView) StatementTag() string {
	if Han(v.Statement) {
		return "zh"
	}
	return "en"
}

// Han tells whether text has Chinese characters, which are never set italic.
func Han(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// PlaceText says where in its source the claim is.
func (v ClaimView) PlaceText() string { return placeText(v.l.T, v.Place) }

// InText is where its words are marked in the text of the source; empty
// without one.
func (v ClaimView) InText() string {
	if v.Span.TextID == 0 || v.SourcePublicID == "" {
		return ""
	}
	return "/sources/" + v.SourcePublicID + "?claim=" + v.PublicID + "#c-" + v.PublicID
}
