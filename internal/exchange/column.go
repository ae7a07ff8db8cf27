package exchange

import (
	"slices"
	"strings"

	"foresaid/internal/ledger"
)

// columns are the names that a header may have.
var columns = []string{
	"speaker", "statement", "quote", "quote_lang", "said_on", "deadline", "confidence", "confidence_words",
	"condition", "criteria", "topics", "question", "side", "reference_probability",
	"source_title", "source_url", "source_kind", "publisher", "author", "published_on", "event", "place",
	"verdict", "happened_on", "judged_on", "evidence_url", "note", "external_id",
}

// readHeader returns the names of the columns in the order of the file.
func readHeader(record []string, line int) ([]string, error) {
	names := make([]string, len(record))
	for i, cell := range record {
		name := strings.ToLower(strings.TrimSpace(cell))
		switch {
		case name == "":
			return nil, ledger.Errorf(ledger.Invalid, "column_unnamed", "Line %d: column %d has no name; name it or take it out", line, i+1)
		case !slices.Contains(columns, name):
			shown := clip(name)
			if near := ledger.Nearest(shown, columns); near != "" {
				return nil, ledger.Errorf(ledger.Invalid, "column_unknown", "Line %d: there is no column “%s”; did you mean “%s”?", line, shown, near)
			}
			return nil, ledger.Errorf(ledger.Invalid, "column_none_near", "Line %d: there is no column “%s”; foresaid import --help lists them", line, shown)
		case slices.Contains(names[:i], name):
			return nil, ledger.Errorf(ledger.Invalid, "column_twice", "Line %d: the column “%s” is there twice; take one out", line, name)
		}
		names[i] = name
	}
	for _, name := range []string{"speaker", "statement"} {
		if !slices.Contains(names, name) {
			return nil, ledger.Errorf(ledger.Invalid, "column_missing", "Line %d: the column “%s” is missing; add it", line, name)
		}
	}
	if !slices.Contains(names, "said_on") && !slices.Contains(names, "deadline") {
		return nil, ledger.Errorf(ledger.Invalid, "column_dates_missing", "Line %d: there is neither a column “said_on” nor a column “deadline”; add one", line)
	}
	return names, nil
}

// clip shortens what a file says for a message.
func clip(s string) string {
	const limit = 60
	r := []rune(ledger.Line(s))
	if len(r) <= limit {
		return string(r)
	}
	return string(r[:limit-1]) + "…"
}
