package ui

import (
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

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
	Hidden      int // open ones that the user of the page may not see yet
}

const forecasterPath = "/forecasters/"

// forecasterURL is the path of the page of a user.
func forecasterURL(name string) string { return forecasterPath + url.PathEscape(name) }

// onLikelierSide makes the accuracy of a record that of the likelier sides: a
// forecast of 20% is right when it does not happen, and one of 50% takes no
// side.
func onLikelierSide(r scoring.Record) scoring.Record {
	r.Accuracy = r.Stated.Likelier
	r.Tally.StrictTrue, r.Tally.StrictN = r.Stated.LikelierTrue, r.Stated.LikelierN
	r.AccuracyRange, _ = scoring.Wilson(r.Stated.LikelierTrue, r.Stated.LikelierN)
	return r
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
	// not the parameter, which is escaped in some addresses only
	name := strings.TrimPrefix(c.Request().URL.Path, forecasterPath)
	f, err := u.Tracker.Forecaster(ctxOf(c), name, u.User)
	if err != nil {
		return err
	}
	rates, err := u.Tracker.Rates(ctxOf(c))
	if err != nil {
		return err
	}
	view := scoring.View{Today: u.Tracker.Today()}
	p := forecasterPage{User: name, Record: recordView{Record: onLikelierSide(view.Record(f.Claims(), rates)), l: l, view: view, unlinked: true}, Hidden: f.Hidden}
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
	t, l, r := p.Record.Tally, p.L, p.Record
	if len(p.Scored) == 0 {
		return l.T("forecaster.none_scored", "n", len(p.Open)+p.Hidden)
	}
	var sentences []string
	switch {
	case t.StrictN == 0:
	case r.TooFew():
		sentences = append(sentences, l.T("forecaster.few", "n", t.StrictN, "k", l.Number(t.StrictTrue)))
	default:
		sentences = append(sentences, l.T("forecaster.sentence", "n", t.StrictN, "k", l.Number(t.StrictTrue), "share", r.share(r.Accuracy),
			"low", l.Percent(r.AccuracyRange.Low), "high", l.Percent(r.AccuracyRange.High)))
	}
	if n := r.Stated.Sum.Even; n > 0 {
		sentences = append(sentences, l.T("forecaster.even", "n", n))
	}
	return strings.Join(sentences, l.T("base.between_sentences"))
}

// Alone tells whether a scored forecast has no peer score.
func (p forecasterPage) Alone() bool {
	return slices.ContainsFunc(p.Scored, func(s scoredView) bool { return s.Peer == undefinedFigure })
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
	side := r.likelier()
	if r.Drawn() {
		side.Range = r.RangeText()
	}
	return append(r.named(side, r.brier(), r.skill(), r.sure(), r.calibrated(), r.logScore()), figures...)
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
			Name: name, URL: forecasterURL(name), Scored: len(f.Scored), Open: len(f.Open) + f.Hidden,
			Brier: text(f.Brier, 3), Baseline: text(f.Baseline, 1), Peer: text(f.Peer, 1),
		})
	}
	return u.respond.Page(c, http.StatusOK, "forecasters", p)
}
