package web_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

const openLine = "GPT-9 is out -- Sam Altman, by end of 2027, 95%%, said 2024-04-24 #ai"

// secrets are the traces of what others and the market think, in forecasts.
var secrets = []string{"61.7", "23.1", "42.4", "38.4", "33.3", "market.example", "/forecasters/", "A hunch of mine", "The market said so"}

// forecasts adds a claim with a reference probability, which was amended, and
// two other people's forecasts.
func forecasts(t *testing.T, s *site) ledger.ClaimLine {
	t.Helper()
	c := s.add(openLine)
	for _, reference := range []string{"33.3%", "38.4%"} {
		d, line, err := s.tracker.Amendable(s.ctx(), c.PublicID)
		require.NoError(t, err)
		d.Reference, d.ReferenceLink = reference, "https://market.example/gpt9"
		_, _, err = s.tracker.Amend(s.ctx(), "tester", c.PublicID, line.Version, d, "The market said so")
		require.NoError(t, err)
	}
	for _, f := range [][3]string{{"Ann/Bö 100%", "5%", ""}, {"Ann/Bö 100%", "61.7%", "A hunch of mine"}, {"Carl", "23.1%", ""}} {
		_, err := s.tracker.Forecast(s.ctx(), f[0], c.PublicID, f[1], f[2])
		require.NoError(t, err)
	}
	return c
}

func TestOthersForecastsAreHiddenUntilOneIsGiven(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := forecasts(t, s)
		at := "/claims/" + c.PublicID
		blind := s.get(at)
		require.Contains(t, blind.find(".forecasts"), "2 people have given a forecast")
		require.Contains(t, blind.find(".facts"), "Crowd or marketshown once you have given a forecast")
		require.Contains(t, blind.find(".history"), "shown once you have given a forecast")
		amend := url.Values{"statement": {c.Statement}, "speaker": {"Sam Altman"}, "deadline": {"by end of 2027"}, "confidence": {"95%"}, "said_on": {"2024-04-24"}, "claim": {c.PublicID}}
		unreadable := url.Values{"probability": {"likely"}, "forecast_note": {"My <i>own</i> note"}}
		refused := s.post(at+"/forecast", unreadable)
		require.Equal(t, http.StatusUnprocessableEntity, refused.StatusCode)
		require.Equal(t, "likely", refused.page().Find("#f-probability").AttrOr("value", ""), "what was typed comes back")
		require.Equal(t, "My <i>own</i> note", refused.page().Find("#f-forecast_note").Text())
		require.NotEmpty(t, refused.find("#below-probability .problem"))
		form := s.get(at + "/amend")
		require.Empty(t, form.page().Find("input[name^=reference]").Nodes)
		check := url.Values{"check": {"1"}}
		for name, value := range amend {
			check[name] = value
		}
		for i, a := range []answer{
			blind, refused, form, s.get(at, "Accept-Language", "zh-CN"), s.get(at, "Accept", "application/json"), s.get(at, "X-Fragment", "1"),
			s.post(at+"/forecast", unreadable, "X-Fragment", "1"), s.post(at+"/forecast", unreadable, "Accept", "application/json"),
			s.post(at+"/withdraw", nil), s.post(at+"/dispute", nil), s.post(at+"/verdict", url.Values{"grade": {"void"}}), s.post(at+"/verdict", url.Values{"grade": {"void"}}, "X-Fragment", "1"),
			s.post(at+"/amend", check), s.post(at+"/amend", nil), s.post("/log/preview", amend), s.post("/log", amend),
			s.get("/"), s.get("/claims"), s.get("/speakers"), s.get("/speakers/" + c.SpeakerPublicID), s.get("/status"),
		} {
			for _, secret := range secrets {
				require.NotContains(t, a.text, secret, "answer %d: %s", i, a.Request.URL)
			}
		}

		amend.Set("topics", "ai, models")
		amended := s.follow(s.post(at+"/amend", amend))
		for _, secret := range secrets {
			require.NotContains(t, amended.text, secret)
		}
		require.Equal(t, "38.4", s.claim(c.PublicID).Reference.Percent(), "what can't be seen is left as it is")
		require.Equal(t, "https://market.example/gpt9", s.claim(c.PublicID).ReferenceLink)

		given := s.post(at+"/forecast", url.Values{"probability": {"42.4"}, "forecast_note": {"A guess"}})
		require.Equal(t, at+"#forecast", given.Header.Get("Location"))
		seen := s.get(at)
		for _, secret := range secrets {
			require.Contains(t, seen.text, secret)
		}
		require.Contains(t, seen.find(".forecasts"), "The median of 3 people is 42.4%.")
		require.Equal(t, "Ann/Bö 100%", seen.find(`a[href="/forecasters/Ann%2FB%C3%B6%20100%25"]`))
		require.Equal(t, 2, seen.page().Find(".theirs tbody tr").Length(), "the newest of each")
		require.Contains(t, seen.find(".mine"), "42.4% since 22 Apr 2026")
		require.Equal(t, "38.4%", s.get(at+"/amend").page().Find("input[name=reference]").AttrOr("value", ""))
		chinese := s.get(at, "Accept-Language", "zh-CN")
		require.Contains(t, chinese.find(".forecasts"), "3 人预估的中位数是 42.4%。")
		require.Contains(t, chinese.find(".facts"), "参考概率")
	})
}

func TestForecastsAreChangedAndAllShownWhenTheyAreClosed(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := forecasts(t, s)
		at := "/claims/" + c.PublicID
		for typed, want := range map[string]ledger.Probability{"70": 700_000, "１０％": 100_000, "0.7": 700_000, "1": 10_000, "1.5": 15_000, "100": ledger.Certain} {
			require.Equal(t, http.StatusSeeOther, s.post(at+"/forecast", url.Values{"probability": {typed}}).StatusCode, typed)
			mine, err := s.store.ForecastsBy(s.ctx(), "tester")
			require.NoError(t, err)
			require.Equal(t, want, mine[len(mine)-1].Probability, typed)
		}
		s.setNow(s.now.Load().AddDate(0, 0, 3))
		require.Equal(t, http.StatusSeeOther, s.post(at+"/forecast", url.Values{"probability": {"55"}, "forecast_note": {"因为"}}).StatusCode)
		changed := s.get(at)
		require.Contains(t, changed.find(".mine"), "55% since 25 Apr 2026")
		require.Equal(t, 6, changed.page().Find(".earlier li").Length())
		require.Contains(t, changed.find(".earlier"), "22 Apr 2026")
		require.NotEmpty(t, changed.page().Find(`form[action$="/forecast"]`).Nodes)
		bad := s.post(at+"/forecast", url.Values{"probability": {"120"}})
		require.Equal(t, http.StatusUnprocessableEntity, bad.StatusCode)
		require.Equal(t, 1, bad.page().Find("details[open] #f-probability").Length(), "what is wrong is not folded away")
		require.Equal(t, "120", bad.page().Find("#f-probability").AttrOr("value", ""))

		s.setNow(time.Date(2028, 1, 1, 9, 0, 0, 0, zone))
		s.flag()
		over := s.get(at)
		require.Empty(t, over.page().Find(`form[action$="/forecast"]`).Nodes)
		require.Contains(t, over.find(".forecasts"), "55%")
		late := s.post(at+"/forecast", url.Values{"probability": {"55"}})
		require.Equal(t, http.StatusConflict, late.StatusCode)
	})
}

func TestClosedClaimsHideNothing(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := forecasts(t, s)
		at := "/claims/" + c.PublicID
		require.NotContains(t, s.get(at).text, "61.7")
		_, err := s.tracker.Judge(s.ctx(), "tester", c.PublicID, tracker.Judgement{Grade: "true", Note: "Seen."})
		require.NoError(t, err)
		judged := s.get(at)
		for _, shown := range []string{"61.7%", "23.1%", "38.4%", "33.3%", "market.example"} {
			require.Contains(t, judged.text, shown)
		}
		require.Contains(t, judged.find(".forecasts"), "The median of 2 people is 42.4%.")

		done, _, err := s.tracker.Log(s.ctx(), "tester", tracker.Draft{
			Statement: "Everything gets better", Speaker: "Sam Altman", Deadline: "2030", Uncheckable: true, Reference: "38.4%",
		})
		require.NoError(t, err)
		vague := s.get("/claims/" + done.Claim.PublicID)
		require.Contains(t, vague.find(".facts"), "38.4%", "nobody can forecast it")
		require.Empty(t, vague.page().Find(".forecasts").Nodes)
	})
}

func TestReferenceProbabilitiesAreLogged(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		draft := url.Values{"statement": {"GPT-9 is out"}, "speaker": {"Sam Altman"}, "deadline": {"2027"}, "reference": {"rather high"}, "reference_link": {"market"}}
		refused := s.post("/log", draft)
		require.Equal(t, http.StatusUnprocessableEntity, refused.StatusCode)
		require.Equal(t, "rather high", refused.page().Find("details[open] details[open] #f-reference").AttrOr("value", ""))
		require.NotEmpty(t, refused.find("#below-reference .problem"))
		require.NotEmpty(t, refused.find("#below-reference_link .problem"))
		draft.Set("reference", "0.384")
		draft.Set("reference_link", "https://market.example/gpt9")
		require.Contains(t, s.post("/log/preview", draft).find("#below-reference"), "38.4%, a number")
		require.Contains(t, s.post("/log/preview", draft, "Accept-Language", "zh-CN").find("#reading"), "参考概率 38.4%")
		draft.Set("reference", "38.4")
		at := s.post("/log", draft).Header.Get("Location")
		require.NotContains(t, s.get(at).text, "38.4", "not even in the entry that it was logged with")
		found, err := s.store.Claims(s.ctx(), ledger.ClaimFilter{})
		require.NoError(t, err)
		require.Equal(t, "38.4", found.Claims[0].Reference.Percent())
		require.Equal(t, "https://market.example/gpt9", found.Claims[0].ReferenceLink)
	})
}
