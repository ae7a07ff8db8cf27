package tracker

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"foresaid/internal/ledger"
)

// lease is how long a delivery may take before it counts as cut off.
const lease = 10 * time.Minute

// Trouble is what another channel tells of a delivery that fails.
type Trouble struct {
	Channel ledger.Channel `json:"channel"` // the one that fails
	Error   string         `json:"error"`
	Since   time.Time      `json:"since"`
	GivenUp bool           `json:"given_up"`
}

// MakeDigests keeps the day's digest for each recipient whose hour has come
// and who has none yet, to be sent; every is after how many days a claim that
// is still due is told again. It returns how many messages it made.
//
// What was never sent is told again: a digest that got through no channel is
// dropped for the new one, which has all that was in it.
func (t *Tracker) MakeDigests(ctx context.Context, recipients []Recipient, every int) (int, error) {
	made := 0
	err := t.store.InTx(ctx, func(s ledger.Store) error {
		made = 0
		now := t.Now() // in the transaction, so that nothing is flagged before and seen later
		var due []ledger.DueClaim
		for _, r := range recipients {
			if now.Hour() < r.Hour {
				continue
			}
			period := ledger.DateOf(now).String()
			if has, err := s.HasDeliveries(ctx, r.Name, period); has || err != nil {
				if err != nil {
					return err
				}
				continue
			}
			if due == nil {
				var err error
				if due, err = s.DueClaims(ctx); err != nil || len(due) == 0 {
					return err
				}
			}
			d, last, err := t.digestFor(ctx, s, r, due, now, every)
			if err != nil {
				return err
			}
			if d.Count() == 0 {
				continue
			}
			if err := s.DropDigests(ctx, r.Name, last.at); err != nil {
				return err
			}
			for _, channel := range r.Channels {
				if err := addDelivery(ctx, s, ledger.Delivery{
					Kind: ledger.DigestDelivery, Recipient: r.Name, Period: period, Channel: channel, Matter: encode(d), MadeAt: now, NextTry: now,
				}, &made); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return made, err
}

// digestFor chooses what a recipient would be told now; last is what the
// recipient was told before.
func (t *Tracker) digestFor(ctx context.Context, s ledger.Store, r Recipient, due []ledger.DueClaim, now time.Time, every int) (d Digest, last before, err error) {
	switch told, err := s.LastTold(ctx, r.Name, now); {
	case err == nil:
		then, err := t.Digest(told)
		if err != nil {
			return d, last, err
		}
		last = before{told.MadeAt.In(t.zone), then.Entry}
	case ledger.CodeOf(err) != ledger.NotFound:
		return d, last, err
	}
	speakers := map[int64]bool{}
	for _, name := range r.Speakers {
		found, err := s.SpeakersNamed(ctx, name)
		if err != nil {
			return d, last, err
		}
		for _, sp := range found {
			speakers[sp.ID] = true
		}
	}
	d = r.digest(due, speakers, last, now, every)
	if newest, err := s.LastEntry(ctx); err == nil {
		d.Entry = newest.Number
	} else if ledger.CodeOf(err) != ledger.NotFound {
		return d, last, err
	}
	return d, last, nil
}

// PreviewDigest is what MakeDigests would tell a recipient now, were it the
// hour and nothing told today.
func (t *Tracker) PreviewDigest(ctx context.Context, r Recipient, every int) (Digest, error) {
	due, err := t.store.DueClaims(ctx)
	if err != nil {
		return Digest{}, err
	}
	d, _, err := t.digestFor(ctx, t.store, r, due, t.Now(), every)
	return d, err
}

// DigestClaims are the listed claims of a digest that are still due, in its
// order; without those that have been handled it counts less.
func (t *Tracker) DigestClaims(ctx context.Context, d *Digest) ([]ledger.ClaimLine, error) {
	found, err := t.store.ClaimLines(ctx, d.Listed)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]ledger.ClaimLine, len(found))
	for _, line := range found {
		byID[line.ID] = line
	}
	var lines []ledger.ClaimLine
	fresh, first := d.New, min(d.New, len(d.Listed))
	for i, id := range d.Listed {
		switch line, ok := byID[id]; {
		case ok && line.State == ledger.StateDue:
			lines = append(lines, line)
		case i < first:
			fresh--
		default:
			d.Again--
		}
	}
	d.New = fresh
	return lines, nil
}

// Digest reads what a delivery tells.
func (t *Tracker) Digest(d ledger.Delivery) (Digest, error) { return decode[Digest](d) }

// TroubleOf reads what a delivery tells.
func (t *Tracker) TroubleOf(d ledger.Delivery) (Trouble, error) { return decode[Trouble](d) }

// MakeTest keeps a test message, to be sent at once.
func (t *Tracker) MakeTest(ctx context.Context, recipient string, channel ledger.Channel) (ledger.Delivery, error) {
	now := t.Now()
	d := ledger.Delivery{
		Kind: ledger.TestDelivery, Recipient: recipient, Channel: channel, State: ledger.DeliveryWaiting, PublicID: ledger.NewPublicID(),
		Matter: []byte("{}"), MadeAt: now, NextTry: now,
	}
	d.Period = "test " + d.PublicID
	_, err := t.store.AddDelivery(ctx, &d)
	return d, err
}

// ReadyDeliveries lists what is to be sent now.
func (t *Tracker) ReadyDeliveries(ctx context.Context, limit int) ([]ledger.Delivery, error) {
	return t.store.ReadyDeliveries(ctx, t.Now(), limit)
}

// TakeDelivery makes a delivery the caller's to send; taken is false if
// somebody else's came first.
func (t *Tracker) TakeDelivery(ctx context.Context, d *ledger.Delivery) (taken bool, err error) {
	now := t.Now()
	return t.store.TakeDelivery(ctx, d, now, now.Add(lease))
}

// Delivered keeps that a delivery was sent.
func (t *Tracker) Delivered(ctx context.Context, d *ledger.Delivery) error {
	d.State, d.Error, d.NextTry, d.SentAt = ledger.DeliverySent, "", time.Time{}, t.Now()
	return t.store.EndDelivery(ctx, *d, d.Attempts)
}

// DropDelivery keeps that a delivery is no longer needed.
func (t *Tracker) DropDelivery(ctx context.Context, d *ledger.Delivery) error {
	d.State, d.NextTry = ledger.DeliveryDropped, time.Time{}
	return t.store.EndDelivery(ctx, *d, d.Attempts)
}

// DeliveryFailed keeps that an attempt failed, and when the next one is. From
// the third on, the recipient is told through the first of the others that
// there are; of a test, or of trouble itself, nobody is told.
func (t *Tracker) DeliveryFailed(ctx context.Context, d *ledger.Delivery, why string, others []ledger.Channel) error {
	now := t.Now()
	d.State, d.Error, d.NextTry = ledger.DeliveryFailed, why, NextTry(d.Attempts, now)
	if d.NextTry.IsZero() || d.Kind == ledger.TestDelivery {
		d.State, d.NextTry = ledger.DeliveryGivenUp, time.Time{}
	}
	return t.store.InTx(ctx, func(s ledger.Store) error {
		if err := s.EndDelivery(ctx, *d, d.Attempts); err != nil {
			return err
		}
		if d.Kind != ledger.DigestDelivery || d.Attempts < troubleAfter || len(others) == 0 {
			return nil
		}
		return addDelivery(ctx, s, ledger.Delivery{
			Kind: ledger.TroubleDelivery, Recipient: d.Recipient, Period: "trouble " + d.PublicID, Channel: others[0], MadeAt: now, NextTry: now,
			Matter: encode(Trouble{Channel: d.Channel, Error: why, Since: d.MadeAt, GivenUp: d.State == ledger.DeliveryGivenUp}),
		}, new(int))
	})
}

// RetryDelivery makes a delivery that failed, or was given up, ready at once,
// with all attempts before it.
func (t *Tracker) RetryDelivery(ctx context.Context, publicID string) (ledger.Delivery, error) {
	d, err := t.store.Delivery(ctx, publicID)
	if err != nil {
		return d, err
	}
	if d.State != ledger.DeliveryFailed && d.State != ledger.DeliveryGivenUp {
		return d, ledger.Errorf(ledger.Conflict, "delivery_not_failed", "This message does not wait to be sent again")
	}
	attempts := d.Attempts
	d.State, d.Attempts, d.NextTry = ledger.DeliveryWaiting, 0, t.Now()
	return d, t.store.EndDelivery(ctx, d, attempts)
}

func addDelivery(ctx context.Context, s ledger.Store, d ledger.Delivery, made *int) error {
	d.PublicID, d.State = ledger.NewPublicID(), ledger.DeliveryWaiting
	added, err := s.AddDelivery(ctx, &d)
	if added {
		*made++
	}
	return err
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil { // texts, numbers and times can always be written
		panic(fmt.Sprintf("tracker: %T: %v", v, err))
	}
	return b
}

func decode[T any](d ledger.Delivery) (v T, err error) {
	if err := json.Unmarshal(d.Matter, &v); err != nil {
		return v, ledger.Errorf(ledger.Internal, "internal", "Internal error").Because(fmt.Errorf("delivery %s: %w", d.PublicID, err))
	}
	return v, nil
}
