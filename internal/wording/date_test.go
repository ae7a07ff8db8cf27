package wording_test

import (
	"strings"
	"testing"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

func TestParseDate(t *testing.T) {
	for _, words := range []string{
		"2024-04-24", "2024/4/24", "2024.04.24", "20240424", "24 Apr 2024", "24th April 2024", "April 24, 2024", "Apr 24 2024",
		"24/4/2024", "4/24/2024", "2024年4月24日", "2024 年 4 月 24 日", "２０２４年４月２４日", "２０２４－０４－２４", "二〇二四年四月二十四日",
		" 2024-04-24\n", "the 24th of April, 2024",
	} {
		got, err := wording.ParseDate("said_on", words)
		if want := ledger.NewDate(2024, 4, 24); err != nil || got != want {
			t.Errorf("%q: %s, %v", words, got, err)
		}
	}
	for _, words := range []string{"", "  ", "\n"} {
		if got, err := wording.ParseDate("said_on", words); err != nil || !got.IsZero() {
			t.Errorf("%q: %s, %v", words, got, err)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for words, key := range map[string]string{
		"2024-02-30":                   "date_no_such_day",
		"31 June 2024":                 "date_no_such_day",
		"03/04/2025":                   "date_ambiguous",
		"4.3.2025":                     "date_ambiguous",
		"2024-04":                      "date_not_a_day",
		"April 2024":                   "date_not_a_day",
		"2024年":                        "date_not_a_day",
		"Q3 2024":                      "date_not_a_day",
		"24 Apr 24":                    "date_two_digit_year",
		"24 April":                     "date_year_missing",
		"4月24日":                        "date_year_missing",
		"民国113年4月24日":                  "date_other_calendar",
		"1024-04-24":                   "date_year_range",
		"by 2024-04-24":                "date_unreadable",
		"2024-04-24前":                  "date_unreadable",
		"yesterday":                    "date_unreadable",
		"soon":                         "date_unreadable",
		"someday":                      "date_unreadable",
		"-":                            "date_unreadable",
		"x" + strings.Repeat("1", 500): "date_unreadable",
	} {
		got, err := wording.ParseDate("happened_on", words)
		e := problem(t, err)
		if e == nil || e.Key != key || e.Field != "happened_on" || !got.IsZero() {
			t.Errorf("%q: %s, %v, want %s", words, got, err, key)
		}
	}
}

func TestAmbiguousDateSaysBoth(t *testing.T) {
	_, err := wording.ParseDate("said_on", "03/04/2025")
	if err == nil || !strings.Contains(err.Error(), "2025-04-03") || !strings.Contains(err.Error(), "2025-03-04") {
		t.Errorf("%v", err)
	}
}
