package cli

import (
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"foresaid/internal/ledger"
)

func (a *app) health() *cobra.Command {
	return &cobra.Command{
		Use: "health", Short: "Ask the server at the configured address whether it is well", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			host, port, err := net.SplitHostPort(cfg.Server.Address)
			if err != nil {
				return err
			}
			if ip := net.ParseIP(host); host == "" || (ip != nil && ip.IsUnspecified()) {
				host = "127.0.0.1"
			}
			client := http.Client{Timeout: 5 * time.Second}
			resp, err := client.Get("http://" + net.JoinHostPort(host, port) + "/healthz")
			if err != nil {
				return ledger.Errorf(ledger.Unavailable, "health_silent", "nothing answers at %s", cfg.Server.Address)
			}
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				return ledger.Errorf(ledger.Unavailable, "health_bad", "the server at %s answers %s", cfg.Server.Address, resp.Status)
			}
			a.printf("ok\n")
			return nil
		},
	}
}
