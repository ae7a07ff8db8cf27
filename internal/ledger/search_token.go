package ledger

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Token is a word, a number or, in scripts that put no space between words, a
// character of a text, in the form in which texts are searched.
type Token struct {
	Text       string // folded; letters, or digits, only
	Start, End int    // in bytes of the text that it stands in
}

// longestToken is how many characters of a word count.
const longestToken = 60

// tokenClass is what a character makes a token with.
type tokenClass int

const (
	noToken tokenClass = iota
	letters
	digits
	alone // a token of its own
	joins // belongs to the token before it
)

// unspaced are the scripts that put no space between words.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

func classOf(r rune) tokenClass {
	switch {
	case 'a' <= r && r <= 'z':
		return letters
	case '0' <= r && r <= '9':
		return digits
	case r < utf8.RuneSelf:
		return noToken
	case unicode.IsMark(r):
		return joins
	case unicode.In(r, unspaced...) && (unicode.IsLetter(r) || unicode.IsNumber(r)):
		return alone
	case unicode.IsLetter(r):
		return letters
	case unicode.IsDigit(r):
		return digits
	}
	return noToken
}

// foldRune writes the characters by which r is searched: compatible forms as
// the plain one, small letters, no accents, simplified characters.
func foldRune(r rune) string {
	switch {
	case r < utf8.RuneSelf:
		return string(unicode.ToLower(r))
	case 0x4e00 <= r && r <= 0x9fff:
		return string(Simplified(r))
	}
	folded := norm.NFKD.String(cases.Fold().String(norm.NFKD.String(string(r))))
	return strings.Map(func(r rune) rune {
		// the marks that stand over or under a letter; those that are part of
		// the writing of Indian languages have a class of 9 or less
		if unicode.IsMark(r) && norm.NFD.PropertiesString(string(r)).CCC() > 9 {
			return -1
		}
		return Simplified(r)
	}, folded)
}

// Tokens cuts a text into tokens. A word and a number that touch are two, so
// that "GPT-5", "GPT 5" and "gpt5" are the same.
func Tokens(text string) []Token {
	var all []Token
	last, length := noToken, 0 // the class of the token that can go on, and its length
	for at, r := range text {
		end := at + utf8.RuneLen(r)
		if r == utf8.RuneError {
			last = noToken
			continue
		}
		folded := foldRune(r)
		if folded == "" { // an accent of the character before
			if n := len(all); n > 0 && all[n-1].End == at {
				all[n-1].End = end
			}
			continue
		}
		for _, f := range folded {
			class := classOf(f)
			switch {
			case class == noToken:
				last = noToken
			case class == joins && last == noToken:
			case class != alone && (class == last || class == joins):
				t := &all[len(all)-1]
				t.End = end
				if length++; length <= longestToken {
					t.Text += string(f)
				}
			default:
				all = append(all, Token{string(f), at, end})
				last, length = class, 1
			}
		}
	}
	return all
}
