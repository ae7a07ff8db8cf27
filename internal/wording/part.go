package wording

import (
	"errors"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// partKind is what a part of a quick line is.
type partKind int

const (
	unknownPart partKind = iota
	linkPart
	quotePart
	saidPart
	reporterPart
	conditionPart
	deadlinePart
	confidencePart
)

var (
	wholeLink = regexp.MustCompile(`(?i)^https?://\S+$`)
	bareYear  = regexp.MustCompile(`^\d{4}$`)
	anyYear   = regexp.MustCompile(`(?:^|\D)\d{4}(?:\D|$)`)
)

type partPatterns struct {
	said, reporter, condition []*regexp.Regexp
	deadline                  *regexp.Regexp // how an attempt at a deadline begins
}

var partForms = sync.OnceValue(func() partPatterns {
	compileAll := func(l byLang) (all []*regexp.Regexp) {
		for _, p := range l.EN {
			all = append(all, compile("^(?:"+p+")$", map[string]string{"x": `(?P<x>.+)`}))
		}
		for _, p := range l.ZH {
			all = append(all, compile("^(?:"+p+")$", map[string]string{"x": ` ?(?P<x>.+?) ?`}))
		}
		return all
	}
	words := quickLineWords()
	return partPatterns{
		said:      compileAll(words.Said),
		reporter:  compileAll(words.Reporter),
		condition: compileAll(words.Condition),
		deadline:  regexp.MustCompile(`^(?:` + anyOf(words.DeadlineWords.EN) + `\b|` + anyOf(words.DeadlineWords.ZH) + `)`),
	}
})

// classify tells what a part is, and its value as typed.
func classify(part string) (partKind, string) {
	if wholeLink.MatchString(part) {
		return linkPart, part
	}
	if quote, ok := unquote(part); ok {
		return quotePart, quote
	}
	forms := partForms()
	if value, ok := valueOf(part, forms.said); ok {
		if d, err := ParseDate("line", value); err == nil && !d.IsZero() {
			return saidPart, value
		}
	}
	if value, ok := valueOf(part, forms.condition); ok {
		return conditionPart, value
	}
	if value, ok := valueOf(part, forms.reporter); ok {
		return reporterPart, value
	}
	if _, err := ParseDeadline(part, ledger.Date{}); err == nil {
		return deadlinePart, part
	}
	if c, err := ParseConfidence(part); err == nil && c.Scored() && !isDeadlineWith(c) {
		return confidencePart, part
	}
	if _, err := ParseDeadline(part, someDay); err == nil { // last, for May is a name and "may" a word for odds
		return deadlinePart, part
	}
	return unknownPart, ""
}

// someDay stands for the day on which it was said, which is not known while a
// line is taken apart: whether words are a deadline does not depend on it.
var someDay = ledger.NewDate(2000, time.January, 1)

// isDeadlineWith tells whether the words of c are an attempt at a deadline, so
// that "next spring 95%" is not a confidence.
func isDeadlineWith(c ledger.Confidence) bool {
	if _, ok := FindOdds(c.Words); ok || c.Basis != ledger.WordedConfidence {
		return false
	}
	return deadlineAttempt(c.Words) != nil
}

// standsAlone tells whether the part behind the separator is plainly none of
// a speaker: May is a name, "by May 2025" is not.
func standsAlone(part string) bool {
	switch kind, _ := classify(part); kind {
	case linkPart, quotePart, saidPart:
		return true
	case deadlinePart:
		return !lacksYear(part)
	case confidencePart:
		_, word := FindOdds(part)
		return !word
	}
	return false
}

// deadlineAttempt returns the refusal of a part that looks like a deadline, or
// nil.
func deadlineAttempt(part string) *ledger.Error {
	_, err := ParseDeadline(part, ledger.Date{})
	problem := asProblem(err)
	if problem == nil {
		return nil
	}
	aligned := align(part)
	if problem.Key != "deadline_unreadable" || partForms().deadline.MatchString(aligned) || anyYear.MatchString(aligned) {
		return problem
	}
	return nil
}

// valueOf cuts the value out of a part that one of the patterns matches.
func valueOf(part string, patterns []*regexp.Regexp) (string, bool) {
	aligned := align(part)
	for _, re := range patterns {
		if at := re.FindStringSubmatchIndex(aligned); at != nil {
			i := 2 * re.SubexpIndex("x")
			from := utf8.RuneCountInString(aligned[:at[i]])
			to := from + utf8.RuneCountInString(aligned[at[i]:at[i+1]])
			value := strings.TrimSpace(string([]rune(part)[from:to]))
			return value, value != ""
		}
	}
	return "", false
}

func asProblem(err error) *ledger.Error {
	var problem *ledger.Error
	if errors.As(err, &problem) {
		return problem
	}
	return nil
}
