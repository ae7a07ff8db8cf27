package tracker

import (
	"context"

	"foresaid/internal/ledger"
)

// Flag makes every open claim due whose deadline period has ended, or whose
// review date has come, on the given day (today if zero), and returns them,
// the longest due first. Doing it again changes nothing.
func (t *Tracker) Flag(ctx context.Context, by string, asOf ledger.Date) ([]ledger.ClaimLine, error) {
	if asOf.IsZero() {
		asOf = t.Today()
	}
	var flagged []ledger.ClaimLine
	err := t.store.InTx(ctx, func(s ledger.Store) error {
		var err error
		if flagged, err = s.FlagDue(ctx, asOf, t.Now()); err != nil {
			return err
		}
		entries := make([]ledger.Entry, len(flagged))
		for i, c := range flagged {
			entries[i] = t.entry(by, ledger.ClaimFlagged, ledger.ClaimSubject(c.PublicID),
				ledger.Change{Fields: []ledger.FieldChange{{Field: "due_on", To: c.DueOn.String()}}})
		}
		return s.AppendEntries(ctx, entries)
	})
	return flagged, err
}
