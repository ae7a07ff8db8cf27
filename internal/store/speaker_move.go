package store

import (
	"context"
	"slices"
	"strings"
)

// MoveClaims implements ledger.Store.
func (s *Store) MoveClaims(ctx context.Context, from, to int64) (made, reported []string, err error) {
	err = s.writer(ctx).Raw("UPDATE claims SET speaker_id = ?, version = version + 1 WHERE speaker_id = ? RETURNING public_id", to, from).
		Scan(&made).Error
	if err != nil {
		return nil, nil, s.fault(err)
	}
	err = s.writer(ctx).Raw("UPDATE claims SET reporter_id = ?, version = version + 1 WHERE reporter_id = ? RETURNING public_id", to, from).
		Scan(&reported).Error
	if err != nil {
		return nil, nil, s.fault(err)
	}
	if err := s.moveRecords(ctx, from, to); err != nil {
		return nil, nil, err
	}
	if err := s.claimsToFind(ctx, "speaker_id = ? OR reporter_id = ?", to, to); err != nil {
		return nil, nil, err
	}
	err = s.writer(ctx).Exec(`UPDATE speakers SET claims =
		(SELECT count(*) FROM claims WHERE claims.speaker_id = speakers.id AND claims.state <> 'withdrawn')
		WHERE id IN ?`, []int64{from, to}).Error
	return made, reported, s.fault(err)
}

// moveRecords adds the tallies of one speaker to another's.
func (s *Store) moveRecords(ctx context.Context, from, to int64) error {
	if err := s.flush(ctx); err != nil { // what this transaction has changed so far comes first
		return err
	}
	for _, t := range []struct {
		table         string
		keys, columns []string
	}{{"records", recordKeyColumns, counterColumns}, {"record_bins", binKeyColumns, binColumns}} {
		keys := strings.Replace(strings.Join(t.keys, ", "), "speaker_id", "@to", 1)
		sums := make([]string, len(t.columns))
		for i, c := range t.columns {
			sums[i] = c + " = " + t.table + "." + c + " + excluded." + c
		}
		err := s.writer(ctx).Exec("INSERT INTO "+t.table+" ("+strings.Join(append(slices.Clone(t.keys), t.columns...), ", ")+
			") SELECT "+keys+", "+strings.Join(t.columns, ", ")+" FROM "+t.table+" WHERE speaker_id = @from"+
			" ON CONFLICT ("+strings.Join(t.keys, ", ")+") DO UPDATE SET "+strings.Join(sums, ", "),
			map[string]any{"from": from, "to": to}).Error
		if err == nil {
			err = s.writer(ctx).Exec("DELETE FROM "+t.table+" WHERE speaker_id = ?", from).Error
		}
		if err != nil {
			return s.fault(err)
		}
	}
	return nil
}
