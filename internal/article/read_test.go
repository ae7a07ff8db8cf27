package article_test

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

func file(t testing.TB, name string) article.Input {
	t.Helper()
	content, err := os.ReadFile("testdata/" + name)
	require.NoError(t, err)
	return article.Input{Name: name, Content: content}
}

func read(t testing.TB, in article.Input) article.Article {
	t.Helper()
	a, err := article.Read(in)
	require.NoError(t, err)
	assertParts(t, a)
	return a
}

// assertParts asserts what holds for every Article: the paragraphs ascend, say
// something and make up the text.
func assertParts(t failer, a article.Article) {
	t.Helper()
	var texts []string
	at := 0
	for _, p := range a.Passages() {
		assert.Equal(t, at, p.Start)
		assert.NotEmpty(t, p.Text)
		assert.NotContains(t, p.Text, "\n")
		assert.NotEmpty(t, p.Kind)
		texts = append(texts, p.Text)
		at += utf8.RuneCountInString(p.Text) + 2
	}
	assert.NotEmpty(t, texts)
	assert.Equal(t, a.Text, strings.Join(texts, "\n\n"))
	assert.True(t, utf8.ValidString(a.Text))
	at = 0
	for _, m := range a.Marks {
		assert.GreaterOrEqual(t, m.Offset, at)
		at = m.Offset
	}
	assert.LessOrEqual(t, at, utf8.RuneCountInString(a.Text))
}

// lines shows the paragraphs, each with its kind.
func lines(a article.Article) []string {
	var shown []string
	for _, p := range a.Passages() {
		shown = append(shown, string(p.Kind)+" "+p.Text)
	}
	return shown
}

func TestMarkdownOfAPublicAccount(t *testing.T) {
	a := read(t, file(t, "account.md"))
	assert.Equal(t, "【最新】林晓峰 城市论坛演讲：五年内电价会降一半", a.Title)
	assert.Equal(t, "能源观察员", a.Author)
	assert.Empty(t, a.Publisher)
	assert.Equal(t, ledger.NewDate(2024, 5, 6), a.PublishedOn)
	assert.Equal(t, "http://example.org/s?__biz=MzA4&mid=22&idx=1&sn=9c8e#rd", a.Link)
	assert.Equal(t, "zh", a.Lang)
	assert.Equal(t, "林晓峰", a.Speaker)
	assert.Equal(t, "城市论坛演讲", a.Event)
	assert.Equal(t, ledger.SourceKind("talk"), a.Kind)
	assert.Equal(t, []string{
		"heading 【最新】林晓峰 城市论坛演讲：五年内电价会降一半",
		"body 昨天的演讲说了很多，他强调：",
		"body 晓峰 原话 ：I think the price of power is going to fall by half within five years and it's not even close",
		"quoted 我认为五年内电价会降一半， 而且差得不远。这听起来很大胆， 但我确信如此。",
		"heading 演讲要点：",
		"body 储能的成本还会下降，从 OpenGrid 开始，大家都在降价。他更关注 \"看不见的 \"风险。",
		"item 第一点",
		"item 第二点，见这里",
		"body 读者可以自己判断。",
	}, lines(a))
	assert.Len(t, a.SHA256(), 64)
}

func TestKinds(t *testing.T) {
	a := read(t, article.Input{Content: []byte("## Part one\n\nIt **will** [rise](https://example.org/a_b \"t\") &amp; fall.\n\n> quoted *words*\n\n1. one\n2. two[^1]\n\n[^1]: a note\n\n![a picture](x.png)\n")})
	assert.Equal(t, []string{"heading Part one", "body It will rise & fall.", "quoted quoted words", "item one", "item two"}, lines(a))
	assert.Equal(t, wording.Heading, a.Paragraphs[0].Kind)
}
