package measure

import (
	"encoding/json"
	"math/big"
	"regexp"
	"strings"
	"time"

	"foresaid/internal/ledger"
)

// target is what a measure compares with: a number, a day, or a text.
type target struct {
	number *number
	day    ledger.Date
	text   string
}

// wanted reads what a measure compares with. Marks of quotation make a text of
// what looks like a number, such as "1.10".
func wanted(m ledger.Measure) (target, error) {
	if m.Is.Alone() {
		return target{}, nil
	}
	orders := m.Is != ledger.Equal && m.Is != ledger.Unequal
	if inner, ok := inQuotes(m.Value); ok && !orders {
		return target{text: inner}, nil
	}
	if day, err := ledger.ParseDate(m.Value); err == nil && !day.IsZero() {
		return target{day: day}, nil
	}
	n, err := parseNumber("measure_value", m.Value)
	switch {
	case err == nil:
		return target{number: &n}, nil
	case orders || looksLikeNumber(m.Value):
		return target{}, err
	case dateLike.MatchString(m.Value):
		return target{}, notADate(m.Value)
	}
	return target{text: m.Value}, nil
}

func inQuotes(text string) (inner string, ok bool) {
	for _, q := range [][2]string{{`"`, `"`}, {"“", "”"}} {
		if rest, begins := strings.CutPrefix(text, q[0]); begins {
			if inner, ends := strings.CutSuffix(rest, q[1]); ends && inner != "" {
				return inner, true
			}
		}
	}
	return "", false
}

// compare tells whether a value is what the measure asks for.
func compare(m ledger.Measure, found any, zone *time.Location) (bool, error) {
	want, err := wanted(m)
	if err != nil {
		return false, err
	}
	switch found.(type) {
	case nil:
		return false, ledger.Invalidf("measure_path", "measure_empty", "The value at %s is empty (null)", m.Path)
	case map[string]any, []any:
		return false, ledger.Invalidf("measure_path", "measure_path_inner", "At %s there is no single value, but a list or an object; lead the path further", m.Path)
	}
	switch {
	case m.Is.Alone():
		yes, err := asBool(found)
		return err == nil && yes == (m.Is == ledger.IsTrue), err
	case want.number != nil:
		n, err := asNumber(found)
		if err != nil {
			return false, err
		}
		if n.percent != want.number.percent {
			return false, ledger.Invalidf("measure_value", "measure_percent", "“%s” and “%s” can’t be compared: one of them is a percentage", written(found), m.Value)
		}
		return decided(m.Is, n.Cmp(&want.number.Rat)), nil
	case !want.day.IsZero():
		day, err := asDay(found, zone)
		return err == nil && decided(m.Is, day.Compare(want.day)), err
	}
	text, ok := found.(string)
	if !ok {
		return false, ledger.Invalidf("measure_value", "measure_not_text", "“%s” is not a text, as “%s” is", written(found), m.Value)
	}
	return strings.EqualFold(ledger.Line(text), want.text) == (m.Is == ledger.Equal), nil
}

// decided is the comparison of two values whose order is known.
func decided(is ledger.Comparison, order int) bool {
	switch is {
	case ledger.AtLeast:
		return order >= 0
	case ledger.MoreThan:
		return order > 0
	case ledger.AtMost:
		return order <= 0
	case ledger.LessThan:
		return order < 0
	case ledger.Equal:
		return order == 0
	}
	return order != 0
}

func asBool(found any) (bool, error) {
	switch v := found.(type) {
	case bool:
		return v, nil
	case string:
		switch strings.ToLower(strings.TrimSpace(v)) {
		case "true":
			return true, nil
		case "false":
			return false, nil
		}
	}
	return false, ledger.Invalidf("measure_value", "measure_not_bool", "“%s” is neither true nor false", written(found))
}

func asNumber(found any) (number, error) {
	switch v := found.(type) {
	case json.Number:
		return parseNumber("measure_value", v.String())
	case string:
		return parseNumber("measure_value", ledger.Line(v))
	}
	return number{}, notANumber("measure_value", written(found))
}

// asDay reads a day, or the day of a time.
func asDay(found any, zone *time.Location) (ledger.Date, error) {
	text, _ := found.(string)
	text = strings.TrimSpace(text)
	if day, err := ledger.ParseDate(text); err == nil && !day.IsZero() {
		return day, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05Z07:00"} {
		if at, err := time.Parse(layout, text); err == nil {
			return ledger.DateOf(at.In(zone)), nil
		}
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"} { // of nobody's zone
		if at, err := time.Parse(layout, text); err == nil {
			return ledger.DateOf(at), nil
		}
	}
	return ledger.Date{}, notADate(written(found))
}

// dateLike is what people write for a day, and programs in several orders.
var dateLike = regexp.MustCompile(`^[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}$`)

func notADate(s string) error {
	return ledger.Invalidf("measure_value", "measure_not_date", "“%s” is not a date such as 2026-03-01", s)
}

// number is an exact number, or that many per cent.
type number struct {
	big.Rat
	percent bool
}
