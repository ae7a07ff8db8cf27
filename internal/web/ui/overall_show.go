package ui

import (
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/scoring"
	"foresaid/internal/web/chart"
	"foresaid/internal/web/respond"
	"foresaid/internal/wording"
)

// overallPage is the record of all speakers together.
type overallPage struct {
	respond.Base
	Record      recordView
	Filter      overallFilter
	Sentences   []said
	Calibration template.HTML
	Horizons    template.HTML
	Topics      template.HTML
	Years       template.HTML
	Words       template.HTML
	WordsSaid   string // the words said most often, in a sentence
}

// overall is what the page and its JSON are made of.
type overall struct {
	all                            ledger.Tally
	speakers                       int // that have a strictly judged claim
	horizons, topics, years, words []ledger.RecordLine
}

// overall adds up the kept tallies. Nothing in it costs more with more claims.
func (u *UI) overall(c echo.Context, f overallFilter) (overall, error) {
	var o overall
	var together, speakers []ledger.RecordLine
	for _, part := range []struct {
		by   ledger.RecordBy
		into *[]ledger.RecordLine
	}{
		{ledger.Together, &together}, {ledger.PerSpeaker, &speakers}, {ledger.PerHorizon, &o.horizons},
		{ledger.PerTopic, &o.topics}, {ledger.PerYear, &o.years}, {ledger.PerWords, &o.words},
	} {
		if part.by == ledger.PerWords && f.Years() {
			continue
		}
		found, err := u.Tracker.Records(ctxOf(c), f.records(part.by), f.filter.Cohort)
		if err != nil {
			return o, err
		}
		*part.into = found
	}
	for _, line := range together {
		o.all = line.Tally
	}
	for _, line := range speakers {
		if line.Tally.StrictN > 0 {
			o.speakers++
		}
	}
	v := f.view(u.Tracker.Today())
	var err error
	if o.all.Overdue, err = u.Store.CountClaims(ctxOf(c), ledger.ClaimFilter{Overdue: v.Today, DeadlineFrom: v.From, DeadlineTo: v.To}); err != nil {
		return o, err
	}
	nearestFirst(o.horizons)
	slices.SortStableFunc(o.topics, func(a, b ledger.RecordLine) int { return b.Tally.StrictN - a.Tally.StrictN })
	o.words = mergeWords(o.words)
	return o, nil
}

// nearestFirst puts tallies by horizon into their order.
func nearestFirst(lines []ledger.RecordLine) {
	slices.SortFunc(lines, func(a, b ledger.RecordLine) int {
		return slices.Index(ledger.Horizons, a.Horizon) - slices.Index(ledger.Horizons, b.Horizon)
	})
}

// mergeWords adds up the forms of the same words for odds: those of one row
// of the table. The surest come first.
func mergeWords(lines []ledger.RecordLine) []ledger.RecordLine {
	var merged []ledger.RecordLine
	for _, line := range lines {
		if odds, ok := wording.FindOdds(line.Words); ok {
			line.Words = odds.Words[0]
		}
		i := slices.IndexFunc(merged, func(m ledger.RecordLine) bool { return m.Words == line.Words })
		if i < 0 {
			merged = append(merged, line)
			continue
		}
		merged[i].Tally = merged[i].Tally.Plus(line.Tally)
	}
	slices.SortStableFunc(merged, func(a, b ledger.RecordLine) int { return int(suggests(b.Words)) - int(suggests(a.Words)) })
	return merged
}

func suggests(words string) ledger.Probability {
	odds, _ := wording.FindOdds(words)
	return odds.Probability
}

// ShowOverall shows how good predictions are, all together, as a page or as
// JSON.
func (u *UI) ShowOverall(c echo.Context) error {
	l, f := u.locale(c), u.overallFilter(c)
	if respond.WantsJSON(c) {
		return u.overallJSON(c, f)
	}
	if len(f.Problems) == 0 && f.values.Encode() != c.QueryParams().Encode() { // a form sends the empty fields, too
		return c.Redirect(http.StatusSeeOther, leaderURL(overallPath, f.values))
	}
	o, err := u.overall(c, f)
	if err != nil {
		return err
	}
	p := overallPage{Filter: f, Record: recordView{Record: scoring.RecordOf(o.all), l: l, view: f.view(u.Tracker.Today())}}
	if p.Base, err = u.page(c, "overall", l.T("overall.title")); err != nil {
		return err
	}
	if p.Sentences, err = u.overallSentences(c, f, o, p.Record); err != nil {
		return err
	}
	if p.Calibration, err = p.Record.calibration("calibration"); err != nil {
		return err
	}
	if err := p.draw(o); err != nil {
		return err
	}
	status := http.StatusOK
	if len(f.Problems) > 0 {
		status = f.status()
	}
	return u.respond.Page(c, status, "overall", p)
}

// Figures are those that there are sums for.
func (p overallPage) Figures() []figureView {
	r := p.Record
	if p.Filter.Years() {
		return r.named(r.accuracy(), r.graded(), r.brier(), r.logScore(), r.checkable())
	}
	return r.KeptFigures()
}

// overallSentences are the record's, the first of them with the number of
// speakers, and what early verdicts and the horizon make of it.
func (u *UI) overallSentences(c echo.Context, f overallFilter, o overall, r recordView) ([]said, error) {
	sentences := r.Sentences()
	if lead, ok := r.leadOfAll(o.speakers); ok {
		sentences[0] = lead
	}
	if f.filter.Cohort != scoring.RipeCohort {
		ripe, err := u.Tracker.Records(ctxOf(c), f.records(ledger.Together), scoring.RipeCohort)
		if err != nil {
			return nil, err
		}
		if len(ripe) > 0 && ripe[0].Tally.StrictN < r.Tally.StrictN {
			sentences = append(sentences, r.early(scoring.RecordOf(ripe[0].Tally), f.Ripe()))
		}
	}
	return append(sentences, r.farAhead(o.horizons)...), nil
}

// leadOfAll is the first sentence of a record of several speakers; ok is false
// where there are too few claims for it, or all had one outcome.
func (r recordView) leadOfAll(speakers int) (said, bool) {
	t, l := r.Tally, r.l
	if r.TooFew() || t.StrictTrue == 0 || t.StrictTrue == t.StrictN {
		return said{}, false
	}
	key, came := "overall.lead", l.T("record.came_true")
	if r.AccuracyRange.High-r.AccuracyRange.Low >= wide {
		key = "overall.lead_wide"
	}
	if t.Late > 0 {
		came = l.T("record.came_true_in_time")
	}
	return say(l.T(key, "n", t.StrictN, "speakers", l.T("overall.speakers", "n", speakers, "count", l.Spell(speakers)),
		"k", l.Number(t.StrictTrue), "came", came, "share", r.share(r.Accuracy),
		"low", l.Percent(r.AccuracyRange.Low), "high", l.Percent(r.AccuracyRange.High)), r.Claims("outcome", string(ledger.Happened))), true
}

// early says what leaving out the early verdicts makes of the record.
func (r recordView) early(ripe scoring.Record, to string) said {
	n := r.Tally.StrictN - ripe.Tally.StrictN
	if ripe.TooFew() {
		return say(r.l.T("overall.early_few", "n", n), to)
	}
	return say(r.l.T("overall.early", "n", n, "of", r.l.Number(ripe.Tally.StrictN), "share", r.share(ripe.Accuracy)), to)
}

// farAhead compares the nearest horizon with the farthest, where both have
// claims enough and their intervals part them.
func (r recordView) farAhead(horizons []ledger.RecordLine) []said {
	var enough []ledger.RecordLine
	for _, h := range horizons {
		if h.Tally.StrictN >= enoughOdds && h.Horizon != ledger.UnknownHorizon {
			enough = append(enough, h)
		}
	}
	if len(enough) < 2 {
		return nil
	}
	near, far := enough[0], enough[len(enough)-1]
	a, b := scoring.RecordOf(near.Tally), scoring.RecordOf(far.Tally)
	var key string
	switch {
	case a.AccuracyRange.Low > b.AccuracyRange.High:
		key = "overall.far_worse"
	case b.AccuracyRange.Low > a.AccuracyRange.High:
		key = "overall.far_better"
	default:
		return nil
	}
	return []said{say(r.l.T(key, "near", r.share(a.Accuracy), "far", r.share(b.Accuracy),
		"near_is", r.l.T("record.horizon."+string(near.Horizon)), "far_is", r.l.T("record.horizon."+string(far.Horizon))), "")}
}

// draw draws the parts: by horizon, topic, year and words.
func (p *overallPage) draw(o overall) error {
	r, l := p.Record, p.L
	var enough []ledger.RecordLine
	for _, line := range o.topics {
		if line.Tally.StrictN >= scoring.EnoughToTell {
			enough = append(enough, line)
		}
	}
	var err error
	p.Horizons, err = r.rates("by-horizon", l.T("record.groups.horizon"), o.horizons, func(line ledger.RecordLine) (row chart.DotRow) {
		row.Name = l.T("record.horizon." + string(line.Horizon))
		row.NURL = r.Claims(append(outcomes(), "horizon", string(line.Horizon))...)
		return row
	})
	if err != nil {
		return err
	}
	p.Topics, err = r.rates("by-topic", l.T("record.groups.topic"), enough[:min(len(enough), mostGroups)], func(line ledger.RecordLine) chart.DotRow {
		return chart.DotRow{
			Name: line.Topic, Lang: nameTag(line.Topic), URL: topicURL(line.Topic), NURL: r.Claims(append(outcomes(), "topic", line.Topic)...),
		}
	})
	if err != nil {
		return err
	}
	p.Years, err = r.rates("by-year", l.T("record.groups.year"), o.years, func(line ledger.RecordLine) chart.DotRow {
		if line.Year == 0 {
			return chart.DotRow{Name: l.T("overall.no_year")}
		}
		year := fmt.Sprintf("%04d", line.Year)
		return chart.DotRow{Name: strconv.Itoa(line.Year), NURL: r.Claims(append(outcomes(), "from", year+"-01-01", "to", year+"-12-31")...)}
	})
	if err != nil {
		return err
	}
	p.WordsSaid = r.wordsSaid(o.words)
	p.Words, err = r.words(o.words)
	return err
}

// outcomes restricts an address to the claims that an accuracy is over.
func outcomes() []string {
	return []string{"outcome", string(ledger.Happened), "outcome", string(ledger.Missed)}
}

// rates draws the accuracy of lines under each other; of gives a row its name
// and addresses.
func (r recordView) rates(id, title string, lines []ledger.RecordLine, of func(ledger.RecordLine) chart.DotRow) (template.HTML, error) {
	l := r.l
	d := chart.Dots{
		ID: id, Title: title, Desc: l.T("record.axis"), AxisTicks: sharesAxis(l), ReferenceText: l.T("record.groups.reference"),
		Head: [4]string{title, l.T("record.drawn_title"), l.T("speakers.accuracy"), l.T("record.groups.n")},
	}
	for _, line := range lines {
		if line.Tally.StrictN == 0 {
			continue
		}
		named := of(line)
		row := r.dotRow(line.Tally, func(string) (string, string) { return named.Name, named.Lang }, func(string) string { return named.URL }, "")
		row.NURL, row.Reference = named.NURL, &r.Accuracy.Value
		d.Rows = append(d.Rows, row)
	}
	if len(d.Rows) == 1 {
		d.Rows[0].Reference = nil // it is all there is
	}
	return d.HTML()
}

// words sets what came of claims against the words for odds that they were
// made with.
func (r recordView) words(lines []ledger.RecordLine) (template.HTML, error) {
	l := r.l
	d := chart.Dots{
		ID: "by-words", Title: l.T("overall.words"), Desc: l.T("overall.words_desc"), Reading: l.T("overall.words_reading"),
		AxisTicks: sharesAxis(l), ReferenceText: l.T("overall.words_suggest"),
		Head: [4]string{l.T("overall.words_head"), l.T("record.drawn_title"), l.T("overall.words_came"), l.T("record.groups.n")},
	}
	for _, line := range lines {
		odds, known := wording.FindOdds(line.Words)
		if n := line.Tally.StrictN; n == 0 || !known && n < scoring.EnoughToTell || len(d.Rows) == mostWords {
			continue
		}
		name := l.T("overall.said", "words", line.Words)
		if known {
			name = l.T("overall.said_suggests", "words", line.Words, "suggests", suggested(l, odds))
		}
		row := r.dotRow(line.Tally, func(string) (string, string) { return name, nameTag(line.Words) }, func(string) string { return "" }, "")
		if known {
			at := odds.Probability.Float()
			row.Reference = &at
		}
		d.Rows = append(d.Rows, row)
	}
	return d.HTML()
}

// mostWords is how many words are drawn: all of the table, and some besides.
const mostWords = 36

// suggested is the number that words suggest, with the middle half of what
// people take them for.
func suggested(l *locale.Locale, o wording.Odds) string {
	key := "overall.suggests"
	switch {
	case o.ByTranslation:
		key = "overall.suggests_translated"
	case o.Low == o.High:
		return l.Probability(o.Probability)
	}
	return l.T(key, "share", l.Probability(o.Probability), "low", o.Low.Percent(), "high", l.Probability(o.High))
}

// wordsSaid is a sentence about the words of the table that were said most
// often, where that was often enough.
func (r recordView) wordsSaid(lines []ledger.RecordLine) string {
	var most ledger.RecordLine
	for _, line := range lines {
		if _, known := wording.FindOdds(line.Words); known && line.Tally.StrictN >= max(enoughOdds, most.Tally.StrictN+1) {
			most = line
		}
	}
	odds, known := wording.FindOdds(most.Words)
	if !known {
		return ""
	}
	one := scoring.RecordOf(most.Tally)
	return r.l.T("overall.words_said", "words", most.Words, "share", r.share(one.Accuracy), "n", most.Tally.StrictN, "suggests", r.l.Probability(odds.Probability))
}

// topicURL is the path of a topic's page; of one that no path can name, as
// browsers take it for a step, the list of its claims.
func topicURL(topic string) string {
	if topic == "." || topic == ".." {
		return "/claims?" + url.Values{"topic": {topic}}.Encode()
	}
	return topicPath + url.PathEscape(topic)
}

const topicPath = "/topics/"

// groupJSON is the accuracy of a group under its public names.
type groupJSON struct {
	Key          string         `json:"key"`
	StrictN      int            `json:"strict_n"`
	StrictTrue   int            `json:"strict_true"`
	Accuracy     scoring.Figure `json:"accuracy"`
	AccuracyLow  *float64       `json:"accuracy_low"`
	AccuracyHigh *float64       `json:"accuracy_high"`
}

func groupsJSON(lines []ledger.RecordLine, key func(ledger.RecordLine) string) []groupJSON {
	all := []groupJSON{}
	for _, line := range lines {
		r := scoring.RecordOf(line.Tally)
		g := groupJSON{Key: key(line), StrictN: line.Tally.StrictN, StrictTrue: line.Tally.StrictTrue, Accuracy: r.Accuracy}
		if r.Accuracy.Defined {
			g.AccuracyLow, g.AccuracyHigh = &r.AccuracyRange.Low, &r.AccuracyRange.High
		}
		all = append(all, g)
	}
	return all
}

func (u *UI) overallJSON(c echo.Context, f overallFilter) error {
	if err := f.Problems.Err(); err != nil {
		return err
	}
	o, err := u.overall(c, f)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, struct {
		scoring.Figures
		ByHorizon []groupJSON `json:"by_horizon"`
		ByTopic   []groupJSON `json:"by_topic"`
		ByYear    []groupJSON `json:"by_year"`
		ByWords   []groupJSON `json:"by_words"`
	}{
		scoring.RecordOf(o.all).Figures("", f.view(u.Tracker.Today())),
		groupsJSON(o.horizons, func(l ledger.RecordLine) string { return string(l.Horizon) }),
		groupsJSON(o.topics, func(l ledger.RecordLine) string { return l.Topic }),
		groupsJSON(o.years, func(l ledger.RecordLine) string { return strconv.Itoa(l.Year) }),
		groupsJSON(o.words, func(l ledger.RecordLine) string { return l.Words }),
	})
}
