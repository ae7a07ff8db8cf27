package store

import (
	"context"

	"foresaid/internal/ledger"
)

// Rescore implements ledger.Store.
func (s *Store) Rescore(ctx context.Context, progress func(done, of int)) (tallies, wrong int, err error) {
	if err := s.flush(ctx); err != nil {
		return 0, 0, err
	}
	var speakers []int64
	if err := s.reader(ctx).Raw("SELECT id FROM speakers ORDER BY id").Scan(&speakers).Error; err != nil {
		return 0, 0, s.fault(err)
	}
	for i, speaker := range speakers {
		n, bad, err := s.rescoreSpeaker(ctx, speaker)
		if err != nil {
			return tallies, wrong, err
		}
		tallies, wrong = tallies+n, wrong+bad
		if progress != nil {
			progress(i+1, len(speakers))
		}
	}
	return tallies, wrong, nil
}

func (s *Store) rescoreSpeaker(ctx context.Context, speaker int64) (tallies, wrong int, err error) {
	claims, err := s.ScoredClaims(ctx, ledger.ScoreFilter{SpeakerIDs: []int64{speaker}})
	if err != nil {
		return 0, 0, err
	}
	right := newChange()
	for _, c := range claims {
		right.count(c, 1)
	}
	records, bins := right.rows()
	var keptRecords []recordRow
	var keptBins []binRow
	if err := s.reader(ctx).Where("speaker_id = ?", speaker).Find(&keptRecords).Error; err != nil {
		return 0, 0, s.fault(err)
	}
	if err := s.reader(ctx).Where("speaker_id = ?", speaker).Find(&keptBins).Error; err != nil {
		return 0, 0, s.fault(err)
	}
	tallies = len(records) + len(bins)
	wrong = differing(records, keptRecords, recordRow.key) + differing(bins, keptBins, binRow.key)
	if wrong == 0 {
		return tallies, 0, nil
	}
	for _, table := range []string{"records", "record_bins"} {
		if err := s.writer(ctx).Exec("DELETE FROM "+table+" WHERE speaker_id = ?", speaker).Error; err != nil {
			return 0, 0, s.fault(err)
		}
	}
	return tallies, wrong, s.addChange(ctx, right)
}

// differing counts the rows that are only in one of the lists, or not the same
// in both.
func differing[R comparable, K comparable](a, b []R, key func(R) K) int {
	at := map[K]R{}
	for _, r := range a {
		at[key(r)] = r
	}
	n := len(a)
	for _, r := range b {
		right, there := at[key(r)]
		switch {
		case !there:
			n++
		case right == r:
			n--
		}
	}
	return n
}
