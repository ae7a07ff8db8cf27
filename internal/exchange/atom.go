package exchange

import (
	"encoding/xml"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/gorilla/feeds"
)

// Feed is a list of news, the newest first.
type Feed struct {
	Key      string // tells it from our other feeds; its id is made of it
	Title    string
	Subtitle string
	Lang     string // BCP 47
	Page     string // that shows the same, and its own address
	Self     string
	Updated  time.Time // of the newest item
	Items    []Item
}

// Item is a piece of news.
type Item struct {
	Key     string // its id is made of it, and stays the same wherever the site moves
	Title   string
	Link    string
	Author  string
	Text    string // plain
	Made    time.Time
	Updated time.Time
}

// namespace is that of our ids (RFC 9562, version 5).
var namespace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://foresaid.example/feeds"))

func idOf(key string) string { return uuid.NewSHA1(namespace, []byte(key)).URN() }

// atomFeed has what the library's type lacks: a language, and several links.
type atomFeed struct {
	feeds.AtomFeed
	Lang  string           `xml:"xml:lang,attr,omitempty"`
	Links []feeds.AtomLink `xml:"link"`
}

// Atom writes a feed as Atom 1.0 (RFC 4287).
func Atom(f Feed) ([]byte, error) {
	feed := atomFeed{
		AtomFeed: feeds.AtomFeed{
			Xmlns: "http://www.w3.org/2005/Atom", Title: clean(f.Title), Subtitle: clean(f.Subtitle), Id: idOf(f.Key), Updated: stamp(f.Updated),
			Author: &feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: "Foresaid"}},
		},
		Lang:  f.Lang,
		Links: []feeds.AtomLink{{Href: f.Page, Rel: "alternate", Type: "text/html"}, {Href: f.Self, Rel: "self", Type: "application/atom+xml"}},
	}
	for _, i := range f.Items {
		entry := &feeds.AtomEntry{
			Title: clean(i.Title), Id: idOf(i.Key), Updated: stamp(i.Updated), Published: stamp(i.Made),
			Links:   []feeds.AtomLink{{Href: i.Link, Rel: "alternate", Type: "text/html"}},
			Content: &feeds.AtomContent{Type: "text", Content: clean(i.Text)},
		}
		if i.Author != "" {
			entry.Author = &feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: clean(i.Author)}}
		}
		feed.Entries = append(feed.Entries, entry)
	}
	body, err := xml.MarshalIndent(feed, "", "  ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(body, '\n')...), nil
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// clean leaves out the characters that no XML and no calendar may hold.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, r < ' ' && r != '\n' && r != '\t', r == 0x7f, r == 0xfffe, r == 0xffff:
			return -1
		}
		return r
	}, s)
}
