package wording

import "unicode"

// Lang is the language of a text, "zh" or "en" or another one that its script
// gives away, by the letters it is written in; "" if there are none.
func Lang(text string) string {
	var han, kana, hangul, latin int
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Hangul, r):
			hangul++
		case unicode.Is(unicode.Latin, r):
			latin++
		}
	}
	switch {
	case kana > 0 && kana*10 > han:
		return "ja"
	case hangul > 0 && hangul*3 > latin:
		return "ko"
	case han > 0 && han*5 > latin: // a character says as much as a word
		return "zh"
	case latin > 0:
		return "en"
	}
	return ""
}
