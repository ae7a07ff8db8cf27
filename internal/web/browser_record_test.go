package web_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// rich is a record with everything that a page can have.
func rich() []row {
	rows := series("Ada", 30, 60)
	for i := range 40 {
		rows = append(rows, row{
			"Ada", fmt.Sprintf("Rich thing %d", i), fmt.Sprintf("%d-03-01", 2008+i%12), fmt.Sprint(2009 + i%12 + i%3),
			[]string{"90%", "likely", "30%", ""}[i%4], fmt.Sprintf("topic %d,", i%15), fmt.Sprintf("Question %d", i%9), "yes",
			[]string{"true", "false", "mixed", "mostly_true", "mostly_false"}[i%5], "2025-06-01",
		})
	}
	return rows
}

// A record prints on two pages, in both languages, whatever it holds.
func TestBrowserPrintsARecordOnTwoPages(t *testing.T) {
	both(t, func(t *testing.T, b *browser, _ map[string]string) {
		b.s.field(rich())
		b.open("/speakers/" + b.s.speaker("Ada"))
		b.run(chromedp.WaitVisible(`.record-parts`))
		size, background := true, true
		var printed page.PrintToPDFResult
		b.run(chromedp.Func(func(ctx context.Context, target *chromedp.Target) (err error) {
			printed, err = cdp.Call(ctx, target, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &size, PrintBackground: &background})
			return err
		}))
		require.Equal(t, 2, bytes.Count(printed.Data, []byte("/Type /Page\n")))
	})
}

// No page is wider than a phone, and no text of a chart is too small to read.
func TestBrowserRecordsFitAPhone(t *testing.T) {
	both(t, func(t *testing.T, b *browser, _ map[string]string) {
		b.s.field(append(rich(), series("Bob", 3, 30)...))
		b.run(call(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 390, Height: 844, DeviceScaleFactor: 1, Mobile: true}))
		for _, path := range []string{
			"/speakers/" + b.s.speaker("Ada"), "/leaderboard", "/overall", "/topics", "/topics/ai", "/questions", "/compare?speaker=Ada&speaker=Bob", "/forecasters",
			"/speakers/" + b.s.speaker("Ada") + "/share", "/embed/speakers/" + b.s.speaker("Ada"),
		} {
			b.open(path)
			b.run(chromedp.WaitVisible(`main`))
			wide, err := chromedp.Run(b.ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth`))
			require.NoError(t, err)
			require.LessOrEqual(t, wide, 390, path)
			small, err := chromedp.Run(b.ctx, chromedp.Evaluate[float64](`Math.min(99, ...[...document.querySelectorAll('.chart svg text')].map(t => {
				const svg = t.ownerSVGElement, scale = svg.viewBox.baseVal.width ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
				return parseFloat(getComputedStyle(t).fontSize) * scale }))`))
			require.NoError(t, err)
			require.GreaterOrEqual(t, small, 10.5, path)
		}
	})
}
