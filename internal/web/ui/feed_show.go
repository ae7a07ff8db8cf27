package ui

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"foresaid/internal/exchange"
	"foresaid/internal/ledger"
	"foresaid/internal/locale"
)

// How much feeds hold.
const (
	feedItems      = 50
	calendarEvents = 1000
	calendarPast   = 60 // days for which what was due stays in the calendar
)

const (
	atomType     = "application/atom+xml; charset=utf-8"
	calendarType = "text/calendar; charset=utf-8"
)

// feedAsk is what the address of a feed asks for.
type feedAsk struct {
	l       *locale.Locale
	filter  ledger.ClaimFilter
	private bool // with what is for those who review
	values  url.Values
}

func (u *UI) readFeed(c echo.Context) (feedAsk, error) {
	f := feedAsk{l: u.locale(c), values: url.Values{}}
	if lang := c.QueryParam("lang"); lang != "" {
		f.l = locale.Match(lang, u.Language)
		f.values.Set("lang", f.l.Tag())
	}
	if topic := strings.TrimLeft(ledger.Line(strings.ToLower(c.QueryParam("topic"))), "#＃ "); topic != "" {
		f.filter.Topic = topic
		f.values.Set("topic", topic)
	}
	if name := ledger.Line(c.QueryParam("speaker")); name != "" {
		speaker, err := u.Tracker.Speaker(ctxOf(c), name)
		if err != nil {
			return f, err
		}
		f.filter.SpeakerID = speaker.ID
		f.values.Set("speaker", speaker.PublicID)
	}
	if secret := c.Param("secret"); secret != "" {
		if _, err := u.Tracker.OpenFeed(ctxOf(c), secret); err != nil {
			return f, err
		}
		f.private = true
	}
	return f, nil
}

// FeedDue serves what is due, the newest first.
func (u *UI) FeedDue(c echo.Context) error {
	f, err := u.readFeed(c)
	if err != nil {
		return err
	}
	f.filter.States, f.filter.Sort, f.filter.Descending, f.filter.Limit = []ledger.State{ledger.StateDue}, ledger.ByDue, true, feedItems
	due, err := u.Store.Claims(ctxOf(c), f.filter)
	if err != nil {
		return err
	}
	feed := u.feed(c, f, "due", "/", f.l.T("feed.due"), f.l.T("feed.due_what"))
	for _, line := range due.Claims {
		feed.Items = append(feed.Items, u.dueItem(c, f, line))
	}
	return atom(c, feed)
}

// FeedVerdicts serves the newest verdicts.
func (u *UI) FeedVerdicts(c echo.Context) error {
	f, err := u.readFeed(c)
	if err != nil {
		return err
	}
	judged, err := u.Store.NewestVerdicts(ctxOf(c), f.filter, feedItems)
	if err != nil {
		return err
	}
	feed := u.feed(c, f, "verdicts", "/claims?state=judged", f.l.T("feed.verdicts"), f.l.T("feed.verdicts_what"))
	for _, line := range judged {
		feed.Items = append(feed.Items, u.verdictItem(c, f, line))
	}
	return atom(c, feed)
}

// FeedSpeaker serves what somebody said last, and what came of it.
func (u *UI) FeedSpeaker(c echo.Context) error {
	speaker, err := u.Store.Speaker(ctxOf(c), c.Param("id"))
	for err == nil && speaker.MergedInto != 0 {
		speaker, err = u.Store.SpeakerByID(ctxOf(c), speaker.MergedInto)
	}
	if err != nil {
		return err
	}
	f, err := u.readFeed(c)
	if err != nil {
		return err
	}
	f.filter.SpeakerID = speaker.ID
	judged, err := u.Store.NewestVerdicts(ctxOf(c), f.filter, feedItems)
	if err != nil {
		return err
	}
	newest := f.filter
	newest.States = []ledger.State{ledger.StateOpen, ledger.StateDue, ledger.StateJudged, ledger.StateVoid}
	newest.Descending, newest.Limit = true, feedItems
	said, err := u.Store.Claims(ctxOf(c), newest)
	if err != nil {
		return err
	}
	at := "/speakers/" + speaker.PublicID
	feed := u.feed(c, f, "speaker "+speaker.PublicID, at, f.l.T("feed.speaker", "name", speaker.Name), f.l.T("feed.speaker_what"))
	for _, line := range judged {
		feed.Items = append(feed.Items, u.verdictItem(c, f, line))
	}
	for _, line := range said.Claims {
		feed.Items = append(feed.Items, u.saidItem(c, f, line))
	}
	slices.SortStableFunc(feed.Items, func(a, b exchange.Item) int { return b.Updated.Compare(a.Updated) })
	feed.Items = feed.Items[:min(feedItems, len(feed.Items))]
	return atom(c, feed)
}

// FeedDeadlines serves the days on which claims come due, as a calendar.
func (u *UI) FeedDeadlines(c echo.Context) error {
	f, err := u.readFeed(c)
	if err != nil {
		return err
	}
	f.filter.DueFrom = u.Tracker.Today().AddDays(-calendarPast)
	cal := exchange.Calendar{Name: f.l.T("feed.deadlines")}
	var changed time.Time
	// those that still come, and those that need not any more: a reader that has
	// them must be told
	for _, states := range [][]ledger.State{{ledger.StateDue, ledger.StateOpen}, {ledger.StateJudged, ledger.StateVoid, ledger.StateWithdrawn}} {
		filter := f.filter
		filter.States, filter.Limit = states, 200
		for len(cal.Events) < calendarEvents {
			page, err := u.Store.Claims(ctxOf(c), filter)
			if err != nil {
				return err
			}
			for _, line := range page.Claims {
				event, err := u.event(c, f, line)
				if err != nil {
					return err
				}
				if event.Changed.After(changed) {
					changed = event.Changed
				}
				cal.Events = append(cal.Events, event)
			}
			if filter.Cursor = page.Next; filter.Cursor == "" {
				break
			}
		}
	}
	slices.SortFunc(cal.Events, func(a, b exchange.Event) int { return strings.Compare(a.Day.String()+a.UID, b.Day.String()+b.UID) })
	return conditional(c, calendarType, changed, exchange.ICalendar(cal))
}

func (u *UI) feed(c echo.Context, f feedAsk, key, page, title, what string) exchange.Feed {
	self := u.origin(c) + c.Request().URL.Path
	if q := f.values.Encode(); q != "" {
		self, key = self+"?"+q, key+"?"+q
	}
	return exchange.Feed{Key: key, Title: "Foresaid" + f.l.T("base.colon") + title, Subtitle: what, Lang: f.l.Tag(), Page: u.origin(c) + page, Self: self}
}

// feedView is a claim in the language of a feed.
func (u *UI) feedView(f feedAsk, line ledger.ClaimLine) ClaimView {
	return ClaimView{ClaimLine: line, l: f.l, today: u.Tracker.Today(), zone: u.Zone}
}

func (u *UI) item(c echo.Context, v ClaimView, kind string, at time.Time) exchange.Item {
	return exchange.Item{
		Key: kind + " " + v.PublicID + " " + at.UTC().Format(time.RFC3339), Title: v.SpeakerName + v.l.T("base.colon") + v.Statement,
		Link: u.origin(c) + v.URL(), Author: v.SpeakerName, Made: at, Updated: at,
	}
}

func (u *UI) dueItem(c echo.Context, f feedAsk, line ledger.ClaimLine) exchange.Item {
	v := u.feedView(f, line)
	i := u.item(c, v, "due", line.FlaggedAt)
	i.Text = feedText(v, f.private, v.DeadlineText())
	return i
}

func (u *UI) verdictItem(c echo.Context, f feedAsk, line ledger.ClaimLine) exchange.Item {
	v := u.feedView(f, line)
	i := u.item(c, v, "verdict", line.Standing.JudgedAt)
	i.Title = v.ToneText() + f.l.T("base.colon") + i.Title
	i.Text = feedText(v, f.private, v.ToneText(), v.LateText(), v.DeadlineText())
	return i
}

func (u *UI) saidItem(c echo.Context, f feedAsk, line ledger.ClaimLine) exchange.Item {
	v := u.feedView(f, line)
	i := u.item(c, v, "said", line.LoggedAt)
	i.Text = feedText(v, f.private, v.DeadlineText(), v.ConfidenceText())
	return i
}

// feedText is what a reader shows: the facts, the quote, and, privately, what
// those who review want to know.
func feedText(v ClaimView, private bool, facts ...string) string {
	facts = append(facts, v.SaidText())
	paragraphs := []string{strings.Join(slices.DeleteFunc(facts, func(s string) bool { return s == "" }), between)}
	if v.Quote != "" {
		paragraphs = append(paragraphs, v.l.T("feed.quote", "quote", v.Quote))
	}
	if private {
		for _, part := range [][2]string{{"field.condition", v.Condition}, {"field.criteria", v.Criteria}} {
			if part[1] != "" {
				paragraphs = append(paragraphs, v.l.T(part[0])+v.l.T("base.colon")+part[1])
			}
		}
		if v.SourceLink != "" {
			paragraphs = append(paragraphs, v.SourceLink)
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

// event is the day on which a claim comes due. It is cancelled once it will not.
func (u *UI) event(c echo.Context, f feedAsk, line ledger.ClaimLine) (exchange.Event, error) {
	v := u.feedView(f, line)
	changed := line.LoggedAt
	for _, at := range []time.Time{line.FlaggedAt, line.Standing.JudgedAt} {
		if at.After(changed) {
			changed = at
		}
	}
	if line.Version > 1 { // an amendment or a new review date is known to the log only
		entries, err := u.Store.EntriesOf(ctxOf(c), ledger.ClaimSubject(line.PublicID))
		if err != nil {
			return exchange.Event{}, err
		}
		changed = entries[len(entries)-1].At
	}
	e := exchange.Event{
		UID: line.PublicID + "@foresaid", Sequence: line.Version - 1, Day: line.DueOn, Link: u.origin(c) + v.URL(), Topics: line.Topics,
		Title: f.l.T("feed.event", "name", line.SpeakerName, "statement", line.Statement),
		Text:  feedText(v, f.private, v.DeadlineText(), v.ToneText()), Made: line.LoggedAt, Changed: changed,
	}
	settled := line.State == ledger.StateJudged || line.State == ledger.StateVoid
	if settled {
		e.Title = v.ToneText() + f.l.T("base.colon") + line.Statement
	}
	e.Cancelled = line.State == ledger.StateWithdrawn || settled && line.DueOn.After(ledger.DateOf(line.Standing.JudgedAt.In(u.Zone)))
	return e, nil
}

func atom(c echo.Context, f exchange.Feed) error {
	for _, i := range f.Items {
		if i.Updated.After(f.Updated) {
			f.Updated = i.Updated
		}
	}
	if f.Updated.IsZero() {
		f.Updated = time.Unix(0, 0)
	}
	body, err := exchange.Atom(f)
	if err != nil {
		return err
	}
	return conditional(c, atomType, f.Updated, body)
}

// conditional answers with a body, or that the asker has it already. The time
// is no proof of that: what is taken away leaves it as it was.
func conditional(c echo.Context, kind string, changed time.Time, body []byte) error {
	sum := sha256.Sum256(body)
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, kind)
	h.Set("ETag", `W/"`+hex.EncodeToString(sum[:12])+`"`) // weak: it may be compressed
	http.ServeContent(c.Response(), c.Request(), "", changed, bytes.NewReader(body))
	return nil
}
