package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"foresaid/internal/ledger"
)

// Search implements ledger.Store.
func (s *Store) Search(ctx context.Context, q ledger.Search, page ledger.SearchPage) (ledger.Found, error) {
	found := ledger.Found{States: map[ledger.State]int{}, Counted: true}
	if q.Empty() {
		return found, nil
	}
	if err := s.flush(ctx); err != nil {
		return found, err
	}
	if err := s.searchClaims(ctx, q, page, &found); err != nil {
		return found, err
	}
	if q.OnlyClaims() || len(q.Want.Words) == 0 || page.Others == 0 {
		return found, nil
	}
	var err error
	if found.Speakers, err = s.searchSpeakers(ctx, q, page.Others); err != nil {
		return found, err
	}
	found.Sources, err = s.searchSources(ctx, q, page.Others)
	return found, err
}

func (s *Store) searchClaims(ctx context.Context, q ledger.Search, page ledger.SearchPage, found *ledger.Found) error {
	speakers, err := s.speakersMeant(ctx, q.Want.Speakers)
	if err != nil {
		return err
	}
	notSpeakers, err := s.speakersMeant(ctx, q.Not.Speakers)
	if err != nil {
		return err
	}
	match := func(states bool) *match {
		return s.matching(claimDoc, q.Want.Words, q.Not.Words).ofClaims(q, speakers, notSpeakers, states)
	}
	if err := s.countFound(ctx, match(false), found); err != nil {
		return err
	}
	docs, err := s.docs(ctx, match(true), mostRanked)
	if err != nil {
		return err
	}
	if len(q.Want.Words) > 0 {
		rank(claimDoc, q.Want.Words, docs)
	}
	found.Ranked = len(docs)
	docs = docs[min(max(page.Skip, 0), len(docs)):]
	ids := docIDs(claimDoc, docs[:min(max(page.Limit, 0), len(docs))])
	lines, err := s.ClaimLines(ctx, ids)
	if err != nil {
		return err
	}
	texts, err := s.claimTexts(ctx, lines)
	if err != nil {
		return err
	}
	for _, line := range inOrder(ids, lines, func(l ledger.ClaimLine) int64 { return l.ID }) {
		found.Claims = append(found.Claims, ledger.FoundClaim{ClaimLine: line, In: foundIn(q, texts[line.ID])})
	}
	return nil
}

// countFound counts claims by state.
func (s *Store) countFound(ctx context.Context, m *match, found *ledger.Found) error {
	var rows []struct {
		State string
		N     int
	}
	err := s.reader(ctx).Raw("SELECT state, count(*) AS n FROM ("+m.sql("claims.state AS state")+") found GROUP BY state",
		append(m.args, mostCounted)...).Scan(&rows).Error
	all := 0
	for _, r := range rows {
		found.States[ledger.State(r.State)] = r.N
		all += r.N
	}
	found.Counted = all < mostCounted
	return s.fault(err)
}

// speakersMeant finds the speakers that have one of some terms in one of their
// names, or as their public id.
func (s *Store) speakersMeant(ctx context.Context, terms []ledger.Term) ([]int64, error) {
	var ids []int64
	for _, t := range terms {
		docs, err := s.docs(ctx, s.matching(speakerDoc, []ledger.Term{t}, nil), mostNamed)
		if err != nil {
			return nil, err
		}
		for _, d := range docs {
			names, _, _ := strings.Cut(d.Text, fieldEnd)
			if scoreField(names, []ledger.Term{t}, t) > 0 {
				ids = append(ids, speakerDoc.of(d.ID))
			}
		}
		if len(t.Text) == ledger.PublicIDLength && storable(t.Text) {
			var one []int64
			if err := s.reader(ctx).Raw("SELECT coalesce(merged_into, id) FROM speakers WHERE public_id = ?", t.Text).Scan(&one).Error; err != nil {
				return nil, s.fault(err)
			}
			ids = append(ids, one...)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

func (s *Store) searchSpeakers(ctx context.Context, q ledger.Search, limit int) ([]ledger.FoundSpeaker, error) {
	docs, err := s.docs(ctx, s.matching(speakerDoc, q.Want.Words, q.Not.Words), mostRanked)
	if err != nil {
		return nil, err
	}
	rank(speakerDoc, q.Want.Words, docs)
	ids := docIDs(speakerDoc, docs[:min(limit, len(docs))])
	all, err := s.speakersBy(ctx, ids)
	for i := range all {
		all[i].In = foundIn(q, speakerTexts(all[i].Speaker))
	}
	return inOrder(ids, all, func(sp ledger.FoundSpeaker) int64 { return sp.ID }), err
}

// passagesShown is how many passages of a source are shown.
const passagesShown = 2

// searchSources finds sources by what is known of them, and by the passages
// of their texts.
func (s *Store) searchSources(ctx context.Context, q ledger.Search, limit int) ([]ledger.FoundSource, error) {
	docs, err := s.docs(ctx, s.matching(sourceDoc, q.Want.Words, q.Not.Words), mostRanked)
	if err != nil {
		return nil, err
	}
	rank(sourceDoc, q.Want.Words, docs)
	best := map[int64]int{}
	for _, d := range docs {
		best[sourceDoc.of(d.ID)] = d.score
	}
	passages, err := s.docs(ctx, s.matching(passageDoc, q.Want.Words, q.Not.Words), mostRanked)
	if err != nil {
		return nil, err
	}
	rank(passageDoc, q.Want.Words, passages)
	texts, err := s.textsOf(ctx, passages)
	if err != nil {
		return nil, err
	}
	of := map[int64][]doc{}
	for _, d := range passages {
		source := texts[textOf(d)].SourceID
		if !slices.ContainsFunc(of[source], func(o doc) bool { return o.Text == d.Text }) { // an earlier copy has it, too
			of[source] = append(of[source], d)
		}
		best[source] = max(best[source], d.score)
	}
	ids := slices.SortedFunc(maps.Keys(best), func(a, b int64) int { return cmp.Or(cmp.Compare(best[b], best[a]), cmp.Compare(b, a)) })
	ids = ids[:min(limit, len(ids))]
	sources, err := s.sourcesBy(ctx, ids)
	if err != nil {
		return nil, err
	}
	var found []ledger.FoundSource
	for _, src := range inOrder(ids, sources, func(src ledger.Source) int64 { return src.ID }) {
		f := ledger.FoundSource{Source: src, In: foundIn(q, sourceTexts(src))}
		for _, d := range of[src.ID][:min(passagesShown, len(of[src.ID]))] {
			p, err := s.passage(ctx, d, texts[textOf(d)].SHA256)
			if err != nil {
				return nil, err
			}
			f.Passages = append(f.Passages, p)
		}
		found = append(found, f)
	}
	return found, nil
}

func textOf(passage doc) int64 { return passageDoc.of(passage.ID) >> passageShift }

// textsOf are the texts of passages, without the texts themselves.
func (s *Store) textsOf(ctx context.Context, passages []doc) (map[int64]textRow, error) {
	texts := map[int64]textRow{}
	var ids []int64
	for _, d := range passages {
		ids = append(ids, textOf(d))
	}
	for part := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(ids))), batch) {
		var rows []textRow
		if err := s.reader(ctx).Select("id, source_id, sha256").Where("id IN ?", part).Find(&rows).Error; err != nil {
			return nil, s.fault(err)
		}
		for _, r := range rows {
			texts[r.ID] = r
		}
	}
	return texts, nil
}

// passage reads a passage as it stands in its text.
func (s *Store) passage(ctx context.Context, d doc, sha256 string) (ledger.FoundPassage, error) {
	var row struct {
		TextStart, TextEnd int
		Text               string
		Parts              jsonOf[[]ledger.TextPart]
	}
	err := s.reader(ctx).Raw(`SELECT docs.text_start, docs.text_end, source_texts.parts, substr(source_texts.text, CAST(docs.text_start + 1 AS integer),
			CAST(docs.text_end - docs.text_start AS integer)) AS text
		FROM search_docs docs JOIN source_texts ON source_texts.id = ? WHERE docs.id = ?`, textOf(d), d.ID).Scan(&row).Error
	p := ledger.FoundPassage{SHA256: sha256, Start: row.TextStart, End: row.TextEnd, Text: row.Text}
	for _, part := range row.Parts.Of {
		if part.Start <= p.Start {
			p.Paragraph = part.Start
		}
	}
	return p, s.fault(err)
}

func docIDs(kind docKind, docs []doc) []int64 {
	ids := make([]int64, len(docs))
	for i, d := range docs {
		ids[i] = kind.of(d.ID)
	}
	return ids
}

// inOrder puts things into the order of ids; those that are not there are left
// out.
func inOrder[T any](ids []int64, things []T, id func(T) int64) []T {
	at := make(map[int64]T, len(things))
	for _, t := range things {
		at[id(t)] = t
	}
	var ordered []T
	for _, i := range ids {
		if t, ok := at[i]; ok {
			ordered = append(ordered, t)
		}
	}
	return ordered
}

// foundIn keeps the texts in which something was found.
func foundIn(q ledger.Search, texts []searchText) []searchText {
	return slices.DeleteFunc(texts, func(t searchText) bool { return !q.In(t.Text) })
}
