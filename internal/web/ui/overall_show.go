package ui

import (
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
	"foresaid/internal/web/chart"
	"foresaid/internal/web/respond"
	"foresaid/internal/wording"
)

// overallPage is the record of all speakers together.
type overallPage struct {
	respond.Base
	Record      recordView
	Filter      recordFilter
	Sentences   []said
	Calibration template.HTML
	Parts       []template.HTML
	Words       template.HTML
	Lede        string
}

// overall is what the page and its JSON are made of.
type overall struct {
	all                            ledger.Tally
	horizons, topics, years, words []ledger.RecordLine
}

// overall adds up the kept tallies. Nothing in it costs more with more claims.
func (u *UI) overall(c echo.Context, cohort scoring.Cohort) (overall, error) {
	var o overall
	for _, part := range []struct {
		by   ledger.RecordBy
		into *[]ledger.RecordLine
	}{{ledger.PerHorizon, &o.horizons}, {ledger.PerTopic, &o.topics}, {ledger.PerYear, &o.years}, {ledger.PerWords, &o.words}} {
		found, err := u.Tracker.Records(ctxOf(c), ledger.RecordFilter{By: part.by}, cohort)
		if err != nil {
			return o, err
		}
		*part.into = found
	}
	together, err := u.Tracker.Records(ctxOf(c), ledger.RecordFilter{Bins: true}, cohort)
	if err != nil {
		return o, err
	}
	for _, line := range together {
		o.all = line.Tally
	}
	if o.all.Overdue, err = u.Store.CountOverdue(ctxOf(c), u.Tracker.Today(), ""); err != nil {
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

// ShowOverall shows how good predictions are, all together.
func (u *UI) ShowOverall(c echo.Context) error {
	l := u.locale(c)
	f := u.recordFilter(c, "/overall")
	if respond.WantsJSON(c) {
		return u.overallJSON(c, f)
	}
	o, err := u.overall(c, f.View.Cohort)
	if err != nil {
		return err
	}
	view := scoring.View{Cohort: f.View.Cohort, Today: u.Tracker.Today()}
	p := overallPage{Filter: f, Record: recordView{Record: scoring.RecordOf(o.all), l: l, view: view}}
	if p.Base, err = u.page(c, "overall", l.T("overall.title")); err != nil {
		return err
	}
	p.Sentences = append(p.Record.Sentences(), p.Record.farAhead(o.horizons)...)
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
	outcomes := []string{"outcome", string(ledger.Happened), "outcome", string(ledger.Missed)}
	groups := func(lines []ledger.RecordLine, key func(ledger.RecordLine) string, most int) []scoring.Group {
		var groups []scoring.Group
		for _, line := range lines {
			if line.Tally.StrictN > 0 && len(groups) < most {
				groups = append(groups, scoring.Group{Key: key(line), Tally: line.Tally})
			}
		}
		return groups
	}
	const all = 1000
	for _, part := range []struct {
		id, title string
		groups    []scoring.Group
		name      func(string) (string, string)
		address   func(string) string
	}{
		{
			"by-horizon", l.T("record.groups.horizon"), groups(o.horizons, func(r ledger.RecordLine) string { return string(r.Horizon) }, all),
			func(key string) (string, string) { return l.T("record.horizon." + key), "" },
			func(key string) string { return r.Claims(append(outcomes, "horizon", key)...) },
		},
		{
			"by-topic", l.T("record.groups.topic"), groups(o.topics, func(r ledger.RecordLine) string { return r.Topic }, mostGroups),
			func(key string) (string, string) { return key, nameTag(key) }, topicURL,
		},
		{
			"by-year", l.T("record.groups.year"), groups(o.years, func(r ledger.RecordLine) string { return strconv.Itoa(r.Year) }, all),
			func(key string) (string, string) {
				if key == "0" {
					return l.T("overall.no_year"), ""
				}
				return key, ""
			},
			func(key string) string {
				if key == "0" {
					return ""
				}
				return r.Claims(append(outcomes, "from", key+"-01-01", "to", key+"-12-31")...)
			},
		},
	} {
		drawn, err := r.groups(part.id, part.title, part.groups, part.name, part.address)
		if err != nil {
			return err
		}
		if drawn != "" {
			p.Parts = append(p.Parts, drawn)
		}
	}
	var err error
	p.Words, err = r.words(o.words)
	return err
}

// words sets what came of claims against the words for odds they were made
// with.
func (r recordView) words(lines []ledger.RecordLine) (template.HTML, error) {
	l := r.l
	d := chart.Dots{
		ID: "by-words", Title: l.T("overall.words"), Desc: l.T("overall.words_desc"), Reading: l.T("overall.words_reading"),
		AxisTicks: sharesAxis(l), ReferenceText: l.T("overall.words_suggest"),
		Head: [4]string{l.T("overall.words_head"), l.T("record.drawn_title"), l.T("speakers.accuracy"), l.T("record.groups.n")},
	}
	for _, line := range lines {
		if line.Tally.Worded.N == 0 {
			continue
		}
		t := ledger.Tally{StrictN: line.Tally.Worded.N, StrictTrue: line.Tally.Worded.True}
		row := r.dotRow(t, func(key string) (string, string) { return l.T("overall.when_said", "words", key), nameTag(key) }, func(string) string { return "" }, line.Words)
		if odds, ok := wording.FindOdds(line.Words); ok {
			at := odds.Probability.Float()
			row.Reference = &at
			row.Name += between + l.T("overall.suggests", "low", odds.Low.Percent(), "high", l.Probability(odds.High))
			if odds.ByTranslation {
				row.Name += between + l.T("overall.by_translation")
			}
		}
		d.Rows = append(d.Rows, row)
	}
	return d.HTML()
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

func (u *UI) overallJSON(c echo.Context, f recordFilter) error {
	if err := f.Problems.Err(); err != nil {
		return err
	}
	o, err := u.overall(c, f.View.Cohort)
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
		scoring.RecordOf(o.all).Figures("", f.View),
		groupsJSON(o.horizons, func(l ledger.RecordLine) string { return string(l.Horizon) }),
		groupsJSON(o.topics, func(l ledger.RecordLine) string { return l.Topic }),
		groupsJSON(o.years, func(l ledger.RecordLine) string { return strconv.Itoa(l.Year) }),
		groupsJSON(o.words, func(l ledger.RecordLine) string { return l.Words }),
	})
}
