package wording

import (
	"errors"
	"strings"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// ParseDate reads one day, such as 2024-04-24, 24 Apr 2024, April 24, 2024 or
// 2024年4月24日. The empty text is the zero Date. The error is Invalid at the
// given field.
func ParseDate(field, text string) (ledger.Date, error) {
	if ledger.Line(text) == "" {
		return ledger.Date{}, nil
	}
	p, err := parseDay(text)
	var known *ledger.Error
	switch {
	case err == nil && p.precision == ledger.Day:
		return p.from, nil
	case err == nil:
		return ledger.Date{}, ledger.Invalidf(field, "date_not_a_day", "“%s” is not one day; write it as 2024-04-24", clip(text))
	case errors.As(err, &known) && strings.HasPrefix(known.Key, "date_"):
		return ledger.Date{}, known.At(field)
	default: // no date, or words that only a deadline can be refused for
		return ledger.Date{}, ledger.Invalidf(field, "date_unreadable", "“%s” is not a date; write it as 2025-12-31", clip(text))
	}
}

func parseDay(text string) (period, error) {
	folded := fold(text)
	if utf8.RuneCountInString(folded) > longest {
		return period{}, errNoMatch
	}
	return parsePeriod(folded, text, ledger.Date{}, len(aroundPeriod))
}
