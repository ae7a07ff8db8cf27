package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheLeaderboardSaysWhatItRestsOn(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		var rows []row
		for i, k := range []int{45, 40, 15, 30} { // of 50
			rows = append(rows, series(fmt.Sprint("Speaker ", i), k, 50)...)
		}
		s.field(append(rows, series("少说为妙", 2, 2)...))

		a := s.get("/leaderboard")
		require.Contains(t, a.find(".lede"), "Of five speakers with a judged claim, four have enough to rank. Of the 202 judged claims of all speakers, 65% came true.")
		require.Equal(t, []string{"Speaker 0", "Speaker 1", "Speaker 3", "Speaker 2"}, a.texts("#ranked + .leaders th a"))
		require.Equal(t, []string{"少说为妙"}, a.texts("#apart ~ .leaders th a"))
		require.Contains(t, a.find("#apart ~ .leaders"), "too few to tell")
		require.Equal(t, 4, a.page().Find(".leaders line.reference").Length(), "what all have is marked in each drawing")
		require.Contains(t, a.find(".axis-key"), "65%")
		require.Regexp(t, `Here that is 65%, and it weighs as much as \d+\.\d claims`, a.find("main"))
		picked := a.page().Find("form[action='/compare'] input[name=speaker]")
		require.Equal(t, 5, picked.Length())
		first, _ := picked.First().Attr("value")
		second, _ := picked.Eq(1).Attr("value")
		require.Equal(t, http.StatusOK, s.get("/compare?speaker="+first+"&speaker="+second).StatusCode)
		why, _ := a.page().Find(".leaders tbody tr").First().Find("[title]").Attr("title")
		require.Contains(t, why, "reference")

		least := s.get("/leaderboard?min=3")
		require.Contains(t, least.find(".lede"), "Of four speakers with at least 3 judged claims, four have enough to rank.")
		require.Contains(t, s.get("/leaderboard?topic=energy&min=26").find("h1"), "No judged claim fits")
		zh := s.get("/leaderboard?min=3", "Accept-Language", "zh-CN")
		require.Contains(t, zh.find(".lede"), "至少有 3 条预测得到判定的四位发言者中，四位够排名。")
		require.NotRegexp(t, `[a-z]{4,}`, zh.find("#ranked, .axis-key, thead, .empty"))
	})
}

func TestTheLeaderboardDoesNotPraiseChance(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		var rows []row
		for i, k := range []int{15, 16, 14, 15, 15} { // of 30
			rows = append(rows, series(fmt.Sprint("Speaker ", i), k, 30)...)
		}
		s.field(rows)
		a := s.get("/leaderboard")
		require.Equal(t, "No speaker stands out by more than chance", a.find("h1"))
		require.Contains(t, a.find("main"), "differ no more than chance would make them")
		require.NotContains(t, a.find("main"), "Inf")
	})
}

func TestLeaderboardAddresses(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.field(append(series("Ada", 20, 30), series("Bob", 10, 30)...))
		tidy := s.get("/leaderboard?cohort=ripe&topic=+%23Energy&from=&to=2024&min=")
		require.Equal(t, http.StatusSeeOther, tidy.StatusCode)
		require.Equal(t, "/leaderboard?to=2024&topic=energy", tidy.Header.Get("Location"))
		a := s.follow(tidy)
		require.Equal(t, []string{"10 of 15", "5 of 15"}, a.texts(`.leaders a[href^="/claims?"]`))
		link, _ := a.page().Find(`.leaders a[href^="/claims?"]`).First().Attr("href")
		to, err := url.Parse(link)
		require.NoError(t, err)
		require.Equal(t, "energy", to.Query().Get("topic"))
		require.Equal(t, "2024-12-31", to.Query().Get("to"))
		data, _ := a.page().Find(".data a").First().Attr("href")
		require.Equal(t, "/leaderboard.json?to=2024&topic=energy", data)
		require.Equal(t, "[]", s.get("/leaderboard.json?topic=none").text[:2])

		bad := s.get("/leaderboard?from=2025&to=2024&topic=energy")
		require.Equal(t, http.StatusUnprocessableEntity, bad.StatusCode)
		require.Equal(t, "The last year, 2024, is before the first, 2025", bad.find("#below-to .problem"))
		for name, want := range map[string]string{"from": "2025", "to": "2024", "topic": "energy"} {
			value, _ := bad.page().Find(".filters input[name=" + name + "]").Attr("value")
			require.Equal(t, want, value, name)
		}
		described, _ := bad.page().Find("input[name=to]").Attr("aria-describedby")
		require.Equal(t, "below-to", described)
		for _, wrong := range []string{"from=soon", "to=-1", "min=1.5", "cohort=some", "from=2025&to=2024"} {
			refused := s.get("/leaderboard?"+wrong, "Accept", "application/json")
			require.Equal(t, http.StatusUnprocessableEntity, refused.StatusCode, wrong)
			require.Contains(t, refused.text, `"fields":[{"field":`, wrong)
			require.Contains(t, refused.Header.Values("Vary")[0], "Accept,")
		}
		evil := s.get("/leaderboard?topic=" + url.QueryEscape(`"><script>alert(1)</script>`))
		require.Equal(t, http.StatusOK, evil.StatusCode)
		require.NotContains(t, evil.text, "<script>alert")
		require.Contains(t, evil.find(".empty"), "Count early verdicts")
	})
}
