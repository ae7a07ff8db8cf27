package wording_test

import (
	"strings"
	"testing"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// An article of some 500 sentences in both languages.
func longArticle() wording.Text {
	paragraph := []string{
		"The shortage will be over by the middle of next year, the chief executive told reporters. Sales climbed 12 percent in the first quarter. " +
			"Analysts at the bank see tightness lasting well into 2026. Nobody knows when the plant will open. It is too early to tell.",
		"行长在随后的记者会上说，如果通胀继续回落，年内将至少降息一次。这是连续第五次会议按兵不动。声明删去了一句话。我们维持原判断：首次降息发生在六月。谁也说不准。",
	}
	t := wording.Text{Said: ledger.NewDate(2024, 4, 24)}
	at := 0
	for i := range 100 {
		p := strings.Repeat(paragraph[i%2], 1)
		t.Passages = append(t.Passages, wording.Passage{Kind: wording.Body, Start: at, Text: p})
		at += len([]rune(p)) + 2
	}
	return t
}

func BenchmarkFindClaims(b *testing.B) {
	t := longArticle()
	for b.Loop() {
		wording.FindClaims(t)
	}
}

func FuzzFindClaims(f *testing.F) {
	f.Add("GPT-5 will be smarter. \"Will it?\" she asked. The U.S. economy shrinks by 2%.", "Sam Altman", "GPT5会比GPT4聪明得多，他说：“很快。”")
	f.Add("so i mean it's gonna happen you know by twenty thirty", "", "**sam 原话**：We will ship it.")
	f.Add("1. In 2030, if all goes well...", "某公司", "据报道，2030年前必须完成")
	f.Fuzz(func(t *testing.T, first, speaker, second string) {
		text := wording.Text{
			Passages: []wording.Passage{
				{Kind: wording.Heading, Text: first},
				{Kind: wording.Quoted, Start: len([]rune(first)) + 2, Text: second},
			},
			Said: ledger.NewDate(2024, 4, 24), Speaker: speaker, Topics: []string{"AI", speaker},
		}
		found := wording.FindClaims(text)
		checkCandidates(t, text, found)
		if n := wording.Halves(first); n < 0 || n > len([]rune(first)) {
			t.Fatalf("halves at %d", n)
		}
		wording.DraftClaim(text, 0, len([]rune(first)))
	})
}
