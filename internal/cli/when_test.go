package cli_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWhen(t *testing.T) {
	sh := one(t)
	for _, row := range []struct{ phrase, said, want string }{
		{"by the end of next year", "2024-04-24", `{"from": "2025-01-01", "to": "2025-12-31", "precision": "year", "words": "by the end of next year", "rule": "end of year"}`},
		{"三年内", "2024-02-29", `{"from": "2024-02-29", "to": "2027-02-28", "precision": "day", "words": "三年内", "rule": "within a span"}`},
		{"a few years", "24 Apr 2024", `{"from": "2027-04-24", "to": "2029-04-24", "precision": "day", "words": "a few years", "rule": "within a span"}`},
		{"Q3 2025", "2024-04-24", `{"from": "2025-07-01", "to": "2025-09-30", "precision": "quarter", "words": "Q3 2025", "rule": "quarter"}`},
		{"open", "2024-04-24", `{"from": null, "to": null, "precision": "", "words": "open", "rule": "open"}`},
	} {
		assert.JSONEq(t, row.want, sh.run("when", row.phrase, "--said", row.said, "--json").good().out, row.phrase)
	}
	assert.Equal(t, "next Friday: 3 May 2024, to the day (rule: weekday)\n", sh.run("when", "next Friday", "--said", "2024-04-24").good().out)
	assert.Contains(t, sh.run("when", "tomorrow").good().out, "to the day", "counts from today")
	sh.run("when", "FY26", "--said", "2024-04-24", "--json").bad(2, "fiscal year")
	sh.run("when", "03/04/2025", "--said", "2024-04-24").bad(2, "can be 2025-04-03 or 2025-03-04")
	sh.run("when", "迟早", "--said", "2024-04-24").bad(2, "write “open” and set a review date")
	sh.run("when", "next year", "--said", "yesterdayish").bad(2, "“yesterdayish” is not a date")
	sh.run("when").bad(2, "accepts 1 arg")
}
