package arch_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// file is one Go file of the house.
type file struct {
	path  string // from the root, with slashes
	room  string
	test  bool // a test, or in a room that helps tests
	lines int
	ast   *ast.File
	fset  *token.FileSet
}

// theHouse reads every Go file of this module.
func theHouse(t *testing.T) (files []file, root fs.FS) {
	t.Helper()
	dir, err := os.Getwd()
	require.NoError(t, err)
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		require.NotEqual(t, dir, filepath.Dir(dir), "no go.mod above the test")
		dir = filepath.Dir(dir)
	}
	root = os.DirFS(dir)
	return read(t, root), root
}

// read parses all Go files below root, leaving out hidden directories,
// testdata and other modules.
func read(t *testing.T, root fs.FS) []file {
	t.Helper()
	var files []file
	err := fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if p != "." && ignored(root, p) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		text, err := fs.ReadFile(root, p)
		if err != nil {
			return err
		}
		fset := token.NewFileSet()
		parsed, err := parser.ParseFile(fset, p, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		room := strings.TrimPrefix(path.Dir(p), "internal/")
		files = append(files, file{
			path: p, room: room, ast: parsed, fset: fset,
			test:  strings.HasSuffix(p, "_test.go") || helpsTests(room),
			lines: bytes.Count(text, []byte("\n")),
		})
		return nil
	})
	require.NoError(t, err)
	return files
}

func ignored(root fs.FS, dir string) bool {
	switch name := path.Base(dir); {
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "_"),
		name == "testdata", name == "node_modules", name == "vendor":
		return true
	}
	_, err := fs.Stat(root, path.Join(dir, "go.mod"))
	return err == nil
}

func helpsTests(room string) bool { return strings.HasSuffix(room, "test") }

// imports lists what a file imports, as written.
func (f file) imports() []string {
	var paths []string
	for _, spec := range f.ast.Imports {
		paths = append(paths, importPath(spec))
	}
	return paths
}

func importPath(spec *ast.ImportSpec) string {
	p, _ := strconv.Unquote(spec.Path.Value) // the parser has checked it
	return p
}

// where is the position of a node, for people.
func (f file) where(n ast.Node) string {
	return f.path + ":" + strconv.Itoa(f.fset.Position(n.Pos()).Line)
}

// within tells whether p is root or below it.
func within(p, root string) bool { return p == root || strings.HasPrefix(p, root+"/") }

// roomOf turns an import path into a room; ok is false for other modules.
func roomOf(imported string) (room string, ok bool) {
	if !within(imported, module) {
		return "", false
	}
	room = strings.TrimPrefix(strings.TrimPrefix(imported, module), "/")
	return strings.TrimPrefix(room, "internal/"), true
}
