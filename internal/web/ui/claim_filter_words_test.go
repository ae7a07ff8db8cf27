package ui

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
)

func TestHeadings(t *testing.T) {
	sam := ledger.Speaker{ID: 1, Name: "Sam Altman"}
	day := func(text string) ledger.Date {
		d, err := ledger.ParseDate(text)
		require.NoError(t, err)
		return d
	}
	for _, c := range []struct {
		address string
		filter  ledger.ClaimFilter
		speaker ledger.Speaker
		en, zh  string
	}{
		{"", ledger.ClaimFilter{}, ledger.Speaker{}, "All claims", "全部预测"},
		{"speaker=x", ledger.ClaimFilter{}, sam, "Claims by Sam Altman", "Sam Altman的预测"},
		{"speaker=x&outcome=yes", ledger.ClaimFilter{Outcomes: []ledger.Outcome{ledger.Happened}}, sam,
			"Claims by Sam Altman that came true in time", "Sam Altman按时应验的预测"},
		{"state=due&overdue=1&topic=ai", ledger.ClaimFilter{States: []ledger.State{ledger.StateDue}, Overdue: day("2026-01-01"), Topic: "ai"}, ledger.Speaker{},
			"Overdue claims about ai", "关于“ai”的逾期的预测"},
		{"grade=true,mixed&provisional=1", ledger.ClaimFilter{Grades: []ledger.Grade{ledger.True, ledger.Mixed}, Provisional: true}, sam,
			"Claims by Sam Altman judged “true” or “mixed”, with a provisional verdict", "Sam Altman判定为“应验”或“对错参半”的、判定为暂定的预测"},
		{"state=open,due", ledger.ClaimFilter{States: []ledger.State{ledger.StateOpen, ledger.StateDue}}, ledger.Speaker{},
			"Claims that are open or due", "进行中或到期待判的预测"},
		{"from=2025-01-01&to=2025-12-31", ledger.ClaimFilter{DeadlineFrom: day("2025-01-01"), DeadlineTo: day("2025-12-31")}, ledger.Speaker{},
			"Claims with a deadline from 1 Jan 2025 to 31 Dec 2025", "期限在 2025年1月1日至 2025年12月31日之间的预测"},
	} {
		values, err := url.ParseQuery(c.address)
		require.NoError(t, err)
		for tag, want := range map[string]string{"en": c.en, "zh-CN": c.zh} {
			l, ok := locale.Get(tag)
			require.True(t, ok)
			f := claimFilter{form: form{L: l}, values: values, filter: c.filter, speaker: c.speaker}
			assert.Equal(t, want, f.Heading(), c.address)
		}
	}
}

func TestTidyAddresses(t *testing.T) {
	for typed, want := range map[string]string{
		"state=&speaker=&topic=+&sort=logged&order=down": "/claims",
		"speaker=sam+altman&late=1&page=c":               "/claims?late=1&page=c&speaker=k7m2x9qd",
		"sort=said&order=up":                             "/claims?order=up&sort=said",
	} {
		values, err := url.ParseQuery(typed)
		require.NoError(t, err)
		f := claimFilter{values: values}
		if f.Get("speaker") != "" {
			f.speaker = ledger.Speaker{ID: 1, PublicID: "k7m2x9qd"}
		}
		f.tidy("down")
		assert.Equal(t, want, f.address())
		f.tidy("down")
		assert.Equal(t, want, f.address(), "tidy once is tidy for good, or the page would lead to itself for ever")
	}
}
