package store

import (
	"context"

	"foresaid/internal/ledger"
)

// questionRow is a row of questions.
type questionRow struct {
	ID          int64 `gorm:"primaryKey"`
	PublicID    string
	Proposition string
	Folded      string
	Criteria    string
	AddedAt     moment
}

// TableName implements gorm's Tabler.
func (questionRow) TableName() string { return "questions" }

func (r questionRow) toQuestion() ledger.Question {
	return ledger.Question{ID: r.ID, PublicID: r.PublicID, Proposition: r.Proposition, Criteria: r.Criteria, AddedAt: r.AddedAt.Time}
}

// AddQuestion implements ledger.Store.
func (s *Store) AddQuestion(ctx context.Context, q *ledger.Question) error {
	row := questionRow{
		PublicID: q.PublicID, Proposition: q.Proposition, Folded: ledger.Fold(q.Proposition), Criteria: q.Criteria, AddedAt: moment{q.AddedAt},
	}
	err := s.writer(ctx).Create(&row).Error
	q.ID = row.ID
	return s.fault(err)
}

// Question implements ledger.Store.
func (s *Store) Question(ctx context.Context, publicID string) (ledger.Question, error) {
	var row questionRow
	missing := ledger.Errorf(ledger.NotFound, "question_not_found", "There is no question “%s”", publicID)
	if !storable(publicID) {
		return ledger.Question{}, missing
	}
	if err := s.reader(ctx).Where("public_id = ?", publicID).Take(&row).Error; err != nil {
		return ledger.Question{}, s.missing(err, missing)
	}
	return row.toQuestion(), nil
}

// QuestionsLike implements ledger.Store.
func (s *Store) QuestionsLike(ctx context.Context, proposition string) ([]ledger.Question, error) {
	var rows []questionRow
	err := s.reader(ctx).Where("folded = ?", ledger.Fold(proposition)).Order("id").Find(&rows).Error
	found := make([]ledger.Question, len(rows))
	for i, r := range rows {
		found[i] = r.toQuestion()
	}
	return found, s.fault(err)
}

// SuggestQuestions implements ledger.Store.
func (s *Store) SuggestQuestions(ctx context.Context, text string, limit int) ([]ledger.Suggestion, error) {
	var found []ledger.Suggestion
	err := s.reader(ctx).Table("questions").Select("public_id, proposition AS name").
		Where("folded LIKE ?", "%"+ledger.Fold(text)+"%").Order("id DESC").Limit(limit).Scan(&found).Error
	return found, s.fault(err)
}

// Questions implements ledger.Store.
func (s *Store) Questions(ctx context.Context, f ledger.QuestionFilter) (ledger.QuestionPage, error) {
	k := keyset{order: "added", id: "questions.id", valid: noKey, descending: true}
	if err := k.start(f.Cursor, f.Limit); err != nil {
		return ledger.QuestionPage{}, err
	}
	type countedRow struct {
		Question         questionRow `gorm:"embedded"`
		Claims, Speakers int
	}
	var rows []countedRow
	q := s.reader(ctx).Table("questions").Select(`questions.*,
		(SELECT count(*) FROM claims WHERE claims.question_id = questions.id AND claims.state <> 'withdrawn') AS claims,
		(SELECT count(DISTINCT speaker_id) FROM claims WHERE claims.question_id = questions.id AND claims.state <> 'withdrawn') AS speakers`)
	if err := k.page(q).Scan(&rows).Error; err != nil {
		return ledger.QuestionPage{}, s.fault(err)
	}
	var page ledger.QuestionPage
	rows, page.Next, page.Previous = cut(k, rows, func(r countedRow) (string, int64) { return "", r.Question.ID })
	for _, r := range rows {
		page.Questions = append(page.Questions, ledger.QuestionLine{Question: r.Question.toQuestion(), Claims: r.Claims, Speakers: r.Speakers})
	}
	return page, nil
}
