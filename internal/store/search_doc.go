package store

import (
	"context"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm/clause"

	"foresaid/internal/ledger"
)

// searchRow is a row of search_docs: the words of something that can be found.
type searchRow struct {
	ID        int64 `gorm:"primaryKey;autoIncrement:false"`
	Text      string
	TextStart int
	TextEnd   int
}

// TableName implements gorm's Tabler.
func (searchRow) TableName() string { return "search_docs" }

// docKind is what a row of search_docs is of.
type docKind int64

const (
	claimDoc docKind = iota + 1
	speakerDoc
	sourceDoc
	passageDoc
)

// A row's id is its kind and the id of what it is of, so that each kind is a
// range in which the newest come last. That of a passage is its text's, and
// its number in it.
const (
	kindShift    = 48
	passageShift = 20
)

func (k docKind) id(of int64) int64 { return int64(k)<<kindShift | of }

func (k docKind) of(id int64) int64 { return id &^ (int64(k) << kindShift) }

// ends are the first and the last id of a kind.
func (k docKind) ends() (first, last int64) {
	return k.id(0), (k + 1).id(0) - 1
}

// In the text of a row, fields are parted by one token and the values of a
// field by another, so that no phrase reaches across. Nobody can type them:
// they are no letters.
const (
	fieldEnd = "\ue000"
	valueEnd = "\ue001"
)

// longestDoc is how many bytes of a row's text are kept. PostgreSQL takes
// less than a megabyte of words.
const longestDoc = 64 << 10

// searchText is a text with the field that it is of.
type searchText = ledger.FoundText

// docText puts texts, in the order of fields, into the form that is searched.
func docText(fields []ledger.SearchField, texts []searchText) string {
	var b strings.Builder
	empty := true
	b.WriteByte(' ')
	add := func(token string) {
		b.WriteString(token)
		b.WriteByte(' ')
	}
	for i, field := range fields {
		if i > 0 {
			add(fieldEnd)
		}
		first := true
		for _, t := range texts {
			if t.Field != field {
				continue
			}
			if !first {
				add(valueEnd)
			}
			first = false
			for _, token := range ledger.Tokens(t.Text) {
				if b.Len() > longestDoc {
					break
				}
				add(token.Text)
				empty = false
			}
		}
	}
	if empty {
		return ""
	}
	return b.String()
}

// stale is what search_docs has to be brought up to date with.
type stale map[docKind]map[int64]bool

func (s stale) add(kind docKind, ids ...int64) {
	if s[kind] == nil {
		s[kind] = map[int64]bool{}
	}
	for _, id := range ids {
		if id != 0 {
			s[kind][id] = true
		}
	}
}

// toFind makes what was written findable: at the end of the transaction, so
// that each thing is read once.
func (s *Store) toFind(ctx context.Context, kind docKind, ids ...int64) error {
	if s.tx {
		s.stale.add(kind, ids...)
		return nil
	}
	alone := stale{}
	alone.add(kind, ids...)
	return s.index(ctx, alone)
}

// claimsToFind is toFind of the claims that have something in common.
func (s *Store) claimsToFind(ctx context.Context, where string, args ...any) error {
	var ids []int64
	if err := s.writer(ctx).Table("claims").Where(where, args...).Pluck("id", &ids).Error; err != nil {
		return s.fault(err)
	}
	return s.toFind(ctx, claimDoc, ids...)
}

// index brings rows of search_docs up to date.
func (s *Store) index(ctx context.Context, what stale) error {
	for _, kind := range slices.Sorted(maps.Keys(what)) {
		read := map[docKind]func(context.Context, []int64) ([]searchRow, error){
			claimDoc: s.claimDocs, speakerDoc: s.speakerDocs, sourceDoc: s.sourceDocs, passageDoc: s.passageDocs,
		}[kind]
		size := batch
		if kind == passageDoc {
			size = 1 // a text is long
		}
		for ids := range slices.Chunk(slices.Sorted(maps.Keys(what[kind])), size) {
			rows, err := read(ctx, ids)
			if err != nil {
				return err
			}
			if err := s.putDocs(ctx, rows); err != nil {
				return err
			}
		}
	}
	return nil
}

// putDocs writes those rows that differ from what is there. One without text
// goes.
func (s *Store) putDocs(ctx context.Context, rows []searchRow) error {
	for part := range slices.Chunk(rows, batch) {
		ids := make([]int64, len(part))
		for i, r := range part {
			ids[i] = r.ID
		}
		var there []searchRow
		if err := s.reader(ctx).Where("id IN ?", ids).Find(&there).Error; err != nil {
			return s.fault(err)
		}
		old := map[int64]searchRow{}
		for _, r := range there {
			old[r.ID] = r
		}
		var put []searchRow
		var gone []int64
		for _, r := range part {
			switch was, found := old[r.ID]; {
			case r.Text == "" && found:
				gone = append(gone, r.ID)
			case r.Text != "" && was != r:
				put = append(put, r)
			}
		}
		if len(gone) > 0 {
			if err := s.writer(ctx).Where("id IN ?", gone).Delete(&searchRow{}).Error; err != nil {
				return s.fault(err)
			}
		}
		if len(put) > 0 {
			if err := s.writer(ctx).Clauses(clause.OnConflict{UpdateAll: true}).Create(&put).Error; err != nil {
				return s.fault(err)
			}
		}
	}
	return nil
}

// firstIndex makes what is older than search_docs findable.
func (s *Store) firstIndex(ctx context.Context) error {
	var missing bool
	err := s.reader(ctx).Raw(`SELECT (EXISTS (SELECT 1 FROM speakers) OR EXISTS (SELECT 1 FROM sources))
		AND NOT EXISTS (SELECT 1 FROM search_docs)`).Scan(&missing).Error
	if err != nil || !missing {
		return s.fault(err)
	}
	return s.InTx(ctx, func(tx ledger.Store) error {
		inside := tx.(*Store) //nolint:errcheck,forcetypeassert // InTx gives nothing else
		for kind, table := range map[docKind]string{claimDoc: "claims", speakerDoc: "speakers", sourceDoc: "sources", passageDoc: "source_texts"} {
			var ids []int64
			if err := inside.reader(ctx).Table(table).Pluck("id", &ids).Error; err != nil {
				return s.fault(err)
			}
			inside.stale.add(kind, ids...)
		}
		return nil
	})
}
