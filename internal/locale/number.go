package locale

import (
	"math"
	"strconv"
	"strings"

	"foresaid/internal/ledger"
)

// Number writes n with its thousands separated, which both languages do
// alike: 12,345.
func (l *Locale) Number(n int) string { return grouped(strconv.Itoa(n)) }

// Percent writes a share, 0 to 1, in whole percent: 0.6363 is 64%.
func (l *Locale) Percent(f float64) string { return l.Decimal(f*100, 0) + "%" }

// Decimal writes f with so many digits after the point, halves rounded away
// from zero.
func (l *Locale) Decimal(f float64, digits int) string {
	// What is 0.145 to a reader is a little less in binary; the nudge, far
	// below any digit shown, brings it back to the half that it is meant to be.
	scale := math.Pow10(digits)
	scaled := f * scale
	rounded := math.Round(scaled + math.Copysign(1e-9*math.Max(1, math.Abs(scaled)), f))
	if rounded == 0 {
		rounded = 0 // not -0
	}
	return grouped(strconv.FormatFloat(rounded/scale, 'f', digits, 64))
}

// Probability writes p as exactly as it was given: 95%, 0.5%.
func (l *Locale) Probability(p ledger.Probability) string { return p.Percent() + "%" }

// Spell writes zero to twelve in words, as they stand before a measure word
// in Chinese (两, not 二), and any other number in digits.
func (l *Locale) Spell(n int) string {
	if n < 0 || n > 12 {
		return l.Number(n)
	}
	return l.T("number." + strconv.Itoa(n))
}

// grouped puts commas between the thousands of a decimal number.
func grouped(s string) string {
	whole, fraction, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	return sign + whole + fraction
}
