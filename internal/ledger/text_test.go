package ledger_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
)

func TestLine(t *testing.T) {
	for given, want := range map[string]string{
		"  GPT-5   is\nsmarter\t ":   "GPT-5 is smarter",
		"到2025年底\u3000前":             "到2025年底 前",
		"a\r\nb\rc\fd\ve\u0085f":     "a b c d e f",
		"nul\x00l, bell\a, \ufeffok": "null, bell, ok",
		"bad \xff\xfe bytes":         "bad bytes",
		"Cafe\u0301":                 "Caf\u00e9",
		"\u00a0":                     "",
	} {
		assert.Equal(t, want, ledger.Line(given), "%q", given)
	}
}

func TestPassage(t *testing.T) {
	for given, want := range map[string]string{
		"\n\none  \r\ntwo\rthree\t\n\n": "one\ntwo\nthree",
		"a  b":                          "a  b",
		"第一段\n\n第二段":                    "第一段\n\n第二段",
		"nul\x00l":                      "null",
	} {
		assert.Equal(t, want, ledger.Passage(given), "%q", given)
	}
}

func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"GPT-5", "gpt 5", "ＧＰＴ－５", "“Gpt5”"},
		{"山姆·奥特曼", "山姆•奥特曼", "山姆 奥特曼", "山姆・奥特曼"},
		{"Café", "CAFE\u0301", "cafe-\u0301"},
		{"straße", "STRASSE"},
		{"ﬁnal", "Final"},
	} {
		for _, s := range same {
			assert.Equal(t, ledger.Fold(same[0]), ledger.Fold(s), "%q and %q", same[0], s)
		}
	}
	assert.Equal(t, "gpt5", ledger.Fold("GPT-5"))
	assert.NotEqual(t, ledger.Fold("GPT-4"), ledger.Fold("GPT-5"))
	assert.NotEqual(t, ledger.Fold("resume"), ledger.Fold("résumé"))
	assert.Empty(t, ledger.Fold("…!? 🙂"))
}

// anyText draws text in the scripts that matter here, with marks, spaces and
// signs in odd places.
func anyText() *rapid.Generator[string] {
	return rapid.StringOf(rapid.RuneFrom([]rune("\r\n\t\x00\u3000·-#＃ﬁ"),
		unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Han, unicode.Mn, unicode.Punct, unicode.Space, unicode.Nd))
}

func TestTextIsNormalOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "s")
		for name, f := range map[string]func(string) string{"Line": ledger.Line, "Passage": ledger.Passage, "Fold": ledger.Fold} {
			assert.Equal(t, f(s), f(f(s)), name)
		}
		assert.NotContains(t, ledger.Line(s), "\n")
		assert.Equal(t, ledger.Fold(s), ledger.Fold(ledger.Line(s)), "cleaning keeps what counts")
		topics := ledger.Topics([]string{s})
		assert.Equal(t, topics, ledger.Topics(topics))
	})
}

func TestTopics(t *testing.T) {
	assert.Equal(t, []string{"ai", "machine learning", "大模型"},
		ledger.Topics([]string{"#AI", " machine  learning", "", "#", "ai", "＃大模型", "# ai", "##AI"}))
	assert.Empty(t, ledger.Topics(nil))
}

func TestNewPublicID(t *testing.T) {
	const alphabet = "23456789bcdfghjkmnpqrstvwxz"
	seen, letters := map[string]bool{}, map[rune]int{}
	const n = 5000
	for range n {
		id := ledger.NewPublicID()
		assert.Len(t, id, ledger.PublicIDLength)
		seen[id] = true
		for _, r := range id {
			letters[r]++
		}
	}
	assert.Len(t, seen, n, "no doubles among so few")
	for r, count := range letters {
		assert.True(t, strings.ContainsRune(alphabet, r), "%q", r)
		assert.InDelta(t, n*ledger.PublicIDLength/len(alphabet), count, 300, "%q is about as likely as the others", r)
	}
}
