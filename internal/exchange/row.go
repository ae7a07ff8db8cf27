package exchange

import (
	"cmp"
	"slices"
	"strings"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// Row is one claim of a file. Its dates are written as 2025-12-31 and its
// probabilities as 87%, however the file had them.
type Row struct {
	Line       int               // where the row begins, from 1
	Draft      tracker.Draft     // an open-ended one is looked at again a year after it was said
	Judgement  tracker.Judgement // where HasVerdict is set
	HasVerdict bool
	JudgedOn   ledger.Date // zero when not given

	Cells map[string]string // as the file has them, by column
}

// Imported is the row as the tracker takes it.
func (r Row) Imported() tracker.Imported {
	i := tracker.Imported{Line: r.Line, Draft: r.Draft, JudgedOn: r.JudgedOn}
	if r.HasVerdict {
		i.Judgement = &r.Judgement
	}
	return i
}

// columnOf names the columns of the fields that are called otherwise in a
// draft.
var columnOf = map[string]string{
	"reference": "reference_probability", "source_link": "source_url", "source_publisher": "publisher", "source_author": "author",
	"source_published_on": "published_on", "source_event": "event", "grade": "verdict", "reason": "verdict", "evidence_link": "evidence_url",
}

// Bad says in which column of the row err, a fault that the tracker found at a
// field of its, is.
func (r Row) Bad(err *ledger.Error) BadRow {
	column := err.Field
	if other, ok := columnOf[column]; ok {
		column = other
	}
	value, ok := r.Cells[column]
	if !ok {
		column = ""
	}
	return BadRow{Line: r.Line, Column: column, Value: value, Err: err}
}

// BadRow says what is wrong in a row. Column and Value are empty where the
// whole row is to blame.
type BadRow struct {
	Line          int
	Column, Value string
	Err           *ledger.Error
}

// cells are the fields of one row by column, and the faults found in them.
type cells struct {
	line   int
	text   map[string]string
	faults []BadRow
}

func readRow(names, record []string, line int) (Row, []BadRow) {
	c := cells{line: line, text: map[string]string{}}
	for i, name := range names {
		c.text[name] = strings.TrimSpace(record[i])
	}
	row := Row{Line: line, Cells: c.text, Draft: tracker.Draft{
		Speaker: c.text["speaker"], Statement: c.text["statement"], Quote: c.text["quote"], QuoteLang: c.text["quote_lang"],
		Condition: c.text["condition"], Criteria: c.text["criteria"], Topics: readTopics(c.text["topics"]),
		Question: c.text["question"], Place: c.text["place"], ExternalID: c.text["external_id"],
	}}
	if ledger.Fold(row.Draft.Speaker) == "" {
		c.fault(ledger.Invalidf("speaker", "speaker_missing", "Say who said it"))
	}
	if ledger.Fold(row.Draft.Statement) == "" {
		c.fault(ledger.Invalidf("statement", "statement_missing", "Say what was claimed, in words that can be checked"))
	}
	said := c.dates(&row.Draft)
	row.Draft.Confidence = c.confidence()
	if p, given := c.probability("reference_probability"); given {
		row.Draft.Reference = percent(p)
	}
	row.Draft.Side = c.side()
	c.source(&row.Draft.Source)
	row.HasVerdict = c.text["verdict"] != ""
	row.Judgement, row.JudgedOn = c.judgement(said)
	return row, c.faults
}

// fault notes what is wrong in the column that err blames.
func (c *cells) fault(err *ledger.Error) {
	c.faults = append(c.faults, BadRow{Line: c.line, Column: err.Field, Value: c.text[err.Field], Err: err})
}

func (c *cells) day(column string) ledger.Date {
	d, err := readDay(column, c.text[column])
	if err != nil {
		c.fault(err)
	}
	return d
}

func (c *cells) probability(column string) (p ledger.Probability, given bool) {
	if c.text[column] == "" {
		return 0, false
	}
	p, err := readProbability(column, c.text[column])
	if err != nil {
		c.fault(err)
	}
	return p, err == nil
}

func percent(p ledger.Probability) string { return p.Percent() + "%" }

// SortBad puts faults into the order of their lines.
func SortBad(bad []BadRow) {
	slices.SortStableFunc(bad, func(a, b BadRow) int { return cmp.Compare(a.Line, b.Line) })
}
