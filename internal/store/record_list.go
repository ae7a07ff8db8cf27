package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"foresaid/internal/ledger"
)

// flush writes what the transaction has changed so far, so that it can be
// read.
func (s *Store) flush(ctx context.Context) error {
	if !s.tx {
		return nil
	}
	k := *s.kept
	*s.kept = *newChange()
	if err := s.addChange(ctx, &k); err != nil {
		return err
	}
	what := maps.Clone(s.stale)
	clear(s.stale)
	return s.index(ctx, what)
}

// recordColumn is what kept tallies are added up by.
var recordColumn = map[ledger.RecordBy]string{
	ledger.Together: "''", ledger.PerSpeaker: "records.speaker_id", ledger.PerTopic: "topic", ledger.PerHorizon: "horizon",
	ledger.PerYear: "year", ledger.PerWords: "words",
}

// Records implements ledger.Store.
func (s *Store) Records(ctx context.Context, f ledger.RecordFilter) ([]ledger.RecordLine, error) {
	if err := s.flush(ctx); err != nil {
		return nil, err
	}
	if !storable(f.Topic) {
		return nil, nil
	}
	column := recordColumn[f.By]
	sums := make([]string, len(counterColumns))
	for i, c := range counterColumns {
		sums[i] = "CAST(sum(records." + c + ") AS bigint) AS " + c
	}
	q := s.reader(ctx).Table("records").Where("words = ''")
	switch f.By {
	case ledger.PerTopic:
		q = q.Where("topic <> ''")
	case ledger.PerWords:
		q = s.reader(ctx).Table("records").Where("words <> ''")
	default:
		q = q.Where("topic = ?", f.Topic)
	}
	single := f.FromYear != 0 || f.ToYear != 0 || f.By == ledger.PerHorizon || f.By == ledger.PerYear
	if single {
		q = q.Where("horizon <> ''")
	} else {
		q = q.Where("horizon = ''")
	}
	if f.FromYear != 0 {
		q = q.Where("year >= ?", f.FromYear)
	}
	if f.ToYear != 0 {
		q = q.Where("year <= ? AND year > 0", f.ToYear)
	}
	if len(f.SpeakerIDs) > 0 {
		q = q.Where("records.speaker_id IN ?", f.SpeakerIDs)
	}
	fields := "'' AS topic"
	group := column
	switch f.By {
	case ledger.PerSpeaker:
		fields = "records.speaker_id, max(speakers.public_id) AS speaker_public_id, max(speakers.name) AS speaker_name, max(speakers.role) AS speaker_role"
		q = q.Joins("JOIN speakers ON speakers.id = records.speaker_id")
	case ledger.Together:
		group = ""
	default:
		fields = column
	}
	q = q.Select(fields + ", " + strings.Join(sums, ", "))
	if group != "" {
		q = q.Group(group).Order(group)
	} else {
		q = q.Having("count(*) > 0")
	}
	var rows []struct {
		SpeakerID                                 int64
		SpeakerPublicID, SpeakerName, SpeakerRole string
		Topic, Horizon, Words                     string
		Year                                      int
		Sums                                      counters `gorm:"embedded"`
	}
	if err := q.Scan(&rows).Error; err != nil {
		return nil, s.fault(err)
	}
	found := make([]ledger.RecordLine, len(rows))
	for i, r := range rows {
		found[i] = ledger.RecordLine{
			SpeakerID: r.SpeakerID, SpeakerPublicID: r.SpeakerPublicID, SpeakerName: r.SpeakerName, SpeakerRole: r.SpeakerRole,
			Topic: r.Topic, Horizon: ledger.Horizon(r.Horizon), Words: r.Words, Year: r.Year, Tally: r.Sums.toTally(),
		}
	}
	if f.Bins && !single {
		return found, s.addBins(ctx, f, found)
	}
	return found, nil
}

// addBins adds the bins to tallies that Records found.
func (s *Store) addBins(ctx context.Context, f ledger.RecordFilter, lines []ledger.RecordLine) error {
	key, of := "''", func(ledger.RecordLine) string { return "" }
	q := s.reader(ctx).Table("record_bins").Where("topic = ?", f.Topic)
	switch f.By {
	case ledger.PerSpeaker:
		key, of = "CAST(speaker_id AS text)", func(l ledger.RecordLine) string { return strconv.FormatInt(l.SpeakerID, 10) }
	case ledger.PerTopic:
		key, of = "topic", func(l ledger.RecordLine) string { return l.Topic }
		q = s.reader(ctx).Table("record_bins").Where("topic <> ''")
	}
	if len(f.SpeakerIDs) > 0 {
		q = q.Where("speaker_id IN ?", f.SpeakerIDs)
	}
	var rows []struct {
		Of, Basis string
		Bin       int
		Sums      binSums `gorm:"embedded"`
	}
	err := q.Select(key + ` AS "of", basis, bin, CAST(sum(n) AS bigint) AS n, CAST(sum(yes) AS bigint) AS yes, CAST(sum(p) AS bigint) AS p,
		CAST(sum(pp) AS bigint) AS pp, CAST(sum(p_yes) AS bigint) AS p_yes`).Group(`1, basis, bin`).Scan(&rows).Error
	at := map[string]*ledger.Tally{}
	for i := range lines {
		at[of(lines[i])] = &lines[i].Tally
	}
	for _, r := range rows {
		t := at[r.Of]
		switch {
		case t == nil:
		case r.Basis == string(ledger.StatedConfidence):
			t.Stated.Bins[r.Bin] = r.Sums.toBin()
		default:
			t.Worded.Bins[r.Bin] = r.Sums.toBin()
		}
	}
	return s.fault(err)
}

// tallies are the kept tallies of speakers, with Overdue.
func (s *Store) tallies(ctx context.Context, speakerIDs []int64, today ledger.Date) (map[int64]ledger.Tally, error) {
	tallies := map[int64]ledger.Tally{}
	if len(speakerIDs) == 0 {
		return tallies, nil
	}
	lines, err := s.Records(ctx, ledger.RecordFilter{By: ledger.PerSpeaker, SpeakerIDs: speakerIDs})
	if err != nil {
		return nil, err
	}
	var overdue []struct {
		SpeakerID int64
		N         int
	}
	err = s.reader(ctx).Raw(`SELECT speaker_id, count(*) AS n FROM claims WHERE speaker_id IN ? AND state = 'due' AND deadline_to < ?
		GROUP BY speaker_id`, speakerIDs, orElse(today, unknownDay)).Scan(&overdue).Error
	for _, l := range lines {
		tallies[l.SpeakerID] = l.Tally
	}
	for _, o := range overdue {
		t := tallies[o.SpeakerID]
		t.Overdue = o.N
		tallies[o.SpeakerID] = t
	}
	return tallies, s.fault(err)
}

// scoredColumns are what ScoredClaims reads.
const scoredColumns = `id, public_id, statement, speaker_id, said_on, deadline_from, deadline_to, deadline_precision, deadline_kind,
	review_on, due_on, checkable, basis, probability, confidence_words, reference, question_id, side, state, disputed, logged_at, version,
	verdict_id, grade, reason, happened_on, judged_at, provisional, outcome, days_late`

// ScoredClaims implements ledger.Store.
func (s *Store) ScoredClaims(ctx context.Context, f ledger.ScoreFilter) ([]ledger.Claim, error) {
	q := s.reader(ctx).Table("claims").Select(scoredColumns)
	if len(f.SpeakerIDs) > 0 {
		q = q.Where("speaker_id IN ?", f.SpeakerIDs)
	}
	if f.QuestionID != 0 {
		q = q.Where("question_id = ?", f.QuestionID)
	}
	if f.Questions {
		q = q.Where("question_id IS NOT NULL")
	}
	if !f.Early.IsZero() { // as the index claims_with_verdict has it
		q = q.Where("verdict_id IS NOT NULL AND deadline_to >= ? AND state <> 'withdrawn'", date{f.Early})
	}
	var rows []claimRow
	if f.IDs == nil {
		if err := q.Scan(&rows).Error; err != nil {
			return nil, s.fault(err)
		}
	}
	for at := 0; at < len(f.IDs); at += batch {
		var part []claimRow
		ids := f.IDs[at:min(at+batch, len(f.IDs))]
		if err := s.reader(ctx).Table("claims").Select(scoredColumns).Where("id IN ?", ids).Scan(&part).Error; err != nil {
			return nil, s.fault(err)
		}
		rows = append(rows, part...)
	}
	// sorted here: asked for in the order of ids, a planner would read all claims
	slices.SortFunc(rows, func(a, b claimRow) int { return cmp.Compare(a.ID, b.ID) })
	found, ids := make([]ledger.Claim, len(rows)), make([]int64, len(rows))
	for i, r := range rows {
		found[i], ids[i] = r.toClaim(), r.ID
	}
	for at := 0; at < len(ids); at += batch {
		end := min(at+batch, len(ids))
		topics, err := s.topicsOf(ctx, ids[at:end])
		if err != nil {
			return nil, err
		}
		for i := at; i < end; i++ {
			found[i].Topics = topics[ids[i]]
		}
	}
	return found, nil
}
