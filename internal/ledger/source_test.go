package ledger_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"foresaid/internal/ledger"
)

func TestSourceClean(t *testing.T) {
	s := ledger.Source{Link: " https://example.org/talk ", Lang: "zh "}
	s.Clean()
	assert.Equal(t, ledger.Source{Title: "https://example.org/talk", Link: "https://example.org/talk", Lang: "zh", Kind: "article"}, s)
	assert.NoError(t, s.Check(today))

	long := ledger.Source{Link: "https://example.org/" + strings.Repeat("x", 1500)}
	long.Clean()
	assert.NoError(t, long.Check(today), "a link that serves as a title may be as long as a link")
}

func TestSourceCheck(t *testing.T) {
	type source = ledger.Source
	for name, c := range map[string]struct {
		spoil      func(*source)
		field, key string
	}{
		"no title":            {func(s *source) { s.Title, s.Link = "", "" }, "source_title", "source_title_missing"},
		"a long title":        {func(s *source) { s.Title = strings.Repeat("字", 501) }, "source_title", "too_long"},
		"a bad link":          {func(s *source) { s.Link = "www" }, "source_link", "link_unreadable"},
		"no such kind":        {func(s *source) { s.Kind = "rumour" }, "source_kind", "source_kind_unknown"},
		"a long author":       {func(s *source) { s.Author = strings.Repeat("字", 201) }, "source_author", "too_long"},
		"a long publisher":    {func(s *source) { s.Publisher = strings.Repeat("字", 201) }, "source_publisher", "too_long"},
		"a long event":        {func(s *source) { s.Event = strings.Repeat("字", 301) }, "source_event", "too_long"},
		"an event to come":    {func(s *source) { s.EventOn = today.AddDays(1) }, "source_event_on", "date_in_future"},
		"published tomorrow":  {func(s *source) { s.PublishedOn = today.AddDays(1) }, "source_published_on", "date_in_future"},
		"no language of ours": {func(s *source) { s.Lang = "中文" }, "source_lang", "lang_unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			s := source{Title: "A talk", Link: "https://example.org", EventOn: today, PublishedOn: today, Lang: "zh"}
			s.Clean()
			assert.NoError(t, s.Check(today))
			c.spoil(&s)
			assertProblem(t, s.Check(today), ledger.Invalid, c.field, c.key)
		})
	}
}

func TestSpokenOn(t *testing.T) {
	assert.Equal(t, day("2024-04-24"), ledger.Source{EventOn: day("2024-04-24"), PublishedOn: day("2024-05-01")}.SpokenOn())
	assert.Equal(t, day("2024-05-01"), ledger.Source{PublishedOn: day("2024-05-01")}.SpokenOn())
	assert.True(t, ledger.Source{}.SpokenOn().IsZero())
}

func TestQuestionCheck(t *testing.T) {
	q := ledger.Question{Proposition: " GPT-5 is\nbetter "}
	q.Clean()
	assert.Equal(t, "GPT-5 is better", q.Proposition)
	assert.NoError(t, q.Check())
	assertProblem(t, ledger.Question{}.Check(), ledger.Invalid, "question", "question_missing")
	assertProblem(t, ledger.Question{Proposition: strings.Repeat("字", 501)}.Check(), ledger.Invalid, "question", "too_long")
	assertProblem(t, ledger.Question{Proposition: "a", Criteria: strings.Repeat("字", 5001)}.Check(), ledger.Invalid, "question_criteria", "too_long")
}
