package locale

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// root is the module's.
var root = os.DirFS("../..")

// goFile is a Go file of the program.
type goFile struct {
	path string
	ast  *ast.File
	fset *token.FileSet
}

func (f goFile) where(n ast.Node) string {
	return fmt.Sprintf("%s:%d", f.path, f.fset.Position(n.Pos()).Line)
}

// goFiles reads the Go files below dir, tests left out; none where there is
// no such room yet.
func goFiles(t *testing.T, dir string) []goFile {
	t.Helper()
	var files []goFile
	for _, p := range filesBelow(t, dir, ".go") {
		if strings.HasSuffix(p, "_test.go") {
			continue
		}
		text, err := fs.ReadFile(root, p)
		require.NoError(t, err)
		fset := token.NewFileSet()
		parsed, err := parser.ParseFile(fset, p, text, parser.SkipObjectResolution)
		require.NoError(t, err)
		files = append(files, goFile{p, parsed, fset})
	}
	return files
}

func filesBelow(t *testing.T, dir, suffix string) []string {
	t.Helper()
	if _, err := fs.Stat(root, dir); err != nil {
		return nil
	}
	var paths []string
	require.NoError(t, fs.WalkDir(root, dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if err == nil && !d.IsDir() && strings.HasSuffix(p, suffix) {
			paths = append(paths, p)
		}
		return err
	}))
	return paths
}

// stringOf is the value of a string literal, or of a constant of the room.
func stringOf(e ast.Expr, constants map[string]string) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			s, err := strconv.Unquote(e.Value)
			return s, err == nil
		}
	case *ast.Ident:
		s, ok := constants[e.Name]
		return s, ok
	}
	return "", false
}

// constantsOf are the string constants that a room declares.
func constantsOf(files []goFile) map[string]string {
	constants := map[string]string{}
	for _, f := range files {
		for _, d := range f.ast.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.CONST {
				continue
			}
			for _, s := range decl.Specs {
				spec, ok := s.(*ast.ValueSpec)
				if !ok {
					continue
				}
				for i, name := range spec.Names {
					if i < len(spec.Values) {
						if text, ok := stringOf(spec.Values[i], nil); ok {
							constants[name.Name] = text
						}
					}
				}
			}
		}
	}
	return constants
}

// message is an error as the code makes it.
type message struct{ where, key, format string }

var errorKey = regexp.MustCompile(`^[a-z]+(_[a-z]+)+$`)

// messagesOf finds the keys and formats of a room's errors: in calls of Errorf
// and Invalidf, and, since rooms have their own wrappers and tables, wherever
// else a key is followed by a sentence.
func messagesOf(files []goFile) []message {
	constants := constantsOf(files)
	var found []message
	for _, f := range files {
		ast.Inspect(f.ast, func(n ast.Node) bool {
			var list []ast.Expr
			certain := -1
			switch n := n.(type) {
			case *ast.CallExpr:
				list = n.Args
				if isErrorCall(n) {
					certain = 1
				} else if sel, ok := n.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "T" {
					return true
				}
			case *ast.CompositeLit:
				list = n.Elts
			}
			for i := 0; i+1 < len(list); i++ {
				key, isKey := stringOf(list[i], constants)
				format, isFormat := stringOf(list[i+1], constants)
				if isKey && isFormat && (i == certain || errorKey.MatchString(key) && isSentence(format)) {
					found = append(found, message{f.where(n), key, format})
				}
			}
			return true
		})
	}
	return found
}

// isErrorCall tells whether a call is one of ledger.Errorf and
// ledger.Invalidf, which have the key in second place.
func isErrorCall(call *ast.CallExpr) bool {
	name := ""
	switch fun := call.Fun.(type) {
	case *ast.Ident: // inside ledger
		name = fun.Name
	case *ast.SelectorExpr:
		if pkg, ok := fun.X.(*ast.Ident); ok && pkg.Name == "ledger" {
			name = fun.Sel.Name
		}
	}
	return name == "Errorf" || name == "Invalidf"
}

func isSentence(s string) bool {
	return strings.Contains(s, " ") && regexp.MustCompile(`^[\p{Lu}“%]`).MatchString(s)
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?([a-zA-Z%])`)

// verbs maps the arguments that a format takes to their verbs.
func verbs(format string) map[int]string {
	found := map[int]string{}
	next := 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		found[next] = m[2]
		next++
	}
	return found
}

func TestErrorsAreTranslated(t *testing.T) {
	rooms := map[string][]goFile{}
	for _, f := range goFiles(t, "internal") {
		room := path.Dir(f.path)
		if room != "internal/config" { // those are told before there is a language
			rooms[room] = append(rooms[room], f)
		}
	}
	chinese := all[1].texts
	used := map[string]bool{}
	for room, files := range rooms {
		for _, m := range messagesOf(files) {
			used["error."+m.key] = true
			translation, ok := chinese["error."+m.key]
			if !assert.True(t, ok, "%s: zh-CN/error.yaml lacks %s: %s", m.where, m.key, m.format) {
				continue
			}
			assert.Equal(t, verbs(m.format), verbs(translation.Other), "%s: %s in zh-CN/error.yaml takes other arguments", m.where, m.key)
		}
		if room == "internal/ledger" {
			assert.Contains(t, used, "error.statement_missing", "the test sees errors")
		}
	}
	for key := range chinese {
		if areaOf(key) == "error" {
			assert.True(t, used[key], "%s is no error's", key)
		}
	}
}

func TestVerbs(t *testing.T) {
	assert.Equal(t, map[int]string{1: "s", 2: "d"}, verbs("“%s” has %d"))
	assert.Equal(t, verbs("%s of %d"), verbs("%[2]d 里的 %[1]s"))
	assert.Equal(t, verbs("%s and %s"), verbs("%[2]s %[1]s"))
	assert.Empty(t, verbs("0%% to 100%%"))
}

// ledgersOwn are the areas whose keys are values of the ledger; another test
// holds them together.
var ledgersOwn = []string{"grade", "reason", "state", "kind", "error"}

var (
	textKey    = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$`)
	textPrefix = regexp.MustCompile(`^([a-z][a-z0-9_]*\.([a-z0-9_]+[._])*)(%[sdv])?$`)
	inTemplate = regexp.MustCompile(`\b[tT]\s+"([^"]*)"`)
	quoted     = regexp.MustCompile(`"([a-z][a-z0-9_.%]*)"`) // attributes, too, have quotation marks
)

// usage is what the program asks of the catalogues.
type usage struct {
	keys     map[string]string // asked for with T, and where
	prefixes map[string]string // likewise, the rest being computed
	mentions map[string]bool   // strings that look like a key, wherever they stand
}

func usageOf(t *testing.T) usage {
	t.Helper()
	u := usage{map[string]string{}, map[string]string{}, map[string]bool{}}
	mention := func(s, where string) {
		if textKey.MatchString(s) {
			u.mentions[s] = true
		}
		if m := textPrefix.FindStringSubmatch(s); m != nil {
			u.prefixes[m[1]] = where
		}
	}
	for _, p := range slices.Concat(filesBelow(t, "templates", ".html"), filesBelow(t, "templates", ".txt")) {
		text, err := fs.ReadFile(root, p)
		require.NoError(t, err)
		for i, line := range strings.Split(string(text), "\n") {
			where := fmt.Sprintf("%s:%d", p, i+1)
			for _, m := range inTemplate.FindAllStringSubmatch(line, -1) {
				u.keys[m[1]] = where
			}
			for _, m := range quoted.FindAllStringSubmatch(line, -1) {
				mention(m[1], where)
			}
		}
	}
	for _, f := range goFiles(t, "internal") {
		ast.Inspect(f.ast, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "T" && len(n.Args) > 0 {
					if key, ok := stringOf(n.Args[0], nil); ok {
						u.keys[key] = f.where(n)
					}
				}
			case *ast.BasicLit:
				if s, ok := stringOf(n, nil); ok {
					mention(s, f.where(n))
				}
			}
			return true
		})
	}
	return u
}

func TestTextsAreThereAndUsed(t *testing.T) {
	u := usageOf(t)
	for key, where := range u.keys {
		for _, l := range all {
			assert.True(t, l.Has(key), "%s: %s has no text %q", where, l.Tag(), key)
		}
	}
	for key := range all[0].texts {
		if slices.Contains(ledgersOwn, areaOf(key)) || u.mentions[key] {
			continue
		}
		computed := false
		for prefix := range u.prefixes {
			computed = computed || strings.HasPrefix(key, prefix)
		}
		assert.True(t, computed, "nothing uses the text %s", key)
	}
}
