package article

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// languageOf tells the language of a text by its letters: Chinese where the
// Han characters outnumber the words in Latin letters. hint is what the page
// says; it decides only between languages with these letters.
func languageOf(text, hint string) string {
	var han, kana, hangul, cyrillic, latin int
	inWord := false
	for _, r := range text {
		isLatin := unicode.Is(unicode.Latin, r)
		switch {
		case r < 0x80 && !isLatin:
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Hangul, r):
			hangul++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case isLatin && !inWord:
			latin++
		}
		inWord = isLatin || inWord && r == '\''
	}
	cyrillic /= 5 // about a word
	switch most := max(han+kana, hangul, cyrillic, latin); {
	case most == 0:
		return ""
	case kana*20 > han+kana && most == han+kana:
		return "ja"
	case most == han+kana:
		return "zh"
	case most == hangul:
		return "ko"
	case most == cyrillic:
		return hinted(hint, "ru", language.MustParseScript("Cyrl"))
	}
	return hinted(hint, english(text), language.MustParseScript("Latn"))
}

// hinted is the language that the page names, if it is written in the script,
// else the one that was found.
func hinted(hint, found string, script language.Script) string {
	tag, err := language.Parse(strings.ReplaceAll(hint, "_", "-"))
	if err != nil || hint == "" {
		return found
	}
	base, sure := tag.Base()
	if s, _ := tag.Script(); s != script || sure == language.No {
		return found
	}
	if found == "en" && base.String() != "en" {
		return found
	}
	return base.String()
}

// english tells a text in Latin letters for English by its small words.
func english(text string) string {
	small := data().Language.English
	known := make(map[string]bool, len(small))
	for _, w := range small {
		known[w] = true
	}
	all, english := 0, 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		all++
		if known[w] {
			english++
		}
	}
	if all > 0 && english*6 >= all {
		return "en"
	}
	return ""
}
