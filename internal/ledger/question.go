package ledger

import "time"

// Question is the proposition that several claims are about, so that they
// stand side by side.
type Question struct {
	ID          int64
	PublicID    string
	Proposition string
	Criteria    string // how it will be told
	AddedAt     time.Time
}

// Clean normalises the text of q in place.
func (q *Question) Clean() { q.Proposition, q.Criteria = Line(q.Proposition), Passage(q.Criteria) }

// Check returns the Problems of a cleaned question.
func (q Question) Check() error {
	var p Problems
	if Fold(q.Proposition) == "" {
		p.Add(Invalidf("question", "question_missing", "Write the question as a statement that is true or false"))
	}
	p.Add(checkLength("question", q.Proposition, 500))
	p.Add(checkLength("question_criteria", q.Criteria, 5000))
	return p.Err()
}

// Side is which side of its question a claim takes.
type Side string

// The sides.
const (
	Yes Side = "yes"
	No  Side = "no"
)
