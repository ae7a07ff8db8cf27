package cli

import (
	"context"

	"github.com/spf13/cobra"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// verdictFlags are what judge and void have in common.
type verdictFlags struct {
	links             []string
	title, text, note string
	files             []string
	keep              bool
	on                string
}

func (v *verdictFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&v.links, "evidence", nil, "link to evidence; may be given several times")
	f.StringVar(&v.title, "evidence-title", "", "title of the first piece of evidence")
	f.StringVar(&v.text, "evidence-text", "", "evidence as text")
	f.StringArrayVar(&v.files, "evidence-file", nil, "`FILE` to keep as evidence, a PDF, PNG or JPEG; may be given several times")
	f.BoolVar(&v.keep, "keep", false, "fetch the pages of the links and keep their texts")
	f.StringVar(&v.note, "note", "", "why")
}

// judgement reads the files and fetches the pages that it takes.
func (v verdictFlags) judgement(ctx context.Context, a *app, d *desk) (tracker.Judgement, error) {
	j := tracker.Judgement{Note: v.note, HappenedOn: v.on}
	for _, link := range v.links {
		j.Evidence = append(j.Evidence, ledger.Evidence{Link: link})
	}
	if len(j.Evidence) == 0 && (v.text != "" || v.title != "") {
		j.Evidence = []ledger.Evidence{{}}
	}
	if len(j.Evidence) > 0 {
		j.Evidence[0].Title, j.Evidence[0].Text = v.title, v.text
	}
	for i := range j.Evidence {
		if e := &j.Evidence[i]; v.keep && e.Link != "" && e.Text == "" {
			if !d.cfg.Capture.Fetch {
				return j, ledger.Errorf(ledger.Invalid, "fetching_off", "This server fetches no links; paste the text instead")
			}
			page, err := d.fetcher().Fetch(ctx, e.Link)
			if err != nil {
				return j, err
			}
			e.Keep(page.Title, page.Text, d.Now())
		}
	}
	for _, name := range v.files {
		content, err := a.readFile(name, tracker.MostUploaded)
		if err != nil {
			return j, err
		}
		file, err := d.ReadFile(d.user, name, content)
		if err != nil {
			return j, err
		}
		j.Evidence = append(j.Evidence, ledger.Evidence{File: &file})
	}
	return j, nil
}

func (a *app) judge() *cobra.Command {
	var v verdictFlags
	cmd := a.withJSON(&cobra.Command{
		Use:   "judge ID GRADE",
		Short: "Give a claim its verdict, or revise it: true, mostly_true, mixed, mostly_false, false",
		Args:  cobra.ExactArgs(2),
	})
	v.add(cmd)
	cmd.Flags().StringVar(&v.on, "on", "", "day on which it really happened")
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, args []string) error {
		grade, err := ledger.ParseGrade(args[1])
		if err != nil {
			return err
		}
		j, err := v.judgement(cmd.Context(), a, d)
		if err != nil {
			return err
		}
		j.Grade = string(grade)
		return a.printDone(d.Judge(cmd.Context(), d.user, args[0], j))
	})
	return cmd
}

func (a *app) void() *cobra.Command {
	var v verdictFlags
	cmd := a.withJSON(&cobra.Command{
		Use:   "void ID REASON",
		Short: "Say that a claim can't be judged: condition_not_met, ambiguous, no_result, not_checkable, other",
		Args:  cobra.ExactArgs(2),
	})
	v.add(cmd)
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, args []string) error {
		reason, err := ledger.ParseVoidReason(args[1])
		if err != nil {
			return err
		}
		j, err := v.judgement(cmd.Context(), a, d)
		if err != nil {
			return err
		}
		j.Grade, j.Reason = string(ledger.Void), string(reason)
		return a.printDone(d.Judge(cmd.Context(), d.user, args[0], j))
	})
	return cmd
}

func (a *app) deferClaim() *cobra.Command {
	var note string
	cmd := a.withJSON(&cobra.Command{
		Use: "defer ID DATE|next", Short: "Not yet: ask again on a day, or at the claim’s own next date; the deadline stays", Args: cobra.ExactArgs(2),
	})
	cmd.Flags().StringVar(&note, "note", "", "why")
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, args []string) error {
		return a.printDone(d.Defer(cmd.Context(), d.user, args[0], args[1], note))
	})
	return cmd
}

func (a *app) printDone(d tracker.Done, err error) error {
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(claimOf(d.Claim))
	}
	a.printf("%s  %s\n  %s\n", d.Claim.PublicID, d.Claim.Statement, standingText(d.Claim))
	if d.Claim.State == ledger.StateOpen {
		a.printf("  look again  %s\n", d.Claim.ReviewOn)
	}
	return nil
}
