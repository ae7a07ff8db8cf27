package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
)

func searchFor(s *site, text string, headers ...string) answer {
	s.t.Helper()
	a := s.get("/search?q="+url.QueryEscape(text), headers...)
	require.Equal(s.t, http.StatusOK, a.StatusCode, a.text)
	return a
}

// shelf logs what the searches below find.
func shelf(s *site) (gpt, robot ledger.ClaimLine) {
	gpt = s.add("GPT-5 is much more capable than GPT-4 -- Sam Altman, by end of 2025, said 2024-04-24 #ai")
	robot = s.add("特斯拉将在年底前推出无人驾驶出租车——马斯克，2026年底")
	s.flag()
	return gpt, robot
}

func TestSearchPage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		gpt, robot := shelf(s)
		a := searchFor(s, "gpt5 state:due")
		require.Equal(t, []string{"GPT-5"}, texts(a, ".found h3 mark"))
		require.Equal(t, "/claims/"+gpt.PublicID, a.page().Find(".found h3 a").AttrOr("href", ""))
		require.Equal(t, "gpt5 state:due", a.page().Find("#q").AttrOr("value", ""), "the box keeps what was typed")
		require.Contains(t, a.find(".readas"), "“gpt5”, state due")
		require.Contains(t, a.find("#found .lede"), "1 claim found")

		a = searchFor(s, "能 OR 出租 state:nonsense")
		require.Contains(t, a.find(".readas .plain"), "“state:nonsense” could only be read as words.")
		require.Contains(t, a.find("#found .lede"), "Nothing found")

		a = searchFor(s, "出租")
		require.Equal(t, "/claims/"+robot.PublicID, a.page().Find(".found h3 a").AttrOr("href", ""))
		require.Equal(t, "出租", a.find(".found h3 mark"))

		// counts by state lead to the claims in that state
		a = searchFor(s, "by:2025..2026")
		require.Equal(t, "all 2 open 1 due 1", a.find(".states"))
		a = s.get(a.page().Find(".states a.due").AttrOr("href", ""))
		require.Equal(t, "GPT-5 is much more capable than GPT-4", a.find(".found h3"))
		require.Equal(t, "all 2 open 1 due 1", a.find(".states"), "the other states stay to choose from")

		// speakers and sources only where nothing but claims is asked for
		require.Equal(t, "Sam Altman", texts(searchFor(s, "altman"), ".found h3")[1])
		require.Len(t, texts(searchFor(s, "altman state:due"), ".found h3"), 1)

		a = s.get("/search")
		require.NotEmpty(t, a.page().Find(`.examples a[href^="/search?q="]`).Nodes)
		a = s.get("/search", "Accept-Language", "zh-CN")
		require.Equal(t, "搜索", a.find("h1"))
	})
}

// Claims in every state, with every verdict, are found.
func TestSearchOfEveryState(t *testing.T) {
	s := one(t)
	for i, g := range append(slices.Clone(ledger.Grades), ledger.Void) {
		c := s.add("Prediction %d holds -- Somebody, by end of 2025, said 2024-01-01", i)
		form := url.Values{"grade": {string(g)}, "note": {"Looked it up"}}
		if g == ledger.Void {
			form.Set("reason", "ambiguous")
		}
		a := s.post("/claims/"+c.PublicID+"/verdict", form)
		require.Equal(t, http.StatusSeeOther, a.StatusCode, a.text)
	}
	gone := s.add("Prediction gone holds -- Somebody, by end of 2027")
	require.Equal(t, http.StatusSeeOther, s.post("/claims/"+gone.PublicID+"/withdraw", url.Values{"reason": {"a mistake"}}).StatusCode)
	s.add("Prediction open holds -- Somebody, by end of 2027")
	s.add("Prediction due holds -- Somebody, by end of 2025")
	s.flag()
	for _, language := range []string{"en", "zh-CN"} {
		a := searchFor(s, "prediction", "Accept-Language", language)
		require.Len(t, texts(a, ".found h3"), 9)
		require.Len(t, texts(a, ".states a"), 6)
		require.Len(t, texts(searchFor(s, "looked", "Accept-Language", language), ".found .snippet"), 6)
		s.get("/search?few=1&q=prediction", "X-Fragment", "1", "Accept-Language", language)
	}
	require.Equal(t, "all 9 open 1 due 1 judged 5 void 1 withdrawn 1", searchFor(s, "prediction").find(".states"))
}

func texts(a answer, selector string) []string {
	var all []string
	for _, n := range a.page().Find(selector).EachIter() {
		all = append(all, strings.TrimSpace(n.Text()))
	}
	return all
}

func TestSearchLeadsIntoTheKeptText(t *testing.T) {
	s := one(t)
	text := "A talk about machines.\n\nThe plant in Ohio will open in 2027, they said.\n\nNobody believed it."
	src := ledger.Source{PublicID: "src22222", Title: "Machines", Kind: "talk", AddedAt: *s.now.Load()}
	require.NoError(t, s.store.InTx(s.ctx(), func(tx ledger.Store) error {
		if err := tx.AddSource(s.ctx(), &src); err != nil {
			return err
		}
		_, err := tx.KeepText(s.ctx(), &ledger.KeptText{
			SourceID: src.ID, Text: text, SHA256: ledger.SumText(text), KeptBy: "t", KeptAt: src.AddedAt,
			Parts: []ledger.TextPart{{Kind: "body", End: 22}, {Kind: "body", Start: 24, End: 71}, {Kind: "body", Start: 73, End: 92}},
		})
		return err
	}))
	a := searchFor(s, "plant ohio")
	require.Equal(t, "The plant in Ohio will open in 2027, they said.", a.find(".found .snippet"))
	link := a.page().Find(".found .snippet a").AttrOr("href", "")
	path, place, _ := strings.Cut(link, "#")
	require.Equal(t, "The plant in Ohio will open in 2027, they said.", s.get(path).find(".article #"+place))
}

func TestSearchParts(t *testing.T) {
	s := one(t)
	shelf(s)
	a := searchFor(s, "gpt", "X-Fragment", "1")
	require.True(t, strings.HasPrefix(a.text, `<div id="found"`), a.text)
	a = s.get("/search?few=1&q=gpt", "X-Fragment", "1")
	require.True(t, strings.HasPrefix(a.text, `<div id="quickfound"`), a.text)
	require.Equal(t, "GPT GPT", strings.Join(texts(a, "mark"), " "))
}

func TestSearchPages(t *testing.T) {
	s := one(t)
	for i := range 45 {
		s.add("Prediction number %d will hold -- Somebody, by end of 2027", 100+i)
	}
	a := searchFor(s, "prediction")
	require.Contains(t, a.find("#found .lede"), "45 claims found")
	seen := map[string]bool{}
	for pages := 1; ; pages++ {
		for _, text := range texts(a, ".found h3") {
			seen[text] = true
		}
		next := a.page().Find(`.pager a[rel=next]`).AttrOr("href", "")
		if next == "" {
			require.Equal(t, 3, pages)
			break
		}
		a = s.get(next)
	}
	require.Len(t, seen, 45)
	require.Equal(t, http.StatusOK, s.get("/search?q=prediction&skip=99999").StatusCode)
}

func TestSearchEscapesWhatIsTyped(t *testing.T) {
	s := one(t)
	s.add("<b>bold</b> claims <script>alert(1)</script> come true -- Mallory, by end of 2027")
	a := searchFor(s, `"script alert" <script>alert(1)</script>`)
	require.NotContains(t, a.text, "<script>alert")
	require.Empty(t, a.page().Find("main b").Nodes)
	require.NotEmpty(t, a.page().Find("main mark").Nodes)
}

func TestBrowserFindsWhileTyping(t *testing.T) {
	both(t, func(_ *testing.T, b *browser, _ map[string]string) {
		shelf(b.s)
		b.open("/")
		b.press("/")
		b.run(chromedp.SendKeys("#q", "capab"))
		b.sees("#quickfound", "GPT-5 is much more capable than GPT-4")
		b.run(chromedp.SendKeys("#q", kb.ArrowDown), chromedp.KeyEvent(kb.Enter))
		b.sees("h1", "GPT-5 is much more capable than GPT-4")

		b.open("/search")
		b.press("/")
		b.run(chromedp.SendKeys("#q", "出租"))
		b.sees("#found h3 mark", "出租")
		b.run(chromedp.SendKeys("#q", "车"))
		b.sees("#found h3 mark", "出租车")
	})
}
