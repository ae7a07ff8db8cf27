package ui

import (
	"math"
	"net/url"
	"strconv"
	"strings"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/scoring"
	"foresaid/internal/wording"
)

// recordView is a track record with the words that pages say about it.
type recordView struct {
	scoring.Record
	l    *locale.Locale
	id   string // public id of the speaker
	view scoring.View

	all      *float64 // what all have, where it is drawn beside
	unlinked bool     // there is no list of the claims behind the figures

	// only of a record that is computed from its claims
	worded   scoring.Interval // what the words of worded odds allow, where there are any
	ripe     *scoring.Record  // of the ripe cohort, where it differs
	restated int              // claims that put a deadline off
}

func (u *UI) record(l *locale.Locale, publicID string, t ledger.Tally) recordView {
	return recordView{Record: scoring.RecordOf(t), l: l, id: publicID}
}

// recordOf is the record of a view of a speaker's claims.
func (u *UI) recordOf(l *locale.Locale, publicID string, v scoring.View, claims []ledger.Claim, rates scoring.Rates) recordView {
	r := recordView{Record: v.Record(claims, rates), l: l, id: publicID, view: v}
	r.worded, _ = v.WordedRange(claims, readingOf)
	for _, chain := range scoring.Chains(v.Choose(claims)) {
		r.restated += chain.Moved
	}
	if v.Cohort != scoring.RipeCohort {
		ripe := v
		ripe.Cohort = scoring.RipeCohort
		if other := ripe.Record(claims, rates); other.Tally.Early > 0 {
			r.ripe = &other
		}
	}
	return r
}

// readingOf is what the middle half of readers takes words for.
func readingOf(c ledger.Confidence) (low, high ledger.Probability, ok bool) {
	o, ok := wording.FindOdds(c.Words)
	return o.Low, o.High, ok
}

// Claims is the address of the list of the speaker's claims that the view
// chooses; pairs of names and values restrict it.
func (r recordView) Claims(pairs ...string) string {
	if r.unlinked {
		return ""
	}
	q := url.Values{}
	if r.id != "" {
		q.Set("speaker", r.id)
	}
	if r.view.Topic != "" {
		q.Set("topic", r.view.Topic)
	}
	if !r.view.From.IsZero() {
		q.Set("from", r.view.From.String())
	}
	if !r.view.To.IsZero() {
		q.Set("to", r.view.To.String())
	}
	verdicts := false
	for i := 0; i+1 < len(pairs); i += 2 {
		if name := pairs[i]; name == "topic" || name == "from" || name == "to" {
			q.Set(name, pairs[i+1])
		} else {
			q.Add(name, pairs[i+1])
		}
		switch pairs[i] {
		case "outcome", "grade", "late", "provisional", "odds", "confidence", "reason":
			verdicts = true
		case "state":
			verdicts = verdicts || pairs[i+1] == string(ledger.StateJudged) || pairs[i+1] == string(ledger.StateVoid)
		}
	}
	if verdicts && r.view.Cohort == scoring.RipeCohort {
		q.Set("ripe", "1")
	}
	return "/claims?" + q.Encode()
}

// said is a sentence, one part of which leads to the claims that it counts.
type said struct {
	Before, Part, After string
	URL                 string // empty where nothing leads anywhere
}

// say takes the part in [brackets] out of a text.
func say(text, to string) said {
	before, rest, ok := strings.Cut(text, "[")
	part, after, closed := strings.Cut(rest, "]")
	if !ok || !closed {
		return said{Before: text}
	}
	return said{before, part, after, to}
}

// String is the sentence without its link.
func (s said) String() string { return s.Before + s.Part + s.After }

// wide is the width of an interval from which a rate is said to rest on few
// claims.
const wide = 0.2

// Sentences are what a person would quote: the rate with its doubt first,
// then all that it leaves out.
func (r recordView) Sentences() []said {
	t, l := r.Tally, r.l
	sentences := []said{r.lead()}
	add := func(key string, n int, to string) {
		if n > 0 {
			sentences = append(sentences, say(l.T(key, "n", n), to))
		}
	}
	if t.StrictN > 0 {
		add("record.late", t.Late, r.Claims("late", "1"))
		add("record.mixed", t.Mixed, r.Claims("grade", string(ledger.Mixed)))
	}
	add("record.void", t.Void, r.Claims("state", string(ledger.StateVoid)))
	add("record.provisional", t.Provisional, r.Claims("provisional", "1"))
	add("record.disputed", t.Disputed, r.Claims("disputed", "1"))
	add("record.early", t.Early, "")
	return append(sentences, r.character()...)
}

// telling is the overconfidence that a sentence mentions, and enoughOdds the
// number of claims from which it does.
const (
	telling    = 0.05
	enoughOdds = 10
)

// character are the sentences about how somebody claims, where the figures
// bear it.
func (r recordView) character() []said {
	var sentences []said
	l := r.l
	if f := r.Of(r.view.Basis); f.Overconfidence.Defined && f.Sum.N >= enoughOdds {
		points := l.Decimal(math.Abs(f.Overconfidence.Value)*100, 0)
		to := r.Claims(r.withOdds()...)
		switch {
		case f.Overconfidence.Value >= telling:
			sentences = append(sentences, say(l.T("record.too_sure", "points", points), to))
		case f.Overconfidence.Value <= -telling:
			sentences = append(sentences, say(l.T("record.too_unsure", "points", points), to))
		}
	}
	if r.restated > 0 {
		sentences = append(sentences, say(l.T("record.moved", "n", r.restated), "#goalposts"))
	}
	if other := r.ripe; other != nil && other.Accuracy.Defined && !other.TooFew() {
		sentences = append(sentences, say(l.T("record.ripe", "n", other.Tally.StrictN, "k", l.Number(other.Tally.StrictTrue), "share", r.share(other.Accuracy)),
			r.Claims("outcome", string(ledger.Happened), "outcome", string(ledger.Missed), "ripe", "1")))
	}
	return sentences
}

// withOdds restricts an address to the claims whose odds are scored.
func (r recordView) withOdds() []string {
	pairs := []string{"outcome", string(ledger.Happened), "outcome", string(ledger.Missed)}
	switch r.view.Basis {
	case scoring.WordedBasis:
		return append(pairs, "confidence", string(ledger.WordedConfidence))
	case scoring.AnyBasis:
		return append(pairs, "confidence", string(ledger.StatedConfidence), "confidence", string(ledger.WordedConfidence))
	}
	return append(pairs, "confidence", string(ledger.StatedConfidence))
}

func (r recordView) lead() said {
	t, l := r.Tally, r.l
	switch {
	case t.Claims == 0:
		return say(l.T("record.no_claims"), "")
	case t.Judged == 0 && t.Due > 0:
		return say(l.T("record.none_judged_due", "n", t.Due), r.Claims("state", string(ledger.StateDue)))
	case t.Judged == 0:
		return say(l.T("record.none_judged"), "")
	case t.StrictN == 0:
		return say(l.T("record.only_mixed", "n", t.Mixed), r.Claims("grade", string(ledger.Mixed)))
	}
	key := "record.some"
	to := r.Claims("outcome", string(ledger.Happened))
	switch t.StrictTrue {
	case 0:
		key, to = "record.none", r.Claims("outcome", string(ledger.Missed))
	case t.StrictN:
		key = "record.all"
	}
	switch {
	case r.TooFew() && key == "record.none":
		key = "record.few_none"
	case r.TooFew():
		key = "record.few"
	case r.AccuracyRange.High-r.AccuracyRange.Low < wide:
		key += "_sure"
	}
	came := l.T("record.came_true")
	if t.Late > 0 { // else the next sentence would contradict this one
		came = l.T("record.came_true_in_time")
	}
	return say(l.T(key, "n", t.StrictN, "k", l.Number(t.StrictTrue), "came", came, "share", r.share(r.Accuracy),
		"low", l.Percent(r.AccuracyRange.Low), "high", l.Percent(r.AccuracyRange.High)), to)
}

// Plain is the record in plain words, for where there can be no link.
func (r recordView) Plain() string {
	var texts []string
	for _, s := range r.Sentences() {
		texts = append(texts, s.String())
	}
	return strings.Join(texts, r.l.T("base.between_sentences"))
}

// share writes a share so that one that is not 0 or 1 never looks so.
func (r recordView) share(f scoring.Figure) string {
	text := r.l.Percent(f.Value)
	switch {
	case f.Value > 0 && text == r.l.Percent(0):
		return "<" + r.l.Percent(0.01)
	case f.Value < 1 && text == r.l.Percent(1):
		return ">" + r.l.Percent(0.99)
	}
	return text
}

// figureView is one figure with its doubt, what it is over, and what it means.
type figureView struct {
	Name    string // of its texts
	Value   string // "–" where undefined
	Exact   string // on hover
	Range   string // its interval
	Over    []said
	Label   string
	Explain string
}

const undefinedFigure = "–"

// Figures are the figures that a list of records explains.
func (r recordView) Figures() []figureView {
	return r.named(r.accuracy(), r.graded(), r.brier())
}

// AllFigures are all figures of a record that is computed from its claims.
func (r recordView) AllFigures() []figureView {
	if r.Of(r.view.Basis).Sum.N < scoring.EnoughToTell { // the reason is said once
		return r.named(r.accuracy(), r.graded(), r.brier(), r.lateness(), r.checkable())
	}
	return r.named(r.accuracy(), r.graded(), r.brier(), r.skill(), r.sure(), r.calibrated(), r.logScore(), r.likelier(), r.lateness(), r.checkable())
}

func (r recordView) named(figures ...figureView) []figureView {
	for i := range figures {
		f := &figures[i]
		f.Label, f.Explain = r.l.T("record."+f.Name+".label"), r.l.T("record."+f.Name+".explain")
		if f.Value == "" {
			f.Value = undefinedFigure
		}
	}
	return figures
}

// why says why a figure is undefined; nothing says what is missing when it
// has no data.
func (r recordView) why(f scoring.Figure, nothing string) []said {
	if f.Reason == scoring.Inconsistent {
		return []said{say(r.l.T("record.inconsistent"), "")}
	}
	return []said{say(r.l.T(nothing), "")}
}

func (r recordView) accuracy() figureView {
	f := figureView{Name: "accuracy"}
	if !r.Accuracy.Defined {
		f.Over = r.why(r.Accuracy, "record.nothing_judged")
		return f
	}
	over := say(r.l.T("record.accuracy.over", "n", r.Tally.StrictN, "k", r.l.Number(r.Tally.StrictTrue)),
		r.Claims("outcome", string(ledger.Happened), "outcome", string(ledger.Missed)))
	if r.TooFew() {
		f.Over = []said{say(r.l.T("record.too_few"), ""), over}
		return f
	}
	f.Value, f.Range, f.Over = r.AccuracyText(), r.RangeText(), []said{over}
	if r.Tally.Mixed > 0 {
		f.Over = append(f.Over, say(r.l.T("record.accuracy.mixed", "n", r.Tally.Mixed,
			"low", r.l.Percent(r.IfMixed.Low), "high", r.l.Percent(r.IfMixed.High)), r.Claims("grade", string(ledger.Mixed))))
	}
	return f
}

func (r recordView) graded() figureView {
	f := figureView{Name: "graded"}
	if !r.GradedAccuracy.Defined {
		f.Over = r.why(r.GradedAccuracy, "record.nothing_judged")
		return f
	}
	over := say(r.l.T("record.graded.over", "n", r.Tally.Judged), r.Claims("state", string(ledger.StateJudged)))
	if r.Tally.Judged < scoring.EnoughToTell {
		f.Over = []said{say(r.l.T("record.too_few"), ""), over}
		return f
	}
	f.Value, f.Over = r.GradedText(), []said{over}
	return f
}

// AccuracyText is the accuracy, or "–" where there are too few claims to tell.
func (r recordView) AccuracyText() string {
	if r.TooFew() || !r.Accuracy.Defined {
		return undefinedFigure
	}
	return r.share(r.Accuracy)
}

// RangeText is the interval of the accuracy: "43–80%".
func (r recordView) RangeText() string {
	return r.l.T("record.range", "low", r.l.Decimal(r.AccuracyRange.Low*100, 0), "high", r.l.Percent(r.AccuracyRange.High))
}

// GradedText is the graded accuracy, or "–" where there are too few claims to
// tell.
func (r recordView) GradedText() string {
	if !r.GradedAccuracy.Defined || r.Tally.Judged < scoring.EnoughToTell {
		return undefinedFigure
	}
	return r.share(r.GradedAccuracy)
}

// Drawn tells whether the accuracy can be drawn as a dot in its interval.
func (r recordView) Drawn() bool { return r.Accuracy.Defined && !r.TooFew() }

// DotAt, LowAt and HighAt are places on an axis from 0 to 100%.
func (r recordView) DotAt() string { return place(r.Accuracy.Value) }

// LowAt is the low end of the interval.
func (r recordView) LowAt() string { return place(r.AccuracyRange.Low) }

// HighAt is the high end of the interval.
func (r recordView) HighAt() string { return place(r.AccuracyRange.High) }

func place(f float64) string { return strconv.FormatFloat(f*100, 'f', 1, 64) + "%" }

// AllAt is the place of what all have, or empty.
func (r recordView) AllAt() string {
	if r.all == nil {
		return ""
	}
	return place(*r.all)
}

// DrawnText says in words what is drawn.
func (r recordView) DrawnText() string {
	return r.l.T("record.drawn", "share", r.share(r.Accuracy), "range", r.RangeText(), "n", r.Tally.StrictN)
}

// Counts are the claims by where they stand, as far as there are any.
func (r recordView) Counts() []said {
	t := r.Tally
	var counts []said
	for _, c := range []struct {
		key  string
		n    int
		name string
		is   string
	}{
		{"record.count.judged", t.Judged, "state", string(ledger.StateJudged)},
		{"record.count.mixed", t.Mixed, "grade", string(ledger.Mixed)},
		{"record.count.disputed", t.Disputed, "disputed", "1"},
		{"record.count.void", t.Void, "state", string(ledger.StateVoid)},
		{"record.count.due", t.Due, "state", string(ledger.StateDue)},
		{"record.count.overdue", t.Overdue, "overdue", "1"},
		{"record.count.open", t.Open, "state", string(ledger.StateOpen)},
		{"record.count.uncheckable", t.Uncheckable, "uncheckable", "1"},
		{"record.count.withdrawn", t.Withdrawn, "state", string(ledger.StateWithdrawn)},
	} {
		if c.n > 0 {
			counts = append(counts, say(r.l.T(c.key, "n", c.n), r.Claims(c.name, c.is)))
		}
	}
	return counts
}
