package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store"
	"foresaid/internal/store/storetest"
)

func unavailable(t *testing.T, err error, words string) {
	t.Helper()
	require.Equal(t, ledger.Unavailable, ledger.CodeOf(err), "%v", err)
	require.Contains(t, err.Error(), words)
	require.NotContains(t, err.Error(), "\n")
}

func TestMigrateFromEmpty(t *testing.T) {
	for name, url := range map[string]func() string{
		"sqlite":   func() string { return "sqlite:" + filepath.Join(t.TempDir(), "new folder", "100% “new”.db") },
		"postgres": func() string { return storetest.EmptyPostgres(t) },
	} {
		t.Run(name, func(t *testing.T) {
			s := storetest.Open(t, url())
			version, err := s.SchemaVersion(ctx)
			require.NoError(t, err)
			require.Zero(t, version)
			applied, err := s.Migrate(ctx)
			require.NoError(t, err)
			require.Positive(t, applied)
			applied, err = s.Migrate(ctx)
			require.NoError(t, err)
			require.Zero(t, applied, "twice changes nothing")
			addClaim(t, s, claim(addSpeaker(t, s, "A"), "x", "2025-01-01"))
		})
	}
}

func TestSeveralStartOnAnEmptyDatabase(t *testing.T) {
	for range 3 { // PostgreSQL has goose's lock
		url := "sqlite:" + filepath.Join(t.TempDir(), "new", "foresaid.db")
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				s, err := store.Open(ctx, url)
				if !assert.NoError(t, err) {
					return
				}
				_, err = s.Migrate(ctx)
				assert.NoError(t, err)
				assert.NoError(t, s.Close())
			})
		}
		all.Wait()
		addSpeaker(t, storetest.Open(t, url), "A")
	}
}

func TestSeveralServersStartTogether(t *testing.T) {
	url := storetest.EmptyPostgres(t)
	var all sync.WaitGroup
	for range 4 {
		s := storetest.Open(t, url)
		all.Go(func() { _, err := s.Migrate(ctx); assert.NoError(t, err) })
	}
	all.Wait()
}

func TestAnothersDatabaseIsLeftAlone(t *testing.T) {
	s := storetest.Open(t, "sqlite:"+filepath.Join(t.TempDir(), "other.db"))
	require.NoError(t, store.Exec(s, "CREATE TABLE recipes (name TEXT)"))
	_, err := s.Migrate(ctx)
	unavailable(t, err, "other.db is not a Foresaid database")
	version, err := s.SchemaVersion(ctx)
	require.NoError(t, err)
	require.Zero(t, version)
	require.Error(t, store.Exec(s, "SELECT 1 FROM claims"), "nothing was put in")
}

func TestANewerSchemaIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		require.NoError(t, store.Exec(s, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, TRUE)"))
		_, err := s.Migrate(ctx)
		unavailable(t, err, "written by a newer Foresaid (schema 999")
	})
}

func TestFilesThatAreNoDatabase(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.db")
	require.NoError(t, os.WriteFile(text, []byte(strings.Repeat("this is not a database\n", 200)), 0o600))
	for path, words := range map[string]string{
		text:                             "is not a Foresaid database, or is damaged",
		filepath.Join(text, "x.db"):      "can't be opened for writing",
		dir:                              "can't be opened for writing",
		"/proc/nothing/here/foresaid.db": "can't be opened for writing",
	} {
		s, err := store.Open(ctx, "sqlite:"+path)
		if err == nil {
			_, err = s.Migrate(ctx)
			require.NoError(t, s.Close())
		}
		unavailable(t, err, words)
	}
}

func TestAServerThatIsNotThere(t *testing.T) {
	_, err := store.Open(ctx, "postgres://someone:secret@127.0.0.1:1/nothing?connect_timeout=2")
	unavailable(t, err, "127.0.0.1:1/nothing")
	require.NotContains(t, err.Error(), "secret")
}

func TestURLsThatNameNoDatabase(t *testing.T) {
	for _, url := range []string{"", "foresaid.db", "mysql://u:secret@host/x", "host=h password=secret", "sqlite:", "sqlite:?x=1", "sqlite:x?busy_timeout=soon"} {
		_, err := store.Open(ctx, url)
		unavailable(t, err, "The database URL can't be read")
		require.NotContains(t, err.Error(), "secret")
	}
}

// Connections that the server has closed are made anew.
func TestAServerThatWasRestarted(t *testing.T) {
	url := storetest.Postgres(t)
	s, other := storetest.Open(t, url), storetest.Open(t, url)
	sp := addSpeaker(t, s, "A")
	require.NoError(t, store.Exec(other, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
		WHERE datname = current_database() AND pid <> pg_backend_pid()`))
	require.Eventually(t, func() bool {
		_, err := s.Speaker(ctx, sp.PublicID)
		if err != nil {
			unavailable(t, err, "can't be reached")
		}
		return err == nil
	}, 5*time.Second, time.Millisecond)
}

// What can't be in the database is not there, and no fault of ours.
func TestTextsThatCannotBeStored(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for _, text := range []string{"\xff\xfe\xfd", "a\xffcdefg", "abc\x00", "abcdefg\x00"} {
			_, err := s.Claim(ctx, text)
			require.Equal(t, ledger.NotFound, ledger.CodeOf(err))
			_, err = s.Speaker(ctx, text)
			require.Equal(t, ledger.NotFound, ledger.CodeOf(err))
			_, err = s.Source(ctx, text)
			require.Equal(t, ledger.NotFound, ledger.CodeOf(err))
			_, err = s.Question(ctx, text)
			require.Equal(t, ledger.NotFound, ledger.CodeOf(err))
			page, err := s.Claims(ctx, ledger.ClaimFilter{Topic: text})
			require.NoError(t, err)
			require.Empty(t, page.Claims)
			entries, err := s.EntriesOf(ctx, text)
			require.NoError(t, err)
			require.Empty(t, entries)
			sources, err := s.SourcesLike(ctx, "", text)
			require.NoError(t, err)
			require.Empty(t, sources)
		}
	})
}

func TestAPublicIDIsGivenOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		sp := addSpeaker(t, s, "A")
		c := addClaim(t, s, claim(sp, "x", "2025-01-01"))
		err := s.InTx(ctx, func(tx ledger.Store) error { return tx.AddClaim(ctx, &c) })
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err))
		err = s.InTx(ctx, func(tx ledger.Store) error { return tx.AddSpeaker(ctx, &sp) })
		require.Equal(t, ledger.Conflict, ledger.CodeOf(err))
		counts, err := store.ClaimCounts(s)
		require.NoError(t, err)
		require.Equal(t, map[string]int{"A": 1}, counts)
	})
}

func TestALockedDatabaseSaysSo(t *testing.T) {
	url := storetest.SQLite(t)
	a, b := storetest.Open(t, url), storetest.Open(t, url+"?busy_timeout=50ms")
	inTx(t, a, func(ledger.Store) error {
		err := b.InTx(ctx, func(ledger.Store) error { return nil })
		unavailable(t, err, "locked by another program")
		_, err = b.CountStates(ctx)
		require.NoError(t, err, "readers are not locked out")
		return nil
	})
	// A database that is not in WAL mode yet locks everybody out.
	fresh := "sqlite:" + filepath.Join(t.TempDir(), "fresh.db")
	require.NoError(t, store.WhileLocked(fresh, func() {
		_, err := store.Open(ctx, fresh+"?busy_timeout=50ms")
		unavailable(t, err, "locked by another program")
	}))
}

func TestAFullDiskLosesNothing(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	sp := addSpeaker(t, s, "A")
	before := addClaim(t, s, claim(sp, "before", "2025-01-01"))
	require.NoError(t, store.Exec(s, "PRAGMA max_page_count = 1")) // means: not one page more
	c := claim(sp, strings.Repeat("too much ", 5000), "2025-01-01")
	err := s.InTx(ctx, func(tx ledger.Store) error { return tx.AddClaim(ctx, &c) })
	unavailable(t, err, "disk is full")
	back, err := s.Claim(ctx, before.PublicID)
	require.NoError(t, err)
	require.Equal(t, before, back.Claim)
}

// The hot statements must find their rows by an index, whatever the size.
func TestHotStatementsUseTheirIndex(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	sp := addSpeaker(t, s, "A")
	for name, c := range map[string]struct {
		index string
		run   func(*store.Store) error
	}{
		"flag": {"claims_due", func(s *store.Store) error {
			return s.InTx(ctx, func(tx ledger.Store) error { _, err := tx.FlagDue(ctx, day("2025-01-01"), now); return err })
		}},
		"queue": {"claims_due", func(s *store.Store) error {
			_, err := s.Claims(ctx, ledger.ClaimFilter{States: []ledger.State{ledger.StateDue}, Sort: ledger.ByDue})
			return err
		}},
		"speaker": {"claims_of_speaker", func(s *store.Store) error { _, err := s.Claims(ctx, ledger.ClaimFilter{SpeakerID: sp.ID}); return err }},
		"deadline": {"claims_by_deadline", func(s *store.Store) error {
			_, err := s.Claims(ctx, ledger.ClaimFilter{Sort: ledger.ByDeadline})
			return err
		}},
		"said": {"claims_by_said", func(s *store.Store) error {
			_, err := s.Claims(ctx, ledger.ClaimFilter{Sort: ledger.BySaid, Descending: true})
			return err
		}},
		"scored": {"claims_of_speaker", func(s *store.Store) error {
			_, err := s.ScoredClaims(ctx, ledger.ScoreFilter{SpeakerIDs: []int64{sp.ID}})
			return err
		}},
		"early": {"claims_with_verdict", func(s *store.Store) error {
			_, err := s.ScoredClaims(ctx, ledger.ScoreFilter{Early: day("2025-01-01")})
			return err
		}},
		"alike": {"claims_alike", func(s *store.Store) error {
			_, err := s.ClaimsAlike(ctx, ledger.Claim{SpeakerID: sp.ID, Statement: "x"})
			return err
		}},
	} {
		plans, err := store.Plans(s, c.run)
		require.NoError(t, err, name)
		require.Contains(t, plans, c.index, name)
		require.NotContains(t, plans, "SCAN claims\n", "%s: %s", name, plans)
		require.NotContains(t, plans, "TEMP B-TREE", "%s: %s", name, plans)
	}
}

func TestRowsEqualTheSchema(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for _, table := range store.Tables() {
			database, row := store.Columns(t, s, table)
			require.ElementsMatch(t, database, row, table)
		}
	})
}
