package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// camera is a browser that looks at one site.
type camera struct {
	ctx   context.Context
	close func()
	url   string
}

// takesTime is how long one picture may take.
const takesTime = 30 * time.Second

func newCamera(ctx context.Context, chromium, url string) (*camera, error) {
	profile, err := os.MkdirTemp("", "foresaid-chromium-")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.UserDataDir(profile),
		chromedp.NoSandbox, chromedp.Flag("disable-gpu", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("font-render-hinting", "none"))
	allocated, closeBrowser := chromedp.NewExecAllocator(ctx, options...)
	tab, closeTab := chromedp.NewContext(allocated)
	c := &camera{ctx: tab, url: url, close: func() {
		closeTab()
		closeBrowser()
		_ = os.RemoveAll(profile)
	}}
	if err := chromedp.Do(tab); err != nil {
		c.close()
		return nil, fmt.Errorf("%s: %w", chromium, err)
	}
	return c, nil
}

// ask loads a page and returns what an expression says about it.
func (c *camera) ask(path, expression string) (string, error) {
	ctx, cancel := context.WithTimeout(c.ctx, takesTime)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(c.url+path)); err != nil {
		return "", err
	}
	return chromedp.Run(ctx, chromedp.Evaluate[string](expression, chromedp.EvalAwaitPromise))
}

// ready waits for the fonts, and for what a page does on its own once it is
// loaded: the preview of a filled form.
const ready = `(async () => {
	await document.fonts.ready;
	const wait = (ms) => new Promise((done) => setTimeout(done, ms));
	for (let i = 0; i < 40 && document.querySelector("[aria-busy=true]"); i++) await wait(50);
	await wait(document.querySelector("form") ? 350 : 50);
	return "";
})()`

// faultsOf lists what can be seen to be wrong without eyes.
const faultsOf = `(() => {
	const faults = [], wide = document.documentElement.clientWidth;
	const name = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.className && typeof e.className === "string" ? "." + e.className.split(" ").join(".") : "");
	if (document.documentElement.scrollWidth > wide) {
		const e = [...document.querySelectorAll("main *, header *, footer *")].find((e) => e.getBoundingClientRect().right > wide + 1 && !e.closest(".sr, .scroll"));
		faults.push("wider than the screen: " + (e ? name(e) : "?"));
	}
	if (wide < 640) {
		const small = [...document.querySelectorAll("button, select, input:not([type=hidden],[type=checkbox],[type=radio]), a.btn, nav a")]
			.filter((e) => e.getClientRects().length && !e.closest(".sr") && !e.matches(".sr") && e.getBoundingClientRect().height < 43.5);
		if (small.length) faults.push("small targets: " + [...new Set(small.map(name))].slice(0, 4).join(" "));
	}
	if (document.documentElement.lang === "zh-CN") {
		const left = [...document.querySelectorAll("main h1, main h2, main dt, main th, main label, main .btn, main summary, main .lede")]
			.filter((e) => e.getClientRects().length && /[a-z]{4}/.test(e.textContent) && !/\p{Script=Han}/u.test(e.textContent) && !e.closest("[lang=en]"));
		if (left.length) faults.push("no Chinese: " + left.map((e) => e.textContent.trim().slice(0, 30)).slice(0, 4).join(" | "));
	}
	return faults.join("; ");
})()`

// take takes a picture, and says what it saw to be wrong.
func (c *camera) take(s shot) (picture []byte, faults []string, err error) {
	ctx, cancel := context.WithTimeout(c.ctx, takesTime)
	defer cancel()
	err = chromedp.Do(ctx, c.set(s), chromedp.Navigate(c.url+s.path))
	if err != nil {
		return nil, nil, err
	}
	if s.do != "" {
		if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](s.do)); err != nil {
			return nil, nil, err
		}
	}
	wait := chromedp.Evaluate[string](ready, chromedp.EvalAwaitPromise)
	if _, err := chromedp.Run(ctx, wait); err != nil {
		return nil, nil, err
	}
	seen, err := chromedp.Run(ctx, chromedp.Evaluate[string](faultsOf))
	if err != nil {
		return nil, nil, err
	}
	if seen != "" {
		faults = append(faults, seen)
	}
	picture, err = chromedp.Run(ctx, capture(s))
	return picture, faults, err
}

// set makes the browser what the reader of s would have.
func (c *camera) set(s shot) chromedp.Action[chromedp.Void] {
	height := int64(s.height)
	if height == 0 {
		height = 900
	}
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		metrics := emulation.SetDeviceMetricsOverrideParams{Width: int64(s.width), Height: height, DeviceScaleFactor: s.scale(), Mobile: s.phone()}
		if _, err := cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, metrics); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: s.scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
		}})
		if err != nil {
			return err
		}
		_, err = cdp.Call(ctx, t, network.SetCookie, network.SetCookieParams{URL: c.url, Name: "language", Value: s.language})
		return err
	})
}

// capture takes the page, to its end where no height is given.
func capture(s shot) chromedp.Action[[]byte] {
	return func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		whole := s.height == 0
		r, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &whole})
		return r.Data, err
	}
}
