package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
)

// queued are the claims of three speakers, flagged on 22 April 2026.
func queued(s *site) map[string]ledger.ClaimLine {
	s.t.Helper()
	claims := map[string]ledger.ClaimLine{
		"old":    s.add("An old thing happens -- Ann Able, by 2023, 80%%, said 2022-01-01 #ai"),
		"recent": s.add("A recent thing happens -- Ben Baker, by end of March 2026, said 2025-01-01 #space"),
		"new":    s.add("A new thing happens -- Ann Able, by 2026-04-20, said 2025-01-01 #ai #space"),
	}
	s.flag()
	return claims
}

func pickOf(c ledger.ClaimLine) string { return c.PublicID + "." + strconv.Itoa(c.Version) }

func TestQueueIsFiltered(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		claims := queued(s)
		for query, want := range map[string]string{
			"":                           "old recent new",
			"?speaker=Ann+Able":          "old new",
			"?topic=space":               "recent new",
			"?topic=%23Space":            "recent new",
			"?age=new":                   "new",
			"?age=week":                  "old recent",
			"?age=year":                  "old",
			"?age=nonsense":              "old recent new",
			"?kind=stated":               "old recent new",
			"?kind=open":                 "",
			"?speaker=Ann+Able&age=week": "old",
		} {
			page := s.get("/" + query)
			require.Equal(t, http.StatusOK, page.StatusCode, query)
			for name, c := range claims {
				assert.Equal(t, strings.Contains(want, name), page.page().Find("#claim-"+c.PublicID).Length() == 1, "%s of %q", name, query)
			}
		}
		assert.Contains(t, s.get("/?age=week").find("main"), "2 due claims fit")
		assert.Contains(t, s.get("/?kind=open").find("main"), "No due claim fits")
		unknown := s.get("/?speaker=Nobody")
		assert.Contains(t, unknown.find(".filter"), "Nobody", "what can't be read is said at its field")
	})
}

func TestQueueChangesMany(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		claims := queued(s)
		old, recent, fresh := s.claim(claims["old"].PublicID), s.claim(claims["recent"].PublicID), s.claim(claims["new"].PublicID)
		back := s.follow(s.post("/due/many", url.Values{
			"claim": {pickOf(old), pickOf(recent), pickOf(old)}, "grade": {"false"}, "note": {"Nothing came of it."},
			"evidence_link": {"https://example.org/none"}, "back": {"/?age=week"},
		}))
		assert.Contains(t, back.find("#many-done"), "2 claims judged: false.")
		for _, c := range []ledger.ClaimLine{old, recent} {
			c = s.claim(c.PublicID)
			assert.Equal(t, ledger.False, c.Standing.Grade)
			verdicts, err := s.store.Verdicts(s.ctx(), c.ID)
			require.NoError(t, err)
			require.Len(t, verdicts, 1)
			assert.Equal(t, "https://example.org/none", verdicts[0].Evidence[0].Link)
			assert.Equal(t, "Nothing came of it.", verdicts[0].Note)
		}
		assert.Equal(t, ledger.StateDue, s.claim(fresh.PublicID).State)

		var entries []string
		back.page().Find("#many-done [name=entry]").Each(func(_ int, e *goquery.Selection) { entries = append(entries, e.AttrOr("value", "")) })
		require.Len(t, entries, 2)
		again := s.follow(s.post("/due/undo", url.Values{"entry": entries, "back": {"/?age=week"}}))
		assert.Equal(t, 2, again.page().Find(".queue .claim").Length())
		assert.Equal(t, ledger.StateDue, s.claim(old.PublicID).State)
		assert.Equal(t, http.StatusConflict, s.post("/due/undo", url.Values{"entry": entries}).StatusCode, "twice is too often")

		old, recent = s.claim(old.PublicID), s.claim(recent.PublicID)
		later := s.follow(s.post("/due/many", url.Values{"claim": {pickOf(old), pickOf(recent)}, "later": {"day"}, "review_on": {"2026-12-01"}}))
		assert.Contains(t, later.find("#many-done"), "2 claims will be asked about again.")
		assert.Equal(t, "2026-12-01", s.claim(old.PublicID).DueOn.String())
		assert.Equal(t, "2023-12-31", s.claim(old.PublicID).Deadline.To.String(), "the deadline stays")
	})
}

func TestQueueChangesAllOrNothing(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		claims := queued(s)
		old, recent := s.claim(claims["old"].PublicID), s.claim(claims["recent"].PublicID)
		s.post("/claims/"+recent.PublicID+"/verdict", url.Values{"grade": {"true"}})
		for name, form := range map[string]url.Values{
			"changed meanwhile": {"claim": {pickOf(old), pickOf(recent)}, "grade": {"true"}},
			"no reason":         {"claim": {pickOf(old)}, "grade": {"void"}},
			"no date":           {"claim": {pickOf(old)}, "later": {"day"}, "review_on": {""}},
			"date gone by":      {"claim": {pickOf(old)}, "later": {"day"}, "review_on": {"2020-01-01"}},
			"nothing planned":   {"claim": {pickOf(old)}, "later": {"next"}},
			"no grade":          {"claim": {pickOf(old)}},
			"no claim":          {"grade": {"true"}},
		} {
			form.Set("note", "kept words")
			a := s.post("/due/many", form)
			assert.True(t, a.StatusCode == http.StatusUnprocessableEntity || a.StatusCode == http.StatusConflict, "%s: %d", name, a.StatusCode)
			assert.NotEmpty(t, a.find(".problem"), name)
			assert.Equal(t, "kept words", a.page().Find("#many [name=note]").AttrOr("value", ""), name)
			fragment := s.post("/due/many", form, "X-Fragment", "1")
			assert.Equal(t, a.StatusCode, fragment.StatusCode, name)
			assert.Equal(t, 1, fragment.page().Find("#many .problem").Length(), name)
			assert.Equal(t, ledger.StateDue, s.claim(old.PublicID).State, name)
		}
		assert.Equal(t, http.StatusUnprocessableEntity, s.post("/due/many", url.Values{"claim": {"x.y"}, "grade": {"true"}}).StatusCode)
		assert.Equal(t, http.StatusNotFound, s.post("/due/many", url.Values{"claim": {"nothere1.1"}, "grade": {"true"}}).StatusCode)
		for _, forged := range []string{"x", "1.1", strings.Repeat("aaaaaaaa.1,", 3000), "aaaaaaaa.1", old.PublicID + ".9999"} {
			assert.Zero(t, s.get("/?many="+url.QueryEscape(forged)).page().Find("#many-done .notice").Length(), "a made-up address says nothing")
		}
	})
}

func TestReviewShowsAllOnOneScreen(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		desk := s.handOver(talk)
		s.follow(s.act(desk, "1", "keep", "statement", "The grid is free of coal", "speaker", "Energy minister", "deadline", "March 2026", "deadline_kind", "stated",
			"criteria", "the operator's report", "condition", "the last plant closes", "translation", "电网将不再用煤"))
		s.post(desk+"/log", nil)
		c := s.claims()[0]
		s.post("/claims/"+c.PublicID+"/forecast", url.Values{"probability": {"70%"}})
		s.setNow(s.now.Load().AddDate(0, 0, 1))
		s.flag()
		page := s.get("/claims/" + c.PublicID + "/review?back=%2F%3Fage%3Dnew")
		require.Equal(t, http.StatusOK, page.StatusCode)
		brief := page.find(".brief")
		for _, said := range []string{"The last mine closed in 2021.", "Electricity prices", "电网将不再用煤", "the operator's report", "the last plant closes", "by tester"} {
			assert.Contains(t, brief, said)
		}
		assert.Equal(t, c.Quote, page.page().Find(".brief mark").Text())
		assert.GreaterOrEqual(t, page.page().Find(".searches a").Length(), 4)
		page.page().Find(".searches a").Each(func(_ int, a *goquery.Selection) {
			assert.Contains(t, a.AttrOr("rel", ""), "noreferrer")
			assert.True(t, strings.HasPrefix(a.AttrOr("href", ""), "https://"), a.AttrOr("href", ""))
		})
		assert.Equal(t, "/?age=new", page.page().Find(".meta a").First().AttrOr("href", ""))
		done := s.follow(s.post("/claims/"+c.PublicID+"/verdict", url.Values{"grade": {"true"}, "back": {"/?age=new"}}))
		assert.Contains(t, done.find(".notice"), "true")

		fragment := s.get("/claims/"+c.PublicID+"/review", "X-Fragment", "1")
		assert.NotContains(t, fragment.text, "<html")
		assert.Contains(t, fragment.find("main, body"), "The last mine closed in 2021.")
		assert.Equal(t, http.StatusNotFound, s.get("/claims/nothere1/review").StatusCode)
	})
}

func TestReviewShowsClaimsOnTheSameQuestion(t *testing.T) {
	s := one(t)
	var ids []string
	for _, who := range []string{"Ann Able", "Ben Baker"} {
		a := s.post("/log", url.Values{
			"statement": {who + " says it rains"}, "speaker": {who}, "deadline": {"2025"}, "deadline_kind": {"stated"}, "question": {"Does it rain?"}, "side": {"yes"},
			"source_title": {"Weather talk"}, "source_link": {"https://example.org/w?a=1&b=2"}, "said_on": {"2024-05-06"},
		})
		ids = append(ids, strings.Split(strings.TrimPrefix(a.Header.Get("Location"), "/claims/"), "?")[0])
	}
	s.post("/claims/"+ids[0]+"/verdict", url.Values{"grade": {"mostly_false"}})
	page := s.get("/claims/" + ids[1] + "/review")
	assert.Contains(t, page.find(".brief"), "Ann Able says it rains")
	assert.Contains(t, page.find(".brief .plainlist"), "mostly false")
	assert.Equal(t, 2, page.page().Find(`a[href="https://web.archive.org/web/20240506/https://example.org/w?a=1&b=2"]`).Length())
}

func TestCheckpointsComeUpOneAfterTheOther(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		logged := s.post("/log", url.Values{
			"statement": {"Fusion power reaches the grid"}, "speaker": {"Ann Able"}, "deadline": {"2029"}, "deadline_kind": {"stated"}, "review_on": {"each January"},
		})
		require.Equal(t, http.StatusSeeOther, logged.StatusCode, logged.text)
		id := strings.Split(strings.TrimPrefix(logged.Header.Get("Location"), "/claims/"), "?")[0]
		for _, day := range []string{"2027-01-01", "2028-01-01", "2029-01-01"} {
			c := s.claim(id)
			assert.Equal(t, day, c.DueOn.String())
			s.setNow(c.DueOn.Time(zone))
			s.flag()
			require.Equal(t, ledger.StateDue, s.claim(id).State, day)
			row := s.get("/").page().Find("#claim-" + id)
			require.Equal(t, 1, row.Find("button[name=later][value=next]").Length())
			s.follow(s.post("/claims/"+id+"/defer", url.Values{"later": {"next"}, "review_on": {""}}))
		}
		assert.Equal(t, "2030-01-01", s.claim(id).DueOn.String(), "then the deadline")
		amend := s.get("/claims/" + id + "/amend")
		assert.Equal(t, "2027-01-01, 2028-01-01, 2029-01-01, 2030-01-01", amend.page().Find("[name=review_on]").AttrOr("value", ""))

		wrong := s.post("/log", url.Values{"statement": {"X happens"}, "speaker": {"Ann Able"}, "deadline": {"2035"}, "review_on": {"each blue moon"}})
		assert.Equal(t, http.StatusUnprocessableEntity, wrong.StatusCode)
		assert.Contains(t, wrong.find("#below-review_on"), "is not a rule for review dates")
		assert.Equal(t, "each blue moon", wrong.page().Find("[name=review_on]").AttrOr("value", ""))
	})
}

func TestBrowserReviewsManyByKey(t *testing.T) {
	for language, words := range map[string][2]string{"en": {"2 claims judged", "3 chosen"}, "zh-CN": {"2条预测已判定", "已选3条"}} {
		t.Run(language, func(t *testing.T) {
			s := newSite(t, storetest.SQLite(t))
			queued(s)
			b := newBrowser(t, s, language)
			b.open("/")
			b.press("j")
			b.press("o")
			b.sees(".queue .claim .brief:not([hidden])", "Bing")
			b.press("o")
			b.press("a")
			b.sees("#many [data-count]", words[1])
			b.press("v")
			b.sees("#many [data-count]", strings.Replace(words[1], "3", "2", 1))
			b.press("5")
			b.sees("#many-done", words[0])
			shown, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`!!document.querySelector("#many.on")`))
			require.NoError(t, err)
			assert.False(t, shown, "the bar goes when nothing is chosen")
			counts, err := s.store.CountStates(s.ctx())
			require.NoError(t, err)
			assert.Equal(t, 2, counts[ledger.StateJudged])
			b.press("u")
			b.sees("#nav-due", "3")
			b.press("a")
			b.press("s")
			b.run(chromedp.SetValue("#many-later", "2027-01-01"), chromedp.Click("#many button[name=later][value=day]"))
			b.sees("#nav-due", "0")
		})
	}
}
