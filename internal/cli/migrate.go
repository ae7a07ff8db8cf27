package cli

import (
	"github.com/spf13/cobra"

	"foresaid/internal/store"
)

func (a *app) migrate() *cobra.Command {
	cmd := a.withJSON(&cobra.Command{Use: "migrate", Short: "Bring the database's schema up to date, as every command does", Args: cobra.NoArgs})
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		cfg, err := a.config(cmd)
		if err != nil {
			return err
		}
		s, err := store.Open(cmd.Context(), cfg.Database.URL)
		if err != nil {
			return err
		}
		defer s.Close()
		applied, err := s.Migrate(cmd.Context())
		if err != nil {
			return err
		}
		version, err := s.SchemaVersion(cmd.Context())
		if err != nil {
			return err
		}
		if a.json {
			return a.printJSON(map[string]any{"applied": applied, "version": version})
		}
		a.printf("Schema %d; steps taken: %d.\n", version, applied)
		return nil
	}
	return cmd
}
