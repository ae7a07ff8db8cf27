package ledger

import "time"

// ClaimLine is a claim with what a list shows beside it.
type ClaimLine struct {
	Claim
	SpeakerPublicID   string
	SpeakerName       string
	ReporterPublicID  string // empty unless second-hand
	ReporterName      string
	SourcePublicID    string // empty without a source
	SourceTitle       string
	SourceLink        string
	SourceEvent       string
	SourcePublisher   string
	SourcePublishedOn Date
	QuestionPublicID  string // empty without a question
	Proposition       string
}

// ClaimSort is an order of claims; the id breaks ties.
type ClaimSort string

// The orders.
const (
	ByLogged   ClaimSort = "logged"   // when it was logged
	ByDeadline ClaimSort = "deadline" // last day of the deadline; open-ended claims come last
	BySaid     ClaimSort = "said"     // day it was said; unknown comes first
	ByDue      ClaimSort = "due"      // day it is flagged on; only for states open and due
)

// ClaimFilter chooses, orders and pages claims. Zero fields do not restrict.
type ClaimFilter struct {
	States       []State
	Grades       []Grade
	Outcomes     []Outcome
	Late         bool       // only those that came true late
	Provisional  bool       // only those with a provisional verdict
	Disputed     bool       // only those whose verdict is disputed
	Overdue      Date       // only due claims whose deadline has passed on that day
	Uncheckable  bool       // only those that can't be checked
	Reason       VoidReason // only those that are void for it
	Bases        []Basis
	OddsFrom     Probability // only with a probability from … and below OddsTo, Certain included
	OddsTo       Probability // 0 for no end
	Horizon      Horizon
	Ripe         Date // only those whose deadline has passed on that day
	SpeakerID    int64
	SourceID     int64
	QuestionID   int64
	Topic        string
	Kinds        []DeadlineKind
	DeadlineFrom Date // last day of the deadline, both ends included
	DeadlineTo   Date
	DueFrom      Date // day it is flagged on, both ends included
	DueTo        Date

	Sort       ClaimSort // ByLogged when empty
	Descending bool
	Cursor     string // from ClaimPage; a damaged one is Invalid at field "page"
	Limit      int    // 1 to 200; 50 when zero
}

// ClaimPage is one page of claims, with the cursors of its neighbours, empty
// where there are none.
type ClaimPage struct {
	Claims         []ClaimLine
	Next, Previous string
}

// SpeakerLine is a speaker with the tally of the claims.
type SpeakerLine struct {
	Speaker
	Tally Tally
}

// SpeakerSort is an order of speakers.
type SpeakerSort string

// The orders.
const (
	ByName   SpeakerSort = "name"   // in the order of Fold(Name)
	ByClaims SpeakerSort = "claims" // most claims first
)

// SpeakerFilter orders and pages speakers.
type SpeakerFilter struct {
	Sort   SpeakerSort // ByClaims when empty
	Today  Date        // for Overdue
	Cursor string
	Limit  int // 1 to 200; 50 when zero
}

// SpeakerPage is one page of speakers.
type SpeakerPage struct {
	Speakers       []SpeakerLine
	Next, Previous string
}

// SourceLine is a source with the number of its claims that are not withdrawn.
type SourceLine struct {
	Source
	Claims int
}

// SourceFilter pages sources, newest added first.
type SourceFilter struct {
	Cursor string
	Limit  int // 1 to 200; 50 when zero
}

// SourcePage is one page of sources.
type SourcePage struct {
	Sources        []SourceLine
	Next, Previous string
}

// QuestionLine is a question with the numbers of its claims that are not
// withdrawn and of their speakers.
type QuestionLine struct {
	Question
	Claims, Speakers int
}

// QuestionFilter pages questions, newest added first.
type QuestionFilter struct {
	Cursor string
	Limit  int // 1 to 200; 50 when zero
}

// QuestionPage is one page of questions.
type QuestionPage struct {
	Questions      []QuestionLine
	Next, Previous string
}

// TopicCount is a topic with the number of its claims that are not withdrawn.
type TopicCount struct {
	Topic  string
	Claims int
}

// Suggestion is one offer of a type-ahead field.
type Suggestion struct {
	PublicID string
	Name     string // what the field will hold
	Matched  string // the alias that matched, if it was not the name
	Detail   string // role or publisher, to tell namesakes apart
}

// JobRun is one run of a job.
type JobRun struct {
	ID        int64
	Job       string
	Trigger   RunTrigger
	Slot      time.Time // the time it was scheduled for; of a run by hand, its start
	StartedAt time.Time
	EndedAt   time.Time // zero while it runs, or when it was cut off
	Affected  int       // e.g. how many claims were flagged
	Error     string
}

// RunFilter chooses runs.
type RunFilter struct {
	Limit   int
	Telling bool // without those on schedule that found nothing to do, each job's newest apart
}

// RunTrigger says why a job ran.
type RunTrigger string

// The triggers.
const (
	Scheduled RunTrigger = "schedule"
	CaughtUp  RunTrigger = "catch-up" // its time had passed while nothing was running
	ByHand    RunTrigger = "by hand"
)
