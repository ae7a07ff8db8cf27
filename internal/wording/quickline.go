package wording

import (
	"strings"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// QuickLine is one line taken apart; every part is as typed, and is read by
// whoever logs it.
type QuickLine struct {
	Statement  string
	Quote      string // without its marks
	Speaker    string
	Reporter   string // without "via"
	SaidOn     string // without "said"
	Deadline   string // with "by", "before" or 前, which change what it means
	Confidence string
	Condition  string // without "if"
	Link       string
	Topics     []string // without "#"
}

const longestLine = 8000

// ParseQuickLine takes a line apart, such as
//
//	STATEMENT -- SPEAKER, by end of 2025, 95%, said 2024-04-24 #ai
//
// The last dash separates the statement; the speaker comes first behind it,
// the other parts in any order, known by their form. The error is Problems at
// the fields statement, speaker, deadline and line; what was understood is
// returned beside them.
func ParseQuickLine(line string) (QuickLine, error) {
	var r lineReader
	line = ledger.Line(line)
	if n := utf8.RuneCountInString(line); n > longestLine {
		r.problems.Add(ledger.Invalidf("line", "too_long", "This has %d characters; %d are allowed", n, longestLine))
		return r.line, r.problems.Err()
	}
	statement, rest, found := separate(line)
	r.line.Statement = statement
	if ledger.Fold(statement) == "" {
		r.problems.Add(ledger.Invalidf("statement", "statement_missing", "Say what was claimed, in words that can be checked"))
	}
	if !found {
		if statement != "" {
			r.problems.Add(ledger.Invalidf("speaker", "quick_separator_missing",
				"Write “--” and who said it behind the statement, as in: GPT-5 is much more capable than GPT-4 -- Sam Altman, by end of 2025, 95%%"))
		}
		return r.line, r.problems.Err()
	}
	rest, r.line.Topics = takeTopics(rest)
	r.readParts([]rune(rest))
	return r.line, r.problems.Err()
}

// lineReader gathers the parts behind the separator.
type lineReader struct {
	line          QuickLine
	problems      ledger.Problems
	deadlineTried bool // a part was refused as a deadline, so none is missing
}

func (r *lineReader) readParts(rest []rune) {
	parts := splitParts(rest)
	text := func(s span) string { return strings.TrimSpace(string(rest[s.from:s.to])) }
	if len(parts) > 0 && !standsAlone(text(parts[0])) {
		r.line.Speaker, parts = text(parts[0]), parts[1:]
	} else {
		r.problems.Add(ledger.Invalidf("speaker", "quick_speaker_missing",
			"Write who said it first behind the “--”, as in: -- Sam Altman, by end of 2025"))
	}
	for i := 0; i < len(parts); i++ {
		part := text(parts[i])
		kind, value := classify(part)
		// The comma of "said April 24, 2024" separates nothing.
		if i+1 < len(parts) && (kind == unknownPart || kind == deadlinePart && lacksYear(part)) && bareYear.MatchString(align(text(parts[i+1]))) {
			both := text(span{parts[i].from, parts[i+1].to})
			if k, v := classify(both); k != unknownPart {
				part, kind, value = both, k, v
				i++
			}
		}
		r.take(kind, value, part)
	}
	if r.line.Deadline == "" && !r.deadlineTried {
		r.problems.Add(ledger.Invalidf("deadline", "deadline_missing", "Give a deadline, such as “end of 2025”, or “open”"))
	}
}

// lacksYear tells whether a deadline is read only because its year is not
// needed: "by December 31".
func lacksYear(part string) bool {
	_, err := ParseDeadline(part, ledger.Date{})
	problem := asProblem(err)
	return problem != nil && problem.Key == "date_year_missing"
}

func (r *lineReader) take(kind partKind, value, part string) {
	switch kind {
	case linkPart:
		r.set(&r.line.Link, value)
	case quotePart:
		r.set(&r.line.Quote, value)
	case saidPart:
		r.set(&r.line.SaidOn, value)
	case reporterPart:
		r.set(&r.line.Reporter, value)
	case conditionPart:
		r.set(&r.line.Condition, value)
	case deadlinePart:
		r.set(&r.line.Deadline, value)
	case confidencePart:
		r.setConfidence(value)
	default:
		err := notUnderstood(part)
		r.deadlineTried = r.deadlineTried || err.Field == "deadline"
		r.problems.Add(err)
	}
}

func (r *lineReader) set(to *string, value string) {
	if *to != "" {
		r.problems.Add(ledger.Invalidf("line", "quick_twice", "“%s” and “%s” are of one kind, and there can be only one; take one out", clip(*to), clip(value)))
		return
	}
	*to = value
}

// setConfidence sees to it that "almost certainly, 95%" is one confidence.
func (r *lineReader) setConfidence(value string) {
	words, number := r.line.Confidence, value
	if _, ok := FindOdds(words); !ok {
		words, number = number, words
	}
	if _, ok := FindOdds(words); ok && number != "" {
		if c, err := ParseConfidence(number); err == nil && c.Basis == ledger.StatedConfidence {
			r.line.Confidence = words + ", " + number
			return
		}
	}
	r.set(&r.line.Confidence, value)
}

// notUnderstood is the error about a part of no known form: that of its
// deadline, where it looks like an attempt at one.
func notUnderstood(part string) *ledger.Error {
	_, err := ParseConfidence(part)
	confidence := asProblem(err)
	if confidence != nil && strings.Contains(align(part), "%") {
		return confidence.At("line")
	}
	if value, ok := valueOf(part, partForms().said); ok {
		if _, err := ParseDate("line", value); err != nil {
			return asProblem(err)
		}
	}
	if err := deadlineAttempt(part); err != nil {
		return err
	}
	if confidence != nil {
		return confidence.At("line")
	}
	return ledger.Invalidf("line", "quick_part_unknown",
		"“%s” is not understood; behind the speaker come a deadline (by end of 2025), a confidence (95%%), said 2024-04-24, via somebody, if something, a link, a “quote” or #topics", clip(part))
}
