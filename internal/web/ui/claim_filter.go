package ui

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// claimFilter is a filter of claims as its address and its form hold it.
type claimFilter struct {
	form
	values   url.Values // of the address, without what is empty or goes without saying
	filter   ledger.ClaimFilter
	speaker  ledger.Speaker // zero without one
	source   ledger.Source
	question ledger.Question

	// SpeakerText is what the field holds: the name, or the id if the name
	// would not find the same speaker again.
	SpeakerText string
}

// filterFields are the parameters of the address that choose claims.
var filterFields = []string{
	"state", "grade", "outcome", "late", "provisional", "disputed", "overdue", "uncheckable", "speaker", "source", "question", "topic", "from", "to",
	"confidence", "odds", "reason", "horizon", "ripe",
}

// filterMarks are those that are on or off.
var filterMarks = []string{"late", "provisional", "disputed", "overdue", "uncheckable", "ripe"}

// claimSorts are the orders that the page offers.
var claimSorts = []ledger.ClaimSort{ledger.ByLogged, ledger.ByDeadline, ledger.BySaid, ledger.ByDue}

// readFilter reads the filter of an address. What can't be read is left out,
// and said at its field.
func (u *UI) readFilter(c echo.Context) (claimFilter, error) {
	f := claimFilter{form: form{L: u.locale(c)}, values: maps.Clone(c.QueryParams())}
	q := &f.filter
	for _, s := range f.list("state") {
		state, err := ledger.ParseState(s)
		if err != nil {
			f.Problems.Add(err)
			continue
		}
		q.States = append(q.States, state)
	}
	for _, s := range f.list("grade") {
		g, err := ledger.ParseGrade(s)
		if s == string(ledger.Void) {
			g, err = ledger.Void, nil
		}
		if err != nil {
			f.Problems.Add(err)
			continue
		}
		q.Grades = append(q.Grades, g)
	}
	for _, s := range f.list("outcome") {
		if o := ledger.Outcome(s); o == ledger.Happened || o == ledger.Missed {
			q.Outcomes = append(q.Outcomes, o)
		}
	}
	q.Late, q.Provisional = f.Get("late") != "", f.Get("provisional") != ""
	q.Disputed, q.Uncheckable = f.Get("disputed") != "", f.Get("uncheckable") != ""
	if f.Get("overdue") != "" {
		q.Overdue = u.Tracker.Today()
	}
	f.readScored(u.Tracker.Today())
	q.Topic = strings.TrimLeft(ledger.Line(strings.ToLower(f.Get("topic"))), "#＃ ")
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
	q.Sort, q.Cursor = ledger.ClaimSort(f.Get("sort")), f.Get("page")
	if q.Sort == "" || len(f.Problems) > 0 && !slices.Contains(claimSorts, q.Sort) {
		q.Sort = ledger.ByLogged
	}
	// newest first, but what comes due first is what one wants to see
	usual := map[bool]string{true: "up", false: "down"}[q.Sort == ledger.ByDue]
	if f.Get("order") == "" {
		f.values.Set("order", usual)
	}
	q.Descending = f.Get("order") != "up"
	f.tidy(usual)
	return f, nil
}

// readScored reads the filters by which figures lead to their claims.
func (f *claimFilter) readScored(today ledger.Date) {
	q := &f.filter
	for _, b := range f.list("confidence") {
		if basis := ledger.Basis(b); basis == ledger.StatedConfidence || basis == ledger.WordedConfidence || basis == ledger.NoConfidence {
			q.Bases = append(q.Bases, basis)
		}
	}
	var err error
	if text := f.Get("odds"); text != "" {
		if q.OddsFrom, q.OddsTo, err = readOdds(text); err != nil {
			f.Problems.Add(err)
		}
	}
	if text := f.Get("reason"); text != "" {
		if q.Reason, err = ledger.ParseVoidReason(text); err != nil {
			f.Problems.Add(err)
		}
	}
	if text := f.Get("horizon"); text != "" {
		if q.Horizon, err = ledger.ParseHorizon(text); err != nil {
			f.Problems.Add(err)
		}
	}
	if f.Get("ripe") != "" {
		q.Ripe = today
	}
}

// readOdds reads a range of probabilities, such as 80-90 for 80% and more but
// less than 90%.
func readOdds(text string) (from, to ledger.Probability, err error) {
	low, high, ok := strings.Cut(text, "-")
	a, errA := strconv.Atoi(low)
	b, errB := strconv.Atoi(high)
	if !ok || errA != nil || errB != nil || a < 0 || b <= a || b > 100 {
		return 0, 0, ledger.Invalidf("odds", "odds_range", "“%s” is not a range of odds; write it as 80-90", text)
	}
	return ledger.Probability(a) * ledger.Certain / 100, ledger.Probability(b) * ledger.Certain / 100, nil
}

// readParts finds the speaker and the source of a filter.
func (u *UI) readParts(c echo.Context, f *claimFilter) error {
	if name := ledger.Line(f.Get("speaker")); name != "" {
		f.SpeakerText = name
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
	if f.speaker.ID != 0 {
		f.SpeakerText = f.speaker.Name
		switch _, err := u.Tracker.Speaker(ctxOf(c), f.speaker.Name); ledger.CodeOf(err) {
		case "":
		case ledger.NotFound, ledger.Invalid:
			f.SpeakerText = f.speaker.PublicID
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
	if id := ledger.Line(f.Get("question")); id != "" {
		q, err := u.Store.Question(ctxOf(c), id)
		switch ledger.CodeOf(err) {
		case "":
			f.question, f.filter.QuestionID = q, q.ID
		case ledger.NotFound:
			f.blame("question", err)
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

// tidy brings the parameters into the form in which the address is shared: a
// form sends the empty ones too, and names, which others may come to bear.
func (f *claimFilter) tidy(usualOrder string) {
	for name, given := range f.values {
		if given = slices.DeleteFunc(slices.Clone(given), func(v string) bool { return strings.TrimSpace(v) == "" }); len(given) > 0 {
			f.values[name] = given
		} else {
			delete(f.values, name)
		}
	}
	if f.speaker.ID != 0 {
		f.values.Set("speaker", f.speaker.PublicID)
	}
	if f.Get("sort") == string(ledger.ByLogged) {
		f.values.Del("sort")
	}
	if f.Get("order") == usualOrder {
		f.values.Del("order")
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

// address is that of the view itself.
func (f claimFilter) address() string {
	if len(f.values) == 0 {
		return "/claims"
	}
	return "/claims?" + f.values.Encode()
}

// with is the address of the same view with a parameter changed, or taken
// away if value is empty, on its first page.
func (f claimFilter) with(name, value string) string {
	f.values = maps.Clone(f.values)
	for _, gone := range []string{"page", "done", name} {
		f.values.Del(gone)
	}
	if value != "" {
		f.values.Set(name, value)
	}
	return f.address()
}

// page is the address of another page of the same view.
func (f claimFilter) page(cursor string) string {
	if cursor == "" {
		return ""
	}
	return f.with("page", cursor)
}
