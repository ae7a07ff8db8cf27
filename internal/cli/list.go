package cli

import (
	"context"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// listFlags are the flags of list as they were typed.
type listFlags struct {
	states, grades                         []string
	speaker, topic, source, from, to, sort string
	descending                             bool
	limit                                  int
}

func (a *app) list() *cobra.Command {
	var l listFlags
	cmd := a.withJSON(&cobra.Command{Use: "list", Short: "List claims", Args: cobra.NoArgs})
	f := cmd.Flags()
	f.StringSliceVar(&l.states, "state", nil, "open, due, judged, void, withdrawn; several with commas")
	f.StringSliceVar(&l.grades, "grade", nil, "true, mostly_true, mixed, mostly_false, false; several with commas")
	f.StringVar(&l.speaker, "speaker", "", "name, alias or id")
	f.StringVar(&l.topic, "topic", "", "topic")
	f.StringVar(&l.source, "source", "", "id of the source")
	f.StringVar(&l.from, "deadline-from", "", "first day")
	f.StringVar(&l.to, "deadline-to", "", "last day")
	f.StringVar(&l.sort, "sort", string(ledger.ByLogged), "logged, deadline, said or due")
	f.BoolVar(&l.descending, "desc", false, "newest first")
	f.IntVar(&l.limit, "limit", 50, "how many at most; 0 for all")
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, _ []string) error {
		filter, err := l.filter(cmd.Context(), d)
		if err != nil {
			return err
		}
		claims, err := allClaims(cmd.Context(), d, filter, l.limit)
		if err != nil {
			return err
		}
		if a.json {
			return a.printJSON(claimsOf(claims))
		}
		a.printClaims(claims)
		return nil
	})
	return cmd
}

func (l listFlags) filter(ctx context.Context, d *desk) (ledger.ClaimFilter, error) {
	f := ledger.ClaimFilter{Topic: strings.ToLower(ledger.Line(l.topic)), Sort: ledger.ClaimSort(l.sort), Descending: l.descending}
	if l.limit < 0 {
		return f, ledger.Invalidf("limit", "limit_negative", "--limit is 0 or more, not %d", l.limit)
	}
	for _, s := range l.states {
		state, err := ledger.ParseState(s)
		if err != nil {
			return f, err
		}
		f.States = append(f.States, state)
	}
	for _, s := range l.grades {
		g, err := ledger.ParseGrade(s)
		if err != nil {
			return f, err
		}
		f.Grades = append(f.Grades, g)
	}
	var err error
	if f.DeadlineFrom, err = wording.ParseDate("deadline-from", l.from); err != nil {
		return f, err
	}
	if f.DeadlineTo, err = wording.ParseDate("deadline-to", l.to); err != nil {
		return f, err
	}
	if l.speaker != "" {
		sp, err := d.Speaker(ctx, l.speaker)
		if err != nil {
			return f, err
		}
		f.SpeakerID = sp.ID
	}
	if l.source != "" {
		src, err := d.store.Source(ctx, l.source)
		if err != nil {
			return f, err
		}
		f.SourceID = src.ID
	}
	return f, nil
}

// allClaims reads up to limit claims, or all, page by page.
func allClaims(ctx context.Context, d *desk, f ledger.ClaimFilter, limit int) ([]ledger.ClaimLine, error) {
	const pageSize = 200
	var claims []ledger.ClaimLine
	for {
		f.Limit = pageSize
		if limit > 0 {
			f.Limit = min(pageSize, limit-len(claims))
		}
		page, err := d.store.Claims(ctx, f)
		if err != nil {
			return nil, err
		}
		claims = append(claims, page.Claims...)
		if page.Next == "" || len(claims) == limit {
			return claims, nil
		}
		f.Cursor = page.Next
	}
}

func (a *app) printClaims(claims []ledger.ClaimLine) {
	if len(claims) == 0 {
		a.printf("No claims.\n")
		return
	}
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options = table.OptionsNoBordersAndSeparators
	t.Style().Format.Header = text.FormatDefault
	t.AppendHeader(table.Row{"id", "claim", "speaker", "deadline", "confidence", "standing"})
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 2, WidthMax: 56, WidthMaxEnforcer: text.WrapSoft}, {Number: 3, WidthMax: 22, WidthMaxEnforcer: text.WrapSoft}})
	for _, c := range claims {
		t.AppendRow(table.Row{c.PublicID, c.Statement, c.SpeakerName, english.Deadline(c.Deadline), confidenceText(c.Confidence), standingText(c)})
	}
	a.printf("%s\n", t.Render())
}
