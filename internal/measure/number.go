package measure

import (
	"regexp"
	"strconv"
	"strings"

	"foresaid/internal/ledger"
)

// Bounds of what is read, so that a short text can't become a huge number.
const (
	longestNumber = 100
	largestPower  = 1000
)

var (
	plainNumber = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)
	// groups of three digits: by commas, spaces or apostrophes
	groupedNumber = regexp.MustCompile(`^[1-9][0-9]{0,2}(?:(,[0-9]{3})+|( [0-9]{3})+|('[0-9]{3})+)(\.[0-9]+)?$`)
	// one comma that may part thousands or a fraction
	eitherNumber = regexp.MustCompile(`^[0-9]{1,3},[0-9]{3}$`)
	numberLike   = regexp.MustCompile(`^[+-]?[0-9][0-9.,' ]*%?$`)
)

// straighten writes what keyboards and answers vary in one way: full-width
// letters, the signs of minus, spaces that hold together.
func straighten(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '\u2212' || r == '\ufe63':
			return '-'
		case r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == '\u3000':
			return ' '
		case r == '\u2019':
			return '\''
		}
		return r
	}, s))
}

func looksLikeNumber(s string) bool {
	s = straighten(s)
	return numberLike.MatchString(s) && strings.Count(s, ".") < 2 // else a version, an address
}

// parseNumber reads a number exactly: 5.2, -3, 1e6, 1,234,567.8, 5.2%. What
// people write in more than one sense is refused.
func parseNumber(field, s string) (number, error) {
	text := straighten(s)
	var n number
	if rest, ok := strings.CutSuffix(text, "%"); ok {
		n.percent, text = true, strings.TrimSpace(rest)
	}
	negative := false
	if rest, ok := strings.CutPrefix(text, "-"); ok {
		negative, text = true, rest
	} else {
		text = strings.TrimPrefix(text, "+")
	}
	switch {
	case len(text) > longestNumber:
		return number{}, ledger.Invalidf(field, "measure_number_long", "That number is too long to be compared")
	case eitherNumber.MatchString(text):
		return number{}, ledger.Invalidf(field, "measure_number_comma",
			"“%s” can be read in two ways, with a comma for thousands or for a fraction; it has to be written without it", s)
	case groupedNumber.MatchString(text):
		text = strings.NewReplacer(",", "", " ", "", "'", "").Replace(text)
	case !plainNumber.MatchString(text):
		return number{}, notANumber(field, s)
	}
	if _, power, ok := strings.Cut(strings.ToLower(text), "e"); ok {
		if p, err := strconv.Atoi(power); err != nil || p > largestPower || p < -largestPower {
			return number{}, ledger.Invalidf(field, "measure_number_long", "That number is too long to be compared")
		}
	}
	if _, ok := n.SetString(text); !ok {
		return number{}, notANumber(field, s)
	}
	if negative {
		n.Neg(&n.Rat)
	}
	return n, nil
}

func notANumber(field, s string) error {
	if r := []rune(s); len(r) > mostShown {
		s = string(r[:mostShown]) + "…"
	}
	return ledger.Invalidf(field, "measure_not_number", "“%s” is not a number or a date that can be compared; write it as 1234.5, 5%% or 2026-03-01", s)
}
