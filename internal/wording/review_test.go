package wording_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

func TestParseReviewDates(t *testing.T) {
	today, until := ledger.NewDate(2026, 4, 22), ledger.NewDate(2029, 12, 31)
	for text, want := range map[string]string{
		"":                                 "",
		"2027-01-15":                       "2027-01-15",
		"January 15, 2027":                 "2027-01-15",
		"2027-01-15, 2026-12-01":           "2026-12-01 2027-01-15",
		"2027-01-15; January 15, 2028":     "2027-01-15 2028-01-15",
		"2027-01-15 and 2027-01-15":        "2027-01-15",
		"2027年1月15日、2028年1月15日":            "2027-01-15 2028-01-15",
		"each January":                     "2027-01-01 2028-01-01 2029-01-01",
		"Every 15 January":                 "2027-01-15 2028-01-15 2029-01-15",
		"every summer":                     "2026-06-01 2027-06-01 2028-06-01 2029-06-01",
		"each April":                       "2027-04-01 2028-04-01 2029-04-01",
		"every year":                       "2027-04-22 2028-04-22 2029-04-22",
		"every 2 years":                    "2028-04-22",
		"once a year":                      "2027-04-22 2028-04-22 2029-04-22",
		"every other year":                 "2028-04-22",
		"every 18 months":                  "2027-10-22 2029-04-22",
		"every twelve months":              "2027-04-22 2028-04-22 2029-04-22",
		"每年一月":                             "2027-01-01 2028-01-01 2029-01-01",
		"每年1月15日":                          "2027-01-15 2028-01-15 2029-01-15",
		"每年":                               "2027-04-22 2028-04-22 2029-04-22",
		"每两年":                              "2028-04-22",
		"每18个月":                            "2027-10-22 2029-04-22",
		"每半年":                              "2026-10-22 2027-04-22 2027-10-22 2028-04-22 2028-10-22 2029-04-22 2029-10-22",
		"every February 29":                "!reviews_unreadable",
		"each":                             "!date_unreadable",
		"each blue moon":                   "!reviews_unreadable",
		"every day":                        "!reviews_unreadable",
		"every week":                       "!reviews_too_many",
		"every 5 years":                    "!reviews_none",
		"every 0 years":                    "!reviews_unreadable",
		"2027-01-15, soon":                 "!date_unreadable",
		strings.Repeat("2027-01-15, ", 99): "2027-01-15",
	} {
		days, err := wording.ParseReviewDates("review_on", text, today, until)
		if key, refused := strings.CutPrefix(want, "!"); refused {
			var e *ledger.Error
			if assert.ErrorAs(t, err, &e, text) {
				assert.Equal(t, key, e.Key, text)
				assert.Equal(t, "review_on", e.Field, text)
			}
			continue
		}
		assert.NoError(t, err, text)
		texts := make([]string, len(days))
		for i, d := range days {
			texts[i] = d.String()
		}
		assert.Equal(t, want, strings.Join(texts, " "), text)
	}
	days, err := wording.ParseReviewDates("review_on", "each January", today, ledger.Date{})
	assert.NoError(t, err)
	assert.Len(t, days, 10, "without a deadline, ten years")
}

func TestReviewDatesAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := ledger.NewDate(rapid.IntRange(1990, 2090).Draw(t, "year"), 1, rapid.IntRange(1, 365).Draw(t, "day"))
		until := today.AddDays(rapid.IntRange(1, 5000).Draw(t, "days"))
		rule := rapid.SampledFrom([]string{"every week", "every month", "every quarter", "each March", "每半年", "每年", "every 3 weeks", "每年12月31日"}).Draw(t, "rule")
		days, err := wording.ParseReviewDates("review_on", rule, today, until)
		if err != nil {
			return
		}
		last := today
		for _, d := range days {
			if !d.After(last) || !d.Before(until) {
				t.Fatalf("%s from %s until %s: %v", rule, today, until, days)
			}
			last = d
		}
	})
}
