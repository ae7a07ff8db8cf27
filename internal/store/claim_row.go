package store

import "foresaid/internal/ledger"

// claimRow is a row of claims.
type claimRow struct {
	ID                int64 `gorm:"primaryKey"`
	PublicID          string
	Statement         string
	StatementKey      string
	Quote             string
	QuoteLang         string
	Translation       string
	SpeakerID         int64
	ReporterID        ref
	SourceID          ref
	Place             string
	TextID            ref
	TextStart         int
	TextEnd           int
	SaidOn            date
	DeadlineFrom      date
	DeadlineTo        date
	DeadlinePrecision string
	DeadlineKind      string
	DeadlineWords     string
	ReviewOn          date
	Checkpoints       days
	DueOn             date
	Condition         string
	Criteria          string
	Checkable         bool
	Basis             string
	Probability       int32
	ConfidenceWords   string
	Reference         *int32
	ReferenceLink     string
	QuestionID        ref
	Side              string
	State             string
	Disputed          bool
	ExternalID        string
	FlaggedAt         moment
	LoggedBy          string
	LoggedAt          moment
	Version           int
	VerdictID         ref
	Grade             string
	Reason            string
	HappenedOn        date
	JudgedAt          moment
	Provisional       bool
	Outcome           string
	DaysLate          int
}

// TableName implements gorm's Tabler.
func (claimRow) TableName() string { return "claims" }

func fromClaim(c ledger.Claim) claimRow {
	return claimRow{
		ID: c.ID, PublicID: c.PublicID,
		Statement: c.Statement, StatementKey: c.StatementKey(), Quote: c.Quote, QuoteLang: c.QuoteLang, Translation: c.Translation,
		SpeakerID: c.SpeakerID, ReporterID: ref(c.ReporterID), SourceID: ref(c.SourceID), Place: c.Place,
		TextID: ref(c.Span.TextID), TextStart: c.Span.Start, TextEnd: c.Span.End,
		SaidOn:       orElse(c.SaidOn, unknownDay),
		DeadlineFrom: date{c.Deadline.From}, DeadlineTo: orElse(c.Deadline.To, openDay),
		DeadlinePrecision: string(c.Deadline.Precision), DeadlineKind: string(c.Deadline.Kind), DeadlineWords: c.Deadline.Words,
		ReviewOn: date{c.ReviewOn}, Checkpoints: c.Checkpoints, DueOn: date{c.DueOn},
		Condition: c.Condition, Criteria: c.Criteria, Checkable: c.Checkable,
		Basis: string(c.Confidence.Basis), Probability: int32(c.Confidence.Probability), ConfidenceWords: c.Confidence.Words,
		Reference: (*int32)(c.Reference), ReferenceLink: c.ReferenceLink,
		QuestionID: ref(c.QuestionID), Side: string(c.Side),
		State: string(c.State), Disputed: c.Disputed, ExternalID: c.ExternalID, FlaggedAt: moment{c.FlaggedAt}, LoggedBy: c.LoggedBy, LoggedAt: moment{c.LoggedAt}, Version: c.Version,
		VerdictID: ref(c.Standing.VerdictID), Grade: string(c.Standing.Grade), Reason: string(c.Standing.Reason),
		HappenedOn: date{c.Standing.HappenedOn}, JudgedAt: moment{c.Standing.JudgedAt}, Provisional: c.Standing.Provisional,
		Outcome: string(c.Standing.Outcome), DaysLate: c.Standing.DaysLate,
	}
}

func (r claimRow) toClaim() ledger.Claim {
	return ledger.Claim{
		ID: r.ID, PublicID: r.PublicID,
		Statement: r.Statement, Quote: r.Quote, QuoteLang: r.QuoteLang, Translation: r.Translation,
		SpeakerID: r.SpeakerID, ReporterID: int64(r.ReporterID), SourceID: int64(r.SourceID), Place: r.Place,
		Span:   ledger.Span{TextID: int64(r.TextID), Start: r.TextStart, End: r.TextEnd},
		SaidOn: r.SaidOn.but(unknownDay),
		Deadline: ledger.Deadline{
			From: r.DeadlineFrom.Date, To: r.DeadlineTo.but(openDay), Precision: ledger.Precision(r.DeadlinePrecision),
			Kind: ledger.DeadlineKind(r.DeadlineKind), Words: r.DeadlineWords,
		},
		ReviewOn: r.ReviewOn.Date, Checkpoints: r.Checkpoints, DueOn: r.DueOn.Date,
		Condition: r.Condition, Criteria: r.Criteria, Checkable: r.Checkable,
		Confidence: ledger.Confidence{
			Basis: ledger.Basis(r.Basis), Probability: ledger.Probability(r.Probability), Words: r.ConfidenceWords,
		},
		Reference: (*ledger.Probability)(r.Reference), ReferenceLink: r.ReferenceLink,
		QuestionID: int64(r.QuestionID), Side: ledger.Side(r.Side),
		State: ledger.State(r.State), Disputed: r.Disputed, ExternalID: r.ExternalID, FlaggedAt: r.FlaggedAt.Time, LoggedBy: r.LoggedBy, LoggedAt: r.LoggedAt.Time, Version: r.Version,
		Standing: ledger.Standing{
			VerdictID: int64(r.VerdictID), Grade: ledger.Grade(r.Grade), Reason: ledger.VoidReason(r.Reason),
			HappenedOn: r.HappenedOn.Date, JudgedAt: r.JudgedAt.Time, Provisional: r.Provisional,
			Outcome: ledger.Outcome(r.Outcome), DaysLate: r.DaysLate,
		},
	}
}

// lineRow is a claim with what its list shows beside it, in one flat row.
type lineRow struct {
	Claim             claimRow `gorm:"embedded"`
	SpeakerPublicID   string
	SpeakerName       string
	ReporterPublicID  string
	ReporterName      string
	SourcePublicID    string
	SourceTitle       string
	SourceLink        string
	SourceEvent       string
	SourcePublisher   string
	SourcePublishedOn date
	QuestionPublicID  string
	Proposition       string
}

const lineColumns = `claims.*,
	speakers.public_id AS speaker_public_id, speakers.name AS speaker_name,
	coalesce(reporters.public_id, '') AS reporter_public_id, coalesce(reporters.name, '') AS reporter_name,
	coalesce(sources.public_id, '') AS source_public_id, coalesce(sources.title, '') AS source_title,
	coalesce(sources.link, '') AS source_link, coalesce(sources.event, '') AS source_event,
	coalesce(sources.publisher, '') AS source_publisher, sources.published_on AS source_published_on,
	coalesce(questions.public_id, '') AS question_public_id, coalesce(questions.proposition, '') AS proposition`

// lineJoins joins to the left throughout, so that no planner starts anywhere but at
// the claims.
const lineJoins = `LEFT JOIN speakers ON speakers.id = claims.speaker_id
	LEFT JOIN speakers reporters ON reporters.id = claims.reporter_id
	LEFT JOIN sources ON sources.id = claims.source_id
	LEFT JOIN questions ON questions.id = claims.question_id`

func (r lineRow) toLine(topics []string) ledger.ClaimLine {
	c := r.Claim.toClaim()
	c.Topics = topics
	return ledger.ClaimLine{
		Claim: c, SpeakerPublicID: r.SpeakerPublicID, SpeakerName: r.SpeakerName,
		ReporterPublicID: r.ReporterPublicID, ReporterName: r.ReporterName,
		SourcePublicID: r.SourcePublicID, SourceTitle: r.SourceTitle, SourceLink: r.SourceLink, SourceEvent: r.SourceEvent,
		SourcePublisher: r.SourcePublisher, SourcePublishedOn: r.SourcePublishedOn.Date,
		QuestionPublicID: r.QuestionPublicID, Proposition: r.Proposition,
	}
}
