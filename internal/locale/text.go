package locale

import (
	"flag"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"

	"foresaid/internal/ledger"
)

// strict reports a value that a text asks for and is not given.
var strict = &template.TextParser{Option: "missingkey=error"}

// T returns the text of a key. pairs are names and values that go into it; n,
// an int, also chooses the plural form and is written as Number does. A key
// that is missing, or given too little, panics in tests; a reader sees the key.
func (l *Locale) T(key string, pairs ...any) string {
	m, ok := l.texts[key]
	if !ok {
		return l.fault(key, "there is no such text")
	}
	if m.One == "" && !strings.Contains(m.Other, "{{") {
		return m.Other // most are
	}
	values := make(map[string]any, len(pairs)/2)
	config := i18n.LocalizeConfig{MessageID: key, TemplateData: values, TemplateParser: strict}
	if len(pairs)%2 != 0 {
		return l.fault(key, "a name without a value")
	}
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return l.fault(key, fmt.Sprintf("%v is not the name of a value", pairs[i]))
		}
		values[name] = pairs[i+1]
		if n, ok := pairs[i+1].(int); ok && name == "n" {
			values[name] = l.Number(n)
			if m.One != "" { // go-i18n wants the form that it chooses to be there
				config.PluralCount = n
			}
		}
	}
	if m.One != "" && config.PluralCount == nil {
		return l.fault(key, "no n, an int, to choose the plural form by")
	}
	text, err := l.localizer.Localize(&config)
	if err != nil {
		return l.fault(key, err.Error())
	}
	return text
}

// Has tells whether there is a text of this key.
func (l *Locale) Has(key string) bool { return l.texts[key] != nil }

// fault stops a test. Package testing itself would bring its flags into the
// program; in a test, its flags are there.
func (l *Locale) fault(key, why string) string {
	if flag.Lookup("test.v") != nil {
		panic(fmt.Sprintf("locale: %s: %s: %s", l.Tag(), key, why))
	}
	return key
}

// Error is the message of an error without its field.
func (l *Locale) Error(e *ledger.Error) string {
	m, ok := l.texts["error."+e.Key]
	if !ok {
		return e.Message()
	}
	return fmt.Sprintf(m.Other, e.Args...)
}

// Title makes the first letter a capital where sentences begin with one.
func (l *Locale) Title(s string) string {
	if !l.capitals {
		return s
	}
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToTitle(r)) + s[size:]
}

// List joins items as in a sentence: "a, b and c".
func (l *Locale) List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], l.T("base.list_comma")) + l.T("base.list_and") + items[last]
}
