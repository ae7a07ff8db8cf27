package wording_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

func FuzzParseDeadline(f *testing.F) {
	for _, row := range append(rows(readable), rows(refusedWords)...) {
		f.Add(row[0])
	}
	for _, row := range append(rows(saidEN), rows(saidZH)...) {
		f.Add(row[0])
	}
	f.Fuzz(func(t *testing.T, words string) {
		said := ledger.NewDate(2024, 4, 24)
		d, err := wording.ParseDeadline(words, said)
		if err != nil {
			checkProblem(t, err)
			return
		}
		checkWhole(t, words, d)
		again, err := wording.ParseDeadline(d.Words, said)
		if err != nil || again != d {
			t.Fatalf("%q: read again, %+v and %v", words, again, err)
		}
		if day, err := wording.ParseDate("said_on", words); err == nil && (d.Precision != ledger.Day || d.From != day) {
			t.Fatalf("%q: the date is %s, the deadline %+v", words, day, d)
		}
	})
}

func FuzzFindDeadlines(f *testing.F) {
	for _, line := range strings.Split(strings.TrimSpace(sentences), "\n") {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, sentence string) {
		said := ledger.NewDate(2024, 4, 24)
		end := 0
		for _, d := range wording.FindDeadlines(sentence, said) {
			runes := []rune(sentence)
			if d.Start < end || d.End <= d.Start || d.End > len(runes) || d.To.Before(d.From) {
				t.Fatalf("%q: %+v", sentence, d)
			}
			if words := strings.TrimSpace(string(runes[d.Start:d.End])); words != d.Words {
				t.Fatalf("%q: %q is at the place of %q", sentence, words, d.Words)
			}
			end = d.End
		}
	})
}

func FuzzParseConfidence(f *testing.F) {
	for _, row := range append(rows(confidences), rows(refusedConfidences)...) {
		f.Add(row[0])
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := wording.ParseConfidence(text)
		if err != nil {
			checkProblem(t, err)
		}
		switch c.Basis {
		case ledger.NoConfidence:
			if c.Probability != 0 {
				t.Fatalf("%q: a number without a basis, %+v", text, c)
			}
		case ledger.StatedConfidence, ledger.WordedConfidence:
			if !c.Probability.Valid() || c.Basis == ledger.WordedConfidence && c.Words == "" {
				t.Fatalf("%q: %+v", text, c)
			}
		default:
			t.Fatalf("%q: %+v", text, c)
		}
		if !strings.Contains(ledger.Line(text), c.Words) {
			t.Fatalf("%q: the words %q are not in it", text, c.Words)
		}
	})
}

func FuzzParseQuickLine(f *testing.F) {
	for _, row := range rows(faultyLines) {
		f.Add(row[0])
	}
	f.Add("GPT-5 is much more capable than GPT-4 -- Sam Altman, by end of 2025, 95%, said April 24, 2024, via Jo, if x, “q, r”, https://a.b/c--d #ai")
	f.Add("模型会更强——萨姆，2025年底前，很可能，说于2024年4月24日，经王小川转述，如果算力继续增长的话，「会，的」＃人工智能")
	f.Fuzz(func(t *testing.T, line string) {
		q, err := wording.ParseQuickLine(line)
		if err != nil {
			var all ledger.Problems
			if !errors.As(err, &all) {
				t.Fatalf("%q: %T", line, err)
			}
			for _, p := range all {
				checkProblem(t, p)
			}
		}
		whole := ledger.Line(line)
		for _, part := range append([]string{q.Statement, q.Quote, q.Reporter, q.SaidOn, q.Condition, q.Link}, q.Topics...) {
			if len(q.Topics) == 0 && !strings.Contains(whole, part) {
				t.Fatalf("%q: %q is not in it", line, part)
			}
		}
		if err != nil {
			return
		}
		if q.Statement == "" || q.Speaker == "" {
			t.Fatalf("%q: accepted, with %+v", line, q)
		}
		if _, err := wording.ParseDeadline(q.Deadline, ledger.NewDate(2024, 4, 24)); err != nil {
			t.Fatalf("%q: accepted, yet %v", line, err)
		}
		if _, err := wording.ParseConfidence(q.Confidence); err != nil {
			t.Fatalf("%q: accepted, yet %v", line, err)
		}
		if _, err := wording.ParseDate("said_on", q.SaidOn); err != nil {
			t.Fatalf("%q: accepted, yet %v", line, err)
		}
	})
}

func checkProblem(t *testing.T, err error) {
	e := problem(t, err)
	plain := make([]any, len(e.Args)) // the input may hold "%!" itself
	for i := range plain {
		plain[i] = "x"
		if n, ok := e.Args[i].(int); ok {
			plain[i] = n
		}
	}
	if e.Code != ledger.Invalid || e.Key == "" || e.Field == "" || strings.Contains(fmt.Sprintf(e.Format, plain...), "%!") || len(e.Message()) > 800 {
		t.Fatalf("%s at %q: %s", e.Key, e.Field, e.Message())
	}
}
