package store

import (
	"context"
	"strings"

	"foresaid/internal/ledger"
)

// How many rows are looked at, the newest first: a common word is in most of
// them, and to rank them all would take long.
const (
	mostCounted = 10_000
	mostRanked  = 2_000
	mostNamed   = 500 // speakers that speaker: may mean
)

// match is what rows of search_docs have to fulfil, in parts of a statement.
type match struct {
	id    string // of the row
	from  []string
	where []string
	args  []any
}

func (m *match) add(condition string, args ...any) {
	m.where, m.args = append(m.where, condition), append(m.args, args...)
}

// sql is the statement; the newest come first.
func (m *match) sql(columns string) string {
	// SQLite takes the tables in this order
	return "SELECT " + columns + " FROM " + strings.Join(m.from, " CROSS JOIN ") + " WHERE " + strings.Join(m.where, " AND ") +
		" ORDER BY " + m.id + " DESC LIMIT ?"
}

// matching finds the rows of a kind that have all of some words and none of
// others.
func (s *Store) matching(kind docKind, words, not []ledger.Term) *match {
	first, last := kind.ends()
	if s.database.postgres {
		m := &match{id: "docs.id", from: []string{"search_docs docs"}}
		m.add("docs.id BETWEEN ? AND ?", first, last)
		if len(words) > 0 {
			m.add("array_to_tsvector(string_to_array(btrim(docs.text), ' ')) @@ CAST(? AS tsquery)", tsquery(words))
		}
		for _, t := range words {
			if len(t.Tokens) > 1 { // the index knows that the words are there, but not where
				m.add("docs.text LIKE ?", likePhrase(t))
			}
		}
		for _, t := range not {
			m.add("docs.text NOT LIKE ?", likePhrase(t))
		}
		return m
	}
	if len(words) > 0 {
		m := &match{id: "search_index.docid", from: []string{"search_index"}}
		m.add("search_index MATCH ?", ftsQuery(words, not))
		m.add("search_index.docid BETWEEN ? AND ?", first, last)
		return m
	}
	m := &match{id: "docs.id", from: []string{"search_docs docs"}}
	m.add("docs.id BETWEEN ? AND ?", first, last)
	if len(not) > 0 {
		m.add("docs.id NOT IN (SELECT docid FROM search_index WHERE search_index MATCH ?)", ftsAny(not))
	}
	return m
}

// withText adds the words of the rows.
func (m *match) withText() *match {
	if m.id != "docs.id" {
		m.from = append(m.from, "search_docs docs")
		m.add("docs.id = " + m.id)
	}
	return m
}

// ofClaims keeps the rows of claims that filters choose.
func (m *match) ofClaims(q ledger.Search, speakers, notSpeakers []int64, states bool) *match {
	m.from = append(m.from, "claims")
	m.add("claims.id = "+m.id+" - ?", claimDoc.id(0))
	if len(q.Want.Speakers) > 0 {
		m.oneOf("claims.speaker_id", speakers)
	}
	if len(notSpeakers) > 0 {
		m.add("claims.speaker_id NOT IN ?", notSpeakers)
	}
	for _, topic := range q.Want.Topics {
		m.add("claims.id IN (SELECT claim_id FROM claim_topics WHERE topic = ?)", topic)
	}
	for _, topic := range q.Not.Topics {
		m.add("claims.id NOT IN (SELECT claim_id FROM claim_topics WHERE topic = ?)", topic)
	}
	if !q.By.IsZero() {
		m.add("claims.deadline_kind <> 'open' AND claims.deadline_to BETWEEN ? AND ?", orElse(q.By.From, unknownDay), orElse(q.By.To, openDay))
	}
	if states && len(q.Want.States) > 0 {
		m.add("claims.state IN ?", q.Want.States)
	}
	if len(q.Not.States) > 0 {
		m.add("claims.state NOT IN ?", q.Not.States)
	}
	return m
}

func (m *match) oneOf(column string, ids []int64) {
	if len(ids) == 0 {
		m.add("1 = 0")
		return
	}
	m.add(column+" IN ?", ids)
}

// doc is a row that was found.
type doc struct {
	ID    int64
	Text  string
	score int
}

// docs reads up to limit rows.
func (s *Store) docs(ctx context.Context, m *match, limit int) ([]doc, error) {
	var found []doc
	err := s.reader(ctx).Raw(m.withText().sql("docs.id, docs.text"), append(m.args, limit)...).Scan(&found).Error
	return found, s.fault(err)
}

// Words are letters and digits only, and so need no escape in any of these.

func phrase(t ledger.Term) string { return strings.Join(t.Tokens, " ") }

// ftsQuery is what SQLite's index is asked for.
func ftsQuery(words, not []ledger.Term) string {
	all := make([]string, len(words))
	for i, t := range words {
		all[i] = ftsPhrase(t)
	}
	query := "(" + strings.Join(all, " AND ") + ")"
	if len(not) > 0 {
		query += " NOT (" + ftsAny(not) + ")"
	}
	return query
}

func ftsAny(terms []ledger.Term) string {
	all := make([]string, len(terms))
	for i, t := range terms {
		all[i] = ftsPhrase(t)
	}
	return strings.Join(all, " OR ")
}

func ftsPhrase(t ledger.Term) string {
	if t.Prefix {
		return `"` + phrase(t) + `*"`
	}
	return `"` + phrase(t) + `"`
}

// tsquery is what PostgreSQL's index is asked for: all words, wherever.
func tsquery(words []ledger.Term) string {
	var all []string
	for _, t := range words {
		for i, token := range t.Tokens {
			lexeme := "'" + token + "'"
			if t.Prefix && i == len(t.Tokens)-1 {
				lexeme += ":*"
			}
			all = append(all, lexeme)
		}
	}
	return strings.Join(all, " & ")
}

func likePhrase(t ledger.Term) string {
	if t.Prefix {
		return "% " + phrase(t) + "%"
	}
	return "% " + phrase(t) + " %"
}
