package cli

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
	"foresaid/internal/tracker"
)

func (a *app) leaderboard() *cobra.Command {
	var f tracker.LeaderFilter
	var cohort string
	cmd := a.withJSON(&cobra.Command{
		Use: "leaderboard", Args: cobra.NoArgs, Short: "Print the speakers, the most reliable first",
		Long: `Print the speakers in the order of the share of their claims that comes true
with 95% certainty at least, drawn towards the share of all speakers the more the
fewer claims a speaker has. A speaker with fewer than 25 judged claims has a row
but no rank.`,
	})
	flags := cmd.Flags()
	flags.StringVar(&f.Topic, "topic", "", "only claims with this topic")
	flags.IntVar(&f.FromYear, "from-year", 0, "only deadlines in this year or later")
	flags.IntVar(&f.ToYear, "to-year", 0, "only deadlines in this year or earlier")
	flags.IntVar(&f.Least, "min", 1, "only speakers with so many judged claims at least")
	flags.StringVar(&cohort, "cohort", string(scoring.RipeCohort), "ripe: only claims whose deadline has passed; judged: all with a verdict")
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, _ []string) error {
		var err error
		if f.Cohort, err = scoring.ParseCohort(cohort); err != nil {
			return err
		}
		f.Topic = strings.ToLower(ledger.Line(f.Topic))
		board, err := d.Leaderboard(cmd.Context(), f)
		if err != nil {
			return err
		}
		if a.json {
			return a.printJSON(board.Figures(f.Cohort))
		}
		a.printLeaderboard(board)
		return nil
	})
	return cmd
}

func (a *app) printLeaderboard(board tracker.Leaderboard) {
	if len(board.Rows) == 0 {
		a.printf("No speaker has a judged claim yet.\n")
		return
	}
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options = table.OptionsNoBordersAndSeparators
	t.Style().Format.Header = text.FormatDefault
	t.AppendHeader(table.Row{"rank", "speaker", "true", "of", "accuracy", "at least", "Brier", "skill"})
	for _, r := range board.Rows {
		rank := "–"
		if r.Rank > 0 {
			rank = fmt.Sprint(r.Rank)
		}
		t.AppendRow(table.Row{
			rank, r.SpeakerName, r.Tally.StrictTrue, r.Tally.StrictN, english.Percent(r.Record.Accuracy.Value), english.Percent(r.Lower),
			figure(r.Record.Stated.Brier, 3), figure(r.Record.Stated.Skill, 3),
		})
	}
	a.printf("%s\n", t.Render())
	if board.Rows[len(board.Rows)-1].Rank == 0 {
		a.printf("– too few judged claims to rank (fewer than %d)\n", scoring.EnoughToRank)
	}
}
