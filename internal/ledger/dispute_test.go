package ledger_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
)

func TestDisputeCheck(t *testing.T) {
	type dispute = ledger.Dispute
	const link = "https://example.org/a"
	for name, c := range map[string]struct {
		dispute    ledger.Dispute
		field, key string // empty where it is right
	}{
		"full":               {dispute{Reason: "it was late", Link: link}, "", ""},
		"a long reason fits": {dispute{Reason: strings.Repeat("字", 10_000), Link: link}, "", ""},
		"blanks around":      {dispute{Reason: " it\r\nwas late ", Link: " " + link + "\n"}, "", ""},
		"no reason":          {dispute{Link: link}, "dispute_reason", "dispute_reason_missing"},
		"a blank reason":     {dispute{Reason: " \n\t", Link: link}, "dispute_reason", "dispute_reason_missing"},
		"a long reason":      {dispute{Reason: strings.Repeat("x", 10_001), Link: link}, "dispute_reason", "too_long"},
		"no link":            {dispute{Reason: "it was late"}, "dispute_link", "dispute_link_missing"},
		"a script":           {dispute{Reason: "it was late", Link: "javascript:alert(1)"}, "dispute_link", "link_unreadable"},
		"half a link":        {dispute{Reason: "it was late", Link: "example.org/a"}, "dispute_link", "link_unreadable"},
		"a long link":        {dispute{Reason: "it was late", Link: link + strings.Repeat("x", 2000)}, "dispute_link", "too_long"},
	} {
		c.dispute.Clean()
		if err := c.dispute.Check(); c.key == "" {
			assert.NoError(t, err, name)
		} else {
			assertProblem(t, err, ledger.Invalid, c.field, c.key)
		}
	}

	var all ledger.Problems
	all.Add(dispute{}.Check())
	require.Len(t, all, 2, "all that is missing is said at once")

	d := dispute{Reason: " it\r\nwas late ", Link: " " + link + "\n"}
	d.Clean()
	assert.Equal(t, dispute{Reason: "it\nwas late", Link: link}, d)
}

func TestDispute(t *testing.T) {
	for _, c := range []ledger.Claim{judged(ledger.True, ""), judged(ledger.Mixed, ""), voided(ledger.Ambiguous)} {
		state, standing := c.State, c.Standing
		require.NoError(t, c.Dispute())
		assert.True(t, c.Disputed)
		assert.Equal(t, state, c.State, "the verdict stands until it is settled")
		assert.Equal(t, standing, c.Standing)
		assertProblem(t, c.Dispute(), ledger.Conflict, "", "dispute_open")
		assert.True(t, c.Disputed)
	}
	for _, s := range []ledger.State{ledger.StateOpen, ledger.StateDue, ledger.StateWithdrawn} {
		c := in(s)
		assertProblem(t, c.Dispute(), ledger.Conflict, "", "dispute_no_verdict")
		assert.False(t, c.Disputed, s)
	}
}
