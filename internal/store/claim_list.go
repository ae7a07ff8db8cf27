package store

import (
	"cmp"
	"context"
	"slices"

	"gorm.io/gorm"

	"foresaid/internal/ledger"
)

// sortColumn is the column of each order of claims.
var sortColumn = map[ledger.ClaimSort]string{
	ledger.ByLogged: "", ledger.ByDeadline: "claims.deadline_to", ledger.BySaid: "claims.said_on", ledger.ByDue: "claims.due_on",
}

// Claims implements ledger.Store.
func (s *Store) Claims(ctx context.Context, f ledger.ClaimFilter) (ledger.ClaimPage, error) {
	if f.Sort == "" {
		f.Sort = ledger.ByLogged
	}
	column, known := sortColumn[f.Sort]
	if !known {
		return ledger.ClaimPage{}, ledger.Invalidf("sort", "sort_unknown", "Claims are sorted by logged, deadline, said or due, not “%s”", f.Sort)
	}
	k := keyset{order: string(f.Sort), column: column, id: "claims.id", valid: dateKey, descending: f.Descending}
	if column == "" {
		k.valid = noKey
	}
	if err := k.start(f.Cursor, f.Limit); err != nil {
		return ledger.ClaimPage{}, err
	}
	found, err := s.scanLines(ctx, k.page(restrict(s.claimLines(ctx), f)))
	if err != nil {
		return ledger.ClaimPage{}, err
	}
	var page ledger.ClaimPage
	page.Claims, page.Next, page.Previous = cut(k, found, func(c ledger.ClaimLine) (string, int64) {
		switch f.Sort {
		case ledger.ByDeadline:
			return orElse(c.Deadline.To, openDay).String(), c.ID
		case ledger.BySaid:
			return orElse(c.SaidOn, unknownDay).String(), c.ID
		case ledger.ByDue:
			return c.DueOn.String(), c.ID
		}
		return "", c.ID
	})
	return page, nil
}

// restrict adds the conditions of a filter.
func restrict(q *gorm.DB, f ledger.ClaimFilter) *gorm.DB {
	switch len(f.States) {
	case 0:
	case 1: // an index after IN is not read in its order
		q = q.Where("claims.state = ?", f.States[0])
	default:
		q = q.Where("claims.state IN ?", f.States)
	}
	if len(f.Grades) > 0 {
		q = q.Where("claims.grade IN ?", f.Grades)
	}
	if len(f.Outcomes) > 0 {
		q = q.Where("claims.outcome IN ?", f.Outcomes)
	}
	if f.Late {
		q = q.Where("claims.days_late > 0")
	}
	if f.Provisional {
		q = q.Where("claims.provisional")
	}
	if f.Disputed {
		q = q.Where("claims.disputed")
	}
	if !f.Overdue.IsZero() {
		q = q.Where("claims.state = 'due' AND claims.deadline_to < ?", date{f.Overdue})
	}
	if f.Uncheckable {
		q = q.Where("NOT claims.checkable")
	}
	if f.Reason != "" {
		q = q.Where("claims.state = 'void' AND claims.reason = ?", f.Reason)
	}
	if len(f.Bases) > 0 {
		q = q.Where("claims.basis IN ?", f.Bases)
	}
	if f.OddsFrom != 0 || f.OddsTo != 0 {
		q = q.Where("claims.basis <> 'none' AND claims.probability >= ?", int32(f.OddsFrom))
		if f.OddsTo != 0 && f.OddsTo < ledger.Certain {
			q = q.Where("claims.probability < ?", int32(f.OddsTo))
		}
	}
	if len(f.Kinds) > 0 {
		q = q.Where("claims.deadline_kind IN ?", f.Kinds)
	}
	if !f.Ripe.IsZero() {
		q = q.Where("claims.deadline_to < ?", date{f.Ripe})
	}
	q = within(q, f.Horizon)
	for column, id := range map[string]int64{"speaker_id": f.SpeakerID, "source_id": f.SourceID, "question_id": f.QuestionID} {
		if id != 0 {
			q = q.Where("claims."+column+" = ?", id)
		}
	}
	switch {
	case f.Topic == "":
	case !storable(f.Topic):
		q = q.Where("1 = 0")
	default:
		q = q.Where("claims.id IN (SELECT claim_id FROM claim_topics WHERE topic = ?)", f.Topic)
	}
	if !f.DeadlineFrom.IsZero() || !f.DeadlineTo.IsZero() {
		q = q.Where("claims.deadline_to BETWEEN ? AND ?", orElse(f.DeadlineFrom, unknownDay), orElse(f.DeadlineTo, openDay.AddDays(-1)))
	}
	if f.Sort == ledger.ByDue || !f.DueFrom.IsZero() || !f.DueTo.IsZero() {
		q = q.Where("claims.due_on BETWEEN ? AND ?", orElse(f.DueFrom, unknownDay), orElse(f.DueTo, openDay))
	}
	return q
}

// within keeps the claims of a horizon.
func within(q *gorm.DB, h ledger.Horizon) *gorm.DB {
	if h == "" {
		return q
	}
	least, most, known := h.Days()
	if !known {
		return q.Where("(claims.said_on = ? OR claims.deadline_kind = 'open')", date{unknownDay})
	}
	ahead := "(claims.deadline_to - claims.said_on)"
	if q.Name() == "sqlite" {
		ahead = "(julianday(claims.deadline_to) - julianday(claims.said_on))"
	}
	q = q.Where("claims.said_on > ? AND claims.deadline_kind <> 'open' AND "+ahead+" >= ?", date{unknownDay}, least)
	if most > 0 {
		q = q.Where(ahead+" <= ?", most)
	}
	return q
}

// sortByDue puts claims into the order of DueOn and id.
func sortByDue(claims []ledger.ClaimLine) {
	slices.SortFunc(claims, func(a, b ledger.ClaimLine) int {
		return cmp.Or(a.DueOn.Compare(b.DueOn), cmp.Compare(a.ID, b.ID))
	})
}

// CountStates implements ledger.Store. It adds up the kept tallies, which are
// as many as there are speakers.
func (s *Store) CountStates(ctx context.Context) (map[ledger.State]int, error) {
	if err := s.flush(ctx); err != nil {
		return nil, err
	}
	var n struct{ Open, Due, Judged, Void, Withdrawn int }
	err := s.reader(ctx).Raw(`SELECT CAST(coalesce(sum(open), 0) AS bigint) AS open, CAST(coalesce(sum(due), 0) AS bigint) AS due,
		CAST(coalesce(sum(judged), 0) AS bigint) AS judged, CAST(coalesce(sum(void), 0) AS bigint) AS void,
		CAST(coalesce(sum(withdrawn), 0) AS bigint) AS withdrawn
		FROM records WHERE topic = '' AND words = '' AND horizon = '' AND year = 0`).Scan(&n).Error
	counts := map[ledger.State]int{}
	for state, n := range map[ledger.State]int{
		ledger.StateOpen: n.Open, ledger.StateDue: n.Due, ledger.StateJudged: n.Judged, ledger.StateVoid: n.Void, ledger.StateWithdrawn: n.Withdrawn,
	} {
		if n > 0 {
			counts[state] = n
		}
	}
	return counts, s.fault(err)
}

// CountDue implements ledger.Store.
func (s *Store) CountDue(ctx context.Context, from, to ledger.Date) (int, error) {
	var n int
	err := s.reader(ctx).Raw("SELECT count(*) FROM claims WHERE state = 'open' AND due_on BETWEEN ? AND ?",
		orElse(from, unknownDay), orElse(to, openDay)).Scan(&n).Error
	return n, s.fault(err)
}

// CountClaims implements ledger.Store.
func (s *Store) CountClaims(ctx context.Context, f ledger.ClaimFilter) (int, error) {
	var n int64
	err := restrict(s.reader(ctx).Table("claims"), f).Count(&n).Error
	return int(n), s.fault(err)
}

// Topics implements ledger.Store.
func (s *Store) Topics(ctx context.Context, limit int) ([]ledger.TopicCount, error) {
	var found []ledger.TopicCount
	err := s.reader(ctx).Raw(`SELECT topic, count(*) AS claims FROM claim_topics
		JOIN claims ON claims.id = claim_topics.claim_id AND claims.state <> 'withdrawn'
		GROUP BY topic ORDER BY count(*) DESC, topic LIMIT ?`, limit).Scan(&found).Error
	return found, s.fault(err)
}

// DueClaims implements ledger.Store.
func (s *Store) DueClaims(ctx context.Context) ([]ledger.DueClaim, error) {
	var rows []struct {
		ID, SpeakerID, Flagged int64
		FlaggedAt              moment
		DueOn                  date
	}
	// Adding nothing keeps PostgreSQL from looking for the greatest number from
	// the end of the log instead of by the subject.
	err := s.reader(ctx).Raw(`SELECT id, speaker_id, flagged_at, due_on,
		coalesce((SELECT max(number + 0) FROM entries WHERE subject = ? || claims.public_id AND kind = ?), 0) AS flagged
		FROM claims WHERE state = 'due' ORDER BY due_on, id`, ledger.ClaimSubject(""), string(ledger.ClaimFlagged)).Scan(&rows).Error
	if err != nil {
		return nil, s.fault(err)
	}
	var topics []topicRow
	err = s.reader(ctx).Raw(`SELECT topic, claim_id FROM claim_topics WHERE claim_id IN (SELECT id FROM claims WHERE state = 'due')
		ORDER BY claim_id, position`).Scan(&topics).Error
	if err != nil {
		return nil, s.fault(err)
	}
	of := map[int64][]string{}
	for _, t := range topics {
		of[t.ClaimID] = append(of[t.ClaimID], t.Topic)
	}
	due := make([]ledger.DueClaim, len(rows))
	for i, r := range rows {
		due[i] = ledger.DueClaim{ID: r.ID, SpeakerID: r.SpeakerID, FlaggedAt: r.FlaggedAt.Time, Flagged: r.Flagged, DueOn: r.DueOn.Date, Topics: of[r.ID]}
	}
	return due, nil
}
