package cli

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// buildVersion is the version that was built, with its commit if known.
func buildVersion() (version, commit string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown", ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			commit = s.Value
		}
	}
	return info.Main.Version, commit
}

func (a *app) version() *cobra.Command {
	return a.withJSON(&cobra.Command{
		Use: "version", Short: "Print the version", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			version, commit := buildVersion()
			if a.json {
				return a.printJSON(map[string]string{"version": version, "commit": commit, "go": runtime.Version()})
			}
			a.printf("foresaid %s %s %s\n", version, commit, runtime.Version())
			return nil
		},
	})
}
