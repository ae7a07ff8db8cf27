// Package migrations holds the steps of the database schema, one directory
// for each kind of database, one file for each step. A released step is never
// edited.
package migrations

import "embed"

// FS has sqlite/NNNNN_name.sql and postgres/NNNNN_name.sql.
//
//go:embed sqlite/*.sql postgres/*.sql
var FS embed.FS
