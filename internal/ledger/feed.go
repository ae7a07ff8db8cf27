package ledger

import "time"

// FeedKey lets a feed reader, which has no session, read private feeds: it is
// a secret in their addresses. The secret itself is nowhere kept.
type FeedKey struct {
	ID        int64
	PublicID  string
	Name      string // what it is for
	Hash      string // SHA-256 of the secret, in hex
	By        string
	At        time.Time
	UsedOn    Date      // when it was last used, or zero
	RevokedAt time.Time // zero while it opens
}
