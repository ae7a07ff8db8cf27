package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
)

const gpt5Line = "GPT-5 is much more capable than GPT-4 -- Sam Altman, by end of 2025, 95%%, said 2024-04-24 #ai"

// The main loop by plain forms, as a browser without scripts sends them.
func TestLogFlagJudgeAndSeeTheRecord(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		empty := s.get("/")
		require.Equal(t, "Nothing is due", empty.find("h1"))
		require.NotEmpty(t, empty.page().Find("form[action='/log'] input[name=line]").Nodes, "an empty record says what to do first")

		logged := s.follow(s.post("/log", url.Values{
			"statement": {"GPT-5 is much more capable than GPT-4"}, "quote": {"a lot smarter"}, "quote_lang": {"en"},
			"speaker": {"Sam Altman"}, "deadline": {"end of 2025"}, "deadline_kind": {"inferred"}, "confidence": {"almost certain"},
			"topics": {"ai, openai"}, "source_title": {"Stanford talk"}, "source_link": {"https://example.org/talk"},
			"source_kind": {"talk"}, "source_event_on": {"2024-04-24"}, "criteria": {"public benchmarks"},
		}))
		require.Equal(t, http.StatusOK, logged.StatusCode)
		require.Equal(t, "GPT-5 is much more capable than GPT-4", logged.find("h1"))
		require.Contains(t, logged.find(".notice"), "Logged:")
		facts := logged.find(".facts")
		for _, said := range []string{"Sam Altman", "Stanford talk", "24 Apr 2024", "end of 2025", "1 Jan 2025 – 31 Dec 2025", "inferred", "“almost certain” ≈ 95%", "public benchmarks"} {
			require.Contains(t, facts, said)
		}
		id, _ := strings.CutPrefix(strings.Split(logged.Request.URL.Path, "?")[0], "/claims/")

		s.flag()
		due := s.get("/")
		require.Equal(t, "One claim is due", due.find("h1"))
		require.Contains(t, due.find("#claim-"+id), "112 days overdue")
		require.Equal(t, "1", due.find("#nav-due"))

		judged := s.follow(s.post("/claims/"+id+"/verdict", url.Values{
			"grade": {"true"}, "evidence_link": {"https://example.org/gpt5"}, "evidence_title": {"GPT-5 is out"}, "note": {"Released."},
			"happened_on": {"2025-08-07"}, "back": {"/"},
		}))
		require.Equal(t, "Nothing is due", judged.find("h1"))
		require.Contains(t, judged.find(".notice"), "true")
		require.NotContains(t, judged.find(".notice"), "provisional")

		c := s.claim(id)
		record := s.get("/speakers/" + c.SpeakerPublicID)
		require.Contains(t, record.find("main"), "Too few to tell")
		require.NotRegexp(t, `\b0%`, record.find(".figures"))
		claim := s.get("/claims/" + id)
		require.Contains(t, claim.find("section[aria-labelledby=verdict]"), "Released.")
		require.Equal(t, 1, claim.page().Find(`.evidence a[href="https://example.org/gpt5"][rel~=nofollow]`).Length())

		undo := judged.page().Find(".notice form")
		action, _ := undo.Attr("action")
		entry, _ := undo.Find("input[name=entry]").Attr("value")
		back := s.follow(s.post(action, url.Values{"entry": {entry}, "back": {"/"}}))
		require.Equal(t, "One claim is due", back.find("h1"))
		require.Equal(t, http.StatusConflict, s.post(action, url.Values{"entry": {entry}}).StatusCode, "twice is too often")
	})
}

func TestRecordFromFiveOn(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		var c ledger.ClaimLine
		for i, grade := range []string{"true", "mostly_true", "false", "true", "true", "mixed"} {
			c = s.add("Thing %d happens -- Sam Altman, by 2025, 80%%", i)
			form := url.Values{"grade": {grade}}
			if i == 4 {
				form.Set("happened_on", "2026-01-30")
			}
			require.Equal(t, http.StatusSeeOther, s.post("/claims/"+c.PublicID+"/verdict", form).StatusCode)
		}
		text := s.get("/speakers/" + c.SpeakerPublicID).find("main")
		// 3 of 5 (one of them too late): Wilson 23–88 %; Brier (3·0.04 + 2·0.64)/5 = 0.28
		for _, want := range []string{"Of 5 judged claims, 3 came true in time: 60%", "23%", "88%", "0.280", "too late", "provisional", "30 days"} {
			require.Contains(t, text, want)
		}
		list := s.get("/speakers").find("main")
		require.Contains(t, list, "60%")
		zh := s.get("/speakers/"+c.SpeakerPublicID, "Accept-Language", "zh-CN").find("main")
		require.Contains(t, zh, "60%")
		require.NotContains(t, zh, "judged")
	})
}

func TestRefusedFormsComeBackFilledIn(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		a := s.post("/log", url.Values{
			"statement": {"X happens"}, "speaker": {""}, "deadline": {"some fine day"}, "quote": {"eines <Tages>"}, "source_link": {"ftp://x"}, "topics": {"a, b"},
		})
		require.Equal(t, http.StatusUnprocessableEntity, a.StatusCode)
		page := a.page()
		value, _ := page.Find("input[name=deadline]").Attr("value")
		require.Equal(t, "some fine day", value)
		require.Equal(t, "X happens", page.Find("textarea[name=statement]").Text())
		require.Equal(t, "eines <Tages>", page.Find("textarea[name=quote]").Text())
		for _, field := range []string{"speaker", "deadline", "source_link"} {
			require.NotEmpty(t, strings.TrimSpace(page.Find("#below-"+field+" .problem").Text()), field)
			invalid, _ := page.Find("[name=" + field + "]").Attr("aria-invalid")
			require.Equal(t, "true", invalid, field)
		}
		zh := s.post("/log", url.Values{"statement": {"X"}}, "Accept-Language", "zh-CN")
		require.Contains(t, zh.find("#below-speaker .problem"), "谁")

		c := s.add(gpt5Line)
		judged := s.post("/claims/"+c.PublicID+"/verdict", url.Values{"grade": {"void"}, "note": {"kept note"}, "evidence_link": {"nonsense"}})
		require.Equal(t, http.StatusUnprocessableEntity, judged.StatusCode)
		require.Equal(t, "kept note", judged.page().Find("textarea[name=note]").Text())
		require.Contains(t, judged.find(".problem"), "Say why it can't be judged")
		require.Contains(t, judged.find(".problem"), "nonsense")
	})
}

func TestTheSameClaimIsAskedAbout(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := s.add(gpt5Line)
		form := url.Values{"statement": {"gpt-5 is much more capable than GPT-4"}, "speaker": {"sam altman"}, "deadline": {"2026"}, "said_on": {"2024-04-24"}}
		a := s.post("/log", form)
		require.Equal(t, http.StatusConflict, a.StatusCode)
		require.NotEmpty(t, a.page().Find(`main a[href="/claims/`+c.PublicID+`"]`).Nodes)
		require.NotEmpty(t, a.page().Find(`button[name=again], input[name=again]`).Nodes)
		form.Set("again", "1")
		require.Equal(t, http.StatusSeeOther, s.post("/log", form).StatusCode)
	})
}

func TestAskAgainMovesTheReviewDateOnly(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := s.add(gpt5Line)
		s.flag()
		a := s.post("/claims/"+c.PublicID+"/defer", url.Values{"review_on": {"2026-04-22"}})
		require.Equal(t, http.StatusUnprocessableEntity, a.StatusCode)
		back := s.follow(s.post("/claims/"+c.PublicID+"/defer", url.Values{"review_on": {"2026-05-10"}, "back": {"/"}}))
		require.Equal(t, "Nothing is due", back.find("h1"))
		require.Contains(t, back.find(".queue.coming"), "in 18 days")
		after := s.claim(c.PublicID)
		require.Equal(t, c.Deadline, after.Deadline)
		s.setNow(time.Date(2026, 5, 10, 9, 0, 0, 0, zone))
		s.flag()
		require.Equal(t, "One claim is due", s.get("/").find("h1"))
	})
}

func TestScriptsGetThePartsThatChanged(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := s.add(gpt5Line)
		s.flag()
		a := s.post("/claims/"+c.PublicID+"/verdict", url.Values{"grade": {"mostly_true"}}, "X-Fragment", "1")
		require.Equal(t, http.StatusOK, a.StatusCode)
		require.NotContains(t, a.text, "<html")
		for _, id := range []string{"#nav-due", "#due-head", "#claim-" + c.PublicID} {
			require.Equal(t, 1, a.page().Find(id).Length(), id)
		}
		require.Contains(t, a.find("#claim-"+c.PublicID), "provisional")
		entry, _ := a.page().Find("input[name=entry]").Attr("value")
		b := s.post("/claims/"+c.PublicID+"/undo", url.Values{"entry": {entry}}, "X-Fragment", "1")
		require.Equal(t, "One claim is due", b.find("#due-head h1"))
		bad := s.post("/claims/"+c.PublicID+"/verdict", url.Values{"grade": {"void"}}, "X-Fragment", "1")
		require.Equal(t, http.StatusUnprocessableEntity, bad.StatusCode)
		require.NotEmpty(t, bad.find("#claim-"+c.PublicID+" .problem"))
	})
}

func TestAmendAndWithdrawAreShown(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := s.add(gpt5Line)
		form := s.get("/claims/" + c.PublicID + "/amend")
		require.Equal(t, http.StatusOK, form.StatusCode)
		version, _ := form.page().Find("input[name=version]").Attr("value")
		change := url.Values{
			"version": {version}, "statement": {c.Statement}, "speaker": {"Sam Altman"}, "deadline": {"end of 2026"},
			"confidence": {"95%"}, "said_on": {"2024-04-24"}, "topics": {"ai"},
		}
		refused := s.post("/claims/"+c.PublicID+"/amend", change)
		require.Equal(t, http.StatusUnprocessableEntity, refused.StatusCode, "a deadline needs a reason")
		change.Set("reason", "misheard")
		amended := s.follow(s.post("/claims/"+c.PublicID+"/amend", change))
		require.Contains(t, amended.find(".history"), "misheard")
		require.Contains(t, amended.find(".history del"), "end of 2025")
		change.Set("deadline", "end of 2027")
		require.Equal(t, http.StatusConflict, s.post("/claims/"+c.PublicID+"/amend", change).StatusCode, "the version is an old one")

		require.Equal(t, http.StatusUnprocessableEntity, s.post("/claims/"+c.PublicID+"/withdraw", url.Values{}).StatusCode)
		stone := s.follow(s.post("/claims/"+c.PublicID+"/withdraw", url.Values{"reason": {"logged twice"}}))
		require.Contains(t, stone.find(".stone"), "logged twice")
		require.Empty(t, stone.page().Find(".acts").Nodes)
		require.Contains(t, stone.find("h1"), "GPT-5", "the claim stays readable")
	})
}

func TestClaimsAreFilteredAndPaged(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		for i := range 60 {
			s.add("Thing %d happens -- Speaker %d, by %d #t%d", i, i%2, 2025+i%3, i%4)
		}
		s.flag()
		first := s.get("/claims")
		require.Equal(t, 50, first.page().Find(".claims tbody tr").Length())
		next, ok := first.page().Find("a[rel=next]").Attr("href")
		require.True(t, ok)
		second := s.get(next)
		require.Equal(t, 10, second.page().Find(".claims tbody tr").Length())
		previous, ok := second.page().Find("a[rel=prev]").Attr("href")
		require.True(t, ok)
		require.Equal(t, first.find(".claims tbody"), s.get(previous).find(".claims tbody"))

		for path, want := range map[string]int{
			"/claims?state=due": 20, "/claims?speaker=Speaker+0": 30, "/claims?topic=t1": 15, "/claims?from=2026-01-01&to=2026-12-31": 20,
			"/claims?state=due&speaker=Speaker+1&topic=t1": 5, "/claims?overdue=1": 20, "/claims?grade=true": 0,
		} {
			require.Equal(t, want, s.land(path).page().Find(".claims tbody tr").Length(), path)
		}
		require.Equal(t, "Due claims by Speaker 1 about t1", s.land("/claims?state=due&speaker=Speaker+1&topic=t1").find("h1"))
		sp := s.claim(s.add("One more -- Speaker 1, by 2031").PublicID).SpeakerPublicID
		typed := s.get("/claims?state=&speaker=speaker+1&topic=&sort=logged&order=down")
		require.Equal(t, "/claims?speaker="+sp, typed.Header.Get("Location"), "the address to share has the id, and nothing that goes without saying")
		shared := s.follow(typed)
		value, _ := shared.page().Find("input[name=speaker]").Attr("value")
		require.Equal(t, "Speaker 1", value)
		both := s.get("/claims?grade=true,mixed&late=1&speaker=" + sp)
		require.Equal(t, "Claims by Speaker 1 judged “true” or “mixed”, that came true too late", both.find("h1"))
		require.Equal(t, 1, both.page().Find(`select[name=grade] option[selected][value="true,mixed"]`).Length(), "what a link asks for survives the form")
		require.Equal(t, 1, both.page().Find(`input[name=late][checked]`).Length())
		for _, path := range []string{"/claims?speaker=Nobody", "/claims?from=soon", "/claims?state=gone", "/claims?grade=perfect&sort=colour"} {
			a := s.get(path)
			require.Equal(t, http.StatusUnprocessableEntity, a.StatusCode, path)
			require.NotEmpty(t, a.find(".filters .problem"), path)
		}
		require.Equal(t, http.StatusUnprocessableEntity, s.get("/claims?page=damaged").StatusCode)
		require.Equal(t, http.StatusUnprocessableEntity, s.get("/claims?sort=colour").StatusCode)
	})
}

func TestEveryPageInBothLanguages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		d := s.add("GPT-5 比 GPT-4 强得多 —— 山姆·奥特曼，2025年底前，95%%，说于2024-04-24，https://example.org/talk #人工智能")
		s.flag()
		for _, path := range []string{
			"/", "/claims", "/claims/" + d.PublicID, "/claims/" + d.PublicID + "/amend", "/log", "/speakers", "/speakers/" + d.SpeakerPublicID,
			"/speakers/" + d.SpeakerPublicID + "/edit", "/sources", "/sources/" + d.SourcePublicID, "/sources/" + d.SourcePublicID + "/edit", "/status",
			"/suggest/speakers?q=奥特", "/suggest/sources?q=example", "/suggest/questions?q=",
		} {
			for _, language := range []string{"en", "zh-CN"} {
				a := s.get(path, "Accept-Language", language)
				require.Equal(t, http.StatusOK, a.StatusCode, "%s %s", path, language)
				require.NotContains(t, a.text, "<no value>", path)
				require.NotContains(t, a.text, "%!", path)
			}
		}
		require.Contains(t, s.get("/suggest/speakers?q=奥特").text, "山姆·奥特曼")
		require.Equal(t, "/claims/"+d.PublicID, s.get("/claims/"+d.PublicID[:5]).Header.Get("Location"), "the beginning of an id is enough")
	})
}

func TestMergedSpeakersKeepTheirAddress(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		a := s.add("A happens -- Sam Altman, by 2030")
		b := s.add("B happens -- 奥特曼, by 2030")
		require.Equal(t, http.StatusSeeOther, s.post("/speakers/"+b.SpeakerPublicID+"/merge", url.Values{"into": {"Sam Altman"}, "reason": {"same"}}).StatusCode)
		moved := s.get("/speakers/" + b.SpeakerPublicID)
		require.Equal(t, http.StatusPermanentRedirect, moved.StatusCode)
		require.Equal(t, "/speakers/"+a.SpeakerPublicID, moved.Header.Get("Location"))
		require.Contains(t, s.get("/speakers/"+a.SpeakerPublicID).find("main"), "B happens")
	})
}
