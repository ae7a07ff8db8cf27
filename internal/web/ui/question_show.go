package ui

import (
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
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
	N      int // on all pages
	Claims []sideClaim
}

// sideClaim is a claim on one side; Again if its speaker had said so before.
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
	all, err := u.Store.ScoredClaims(ctx, ledger.ScoreFilter{QuestionID: q.ID})
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(c ledger.Claim) bool { return c.State == ledger.StateWithdrawn })
	again := map[int64]bool{}
	for _, chain := range scoring.Chains(all) {
		for _, c := range chain.Claims[1:] {
			again[c.ID] = true
		}
	}
	lines := slices.DeleteFunc(found.Claims, func(l ledger.ClaimLine) bool { return l.State == ledger.StateWithdrawn })
	for _, side := range []ledger.Side{ledger.Yes, ledger.No} {
		s := questionSide{Side: side}
		for _, c := range all {
			if c.Side == side {
				s.N++
			}
		}
		for _, line := range lines {
			if line.Side == side {
				s.Claims = append(s.Claims, sideClaim{u.view(c, line), again[line.ID]})
			}
		}
		p.Sides = append(p.Sides, s)
	}
	p.Sentence = p.words(all)
	if err := p.draw(u.lines(c, lines)); err != nil {
		return err
	}
	return u.respond.Page(c, http.StatusOK, "question", p)
}

// words sums the question up: how many said what, and what became of it.
func (p questionPage) words(claims []ledger.Claim) string {
	l := p.L
	if len(claims) == 0 {
		return l.T("question.no_claims")
	}
	speakers, grades := map[int64]bool{}, map[ledger.Grade]int{}
	for _, c := range claims {
		speakers[c.SpeakerID] = true
		if c.State == ledger.StateJudged {
			grades[c.Standing.Grade]++
		}
	}
	counted := func(key string, n int) string { return l.T(key, "n", n, "number", l.Spell(n)) }
	yes, no := l.T("question.say_yes_none"), l.T("question.say_no_none")
	if n := p.Sides[0].N; n > 0 {
		yes = counted("question.say_yes", n)
	}
	if n := p.Sides[1].N; n > 0 {
		no = counted("question.say_no", n)
	}
	said := l.Title(l.T("question.sentence", "claims", counted("question.claims", len(claims)), "speakers", counted("question.by_speakers", len(speakers)),
		"yes", yes, "no", no))
	var judged []string
	for _, g := range ledger.Grades {
		if n := grades[g]; n > 0 {
			judged = append(judged, l.T("question.graded", "number", l.Spell(n), "grade", l.T("grade."+string(g))))
		}
	}
	verdicts := l.T("question.none_judged")
	if len(judged) > 0 {
		verdicts = l.T("question.judged", "grades", strings.Join(judged, l.T("base.list_comma")))
	}
	return said + l.T("base.between_sentences") + verdicts
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
