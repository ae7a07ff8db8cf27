package wording

import "foresaid/internal/ledger"

// PassageKind is the part that a passage plays in a text.
type PassageKind string

// The kinds.
const (
	Body    PassageKind = "body"
	Heading PassageKind = "heading" // also the title, where the text has it
	Quoted  PassageKind = "quoted"  // a block quote
	Item    PassageKind = "item"    // of a list
	Caption PassageKind = "caption"
)

// Passage is one paragraph of a text.
type Passage struct {
	Kind  PassageKind
	Start int // where it begins, in characters of the whole text
	Text  string
}

// Text is what FindClaims looks through.
type Text struct {
	Passages []Passage
	Said     ledger.Date // the day from which "next year" counts; zero when not known
	Speaker  string      // the main speaker, where known
	Author   string
	Topics   []string // topics seen before; those that a sentence is about are offered
}

// Candidate is a sentence that looks forward-looking, with a draft of the
// claim. Offsets count characters of the whole text.
type Candidate struct {
	Start, End int    // of the sentence: [Start, End)
	Quote      string // the sentence, verbatim
	Statement  string // a draft of our wording
	Speaker    string // as far as the text tells; the fullest form of the name
	SecondHand bool   // reported by the author, not said in their own text
	Score      float64
	Because    []string // the words that made it one
	Deadline   Deadline // zero where none is stated; Open where it is said to be
	Confidence ledger.Confidence
	Condition  string
	Topics     []string
	Assisted   bool // found or sharpened by a language model
	SameAs     int  // the index of the earlier candidate that makes the same claim, or -1
}

// HasDeadline tells whether the sentence states a deadline; its dates are not
// known where it counts from a day that is not.
func (c Candidate) HasDeadline() bool { return c.Deadline.Words != "" }
