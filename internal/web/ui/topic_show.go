package ui

import (
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
	"foresaid/internal/web/respond"
)

// topicsPage lists the topics with their base rates.
type topicsPage struct {
	respond.Base
	Sentence string
	Lede     string
	Drawn    template.HTML
	Others   []ledger.RecordLine // without a claim that has an outcome
}

// TopicURL is the path of a topic's page.
func (p topicsPage) TopicURL(topic string) string { return topicURL(topic) }

// ListTopics lists the topics, those with most claims first.
func (u *UI) ListTopics(c echo.Context) error {
	l := u.locale(c)
	lines, err := u.Tracker.Records(ctxOf(c), ledger.RecordFilter{By: ledger.PerTopic}, scoring.JudgedCohort)
	if err != nil {
		return err
	}
	all, err := u.Tracker.Records(ctxOf(c), ledger.RecordFilter{}, scoring.JudgedCohort)
	if err != nil {
		return err
	}
	slices.SortStableFunc(lines, func(a, b ledger.RecordLine) int { return cmp.Compare(b.Tally.Claims, a.Tally.Claims) })
	var p topicsPage
	if p.Base, err = u.page(c, "claims", l.T("topics.title")); err != nil {
		return err
	}
	var groups []scoring.Group
	for _, line := range lines {
		if line.Tally.StrictN > 0 {
			groups = append(groups, scoring.Group{Key: line.Topic, Tally: line.Tally})
		} else if line.Tally.Claims > 0 {
			p.Others = append(p.Others, line)
		}
	}
	p.Sentence = l.T("topics.none")
	if n := len(groups) + len(p.Others); n > 0 {
		p.Sentence = l.T("topics.sentence", "n", n)
	}
	r := recordView{l: l}
	if len(all) > 0 {
		r.Record = scoring.RecordOf(all[0].Tally)
	}
	p.Lede = r.apart(groups)
	p.Drawn, err = r.groups("topics", l.T("topics.eyebrow"), groups, func(key string) (string, string) { return key, nameTag(key) }, topicURL)
	if err != nil {
		return err
	}
	return u.respond.Page(c, http.StatusOK, "topics", p)
}

// mostNamed is how many topics a sentence names.
const mostNamed = 5

// apart says which topics differ from all claims by more than chance: the
// whole interval lies on one side of what all have.
func (r recordView) apart(topics []scoring.Group) string {
	l := r.l
	if !r.Accuracy.Defined || r.TooFew() || len(topics) < 2 {
		return ""
	}
	var above, below []string
	for _, topic := range topics {
		one := scoring.RecordOf(topic.Tally)
		switch {
		case one.TooFew():
		case one.AccuracyRange.Low > r.Accuracy.Value && len(above) < mostNamed:
			above = append(above, topic.Key)
		case one.AccuracyRange.High < r.Accuracy.Value && len(below) < mostNamed:
			below = append(below, topic.Key)
		}
	}
	texts := []string{l.T("topics.overall", "n", r.Tally.StrictN, "share", r.share(r.Accuracy))}
	if len(above) > 0 {
		texts = append(texts, l.T("topics.above", "topics", l.List(above)))
	}
	if len(below) > 0 {
		texts = append(texts, l.T("topics.below", "topics", l.List(below)))
	}
	if len(texts) == 1 {
		texts = append(texts, l.T("topics.alike"))
	}
	return strings.Join(texts, l.T("base.between_sentences"))
}

// topicPage is all that was claimed about a topic.
type topicPage struct {
	respond.Base
	Topic  string
	Record recordView
	Parts  []template.HTML
	Table  claimTable
}

// ShowTopic shows a topic.
func (u *UI) ShowTopic(c echo.Context) error {
	ctx, l := ctxOf(c), u.locale(c)
	// not the parameter, which is escaped in some addresses only
	topic := strings.TrimPrefix(c.Request().URL.Path, topicPath)
	if names := ledger.Topics([]string{topic}); len(names) == 1 {
		topic = names[0]
	}
	all, err := u.Tracker.Records(ctx, ledger.RecordFilter{Topic: topic, Bins: true}, scoring.JudgedCohort)
	if err != nil {
		return err
	}
	if topic == "" || len(all) == 0 || all[0].Tally.Claims+all[0].Tally.Withdrawn == 0 {
		return ledger.Errorf(ledger.NotFound, "topic_not_found", "There is no claim about “%s”", topic)
	}
	if all[0].Tally.Overdue, err = u.Store.CountClaims(ctx, ledger.ClaimFilter{Overdue: u.Tracker.Today(), Topic: topic}); err != nil {
		return err
	}
	view := scoring.View{Topic: topic, Today: u.Tracker.Today()}
	p := topicPage{Topic: topic, Record: recordView{Record: scoring.RecordOf(all[0].Tally), l: l, view: view}}
	if p.Base, err = u.page(c, "claims", l.T("topics.about", "topic", topic)); err != nil {
		return err
	}
	if p.Parts, err = u.topicParts(c, p.Record); err != nil {
		return err
	}
	found, err := u.Store.Claims(ctx, ledger.ClaimFilter{Topic: topic, Sort: ledger.ByDeadline, Descending: true, Cursor: c.QueryParam("page")})
	if err != nil {
		return err
	}
	at := topicURL(topic)
	p.Table = claimTable{Claims: u.lines(c, found.Claims), Next: pageAfter(at, found.Next), Previous: pageAfter(at, found.Previous)}
	return u.respond.Page(c, http.StatusOK, "topic", p)
}

// topicParts draws who was right about a topic, how far ahead, and when.
func (u *UI) topicParts(c echo.Context, r recordView) ([]template.HTML, error) {
	l := r.l
	outcomes := []string{"outcome", string(ledger.Happened), "outcome", string(ledger.Missed)}
	names := map[string]string{}
	var parts []template.HTML
	for _, part := range []struct {
		id, title string
		by        ledger.RecordBy
		key       func(ledger.RecordLine) string
		name      func(string) (string, string)
		address   func(string) string
	}{
		{
			"by-speaker", l.T("topics.by_speaker"), ledger.PerSpeaker, func(line ledger.RecordLine) string {
				names[line.SpeakerPublicID] = line.SpeakerName
				return line.SpeakerPublicID
			},
			func(key string) (string, string) { return names[key], nameTag(names[key]) },
			func(key string) string {
				return "/speakers/" + key + "?" + url.Values{"topic": {r.view.Topic}}.Encode()
			},
		},
		{
			"by-horizon", l.T("record.groups.horizon"), ledger.PerHorizon, func(line ledger.RecordLine) string { return string(line.Horizon) },
			func(key string) (string, string) { return l.T("record.horizon." + key), "" },
			func(key string) string { return r.Claims(append(outcomes, "horizon", key)...) },
		},
		{
			"by-year", l.T("record.groups.year"), ledger.PerYear, func(line ledger.RecordLine) string { return strconv.Itoa(line.Year) },
			func(key string) (string, string) {
				if key == "0" {
					return l.T("overall.no_year"), ""
				}
				return key, ""
			},
			func(key string) string {
				if key == "0" {
					return ""
				}
				return r.Claims(append(outcomes, "from", key+"-01-01", "to", key+"-12-31")...)
			},
		},
	} {
		lines, err := u.Tracker.Records(ctxOf(c), ledger.RecordFilter{By: part.by, Topic: r.view.Topic}, scoring.JudgedCohort)
		if err != nil {
			return nil, err
		}
		switch part.by {
		case ledger.PerHorizon:
			nearestFirst(lines)
		case ledger.PerSpeaker:
			slices.SortStableFunc(lines, func(a, b ledger.RecordLine) int { return cmp.Compare(b.Tally.StrictN, a.Tally.StrictN) })
		}
		var groups []scoring.Group
		for _, line := range lines {
			if line.Tally.StrictN > 0 {
				groups = append(groups, scoring.Group{Key: part.key(line), Tally: line.Tally})
			}
		}
		drawn, err := r.groups(part.id, part.title, groups[:min(len(groups), 2*mostGroups)], part.name, part.address)
		if err != nil {
			return nil, err
		}
		if drawn != "" {
			parts = append(parts, drawn)
		}
	}
	return parts, nil
}
