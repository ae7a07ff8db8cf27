// Package article turns what somebody read into an Article: pasted text,
// Markdown, HTML, subtitles, a PDF file or a link. It finds the title, who
// wrote and published it and when, and the paragraphs; it fetches links
// without letting them reach into the network it runs in.
//
// Everything that is kept is plain text, so nothing that was pasted or fetched
// can do anything on a page but be read. What is doubtful stays empty: a date
// that could be one of two days, a speaker whom no title names. The words and
// patterns by which heads, titles and walls are known are in the files under
// data, where a reader can add to them.
package article

import (
	"crypto/sha256"
	"encoding/hex"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// Article is a text with what its head tells about it.
type Article struct {
	Title       string
	Link        string
	Author      string
	Publisher   string
	Kind        ledger.SourceKind // "" when it does not show
	Event       string
	EventOn     ledger.Date
	PublishedOn ledger.Date
	Lang        string // BCP 47: "en", "zh"; "" when it does not show
	Speaker     string // the main speaker, where the head or the title names one

	// Text is the kept text: the paragraphs, plain, parted by empty lines.
	Text       string
	Paragraphs []Paragraph
	Marks      []Mark // of subtitles and transcripts, in the order of the text
	Notes      []Note // what could not be read, for the reader to know
}

// Mark tells when the text from an offset on was said.
type Mark struct {
	Offset   int // in characters of the Text
	TimeCode string
}

// Paragraph is a part of an article's Text.
type Paragraph struct {
	Kind       wording.PassageKind
	Start, End int    // in characters of the Text: [Start, End)
	TimeCode   string // where subtitles or a transcript give one: "1:02:03"
}

// Note tells about something that was left out or is doubtful.
type Note struct {
	Key  string // of the catalogue: "note.paywall"
	Args []any  // pairs of names and values, as the catalogue takes them
}

// TimeCodeAt is the time at which the character at an offset of the Text was
// said, or empty.
func (a Article) TimeCodeAt(offset int) string {
	code := ""
	for _, m := range a.Marks {
		if m.Offset > offset {
			break
		}
		code = m.TimeCode
	}
	return code
}

// SHA256 is the lower-case hexadecimal SHA-256 of the kept text in UTF-8.
func (a Article) SHA256() string {
	sum := sha256.Sum256([]byte(a.Text))
	return hex.EncodeToString(sum[:])
}

// Passages are the paragraphs as package wording reads them.
func (a Article) Passages() []wording.Passage {
	runes := []rune(a.Text)
	passages := make([]wording.Passage, len(a.Paragraphs))
	for i, p := range a.Paragraphs {
		passages[i] = wording.Passage{Kind: p.Kind, Start: p.Start, Text: string(runes[p.Start:p.End])}
	}
	return passages
}
