package ui

import (
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
)

// dueFilter is which part of the queue the address asks for.
type dueFilter struct {
	claimFilter
	Age, Kind string
}

// dueAges are the filters by how long claims have waited: the least days, and
// the most, or 0.
var dueAges = map[string][2]int{"new": {0, 7}, "week": {8, 0}, "month": {31, 0}, "year": {366, 0}}

var (
	ageOrder  = []string{"new", "week", "month", "year"}
	kindOrder = []string{string(ledger.Stated), string(ledger.Inferred), string(ledger.Open)}
)

// readDueFilter reads the filter of the queue. What can't be read is left out,
// and said at its field.
func (u *UI) readDueFilter(c echo.Context) (dueFilter, error) {
	f := dueFilter{claimFilter: claimFilter{form: form{L: u.locale(c)}, values: url.Values{}}}
	for _, name := range []string{"speaker", "topic", "age", "kind"} {
		if v := ledger.Line(c.QueryParam(name)); v != "" {
			f.values.Set(name, v)
		}
	}
	f.filter = ledger.ClaimFilter{States: []ledger.State{ledger.StateDue}, Sort: ledger.ByDue, Cursor: c.QueryParam("page")}
	f.filter.Topic = strings.TrimLeft(strings.ToLower(f.Get("topic")), "#＃ ")
	if err := u.readParts(c, &f.claimFilter); err != nil {
		return f, err
	}
	today := u.Tracker.Today()
	if days, known := dueAges[f.Get("age")]; known {
		f.Age, f.filter.DueTo = f.Get("age"), today.AddDays(-days[0])
		if days[1] > 0 {
			f.filter.DueFrom = today.AddDays(-days[1])
		}
	}
	if kind := f.Get("kind"); slices.Contains(kindOrder, kind) {
		f.Kind, f.filter.Kinds = kind, []ledger.DeadlineKind{ledger.DeadlineKind(kind)}
	}
	if f.speaker.ID != 0 {
		f.values.Set("speaker", f.speaker.PublicID)
	}
	return f, nil
}

// On tells whether only a part is shown.
func (f dueFilter) On() bool { return len(f.values) > 0 }

// Ages and Kinds are what can be chosen.
func (f dueFilter) Ages() []string { return ageOrder }

// Kinds are the kinds of deadlines.
func (f dueFilter) Kinds() []string { return kindOrder }

// first is the address of the first page.
func (f dueFilter) first() string {
	if !f.On() {
		return "/"
	}
	return "/?" + f.values.Encode()
}

// Page is the address of a page of the queue; empty without a cursor.
func (f dueFilter) Page(cursor string) string {
	if cursor == "" {
		return ""
	}
	q := url.Values{"page": {cursor}}
	for name, v := range f.values {
		q[name] = v
	}
	return "/?" + q.Encode()
}
