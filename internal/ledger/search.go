package ledger

import "slices"

// Search is what somebody looks for, as ParseSearch has read it.
type Search struct {
	Text  string   // as it was typed, tidied
	Want  Terms    // all of it is to be there
	Not   Terms    // none of it is to be there
	By    Days     // in which the deadline ends
	Bare  string   // Text without the states that are asked for
	Plain []string // what looked like a filter, but could only be read as words
	Cut   bool     // not all that was typed is looked for
}

// Terms are the parts of a Search. Of several speakers, or states, one is
// enough.
type Terms struct {
	Words    []Term
	Speakers []Term // parts of names
	Topics   []string
	States   []State
}

// Term is a word, or several that stand beside each other.
type Term struct {
	Text   string   // as it was typed
	Tokens []string // at least one
	Prefix bool     // the last word may go on
}

// Days are the days From … To, both included; a zero one is no bound.
type Days struct{ From, To Date }

// IsZero tells whether all days are meant.
func (d Days) IsZero() bool { return d == Days{} }

// Empty tells whether nothing is looked for.
func (s Search) Empty() bool { return s.Want.empty() && s.Not.empty() && s.By.IsZero() }

// OnlyClaims tells whether something is asked for that only claims have.
func (s Search) OnlyClaims() bool {
	return !s.By.IsZero() || s.Want.filtered() || s.Not.filtered()
}

func (t Terms) filtered() bool { return len(t.Speakers)+len(t.Topics)+len(t.States) > 0 }

func (t Terms) empty() bool { return len(t.Words) == 0 && !t.filtered() }

// SearchField is a text of what can be found.
type SearchField string

// The fields.
const (
	FieldStatement   SearchField = "statement"
	FieldQuote       SearchField = "quote"
	FieldTranslation SearchField = "translation"
	FieldSpeaker     SearchField = "speaker" // the name and the aliases
	FieldReporter    SearchField = "reporter"
	FieldTopics      SearchField = "topics"
	FieldSource      SearchField = "source" // title, event, publisher, author
	FieldQuestion    SearchField = "question"
	FieldCondition   SearchField = "condition"
	FieldCriteria    SearchField = "criteria"
	FieldNote        SearchField = "note" // of verdicts, with their evidence; of speakers
	FieldRole        SearchField = "role"
	FieldText        SearchField = "text" // kept of a source
)

// FoundText is a text in which something of a Search was found.
type FoundText struct {
	Field SearchField
	Text  string
}

// FoundClaim is a claim with those of its texts in which it was found, the
// most telling first.
type FoundClaim struct {
	ClaimLine
	In []FoundText
}

// FoundSpeaker is a speaker that was found.
type FoundSpeaker struct {
	Speaker
	Claims int // made and not withdrawn
	In     []FoundText
}

// FoundSource is a source that was found, in what is known of it or in what
// was kept of its text.
type FoundSource struct {
	Source
	In       []FoundText
	Passages []FoundPassage
}

// FoundPassage is a place in the kept text of a source.
type FoundPassage struct {
	SHA256     string // of the text
	Start, End int    // its characters
	Paragraph  int    // in which it stands: the paragraph's Start
	Text       string
}

// SearchPage is which of the claims that were found to show.
type SearchPage struct {
	Skip, Limit int // of claims
	Others      int // how many speakers, and sources, at most
}

// Found is what a Search has found, the best first.
type Found struct {
	Claims   []FoundClaim
	Speakers []FoundSpeaker
	Sources  []FoundSource

	// States counts the claims by state, whichever states are asked for.
	States map[State]int
	// Counted is false if there are more claims than were counted: then
	// States is of the newest.
	Counted bool
	// Ranked is the number of claims that were put into order, the newest of
	// those that fit; Skip ends there.
	Ranked int
}

// Total is the number of claims that were counted in the states that s asks
// for.
func (f Found) Total(s Search) int {
	total := 0
	for state, n := range f.States {
		if len(s.Want.States) == 0 || slices.Contains(s.Want.States, state) {
			total += n
		}
	}
	return total
}
