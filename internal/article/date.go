package article

import (
	"regexp"
	"strings"
	"sync"
	"time"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

var stamps = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05.999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "20060102T150405Z",
	"2006-01-02 15:04:05 -0700 MST", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", time.RFC1123, time.RFC1123Z, time.RubyDate,
	time.UnixDate, time.ANSIC,
}

var (
	timeOfDay  = regexp.MustCompile(`(?i)(?:[T,，]|\s+at|\s+um|\s)?\s*(?:上午|下午|凌晨|早上|晚上|中午|晚)?\s*\d{1,2}[:：时点]\d{2}(?:[:：分]\d{2})?秒?\s*(?:am|pm|a\.m\.|p\.m\.)?\s*(?:\(?(?:[A-Z]{2,5}|UTC[+-]\d+|[+-]\d\d:?\d\d)\)?)?\s*$`)
	datePrefix = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(data().Head.DatePrefix) })
)

// dayOf reads the day that machines or people wrote down, with or without
// the time, in the zone that they wrote it in.
func dayOf(s string) ledger.Date {
	s = plain(s)
	for _, layout := range stamps {
		if t, err := time.Parse(layout, s); err == nil {
			return ledger.DateOf(t)
		}
	}
	s = timeOfDay.ReplaceAllString(s, "")
	for range 2 {
		s = strings.TrimSpace(datePrefix().ReplaceAllString(s, ""))
	}
	d, err := wording.ParseDate("published_on", strings.Trim(s, "()（）[] "))
	if err != nil {
		return ledger.Date{}
	}
	return d
}
