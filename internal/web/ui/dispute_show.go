package ui

import (
	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
)

// disputeView is a dispute with the words said about it.
type disputeView struct {
	ledger.Dispute
	ByText string
	Ended  string // how, by whom and when; empty for the one that stands
}

// Host is where the evidence is, as people read it.
func (v disputeView) Host() string { return hostOf(v.Link) }

// Disputable tells whether the verdict that stands can be disputed.
func (p claimPage) Disputable() bool {
	claim := p.Claim.Claim // a copy: asking changes nothing
	return claim.Dispute() == nil
}

// disputes are the dispute of a claim that stands, if any, and those that
// were settled, newest first.
func (u *UI) disputes(c echo.Context, line ledger.ClaimLine) (stands *disputeView, settled []disputeView, err error) {
	all, err := u.Store.Disputes(ctxOf(c), line.ID)
	if err != nil {
		return nil, nil, err
	}
	l := u.locale(c)
	for _, d := range all {
		view := disputeView{Dispute: d, ByText: l.T("dispute.by_at", "by", d.By, "at", l.Time(d.At.In(u.Zone)))}
		ended := map[ledger.Settlement]string{ledger.Rejected: "dispute.rejected_by_at", ledger.Revised: "dispute.revised_by_at"}[d.Settled]
		if ended == "" {
			stands = &view
			continue
		}
		view.Ended = l.T(ended, "by", d.SettledBy, "at", l.Time(d.SettledAt.In(u.Zone)))
		settled = append([]disputeView{view}, settled...)
	}
	return stands, settled, nil
}
