package cli

import (
	"time"

	"foresaid/internal/ledger"
)

// claimJSON is a claim as the commands print it. Others rely on its names.
type claimJSON struct {
	ID         string         `json:"id"`
	Statement  string         `json:"statement"`
	Speaker    string         `json:"speaker"`
	State      ledger.State   `json:"state"`
	Deadline   deadlineJSON   `json:"deadline"`
	Confidence confidenceJSON `json:"confidence"`
	SaidOn     *ledger.Date   `json:"said_on"`
	Quote      string         `json:"quote"`
	QuoteLang  string         `json:"quote_lang"`
	Reporter   string         `json:"reporter"`
	Source     *sourceJSON    `json:"source"`
	Place      string         `json:"place"`
	Condition  string         `json:"condition"`
	Criteria   string         `json:"criteria"`
	Checkable  bool           `json:"checkable"`
	Topics     []string       `json:"topics"`
	ReviewOn   *ledger.Date   `json:"review_on"`
	Reviews    []ledger.Date  `json:"review_dates"` // review_on and the checkpoints, in order
	DueOn      *ledger.Date   `json:"due_on"`
	FlaggedAt  *time.Time     `json:"flagged_at"`
	Verdict    *verdictJSON   `json:"verdict"`
}

type deadlineJSON struct {
	From      *ledger.Date        `json:"from"`
	To        *ledger.Date        `json:"to"`
	Precision ledger.Precision    `json:"precision"`
	Kind      ledger.DeadlineKind `json:"kind"`
	Words     string              `json:"words"`
}

type confidenceJSON struct {
	Basis       ledger.Basis `json:"basis"`
	Words       string       `json:"words"`
	Probability *float64     `json:"probability"` // 0 to 1
}

type sourceJSON struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Link  string `json:"link"`
}

type verdictJSON struct {
	Grade       ledger.Grade      `json:"grade"`
	Reason      ledger.VoidReason `json:"reason"`
	HappenedOn  *ledger.Date      `json:"happened_on"`
	Provisional bool              `json:"provisional"`
	JudgedAt    *time.Time        `json:"judged_at"`
	DaysLate    int               `json:"days_late"`
}

func claimOf(l ledger.ClaimLine) claimJSON {
	c := claimJSON{
		ID: l.PublicID, Statement: l.Statement, Speaker: l.SpeakerName, State: l.State,
		Deadline: deadlineOf(l.Deadline), Confidence: confidenceOf(l.Confidence),
		SaidOn: dateOf(l.SaidOn), Quote: l.Quote, QuoteLang: l.QuoteLang, Reporter: l.ReporterName, Place: l.Place,
		Condition: l.Condition, Criteria: l.Criteria, Checkable: l.Checkable, Topics: append([]string{}, l.Topics...),
		ReviewOn: dateOf(l.ReviewOn), Reviews: append([]ledger.Date{}, l.ReviewDates()...), DueOn: dateOf(l.DueOn), FlaggedAt: timeOf(l.FlaggedAt),
	}
	if l.SourcePublicID != "" {
		c.Source = &sourceJSON{l.SourcePublicID, l.SourceTitle, l.SourceLink}
	}
	if s := l.Standing; s.VerdictID != 0 {
		c.Verdict = &verdictJSON{s.Grade, s.Reason, dateOf(s.HappenedOn), s.Provisional, timeOf(s.JudgedAt), s.DaysLate}
	}
	return c
}

func deadlineOf(d ledger.Deadline) deadlineJSON {
	return deadlineJSON{dateOf(d.From), dateOf(d.To), d.Precision, d.Kind, d.Words}
}

func confidenceOf(c ledger.Confidence) confidenceJSON {
	out := confidenceJSON{Basis: c.Basis, Words: c.Words}
	if c.Scored() {
		p := c.Probability.Float()
		out.Probability = &p
	}
	return out
}

func claimsOf(lines []ledger.ClaimLine) []claimJSON {
	all := make([]claimJSON, len(lines))
	for i, l := range lines {
		all[i] = claimOf(l)
	}
	return all
}

// dateOf is nil, and so null, for a date that is not known.
func dateOf(d ledger.Date) *ledger.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

func timeOf(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
