package arch_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// house makes a tree of files from pairs of path and text.
func house(pairs ...string) fs.FS {
	tree := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		tree[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return tree
}

func TestBreachesAreSeen(t *testing.T) {
	for name, c := range map[string]struct{ path, text, problem string }{
		"a room that is allowed":        {"internal/scoring/a.go", `import "foresaid/internal/ledger"`, ""},
		"a room that is not":            {"internal/ledger/a.go", `import "foresaid/internal/scoring"`, "ledger must not import scoring"},
		"a room of its own":             {"internal/web/ui/a_test.go", `import "foresaid/internal/web/ui"`, ""},
		"a room inside a room":          {"internal/web/respond/a.go", `import "foresaid/internal/web"`, "web/respond must not import web;"},
		"only cli reads config":         {"internal/store/a.go", `import "foresaid/internal/config"`, "store must not import config"},
		"cli may all":                   {"internal/cli/a.go", `import ("foresaid/internal/config"; "foresaid/migrations")`, ""},
		"the program only cli":          {"cmd/foresaid/main.go", `import "foresaid/internal/store"`, "cmd/foresaid must not import store"},
		"migrations are a room":         {"internal/tracker/a.go", `import "foresaid/migrations"`, "tracker must not import migrations"},
		"a test may import rooms":       {"internal/tracker/a_test.go", `import ("foresaid/internal/store"; "github.com/stretchr/testify/assert")`, ""},
		"a test is no excuse for gorm":  {"internal/web/a_test.go", `import "gorm.io/gorm"`, "even tests leave it to store"},
		"gorm at home":                  {"internal/store/a.go", `import "gorm.io/driver/sqlite"`, ""},
		"gorm elsewhere":                {"internal/cli/a.go", `import "gorm.io/gorm"`, "which is kept in store"},
		"echo under web":                {"internal/web/respond/a.go", `import "github.com/labstack/echo/v4"`, ""},
		"echo elsewhere":                {"internal/jobs/a.go", `import "github.com/labstack/echo/v4"`, "which is kept in web"},
		"cron elsewhere":                {"internal/config/a.go", `import "github.com/robfig/cron/v3"`, "which is kept in jobs"},
		"test tools in the program":     {"internal/cli/a.go", `import "github.com/stretchr/testify/require"`, "which is for tests"},
		"a test helper in the program":  {"internal/cli/a.go", `import "foresaid/internal/store/storetest"`, "which is there for tests"},
		"a test helper":                 {"internal/store/storetest/a.go", `import ("testing"; "foresaid/internal/store"; "gorm.io/gorm")`, ""},
		"a room nobody planned":         {"internal/newsroom/a.go", ``, `the room "newsroom" is not in the plan`},
		"a package at the root":         {"a.go", ``, `the room "." is not in the plan`},
		"files left out by build tags":  {"internal/ledger/a_plan9.go", `import "foresaid/internal/cli"`, "ledger must not import cli"},
		"the clock":                     {"internal/scoring/a.go", "import \"time\"\nvar x = time.Now", "a.go:3: scoring must not use time.Now"},
		"the clock by another name":     {"internal/wording/a.go", "import clock \"time\"\nvar x = clock.Since(clock.Time{})", "wording must not use clock.Since"},
		"the clock without a name":      {"internal/ledger/a.go", `import . "time"`, "with a dot"},
		"times are allowed":             {"internal/ledger/a.go", "import \"time\"\nvar x time.Time", ""},
		"somebody else's Now":           {"internal/ledger/a.go", "import \"time\"\nvar time2 struct{ Now time.Time }\nvar x = time2.Now", ""},
		"input and output":              {"internal/wording/a.go", `import "net/http"`, "wording must not import net/http"},
		"structured logging":            {"internal/ledger/a.go", `import "log/slog"`, "ledger must not import log/slog"},
		"links are not the net":         {"internal/ledger/a.go", `import "net/url"`, ""},
		"context on the ports":          {"internal/ledger/store.go", `import "context"`, ""},
		"context elsewhere":             {"internal/ledger/claim.go", `import "context"`, "ledger must not import context"},
		"chance":                        {"internal/scoring/a.go", `import "math/rand/v2"`, "scoring must not import math/rand/v2"},
		"arithmetic":                    {"internal/scoring/a.go", `import "math"`, ""},
		"embedding":                     {"internal/wording/a.go", `import _ "embed"`, ""},
		"scoring with foreign help":     {"internal/scoring/a.go", `import "golang.org/x/text/language"`, "nothing but the standard library"},
		"a test of scoring may do more": {"internal/scoring/a_test.go", "import (\"time\"; \"os\"; \"gonum.org/v1/gonum/stat\")\nvar x = time.Now", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := breaches(read(t, house(c.path, "package x\n"+c.text)))
			if c.problem == "" {
				assert.Empty(t, got)
				return
			}
			require.Len(t, got, 1)
			assert.Contains(t, got[0], c.problem)
			assert.True(t, strings.HasPrefix(got[0], c.path), "the file is named first: %s", got[0])
		})
	}
}

func TestOtherTreesAreNotRead(t *testing.T) {
	files := read(t, house(
		"internal/ledger/a.go", "package ledger",
		"internal/ledger/testdata/b.go", "package b",
		".tools/c.go", "package c",
		"_old/d.go", "package d",
		"tools/go.mod", "module tools",
		"tools/e.go", "package e",
		"node_modules/f/f.go", "package f",
	))
	require.Len(t, files, 1)
	assert.Equal(t, "internal/ledger/a.go", files[0].path)
}

func TestHabitsAreWatched(t *testing.T) {
	const doc = "// Package x is.\npackage x\n"
	docs := func(pairs ...string) []string { return docProblems(read(t, house(pairs...))) }
	assert.Empty(t, docs("x/doc.go", doc, "x/x.go", "package x", "x/x_test.go", doc))
	assert.Empty(t, docs("x/x.go", "//go:build linux\n\n"+doc))
	assert.Empty(t, docs("cmd/x/main.go", "// Command x runs.\npackage main"))
	assert.Empty(t, docs("x/x_test.go", "package x_test"))
	assert.Contains(t, docs("x/x.go", "package x")[0], "no file says")
	assert.Contains(t, docs("x/x.go", "// package x\n\npackage x")[0], "no file says")
	assert.Contains(t, docs("x/doc.go", doc, "x/x.go", doc)[0], "each of [doc.go x.go]")
	assert.Contains(t, docs("x/doc.go", "// This is x.\npackage x")[0], `begins with "Package x "`)

	shape := func(p, text string) []string { return shapeProblems(read(t, house(p, text))) }
	long := "package x\n" + strings.Repeat("\n", mostLines)
	assert.Empty(t, shape("x/claim_list.go", "package x"))
	assert.Empty(t, shape("x/x_test.go", long))
	assert.Contains(t, shape("x/x.go", long)[0], "split it")
	for _, p := range []string{"x/utils.go", "x/common.go", "x/helpers_test.go", "internal/util/x.go"} {
		assert.Contains(t, shape(p, "package x")[0], "tells nobody", p)
	}
}

func TestMigrationsAreWatched(t *testing.T) {
	steps := func(names ...string) []string {
		var pairs []string
		for _, n := range names {
			pairs = append(pairs, "migrations/"+n, "")
		}
		return migrationProblems(house(pairs...))
	}
	assert.Empty(t, steps())
	assert.Empty(t, steps("sqlite/00001_first.sql", "postgres/00001_first.sql", "sqlite/00002_next.sql", "postgres/00002_next.sql"))
	assert.Contains(t, steps("sqlite/00001_first.sql")[0], "both databases")
	assert.Contains(t, steps("sqlite/00001_first.sql", "postgres/00001_other.sql")[0], "both databases")
	assert.Contains(t, steps("sqlite/00002_first.sql", "postgres/00002_first.sql")[0], "step 00001 belongs here")
	assert.Contains(t, steps("sqlite/00001_a.sql", "sqlite/00001_b.sql", "postgres/00001_a.sql", "postgres/00001_b.sql")[0], "step 00002 belongs here")
	assert.Contains(t, steps("sqlite/1_first.sql", "postgres/1_first.sql")[0], "named like")
	assert.Contains(t, steps("sqlite/notes.txt", "postgres/notes.txt")[0], "named like")
}
