package exchange

import (
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"foresaid/internal/ledger"
)

// Calendar is a list of days on which something comes due.
type Calendar struct {
	Name   string
	Events []Event
}

// Event is one day.
type Event struct {
	UID       string // stays the same when the day moves
	Sequence  int    // counts its changes
	Day       ledger.Date
	Title     string
	Text      string
	Link      string
	Topics    []string
	Cancelled bool
	Made      time.Time
	Changed   time.Time
}

// ICalendar writes a calendar for subscribers (RFC 5545). Nothing in it hangs
// on when it is written.
func ICalendar(c Calendar) []byte {
	cal := ics.NewCalendarFor("Foresaid")
	cal.SetMethod(ics.MethodPublish)
	cal.SetName(clean(c.Name))
	cal.SetXWRCalName(clean(c.Name))
	cal.SetRefreshInterval("PT6H")
	cal.SetXPublishedTTL("PT6H")
	for _, e := range c.Events {
		event := cal.AddEvent(e.UID)
		event.SetSequence(e.Sequence)
		event.SetDtStampTime(e.Changed)
		event.SetCreatedTime(e.Made)
		event.SetModifiedAt(e.Changed)
		event.SetAllDayStartAt(e.Day.Time(time.UTC))
		event.SetAllDayEndAt(e.Day.AddDays(1).Time(time.UTC))
		event.SetSummary(clean(e.Title))
		event.SetDescription(clean(e.Text))
		event.SetURL(e.Link)
		event.SetTimeTransparency(ics.TransparencyTransparent) // nobody is busy on that day
		for _, t := range e.Topics {
			event.AddProperty(ics.ComponentPropertyCategories, clean(t))
		}
		event.SetStatus(ics.ObjectStatusConfirmed)
		if e.Cancelled {
			event.SetStatus(ics.ObjectStatusCancelled)
		}
	}
	var out strings.Builder
	_ = cal.SerializeTo(&out, ics.WithNewLineWindows) // a Builder takes everything
	return []byte(out.String())
}
