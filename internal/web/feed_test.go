package web_test

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// atomSeen is what a reader takes from a feed.
type atomSeen struct {
	ID      string `xml:"id"`
	Title   string `xml:"title"`
	Updated string `xml:"updated"`
	Entries []struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Content string `xml:"content"`
		Link    struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

func (a answer) atom() (seen atomSeen) {
	a.t.Helper()
	require.Equal(a.t, http.StatusOK, a.StatusCode, a.text)
	require.Equal(a.t, "application/atom+xml; charset=utf-8", a.Header.Get("Content-Type"))
	require.NoError(a.t, xml.Unmarshal([]byte(a.text), &seen))
	return seen
}

// events are those of a calendar, by UID.
func (a answer) events() map[string]*ics.VEvent {
	a.t.Helper()
	require.Equal(a.t, http.StatusOK, a.StatusCode, a.text)
	require.Equal(a.t, "text/calendar; charset=utf-8", a.Header.Get("Content-Type"))
	cal, err := ics.ParseCalendar(strings.NewReader(a.text))
	require.NoError(a.t, err)
	all := map[string]*ics.VEvent{}
	for _, e := range cal.Events() {
		all[e.Id()] = e
	}
	return all
}

func prop(e *ics.VEvent, name ics.ComponentProperty) string { return e.GetProperty(name).Value }

func TestFeeds(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		empty := s.get("/feeds/due.atom").atom()
		assert.Empty(t, empty.Entries)
		claims := queued(s)
		due := s.get("/feeds/due.atom").atom()
		require.Len(t, due.Entries, 3)
		assert.Equal(t, "Ann Able: A new thing happens", due.Entries[0].Title, "the newest first")
		assert.Equal(t, s.url+"/claims/"+claims["new"].PublicID, due.Entries[0].Link.Href)
		assert.Equal(t, empty.ID, due.ID)
		assert.Len(t, s.get("/feeds/due.atom?topic=space").atom().Entries, 2)
		assert.Len(t, s.get("/feeds/due.atom?speaker="+claims["recent"].SpeakerPublicID).atom().Entries, 1)
		assert.Equal(t, http.StatusNotFound, s.get("/feeds/due.atom?speaker=Nobody").StatusCode)
		chinese := s.get("/feeds/due.atom?lang=zh-CN").atom()
		assert.Contains(t, chinese.Title, "到期待判")
		assert.Equal(t, due.Entries[0].ID, chinese.Entries[0].ID, "one item, whatever its language")

		assert.Empty(t, s.get("/feeds/verdicts.atom").atom().Entries)
		s.post("/claims/"+claims["old"].PublicID+"/verdict", url.Values{"grade": {"false"}})
		s.setNow(s.now.Load().Add(time.Hour))
		s.post("/claims/"+claims["recent"].PublicID+"/verdict", url.Values{"grade": {"true"}})
		verdicts := s.get("/feeds/verdicts.atom").atom()
		require.Len(t, verdicts.Entries, 2)
		assert.Equal(t, "true: Ben Baker: A recent thing happens", verdicts.Entries[0].Title)
		own := s.get("/speakers/" + claims["old"].SpeakerPublicID + "/feed.atom").atom()
		require.Len(t, own.Entries, 3, "two claims and a verdict")
		assert.Equal(t, "false: Ann Able: An old thing happens", own.Entries[0].Title)
		page := s.get("/speakers/" + claims["old"].SpeakerPublicID)
		assert.Equal(t, 1, page.page().Find(`link[rel=alternate][href="/speakers/`+claims["old"].SpeakerPublicID+`/feed.atom"]`).Length())
		ids := map[string]bool{}
		for _, e := range append(verdicts.Entries, s.get("/feeds/due.atom").atom().Entries...) {
			assert.False(t, ids[e.ID], "an id of its own")
			ids[e.ID] = true
		}
	})
}

func TestFeedsAreReadOnce(t *testing.T) {
	s := one(t)
	claims := queued(s)
	for n, path := range []string{"/feeds/due.atom", "/feeds/deadlines.ics", "/speakers/" + claims["old"].SpeakerPublicID + "/feed.atom"} {
		first := s.get(path)
		etag, modified := first.Header.Get("ETag"), first.Header.Get("Last-Modified")
		require.NotEmpty(t, etag, path)
		require.NotEmpty(t, modified, path)
		same := s.get(path, "If-None-Match", etag)
		assert.Equal(t, http.StatusNotModified, same.StatusCode, path)
		assert.Empty(t, same.text)
		assert.Equal(t, http.StatusNotModified, s.get(path, "If-Modified-Since", modified).StatusCode, path)
		assert.Equal(t, http.StatusOK, s.get(path, "If-None-Match", `W/"other"`).StatusCode)
		head := s.do(s.request(http.MethodHead, path, nil))
		assert.Equal(t, http.StatusOK, head.StatusCode, path)
		assert.Equal(t, etag, head.Header.Get("ETag"))
		s.setNow(s.now.Load().Add(time.Hour))
		s.post("/claims/"+claims["new"].PublicID+"/verdict", url.Values{"grade": {"true"}})
		s.post("/claims/"+claims["new"].PublicID+"/verdict", url.Values{"grade": {"false"}})
		assert.Equal(t, http.StatusOK, s.get(path, "If-None-Match", etag).StatusCode, "%s has changed", path)
		claims["new"] = s.add("New thing %d -- Ann Able, by 2026-04-20, said 2025-01-01 #ai", n)
		s.flag()
	}
}

func TestCalendarTellsOfChanges(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		moved, gone, early := s.add("It moves -- Ann Able, by June 2026, said 2026-01-01"), s.add("It goes -- Ann Able, by 2027, said 2026-01-01"), s.add("It ends -- Ann Able, by 2028, said 2026-01-01")
		before := s.get("/feeds/deadlines.ics").events()
		require.Contains(t, before, moved.PublicID+"@foresaid")
		assert.Equal(t, "20260701", prop(before[moved.PublicID+"@foresaid"], ics.ComponentPropertyDtStart))
		assert.Equal(t, "Due: It moves (Ann Able)", prop(before[moved.PublicID+"@foresaid"], ics.ComponentPropertySummary))

		s.setNow(s.now.Load().Add(time.Hour))
		a := s.post("/claims/"+moved.PublicID+"/amend", url.Values{"statement": {"It moves"}, "speaker": {"Ann Able"}, "deadline": {"July 2026"}, "deadline_kind": {"stated"}, "said_on": {"2026-01-01"}, "reason": {"misread"}})
		require.Equal(t, http.StatusSeeOther, a.StatusCode, a.text)
		require.Equal(t, http.StatusSeeOther, s.post("/claims/"+gone.PublicID+"/withdraw", url.Values{"reason": {"twice"}}).StatusCode)
		require.Equal(t, http.StatusSeeOther, s.post("/claims/"+early.PublicID+"/verdict", url.Values{"grade": {"true"}}).StatusCode)
		after := s.get("/feeds/deadlines.ics").events()
		require.Len(t, after, len(before), "what was there stays, so that readers hear of it")
		for _, id := range []string{moved.PublicID, gone.PublicID, early.PublicID} {
			was, is := before[id+"@foresaid"], after[id+"@foresaid"]
			assert.Less(t, prop(was, ics.ComponentPropertySequence), prop(is, ics.ComponentPropertySequence), id)
			assert.Less(t, prop(was, ics.ComponentPropertyLastModified), prop(is, ics.ComponentPropertyLastModified), id)
			assert.Equal(t, "CONFIRMED", prop(was, ics.ComponentPropertyStatus))
		}
		assert.Equal(t, "20260801", prop(after[moved.PublicID+"@foresaid"], ics.ComponentPropertyDtStart))
		assert.Equal(t, "CONFIRMED", prop(after[moved.PublicID+"@foresaid"], ics.ComponentPropertyStatus))
		assert.Equal(t, "CANCELLED", prop(after[gone.PublicID+"@foresaid"], ics.ComponentPropertyStatus))
		assert.Equal(t, "CANCELLED", prop(after[early.PublicID+"@foresaid"], ics.ComponentPropertyStatus), "judged before its day")
	})
}

func TestPrivateFeeds(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.post("/log", url.Values{"statement": {"It rains"}, "speaker": {"Ann Able"}, "deadline": {"2025"}, "deadline_kind": {"stated"}, "criteria": {"the gauge on the roof"}})
		s.flag()
		refused := s.post("/settings/feeds", url.Values{"name": {" "}})
		assert.Equal(t, http.StatusUnprocessableEntity, refused.StatusCode)
		assert.Contains(t, refused.find("main"), "Say what the address is for")
		made := s.post("/settings/feeds", url.Values{"name": {"my phone"}})
		require.Equal(t, http.StatusOK, made.StatusCode)
		assert.Equal(t, "no-store", made.Header.Get("Cache-Control"))
		var due string
		made.page().Find(".notice code").Each(func(_ int, code *goquery.Selection) {
			if strings.HasSuffix(code.Text(), "/due.atom") {
				due = strings.TrimPrefix(code.Text(), s.url)
			}
		})
		require.NotEmpty(t, due, made.find(".notice"))
		assert.Contains(t, s.get(due).atom().Entries[0].Content, "the gauge on the roof")
		assert.NotContains(t, s.get("/feeds/due.atom").text, "the gauge")
		settings := s.get("/settings")
		assert.Contains(t, settings.find("main"), "my phone")
		assert.Contains(t, settings.find("main"), "last used 22 Apr 2026")
		secret := strings.Split(due, "/")[3]
		assert.NotContains(t, settings.text, secret, "it is shown once")
		entries, err := s.store.EntriesAfter(s.ctx(), 0, 100)
		require.NoError(t, err)
		for _, e := range entries {
			assert.NotContains(t, e.Change, secret)
		}
		assert.NotContains(t, s.log.String(), secret, "nor is it logged")
		assert.Equal(t, http.StatusNotFound, s.get("/feeds/p/"+strings.ToLower(secret)+"/due.atom").StatusCode)

		action := settings.page().Find(`form[action$="/revoke"]`).AttrOr("action", "")
		s.follow(s.post(action, nil))
		assert.Equal(t, http.StatusNotFound, s.get(due).StatusCode)
		assert.Equal(t, http.StatusNotFound, s.post(action, nil).StatusCode, "twice")
	})
}
