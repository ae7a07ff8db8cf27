package store

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"foresaid/internal/ledger"
)

// batch is how many rows one statement inserts or names.
const batch = 500

// shortestPrefix is how much of a public id must be given at least.
const shortestPrefix = 3

// AddClaim implements ledger.Store.
func (s *Store) AddClaim(ctx context.Context, c *ledger.Claim) error {
	return s.AddClaims(ctx, []*ledger.Claim{c}, nil)
}

// AddClaims implements ledger.Store.
func (s *Store) AddClaims(ctx context.Context, claims []*ledger.Claim, given []*ledger.Verdict) error {
	rows := make([]claimRow, len(claims))
	for i, c := range claims {
		rows[i] = fromClaim(*c)
		rows[i].ID, rows[i].Version, rows[i].VerdictID = 0, 1, 0
	}
	if err := s.writer(ctx).CreateInBatches(&rows, batch).Error; err != nil {
		return s.fault(err)
	}
	var topics []topicRow
	made := map[int64]int{}
	for i, c := range claims {
		c.ID, c.Version = rows[i].ID, 1
		topics = append(topics, topicRows(*c)...)
		made[c.SpeakerID] += counted(c.State)
	}
	if len(topics) > 0 {
		if err := s.writer(ctx).CreateInBatches(&topics, batch).Error; err != nil {
			return s.fault(err)
		}
	}
	if err := s.addGiven(ctx, claims, given); err != nil {
		return err
	}
	for _, c := range claims {
		if err := s.keep(ctx, *c, 1); err != nil {
			return err
		}
	}
	ids := make([]int64, len(claims))
	for i, c := range claims {
		ids[i] = c.ID
	}
	if err := s.toFind(ctx, claimDoc, ids...); err != nil {
		return err
	}
	for _, speaker := range slices.Sorted(maps.Keys(made)) {
		if err := s.countClaims(ctx, speaker, made[speaker]); err != nil {
			return err
		}
	}
	return nil
}

// addGiven adds the verdicts that new claims come with.
func (s *Store) addGiven(ctx context.Context, claims []*ledger.Claim, given []*ledger.Verdict) error {
	var verdicts []*ledger.Verdict
	var ids []int64
	at := map[int64]*ledger.Claim{}
	for i, v := range given {
		if v != nil {
			v.ClaimID, at[claims[i].ID] = claims[i].ID, claims[i]
			verdicts, ids = append(verdicts, v), append(ids, v.ClaimID)
		}
	}
	if err := s.addVerdicts(ctx, verdicts); err != nil {
		return err
	}
	for _, v := range verdicts {
		at[v.ClaimID].Standing.VerdictID = v.ID
	}
	for part := range slices.Chunk(ids, batch) {
		err := s.writer(ctx).Exec(`UPDATE claims SET verdict_id = (SELECT max(id) FROM verdicts WHERE verdicts.claim_id = claims.id)
			WHERE id IN ?`, part).Error
		if err != nil {
			return s.fault(err)
		}
	}
	return nil
}

// ClaimsFrom implements ledger.Store.
func (s *Store) ClaimsFrom(ctx context.Context, externalIDs []string) (map[string]string, error) {
	found := map[string]string{}
	for part := range slices.Chunk(externalIDs, batch) {
		var rows []struct{ ExternalID, PublicID string }
		err := s.reader(ctx).Raw("SELECT external_id, public_id FROM claims WHERE external_id <> '' AND external_id IN ?", part).Scan(&rows).Error
		if err != nil {
			return nil, s.fault(err)
		}
		for _, r := range rows {
			found[r.ExternalID] = r.PublicID
		}
	}
	return found, nil
}

// TakenIDs implements ledger.Store.
func (s *Store) TakenIDs(ctx context.Context, publicIDs []string) ([]string, error) {
	var taken []string
	for part := range slices.Chunk(publicIDs, batch) {
		var found []string
		if err := s.reader(ctx).Raw("SELECT public_id FROM claims WHERE public_id IN ?", part).Scan(&found).Error; err != nil {
			return nil, s.fault(err)
		}
		taken = append(taken, found...)
	}
	return taken, nil
}

// UpdateClaim implements ledger.Store.
func (s *Store) UpdateClaim(ctx context.Context, c *ledger.Claim) error {
	var row claimRow
	if err := s.writer(ctx).Take(&row, c.ID).Error; err != nil {
		return s.missing(err, claimMissing(c.PublicID))
	}
	topics, err := s.topicsOf(ctx, []int64{c.ID})
	if err != nil {
		return err
	}
	old := row.toClaim()
	old.Topics = topics[c.ID]
	row = fromClaim(*c)
	row.Version++
	done := s.writer(ctx).Model(&claimRow{}).Where("id = ? AND version = ?", c.ID, c.Version).Select("*").Omit("id").Updates(row)
	if done.Error != nil {
		return s.fault(done.Error)
	}
	if done.RowsAffected == 0 {
		return changedMeanwhile()
	}
	c.Version = row.Version
	if !slices.Equal(old.Topics, c.Topics) {
		if err := s.writer(ctx).Where("claim_id = ?", c.ID).Delete(&topicRow{}).Error; err != nil {
			return s.fault(err)
		}
		if rows := topicRows(*c); len(rows) > 0 {
			if err := s.writer(ctx).Create(&rows).Error; err != nil {
				return s.fault(err)
			}
		}
	}
	if err := s.keep(ctx, old, -1); err != nil {
		return err
	}
	if err := s.keep(ctx, *c, 1); err != nil {
		return err
	}
	if err := s.toFind(ctx, claimDoc, c.ID); err != nil {
		return err
	}
	if err := s.countClaims(ctx, old.SpeakerID, -counted(old.State)); err != nil {
		return err
	}
	return s.countClaims(ctx, c.SpeakerID, counted(c.State))
}

// counted is how much a claim in a state adds to its speaker's claims.
func counted(state ledger.State) int {
	if state == ledger.StateWithdrawn {
		return 0
	}
	return 1
}

func (s *Store) countClaims(ctx context.Context, speakerID int64, by int) error {
	if by == 0 {
		return nil
	}
	return s.fault(s.writer(ctx).Exec("UPDATE speakers SET claims = claims + ? WHERE id = ?", by, speakerID).Error)
}

// topicRow is a row of claim_topics.
type topicRow struct {
	Topic    string
	ClaimID  int64
	Position int
}

// TableName implements gorm's Tabler.
func (topicRow) TableName() string { return "claim_topics" }

func topicRows(c ledger.Claim) []topicRow {
	rows := make([]topicRow, len(c.Topics))
	for i, t := range c.Topics {
		rows[i] = topicRow{t, c.ID, i}
	}
	return rows
}

// Claim implements ledger.Store.
func (s *Store) Claim(ctx context.Context, publicID string) (ledger.ClaimLine, error) {
	id := strings.ToLower(strings.TrimSpace(publicID))
	q := s.claimLines(ctx)
	if len(id) < shortestPrefix || len(id) > ledger.PublicIDLength || !storable(id) {
		return ledger.ClaimLine{}, claimMissing(publicID)
	}
	if len(id) == ledger.PublicIDLength {
		q = q.Where("claims.public_id = ?", id)
	} else { // a range, which the index on public_id serves in any collation
		q = q.Where("claims.public_id >= ? AND claims.public_id < ?", id, id+"{")
	}
	found, err := s.scanLines(ctx, q.Order("claims.public_id").Limit(2))
	switch {
	case err != nil:
		return ledger.ClaimLine{}, err
	case len(found) == 0:
		return ledger.ClaimLine{}, claimMissing(publicID)
	case len(found) > 1:
		return ledger.ClaimLine{}, ledger.Errorf(ledger.Conflict, "claim_prefix", "Several claims begin with “%s”; give more of the id", id)
	}
	return found[0], nil
}

// ClaimByID implements ledger.Store.
func (s *Store) ClaimByID(ctx context.Context, id int64) (ledger.ClaimLine, error) {
	found, err := s.scanLines(ctx, s.claimLines(ctx).Where("claims.id = ?", id))
	if err == nil && len(found) == 0 {
		err = claimMissing("")
	}
	if err != nil {
		return ledger.ClaimLine{}, err
	}
	return found[0], nil
}

// ClaimLines implements ledger.Store.
func (s *Store) ClaimLines(ctx context.Context, ids []int64) ([]ledger.ClaimLine, error) {
	var all []ledger.ClaimLine
	for part := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(ids))), batch) {
		found, err := s.scanLines(ctx, s.claimLines(ctx).Where("claims.id IN ?", part).Order("claims.id"))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

func claimMissing(publicID string) *ledger.Error {
	return ledger.Errorf(ledger.NotFound, "claim_not_found", "There is no claim “%s”", publicID)
}

// ClaimsAlike implements ledger.Store.
func (s *Store) ClaimsAlike(ctx context.Context, c ledger.Claim) ([]ledger.ClaimLine, error) {
	q := s.claimLines(ctx).Where("claims.speaker_id = ? AND claims.statement_key = ? AND claims.id <> ? AND claims.state <> 'withdrawn'",
		c.SpeakerID, c.StatementKey(), c.ID).Where("claims.said_on = ?", orElse(c.SaidOn, unknownDay))
	if c.SaidOn.IsZero() {
		q = q.Where("claims.deadline_to = ?", orElse(c.Deadline.To, openDay))
	}
	return s.scanLines(ctx, q.Order("claims.id"))
}

// FlagDue implements ledger.Store.
func (s *Store) FlagDue(ctx context.Context, today ledger.Date, at time.Time) ([]ledger.ClaimLine, error) {
	var ids []int64
	err := s.writer(ctx).Raw(`UPDATE claims SET state = 'due', flagged_at = ?, version = version + 1
		WHERE state = 'open' AND due_on <= ? RETURNING id`, moment{at}, date{today}).Scan(&ids).Error
	if err != nil {
		return nil, s.fault(err)
	}
	var flagged []ledger.ClaimLine
	for len(ids) > 0 {
		n := min(batch, len(ids))
		part, err := s.scanLines(ctx, s.claimLines(ctx).Where("claims.id IN ?", ids[:n]))
		if err != nil {
			return nil, err
		}
		for _, line := range part {
			was := line.Claim
			was.State = ledger.StateOpen
			if err := s.keep(ctx, was, -1); err != nil {
				return nil, err
			}
			if err := s.keep(ctx, line.Claim, 1); err != nil {
				return nil, err
			}
		}
		flagged, ids = append(flagged, part...), ids[n:]
	}
	sortByDue(flagged)
	return flagged, nil
}

// claimLines begins a query of claims with what lists show beside them.
func (s *Store) claimLines(ctx context.Context) *gorm.DB {
	return s.reader(ctx).Table("claims").Select(lineColumns).Joins(lineJoins)
}

// scanLines runs a query of claimLines and adds the topics.
func (s *Store) scanLines(ctx context.Context, q *gorm.DB) ([]ledger.ClaimLine, error) {
	var rows []lineRow
	if err := q.Scan(&rows).Error; err != nil {
		return nil, s.fault(err)
	}
	ids := make([]int64, len(rows))
	for i, r := range rows {
		ids[i] = r.Claim.ID
	}
	topics, err := s.topicsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	found := make([]ledger.ClaimLine, len(rows))
	for i, r := range rows {
		found[i] = r.toLine(topics[r.Claim.ID])
	}
	return found, nil
}

func (s *Store) topicsOf(ctx context.Context, ids []int64) (map[int64][]string, error) {
	topics := map[int64][]string{}
	if len(ids) == 0 {
		return topics, nil
	}
	var rows []topicRow
	if err := s.reader(ctx).Where("claim_id IN ?", ids).Order("claim_id, position").Find(&rows).Error; err != nil {
		return nil, s.fault(err)
	}
	for _, r := range rows {
		topics[r.ClaimID] = append(topics[r.ClaimID], r.Topic)
	}
	return topics, nil
}
