package ui

import (
	"html/template"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
	"foresaid/internal/tracker"
	"foresaid/internal/web/respond"
)

// forecasterPage is the record of a user's own forecasts.
type forecasterPage struct {
	respond.Base
	User        string
	Record      recordView
	Figures     []figureView
	Calibration template.HTML
	Scored      []scoredView
	Open        []openView
}

type scoredView struct {
	ClaimView
	Said, Brier, Baseline, Peer string
}

type openView struct {
	ClaimView
	Said, When string
}

// ShowForecaster shows what a user's forecasts came to.
func (u *UI) ShowForecaster(c echo.Context) error {
	l := u.locale(c)
	name, err := url.PathUnescape(c.Param("name"))
	if err != nil {
		name = c.Param("name")
	}
	f, err := u.Tracker.Forecaster(ctxOf(c), name, u.User)
	if err != nil {
		return err
	}
	rates, err := u.Tracker.Rates(ctxOf(c))
	if err != nil {
		return err
	}
	view := scoring.View{Today: u.Tracker.Today()}
	claims := f.Claims()
	p := forecasterPage{User: name, Record: recordView{Record: view.Record(claims, rates), l: l, view: view, unlinked: true}}
	if p.Base, err = u.page(c, "forecasters", l.T("forecaster.page_title", "name", name)); err != nil {
		return err
	}
	p.Figures = p.Record.forecastFigures(f)
	if p.Calibration, err = p.Record.calibration("calibration"); err != nil {
		return err
	}
	for _, s := range f.Scored {
		v := scoredView{
			ClaimView: u.view(c, s.Claim), Said: l.Probability(s.Probability), Brier: l.Decimal(s.Brier, 3),
			Baseline: p.Record.signed(s.Baseline, 1), Peer: undefinedFigure,
		}
		if s.Peer.Defined {
			v.Peer = p.Record.signed(s.Peer.Value, 1)
		}
		p.Scored = append(p.Scored, v)
	}
	for _, o := range f.Open {
		p.Open = append(p.Open, openView{u.view(c, o.Claim), l.Probability(o.Forecast.Probability), l.Date(ledger.DateOf(o.Forecast.At.In(u.Zone)))})
	}
	return u.respond.Page(c, http.StatusOK, "forecaster", p)
}

// Sentence is what a person would quote.
func (p forecasterPage) Sentence() string {
	t, l := p.Record.Tally, p.L
	switch {
	case t.StrictN == 0:
		return l.T("forecaster.none_scored", "n", len(p.Open))
	case p.Record.TooFew():
		return l.T("forecaster.few", "n", t.StrictN, "k", l.Number(t.StrictTrue))
	}
	return l.T("forecaster.sentence", "n", t.StrictN, "k", l.Number(t.StrictTrue), "share", p.Record.share(p.Record.Accuracy),
		"low", l.Percent(p.Record.AccuracyRange.Low), "high", l.Percent(p.Record.AccuracyRange.High))
}

// forecastFigures are the figures of a user's forecasts.
func (r recordView) forecastFigures(f tracker.Forecaster) []figureView {
	points := func(name string, value scoring.Figure, n int, digits int, nothing string) figureView {
		v := figureView{Name: name}
		if !value.Defined {
			v.Over = r.why(value, nothing)
			return v
		}
		v.Value = r.signed(value.Value, digits)
		v.Over = []said{say(r.l.T("forecaster.over", "n", n), "")}
		return v
	}
	weighted := points("weighted", f.Brier, len(f.Scored), 3, "forecaster.nothing")
	if f.Brier.Defined {
		weighted.Value = r.l.Decimal(f.Brier.Value, 3)
	}
	figures := []figureView{
		weighted, points("baseline", f.Baseline, len(f.Scored), 1, "forecaster.nothing"), points("peer", f.Peer, f.PeerN, 1, "forecaster.nobody_else"),
	}
	for i := range figures {
		v := &figures[i]
		v.Label, v.Explain = r.l.T("forecaster."+v.Name+".label"), r.l.T("forecaster."+v.Name+".explain")
		if v.Value == "" {
			v.Value = undefinedFigure
		}
	}
	return append(r.named(r.accuracy(), r.brier(), r.skill(), r.sure(), r.calibrated(), r.logScore()), figures...)
}

// forecastersPage lists the users who forecast.
type forecastersPage struct {
	respond.Base
	Rows []forecasterRow
}

type forecasterRow struct {
	Name, URL             string
	Scored, Open          int
	Brier, Baseline, Peer string
}

// ListForecasters lists the users who have given forecasts.
func (u *UI) ListForecasters(c echo.Context) error {
	l := u.locale(c)
	var p forecastersPage
	var err error
	if p.Base, err = u.page(c, "forecasters", l.T("forecaster.title")); err != nil {
		return err
	}
	names, err := u.Store.Forecasters(ctxOf(c))
	if err != nil {
		return err
	}
	text := func(f scoring.Figure, digits int) string {
		if !f.Defined {
			return undefinedFigure
		}
		if digits == 3 {
			return l.Decimal(f.Value, digits)
		}
		return recordView{l: l}.signed(f.Value, digits)
	}
	for _, name := range names {
		f, err := u.Tracker.Forecaster(ctxOf(c), name, u.User)
		if err != nil {
			return err
		}
		p.Rows = append(p.Rows, forecasterRow{
			Name: name, URL: "/forecasters/" + url.PathEscape(name), Scored: len(f.Scored), Open: len(f.Open),
			Brier: text(f.Brier, 3), Baseline: text(f.Baseline, 1), Peer: text(f.Peer, 1),
		})
	}
	return u.respond.Page(c, http.StatusOK, "forecasters", p)
}
