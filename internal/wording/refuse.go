package wording

import (
	"regexp"
	"sync"

	"foresaid/internal/ledger"
)

// refusal is a kind of words that are understood well enough to say why they
// are not read as a date, and what to write instead. Its patterns are in
// data/deadlines.yaml under its name.
type refusal struct {
	name, key, format string
	early             bool // asked before the rules, which would misread it
}

const seasonFormat = "“%s” lies in two years; write when it ends, such as “June 2026”"

var refusals = []refusal{
	{"other_calendar", "date_other_calendar", "“%s” counts in another calendar; write the common year, such as “end of 2025”", true},
	{"fiscal_year", "date_fiscal_year", "“%s” is a fiscal year, and those end at different times; write its last month, such as “end of September 2026”", true},
	{"season", "date_season", seasonFormat, true},
	{"two_digit_year", "date_two_digit_year", "“%s” has a year of two digits; write all four, such as “end of 2025”", false},
	{"floor", "deadline_floor", "“%s” says from when on, not until when; write “open” and set a review date, or a last day", false},
	{"other_day", "date_moves", "“%s” falls on another day each year; write the date itself, such as “2026-02-17”", false},
	{"vague", "deadline_vague", "“%s” names no date; write “open” and set a review date", false},
	{"year_missing", "date_year_missing", "“%s” has no year; write it too, such as “June 2025” or “2025-06-30”, or give the day it was said", false},
}

var refusalPatterns = sync.OnceValue(func() map[string][]*regexp.Regexp {
	stands := placeholders("")
	m := map[string][]*regexp.Regexp{}
	for name, patterns := range deadlineWords().Refused {
		for _, p := range patterns {
			m[name] = append(m[name], compile(p, stands))
		}
	}
	return m
})

// refused returns the error of the first early, or late, refusal that folded
// falls under, or nil.
func refused(folded, text string, early bool) error {
	for _, r := range refusals {
		if r.early != early {
			continue
		}
		for _, re := range refusalPatterns()[r.name] {
			if re.MatchString(folded) {
				return ledger.Invalidf("deadline", r.key, r.format, clip(text))
			}
		}
	}
	return nil
}
