package store

import (
	"context"
	"slices"
	"strconv"

	"foresaid/internal/ledger"
)

// speakerRow is a row of speakers.
type speakerRow struct {
	ID         int64 `gorm:"primaryKey"`
	PublicID   string
	Name       string
	Folded     string
	Role       string
	Links      lines
	Note       string
	MergedInto ref
	Claims     int
	AddedAt    moment
	Version    int
}

// TableName implements gorm's Tabler.
func (speakerRow) TableName() string { return "speakers" }

// nameRow is a row of speaker_names.
type nameRow struct {
	SpeakerID int64
	Position  int // 0 is the name itself
	Name      string
	Folded    string
}

// TableName implements gorm's Tabler.
func (nameRow) TableName() string { return "speaker_names" }

func fromSpeaker(sp ledger.Speaker) speakerRow {
	return speakerRow{
		ID: sp.ID, PublicID: sp.PublicID, Name: sp.Name, Folded: ledger.Fold(sp.Name), Role: sp.Role, Links: lines(sp.Links),
		Note: sp.Note, MergedInto: ref(sp.MergedInto), AddedAt: moment{sp.AddedAt}, Version: sp.Version,
	}
}

func (r speakerRow) toSpeaker(aliases []string) ledger.Speaker {
	return ledger.Speaker{
		ID: r.ID, PublicID: r.PublicID, Name: r.Name, Aliases: aliases, Role: r.Role, Links: []string(r.Links), Note: r.Note,
		MergedInto: int64(r.MergedInto), AddedAt: r.AddedAt.Time, Version: r.Version,
	}
}

// AddSpeaker implements ledger.Store.
func (s *Store) AddSpeaker(ctx context.Context, sp *ledger.Speaker) error {
	row := fromSpeaker(*sp)
	row.ID, row.Version = 0, 1
	if err := s.writer(ctx).Create(&row).Error; err != nil {
		return s.fault(err)
	}
	sp.ID, sp.Version = row.ID, row.Version
	return s.addNames(ctx, *sp)
}

// UpdateSpeaker implements ledger.Store.
func (s *Store) UpdateSpeaker(ctx context.Context, sp *ledger.Speaker) error {
	row := fromSpeaker(*sp)
	row.Version++
	done := s.writer(ctx).Model(&speakerRow{}).Where("id = ? AND version = ?", sp.ID, sp.Version).
		Select("*").Omit("id", "claims").Updates(row)
	if done.Error != nil {
		return s.fault(done.Error)
	}
	if done.RowsAffected == 0 {
		return changedMeanwhile()
	}
	sp.Version = row.Version
	var names []string
	if err := s.writer(ctx).Model(&nameRow{}).Where("speaker_id = ?", sp.ID).Order("position").Pluck("name", &names).Error; err != nil {
		return s.fault(err)
	}
	if err := s.writer(ctx).Where("speaker_id = ?", sp.ID).Delete(&nameRow{}).Error; err != nil {
		return s.fault(err)
	}
	if err := s.addNames(ctx, *sp); err != nil || slices.Equal(names, append([]string{sp.Name}, sp.Aliases...)) {
		return err
	}
	return s.claimsToFind(ctx, "speaker_id = ? OR reporter_id = ?", sp.ID, sp.ID)
}

func (s *Store) addNames(ctx context.Context, sp ledger.Speaker) error {
	rows := []nameRow{{sp.ID, 0, sp.Name, ledger.Fold(sp.Name)}}
	for i, a := range sp.Aliases {
		rows = append(rows, nameRow{sp.ID, i + 1, a, ledger.Fold(a)})
	}
	if err := s.writer(ctx).Create(&rows).Error; err != nil {
		return s.fault(err)
	}
	return s.toFind(ctx, speakerDoc, sp.ID)
}

// Speaker implements ledger.Store.
func (s *Store) Speaker(ctx context.Context, publicID string) (ledger.Speaker, error) {
	return s.speaker(ctx, publicID, "public_id = ?", publicID)
}

// SpeakerByID implements ledger.Store.
func (s *Store) SpeakerByID(ctx context.Context, id int64) (ledger.Speaker, error) {
	return s.speaker(ctx, "", "id = ?", id)
}

func (s *Store) speaker(ctx context.Context, name, where string, arg any) (ledger.Speaker, error) {
	var row speakerRow
	missing := ledger.Errorf(ledger.NotFound, "speaker_not_found", "There is no speaker “%s”", name)
	if !storable(name) {
		return ledger.Speaker{}, missing
	}
	if err := s.reader(ctx).Where(where, arg).Take(&row).Error; err != nil {
		return ledger.Speaker{}, s.missing(err, missing)
	}
	found, err := s.speakers(ctx, []speakerRow{row})
	if err != nil {
		return ledger.Speaker{}, err
	}
	return found[0], nil
}

// speakers adds the aliases to rows.
func (s *Store) speakers(ctx context.Context, rows []speakerRow) ([]ledger.Speaker, error) {
	ids := make([]int64, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	aliases, err := s.aliasesOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	found := make([]ledger.Speaker, len(rows))
	for i, r := range rows {
		found[i] = r.toSpeaker(aliases[r.ID])
	}
	return found, nil
}

// SpeakersNamed implements ledger.Store.
func (s *Store) SpeakersNamed(ctx context.Context, name string) ([]ledger.Speaker, error) {
	var rows []speakerRow
	err := s.reader(ctx).Where("merged_into IS NULL AND id IN (SELECT speaker_id FROM speaker_names WHERE folded = ?)", ledger.Fold(name)).
		Order("id").Find(&rows).Error
	if err != nil {
		return nil, s.fault(err)
	}
	return s.speakers(ctx, rows)
}

// suggested finds the speakers one of whose names contains a text, each by the
// name that fits best. A folded text has no wildcards.
const suggested = `SELECT public_id, name, role, matched, position FROM (
		SELECT speakers.id, speakers.public_id, speakers.name, speakers.role, speakers.claims, n.name AS matched, n.position, n.late,
			row_number() OVER (PARTITION BY speakers.id ORDER BY n.late, n.position) AS place
		FROM (SELECT *, CASE WHEN folded LIKE @beginning THEN 0 ELSE 1 END AS late FROM speaker_names WHERE folded LIKE @anywhere) n
		JOIN speakers ON speakers.id = n.speaker_id AND speakers.merged_into IS NULL
	) fitting WHERE place = 1 ORDER BY late, position, claims DESC, id LIMIT @limit`

// SuggestSpeakers implements ledger.Store.
func (s *Store) SuggestSpeakers(ctx context.Context, text string, limit int) ([]ledger.Suggestion, error) {
	var rows []struct {
		PublicID, Name, Matched, Role string
		Position                      int
	}
	q := s.reader(ctx).Table("speakers").Select("public_id, name, role").Where("merged_into IS NULL").Order("claims DESC, id").Limit(limit)
	if folded := ledger.Fold(text); folded != "" {
		q = s.reader(ctx).Raw(suggested, map[string]any{"beginning": folded + "%", "anywhere": "%" + folded + "%", "limit": limit})
	}
	if err := q.Scan(&rows).Error; err != nil {
		return nil, s.fault(err)
	}
	var found []ledger.Suggestion
	for _, r := range rows {
		if r.Position == 0 {
			r.Matched = ""
		}
		found = append(found, ledger.Suggestion{PublicID: r.PublicID, Name: r.Name, Matched: r.Matched, Detail: r.Role})
	}
	return found, nil
}

// Speakers implements ledger.Store.
func (s *Store) Speakers(ctx context.Context, f ledger.SpeakerFilter) (ledger.SpeakerPage, error) {
	k := keyset{order: string(ledger.ByClaims), column: "claims", id: "id", valid: numberKey, descending: true}
	switch f.Sort {
	case "", ledger.ByClaims:
	case ledger.ByName:
		k = keyset{order: string(ledger.ByName), column: "folded", id: "id", valid: storable}
	default:
		return ledger.SpeakerPage{}, ledger.Invalidf("sort", "speaker_sort_unknown", "Speakers are sorted by claims or name, not “%s”", f.Sort)
	}
	if err := k.start(f.Cursor, f.Limit); err != nil {
		return ledger.SpeakerPage{}, err
	}
	var rows []speakerRow
	if err := k.page(s.reader(ctx).Where("merged_into IS NULL")).Find(&rows).Error; err != nil {
		return ledger.SpeakerPage{}, s.fault(err)
	}
	var page ledger.SpeakerPage
	rows, page.Next, page.Previous = cut(k, rows, func(r speakerRow) (string, int64) {
		if f.Sort == ledger.ByName {
			return r.Folded, r.ID
		}
		return strconv.Itoa(r.Claims), r.ID
	})
	found, err := s.speakers(ctx, rows)
	if err != nil {
		return page, err
	}
	ids := make([]int64, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	tallies, err := s.tallies(ctx, ids, f.Today)
	for _, sp := range found {
		page.Speakers = append(page.Speakers, ledger.SpeakerLine{Speaker: sp, Tally: tallies[sp.ID]})
	}
	return page, err
}
