package cli

import (
	"fmt"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

func (a *app) record() *cobra.Command {
	cmd := a.withJSON(&cobra.Command{Use: "record SPEAKER", Short: "Print a speaker's track record", Args: cobra.ExactArgs(1)})
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, args []string) error {
		sp, err := d.Speaker(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		claims, err := d.store.ScoredClaims(cmd.Context(), ledger.ScoreFilter{SpeakerIDs: []int64{sp.ID}})
		if err != nil {
			return err
		}
		v := scoring.View{Today: d.Today()}
		r := v.Record(claims, nil)
		if a.json {
			return a.printJSON(r.Figures(sp.Name, v))
		}
		a.printRecord(sp.Name, r)
		return nil
	})
	return cmd
}

func (a *app) printRecord(name string, r scoring.Record) {
	t := r.Tally
	switch {
	case t.StrictN == 0:
		a.printf("%s: nothing has been judged true or false yet.\n", name)
	case r.TooFew():
		claims := "claims"
		if t.StrictN == 1 {
			claims = "claim"
		}
		a.printf("%s: too few to tell; of %d judged %s, %d came true.\n", name, t.StrictN, claims, t.StrictTrue)
	default:
		a.printf("%s: of %d judged claims, %d came true: %s, and the true rate could be anywhere from %s to %s.\n", name, t.StrictN, t.StrictTrue,
			english.Percent(r.Accuracy.Value), english.Percent(r.AccuracyRange.Low), english.Percent(r.AccuracyRange.High))
	}
	w := table.NewWriter()
	w.SetStyle(table.StyleLight)
	w.Style().Options = table.OptionsNoBordersAndSeparators
	for _, row := range []struct {
		name  string
		value any
	}{
		{"claims", t.Claims}, {"open", t.Open}, {"due", t.Due}, {"overdue", t.Overdue}, {"judged", t.Judged}, {"void", t.Void},
		{"mixed", t.Mixed}, {"provisional", t.Provisional}, {"true, but too late", t.Late},
		{"median lateness, days", figure(r.MedianDaysLate, 1)}, {"graded accuracy", figure(r.GradedAccuracy, 3)},
		{fmt.Sprintf("Brier score, over %d stated", t.Stated.N), figure(r.Stated.Brier, 3)},
		{fmt.Sprintf("Brier score, over %d worded", t.Worded.N), figure(r.Worded.Brier, 3)},
	} {
		w.AppendRow(table.Row{row.name, row.value})
	}
	a.printf("%s\n", w.Render())
}

func figure(f scoring.Figure, digits int) string {
	if !f.Defined {
		return "–"
	}
	return english.Decimal(f.Value, digits)
}
