package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// gives puts a user's odds on a claim; the page's own user is "tester".
func (s *site) gives(who, publicID, probability string) {
	s.t.Helper()
	_, err := s.tracker.Forecast(s.ctx(), who, publicID, probability, "")
	require.NoError(s.t, err)
}

// forecasted logs claims that Ann, Bo and a hostile name forecast, and judges
// them after their deadline: the first one is missed, the others come true.
func forecasted(s *site) {
	s.t.Helper()
	var ids []string
	for i := range 6 {
		c := s.add("Thing %d happens -- Ada, by 2026-05-01, 80%%, said 2026-01-01", i)
		ids = append(ids, c.PublicID)
		s.gives("Ann", c.PublicID, []string{"20%", "70%", "80%", "90%", "60%", "50%"}[i])
		if i < 2 {
			s.gives(hostile, c.PublicID, "50%")
		}
	}
	s.setNow(time.Date(2026, 6, 1, 9, 0, 0, 0, zone))
	s.flag()
	for i, id := range ids {
		grade := map[bool]string{true: "false", false: "true"}[i == 0]
		require.Equal(s.t, http.StatusSeeOther, s.post("/claims/"+id+"/verdict", url.Values{"grade": {grade}, "note": {"seen"}}).StatusCode)
	}
}

func TestForecasterPage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		forecasted(s)
		a := s.get("/forecasters/Ann")
		require.Equal(t, "Ann", a.find("h1"))
		require.Contains(t, a.find(".quotable"), "Of 5 scored forecasts, the likelier side came true 5 times: 100%")
		require.Contains(t, a.find(".quotable"), "1 said 50% and took no side.")
		// (.04 + .09 + .04 + .01 + .16 + .25) / 6
		require.Contains(t, a.find(".figures"), "0.098")
		require.Contains(t, a.find(".figures"), "time-weighted Brier")
		require.Equal(t, 9, a.page().Find(".figures details.explain p").Length(), "each is explained on demand")
		// 100 ln(.8/.5) and 100 ln(.7/.5), of the two that others forecast too
		require.Contains(t, a.find(".figures"), "+40.3 peer score")
		require.Contains(t, a.find(".figures"), "over 2 claims")
		require.Len(t, a.page().Find("figure.chart-calibration").Nodes, 1)
		require.NotContains(t, a.text, `href=""`)
		var order []string
		for _, row := range a.texts("#scored ~ .claims tbody tr") {
			order = append(order, row[:len("Thing 3")])
		}
		require.Equal(t, []string{"Thing 3", "Thing 0", "Thing 2", "Thing 1", "Thing 4", "Thing 5"}, order, "the best first")
		require.Contains(t, a.find("main"), "A dash for the peer score means")

		zh := s.get("/forecasters/Ann", "Accept-Language", "zh-CN")
		require.Contains(t, zh.find(".quotable"), "1 条说 50%")
		require.NotRegexp(t, `score|scored|forecast|claims`, zh.find("main"))
	})
}

// Whoever has not said what they think is not told what others think.
func TestOpenForecastsOfOthersAreBlind(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		secret := s.add("Nobody peeks -- Ada, by 2027, 80%%")
		shared := s.add("Both said so -- Ada, by 2027, 80%%")
		for _, who := range []string{"Ann", hostile} {
			s.gives(who, secret.PublicID, "61.7%")
			s.gives(who, shared.PublicID, "23.1%")
		}
		s.gives("tester", shared.PublicID, "44%")
		for _, who := range []string{"Ann", hostile} {
			path := "/forecasters/" + url.PathEscape(who)
			for _, a := range []answer{s.get(path), s.get(path, "Accept-Language", "zh-CN"), s.get("/forecasters"), s.get("/forecasters", "Accept", "application/json")} {
				for _, hidden := range []string{"61.7", "Nobody peeks", secret.PublicID} {
					require.NotContains(t, a.text, hidden, path)
				}
			}
			seen := s.get(path)
			require.Contains(t, seen.find("#open ~ .claims"), "Both said so")
			require.Contains(t, seen.find("#open ~ .claims"), "23.1%")
			require.Contains(t, seen.find("main"), "1 open forecast is shown here once you have given one on the same claim.")
		}
		require.Contains(t, s.get("/forecasters/tester").find("#open ~ .claims"), "44%")
		s.gives("tester", secret.PublicID, "30%")
		require.Contains(t, s.get("/forecasters/Ann").find("#open ~ .claims"), "61.7%")
	})
}

func TestForecastersAreListedUnderAnyName(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		none := s.get("/forecasters")
		require.Contains(t, none.find(".empty"), "Nobody has given a forecast yet.")
		require.Equal(t, 1, none.page().Find(`footer a[href="/forecasters"]`).Length())
		names := []string{hostile, "Ann/Bö 100%", "a%20b", "a b", "张三", "?x=1#y", "50%41"}
		c := s.add("It happens -- Ada, by 2027, 80%%")
		for i, name := range names {
			s.gives(name, c.PublicID, fmt.Sprint(10+i, "%"))
		}
		s.gives("tester", c.PublicID, "50%")
		list := s.get("/forecasters")
		require.NotContains(t, list.text, "<script>alert")
		require.Equal(t, len(names)+1, list.page().Find("tbody tr").Length())
		for _, link := range list.page().Find("tbody th a").EachIter() {
			to, _ := link.Attr("href")
			page := s.get(to)
			require.Equal(t, http.StatusOK, page.StatusCode, to)
			require.Equal(t, link.Text(), page.page().Find("h1").Text(), to)
			require.NotContains(t, page.text, "<script>alert")
			require.Contains(t, page.find(".quotable"), "No forecast has been scored yet; 1 is open.")
		}
		for _, path := range []string{"/forecasters/Nobody", "/forecasters/%00", "/forecasters/%ff", "/forecasters/a%2Fb%2Fc"} {
			require.Equal(t, http.StatusNotFound, s.get(path).StatusCode, path)
		}
		require.Contains(t, s.get("/forecasters", "Accept-Language", "zh-CN").find("h1"), "预估者")
	})
}
