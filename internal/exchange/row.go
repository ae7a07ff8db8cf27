package exchange

import (
	"strings"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// Row is one claim of a file. Its dates are written as 2025-12-31 and its
// probabilities as 87%, however the file had them.
type Row struct {
	Line       int           // where the row begins, from 1
	Draft      tracker.Draft // an open-ended one is looked at again a year after it was said
	Reference  string        // what the crowd or the market gave it, or empty
	ExternalID string
	Judgement  tracker.Judgement // where HasVerdict is set
	HasVerdict bool
	JudgedOn   ledger.Date // zero when not given
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
	row := Row{Line: line, ExternalID: c.text["external_id"], Draft: tracker.Draft{
		Speaker: c.text["speaker"], Statement: c.text["statement"], Quote: c.text["quote"], QuoteLang: c.text["quote_lang"],
		Condition: c.text["condition"], Criteria: c.text["criteria"], Topics: readTopics(c.text["topics"]),
		Question: c.text["question"], Place: c.text["place"],
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
		row.Reference = percent(p)
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
