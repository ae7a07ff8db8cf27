package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
	"unicode/utf8"
)

// longestText is the number of characters of a text that is kept.
const longestText = 2_000_000

// KeptText is the text of a source as it was read on a day. A source that
// changed has several.
type KeptText struct {
	ID       int64
	SourceID int64
	Text     string // plain; the paragraphs are parted by empty lines
	SHA256   string // of the text in UTF-8, in lower-case hex
	Parts    []TextPart
	KeptBy   string
	KeptAt   time.Time
}

// TextPart is a paragraph of a kept text: its characters [Start, End).
type TextPart struct {
	Kind     string `json:"kind"` // "body", "heading", "quoted", "item" or "caption"
	Start    int    `json:"start"`
	End      int    `json:"end"`
	TimeCode string `json:"time,omitempty"` // of a transcript: "1:02:03"
}

// Span is the place of a claim in a kept text: its characters [Start, End).
type Span struct {
	TextID     int64 // 0 without a place
	Start, End int
}

// SumText is the SHA-256 of a text, in lower-case hex.
func SumText(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Check returns the Problems of a text that is to be kept.
func (k KeptText) Check() error {
	n := utf8.RuneCountInString(k.Text)
	switch {
	case Fold(k.Text) == "":
		return Invalidf("text", "text_missing", "There is no text to keep")
	case n > longestText:
		return Invalidf("text", "too_long", "This has %d characters; %d are allowed", n, longestText)
	}
	end := 0
	for _, p := range k.Parts {
		if p.Start < end || p.End < p.Start || p.End > n {
			return Errorf(Internal, "internal", "Internal error")
		}
		end = p.End
	}
	return nil
}

// CaptureState is how far the work on an article has come.
type CaptureState string

// The states of a capture.
const (
	CaptureOpen    CaptureState = "open"    // being gone through
	CaptureLogged  CaptureState = "logged"  // what was kept of it is logged
	CaptureDropped CaptureState = "dropped" // put aside
)

// Capture is an article that somebody goes through for claims. What they have
// done so far is kept with it, so that nothing is lost half way.
type Capture struct {
	ID        int64
	PublicID  string
	State     CaptureState
	Title     string // of the article
	Text      string
	Parts     []TextPart
	Desk      []byte // the drafts and what was done to them, as the tracker writes them
	Waiting   int    // drafts not yet looked at
	Kept      int
	SourceID  int64 // once logged
	By        string
	StartedAt time.Time
	ChangedAt time.Time
}
