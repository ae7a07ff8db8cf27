package ui

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
	"foresaid/internal/web/respond"
)

// manyForm judges or defers all the claims that are chosen.
type manyForm struct {
	form
	Back                        string
	Chosen                      map[string]bool
	Reason, ReviewOn, Note      string
	EvidenceLink, EvidenceTitle string
	today                       ledger.Date
}

// Tomorrow is the first day on which one can ask again.
func (m manyForm) Tomorrow() string { return m.today.AddDays(1).String() }

// manyDone is what has just been done to many claims.
type manyDone struct {
	Text  string
	Picks []tracker.Pick // to undo
	Back  string
}

// ChangeMany gives the claims chosen in the queue one verdict, or one new
// review date.
func (u *UI) ChangeMany(c echo.Context) error {
	picks, err := picksOf(c, "claim")
	if err != nil {
		return err
	}
	m := manyForm{
		form: form{L: u.locale(c)}, Back: back(c, "/"), Chosen: map[string]bool{}, today: u.Tracker.Today(),
		Reason: c.FormValue("reason"), ReviewOn: c.FormValue("review_on"), Note: c.FormValue("note"),
		EvidenceLink: c.FormValue("evidence_link"), EvidenceTitle: c.FormValue("evidence_title"),
	}
	for _, p := range picks {
		m.Chosen[p.PublicID] = true
	}
	var done []tracker.Done
	switch grade := c.FormValue("grade"); {
	case c.FormValue("later") == tracker.NextReview:
		done, err = u.Tracker.DeferMany(ctxOf(c), u.User, picks, tracker.NextReview, m.Note)
	case c.FormValue("later") != "":
		done, err = u.Tracker.DeferMany(ctxOf(c), u.User, picks, m.ReviewOn, m.Note)
	default:
		j := tracker.Judgement{Grade: grade, Note: m.Note, Evidence: []ledger.Evidence{{Link: m.EvidenceLink, Title: m.EvidenceTitle}}}
		if grade == string(ledger.Void) {
			j.Reason = m.Reason
		}
		done, err = u.Tracker.JudgeMany(ctxOf(c), u.User, picks, j)
	}
	return u.manyChanged(c, m, done, err)
}

// UndoMany takes back what ChangeMany did.
func (u *UI) UndoMany(c echo.Context) error {
	picks, err := picksOf(c, "entry")
	if err != nil {
		return err
	}
	m := manyForm{form: form{L: u.locale(c)}, Back: back(c, "/"), today: u.Tracker.Today()}
	done, err := u.Tracker.UndoMany(ctxOf(c), u.User, picks)
	if err == nil && !respond.IsFragment(c) {
		return c.Redirect(http.StatusSeeOther, m.Back)
	}
	for i := range done {
		done[i].Entry = 0
	}
	return u.manyChanged(c, m, done, err)
}

// picksOf reads the claims that a form names: id.version, or id.entry.
func picksOf(c echo.Context, field string) ([]tracker.Pick, error) {
	values, err := c.FormParams()
	if err != nil {
		return nil, err
	}
	var picks []tracker.Pick
	seen := map[string]bool{}
	for _, value := range values[field] {
		id, text, _ := strings.Cut(value, ".")
		number, err := strconv.ParseInt(text, 10, 64)
		if err != nil || number < 0 {
			return nil, ledger.Invalidf(field, "version_unreadable", "This form is damaged; load the page again")
		}
		if seen[id] {
			continue
		}
		seen[id] = true
		picks = append(picks, tracker.Pick{PublicID: id, Version: int(number), Entry: number})
	}
	return picks, nil
}

// manySwap is the answer to a script: the rows that changed, and the bar.
type manySwap struct {
	Head dueHead
	Rows []judgeRow
	Many manyForm
	Done *manyDone
}

func (u *UI) manyChanged(c echo.Context, m manyForm, done []tracker.Done, err error) error {
	l := u.locale(c)
	swap := manySwap{Many: m}
	if err != nil {
		reason := err
		var refusal *tracker.Refusal
		if errors.As(err, &refusal) {
			reason = refusal.Err
		}
		if err := swap.Many.refused(reason); err != nil {
			return err
		}
		if refusal != nil {
			if err := u.blameRow(c, &swap, refusal); err != nil {
				return err
			}
		}
		if !respond.IsFragment(c) {
			return u.manyRefused(c, swap)
		}
		if swap.Head, err = u.dueHead(c); err != nil {
			return err
		}
		return u.respond.Fragment(c, swap.Many.status(), l, "due", "many_swap", swap)
	}
	if !respond.IsFragment(c) {
		return c.Redirect(http.StatusSeeOther, manyAddress(m.Back, done))
	}
	swap.Many = manyForm{form: form{L: l}, Back: m.Back, today: m.today}
	var kept []tracker.Pick
	for _, d := range done {
		row, err := u.standingRow(c, d.Claim)
		if err != nil {
			return err
		}
		row.Back = m.Back
		if d.Entry != 0 {
			row.Just, row.Undo = true, d.Entry
			kept = append(kept, tracker.Pick{PublicID: d.Claim.PublicID, Entry: d.Entry})
		}
		swap.Rows = append(swap.Rows, row)
	}
	swap.Done = &manyDone{Text: u.manyText(c, done), Picks: kept, Back: m.Back}
	if swap.Head, err = u.dueHead(c); err != nil {
		return err
	}
	return u.respond.Fragment(c, http.StatusOK, l, "due", "many_swap", swap)
}

// blameRow shows the reason of a refusal at the claim that it is about, too.
func (u *UI) blameRow(c echo.Context, swap *manySwap, r *tracker.Refusal) error {
	line, err := u.Store.Claim(ctxOf(c), r.PublicID)
	if err != nil {
		return err
	}
	row := u.judgeRow(c, line)
	row.Back, row.Picked = swap.Many.Back, true
	row.Problems = ledger.Problems{ledger.Errorf(ledger.Conflict, "many_refused", "This one can’t be changed like that, and so none was")}
	swap.Rows = []judgeRow{row}
	return nil
}

// manyPage is the form again, for what was refused without a script.
type manyPage struct {
	respond.Base
	manySwap
	Picks []ClaimView
}

func (u *UI) manyRefused(c echo.Context, swap manySwap) error {
	p := manyPage{manySwap: swap}
	for id := range swap.Many.Chosen {
		line, err := u.Store.Claim(ctxOf(c), id)
		if ledger.CodeOf(err) == ledger.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		p.Picks = append(p.Picks, u.view(c, line))
	}
	var err error
	if p.Base, err = u.page(c, "due", u.locale(c).T("judge.again")); err != nil {
		return err
	}
	return u.respond.Page(c, swap.Many.status(), "many", p)
}

// manyText says what was done to how many.
func (u *UI) manyText(c echo.Context, done []tracker.Done) string {
	l := u.locale(c)
	first := u.view(c, done[0].Claim)
	switch {
	case done[0].Entry == 0:
		return l.T("many.undone", "n", len(done))
	case done[0].Claim.Standing.VerdictID != 0:
		return l.T("many.judged", "n", len(done), "verdict", first.ToneText())
	}
	return l.T("many.deferred", "n", len(done))
}

// manyAddress is the page to go back to, which then says what was done.
func manyAddress(to string, done []tracker.Done) string {
	at, err := url.Parse(to)
	if err != nil {
		return "/"
	}
	var picks []string
	for _, d := range done {
		picks = append(picks, d.Claim.PublicID+"."+strconv.FormatInt(d.Entry, 10))
	}
	q := at.Query()
	q.Set("many", strings.Join(picks, ","))
	at.RawQuery = q.Encode()
	return at.RequestURI()
}

// manyNotice reads what manyAddress has put into the address. What does not
// fit, or has been overtaken, gives none.
func (u *UI) manyNotice(c echo.Context) (*manyDone, error) {
	text := c.QueryParam("many")
	if text == "" || len(text) > 8<<10 {
		return nil, nil
	}
	n := &manyDone{}
	var done []tracker.Done
	for _, pick := range strings.Split(text, ",") {
		id, number, _ := strings.Cut(pick, ".")
		entry, err := strconv.ParseInt(number, 10, 64)
		if err != nil || len(id) != ledger.PublicIDLength {
			return nil, nil
		}
		line, err := u.Store.Claim(ctxOf(c), id)
		if ledger.CodeOf(err) == ledger.NotFound {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		entries, err := u.Store.EntriesOf(ctxOf(c), ledger.ClaimSubject(line.PublicID))
		if err != nil {
			return nil, err
		}
		if tracker.Undoable(entries) != entry {
			return nil, nil
		}
		n.Picks = append(n.Picks, tracker.Pick{PublicID: id, Entry: entry})
		done = append(done, tracker.Done{Claim: line, Entry: entry})
	}
	at := *c.Request().URL
	q := at.Query()
	q.Del("many")
	at.RawQuery = q.Encode()
	n.Back, n.Text = at.RequestURI(), u.manyText(c, done)
	return n, nil
}
