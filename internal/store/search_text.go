package store

import (
	"context"
	"slices"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// The fields of each kind, in the order in which rows of search_docs have
// them, with what being found in one counts for.
var (
	claimFields   = []ledger.SearchField{ledger.FieldStatement, ledger.FieldQuote, ledger.FieldTranslation, ledger.FieldSpeaker, ledger.FieldTopics, ledger.FieldReporter, ledger.FieldSource, ledger.FieldQuestion, ledger.FieldCondition, ledger.FieldCriteria, ledger.FieldNote}
	speakerFields = []ledger.SearchField{ledger.FieldSpeaker, ledger.FieldRole, ledger.FieldNote}
	sourceFields  = []ledger.SearchField{ledger.FieldSource}
	passageFields = []ledger.SearchField{ledger.FieldText}

	fieldsOf = map[docKind][]ledger.SearchField{claimDoc: claimFields, speakerDoc: speakerFields, sourceDoc: sourceFields, passageDoc: passageFields}

	fieldWeight = map[ledger.SearchField]int{
		ledger.FieldStatement: 10, ledger.FieldQuote: 6, ledger.FieldTranslation: 6, ledger.FieldSpeaker: 8, ledger.FieldTopics: 5,
		ledger.FieldReporter: 3, ledger.FieldSource: 3, ledger.FieldQuestion: 3, ledger.FieldCondition: 3, ledger.FieldCriteria: 2,
		ledger.FieldNote: 2, ledger.FieldRole: 3, ledger.FieldText: 1,
	}
)

// docsOf makes rows of texts. What is asked for and has none gets an empty
// row.
func docsOf(kind docKind, ids []int64, texts map[int64][]searchText) []searchRow {
	rows := make([]searchRow, len(ids))
	for i, id := range ids {
		rows[i] = searchRow{ID: kind.id(id), Text: docText(fieldsOf[kind], texts[id])}
	}
	return rows
}

func (s *Store) claimDocs(ctx context.Context, ids []int64) ([]searchRow, error) {
	lines, err := s.ClaimLines(ctx, ids)
	if err != nil {
		return nil, err
	}
	texts, err := s.claimTexts(ctx, lines)
	return docsOf(claimDoc, ids, texts), err
}

// claimTexts are the texts by which claims are found.
func (s *Store) claimTexts(ctx context.Context, lines []ledger.ClaimLine) (map[int64][]searchText, error) {
	var ids, people []int64
	for _, c := range lines {
		ids, people = append(ids, c.ID), append(people, c.SpeakerID, c.ReporterID)
	}
	aliases, err := s.aliasesOf(ctx, people)
	if err != nil {
		return nil, err
	}
	notes, err := s.notesOn(ctx, ids)
	if err != nil {
		return nil, err
	}
	texts := make(map[int64][]searchText, len(lines))
	for _, c := range lines {
		var all []searchText
		add := func(field ledger.SearchField, values ...string) {
			for _, v := range values {
				if v != "" {
					all = append(all, searchText{Field: field, Text: v})
				}
			}
		}
		add(ledger.FieldStatement, c.Statement)
		add(ledger.FieldQuote, c.Quote)
		add(ledger.FieldTranslation, c.Translation)
		add(ledger.FieldSpeaker, c.SpeakerName)
		add(ledger.FieldSpeaker, aliases[c.SpeakerID]...)
		add(ledger.FieldTopics, c.Topics...)
		add(ledger.FieldReporter, c.ReporterName)
		add(ledger.FieldReporter, aliases[c.ReporterID]...)
		add(ledger.FieldSource, c.SourceTitle, c.SourceEvent, c.SourcePublisher)
		add(ledger.FieldQuestion, c.Proposition)
		add(ledger.FieldCondition, c.Condition)
		add(ledger.FieldCriteria, c.Criteria)
		add(ledger.FieldNote, notes[c.ID]...)
		texts[c.ID] = all
	}
	return texts, nil
}

func (s *Store) aliasesOf(ctx context.Context, speakers []int64) (map[int64][]string, error) {
	aliases := map[int64][]string{}
	for part := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(speakers))), batch) {
		var names []nameRow
		if err := s.reader(ctx).Where("speaker_id IN ? AND position > 0", part).Order("speaker_id, position").Find(&names).Error; err != nil {
			return nil, s.fault(err)
		}
		for _, n := range names {
			aliases[n.SpeakerID] = append(aliases[n.SpeakerID], n.Name)
		}
	}
	return aliases, nil
}

// notesOn are the notes of the verdicts on claims that were not undone, with
// the titles and kept texts of their evidence, the newest first.
func (s *Store) notesOn(ctx context.Context, claims []int64) (map[int64][]string, error) {
	var rows []struct {
		ClaimID           int64
		Note, Title, Text string
		First             bool
	}
	notes := map[int64][]string{}
	if len(claims) == 0 {
		return notes, nil
	}
	err := s.reader(ctx).Raw(`SELECT verdicts.claim_id, verdicts.note, coalesce(evidence.title, '') AS title,
			substr(coalesce(evidence.text, ''), 1, 5000) AS text,
			evidence.id IS NULL OR NOT EXISTS (SELECT 1 FROM evidence e WHERE e.verdict_id = verdicts.id AND e.id < evidence.id) AS first
		FROM verdicts LEFT JOIN evidence ON evidence.verdict_id = verdicts.id
		WHERE verdicts.claim_id IN ? AND verdicts.undone_at IS NULL ORDER BY verdicts.id DESC, evidence.id`, claims).Scan(&rows).Error
	for _, r := range rows {
		if r.First && r.Note != "" {
			notes[r.ClaimID] = append(notes[r.ClaimID], r.Note)
		}
		for _, t := range []string{r.Title, r.Text} {
			if t != "" {
				notes[r.ClaimID] = append(notes[r.ClaimID], t)
			}
		}
	}
	return notes, s.fault(err)
}

func (s *Store) speakerDocs(ctx context.Context, ids []int64) ([]searchRow, error) {
	found, err := s.speakersBy(ctx, ids)
	texts := map[int64][]searchText{}
	for _, sp := range found {
		if sp.MergedInto == 0 {
			texts[sp.ID] = speakerTexts(sp.Speaker)
		}
	}
	return docsOf(speakerDoc, ids, texts), err
}

// speakersBy lists speakers by internal ids, with how many claims they have.
func (s *Store) speakersBy(ctx context.Context, ids []int64) ([]ledger.FoundSpeaker, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []speakerRow
	if err := s.reader(ctx).Where("id IN ?", ids).Order("id").Find(&rows).Error; err != nil {
		return nil, s.fault(err)
	}
	all, err := s.speakers(ctx, rows)
	found := make([]ledger.FoundSpeaker, len(all))
	for i, sp := range all {
		found[i] = ledger.FoundSpeaker{Speaker: sp, Claims: rows[i].Claims}
	}
	return found, err
}

func speakerTexts(sp ledger.Speaker) []searchText {
	texts := []searchText{{Field: ledger.FieldSpeaker, Text: sp.Name}}
	for _, a := range sp.Aliases {
		texts = append(texts, searchText{Field: ledger.FieldSpeaker, Text: a})
	}
	return append(texts, searchText{Field: ledger.FieldRole, Text: sp.Role}, searchText{Field: ledger.FieldNote, Text: sp.Note})
}

func (s *Store) sourceDocs(ctx context.Context, ids []int64) ([]searchRow, error) {
	found, err := s.sourcesBy(ctx, ids)
	texts := map[int64][]searchText{}
	for _, src := range found {
		texts[src.ID] = sourceTexts(src)
	}
	return docsOf(sourceDoc, ids, texts), err
}

func (s *Store) sourcesBy(ctx context.Context, ids []int64) ([]ledger.Source, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []sourceRow
	err := s.reader(ctx).Where("id IN ?", ids).Order("id").Find(&rows).Error
	found := make([]ledger.Source, len(rows))
	for i, r := range rows {
		found[i] = r.toSource()
	}
	return found, s.fault(err)
}

func sourceTexts(src ledger.Source) []searchText {
	var texts []searchText
	for _, t := range []string{src.Title, src.Event, src.Publisher, src.Author} {
		if t != "" {
			texts = append(texts, searchText{Field: ledger.FieldSource, Text: t})
		}
	}
	return texts
}

// What is found of a kept text is a paragraph, or, of a long one, stretches
// that overlap by more than a phrase.
const (
	longestPassage = 1500 // characters
	overlap        = 60
)

func (s *Store) passageDocs(ctx context.Context, ids []int64) ([]searchRow, error) {
	var texts []textRow
	if err := s.reader(ctx).Where("id IN ?", ids).Find(&texts).Error; err != nil {
		return nil, s.fault(err)
	}
	var rows []searchRow
	for _, t := range texts {
		runes := []rune(t.Text)
		parts := t.Parts.Of
		if len(parts) == 0 {
			parts = []ledger.TextPart{{End: utf8.RuneCountInString(t.Text)}}
		}
		n := int64(0)
		for _, p := range parts {
			for at := p.Start; at < p.End; at += longestPassage - overlap {
				end := min(p.End, at+longestPassage)
				text := docText(passageFields, []searchText{{Field: ledger.FieldText, Text: string(runes[at:end])}})
				if text != "" {
					rows = append(rows, searchRow{passageDoc.id(t.ID<<passageShift | n), text, at, end})
					n++
				}
				if end == p.End {
					break
				}
			}
		}
	}
	return rows, nil
}
