package web_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
)

// chromium finds the browser once for all tests.
var chromium = sync.OnceValue(func() string {
	if path := os.Getenv("FORESAID_TEST_CHROMIUM"); path != "" {
		return path
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
})

// browser is a tab of a real Chromium. Without one the test is skipped, or,
// under CI, fails.
type browser struct {
	t   *testing.T
	s   *site
	ctx context.Context
}

func newBrowser(t *testing.T, s *site, language string, flags ...chromedp.ExecAllocatorOption) *browser {
	t.Helper()
	if chromium() == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("there is no Chromium: make test installs one")
		}
		t.Skip("there is no Chromium; make test installs one")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium()), chromedp.NoSandbox,
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-component-update", true))
	allocated, stop := chromedp.NewExecAllocator(context.Background(), append(options, flags...)...)
	tab, closeTab := chromedp.NewContext(allocated)
	t.Cleanup(func() { closeTab(); stop() })
	require.NoError(t, chromedp.Do(tab)) // starts the browser, which lives as long as tab
	ctx, cancel := context.WithTimeout(tab, time.Minute)
	t.Cleanup(cancel)
	b := &browser{t, s, ctx}
	b.run(call(network.SetCookie, network.SetCookieParams{URL: s.url, Name: "language", Value: language}))
	return b
}

// call sends one command of the protocol.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, command, params)
		return err
	})
}

func (b *browser) run(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		require.NoError(b.t, err, b.text("body"))
	}
}

// text is what a selector shows.
func (b *browser) text(selector string) string {
	text, err := chromedp.Run(b.ctx, chromedp.Text(selector))
	require.NoError(b.t, err)
	return text
}

// open loads a page.
func (b *browser) open(path string) { b.t.Helper(); b.run(chromedp.Navigate(b.s.url + path)) }

// sees waits until a selector's text contains something. It asks again and
// again, because a page that is being left answers no more.
func (b *browser) sees(selector, text string) {
	b.t.Helper()
	ask := chromedp.Evaluate[bool](fmt.Sprintf(`!!document.querySelector(%q)?.innerText.includes(%q)`, selector, text))
	if !assert.Eventually(b.t, func() bool {
		there, err := chromedp.Run(b.ctx, ask)
		return err == nil && there
	}, 10*time.Second, 20*time.Millisecond) {
		b.t.Fatalf("no “%s” in %s; the page says:\n%s", text, selector, b.text("body"))
	}
}

// press sends keys to whatever has the focus.
func (b *browser) press(keys string) { b.t.Helper(); b.run(chromedp.KeyEvent(keys)) }

// both runs fn in both languages, with some of their words.
func both(t *testing.T, fn func(t *testing.T, b *browser, words map[string]string)) {
	for language, words := range map[string]map[string]string{
		"en":    {"due": "One claim is due", "none": "Nothing is due", "true": "true", "provisional": "provisional", "logged": "Logged:", "few": "Too few to tell"},
		"zh-CN": {"due": "一条预测已到期", "none": "没有到期的预测", "true": "应验", "provisional": "暂定", "logged": "已记录：", "few": "太少"},
	} {
		t.Run(language, func(t *testing.T) {
			s := newSite(t, storetest.SQLite(t))
			fn(t, newBrowser(t, s, language), words)
		})
	}
}

func TestBrowserLogsByQuickLineJudgesByKeyAndUndoes(t *testing.T) {
	both(t, func(t *testing.T, b *browser, words map[string]string) {
		b.open("/")
		b.press("n")
		b.run(chromedp.WaitVisible(`input[name=line]`), chromedp.SendKeys(`input[name=line]`, "GPT-5 is much more capable than GPT-4 -- Sam Altman, by end of 2025, 95%, said 2024-04-24 #ai"))
		b.sees("main", "2025")
		b.run(chromedp.SendKeys(`input[name=line]`, kb.Enter))
		b.sees(".notice", words["logged"])
		b.sees("h1", "GPT-5 is much more capable than GPT-4")

		b.s.flag()
		b.open("/")
		b.sees("h1", words["due"])
		b.press("j")
		b.press("1")
		b.sees("h1", words["none"])
		b.sees(".queue .claim.just", words["provisional"])
		claims, err := b.s.store.Claims(b.s.ctx(), ledger.ClaimFilter{})
		require.NoError(t, err)
		require.Equal(t, ledger.True, claims.Claims[0].Standing.Grade)

		b.press("u")
		b.sees("h1", words["due"])
		require.Equal(t, ledger.StateDue, b.s.claim(claims.Claims[0].PublicID).State)

		b.press("1")
		b.sees("h1", words["none"])
		b.press("e")
		b.run(chromedp.WaitVisible(`.queue input[name=evidence_link]`),
			chromedp.SetValue(`.queue input[name=evidence_link]`, "https://example.org/gpt5"), // the protocol has typed the e as well
			chromedp.SendKeys(`.queue input[name=evidence_link]`, kb.Enter))
		require.Eventually(t, func() bool { return !b.s.claim(claims.Claims[0].PublicID).Standing.Provisional },
			10*time.Second, 20*time.Millisecond, "evidence was added by keyboard")

		b.open("/speakers/" + claims.Claims[0].SpeakerPublicID)
		b.sees("main", words["few"])
	})
}

func TestBrowserAsksAgainAndVoidsByKey(t *testing.T) {
	s := newSite(t, storetest.SQLite(t))
	later := s.add("A happens -- Sam Altman, by 2024")
	void := s.add("B happens -- Sam Altman, by 2025")
	s.flag()
	b := newBrowser(t, s, "en")
	b.open("/")
	b.press("j")
	b.press("s")
	b.run(chromedp.SetValue(`#later-`+later.PublicID, "2026-06-01"), chromedp.SendKeys(`#later-`+later.PublicID, kb.Enter))
	b.sees("h1", "One claim is due")
	require.Equal(t, "2026-06-01", s.claim(later.PublicID).ReviewOn.String())
	b.press("j")
	b.press("x")
	b.run(chromedp.SetValue(`#reason-`+void.PublicID, "ambiguous"), chromedp.Click(`#claim-`+void.PublicID+` button[value=void]`))
	b.sees("h1", "Nothing is due")
	require.Equal(t, ledger.Ambiguous, s.claim(void.PublicID).Standing.Reason)
}

func TestBrowserLogsByForm(t *testing.T) {
	both(t, func(_ *testing.T, b *browser, words map[string]string) {
		b.s.add("Something else -- Sam Altman, by 2030")
		b.open("/log")
		b.run(chromedp.SendKeys(`textarea[name=statement]`, "GPT-6 很强"), chromedp.SendKeys(`input[name=speaker]`, "sam altman"))
		b.sees("#below-speaker", "Sam Altman")
		b.run(chromedp.SendKeys(`input[name=deadline]`, "2027年底"))
		b.sees("#below-deadline", "2027")
		b.run(chromedp.Click(`#draft button.primary`))
		b.sees("h1", "GPT-6 很强")
		b.sees(".notice", words["logged"])
	})
}

func TestBrowserWithoutScripts(t *testing.T) {
	s := newSite(t, storetest.SQLite(t))
	b := newBrowser(t, s, "en")
	b.run(call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	b.open("/log")
	b.run(chromedp.SendKeys(`textarea[name=statement]`, "GPT-5 is much more capable than GPT-4"), chromedp.SendKeys(`input[name=speaker]`, "Sam Altman"),
		chromedp.SendKeys(`input[name=deadline]`, "end of 2025"+kb.Enter), chromedp.WaitVisible(".notice"))
	require.Contains(t, b.text("h1"), "GPT-5")
	s.flag()
	b.open("/")
	require.Equal(t, "One claim is due", b.text("h1"))
	b.run(chromedp.Click(`.acts button[value=mostly_true]`), chromedp.WaitVisible(".notice"))
	require.Equal(t, "Nothing is due", b.text("h1"))
	b.run(chromedp.Click(`.notice form button`), chromedp.WaitVisible(".queue .acts"))
	require.Equal(t, "One claim is due", b.text("h1"))
}
