package ui

import (
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
	"foresaid/internal/web/respond"
)

// claimPage is one claim with its whole history.
type claimPage struct {
	respond.Base
	Claim      ClaimView
	SourceDead string // the archive's copy of a source that is gone, or empty
	Row        judgeRow
	Verdict    *verdictView  // the one that stands
	Earlier    []verdictView // newest first
	Question   []ClaimView   // the other claims on the same question
	History    []historyItem // oldest first
	Amended    *historyItem  // the newest amendment
	Stone      *historyItem  // the withdrawal of a withdrawn claim
	Undo       int64
	Notice     *Notice
	Dispute    *disputeView  // the one that stands
	Settled    []disputeView // newest first
	Forecast   forecastView
	Measure    *measureView // what it is measured by
	Tries      bool         // a measure can be tried
	sent       claimForm    // that was refused
}

// verdictView is a verdict with the words said about it.
type verdictView struct {
	ledger.Verdict
	Claim  ClaimView // as it would stand with this verdict
	ByText string
	Ended  string // who undid or revised it, and when; empty for the one that stands
	Keeps  bool   // copies of its evidence can be kept
	dead   map[string]string
	day    func(time.Time) ledger.Date
}

// DeadLink is the archive's copy of a page that is gone, or empty.
func (v verdictView) DeadLink(link string) string { return v.dead[link] }

// KeptOn says when the copy of a piece of evidence was made.
func (v verdictView) KeptOn(e ledger.Evidence) string { return v.Claim.l.Date(v.day(e.KeptAt)) }

// ShowClaim shows a claim. The beginning of an id leads to the claim if it is
// enough.
func (u *UI) ShowClaim(c echo.Context) error {
	line, err := u.Store.Claim(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	if line.PublicID != c.Param("id") {
		return c.Redirect(http.StatusSeeOther, "/claims/"+line.PublicID)
	}
	return u.showClaim(c, http.StatusOK, line, claimForm{form: form{L: u.locale(c)}})
}

// showClaim renders the page; sent is the form on it that comes back, if any.
func (u *UI) showClaim(c echo.Context, status int, line ledger.ClaimLine, sent claimForm) error {
	ctx, l := ctxOf(c), u.locale(c)
	p := claimPage{Claim: u.view(c, line), sent: sent}
	var err error
	if p.Base, err = u.page(c, "claims", line.Statement); err != nil {
		return err
	}
	at := u.origin(c) + p.Claim.URL()
	p.Card = &respond.Card{Title: line.SpeakerName + ": " + line.Statement, Description: p.Claim.ToneText() + between + p.Claim.DeadlineText(), URL: at, Image: at + "/share.png"}
	if line.State == ledger.StateJudged || line.State == ledger.StateVoid {
		p.Card.Image = at + "/verdict.png"
	}
	if p.Notice, err = u.notice(c); err != nil {
		return err
	}
	if p.Row, err = u.standingRow(c, line); err != nil {
		return err
	}
	p.Row.Back, p.Row.Plain = p.Claim.URL(), true
	dead, err := u.deadLinks(c, line.SaidOn, line.SourceLink)
	if err != nil {
		return err
	}
	p.SourceDead = dead[line.SourceLink]
	verdicts, err := u.Store.Verdicts(ctx, line.ID)
	if err != nil {
		return err
	}
	for _, v := range verdicts {
		if view := u.verdict(c, line, v, verdicts); v.ID == line.Standing.VerdictID {
			p.Verdict, view.Keeps = &view, u.Fetch != nil
			if view.dead, err = u.deadLinks(c, u.day(v.At), linksOf(v)...); err != nil {
				return err
			}
		} else {
			p.Earlier = append([]verdictView{view}, p.Earlier...)
		}
	}
	if p.Dispute, p.Settled, err = u.disputes(c, line); err != nil {
		return err
	}
	if p.Forecast, err = u.forecasts(c, line); err != nil {
		return err
	}
	p.Tries = u.Getter != nil
	if p.Measure, err = u.measured(c, line); err != nil {
		return err
	}
	if line.QuestionID != 0 {
		others, err := u.Store.Claims(ctx, ledger.ClaimFilter{QuestionID: line.QuestionID, Sort: ledger.BySaid})
		if err != nil {
			return err
		}
		for _, other := range others.Claims {
			if other.ID != line.ID {
				p.Question = append(p.Question, u.view(c, other))
			}
		}
	}
	entries, err := u.Store.EntriesOf(ctx, ledger.ClaimSubject(line.PublicID))
	if err != nil {
		return err
	}
	p.Undo = tracker.Undoable(entries)
	if p.History, err = history(l, u.Zone, entries); err != nil {
		return err
	}
	if p.Forecast.Blind {
		hideReference(l, p.History)
	}
	for i := range p.History {
		switch item := &p.History[i]; item.Kind {
		case ledger.ClaimAmended:
			p.Amended = item
		case ledger.ClaimWithdrawn:
			if line.State == ledger.StateWithdrawn {
				p.Stone = item
			}
		}
	}
	return u.respond.Page(c, status, "claim", p)
}

// deadLinks are the archive's copies, from about a day, of those pages that
// are gone.
func (u *UI) deadLinks(c echo.Context, on ledger.Date, links ...string) (map[string]string, error) {
	links = slices.DeleteFunc(links, func(link string) bool { return link == "" })
	if len(links) == 0 {
		return nil, nil
	}
	states, err := u.Store.LinkStates(ctxOf(c), links)
	dead := map[string]string{}
	for _, l := range states {
		if l.State == ledger.LinkDead {
			dead[l.Address] = archived(l.Address, on)
		}
	}
	return dead, err
}

// linksOf are what the evidence of a verdict links to.
func linksOf(v ledger.Verdict) (links []string) {
	for _, e := range v.Evidence {
		links = append(links, e.Link)
	}
	return links
}

func (u *UI) verdict(c echo.Context, line ledger.ClaimLine, v ledger.Verdict, all []ledger.Verdict) verdictView {
	l := u.locale(c)
	line.Disputed = line.Disputed && v.ID == line.Standing.VerdictID
	line.Stand(&v)
	view := verdictView{
		Verdict: v, Claim: u.view(c, line), day: u.day,
		ByText: l.T("claim.by_at", "by", v.By, "at", l.Time(v.At.In(u.Zone))),
	}
	if !v.UndoneAt.IsZero() {
		view.Ended = l.T("claim.undone_by_at", "by", v.UndoneBy, "at", l.Time(v.UndoneAt.In(u.Zone)))
		return view
	}
	for _, later := range all {
		if later.Supersedes == v.ID && later.UndoneAt.IsZero() {
			view.Ended = l.T("claim.revised_by_at", "by", later.By, "at", l.Time(later.At.In(u.Zone)))
		}
	}
	return view
}
