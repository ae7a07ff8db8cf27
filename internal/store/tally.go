package store

import (
	"context"

	"foresaid/internal/ledger"
)

// tallyRow is the tally of one speaker.
type tallyRow struct {
	SpeakerID                            int64
	Claims, Open, Due, Overdue, Judged   int
	Void, Withdrawn, Uncheckable         int
	StrictN, StrictTrue, Mixed, Quarters int
	Provisional, Late                    int
	StatedN, WordedN                     int
	StatedSum, WordedSum                 int64
}

// tallySums adds up claims. All it reads is in the index claims_tally.
const tallySums = `
	coalesce(sum(CASE WHEN state <> 'withdrawn' THEN 1 END), 0) AS claims,
	coalesce(sum(CASE WHEN state = 'open' THEN 1 END), 0) AS open,
	coalesce(sum(CASE WHEN state = 'due' THEN 1 END), 0) AS due,
	coalesce(sum(CASE WHEN state = 'due' AND deadline_to < ? THEN 1 END), 0) AS overdue,
	coalesce(sum(CASE WHEN state = 'judged' THEN 1 END), 0) AS judged,
	coalesce(sum(CASE WHEN state = 'void' THEN 1 END), 0) AS void,
	coalesce(sum(CASE WHEN state = 'withdrawn' THEN 1 END), 0) AS withdrawn,
	coalesce(sum(CASE WHEN state <> 'withdrawn' AND NOT checkable THEN 1 END), 0) AS uncheckable,
	coalesce(sum(CASE WHEN state = 'judged' AND outcome <> '' THEN 1 END), 0) AS strict_n,
	coalesce(sum(CASE WHEN state = 'judged' AND outcome = 'yes' THEN 1 END), 0) AS strict_true,
	coalesce(sum(CASE WHEN state = 'judged' AND grade = 'mixed' THEN 1 END), 0) AS mixed,
	coalesce(sum(CASE WHEN state = 'judged' THEN CASE grade
		WHEN 'true' THEN 4 WHEN 'mostly_true' THEN 3 WHEN 'mixed' THEN 2 WHEN 'mostly_false' THEN 1 END END), 0) AS quarters,
	coalesce(sum(CASE WHEN state IN ('judged', 'void') AND provisional THEN 1 END), 0) AS provisional,
	coalesce(sum(CASE WHEN state = 'judged' AND days_late > 0 THEN 1 END), 0) AS late,
	coalesce(sum(CASE WHEN state = 'judged' AND outcome <> '' AND basis = 'stated' THEN 1 END), 0) AS stated_n,
	coalesce(sum(CASE WHEN state = 'judged' AND outcome <> '' AND basis = 'worded' THEN 1 END), 0) AS worded_n,
	coalesce(sum(CASE WHEN state = 'judged' AND basis = 'stated' THEN ` + squaredError + ` END), 0) AS stated_sum,
	coalesce(sum(CASE WHEN state = 'judged' AND basis = 'worded' THEN ` + squaredError + ` END), 0) AS worded_sum`

// squaredError is (p − y)² in parts per million squared; NULL without an
// outcome.
const squaredError = `CASE outcome WHEN 'yes' THEN (1000000 - probability) * (1000000 - probability) WHEN 'no' THEN probability * probability END`

func (r tallyRow) toTally() ledger.Tally {
	return ledger.Tally{
		Claims: r.Claims, Open: r.Open, Due: r.Due, Overdue: r.Overdue, Judged: r.Judged, Void: r.Void,
		Withdrawn: r.Withdrawn, Uncheckable: r.Uncheckable,
		StrictN: r.StrictN, StrictTrue: r.StrictTrue, Mixed: r.Mixed, Quarters: r.Quarters, Provisional: r.Provisional, Late: r.Late,
		Stated: ledger.ForecastSum{N: r.StatedN, Squared: r.StatedSum}, Worded: ledger.ForecastSum{N: r.WordedN, Squared: r.WordedSum},
	}
}

// tallies adds up the claims of each of the speakers.
func (s *Store) tallies(ctx context.Context, speakerIDs []int64, today ledger.Date) (map[int64]ledger.Tally, error) {
	tallies := map[int64]ledger.Tally{}
	if len(speakerIDs) == 0 {
		return tallies, nil
	}
	var rows []tallyRow
	err := s.reader(ctx).Raw("SELECT speaker_id, "+tallySums+" FROM claims WHERE speaker_id IN ? GROUP BY speaker_id",
		date{today}, speakerIDs).Scan(&rows).Error
	for _, r := range rows {
		tallies[r.SpeakerID] = r.toTally()
	}
	return tallies, s.fault(err)
}

// Tally implements ledger.Store.
func (s *Store) Tally(ctx context.Context, speakerID int64, today ledger.Date) (ledger.Tally, error) {
	all, err := s.tallies(ctx, []int64{speakerID}, today)
	if err != nil {
		return ledger.Tally{}, err
	}
	t := all[speakerID]
	if t.Late > 0 {
		err = s.reader(ctx).Raw(`SELECT days_late FROM claims WHERE speaker_id = ? AND state = 'judged' AND days_late > 0
			ORDER BY days_late`, speakerID).Scan(&t.LateDays).Error
	}
	return t, s.fault(err)
}
