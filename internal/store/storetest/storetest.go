// Package storetest gives tests fresh, migrated databases: a SQLite file in
// the test's folder, and a database on the PostgreSQL server that
// FORESAID_TEST_POSTGRES names.
package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"foresaid/internal/store"
)

// Each runs fn as subtests "sqlite" and "postgres", each with the URL of a
// fresh, migrated database.
func Each(t *testing.T, fn func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { fn(t, Postgres(t)) })
}

// Open opens a database and closes it after the test.
func Open(t testing.TB, databaseURL string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), databaseURL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // some tests close it themselves
	return s
}

// migratedFile is a SQLite database that was migrated once, to copy: that is
// much quicker than migrating.
var migratedFile = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "foresaid-test")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "template.db")
	if err := migrate("sqlite:" + path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// SQLite returns the URL of a fresh, migrated SQLite database.
func SQLite(t testing.TB) string {
	t.Helper()
	content, err := migratedFile()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "foresaid.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return "sqlite:" + path
}

const serverVariable = "FORESAID_TEST_POSTGRES"

// template is a PostgreSQL database that was migrated once, to copy.
var template = sync.OnceValues(func() (string, error) {
	name := "foresaid_template_" + strings.ToLower(rand.Text()[:10])
	if err := onServer(`CREATE DATABASE ` + name); err != nil {
		return "", err
	}
	return name, migrate(databaseOn(name))
})

// Postgres returns the URL of a fresh, migrated PostgreSQL database, which is
// dropped after the test. Without a server the test is skipped, or, under CI,
// fails.
func Postgres(t testing.TB) string {
	t.Helper()
	Server(t)
	from, err := template()
	if err != nil {
		t.Fatal(err)
	}
	return create(t, " TEMPLATE "+from)
}

// EmptyPostgres is Postgres without a schema.
func EmptyPostgres(t testing.TB) string {
	t.Helper()
	Server(t)
	return create(t, "")
}

// Server skips the test without a PostgreSQL server; under CI it fails.
func Server(t testing.TB) {
	t.Helper()
	if os.Getenv(serverVariable) != "" {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatal(serverVariable + " is not set: make test starts a server and sets it")
	}
	t.Skip(serverVariable + " is not set; make test sets it")
}

func create(t testing.TB, from string) string {
	t.Helper()
	name := "foresaid_" + strings.ToLower(rand.Text()[:12])
	if err := onServer("CREATE DATABASE " + name + from); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := onServer("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return databaseOn(name)
}

func databaseOn(name string) string {
	u, err := url.Parse(os.Getenv(serverVariable))
	if err != nil {
		return ""
	}
	u.Path = "/" + name
	return u.String()
}

// serverLock lets one statement at a time create databases: PostgreSQL refuses
// to copy a template that is being copied.
var serverLock sync.Mutex

func onServer(statement string) error {
	serverLock.Lock()
	defer serverLock.Unlock()
	db, err := sql.Open("pgx", os.Getenv(serverVariable))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(statement)
	return err
}

func migrate(databaseURL string) error {
	s, err := store.Open(context.Background(), databaseURL)
	if err != nil {
		return err
	}
	if _, err := s.Migrate(context.Background()); err != nil {
		_ = s.Close()
		return err
	}
	return s.Close()
}
