package ledger

import "time"

// File is something that was handed over as evidence.
type File struct {
	ID      int64
	SHA256  string // in hex; tells it from all others
	Type    string // one of FileTypes
	Size    int    // bytes
	Name    string // as it was called, without a path
	Content []byte // only where it is being kept or read
	By      string
	At      time.Time
}

// FileTypes are what a File can be.
var FileTypes = []string{"application/pdf", "image/png", "image/jpeg"}

// LinkState is what became of a link.
type LinkState string

// The states of links.
const (
	LinkWell    LinkState = "well"
	LinkFailing LinkState = "failing" // it did not answer, once
	LinkDead    LinkState = "dead"    // it is gone, or has not answered on two days
	LinkClosed  LinkState = "closed"  // it does not answer programs; people may see it
)

// Link is the address of a page that the record points to.
type Link struct {
	Address   string
	State     LinkState
	Status    int // of HTTP, 0 for no answer
	Since     time.Time
	CheckedAt time.Time
}

// Checked is the link after an answer, or, with status 0, after none. One bad
// day is no death: a page that does not answer is dead when that has gone on
// for a day.
func (l Link) Checked(status int, at time.Time) Link {
	next := Link{Address: l.Address, Status: status, Since: l.Since, CheckedAt: at}
	switch {
	case status >= 200 && status < 400:
		next.State = LinkWell
	case status == 404 || status == 410:
		next.State = LinkDead
	case status == 401 || status == 402 || status == 403 || status == 405 || status == 429 || status == 451:
		next.State = LinkClosed
	case l.State == LinkDead, l.State == LinkFailing && at.Sub(l.Since) >= 20*time.Hour:
		next.State = LinkDead
	default:
		next.State = LinkFailing
	}
	if next.State != l.State {
		next.Since = at
	}
	return next
}
