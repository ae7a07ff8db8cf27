package tracker

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"foresaid/internal/ledger"
)

// MakeFeedKey makes a secret for private feeds and returns it, for once: only
// its hash is kept.
func (t *Tracker) MakeFeedKey(ctx context.Context, by, name string) (secret string, err error) {
	secret = rand.Text() // 130 bits
	k := ledger.FeedKey{PublicID: strings.ToLower(rand.Text()[:ledger.PublicIDLength]), Name: ledger.Line(name), Hash: hashOf(secret), By: by, At: t.Now()}
	if k.Name == "" {
		return "", ledger.Invalidf("name", "feed_name_missing", "Say what the address is for, so that you know later which one to revoke")
	}
	if len([]rune(k.Name)) > 100 {
		return "", ledger.Invalidf("name", "too_long", "This has %d characters; %d are allowed", len([]rune(k.Name)), 100)
	}
	return secret, t.store.InTx(ctx, func(s ledger.Store) error {
		if err := s.AddFeedKey(ctx, &k); err != nil {
			return err
		}
		return s.AppendEntries(ctx, []ledger.Entry{t.entry(by, ledger.FeedKeyMade, ledger.FeedSubject(k.PublicID),
			ledger.Change{Fields: []ledger.FieldChange{{Field: "name", To: k.Name}}})})
	})
}

// RevokeFeedKey shuts the feeds that a key opens, for good.
func (t *Tracker) RevokeFeedKey(ctx context.Context, by, publicID string) error {
	return t.store.InTx(ctx, func(s ledger.Store) error {
		keys, err := s.FeedKeys(ctx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(keys, func(k ledger.FeedKey) bool { return k.PublicID == publicID })
		if i < 0 {
			return ledger.Errorf(ledger.NotFound, "feed_not_found", "There is no such feed")
		}
		keys[i].RevokedAt = t.Now()
		if err := s.UpdateFeedKey(ctx, keys[i]); err != nil {
			return err
		}
		return s.AppendEntries(ctx, []ledger.Entry{t.entry(by, ledger.FeedKeyRevoked, ledger.FeedSubject(publicID), ledger.Change{})})
	})
}

// OpenFeed finds the key of a secret and notes the day. It is NotFound for an
// unknown one, and for one that was revoked.
func (t *Tracker) OpenFeed(ctx context.Context, secret string) (ledger.FeedKey, error) {
	k, err := t.store.FeedKey(ctx, hashOf(secret))
	if err == nil && !k.RevokedAt.IsZero() {
		err = ledger.Errorf(ledger.NotFound, "feed_not_found", "There is no such feed")
	}
	if err != nil || k.UsedOn == t.Today() {
		return k, err
	}
	k.UsedOn = t.Today()
	return k, t.store.UpdateFeedKey(ctx, k)
}

func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
