package cli

import (
	"github.com/spf13/cobra"

	"foresaid/internal/demo"
	"foresaid/internal/ledger"
)

func (a *app) demo() *cobra.Command {
	cmd := a.withJSON(&cobra.Command{
		Use: "demo", Short: "Fill an empty database with real public predictions and what became of them", Args: cobra.NoArgs,
	})
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, _ []string) error {
		ctx := cmd.Context()
		switch _, err := d.store.LastEntry(ctx); {
		case err == nil:
			return ledger.Errorf(ledger.Conflict, "demo_not_empty", "the database %s is not empty; give another one, such as --database sqlite:data/demo.db", databaseName(d.cfg.Database.URL))
		case ledger.CodeOf(err) != ledger.NotFound:
			return err
		}
		sum, err := demo.Fill(ctx, d.Tracker, d.user)
		if err != nil {
			return err
		}
		flagged, err := flagNow(ctx, d, ledger.Date{})
		if err != nil {
			return err
		}
		if a.json {
			return a.printJSON(map[string]int{"claims": sum.Claims, "speakers": sum.Speakers, "sources": sum.Sources, "due": len(flagged)})
		}
		a.printf("%d claims by %d speakers from %d sources; %d are due. Look at them with: foresaid serve --database %s\n",
			sum.Claims, sum.Speakers, sum.Sources, len(flagged), databaseName(d.cfg.Database.URL))
		return nil
	})
	return cmd
}
