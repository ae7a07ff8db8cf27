package cli

import (
	"context"
	"log/slog"

	"github.com/spf13/cobra"

	"foresaid/internal/jobs"
	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// flagJob is the name of the job that flags what is due.
const flagJob = "flag"

func (a *app) flag() *cobra.Command {
	var asOf string
	cmd := a.withJSON(&cobra.Command{Use: "flag", Short: "Flag the claims that are due, as the job does by itself", Args: cobra.NoArgs})
	cmd.Flags().StringVar(&asOf, "as-of", "", "the day to take for today")
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, _ []string) error {
		day, err := wording.ParseDate("as-of", asOf)
		if err != nil {
			return err
		}
		flagged, err := flagNow(cmd.Context(), d, day)
		if err != nil {
			return err
		}
		if a.json {
			return a.printJSON(claimsOf(flagged))
		}
		if len(flagged) == 0 {
			a.printf("Nothing is newly due.\n")
			return nil
		}
		a.printClaims(flagged)
		return nil
	})
	return cmd
}

// flagNow flags by hand, and keeps the run as the job does.
func flagNow(ctx context.Context, d *desk, day ledger.Date) ([]ledger.ClaimLine, error) {
	var flagged []ledger.ClaimLine
	runner := jobs.New(d.store, jobs.SystemClock{}, d.zone, slog.New(slog.DiscardHandler))
	_, err := runner.Do(ctx, flagJob, ledger.ByHand, d.Now(), func(ctx context.Context) (int, error) {
		var err error
		flagged, err = d.Flag(ctx, d.user, day)
		return len(flagged), err
	})
	return flagged, err
}
