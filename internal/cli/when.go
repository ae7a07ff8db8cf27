package cli

import (
	"time"

	"github.com/spf13/cobra"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// whenJSON is what when --json prints. Others rely on its names.
type whenJSON struct {
	From      *ledger.Date     `json:"from"`
	To        *ledger.Date     `json:"to"`
	Precision ledger.Precision `json:"precision"`
	Words     string           `json:"words"`
	Rule      string           `json:"rule"`
}

func (a *app) when() *cobra.Command {
	var said string
	cmd := a.withJSON(&cobra.Command{
		Use: "when PHRASE", Args: cobra.ExactArgs(1),
		Short: "Say which days a deadline in words stands for",
		Long: `Say which days a deadline in words, English or Chinese, stands for, and by which
rule. What can't be read is refused with the reason and exit code 2.`,
		Example: `  foresaid when "by the end of next year" --said 2024-04-24
  foresaid when 三年内 --said 2024-04-24 --json`,
	})
	cmd.Flags().StringVar(&said, "said", "", "day it was said, from which “next year” counts (default today)")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		day, err := wording.ParseDate("said", said)
		if err != nil {
			return err
		}
		if day.IsZero() {
			day = ledger.DateOf(time.Now())
		}
		d, err := wording.ParseDeadline(args[0], day)
		if err != nil {
			return err
		}
		if a.json {
			return a.printJSON(whenJSON{dateOf(d.From), dateOf(d.To), d.Precision, d.Words, d.Rule})
		}
		if d.Open {
			a.printf("%s: open, without a deadline\n", d.Words)
			return nil
		}
		a.printf("%s: %s, to the %s (rule: %s)\n", d.Words, english.Period(d.Ledger(ledger.Stated)), d.Precision, d.Rule)
		return nil
	}
	return cmd
}
