package exchange

import (
	"strconv"
	"strings"
	"unicode"

	"foresaid/internal/ledger"
)

// readDay reads YYYY-MM-DD or YYYY/MM/DD; the empty text is the zero Date.
func readDay(column, text string) (ledger.Date, *ledger.Error) {
	iso := text
	if strings.Count(text, "/") == 2 {
		iso = strings.ReplaceAll(text, "/", "-")
	}
	d, err := ledger.ParseDate(iso)
	if err != nil {
		return d, ledger.Invalidf(column, "date_unreadable", "“%s” is not a date; write it as 2025-12-31", clip(text))
	}
	return d, nil
}

// readProbability reads 0.87, 8.7e-1 or 87%. A bare number above 1 is refused:
// 1.5 may be a slip as well as 1.5%.
func readProbability(column, text string) (ledger.Probability, *ledger.Error) {
	digits, percent := strings.CutSuffix(text, "%")
	digits = strings.TrimSpace(digits)
	number, err := strconv.ParseFloat(digits, 64)
	if err != nil || strings.Trim(digits, "0123456789.eE+-") != "" { // ParseFloat reads 0x1p-2 and NaN, too
		return 0, ledger.Invalidf(column, "probability_unreadable", "“%s” is not a probability; write it as 87%% or 0.87", clip(text))
	}
	switch {
	case number < 0 || number > 100:
		return 0, outOfRange(column)
	case percent:
		number /= 100
	case number > 1:
		return 0, ledger.Invalidf(column, "probability_sign_missing", "“%s” has no percent sign; write %s%% or %s", clip(text), clip(text),
			strconv.FormatFloat(number/100, 'g', 6, 64))
	}
	return ledger.ProbabilityOf(number), nil
}

func outOfRange(column string) *ledger.Error {
	if column == "reference_probability" {
		return ledger.Invalidf(column, "reference_range", "A reference probability lies between 0%% and 100%%")
	}
	return ledger.Invalidf(column, "confidence_range", "A confidence lies between 0%% and 100%%")
}

// readVerdict reads a grade, or the reason why there can be none; case, spaces
// and hyphens do not matter.
func readVerdict(column, text string) (ledger.Grade, ledger.VoidReason, *ledger.Error) {
	name := strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return unicode.IsSpace(r) || r == '-' || r == '_'
	}), "_")
	if g, err := ledger.ParseGrade(name); err == nil {
		return g, "", nil
	}
	if r, err := ledger.ParseVoidReason(name); err == nil {
		return ledger.Void, r, nil
	}
	return "", "", ledger.Invalidf(column, "verdict_unknown",
		"“%s” is not a verdict; use true, mostly_true, mixed, mostly_false or false, or, where it can't be judged, condition_not_met, ambiguous, no_result, not_checkable or other",
		clip(text))
}

// readTopics writes topics the way a draft has them. The comma at the end keeps
// a single topic of two words from being taken for two.
func readTopics(text string) string {
	topics := ledger.Topics(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;|，；、", r) }))
	if len(topics) == 1 && strings.Contains(topics[0], " ") {
		return topics[0] + ","
	}
	return strings.Join(topics, ", ")
}
