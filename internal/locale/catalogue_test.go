package locale

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
)

// areaOf is the first part of a key.
func areaOf(key string) string {
	area, _, _ := strings.Cut(key, ".")
	return area
}

func TestBothLanguagesHaveTheSameTexts(t *testing.T) {
	en, zh := all[0].texts, all[1].texts
	for key := range en {
		assert.Contains(t, zh, key, "zh-CN lacks it")
		assert.NotEqual(t, "error", areaOf(key), "%s: the English of errors is in the code", key)
	}
	for key := range zh {
		if areaOf(key) != "error" {
			assert.Contains(t, en, key, "en lacks it")
		}
	}
}

var placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)

func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestTextsFitTheirTranslations(t *testing.T) {
	simple := regexp.MustCompile(`^\{\{\.[a-z_]+\}\}$`)
	for key, e := range all[0].texts {
		z, ok := all[1].texts[key]
		if !ok {
			continue // reported above
		}
		want := placeholders(e.Other)
		assert.Equal(t, want, placeholders(z.Other), "%s: the same values in both", key)
		for _, p := range want {
			assert.Regexp(t, simple, p, key)
		}
		assert.Empty(t, z.One, "%s: Chinese has one form", key)
		for _, p := range placeholders(e.One) {
			assert.Contains(t, want, p, "%s: one", key)
		}
	}
}

// spaced are the texts that join others, whose ends are blank or empty on
// purpose.
var spaced = []string{"base.colon", "base.between_sentences", "base.list_comma", "base.list_and"}

func TestTextsAreClean(t *testing.T) {
	han := regexp.MustCompile(`\p{Han}`)
	straight := regexp.MustCompile(`\w'\w|"`)
	name := regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$`)
	for _, l := range all {
		for key, m := range l.texts {
			assert.Regexp(t, name, key)
			if slices.Contains(spaced, key) {
				continue
			}
			for _, text := range []string{m.Other, m.One} {
				assert.Equal(t, strings.TrimSpace(text), text, "%s %s: blanks at its ends", l.Tag(), key)
				assert.NotRegexp(t, straight, placeholder.ReplaceAllString(text, ""), "%s %s: typographic marks", l.Tag(), key)
			}
			assert.NotEmpty(t, m.Other, "%s %s", l.Tag(), key)
			if l.Tag() == "en" {
				assert.NotRegexp(t, han, m.Other, key)
			}
		}
	}
}

func TestNoEnglishIsLeftInChinese(t *testing.T) {
	word := regexp.MustCompile(`[A-Za-z]{2,}`)
	for key, m := range all[1].texts {
		if areaOf(key) == "error" || !word.MatchString(placeholder.ReplaceAllString(m.Other, "")) {
			continue
		}
		assert.Regexp(t, `\p{Han}`, m.Other, key)
	}
}

func TestTheLedgersTermsHaveWords(t *testing.T) {
	var keys []string
	for _, g := range append(slices.Clone(ledger.Grades), ledger.Void) {
		keys = append(keys, "grade."+string(g))
	}
	for _, g := range ledger.Grades {
		keys = append(keys, "grade.short_"+string(g))
	}
	for _, r := range ledger.VoidReasons {
		keys = append(keys, "reason."+string(r))
	}
	for _, s := range ledger.States {
		keys = append(keys, "state."+string(s))
	}
	for _, k := range ledger.SourceKinds {
		keys = append(keys, "kind.source."+string(k))
	}
	for _, k := range []ledger.DeadlineKind{ledger.Stated, ledger.Inferred, ledger.Open} {
		keys = append(keys, "kind.deadline."+string(k))
	}
	for _, b := range []ledger.Basis{ledger.NoConfidence, ledger.StatedConfidence, ledger.WordedConfidence} {
		keys = append(keys, "kind.basis."+string(b))
	}
	for _, p := range []ledger.Precision{ledger.Day, ledger.Month, ledger.Quarter, ledger.Half, ledger.Year} {
		keys = append(keys, "kind.precision."+string(p))
	}
	for _, l := range all {
		for _, key := range keys {
			assert.True(t, l.Has(key), "%s %s", l.Tag(), key)
		}
	}
}

func TestReadCatalogue(t *testing.T) {
	read := func(text string) (catalogue, error) {
		return readCatalogue(fstest.MapFS{"en/a.yaml": {Data: []byte(text)}}, "en")
	}
	texts, err := read(`
# a comment
plain: text
"true": "true"
other: a word like any other
deep:
  translation: nested
  number:
    one: "{{.n}} thing"
    other: "{{.n}} things"
`)
	require.NoError(t, err)
	assert.Equal(t, []string{"a.deep.number", "a.deep.translation", "a.other", "a.plain", "a.true"}, slices.Sorted(maps.Keys(texts)))
	assert.Equal(t, "{{.n}} thing", texts["a.deep.number"].One)
	assert.Equal(t, "nested", texts["a.deep.translation"].Other)

	texts, err = read("# nothing yet\n")
	require.NoError(t, err)
	assert.Empty(t, texts)

	for text, want := range map[string]string{
		"a: [1, 2]":                   "en/a.yaml:1: a.a is neither a text nor a group",
		"just text":                   "en/a.yaml:1: a is neither",
		"a: 1\nb: 2\na: 3":            "en/a.yaml:3: a.a is there twice",
		"a: this is cut #off":         "en/a.yaml:1: a.a has a comment behind it",
		"a:\n  one: x":                "en/a.yaml:2: a.a has no form for other numbers",
		"a: {{.n}} without quotation": "en/a.yaml: yaml:",
	} {
		_, err := read(text)
		assert.ErrorContains(t, err, want, "%q", text)
	}
}

func TestConcurrentUse(t *testing.T) {
	for i := range 20 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			for _, l := range All() {
				for n := range 50 {
					assert.Contains(t, l.Days(n), l.Number(n))
				}
			}
		})
	}
}
