package ui

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
	"foresaid/internal/web/respond"
)

// answerPage is one claim at its verdict, for who got a signed link to it.
type answerPage struct {
	respond.Base
	Row   judgeRow
	Open  bool // the link may still be used
	Until string
}

// answer reads the signed link that a request came by.
func (u *UI) answer(c echo.Context) (tracker.Answer, judgeRow, error) {
	c.Response().Header().Set("X-Robots-Tag", "noindex")
	a, err := u.Tracker.OpenAnswer(ctxOf(c), c.Param("token"))
	if err != nil {
		return a, judgeRow{}, err
	}
	line, err := u.Store.Claim(ctxOf(c), a.ClaimID)
	if err != nil {
		return a, judgeRow{}, err
	}
	row, err := u.standingRow(c, line)
	row.Link = "/answer/" + c.Param("token")
	row.Back, row.Plain = row.Link, true
	return a, row, err
}

// ShowAnswer shows the claim and asks what happened. Looking at it does
// nothing, as mail programs do that too.
func (u *UI) ShowAnswer(c echo.Context) error {
	a, row, err := u.answer(c)
	if err != nil {
		return err
	}
	p := answerPage{Row: row, Until: u.locale(c).Time(a.Until.In(u.Zone))}
	if p.Base, err = u.page(c, "due", row.Statement); err != nil {
		return err
	}
	if p.Open, err = u.mayAnswer(c, a, row); err != nil {
		return err
	}
	if p.Open && row.Standing.VerdictID != 0 {
		p.Row.Just = true
		if p.Row.Undo, err = u.undoableBy(c, a, row); err != nil {
			return err
		}
	}
	return u.respond.Page(c, http.StatusOK, "answer", p)
}

// mayAnswer tells whether a link may still be used: while the claim waits, or
// for as long as the verdict that stands was given by its holder.
func (u *UI) mayAnswer(c echo.Context, a tracker.Answer, row judgeRow) (bool, error) {
	switch row.State {
	case ledger.StateOpen, ledger.StateDue:
		return true, nil
	case ledger.StateJudged, ledger.StateVoid:
	default:
		return false, nil
	}
	verdicts, err := u.Store.Verdicts(ctxOf(c), row.ID)
	if err != nil {
		return false, err
	}
	for _, v := range verdicts {
		if v.ID == row.Standing.VerdictID {
			return v.By == a.Recipient, nil
		}
	}
	return false, nil
}

// undoableBy is the number of the claim's newest entry if the holder of the
// link made it and may take it back, else 0.
func (u *UI) undoableBy(c echo.Context, a tracker.Answer, row judgeRow) (int64, error) {
	entries, err := u.Store.EntriesOf(ctxOf(c), ledger.ClaimSubject(row.PublicID))
	if err != nil || len(entries) == 0 || entries[len(entries)-1].By != a.Recipient {
		return 0, err
	}
	return tracker.Undoable(entries), nil
}

// answering is answer for a change.
func (u *UI) answering(c echo.Context) (tracker.Answer, judgeRow, error) {
	a, row, err := u.answer(c)
	if err != nil {
		return a, row, err
	}
	may, err := u.mayAnswer(c, a, row)
	if err == nil && !may {
		err = ledger.Errorf(ledger.Conflict, "answer_over", "Somebody else has said meanwhile what happened, so this link changes nothing any more")
	}
	return a, row, err
}

// JudgeAnswer records a verdict in the name of the link's holder.
func (u *UI) JudgeAnswer(c echo.Context) error {
	a, row, err := u.answering(c)
	if err != nil {
		return err
	}
	return u.judge(c, row, a.Recipient)
}

// DeferAnswer asks again later, in the name of the link's holder.
func (u *UI) DeferAnswer(c echo.Context) error {
	a, row, err := u.answering(c)
	if err != nil {
		return err
	}
	return u.ask(c, row, a.Recipient)
}

// UndoAnswer takes back what the link's holder did last.
func (u *UI) UndoAnswer(c echo.Context) error {
	a, row, err := u.answering(c)
	if err != nil {
		return err
	}
	entry, err := u.undoableBy(c, a, row)
	if err != nil {
		return err
	}
	if entry == 0 || strconv.FormatInt(entry, 10) != c.FormValue("entry") {
		return ledger.Errorf(ledger.Conflict, "undo_too_late", "This can't be undone any more; something else has happened since")
	}
	if _, err := u.Tracker.Undo(ctxOf(c), a.Recipient, row.PublicID, entry); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, row.Link)
}
