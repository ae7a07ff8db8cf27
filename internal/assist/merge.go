package assist

import (
	"reflect"
	"slices"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// merger puts what the model found among the candidates.
type merger struct {
	text  *reader
	list  []entry
	known map[string]bool // the quotes, folded
}

// entry is a candidate on its way.
type entry struct {
	wording.Candidate
	was  int  // its index among those found, or -1
	done bool // the model has spoken of it
}

func (e entry) span() span { return span{e.Start, e.End} }

func newMerger(t *reader, found []wording.Candidate) *merger {
	m := &merger{text: t, known: map[string]bool{}}
	for i, c := range found {
		c.Because, c.Topics = slices.Clone(c.Because), slices.Clone(c.Topics)
		m.list = append(m.list, entry{Candidate: c, was: i})
		m.known[ledger.Fold(c.Quote)] = true
	}
	return m
}

// add checks an item of a chunk and puts it where it belongs. The quote that
// shares more than half with a candidate, from both sides, is that candidate;
// one that holds it and much more is dropped; the rest are new.
func (m *merger) add(c chunk, it item) {
	passage, quote, ok := m.text.quote(c, it.quote)
	if !ok {
		return
	}
	start := m.text.Passages[passage].Start
	at := span{start + quote.from, start + quote.to}
	if e := m.same(at); e != nil {
		if !e.done && 2*at.overlap(e.span()) > at.length() {
			before := e.Candidate
			m.text.sharpen(&e.Candidate, it, passage, quote)
			e.done = true
			e.Assisted = e.Assisted || !reflect.DeepEqual(before, e.Candidate)
		}
		return
	}
	folded := ledger.Fold(m.text.places[passage].slice(quote))
	if m.known[folded] {
		return // a repetition that the rules have dealt with
	}
	m.known[folded] = true
	draft := wording.DraftClaim(m.text.Text, at.from, at.to)
	draft.Start, draft.End, draft.Quote, draft.SameAs, draft.Assisted = at.from, at.to, m.text.places[passage].slice(quote), -1, true
	m.text.sharpen(&draft, it, passage, quote)
	m.insert(entry{Candidate: draft, was: -1, done: true})
}

// same returns the candidate of which a span covers more than half; of
// several, the one that it covers most of.
func (m *merger) same(at span) *entry {
	var best *entry
	for i := range m.list {
		e := &m.list[i]
		if shared := at.overlap(e.span()); 2*shared > e.span().length() && (best == nil || shared > at.overlap(best.span())) {
			best = e
		}
	}
	return best
}

// insert puts a new candidate in the order of the text.
func (m *merger) insert(e entry) {
	at := slices.IndexFunc(m.list, func(o entry) bool { return o.Start > e.Start })
	if at < 0 {
		at = len(m.list)
	}
	m.list = slices.Insert(m.list, at, e)
}

// candidates are all of them, the indexes of repetitions put right.
func (m *merger) candidates() []wording.Candidate {
	now := map[int]int{}
	for i, e := range m.list {
		if e.was >= 0 {
			now[e.was] = i
		}
	}
	out := make([]wording.Candidate, len(m.list))
	for i, e := range m.list {
		out[i] = e.Candidate
		if to, ok := now[e.SameAs]; ok {
			out[i].SameAs = to
		}
	}
	return out
}
