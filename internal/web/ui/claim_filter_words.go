package ui

import (
	"slices"
	"strings"

	"foresaid/internal/ledger"
)

// choice is an option of a field of the filter.
type choice struct {
	Value, Text string
	Chosen      bool
}

// Choices are the options of a field that has some.
func (f claimFilter) Choices(name string) []choice {
	var values []string
	switch name {
	case "state":
		values = stringsOf(ledger.States)
	case "grade":
		values = append(stringsOf(ledger.Grades), string(ledger.Void))
	case "outcome":
		values = []string{string(ledger.Happened), string(ledger.Missed)}
	case "sort":
		values = stringsOf(claimSorts)
	case "order":
		values = []string{"down", "up"}
	}
	chosen := f.list(name)
	switch name {
	case "sort":
		chosen = []string{string(f.filter.Sort)}
	case "order":
		chosen = []string{map[bool]string{true: "down", false: "up"}[f.filter.Descending]}
	}
	choices := make([]choice, 0, len(values)+1)
	for _, v := range values {
		choices = append(choices, choice{v, f.value(name, v), len(chosen) == 1 && chosen[0] == v})
	}
	if len(chosen) > 1 { // a link may ask for more than the form offers
		choices = append(choices, choice{strings.Join(chosen, ","), f.either(name, chosen), true})
	}
	return choices
}

// Marks are the filters that are on or off.
func (f claimFilter) Marks() []choice {
	choices := make([]choice, len(filterMarks))
	for i, name := range filterMarks {
		choices[i] = choice{name, f.L.T("claims.only_" + name), f.Get(name) != ""}
	}
	return choices
}

func stringsOf[S ~string](values []S) []string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	return texts
}

// value says one value of a field in words.
func (f claimFilter) value(name, value string) string {
	switch name {
	case "state":
		return f.L.T("state." + value)
	case "grade":
		return f.L.T("grade." + value)
	case "confidence":
		return f.L.T("kind.basis." + value)
	}
	return f.L.T("claims." + name + "_" + value)
}

// either says several values of a field in words; what is no value of it is
// left out.
func (f claimFilter) either(name string, values []string) string {
	var words []string
	for _, v := range values {
		if name == "outcome" && v != string(ledger.Happened) && v != string(ledger.Missed) {
			continue
		}
		words = append(words, f.value(name, v))
	}
	return f.orOf(words)
}

// orOf joins words by "or".
func (f claimFilter) orOf(words []string) string {
	text := ""
	for i, word := range words {
		if i == 0 {
			text = word
		} else {
			text = f.L.T("claims.either", "this", text, "that", word)
		}
	}
	return text
}

// chip is one filter that is on, with the address without it.
type chip struct{ Text, Without string }

// Chips are the filters that are on.
func (f claimFilter) Chips() []chip {
	var chips []chip
	for _, name := range filterFields {
		if f.Get(name) == "" || len(f.Problems.At(name)) > 0 {
			continue
		}
		var text string
		switch name {
		case "state", "grade", "outcome":
			text = f.either(name, f.list(name))
		case "speaker":
			text = f.speaker.Name
		case "source":
			text = f.source.Title
		case "question":
			text = f.question.Proposition
		case "topic":
			text = f.filter.Topic
		case "from":
			text = f.L.T("claims.chip_from", "when", f.L.Date(f.filter.DeadlineFrom))
		case "to":
			text = f.L.T("claims.chip_to", "when", f.L.Date(f.filter.DeadlineTo))
		case "confidence":
			text = f.either(name, stringsOf(f.filter.Bases))
		case "odds":
			text = f.L.T("claims.chip_odds", "from", f.L.Probability(f.filter.OddsFrom), "to", f.L.Probability(f.filter.OddsTo))
		case "reason":
			text = f.L.T("claims.chip_reason", "reason", f.L.T("reason."+string(f.filter.Reason)))
		case "horizon":
			text = f.L.T("record.horizon." + string(f.filter.Horizon))
		default:
			text = f.L.T("claims.only_" + name)
		}
		if text != "" {
			chips = append(chips, chip{text, f.with(name, "")})
		}
	}
	return chips
}

// Heading says in words which claims are shown.
func (f claimFilter) Heading() string {
	if len(f.Chips()) == 0 {
		return f.L.T("claims.all")
	}
	q, kind := f.filter, "any"
	states := q.States
	if len(states) == 1 {
		kind, states = string(states[0]), nil
	}
	if !q.Overdue.IsZero() && (kind == "any" || kind == string(ledger.StateDue)) {
		kind = "overdue"
	}
	var of, about string
	if f.speaker.ID != 0 {
		of = f.L.T("claims.of_speaker", "name", f.speaker.Name)
	}
	if f.source.ID != 0 {
		of += f.L.T("claims.of_source", "title", f.source.Title)
	}
	if f.question.ID != 0 {
		about = f.L.T("claims.about_topic", "topic", f.question.Proposition)
	}
	if q.Topic != "" {
		about = f.L.T("claims.about_topic", "topic", q.Topic)
	}
	claims, that := f.L.T("claims.kind_"+kind), strings.Join(f.that(states), f.L.T("base.list_comma"))
	if of != "" && about == "" && that == "" {
		return f.L.T("claims.heading_of", "claims", claims, "of", of)
	}
	return ledger.Line(f.L.T("claims.heading", "claims", claims, "of", of, "about", about, "that", that))
}

// that says what is true of the claims shown, beyond whose they are.
func (f claimFilter) that(states []ledger.State) []string {
	var parts []string
	q, l := f.filter, f.L
	if len(states) > 0 {
		parts = append(parts, l.T("claims.that_state", "states", f.either("state", stringsOf(states))))
	}
	if len(q.Grades) > 0 {
		var grades []string
		for _, g := range q.Grades {
			grades = append(grades, l.T("claims.quoted", "word", l.T("grade."+string(g))))
		}
		parts = append(parts, l.T("claims.that_grade", "grades", f.orOf(grades)))
	}
	yes, no := slices.Contains(q.Outcomes, ledger.Happened), slices.Contains(q.Outcomes, ledger.Missed)
	switch {
	case yes && no:
		parts = append(parts, l.T("claims.that_outcome"))
	case yes:
		parts = append(parts, l.T("claims.that_outcome_yes"))
	case no:
		parts = append(parts, l.T("claims.that_outcome_no"))
	}
	if q.Late {
		parts = append(parts, l.T("claims.that_late"))
	}
	if q.Provisional {
		parts = append(parts, l.T("claims.that_provisional"))
	}
	if q.Disputed {
		parts = append(parts, l.T("claims.that_disputed"))
	}
	if q.Uncheckable {
		parts = append(parts, l.T("claims.that_uncheckable"))
	}
	if !q.Ripe.IsZero() {
		parts = append(parts, l.T("claims.that_ripe"))
	}
	if q.Reason != "" {
		parts = append(parts, l.T("claims.that_reason", "reason", l.T("reason."+string(q.Reason))))
	}
	if len(q.Bases) > 0 {
		parts = append(parts, l.T("claims.that_confidence", "bases", f.either("confidence", stringsOf(q.Bases))))
	}
	if q.OddsTo != 0 {
		parts = append(parts, l.T("claims.that_odds", "from", l.Probability(q.OddsFrom), "to", l.Probability(q.OddsTo)))
	}
	if q.Horizon != "" {
		parts = append(parts, l.T("claims.that_horizon", "horizon", l.T("record.horizon."+string(q.Horizon))))
	}
	from, to := l.Date(q.DeadlineFrom), l.Date(q.DeadlineTo)
	switch {
	case from != "" && to != "":
		parts = append(parts, l.T("claims.that_from_to", "from", from, "to", to))
	case from != "":
		parts = append(parts, l.T("claims.that_from", "from", from))
	case to != "":
		parts = append(parts, l.T("claims.that_to", "to", to))
	}
	return parts
}

// Order says in words how they are sorted.
func (f claimFilter) Order() string {
	by := f.L.T("claims.by_" + string(f.filter.Sort))
	if f.filter.Descending {
		return f.L.T("claims.sorted_down", "by", by)
	}
	return f.L.T("claims.sorted_up", "by", by)
}
