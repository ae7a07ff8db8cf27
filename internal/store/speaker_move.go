package store

import "context"

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
	err = s.writer(ctx).Exec(`UPDATE speakers SET claims =
		(SELECT count(*) FROM claims WHERE claims.speaker_id = speakers.id AND claims.state <> 'withdrawn')
		WHERE id IN ?`, []int64{from, to}).Error
	return made, reported, s.fault(err)
}
