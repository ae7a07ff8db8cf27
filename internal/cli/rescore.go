package cli

import (
	"time"

	"github.com/spf13/cobra"

	"foresaid/internal/ledger"
)

// progressStep is how often a bar is drawn anew at most.
const progressStep = 100 * time.Millisecond

func (a *app) rescore() *cobra.Command {
	cmd := a.withJSON(&cobra.Command{
		Use: "rescore", Args: cobra.NoArgs, Short: "Add up all track records anew from the claims",
		Long: "Add up all track records anew from the claims, and put right what differs.\nThey are kept in step with every change, so nothing should.",
	})
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, _ []string) error {
		bar := a.progress(-1, "speakers")
		tallies, wrong := 0, 0
		err := d.store.InTx(cmd.Context(), func(s ledger.Store) error {
			var err error
			tallies, wrong, err = s.Rescore(cmd.Context(), func(done, of int) {
				bar.ChangeMax(of)
				_ = bar.Set(done) // a bar that can't be drawn stops nothing
			})
			return err
		})
		_ = bar.Finish()
		if err != nil {
			return err
		}
		if a.json {
			return a.printJSON(struct {
				Tallies     int `json:"tallies"`
				Differences int `json:"differences"`
			}{tallies, wrong})
		}
		if wrong == 0 {
			a.printf("%d tallies checked, no differences.\n", tallies)
		} else {
			a.printf("%d tallies checked, %d differences put right.\n", tallies, wrong)
		}
		return nil
	})
	return cmd
}
