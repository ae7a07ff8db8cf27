package ui

import (
	"fmt"
	"html/template"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/web/assets"
)

// funcs are the functions that templates may call, in one language.
func (u *UI) funcs(l *locale.Locale) template.FuncMap {
	return template.FuncMap{
		"asset":       assets.Path,
		"t":           l.T,
		"number":      l.Number,
		"number64":    func(n int64) string { return l.Number(int(n)) },
		"percent":     l.Percent,
		"decimal":     l.Decimal,
		"probability": l.Probability,
		"date":        l.Date,
		"longdate":    l.LongDate,
		"monthyear":   l.MonthYear,
		"deadline":    l.Deadline,
		"period":      l.Period,
		"days":        l.Days,
		"span":        l.Span,
		"languages":   locale.All,
		"mark":        mark,
		"han":         Han,
		"dict":        dict,
		"grades":      func() []ledger.Grade { return ledger.Grades },
		"reasons":     func() []ledger.VoidReason { return ledger.VoidReasons },
		"version":     func() string { return u.Version },
		"inc":         func(i int) int { return i + 1 },
	}
}

// dict makes a map of alternating keys and values, for partials that take
// more than one thing.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict: %d arguments", len(pairs))
	}
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: key %v", pairs[i])
		}
		m[key] = pairs[i+1]
	}
	return m, nil
}

// marks are the shapes of grades and states: a verdict is a shape, a word and
// a colour. Drawn, because fonts disagree about ◕ and ◔.
var marks = map[string]string{
	"true":         `<path d="M3 8.6 6.4 12 13 4.4" stroke-width="2.2"/>`,
	"mostly_true":  `<circle cx="8" cy="8" r="6"/><path d="M8 8V2a6 6 0 1 1-6 6z" fill="currentColor" stroke="none"/>`,
	"mixed":        `<circle cx="8" cy="8" r="6"/><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" stroke="none"/>`,
	"mostly_false": `<circle cx="8" cy="8" r="6"/><path d="M8 8V2a6 6 0 0 1 6 6z" fill="currentColor" stroke="none"/>`,
	"false":        `<path d="M3.6 3.6l8.8 8.8M12.4 3.6l-8.8 8.8" stroke-width="2.2"/>`,
	"void":         `<path d="M3 8h10" stroke-width="2.2"/>`,
	"open":         `<circle cx="8" cy="8" r="6"/>`,
	"due":          `<path d="M8 2.5v7" stroke-width="2.4"/><circle cx="8" cy="13" r="1.1" fill="currentColor"/>`,
	"withdrawn":    `<path d="M3 13 13 3"/><circle cx="8" cy="8" r="6"/>`,
}

// mark draws the shape of a grade or state.
func mark(name any) (template.HTML, error) {
	shape, ok := marks[fmt.Sprint(name)]
	if !ok {
		return "", fmt.Errorf("mark: no shape for %q", name)
	}
	return template.HTML(`<svg class="mark" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">` + shape + `</svg>`), nil //nolint:gosec // only the constants above
}
