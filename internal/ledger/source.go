package ledger

import "time"

// SourceKind is the sort of publication a source is.
type SourceKind string

// SourceKinds lists the kinds; the first is the default.
var SourceKinds = []SourceKind{"article", "talk", "post", "interview", "book", "filing"}

// Valid tells whether k is one of SourceKinds.
func (k SourceKind) Valid() bool {
	for _, known := range SourceKinds {
		if k == known {
			return true
		}
	}
	return false
}

// Source is where a claim was found: an article, a talk, a post.
type Source struct {
	ID          int64
	PublicID    string
	Title       string
	Link        string
	Kind        SourceKind
	Author      string
	Publisher   string
	Event       string // the talk or meeting it reports, if any
	EventOn     Date
	PublishedOn Date
	Lang        string // BCP 47: "en", "zh"
	AddedAt     time.Time
	Version     int // counts changes
}

// Clean normalises the text of s in place. A source with only a link is
// titled by it.
func (s *Source) Clean() {
	s.Title, s.Link, s.Author, s.Publisher, s.Event = Line(s.Title), Line(s.Link), Line(s.Author), Line(s.Publisher), Line(s.Event)
	s.Lang = Line(s.Lang)
	if s.Title == "" {
		s.Title = s.Link
	}
	if s.Kind == "" {
		s.Kind = SourceKinds[0]
	}
}

// SpokenOn is the day on which what the source reports was said, as far as it
// tells: the event's, else that of publication.
func (s Source) SpokenOn() Date {
	if !s.EventOn.IsZero() {
		return s.EventOn
	}
	return s.PublishedOn
}

// Check returns the Problems of a cleaned source. today bounds its dates.
func (s Source) Check(today Date) error {
	var p Problems
	if s.Title == "" {
		p.Add(Invalidf("source_title", "source_title_missing", "Give the source a title or a link"))
	}
	if s.Title != s.Link { // a link may be longer than a title
		p.Add(checkLength("source_title", s.Title, 500))
	}
	p.Add(checkLink("source_link", s.Link))
	if !s.Kind.Valid() {
		p.Add(Invalidf("source_kind", "source_kind_unknown", "A source is an article, talk, post, interview, book or filing, not “%s”", s.Kind))
	}
	p.Add(checkLength("source_author", s.Author, 200))
	p.Add(checkLength("source_publisher", s.Publisher, 200))
	p.Add(checkLength("source_event", s.Event, 300))
	p.Add(checkNotAfter("source_event_on", s.EventOn, today))
	p.Add(checkNotAfter("source_published_on", s.PublishedOn, today))
	p.Add(checkLang("source_lang", s.Lang))
	return p.Err()
}

func checkNotAfter(field string, d, today Date) error {
	if d.After(today) {
		return Invalidf(field, "date_in_future", "%s is in the future", d)
	}
	return nil
}
