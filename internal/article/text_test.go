package article_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
)

func text(t testing.TB, s string) article.Article {
	t.Helper()
	return read(t, article.Input{Content: []byte(s)})
}

func TestPlainText(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"a line is a paragraph": {
			"The first is long enough to be a sentence.\nThe second one is, too, and it is longer than the first one.\nThe third.",
			[]string{"body The first is long enough to be a sentence.", "body The second one is, too, and it is longer than the first one.", "body The third."},
		},
		"wrapped by mail": {
			"The central bank's chief economist said on Wednesday that rates\nwill fall below two per cent by the end of 2026, and that\nhouseholds should plan for it, which they have well-\nknown reasons to do.\nHe said more.\n\nThe end came.",
			[]string{"body The central bank's chief economist said on Wednesday that rates will fall below two per cent by the end of 2026, and that households should plan for it, which they have well-known reasons to do.", "body He said more.", "body The end came."},
		},
		"wrapped Chinese": {
			"央行首席经济学家周三表示，明年通胀率会降到百分之二以下，利率也会随之\n下降，大家不必惊讶，市场早有预期。他还说，到二〇二七年底，房价会比现在低\n一些，但是不会大幅下跌；就业会保持稳定。\n\n就这样。",
			[]string{"body 央行首席经济学家周三表示，明年通胀率会降到百分之二以下，利率也会随之下降，大家不必惊讶，市场早有预期。他还说，到二〇二七年底，房价会比现在低一些，但是不会大幅下跌；就业会保持稳定。", "body 就这样。"},
		},
		"indented Chinese": {
			"　　第一段说的是明年的事。\n　　第二段说的是后年的事。",
			[]string{"body 第一段说的是明年的事。", "body 第二段说的是后年的事。"},
		},
		"old line ends": {"One thing.\r\rAnother thing.", []string{"body One thing.", "body Another thing."}},
		"lists": {
			"We expect:\n\n• lower rates\n- higher wages\n1. more work\n2) less rain\n3、更多的雨",
			[]string{"body We expect:", "item lower rates", "item higher wages", "item more work", "item less rain", "item 更多的雨"},
		},
		"a year is no number of a list": {"2025. That was the year.\n\n3.5 per cent it will be.", []string{"body 2025. That was the year.", "body 3.5 per cent it will be."}},
		"nothing invisible": {
			"It\u200b will\u00a0 be \u2003half\u00ad by\u202e 2030\u0007.\ufeff\u2028It will.",
			[]string{"body It will be half by 2030.", "body It will."},
		},
		"footnotes":         {"It will fall.[12] It may rise[3][4] later.", []string{"body It will fall. It may rise later."}},
		"markup is text":    {"1 < 2 and &amp; <script>alert(1)</script> are text.", []string{"body 1 < 2 and &amp; <script>alert(1)</script> are text."}},
		"a short text":      {"GPT-6 ships in 2027", []string{"body GPT-6 ships in 2027"}},
		"quotes of mail":    {"He wrote:\n\n> It will fall.\n\nWe agree.", []string{"body He wrote:", "quoted It will fall.", "body We agree."}},
		"bold in Chinese":   {"他说，**“明年会涨”**的可能很大。\n\n**要点： **\n\n正文在此。", []string{"body 他说，“明年会涨”的可能很大。", "heading 要点：", "body 正文在此。"}},
		"code is text":      {"# Title\n\n    It will fall, he said.\n\n```\nand rise\n```", []string{"heading Title", "body It will fall, he said.", "body and rise"}},
		"tables":            {"# T\n\n| who | what |\n|---|---|\n| a | will rise |", []string{"heading T", "body who", "body what", "body a", "body will rise"}},
		"a part of a page":  {"<p>It <b>will</b> fall.</p><nav>Home</nav><p>It&nbsp;may rise.<br>Later.</p><!-- x -->", []string{"body It will fall.", "body It may rise.", "body Later."}},
		"out of a browser":  {"<html><body><!--StartFragment--><h2>T</h2><span>It will fall.</span><!--EndFragment--></body></html>", []string{"heading T", "body It will fall."}},
		"with an old break": {"<p>one<br/>two</p><blockquote><p>three</p><ul><li>four</li></ul></blockquote>", []string{"body one", "body two", "quoted three", "quoted four"}},
	} {
		assert.Equal(t, c.want, lines(text(t, c.text)), name)
	}
}

// Markdown that nobody writes would keep its reader busy for minutes.
func TestHostileMarkdown(t *testing.T) {
	for name, s := range map[string]string{
		"quotes":   strings.Repeat("> ", 300_000) + "It will fall.",
		"lists":    strings.Repeat("1. ", 100_000) + "It will fall.",
		"emphasis": strings.Repeat("_a*", 200_000) + "It will fall.",
		"brackets": strings.Repeat("![a", 200_000) + "It will fall.",
	} {
		assert.Contains(t, text(t, "# A title\n\n"+s).Text, "It will fall.", name)
	}
}

func TestHeads(t *testing.T) {
	day := ledger.NewDate(2024, 4, 26)
	const body = "\n\nThe minister said that rates will fall by half before the end of 2026.\n\nNobody was surprised by it."
	for name, c := range map[string]struct {
		text string
		want article.Article
	}{
		"labels":         {"Rates will fall\n\nAuthor: The desk\nDate: 26 April 2024\nSource: The Example Paper\nURL: https://paper.example/x" + body, article.Article{Title: "Rates will fall", Author: "The desk", Publisher: "The Example Paper", PublishedOn: day, Link: "https://paper.example/x"}},
		"labels first":   {"Title: Rates will fall\nAuthor: The desk\nPublished: 2024-04-26 09:00" + body, article.Article{Title: "Rates will fall", Author: "The desk", PublishedOn: day}},
		"by-line":        {"Rates will fall\n\nBy Jane Doe and John Smith\nPublished on April 26, 2024 at 10:00 AM EDT" + body, article.Article{Title: "Rates will fall", Author: "Jane Doe and John Smith", PublishedOn: day}},
		"by-line, date":  {"# Rates will fall\n\nBy Jane Doe | April 26, 2024" + body, article.Article{Title: "Rates will fall", Author: "Jane Doe", PublishedOn: day}},
		"date alone":     {"Rates will fall\n\nFriday, 26 April 2024" + body, article.Article{Title: "Rates will fall", PublishedOn: day}},
		"front matter":   {"---\ntitle: \"Rates: down\"\nauthors: [The desk, Jane Doe]\ndate: 2024-04-26T10:00:00Z\nsource: The Example Paper\nlang: en\ntype: talk\n---\n" + body, article.Article{Title: "Rates: down", Author: "The desk, Jane Doe", Publisher: "The Example Paper", PublishedOn: day, Kind: "talk"}},
		"no head":        {"By 2030, everything will be cheaper, and the minister said so in public." + body, article.Article{}},
		"sentences stay": {"Rates will fall\n\nDate: the day on which this will happen is not known to anybody, and the minister would not tell." + body, article.Article{Title: "Rates will fall"}},
		"unclear date":   {"Rates will fall\n\nDate: 03/04/2024" + body, article.Article{Title: "Rates will fall", Notes: []article.Note{{Key: "note.date_unclear", Args: []any{"date", "03/04/2024"}}}}},
		"at the end":     {"Rates will fall" + body + "\n\nSource: The Example Paper\nEditor: somebody", article.Article{Title: "Rates will fall", Publisher: "The Example Paper"}},
		"a talk":         {"Rates will fall\n\nSpeaker: Jane Doe\nEvent: The Bank's Forum\nEvent date: 24 April 2024\nDate: 26 April 2024" + body, article.Article{Title: "Rates will fall", Speaker: "Jane Doe", Event: "The Bank's Forum", EventOn: ledger.NewDate(2024, 4, 24), PublishedOn: day, Kind: "talk"}},
	} {
		a := text(t, c.text)
		assert.Contains(t, a.Text, "The minister said that rates will fall by half", name)
		assert.Equal(t, "en", a.Lang, name)
		a.Text, a.Paragraphs, a.Lang = "", nil, ""
		assert.Equal(t, c.want, a, name)
	}

	const chinese = "\n\n央行行长说，明年利率会降到百分之二以下。\n\n大家并不惊讶。"
	for name, c := range map[string]struct {
		text string
		want article.Article
	}{
		"labels":      {"明年利率会下降\n\n作者：财经组\n发布时间：2024年4月26日 09:15\n来源：示例报\n原文链接：https://paper.example/x" + chinese, article.Article{Author: "财经组", Publisher: "示例报", PublishedOn: day, Link: "https://paper.example/x"}},
		"on one line": {"明年利率会下降\n\n2024-04-26 09:15:00　来源：示例报　作者：财经组" + chinese, article.Article{Author: "财经组", Publisher: "示例报", PublishedOn: day}},
		"bars":        {"明年利率会下降\n\n文｜财经组\n\n编辑丨某某" + chinese, article.Article{Author: "财经组"}},
		"a link":      {"# 明年利率会下降\n\n来源: https://paper.example/x\n原文链接: [这里](https://paper.example/y)" + chinese, article.Article{Link: "https://paper.example/x"}},
		"at the end":  {"明年利率会下降" + chinese + "\n\n（责任编辑：某某）\n\n来源：示例报", article.Article{Publisher: "示例报"}},
		"a sentence":  {"明年利率会下降\n\n来源：这件事的来源并不清楚，谁也说不明白。" + chinese, article.Article{}},
	} {
		a := text(t, c.text)
		assert.Equal(t, "明年利率会下降", a.Title, name)
		assert.Contains(t, a.Text, "央行行长说", name)
		assert.Equal(t, "zh", a.Lang, name)
		a.Title, a.Text, a.Paragraphs, a.Lang = "", "", nil, ""
		assert.Equal(t, c.want, a, name)
	}
}

func TestTitles(t *testing.T) {
	for title, want := range map[string][3]string{ // speaker, event, kind
		"【最新】Sam Altman 斯坦福闭门演讲：GPT5会比GPT4强非常多":              {"Sam Altman", "斯坦福闭门演讲", "talk"},
		"Sam Altman says GPT-5 will be smarter":              {"Sam Altman", "", ""},
		"Exclusive: Jane Doe warns of higher rates":          {"Jane Doe", "", ""},
		"Interview with Jane Doe: the next ten years":        {"Jane Doe", "", "interview"},
		"Interview with OpenAI CEO Sam Altman":               {"Sam Altman", "", "interview"},
		"Jane Doe on the future of power":                    {"Jane Doe", "", ""},
		"Remarks by Jane Doe at the Example Forum":           {"Jane Doe", "Example Forum", "talk"},
		"Jane van der Berg at the Example Forum 2025: notes": {"Jane van der Berg", "Example Forum 2025", "talk"},
		"Jane Doe’s keynote at Example Con":                  {"Jane Doe", "Example Con", "talk"},
		"Jane Doe: power will be half":                       {"Jane Doe", "", ""},
		"Rates will fall, says Jane Doe":                     {"Jane Doe", "", ""},
		"专访李晓明：三年内电池成本会降一半":                                  {"李晓明", "", "interview"},
		"对话商务专家王文涛：明年会怎样":                                    {"王文涛", "", "interview"},
		"山姆·奥特曼：明年会有GPT-5":                                   {"山姆·奥特曼", "", ""},
		"李晓明：三年内电池成本会降一半":                                    {"李晓明", "", ""},
		"李晓明在世界能源大会：三年内电池成本会降一半":                             {"李晓明", "世界能源大会", "talk"},
		"某公司创始人李晓明表示三年内电池成本会降一半":                             {"", "", ""},

		"The Bank says rates will fall":                  {},
		"Goldman Sachs: rates will fall":                 {},
		"White House says rates will fall":               {},
		"Why Rates Will Fall":                            {},
		"Central Bank on the future of money":            {},
		"OpenAI: GPT-5 will be smarter":                  {},
		"Breaking: Rates will fall":                      {},
		"央行：明年利率会下降":                                     {},
		"明年：会怎样":                                         {},
		"高盛：明年利率会下降":                                     {},
		"Rates will fall by half before the end of 2026": {},
	} {
		a := text(t, title+"\n\nThis is what it says, and it will be so.")
		assert.Equal(t, want, [3]string{a.Speaker, a.Event, string(a.Kind)}, title)
	}
}

func TestLanguages(t *testing.T) {
	for s, want := range map[string]string{
		"The rates will fall by the end of the year.":       "en",
		"明年利率会下降。":                                          "zh",
		"他说 GPT-5 将比 GPT-4 smarter，而且 OpenAI 已经准备好了。":       "zh",
		"He said 加油 and left for the day, and that was it.": "en",
		"来年は石油の価格が上がるでしょう。":                                 "ja",
		"내년에는 금리가 내려갈 것이다.":                                 "ko",
		"В следующем году ставки снизятся.":                 "ru",
		"Die Zinsen werden nächstes Jahr fallen.":           "",
		"12345": "",
	} {
		assert.Equal(t, want, text(t, s).Lang, s)
	}
	page := func(lang, body string) string {
		return text(t, `<html lang="`+lang+`"><body><p>`+body+`</p></body></html>`).Lang
	}
	assert.Equal(t, "de", page("de-AT", "Die Zinsen werden nächstes Jahr fallen."))
	assert.Equal(t, "zh", page("en", "明年利率会下降，大家都不惊讶。"))
	assert.Equal(t, "zh", page("zh-Hant", "明年利率會下降，大家都不驚訝。"))
	assert.Equal(t, "en", page("zh-CN", "The rates will fall by the end of the year."))
	assert.Equal(t, "uk", page("uk", "Наступного року ставки знизяться."))
	assert.Empty(t, page("nonsense-tag-x-y", "Die Zinsen werden fallen."))
}

func TestMainSpeakerOfAnInterview(t *testing.T) {
	long := strings.Repeat("Rates will fall, and then they will rise again. ", 5)
	assert.Equal(t, "Jane Doe", text(t, "A talk\n\nHost: And now?\n\nJane Doe: "+long+"\n\nHost: Really?\n\nJANE DOE: Yes.\n\nJane Doe: "+long).Speaker)
	assert.Empty(t, text(t, "A talk\n\nHost: And now?\n\nJane Doe: "+long+"\n\nJohn Smith: "+long+"\n\nHost: Really?").Speaker, "two of them")
	assert.Empty(t, text(t, "A talk\n\nQ: And now?\n\nA: "+long+"\n\nQ: Really?\n\nA: "+long).Speaker, "nobody in particular")
	long = strings.Repeat("三年内电池成本会降一半。", 5)
	assert.Equal(t, "李晓明", text(t, "谈电池\n\n主持人：会怎样？\n\n李晓明："+long+"\n\n主持人：真的？\n\n李晓明："+long).Speaker)
}

func TestPagesByMeta(t *testing.T) {
	const body = `<p>The minister said that rates will fall by half before the end of 2026, and that nobody should be surprised.</p>`
	for name, c := range map[string]struct {
		head, body string
		want       article.Article
	}{
		"window":           {`<title>Rates will fall - The Example Paper</title><meta property="og:site_name" content="The Example Paper">`, body, article.Article{Title: "Rates will fall", Publisher: "The Example Paper"}},
		"unknown after":    {`<title>The bank's next step - what rates will do</title>`, body, article.Article{Title: "The bank's next step - what rates will do"}},
		"heading":          {`<title>Rates will fall — News — Example</title>`, "<h1>Rates will fall</h1>" + body, article.Article{Title: "Rates will fall"}},
		"author is a link": {`<title>Rates</title><meta name="author" content="https://example.org/me">`, body, article.Article{Title: "Rates"}},
		"dublin core":      {`<meta name="DC.title" content="Rates"><meta name="DC.creator" content="The desk"><meta name="DC.date.issued" content="2024-04-26">`, body, article.Article{Title: "Rates", Author: "The desk", PublishedOn: ledger.NewDate(2024, 4, 26)}},
		"time element":     {`<title>Rates</title>`, `<article><time datetime="2024-04-26T10:00Z">today</time>` + body + `</article>`, article.Article{Title: "Rates", PublishedOn: ledger.NewDate(2024, 4, 26)}},
		"data, one":        {`<script type="application/ld+json">{"@type":"Article","headline":"Rates &amp; more","author":"The desk","datePublished":"2024-04-26","publisher":{"name":"Example"}}</script>`, body, article.Article{Title: "Rates & more", Author: "The desk", Publisher: "Example", PublishedOn: ledger.NewDate(2024, 4, 26)}},
		"data, a list":     {`<script type="application/ld+json">[{"@type":"BreadcrumbList"},{"@type":"BlogPosting","headline":"Rates","author":{"name":"The desk"}}]</script>`, body, article.Article{Title: "Rates", Author: "The desk", Kind: "post"}},
		"broken data":      {`<script type="application/ld+json">{"@type":</script><title>Rates</title>`, body, article.Article{Title: "Rates"}},
		"data of no use":   {`<script type="application/ld+json">{"@type":"Article","headline":["a",["b"]],"author":[[[[["x"]]]]],"datePublished":7}</script><title>Rates</title>`, body, article.Article{Title: "a, b"}},
	} {
		a := text(t, "<html><head>"+c.head+"</head><body>"+c.body+"</body></html>")
		assert.Contains(t, a.Text, "The minister said", name)
		a.Text, a.Paragraphs, a.Lang = "", nil, ""
		assert.Equal(t, c.want, a, name)
	}
	a := read(t, article.Input{Link: "https://x.com/someone/1", Content: []byte("<html><body>" + body + "</body></html>")})
	assert.Equal(t, ledger.SourceKind("post"), a.Kind)
	assert.Equal(t, "x.com", a.Publisher)
	a = read(t, article.Input{Link: "https://paper.example/a", Content: []byte(`<html><head><link rel="canonical" href="https://elsewhere.example/"></head><body>` + body + "</body></html>")})
	assert.Equal(t, "https://paper.example/a", a.Link, "a page can't pass for another site's")
	a = read(t, article.Input{Link: "https://paper.example/a?x=1", Content: []byte(`<html><head><link rel="canonical" href="/a"></head><body>` + body + "</body></html>")})
	assert.Equal(t, "https://paper.example/a", a.Link)
}

func TestAnything(t *testing.T) {
	names := []string{"", "a.txt", "a.md", "a.html", "a.srt", "a.vtt"}
	bits := []string{
		"# ", "\n\n", "\n", "**", "> ", "- ", "<p>", "</p>", "<b", "&amp;", "<!doctype html>", "<html>", "<sup>1</sup>", "---\n", "title: ", "作者：", "By Jane Doe",
		"00:00:01,000 --> 00:00:02,000\n", "WEBVTT\n\n", "[00:12] ", "1:02 ", "<v Jane>", "It will fall. ", "明年会涨。", "\u200b", "\u3000", "\xff", "\x00", "```", "[1]", "2024-04-26",
		"<script type=\"application/ld+json\">{", "Jane Doe: ", "主持人：", "*", "_", "|", "\r", "é", "😀",
	}
	rapid.Check(t, func(t *rapid.T) {
		in := article.Input{
			Name:    rapid.SampledFrom(names).Draw(t, "name"),
			Content: []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(bits), 0, 40).Draw(t, "bits"), "")),
		}
		assertAnything(t, in)
	})
}

// failer is what tests of rapid and of testing have in common.
type failer interface {
	Errorf(format string, args ...any)
	Helper()
}

func assertAnything(t failer, in article.Input) {
	t.Helper()
	a, err := article.Read(in)
	if err != nil {
		if a.Text != "" || ledger.CodeOf(err) != ledger.Invalid {
			t.Errorf("%q: %v", in.Content, err)
		}
		return
	}
	assertParts(t, a)
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"account.md", "account.html", "news.html", "portal.html", "talk.srt", "live.vtt", "voices.vtt"} {
		in := file(f, name)
		f.Add(name, "", in.Content)
		f.Add("", "text/html; charset=gbk", in.Content)
	}
	f.Add("a.txt", "", []byte("[00:05] a\n[00:09] b\n[00:12] c"))
	f.Fuzz(func(t *testing.T, name, contentType string, content []byte) {
		if len(content) > 64<<10 || strings.Contains(string(content), "%PDF-") {
			return // PDFium is fuzzed by others
		}
		assertAnything(t, article.Input{Name: name, ContentType: contentType, Content: content})
	})
}
