package ui

import (
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// draftForm is the form for a claim, a new one or one that is amended.
type draftForm struct {
	form
	Draft   tracker.Draft
	Reading *readingView // what was understood; nil while nothing was typed
	Offers  offers
	Focus   string // name of the field in which typing begins
	Live    bool   // what is missing is not a fault yet
	Scope   string // begins the ids, where a page has several such forms

	Amends  string // public id of the claim that is amended, or empty
	Version int
	Reason  string
	Blind   bool // the claim has a reference probability, which is not shown yet
}

func (u *UI) draftForm(c echo.Context) draftForm { return draftForm{form: form{L: u.locale(c)}} }

const linkExample = "https://"

// draftInputs says how the inputs of the form differ.
var draftInputs = map[string]Field{
	"statement":           {Rows: 2, Required: true},
	"speaker":             {Narrow: true, Required: true, List: "known-speakers", Suggest: "/suggest/speakers"},
	"deadline":            {Narrow: true, Required: true},
	"review_on":           {Narrow: true},
	"quote":               {Rows: 3},
	"quote_lang":          {Narrow: true, List: "languages"},
	"confidence":          {Narrow: true, List: "odds"},
	"reference":           {Narrow: true},
	"reference_link":      {Narrow: true, Mode: "url", Example: linkExample},
	"translation":         {Rows: 3},
	"source_title":        {List: "known-sources", Suggest: "/suggest/sources"},
	"source_link":         {Mode: "url", Example: linkExample},
	"source_author":       {Narrow: true},
	"source_publisher":    {Narrow: true},
	"source_event":        {Narrow: true},
	"source_event_on":     {Narrow: true},
	"source_published_on": {Narrow: true},
	"source_lang":         {Narrow: true, List: "languages"},
	"said_on":             {Narrow: true},
	"place":               {Narrow: true},
	"reporter":            {List: "known-speakers", Suggest: "/suggest/speakers"},
	"criteria":            {Rows: 2},
	"condition":           {Rows: 2},
	"topics":              {List: "topics-used"},
	"question":            {List: "known-questions", Suggest: "/suggest/questions"},
	"measure_address":     measureInputs["measure_address"],
	"measure_path":        measureInputs["measure_path"],
	"measure_value":       measureInputs["measure_value"],
	"measure_on":          measureInputs["measure_on"],
}

// measureInputs are those for what a claim is measured by, here and on its page.
var measureInputs = map[string]Field{
	"measure_address": {Mode: "url", Example: "https://api.example.org/v1/rate"},
	"measure_path":    {Example: "$.data[0].price"},
	"measure_value":   {},
	"measure_on":      {Narrow: true},
}

// draftFields are the fields in the order of the form.
var draftFields = []string{
	"statement", "speaker", "deadline", "deadline_kind", "review_on",
	"quote", "quote_lang", "confidence", "reference", "reference_link", "translation",
	"source_title", "source_link", "source_kind", "source_author", "source_publisher", "source_event", "source_event_on",
	"source_published_on", "source_lang", "said_on", "place", "reporter",
	"criteria", "condition", "uncheckable", "measure_address", "measure_path", "measure_is", "measure_value", "measure_on",
	"topics", "question", "side",
}

// draftParts are the parts of the form that are folded until they are needed.
var draftParts = map[string][]string{
	"words":       {"quote", "quote_lang", "confidence", "reference", "reference_link", "translation"},
	"reference":   {"reference", "reference_link"},
	"translation": {"translation"},
	"where":       {"source_title", "said_on", "place", "reporter"},
	"source":      {"source_link", "source_author", "source_publisher", "source_event", "source_event_on", "source_published_on", "source_lang"},
	"reporter":    {"reporter"},
	"tell":        {"criteria", "condition", "uncheckable", "measure_address", "measure_path", "measure_value", "measure_on"},
	"measure":     {"measure_address", "measure_path", "measure_value", "measure_on"},
	"topics":      {"topics", "question"},
	"question":    {"question"},
}

// draftValues finds the text of a draft that an input holds, by its name.
func draftValues(d *tracker.Draft) map[string]*string {
	return map[string]*string{
		"statement": &d.Statement, "quote": &d.Quote, "quote_lang": &d.QuoteLang, "translation": &d.Translation,
		"speaker": &d.Speaker, "reporter": &d.Reporter, "place": &d.Place, "said_on": &d.SaidOn,
		"deadline": &d.Deadline, "deadline_kind": &d.DeadlineKind, "review_on": &d.ReviewOn,
		"condition": &d.Condition, "criteria": &d.Criteria, "confidence": &d.Confidence, "topics": &d.Topics,
		"question": &d.Question, "side": &d.Side, "reference": &d.Reference, "reference_link": &d.ReferenceLink,
		"source_title": &d.Source.Title, "source_link": &d.Source.Link, "source_kind": &d.Source.Kind,
		"source_author": &d.Source.Author, "source_publisher": &d.Source.Publisher, "source_event": &d.Source.Event,
		"measure_address": &d.Measure.Address, "measure_path": &d.Measure.Path, "measure_is": &d.Measure.Is,
		"measure_value": &d.Measure.Value, "measure_on": &d.Measure.On,
		"source_event_on": &d.Source.EventOn, "source_published_on": &d.Source.PublishedOn, "source_lang": &d.Source.Lang,
	}
}

// bind takes what was typed.
func (f *draftForm) bind(c echo.Context) {
	for name, value := range draftValues(&f.Draft) {
		*value = c.FormValue(name)
	}
	f.Draft.Reference = perCent(f.Draft.Reference)
	f.Draft.Uncheckable, f.Draft.Again = c.FormValue("uncheckable") != "", c.FormValue("again") != ""
	f.Reason = c.FormValue("reason")
}

func (f draftForm) value(name string) string {
	if name == "uncheckable" {
		if f.Draft.Uncheckable {
			return "true"
		}
		return ""
	}
	return *draftValues(&f.Draft)[name]
}

// Field is an input of the form.
func (f draftForm) Field(name string) Field {
	texts := "draft.input."
	if strings.HasPrefix(name, "measure_") {
		texts = "measure.input."
	}
	field, how := f.field(texts, name, f.value(name)), draftInputs[name]
	field.Rows, field.List, field.Suggest, field.Mode = how.Rows, how.List, how.Suggest, how.Mode
	field.Narrow, field.Required = how.Narrow, how.Required
	field.Locked = f.Amends != "" && tracker.NeedsReason(name)
	field.Focus, field.Scope = f.Focus == name, f.Scope
	if how.Example != "" {
		field.Example = how.Example
	}
	if f.Live {
		field.Problems, field.Unread = nil, f.unread(name)
	}
	if f.Reading != nil && len(f.Problems.At(name)) == 0 {
		field.Read = f.Reading.at(name)
	}
	return field
}

// unread says why a field can't be read; that it is still empty needs no
// saying.
func (f draftForm) unread(name string) string {
	var told ledger.Problems
	for _, p := range f.Problems.At(name) {
		if !strings.HasSuffix(p.Key, "_missing") || p.Key == "review_missing" || p.Key == "date_year_missing" {
			told = append(told, p)
		}
	}
	return strings.Join(form{L: f.L, Problems: told}.At(name), f.L.T("base.between_sentences"))
}

// Fields are all that have an input of the common sort.
func (f draftForm) Fields() []Field {
	var fields []Field
	for _, name := range draftFields {
		if _, ok := draftInputs[name]; ok {
			fields = append(fields, f.Field(name))
		}
	}
	return fields
}

// Filled are the fields that hold something, by their short names.
func (f draftForm) Filled() []Field {
	var filled []Field
	for _, field := range f.Fields() {
		if ledger.Line(field.Value) != "" {
			field.Label = f.L.T("field." + strings.Replace(field.Name, "source_title", "source", 1))
			filled = append(filled, field)
		}
	}
	return filled
}

// Opened tells whether a part of the form is unfolded.
func (f draftForm) Opened(part string) bool {
	if part == "where" && f.Opened("source") {
		return true
	}
	for _, name := range draftParts[part] {
		if f.value(name) != "" || len(f.Problems.At(name)) > 0 {
			return part != "source" || !f.KnownSource()
		}
	}
	return part == "source" && f.Reading != nil && f.Reading.Source != nil && !f.KnownSource()
}

// KnownSource tells whether the source is there already.
func (f draftForm) KnownSource() bool {
	return f.Reading != nil && f.Reading.Source != nil && f.Reading.Source.ID != 0
}

// OpenEnded tells whether there is a review date to be asked for.
func (f draftForm) OpenEnded() bool {
	return f.Draft.ReviewOn != "" || len(f.Problems.At("review_on")) > 0 ||
		f.Reading != nil && f.Reading.Claim.Deadline.Kind == ledger.Open
}

// Stands tells whether enough was typed to show the claim as it will stand.
func (f draftForm) Stands() bool { return f.Reading != nil && f.Reading.Claim.Statement != "" }

// Faults are the messages that belong to no field. That the claim is there
// already is told with the claim.
func (f draftForm) Faults() []string {
	rest := f.form
	if f.Refused() {
		rest.Problems = slices.DeleteFunc(slices.Clone(rest.Problems), func(p *ledger.Error) bool { return p.Code == ledger.Duplicate })
	}
	return rest.Elsewhere(append([]string{"line", "reason"}, draftFields...)...)
}

// Refused tells whether the same claim is there already, and was asked about.
func (f draftForm) Refused() bool {
	return f.Reading != nil && len(f.Reading.Alike) > 0 && ledger.CodeOf(f.Problems.Err()) == ledger.Duplicate
}

// Odds is the table of words for odds.
func (f draftForm) Odds() []offer { return oddsOffers(f.L) }

// Kinds are the kinds of sources.
func (f draftForm) Kinds() []ledger.SourceKind { return ledger.SourceKinds }

// ReasonField is the input for why a claim is amended.
func (f draftForm) ReasonField() Field {
	field := f.field("amend.input.", "reason", f.Reason)
	field.Rows, field.Focus = 2, f.Focus == "reason"
	return field
}

// take adds the problems of err at fields that have none yet.
func (f *draftForm) take(err error) error {
	fresh := form{L: f.L}
	if err := fresh.refused(err); err != nil {
		return err
	}
	known := f.Problems
	for _, p := range fresh.Problems {
		if p.Field == "" || len(known.At(p.Field)) == 0 {
			f.Problems = append(f.Problems, p)
		}
	}
	return nil
}

// focusFault begins typing where the first problem is.
func (f *draftForm) focusFault() {
	for _, name := range append([]string{"line"}, append(slices.Clone(draftFields), "reason")...) {
		if len(f.Problems.At(name)) > 0 {
			f.Focus = name
			return
		}
	}
}
