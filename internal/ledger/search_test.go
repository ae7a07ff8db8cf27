package ledger_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
)

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"GPT-5 will":       "gpt 5 will",
		"gpt5":             "gpt 5",
		"人工智能AI2.0":        "人 工 智 能 ai 2 0",
		"臺灣軟體":             "台 湾 软 体",
		"Ｆｕｌｌ　１２":          "full 12",
		"Café Ångström":    "cafe angstrom",
		"Cafe\u0301":       "cafe",
		"Straße ﬁn İI":     "strasse fin ii",
		"Altman’s don't":   "altman s don t",
		"½ ② Ⅳ 〇":          "1 2 2 iv 〇",
		"naïve—co-op":      "naive co op",
		"ΣΟΦΌΣ":            "σοφοσ",
		"हिन्दी":           "हिन्दी",
		"ひらカナー":            "ひ ら カ ナ ー",
		"\xff\ue000 a\x00": "a",
		"…":                "",
	} {
		var got []string
		for _, k := range ledger.Tokens(text) {
			got = append(got, k.Text)
		}
		assert.Equal(t, want, strings.Join(got, " "), text)
	}
}

// However a text is composed, it is searched alike, and each token says where
// it stands.
func TestTokensFold(t *testing.T) {
	for _, same := range [][]string{
		{"й", "и\u0306", "Й"}, {"が", "か\u3099"}, {"한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"}, {"ｶ", "カ"}, {"Å", "A\u030a", "Å"},
	} {
		for _, text := range same[1:] {
			var a, b []string
			for _, k := range ledger.Tokens(same[0]) {
				a = append(a, k.Text)
			}
			for _, k := range ledger.Tokens(text) {
				b = append(b, k.Text)
			}
			assert.Equal(t, strings.Join(a, " "), strings.Join(b, " "), "%q and %q", same[0], text)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.String().Draw(r, "text")
		end := 0
		for _, k := range ledger.Tokens(text) {
			require.True(r, k.Start <= k.End && k.End <= len(text) && k.End >= end, "%v in %q", k, text)
			require.True(r, utf8.ValidString(k.Text) && !strings.ContainsAny(k.Text, " '\"*%_\\\x00\ue000\ue001"), "%q", k.Text)
			end = k.End
		}
	})
}

// asRead writes a search out.
func asRead(s ledger.Search) string {
	var all []string
	write := func(t ledger.Terms, sign string) {
		for _, w := range t.Words {
			text := strings.Join(w.Tokens, "+")
			if w.Prefix {
				text += "*"
			}
			all = append(all, sign+text)
		}
		for _, sp := range t.Speakers {
			all = append(all, sign+"speaker="+strings.Join(sp.Tokens, "+"))
		}
		for _, topic := range t.Topics {
			all = append(all, sign+"topic="+topic)
		}
		for _, state := range t.States {
			all = append(all, sign+"state="+string(state))
		}
	}
	write(s.Want, "")
	if !s.By.IsZero() {
		all = append(all, s.By.From.String()+".."+s.By.To.String())
	}
	write(s.Not, "-")
	for _, plain := range s.Plain {
		all = append(all, "?"+plain)
	}
	if s.Cut {
		all = append(all, "…")
	}
	return strings.Join(all, " ")
}

func TestParseSearch(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "",
		"  will   work ":                 "will* work*",
		"a 5 x":                          "a 5 x",
		"GPT-5":                          "gpt+5",
		"well-known":                     "well+known*",
		"OpenAI明年上市":                     "openai* 明+年+上+市",
		`"end of the year" soon`:         "end+of+the+year soon*",
		"“年底前 推出”":                       "年+底+前+推+出",
		"「年底」-「明年」":                      "年+底 -明+年",
		`"never ends`:                    "never+ends",
		`-word -"a phrase" －全角`:          "-word* -a+phrase -全+角",
		"- -- --x":                       "-x",
		"will WILL will":                 "will*",
		`speaker:altman`:                 "speaker=altman",
		`speaker:"Sam Altman" x`:         "x speaker=sam+altman",
		"发言者：奥特曼":                        "speaker=奥+特+曼",
		"Speaker:A -speaker:b":           "speaker=a -speaker=b",
		"topic:AI #cars ＃x -#y":          "topic=ai topic=cars topic=x -topic=y",
		`topic:"open source"`:            "topic=open source",
		"话题:人工智能":                        "topic=人工智能",
		"state:due STATE:Open -state:vo": "state=due state=open -state=void",
		"状态:到期":                          "state=due",
		"state:o":                        "state=open",
		"state:dude":                     "state+dude* ?state:dude",
		"by:2026":                        "2026-01-01..2026-12-31",
		"by:2026-02":                     "2026-02-01..2026-02-28",
		"by:2026-Q3":                     "2026-07-01..2026-09-30",
		"by:2026h2":                      "2026-07-01..2026-12-31",
		"by:2026年6月":                     "2026-06-01..2026-06-30",
		"by:2026-06-30":                  "2026-06-30..2026-06-30",
		"期限：２０２６":                        "2026-01-01..2026-12-31",
		"by:2026..2027-03":               "2026-01-01..2027-03-31",
		"by:2026..":                      "2026-01-01..",
		"by:..2026":                      "..2026-12-31",
		"by:2027..2026":                  "by+2027+2026 ?by:2027..2026",
		"by:2026-13":                     "by+2026+13 ?by:2026-13",
		"by:2026-02-30":                  "by+2026+02+30 ?by:2026-02-30",
		"by:0000":                        "by+0000 ?by:0000",
		"by:soon":                        "by+soon* ?by:soon",
		"-by:2026":                       "-by+2026 ?by:2026",
		"by:2026 by:2027":                "by+2027 2026-01-01..2026-12-31 ?by:2027",
		"speaker: state:":                "",
		"12:30 http://x.org":             "12+30 http+x+org*",
		":":                              "",
		"!?…":                            "",
		strings.Repeat("y", 500):         strings.Repeat("y", 60) + "* …",
	} {
		assert.Equal(t, want, asRead(ledger.ParseSearch(text)), text)
	}
	many := ledger.ParseSearch(strings.Join(strings.Split("abcdefghijklmnopqrstuvwxyz", ""), " "))
	assert.True(t, many.Cut)
	assert.Len(t, many.Want.Words, 24)
	assert.Equal(t, `gpt -state:void "a b"`, ledger.ParseSearch(`gpt state:due -state:void "a b" 状态:作废`).Bare)
}

func TestSnippet(t *testing.T) {
	marked := func(all []ledger.MarkedText) string {
		var b strings.Builder
		for _, m := range all {
			if m.Found {
				b.WriteString("[" + m.Text + "]")
			} else {
				b.WriteString(m.Text)
			}
		}
		return b.String()
	}
	text := strings.Repeat("before ", 30) + "the GPT‑5 model will come " + strings.Repeat("after ", 30)
	assert.Equal(t, "…before before the [GPT‑5] model will [come] after…", marked(ledger.ParseSearch("gpt5 com").Snippet(text, 50)))
	assert.Equal(t, "[超级]智能", marked(ledger.ParseSearch("超級").Mark("超级智能")))
	assert.Equal(t, "[aaa]", marked(ledger.ParseSearch(`"aaa"`).Mark("aaa")))
	assert.Equal(t, "[的的的]x", marked(ledger.ParseSearch("的的").Mark("的的的x")), "places that overlap are one")
	assert.Equal(t, "nothing here", marked(ledger.ParseSearch("other").Snippet("nothing here", 50)))
	assert.Equal(t, "…", strings.TrimPrefix(marked(ledger.ParseSearch("z").Snippet(strings.Repeat("甲", 80), 50)), strings.Repeat("甲", 50)))
}

func TestCovers(t *testing.T) {
	s := ledger.ParseSearch("altman 超级 capab")
	assert.True(t, s.Covers("Sam Altman", "超級智能", "most capable"))
	assert.False(t, s.Covers("Sam Altman", "most capable"))
	assert.True(t, ledger.ParseSearch("state:due").Covers())
}

func FuzzParseSearch(f *testing.F) {
	for _, text := range []string{`a -"b c" speaker:"d`, "by:2026..", "#", "状态：到期 「", "\xff\x00", "state:due state:due"} {
		f.Add(text, "the text, 到期 a b c d 2026")
	}
	f.Fuzz(func(t *testing.T, text, within string) {
		s := ledger.ParseSearch(text)
		require.Equal(t, asRead(s), asReadUncut(s), "what is shown is read alike")
		for _, length := range []int{0, 1, 20} {
			for _, m := range s.Snippet(within, length) {
				require.NotEmpty(t, m.Text)
			}
		}
		var whole strings.Builder
		for _, m := range s.Mark(within) {
			whole.WriteString(m.Text)
		}
		require.Equal(t, within, whole.String())
		require.Equal(t, s.In(within), strings.Contains(marks(s.Mark(within)), "found"))
		require.Empty(t, ledger.ParseSearch(s.Bare).Want.States)
	})
}

// asReadUncut reads a search again as it is shown.
func asReadUncut(s ledger.Search) string {
	again := ledger.ParseSearch(s.Text)
	again.Cut = s.Cut
	return asRead(again)
}

func marks(all []ledger.MarkedText) string {
	for _, m := range all {
		if m.Found {
			return "found"
		}
	}
	return ""
}
