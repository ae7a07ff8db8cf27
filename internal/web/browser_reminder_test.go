package web_test

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
)

// On a phone: the link of a mail is opened, answered with a tap, and undone.
func TestBrowserAnswersALink(t *testing.T) {
	for language, words := range map[string][2]string{"en": {"What happened?", "Your verdict is recorded"}, "zh-CN": {"结果如何？", "你的判定已记录"}} {
		t.Run(language, func(t *testing.T) {
			v := newTold(t, storetest.SQLite(t))
			b := newBrowser(t, v.site, language)
			b.run(call(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 390, Height: 844, DeviceScaleFactor: 1, Mobile: true}))
			c := v.add(hoped)
			v.flag()
			path := v.link(c)
			v.status.Store(500)
			_, err := v.notifier.Digest(v.ctx()) // something for the status to show
			require.NoError(t, err)
			for _, at := range []string{"/digest", "/settings", "/status", "/", path} {
				b.open(at)
				b.run(chromedp.WaitVisible(`main`))
				wide, err := chromedp.Run(b.ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth`))
				require.NoError(t, err)
				require.LessOrEqual(t, wide, 390, at)
			}
			b.sees("h1", words[0])
			assert.Equal(t, ledger.StateDue, v.claim(c.PublicID).State)
			b.run(chromedp.Click(`button[name=grade][value=true].btn`))
			b.sees("h1", words[1])
			assert.Equal(t, ledger.StateJudged, v.claim(c.PublicID).State)
			b.run(chromedp.Click(`button[data-act=undo]`))
			b.sees("h1", words[0])
			assert.Equal(t, ledger.StateDue, v.claim(c.PublicID).State)
		})
	}
}
