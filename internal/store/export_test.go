package store

import (
	"database/sql"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"gorm.io/gorm"
)

// Exec runs a statement on the writer.
func Exec(s *Store, statement string) error { return s.write.Exec(statement).Error }

// WhileLocked runs fn while another program has a SQLite file to itself.
func WhileLocked(databaseURL string, fn func()) error {
	db, err := sql.Open("sqlite3", "file:"+strings.TrimPrefix(databaseURL, "sqlite:"))
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE IF NOT EXISTS goose_db_version (x); BEGIN EXCLUSIVE"); err != nil {
		return err
	}
	fn()
	_, err = db.Exec("ROLLBACK")
	return err
}

// Plans runs fn and returns the query plans of the statements it ran.
func Plans(s *Store, fn func(*Store) error) (string, error) {
	var plans strings.Builder
	explain := func(db *gorm.DB) {
		text := db.Dialector.Explain(db.Statement.SQL.String(), db.Statement.Vars...)
		if !strings.Contains(text, "claims") || strings.HasPrefix(text, "EXPLAIN") {
			return
		}
		var rows []struct{ Detail string }
		if err := s.read.Session(&gorm.Session{NewDB: true, SkipHooks: true}).Raw("EXPLAIN QUERY PLAN " + text).Scan(&rows).Error; err != nil {
			_ = db.AddError(err)
		}
		for _, r := range rows {
			fmt.Fprintln(&plans, r.Detail)
		}
	}
	for _, db := range []*gorm.DB{s.read, s.write} {
		name := "plans"
		if err := db.Callback().Row().After("gorm:row").Register(name, explain); err != nil {
			return "", err
		}
		if err := db.Callback().Query().After("gorm:query").Register(name, explain); err != nil {
			return "", err
		}
		defer db.Callback().Row().Remove(name)
		defer db.Callback().Query().Remove(name)
	}
	err := fn(s)
	return plans.String(), err
}

// rowsOf has the row type of every table.
func rowsOf() map[string]any {
	return map[string]any{
		"claims": claimRow{}, "claim_topics": topicRow{}, "speakers": speakerRow{}, "speaker_names": nameRow{}, "sources": sourceRow{},
		"questions": questionRow{}, "verdicts": verdictRow{}, "evidence": evidenceRow{}, "entries": entryRow{}, "job_runs": runRow{},
		"records": recordRow{}, "record_bins": binRow{}, "disputes": disputeRow{}, "forecasts": forecastRow{},
		"source_texts": textRow{}, "captures": captureRow{}, "search_docs": searchRow{}, "measures": measureRow{}, "readings": readingRow{},
		"deliveries": deliveryRow{}, "signing_keys": keyRow{},
	}
}

// Columns lists the columns of a table as the database has them, and as the
// row type has them.
func Columns(t *testing.T, s *Store, table string) (database, row []string) {
	t.Helper()
	types, err := s.write.Migrator().ColumnTypes(table)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range types {
		database = append(database, c.Name())
	}
	stmt := &gorm.Statement{DB: s.write}
	if err := stmt.Parse(reflect.New(reflect.TypeOf(rowsOf()[table])).Interface()); err != nil {
		t.Fatal(err)
	}
	return database, stmt.Schema.DBNames
}

// Tables names all tables that have rows.
func Tables() []string {
	var names []string
	for name := range rowsOf() {
		names = append(names, name)
	}
	return names
}

// ClaimCounts is what the speakers' rows say of their claims, by name; merged
// speakers are left out.
func ClaimCounts(s *Store) (map[string]int, error) {
	var rows []speakerRow
	err := s.read.Where("merged_into IS NULL").Find(&rows).Error
	counts := map[string]int{}
	for _, r := range rows {
		counts[r.Name] = r.Claims
	}
	return counts, err
}
