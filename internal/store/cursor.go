package store

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"

	"gorm.io/gorm"

	"foresaid/internal/ledger"
)

// defaultPage and largestPage bound how many rows a page has.
const (
	defaultPage = 50
	largestPage = 200
)

// cursor is a place between two rows of a list, opaque to everybody else. A
// page is found by comparing with it (keyset), so that page 20,000 is as quick
// as the first.
type cursor struct {
	Order string `json:"o"` // the order it was made for
	Key   string `json:"k"` // the value sorted by
	ID    int64  `json:"i"`
	Back  bool   `json:"b,omitempty"` // the page before it, not after
}

func (c cursor) String() string {
	text, err := json.Marshal(c)
	if err != nil { // strings and numbers can always be written
		panic(err)
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

func readCursor(text, order string) (cursor, error) {
	var c cursor
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(raw, &c)
	}
	if err != nil || c.Order != order {
		return c, pageUnreadable()
	}
	return c, nil
}

// keyset pages through rows that are ordered by a column and then by id.
type keyset struct {
	order      string // its name, as cursors hold it
	column     string // empty to order by id alone
	id         string
	valid      func(key string) bool // what the column can be compared with
	descending bool
	cursor     cursor
	begun      bool // there is a cursor
	limit      int
}

func (k *keyset) start(text string, limit int) error {
	switch {
	case limit == 0:
		k.limit = defaultPage
	case limit < 0 || limit > largestPage:
		return ledger.Invalidf("limit", "limit_range", "A page has 1 to %d rows, not %d", largestPage, limit)
	default:
		k.limit = limit
	}
	if k.descending {
		k.order += " down"
	}
	if text == "" {
		return nil
	}
	var err error
	k.cursor, err = readCursor(text, k.order)
	if err == nil && !k.valid(k.cursor.Key) {
		err = pageUnreadable()
	}
	k.begun = true
	return err
}

// The keys that columns can be compared with.
func noKey(key string) bool { return key == "" }

func dateKey(key string) bool {
	d, err := ledger.ParseDate(key)
	return err == nil && !d.IsZero()
}

func numberKey(key string) bool {
	_, err := strconv.ParseInt(key, 10, 64)
	return err == nil
}

func pageUnreadable() error {
	return ledger.Invalidf("page", "page_unreadable", "This page address is damaged; start again from the first page")
}

// page adds the cursor, the order and the limit to a query. One row more than
// the page is asked for, to see whether there is a next one.
func (k *keyset) page(q *gorm.DB) *gorm.DB {
	down := k.descending != k.cursor.Back
	sign, way := ">", ""
	if down {
		sign, way = "<", " DESC"
	}
	if k.column == "" {
		if k.begun {
			q = q.Where(k.id+" "+sign+" ?", k.cursor.ID)
		}
		return q.Order(k.id + way).Limit(k.limit + 1)
	}
	if k.begun {
		q = q.Where("("+k.column+", "+k.id+") "+sign+" (?, ?)", k.cursor.Key, k.cursor.ID)
	}
	return q.Order(k.column + way + ", " + k.id + way).Limit(k.limit + 1)
}

// cut takes the surplus row off, puts the rows into their order and returns
// the cursors of the neighbours.
func cut[T any](k keyset, rows []T, at func(T) (key string, id int64)) (page []T, next, previous string) {
	more := len(rows) > k.limit
	if more {
		rows = rows[:k.limit]
	}
	if k.cursor.Back {
		slices.Reverse(rows)
	}
	if len(rows) == 0 {
		return rows, "", ""
	}
	place := func(row T, back bool) string {
		key, id := at(row)
		return cursor{Order: k.order, Key: key, ID: id, Back: back}.String()
	}
	if more || k.cursor.Back {
		next = place(rows[len(rows)-1], false)
	}
	if (k.begun && !k.cursor.Back) || (k.cursor.Back && more) {
		previous = place(rows[0], true)
	}
	return rows, next, previous
}
