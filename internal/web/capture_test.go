package web_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
	"foresaid/internal/web"
)

// act presses a button of a card, with what was typed into its form.
func (s *site) act(desk, number, act string, typed ...string) answer {
	s.t.Helper()
	form := url.Values{"act": {act}}
	for i := 0; i < len(typed); i += 2 {
		form.Set(typed[i], typed[i+1])
	}
	return s.post(desk+"/s/"+number, form)
}

// upload hands a file over.
func (s *site) upload(name string, content []byte) answer {
	s.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", name)
	require.NoError(s.t, err)
	_, err = part.Write(content)
	require.NoError(s.t, err)
	require.NoError(s.t, w.Close())
	return s.do(s.request(http.MethodPost, "/capture", &body, "Content-Type", w.FormDataContentType()))
}

func TestCaptureWithoutScript(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		require.Contains(t, s.get("/capture").find("h1"), "What was said would happen")
		desk := s.handOver(talk)
		page := s.get(desk)
		require.Equal(t, 200, page.StatusCode, page.text)
		require.Equal(t, 3, page.page().Find(".draftcard").Length())
		require.Contains(t, page.find(".lede"), "3 sentences look like predictions.")
		first := page.page().Find("#s1")
		statement := first.Find("[name=statement]").Text()
		require.Contains(t, statement, "free of coal")
		require.Equal(t, "the energy minister", strings.ToLower(first.Find("[name=speaker]").AttrOr("value", "")))

		a := s.act(desk, "1", "keep", "statement", "The grid is free of coal", "speaker", "Energy minister", "deadline", "end of 2030", "deadline_kind", "stated",
			"criteria", "the operator's report", "topics", "energy", "confidence", "almost certain")
		require.Equal(t, http.StatusSeeOther, a.StatusCode, a.text)
		require.Contains(t, a.Header.Get("Location"), "#s2", "on to the next")
		page = s.follow(a)
		require.Equal(t, "kept", page.page().Find("#s1").AttrOr("data-state", ""))
		require.Equal(t, "Energy minister", page.page().Find("#s2 [name=speaker]").AttrOr("value", ""), "a name that is put right is put right everywhere")
		require.Contains(t, page.find("#desk-bar"), "1 kept")

		page = s.follow(s.act(desk, "2", "skip"))
		require.Equal(t, "skipped", page.page().Find("#s2").AttrOr("data-state", ""))
		page = s.follow(s.post(desk+"/undo", nil))
		require.Equal(t, "waiting", page.page().Find("#s2").AttrOr("data-state", ""))

		page = s.follow(s.post(desk+"/add", url.Values{"quote": {"The last mine  closed\nin 2021."}}))
		require.Equal(t, 4, page.page().Find(".draftcard").Length())
		require.Equal(t, "The last mine closed in 2021.", page.page().Find("#s4 blockquote").Text())
		wrong := s.post(desk+"/add", url.Values{"quote": {"the last well"}})
		require.Equal(t, http.StatusUnprocessableEntity, wrong.StatusCode)
		require.Contains(t, wrong.find(".add"), "“the last well” is not in the text")
		require.Equal(t, "the last well", wrong.page().Find(".add textarea").Text(), "what was typed comes back")

		page = s.follow(s.act(desk, "4", "join"))
		require.Contains(t, page.page().Find("#s4 blockquote").Text(), "Electricity prices")
		s.follow(s.post(desk+"/undo", nil))
		page = s.follow(s.act(desk, "4", "split"))
		require.Equal(t, 5, page.page().Find(".draftcard").Length())
		page = s.follow(s.post(desk+"/undo", nil))
		require.Equal(t, 4, page.page().Find(".draftcard").Length())

		done := s.follow(s.post(desk+"/log", nil))
		require.Contains(t, done.find(".lede"), "One claim has been logged.")
		claims := s.claims()
		require.Len(t, claims, 1)
		c := claims[0]
		assert.Equal(t, "The grid is free of coal", c.Statement)
		assert.Equal(t, "Energy minister", c.SpeakerName)
		assert.Equal(t, "2030-12-31", c.Deadline.To.String())
		assert.Equal(t, ledger.WordedConfidence, c.Confidence.Basis)
		assert.Equal(t, []string{"energy"}, c.Topics)
		assert.Equal(t, "the operator's report", c.Criteria)
		assert.Equal(t, "2026-03-02", c.SaidOn.String())

		source := s.get("/sources/" + c.SourcePublicID)
		mark := source.page().Find("#c-" + c.PublicID)
		require.Equal(t, c.Quote, mark.Text(), "the text shows the claim where it was said")
		require.Equal(t, "/claims/"+c.PublicID, mark.AttrOr("href", ""))
		texts, err := s.store.KeptTexts(s.ctx(), c.SourceID)
		require.NoError(t, err)
		require.Len(t, texts, 1)
		plain := s.get("/sources/" + c.SourcePublicID + "/text/" + texts[0].SHA256[:12])
		require.Equal(t, texts[0].SHA256, ledger.SumText(plain.text))
		require.Contains(t, source.find(".history"), texts[0].SHA256, "the log holds the sum of the text")
		require.Contains(t, s.get("/claims/"+c.PublicID).text, "/sources/"+c.SourcePublicID+"?claim="+c.PublicID+"#c-"+c.PublicID)

		again := s.follow(s.post("/sources/"+c.SourcePublicID+"/capture", url.Values{"text": {texts[0].SHA256[:12]}}))
		require.Equal(t, "logged", again.page().Find(`.draftcard[data-state="logged"]`).AttrOr("data-state", ""), "what is a claim already shows as one")

		reopened := s.follow(s.post(desk+"/reopen", nil))
		require.Equal(t, "waiting", reopened.page().Find("#s2").AttrOr("data-state", ""))
	})
}

func TestCaptureRefusesAClaimThatCantBe(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		desk := s.handOver(talk)
		a := s.act(desk, "1", "keep", "statement", "The grid is free of coal", "speaker", "", "deadline", "some day soon", "deadline_kind", "stated", "criteria", "a report")
		require.Equal(t, http.StatusUnprocessableEntity, a.StatusCode)
		card := a.page().Find("#s1")
		assert.Contains(t, card.Find("#below-s1-speaker").Text(), "Say who said it")
		assert.Contains(t, card.Find("#below-s1-deadline").Text(), "some day soon")
		assert.Equal(t, "a report", card.Find("[name=criteria]").Text(), "what was typed comes back")
		assert.Equal(t, "waiting", card.AttrOr("data-state", ""))
		assert.Equal(t, "a report", s.get(desk).page().Find("#s1 [name=criteria]").Text(), "and is kept")

		none := s.post(desk+"/log", nil)
		require.Equal(t, http.StatusUnprocessableEntity, none.StatusCode)
		require.Contains(t, none.find("#desk-faults"), "Keep at least one claim")
		require.Empty(t, s.claims())
	})
}

func TestCaptureLogsAllOrNothing(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		desk := s.handOver(talk)
		for _, n := range []string{"1", "2"} {
			s.follow(s.act(desk, n, "keep"))
		}
		// meanwhile the first is logged elsewhere
		card := s.get(desk).page().Find("#s1")
		s.add("%s -- %s, by end of 2030, said 2026-03-02", strings.ReplaceAll(card.Find("[name=statement]").Text(), ",", ""), "Energy minister")
		s.act(desk, "1", "keep", "statement", strings.ReplaceAll(card.Find("[name=statement]").Text(), ",", ""), "speaker", "Energy minister", "deadline", "end of 2030", "deadline_kind", "stated")
		s.follow(s.act(desk, "1", "keep", "statement", "Another wording", "speaker", "Energy minister", "deadline", "end of 2030", "deadline_kind", "stated"))
		s.add("Another wording -- Energy minister, by end of 2030, said 2026-03-02")
		a := s.post(desk+"/log", nil)
		require.Equal(t, http.StatusUnprocessableEntity, a.StatusCode)
		require.Contains(t, a.find("#desk-faults"), "Nothing has been logged yet: 1")
		require.Contains(t, a.find("#s1-faults"), "logged before")
		require.Len(t, s.claims(), 2)
		s.follow(s.act(desk, "1", "keep", "statement", "Another wording", "speaker", "Energy minister", "deadline", "end of 2030", "deadline_kind", "stated", "again", "1"))
		done := s.follow(s.post(desk+"/log", nil))
		require.Contains(t, done.find(".lede"), "2 claims have been logged.")
		require.Len(t, s.claims(), 4)
	})
}

func TestCaptureHeadCarriesOver(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		desk := s.handOver("Prices will fall. Wages will rise by the end of next year.")
		page := s.get(desk).page()
		require.Equal(t, "Prices will fall. Wages will rise by the end of next year.", page.Find("#desk-head [name=source_title]").AttrOr("value", ""))
		a := s.post(desk+"/head", url.Values{
			"source_title": {"Outlook"}, "source_kind": {"interview"}, "source_published_on": {"2026-02-30"}, "speaker": {"The economist"}, "deadline": {"2027"},
		})
		require.Equal(t, http.StatusUnprocessableEntity, a.StatusCode)
		require.Contains(t, a.find("#below-head-source_published_on"), "no such day")
		require.Equal(t, "Outlook", a.page().Find("#desk-head [name=source_title]").AttrOr("value", ""), "what was typed comes back")
		page = s.follow(s.post(desk+"/head", url.Values{
			"source_title": {"Outlook"}, "source_kind": {"interview"}, "source_published_on": {"2026-02-20"}, "speaker": {"The economist"}, "deadline": {"2027"},
		})).page()
		require.Equal(t, "The economist", page.Find("#s1 [name=speaker]").AttrOr("value", ""))
		require.Equal(t, "2027", page.Find("#s1 [name=deadline]").AttrOr("value", ""))
		require.Equal(t, "inferred", page.Find("#s1 [name=deadline_kind][checked]").AttrOr("value", ""))
		require.NotEqual(t, "2027", page.Find("#s2 [name=deadline]").AttrOr("value", ""), "that one states its own")
		page = s.follow(s.post(desk+"/undo", nil)).page()
		require.Empty(t, page.Find("#s1 [name=speaker]").AttrOr("value", ""))
	})
}

func TestCaptureTakesAFile(t *testing.T) {
	s := one(t)
	for name, content := range map[string]string{
		"talk.txt":  talk,
		"talk.md":   "# On coal\n\nThe grid **will** be free of coal by 2030, the minister said.\n",
		"talk.html": "<!doctype html><title>On coal</title><article><h1>On coal</h1><p>The grid will be free of coal by 2030, the minister said.</p></article>",
		"talk.srt":  "1\n00:00:05,000 --> 00:00:09,000\nThe grid will be free of coal by 2030.\n",
		"talk.vtt":  "WEBVTT\n\n00:05.000 --> 00:09.000\nThe grid will be free of coal by 2030.\n",
	} {
		t.Run(name, func(t *testing.T) {
			a := s.follow(s.upload(name, []byte(content)))
			require.Equal(t, 200, a.StatusCode, a.text)
			require.Contains(t, a.find("#cards"), "free of coal by")
			if strings.HasSuffix(name, "t") && !strings.HasSuffix(name, "txt") {
				require.Contains(t, a.find("#cards"), "0:05", "the place is the time")
			}
		})
	}
	large := s.upload("large.txt", bytes.Repeat([]byte("The grid will be free of coal. "), 250_000))
	require.Equal(t, http.StatusUnprocessableEntity, large.StatusCode)
	require.Contains(t, large.find("#below-file"), "6 MB")
	binary := s.upload("photo.png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"))
	require.Equal(t, http.StatusUnprocessableEntity, binary.StatusCode)
	require.NotEmpty(t, binary.find(".problem"))
}

func TestCaptureTakesALink(t *testing.T) {
	s := newSite(t, storetest.SQLite(t), func(o *web.Options) {
		o.Fetch = func(_ context.Context, link string) (article.Article, error) {
			if strings.Contains(link, "gone") {
				return article.Article{}, ledger.Invalidf("link", "fetching_off", "This server fetches no links; paste the text instead")
			}
			a, err := article.ReadText("The grid will be free of coal by 2030, the minister said.")
			a.Title, a.Link = "On coal", link
			return a, err
		}
	})
	a := s.follow(s.post("/capture", url.Values{"link": {"https://example.org/coal"}}))
	require.Contains(t, a.find("h1"), "On coal")
	require.Equal(t, "https://example.org/coal", a.page().Find("#desk-head [name=source_link]").AttrOr("value", ""))
	gone := s.post("/capture", url.Values{"link": {"https://example.org/gone"}, "text": {""}})
	require.Equal(t, http.StatusUnprocessableEntity, gone.StatusCode)
	require.Equal(t, "https://example.org/gone", gone.page().Find("#f-link").AttrOr("value", ""))
	require.NotEmpty(t, gone.find("#below-link .problem"))
	pasted := s.follow(s.post("/capture", url.Values{"link": {"https://example.org/gone"}, "text": {"The grid will be free of coal by 2031, the minister said."}}))
	require.Equal(t, "https://example.org/gone", pasted.page().Find("#desk-head [name=source_link]").AttrOr("value", ""), "a pasted text keeps its link, which is not fetched")

	off := one(t)
	require.Contains(t, off.post("/capture", url.Values{"link": {"https://example.org/coal"}}).find(".problem"), "fetches no links")
	require.Contains(t, off.post("/capture", nil).find(".problem"), "Paste a text")
}

func TestCaptureIsTakenUpWhereItWasLeft(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		desk := s.handOver(talk)
		s.follow(s.act(desk, "1", "skip"))
		require.Equal(t, desk, s.handOver(talk))
		require.Contains(t, s.get("/capture").find(".plainlist"), "2 to look at, 0 kept")
		require.Contains(t, s.follow(s.post(desk+"/drop", nil)).find(".lede"), "put aside")
		require.Empty(t, s.get("/capture").find(".plainlist"))
		closed := s.act(desk, "1", "keep")
		require.Equal(t, http.StatusConflict, closed.StatusCode)
		require.Contains(t, closed.text, "not being gone through any more")
		require.NotEqual(t, desk, s.handOver(talk))
	})
}

func TestCaptureAnswersAScriptWithParts(t *testing.T) {
	s := one(t)
	desk := s.handOver(talk)
	a := s.post(desk+"/s/1", url.Values{"act": {"keep"}}, "X-Fragment", "1")
	require.Equal(t, 200, a.StatusCode, a.text)
	require.Equal(t, "s2", a.page().Find("#goto").AttrOr("data-to", ""))
	require.Equal(t, "kept", a.page().Find("#s1").AttrOr("data-state", ""))
	require.Zero(t, a.page().Find("#s2").Length(), "only what changed")
	a = s.post(desk+"/s/2", url.Values{"act": {"save"}, "statement": {"Prices are lower"}, "speaker": {"The economist"}, "deadline": {"2029"}, "deadline_kind": {"stated"}}, "X-Fragment", "1")
	require.Equal(t, "Prices are lower", a.find("#s2-title"))
	require.Zero(t, a.page().Find("input[name=speaker]").Length(), "what is being typed into is left alone")
}

func TestCaptureIsSafe(t *testing.T) {
	s := one(t)
	desk := s.handOver("<b>Prices</b> will fall by 2027 <script>alert(1)</script>, said \"x\" onmouseover=alert(2). A < B & C will win in 2028, the minister said.")
	page := s.get(desk)
	require.Zero(t, page.page().Find("#desk article script, #desk article [onmouseover]").Length())
	for _, path := range []string{"/capture/nosuchid", "/capture/nosuchid/text", desk + "/s"} {
		require.Equal(t, http.StatusNotFound, s.get(path).StatusCode, path)
	}
	for path, form := range map[string]url.Values{
		desk + "/s/99999999999999999999": {"act": {"keep"}},
		desk + "/s/77":                   {"act": {"keep"}},
		"/capture/nosuchid/log":          nil,
		"/capture/nosuchid/undo":         nil,
		"/capture/nosuchid/add":          {"quote": {"x"}},
	} {
		require.Equal(t, http.StatusNotFound, s.post(path, form).StatusCode, path)
	}
	for _, span := range [][2]string{{"-5", "4000000000"}, {"7", "3"}, {"x", "y"}} {
		a := s.post(desk+"/add", url.Values{"start": {span[0]}, "end": {span[1]}})
		require.Contains(t, []int{http.StatusSeeOther, http.StatusUnprocessableEntity}, a.StatusCode, span)
	}
	s.act(desk, "1", "split", "at", "-3")
	s.act(desk, "1", "split", "at", "999999")
	require.Equal(t, 200, s.get(desk).StatusCode)
	cross := s.post(desk+"/log", nil, "Sec-Fetch-Site", "cross-site")
	require.Equal(t, http.StatusForbidden, cross.StatusCode)
}

func TestCaptureInChinese(t *testing.T) {
	s := one(t)
	s.setNow(time.Date(2026, 4, 22, 9, 0, 0, 0, zone))
	a := s.post("/capture", url.Values{"text": {"# 电网\n\n文章作者: 能源观察\n发布时间: 2026-03-02 10:00\n\n能源部长表示，到2030年底电网将不再使用煤炭。煤矿去年关闭了。\n\n如果你喜欢，请点赞关注。"}})
	require.Equal(t, http.StatusSeeOther, a.StatusCode, a.text)
	page := s.get(a.Header.Get("Location"), "Accept-Language", "zh-CN")
	require.Equal(t, 1, page.page().Find(".draftcard").Length(), page.find("#cards"))
	assert.Contains(t, page.find(".lede"), "有 1 句像是预测")
	assert.Equal(t, "zh", page.page().Find("#s1 blockquote").AttrOr("lang", ""))
	assert.Equal(t, "能源部长", page.page().Find("#s1 [name=speaker]").AttrOr("value", ""))
	for _, word := range []string{"Keep", "Skip", "Undo", "paragraph"} {
		assert.NotContains(t, page.find("main"), word)
	}
}
