package ui

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/web/respond"
)

const (
	weekDays   = 7  // due for longer is overdue, on the queue
	comingDays = 30 // how far ahead the queue looks
	comingMost = 10
	earlyMost  = 20
)

// duePage is the queue of claims that wait for a verdict.
type duePage struct {
	respond.Base
	Head           dueHead
	Overdue, Week  []judgeRow
	Coming         []ClaimView
	Early          []judgeRow // open, with a verdict proposed
	Next, Previous string
	Notice         *Notice
	Empty          bool // there is no claim at all yet
	Filter         dueFilter
	Found          int // claims that the filter leaves
	Speakers       []offer
	Topics         []ledger.TopicCount
	Many           manyForm
	ManyDone       *manyDone
	Failing        int // messages about what is due that have not got through
}

// dueHead is the part of the queue that changes with each verdict.
type dueHead struct {
	Sentence, Lede            string
	Due, Soon, Open, Resolved int
}

// ShowDue is the dashboard.
func (u *UI) ShowDue(c echo.Context) error {
	ctx, l, today := ctxOf(c), u.locale(c), u.Tracker.Today()
	head, err := u.dueHead(c)
	if err != nil {
		return err
	}
	base, err := u.page(c, "due", l.T("due.title"))
	if err != nil {
		return err
	}
	page := duePage{Base: base, Head: head, Empty: head.Due+head.Open+head.Resolved == 0}
	if page.Notice, err = u.notice(c); err != nil {
		return err
	}
	failing, err := u.failing(c)
	if err != nil {
		return err
	}
	page.Failing = len(failing)
	if page.ManyDone, err = u.manyNotice(c); err != nil {
		return err
	}
	if err := u.dueParts(c, &page); err != nil {
		return err
	}
	due, err := u.Store.Claims(ctx, page.Filter.filter)
	if err != nil {
		return err
	}
	page.Next, page.Previous = page.Filter.Page(due.Next), page.Filter.Page(due.Previous)
	rows := make([]*judgeRow, len(due.Claims))
	for i, line := range due.Claims {
		row := u.judgeRow(c, line)
		rows[i] = &row
	}
	if err := u.fillSuggested(c, rows...); err != nil {
		return err
	}
	week := today.AddDays(-weekDays)
	for i, line := range due.Claims {
		row := *rows[i]
		if line.DueOn.After(week) {
			page.Week = append(page.Week, row)
		} else {
			page.Overdue = append(page.Overdue, row)
		}
	}
	if page.Previous == "" && !page.Filter.On() {
		if page.Early, err = u.earlyRows(c); err != nil {
			return err
		}
	}
	if page.Next == "" && !page.Filter.On() {
		coming, err := u.Store.Claims(ctx, ledger.ClaimFilter{
			States: []ledger.State{ledger.StateOpen}, Sort: ledger.ByDue,
			DueTo: today.AddDays(comingDays), Limit: comingMost,
		})
		if err != nil {
			return err
		}
		page.Coming = u.lines(c, coming.Claims)
	}
	return u.respond.Page(c, http.StatusOK, "due", page)
}

// dueParts reads the filter, and what it offers.
func (u *UI) dueParts(c echo.Context, page *duePage) (err error) {
	if page.Filter, err = u.readDueFilter(c); err != nil {
		return err
	}
	page.Many = manyForm{form: form{L: u.locale(c)}, Back: page.Filter.Page(c.QueryParam("page")), today: u.Tracker.Today()}
	if page.Many.Back == "" {
		page.Many.Back = page.Filter.first()
	}
	if page.Head.Due == 0 {
		return nil
	}
	if page.Filter.On() {
		if page.Found, err = u.Store.CountClaims(ctxOf(c), page.Filter.filter); err != nil {
			return err
		}
	}
	speakers, err := u.Store.SuggestSpeakers(ctxOf(c), "", offered)
	if err != nil {
		return err
	}
	page.Speakers = offersOf(speakers)
	page.Topics, err = u.Store.Topics(ctxOf(c), 50)
	return err
}

func (u *UI) dueHead(c echo.Context) (dueHead, error) {
	ctx, l, today := ctxOf(c), u.locale(c), u.Tracker.Today()
	counts, err := u.Store.CountStates(ctx)
	if err != nil {
		return dueHead{}, err
	}
	h := dueHead{
		Due: counts[ledger.StateDue], Open: counts[ledger.StateOpen],
		Resolved: counts[ledger.StateJudged] + counts[ledger.StateVoid],
	}
	if h.Soon, err = u.Store.CountDue(ctx, ledger.Date{}, today.AddDays(comingDays)); err != nil {
		return h, err
	}
	if h.Due == 0 {
		h.Sentence, h.Lede = l.T("due.none"), l.T("due.none_soon")
		if h.Soon > 0 {
			h.Lede = l.T("due.none_lede", "n", h.Soon)
		}
		return h, nil
	}
	h.Sentence = l.Title(l.T("due.sentence", "n", h.Due, "count", l.Spell(h.Due)))
	oldest, err := u.Store.Claims(ctx, ledger.ClaimFilter{States: []ledger.State{ledger.StateDue}, Sort: ledger.ByDue, Limit: 1})
	if err != nil {
		return h, err
	}
	h.Lede = l.T("due.lede", "n", h.Due)
	if len(oldest.Claims) > 0 {
		since := oldest.Claims[0].DueOn
		if d := oldest.Claims[0].Deadline; d.PassedBy(today) {
			since = d.To // as its line counts
		}
		if waited := today.DaysSince(since); waited > 0 {
			h.Lede += l.T("base.between_sentences") + l.T("due.oldest", "n", h.Due, "days", l.Days(waited))
		}
	}
	return h, nil
}
