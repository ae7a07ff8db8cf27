package ledger

import (
	_ "embed" // of the table
	"strings"
	"sync"
)

// simplifiedPairs has a traditional character and the simplified one that it
// counts as, by twos. It is made from the Unicode transform Hant-Hans, for the
// characters in common use.
//
//go:embed data/simplified.txt
var simplifiedPairs string

var simplified = sync.OnceValue(func() map[rune]rune {
	m := map[rune]rune{}
	for pair := range strings.FieldsSeq(simplifiedPairs) {
		p := []rune(pair)
		m[p[0]] = p[1]
	}
	return m
})

// Simplified is the simplified character that a traditional one counts as
// wherever texts are compared; any other character stays as it is.
func Simplified(r rune) rune {
	if to, ok := simplified()[r]; ok {
		return to
	}
	return r
}
