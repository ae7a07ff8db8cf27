package assist_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/wording"
)

// talker is a server whose next answer can be set.
type talker struct {
	mu      sync.Mutex
	content string
}

func (k *talker) answer(w http.ResponseWriter, _ request) {
	k.mu.Lock()
	defer k.mu.Unlock()
	say(w, k.content, "stop")
}

func (k *talker) will(content string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.content = content
}

// straight is text with one kind of apostrophe, one space between words and small letters: a speaker's name is found so.
func straight(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(text, "’", "'")), " "))
}

// allowed asserts what holds of any answer.
func allowed(t assert.TestingT, text wording.Text, found, got []wording.Candidate) {
	assertVerbatim(t, text, got)
	all := string(whole(text))
	kept := 0
	for _, c := range got {
		for _, f := range found {
			if f.Start == c.Start && f.End == c.End {
				kept++
			}
		}
		assert.True(t, c.Speaker == "" || c.Speaker == text.Speaker || strings.Contains(straight(all), straight(c.Speaker)), c.Speaker)
		assert.Contains(t, straight(all), straight(c.Condition))
		assert.Contains(t, straight(all), straight(c.Deadline.Words))
		assert.LessOrEqual(t, len([]rune(c.Statement)), 1000)
		assert.NotContains(t, c.Statement, "\u202e")
		if c.HasDeadline() {
			want, err := wording.ParseDeadline(c.Deadline.Words, text.Said)
			assert.NoError(t, err)
			assert.Equal(t, want, c.Deadline)
		}
		if c.Confidence.Scored() {
			want, err := wording.ParseConfidence(c.Confidence.Words)
			assert.NoError(t, err)
			assert.Equal(t, want.Probability, c.Confidence.Probability)
		}
	}
	assert.Equal(t, len(found), kept, "none of those found is lost")
}

func TestAnyAnswerLeavesTheTextsOwnWords(t *testing.T) {
	k := &talker{}
	d := drafter(t, serve(t, k.answer))
	text := textOf(rates, ships+" "+coal, "如果订单不减，到2026年底，一半的新船很可能会烧氨。")
	text.Speaker = "The minister"
	found := foundIn(t, text, ships, "如果订单不减，到2026年底，一半的新船很可能会烧氨。")
	all := whole(text)
	slice := func(t *rapid.T) string {
		from := rapid.IntRange(0, len(all)).Draw(t, "from")
		to := rapid.IntRange(from, len(all)).Draw(t, "to")
		return string(all[from:to])
	}
	field := rapid.Custom(func(t *rapid.T) string {
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			return rapid.String().Draw(t, "any")
		case 1:
			return strings.ToUpper(strings.ReplaceAll(slice(t), " ", "\n "))
		}
		return slice(t)
	})
	rapid.Check(t, func(rt *rapid.T) {
		var told []claim
		for range rapid.IntRange(0, 8).Draw(rt, "n") {
			told = append(told, claim{
				"quote": field.Draw(rt, "quote"), "statement": field.Draw(rt, "statement"), "speaker": field.Draw(rt, "speaker"),
				"deadline": field.Draw(rt, "deadline"), "confidence": field.Draw(rt, "confidence"), "condition": field.Draw(rt, "condition"),
				"topics": rapid.SliceOf(field).Draw(rt, "topics"), "second_hand": rapid.Bool().Draw(rt, "second hand"),
			})
		}
		k.will(claims(told...))
		got, err := d.Sharpen(t.Context(), text, found)
		require.NoError(rt, err)
		allowed(rt, text, found, got)
	})
}

func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{
		"", "{", "[[[[", "null", `{"claims": null}`, `{"quote": null}`, `{"quote": {"quote": "x"}}`, "```json\n[]\n```", "</think>{}",
		claims(claim{"quote": ships, "statement": "x", "speaker": "ship", "deadline": "2035", "confidence": "3%", "condition": "if"}),
		claims(claim{"quote": ships})[:60], strings.Repeat(`{"a":`, 3000), "\xff\xfe{\"quote\": \"\xff\"}",
	} {
		f.Add(seed)
	}
	text := textOf(rates, ships+" "+coal, "如果订单不减，到2026年底，一半的新船很可能会烧氨。")
	k := &talker{}
	d := drafter(f, serve(f, k.answer))
	f.Fuzz(func(t *testing.T, content string) {
		found := foundIn(t, text, ships)
		k.will(content)
		got, _ := d.Sharpen(t.Context(), text, found)
		allowed(t, text, found, got)
	})
}
