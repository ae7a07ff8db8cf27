package arch_test

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestHabits(t *testing.T) {
	files, root := theHouse(t)
	for _, check := range []func() []string{
		func() []string { return docProblems(files) },
		func() []string { return shapeProblems(files) },
		func() []string { return migrationProblems(root) },
	} {
		for _, problem := range check() {
			t.Error(problem)
		}
	}
}

// docProblems lists the packages that do not have exactly one doc comment, in
// the form that go doc expects. Test files don't count.
func docProblems(files []file) []string {
	docs, names := map[string][]string{}, map[string]string{}
	var rooms, found []string
	for _, f := range files {
		if strings.HasSuffix(f.path, "_test.go") {
			continue
		}
		if _, seen := names[f.room]; !seen {
			rooms = append(rooms, f.room)
		}
		name := f.ast.Name.Name
		names[f.room] = name
		if f.ast.Doc == nil {
			continue
		}
		docs[f.room] = append(docs[f.room], path.Base(f.path))
		begins := "Package " + name + " "
		if name == "main" {
			begins = "Command " + path.Base(f.room) + " "
		}
		if !strings.HasPrefix(f.ast.Doc.Text(), begins) {
			found = append(found, fmt.Sprintf("%s: the doc comment of the package begins with %q", f.path, begins))
		}
	}
	for _, room := range rooms {
		switch where := docs[room]; len(where) {
		case 0:
			found = append(found, fmt.Sprintf("%s: no file says in a package doc comment what this room is for", room))
		case 1:
		default:
			found = append(found, fmt.Sprintf("%s: the package has a doc comment in each of %v; keep one", room, where))
		}
	}
	return found
}

// shapeProblems lists files and directories with a drawer's name, and files
// that have grown too long.
func shapeProblems(files []file) []string {
	var found []string
	for _, f := range files {
		for _, part := range strings.Split(strings.TrimSuffix(strings.TrimSuffix(f.path, ".go"), "_test"), "/") {
			if slices.Contains(drawers, part) {
				found = append(found, fmt.Sprintf("%s: %q tells nobody what may come in; name it for what it holds", f.path, part))
			}
		}
		if f.lines > mostLines && !strings.HasSuffix(f.path, "_test.go") {
			found = append(found, fmt.Sprintf("%s: %d lines; above %d a boundary has dissolved: split it", f.path, f.lines, mostLines))
		}
	}
	return found
}

var migrationName = regexp.MustCompile(`^(\d{5})_[a-z0-9_]+\.sql$`)

// migrationProblems lists steps that are misnamed, out of sequence or missing
// for one of the databases.
func migrationProblems(root fs.FS) []string {
	sqlite, missingSQLite := fs.ReadDir(root, "migrations/sqlite")
	postgres, missingPostgres := fs.ReadDir(root, "migrations/postgres")
	if missingSQLite != nil && missingPostgres != nil {
		return nil // not built yet
	}
	var found []string
	names := func(dir string, entries []fs.DirEntry) (list []string) {
		for i, e := range entries {
			list = append(list, e.Name())
			if m := migrationName.FindStringSubmatch(e.Name()); m == nil {
				found = append(found, fmt.Sprintf("migrations/%s/%s: a step is named like 00001_what_it_does.sql", dir, e.Name()))
			} else if want := fmt.Sprintf("%05d", i+1); m[1] != want {
				found = append(found, fmt.Sprintf("migrations/%s/%s: step %s belongs here; the numbers have no gaps", dir, e.Name(), want))
			}
		}
		return list
	}
	a, b := names("sqlite", sqlite), names("postgres", postgres)
	if !slices.Equal(a, b) {
		found = append(found, fmt.Sprintf("migrations: every step is written for both databases under one name; sqlite has %v, postgres has %v", a, b))
	}
	return found
}
