package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

const hostile = `"><script>alert(1)</script>`

// predictions are claims of two years, with words for odds, an early verdict,
// a thin topic and a name that is not one.
func predictions() []row {
	rows := append(series("Ada", 20, 30), series(hostile, 10, 30)...)
	for i := range 20 {
		r := row{
			speaker: "Bo", statement: fmt.Sprint("Far ", i), said: "2015-01-01", deadline: "2022-06-01", topics: hostile + ",",
			confidence: []string{"likely", "Likely", "很可能", "极有可能"}[i%4], grade: "false", judged: "2025-01-10",
		}
		if i < 4 {
			r.grade = "true"
		}
		rows = append(rows, r)
	}
	for i := range 12 {
		rows = append(rows, row{
			speaker: "Bo", statement: fmt.Sprint("Near ", i), said: "2024-01-01", deadline: "2024-02-01", topics: "near,", grade: "true", judged: "2025-01-10",
		})
	}
	return append(rows,
		row{speaker: "Cy", statement: "Known early", said: "2026-01-01", deadline: "2031", topics: "thin,", grade: "true", judged: "2026-02-01"},
		row{speaker: "Cy", statement: "Undecided early", said: "2026-01-01", deadline: "2031", grade: "mixed", judged: "2026-02-01"},
		row{speaker: "Cy", statement: "Nobody looked", said: "2024-01-01", deadline: "2024-05-01"},
		row{speaker: "Cy", statement: "Long ago", said: "2019-01-01", deadline: "2020"})
}

func TestOverallSaysHowGoodPredictionsAre(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.field(predictions())
		s.flag()
		a := s.get("/overall")
		said := a.find(".quotable")
		require.Contains(t, said, "Of 93 judged claims by four speakers, 47 came true: 51%.")
		require.Contains(t, said, "1 verdict came before the deadline; without it, 50% of 92 came true.")
		require.Contains(t, said, "How far ahead matters: of claims looking up to 90 days ahead")
		require.Contains(t, a.find("ul.counts"), "2% overdue (2)")
		require.Len(t, a.page().Find("figure.chart-calibration .chart-data").Nodes, 1)
		require.Contains(t, a.find("figure.chart-calibration"), "put into words")

		require.Equal(t, []string{"“极有可能” ≈ 90% (80–90%, by translation)", "“likely” ≈ 75% (67–80%)"}, a.texts("#words ~ figure th[scope=row]"))
		require.Contains(t, a.find("#words ~ figure"), "2 of 10")
		require.Len(t, a.page().Find("#words ~ figure td line.reference").Nodes, 2)
		require.Regexp(t, `When they said “.*”, 20% came true, n = 10; people take it for`, a.find("p.said"))

		require.NotContains(t, a.find("#topics ~ figure"), "thin", "fewer than five")
		require.Equal(t, 1, a.page().Find(`#topics ~ p a[href="/topics"]`).Length())
		require.NotContains(t, a.text, "<script>alert")
		require.Equal(t, 1, s.get("/speakers").page().Find(`main a[href="/overall"]`).Length())
		require.Equal(t, 1, a.page().Find(`footer a[href="/overall"]`).Length())
		for _, part := range []string{"ahead", "topics", "years"} {
			for _, link := range a.page().Find("#" + part + " ~ figure td.n a").EachIter() {
				to, _ := link.Attr("href")
				require.Regexp(t, fmt.Sprintf(`^\d+ of %d$`, s.total(to)), link.Text(), to)
			}
		}
	})
}

// total is how many claims a list has on all its pages.
func (s *site) total(path string) int {
	s.t.Helper()
	n := 0
	for more := true; more; {
		page := s.land(path).page()
		n += page.Find("tbody tr.claim").Length()
		path, more = page.Find("a[rel=next]").Attr("href")
	}
	return n
}

func TestOverallCohortAndYears(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.field(predictions())
		s.flag()
		ripe := s.get("/overall?cohort=ripe")
		require.Contains(t, ripe.find(".quotable"), "Of 92 judged claims by three speakers, 46 came true")
		require.Contains(t, ripe.find(".quotable"), "2 claims were judged before their deadlines")
		require.Contains(t, ripe.find(".chips"), "only claims whose deadline has passed")

		years := s.get("/overall?from=2022&to=2022")
		require.Contains(t, years.find(".quotable"), "Of 20 judged claims by one speaker, 4 came true")
		require.Contains(t, years.find("main"), "0% overdue", "those of other years are not counted")
		require.Equal(t, "/overall", years.page().Find("p.hint a").First().AttrOr("href", ""))
		require.Empty(t, years.page().Find("#words, #sure").Nodes)
		require.NotContains(t, years.find("main"), "no judged claim had", "kept for all years is not none")
		require.Equal(t, "/overall.json?from=2022&to=2022", years.page().Find(".data a").First().AttrOr("href", ""))
		lead, _ := url.Parse(years.page().Find(".quotable a").First().AttrOr("href", ""))
		require.Equal(t, "2022-01-01", lead.Query().Get("from"))

		tidy := s.get("/overall?cohort=judged&from=&to=+2024")
		require.Equal(t, "/overall?to=2024", tidy.Header.Get("Location"))
		for _, wrong := range []string{"from=soon", "to=0", "cohort=some", "from=2025&to=2024"} {
			bad := s.get("/overall?" + wrong)
			require.Equal(t, http.StatusUnprocessableEntity, bad.StatusCode, wrong)
			require.Len(t, bad.page().Find(".filters .problem").Nodes, 1, wrong)
			require.Equal(t, http.StatusUnprocessableEntity, s.get("/overall.json?"+wrong).StatusCode, wrong)
		}
		require.NotContains(t, s.get("/overall?from="+url.QueryEscape(hostile)).text, "<script>alert")
	})
}

func TestOverallAsData(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		read := func(a answer) map[string]any {
			var got map[string]any
			require.NoError(t, json.Unmarshal([]byte(a.text), &got))
			return got
		}
		empty := read(s.get("/overall.json"))
		for _, name := range []string{"by_horizon", "by_topic", "by_year", "by_words"} {
			require.Equal(t, []any{}, empty[name], name)
		}
		require.Nil(t, empty["accuracy"])
		s.field(predictions())
		s.flag()
		for _, a := range []answer{s.get("/overall.json"), s.get("/overall", "Accept", "application/json")} {
			got := read(a)
			require.Equal(t, "", got["speaker"])
			require.Equal(t, "judged", got["cohort"])
			require.EqualValues(t, 93, got["strict_n"])
			require.EqualValues(t, 2, got["overdue"])
			for name, first := range map[string]string{"by_horizon": "days_90", "by_topic": "ai", "by_year": "2020", "by_words": "极有可能"} {
				group := got[name].([]any)[0].(map[string]any)
				require.Equal(t, first, group["key"], name)
				for _, field := range []string{"strict_n", "strict_true", "accuracy", "accuracy_low", "accuracy_high"} {
					require.Contains(t, group, field, name)
				}
				require.Len(t, group, 6)
			}
		}
		require.EqualValues(t, 20, read(s.get("/overall.json?to=2022"))["strict_n"])
		require.EqualValues(t, 1, read(s.get("/overall.json?to=2022"))["overdue"])
	})
}

func TestOverallOfAnEmptyTrackerAndInChinese(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		empty := s.get("/overall")
		require.Contains(t, empty.find(".quotable"), "No claim is on record.")
		require.Equal(t, 1, empty.page().Find(`.empty a[href="/log"]`).Length())
		s.field(predictions())
		zh := s.get("/overall", "Accept-Language", "zh-CN")
		require.Contains(t, zh.find(".quotable"), "四位发言者已判定的 93 条预测中，47 条应验：51%。")
		require.Contains(t, zh.find("main"), "“极有可能” ≈ 90%（80–90%，按译文）")
		require.NotRegexp(t, `judged|claims|years|speaker`, zh.find("main"))
	})
}
