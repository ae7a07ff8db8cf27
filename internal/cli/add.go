package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
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
	f.StringVar(&more.Question, "question", "", "proposition that other claims are about, too")
	f.StringVar(&more.Side, "side", "", "yes or no to the question")
	f.StringVar(&more.Reference, "reference", "", "what the crowd or the market gave it then, such as 60%")
	f.StringVar(&more.ReferenceLink, "reference-link", "", "link to that")
	f.BoolVar(&more.Uncheckable, "uncheckable", false, "it can't be checked")
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, args []string) error {
		if len(args) > 1 || args[0] != "-" {
			c, err := a.addLine(cmd.Context(), d, strings.Join(args, " "), more)
			if err == nil && a.json {
				err = a.printJSON(claimOf(c))
			}
			return err
		}
		added, err := a.addLines(cmd.Context(), d, more)
		if a.json {
			if err := a.printJSON(claimsOf(added)); err != nil {
				return err
			}
		}
		return err
	})
	return cmd
}

// mostLine is how long a line on standard input may be.
const mostLine = 1 << 20

// addLines logs each line of standard input. A line with a fault does not keep
// the others from being logged.
func (a *app) addLines(ctx context.Context, d *desk, more tracker.Draft) ([]ledger.ClaimLine, error) {
	var added []ledger.ClaimLine
	var faults []error
	in := bufio.NewScanner(a.in)
	in.Buffer(nil, mostLine)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSpace(in.Text())
		if line == "" {
			continue
		}
		c, err := a.addLine(ctx, d, line, more)
		if err == nil {
			added = append(added, c)
			continue
		}
		faults = append(faults, fmt.Errorf("line %d: %w", n, err))
		if code := ledger.CodeOf(err); code != ledger.Invalid && code != ledger.Duplicate {
			break
		}
	}
	if err := in.Err(); err != nil {
		faults = append(faults, fmt.Errorf("standard input can't be read: %w", err))
	}
	return added, errors.Join(faults...)
}

// addLine logs one line; what the flags say wins over the line.
func (a *app) addLine(ctx context.Context, d *desk, line string, more tracker.Draft) (ledger.ClaimLine, error) {
	draft, err := tracker.DraftFromLine(line)
	if err != nil {
		return ledger.ClaimLine{}, err
	}
	for to, from := range map[*string]string{
		&draft.Quote: more.Quote, &draft.QuoteLang: more.QuoteLang, &draft.Source.Title: more.Source.Title,
		&draft.Source.Link: more.Source.Link, &draft.Place: more.Place, &draft.SaidOn: more.SaidOn, &draft.Reporter: more.Reporter,
		&draft.Condition: more.Condition, &draft.Criteria: more.Criteria, &draft.DeadlineKind: more.DeadlineKind,
		&draft.ReviewOn: more.ReviewOn, &draft.Topics: more.Topics, &draft.Question: more.Question, &draft.Side: more.Side,
		&draft.Reference: more.Reference, &draft.ReferenceLink: more.ReferenceLink,
	} {
		if from != "" {
			*to = from
		}
	}
	draft.Again, draft.Uncheckable = more.Again, more.Uncheckable
	before, err := d.Read(ctx, draft)
	if err != nil {
		return ledger.ClaimLine{}, err
	}
	done, read, err := d.Log(ctx, d.user, draft)
	if ledger.CodeOf(err) == ledger.Duplicate {
		err = ledger.Errorf(ledger.Duplicate, "claim_duplicate_again",
			"this claim has been logged already, as %s; --again logs it all the same", read.Alike[0].PublicID)
	}
	if err == nil && !a.json {
		a.printAdded(done.Claim, before.Speaker.ID != 0)
	}
	return done.Claim, err
}

// printAdded prints what was understood.
func (a *app) printAdded(c ledger.ClaimLine, known bool) {
	a.printf("%s  %s\n", c.PublicID, c.Statement)
	speaker := c.SpeakerName + " (new)"
	if known {
		speaker = c.SpeakerName + " (known)"
	}
	confidence := confidenceText(c.Confidence)
	for _, row := range [][2]string{
		{"speaker", speaker}, {"reported by", c.ReporterName}, {"said on", c.SaidOn.String()}, {"deadline", deadlineText(c.Deadline)},
		{"look again", c.ReviewOn.String()}, {"confidence", confidence}, {"condition", c.Condition}, {"source", c.SourceTitle},
		{"topics", strings.Join(c.Topics, ", ")},
	} {
		a.printRow(row[0], row[1])
	}
}
