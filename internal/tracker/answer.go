package tracker

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"foresaid/internal/ledger"
)

// Answer is what a signed link lets its holder do: say what happened to one
// claim, in the name of the recipient it was sent to, until it expires.
type Answer struct {
	ClaimID   string // public
	Recipient string
	Until     time.Time
}

// answerKey names the key that links are signed with.
const answerKey = "answers"

// SignAnswer returns the token of a link. It stays the same for the same
// Answer.
func (t *Tracker) SignAnswer(ctx context.Context, a Answer) (string, error) {
	key, err := t.key(ctx)
	if err != nil {
		return "", err
	}
	payload := a.ClaimID + "\n" + strconv.FormatInt(a.Until.Unix(), 10) + "\n" + a.Recipient
	return encodeToken([]byte(payload)) + "." + encodeToken(signature(key, payload)), nil
}

// OpenAnswer reads the token of a link. One that was not signed here, or has
// been changed, is NotFound; one that has expired is Forbidden.
func (t *Tracker) OpenAnswer(ctx context.Context, token string) (Answer, error) {
	key, err := t.key(ctx)
	if err != nil {
		return Answer{}, err
	}
	damaged := ledger.Errorf(ledger.NotFound, "answer_damaged", "This link is incomplete or damaged; open the claim from the list of what is due")
	payload, sum, _ := strings.Cut(token, ".")
	text, err := base64.RawURLEncoding.DecodeString(payload)
	if err != nil || encodeToken(text) != payload { // line ends are passed over in decoding
		return Answer{}, damaged
	}
	if !hmac.Equal([]byte(sum), []byte(encodeToken(signature(key, string(text))))) {
		return Answer{}, damaged
	}
	parts := strings.SplitN(string(text), "\n", 3)
	if len(parts) != 3 {
		return Answer{}, damaged
	}
	until, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return Answer{}, damaged
	}
	a := Answer{ClaimID: parts[0], Until: time.Unix(until, 0), Recipient: parts[2]}
	if !t.now().Before(a.Until) {
		return Answer{}, ledger.Errorf(ledger.Forbidden, "answer_expired", "This link has expired; open the claim from the list of what is due")
	}
	return a, nil
}

func (t *Tracker) key(ctx context.Context) ([]byte, error) {
	fresh := make([]byte, sha256.Size)
	if _, err := rand.Read(fresh); err != nil {
		return nil, ledger.Errorf(ledger.Internal, "internal", "Internal error").Because(err)
	}
	return t.store.KeepKey(ctx, answerKey, fresh, t.Now())
}

// signature of a payload; its first words keep it apart from whatever else a
// key may sign one day.
func signature(key []byte, payload string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("foresaid answer\n" + payload))
	return mac.Sum(nil)
}

func encodeToken(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
