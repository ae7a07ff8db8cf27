package share

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// mostRunes is more than fits any element.
const mostRunes = 1500

// clean makes one line of a text: composed letters, single spaces, no control
// characters or invisible marks, and no more than could be drawn.
func clean(text string) string {
	if most := mostRunes * 8; len(text) > most {
		text = text[:most] // so that a huge text costs no more than a long one
	}
	var b strings.Builder
	count, space := 0, false
	for _, r := range norm.NFC.String(strings.ToValidUTF8(text, "")) {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = true
			continue
		case unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Co):
			continue
		}
		if count == mostRunes {
			break
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		space = false
		count++
	}
	return b.String()
}

// wideScripts are written without spaces, in square characters.
var wideScripts = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo}

// isWide reports whether a character takes a full square: letters of East Asia
// and the punctuation that goes with them.
func isWide(r rune) bool {
	return r >= 0x1100 && (unicode.In(r, wideScripts...) ||
		r >= 0x3000 && r <= 0x303f || r >= 0xff01 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6)
}

// isSettable reports whether putting glyphs side by side from left to right is
// how a character is written.
func isSettable(r rune) bool {
	return !unicode.IsMark(r) && (!unicode.IsLetter(r) ||
		unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common) || isWide(r))
}

// isText reports whether leaving a character out would change what is said.
func isText(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}
