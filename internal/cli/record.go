package cli

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
	"foresaid/internal/wording"
)

func (a *app) record() *cobra.Command {
	var cohort, basis, topic, from, to string
	cmd := a.withJSON(&cobra.Command{Use: "record SPEAKER", Short: "Print a speaker's track record", Args: cobra.ExactArgs(1)})
	f := cmd.Flags()
	f.StringVar(&cohort, "cohort", string(scoring.JudgedCohort), "judged: every claim with a verdict; ripe: only those whose deadline has passed")
	f.StringVar(&basis, "basis", string(scoring.StatedBasis), "probabilities that were stated, worded, or any")
	f.StringVar(&topic, "topic", "", "only claims with this topic")
	f.StringVar(&from, "deadline-from", "", "first day of the deadlines")
	f.StringVar(&to, "deadline-to", "", "last day of the deadlines")
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, args []string) error {
		sp, err := d.Speaker(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		claims, err := d.store.ScoredClaims(cmd.Context(), ledger.ScoreFilter{SpeakerIDs: []int64{sp.ID}})
		if err != nil {
			return err
		}
		v, err := viewOf(d, cohort, basis, topic, from, to)
		if err != nil {
			return err
		}
		rates, err := d.Rates(cmd.Context())
		if err != nil {
			return err
		}
		r := v.Record(claims, rates)
		if a.json {
			return a.printJSON(r.Figures(sp.Name, v))
		}
		a.printRecord(sp.Name, r, v)
		return nil
	})
	return cmd
}

func viewOf(d *desk, cohort, basis, topic, from, to string) (scoring.View, error) {
	v := scoring.View{Topic: strings.ToLower(ledger.Line(topic)), Today: d.Today(), Zone: d.zone}
	var p ledger.Problems
	var err error
	v.Cohort, err = scoring.ParseCohort(cohort)
	p.Add(err)
	v.Basis, err = scoring.ParseBasis(basis)
	p.Add(err)
	v.From, err = wording.ParseDate("deadline-from", from)
	p.Add(err)
	v.To, err = wording.ParseDate("deadline-to", to)
	p.Add(err)
	return v, p.Err()
}

func (a *app) printRecord(name string, r scoring.Record, v scoring.View) {
	t, p := r.Tally, r.Of(v.Basis)
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
		{"median lateness of all, days", figure(r.MedianLateness, 0)}, {"share that can be checked", figure(r.CheckableShare, 3)},
		{fmt.Sprintf("Brier score, over %d stated", t.Stated.N), figure(r.Stated.Brier, 3)},
		{fmt.Sprintf("Brier score, over %d worded", t.Worded.N), figure(r.Worded.Brier, 3)},
		{"Brier skill, against " + referenceText(p.Reference), figure(p.Skill, 3)}, {"log score, nats", figure(p.LogScore, 3)},
		{"calibration error", figure(p.Calibration, 3)}, {"overconfidence", figure(p.Overconfidence, 3)},
	} {
		w.AppendRow(table.Row{row.name, row.value})
	}
	a.printf("%s\n", w.Render())
}

func referenceText(r scoring.Reference) string {
	if r.N() == 0 {
		return "a reference"
	}
	return r.Name()
}

func figure(f scoring.Figure, digits int) string {
	if !f.Defined {
		return "–"
	}
	return english.Decimal(f.Value, digits)
}
