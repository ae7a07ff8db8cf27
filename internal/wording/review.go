package wording

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"foresaid/internal/ledger"
)

const (
	mostReviews = 60
	openYears   = 10 // how far a rule reaches for a claim without a deadline
)

var (
	reviewRule  = regexp.MustCompile(`^(?:each|every|once an?|once every|每隔|每)\s*(.+)$`)
	reviewStep  = regexp.MustCompile(`^(?:(\d+|[a-z]+|[一二两三四五六七八九十半]+)\s*)??(?:个)?\s*(weeks?|months?|quarters?|half-?year|years?|周|星期|月|季度|季|年)$`)
	reviewSplit = regexp.MustCompile(`\s*(?:[;；、\n]|\band\b|和)\s*`)
	reviewComma = regexp.MustCompile(`\s*[,，]\s*`)
)

var reviewUnits = map[string]struct{ days, months int }{
	"week": {7, 0}, "周": {7, 0}, "星期": {7, 0}, "month": {0, 1}, "月": {0, 1}, "quarter": {0, 3}, "季度": {0, 3}, "季": {0, 3},
	"half-year": {0, 6}, "halfyear": {0, 6}, "year": {0, 12}, "年": {0, 12},
}

var reviewCounts = map[string]int{
	"": 1, "other": 2, "second": 2, "two": 2, "three": 3, "third": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12, "eighteen": 18,
	"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "九": 9, "十": 10, "十二": 12, "十八": 18,
}

// ParseReviewDates reads the days on which to look at a claim again, in order:
// one day, several of them ("2027-01-15, 2028-01-15"), or a rule ("each
// January", "every 6 months", 每年一月, 每半年), which counts from today and
// ends before until, or after ten years if until is zero. Faults are Invalid
// at field; the empty text is no day.
func ParseReviewDates(field, text string, today, until ledger.Date) ([]ledger.Date, error) {
	if ledger.Line(text) == "" {
		return nil, nil
	}
	if m := reviewRule.FindStringSubmatch(fold(text)); m != nil {
		return reviewsBy(field, text, strings.TrimSpace(m[1]), today, until)
	}
	day, err := ParseDate(field, text)
	if err == nil {
		return []ledger.Date{day}, nil
	}
	parts := reviewSplit.Split(strings.Trim(text, " ,，;；、\n"), -1)
	if len(parts) == 1 {
		parts = reviewComma.Split(parts[0], -1)
	}
	if len(parts) == 1 {
		return nil, err
	}
	var days []ledger.Date
	for _, part := range parts {
		day, err := ParseDate(field, part)
		if err != nil {
			return nil, err
		}
		if !day.IsZero() {
			days = append(days, day)
		}
	}
	slices.SortFunc(days, ledger.Date.Compare)
	days = slices.Compact(days)
	if len(days) > mostReviews {
		return nil, tooManyReviews(field, len(days))
	}
	return days, nil
}

func reviewsBy(field, text, rule string, today, until ledger.Date) ([]ledger.Date, error) {
	end := until
	if end.IsZero() {
		end = today.AddMonths(12 * openYears)
	}
	next, err := reviewNext(field, text, rule, today)
	if err != nil {
		return nil, err
	}
	var days []ledger.Date
	for n := 1; len(days) <= mostReviews; n++ {
		day := next(n)
		if !day.Before(end) {
			break
		}
		if day.After(today) {
			days = append(days, day)
		}
	}
	switch {
	case len(days) > mostReviews:
		return nil, tooManyReviews(field, mostReviews+1)
	case len(days) == 0:
		return nil, ledger.Invalidf(field, "reviews_none", "“%s” has no day before the deadline", clip(text))
	}
	return days, nil
}

// reviewNext returns the n-th day that a rule names, counted from a day.
func reviewNext(field, text, rule string, today ledger.Date) (func(n int) ledger.Date, error) {
	if m := reviewStep.FindStringSubmatch(rule); m != nil {
		unit := reviewUnits[strings.TrimSuffix(m[2], "s")]
		count, known := reviewCounts[m[1]]
		if given, err := strconv.Atoi(m[1]); err == nil {
			count, known = given, given > 0 && given <= 120
		}
		if m[1] == "半" && unit.months > 1 {
			count, known, unit.months = 1, true, unit.months/2
		}
		if known {
			return func(n int) ledger.Date {
				return today.AddDays(n * count * unit.days).AddMonths(n * count * unit.months)
			}, nil
		}
	}
	named := func(year int) (period, error) {
		if strings.HasPrefix(rule, "年") { // 每年一月
			y := strconv.Itoa(year) + rule
			return parsePeriod(fold(y), y, ledger.Date{}, len(aroundPeriod))
		}
		y := rule + " " + strconv.Itoa(year)
		return parsePeriod(fold(y), y, ledger.Date{}, len(aroundPeriod))
	}
	if _, err := named(today.Year); err != nil {
		return nil, ledger.Invalidf(field, "reviews_unreadable", "“%s” is not a rule for review dates; write “each January”, “every 6 months”, or the days themselves", clip(text))
	}
	return func(n int) ledger.Date {
		p, err := named(today.Year + n - 1)
		if err != nil { // 29 February
			return ledger.NewDate(today.Year+n-1, time.March, 1)
		}
		return p.from
	}, nil
}

func tooManyReviews(field string, n int) error {
	return ledger.Invalidf(field, "reviews_too_many", "%d review dates are too many; %d are allowed", n, mostReviews)
}
