package ui

import (
	"time"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
)

// looksShown is how many readings a claim's page lists.
const looksShown = 10

// measureView is what a claim is measured by, with the words said about it.
type measureView struct {
	ledger.Measured
	Readings []lookView // newest first
	l        *locale.Locale
	zone     *time.Location
}

// lookView is a reading with the words said about it.
type lookView struct {
	ledger.Reading
	l    *locale.Locale
	zone *time.Location
}

// When is when the value was read.
func (v lookView) When() string { return v.l.Time(v.At.In(v.zone)) }

// AtISO is the same for programs.
func (v lookView) AtISO() string { return v.At.Format(time.RFC3339) }

// Why says why nothing was read; empty where something was.
func (v lookView) Why() string {
	if v.Failure == nil {
		return ""
	}
	return v.l.Error(v.Failure)
}

// Asked is what the value is to be, and when.
func (v measureView) Asked() string {
	return v.l.T("measure.asked", "asked", v.l.Asks(v.Measure), "when", v.l.AsksWhen(v.Measure))
}

// Host is where the value is, as people read it.
func (v measureView) Host() string { return hostOf(v.Measure.Address) }

// OutlookText is what the readings say.
func (v measureView) OutlookText() string { return v.l.T("measure.outlook." + string(v.Outlook)) }

// Suggests is the badge: "Suggested: came true".
func (v measureView) Suggests() string { return v.l.T("measure.suggests." + string(v.Outlook)) }

// FailingText says why the newest look found nothing; empty if it did.
func (v measureView) FailingText() string {
	if v.Failing() == nil {
		return ""
	}
	return v.l.Error(v.Failing())
}

// Deciding is the reading that a proposal rests on.
func (v measureView) Deciding() lookView { return lookView{*v.Decided, v.l, v.zone} }

func (u *UI) measureView(c echo.Context, w ledger.Measured) *measureView {
	return &measureView{Measured: w, l: u.locale(c), zone: u.Zone}
}

// fillSuggested fills the forms of rows in with the verdicts that are proposed. It
// is for a person to send them.
func (u *UI) fillSuggested(c echo.Context, rows ...*judgeRow) error {
	var ids []int64
	for _, r := range rows {
		if r.Waiting() {
			ids = append(ids, r.Claim.ID)
		}
	}
	all, err := u.Tracker.Measured(ctxOf(c), ids...)
	if err != nil {
		return err
	}
	for _, r := range rows {
		w, ok := all[r.Claim.ID]
		if !ok || w.Proposes() == "" {
			continue
		}
		r.Suggested = u.measureView(c, w)
		r.Grade, r.HappenedOn = string(w.Proposes()), w.HappenedOn(r.Deadline).String()
		r.Evidence = u.locale(c).Evidence(w)
	}
	return nil
}

// earlyRows are open claims for which a verdict is proposed.
func (u *UI) earlyRows(c echo.Context) ([]judgeRow, error) {
	claims, err := u.Tracker.ProposedEarly(ctxOf(c), earlyMost)
	if err != nil {
		return nil, err
	}
	early, filled := make([]judgeRow, len(claims)), make([]*judgeRow, len(claims))
	for i, line := range claims {
		early[i] = u.judgeRow(c, line)
		filled[i] = &early[i]
	}
	return early, u.fillSuggested(c, filled...)
}

// measured is what a claim is measured by; nil without a measure.
func (u *UI) measured(c echo.Context, line ledger.ClaimLine) (*measureView, error) {
	all, err := u.Tracker.Measured(ctxOf(c), line.ID)
	w, ok := all[line.ID]
	if err != nil || !ok {
		return nil, err
	}
	v := u.measureView(c, w)
	readings, err := u.Store.Readings(ctxOf(c), w.Measure.ID, looksShown)
	for _, r := range readings {
		v.Readings = append(v.Readings, lookView{r, v.l, v.zone})
	}
	return v, err
}
