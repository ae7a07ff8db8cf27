package ui

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/web/respond"
)

// Of the kept text around a quote, this many characters are shown on each side
// in its own paragraph, and of each neighbour.
const (
	contextOwn   = 700
	contextOther = 300
)

// claimBrief is all that somebody who has to judge a claim wants to see of it.
type claimBrief struct {
	Claim     ClaimView
	Context   []textPara // of the kept text, with the quote marked
	KeptOn    ledger.Date
	Archive   string // the copy of the source's page
	Dead      bool   // the source's page is gone
	Earlier   []verdictView
	Same      []ClaimView // on the same question, or the same claim said again
	Forecasts forecastView
	Logged    string
	Reviews   []ledger.Date // still to come
	Searches  []searchLink
}

// searchLink leads to a search for what became of a claim.
type searchLink struct{ Name, URL string }

// reviewPage is one claim with all that is needed to judge it.
type reviewPage struct {
	respond.Base
	Row   judgeRow
	Brief claimBrief
}

// ReviewClaim shows one claim with everything on one screen; to a script, only
// what the queue does not show.
func (u *UI) ReviewClaim(c echo.Context) error {
	line, err := u.Store.Claim(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	brief, err := u.claimBrief(c, line)
	if err != nil {
		return err
	}
	if respond.IsFragment(c) {
		return u.respond.Fragment(c, http.StatusOK, u.locale(c), "review", "claim_brief", brief)
	}
	p := reviewPage{Brief: brief}
	if p.Base, err = u.page(c, "due", line.Statement); err != nil {
		return err
	}
	if p.Row, err = u.standingRow(c, line); err != nil {
		return err
	}
	p.Row.Back, p.Row.Plain = back(c, "/claims/"+line.PublicID), true
	return u.respond.Page(c, http.StatusOK, "review", p)
}

func (u *UI) claimBrief(c echo.Context, line ledger.ClaimLine) (claimBrief, error) {
	ctx, l, v := ctxOf(c), u.locale(c), u.view(c, line)
	b := claimBrief{
		Claim: v, Searches: searchesFor(line),
		Archive: archived(line.SourceLink, line.SaidOn),
		Logged:  l.T("review.logged_by", "by", line.LoggedBy, "at", l.Time(line.LoggedAt.In(u.Zone))),
	}
	dead, err := u.deadLinks(c, line.SaidOn, line.SourceLink)
	if err != nil {
		return b, err
	}
	b.Dead = dead[line.SourceLink] != ""
	today := u.Tracker.Today()
	b.Reviews = slices.DeleteFunc(slices.Clone(line.ReviewDates()), func(d ledger.Date) bool { return !d.After(today) })
	if line.Span.TextID != 0 {
		k, err := u.Store.KeptText(ctx, line.Span.TextID)
		if err != nil {
			return b, err
		}
		b.KeptOn, b.Context = u.day(k.KeptAt), contextOf(k, line.Span)
	}
	verdicts, err := u.Store.Verdicts(ctx, line.ID)
	if err != nil {
		return b, err
	}
	for _, given := range verdicts {
		if given.ID != line.Standing.VerdictID {
			b.Earlier = append([]verdictView{u.verdict(c, line, given, verdicts)}, b.Earlier...)
		}
	}
	if b.Forecasts, err = u.forecasts(c, line); err != nil {
		return b, err
	}
	if line.QuestionID != 0 {
		others, err := u.Store.Claims(ctx, ledger.ClaimFilter{QuestionID: line.QuestionID, Sort: ledger.BySaid})
		if err != nil {
			return b, err
		}
		b.Same = u.others(c, line, others.Claims)
		return b, nil
	}
	alike, err := u.Store.ClaimsAlike(ctx, line.Claim)
	b.Same = u.others(c, line, alike)
	return b, err
}

// others are the claims but one, the withdrawn left out.
func (u *UI) others(c echo.Context, but ledger.ClaimLine, claims []ledger.ClaimLine) (views []ClaimView) {
	for _, other := range claims {
		if other.ID != but.ID && other.State != ledger.StateWithdrawn {
			views = append(views, u.view(c, other))
		}
	}
	return views
}

// contextOf cuts the paragraphs around a place out of a text and marks it.
func contextOf(k ledger.KeptText, at ledger.Span) []textPara {
	first := slices.IndexFunc(k.Parts, func(p ledger.TextPart) bool { return at.Start < p.End })
	if first < 0 {
		return nil
	}
	last := first
	for last+1 < len(k.Parts) && k.Parts[last+1].Start < at.End {
		last++
	}
	var parts []ledger.TextPart
	for i := max(first-1, 0); i <= min(last+1, len(k.Parts)-1); i++ {
		p := k.Parts[i]
		switch {
		case i < first:
			p.Start = max(p.Start, p.End-contextOther)
		case i > last:
			p.End = min(p.End, p.Start+contextOther)
		default:
			p.Start, p.End = max(p.Start, at.Start-contextOwn), min(p.End, at.End+contextOwn)
		}
		parts = append(parts, p)
	}
	return markText(k.Text, parts, []textMark{{Start: at.Start, End: at.End, Class: "claimed"}})
}

// archived is the Internet Archive's copy of a page from about a day; empty
// for no link.
func archived(link string, on ledger.Date) string {
	if link == "" {
		return ""
	}
	when := "2" // the newest there is
	if !on.IsZero() {
		when = strings.ReplaceAll(on.String(), "-", "")
	}
	return "https://web.archive.org/web/" + when + "/" + link
}

// searchesFor are searches for what became of a claim, where its readers look.
func searchesFor(line ledger.ClaimLine) []searchLink {
	words := line.Statement
	if !strings.Contains(words, line.SpeakerName) {
		words = line.SpeakerName + " " + words
	}
	if runes := []rune(words); len(runes) > 150 {
		words = string(runes[:150])
	}
	q := url.QueryEscape(words)
	if Han(line.Statement) {
		return []searchLink{
			{"Bing", "https://cn.bing.com/search?q=" + q}, {"百度", "https://www.baidu.com/s?wd=" + q}, {"Google", "https://www.google.com/search?hl=zh-CN&q=" + q},
			{"维基百科", "https://zh.wikipedia.org/w/index.php?search=" + url.QueryEscape(line.Statement)},
		}
	}
	return []searchLink{
		{"DuckDuckGo", "https://duckduckgo.com/?q=" + q}, {"Google", "https://www.google.com/search?q=" + q}, {"Bing", "https://www.bing.com/search?q=" + q},
		{"Wikipedia", "https://en.wikipedia.org/w/index.php?search=" + url.QueryEscape(line.Statement)},
	}
}
