package measure

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"time"

	"github.com/theory/jsonpath"

	"foresaid/internal/ledger"
)

// mostShown is how many characters of a value are kept.
const mostShown = 200

// Check returns the Problems of a cleaned measure of c.
func Check(m ledger.Measure, c ledger.Claim) error {
	var p ledger.Problems
	p.Add(m.Check(c))
	if m.Path != "" {
		_, err := parsePath(m.Path)
		p.Add(err)
	}
	if m.Value != "" && m.Is != "" {
		_, err := wanted(m)
		p.Add(err)
	}
	return p.Err()
}

// Read finds the value of a measure in an answer and compares it. value is
// what stands there, also where it can't be compared. Days begin in zone.
func Read(m ledger.Measure, content []byte, zone *time.Location) (value string, holds bool, err error) {
	path, err := parsePath(m.Path)
	if err != nil {
		return "", false, err
	}
	var answer any
	d := json.NewDecoder(bytes.NewReader(content))
	d.UseNumber() // as they stand, not as a float has them
	if err := d.Decode(&answer); err != nil {
		return "", false, notJSON(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return "", false, notJSON(err)
	}
	found := path.Select(answer)
	switch len(found) {
	case 0:
		return "", false, ledger.Invalidf("measure_path", "measure_path_nothing", "There is nothing at %s in the answer", m.Path)
	case 1:
	default:
		return "", false, ledger.Invalidf("measure_path", "measure_path_several", "There are %d values at %s; the path has to lead to one", len(found), m.Path)
	}
	value = written(found[0])
	holds, err = compare(m, found[0], zone)
	return value, holds, err
}

func notJSON(cause error) error {
	return ledger.Invalidf("measure_address", "measure_not_json", "The answer is not JSON").Because(cause)
}

// parsePath reads a path. Those are refused that look at everything for each
// thing there is, which no value needs and a large answer makes slow.
func parsePath(text string) (*jsonpath.Path, error) {
	path, err := jsonpath.Parse(text)
	if err != nil {
		return nil, ledger.Invalidf("measure_path", "measure_path_unreadable",
			"“%s” is no path; write it as JSONPath, such as $.price or $.rates[0].value", text).Because(err)
	}
	if bare := unquoted(path.String()); strings.Contains(bare, "..") || strings.LastIndex(bare, "$") > 0 {
		return nil, ledger.Invalidf("measure_path", "measure_path_wide", "The path has to lead from the top down: without “..”, and with “$” at its beginning only")
	}
	return path, nil
}

// unquoted is a path without the names and texts in it.
func unquoted(path string) string {
	var bare strings.Builder
	quote := rune(0)
	escaped := false
	for _, r := range path {
		switch {
		case escaped:
			escaped = false
		case quote != 0 && r == '\\':
			escaped = true
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
		case r == '"' || r == '\'':
			quote = r
		default:
			bare.WriteRune(r)
		}
	}
	return bare.String()
}

// written is a value as it stands in the answer, a text without its quotation
// marks.
func written(found any) string {
	text, ok := found.(string)
	if !ok {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		_ = e.Encode(found) // it was JSON a moment ago
		text = b.String()
	}
	text = ledger.Line(text)
	if r := []rune(text); len(r) > mostShown {
		text = string(r[:mostShown]) + "…"
	}
	return text
}
