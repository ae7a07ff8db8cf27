package web_test

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
)

// What is suggested is confirmed with the key of its verdict, and fits a phone.
func TestBrowserConfirmsASuggestionByKey(t *testing.T) {
	for language, suggested := range map[string]string{"en": "Suggested: came true", "zh-CN": "建议：已应验"} {
		t.Run(language, func(t *testing.T) {
			r := newRates(t, storetest.SQLite(t))
			r.says(`{"rate": 5.125}`)
			c := r.add("The rate reaches 5 -- Ann Able, by 2026-04-20, said 2026-01-02")
			r.follow(r.measure(c, r.form("2026-04-19")))
			r.flag()
			require.Equal(t, 1, r.read())
			b := newBrowser(t, r.site, language)
			b.run(call(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 390, Height: 844, DeviceScaleFactor: 1, Mobile: true}))
			for _, path := range []string{"/claims/" + c.PublicID, "/log", "/"} {
				b.open(path)
				b.run(chromedp.WaitVisible(`main`))
				wide, err := chromedp.Run(b.ctx, chromedp.Evaluate[int](`document.querySelectorAll('details').forEach(d => d.open = true), document.documentElement.scrollWidth`))
				require.NoError(t, err)
				require.LessOrEqual(t, wide, 390, path)
			}
			b.open("/")
			b.sees(".suggested", suggested)
			require.Zero(t, r.claim(c.PublicID).Standing.VerdictID)
			b.press("j")
			b.press("1")
			b.sees(".queue .claim.just", "")
			judged := r.claim(c.PublicID)
			require.Equal(t, ledger.True, judged.Standing.Grade)
			require.Equal(t, r.at, evidenceOf(r.site, judged)[0].Link)
		})
	}
}
