package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
)

func TestTheClaimPageShowsEveryVerdict(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := s.add(gpt5Line)
		at := "/claims/" + c.PublicID
		judge := func(form url.Values) answer {
			form.Set("back", at)
			return s.follow(s.post(at+"/verdict", form))
		}
		require.Empty(t, s.get(at).page().Find("form[data-swap]").Nodes, "the page shows more than what a script would swap")

		judge(url.Values{"grade": {"false"}, "note": {"Not seen."}})
		revised := judge(url.Values{"grade": {"true"}, "evidence_text": {"It is <much> better."}, "evidence_title": {"Minutes"}, "happened_on": {"2026-01-30"}})
		require.Contains(t, revised.find(".standing"), "happened 30 days late")
		require.Contains(t, revised.find(".evidence"), "It is <much> better.")
		require.Contains(t, revised.find(".evidence code"), "d0cd836c", "the sum of what was kept")
		was := revised.find(".was")
		require.Contains(t, was, "Revised by tester")
		require.Contains(t, was, "Not seen.")
		require.Contains(t, revised.find(".was del"), "false")
		require.Contains(t, revised.find(".history del"), "false")

		entry, _ := revised.page().Find(".notice input[name=entry]").Attr("value")
		undone := s.follow(s.post(at+"/undo", url.Values{"entry": {entry}, "back": {at}}))
		require.Contains(t, undone.find("section[aria-labelledby=verdict]"), "Not seen.")
		require.Contains(t, undone.find(".was"), "missed: happened 30 days late")
		require.Contains(t, undone.find(".was"), "Undone by tester")

		stone := s.follow(s.post(at+"/withdraw", url.Values{"reason": {"logged twice"}}))
		require.Contains(t, stone.find("section[aria-labelledby=verdict]"), "false", "its verdict stays readable")
		require.Equal(t, http.StatusOK, stone.StatusCode)
	})
}

func TestTheClaimPageShowsWhatElseWasSaid(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		ask := func(statement, speaker, side string) string {
			a := s.post("/log", url.Values{"statement": {statement}, "speaker": {speaker}, "deadline": {"2030"}, "question": {"AGI exists"}, "side": {side}})
			require.Equal(t, http.StatusSeeOther, a.StatusCode, a.text)
			found, err := s.store.Claims(s.ctx(), ledger.ClaimFilter{Descending: true, Limit: 1})
			require.NoError(t, err)
			return found.Claims[0].PublicID
		}
		yes := ask("There is AGI by 2030", "Sam Altman", "yes")
		no := ask("There is no AGI by 2030", "Gary Marcus", "no")
		page := s.get("/claims/" + yes)
		others := page.find(".others tbody")
		require.Contains(t, others, "Gary Marcus says no")
		require.NotContains(t, others, "Sam Altman", "only the others")
		require.Equal(t, 1, page.page().Find(`.others a[href="/claims/`+no+`#judge"]`).Length())
	})
}
