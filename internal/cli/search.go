package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"foresaid/internal/ledger"
)

// searchJSON is what a search found. Others rely on its names.
type searchJSON struct {
	Query    string             `json:"query"`
	Plain    []string           `json:"read_as_words"` // what looked like a filter
	Total    int                `json:"total"`         // claims
	States   map[string]int     `json:"states"`
	Claims   []foundClaimJSON   `json:"claims"`
	Speakers []foundSpeakerJSON `json:"speakers"`
	Sources  []foundSourceJSON  `json:"sources"`
}

type foundClaimJSON struct {
	claimJSON
	FoundIn []string `json:"found_in"`
}

type foundSpeakerJSON struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
	Claims  int      `json:"claims"`
}

type foundSourceJSON struct {
	sourceJSON
	Passages []string `json:"passages"`
}

func (a *app) search() *cobra.Command {
	var limit int
	cmd := a.withJSON(&cobra.Command{
		Use: "search QUERY", Args: cobra.MinimumNArgs(1), Short: "Find claims, speakers, sources and kept texts",
		Long: `Find claims, speakers, sources and kept texts by their words, in English and
Chinese: words and their beginnings, "phrases", speaker:altman, topic:ai or #ai,
by:2026 (also 2026-06, 2026-Q3, 2026..2028), state:due, and -word or -state:void for
what is not wanted. Write -- before a query that begins with a minus.`,
		Example: `  foresaid search agi speaker:altman state:due
  foresaid search --json 智能 by:2026..`,
	})
	cmd.Flags().IntVar(&limit, "limit", 20, "how many claims at most")
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, args []string) error {
		if limit < 1 {
			return ledger.Invalidf("limit", "limit_too_small", "--limit is 1 or more, not %d", limit)
		}
		q := ledger.ParseSearch(strings.Join(args, " "))
		found, err := d.store.Search(cmd.Context(), q, ledger.SearchPage{Limit: limit, Others: 10})
		if err != nil {
			return err
		}
		if a.json {
			return a.printJSON(foundJSON(q, found))
		}
		a.printSearch(q, found)
		return nil
	})
	return cmd
}

func foundJSON(q ledger.Search, found ledger.Found) searchJSON {
	out := searchJSON{
		Query: q.Text, Plain: append([]string{}, q.Plain...), Total: found.Total(q), States: map[string]int{},
		Claims: []foundClaimJSON{}, Speakers: []foundSpeakerJSON{}, Sources: []foundSourceJSON{},
	}
	for state, n := range found.States {
		out.States[string(state)] = n
	}
	for _, c := range found.Claims {
		out.Claims = append(out.Claims, foundClaimJSON{claimOf(c.ClaimLine), fieldsOf(c.In)})
	}
	for _, sp := range found.Speakers {
		out.Speakers = append(out.Speakers, foundSpeakerJSON{sp.PublicID, sp.Name, append([]string{}, sp.Aliases...), sp.Claims})
	}
	for _, src := range found.Sources {
		one := foundSourceJSON{sourceJSON{src.PublicID, src.Title, src.Link}, []string{}}
		for _, p := range src.Passages {
			one.Passages = append(one.Passages, p.Text)
		}
		out.Sources = append(out.Sources, one)
	}
	return out
}

// fieldsOf names each field once.
func fieldsOf(in []ledger.FoundText) []string {
	fields := []string{}
	for _, t := range in {
		if n := len(fields); n == 0 || fields[n-1] != string(t.Field) {
			fields = append(fields, string(t.Field))
		}
	}
	return fields
}

// passageShown is how much of a passage a line of the terminal shows.
const passageShown = 90

func (a *app) printSearch(q ledger.Search, found ledger.Found) {
	for _, plain := range q.Plain {
		a.printf("Read as words: %s\n", plain)
	}
	lines := make([]ledger.ClaimLine, len(found.Claims))
	for i, c := range found.Claims {
		lines[i] = c.ClaimLine
	}
	a.printClaims(lines)
	if total := found.Total(q); total > len(lines) {
		a.printf("The first %d of %d claims.\n", len(lines), total)
	}
	if len(found.Speakers) > 0 {
		a.printf("\nSpeakers\n")
	}
	for _, sp := range found.Speakers {
		a.printf("  %s  %s\n", sp.PublicID, strings.Join(append([]string{sp.Name}, sp.Aliases...), ", "))
	}
	if len(found.Sources) > 0 {
		a.printf("\nSources\n")
	}
	for _, src := range found.Sources {
		a.printf("  %s  %s\n", src.PublicID, src.Title)
		for _, p := range src.Passages {
			text := ""
			for _, m := range q.Snippet(p.Text, passageShown) {
				text += m.Text
			}
			a.printf("            %s\n", ledger.Line(text))
		}
	}
}
