package arch_test

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestImportsFollowThePlan(t *testing.T) {
	files, _ := theHouse(t)
	assert.Greater(t, len(files), 20, "the house was not read")
	for _, problem := range breaches(files) {
		t.Error(problem)
	}
}

func TestThePlanNamesOnlyItsOwnRooms(t *testing.T) {
	for room, may := range plan {
		for _, other := range may {
			assert.True(t, other == everything || plan[other] != nil, "%s may import %s, which the plan does not have", room, other)
		}
	}
	for thing, room := range outside {
		assert.True(t, room == onlyTests || plan[room] != nil, "%s is kept in %s, which the plan does not have", thing, room)
	}
	for room := range barred {
		assert.Contains(t, plan, room)
	}
}

// breaches lists where files break the plan.
func breaches(files []file) []string {
	var found []string
	for _, f := range files {
		may, planned := plan[f.room]
		if !planned && !helpsTests(f.room) {
			found = append(found, fmt.Sprintf("%s: the room %q is not in the plan: decide what it may import, and add it to plan in internal/arch/plan_test.go and to the picture in the README; or put the file where it belongs",
				f.path, f.room))
			continue
		}
		for _, imported := range f.imports() {
			if why := breach(f, imported, may); why != "" {
				found = append(found, f.path+": "+why)
			}
		}
		found = append(found, barredNames(f)...)
	}
	return found
}

// breach says what is wrong with one import, if anything.
func breach(f file, imported string, may []string) string {
	if f.test {
		for _, held := range heldInTests {
			if within(imported, held) && !within(f.room, outside[held]) {
				return fmt.Sprintf("%s imports %s; even tests leave it to %s", f.room, imported, outside[held])
			}
		}
		return ""
	}
	if room, ours := roomOf(imported); ours {
		switch {
		case helpsTests(room):
			return fmt.Sprintf("%s imports %s, which is there for tests", f.room, room)
		case room == f.room || slices.Contains(may, room) || slices.Contains(may, everything):
			return ""
		}
		return fmt.Sprintf("%s must not import %s; the plan allows it %v", f.room, room, may)
	}
	for thing, room := range outside {
		if within(imported, thing) && (room == onlyTests || !within(f.room, room)) {
			if room == onlyTests {
				return fmt.Sprintf("%s imports %s, which is for tests", f.room, imported)
			}
			return fmt.Sprintf("%s imports %s, which is kept in %s", f.room, imported, room)
		}
	}
	b, ok := barred[f.room]
	if !ok {
		return ""
	}
	for _, no := range b.imports {
		if within(imported, no) && (b.except[no] == "" || b.except[no] != path.Base(f.path)) {
			return fmt.Sprintf("%s must not import %s: it computes, and what it needs is passed in", f.room, imported)
		}
	}
	if b.foreign && !standard(imported) && !slices.ContainsFunc(b.but, func(p string) bool { return within(imported, p) }) {
		return fmt.Sprintf("%s imports %s; it needs nothing but the standard library", f.room, imported)
	}
	return ""
}

// barredNames lists the uses of names that the room must not use. A dot import
// of their package would hide them, and so counts as one.
func barredNames(f file) []string {
	b, ok := barred[f.room]
	if !ok || f.test {
		return nil
	}
	var found []string
	local := map[string]string{} // name in this file → import path
	for _, spec := range f.ast.Imports {
		p := importPath(spec)
		if b.names[p] == nil {
			continue
		}
		name := path.Base(p)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if name == "." {
			found = append(found, fmt.Sprintf("%s: %s must not import %s with a dot", f.where(spec), f.room, p))
		}
		local[name] = p
	}
	ast.Inspect(f.ast, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && slices.Contains(b.names[local[x.Name]], sel.Sel.Name) {
			found = append(found, fmt.Sprintf("%s: %s must not use %s.%s: whoever needs the present passes it in", f.where(sel), f.room, x.Name, sel.Sel.Name))
		}
		return true
	})
	return found
}

// standard tells whether an import path belongs to the standard library: its
// first element is no domain name.
func standard(imported string) bool {
	for i := range imported {
		switch imported[i] {
		case '.':
			return false
		case '/':
			return true
		}
	}
	return true
}
