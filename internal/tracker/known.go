package tracker

import (
	"context"

	"foresaid/internal/ledger"
)

// known is a store that remembers the speakers, sources and questions it has
// looked up, so that a file that names them again and again is read quickly.
type known struct {
	ledger.Store
	speakers  map[string][]ledger.Speaker // by folded name
	sources   map[[2]string][]ledger.Source
	questions map[string][]ledger.Question

	speakerAt  map[int64]ledger.Speaker
	sourceAt   map[int64]ledger.Source
	questionAt map[int64]ledger.Question

	newSpeakers, newSources, newQuestions int

	named bool // the claim at hand is told by its external id, not by its words
}

func newKnown(s ledger.Store) *known {
	return &known{
		Store: s, speakers: map[string][]ledger.Speaker{}, sources: map[[2]string][]ledger.Source{}, questions: map[string][]ledger.Question{},
		speakerAt: map[int64]ledger.Speaker{}, sourceAt: map[int64]ledger.Source{}, questionAt: map[int64]ledger.Question{},
	}
}

// ClaimsAlike implements ledger.Store.
func (k *known) ClaimsAlike(ctx context.Context, c ledger.Claim) ([]ledger.ClaimLine, error) {
	if k.named {
		return nil, nil
	}
	return k.Store.ClaimsAlike(ctx, c)
}

// SpeakersNamed implements ledger.Store.
func (k *known) SpeakersNamed(ctx context.Context, name string) ([]ledger.Speaker, error) {
	key := ledger.Fold(name)
	if found, ok := k.speakers[key]; ok {
		return found, nil
	}
	found, err := k.Store.SpeakersNamed(ctx, name)
	if err != nil {
		return nil, err
	}
	k.speakers[key] = found
	for _, sp := range found {
		k.speakerAt[sp.ID] = sp
	}
	return found, nil
}

// AddSpeaker implements ledger.Store.
func (k *known) AddSpeaker(ctx context.Context, sp *ledger.Speaker) error {
	k.newSpeakers++
	err := k.Store.AddSpeaker(ctx, sp)
	clear(k.speakers) // its aliases may fit other names
	k.speakerAt[sp.ID] = *sp
	return err
}

// SourcesLike implements ledger.Store.
func (k *known) SourcesLike(ctx context.Context, title, link string) ([]ledger.Source, error) {
	key := [2]string{ledger.Fold(title), link}
	if found, ok := k.sources[key]; ok {
		return found, nil
	}
	found, err := k.Store.SourcesLike(ctx, title, link)
	if err != nil {
		return nil, err
	}
	k.sources[key] = found
	for _, src := range found {
		k.sourceAt[src.ID] = src
	}
	return found, nil
}

// AddSource implements ledger.Store.
func (k *known) AddSource(ctx context.Context, src *ledger.Source) error {
	k.newSources++
	err := k.Store.AddSource(ctx, src)
	k.sourceAt[src.ID] = *src
	delete(k.sources, [2]string{ledger.Fold(src.Title), src.Link})
	delete(k.sources, [2]string{ledger.Fold(src.Title), ""})
	return err
}

// QuestionsLike implements ledger.Store.
func (k *known) QuestionsLike(ctx context.Context, proposition string) ([]ledger.Question, error) {
	key := ledger.Fold(proposition)
	if found, ok := k.questions[key]; ok {
		return found, nil
	}
	found, err := k.Store.QuestionsLike(ctx, proposition)
	if err != nil {
		return nil, err
	}
	k.questions[key] = found
	for _, q := range found {
		k.questionAt[q.ID] = q
	}
	return found, nil
}

// AddQuestion implements ledger.Store.
func (k *known) AddQuestion(ctx context.Context, q *ledger.Question) error {
	k.newQuestions++
	err := k.Store.AddQuestion(ctx, q)
	k.questionAt[q.ID] = *q
	delete(k.questions, ledger.Fold(q.Proposition))
	return err
}

func (k *known) added() (speakers, sources, questions int) {
	return k.newSpeakers, k.newSources, k.newQuestions
}

// line is a claim with the parts it was read with, for its entry.
func (k *known) line(c ledger.Claim) ledger.ClaimLine {
	l := ledger.ClaimLine{Claim: c}
	l.SpeakerPublicID, l.SpeakerName = k.speakerAt[c.SpeakerID].PublicID, k.speakerAt[c.SpeakerID].Name
	if c.SourceID != 0 {
		l.SourcePublicID, l.SourceTitle = k.sourceAt[c.SourceID].PublicID, k.sourceAt[c.SourceID].Title
	}
	if c.QuestionID != 0 {
		l.QuestionPublicID, l.Proposition = k.questionAt[c.QuestionID].PublicID, k.questionAt[c.QuestionID].Proposition
	}
	return l
}
