package measure_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/measure"
)

var shanghai = time.FixedZone("CST", 8*60*60)

func asks(t require.TestingT, is, value string) ledger.Measure {
	c, err := ledger.ParseComparison(is)
	require.NoError(t, err)
	m := ledger.Measure{Address: "https://example.org/x", Path: "$.v", Is: c, Value: value}
	m.Clean()
	return m
}

// key is that of the one error in err.
func key(err error) string {
	var p ledger.Problems
	p.Add(err)
	if len(p) == 0 {
		return ""
	}
	return p[0].Key
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		is, value, found string
		want             string // yes, no, or the key of what is said
	}{
		{">=", "5", `5`, "yes"},
		{">=", "5", `5.000`, "yes"},
		{">=", "5", `4.999999999999999999999999`, "no"}, // as a float, it would be 5
		{"≥", "0.1", `0.1`, "yes"},
		{">", "5", `5`, "no"},
		{">", "5", `5.0000000000000000000001`, "yes"},
		{"<=", "5", `5`, "yes"},
		{"≤", "5", `5.1`, "no"},
		{"<", "-5", `-5.1`, "yes"},
		{"<", "−5", `"−5.1"`, "yes"},
		{"=", "1e6", `1000000`, "yes"},
		{"=", "1000000", `1E+6`, "yes"},
		{"=", "0.5", `5e-1`, "yes"},
		{"=", "0", `-0`, "yes"},
		{"!=", "5", `5.0`, "no"},
		{"≠", "5", `6`, "yes"},
		// numbers as texts
		{">=", "5", `"5.2"`, "yes"},
		{">=", "5", `" +5.2 "`, "yes"},
		{">=", "1,234,567", `"1,234,567.0"`, "yes"},
		{">=", "1234567", `"1 234 567"`, "yes"},
		{">=", "1234567", "\"1\u202f234\u00a0566\"", "no"},
		{"=", "1234567", `"1'234'567"`, "yes"},
		{"=", "1234.5", `"1,234.5"`, "yes"},
		{"=", "12", `"１２"`, "yes"},
		{">=", "5", `"5,2"`, "measure_not_number"},
		{">=", "5", `"5,200"`, "measure_number_comma"},
		{">=", "5", `"1.234.567"`, "measure_not_number"},
		{">=", "5", `"1,23,456"`, "measure_not_number"},
		{">=", "5", `"0,123,456"`, "measure_not_number"},
		{">=", "5", `"1,234 567"`, "measure_not_number"},
		{">=", "5", `"5²"`, "measure_not_number"},
		{">=", "5", `"½"`, "measure_not_number"},
		{">=", "5", `"$5.2"`, "measure_not_number"},
		{">=", "5", `"5.2 million"`, "measure_not_number"},
		{">=", "5", `"0x10"`, "measure_not_number"},
		{">=", "5", `"1/3"`, "measure_not_number"},
		{">=", "5", `"1_000"`, "measure_not_number"},
		{">=", "5", `"Infinity"`, "measure_not_number"},
		{">=", "5", `""`, "measure_not_number"},
		{">=", "5", `"--5"`, "measure_not_number"},
		{">=", "5", `true`, "measure_not_number"},
		{">=", "5", `1e99999999`, "measure_number_long"},
		{">=", "5", `1e-99999999999999999999`, "measure_number_long"},
		{">=", "5", strings.Repeat("9", 101), "measure_number_long"},
		// percentages
		{">=", "5%", `"5.2%"`, "yes"},
		{">=", "5 %", `"4.9 ％"`, "no"},
		{">=", "5%", `5.2`, "measure_percent"},
		{">=", "5%", `0.052`, "measure_percent"},
		{">=", "5", `"5.2%"`, "measure_percent"},
		// dates
		{"<=", "2026-03-01", `"2026-03-01"`, "yes"},
		{"<", "2026-03-01", `"2026-03-01"`, "no"},
		{"<=", "2026-03-01", `"2026-03-01T10:00:00Z"`, "yes"},
		{"<=", "2026-03-01", `"2026-03-01T17:00:00Z"`, "no"}, // the second of March in Shanghai
		{"=", "2026-03-01", `"2026-03-01 23:00:00"`, "yes"},
		{"=", "2026-03-01", `"2026-02-28T20:00:00-08:00"`, "yes"},
		{"<=", "2026-03-01", `"March 1, 2026"`, "measure_not_date"},
		{"<=", "2026-03-01", `"01.03.2026"`, "measure_not_date"},
		{"<=", "2026-03-01", `1772323200`, "measure_not_date"},
		{"<=", "2026-03-01", `"2026-02-30"`, "measure_not_date"},
		// texts
		{"=", "approved", `"Approved "`, "yes"},
		{"!=", "approved", `"denied"`, "yes"},
		{"=", "v1.2.3", `"v1.2.3"`, "yes"},
		{"=", "1.2.3", `"1.2.4"`, "no"},
		{"=", `"1.10"`, `"1.1"`, "no"},
		{"=", "1.10", `"1.1"`, "yes"}, // numbers, without marks of quotation
		{"=", "获批", `"获批"`, "yes"},
		{"=", "approved", `7`, "measure_not_text"},
		{"=", "approved", `true`, "measure_not_text"},
		// yes and no
		{"is true", "", `true`, "yes"},
		{"is true", "", `"False"`, "no"},
		{"is false", "", `false`, "yes"},
		{"is false", "", `true`, "no"},
		{"is true", "", `1`, "measure_not_bool"},
		{"is true", "", `"yes"`, "measure_not_bool"},
		// what is no value
		{">=", "5", `null`, "measure_empty"},
		{"=", "null", `null`, "measure_empty"},
		{">=", "5", `[5]`, "measure_path_inner"},
		{">=", "5", `{"v": 5}`, "measure_path_inner"},
	} {
		m := asks(t, c.is, c.value)
		require.NoError(t, measure.Check(m, ledger.Claim{}), "%+v", c)
		_, holds, err := measure.Read(m, []byte(`{"v": `+c.found+`}`), shanghai)
		got := map[bool]string{true: "yes", false: "no"}[holds]
		if err != nil {
			assert.False(t, holds, "%+v", c)
			got = key(err)
		}
		assert.Equal(t, c.want, got, "%s %s of %s", c.is, c.value, c.found)
	}
}

func TestValuesThatAreRefused(t *testing.T) {
	for _, c := range [][3]string{
		{">=", "1,234", "measure_number_comma"},
		{">=", "12,5", "measure_not_number"},
		{"=", "12,5", "measure_not_number"},
		{"=", "1,234", "measure_number_comma"},
		{"=", "1/3/2026", "measure_not_date"},
		{"=", "2026-3-1", "measure_not_date"},
		{">=", "many", "measure_not_number"},
		{">=", `"5"`, "measure_not_number"},
		{"<", "2026-02-30", "measure_not_number"},
		{"<", "", "measure_value_missing"},
		{"<", strings.Repeat("9", 150), "measure_number_long"},
	} {
		assert.Equal(t, c[2], key(measure.Check(asks(t, c[0], c[1]), ledger.Claim{})), "%s %s", c[0], c[1])
	}
	assert.Empty(t, asks(t, "is true", "yes").Value, "what compares with nothing has no value")
}

func TestPaths(t *testing.T) {
	answer := []byte(`{"a": {"b c": [10, {"v": 20}]}, "list": [{"code": "EUR", "v": 30}, {"code": "USD", "v": 40}], "..": 50, "$": 60, "n": null}`)
	for path, want := range map[string]string{
		"$.a['b c'][0]":                 "10",
		"$.a['b c'][-1].v":              "20",
		"$.list[?@.code=='USD'].v":      "40",
		"$['..']":                       "50",
		"$['$']":                        "60",
		"$.nothing":                     "measure_path_nothing",
		"$.list[5].v":                   "measure_path_nothing",
		"$.list[*].v":                   "measure_path_several",
		"$.list":                        "measure_path_inner",
		"$":                             "measure_path_inner",
		"$.n":                           "measure_empty",
		"$..v":                          "measure_path_wide",
		"$.list[?@..v].v":               "measure_path_wide",
		"$.list[?@.v==$.list[0].v].v":   "measure_path_wide",
		"a.b":                           "measure_path_unreadable",
		"/a/b":                          "measure_path_unreadable",
		"$.a[":                          "measure_path_unreadable",
		"$.list[?match(@.code, 'E..')]": "measure_path_inner",
	} {
		m := asks(t, ">=", "1")
		m.Path = path
		value, holds, err := measure.Read(m, answer, time.UTC)
		if err != nil {
			value = key(err)
		}
		assert.Equal(t, want, value, path)
		assert.Equal(t, err == nil, holds, path)
		if strings.HasSuffix(want, "wide") || strings.HasSuffix(want, "unreadable") {
			assert.Equal(t, want, key(measure.Check(m, ledger.Claim{})), path)
		}
	}
	for _, text := range []string{"", "{", "5 5", `{"v": 5}}`, "<html>", "\xff"} {
		_, _, err := measure.Read(asks(t, ">=", "1"), []byte(text), time.UTC)
		assert.Equal(t, "measure_not_json", key(err), text)
	}
}

// However a number is written, it is compared exactly.
func TestNumbersAreComparedExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		exact := func(label string) (*big.Rat, string) {
			whole, fraction := rapid.Int64Range(-1e15, 1e15).Draw(t, label), rapid.StringMatching(`[0-9]{0,30}`).Draw(t, label+" fraction")
			text := fmt.Sprint(whole)
			if fraction != "" {
				text += "." + fraction
			}
			r, ok := new(big.Rat).SetString(text)
			require.True(t, ok)
			return r, text
		}
		a, found := exact("found")
		b, value := exact("value")
		plain := found
		switch rapid.IntRange(0, 2).Draw(t, "form") {
		case 1:
			found = `"` + found + `"`
		case 2:
			if grouped := withSpaces(plain); grouped != "" {
				found = `"` + grouped + `"`
			}
		}
		for is, want := range map[string]bool{
			">=": a.Cmp(b) >= 0, ">": a.Cmp(b) > 0, "<=": a.Cmp(b) <= 0, "<": a.Cmp(b) < 0, "=": a.Cmp(b) == 0, "!=": a.Cmp(b) != 0,
		} {
			_, holds, err := measure.Read(asks(t, is, value), []byte(`{"v": `+found+`}`), time.UTC)
			require.NoError(t, err)
			require.Equal(t, want, holds, "%s %s %s", found, is, value)
		}
	})
}

// withSpaces puts spaces between the thousands.
func withSpaces(number string) string {
	sign := ""
	if rest, ok := strings.CutPrefix(number, "-"); ok {
		sign, number = "-", rest
	}
	whole, fraction, _ := strings.Cut(number, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + " " + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return sign + whole
}

// FuzzRead: what is read as a number has no other digits than it shows, and
// nothing makes the reader fail or take long.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"5", "1,234,567.8", "5%", "−5", "1e5", "1 234", "2026-03-01", "1'000", "٣", "5²", "1.2.3", `"1.10"`} {
		f.Add(seed, `{"v": "`+strings.ReplaceAll(seed, `"`, `\"`)+`"}`)
	}
	f.Add("5", `{"v": 1e400}`)
	f.Add("5", `[[[[`)
	f.Fuzz(func(t *testing.T, value, answer string) {
		for _, is := range ledger.Comparisons {
			m := ledger.Measure{Address: "https://example.org/", Path: "$.v", Is: is, Value: value}
			m.Clean()
			valid := measure.Check(m, ledger.Claim{}) == nil
			_, holds, err := measure.Read(m, []byte(answer), time.UTC)
			if holds && err != nil {
				t.Fatalf("%q holds and fails: %v", answer, err)
			}
			if !valid || m.Is.Alone() || strings.ContainsAny(m.Value, `"“”`) {
				continue
			}
			// a value equals itself, and is not less than itself
			quoted, _ := json.Marshal(map[string]string{"v": m.Value})
			_, same, err := measure.Read(m, quoted, time.UTC)
			if orEqual := is == ledger.AtLeast || is == ledger.AtMost || is == ledger.Equal; err == nil && same != orEqual {
				t.Fatalf("%q %s itself is %v", m.Value, is, same)
			}
		}
	})
}
