package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

// Topics are whatever people type: each is linked to, and found again.
func TestAnyTopicHasAPage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		names := []string{
			"人工智能", "c++ & c#", "space/orbit", "/", "ends in/", "50%41", "100%", "a?b=c", `"><b>`, "javascript:alert(1)", "ai ✓", "...", "..", ".",
		}
		rows := make([]row, len(names))
		for i, name := range names {
			rows[i] = row{
				speaker: "Ada", statement: "About " + name, said: "2024-01-01", deadline: "2024", topics: name + ",", grade: "true", judged: "2025-01-10",
			}
		}
		s.field(rows)
		all := s.get("/topics")
		require.Empty(t, all.page().Find("main th b").Nodes)
		linked := map[string]string{}
		for _, link := range all.page().Find("main .dots th a").EachIter() {
			linked[link.Text()], _ = link.Attr("href")
		}
		for _, name := range names {
			require.Contains(t, linked, name)
			a := s.get(linked[name])
			require.Equal(t, http.StatusOK, a.StatusCode, name)
			require.Equal(t, []string{"About " + name}, a.texts("tbody tr.claim h3"), name)
			for _, chart := range a.page().Find("main .dots th a").EachIter() {
				to, _ := chart.Attr("href")
				require.Equal(t, http.StatusOK, s.get(to).StatusCode, "%s: %s", name, to)
			}
		}
		require.Equal(t, "ai ✓", s.get("/topics/"+url.PathEscape("#AI ✓")).find("h1"), "as it is logged")
		require.Equal(t, http.StatusPermanentRedirect, s.get("/topics/").StatusCode)
		for _, path := range []string{"/topics/%00", "/topics/%ff", "/topics/%20", "/topics/a%2Fb%2Fc"} {
			require.Equal(t, http.StatusNotFound, s.get(path).StatusCode, path)
		}
	})
}

func TestATopicOfOpenEndedAndWithdrawnClaims(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		logged := s.follow(s.post("/log", url.Values{
			"statement": {"It happens some day"}, "speaker": {"Ada"}, "deadline": {"open"}, "review_on": {"2027-01-01"}, "topics": {"some day,"},
		}))
		claim := logged.Request.URL.Path
		require.Equal(t, "/topics/some%20day", func() string { href, _ := logged.page().Find("a.topic").Attr("href"); return href }())
		require.Equal(t, http.StatusSeeOther, s.post(claim+"/verdict", url.Values{"grade": {"true"}}).StatusCode)
		a := s.get("/topics/some%20day")
		require.Equal(t, []string{"open-ended"}, a.texts(".dots:contains('year') tbody th"))
		for _, link := range a.page().Find("main a[href^='/claims?']").EachIter() {
			to, _ := link.Attr("href")
			require.Equal(t, http.StatusOK, s.get(to).StatusCode, to)
		}

		require.Equal(t, http.StatusSeeOther, s.post(claim+"/withdraw", url.Values{"reason": {"logged twice"}}).StatusCode)
		require.Contains(t, s.get("/topics/some%20day").find("main"), "No claim is on record", "it keeps its address")
		require.Equal(t, "No claim has a topic yet", s.get("/topics").find("h1"))
	})
}
