package ledger

import (
	"crypto/rand"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Line normalises text that is one line: NFC, control characters gone, runs
// of white space folded into one space, ends trimmed.
func Line(s string) string {
	return strings.Join(strings.Fields(visible(s)), " ")
}

// Passage normalises text that may have several lines: NFC, control
// characters other than the line end gone, ends trimmed.
func Passage(s string) string {
	lines := strings.Split(visible(strings.ReplaceAll(s, "\r\n", "\n")), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRightFunc(l, unicode.IsSpace)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func visible(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\t':
			return r
		case '\r', '\v', '\f', '\u0085': // they part words, too
			return '\n'
		}
		if unicode.IsControl(r) || r == utf8.RuneError || r == '\ufeff' {
			return -1
		}
		return r
	}, s))
}

// Fold returns the form under which two spellings count as the same: NFKC,
// case folded, and letters and digits only (so that "GPT-5" is "gpt5" and the
// middle dot in a transliterated name does not matter).
func Fold(s string) string {
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, norm.NFKC.String(cases.Fold().String(norm.NFKC.String(s))))
	return norm.NFKC.String(letters) // what was apart may compose now
}

// publicIDAlphabet has no vowels and no look-alikes, so that ids never spell
// words and survive being read aloud.
const publicIDAlphabet = "23456789bcdfghjkmnpqrstvwxz"

// PublicIDLength is the number of characters of a public id.
const PublicIDLength = 8

// NewPublicID returns a random short id, as used in links: 8 characters, 38
// bits. Whoever stores it makes sure that it is new.
func NewPublicID() string {
	id := make([]byte, 0, PublicIDLength)
	buf := make([]byte, 16)
	for {
		_, _ = rand.Read(buf) // never fails (crypto/rand)
		for _, b := range buf {
			if int(b) >= 256/len(publicIDAlphabet)*len(publicIDAlphabet) {
				continue // keeps the letters equally likely
			}
			if id = append(id, publicIDAlphabet[int(b)%len(publicIDAlphabet)]); len(id) == PublicIDLength {
				return string(id)
			}
		}
	}
}

// Topics normalises topic names: lower case, no leading "#", no doubles, in
// the order given.
func Topics(names []string) []string {
	var topics []string
	seen := map[string]bool{}
	for _, n := range names {
		n = Line(strings.ToLower(strings.TrimLeft(Line(n), "#＃ ")))
		if n != "" && !seen[n] {
			seen[n] = true
			topics = append(topics, n)
		}
	}
	return topics
}

func checkLength(field, s string, limit int) error {
	if n := utf8.RuneCountInString(s); n > limit {
		return Invalidf(field, "too_long", "This has %d characters; %d are allowed", n, limit)
	}
	return nil
}

func checkLink(field, link string) error {
	if link == "" {
		return nil
	}
	if err := checkLength(field, link, 2000); err != nil {
		return err
	}
	u, err := url.Parse(link)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return Invalidf(field, "link_unreadable", "“%s” is not a link; it starts with https:// or http://", link)
	}
	return nil
}
