package cli

import (
	"encoding/json"
	"time"

	"github.com/spf13/cobra"

	"foresaid/internal/ledger"
)

// shownJSON is a claim with all of its verdicts and its history.
type shownJSON struct {
	claimJSON
	Translation string             `json:"translation"`
	Verdicts    []shownVerdictJSON `json:"verdicts"` // oldest first
	History     []entryJSON        `json:"history"`  // oldest first
	Measure     *measureJSON       `json:"measure"`  // null without one
}

type shownVerdictJSON struct {
	Grade       ledger.Grade      `json:"grade"`
	Reason      ledger.VoidReason `json:"reason"`
	HappenedOn  *ledger.Date      `json:"happened_on"`
	Note        string            `json:"note"`
	Provisional bool              `json:"provisional"`
	By          string            `json:"by"`
	At          time.Time         `json:"at"`
	Stands      bool              `json:"stands"`
	UndoneAt    *time.Time        `json:"undone_at"`
	Evidence    []evidenceJSON    `json:"evidence"`
}

type evidenceJSON struct {
	Link   string `json:"link"`
	Title  string `json:"title"`
	Text   string `json:"text"`
	SHA256 string `json:"sha256"`
}

type entryJSON struct {
	Number int64            `json:"number"`
	At     time.Time        `json:"at"`
	By     string           `json:"by"`
	Kind   ledger.EntryKind `json:"kind"`
	Change json.RawMessage  `json:"change"`
	Hash   string           `json:"hash"`
}

func (a *app) show() *cobra.Command {
	cmd := a.withJSON(&cobra.Command{Use: "show ID", Short: "Show a claim with its verdicts and history", Args: cobra.ExactArgs(1)})
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, args []string) error {
		c, err := d.store.Claim(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		verdicts, err := d.store.Verdicts(cmd.Context(), c.ID)
		if err != nil {
			return err
		}
		entries, err := d.store.EntriesOf(cmd.Context(), ledger.ClaimSubject(c.PublicID))
		if err != nil {
			return err
		}
		if a.json {
			shown := shownOf(c, verdicts, entries)
			if shown.Measure, err = d.measured(cmd.Context(), c); err != nil {
				return err
			}
			return a.printJSON(shown)
		}
		a.printClaim(c, verdicts, entries, d.zone)
		return a.printMeasure(cmd.Context(), d, c)
	})
	return cmd
}

func shownOf(c ledger.ClaimLine, verdicts []ledger.Verdict, entries []ledger.Entry) shownJSON {
	s := shownJSON{claimJSON: claimOf(c), Translation: c.Translation, Verdicts: []shownVerdictJSON{}, History: []entryJSON{}}
	for _, v := range verdicts {
		shown := shownVerdictJSON{
			v.Grade, v.Reason, dateOf(v.HappenedOn), v.Note, v.Provisional, v.By, v.At, v.ID == c.Standing.VerdictID, timeOf(v.UndoneAt), []evidenceJSON{},
		}
		for _, e := range v.Evidence {
			shown.Evidence = append(shown.Evidence, evidenceJSON{e.Link, e.Title, e.Text, e.SHA256})
		}
		s.Verdicts = append(s.Verdicts, shown)
	}
	for _, e := range entries {
		s.History = append(s.History, entryJSON{e.Number, e.At, e.By, e.Kind, json.RawMessage(e.Change), e.Hash})
	}
	return s
}

func (a *app) printClaim(c ledger.ClaimLine, verdicts []ledger.Verdict, entries []ledger.Entry, zone *time.Location) {
	a.printf("%s  %s\n", c.PublicID, c.Statement)
	if c.Quote != "" {
		a.printf("  “%s”\n", c.Quote)
	}
	for _, row := range [][2]string{
		{"speaker", c.SpeakerName}, {"reported by", c.ReporterName}, {"source", c.SourceTitle}, {"link", c.SourceLink},
		{"place", c.Place}, {"said on", c.SaidOn.String()}, {"deadline", deadlineText(c.Deadline)}, {"look again", c.ReviewOn.String()},
		{"confidence", confidenceText(c.Confidence)}, {"condition", c.Condition}, {"criteria", c.Criteria},
		{"question", c.Proposition}, {"standing", standingText(c)},
	} {
		a.printRow(row[0], row[1])
	}
	for _, v := range verdicts {
		mark := "verdict"
		if v.ID != c.Standing.VerdictID {
			mark = "earlier"
		}
		a.printf("  %-12s%s, %s, %s\n", mark, english.T("grade."+string(v.Grade)), v.By, english.Time(v.At.In(zone)))
		if v.Note != "" {
			a.printf("              %s\n", v.Note)
		}
		for _, e := range v.Evidence {
			a.printf("              %s %s\n", e.Title, e.Link)
		}
	}
	a.printf("  history\n")
	for _, e := range entries {
		a.printf("    %s  %s\n", english.Time(e.At.In(zone)), english.T("entry."+string(e.Kind), "by", e.By))
	}
}
