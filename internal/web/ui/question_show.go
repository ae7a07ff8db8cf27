package ui

import (
	"html/template"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/web/chart"
	"foresaid/internal/web/respond"
)

// questionsPage lists the questions, newest first.
type questionsPage struct {
	respond.Base
	Questions      []ledger.QuestionLine
	Next, Previous string
}

// ListQuestions lists the questions.
func (u *UI) ListQuestions(c echo.Context) error {
	found, err := u.Store.Questions(ctxOf(c), ledger.QuestionFilter{Cursor: c.QueryParam("page")})
	if err != nil {
		return err
	}
	p := questionsPage{Questions: found.Questions, Next: pageAfter("/questions", found.Next), Previous: pageAfter("/questions", found.Previous)}
	if p.Base, err = u.page(c, "claims", u.locale(c).T("question.title")); err != nil {
		return err
	}
	return u.respond.Page(c, http.StatusOK, "questions", p)
}

// questionPage is all claims about one proposition, by side and date.
type questionPage struct {
	respond.Base
	Question       ledger.Question
	Sentence       string
	Drawn          template.HTML
	Sides          []questionSide
	Next, Previous string
}

type questionSide struct {
	Side   ledger.Side
	Claims []sideClaim
}

// sideClaim is a claim on one side; Again if its speaker has said so before.
type sideClaim struct {
	ClaimView
	Again bool
}

// questionClaims is how many claims of a question a page holds.
const questionClaims = 200

// ShowQuestion shows a question.
func (u *UI) ShowQuestion(c echo.Context) error {
	ctx := ctxOf(c)
	q, err := u.Store.Question(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	found, err := u.Store.Claims(ctx, ledger.ClaimFilter{QuestionID: q.ID, Sort: ledger.BySaid, Cursor: c.QueryParam("page"), Limit: questionClaims})
	if err != nil {
		return err
	}
	at := "/questions/" + q.PublicID
	p := questionPage{Question: q, Next: pageAfter(at, found.Next), Previous: pageAfter(at, found.Previous)}
	if p.Base, err = u.page(c, "claims", q.Proposition); err != nil {
		return err
	}
	lines := slices.DeleteFunc(found.Claims, func(l ledger.ClaimLine) bool { return l.State == ledger.StateWithdrawn })
	for _, side := range []ledger.Side{ledger.Yes, ledger.No} {
		s := questionSide{Side: side}
		before := map[int64]bool{}
		for _, line := range lines {
			if line.Side == side {
				s.Claims = append(s.Claims, sideClaim{u.view(c, line), before[line.SpeakerID]})
				before[line.SpeakerID] = true
			}
		}
		p.Sides = append(p.Sides, s)
	}
	p.words(lines)
	if err := p.draw(u.lines(c, lines)); err != nil {
		return err
	}
	return u.respond.Page(c, http.StatusOK, "question", p)
}

// words sums the question up.
func (p *questionPage) words(lines []ledger.ClaimLine) {
	l := p.L
	speakers := map[int64]bool{}
	judged := 0
	for _, line := range lines {
		speakers[line.SpeakerID] = true
		if line.State == ledger.StateJudged {
			judged++
		}
	}
	p.Sentence = l.T("question.sentence", "n", len(lines), "claims", l.T("record.claims", "n", len(lines)),
		"speakers", l.T("question.speakers", "n", len(speakers)), "yes", l.Number(len(p.Sides[0].Claims)), "no", l.Number(len(p.Sides[1].Claims)))
	if judged > 0 {
		p.Sentence += l.T("base.between_sentences") + l.T("question.judged", "n", judged)
	}
}

// draw sets the probabilities that the claims give the proposition under each
// other, in the order in which they were said.
func (p *questionPage) draw(claims []ClaimView) error {
	l := p.L
	d := chart.Dots{
		ID: "odds", Title: l.T("question.odds"), Desc: l.T("question.odds_desc"), Reading: l.T("question.odds_desc"), AxisTicks: sharesAxis(l),
		Head: [4]string{l.T("claims.speaker"), l.T("question.odds"), l.T("claims.sounded"), l.T("claims.outcome")},
	}
	for _, c := range claims {
		if !c.Confidence.Scored() {
			continue
		}
		given := c.Confidence.Probability
		if c.Side == ledger.No {
			given = ledger.Certain - given
		}
		name := c.SpeakerName
		if !c.SaidOn.IsZero() {
			name += between + l.MonthYear(c.SaidOn)
		}
		d.Rows = append(d.Rows, chart.DotRow{
			Name: name, Lang: nameTag(c.SpeakerName), URL: c.URL(), Defined: true, Value: given.Float(), Low: given.Float(), High: given.Float(),
			Text: l.Probability(given), NText: c.ToneText(), NURL: c.URL(), Hollow: c.Confidence.Basis == ledger.WordedConfidence,
		})
	}
	if len(d.Rows) < 2 {
		return nil
	}
	var err error
	p.Drawn, err = d.HTML()
	return err
}
