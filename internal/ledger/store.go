package ledger

import (
	"context"
	"time"
)

// Store keeps the record. Every method may return Unavailable when the
// database is locked, full or read-only, and Internal for other faults. Reads
// that find nothing return NotFound, never a zero value; lists are just empty.
type Store interface {
	ClaimStore
	SpeakerStore
	SourceStore
	QuestionStore
	VerdictStore
	EntryStore
	RecordStore
	DisputeStore
	ForecastStore
	TextStore
	SearchStore
	CaptureStore
	FeedStore
	LinkStore
	MeasureStore
	JobStore
	DeliveryStore

	// InTx runs fn in one transaction, which is rolled back if fn fails. One
	// runs at a time on a database, whatever the number of processes, so that
	// what fn reads stays true until it has written. fn must use only the
	// Store it is given; transactions do not nest.
	InTx(ctx context.Context, fn func(Store) error) error
}

// ClaimStore keeps claims and their topics.
type ClaimStore interface {
	// AddClaim stores a new claim and sets its ID and Version.
	AddClaim(ctx context.Context, c *Claim) error
	// AddClaims stores new claims, with the verdicts that they come with, if
	// any: given has one for each claim, nil where there is none. It sets IDs,
	// Versions and Standing.VerdictID.
	AddClaims(ctx context.Context, claims []*Claim, given []*Verdict) error
	// ClaimsFrom finds the public ids of claims by their ExternalID.
	ClaimsFrom(ctx context.Context, externalIDs []string) (map[string]string, error)
	// TakenIDs returns those of the public ids that claims have.
	TakenIDs(ctx context.Context, publicIDs []string) ([]string, error)
	// UpdateClaim stores all of c, if it still has c.Version, and counts
	// c.Version up; else Conflict.
	UpdateClaim(ctx context.Context, c *Claim) error
	// Claim finds by public id, or by the beginning of one that fits a single
	// claim; Conflict if it fits several.
	Claim(ctx context.Context, publicID string) (ClaimLine, error)
	// ClaimByID finds by internal id.
	ClaimByID(ctx context.Context, id int64) (ClaimLine, error)
	// ClaimLines lists claims by internal ids, in the order of ids, those
	// that are not there left out.
	ClaimLines(ctx context.Context, ids []int64) ([]ClaimLine, error)
	Claims(ctx context.Context, f ClaimFilter) (ClaimPage, error)
	// ClaimsAlike lists the claims of a speaker, the withdrawn left out, that
	// have the StatementKey and SaidOn of c, and, if SaidOn is not known, the
	// same end of the deadline. c itself is left out.
	ClaimsAlike(ctx context.Context, c Claim) ([]ClaimLine, error)
	// FlagDue makes every open claim due whose DueOn is today or before, in
	// one statement, and returns them in the order of DueOn. Flagged claims
	// get FlaggedAt = at and a new Version.
	FlagDue(ctx context.Context, today Date, at time.Time) ([]ClaimLine, error)
	// DueClaims lists all due claims in the order of DueOn.
	DueClaims(ctx context.Context) ([]DueClaim, error)
	// CountStates counts all claims by state.
	CountStates(ctx context.Context) (map[State]int, error)
	// CountDue counts the open claims that will be flagged from … to, both
	// included.
	CountDue(ctx context.Context, from, to Date) (int, error)
	// CountClaims counts the claims that f chooses.
	CountClaims(ctx context.Context, f ClaimFilter) (int, error)
	// Topics lists the topics in use, most claims first.
	Topics(ctx context.Context, limit int) ([]TopicCount, error)
	// ScoredClaims lists claims in the order of their ids with all that scores
	// and charts need, but without quotes, notes and the like: of the texts
	// they have the statement, the words of confidence and the topics.
	ScoredClaims(ctx context.Context, f ScoreFilter) ([]Claim, error)
}

// SpeakerStore keeps speakers and their names.
type SpeakerStore interface {
	// AddSpeaker stores a new speaker and sets its ID and Version.
	AddSpeaker(ctx context.Context, s *Speaker) error
	// UpdateSpeaker stores all of s, if it still has s.Version; else Conflict.
	UpdateSpeaker(ctx context.Context, s *Speaker) error
	// Speaker finds by public id. A merged speaker is returned as it is.
	Speaker(ctx context.Context, publicID string) (Speaker, error)
	// SpeakerByID finds by internal id.
	SpeakerByID(ctx context.Context, id int64) (Speaker, error)
	// SpeakersNamed lists those whose name or alias folds to Fold(name),
	// merged ones left out.
	SpeakersNamed(ctx context.Context, name string) ([]Speaker, error)
	// SuggestSpeakers lists those one of whose names contains Fold(text),
	// beginnings first; all, most claims first, for an empty text.
	SuggestSpeakers(ctx context.Context, text string, limit int) ([]Suggestion, error)
	// Speakers lists the unmerged ones that have claims, or are new.
	Speakers(ctx context.Context, f SpeakerFilter) (SpeakerPage, error)
	// MoveClaims gives all claims of one speaker to another and returns the
	// public ids of those they made and of those they reported.
	MoveClaims(ctx context.Context, from, to int64) (made, reported []string, err error)
}

// SourceStore keeps sources.
type SourceStore interface {
	// AddSource stores a new source and sets its ID and Version.
	AddSource(ctx context.Context, s *Source) error
	// UpdateSource stores all of s, if it still has s.Version; else Conflict.
	UpdateSource(ctx context.Context, s *Source) error
	// Source finds by public id.
	Source(ctx context.Context, publicID string) (Source, error)
	// SourceByID finds by internal id.
	SourceByID(ctx context.Context, id int64) (Source, error)
	// SourcesLike lists those with exactly this link, or, if link is empty,
	// those whose title folds to Fold(title); oldest first.
	SourcesLike(ctx context.Context, title, link string) ([]Source, error)
	// SuggestSources lists those whose title contains Fold(text), newest first.
	SuggestSources(ctx context.Context, text string, limit int) ([]Suggestion, error)
	Sources(ctx context.Context, f SourceFilter) (SourcePage, error)
}

// QuestionStore keeps questions.
type QuestionStore interface {
	// AddQuestion stores a new question and sets its ID.
	AddQuestion(ctx context.Context, q *Question) error
	// Question finds by public id.
	Question(ctx context.Context, publicID string) (Question, error)
	// QuestionsLike lists those whose proposition folds to Fold(proposition).
	QuestionsLike(ctx context.Context, proposition string) ([]Question, error)
	Questions(ctx context.Context, f QuestionFilter) (QuestionPage, error)
	// SuggestQuestions lists those whose proposition contains Fold(text),
	// newest first.
	SuggestQuestions(ctx context.Context, text string, limit int) ([]Suggestion, error)
}

// VerdictStore keeps verdicts and their evidence.
type VerdictStore interface {
	// AddVerdict stores a new verdict with its evidence and sets the IDs.
	AddVerdict(ctx context.Context, v *Verdict) error
	// Verdicts lists all verdicts of a claim with evidence, oldest first.
	Verdicts(ctx context.Context, claimID int64) ([]Verdict, error)
	// NewestVerdicts lists the claims that f chooses by the verdicts that stand,
	// the newest first; f's order and page do not count.
	NewestVerdicts(ctx context.Context, f ClaimFilter, limit int) ([]ClaimLine, error)
	// UpdateEvidence stores Title, Text, SHA256 and KeptAt.
	UpdateEvidence(ctx context.Context, e Evidence) error
	// KeepFile stores a file and sets its ID; one of the same sum that is there
	// already is left as it is.
	KeepFile(ctx context.Context, f *File) error
	// File finds by sum, with its content; Unavailable where that is lost.
	File(ctx context.Context, sha256 string) (File, error)
	// UndoVerdict marks a verdict as undone.
	UndoVerdict(ctx context.Context, id int64, by string, at time.Time) error
}

// RecordStore keeps tallies of each speaker's claims, in step with the claims
// and in the same transaction.
type RecordStore interface {
	// Records lists kept tallies, added up, in the order of what they are
	// added up by. Those of merged speakers are with the one they became.
	Records(ctx context.Context, f RecordFilter) ([]RecordLine, error)
	// Rescore adds up every claim anew and puts right what differs; it returns
	// how many tallies there are and how many of them were wrong. progress is
	// told how many of all speakers are done.
	Rescore(ctx context.Context, progress func(done, of int)) (tallies, wrong int, err error)
}

// DisputeStore keeps disputes.
type DisputeStore interface {
	// AddDispute stores a new dispute and sets its ID.
	AddDispute(ctx context.Context, d *Dispute) error
	// Disputes lists all disputes of a claim, oldest first.
	Disputes(ctx context.Context, claimID int64) ([]Dispute, error)
	// SettleDispute stores how a dispute ended, or that it stands again.
	SettleDispute(ctx context.Context, d Dispute) error
}

// ForecastStore keeps the forecasts of users.
type ForecastStore interface {
	// AddForecast stores a forecast and sets its ID.
	AddForecast(ctx context.Context, f *Forecast) error
	// ForecastsOn lists the forecasts on claims, oldest first.
	ForecastsOn(ctx context.Context, claimIDs []int64) ([]Forecast, error)
	// ForecastsBy lists a user's, oldest first.
	ForecastsBy(ctx context.Context, user string) ([]Forecast, error)
	// Forecasters names the users who have given forecasts, in order.
	Forecasters(ctx context.Context) ([]string, error)
}

// TextStore keeps the texts of sources.
type TextStore interface {
	// KeepText stores a text and sets its ID; a source's text of the same sum
	// that is there already is left as it is, and kept is false.
	KeepText(ctx context.Context, k *KeptText) (kept bool, err error)
	// KeptTexts lists the texts of a source without the texts themselves,
	// newest first.
	KeptTexts(ctx context.Context, sourceID int64) ([]KeptText, error)
	// KeptText finds by internal id.
	KeptText(ctx context.Context, id int64) (KeptText, error)
	// ClaimsIn lists the claims that have their place in a text, in its order,
	// the withdrawn included.
	ClaimsIn(ctx context.Context, textID int64) ([]ClaimLine, error)
}

// SearchStore finds what was kept, from the moment at which it was written.
type SearchStore interface {
	// Search finds claims, and, unless something is asked for that only claims
	// have, speakers and sources. The same is found, in the same order, on
	// every database.
	Search(ctx context.Context, q Search, page SearchPage) (Found, error)
}

// LinkStore keeps what became of links.
type LinkStore interface {
	// LinksToCheck lists the links of sources and of the evidence that stands
	// that were not checked since before, or, if they were failing, since
	// failing; the longest unchecked first.
	LinksToCheck(ctx context.Context, before, failing time.Time, limit int) ([]Link, error)
	// KeepLink stores what became of a link.
	KeepLink(ctx context.Context, l Link) error
	// LinkStates lists those of the addresses that were checked.
	LinkStates(ctx context.Context, addresses []string) ([]Link, error)
}

// MeasureStore keeps the measures of claims, and what was read of them. Those
// that were changed or dropped stay, with their readings.
type MeasureStore interface {
	// AddMeasure stores a new measure and sets its ID. It does not stand yet.
	AddMeasure(ctx context.Context, m *Measure) error
	// StandMeasure makes one of a claim's measures the one that stands, and
	// drops the one that stood; 0 only drops.
	StandMeasure(ctx context.Context, claimID, measureID int64) error
	// Measures lists the measures that stand of claims, in the order of claims.
	Measures(ctx context.Context, claimIDs []int64) ([]Measure, error)
	// MeasuresToRead lists the measures that stand of claims that are open or
	// due and can be checked, those left out that wait for a day after today;
	// the longest unread first.
	MeasuresToRead(ctx context.Context, today Date) ([]Measure, error)
	// MeasuresRead lists the measures that stand of open claims that can be
	// checked and that Weigh may propose a verdict for: something was read, and
	// where no day decides, it held. The newest set first.
	MeasuresRead(ctx context.Context, limit int) ([]Measure, error)
	// AddReading stores a new reading and sets its ID.
	AddReading(ctx context.Context, r *Reading) error
	// Seen tells what was read of measures, by their ids.
	Seen(ctx context.Context, measureIDs []int64) (map[int64]Seen, error)
	// Readings lists the newest of a measure, newest first.
	Readings(ctx context.Context, measureID int64, limit int) ([]Reading, error)
}

// CaptureStore keeps unfinished work.
type CaptureStore interface {
	// AddCapture stores a new capture and sets its ID.
	AddCapture(ctx context.Context, c *Capture) error
	// UpdateCapture stores all of c but its text.
	UpdateCapture(ctx context.Context, c Capture) error
	// Capture finds by public id.
	Capture(ctx context.Context, publicID string) (Capture, error)
	// Captures lists the newest of a state, the last changed first, without
	// their texts and desks.
	Captures(ctx context.Context, state CaptureState, limit int) ([]Capture, error)
	// PruneCaptures throws away those that are not open and were last changed
	// before a time, and returns how many.
	PruneCaptures(ctx context.Context, before time.Time) (int, error)
	// CaptureOf finds the newest open capture of a text with that sum;
	// NotFound if there is none.
	CaptureOf(ctx context.Context, sha256 string) (Capture, error)
}

// FeedStore keeps the keys of private feeds.
type FeedStore interface {
	// AddFeedKey stores a new key and sets its ID.
	AddFeedKey(ctx context.Context, k *FeedKey) error
	// FeedKey finds by hash, the revoked included.
	FeedKey(ctx context.Context, hash string) (FeedKey, error)
	// FeedKeys lists those that open, oldest first.
	FeedKeys(ctx context.Context) ([]FeedKey, error)
	// UpdateFeedKey stores UsedOn and RevokedAt.
	UpdateFeedKey(ctx context.Context, k FeedKey) error
}

// EntryStore keeps the append-only log.
type EntryStore interface {
	// AppendEntries seals the entries in place, in order, onto the end of the
	// log. It must be called inside InTx.
	AppendEntries(ctx context.Context, entries []Entry) error
	// EntriesOf lists the entries about a subject, oldest first.
	EntriesOf(ctx context.Context, subject string) ([]Entry, error)
	// EntriesAfter lists up to limit entries with a greater number, in order.
	EntriesAfter(ctx context.Context, number int64, limit int) ([]Entry, error)
	// LastEntry returns the newest; NotFound while the log is empty.
	LastEntry(ctx context.Context) (Entry, error)
}

// JobStore keeps the runs of jobs.
type JobStore interface {
	// Exclusively runs fn while no other process or goroutine that uses the
	// same database holds name; ran is false, and fn not called, if one does.
	Exclusively(ctx context.Context, name string, fn func(context.Context) error) (ran bool, err error)
	// AddRun stores a run that has started and sets its ID.
	AddRun(ctx context.Context, r *JobRun) error
	// EndRun stores EndedAt, Affected and Error of r.
	EndRun(ctx context.Context, r JobRun) error
	// LastEnded returns the ended run of a job, not by hand and without an
	// error, that has the latest slot; NotFound if there is none.
	LastEnded(ctx context.Context, job string) (JobRun, error)
	// PruneRuns throws away runs that started before a time, but not the newest
	// that LastEnded would find, and returns how many.
	PruneRuns(ctx context.Context, before time.Time) (int, error)
	// Runs lists the newest runs, newest first.
	Runs(ctx context.Context, f RunFilter) ([]JobRun, error)
	// NewestRuns lists for each job its newest run, the newest that has ended,
	// and the newest that ended well, newest first.
	NewestRuns(ctx context.Context) ([]JobRun, error)
}

// DeliveryStore keeps what is told to people, and the keys that links are
// signed with.
type DeliveryStore interface {
	// AddDelivery stores a new delivery and sets its ID; added is false, and
	// nothing stored, if there is one of that recipient, period and channel.
	AddDelivery(ctx context.Context, d *Delivery) (added bool, err error)
	// HasDeliveries tells whether a recipient has any of that period.
	HasDeliveries(ctx context.Context, recipient, period string) (bool, error)
	// Delivery finds by public id.
	Delivery(ctx context.Context, publicID string) (Delivery, error)
	Deliveries(ctx context.Context, f DeliveryFilter) ([]Delivery, error)
	// PruneDeliveries throws away those made before a time that are not to be
	// tried again, but not a recipient's newest digests, by which is known what
	// has been told. It returns how many.
	PruneDeliveries(ctx context.Context, before time.Time) (int, error)
	// ReadyDeliveries lists those whose NextTry has come, the longest waiting
	// first.
	ReadyDeliveries(ctx context.Context, at time.Time, limit int) ([]Delivery, error)
	// TakeDelivery makes a delivery that is ready the caller's: Sending, with
	// one more attempt, until NextTry = until. taken is false if it has changed
	// since d was read.
	TakeDelivery(ctx context.Context, d *Delivery, at, until time.Time) (taken bool, err error)
	// EndDelivery stores State, Attempts, Error, NextTry and SentAt, if attempts
	// is what is stored; else Conflict.
	EndDelivery(ctx context.Context, d Delivery, attempts int) error
	// LastTold finds the newest digest of a recipient, made at that time or
	// before, that was sent through any channel; NotFound if there is none.
	LastTold(ctx context.Context, recipient string, at time.Time) (Delivery, error)
	// DropDigests drops the digests of a recipient, made after that time, that
	// are Waiting or Failed.
	DropDigests(ctx context.Context, recipient string, after time.Time) error
	// KeepKey returns the key of that name; fresh becomes it if there is none.
	KeepKey(ctx context.Context, name string, fresh []byte, at time.Time) ([]byte, error)
}
