package cli_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
)

func TestMeasure(t *testing.T) {
	each(t, func(t *testing.T, sh *shell) {
		id := sh.add("The rate reaches 5 -- Ann Able, by 2030-06-30, said 2026-01-02")
		assert.Contains(t, sh.run("measure", id).good().out, "nothing is read for it")
		assert.Nil(t, sh.run("show", id, "--json").object()["measure"])
		// an address of a private network: the program asks it for nothing
		set := []string{"measure", id, "--url", "http://127.0.0.1:9/rate", "--path", "$.rate", "--is", ">=", "--value", "5.0"}
		sh.run(set...).bad(2, "Say when it decides: --on DATE, or --by-deadline")
		sh.run(append(set, "--by-deadline", "--on", "2030-01-01")...).bad(2, "Say when it decides")
		sh.run("measure", id, "--by-deadline").bad(2, "Give the address")
		sh.run("measure", id, "--drop", "--try").bad(2, "--drop takes no other flags")
		sh.run("measure", id, "--drop").bad(1, "This claim has no criterion that is read")
		sh.run("measure", "nothere1", "--drop").bad(1, "There is no claim")

		tried := sh.run(append(set, "--by-deadline", "--try", "--json")...).object()
		assert.Contains(t, tried["failure"], "leads to a private network")
		assert.Nil(t, tried["holds"])
		assert.Nil(t, sh.run("show", id, "--json").object()["measure"], "nothing was saved")

		out := sh.run(append(set, "--by-deadline")...).good().out
		assert.Contains(t, out, "$.rate at http://127.0.0.1:9/rate")
		assert.Contains(t, out, "≥ 5.0, once by the deadline")
		assert.JSONEq(t, `{"job": "suggest", "affected": 0}`, sh.json("run", "suggest"))
		m, ok := sh.run("measure", id, "--json").object()["measure"].(map[string]any)
		require.True(t, ok)
		last, ok := m["last_reading"].(map[string]any)
		require.True(t, ok)
		assert.Contains(t, last["failure"], "leads to a private network")
		assert.Equal(t, "5.0", m["value"], "as it was typed")
		assert.Equal(t, "waits", m["outlook"])
		assert.Nil(t, m["proposal"])
		assert.Equal(t, m, sh.run("show", id, "--json").object()["measure"])

		shown := sh.run("show", id).good().out
		assert.Contains(t, shown, "What it is measured by was set by tester")
		assert.Contains(t, shown, "private network")
		sh.run("measure", id, "--drop").good()
		assert.Nil(t, sh.run("show", id, "--json").object()["measure"])
		sh.run("verify").good()
	})
}

// What was read before is proposed, and only proposed.
func TestMeasureProposes(t *testing.T) {
	sh := one(t)
	id := sh.add("The rate reaches 5 -- Ann Able, by 2020-06-30, said 2019-01-02")
	sh.run("measure", id, "--url", "https://example.org/rate", "--path", "$.rate", "--is", "≥", "--value", "5", "--on", "2020-06-01").good()
	s := sh.store()
	c, err := s.Claim(t.Context(), id)
	require.NoError(t, err)
	measures, err := s.Measures(t.Context(), []int64{c.ID})
	require.NoError(t, err)
	r := ledger.Reading{MeasureID: measures[0].ID, At: time.Date(2020, 6, 1, 9, 0, 0, 0, time.UTC), Value: "5.2", Holds: true, SHA256: "abc"}
	require.NoError(t, s.AddReading(t.Context(), &r))
	shown := sh.run("show", id, "--json").object()
	assert.Nil(t, shown["verdict"])
	m, ok := shown["measure"].(map[string]any)
	require.True(t, ok)
	p, ok := m["proposal"].(map[string]any)
	require.True(t, ok, "%v", m)
	assert.Equal(t, "true", p["grade"])
	assert.Equal(t, "2020-06-01", p["happened_on"])
	assert.Equal(t, "abc", p["answer_sha256"])
	assert.Contains(t, p["evidence"], "text")
	assert.Contains(t, sh.run("measure", id).good().out, "The value at $.rate was 5.2 on 2020-06-01 (asked: ≥ 5).")
}
