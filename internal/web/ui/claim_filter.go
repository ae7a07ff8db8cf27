package ui

import (
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// claimFilter is a filter of claims as its address and its form hold it.
type claimFilter struct {
	form
	values  url.Values
	filter  ledger.ClaimFilter
	speaker ledger.Speaker // zero without one
	source  ledger.Source
}

// filterFields are the parameters of the address that choose claims.
var filterFields = []string{
	"state", "grade", "outcome", "late", "provisional", "overdue", "uncheckable", "speaker", "source", "topic", "from", "to",
}

// readFilter reads the filter of an address. What can't be read is left out,
// and said at its field.
func (u *UI) readFilter(c echo.Context) (claimFilter, error) {
	f := claimFilter{form: form{L: u.locale(c)}, values: c.QueryParams()}
	q := &f.filter
	for _, s := range f.list("state") {
		if slices.Contains(ledger.States, ledger.State(s)) {
			q.States = append(q.States, ledger.State(s))
		}
	}
	for _, s := range f.list("grade") {
		if s == string(ledger.Void) {
			q.Grades = append(q.Grades, ledger.Void)
		} else if g, err := ledger.ParseGrade(s); err == nil {
			q.Grades = append(q.Grades, g)
		}
	}
	for _, s := range f.list("outcome") {
		if o := ledger.Outcome(s); o == ledger.Happened || o == ledger.Missed {
			q.Outcomes = append(q.Outcomes, o)
		}
	}
	q.Late, q.Provisional, q.Uncheckable = f.Get("late") != "", f.Get("provisional") != "", f.Get("uncheckable") != ""
	if f.Get("overdue") != "" {
		q.Overdue = u.Tracker.Today()
	}
	q.Topic = ledger.Line(strings.ToLower(f.Get("topic")))
	var err error
	if q.DeadlineFrom, err = wording.ParseDate("from", f.Get("from")); err != nil {
		f.Problems.Add(err)
	}
	if q.DeadlineTo, err = wording.ParseDate("to", f.Get("to")); err != nil {
		f.Problems.Add(err)
	}
	if err := u.readParts(c, &f); err != nil {
		return f, err
	}
	q.Sort, q.Descending, q.Cursor = ledger.ClaimSort(f.Get("sort")), f.Get("order") != "up", f.Get("page")
	if q.Sort == "" {
		q.Sort = ledger.ByLogged
	}
	if q.Sort == ledger.ByDue && f.Get("order") == "" {
		q.Descending = false // what comes due first is what one wants to see
	}
	return f, nil
}

// readParts finds the speaker and the source of a filter.
func (u *UI) readParts(c echo.Context, f *claimFilter) error {
	if name := ledger.Line(f.Get("speaker")); name != "" {
		sp, err := u.Tracker.Speaker(ctxOf(c), name)
		switch ledger.CodeOf(err) {
		case "":
			f.speaker, f.filter.SpeakerID = sp, sp.ID
		case ledger.NotFound, ledger.Invalid:
			f.blame("speaker", err)
		default:
			return err
		}
	}
	if id := ledger.Line(f.Get("source")); id != "" {
		src, err := u.Store.Source(ctxOf(c), id)
		switch ledger.CodeOf(err) {
		case "":
			f.source, f.filter.SourceID = src, src.ID
		case ledger.NotFound:
			f.blame("source", err)
		default:
			return err
		}
	}
	return nil
}

// blame makes what was not found a problem of the field that asked for it.
func (f *claimFilter) blame(field string, err error) {
	var found ledger.Problems
	found.Add(err)
	for _, e := range found {
		e = e.At(field)
		e.Code = ledger.Invalid
		f.Problems.Add(e)
	}
}

// Get is a parameter as it was given.
func (f claimFilter) Get(name string) string { return f.values.Get(name) }

// list splits a parameter that may be given several times, or with commas.
func (f claimFilter) list(name string) []string {
	var all []string
	for _, v := range f.values[name] {
		all = append(all, strings.FieldsFunc(v, func(r rune) bool { return r == ',' })...)
	}
	return all
}

// Chosen tells whether a parameter has a value.
func (f claimFilter) Chosen(name, value string) bool { return slices.Contains(f.list(name), value) }

// with is the address of the same view with a parameter changed, or taken
// away if value is empty, on its first page.
func (f claimFilter) with(name, value string) string {
	values := url.Values{}
	for k, v := range f.values {
		if k != "page" && k != "done" && !(len(v) == 1 && v[0] == "") {
			values[k] = v
		}
	}
	values.Del(name)
	if value != "" {
		values.Set(name, value)
	}
	if len(values) == 0 {
		return "/claims"
	}
	return "/claims?" + values.Encode()
}

// page is the address of another page of the same view.
func (f claimFilter) page(cursor string) string {
	if cursor == "" {
		return ""
	}
	return f.with("page", cursor)
}

// SpeakerText is what the speaker field holds.
func (f claimFilter) SpeakerText() string {
	if f.speaker.ID != 0 {
		return f.speaker.Name
	}
	return f.Get("speaker")
}

// chip is one filter that is on, with the address without it.
type chip struct{ Text, Without string }

// Chips are the filters that are on.
func (f claimFilter) Chips() []chip {
	var chips []chip
	for _, name := range filterFields {
		if f.Get(name) == "" || len(f.At(name)) > 0 {
			continue
		}
		var text string
		switch name {
		case "state":
			text = f.words(name, "state.")
		case "grade":
			text = f.words(name, "grade.")
		case "speaker":
			text = f.speaker.Name
		case "source":
			text = f.source.Title
		case "topic":
			text = f.filter.Topic
		case "from":
			text = f.L.T("claims.from") + " " + f.L.Date(f.filter.DeadlineFrom)
		case "to":
			text = f.L.T("claims.to") + " " + f.L.Date(f.filter.DeadlineTo)
		default:
			text = f.what(name)
		}
		chips = append(chips, chip{text, f.with(name, "")})
	}
	return chips
}

func (f claimFilter) words(name, area string) string {
	var words []string
	for _, v := range f.list(name) {
		if f.L.Has(area + v) {
			words = append(words, f.L.T(area+v))
		}
	}
	return f.L.List(words)
}

// what says which claims one filter leaves.
func (f claimFilter) what(name string) string {
	switch name {
	case "outcome":
		if f.Get(name) == string(ledger.Happened) {
			return f.L.T("claims.what_happened")
		}
		return f.L.T("claims.what_missed")
	case "late":
		return f.L.T("claims.what_late")
	case "provisional":
		return f.L.T("claims.what_provisional")
	case "overdue":
		return f.L.T("claims.what_overdue")
	case "uncheckable":
		return f.L.T("claims.what_uncheckable")
	case "grade":
		return f.L.T("claims.what_grade", "grade", f.words("grade", "grade."))
	case "state":
		if len(f.filter.States) == 1 {
			return f.L.T("claims.what_state_" + string(f.filter.States[0]))
		}
	}
	return f.L.T("claims.what_claims")
}

// Heading says in words which claims are shown.
func (f claimFilter) Heading() string {
	what := f.L.T("claims.what_claims")
	on := 0
	for _, name := range filterFields {
		if f.Get(name) == "" {
			continue
		}
		on++
		if said := f.what(name); said != f.L.T("claims.what_claims") {
			what = said
		}
	}
	if on == 0 {
		return f.L.T("claims.all")
	}
	var of, about string
	if f.speaker.ID != 0 {
		of = f.L.T("claims.of_speaker", "name", f.speaker.Name)
	}
	if f.source.ID != 0 {
		of += f.L.T("claims.of_source", "title", f.source.Title)
	}
	if f.filter.Topic != "" {
		about = f.L.T("claims.about_topic", "topic", f.filter.Topic)
	}
	return ledger.Line(f.L.T("claims.heading", "what", what, "of", of, "about", about))
}

// Order says in words how they are sorted.
func (f claimFilter) Order() string {
	way := "claims.up"
	if f.filter.Descending {
		way = "claims.down"
	}
	return f.L.T("claims.by_"+string(f.filter.Sort)) + f.L.T(way)
}

// Down tells whether the order is descending.
func (f claimFilter) Down() bool { return f.filter.Descending }

// SortedBy tells whether the claims are in that order.
func (f claimFilter) SortedBy(sort string) bool { return string(f.filter.Sort) == sort }
