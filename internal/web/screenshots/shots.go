package main

import (
	"fmt"
	"net/url"
	"strings"
)

// shot is one picture.
type shot struct {
	name, path    string
	width, height int    // height 0 takes the page to its end
	scheme        string // light or dark
	language      string
	do            string // JavaScript, run before the picture
}

// The widths of the two readers.
const (
	desk  = 1280
	phone = 390
)

func (s shot) phone() bool { return s.width == phone }

// scale makes a phone's picture as sharp as a phone, unless it is to be long.
func (s shot) scale() float64 {
	if s.phone() && s.height > 0 {
		return 2
	}
	return 1
}

// pages are the addresses that depend on the data.
type pages struct {
	speaker, few, claim, due, open, void, source, capture string
}

// line is what the log form is shown with.
const line = "GPT-5 is much more capable than GPT-4 -- Sam Altman, by end of 2025, 95%, said 2024-04-24 #ai"

// first finds the first link of a list whose row fits.
func first(cam *camera, list, prefix string, fits string) (string, error) {
	path, err := cam.ask(list, fmt.Sprintf(`(() => {
		const links = [...document.querySelectorAll('main a[href^=%q]')].filter((a) => /^\/[a-z]+\/[0-9a-z]{8}$/.test(a.pathname));
		const fits = links.filter((a) => %s);
		return (fits[0] ?? links[0])?.pathname ?? "";
	})()`, prefix, fits))
	if err == nil && path == "" {
		err = fmt.Errorf("%s has no link to %s", list, prefix)
	}
	return path, err
}

// findPages looks for the pages worth showing.
func findPages(cam *camera) (pages, error) {
	var p pages
	for _, f := range []struct {
		to                 *string
		list, prefix, fits string
	}{
		{&p.speaker, "/speakers", "/speakers/", `a.textContent.includes("Musk")`},
		{&p.few, "/speakers", "/speakers/", `/too few/.test(a.closest("tr")?.textContent)`},
		{&p.claim, "/claims?grade=mostly_true", "/claims/", `true`},
		{&p.due, "/claims?state=due", "/claims/", `true`},
		{&p.open, "/claims?state=open", "/claims/", `true`},
		{&p.void, "/claims?state=void", "/claims/", `true`},
		{&p.source, "/sources", "/sources/", `/stanford/i.test(a.textContent)`},
	} {
		path, err := first(cam, f.list, f.prefix, f.fits)
		if err != nil {
			return p, err
		}
		*f.to = path
	}
	var err error
	p.capture, err = handOver(cam)
	return p, err
}

// article is what the capture page is shown with.
const article = `# Sam Altman at Stanford: GPT-5 will be a lot smarter than GPT-4

Published: 2024-04-26

Sam Altman spoke for an hour. **“We can say right now, with a high degree of scientific certainty, that GPT-5 is going to be a lot smarter than GPT-4,”** he said. “GPT-6 is going to be a lot smarter than GPT-5, and we are not near the top of this curve.”

He does not know when AGI will arrive. Now is the best time to start a company.

> GPT-5 会比 GPT-4 聪明得多，而 GPT-6 会比 GPT-5 更聪明。

- Many start-ups patch what today's models cannot do; with GPT-5 and GPT-6 that work will very likely become pointless.
- In future there will be a well-paid profession: giving expert feedback on what models write.
- OpenAI says that Sora will create a kind of entertainment that has never existed before.
- Each time people were given more leverage, there was progress, and he believes that this time will be no exception.
`

// handOver gives the article to the capture page and returns where it is gone
// through.
func handOver(cam *camera) (string, error) {
	path, err := cam.ask("/capture", fmt.Sprintf(`(async () => {
		document.querySelector("#f-text").value = %q;
		const form = document.querySelector("#hand-over");
		return new URL((await fetch(form.action, {method: "POST", body: new FormData(form)})).url).pathname;
	})()`, article))
	if err == nil && !strings.HasPrefix(path, "/capture/") {
		err = fmt.Errorf("the article is not there to be gone through, but %s", path)
	}
	return path, err
}

// forReadme are the pictures of the README.
func forReadme(p pages) []shot {
	const tall, hand = 900, 780
	log := "/log?line=" + url.QueryEscape(line)
	return []shot{
		{name: "due-light", path: "/", width: desk, height: tall, scheme: "light", language: "en"},
		{name: "due-dark", path: "/", width: desk, height: tall, scheme: "dark", language: "en"},
		{name: "due-phone", path: "/", width: phone, height: hand, scheme: "light", language: "en"},
		{name: "due-zh", path: "/", width: desk, height: tall, scheme: "light", language: "zh-CN"},
		{name: "speaker-light", path: p.speaker, width: desk, height: tall, scheme: "light", language: "en"},
		{name: "speaker-dark", path: p.speaker, width: desk, height: tall, scheme: "dark", language: "en"},
		{name: "speaker-phone", path: p.speaker, width: phone, height: hand, scheme: "dark", language: "zh-CN"},
		{name: "claim-light", path: p.claim, width: desk, height: tall, scheme: "light", language: "en"},
		{name: "claim-dark", path: p.claim, width: desk, height: tall, scheme: "dark", language: "en"},
		{name: "overall-light", path: "/overall", width: desk, height: tall, scheme: "light", language: "en"},
		{name: "overall-dark", path: "/overall", width: desk, height: tall, scheme: "dark", language: "en"},
		{name: "log-light", path: log, width: desk, height: tall, scheme: "light", language: "en"},
		{name: "log-dark", path: log, width: desk, height: tall, scheme: "dark", language: "en"},
		{name: "capture-light", path: p.capture, width: desk, height: tall, scheme: "light", language: "en"},
		{name: "capture-dark", path: p.capture, width: desk, height: tall, scheme: "dark", language: "en"},
		{name: "log-phone", path: log, width: phone, height: hand, scheme: "light", language: "en"},
	}
}

// everything is every page at every width, in every scheme and language.
func everything(p pages) []shot {
	unfold := `document.querySelectorAll("main details").forEach((d) => { d.open = true; })`
	var shots []shot
	for _, s := range []shot{
		{name: "due", path: "/"},
		{name: "due-unfolded", path: "/", do: `document.querySelectorAll(".queue .claim:first-child details").forEach((d) => { d.open = true; })`},
		{name: "keys", path: "/", do: `document.querySelector("#keys").showModal()`},
		{name: "claims", path: "/claims"},
		{name: "claims-filtered", path: "/claims?state=judged&sort=deadline"},
		{name: "claims-none", path: "/claims?topic=nothing-has-this-topic"},
		{name: "claim-judged", path: p.claim, do: unfold},
		{name: "claim-due", path: p.due},
		{name: "claim-open", path: p.open},
		{name: "claim-void", path: p.void},
		{name: "claim-amend", path: p.due + "/amend", do: unfold},
		{name: "speakers", path: "/speakers"},
		{name: "speaker", path: p.speaker},
		{name: "speaker-unfolded", path: p.speaker, do: unfold},
		{name: "speaker-few", path: p.few},
		{name: "speaker-edit", path: p.speaker + "/edit"},
		{name: "speaker-share", path: p.speaker + "/share"},
		{name: "leaderboard", path: "/leaderboard"},
		{name: "overall", path: "/overall"},
		{name: "topics", path: "/topics"},
		{name: "topic", path: "/topics/ai"},
		{name: "questions", path: "/questions"},
		{name: "compare", path: "/compare?speaker=Sam+Altman&speaker=Elon+Musk&speaker=Gary+Marcus"},
		{name: "compare-none", path: "/compare"},
		{name: "forecasters", path: "/forecasters"},
		{name: "search", path: "/search?q=smarter+speaker%3Amusk+-agi"},
		{name: "search-words", path: "/search?q=openai"},
		{name: "search-start", path: "/search"},
		{name: "search-quick", path: "/status", do: `{ const q = document.querySelector("#q"); q.focus(); q.value = "ai"; q.dispatchEvent(new Event("input")); }`},
		{name: "sources", path: "/sources"},
		{name: "source", path: p.source},
		{name: "source-edit", path: p.source + "/edit"},
		{name: "log", path: "/log"},
		{name: "log-line", path: "/log?line=" + url.QueryEscape(line), do: unfold},
		{name: "capture", path: p.capture},
		{name: "capture-start", path: "/capture"},
		{name: "settings", path: "/settings"},
		{name: "offline", path: "/offline"},
		{name: "status", path: "/status"},
		{name: "not-found", path: "/nowhere"},
	} {
		for _, s.width = range []int{desk, phone} {
			for _, s.scheme = range []string{"light", "dark"} {
				for _, s.language = range []string{"en", "zh-CN"} {
					one := s
					one.name = strings.Join([]string{s.name, fmt.Sprint(s.width), s.scheme, s.language}, "-")
					shots = append(shots, one)
				}
			}
		}
	}
	return shots
}
