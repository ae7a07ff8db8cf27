package wording

import (
	"errors"
	"slices"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// Deadline is what the words of a deadline mean.
type Deadline struct {
	Open      bool             // explicitly open-ended; then only Words and Rule are set
	From, To  ledger.Date      // first and last day of the period
	Precision ledger.Precision // what the words are exact to
	Words     string           // the words matched, as typed
	Rule      string           // the stable name of the rule that matched: "end of year"
}

// Ledger turns the deadline into the ledger's type, of the given kind. It is
// open if either the words or the kind say so.
func (d Deadline) Ledger(kind ledger.DeadlineKind) ledger.Deadline {
	if d.Open || kind == ledger.Open {
		return ledger.Deadline{Kind: ledger.Open, Words: d.Words}
	}
	return ledger.Deadline{From: d.From, To: d.To, Precision: d.Precision, Kind: kind, Words: d.Words}
}

// longest is the number of characters of a text that is read as a deadline;
// no deadline is longer, and the ledger keeps no more.
const longest = 200

// ParseDeadline reads a whole text as a deadline, English or Chinese. Relative
// words count from the day it was said; if that is zero, they are refused. The
// error is Invalid at field "deadline" and says what to write instead.
func ParseDeadline(text string, said ledger.Date) (Deadline, error) {
	folded := fold(text)
	words := ledger.Line(text)
	if folded == "" {
		return Deadline{}, ledger.Invalidf("deadline", "deadline_missing", "Give a deadline, such as “end of 2025”, or “open”")
	}
	if utf8.RuneCountInString(words) > longest {
		return Deadline{}, unreadable(text)
	}
	if slices.Contains(deadlineWords().Open.all(), folded) {
		return Deadline{Open: true, Words: words, Rule: "open"}, nil
	}
	p, err := parsePeriod(folded, text, said, 0)
	if errors.Is(err, errNoMatch) {
		err = unreadable(text)
	}
	if err != nil {
		return Deadline{}, err
	}
	return p.deadline(words), nil
}

func (p period) deadline(words string) Deadline {
	return Deadline{From: p.from, To: p.to, Precision: p.precision, Words: words, Rule: p.rule}
}

// parsePeriod reads a text by the rules from the given one on.
func parsePeriod(folded, text string, said ledger.Date, first int) (period, error) {
	if err := refused(folded, text, true); err != nil {
		return period{}, err
	}
	p, err := deadlineGrammar().parse(folded, text, said, first)
	if errors.Is(err, errNoMatch) {
		if late := refused(folded, text, false); late != nil {
			err = late
		}
	}
	return p, err
}

func unreadable(text string) error {
	return ledger.Invalidf("deadline", "deadline_unreadable",
		"“%s” can't be read as a deadline; write it as “2025-12-31”, “June 2025”, “Q3 2025”, “end of 2025”, “within three years”, or “open”", clip(text))
}
