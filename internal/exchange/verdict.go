package exchange

import (
	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// lastDay is the last that can be written. What lies in the future is left to
// those who know the present day.
var lastDay = ledger.NewDate(9999, 12, 31)

// verdictColumns are the fields of a verdict whose columns have other names.
var verdictColumns = map[string]string{"grade": "verdict", "reason": "verdict", "evidence_link": "evidence_url"}

// judgement reads what became of a claim that was made on the day said. The
// ledger's rules are applied here, because nobody reads a judgement before the
// claim is logged.
func (c *cells) judgement(said ledger.Date) (tracker.Judgement, ledger.Date) {
	if c.text["verdict"] == "" {
		for _, column := range []string{"happened_on", "judged_on", "evidence_url", "note"} {
			if c.text[column] != "" { // it would be lost
				c.fault(ledger.Invalidf(column, "verdict_missing", "There is no verdict that this belongs to; fill in the column “verdict”, or empty this one"))
			}
		}
		return tracker.Judgement{}, ledger.Date{}
	}
	grade, reason, unknown := readVerdict("verdict", c.text["verdict"])
	happened, judged := c.day("happened_on"), c.day("judged_on")
	v := ledger.Verdict{Grade: grade, Reason: reason, HappenedOn: happened, Note: c.text["note"]}
	if link := c.text["evidence_url"]; link != "" {
		v.Evidence = []ledger.Evidence{{Link: link}}
	}
	v.Clean()
	if unknown != nil {
		c.fault(unknown)
	} else {
		c.verdictFaults(v.Check(ledger.Claim{SaidOn: said}, lastDay))
	}
	if !judged.IsZero() && judged.Before(said) {
		c.fault(ledger.Invalidf("judged_on", "judged_before_said", "It can't have been judged on %s, before it was said (%s)", judged, said))
	}
	return tracker.Judgement{
		Grade: string(grade), Reason: string(reason), HappenedOn: happened.String(), Note: v.Note, Evidence: v.Evidence,
	}, judged
}

func (c *cells) verdictFaults(err error) {
	var all ledger.Problems
	all.Add(err)
	for _, e := range all {
		if column, other := verdictColumns[e.Field]; other {
			e = e.At(column)
		}
		c.fault(e)
	}
}
