package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// ask logs a claim about a question and returns the path of the question.
func (s *site) ask(speaker, statement, question, side, odds string) string {
	s.t.Helper()
	logged := s.follow(s.post("/log", url.Values{
		"statement": {statement}, "speaker": {speaker}, "deadline": {"2030"}, "said_on": {"2024-05-01"}, "confidence": {odds},
		"question": {question}, "side": {side},
	}))
	require.Equal(s.t, http.StatusOK, logged.StatusCode, logged.text)
	path, ok := logged.page().Find(`.facts a[href^="/questions/"]`).Attr("href")
	require.True(s.t, ok, "a claim leads to its question")
	return path
}

func TestQuestionPage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		const mars = "People live on <Mars>"
		at := s.ask("Ada", "People live on Mars by 2030", mars, "yes", "")
		a := s.get(at)
		require.Equal(t, "One claim by one speaker; one says yes, none says no. None has been judged yet.", a.find(".lede"))
		require.Contains(t, a.find("main"), "Nobody on this side.")
		require.Zero(t, a.page().Find(".chart").Length(), "odds of fewer than two are not drawn")
		require.Equal(t, mars, a.find("h1"))

		for _, c := range []struct{ who, what, side, odds string }{
			{"Ada", "Mars is settled by 2030", "yes", "90%"}, {"鲍勃", "2030年前没有人住在火星", "no", "70%"},
		} {
			require.Equal(t, at, s.ask(c.who, c.what, mars, c.side, c.odds))
		}
		a = s.get(at)
		require.Equal(t, "Three claims by two speakers; two say yes, one says no. None has been judged yet.", a.find(".lede"))
		require.Equal(t, []string{"90%", "30%"}, a.texts(".chart .value b"), "both are odds of the proposition")
		require.Equal(t, 1, strings.Count(a.find(".stances"), "said again"))
		require.Equal(t, []string{"2", "1"}, a.texts(".stances h2 .num"))
		require.Equal(t, "2030年前没有人住在火星", a.find(".stances section:last-child h3"))
		zh := s.get(at, "Accept-Language", "zh-CN")
		require.Equal(t, "两位发言者的三条预测：两条说会，一条说不会。还没有一条得到判定。", zh.find(".lede"))
		require.NotContains(t, zh.find("main"), "said")

		// what is withdrawn counts no more
		claim, _ := a.page().Find(".stances section:last-child h3 a").Attr("href")
		require.Equal(t, http.StatusSeeOther, s.post(claim+"/withdraw", url.Values{"reason": {"misheard"}}).StatusCode)
		require.Contains(t, s.get(at).find(".lede"), "Two claims by one speaker; two say yes, none says no.")
		require.Contains(t, s.get("/questions").find(".sources"), "2 claims · 1 speaker")
	})
}

func TestAQuestionOfManyPagesIsSummedUpWhole(t *testing.T) {
	s := one(t)
	var rows []row
	for range 201 {
		rows = append(rows, row{"Ada", "It rains " + strings.Repeat("x", len(rows)), "2020-01-01", "2021", "", "", "It rains", "yes", "", ""})
	}
	s.field(append(rows, row{"Bob", "It does not rain", "2020-06-01", "2021", "", "", "It rains", "no", "", ""}))
	at, _ := s.get("/questions").page().Find(".sources h3 a").Attr("href")
	first := s.get(at)
	next, ok := first.page().Find("a[rel=next]").Attr("href")
	require.True(t, ok)
	for _, a := range []answer{first, s.get(next)} {
		require.Contains(t, a.find(".lede"), "202 claims by two speakers; 201 say yes, one says no.")
		require.Equal(t, []string{"201", "1"}, a.texts(".stances h2 .num"))
		require.NotContains(t, a.find("main"), "Nobody on this side.")
	}
	require.Contains(t, s.get(next).find(".stances section:first-child .claim"), "said again", "by what was said on the page before")
}

func TestHostileQuestions(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.ask("Ada", "A happens", "A is so", "yes", "")
		for _, id := range []string{"nope", "%00", "%27%20OR%201=1--", "..%2f..%2fetc", "%ff%fe", strings.Repeat("a", 3000), "%3Cscript%3E"} {
			a := s.get("/questions/" + id)
			require.Equal(t, http.StatusNotFound, a.StatusCode, id)
			require.NotContains(t, a.text, "<script>")
		}
		for _, cursor := range []string{"damaged", "%00", "e30"} {
			require.Equal(t, http.StatusUnprocessableEntity, s.get("/questions?page="+cursor).StatusCode, cursor)
		}
	})
}
