package share

import (
	"slices"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// otherWeights will do for regular where there is nothing better.
var otherWeights = []string{"thin", "light", "extralight", "ultralight", "demilight", "black", "heavy"}

// suits says how well a face suits simplified Chinese, from its full name: 0 if
// not at all.
func suits(name string, wantBold bool) int {
	words := strings.Fields(strings.ToLower(name))
	has := func(word string) bool { return slices.Contains(words, word) }
	if wantBold != (has("bold") || has("semibold") || has("medium")) {
		return 0
	}
	score := 20
	if slices.ContainsFunc(otherWeights, has) {
		score -= 10
	}
	if has("sc") || has("cn") {
		score += 4
	}
	if has("bold") {
		score += 2 // rather than medium
	}
	if has("mono") || has("ui") {
		score--
	}
	return score
}

// fullName is the name of a face with its weight; empty if it has none.
func fullName(f *sfnt.Font) string {
	name, err := f.Name(nil, sfnt.NameIDFull)
	if err != nil {
		return ""
	}
	return name
}

// draws reports whether a font has a glyph for a letter and can be read so far.
func draws(f *sfnt.Font, letter rune) bool {
	var buf sfnt.Buffer
	index, err := f.GlyphIndex(&buf, letter)
	if err != nil || index == 0 {
		return false
	}
	if _, err := f.GlyphAdvance(&buf, index, fixed.I(16), font.HintingNone); err != nil {
		return false
	}
	segments, err := f.LoadGlyph(&buf, index, fixed.I(16), nil)
	return err == nil && len(segments) > 0
}
