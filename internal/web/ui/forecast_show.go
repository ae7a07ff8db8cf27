package ui

import (
	"cmp"
	"html/template"
	"net/url"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/web/chart"
)

// forecastView is what users think of a claim. While it is blind, it holds
// nothing of what anybody thinks, so that no page can show it.
type forecastView struct {
	Open    bool   // one can be given
	Blind   bool   // others' are not shown until the user's is given
	Until   string // when they close; empty where only a verdict ends them
	Waiting int    // how many people have given one that is not shown

	Mine      []forecastLine // the user's, newest first
	Theirs    []forecastLine // the newest of each other person, highest first
	People    int
	Median    string // of the newest of each, with more than one person
	Reference *ledger.Probability
	Link      string        // to where the reference is from
	Drawn     template.HTML // how the user's has changed, if it has
}

// forecastLine is one forecast in words.
type forecastLine struct {
	ledger.Forecast
	On, At string // the day, and the exact time
	zone   *time.Location
}

// AtISO is the time for machines.
func (f forecastLine) AtISO() string { return f.Forecast.At.In(f.zone).Format(time.RFC3339) }

// URL is the path of the page of whoever gave it.
func (f forecastLine) URL() string { return "/forecasters/" + url.PathEscape(f.By) }

// Host is where the reference is from, as people read it.
func (v forecastView) Host() string { return hostOf(v.Link) }

// Now is the user's forecast that stands.
func (v forecastView) Now() forecastLine { return v.Mine[0] }

// Before are the user's earlier ones, newest first.
func (v forecastView) Before() []forecastLine { return v.Mine[1:] }

// forecasts reads the forecasts on a claim, as far as the user may see them.
func (u *UI) forecasts(c echo.Context, line ledger.ClaimLine) (forecastView, error) {
	v := forecastView{Open: line.Forecastable(u.Tracker.Today()) == nil, Reference: line.Reference, Link: line.ReferenceLink}
	all, err := u.Store.ForecastsOn(ctxOf(c), []int64{line.ID})
	if err != nil {
		return v, err
	}
	l, newest := u.locale(c), map[string]ledger.Forecast{}
	for _, f := range all {
		newest[f.By] = f
		if f.By == u.User {
			v.Mine = append([]forecastLine{u.forecastLine(l, f)}, v.Mine...)
		}
	}
	if v.Open {
		v.Until = l.Date(line.Deadline.To)
	}
	if v.Open && len(v.Mine) == 0 {
		return forecastView{Open: true, Blind: true, Until: v.Until, Waiting: len(newest)}, nil
	}
	if v.Drawn, err = u.drawForecasts(l, line, v.Mine); err != nil {
		return v, err
	}
	var values []ledger.Probability
	for by, f := range newest {
		values = append(values, f.Probability)
		if by != u.User {
			v.Theirs = append(v.Theirs, u.forecastLine(l, f))
		}
	}
	slices.SortFunc(v.Theirs, func(a, b forecastLine) int {
		return cmp.Or(cmp.Compare(b.Probability, a.Probability), cmp.Compare(a.By, b.By))
	})
	if v.People = len(values); v.People > 1 {
		v.Median = l.Probability(median(values))
	}
	return v, nil
}

func (u *UI) forecastLine(l *locale.Locale, f ledger.Forecast) forecastLine {
	at := f.At.In(u.Zone)
	return forecastLine{Forecast: f, On: l.Date(ledger.DateOf(at)), At: l.Time(at), zone: u.Zone}
}

// drawForecasts draws how somebody's forecasts, newest first, have changed.
func (u *UI) drawForecasts(l *locale.Locale, line ledger.ClaimLine, given []forecastLine) (template.HTML, error) {
	if len(given) < 2 {
		return "", nil
	}
	until := u.Tracker.Now()
	if closes := line.ForecastsClose(u.Zone); !closes.IsZero() && closes.Before(until) {
		until = closes
	}
	first := given[len(given)-1].Forecast.At.In(u.Zone)
	s := chart.Steps{
		ID: "forecasts", Title: l.T("forecast.drawn"), Desc: l.T("forecast.drawn_desc"), Reading: l.T("forecast.drawn_desc"), Ticks: sharesAxis(l),
		Until: yearAt(until), FromText: l.Date(ledger.DateOf(first)), UntilText: l.Date(ledger.DateOf(until.In(u.Zone))),
		Table: chart.Table{Summary: l.T("record.chart_table"), Head: []string{l.T("forecast.given"), l.T("forecast.probability")}},
	}
	for _, f := range slices.Backward(given) {
		p := f.Probability.Float()
		s.Points = append(s.Points, chart.StepPoint{At: yearAt(f.Forecast.At), Value: p, Low: p, High: p, Label: l.Probability(f.Probability) + between + f.At})
		s.Table.Rows = append(s.Table.Rows, []chart.Cell{{Text: f.At}, {Text: l.Probability(f.Probability), Number: true}})
	}
	return s.HTML()
}

// yearAt is a moment as a decimal year.
func yearAt(t time.Time) float64 {
	t = t.UTC()
	first := time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	return float64(t.Year()) + t.Sub(first).Hours()/first.AddDate(1, 0, 0).Sub(first).Hours()
}

// median is the middle of values, or half way between the two in the middle.
func median(values []ledger.Probability) ledger.Probability {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

// hideReference takes the reference probability out of a history, and the
// reasons for changing nothing else.
func hideReference(l *locale.Locale, items []historyItem) {
	for i := range items {
		hidden := 0
		for j := range items[i].Changes {
			if change := &items[i].Changes[j]; change.Field == "reference" || change.Field == "reference_link" {
				change.From, change.To = "", l.T("forecast.hidden")
				hidden++
			}
		}
		if hidden > 0 && hidden == len(items[i].Changes) {
			items[i].Reason = ""
		}
	}
}
