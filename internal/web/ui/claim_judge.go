package ui

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
	"foresaid/internal/web/respond"
)

// judgeRow is a claim with the forms that judge it.
type judgeRow struct {
	ClaimView
	form
	Link  string // path that the forms go to instead of the claim's, or empty
	Back  string // where the forms return to
	Plain bool   // the forms load a page, which shows more than the row

	// What was typed, or what the verdict that stands says.
	Grade, Reason, HappenedOn, Note, ReviewOn string
	Evidence                                  ledger.Evidence   // a new piece
	Kept                                      []ledger.Evidence // of the verdict that stands
	Opened                                    string            // the part that is unfolded: evidence, void or later

	KeepCopy bool // of the page that the evidence links to
	Fetches  bool // such copies can be kept

	Suggested *measureView // a verdict that the forms are filled in with, or nil

	Picked bool // chosen for a change of many

	Just bool  // judged or deferred a moment ago, on this page
	Undo int64 // number of the entry to undo, or 0
}

// Action is the path that the forms go to.
func (r judgeRow) Action() string {
	if r.Link != "" {
		return r.Link
	}
	return r.URL()
}

// Tomorrow is the first day on which one can ask again.
func (r judgeRow) Tomorrow() string { return r.today.AddDays(1).String() }

// NextLook is when "still open" asks again; zero where nothing is planned.
func (r judgeRow) NextLook() ledger.Date { return r.NextReview(r.today) }

// Present is the last day on which something can have happened.
func (r judgeRow) Present() string { return r.today.String() }

// judgePage is one claim with its forms, for a verdict that was refused.
type judgePage struct {
	respond.Base
	Row judgeRow
}

func (u *UI) judgeRow(c echo.Context, line ledger.ClaimLine) judgeRow {
	at := "/"
	if c.Request().Method == http.MethodGet {
		at = c.Request().URL.RequestURI()
	}
	return judgeRow{ClaimView: u.view(c, line), form: form{L: u.locale(c)}, Back: back(c, at), Fetches: u.Fetch != nil}
}

// standingRow is a row filled in from the verdict that stands, or from one that
// is proposed.
func (u *UI) standingRow(c echo.Context, line ledger.ClaimLine) (judgeRow, error) {
	row := u.judgeRow(c, line)
	if line.Standing.VerdictID == 0 {
		return row, u.fillSuggested(c, &row)
	}
	verdicts, err := u.Store.Verdicts(ctxOf(c), line.ID)
	if err != nil {
		return row, err
	}
	for _, v := range verdicts {
		if v.ID == line.Standing.VerdictID {
			row.Grade, row.Reason, row.HappenedOn = string(v.Grade), string(v.Reason), v.HappenedOn.String()
			row.Note, row.Kept = v.Note, v.Evidence
		}
	}
	return row, nil
}

// JudgeClaim records a verdict, or revises one.
func (u *UI) JudgeClaim(c echo.Context) error {
	line, err := u.Store.Claim(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	row, err := u.standingRow(c, line)
	if err != nil {
		return err
	}
	return u.judge(c, row, u.User)
}

// judge records the verdict that a row's form holds.
func (u *UI) judge(c echo.Context, row judgeRow, by string) error {
	values, err := c.FormParams()
	if err != nil {
		return err
	}
	row.Grade, row.Reason, row.HappenedOn, row.Note = c.FormValue("grade"), c.FormValue("reason"), c.FormValue("happened_on"), c.FormValue("note")
	row.Evidence = ledger.Evidence{Link: c.FormValue("evidence_link"), Title: c.FormValue("evidence_title"), Text: c.FormValue("evidence_text")}
	row.KeepCopy = c.FormValue("keep_copy") != ""
	row.Kept = slices.DeleteFunc(row.Kept, func(e ledger.Evidence) bool {
		return !slices.Contains(values["keep"], strconv.FormatInt(e.ID, 10))
	})
	j := tracker.Judgement{
		Grade: row.Grade, HappenedOn: row.HappenedOn, Note: row.Note,
		Evidence: append(slices.Clone(row.Kept), row.Evidence),
	}
	row.Opened = "evidence"
	if row.Grade == string(ledger.Void) {
		j.Reason, row.Opened = row.Reason, "void"
	}
	if err := u.fillEvidence(c, by, &row, &j.Evidence[len(j.Evidence)-1]); err != nil {
		return u.judged(c, row, tracker.Done{}, err)
	}
	if j.Version, err = versionOf(c); err != nil {
		return err
	}
	d, err := u.Tracker.Judge(ctxOf(c), by, row.PublicID, j)
	return u.judged(c, row, d, err)
}

// DeferClaim asks again later.
func (u *UI) DeferClaim(c echo.Context) error {
	line, err := u.Store.Claim(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	return u.ask(c, u.judgeRow(c, line), u.User)
}

// ask asks again on the day that a row's form holds.
func (u *UI) ask(c echo.Context, row judgeRow, by string) error {
	row.ReviewOn, row.Note, row.Opened = c.FormValue("review_on"), c.FormValue("note"), "later"
	on := row.ReviewOn
	if c.FormValue("later") == tracker.NextReview {
		on = tracker.NextReview
	}
	d, err := u.Tracker.Defer(ctxOf(c), by, row.PublicID, on, row.Note)
	return u.judged(c, row, d, err)
}

// UndoClaim takes back the newest thing done to a claim.
func (u *UI) UndoClaim(c echo.Context) error {
	entry, err := strconv.ParseInt(c.FormValue("entry"), 10, 64)
	if err != nil {
		return ledger.Invalidf("entry", "entry_unreadable", "There is nothing to undo here")
	}
	d, err := u.Tracker.Undo(ctxOf(c), u.User, c.Param("id"), entry)
	if err != nil {
		return err
	}
	if !respond.IsFragment(c) {
		return done(c, back(c, "/claims/"+d.Claim.PublicID), d)
	}
	row, err := u.standingRow(c, d.Claim)
	if err != nil {
		return err
	}
	return u.swap(c, http.StatusOK, row)
}

// judged answers a verdict or a deferral: with the row as it is now, or with
// the row as it was typed and what is wrong with it.
func (u *UI) judged(c echo.Context, row judgeRow, d tracker.Done, err error) error {
	if err != nil {
		if err := row.refused(err); err != nil {
			return err
		}
		if respond.IsFragment(c) {
			return u.swap(c, row.status(), row)
		}
		base, err := u.page(c, "due", row.Statement)
		if err != nil {
			return err
		}
		return u.respond.Page(c, row.status(), "judge", judgePage{base, row})
	}
	if !respond.IsFragment(c) {
		return done(c, row.Back, d)
	}
	if row, err = u.standingRow(c, d.Claim); err != nil {
		return err
	}
	row.Just, row.Undo = true, d.Entry
	return u.swap(c, http.StatusOK, row)
}

// swap answers a script with the parts of the queue that have changed; each
// takes the place of the part with the same id.
func (u *UI) swap(c echo.Context, status int, row judgeRow) error {
	head, err := u.dueHead(c)
	if err != nil {
		return err
	}
	return u.respond.Fragment(c, status, u.locale(c), "due", "due_swap", struct {
		Head dueHead
		Row  judgeRow
	}{head, row})
}

// versionOf is the version of the thing a form was made for, 0 if it says
// none.
func versionOf(c echo.Context) (int, error) {
	text := c.FormValue("version")
	if text == "" {
		return 0, nil
	}
	v, err := strconv.Atoi(text)
	if err != nil {
		return 0, ledger.Invalidf("version", "version_unreadable", "This form is damaged; load the page again")
	}
	return v, nil
}
