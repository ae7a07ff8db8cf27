package cli

import (
	"bufio"
	"strings"

	"github.com/spf13/cobra"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

func (a *app) add() *cobra.Command {
	var more tracker.Draft
	cmd := a.withJSON(&cobra.Command{
		Use:   "add LINE | -",
		Short: "Log a claim, or one from each line of standard input",
		Example: `  foresaid add "GPT-5 is much more capable than GPT-4 -- Sam Altman, by end of 2025, 95%, said 2024-04-24 #ai"
  foresaid add - < claims.txt`,
		Args: cobra.MinimumNArgs(1),
	})
	f := cmd.Flags()
	f.BoolVar(&more.Again, "again", false, "log it although the same claim is there")
	f.StringVar(&more.Quote, "quote", "", "what was said, word for word")
	f.StringVar(&more.QuoteLang, "quote-lang", "", "language of the quote: en, zh, …")
	f.StringVar(&more.Source.Title, "source-title", "", "title of the source")
	f.StringVar(&more.Source.Link, "source-link", "", "link to the source")
	f.StringVar(&more.Place, "place", "", "place in the source")
	f.StringVar(&more.SaidOn, "said", "", "day it was said")
	f.StringVar(&more.Reporter, "reporter", "", "who reported it, if second-hand")
	f.StringVar(&more.Condition, "condition", "", "what it depends on")
	f.StringVar(&more.Criteria, "criteria", "", "how we will tell")
	f.StringVar(&more.DeadlineKind, "deadline-kind", "", "stated or inferred")
	f.StringVar(&more.ReviewOn, "review-on", "", "day to look at it again")
	f.StringVar(&more.Topics, "topics", "", "topics, separated by commas")
	f.BoolVar(&more.Uncheckable, "uncheckable", false, "it can't be checked")
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, args []string) error {
		lines := []string{strings.Join(args, " ")}
		if lines[0] == "-" {
			lines = nil
			for in := bufio.NewScanner(a.in); in.Scan(); {
				if line := strings.TrimSpace(in.Text()); line != "" {
					lines = append(lines, line)
				}
			}
		}
		var added []claimJSON
		for _, line := range lines {
			done, read, err := a.addLine(cmd, d, line, more)
			if err != nil {
				return err
			}
			added = append(added, claimOf(done.Claim))
			if !a.json {
				a.printAdded(done.Claim, read)
			}
		}
		switch {
		case !a.json:
			return nil
		case args[0] == "-":
			return a.printJSON(append([]claimJSON{}, added...))
		}
		return a.printJSON(added[0])
	})
	return cmd
}

// addLine logs one line; what the flags say wins over the line.
func (a *app) addLine(cmd *cobra.Command, d *desk, line string, more tracker.Draft) (tracker.Done, tracker.Reading, error) {
	draft, err := tracker.DraftFromLine(line)
	if err != nil {
		return tracker.Done{}, tracker.Reading{}, err
	}
	for to, from := range map[*string]string{
		&draft.Quote: more.Quote, &draft.QuoteLang: more.QuoteLang, &draft.Source.Title: more.Source.Title,
		&draft.Source.Link: more.Source.Link, &draft.Place: more.Place, &draft.SaidOn: more.SaidOn, &draft.Reporter: more.Reporter,
		&draft.Condition: more.Condition, &draft.Criteria: more.Criteria, &draft.DeadlineKind: more.DeadlineKind,
		&draft.ReviewOn: more.ReviewOn, &draft.Topics: more.Topics,
	} {
		if from != "" {
			*to = from
		}
	}
	draft.Again, draft.Uncheckable = more.Again, more.Uncheckable
	done, read, err := d.Log(cmd.Context(), d.user, draft)
	if ledger.CodeOf(err) == ledger.Duplicate {
		err = ledger.Errorf(ledger.Duplicate, "claim_duplicate_again",
			"this claim has been logged already, as %s; --again logs it all the same", read.Alike[0].PublicID)
	}
	return done, read, err
}

func (a *app) printAdded(c ledger.ClaimLine, read tracker.Reading) {
	a.printf("%s  %s\n", c.PublicID, c.Statement)
	known := "known"
	if len(read.Speaker.PublicID) > 0 && read.Speaker.AddedAt.Equal(read.Claim.LoggedAt) {
		known = "new"
	}
	a.printf("  speaker     %s (%s)\n", c.SpeakerName, known)
	if !c.SaidOn.IsZero() {
		a.printf("  said on     %s\n", c.SaidOn)
	}
	a.printf("  deadline    %s\n", deadlineText(c.Deadline))
	if !c.ReviewOn.IsZero() {
		a.printf("  look again  %s\n", c.ReviewOn)
	}
	a.printf("  confidence  %s\n", confidenceText(c.Confidence))
	if len(c.Topics) > 0 {
		a.printf("  topics      %s\n", strings.Join(c.Topics, ", "))
	}
}
