package ui

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/web/share"
)

// origin is the address of the site, without a path.
func (u *UI) origin(c echo.Context) string {
	if u.PublicURL != "" {
		return u.PublicURL
	}
	return c.Scheme() + "://" + c.Request().Host
}

// site is the origin as people write it.
func (u *UI) site(c echo.Context) string { return hostOf(u.origin(c)) }

func png(c echo.Context, image []byte, err error) error {
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "image/png", image)
}

// SpeakerImage draws a track record to share.
func (u *UI) SpeakerImage(c echo.Context) error {
	speaker, moved, err := u.speakerAt(c, "/share.png")
	if err != nil || moved {
		return err
	}
	r, err := u.speakerRecord(c, speaker)
	if err != nil {
		return err
	}
	l := u.locale(c)
	sentence := r.lead().String()
	image := share.Record{
		Name: speaker.Name, Role: speaker.Role, Sentence: sentence, Site: u.site(c), Date: l.Date(u.Tracker.Today()),
		Accuracy: r.Accuracy.Value, Low: r.AccuracyRange.Low, High: r.AccuracyRange.High, Defined: r.Drawn(),
	}
	if r.Drawn() {
		image.Share, image.Range = r.AccuracyText(), r.RangeText()
		image.Over = l.T("share.judged", "n", r.Tally.StrictN)
	}
	for _, f := range r.AllFigures() {
		if (f.Name == "graded" || f.Name == "brier" || f.Name == "sure" || f.Name == "lateness") && f.Value != undefinedFigure {
			image.Figures = append(image.Figures, share.Figure{Label: f.Label, Value: f.Value})
		}
	}
	drawn, err := u.Fonts.Record(image)
	return png(c, drawn, err)
}

// speakerRecord is the record of a speaker in the view of the address.
func (u *UI) speakerRecord(c echo.Context, speaker ledger.Speaker) (recordView, error) {
	f := u.recordFilter(c, "")
	if err := f.Problems.Err(); err != nil {
		return recordView{}, err
	}
	claims, err := u.Store.ScoredClaims(ctxOf(c), ledger.ScoreFilter{SpeakerIDs: []int64{speaker.ID}})
	if err != nil {
		return recordView{}, err
	}
	rates, err := u.Tracker.Rates(ctxOf(c))
	return u.recordOf(u.locale(c), speaker.PublicID, f.View, claims, rates), err
}

// ClaimImage draws a claim to share, without what came of it.
func (u *UI) ClaimImage(c echo.Context) error {
	line, err := u.Store.Claim(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	drawn, err := u.Fonts.Claim(u.claimImage(c, u.view(c, line)))
	return png(c, drawn, err)
}

// VerdictImage draws a judged claim to share.
func (u *UI) VerdictImage(c echo.Context) error {
	line, err := u.Store.Claim(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	v := u.view(c, line)
	if line.State != ledger.StateJudged && line.State != ledger.StateVoid {
		return ledger.Errorf(ledger.NotFound, "verdict_none", "There is no verdict on this claim yet")
	}
	l := v.l
	note := v.LateText()
	if note == "" && !line.Standing.JudgedAt.IsZero() {
		note = l.T("share.judged_on", "when", l.Date(ledger.DateOf(line.Standing.JudgedAt.In(u.Zone))))
	}
	drawn, err := u.Fonts.Verdict(share.Verdict{Claim: u.claimImage(c, v), Mark: v.Tone(), Tone: v.Tone(), Grade: l.Title(v.ToneText()), Note: note})
	return png(c, drawn, err)
}

func (u *UI) claimImage(c echo.Context, v ClaimView) share.Claim {
	l := v.l
	image := share.Claim{
		Statement: v.Statement, Speaker: v.SpeakerName, Said: v.SaidText(), Confidence: v.ConfidenceText(),
		Deadline: l.T("share.deadline", "when", v.DeadlineText()), Site: u.site(c), Date: l.Date(u.Tracker.Today()),
	}
	if v.Quote != "" {
		image.Quote = l.T("share.quote", "quote", v.Quote)
	}
	if v.Confidence.Basis == ledger.NoConfidence {
		image.Confidence = ""
	}
	return image
}

// SpeakerBadge draws a badge of a track record.
func (u *UI) SpeakerBadge(c echo.Context) error {
	speaker, moved, err := u.speakerAt(c, "/badge.svg")
	if err != nil || moved {
		return err
	}
	r, err := u.speakerRecord(c, speaker)
	if err != nil {
		return err
	}
	l := r.l
	value := l.T("record.too_few")
	if !r.TooFew() {
		value = l.T("share.badge", "share", r.share(r.Accuracy), "n", r.Tally.StrictN)
	}
	return u.badge(c, share.Badge{Label: speaker.Name, Value: value, URL: u.origin(c) + "/speakers/" + speaker.PublicID})
}

// ClaimBadge draws a badge of what came of a claim.
func (u *UI) ClaimBadge(c echo.Context) error {
	line, err := u.Store.Claim(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	v := u.view(c, line)
	return u.badge(c, share.Badge{Label: v.SpeakerName, Value: v.ToneText(), Tone: v.Tone(), URL: u.origin(c) + v.URL()})
}

func (u *UI) badge(c echo.Context, b share.Badge) error {
	svg, err := b.SVG()
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "image/svg+xml; charset=utf-8", svg)
}
