package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
)

func TestAVerdictIsDisputedAndTheDisputeSettled(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := s.add(gpt5Line)
		at := "/claims/" + c.PublicID
		require.Empty(t, s.get(at).page().Find(`form[action$="/dispute"]`).Nodes, "there is no verdict yet")
		early := s.post(at+"/dispute", url.Values{"dispute_reason": {"Too soon."}, "dispute_link": {"https://example.org"}})
		require.Equal(t, http.StatusConflict, early.StatusCode)
		judge := func(grade string) answer {
			return s.follow(s.post(at+"/verdict", url.Values{"grade": {grade}, "note": {"Seen."}, "back": {at}}))
		}
		require.Equal(t, 1, judge("true").page().Find(`form[action$="/dispute"]`).Length())

		refused := s.post(at+"/dispute", url.Values{"dispute_reason": {"Not <b>seen</b>."}, "dispute_link": {"javascript:alert(1)"}})
		require.Equal(t, http.StatusUnprocessableEntity, refused.StatusCode)
		require.Equal(t, "Not <b>seen</b>.", refused.page().Find("#f-dispute_reason").Text(), "what was typed comes back")
		require.Equal(t, "javascript:alert(1)", refused.page().Find("#f-dispute_link").AttrOr("value", ""))
		require.NotEmpty(t, refused.find("#below-dispute_link .problem"))
		require.Empty(t, refused.find("#below-dispute_reason .problem"))
		require.Equal(t, 1, refused.page().Find("details[open] #f-dispute_link").Length(), "what is wrong is not folded away")

		disputed := s.follow(s.post(at+"/dispute", url.Values{"dispute_reason": {"Not <b>seen</b>."}, "dispute_link": {"https://www.example.org/a?b=c"}}))
		require.Contains(t, disputed.find(".notice"), "Disputed:")
		require.Empty(t, disputed.page().Find(`form[action$="/undo"]`).Nodes, "it is settled, not undone")
		stands := disputed.find(".dispute")
		require.Contains(t, stands, "Disputed by tester, 22 Apr 2026")
		require.Contains(t, stands, "Not <b>seen</b>.")
		require.Equal(t, "example.org", disputed.find(`.dispute a[href="https://www.example.org/a?b=c"]`))
		require.Equal(t, "disputed", disputed.find(".standing .chip.disputed"))
		require.Contains(t, disputed.find(".history"), "Verdict disputed by tester")
		require.Contains(t, disputed.find(".history"), "https://www.example.org/a?b=c")
		require.Empty(t, disputed.page().Find(`form[action$="/dispute"]`).Nodes)
		again := s.post(at+"/dispute", url.Values{"dispute_reason": {"Again."}, "dispute_link": {"https://example.org"}})
		require.Equal(t, http.StatusConflict, again.StatusCode)

		require.Equal(t, 1, s.land("/claims?disputed=1").page().Find(".claims tbody .chip.disputed").Length())
		require.Equal(t, "Claims whose verdict is disputed", s.land("/claims?disputed=1").find("h1"))

		empty := s.post(at+"/dispute/reject", url.Values{"answer": {" "}})
		require.Equal(t, http.StatusUnprocessableEntity, empty.StatusCode)
		require.NotEmpty(t, empty.find("details[open] #below-answer .problem"))
		rejected := s.follow(s.post(at+"/dispute/reject", url.Values{"answer": {"It was on the news."}}))
		require.Contains(t, rejected.find(".notice"), "Dispute rejected:")
		require.Empty(t, rejected.page().Find(".dispute, .chip.disputed").Nodes)
		settled := rejected.find("section[aria-labelledby=settled]")
		require.Contains(t, settled, "Not <b>seen</b>.")
		require.Contains(t, settled, "Rejected by tester, 22 Apr 2026")
		require.Contains(t, settled, "It was on the news.")
		none := s.post(at+"/dispute/reject", url.Values{"answer": {"Once more."}})
		require.Equal(t, http.StatusConflict, none.StatusCode)
		require.Empty(t, s.land("/claims?disputed=1").page().Find(".claims tbody tr").Nodes)

		_, err := s.tracker.Dispute(s.ctx(), "critic", c.PublicID, "又错了", "https://example.org/b")
		require.NoError(t, err)
		revised := judge("false")
		require.Contains(t, revised.find("section[aria-labelledby=settled]"), "Settled with a new verdict by tester")
		require.Empty(t, revised.page().Find(".chip.disputed").Nodes, "neither the new verdict nor the earlier one is disputed any more")
		require.Equal(t, 2, revised.page().Find("section[aria-labelledby=settled] .was").Length())

		entry := revised.page().Find(".notice input[name=entry]").AttrOr("value", "")
		undone := s.follow(s.post(at+"/undo", url.Values{"entry": {entry}, "back": {at}}))
		require.Equal(t, 1, undone.page().Find(".dispute").Length(), "it stands again")
		require.Equal(t, 1, undone.page().Find(".chip.disputed").Length(), "of the verdict that stands only")
	})
}

func TestDisputesInChinese(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := s.add(gpt5Line)
		at := "/claims/" + c.PublicID
		s.post(at+"/verdict", url.Values{"grade": {"true"}})
		_, err := s.tracker.Dispute(s.ctx(), "批评者", c.PublicID, "没有证据", "https://example.org")
		require.NoError(t, err)
		page := s.get(at, "Accept-Language", "zh-CN")
		require.Contains(t, page.find(".dispute"), "由 批评者 提出")
		require.Equal(t, "有质疑", page.find(".standing .chip.disputed"))
		require.Equal(t, "zh", page.page().Find(".dispute .note").AttrOr("lang", ""))
		require.Contains(t, page.find(".history"), "由 批评者 提出质疑")
		require.Equal(t, "判定受到质疑的预测", s.get("/claims?disputed=1", "Accept-Language", "zh-CN").find("h1"))
		refused := s.post(at+"/dispute/reject", url.Values{}, "Accept-Language", "zh-CN")
		require.Equal(t, "请说明判定为何不变；答复会一直保留", refused.find("#below-answer .problem"))

		withdrawn := s.follow(s.post(at+"/withdraw", url.Values{"reason": {"logged twice"}}))
		require.Equal(t, ledger.StateWithdrawn, s.claim(c.PublicID).State)
		require.Contains(t, withdrawn.find(".dispute"), "没有证据", "it stays readable")
		require.Empty(t, withdrawn.page().Find(".dispute form").Nodes)
	})
}
