package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
)

// While another program holds the database, what was typed is not lost.
func TestALockedDatabaseGivesTheFormBack(t *testing.T) {
	at := storetest.SQLite(t)
	s := newSite(t, at+"?busy_timeout=50ms")
	c := s.add("X happens -- Someone, by 2025")
	other := storetest.Open(t, at)
	require.NoError(t, other.InTx(s.ctx(), func(ledger.Store) error {
		logged := s.post("/log", url.Values{"statement": {"Kept text"}, "speaker": {"Someone"}, "deadline": {"2030"}})
		require.Equal(t, http.StatusServiceUnavailable, logged.StatusCode)
		require.Equal(t, "Kept text", logged.page().Find("textarea[name=statement]").Text())
		require.Contains(t, logged.find(".problem"), "locked by another program")

		judged := s.post("/claims/"+c.PublicID+"/verdict", url.Values{"grade": {"true"}, "note": {"kept note"}})
		require.Equal(t, http.StatusServiceUnavailable, judged.StatusCode)
		require.Equal(t, "kept note", judged.page().Find("textarea[name=note]").Text())

		amended := s.post("/claims/"+c.PublicID+"/amend", url.Values{"statement": {"Other words"}, "speaker": {"Someone"}, "deadline": {"2025"}, "reason": {"why"}})
		require.Equal(t, http.StatusServiceUnavailable, amended.StatusCode)
		require.Equal(t, "Other words", amended.page().Find("textarea[name=statement]").Text())
		require.Equal(t, http.StatusOK, s.get("/").StatusCode, "reading goes on")
		return nil
	}))
	require.Equal(t, http.StatusSeeOther, s.post("/claims/"+c.PublicID+"/verdict", url.Values{"grade": {"true"}}).StatusCode)
}
