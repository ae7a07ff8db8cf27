package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Webhook posts JSON to one address, signed.
type Webhook struct {
	Address string
	Secret  string
	Now     func() time.Time
}

// The headers of a webhook. The signature is "sha256=" and, in hexadecimal
// digits, the HMAC-SHA256 with the secret over the timestamp, a point, and the
// body as it was sent; the timestamp is of the attempt, the delivery's id the
// same for all attempts.
const (
	DeliveryHeader  = "Foresaid-Delivery"
	EventHeader     = "Foresaid-Event"
	TimestampHeader = "Foresaid-Timestamp"
	SignatureHeader = "Foresaid-Signature"
)

// Sign is the signature of a body sent at a time.
func Sign(secret, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(timestamp + "."))
	mac.Write(body)
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}

// webhooks does not follow redirects: the address is the one configured.
var webhooks = &http.Client{
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Transport:     &http.Transport{Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true},
}

// Send posts the event of a message. Any answer from 200 to 299 counts as
// taken.
func (w Webhook) Send(ctx context.Context, m Message) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.Address, bytes.NewReader(m.Event))
	if err != nil {
		return bare(err)
	}
	timestamp := strconv.FormatInt(w.Now().Unix(), 10)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Foresaid")
	r.Header.Set(DeliveryHeader, m.ID)
	r.Header.Set(EventHeader, m.Kind)
	r.Header.Set(TimestampHeader, timestamp)
	r.Header.Set(SignatureHeader, Sign(w.Secret, timestamp, m.Event))
	resp, err := webhooks.Do(r)
	if err != nil {
		return timedOut(ctx, bare(err))
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10)) // it has been taken, whatever else is said
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return fmt.Errorf("the receiver answered %s", resp.Status)
	}
	return nil
}

// bare is err without the address, which may hold a password.
func bare(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
