package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// EntryKind says what an entry records.
type EntryKind string

// The kinds of entries.
const (
	ClaimLogged     EntryKind = "claim.logged"
	ClaimAmended    EntryKind = "claim.amended"
	ClaimFlagged    EntryKind = "claim.flagged"
	ClaimDeferred   EntryKind = "claim.deferred"
	ClaimWithdrawn  EntryKind = "claim.withdrawn"
	ClaimUndone     EntryKind = "claim.undone"
	VerdictGiven    EntryKind = "verdict.given"
	VerdictRevised  EntryKind = "verdict.revised"
	VerdictDisputed EntryKind = "verdict.disputed"
	EvidenceKept    EntryKind = "evidence.kept"
	MeasureSet      EntryKind = "measure.set"
	MeasureDropped  EntryKind = "measure.dropped"
	DisputeRejected EntryKind = "dispute.rejected"
	ForecastGiven   EntryKind = "forecast.given"
	SpeakerAdded    EntryKind = "speaker.added"
	SpeakerChanged  EntryKind = "speaker.changed"
	SpeakerMerged   EntryKind = "speaker.merged"
	SourceAdded     EntryKind = "source.added"
	SourceChanged   EntryKind = "source.changed"
	TextKept        EntryKind = "text.kept"
	QuestionAdded   EntryKind = "question.added"
	FeedKeyMade     EntryKind = "feed.made"
	FeedKeyRevoked  EntryKind = "feed.revoked"
)

// Entry is one line of the append-only log. Each holds the hash of the one
// before, so that nothing can be changed or taken out unnoticed.
type Entry struct {
	Number   int64 // 1, 2, 3 … without gaps
	At       time.Time
	By       string
	Kind     EntryKind
	Subject  string // "claim:k7m2x9qd"
	Change   string // canonical JSON of a Change
	Previous string // hash of entry Number-1 in hex; empty for the first
	Hash     string // of all of the above in hex
}

// Change is what an entry holds. Fields that do not apply are left out.
type Change struct {
	Fields []FieldChange `json:"fields,omitempty"` // in the order of the form
	Reason string        `json:"reason,omitempty"`
	Before *Restore      `json:"before,omitempty"` // what undoing it brings back
	Undid  int64         `json:"undid,omitempty"`  // the number of the entry that was undone
}

// FieldChange is the old and the new value of one field, as people read them.
type FieldChange struct {
	Field string `json:"field"`
	From  string `json:"from,omitempty"`
	To    string `json:"to,omitempty"`
}

// Restore is what a claim goes back to when its newest entry is undone.
type Restore struct {
	State     State `json:"state"`
	ReviewOn  Date  `json:"review_on,omitzero"`
	DueOn     Date  `json:"due_on,omitzero"`
	VerdictID int64 `json:"verdict_id,omitempty"`
	MeasureID int64 `json:"measure_id,omitempty"` // only of entries about measures
}

// NewEntry returns an entry that is not yet sealed. at is cut to
// milliseconds, which is what the stores keep.
func NewEntry(at time.Time, by string, kind EntryKind, subject string, change Change) Entry {
	text, err := json.Marshal(change)
	if err != nil { // a Change holds nothing that can't be written
		panic(fmt.Sprintf("ledger: entry %s: %v", kind, err))
	}
	return Entry{At: at.UTC().Truncate(time.Millisecond), By: by, Kind: kind, Subject: subject, Change: string(text)}
}

// Seal gives e its place after previous, which is nil for the first entry.
func (e *Entry) Seal(previous *Entry) {
	e.Number, e.Previous = 1, ""
	if previous != nil {
		e.Number, e.Previous = previous.Number+1, previous.Hash
	}
	e.Hash = e.sum()
}

// sum is the SHA-256, in hex, of the fields as a JSON array of strings.
func (e Entry) sum() string {
	text, err := json.Marshal([]string{
		strconv.FormatInt(e.Number, 10), e.At.UTC().Format("2006-01-02T15:04:05.000Z"), e.By,
		string(e.Kind), e.Subject, e.Change, e.Previous,
	})
	if err != nil { // strings can always be written
		panic(fmt.Sprintf("ledger: entry %d: %v", e.Number, err))
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Follows tells, with an error, if e is not the untouched successor of
// previous (nil for the first entry).
func (e Entry) Follows(previous *Entry) error {
	want := e
	want.Seal(previous)
	switch {
	case want.Number != e.Number:
		return Errorf(Conflict, "log_gap", "The log has entry %d where entry %d belongs", e.Number, want.Number)
	case want.Hash != e.Hash || want.Previous != e.Previous:
		return Errorf(Conflict, "log_broken", "Entry %d of the log is not what was written", e.Number)
	}
	return nil
}

// Decoded returns the change that the entry holds.
func (e Entry) Decoded() (Change, error) {
	var c Change
	if err := json.Unmarshal([]byte(e.Change), &c); err != nil {
		return c, Errorf(Internal, "internal", "Internal error").Because(fmt.Errorf("entry %d: %w", e.Number, err))
	}
	return c, nil
}

// ClaimSubject, SpeakerSubject, SourceSubject and QuestionSubject name the
// thing an entry is about by its public id.
func ClaimSubject(publicID string) string { return "claim:" + publicID }

// SpeakerSubject names a speaker.
func SpeakerSubject(publicID string) string { return "speaker:" + publicID }

// SourceSubject names a source.
func SourceSubject(publicID string) string { return "source:" + publicID }

// FeedSubject names the key of private feeds.
func FeedSubject(publicID string) string { return "feed:" + publicID }

// QuestionSubject names a question.
func QuestionSubject(publicID string) string { return "question:" + publicID }

// ForecastSubject is the subject of entries about forecasts on a claim. They
// stand apart from the claim's own, so that its history gives none away.
func ForecastSubject(publicID string) string { return "forecast:" + publicID }
