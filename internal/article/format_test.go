package article_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
)

func TestNewsPage(t *testing.T) {
	in := file(t, "news.html")
	in.Link = "https://www.paper.example/2025/03/rates?utm=1"
	a := read(t, in)
	assert.Equal(t, "Rates will fall by the end of 2026, says the bank’s chief economist", a.Title)
	assert.Equal(t, "Our economics desk, Our correspondent", a.Author)
	assert.Equal(t, "The Example Paper", a.Publisher)
	assert.Equal(t, "https://paper.example/2025/03/rates", a.Link)
	assert.Equal(t, ledger.NewDate(2025, 3, 5), a.PublishedOn, "in the zone that it is given in")
	assert.Equal(t, "en", a.Lang)
	assert.Equal(t, ledger.SourceKind("article"), a.Kind)
	assert.Empty(t, a.Speaker)
	assert.Empty(t, a.Notes)
	assert.Equal(t, []string{
		"heading Rates will fall by the end of 2026, says the bank’s chief economist",
		"body The central bank’s chief economist said on Wednesday that interest rates will “almost certainly” fall below two per cent by the end of 2026, and that households should plan for it.",
		"body Speaking to an audience of bankers, the economist added that energy would cost 102 times less than feared & that nobody should be surprised.",
		"heading What comes next",
		"quoted If prices keep falling, we will act before the summer, and we will act again in the autumn.",
		"item Two cuts are expected in the next year, according to the bank’s own survey.",
		"item Unemployment should stay where it is, the bank believes.",
		"caption The bank’s head office in March",
		"body The bank’s next forecast is due in May, and most observers think that it will be lower than the last one, which was thought to be high.",
	}, lines(a))
}

func TestPublicAccountPage(t *testing.T) {
	in := file(t, "account.html")
	in.Link = "https://mp.weixin.qq.com/s/abc"
	a := read(t, in)
	assert.Equal(t, "专访李晓明：三年内电池成本会降一半", a.Title)
	assert.Equal(t, "王记者", a.Author)
	assert.Equal(t, "能源观察", a.Publisher)
	assert.Equal(t, ledger.NewDate(2024, 4, 26), a.PublishedOn, "in Chinese time")
	assert.Equal(t, "李晓明", a.Speaker)
	assert.Equal(t, ledger.SourceKind("interview"), a.Kind)
	assert.Equal(t, in.Link, a.Link)
	assert.Equal(t, []string{
		"heading 专访李晓明：三年内电池成本会降一半",
		"body 昨天，本刊采访了李晓明。",
		"body 记者：电池还会便宜吗？",
		"body 李晓明：会的。三年内，电池成本会降一半。",
		"body 到2030年，",
		"body 新车一半以上会是电动车。",
		"quoted 这不是猜测。",
	}, lines(a))

	in.Content = []byte(strings.ReplaceAll(strings.ReplaceAll(string(in.Content), `<span id="js_author_name">王记者</span>`, ""), `<meta name="author" content="王记者" />`, ""))
	a = read(t, in)
	assert.Equal(t, "能源观察", a.Author, "the account is the author")
	assert.Empty(t, a.Publisher)
}

func TestCharsets(t *testing.T) {
	page := string(file(t, "portal.html").Content)
	assertPortal := func(t *testing.T, in article.Input) {
		t.Helper()
		a := read(t, in)
		assert.Equal(t, "央行：明年通胀率会降到百分之二以下", a.Title)
		assert.Equal(t, ledger.NewDate(2025, 3, 6), a.PublishedOn)
		assert.Equal(t, "示例通讯社", a.Publisher)
		assert.Equal(t, "zh", a.Lang)
		assert.Equal(t, []string{
			"heading 央行：明年通胀率会降到百分之二以下",
			"body 央行首席经济学家周三表示，明年通胀率会降到百分之二以下，利率也会随之下降，大家不必惊讶，市场早有预期。",
			"body 他还说，到2027年底，房价会比现在低，但不会大幅下跌；就业会保持稳定，出口会继续增长，企业应当有所准备。",
			"body 多数观察人士认为，下一次预测会在五月公布，数字很可能比上一次低，因为能源价格一直在下降。",
		}, lines(a))
	}
	encode := func(e encoding.Encoding, s string) []byte {
		b, err := e.NewEncoder().Bytes([]byte(s))
		require.NoError(t, err)
		return b
	}
	assertPortal(t, article.Input{Name: "a.html", Content: encode(simplifiedchinese.GBK, page)})
	assertPortal(t, article.Input{Content: encode(simplifiedchinese.GB18030, page)})
	assertPortal(t, article.Input{ContentType: "text/html; charset=utf-8", Content: []byte(page)})
	undeclared := strings.Replace(page, "charset=gb2312", "", 1)
	assertPortal(t, article.Input{ContentType: "text/html; charset=GB18030", Content: encode(simplifiedchinese.GB18030, undeclared)})
	assertPortal(t, article.Input{ContentType: "text/html", Content: []byte(undeclared)})
	assertPortal(t, article.Input{ContentType: "text/html", Content: encode(simplifiedchinese.GBK, undeclared)})
	assertPortal(t, article.Input{ContentType: "text/html", Content: encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), undeclared)})
	assertPortal(t, article.Input{ContentType: "text/html", Content: append([]byte("\xef\xbb\xbf"), undeclared...)})

	plain := "他说，明年油价会涨。\n\n我们认为，后年会跌。"
	for name, in := range map[string]article.Input{
		"utf-8":       {Content: []byte(plain)},
		"utf-8, mark": {Content: []byte("\ufeff" + plain)},
		"gbk":         {Name: "a.txt", Content: encode(simplifiedchinese.GBK, plain)},
		"gb18030":     {Content: encode(simplifiedchinese.GB18030, plain)},
		"utf-16":      {Content: encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), plain)},
		"said gbk":    {ContentType: "text/plain; charset=gbk", Content: encode(simplifiedchinese.GBK, plain)},
	} {
		assert.Equal(t, plain, read(t, in).Text, name)
	}
	big5 := `<html><head><meta charset="big5"></head><body><p>他說，明年油價會漲。</p></body></html>`
	assert.Equal(t, "他說，明年油價會漲。", read(t, article.Input{Content: encode(traditionalchinese.Big5, big5)}).Text)
	sjis := `<html><head><meta charset="Shift_JIS"></head><body><p>来年は石油の価格が上がるでしょう。</p></body></html>`
	a := read(t, article.Input{Content: encode(japanese.ShiftJIS, sjis)})
	assert.Equal(t, "来年は石油の価格が上がるでしょう。", a.Text)
	assert.Equal(t, "ja", a.Lang)
}

func TestReadRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		in         article.Input
		field, key string
	}{
		"nothing":          {article.Input{}, "text", "article_empty"},
		"only blanks":      {article.Input{Content: []byte(" \n\u3000\n\u200b ")}, "text", "article_empty"},
		"only ornament":    {article.Input{Content: []byte("***\n\n---\n\n👇👇")}, "text", "article_empty"},
		"an empty page":    {article.Input{Content: []byte("<html><body><script>x</script></body></html>")}, "text", "article_empty"},
		"a picture":        {article.Input{Name: "a.txt", Content: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")}, "file", "article_binary"},
		"an archive":       {article.Input{Name: "a.docx", Content: []byte("PK\x03\x04\x14\x00\x06\x00")}, "file", "article_binary"},
		"a program":        {article.Input{Content: []byte("\x7fELF\x02\x01\x01\x00\x00")}, "file", "article_binary"},
		"no encoding":      {article.Input{Content: []byte("caf\xe9 \xff\xff\xff \xfe\x30")}, "file", "article_encoding"},
		"too long":         {article.Input{Content: []byte(strings.Repeat("It will rain tomorrow, he said. ", 70_000))}, "text", "article_too_long"},
		"too large a file": {article.Input{Content: make([]byte, 21<<20)}, "file", "article_file_too_large"},
		"nested too deep":  {article.Input{Content: []byte("<html><body>" + strings.Repeat("<div>", 2000) + "x")}, "text", "article_html_unreadable"},
	} {
		a, err := article.Read(c.in)
		var e *ledger.Error
		if assert.ErrorAs(t, err, &e, name) {
			assert.Equal(t, ledger.Invalid, e.Code, name)
			assert.Equal(t, c.field, e.Field, name)
			assert.Equal(t, c.key, e.Key, name)
			assert.NotContains(t, e.Message(), "%!", name)
		}
		assert.Empty(t, a, name)
	}
	_, err := article.ReadText("caf\xe9 au lait")
	assert.Error(t, err)
	a, err := article.ReadText("café au lait costs more next year")
	require.NoError(t, err)
	assert.Equal(t, "café au lait costs more next year", a.Text)
}

func TestSubRip(t *testing.T) {
	a := read(t, file(t, "talk.srt"))
	assert.Equal(t, "talk", a.Title)
	assert.Equal(t, ledger.SourceKind("talk"), a.Kind)
	assert.Equal(t, "en", a.Lang)
	assert.Equal(t, []string{
		"body Good evening, everyone. I think that power will be much cheaper within five years.",
		"body Let me tell you why.",
		"body MODERATOR: Will it be half?",
		"body It will, & sooner than you think.",
	}, lines(a))
	var codes []string
	for _, p := range a.Paragraphs {
		codes = append(codes, p.TimeCode)
	}
	assert.Equal(t, []string{"0:01", "0:12", "1:02", "1:04"}, codes)
	for words, code := range map[string]string{"Good": "0:01", "everyone": "0:01", "much cheaper": "0:03", "within": "0:06", "Let": "0:12", "half": "1:02", "think.": "1:04"} {
		before, _, _ := strings.Cut(a.Text, words)
		assert.Equal(t, code, a.TimeCodeAt(len([]rune(before))), words)
	}
	assert.Empty(t, article.Article{}.TimeCodeAt(3))
}

func TestLiveCaptions(t *testing.T) {
	a := read(t, file(t, "live.vtt"))
	assert.Equal(t, []string{"body and so we will have it by the end of next year"}, lines(a))
	assert.Equal(t, "0:04", a.TimeCodeAt(strings.Index(a.Text, "next")))

	grown := "1\n00:00:01,000 --> 00:00:02,000\n明年\n\n2\n00:00:02,000 --> 00:00:03,000\n明年利率\n\n3\n00:00:03,000 --> 00:00:04,000\n明年利率会下降。\n\n4\n00:00:04,000 --> 00:00:05,000\n后年也会。\n"
	assert.Equal(t, []string{"body 明年利率会下降。后年也会。"}, lines(read(t, article.Input{Content: []byte(grown)})))

	said := "1\n00:00:01,000 --> 00:00:02,000\nYes.\n\n2\n00:00:02,000 --> 00:00:03,000\nYes.\n\n3\n00:00:03,000 --> 00:00:04,000\nIt will rise.\n\n4\n00:00:04,000 --> 00:00:05,000\nSoon.\n\n5\n00:00:05,000 --> 00:00:06,000\nVery soon.\n"
	assert.Equal(t, []string{"body Yes. Yes. It will rise. Soon. Very soon."}, lines(read(t, article.Input{Content: []byte(said)})), "people repeat themselves")
}

func TestBilingualSubtitles(t *testing.T) {
	a := read(t, article.Input{Name: "talk_one.zh-CN.srt", Content: []byte("1\n00:00:01,000 --> 00:00:02,000\n电池成本会\nThe cost of batteries\n\n" +
		"2\n00:00:02,000 --> 00:00:04,000\n降一半。\nwill fall by half.\n\n3\n00:00:09,000 --> 00:00:10,000\n这很快。\nThat is soon.\n")})
	assert.Equal(t, "talk one", a.Title)
	assert.Equal(t, []string{"body The cost of batteries will fall by half.", "body 电池成本会降一半。", "body That is soon.", "body 这很快。"}, lines(a))
	assert.Equal(t, "0:02", a.TimeCodeAt(strings.Index(a.Text, "half")))
	assert.Equal(t, "0:09", a.Paragraphs[3].TimeCode)
}

func TestVoices(t *testing.T) {
	a := read(t, file(t, "voices.vtt"))
	assert.Equal(t, []string{
		"body Our host: Where will rates be?",
		"body Jane Doe: They will fall by half, I am sure of it, before the end of 2027. And prices will follow, as they always do when the bank has acted.",
		"body Our host: Thank you.",
	}, lines(a))
	assert.Equal(t, "Jane Doe", a.Speaker)
	assert.Equal(t, "0:10", a.TimeCodeAt(strings.Index(a.Text, "prices")))
}

func TestLongSubtitlesArePartedAtSentences(t *testing.T) {
	var b strings.Builder
	for i := range 200 {
		b.WriteString("00:" + two(i/60) + ":" + two(i%60) + ".000 --> 00:" + two(i/60) + ":" + two(i%60) + ".900\nIt will rise in the year\n" + two(i%100) + " after next. And then\n\n")
	}
	a := read(t, article.Input{Name: "x.vtt", Content: []byte("WEBVTT\n\n" + b.String())})
	assert.Greater(t, len(a.Paragraphs), 5)
	for _, p := range a.Passages()[:len(a.Paragraphs)-1] {
		assert.Regexp(t, `\.$`, p.Text)
		assert.Less(t, len(p.Text), 800)
	}
}

func two(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }

func TestTranscripts(t *testing.T) {
	for name, text := range map[string]string{
		"brackets":      "A talk on power\n\n[00:00:05] Jane Doe: Power will be cheaper.\n[00:00:09] It will be half.\n[00:01:07] Host: Thank you.",
		"lines of time": "A talk on power\n\n0:05\nJane Doe: Power will be cheaper.\n0:09\nIt will be half.\n1:07\nHost: Thank you.",
		"name and time": "A talk on power\n\nJane Doe 0:05\nPower will be cheaper.\n\nJane Doe 0:09\nIt will be half.\n\nHost 1:07\nThank you.",
		"time and name": "A talk on power\n\n00:05 Jane Doe\nPower will be cheaper.\n\n00:09 Jane Doe\nIt will be half.\n\n01:07 Host\nThank you.",
	} {
		a := read(t, article.Input{Content: []byte(text)})
		assert.Equal(t, "A talk on power", a.Title, name)
		assert.Equal(t, []string{"heading A talk on power", "body Jane Doe: Power will be cheaper. It will be half.", "body Host: Thank you."}, lines(a), name)
		assert.Equal(t, "0:09", a.TimeCodeAt(strings.Index(a.Text, "half")), name)
		assert.Equal(t, "1:07", a.Paragraphs[2].TimeCode, name)
	}
	a := read(t, article.Input{Content: []byte("## A talk\n\n(0:05) Power will **fall**.\n\n(0:12) It will be half.\n\n(1:00:07) Thank you.")})
	assert.Equal(t, "1:00:07", a.Paragraphs[3].TimeCode)
	assert.Equal(t, "body It will be half.", lines(a)[2])

	for name, text := range map[string]string{
		"an agenda":       "09:00 Registration\n10:30 Opening\n12:00 Lunch",
		"times that jump": "0:05 a\n0:02 b\n0:07 c",
	} {
		assert.Empty(t, read(t, article.Input{Content: []byte(text)}).Marks, name)
	}
}
