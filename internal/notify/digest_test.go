package notify_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/notify"
	"foresaid/internal/tracker"
)

var update = flag.Bool("update", false, "write the golden files")

func TestADigestADay(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		n := f.notifier(f.ana(ledger.ByMail))
		f.digest(n, 0) // nothing is due
		f.add(gpt5)
		f.flag()
		f.set("2026-03-01 07:59")
		f.digest(n, 0)
		f.set("2026-03-01 09:00")
		f.digest(n, 1)
		f.digest(n, 0)
		f.pass(10 * time.Hour)
		f.add(reactor)
		f.flag()
		f.digest(n, 0) // one a day
		f.set("2026-03-02 08:03")
		f.digest(n, 1)
		mails := f.mails.all()
		require.Len(t, mails, 2)
		assert.Contains(t, mails[0].text, "GPT-5 is much more capable")
		assert.NotContains(t, mails[1].text, "GPT-5", "told yesterday")
		assert.Contains(t, mails[1].text, "fusion")
		assert.NotEqual(t, mails[0].header.Get("Message-Id"), mails[1].header.Get("Message-Id"))
		assert.Equal(t, "auto-generated", mails[0].header.Get("Auto-Submitted"))
		assert.Equal(t, "foresaid@example.org ana@example.org", mails[0].from+" "+mails[0].to)
	})
}

func TestWhatIsStillDueIsToldAgain(t *testing.T) {
	f := one(t)
	n := f.notifier(f.ana(ledger.ByMail))
	f.set("2026-03-01 07:00")
	f.add(gpt5)
	f.flag()
	var told []string
	for day := ledger.NewDate(2026, 3, 1); day.Before(ledger.NewDate(2026, 3, 24)); day = day.AddDays(1) {
		f.set(day.String() + " 08:03")
		if sent, err := n.Digest(ctx); assert.NoError(t, err) && sent > 0 {
			told = append(told, day.String())
		}
	}
	assert.Equal(t, []string{"2026-03-01", "2026-03-08", "2026-03-15", "2026-03-22"}, told)
	assert.Contains(t, f.mails.all()[1].text, "Still waiting")
	assert.NotContains(t, f.mails.all()[1].text, "Newly due")
}

func TestWhatWasMissedIsCaughtUpOnce(t *testing.T) {
	f := one(t)
	n := f.notifier(f.ana(ledger.ByMail))
	f.set("2026-03-01 07:00")
	f.add(gpt5)
	f.flag()
	f.set("2026-03-01 08:03")
	f.digest(n, 1)
	f.set("2026-03-25 14:00") // three weeks without a server
	f.add(reactor)
	f.flag()
	f.digest(n, 1)
	text := f.mails.all()[1].text
	assert.Equal(t, 1, strings.Count(text, "GPT-5"), text)
	assert.Contains(t, text, "fusion")
	f.set("2026-03-26 08:03")
	f.digest(n, 0)
	f.set("2026-03-29 08:03") // 28 days after it was flagged
	f.digest(n, 1)
}

func TestHandledIsNotTold(t *testing.T) {
	f := one(t)
	n := f.notifier(f.ana(ledger.ByMail))
	c := f.add(gpt5)
	f.flag()
	f.mails.refusing(assert.AnError)
	f.digest(n, 0)
	_, err := f.tracker.Judge(ctx, "tester", c.PublicID, tracker.Judgement{Grade: "true"})
	require.NoError(t, err)
	f.mails.refusing(nil)
	f.pass(time.Hour)
	f.remind(n, 0)
	assert.Equal(t, []string{"digest mail dropped"}, f.deliveries())
	assert.Empty(t, f.mails.all())
}

func TestANewReviewDateArmsAgain(t *testing.T) {
	f := one(t)
	n := f.notifier(f.ana(ledger.ByMail))
	c := f.add(gpt5)
	f.flag()
	f.digest(n, 1)
	_, err := f.tracker.Defer(ctx, "tester", c.PublicID, "2026-03-04", "")
	require.NoError(t, err)
	for _, day := range []string{"2026-03-02", "2026-03-03"} {
		f.set(day + " 09:00")
		f.flag()
		f.digest(n, 0)
	}
	f.set("2026-03-04 09:00")
	f.flag()
	f.digest(n, 1)
	assert.Contains(t, f.mails.all()[1].text, "Newly due")
	f.set("2026-03-08 09:00") // a week after it was flagged first
	f.digest(n, 0)
	f.set("2026-03-11 09:00")
	f.digest(n, 1)
}

func TestAClockThatJumps(t *testing.T) {
	f := one(t)
	n := f.notifier(f.ana(ledger.ByMail))
	f.add(gpt5)
	f.flag()
	f.digest(n, 1)
	f.set("2031-06-01 09:00") // a wrong year
	f.add(reactor)
	f.flag()
	f.digest(n, 1)
	f.set("2026-03-02 09:00") // put right: what was told in that year is told in this one
	f.digest(n, 1)
	assert.NotContains(t, f.mails.all()[2].text, "GPT-5")
	f.set("2026-03-01 23:00") // and back over midnight
	f.digest(n, 0)
	told := map[string]bool{}
	for day := ledger.NewDate(2026, 3, 3); day.Before(ledger.NewDate(2026, 3, 12)); day = day.AddDays(1) {
		f.set(day.String() + " 09:00")
		before := len(f.mails.all())
		_, err := n.Digest(ctx)
		require.NoError(t, err)
		for _, m := range f.mails.all()[before:] {
			for _, what := range []string{"GPT-5", "fusion"} {
				if strings.Contains(m.text, what) {
					assert.False(t, told[what], "%s is told once in nine days", what)
					told[what] = true
				}
			}
		}
	}
	assert.Equal(t, map[string]bool{"GPT-5": true, "fusion": true}, told, "nothing waits for the year that was wrong")
}

func TestRecipientsGetWhatTheyAskedFor(t *testing.T) {
	f := one(t)
	energy, altman, both, all := f.ana(ledger.ByWebhook), f.ana(ledger.ByWebhook), f.ana(ledger.ByWebhook), f.ana(ledger.ByWebhook)
	energy.Name, energy.Topics = "energy", []string{"Energy"}
	altman.Name, altman.Speakers = "altman", []string{"sam altman", "Nobody At All"}
	both.Name, both.Topics, both.Speakers = "both", []string{"energy"}, []string{"Sam Altman"}
	all.Name = "all"
	f.add(gpt5)
	f.add(reactor)
	f.flag()
	f.digest(f.notifier(energy, altman, both, all), 3)
	counts := map[string]string{}
	for _, p := range f.hooks.all() {
		e := p.event(t)
		digest := e["digest"].(map[string]any)
		counts[e["recipient"].(string)] = fmt.Sprintf("%v %d", digest["new"], len(digest["claims"].([]any)))
	}
	assert.Equal(t, map[string]string{"energy": "1 1", "altman": "1 1", "all": "2 2"}, counts)
}

func TestTenThousandAreOneMessage(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		sp := ledger.Speaker{PublicID: ledger.NewPublicID(), Name: "Sam Altman", AddedAt: f.now()}
		claims := make([]*ledger.Claim, 10_000)
		require.NoError(t, f.store.InTx(ctx, func(s ledger.Store) error {
			if err := s.AddSpeaker(ctx, &sp); err != nil {
				return err
			}
			to := ledger.NewDate(2025, 12, 31)
			for i := range claims {
				c := &ledger.Claim{
					PublicID: ledger.NewPublicID(), Statement: fmt.Sprintf("Thing %d happens", i), SpeakerID: sp.ID, Checkable: true, Side: ledger.Yes,
					State: ledger.StateOpen, Confidence: ledger.Confidence{Basis: ledger.NoConfidence}, LoggedBy: "tester", LoggedAt: f.now(),
					Deadline: ledger.Deadline{From: to, To: to, Precision: ledger.Day, Kind: ledger.Stated},
				}
				c.Schedule()
				claims[i] = c
			}
			return s.AddClaims(ctx, claims, nil)
		}))
		f.flag()
		n := f.notifier(f.ana(ledger.ByMail, ledger.ByChat, ledger.ByWebhook))
		f.digest(n, 3)
		mails := f.mails.all()
		require.Len(t, mails, 1)
		assert.Equal(t, "Foresaid: 10,000 claims are due", mails[0].subject)
		assert.Equal(t, 50, strings.Count(mails[0].text, "\n* Thing "))
		assert.Contains(t, mails[0].text, "…and 9,950 more.")
		assert.Less(t, len(mails[0].html), 100_000, "mail programs cut what is longer")
		event := f.hooks.all()[0].event(t)["digest"].(map[string]any)
		assert.EqualValues(t, 10_000, event["new"])
		assert.EqualValues(t, 9_950, event["more"])
		assert.Contains(t, string(f.chats.all()[0].body), "…and 9,990 more.")
		f.set("2026-03-02 09:00")
		f.digest(n, 0)
	})
}

func TestTwoServersSendOnce(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		f.add(gpt5)
		f.flag()
		a, b := f.notifier(f.ana(ledger.ByMail, ledger.ByWebhook)), f.notifier(f.ana(ledger.ByMail, ledger.ByWebhook))
		var all sync.WaitGroup
		for _, n := range []*notify.Notifier{a, b, a, b} {
			all.Go(func() {
				_, err := n.Digest(ctx)
				assert.NoError(t, err)
			})
		}
		all.Wait()
		assert.Len(t, f.mails.all(), 1)
		assert.Len(t, f.hooks.all(), 1)
	})
}

func TestMailsInBothLanguages(t *testing.T) {
	f := one(t)
	en, zh := f.ana(ledger.ByMail), f.ana(ledger.ByMail)
	zh.Name, zh.Language = "安娜", "zh-CN"
	f.set("2026-02-21 09:00")
	f.add(gpt5)
	f.flag()
	n := f.notifier(en, zh)
	f.digest(n, 2)
	f.set("2026-02-28 09:00")
	f.add(reactor)
	f.add("“十年内<b>月球</b>上会有人常住” -- 林伟, 2026-02-01之前, said 2016-01-01")
	f.flag()
	f.digest(n, 2)
	for _, m := range f.mails.all()[2:] {
		tag := m.header.Get("Content-Language")
		golden(t, "digest."+tag+".txt", "Subject: "+m.subject+"\n\n"+m.text)
		golden(t, "digest."+tag+".html", m.html)
	}
	require.Len(t, f.mails.all(), 4)
}

// unsteady is what differs from run to run.
var unsteady = regexp.MustCompile(`/answer/[\w.-]+`)

func golden(t *testing.T, name, got string) {
	t.Helper()
	got = unsteady.ReplaceAllString(got, "/answer/TOKEN")
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o750))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}
