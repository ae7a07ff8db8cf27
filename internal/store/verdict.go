package store

import (
	"context"
	"time"

	"foresaid/internal/ledger"
)

// verdictRow is a row of verdicts.
type verdictRow struct {
	ID          int64 `gorm:"primaryKey"`
	ClaimID     int64
	Grade       string
	Reason      string
	HappenedOn  date
	Note        string
	Provisional bool
	GivenBy     string
	GivenAt     moment
	Supersedes  ref
	UndoneAt    moment
	UndoneBy    string
}

// TableName implements gorm's Tabler.
func (verdictRow) TableName() string { return "verdicts" }

// evidenceRow is a row of evidence.
type evidenceRow struct {
	ID        int64 `gorm:"primaryKey"`
	VerdictID int64
	Link      string
	Title     string
	Text      string
	SHA256    string `gorm:"column:sha256"`
	KeptAt    moment
	FileID    ref
	FileName  string
}

func fromEvidence(verdictID int64, e ledger.Evidence) evidenceRow {
	row := evidenceRow{VerdictID: verdictID, Link: e.Link, Title: e.Title, Text: e.Text, SHA256: e.SHA256, KeptAt: moment{e.KeptAt}}
	if e.File != nil {
		row.FileID, row.FileName = ref(e.File.ID), e.File.Name
	}
	return row
}

// evidenceLine is a piece of evidence with what it needs of its file.
type evidenceLine struct {
	Evidence   evidenceRow `gorm:"embedded"`
	FileSHA256 string      `gorm:"column:file_sha256"`
	FileType   string
	FileSize   int
}

func (r evidenceLine) toEvidence() ledger.Evidence {
	p := r.Evidence
	e := ledger.Evidence{ID: p.ID, Link: p.Link, Title: p.Title, Text: p.Text, SHA256: p.SHA256, KeptAt: p.KeptAt.Time}
	if p.FileID != 0 {
		e.File = &ledger.File{ID: int64(p.FileID), SHA256: r.FileSHA256, Type: r.FileType, Size: r.FileSize, Name: p.FileName}
	}
	return e
}

// TableName implements gorm's Tabler.
func (evidenceRow) TableName() string { return "evidence" }

// AddVerdict implements ledger.Store.
func (s *Store) AddVerdict(ctx context.Context, v *ledger.Verdict) error {
	return s.addVerdicts(ctx, []*ledger.Verdict{v})
}

func (s *Store) addVerdicts(ctx context.Context, verdicts []*ledger.Verdict) error {
	if len(verdicts) == 0 {
		return nil
	}
	rows := make([]verdictRow, len(verdicts))
	for i, v := range verdicts {
		rows[i] = verdictRow{
			ClaimID: v.ClaimID, Grade: string(v.Grade), Reason: string(v.Reason), HappenedOn: date{v.HappenedOn}, Note: v.Note,
			Provisional: v.Provisional, GivenBy: v.By, GivenAt: moment{v.At}, Supersedes: ref(v.Supersedes),
			UndoneAt: moment{v.UndoneAt}, UndoneBy: v.UndoneBy,
		}
	}
	if err := s.writer(ctx).CreateInBatches(&rows, batch).Error; err != nil {
		return s.fault(err)
	}
	var pieces []evidenceRow
	var evidence []*ledger.Evidence
	for i, v := range verdicts {
		v.ID = rows[i].ID
		for j := range v.Evidence {
			e := &v.Evidence[j]
			evidence = append(evidence, e)
			pieces = append(pieces, fromEvidence(v.ID, *e))
		}
	}
	claims := make([]int64, len(verdicts))
	for i, v := range verdicts {
		claims[i] = v.ClaimID
	}
	if len(pieces) == 0 {
		return s.toFind(ctx, claimDoc, claims...)
	}
	if err := s.writer(ctx).CreateInBatches(&pieces, batch).Error; err != nil {
		return s.fault(err)
	}
	for i, e := range evidence {
		e.ID = pieces[i].ID
	}
	return s.toFind(ctx, claimDoc, claims...)
}

// Verdicts implements ledger.Store.
func (s *Store) Verdicts(ctx context.Context, claimID int64) ([]ledger.Verdict, error) {
	var rows []verdictRow
	if err := s.reader(ctx).Where("claim_id = ?", claimID).Order("id").Find(&rows).Error; err != nil || len(rows) == 0 {
		return nil, s.fault(err)
	}
	found := make([]ledger.Verdict, len(rows))
	ids, at := make([]int64, len(rows)), map[int64]int{}
	for i, r := range rows {
		ids[i], at[r.ID] = r.ID, i
		found[i] = ledger.Verdict{
			ID: r.ID, ClaimID: r.ClaimID, Grade: ledger.Grade(r.Grade), Reason: ledger.VoidReason(r.Reason), HappenedOn: r.HappenedOn.Date,
			Note: r.Note, Provisional: r.Provisional, By: r.GivenBy, At: r.GivenAt.Time, Supersedes: int64(r.Supersedes),
			UndoneAt: r.UndoneAt.Time, UndoneBy: r.UndoneBy,
		}
	}
	var pieces []evidenceLine
	err := s.reader(ctx).Raw(`SELECT evidence.*, coalesce(files.sha256, '') AS file_sha256, coalesce(files.type, '') AS file_type, coalesce(files.size, 0) AS file_size
		FROM evidence LEFT JOIN files ON files.id = evidence.file_id WHERE evidence.verdict_id IN ? ORDER BY evidence.id`, ids).Scan(&pieces).Error
	for _, p := range pieces {
		v := &found[at[p.Evidence.VerdictID]]
		v.Evidence = append(v.Evidence, p.toEvidence())
	}
	return found, s.fault(err)
}

// UpdateEvidence implements ledger.Store.
func (s *Store) UpdateEvidence(ctx context.Context, e ledger.Evidence) error {
	return s.fault(s.writer(ctx).Model(&evidenceRow{}).Where("id = ?", e.ID).
		Updates(map[string]any{"title": e.Title, "text": e.Text, "sha256": e.SHA256, "kept_at": moment{e.KeptAt}}).Error)
}

// UndoVerdict implements ledger.Store.
func (s *Store) UndoVerdict(ctx context.Context, id int64, by string, at time.Time) error {
	var row verdictRow
	if err := s.writer(ctx).Take(&row, id).Error; err != nil {
		return s.fault(err)
	}
	err := s.writer(ctx).Model(&verdictRow{}).Where("id = ?", id).
		Updates(map[string]any{"undone_at": moment{at}, "undone_by": by}).Error
	if err != nil {
		return s.fault(err)
	}
	return s.toFind(ctx, claimDoc, row.ClaimID)
}
