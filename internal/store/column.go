package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"foresaid/internal/ledger"
)

// date is a column of a day: text in SQLite, date in PostgreSQL. The zero
// date is NULL.
type date struct{ ledger.Date }

// Value implements driver.Valuer.
func (d date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan implements sql.Scanner.
func (d *date) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		d.Date = ledger.Date{}
	case time.Time:
		d.Date = ledger.DateOf(v)
	case string:
		return d.parse(v)
	case []byte:
		return d.parse(string(v))
	default:
		return fmt.Errorf("a date can't be a %T", v)
	}
	return nil
}

func (d *date) parse(s string) (err error) {
	d.Date, err = ledger.ParseDate(s)
	return err
}

// Stand-ins for dates that are not there, in columns that are sorted by.
var (
	unknownDay = ledger.NewDate(1, time.January, 1)
	openDay    = ledger.NewDate(9999, time.December, 31)
)

// orElse is d, or instead where d is not known; but is the reverse.
func orElse(d, instead ledger.Date) date {
	if d.IsZero() {
		return date{instead}
	}
	return date{d}
}

func (d date) but(stand ledger.Date) ledger.Date {
	if d.Date == stand {
		return ledger.Date{}
	}
	return d.Date
}

// moment is a column of a time: text in SQLite, timestamptz in PostgreSQL, in
// UTC to the millisecond. The zero time is NULL.
type moment struct{ time.Time }

const momentLayout = "2006-01-02T15:04:05.000Z"

// Value implements driver.Valuer.
func (m moment) Value() (driver.Value, error) {
	if m.IsZero() {
		return nil, nil
	}
	return m.UTC().Format(momentLayout), nil
}

// Scan implements sql.Scanner.
func (m *moment) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		m.Time = time.Time{}
	case time.Time:
		m.Time = v.UTC()
	case string:
		return m.parse(v)
	case []byte:
		return m.parse(string(v))
	default:
		return fmt.Errorf("a time can't be a %T", v)
	}
	return nil
}

func (m *moment) parse(s string) (err error) {
	m.Time, err = time.Parse(momentLayout, s)
	return err
}

// days is a column of several days, with spaces between them.
type days []ledger.Date

// Value implements driver.Valuer.
func (d days) Value() (driver.Value, error) {
	texts := make([]string, len(d))
	for i, day := range d {
		texts[i] = day.String()
	}
	return strings.Join(texts, " "), nil
}

// Scan implements sql.Scanner.
func (d *days) Scan(v any) error {
	var text string
	switch v := v.(type) {
	case string:
		text = v
	case []byte:
		text = string(v)
	default:
		return fmt.Errorf("days can't be a %T", v)
	}
	*d = nil
	for _, field := range strings.Fields(text) {
		day, err := ledger.ParseDate(field)
		if err != nil {
			return err
		}
		*d = append(*d, day)
	}
	return nil
}

// lines is a column of several texts, one a line.
type lines []string

// Value implements driver.Valuer.
func (l lines) Value() (driver.Value, error) { return strings.Join(l, "\n"), nil }

// Scan implements sql.Scanner.
func (l *lines) Scan(v any) error {
	s, ok := v.(string)
	if !ok {
		return fmt.Errorf("lines can't be a %T", v)
	}
	*l = nil
	if s != "" {
		*l = strings.Split(s, "\n")
	}
	return nil
}

// ref is a column that refers to another row; 0 is NULL.
type ref int64

// Value implements driver.Valuer.
func (r ref) Value() (driver.Value, error) {
	if r == 0 {
		return nil, nil
	}
	return int64(r), nil
}

// Scan implements sql.Scanner.
func (r *ref) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*r = 0
	case int64:
		*r = ref(v)
	default:
		return fmt.Errorf("a reference can't be a %T", v)
	}
	return nil
}

// jsonOf is a column that holds a value as JSON.
type jsonOf[T any] struct{ Of T }

// Value implements driver.Valuer.
func (j jsonOf[T]) Value() (driver.Value, error) {
	b, err := json.Marshal(j.Of)
	return string(b), err
}

// Scan implements sql.Scanner.
func (j *jsonOf[T]) Scan(v any) error {
	s, ok := v.(string)
	if !ok {
		return fmt.Errorf("JSON can't be a %T", v)
	}
	return json.Unmarshal([]byte(s), &j.Of)
}
