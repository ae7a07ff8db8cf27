package ui

import (
	"maps"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
	"foresaid/internal/wording"
)

// recordFilter is the view of a record as its address and its form hold it,
// so that a view can be shared.
type recordFilter struct {
	form
	View   scoring.View
	path   string
	values url.Values // of the address, without what is empty or goes without saying
}

// recordFields are the parameters of the address that choose a view.
var recordFields = []string{"cohort", "basis", "topic", "from", "to"}

// recordFilter reads the view of an address. What can't be read is left out,
// and said at its field.
func (u *UI) recordFilter(c echo.Context, path string) recordFilter {
	f := recordFilter{form: form{L: u.locale(c)}, path: path, values: url.Values{}}
	for _, name := range recordFields {
		if v := strings.TrimSpace(c.QueryParam(name)); v != "" {
			f.values.Set(name, v)
		}
	}
	f.View = scoring.View{Topic: strings.ToLower(ledger.Line(f.Get("topic"))), Today: u.Tracker.Today(), Zone: u.Zone}
	var err error
	f.View.Cohort, err = scoring.ParseCohort(f.Get("cohort"))
	f.Problems.Add(err)
	f.View.Basis, err = scoring.ParseBasis(f.Get("basis"))
	f.Problems.Add(err)
	f.View.From, err = wording.ParseDate("from", f.Get("from"))
	f.Problems.Add(err)
	f.View.To, err = wording.ParseDate("to", f.Get("to"))
	f.Problems.Add(err)
	if f.View.Cohort == scoring.JudgedCohort {
		f.values.Del("cohort")
	}
	if f.View.Basis == scoring.StatedBasis {
		f.values.Del("basis")
	}
	return f
}

// Get is a parameter as it was given.
func (f recordFilter) Get(name string) string { return f.values.Get(name) }

// status of the page.
func (f recordFilter) status() int {
	if len(f.Problems) == 0 {
		return 200
	}
	return f.form.status()
}

// Choices are the options of a field that has some.
func (f recordFilter) Choices(name string) []choice {
	var choices []choice
	switch name {
	case "cohort":
		for _, v := range scoring.Cohorts {
			choices = append(choices, choice{string(v), f.L.T("record.cohort." + string(v)), f.View.Cohort == v})
		}
	case "basis":
		for _, v := range scoring.Bases {
			choices = append(choices, choice{string(v), f.L.T("record.basis." + string(v)), f.View.Basis == v})
		}
	}
	return choices
}

// Chips are the choices that are not the usual ones.
func (f recordFilter) Chips() []chip {
	var chips []chip
	for _, name := range recordFields {
		value := f.Get(name)
		if value == "" || len(f.Problems.At(name)) > 0 {
			continue
		}
		switch name {
		case "cohort":
			value = f.L.T("record.cohort." + value)
		case "basis":
			value = f.L.T("record.basis." + value)
		case "from":
			value = f.L.T("claims.chip_from", "when", f.L.Date(f.View.From))
		case "to":
			value = f.L.T("claims.chip_to", "when", f.L.Date(f.View.To))
		}
		chips = append(chips, chip{value, f.with(name, "")})
	}
	return chips
}

// Clear is the address of the whole record.
func (f recordFilter) Clear() string { return f.path }

func (f recordFilter) with(name, value string) string {
	q := maps.Clone(f.values)
	q.Del(name)
	if value != "" {
		q.Set(name, value)
	}
	if len(q) == 0 {
		return f.path
	}
	return f.path + "?" + q.Encode()
}

// Under is the address of something else about the same view.
func (f recordFilter) Under(path string) string {
	f.path += path
	return f.with("", "")
}

// page is the address of another page of the view's list.
func (f recordFilter) page(cursor string) string {
	if cursor == "" {
		return ""
	}
	return f.with("page", cursor)
}
