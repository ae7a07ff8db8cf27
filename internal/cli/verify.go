package cli

import "github.com/spf13/cobra"

func (a *app) verify() *cobra.Command {
	cmd := a.withJSON(&cobra.Command{Use: "verify", Short: "Check that nobody has rewritten the log", Args: cobra.NoArgs})
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, _ []string) error {
		last, err := d.Verify(cmd.Context())
		if err != nil {
			return err
		}
		if a.json {
			return a.printJSON(map[string]any{"entries": last.Number, "hash": last.Hash})
		}
		a.printf("The log is whole: %s entries. The newest hash stands for all of them:\n%s\n", english.Number(int(last.Number)), last.Hash)
		return nil
	})
	return cmd
}
