package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// Verdict says what became of a claim. Verdicts are appended; the newest that
// was not undone stands.
type Verdict struct {
	ID          int64
	ClaimID     int64
	Grade       Grade
	Reason      VoidReason // where Grade is Void
	HappenedOn  Date       // the day it came true, or was known not to; zero when not given
	Note        string
	Provisional bool // given without a note and without evidence
	By          string
	At          time.Time
	Supersedes  int64 // the verdict it revises, or 0
	UndoneAt    time.Time
	UndoneBy    string
	Evidence    []Evidence
}

// Evidence is what a verdict rests on: a link, a text, a file, or several of
// them.
type Evidence struct {
	ID     int64
	Link   string
	Title  string
	Text   string    // kept copy or note
	SHA256 string    // of Text in hex, empty without one
	KeptAt time.Time // when Text was fetched from Link; zero where somebody gave it
	File   *File     // without its content, or nil
}

// longestEvidence is how many characters a text has at most.
const longestEvidence = 200_000

// Keep makes the text of the page that e links to its text. What is too long
// ends where it has to.
func (e *Evidence) Keep(title, text string, at time.Time) {
	text = Passage(text)
	if r := []rune(text); len(r) > longestEvidence {
		text = string(r[:longestEvidence])
	}
	e.Text, e.SHA256, e.KeptAt = text, SumText(text), at
	if e.Title == "" {
		e.Title = Line(title)
		if r := []rune(e.Title); len(r) > 500 {
			e.Title = string(r[:500])
		}
	}
}

// Clean normalises the text of v in place, drops empty evidence, sums the
// kept texts and marks the verdict provisional if nothing backs it.
func (v *Verdict) Clean() {
	v.Note = Passage(v.Note)
	var kept []Evidence
	for _, e := range v.Evidence {
		e.Link, e.Title, e.Text = Line(e.Link), Line(e.Title), Passage(e.Text)
		e.SHA256 = ""
		if e.Text != "" {
			sum := sha256.Sum256([]byte(e.Text))
			e.SHA256 = hex.EncodeToString(sum[:])
		}
		if e.Link != "" || e.Text != "" || e.Title != "" || e.File != nil {
			kept = append(kept, e)
		}
	}
	v.Evidence = kept
	v.Provisional = v.Note == "" && len(kept) == 0
}

// Check returns the Problems of a cleaned verdict on c.
func (v Verdict) Check(c Claim, today Date) error {
	var p Problems
	if _, graded := v.Grade.Quarters(); graded {
		if v.Reason != "" {
			p.Add(Invalidf("reason", "reason_with_grade", "Only a void claim has a reason"))
		}
	} else if v.Grade != Void {
		p.Add(Invalidf("grade", "grade_missing", "Choose a verdict"))
	} else if _, err := ParseVoidReason(string(v.Reason)); err != nil {
		p.Add(Invalidf("reason", "reason_missing", "Say why it can't be judged"))
	} else if v.Reason == OtherReason && v.Note == "" {
		p.Add(Invalidf("note", "reason_words_missing", "Write down the reason"))
	}
	p.Add(checkNotAfter("happened_on", v.HappenedOn, today))
	if !v.HappenedOn.IsZero() && v.HappenedOn.Before(c.SaidOn) {
		p.Add(Invalidf("happened_on", "happened_before_said", "It can't have happened on %s, before it was said (%s)", v.HappenedOn, c.SaidOn))
	}
	p.Add(checkLength("note", v.Note, 10_000))
	for _, e := range v.Evidence {
		if e.Link == "" && e.Text == "" && e.File == nil {
			p.Add(Invalidf("evidence_link", "evidence_missing", "Evidence is a link or a text; a title alone is not enough"))
		}
		p.Add(checkLink("evidence_link", e.Link))
		p.Add(checkLength("evidence_title", e.Title, 500))
		p.Add(checkLength("evidence_text", e.Text, longestEvidence))
	}
	if len(v.Evidence) > 20 {
		p.Add(Invalidf("evidence_link", "evidence_too_much", "%d pieces of evidence are too many; 20 are allowed", len(v.Evidence)))
	}
	return p.Err()
}

// Outcome is the strict reading of a verdict: did what was said happen by
// when it was said?
type Outcome string

// The outcomes.
const (
	NoOutcome Outcome = ""    // mixed, void or not judged: not counted
	Happened  Outcome = "yes" // true or mostly true, and in time
	Missed    Outcome = "no"  // false, mostly false, or true too late
)

// Standing is what lists and scores need of the verdict that stands.
type Standing struct {
	VerdictID   int64
	Grade       Grade // empty without a verdict
	Reason      VoidReason
	HappenedOn  Date
	JudgedAt    time.Time
	Provisional bool
	Outcome     Outcome
	DaysLate    int // how long after the deadline it came true; 0 when not late
}

// Late tells whether the claim came true, but after its deadline.
func (s Standing) Late() bool { return s.DaysLate > 0 }

func (v Verdict) standing(d Deadline) Standing {
	s := Standing{
		VerdictID: v.ID, Grade: v.Grade, Reason: v.Reason, HappenedOn: v.HappenedOn,
		JudgedAt: v.At, Provisional: v.Provisional,
	}
	switch v.Grade {
	case True, MostlyTrue:
		s.Outcome = Happened
		if d.Kind != Open && v.HappenedOn.After(d.To) {
			s.Outcome, s.DaysLate = Missed, v.HappenedOn.DaysSince(d.To)
		}
	case MostlyFalse, False:
		s.Outcome = Missed
	}
	return s
}
