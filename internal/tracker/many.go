package tracker

import (
	"context"

	"foresaid/internal/ledger"
)

// mostAtOnce is how many claims are changed together.
const mostAtOnce = 200

// Pick is a claim chosen for a change of many.
type Pick struct {
	PublicID string
	Version  int   // when it was shown, or 0
	Entry    int64 // to undo
}

// Refusal is why a change of many was not made: the first claim that could not
// be changed. None was.
type Refusal struct {
	PublicID string
	Err      error
}

// Error implements error.
func (r *Refusal) Error() string { return r.PublicID + ": " + r.Err.Error() }

// Unwrap gives the reason.
func (r *Refusal) Unwrap() error { return r.Err }

// JudgeMany gives one verdict to many claims: to all of them, or, with a
// Refusal, to none.
func (t *Tracker) JudgeMany(ctx context.Context, by string, picks []Pick, j Judgement) ([]Done, error) {
	return t.many(ctx, picks, func(p Pick) changing {
		one := j
		one.Version = p.Version
		return t.judging(ctx, by, one)
	})
}

// DeferMany asks for many claims again on one day, or each at its NextReview;
// all or, with a Refusal, none.
func (t *Tracker) DeferMany(ctx context.Context, by string, picks []Pick, on, note string) ([]Done, error) {
	return t.many(ctx, picks, func(p Pick) changing {
		return func(s ledger.Store, c *ledger.Claim) (ledger.Entry, error) {
			if err := checkVersion(p.Version, c.Version); err != nil {
				return ledger.Entry{}, err
			}
			return t.deferring(by, on, note)(s, c)
		}
	})
}

// UndoMany takes back what JudgeMany or DeferMany did; all or, with a Refusal,
// none.
func (t *Tracker) UndoMany(ctx context.Context, by string, picks []Pick) ([]Done, error) {
	return t.many(ctx, picks, func(p Pick) changing { return t.undoing(ctx, by, p.Entry) })
}

func (t *Tracker) many(ctx context.Context, picks []Pick, fn func(Pick) changing) ([]Done, error) {
	switch {
	case len(picks) == 0:
		return nil, ledger.Invalidf("claim", "many_none", "Choose at least one claim")
	case len(picks) > mostAtOnce:
		return nil, ledger.Invalidf("claim", "many_too_many", "%d claims are too many at once; %d are allowed", len(picks), mostAtOnce)
	}
	done := make([]Done, len(picks))
	err := t.store.InTx(ctx, func(s ledger.Store) error {
		for i, p := range picks {
			var err error
			if done[i], err = changeIn(ctx, s, p.PublicID, fn(p)); err != nil {
				return &Refusal{p.PublicID, err}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}
