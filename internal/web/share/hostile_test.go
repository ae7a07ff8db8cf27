package share

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

var hostile = map[string]string{
	"long word":         strings.Repeat("W", 10_000),
	"long text":         strings.Repeat("word and ", 1_200),
	"long Chinese":      strings.Repeat("到二〇三〇年，", 1_500),
	"only punctuation":  strings.Repeat("。」』）", 2_500),
	"only brackets":     strings.Repeat("「『（《", 2_500),
	"control":           strings.Repeat("a\x00\x1b[31m\r\n\t\u0085", 1_000),
	"right to left":     "a\u202eevil" + strings.Repeat("שלום العالم ", 900),
	"emoji":             strings.Repeat("👩‍👩‍👧‍👦🏳️‍🌈🇨🇳✅ ok ", 800),
	"accents piled up":  "Z" + strings.Repeat("\u0335\u0301\u0316", 3_000),
	"not UTF-8":         strings.Repeat("a\xff\xfe\xc3", 3_000),
	"slanted to a side": strings.Repeat("f", 3_000) + strings.Repeat("ſ", 10),
	"spaces":            strings.Repeat(" \u3000\u00a0", 3_000),
	"wide Latin":        strings.Repeat("Ｆｏｒｅ", 2_500),
	"one long in many":  "a " + strings.Repeat("ж", 5_000) + " b",
	"beyond the planes": strings.Repeat("\U0010fffd\U000e0041\ufffe", 2_000),
}

func TestHostileTexts(t *testing.T) {
	for _, f := range []*Fonts{NoSystemFonts(), LoadFonts()} {
		for name, text := range hostile {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				c := Claim{text, text, text, text, text, text, text, text}
				assert.True(t, framed(f.claim(c).image))
				assert.True(t, framed(f.verdict(Verdict{c, text, text, text, text}).image))
				figures := []Figure{{text, text}, {text, text}, {text, text}, {text, text}, {text, text}}
				r := Record{text, text, text, text, text, text, 7, -1, 9, true, figures, text, text}
				assert.True(t, framed(f.record(r).image))
			})
		}
	}
}

// drawsName reports whether a name leaves any trace in an image.
func drawsName(f *Fonts, name string) bool {
	r := english
	r.Name = name
	with := f.record(r).image.Pix
	r.Name = ""
	return !bytes.Equal(with, f.record(r).image.Pix)
}

func TestWhatCannotBeSetIsLeftOut(t *testing.T) {
	f := NoSystemFonts()
	for name, drawn := range map[string]bool{
		"李开复":               false, // no glyphs
		"Kai-Fu Lee 李开复":    false, // half a name is worse than none
		"שלום":              false, // runs from right to left
		"नमस्ते":            false, // needs shaping
		"Zoe\u0335":         false, // an accent that composes with nothing
		"①":                 false,
		"👍":                 false,
		"":                  false,
		"Zoe\u0308 Kravitz": true, // composes
		"Zoë 👍🏽":            true,
		"Ольга Ω":           true,
	} {
		assert.Equal(t, drawn, drawsName(f, name), name)
		assert.Equal(t, drawn, f.Covers(name), name)
	}
	assert.False(t, f.HasHan())
}

func TestAnEmojiIsLeftOutAlone(t *testing.T) {
	f := NoSystemFonts()
	assert.Equal(t, f.shape("Up and down", regular), f.shape(clean("🚀 Up 🚀🚀 and\u200b down 👍🏽"), regular))
	assert.Equal(t, f.shape("a b", regular), f.shape("a。b", regular))
}

func TestChineseIsDrawnWhereThereIsAFont(t *testing.T) {
	f := LoadFonts()
	assert.Equal(t, f.HasHan(), drawsName(f, "李开复"))
	assert.Equal(t, f.HasHan(), drawsName(f, "Kai-Fu Lee（李开复）"))
	assert.False(t, drawsName(f, "שלום"), "there may be glyphs, but not in this order")
	blank := count(f.claim(Claim{}).image, ink)
	inked := count(f.claim(Claim{Statement: strings.Repeat("到二〇三〇年，", 30)}).image, ink) - blank
	assert.Equal(t, f.HasHan(), inked > 5_000, "%d pixels of ink", inked)
}
