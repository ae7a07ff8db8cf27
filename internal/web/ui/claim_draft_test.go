package ui

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/tracker"
	"foresaid/internal/wording"
)

func english(t *testing.T) *locale.Locale {
	t.Helper()
	l, ok := locale.Get("en")
	require.True(t, ok)
	return l
}

func TestEveryFieldOfADraftHasAnInputAndALabel(t *testing.T) {
	var d tracker.Draft
	values := draftValues(&d)
	for _, name := range draftFields {
		if name != "uncheckable" {
			assert.Contains(t, values, name)
		}
		for _, l := range locale.All() {
			assert.True(t, l.Has("field."+name), "%s: field.%s", l.Tag(), name)
		}
		delete(values, name)
	}
	assert.Empty(t, values, "fields that no form has")
	for part, names := range draftParts {
		assert.Subset(t, draftFields, names, part)
	}
}

func TestEveryRuleForDeadlinesIsToldInWords(t *testing.T) {
	said := ledger.Date{Year: 2024, Month: 4, Day: 24}
	for _, text := range []string{
		"2025-12-31", "31 Dec 2025", "12/31/2025", "2025年12月31日", "June 2025", "Q3 2025", "H1 2026", "2026", "open",
		"end of 2025", "end of June 2025", "end of Q3 2025", "end of H1 2026", "by the end of 2025-12-31", "2025年底",
		"within three years", "十年后", "three years ago", "next summer", "next week", "this weekend", "by Friday", "tomorrow", "by Christmas",
		"this decade", "this century", "between 2027 and 2030", "this time next year", "early 2030s", "mid-June 2025", "本世纪下半叶", "6月上旬",
		"the first week of June", "end of this decade", "before next summer", "年底",
		"before 2026", "before June 2026", "before Q3 2026", "before H2 2026", "before 2026-01-01", "before the end of 2026",
	} {
		read, err := wording.ParseDeadline(text, said)
		require.NoError(t, err, text)
		for _, l := range locale.All() {
			assert.NotContains(t, ruleText(l, read.Rule), "draft.", "%s: %q is read by %q", l.Tag(), text, read.Rule)
			if day := l.T("draft.rule_day"); ruleText(l, read.Rule) == day {
				assert.Contains(t, []string{"day", "iso day", "numeric day", "weekday", "holiday"}, read.Rule, "a day is the last resort")
			}
		}
	}
}

func TestPartsWithSomethingInThemAreUnfolded(t *testing.T) {
	f := draftForm{form: form{L: english(t)}}
	for part := range draftParts {
		assert.False(t, f.Opened(part), part)
	}
	f.Draft.Translation = "x"
	assert.True(t, f.Opened("words"))
	assert.True(t, f.Opened("translation"))
	assert.False(t, f.Opened("where"))

	f.Problems.Add(ledger.Invalidf("source_link", "link_unreadable", "“%s” is not a link; it starts with https:// or http://", "x"))
	assert.True(t, f.Opened("where"), "a problem is never folded away")
	assert.True(t, f.Opened("source"))
}

func TestAKnownSourceNeedsNoDetails(t *testing.T) {
	f := draftForm{form: form{L: english(t)}, Reading: &readingView{}}
	f.Draft.Source = tracker.SourceDraft{Title: "A talk", Link: "https://example.com"}
	f.Reading.Source = &ledger.Source{}
	assert.True(t, f.Opened("source"))
	f.Reading.Source = &ledger.Source{ID: 7}
	assert.False(t, f.Opened("source"))
	assert.True(t, f.Opened("where"))
}

func TestWhatIsMissingIsNoFaultWhileTyping(t *testing.T) {
	f := draftForm{form: form{L: english(t)}, Live: true}
	f.Problems.Add(ledger.Invalidf("speaker", "speaker_missing", "Say who said it"))
	f.Problems.Add(ledger.Invalidf("deadline", "deadline_unreadable", "“%s” can't be read", "soonish"))
	assert.Empty(t, f.Field("speaker").Unread)
	assert.Empty(t, f.Field("speaker").Problems)
	assert.Contains(t, f.Field("deadline").Unread, "soonish")
	assert.Empty(t, f.Field("deadline").Problems)
	f.Live = false
	assert.NotEmpty(t, f.Field("speaker").Problems)
}

func TestProblemsOfOneFieldAreToldOnce(t *testing.T) {
	f := draftForm{form: form{L: english(t)}}
	require.NoError(t, f.take(ledger.Problems{ledger.Invalidf("deadline", "deadline_unreadable", "unreadable %s", "x")}))
	require.NoError(t, f.take(ledger.Problems{
		ledger.Invalidf("deadline", "deadline_missing", "missing"), ledger.Invalidf("speaker", "speaker_missing", "missing"),
	}))
	require.Len(t, f.Problems, 2)
	assert.Equal(t, "deadline_unreadable", f.Problems[0].Key)
	f.focusFault()
	assert.Equal(t, "speaker", f.Focus, "the first in the order of the form")
}

func TestNamesakesAreOfferedByTheirIDs(t *testing.T) {
	made := offersOf([]ledger.Suggestion{
		{PublicID: "bbbbbbbb", Name: "Sam Altman", Matched: "奥特曼", Detail: "OpenAI"},
		{PublicID: "cccccccc", Name: "John Smith", Detail: "economist"},
		{PublicID: "dddddddd", Name: "john smith"},
	})
	assert.Equal(t, []offer{
		{"Sam Altman", "奥特曼 · OpenAI"}, {"cccccccc", "John Smith · economist"}, {"dddddddd", "john smith"},
	}, made)
}
