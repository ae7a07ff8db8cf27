package web_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// row is a claim of a field, with its verdict.
type row struct {
	speaker, statement, said, deadline, confidence, topics, question, side, grade, judged string
}

// field logs claims as an import does.
func (s *site) field(rows []row) {
	s.t.Helper()
	var claims []tracker.Imported
	for i, r := range rows {
		c := tracker.Imported{Line: i + 2, Draft: tracker.Draft{
			Speaker: r.speaker, Statement: r.statement, SaidOn: r.said, Deadline: r.deadline, Confidence: r.confidence,
			Topics: r.topics, Question: r.question, Side: r.side, ExternalID: fmt.Sprint(r.speaker, i),
		}}
		if r.grade != "" {
			c.Judgement = &tracker.Judgement{Grade: r.grade, Note: "seen"}
		}
		if r.judged != "" {
			d, err := ledger.ParseDate(r.judged)
			require.NoError(s.t, err)
			c.JudgedOn = d
		}
		claims = append(claims, c)
	}
	report, err := s.tracker.Import(s.ctx(), "tester", claims, tracker.ImportOptions{})
	require.NoError(s.t, err)
	require.Empty(s.t, report.Bad)
	require.Equal(s.t, len(rows), report.Added)
}

// series is n claims by a speaker, k of which came true.
func series(speaker string, k, n int) []row {
	rows := make([]row, n)
	for i := range rows {
		rows[i] = row{
			speaker: speaker, statement: fmt.Sprintf("%s says %d", speaker, i), said: "2024-01-01", deadline: fmt.Sprintf("2024-%02d-15", i%12+1),
			confidence: "80%", topics: []string{"ai", "energy"}[i%2], grade: "false", judged: "2025-01-10",
		}
		if i < k {
			rows[i].grade = "true"
		}
	}
	return rows
}

// speaker is the public id of a speaker.
func (s *site) speaker(name string) string {
	s.t.Helper()
	sp, err := s.tracker.Speaker(s.ctx(), name)
	require.NoError(s.t, err)
	return sp.PublicID
}

func TestSpeakerPageShowsTheWholeRecord(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		rows := series("Ada", 8, 20)
		rows = append(rows,
			row{"Ada", "Cars drive themselves in 2020", "2019-05-01", "2020", "90%", "cars", "Cars drive themselves", "yes", "false", "2021-01-05"},
			row{"Ada", "Cars drive themselves in 2021", "2020-05-01", "2021", "likely", "cars", "Cars drive themselves", "yes", "false", "2022-01-05"},
			row{"Ada", "Something open", "2026-01-01", "2030", "", "", "", "", "", ""},
			row{"Ada", "It is known early", "2026-01-01", "2031", "70%", "", "", "", "true", "2026-02-01"},
			row{"Ada", "Nobody can tell", "2020-01-01", "2021", "", "", "", "", "void", "2022-01-01"},
		)
		rows[len(rows)-1].grade = ""
		s.field(rows[:len(rows)-1])
		id := s.speaker("Ada")
		a := s.get("/speakers/" + id)
		require.Equal(t, http.StatusOK, a.StatusCode)
		text := a.find("main")
		for _, want := range []string{
			"Of 23 judged claims, 9 came true: 39%", "points too sure", "1 claim was made again with a later deadline",
			"Counting only claims whose deadline has passed, 8 of 22 came true: 36%",
			"First said 2019 for 2020; again 2020 for 2021", "overconfidence", "Brier skill", "log score", "median lateness", "can be checked",
			"4% not judged yet (1)", "0% overdue (0)",
		} {
			require.Contains(t, text, want)
		}
		page := a.page()
		require.Equal(t, 1, page.Find("figure.chart-calibration").Length())
		require.NotZero(t, page.Find("svg title").Length())
		require.Zero(t, page.Find("[style], style, main script").Length(), "the content security policy forbids them")

		// every number leads to the claims behind it
		checkCounts(t, s, page)

		topic := s.get("/speakers/" + id + "?topic=cars")
		require.Contains(t, topic.find("main"), "of 2 judged claims, none came true")
		require.Equal(t, "cars", strings.TrimSpace(strings.TrimSuffix(topic.find(".chip.on"), "×")))
		ripe := s.get("/speakers/" + id + "?cohort=ripe")
		require.Contains(t, ripe.find(".quotable"), "Of 22 judged claims, 8 came true: 36%")
		require.Contains(t, ripe.find(".quotable"), "1 claim was judged before its deadline")
		range_ := s.get("/speakers/" + id + "?from=2020-01-01&to=2021-12-31")
		require.Contains(t, range_.find("main"), "of 2 judged claims")
		worded := s.get("/speakers/" + id + "?basis=worded")
		require.Contains(t, worded.find("main"), "put into words")
		bad := s.get("/speakers/" + id + "?cohort=some&from=soon&topic=cars")
		require.Equal(t, http.StatusUnprocessableEntity, bad.StatusCode)
		require.Len(t, bad.page().Find(".filters .problem").Nodes, 2)
		value, _ := bad.page().Find("input[name=from]").Attr("value")
		require.Equal(t, "soon", value)
	})
}

// checkCounts follows the links of a record whose text is a number and counts
// the claims they lead to.
func checkCounts(t *testing.T, s *site, page *goquery.Document) {
	t.Helper()
	followed := 0
	page.Find(".counts a, .figures .over a").Each(func(_ int, link *goquery.Selection) {
		href, _ := link.Attr("href")
		var n int
		fields := strings.FieldsFunc(link.Text(), func(r rune) bool { return r < '0' || r > '9' })
		if len(fields) == 0 || !strings.HasPrefix(href, "/claims?") {
			return
		}
		_, err := fmt.Sscan(fields[len(fields)-1], &n)
		require.NoError(t, err)
		list := s.get(href)
		require.Equal(t, http.StatusOK, list.StatusCode, href)
		require.Equal(t, n, list.page().Find("tbody tr.claim").Length(), "%q leads to %s", link.Text(), href)
		followed++
	})
	require.Greater(t, followed, 6)
}

func TestRecordAsJSON(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.field(series("Ada", 15, 20))
		id := s.speaker("Ada")
		for _, a := range []answer{s.get("/speakers/" + id + "/record.json"), s.get("/speakers/"+id, "Accept", "application/json")} {
			require.Equal(t, http.StatusOK, a.StatusCode)
			require.Contains(t, a.Header.Get("Content-Type"), "application/json")
			var got map[string]any
			require.NoError(t, json.Unmarshal([]byte(a.text), &got))
			require.Equal(t, "Ada", got["speaker"])
			require.InDelta(t, 0.75, got["accuracy"], 1e-12)
			require.InDelta(t, (15*0.04+5*0.64)/20, got["brier"], 1e-12)
			require.Equal(t, "base_rate", got["brier_reference"])
			require.Len(t, got["calibration"], 1)
			require.Equal(t, map[string]any{"low": 0.8, "high": 1.0, "n": 20.0, "mean_forecast": 0.8, "share_true": 0.75}, got["calibration"].([]any)[0])
			for _, name := range []string{
				"claims", "judged", "strict_n", "strict_true", "accuracy_low", "accuracy_high", "graded_accuracy", "mixed", "brier_n", "brier_skill",
				"log_score", "reliability", "resolution", "uncertainty", "ece", "overconfidence", "median_lateness_days", "checkable_share",
			} {
				require.Contains(t, got, name)
			}
		}
		bad := s.get("/speakers/" + id + "/record.json?basis=guess")
		require.Equal(t, http.StatusUnprocessableEntity, bad.StatusCode)
		require.Contains(t, bad.text, `"field":"basis"`)
		require.Equal(t, http.StatusNotFound, s.get("/speakers/nobody/record.json").StatusCode)
	})
}

func TestShareImagesBadgesAndPanels(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.field(series("Ada", 15, 20))
		id := s.speaker("Ada")
		c := s.add("GPT-6 is out -- 奥特曼, by 2027, 90%%")
		require.Equal(t, http.StatusNotFound, s.get("/claims/"+c.PublicID+"/verdict.png").StatusCode)
		judged := s.add("GPT-5 is out -- Ada, by 2025, 90%%")
		require.Equal(t, http.StatusSeeOther, s.post("/claims/"+judged.PublicID+"/verdict", url.Values{"grade": {"true"}, "note": {"n"}}).StatusCode)
		for _, path := range []string{
			"/speakers/" + id + "/share.png", "/claims/" + c.PublicID + "/share.png", "/claims/" + judged.PublicID + "/verdict.png",
			"/speakers/" + c.SpeakerPublicID + "/share.png",
		} {
			a := s.get(path)
			require.Equal(t, "image/png", a.Header.Get("Content-Type"), path)
			drawn, err := png.Decode(bytes.NewReader([]byte(a.text)))
			require.NoError(t, err, path)
			require.Equal(t, "1200×630", fmt.Sprintf("%d×%d", drawn.Bounds().Dx(), drawn.Bounds().Dy()), path)
		}
		badge := s.get("/speakers/" + id + "/badge.svg")
		require.Contains(t, badge.Header.Get("Content-Type"), "image/svg+xml")
		require.Contains(t, badge.text, "76% of 21 came true")
		require.NotContains(t, badge.text, "<script")
		require.Contains(t, s.get("/claims/"+c.PublicID+"/badge.svg").text, "open")

		for _, path := range []string{"/embed/speakers/" + id, "/embed/claims/" + judged.PublicID} {
			panel := s.get(path)
			require.Equal(t, http.StatusOK, panel.StatusCode)
			require.Empty(t, panel.Header.Get("X-Frame-Options"), "it is there to be framed")
			require.Contains(t, panel.Header.Get("Content-Security-Policy"), "frame-ancestors *")
			require.NotContains(t, panel.Header.Get("Content-Security-Policy"), "script-src")
			require.Zero(t, panel.page().Find("script, form, nav").Length())
			panel.page().Find("a").Each(func(_ int, a *goquery.Selection) {
				href, _ := a.Attr("href")
				require.True(t, strings.HasPrefix(href, s.url), href)
			})
		}
		require.Equal(t, "DENY", s.get("/speakers/"+id).Header.Get("X-Frame-Options"), "and nothing else is")

		page := s.get("/speakers/" + id)
		image, _ := page.page().Find(`meta[property="og:image"]`).Attr("content")
		require.Equal(t, s.url+"/speakers/"+id+"/share.png", image)
		verdict, _ := s.get("/claims/" + judged.PublicID).page().Find(`meta[property="og:image"]`).Attr("content")
		require.Equal(t, s.url+"/claims/"+judged.PublicID+"/verdict.png", verdict)
		share := s.get("/speakers/" + id + "/share")
		require.Contains(t, share.page().Find("#panel-code").Text(), "<iframe src=\""+s.url+"/embed/speakers/"+id+"\"")
		require.Equal(t, 2, s.get("/claims/"+judged.PublicID+"/share").page().Find("img.share-image").Length())
	})
}
