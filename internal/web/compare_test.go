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

func TestCompareKeepsItsFilters(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.field(append(series("Ada", 10, 12), series("Bob", 2, 12)...))
		a := s.get("/compare?speaker=Ada&speaker=Bob&topic=ai&cohort=ripe&basis=any")
		require.Equal(t, http.StatusOK, a.StatusCode)
		for name, value := range map[string]string{"topic": "ai", "cohort": "ripe", "basis": "any"} {
			for _, selector := range []string{".compare thead a", ".multiples h3 a", ".hint.data a"} {
				href, ok := a.page().Find(selector).First().Attr("href")
				require.True(t, ok, selector)
				require.Contains(t, href, name+"="+value, selector)
			}
		}
		link, _ := a.page().Find(".compare thead a").First().Attr("href")
		require.NotContains(t, link, "speaker=")
		require.Equal(t, http.StatusOK, s.get(link).StatusCode)

		// each figure leads to as many claims as it is over
		for _, name := range []string{"claims", "judged"} {
			cell := a.page().Find(".compare tr").FilterFunction(func(_ int, row *goquery.Selection) bool {
				return strings.TrimSpace(row.Find("summary").Text()) == name
			}).Find("td a").First()
			require.Equal(t, "6", cell.Text(), name)
			to, _ := cell.Attr("href")
			require.Equal(t, 6, s.land(to).page().Find("tbody tr.claim").Length(), to)
		}
	})
}

func TestCompareOffersSpeakers(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		require.Contains(t, s.get("/compare").find(".empty"), "Nobody else")
		s.field(append(series("Ada", 3, 4), append(series("Bob", 2, 12), series("鲍勃", 1, 6)...)...))
		none := s.get("/compare")
		require.Equal(t, []string{"Bob 12 judged", "鲍勃 6 judged", "Ada 4 judged"}, none.texts(".candidates li"))
		one := s.get("/compare?speaker=Ada&topic=ai")
		require.Contains(t, one.find(".lede"), "Who is to stand beside Ada?")
		require.Equal(t, []string{"Bob 6 judged", "鲍勃 3 judged"}, one.texts(".candidates li"))
		link, _ := one.page().Find(".candidates a").First().Attr("href")
		two := s.get(link)
		require.Equal(t, []string{"Ada", "Bob"}, two.texts(".compare thead th a")[:2])
		require.Contains(t, two.find("main"), "Too few odds to draw, with fewer than 5 judged: Ada.")
		require.Equal(t, 1, two.page().Find(".chart-calibration").Length())
		topic, _ := two.page().Find("input[name=topic]").Attr("value")
		require.Equal(t, "ai", topic)
		zh := s.get(link, "Accept-Language", "zh-CN").find("main")
		require.Contains(t, zh, "画不成图：Ada。")
		require.NotContains(t, zh, "judged")
	})
}

func TestCompareComesBackFilledIn(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.field([]row{
			{speaker: "Martin Luther King, Jr.", statement: "A happens", said: "2020-01-01", deadline: "2021"},
			{speaker: "Bob", statement: "B happens", said: "2020-01-01", deadline: "2021"},
		})
		a := s.get("/compare?speaker=Bob&speaker=" + url.QueryEscape("Martin Luther King, Jr."))
		require.Equal(t, http.StatusOK, a.StatusCode, "a comma in a name is no separator")
		require.Equal(t, []string{"Bob", "Martin Luther King, Jr."}, a.texts(".compare thead th a"))
		require.Contains(t, a.find("h1"), "Too few to tell")
		require.Contains(t, a.find("main"), "They share no question.")

		for query, want := range map[string][]string{
			"speaker=Bob&speaker=Nobody":         {"Bob", "Nobody"},
			"speaker=Bob,+bob":                   {"Bob", "bob"},
			"speaker=%3Cscript%3E&speaker=Bob":   {"<script>", "Bob"},
			"speaker=Bob&speaker=%00":            {"Bob"},
			"speaker=Bob&speaker=&cohort=ever":   {"Bob"},
			"speaker=Bob&from=soon&basis=stated": {"Bob"},
		} {
			bad := s.get("/compare?" + query)
			require.NotContains(t, bad.text, "<script>", query)
			var values []string
			bad.page().Find("input[name=speaker]").Each(func(_ int, in *goquery.Selection) {
				value, _ := in.Attr("value")
				values = append(values, value)
				if id, wrong := in.Attr("aria-describedby"); wrong {
					require.NotEmpty(t, bad.find("#"+id+" .problem"), query)
				}
			})
			require.Equal(t, append(want, make([]string, 4-len(want))...), values, query)
			if query != "speaker=Bob&speaker=%00" {
				require.Equal(t, http.StatusUnprocessableEntity, bad.StatusCode, query)
				require.NotEmpty(t, bad.page().Find("details.filter[open] .problem").Nodes, query)
			}
		}
	})
}

func TestWhoWasRight(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.field([]row{
			{"Ada", "It rains", "2020-01-01", "2021", "90%", "", "Rain", "yes", "true", "2022-01-05"},
			{"Bob", "It stays dry", "2020-01-01", "2021", "60%", "", "Rain", "no", "false", "2022-01-05"},
			// both sides by one speaker are no disagreement of two
			{"Ada", "It snows", "2020-01-01", "2021", "", "", "Snow", "yes", "true", "2022-01-05"},
			{"Ada", "It does not snow", "2020-02-01", "2020-06", "", "", "Snow", "no", "true", "2022-01-05"},
			{"Bob", "It snows one day", "2020-01-01", "2040", "", "", "Snow", "yes", "", ""},
			// a verdict before its deadline is not ripe
			{"Ada", "Peace comes", "2020-01-01", "2030", "80%", "", "Peace", "yes", "true", "2022-01-05"},
			{"Bob", "Peace does not come", "2020-01-01", "2030", "80%", "", "Peace", "no", "false", "2022-01-05"},
			{"Eve", "Something else happens", "2020-01-01", "2021", "", "", "", "", "", ""},
		})
		all := s.get("/compare?speaker=Ada&speaker=Bob&speaker=Eve").find("main")
		require.Contains(t, all, "They took different sides on 2 judged questions; right were: Ada 2, Bob 0.")
		ripe := s.get("/compare?speaker=Ada&speaker=Bob&cohort=ripe").find("main")
		require.Contains(t, ripe, "They took different sides on 1 judged question; right were: Ada 1, Bob 0.")

		var got struct {
			Speakers []struct {
				Speaker string   `json:"speaker"`
				Score   *float64 `json:"difficulty_adjusted_brier"`
				N       int      `json:"difficulty_adjusted_n"`
				Reason  string   `json:"difficulty_adjusted_reason"`
			} `json:"speakers"`
			Shared []struct {
				ID     string `json:"question_id"`
				Claims []struct {
					Side        string   `json:"side"`
					Probability *float64 `json:"probability"`
				} `json:"claims"`
			} `json:"shared"`
		}
		require.NoError(t, json.Unmarshal([]byte(s.get("/compare.json?speaker=Ada,Bob,Eve").text), &got))
		// Ada 0.01 and 0.04, Bob 0.36 and 0.64
		require.InDelta(t, 0.025, *got.Speakers[0].Score, 1e-9)
		require.InDelta(t, 0.5, *got.Speakers[1].Score, 1e-9)
		require.Equal(t, 2, got.Speakers[1].N)
		require.Nil(t, got.Speakers[2].Score)
		require.Equal(t, "no_data", got.Speakers[2].Reason)
		require.Len(t, got.Shared, 3)
		require.Equal(t, http.StatusOK, s.get("/questions/"+got.Shared[1].ID).StatusCode)
		require.InDelta(t, 0.9, *got.Shared[1].Claims[0].Probability, 1e-9)
		require.Nil(t, got.Shared[2].Claims[0].Probability)

		apart := s.get("/compare.json?speaker=Ada&speaker=Eve")
		require.Contains(t, apart.text, `"shared":[]`)
	})
}
