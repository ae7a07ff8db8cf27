package wording_test

import (
	"slices"
	"testing"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

func textOf(said ledger.Date, speaker string, paragraphs ...string) wording.Text {
	t := wording.Text{Said: said, Speaker: speaker}
	at := 0
	for i, p := range paragraphs {
		kind := wording.Body
		if i == 0 {
			kind = wording.Heading
		}
		t.Passages = append(t.Passages, wording.Passage{Kind: kind, Start: at, Text: p})
		at += len([]rune(p)) + 2
	}
	return t
}

// The words of a talk, in English and then in Chinese, under a Chinese title.
func TestSameClaimInBothLanguages(t *testing.T) {
	text := textOf(ledger.NewDate(2024, 4, 24), "Sam Altman",
		"Sam Altman 斯坦福闭门演讲：GPT5会比GPT4强非常多",
		"GPT5 is going to be a lot smarter than GPT4.",
		"GPT6 is going to be a lot smarter than GPT5.",
		"我们现在就能说，GPT5会比GPT4聪明得多。",
		"他不知道 AGI 何时到来，但他知道 ChatGPT 5 将比 4 智能得多。",
		"⭐星标AI寒武纪，好内容不错过⭐",
		"Housing starts will fall by a tenth in Norway next year.",
	)
	found := wording.FindClaims(text)
	var same []int
	for _, c := range found {
		same = append(same, c.SameAs)
	}
	if want := []int{-1, 0, -1, 0, 0, -1}; !slices.Equal(same, want) {
		for _, c := range found {
			t.Logf("%d %s", c.SameAs, c.Quote)
		}
		t.Errorf("got %v, want %v", same, want)
	}
}

func TestOtherNumbersMakeAnotherClaim(t *testing.T) {
	text := textOf(ledger.NewDate(2024, 4, 24), "", "Outlook",
		"The bank expects inflation of 2.3 percent in 2025.",
		"The bank expects inflation of 2.0 percent in 2026.")
	for _, c := range wording.FindClaims(text) {
		if c.SameAs != -1 {
			t.Errorf("%q is the same as %d", c.Quote, c.SameAs)
		}
	}
}

func TestDraftOfAClaim(t *testing.T) {
	text := textOf(ledger.NewDate(2024, 4, 24), "", "Rates",
		"But the bank's chief economist said that inflation will probably fall below 2 percent by the end of 2025 if oil stays cheap.",
		"行长在记者会上说，如果通胀继续回落，年内将至少降息一次。")
	text.Topics = []string{"inflation", "通胀", "football"}
	found := wording.FindClaims(text)
	if len(found) != 2 {
		t.Fatalf("%d candidates", len(found))
	}
	for i, want := range []struct{ statement, speaker, condition, to, topic string }{
		{"Inflation will probably fall below 2 percent by the end of 2025 if oil stays cheap", "the bank's chief economist", "if oil stays cheap", "2025-12-31", "inflation"},
		{"如果通胀继续回落，年内将至少降息一次", "行长", "如果通胀继续回落", "2024-12-31", "通胀"},
	} {
		c := found[i]
		if c.Statement != want.statement || c.Speaker != want.speaker || c.Condition != want.condition || c.Deadline.To.String() != want.to ||
			!c.SecondHand || !slices.Equal(c.Topics, []string{want.topic}) || len(c.Because) == 0 {
			t.Errorf("%+v", c)
		}
	}
	if c := found[0].Confidence; !c.Scored() || c.Words != "probably" {
		t.Errorf("confidence %+v", c)
	}
	chosen := wording.DraftClaim(text, found[1].Start, found[1].End)
	if chosen.Statement != found[1].Statement || chosen.Speaker != "行长" {
		t.Errorf("chosen by hand: %+v", chosen)
	}
}

func TestHalves(t *testing.T) {
	for sentence, second := range map[string]string{
		"Rates will fall in June, but the euro will rise again next year.": "but the euro will rise again next year.",
		"下一代会比你们现在用的强得多，再下一代又会强得多。":                                        "再下一代又会强得多。",
		"It rains.": "",
	} {
		at := wording.Halves(sentence)
		got := ""
		if at > 0 {
			got = string([]rune(sentence)[at:])
		}
		if got != second {
			t.Errorf("%q: %q", sentence, got)
		}
	}
}
