package ui

import "github.com/labstack/echo/v4"

// DisputeVerdict says that the verdict on a claim is wrong.
func (u *UI) DisputeVerdict(c echo.Context) error {
	f, err := u.sentForm(c, "dispute")
	if err != nil {
		return err
	}
	d, err := u.Tracker.Dispute(ctxOf(c), u.User, c.Param("id"), f.Get("dispute_reason"), f.Get("dispute_link"))
	return u.claimDone(c, f, d, err)
}

// RejectDispute answers a dispute and lets the verdict stand.
func (u *UI) RejectDispute(c echo.Context) error {
	f, err := u.sentForm(c, "dispute/reject")
	if err != nil {
		return err
	}
	d, err := u.Tracker.RejectDispute(ctxOf(c), u.User, c.Param("id"), f.Get("answer"))
	return u.claimDone(c, f, d, err)
}
