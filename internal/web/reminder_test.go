package web_test

import (
	"context"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/notify"
	"foresaid/internal/store/storetest"
	"foresaid/internal/tracker"
	"foresaid/internal/web"
	"foresaid/internal/web/ui"
)

// told is a site whose one recipient has a webhook that answers with a status.
type told struct {
	*site
	notifier *notify.Notifier
	status   atomic.Int64
}

func newTold(t *testing.T, databaseURL string) *told {
	t.Helper()
	v := &told{}
	v.status.Store(http.StatusOK)
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.WriteHeader(int(v.status.Load()))
	}))
	t.Cleanup(hook.Close)
	v.site = newSite(t, databaseURL, func(o *web.Options) {
		n, err := notify.New(notify.Options{
			Tracker: o.Tracker, Every: 7, LinkFor: 14 * 24 * time.Hour, Log: slog.New(slog.DiscardHandler), PublicURL: "https://foresaid.example.org",
			Recipients: []notify.Recipient{{
				Recipient: tracker.Recipient{Name: "Ana & Co", Hour: 8, Language: "en"}, Webhook: hook.URL, Secret: "0123456789abcdef",
			}},
		})
		require.NoError(t, err)
		v.notifier = n
		o.PublicURL = n.PublicURL
		o.Reminders = ui.Reminders{
			Recipients: []tracker.Recipient{n.Recipients[0].Recipient}, Test: n.Test,
			Preview: func(ctx context.Context, name string) (ui.Letter, bool, error) {
				m, ok, err := n.Preview(ctx, name)
				return ui.Letter{Subject: m.Subject, Text: m.Text, Lang: m.Language}, ok, err
			},
		}
	})
	return v
}

const hoped = "The bridge opens -- Lin Wei, by 2026-03-31, said 2025-01-01"

// link is the path by which Ana judges a claim, valid for two weeks.
func (v *told) link(c ledger.ClaimLine) string {
	v.t.Helper()
	token, err := v.tracker.SignAnswer(v.ctx(), tracker.Answer{ClaimID: c.PublicID, Recipient: "Ana & Co", Until: v.now.Load().Add(14 * 24 * time.Hour)})
	require.NoError(v.t, err)
	return "/answer/" + token
}

func TestALinkJudgesItsClaim(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) { judgeByLink(t, newTold(t, url)) })
}

func judgeByLink(t *testing.T, v *told) {
	c := v.add(hoped)
	v.flag()
	path := v.link(c)
	page := v.get(path)
	require.Equal(t, http.StatusOK, page.StatusCode, page.text)
	assert.Contains(t, page.find("main"), "The bridge opens")
	assert.Equal(t, "noindex", page.Header.Get("X-Robots-Tag"))
	assert.Equal(t, "same-origin", page.Header.Get("Referrer-Policy"), "the link stays here, and forms still say where they come from")
	assert.Equal(t, path+"/verdict", page.page().Find("form.verdict").AttrOr("action", ""))
	// Looking does nothing, however it is done.
	for _, at := range []string{path, path + "?grade=true", path + "/verdict?grade=true", path + "/defer?review_on=2027-01-01"} {
		v.get(at)
	}
	v.do(v.request(http.MethodHead, path, nil))
	assert.Equal(t, ledger.StateDue, v.claim(c.PublicID).State)
	// Another site's page can't have it done.
	refused := v.post(path+"/verdict", url.Values{"grade": {"true"}}, "Sec-Fetch-Site", "cross-site")
	assert.Equal(t, http.StatusForbidden, refused.StatusCode)
	// A verdict that can't be comes back with the link's form.
	wrong := v.post(path+"/verdict", url.Values{"grade": {"void"}})
	assert.Equal(t, http.StatusUnprocessableEntity, wrong.StatusCode)
	assert.Equal(t, path+"/verdict", wrong.page().Find("form.verdict").AttrOr("action", ""))

	photograph := append(picture(t, png.Encode), make([]byte, 3<<20)...)
	after := v.follow(v.sendFile(path+"/verdict", "bridge.png", photograph, url.Values{"grade": {"true"}, "note": {"I walked over it"}}))
	assert.Contains(t, after.find("h1"), "Your verdict is recorded")
	judged := v.claim(c.PublicID)
	assert.Equal(t, ledger.StateJudged, judged.State)
	verdicts, err := v.store.Verdicts(v.ctx(), judged.ID)
	require.NoError(t, err)
	assert.Equal(t, "Ana & Co", verdicts[0].By)
	require.Len(t, verdicts[0].Evidence, 1)
	assert.Equal(t, "bridge.png", verdicts[0].Evidence[0].File.Name)
	assert.NotContains(t, v.log.String(), strings.TrimPrefix(path, "/answer/"), "who reads the log can't use the link")

	undo := after.page().Find("form[action$='/undo'] input[name=entry]").AttrOr("value", "")
	v.follow(v.post(path+"/undo", url.Values{"entry": {undo}}))
	assert.Equal(t, ledger.StateDue, v.claim(c.PublicID).State)

	// Once somebody else has judged it, the link only shows it.
	_, err = v.tracker.Judge(v.ctx(), "tester", c.PublicID, tracker.Judgement{Grade: "false"})
	require.NoError(t, err)
	settled := v.get(path)
	assert.Contains(t, settled.find("h1"), "This has been settled already")
	assert.Zero(t, settled.page().Find("main form").Length())
	for _, act := range []string{"/verdict", "/defer", "/undo"} {
		assert.Equal(t, http.StatusConflict, v.post(path+act, url.Values{"grade": {"true"}, "review_on": {"2027-01-01"}, "entry": {undo}}).StatusCode, act)
	}
	assert.Equal(t, ledger.False, v.claim(c.PublicID).Standing.Grade)
}

func TestALinkAsksAgain(t *testing.T) {
	v := newTold(t, storetest.SQLite(t))
	c := v.add(hoped)
	v.flag()
	v.follow(v.post(v.link(c)+"/defer", url.Values{"review_on": {"2026-06-01"}}))
	assert.Equal(t, ledger.StateOpen, v.claim(c.PublicID).State)
	assert.Equal(t, "2026-06-01", v.claim(c.PublicID).ReviewOn.String())
}

func TestLinksThatDoNotHold(t *testing.T) {
	v := newTold(t, storetest.SQLite(t))
	c, other := v.add(hoped), v.add("The tunnel opens -- Lin Wei, by 2026-03-31, said 2025-01-01")
	v.flag()
	good := v.link(c)
	payload, sum, _ := strings.Cut(strings.TrimPrefix(good, "/answer/"), ".")
	otherPayload, _, _ := strings.Cut(strings.TrimPrefix(v.link(other), "/answer/"), ".")
	for name, path := range map[string]string{
		"another claim": "/answer/" + otherPayload + "." + sum, "no signature": "/answer/" + payload, "an empty one": "/answer/" + payload + ".",
		"cut": good[:len(good)-1], "longer": good + "A", "not base64": "/answer/%00.%ff", "nothing": "/answer/.", "twice": good + "." + sum,
	} {
		for _, a := range []answer{v.get(path), v.post(path+"/verdict", url.Values{"grade": {"true"}})} {
			assert.Equal(t, http.StatusNotFound, a.StatusCode, name)
			assert.NotContains(t, a.text, "The bridge", name)
		}
	}
	for i := range len(sum) { // every character counts
		changed := []byte(sum)
		changed[i] ^= 1
		assert.Equal(t, http.StatusNotFound, v.get("/answer/"+payload+"."+string(changed)).StatusCode)
	}
	require.Equal(t, http.StatusOK, v.get(good).StatusCode)
	v.setNow(v.now.Load().Add(14*24*time.Hour - time.Second))
	require.Equal(t, http.StatusOK, v.get(good).StatusCode)
	v.setNow(v.now.Load().Add(time.Second))
	for _, a := range []answer{v.get(good), v.post(good+"/verdict", url.Values{"grade": {"true"}})} {
		assert.Equal(t, http.StatusForbidden, a.StatusCode)
		assert.Contains(t, a.find("main"), "This link has expired")
	}
	// Another server's links are signed with another key.
	elsewhere := newTold(t, storetest.SQLite(t))
	assert.Equal(t, http.StatusNotFound, v.get(elsewhere.link(c)).StatusCode)
	assert.Equal(t, ledger.StateDue, v.claim(c.PublicID).State)
}

func TestTheDigestIsShownBeforeItIsSent(t *testing.T) {
	v := newTold(t, storetest.SQLite(t))
	page := v.get("/digest")
	assert.Contains(t, page.find(".lede"), "There is nothing new to tell Ana & Co.")
	v.add(hoped)
	v.flag()
	page = v.get("/digest?to=Ana+%26+Co")
	assert.Contains(t, page.find("main"), "Foresaid: One claim is due")
	assert.Contains(t, page.find("pre.letter"), "* The bridge opens")
	assert.Equal(t, http.StatusNotFound, v.get("/digest?to=Nobody").StatusCode)
	chinese := v.get("/digest", "Accept-Language", "zh")
	assert.Contains(t, chinese.find("h1"), "现在会发出的提醒")
	sent, err := v.notifier.Digest(v.ctx())
	require.NoError(t, err)
	assert.Equal(t, 1, sent)
	assert.Contains(t, v.get("/digest").find(".lede"), "There is nothing new to tell")
}

func TestATestMessageSaysHowItWent(t *testing.T) {
	v := newTold(t, storetest.SQLite(t))
	form := url.Values{"to": {"Ana & Co"}, "channel": {"webhook"}}
	assert.Contains(t, v.get("/settings").find("main"), "Send a test by webhook")
	assert.Equal(t, "sent", v.follow(v.post("/settings/test", form)).find("[role=status].problem, form [role=status]"))
	v.status.Store(http.StatusBadGateway)
	assert.Contains(t, v.follow(v.post("/settings/test", form)).find("form .problem"), "given up: the receiver answered 502")
	form.Set("channel", "mail")
	assert.Equal(t, http.StatusNotFound, v.post("/settings/test", form).StatusCode)
	bare := one(t)
	assert.Contains(t, bare.get("/settings").find("main"), "Nobody is told of what is due")
	assert.Equal(t, http.StatusNotFound, bare.post("/settings/test", form).StatusCode)
	assert.Contains(t, bare.get("/digest").find(".lede"), "Nobody is told")
}

func TestTheStatusShowsWhatDidNotGetThrough(t *testing.T) {
	v := newTold(t, storetest.SQLite(t))
	assert.Contains(t, v.get("/status").find("main"), "Everything that was due to be told to one recipient has been sent.")
	v.add(hoped)
	v.flag()
	v.status.Store(http.StatusInternalServerError)
	_, err := v.notifier.Digest(v.ctx())
	require.NoError(t, err)
	page := v.get("/status")
	assert.Contains(t, page.find("main"), "One message has not got through.")
	assert.Contains(t, page.find("td .problem"), "failed: the receiver answered 500 Internal Server Error")
	assert.Contains(t, page.find("main"), "After one attempt; the next is at 22 Apr 2026, 09:01.")
	assert.Contains(t, v.get("/").find("main"), "A reminder has not got through")
	retry := page.page().Find("form[action$='/retry']").AttrOr("action", "")
	v.status.Store(http.StatusNoContent)
	v.follow(v.post(retry, nil))
	sent, err := v.notifier.Remind(v.ctx())
	require.NoError(t, err)
	assert.Equal(t, 1, sent)
	assert.Contains(t, v.get("/status").find("main"), "has been sent.")
	assert.NotContains(t, v.get("/").find("main"), "A reminder has not got through")
	assert.Equal(t, http.StatusConflict, v.post(retry, nil).StatusCode)
	assert.Equal(t, http.StatusNotFound, v.post("/status/deliveries/nosuchid/retry", nil).StatusCode)
}
