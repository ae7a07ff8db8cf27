package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
	"foresaid/internal/web"
)

// rates is a server of this machine that answers in JSON, and a site that is
// allowed to ask it, and nobody else.
type rates struct {
	*site
	at     string // its address
	answer atomic.Pointer[http.HandlerFunc]
	asked  atomic.Int32
	getter *article.Fetcher
}

func newRates(t *testing.T, database string) *rates {
	t.Helper()
	r := &rates{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.asked.Add(1)
		(*r.answer.Load())(w, q)
	}))
	t.Cleanup(server.Close)
	own := netip.MustParseAddrPort(server.Listener.Addr().String())
	r.getter = article.NewFetcher(article.FetchOptions{Permit: func(to netip.AddrPort) bool { return to == own }})
	r.site = newSite(t, database, func(o *web.Options) { o.Getter = r.getter })
	r.at = server.URL + "/rate"
	return r
}

func (r *rates) answers(handler http.HandlerFunc) { r.answer.Store(&handler) }

func (r *rates) says(json string) {
	r.answers(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write([]byte(json))
	})
}

// read is a run of the job.
func (r *rates) read() int {
	r.t.Helper()
	n, err := r.tracker.ReadMeasures(r.ctx(), r.getter)
	require.NoError(r.t, err)
	return n
}

func (r *rates) measure(c ledger.ClaimLine, form url.Values) answer {
	r.t.Helper()
	return r.post("/claims/"+c.PublicID+"/measure", form)
}

func (r *rates) form(on string) url.Values {
	return url.Values{"measure_address": {r.at}, "measure_path": {"$.rate"}, "measure_is": {"at_least"}, "measure_value": {"5"}, "measure_on": {on}}
}

// eachRates runs fn on every database.
func eachRates(t *testing.T, fn func(t *testing.T, r *rates)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, database string) { fn(t, newRates(t, database)) })
}

// From the measure to the verdict, as a person without scripts sees it.
func TestAMeasureSuggestsAndAPersonConfirms(t *testing.T) {
	eachRates(t, func(t *testing.T, r *rates) {
		r.says(`{"rate": 4.9}`)
		c := r.add("The rate reaches 5 -- Ann Able, by 2026-06-30, said 2026-01-02")
		page := r.get("/claims/" + c.PublicID)
		require.Equal(t, 1, page.page().Find(`form[action="/claims/`+c.PublicID+`/measure#measure"]`).Length(), page.text)
		tried := r.form("")
		tried.Set("try", "1")
		a := r.measure(c, tried)
		require.Equal(t, http.StatusOK, a.StatusCode)
		assert.Contains(t, a.find(".tried"), "Found: 4.9 So it does not hold now.")
		assert.Equal(t, "$.rate", a.page().Find("[name=measure_path]").AttrOr("value", ""), "what was typed stays")
		assert.Equal(t, "at_least", a.page().Find("[name=measure_is] [selected]").AttrOr("value", ""))
		assert.NotContains(t, r.get("/claims/"+c.PublicID).text, "Measured by", "nothing was saved")

		saved := r.follow(r.measure(c, r.form("")))
		assert.Contains(t, saved.find(".notice"), "Will be measured:")
		assert.Contains(t, saved.find(".measure"), "asked: ≥ 5, once by the deadline Nothing has been read yet.")
		assert.Contains(t, saved.find(".history"), "What it is measured by was set by tester")
		assert.Contains(t, saved.find(".history"), "≥ 5")

		assert.Zero(t, r.read())
		assert.Contains(t, r.get("/claims/"+c.PublicID).find(".measure"), "It does not hold so far.")
		r.setNow(r.now.Load().AddDate(0, 0, 1))
		r.says(`{"rate": "5.10"}`)
		assert.Equal(t, 1, r.read())
		assert.Equal(t, ledger.StateOpen, r.claim(c.PublicID).State, "nothing is judged")
		assert.Zero(t, r.read(), "it is proposed already")
		asked := r.asked.Load()
		r.read()
		assert.Equal(t, asked, r.asked.Load(), "what is decided is not asked for again")

		for _, at := range []string{"/", "/claims/" + c.PublicID, "/claims/" + c.PublicID + "/review"} {
			page = r.get(at)
			require.Equal(t, http.StatusOK, page.StatusCode)
			assert.Contains(t, page.find(".suggested"), "Suggested: came true", at)
			assert.Contains(t, page.find(".suggested"), "5.10", at)
			assert.Equal(t, "true", page.page().Find("form.verdict .acts [aria-pressed=true]").AttrOr("value", ""), at)
		}
		zh := r.get("/claims/"+c.PublicID, "Accept-Language", "zh-CN")
		assert.Contains(t, zh.find(".suggested"), "建议：已应验")

		// the ordinary form, as it stands there
		form := url.Values{"grade": {"true"}}
		r.get("/").page().Find("form.verdict").First().Find("input,textarea").Each(fieldsInto(form))
		require.Equal(t, r.at, form.Get("evidence_link"))
		assert.Equal(t, "2026-04-23", form.Get("happened_on"))
		require.Equal(t, http.StatusSeeOther, r.post("/claims/"+c.PublicID+"/verdict", form).StatusCode)
		judged := r.claim(c.PublicID)
		assert.Equal(t, ledger.True, judged.Standing.Grade)
		assert.False(t, judged.Standing.Provisional)
		e := evidenceOf(r.site, judged)
		require.Len(t, e, 1)
		assert.Equal(t, "127.0.0.1 $.rate", e[0].Title)
		assert.Contains(t, e[0].Text, "The value at $.rate was 5.10 on 2026-04-23 (asked: ≥ 5).")
		assert.Contains(t, e[0].Text, "SHA-256 of the answer: "+ledger.SumText(`{"rate": "5.10"}`))
		page = r.get("/claims/" + c.PublicID)
		assert.Empty(t, page.find(".suggested"))
		assert.Contains(t, page.find(".measure"), "It is no longer read")
		assert.NotContains(t, r.get("/").text, "Suggested")
		_, err := r.tracker.Verify(r.ctx())
		require.NoError(t, err)
	})
}

func TestWhatReadingsSuggest(t *testing.T) {
	type look struct {
		on, answer string // a day, and what is answered then; empty: nothing
	}
	for name, c := range map[string]struct {
		on    string // the day that decides; empty: by the deadline, 30 June 2026
		looks []look
		says  string // the outlook
		grade ledger.Grade
		told  string // in the evidence
	}{
		"by the deadline":       {"", []look{{"2026-05-01", "4"}, {"2026-06-30", "5"}}, "It holds;", ledger.True, "was 5 on 2026-06-30 (asked: ≥ 5)"},
		"it held once":          {"", []look{{"2026-05-01", "6"}, {"2026-07-02", "1"}}, "It holds;", ledger.True, "was 6 on 2026-05-01"},
		"never":                 {"", []look{{"2026-05-01", "4"}, {"2026-07-01", "4.99"}}, "It does not hold; a", ledger.False, "was 4.99 on 2026-07-01, after the deadline (asked: ≥ 5 by then). It held in none of 2 readings"},
		"not yet":               {"", []look{{"2026-06-30", "4.99"}}, "It does not hold so far", "", ""},
		"seen too late":         {"", []look{{"2026-05-01", "4"}, {"2026-07-01", "5"}}, "It holds now, but was not seen", "", ""},
		"never read before":     {"", []look{{"2026-07-01", "4"}}, "was never read before", "", ""},
		"nothing read":          {"", nil, "Nothing has been read yet", "", ""},
		"failing at the end":    {"", []look{{"2026-05-01", "4"}, {"2026-07-01", ""}}, "It does not hold so far", "", ""},
		"failing, then reading": {"", []look{{"2026-05-01", "4"}, {"2026-07-01", ""}, {"2026-07-02", "4"}}, "It does not hold; a", ledger.False, "on 2026-07-02"},
		"on the day":            {"2026-06-01", []look{{"2026-05-31", "9"}, {"2026-06-01", "5.01"}, {"2026-06-02", "1"}}, "It holds;", ledger.True, "was 5.01 on 2026-06-01"},
		"not on the day":        {"2026-06-01", []look{{"2026-05-31", "9"}, {"2026-06-01", "4"}, {"2026-06-02", "9"}}, "It does not hold; a", ledger.False, "was 4 on 2026-06-01 (asked: ≥ 5)"},
		"the day was missed":    {"2026-06-01", []look{{"2026-06-03", "5"}}, "It holds;", ledger.True, "was 5 on 2026-06-03 (asked: ≥ 5 on 2026-06-01; it was read later than that)"},
		"the day is to come":    {"2026-06-01", []look{{"2026-05-31", "5"}}, "Nothing has been read yet", "", ""},
		"failing on the day":    {"2026-06-01", []look{{"2026-06-01", ""}}, "Nothing has been read yet", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRates(t, storetest.SQLite(t))
			line := r.add("The rate reaches 5 -- Ann Able, by 2026-06-30, said 2026-01-02")
			require.Equal(t, http.StatusSeeOther, r.measure(line, r.form(c.on)).StatusCode)
			for _, l := range c.looks {
				day, err := time.ParseInLocation(time.DateOnly, l.on, zone)
				require.NoError(t, err)
				r.setNow(day.Add(7 * time.Hour))
				r.says(`{"rate": ` + l.answer + `}`)
				if l.answer == "" {
					r.answers(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
				}
				r.read()
				r.flag()
			}
			page := r.get("/claims/" + line.PublicID)
			require.Equal(t, http.StatusOK, page.StatusCode, r.log.String())
			assert.Contains(t, page.find(".outlook"), c.says)
			assert.Equal(t, string(c.grade), page.page().Find("form.verdict .acts [aria-pressed=true]").AttrOr("value", ""))
			assert.Contains(t, page.page().Find("[name=evidence_text]").Text(), c.told)
			if c.grade == "" {
				assert.Empty(t, page.find(".suggested"))
				assert.Empty(t, page.page().Find("[name=evidence_link]").AttrOr("value", ""))
			}
			assert.Zero(t, r.claim(line.PublicID).Standing.VerdictID)
		})
	}
}

func TestLooksThatFail(t *testing.T) {
	r := newRates(t, storetest.SQLite(t))
	c := r.add("The rate reaches 5 -- Ann Able, by 2026-06-30, said 2026-01-02")
	require.Equal(t, http.StatusSeeOther, r.measure(c, r.form("")).StatusCode)
	typed := func(contentType, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			_, _ = w.Write([]byte(body))
		}
	}
	leads := func(to string) http.HandlerFunc {
		return func(w http.ResponseWriter, q *http.Request) { http.Redirect(w, q, to, http.StatusFound) }
	}
	for name, f := range map[string]struct {
		answer http.HandlerFunc
		why    string
		zh     string
	}{
		"a fault":           {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, "answers with status 500", "返回状态 500"},
		"a page":            {typed("text/html", `{"rate": 9}`), "answers with text/html; it has to be JSON", "必须是 JSON"},
		"no JSON":           {typed("application/json", `{"rate": 9`), "is not JSON", "不是 JSON"},
		"two answers":       {typed("application/json", `{"rate": 9} {"rate": 9}`), "is not JSON", "不是 JSON"},
		"nothing":           {typed("application/json", ``), "is not JSON", "不是 JSON"},
		"no such path":      {typed("application/json", `{"price": 9}`), "There is nothing at $.rate in the answer", "没有 $.rate"},
		"a list":            {typed("application/json", `{"rate": [9]}`), "no single value", "不是单个值"},
		"empty":             {typed("application/json", `{"rate": null}`), "is empty (null)", "为空"},
		"words":             {typed("application/json", `{"rate": "nine"}`), "“nine” is not a number", "“nine”不是可比较的数字"},
		"an unclear comma":  {typed("application/json", `{"rate": "9,000"}`), "“9,000” can be read in two ways", "有两种读法"},
		"another unit":      {typed("application/json", `{"rate": "9%"}`), "one of them is a percentage", "其中一个是百分数"},
		"a private network": {leads("http://169.254.169.254/latest"), "leads to a private network", "内部网络"},
		"another port here": {leads("http://127.0.0.1:9/"), "leads to a private network", "内部网络"},
		"a file":            {leads("file:///etc/passwd"), "leads on to one that is not asked", "跳转到了不会读取的地方"},
		"round in circles":  {leads("/rate"), "leads on and on", "一再跳转"},
		"huge":              {typed("application/json", `{"rate": "`+strings.Repeat("9", 1<<20)+`"}`), "larger than 1 MB", "大于 1 MB"},
	} {
		r.answers(f.answer)
		assert.Zero(t, r.read(), name)
		page := r.get("/claims/" + c.PublicID)
		assert.Contains(t, page.find(".measure > .problem"), f.why, name)
		assert.Contains(t, page.find(".readings tbody tr:first-child"), f.why, name)
		assert.Empty(t, page.find(".suggested"), name)
		assert.Contains(t, r.get("/claims/"+c.PublicID, "Accept-Language", "zh-CN").find(".measure > .problem"), f.zh, name)
		tried := r.form("")
		tried.Set("try", "1")
		assert.Contains(t, r.measure(c, tried).find(".tried"), f.why, name)
	}
	r.says(`{"rate": 5}`)
	assert.Equal(t, 1, r.read(), "one good look is enough")
	assert.Empty(t, r.get("/claims/"+c.PublicID).find(".measure > .problem"))
}

func TestMeasuresAreRefused(t *testing.T) {
	r := newRates(t, storetest.SQLite(t))
	r.says(`{"rate": 4}`)
	c := r.add("The rate reaches 5 -- Ann Able, by 2026-06-30, said 2026-01-02")
	for name, f := range map[string]struct{ field, value, says string }{
		"no address":      {"measure_address", "", "Give the address"},
		"no web address":  {"measure_address", "ftp://example.org/x", "is not a link"},
		"a password":      {"measure_address", "https://me:secret@example.org/x", "has a name or password in it"},
		"no path":         {"measure_path", "", "Say where in the answer"},
		"a path to all":   {"measure_path", "$..rate", "from the top down"},
		"a broken path":   {"measure_path", "rate", "is no path"},
		"no comparison":   {"measure_is", "", "Choose what the value is to be"},
		"a made-up one":   {"measure_is", "about", "is no comparison"},
		"no value":        {"measure_value", "", "Say what to compare with"},
		"words":           {"measure_value", "a lot", "is not a number or a date"},
		"an odd comma":    {"measure_value", "1,234", "can be read in two ways"},
		"no day":          {"measure_on", "soonish", "soonish"},
		"before it began": {"measure_on", "2025-12-31", "is before the day it was said"},
	} {
		form := r.form("")
		form.Set(f.field, f.value)
		a := r.measure(c, form)
		assert.Equal(t, http.StatusUnprocessableEntity, a.StatusCode, name)
		assert.Contains(t, a.find(".measure .problem"), f.says, name)
		assert.Equal(t, 1, a.page().Find(".measure details[open]").Length(), name)
	}
	assert.Zero(t, r.asked.Load(), "nothing was asked for")
	off := newSite(t, storetest.SQLite(t))
	c = off.add("The rate reaches 5 -- Ann Able, by 2026-06-30, said 2026-01-02")
	page := off.get("/claims/" + c.PublicID)
	assert.Zero(t, page.page().Find("[name=try]").Length())
	assert.Contains(t, page.find(".measure"), "so it is not read for now")
	form := r.form("")
	form.Set("try", "1")
	assert.Contains(t, off.post("/claims/"+c.PublicID+"/measure", form).find(".problem"), "Nothing is fetched from here")
	assert.Equal(t, http.StatusNotFound, off.post("/claims/"+c.PublicID+"/measure/drop", nil).StatusCode)
	require.Equal(t, http.StatusSeeOther, off.post("/claims/"+c.PublicID+"/verdict", url.Values{"grade": {"true"}}).StatusCode)
	assert.Equal(t, http.StatusConflict, off.post("/claims/"+c.PublicID+"/measure", r.form("")).StatusCode)
	assert.Zero(t, off.get("/claims/"+c.PublicID).page().Find(".measure").Length())
}

func TestMeasuresAreChangedDroppedAndBroughtBack(t *testing.T) {
	eachRates(t, func(t *testing.T, r *rates) {
		r.says(`{"rate": 5}`)
		c := r.add("The rate reaches 5 -- Ann Able, by 2026-06-30, said 2026-01-02")
		undo := func(page answer) answer {
			form := page.page().Find(`.notice form[action$="/undo"]`)
			require.Equal(t, 1, form.Length(), page.text)
			return r.follow(r.post("/claims/"+c.PublicID+"/undo", url.Values{"entry": {form.Find("[name=entry]").AttrOr("value", "")}}))
		}
		first := r.follow(r.measure(c, r.form("")))
		assert.Equal(t, http.StatusConflict, r.measure(c, r.form("")).StatusCode, "the same again is no change")
		undo(first)
		assert.NotContains(t, r.get("/claims/"+c.PublicID).text, "Measured by")
		assert.Zero(t, r.read())
		assert.Zero(t, r.asked.Load())

		r.follow(r.measure(c, r.form("")))
		require.Equal(t, 1, r.read())
		other := r.form("2026-06-01")
		other.Set("measure_value", "6")
		changed := r.follow(r.measure(c, other))
		assert.Contains(t, changed.find(".measure"), "asked: ≥ 6, on 2026-06-01 Nothing has been read yet")
		assert.Empty(t, changed.find(".suggested"), "what was read for the other counts no more")
		assert.Contains(t, changed.find(".history li:last-child .changes"), "≥ 5 → ≥ 6")
		back := undo(changed)
		assert.Contains(t, back.find(".suggested"), "Suggested: came true", "its readings are there again")
		dropped := r.follow(r.post("/claims/"+c.PublicID+"/measure/drop", nil))
		assert.Empty(t, dropped.find(".suggested"))
		assert.Contains(t, dropped.find(".notice"), "No longer measured:")
		assert.Contains(t, undo(dropped).find(".suggested"), "Suggested: came true")
		_, err := r.tracker.Verify(r.ctx())
		require.NoError(t, err)
	})
}

func TestAddressesAreAskedOnceARun(t *testing.T) {
	r := newRates(t, storetest.SQLite(t))
	r.says(`{"rate": 4, "other": 6}`)
	for _, path := range []string{"$.rate", "$.other", "$.none"} {
		c := r.add("Something like %s reaches 5 -- Ann Able, by 2026-06-30, said 2026-01-02", path)
		form := r.form("")
		form.Set("measure_path", path)
		require.Equal(t, http.StatusSeeOther, r.measure(c, form).StatusCode)
	}
	assert.Equal(t, 1, r.read())
	assert.EqualValues(t, 1, r.asked.Load())
}

// fieldsInto puts what a browser would send of inputs into a form.
func fieldsInto(form url.Values) func(int, *goquery.Selection) {
	return func(_ int, input *goquery.Selection) {
		name, kind := input.AttrOr("name", ""), input.AttrOr("type", "")
		if _, checked := input.Attr("checked"); name == "" || kind == "file" || kind == "checkbox" && !checked {
			return
		}
		value := input.AttrOr("value", "")
		if input.Is("textarea") {
			value = input.Text()
		}
		form.Add(name, value)
	}
}

// A claim can be logged with what it is measured by.
func TestClaimsAreLoggedWithAMeasure(t *testing.T) {
	eachRates(t, func(t *testing.T, r *rates) {
		r.says(`{"rate": 5}`)
		form := r.form("")
		form.Set("statement", "The rate reaches 5")
		form.Set("speaker", "Ann Able")
		form.Set("deadline", "2026-06-30")
		form.Set("measure_value", "1,234")
		a := r.post("/log", form)
		require.Equal(t, http.StatusUnprocessableEntity, a.StatusCode)
		assert.Contains(t, a.find("#below-measure_value"), "can be read in two ways")
		assert.Equal(t, r.at, a.page().Find("[name=measure_address]").AttrOr("value", ""))
		assert.Equal(t, 1, a.page().Find("details.fold[open] [name=measure_value]").Length())
		form.Set("measure_value", "5")
		form.Set("uncheckable", "true")
		assert.Contains(t, r.post("/log", form).find("#below-measure_address"), "can’t be measured either")
		form.Del("uncheckable")
		page := r.follow(r.post("/log", form))
		assert.Contains(t, page.find(".notice"), "Logged:")
		assert.Contains(t, page.find(".measure"), "asked: ≥ 5, once by the deadline")
		assert.Contains(t, page.find(".history"), "≥ 5")
		assert.Equal(t, 1, r.read())
		id := strings.TrimPrefix(page.Request.URL.Path, "/claims/")
		assert.Zero(t, r.get("/claims/"+id+"/amend").page().Find("[name=measure_address]").Length(), "it is changed on the claim's page")

		form = url.Values{"statement": {"Another thing happens"}, "speaker": {"Ann Able"}, "deadline": {"2026-06-30"}, "measure_is": {""}, "measure_address": {""}}
		page = r.follow(r.post("/log", form))
		assert.NotContains(t, page.text, "Measured by")
		_, err := r.tracker.Verify(r.ctx())
		require.NoError(t, err)
	})
}
