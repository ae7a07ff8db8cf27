package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"
)

// texts are the texts of what a selector finds, one by one.
func (a answer) texts(selector string) []string {
	a.t.Helper()
	var texts []string
	a.page().Find(selector).Each(func(_ int, s *goquery.Selection) {
		texts = append(texts, strings.Join(strings.Fields(s.Text()), " "))
	})
	return texts
}

func TestLeaderboard(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		empty := s.get("/leaderboard")
		require.Equal(t, "No speaker can be ranked yet", empty.find("h1"))
		s.field(append(append(append(series("Lucky", 2, 2), series("Steady", 45, 50)...), series("Careless", 10, 40)...),
			row{"Early", "Known early", "2026-01-01", "2031", "", "ai", "", "", "true", "2026-02-01"}))

		a := s.get("/leaderboard")
		require.Equal(t, []string{"Steady", "Careless", "Lucky"}, a.texts(".leaders tbody th a"), "2 of 2 is never above 45 of 50")
		require.Equal(t, []string{"1", "2", "–"}, a.texts(".leaders .rank"))
		require.Contains(t, a.find("h1"), "Steady comes first: at least")
		require.Contains(t, a.find("main"), "45 of 50")
		require.NotContains(t, a.find("main"), "Early", "its deadline has not passed")
		require.Contains(t, s.get("/leaderboard?cohort=judged").find("main"), "Early")
		checkLeaderLinks(t, s, a)

		require.Equal(t, []string{"Steady", "Careless"}, s.get("/leaderboard?min=20").texts(".leaders tbody th a"))
		require.Contains(t, s.get("/leaderboard?topic=energy").find("main"), "22 of 25")
		require.Equal(t, "No judged claim fits", s.get("/leaderboard?from=2025&to=2026").find("h1"))
		bad := s.get("/leaderboard?min=many&from=2024&cohort=x")
		require.Equal(t, http.StatusUnprocessableEntity, bad.StatusCode)
		require.Len(t, bad.page().Find(".filters .problem").Nodes, 2)
		value, _ := bad.page().Find("input[name=min]").Attr("value")
		require.Equal(t, "many", value)

		for _, data := range []answer{s.get("/leaderboard.json"), s.get("/leaderboard", "Accept", "application/json")} {
			var rows []map[string]any
			require.NoError(t, json.Unmarshal([]byte(data.text), &rows))
			require.Len(t, rows, 3)
			require.Equal(t, "Steady", rows[0]["speaker"])
			require.EqualValues(t, 1, rows[0]["rank"])
			require.Nil(t, rows[2]["rank"])
			require.Contains(t, rows[2], "rank", "null, not left out")
			require.Greater(t, rows[0]["lower_bound"], rows[1]["lower_bound"])
			require.Equal(t, "ripe", rows[0]["cohort"])
			require.InDelta(t, 0.9, rows[0]["accuracy"], 1e-12)
		}
		require.Equal(t, http.StatusUnprocessableEntity, s.get("/leaderboard.json?min=0").StatusCode)
		zh := s.get("/leaderboard", "Accept-Language", "zh-CN")
		require.Contains(t, zh.find("h1"), "排在首位")
	})
}

func checkLeaderLinks(t *testing.T, s *site, a answer) {
	t.Helper()
	link := a.page().Find(`.leaders a[href^="/claims?"]`).First()
	href, _ := link.Attr("href")
	require.Equal(t, "45 of 50", link.Text())
	require.Equal(t, 50, s.get(href).page().Find("tbody tr.claim").Length())
}

func TestOverallAndTopics(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		require.Equal(t, http.StatusOK, s.get("/overall").StatusCode, "of an empty tracker")
		require.Equal(t, "No claim has a topic yet", s.get("/topics").find("h1"))
		rows := append(series("Ada", 9, 12), series("Bob", 3, 12)...)
		for i := range 8 {
			r := row{"Cy", "Worded " + string(rune('a'+i)), "2020-01-01", "2024", []string{"likely", "LIKELY", "quite sure ≈ 70%"}[i%3], "人工智能", "", "", "true", "2025-01-02"}
			if i > 4 {
				r.grade = "false"
			}
			rows = append(rows, r)
		}
		s.field(rows)
		a := s.get("/overall")
		text := a.find("main")
		for _, want := range []string{
			"Of 32 judged claims by three speakers, 17 came true", "“likely” ≈ 75% (67–80%)",
			"more than three years", "energy", "likelier side came true",
		} {
			require.Contains(t, text, want)
		}
		require.Len(t, a.page().Find("figure.chart-calibration").Nodes, 1)
		var got map[string]any
		require.NoError(t, json.Unmarshal([]byte(s.get("/overall.json").text), &got))
		require.EqualValues(t, 32, got["strict_n"])
		require.InDelta(t, (12*0.04+12*0.64)/24, got["brier"], 1e-12)
		words := got["by_words"].([]any)
		require.Equal(t, "likely", words[0].(map[string]any)["key"], "the forms of a word are one")
		require.EqualValues(t, 6, words[0].(map[string]any)["strict_n"])
		for _, name := range []string{"by_horizon", "by_topic", "by_year"} {
			require.NotEmpty(t, got[name], name)
		}

		topics := s.get("/topics")
		require.Contains(t, topics.find("h1"), "3 topics")
		path := "/topics/" + url.PathEscape("人工智能")
		require.NotZero(t, topics.page().Find(`a[href="`+path+`"]`).Length())
		topic := s.get(path)
		require.Equal(t, "人工智能", topic.find("h1"))
		require.Contains(t, topic.find(".quotable"), "Of 8 judged claims, 5 came true")
		require.Equal(t, 8, topic.page().Find("tbody tr.claim").Length())
		require.Equal(t, http.StatusNotFound, s.get("/topics/nothing").StatusCode)
		require.Equal(t, http.StatusNotFound, s.get("/topics/%3Cscript%3E%ff").StatusCode)
	})
}

func TestCompareAndQuestions(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		rows := append(series("Ada", 10, 12), series("Bob", 2, 12)...)
		rows = append(rows,
			row{"Ada", "Cars drive themselves by 2020", "2019-05-01", "2020", "90%", "cars", "Cars drive themselves", "yes", "false", "2021-01-05"},
			row{"Bob", "Cars do not drive themselves by 2020", "2019-06-01", "2020", "70%", "cars", "Cars drive themselves", "no", "true", "2021-01-05"},
			row{"Ada", "Cars drive themselves by 2025", "2021-05-01", "2025", "", "cars", "Cars drive themselves", "yes", "false", "2026-01-05"},
		)
		s.field(rows)
		a := s.get("/compare?speaker=Ada&speaker=Bob")
		require.Equal(t, http.StatusOK, a.StatusCode)
		require.Equal(t, "Ada is more often right than Bob, 71% against 23%, but the difference may be chance", a.find("h1"))
		text := a.find("main")
		for _, want := range []string{"10 of 14", "3 of 13", "They took different sides on 1 judged question; right were: Ada 0, Bob 1.", "difficulty-adjusted Brier"} {
			require.Contains(t, text, want)
		}
		// one question: Ada 0.81, Bob 0.09
		var got struct {
			Speakers []map[string]any `json:"speakers"`
			Shared   []struct {
				Question string           `json:"question"`
				Claims   []map[string]any `json:"claims"`
			} `json:"shared"`
		}
		require.NoError(t, json.Unmarshal([]byte(s.get("/compare.json?speaker=Ada,Bob").text), &got))
		require.InDelta(t, 0.81, got.Speakers[0]["difficulty_adjusted_brier"], 1e-9)
		require.InDelta(t, 0.09, got.Speakers[1]["difficulty_adjusted_brier"], 1e-9)
		require.Len(t, got.Shared, 1)
		require.Len(t, got.Shared[0].Claims, 3)
		require.Equal(t, "no", got.Shared[0].Claims[2]["side"])

		for _, c := range []struct{ path, problem string }{
			{"/compare?speaker=Ada&speaker=Nobody", "There is no speaker “Nobody”"},
			{"/compare?speaker=Ada&speaker=ada", "is there twice"},
			{"/compare?speaker=a&speaker=b&speaker=c&speaker=d&speaker=e", "too many"},
			{"/compare?speaker=Ada&speaker=Bob&basis=x", "not a basis"},
		} {
			bad := s.get(c.path)
			require.Equal(t, http.StatusUnprocessableEntity, bad.StatusCode, c.path)
			require.Contains(t, bad.find(".problem"), c.problem)
		}
		value, _ := s.get("/compare?speaker=Nobody").page().Find("input[name=speaker]").First().Attr("value")
		require.Equal(t, "Nobody", value)
		require.Equal(t, http.StatusOK, s.get("/compare").StatusCode)
		require.Equal(t, http.StatusUnprocessableEntity, s.get("/compare.json?speaker=Ada").StatusCode)

		list := s.get("/questions")
		link, _ := list.page().Find(".sources h3 a").Attr("href")
		require.Contains(t, list.find(".sources"), "3 claims · 2 speakers")
		q := s.get(link)
		require.Equal(t, "Cars drive themselves", q.find("h1"))
		require.Contains(t, q.find(".lede"), "Three claims by two speakers; two say yes, one says no. Judged: one true, two false.")
		require.Contains(t, q.find("main"), "said again")
		require.Contains(t, q.find("table.dots, .chart-dots"), "30%", "Bob's 70% for no")
		id := strings.TrimPrefix(link, "/questions/")
		require.Equal(t, 3, s.get("/claims?question="+id).page().Find("tbody tr.claim").Length())
		require.Equal(t, http.StatusNotFound, s.get("/questions/nope").StatusCode)
		require.Equal(t, http.StatusUnprocessableEntity, s.get("/claims?question=nope").StatusCode)
	})
}

func TestForecasterPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		require.Contains(t, s.get("/forecasters").find("main"), "Nobody has given a forecast yet")
		open := s.add("Open thing -- Ada, by 2030, 80%%")
		secret := s.add("Secret thing -- Ada, by 2030")
		done := s.add("Done thing -- Ada, by 2026-05-01")
		for _, f := range [][3]string{{"tester", open.PublicID, "30%"}, {"other <b>", secret.PublicID, "61%"}, {"other <b>", open.PublicID, "62%"}, {"tester", done.PublicID, "20%"}} {
			_, err := s.tracker.Forecast(s.ctx(), f[0], f[1], f[2], "")
			require.NoError(t, err)
		}
		s.setNow(s.now.Load().AddDate(0, 0, 20))
		require.Equal(t, http.StatusSeeOther, s.post("/claims/"+done.PublicID+"/verdict", url.Values{"grade": {"false"}, "note": {"n"}}).StatusCode)

		require.Zero(t, s.get("/claims/"+open.PublicID).page().Find("figure.chart-steps").Length(), "one forecast is no change")
		_, err := s.tracker.Forecast(s.ctx(), "tester", open.PublicID, "35%", "")
		require.NoError(t, err)
		require.Equal(t, 1, s.get("/claims/"+open.PublicID).page().Find("figure.chart-steps").Length())

		mine := s.get("/forecasters/tester")
		text := mine.find("main")
		require.Contains(t, text, "of 1 scored forecast, the likelier side came true 1 times")
		require.Contains(t, text, "0.040")
		require.Contains(t, text, "+67.8", "100(log₂ 0.8 + 1)")
		require.Contains(t, text, "Open thing")
		require.Contains(t, text, "nobody else has forecast the same claims")

		other := s.get("/forecasters/" + url.PathEscape("other <b>"))
		require.Equal(t, http.StatusOK, other.StatusCode)
		require.Contains(t, other.find("main"), "62%", "I have given mine")
		require.NotContains(t, other.text, "61%", "blind until given")
		require.NotContains(t, other.text, "Secret thing")
		require.Len(t, s.get("/forecasters").page().Find("tbody tr").Nodes, 2)
		require.Equal(t, http.StatusNotFound, s.get("/forecasters/nobody").StatusCode)
	})
}

func TestNewPagesInBothLanguages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.field(append(series("Ada", 8, 26), row{"鲍勃", "汽车自动驾驶", "2019-05-01", "2020", "很可能", "人工智能", "汽车会自动驾驶", "no", "false", "2021-01-05"}))
		id := s.speaker("Ada")
		question, _ := s.get("/questions").page().Find(".sources h3 a").Attr("href")
		for _, path := range []string{
			"/leaderboard", "/overall", "/topics", "/topics/ai", "/questions", question, "/compare", "/compare?speaker=Ada&speaker=" + url.QueryEscape("鲍勃"),
			"/forecasters", "/speakers/" + id, "/speakers/" + id + "/share", "/embed/speakers/" + id, "/speakers/" + s.speaker("鲍勃"),
		} {
			for _, language := range []string{"en", "zh-CN"} {
				a := s.get(path, "Accept-Language", language)
				require.Equal(t, http.StatusOK, a.StatusCode, "%s %s", path, language)
				for _, wrong := range []string{"<no value>", "%!", "NaN", "record.", "leaderboard."} {
					require.NotContains(t, a.find("main"), wrong, path)
				}
				require.Zero(t, a.page().Find("[style]").Length(), path)
			}
			zh := s.get(path, "Accept-Language", "zh-CN").find("main")
			for _, english := range []string{" claims", "judged", "came true", "Speaker"} {
				require.NotContains(t, zh, english, path)
			}
		}
	})
}
