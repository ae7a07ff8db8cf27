package tracker

import (
	"strings"
	"unicode"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// Draft is a claim as somebody typed it. Each field is named like the input
// at which its problems are reported.
type Draft struct {
	Statement    string
	Quote        string
	QuoteLang    string
	Translation  string
	Speaker      string // name, alias or public id; an unknown name makes a new speaker
	Reporter     string // likewise; empty unless second-hand
	Source       SourceDraft
	Place        string
	SaidOn       string // a day; if empty, taken from the source
	Deadline     string // words, or "open"
	DeadlineKind string // stated (the default) or inferred
	ReviewOn     string
	Condition    string
	Criteria     string
	Uncheckable  bool
	Confidence   string // a number, words, or words and a number
	Topics       string // separated by commas, or by spaces if there are none
	Question     string // proposition; an unknown one makes a new question
	Side         string // yes (the default) or no

	Reference     string // what the crowd or the market gave it then, as a number
	ReferenceLink string
	ExternalID    string // what another system calls it; kept by Amend

	Measure MeasureDraft `json:",omitzero"` // left as it is by Amend

	Again bool // log it although the same claim is there
}

// SourceDraft is a source as somebody typed it. A link, or a title, that is
// known means that source; everything else is then left as it is. The title
// may be a public id.
type SourceDraft struct {
	Title, Link, Kind, Author, Publisher, Event, EventOn, PublishedOn, Lang string
}

// Empty tells whether there is neither a title nor a link nor anything else; kind and language
// have defaults in a form and do not count.
func (d SourceDraft) Empty() bool {
	for _, s := range []string{d.Title, d.Link, d.Author, d.Publisher, d.Event, d.EventOn, d.PublishedOn} {
		if ledger.Line(s) != "" {
			return false
		}
	}
	return true
}

// DraftFromLine reads a quick line, such as
// "GPT-5 is much more capable than GPT-4 -- Sam Altman, by end of 2025, 95%".
func DraftFromLine(line string) (Draft, error) {
	q, err := wording.ParseQuickLine(line)
	return Draft{
		Statement: q.Statement, Quote: q.Quote, Speaker: q.Speaker, Reporter: q.Reporter,
		SaidOn: q.SaidOn, Deadline: q.Deadline, Confidence: q.Confidence, Condition: q.Condition,
		Topics: strings.Join(q.Topics, ", "), Source: SourceDraft{Link: q.Link},
	}, err
}

func splitTopics(s string) []string {
	if strings.ContainsAny(s, ",，、;；") {
		return ledger.Topics(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，、;；", r) }))
	}
	return ledger.Topics(strings.FieldsFunc(s, unicode.IsSpace))
}

func dayList(days []ledger.Date) string {
	texts := make([]string, len(days))
	for i, day := range days {
		texts[i] = day.String()
	}
	return strings.Join(texts, ", ")
}

// draftOf writes a claim back as a draft which, read again, gives the same
// claim.
func draftOf(l ledger.ClaimLine) Draft {
	d := Draft{
		Statement: l.Statement, Quote: l.Quote, QuoteLang: l.QuoteLang, Translation: l.Translation,
		Speaker: l.SpeakerPublicID, Reporter: l.ReporterPublicID,
		Place: l.Place, SaidOn: l.SaidOn.String(), Deadline: l.Deadline.Words, DeadlineKind: string(l.Deadline.Kind),
		ReviewOn: dayList(l.ReviewDates()), Condition: l.Condition, Criteria: l.Criteria, Uncheckable: !l.Checkable,
		Confidence: ConfidenceText(l.Confidence), Topics: strings.Join(l.Topics, ", "),
		Question: l.Proposition, Side: string(l.Side), Reference: referenceText(l.Claim), ReferenceLink: l.ReferenceLink,
	}
	if l.Deadline.Kind == ledger.Open {
		d.DeadlineKind = string(ledger.Stated)
	}
	return d
}

// ConfidenceText writes a confidence as it can be typed: "95%", "almost
// certain", "very sure ≈ 95%".
func ConfidenceText(c ledger.Confidence) string {
	switch c.Basis {
	case ledger.StatedConfidence:
		return c.Probability.Percent() + "%"
	case ledger.WordedConfidence:
		if read, err := wording.ParseConfidence(c.Words); err == nil && read.Scored() && read.Probability == c.Probability {
			return c.Words
		}
		return c.Words + " ≈ " + c.Probability.Percent() + "%"
	}
	return c.Words
}

// referenceText writes a reference probability as it can be typed.
func referenceText(c ledger.Claim) string {
	if c.Reference == nil {
		return ""
	}
	return c.Reference.Percent() + "%"
}

// readProbability reads a probability that must be a number; nil for none.
func readProbability(field, text string) (*ledger.Probability, error) {
	if ledger.Line(text) == "" {
		return nil, nil
	}
	read, err := wording.ParseConfidence(text)
	if err != nil || read.Basis != ledger.StatedConfidence {
		return nil, ledger.Invalidf(field, "probability_unreadable", "“%s” is not a probability; write it as 87%% or 0.87", text)
	}
	return &read.Probability, nil
}
