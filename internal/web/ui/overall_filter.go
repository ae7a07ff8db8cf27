package ui

import (
	"maps"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

const overallPath = "/overall"

// overallFilter is the choice of an address of the overall page: years and
// cohort, as on the leaderboard, but every verdict counts unless one chooses
// otherwise.
type overallFilter struct{ leaderFilter }

func (u *UI) overallFilter(c echo.Context) overallFilter {
	f := overallFilter{leaderFilter{form: form{L: u.locale(c)}, values: url.Values{}}}
	for _, name := range []string{"from", "to", "cohort"} {
		if v := strings.TrimSpace(c.QueryParam(name)); v != "" {
			f.values.Set(name, v)
		}
	}
	f.filter.FromYear, f.filter.ToYear = f.number("from", 1, 9999), f.number("to", 1, 9999)
	if from, to := f.filter.FromYear, f.filter.ToYear; to != 0 && to < from {
		f.Problems.Add(ledger.Invalidf("to", "years_reversed", "The last year, %d, is before the first, %d", to, from))
		f.filter.ToYear = 0
	}
	cohort, err := scoring.ParseCohort(f.Get("cohort"))
	f.Problems.Add(err)
	if f.filter.Cohort = cohort; cohort == "" || cohort == scoring.JudgedCohort {
		f.filter.Cohort = scoring.JudgedCohort
		if err == nil {
			f.values.Del("cohort")
		}
	}
	return f
}

// Years tells whether only deadlines of some years count. Of those there are
// no bins of odds and no words.
func (f overallFilter) Years() bool { return f.filter.FromYear != 0 || f.filter.ToYear != 0 }

// Choices are the options of a field that has some.
func (f overallFilter) Choices(string) []choice {
	ripe := f.filter.Cohort == scoring.RipeCohort
	return []choice{
		{string(scoring.JudgedCohort), f.L.T("record.cohort.judged"), !ripe},
		{string(scoring.RipeCohort), f.L.T("record.cohort.ripe"), ripe},
	}
}

// Chips are the choices that are not the usual ones.
func (f overallFilter) Chips() []chip {
	var chips []chip
	for _, name := range []string{"from", "to", "cohort"} {
		value := f.Get(name)
		if value == "" || len(f.Problems.At(name)) > 0 {
			continue
		}
		text := f.L.T("record.cohort.ripe")
		if name != "cohort" {
			text = f.L.T("leaderboard.chip_"+name, "value", value)
		}
		chips = append(chips, chip{text, f.with(name, "")})
	}
	return chips
}

// with is the address of the page with a parameter changed, or taken away if
// value is empty.
func (f overallFilter) with(name, value string) string {
	q := maps.Clone(f.values)
	q.Del(name)
	if value != "" {
		q.Set(name, value)
	}
	return leaderURL(overallPath, q)
}

// Clear is the address without a choice.
func (f overallFilter) Clear() string { return overallPath }

// AllYears is the same choice for all years.
func (f overallFilter) AllYears() string {
	q := maps.Clone(f.values)
	q.Del("from")
	q.Del("to")
	return leaderURL(overallPath, q)
}

// Ripe is the same choice without the verdicts that came before the deadline.
func (f overallFilter) Ripe() string { return f.with("cohort", string(scoring.RipeCohort)) }

// JSON is the address of the same choice as data.
func (f overallFilter) JSON() string { return leaderURL(overallPath+".json", f.values) }

// records chooses kept tallies.
func (f overallFilter) records(by ledger.RecordBy) ledger.RecordFilter {
	return ledger.RecordFilter{By: by, FromYear: f.filter.FromYear, ToYear: f.filter.ToYear, Bins: by == ledger.Together && !f.Years()}
}
