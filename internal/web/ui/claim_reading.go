package ui

import (
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/tracker"
	"foresaid/internal/wording"
)

// readingView is what was understood of a draft, in words.
type readingView struct {
	tracker.Reading
	Line  ClaimView   // the claim as it will stand
	Alike []ClaimView // the same claim, logged before
	draft tracker.Draft
	l     *locale.Locale
	today ledger.Date
}

func (u *UI) readingView(c echo.Context, r tracker.Reading, d tracker.Draft) *readingView {
	line := ledger.ClaimLine{Claim: r.Claim, SpeakerName: r.Speaker.Name, SpeakerPublicID: r.Speaker.PublicID}
	if r.Reporter != nil {
		line.ReporterName, line.ReporterPublicID = r.Reporter.Name, r.Reporter.PublicID
	}
	if s := r.Source; s != nil {
		line.SourceTitle, line.SourcePublicID, line.SourceLink = s.Title, s.PublicID, s.Link
		line.SourceEvent, line.SourcePublisher, line.SourcePublishedOn = s.Event, s.Publisher, s.PublishedOn
	}
	return &readingView{
		Reading: r, Line: u.view(c, line), Alike: u.lines(c, r.Alike),
		draft: d, l: u.locale(c), today: u.Tracker.Today(),
	}
}

// at says what was understood of a field.
func (r readingView) at(name string) Read {
	switch name {
	case "speaker":
		return r.speaker(r.Speaker)
	case "reporter":
		if r.Reporter != nil {
			return r.speaker(*r.Reporter)
		}
	case "source_title":
		return r.source()
	case "question":
		return r.question()
	case "deadline":
		return Read{Text: r.deadline()}
	case "confidence":
		return Read{Text: r.confidence()}
	case "reference":
		return Read{Text: r.reference()}
	case "topics":
		return r.topics()
	case "said_on":
		if r.SaidOnFromSource {
			return Read{Text: r.l.T("draft.read_said_from_source", "date", r.l.LongDate(r.Claim.SaidOn))}
		}
		return Read{Text: r.l.LongDate(r.Claim.SaidOn)}
	case "review_on":
		return Read{Text: r.reviews()}
	}
	if r.Source != nil && r.Source.ID == 0 {
		switch name {
		case "source_event_on":
			return Read{Text: r.l.LongDate(r.Source.EventOn)}
		case "source_published_on":
			return Read{Text: r.l.LongDate(r.Source.PublishedOn)}
		}
	}
	return Read{}
}

func (r readingView) speaker(s ledger.Speaker) Read {
	switch {
	case s.Name == "":
		return Read{}
	case s.ID == 0:
		return Read{Text: r.l.T("draft.read_speaker_new"), New: true}
	case s.Role != "":
		return Read{Text: r.l.T("draft.read_speaker_role", "name", s.Name, "role", s.Role), URL: "/speakers/" + s.PublicID}
	}
	return Read{Text: r.l.T("draft.read_known", "name", s.Name), URL: "/speakers/" + s.PublicID}
}

func (r readingView) source() Read {
	s := r.Source
	switch {
	case s == nil || s.Title == "":
		return Read{}
	case s.ID == 0:
		return Read{Text: r.l.T("draft.read_source_new"), New: true}
	}
	name := s.Title
	for _, more := range []string{s.Publisher, r.l.Date(s.SpokenOn())} {
		if more != "" {
			name += " · " + more
		}
	}
	return Read{Text: r.l.T("draft.read_known", "name", name), URL: "/sources/" + s.PublicID}
}

// topics shows where one topic ends and the next begins, unless commas do.
func (r readingView) topics() Read {
	if len(r.Claim.Topics) < 2 || strings.ContainsAny(r.draft.Topics, ",，、;；") {
		return Read{}
	}
	return Read{Text: strings.Join(r.Claim.Topics, " · ")}
}

func (r readingView) question() Read {
	switch q := r.Question; {
	case q == nil || q.Proposition == "":
		return Read{}
	case q.ID == 0:
		return Read{Text: r.l.T("draft.read_question_new"), New: true}
	default:
		return Read{Text: r.l.T("draft.read_known", "name", q.Proposition)}
	}
}

// deadline gives the exact period, and the rule by which it was found.
func (r readingView) deadline() string {
	d := r.Claim.Deadline
	if d.Kind == ledger.Open {
		return r.l.T("draft.read_open")
	}
	if d.To.IsZero() {
		return ""
	}
	said := r.Claim.SaidOn
	if said.IsZero() {
		said = r.today
	}
	period := r.l.Period(d)
	read, err := wording.ParseDeadline(r.draft.Deadline, said)
	if err != nil {
		return period
	}
	return r.l.T("draft.read_deadline", "period", period, "rule", ruleText(r.l, read.Rule))
}

// ruleText tells a rule of wording: "early month" is the first quarter of that
// month. The ways in which one and the same day is written are told alike.
func ruleText(l *locale.Locale, rule string) string {
	if key := "draft.rule_" + strings.ReplaceAll(rule, " ", "_"); l.Has(key) {
		return l.T(key)
	}
	for _, part := range []string{"before", "end of", "early", "mid", "half of", "third of", "week of"} {
		if of, ok := strings.CutPrefix(rule, part+" "); ok {
			return l.T("draft.rule_part_"+strings.ReplaceAll(part, " ", "_"), "period", ruleText(l, of))
		}
	}
	return l.T("draft.rule_day")
}

func (r readingView) confidence() string {
	c := r.Claim.Confidence
	switch {
	case c.Basis == ledger.StatedConfidence:
		return r.l.T("draft.read_stated", "number", r.l.Probability(c.Probability))
	case c.Basis == ledger.WordedConfidence:
		number := r.l.Probability(c.Probability)
		o, ok := wording.FindOdds(c.Words)
		if !ok || o.Probability != c.Probability {
			return r.l.T("draft.read_worded", "number", number)
		}
		if o.As != "" {
			return r.l.T("draft.read_odds_as", "number", number, "words", o.As)
		}
		if o.Low == o.High {
			return r.l.T("draft.read_odds", "number", number)
		}
		return r.l.T("draft.read_odds_range", "number", number, "low", r.l.Probability(o.Low), "high", r.l.Probability(o.High))
	case c.Words != "":
		return r.l.T("draft.read_words_only")
	}
	return ""
}

func (r readingView) reference() string {
	if r.Claim.Reference == nil {
		return ""
	}
	return r.l.T("draft.read_stated", "number", r.l.Probability(*r.Claim.Reference))
}

// DueText says when the claim will come up for a verdict.
func (r readingView) DueText() string {
	c := r.Claim
	switch {
	case !c.Checkable:
		return r.l.T("draft.due_never")
	case c.DueOn.IsZero():
		return ""
	case !c.DueOn.After(r.today):
		return r.l.T("draft.due_now")
	case c.DueOn == c.ReviewOn:
		return r.l.T("draft.review_then", "date", r.l.LongDate(c.DueOn))
	}
	return r.l.T("draft.due_then", "date", r.l.LongDate(c.DueOn))
}

// reviews says when the claim comes up again before its deadline.
func (r readingView) reviews() string {
	next := r.l.LongDate(r.Claim.ReviewOn)
	days := r.Claim.Checkpoints
	after := len(days) - 1 - slices.Index(days, r.Claim.ReviewOn)
	if len(days) == 0 || after == 0 {
		return next
	}
	return r.l.T("draft.read_reviews", "n", after, "date", next, "last", r.l.LongDate(days[len(days)-1]))
}

// LoggedText says when a claim was logged.
func (v ClaimView) LoggedText() string { return v.l.Date(ledger.DateOf(v.LoggedAt.In(v.zone))) }

// AlikeText says where the same claim is.
func (r readingView) AlikeText(v ClaimView) string {
	if v.SaidOn.IsZero() {
		return r.l.T("draft.alike", "logged", v.LoggedText())
	}
	return r.l.T("draft.alike_said", "said", r.l.Date(v.SaidOn), "logged", v.LoggedText())
}
