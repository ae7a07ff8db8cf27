package ui

import (
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/scoring"
	"foresaid/internal/web/respond"
)

// speakerPage is a speaker's track record with the claims behind it.
type speakerPage struct {
	respond.Base
	Speaker     ledger.Speaker
	Record      recordView
	Filter      recordFilter
	Lede        string
	Links       []outLink
	Calibration template.HTML
	TimeLine    template.HTML
	Parts       []template.HTML // by topic, horizon and year
	Best, Worst []callView
	Chains      []chainView
	Table       claimTable
	Notice      *Notice
}

// between stands between facts on one line, in every language.
const between = " · "

// outLink is a link to elsewhere under the name of where it leads.
type outLink struct{ URL, Name string }

// NameTag is the language of the name for the lang attribute, or empty.
func (p speakerPage) NameTag() string { return nameTag(p.Speaker.Name) }

func nameTag(name string) string {
	if Han(name) {
		return "zh"
	}
	return ""
}

// AliasText lists the other names.
func (p speakerPage) AliasText() string {
	return strings.Join(p.Speaker.Aliases, between)
}

// LogURL is the address of an empty form for a claim by the speaker.
func (p speakerPage) LogURL() string {
	return "/log?" + url.Values{"speaker": {p.Speaker.Name}}.Encode()
}

// CompareURL is the address where the speaker is set beside others.
func (p speakerPage) CompareURL() string {
	return "/compare?" + url.Values{"speaker": {p.Speaker.PublicID}}.Encode()
}

// ShowSpeaker shows a track record, as a page or, where that is asked for, as
// JSON.
func (u *UI) ShowSpeaker(c echo.Context) error {
	speaker, moved, err := u.speakerAt(c, "")
	if err != nil || moved {
		return err
	}
	if respond.WantsJSON(c) {
		return u.speakerJSON(c, speaker)
	}
	ctx, l := ctxOf(c), u.locale(c)
	p := speakerPage{Speaker: speaker, Filter: u.recordFilter(c, "/speakers/"+speaker.PublicID)}
	claims, err := u.Store.ScoredClaims(ctx, ledger.ScoreFilter{SpeakerIDs: []int64{speaker.ID}})
	if err != nil {
		return err
	}
	rates, err := u.Tracker.Rates(ctx)
	if err != nil {
		return err
	}
	v := p.Filter.View
	p.Record = u.recordOf(l, speaker.PublicID, v, claims, rates)
	if p.Base, err = u.page(c, "speakers", l.T("record.title", "name", speaker.Name)); err != nil {
		return err
	}
	at := u.origin(c) + "/speakers/" + speaker.PublicID
	p.Feed = "/speakers/" + speaker.PublicID + "/feed.atom"
	p.Card = &respond.Card{Title: p.Title, Description: p.Record.Plain(), URL: at, Image: at + "/share.png"}
	if p.Notice, err = u.notice(c); err != nil {
		return err
	}
	p.Lede = speakerLede(l, speaker, claims)
	for _, link := range speaker.Links {
		p.Links = append(p.Links, outLink{link, hostOf(link)})
	}
	if err := u.drawRecord(c, &p, v.Choose(claims), rates); err != nil {
		return err
	}
	q := ledger.ClaimFilter{
		SpeakerID: speaker.ID, Sort: ledger.ByDeadline, Descending: true, Cursor: c.QueryParam("page"),
		Topic: v.Topic, DeadlineFrom: v.From, DeadlineTo: v.To,
	}
	found, err := u.Store.Claims(ctx, q)
	if err != nil {
		return err
	}
	p.Table = claimTable{Claims: u.lines(c, found.Claims), NoSpeaker: true, Next: p.Filter.page(found.Next), Previous: p.Filter.page(found.Previous)}
	return u.respond.Page(c, p.Filter.status(), "speaker", p)
}

// speakerAt finds the speaker of the address. One who is part of another is
// redirected to, under, and moved is true.
func (u *UI) speakerAt(c echo.Context, under string) (speaker ledger.Speaker, moved bool, err error) {
	speaker, err = u.Store.Speaker(ctxOf(c), c.Param("id"))
	if err != nil || speaker.MergedInto == 0 {
		return speaker, false, err
	}
	for err == nil && speaker.MergedInto != 0 {
		speaker, err = u.Store.SpeakerByID(ctxOf(c), speaker.MergedInto)
	}
	if err != nil {
		return speaker, false, err
	}
	to := url.URL{Path: "/speakers/" + speaker.PublicID + under, RawQuery: c.Request().URL.RawQuery}
	return speaker, true, c.Redirect(http.StatusPermanentRedirect, to.RequestURI())
}

// mostCalls and mostChains are how many of each a record shows.
const (
	mostCalls  = 3
	mostChains = 6
)

// drawRecord adds the drawings and calls of chosen claims.
func (u *UI) drawRecord(c echo.Context, p *speakerPage, chosen []ledger.Claim, rates scoring.Rates) error {
	r := p.Record
	best, worst := r.view.Calls(chosen, rates, mostCalls)
	chains := scoring.Chains(chosen)
	chains = chains[:min(len(chains), mostChains)]
	var ids []int64
	for _, call := range append(slices.Clone(best), worst...) {
		ids = append(ids, call.Claim.ID)
	}
	for _, chain := range chains {
		for _, claim := range chain.Claims {
			ids = append(ids, claim.ID)
		}
	}
	lines, err := u.Store.ClaimLines(ctxOf(c), ids)
	if err != nil {
		return err
	}
	views := map[int64]ClaimView{}
	for _, line := range lines {
		views[line.ID] = u.view(c, line)
	}
	p.Best, p.Worst = r.calls(best, views), r.calls(worst, views)
	if p.Chains, err = r.chains(chains, views); err != nil {
		return err
	}
	if p.Calibration, err = r.calibration("calibration"); err != nil {
		return err
	}
	dated := slices.Clone(chosen)
	slices.SortStableFunc(dated, func(a, b ledger.Claim) int { return b.Deadline.To.Compare(a.Deadline.To) })
	marks := make([]ClaimView, len(dated))
	for i, claim := range dated {
		marks[i] = u.view(c, ledger.ClaimLine{Claim: claim})
	}
	if p.TimeLine, err = r.timeLine("timeline", marks, u.Tracker.Today()); err != nil {
		return err
	}
	p.Parts, err = r.parts(chosen)
	return err
}

// SpeakerJSON answers with a track record under its public names.
func (u *UI) SpeakerJSON(c echo.Context) error {
	speaker, moved, err := u.speakerAt(c, "/record.json")
	if err != nil || moved {
		return err
	}
	return u.speakerJSON(c, speaker)
}

func (u *UI) speakerJSON(c echo.Context, speaker ledger.Speaker) error {
	f := u.recordFilter(c, "")
	if err := f.Problems.Err(); err != nil {
		return err
	}
	claims, err := u.Store.ScoredClaims(ctxOf(c), ledger.ScoreFilter{SpeakerIDs: []int64{speaker.ID}})
	if err != nil {
		return err
	}
	rates, err := u.Tracker.Rates(ctxOf(c))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, f.View.Record(claims, rates).Figures(speaker.Name, f.View))
}

// speakerLede says who it is, how many claims there are and since when.
func speakerLede(l *locale.Locale, s ledger.Speaker, claims []ledger.Claim) string {
	n, since := 0, 0
	for _, c := range claims {
		if c.State == ledger.StateWithdrawn {
			continue
		}
		n++
		if y := c.SaidOn.Year; y != 0 && (since == 0 || y < since) {
			since = y
		}
	}
	text := l.T("record.claims", "n", n)
	if since != 0 {
		text = l.T("record.claims_since", "n", n, "year", since)
	}
	if s.Role == "" {
		return text
	}
	return s.Role + between + text
}

// hostOf names where a link leads.
func hostOf(link string) string {
	to, err := url.Parse(link)
	if err != nil || to.Host == "" {
		return link
	}
	return strings.TrimPrefix(to.Hostname(), "www.")
}
