package share

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/image/font/sfnt"
)

// squares are glyphs an em wide each, whatever the font.
func squares(text string) []glyph {
	var glyphs []glyph
	for _, r := range text {
		glyphs = append(glyphs, glyph{r: r, font: latin()[regular], index: sfnt.GlyphIndex(1), advance: 1})
	}
	return glyphs
}

func read(lines [][]glyph) string {
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			b.WriteByte('|')
		}
		for _, g := range line {
			b.WriteRune(g.r)
		}
	}
	return b.String()
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		wide  float64
		lines string
		all   bool
	}{
		{"one two three", 7, "one two|three", true},
		{"one two three", 8, "one two|three", true}, // the space hangs
		{"unbreakable", 4, "unbr|eaka|ble", true},
		{"a unbreakable", 8, "a|unbreaka|ble", true},
		{"well-known", 6, "well-|known", true},
		{"-5 of 3-4", 6, "-5 of|3-4", true},
		{"到二〇三〇年，成真。", 6, "到二〇三〇|年，成真。", true},
		{"他说「成真」。", 4, "他说「成|真」。", true},
		{"他说：《书》", 4, "他说：|《书》", true},
		{"在2027年底", 5, "在|2027年|底", true},
		{"在AI行业", 3, "在AI|行业", true},
		{"。。。。。", 2, "。。|。。|。", true},
		{"a b c d", 1, "a|b|c", false},
		{"到二〇三", 0, "到|二|〇", false},
		{"", 5, "", true},
	} {
		lines, all := wrap(squares(c.text), c.wide, 3)
		assert.Equal(t, c.lines, read(lines), c.text)
		assert.Equal(t, c.all, all, c.text)
	}
}

func TestBalanceLeavesNoWordAlone(t *testing.T) {
	lines, all := wrap(squares("to be or not to be"), 15, 2)
	assert.True(t, all)
	assert.Equal(t, "to be or not to|be", read(lines))
	lines, all = balance(squares("to be or not to be"), 15, 2)
	assert.True(t, all)
	assert.Equal(t, "to be or|not to be", read(lines))
}

func TestEllipsis(t *testing.T) {
	s := &shaper{fonts: NoSystemFonts()}
	for line, want := range map[string]string{
		"one two":  "one tw…",
		"four, x":  "four…", // neither space nor comma before the dots
		"one":      "one…",
		"”“(":      "”…",
		"":         "…",
		"到二〇三〇年（一": "到二〇三〇年…",
	} {
		got := s.ellipsis(squares(line), 7)
		assert.Equal(t, want, read([][]glyph{got}), line)
		assert.LessOrEqual(t, width(got), 7.0)
	}
}

func TestClean(t *testing.T) {
	assert.Equal(t, "a b", clean(" \u3000a\x00\r\n\tb\u00a0 "))
	assert.Equal(t, "ab", clean("a\u200b\u202e\ufeff\ufe0f\ue000b"))
	assert.Equal(t, "é", clean("e\u0301"))
	assert.Equal(t, "a", clean("\xffa\xc3"))
	assert.Len(t, []rune(clean(strings.Repeat("字", 1<<20))), mostRunes)
}

func TestTwoScriptsInALine(t *testing.T) {
	f := LoadFonts()
	if !f.HasHan() {
		assert.Empty(t, f.shape("用AI吧", regular))
		return
	}
	glyphs := f.shape("用AI吧", regular)
	assert.InDelta(t, seam, glyphs[1].lead, 0.001)
	assert.InDelta(t, seam, glyphs[3].lead, 0.001)
	assert.Equal(t, latin()[regular], glyphs[1].font)
	assert.NotEqual(t, latin()[regular], glyphs[3].font)

	chinese, english := f.shape("说“好”", regular)[1], f.shape("say “yes”", regular)[4]
	assert.Equal(t, glyphs[3].font, chinese.font, "a quotation mark goes with its neighbours")
	assert.Equal(t, latin()[regular], english.font)
}
