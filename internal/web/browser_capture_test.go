package web_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
)

// talk is an article with three claims of one speaker.
const talk = `The minister on the grid

By Jane Reporter
Published: 2026-03-02

The power grid will be free of coal by the end of 2030, the energy minister said. The last mine closed in 2021.

“Electricity prices will fall by a third before 2029,” the energy minister said.

The energy minister said that every new house will have a heat pump in 2028. Nobody asked about gas.
`

// handOver captures a text without a browser and returns the address of its
// desk.
func (s *site) handOver(text string) string {
	s.t.Helper()
	a := s.post("/capture", url.Values{"text": {text}})
	require.Equal(s.t, 303, a.StatusCode, a.text)
	return a.Header.Get("Location")
}

// claims are all that is logged, oldest first.
func (s *site) claims() []ledger.ClaimLine {
	s.t.Helper()
	page, err := s.store.Claims(s.ctx(), ledger.ClaimFilter{Sort: ledger.BySaid, Limit: 100})
	require.NoError(s.t, err)
	return page.Claims
}

func capturing(t *testing.T, fn func(t *testing.T, b *browser)) {
	s := newSite(t, storetest.SQLite(t))
	b := newBrowser(t, s, "en")
	b.open(s.handOver(talk))
	b.sees("#cards", "coal")
	fn(t, b)
}

// js evaluates an expression to a string.
func (b *browser) js(expression string) string {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("String("+expression+")"))
	require.NoError(b.t, err, expression)
	return v
}

// until waits for an expression to become true.
func (b *browser) until(expression string) {
	b.t.Helper()
	if !assert.Eventually(b.t, func() bool {
		v, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		return err == nil && v
	}, 10*time.Second, 20*time.Millisecond) {
		b.t.Fatalf("never: %s\n%s", expression, b.text("body"))
	}
}

func TestBrowserCapturesByKeys(t *testing.T) {
	capturing(t, func(t *testing.T, b *browser) {
		require.Equal(t, "3", b.js(`document.querySelectorAll(".draftcard").length`))
		b.press(kb.Enter)
		b.sees("#desk-bar", "1 kept")
		b.until(`document.querySelector(".draftcard[open]")?.id === "s2"`)
		b.press("d")
		b.until(`document.querySelector("#s2").dataset.state === "skipped"`)
		b.until(`document.querySelector(".draftcard[open]")?.id === "s3"`)
		require.Equal(t, "true", b.js(`document.querySelector("#m1").classList.contains("kept")`), "the text shows what is kept")
		b.press("u")
		b.until(`document.querySelector("#s2").dataset.state === "waiting"`)
		b.press("k")
		b.press("k")
		b.until(`document.querySelector(".draftcard[open]")?.id === "s1"`)
		b.press("j")
		b.press(kb.Enter)
		b.sees("#desk-bar", "2 kept")
		b.press(kb.Enter)
		b.sees("#desk-bar", "3 kept")
		b.run(chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl))) // Ctrl
		b.sees("main", "3 claims have been logged.")
		claims := b.s.claims()
		require.Len(t, claims, 3)
		for _, c := range claims {
			assert.Equal(t, "the energy minister", strings.ToLower(c.SpeakerName))
			assert.Equal(t, "The minister on the grid", c.SourceTitle)
			assert.Equal(t, "2026-03-02", c.SaidOn.String())
			assert.NotZero(t, c.Span.TextID)
		}
	})
}

func TestBrowserKeepsWhatIsTypedAtACrash(t *testing.T) {
	capturing(t, func(_ *testing.T, b *browser) {
		b.press("e")
		b.until(`document.activeElement.name === "statement"`)
		b.run(chromedp.SendKeys(`#s1 [name=statement]`, " entirely"))
		b.sees("#saved", "All is saved")
		b.until(`document.querySelector("#s1-title").textContent.includes("entirely")`)
		b.run(chromedp.Reload())
		b.until(`document.querySelector("#s1 [name=statement]")?.value.includes("entirely")`)
		// typed, and the page is left at once
		b.run(chromedp.SendKeys(`#s1 [name=criteria]`, "the grid operator's yearly report"))
		b.open("/claims")
		b.open("/capture")
		b.run(chromedp.Click(".plainlist a"))
		b.until(`document.querySelector("#s1 [name=criteria]")?.value.includes("yearly report")`)
	})
}

func TestBrowserSaysWhatIsNotSavedAndSavesItLater(t *testing.T) {
	capturing(t, func(_ *testing.T, b *browser) {
		b.run(script(`window.realFetch = window.fetch; window.fetch = () => Promise.reject(new TypeError("down"))`))
		b.run(chromedp.SendKeys(`#s1 [name=criteria]`, "the yearly report"))
		b.sees("#saved", "Not saved")
		b.run(script(`window.fetch = window.realFetch; dispatchEvent(new Event("online"))`))
		b.sees("#saved", "All is saved")
	})
}

func TestBrowserTakesASelectionSplitsAndJoins(t *testing.T) {
	capturing(t, func(_ *testing.T, b *browser) {
		b.run(script(`(() => {
			const piece = [...document.querySelectorAll(".article span[data-at]")].find((s) => s.textContent.includes("Nobody asked about gas"));
			const at = piece.firstChild.data.indexOf("Nobody");
			const range = document.createRange();
			range.setStart(piece.firstChild, at);
			range.setEnd(piece.firstChild, at + "Nobody asked about gas.".length);
			getSelection().removeAllRanges();
			getSelection().addRange(range);
		})()`))
		b.until(`!document.querySelector("#selection").hidden`)
		b.press("c")
		b.until(`document.querySelectorAll(".draftcard").length === 4`)
		b.until(`document.querySelector(".draftcard[open] blockquote")?.textContent === "Nobody asked about gas."`)
		b.press("u")
		b.until(`document.querySelectorAll(".draftcard").length === 3`)

		b.run(chromedp.Click("#s2 > summary"))
		b.until(`document.querySelector(".draftcard[open]")?.id === "s2"`)
		b.press("m")
		b.until(`document.querySelectorAll(".draftcard").length === 2`)
		b.until(`document.querySelector("#s2 blockquote")?.textContent.includes("heat pump")`)
		b.press("u")
		b.until(`document.querySelectorAll(".draftcard").length === 3`)
		b.press("s")
		b.until(`document.querySelectorAll(".draftcard").length === 4`)
	})
}

func TestBrowserFollowsTheDeadlineThatIsTyped(t *testing.T) {
	capturing(t, func(t *testing.T, b *browser) {
		b.run(script(`document.querySelector("#s1 [name=deadline]").value = ""`))
		b.run(chromedp.SendKeys(`#s1 [name=deadline]`, "2029"))
		b.sees("#below-s1-deadline", "2029")
		require.Equal(t, "inferred", b.js(`document.querySelector("#s1 [name=deadline_kind]:checked").value`), "another one than was said")
		require.Equal(t, "false", b.js(`!!document.querySelector("#s1 .undated").offsetParent`))
		b.run(script(`document.querySelector("#s1 [name=deadline]").value = ""`))
		b.run(chromedp.SendKeys(`#s1 [name=deadline]`, "open"))
		b.until(`document.querySelector("#s1 .undated").offsetParent`)
	})
}

func TestBrowserPastesFormattedText(t *testing.T) {
	s := newSite(t, storetest.SQLite(t))
	b := newBrowser(t, s, "en")
	b.open("/capture")
	b.run(script(fmt.Sprintf(`(() => {
		const data = new DataTransfer();
		data.setData("text/html", %q);
		data.setData("text/plain", "x");
		const field = document.querySelector("#f-text");
		field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
		field.value = "On coal The grid will be free of coal by 2030.";
	})()`, `<h2>On coal</h2><p>The grid will be <b>free</b> of coal by 2030.</p><ul><li>Prices will fall by 2029.</li></ul>`)))
	b.until(`true`)
	b.run(chromedp.Sleep(50 * time.Millisecond))
	b.run(chromedp.Click("#hand-over .btn.primary"))
	b.sees("#article h3", "On coal")
	b.sees("#article .item", "Prices will fall by 2029.")
}

// script runs a script for what it does.
func script(source string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Evaluate[any](source+"; null")(ctx, t)
		return err
	})
}
