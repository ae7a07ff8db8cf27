package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"foresaid/internal/exchange"
	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// importJSON is what import --json prints.
type importJSON struct {
	Rows      int          `json:"rows"`
	Added     int          `json:"added"`
	Known     int          `json:"known"`
	Judged    int          `json:"judged"`
	Speakers  int          `json:"speakers"`
	Sources   int          `json:"sources"`
	Questions int          `json:"questions"`
	DryRun    bool         `json:"dry_run"`
	Bad       []badRowJSON `json:"bad"`
}

type badRowJSON struct {
	Line    int    `json:"line"`
	Column  string `json:"column"`
	Value   string `json:"value"`
	Problem string `json:"problem"`
}

// mostBad is how many bad rows are printed in words.
const mostBad = 50

func (a *app) importClaims() *cobra.Command {
	var o tracker.ImportOptions
	cmd := a.withJSON(&cobra.Command{
		Use: "import FILE.csv", Args: cobra.ExactArgs(1),
		Short: "Import claims from a CSV file, or from standard input with -",
		Long: `Import claims, with their verdicts if they have any, from a CSV file in UTF-8
with a header. Columns, in any order: speaker, statement and one of said_on and
deadline; and, where known, quote, quote_lang, confidence, confidence_words,
condition, criteria, topics, question, side, reference_probability,
source_title, source_url, source_kind, publisher, author, published_on, event,
place, verdict, happened_on, judged_on, evidence_url, note, external_id.

All rows are imported, or none: with --skip-bad the bad ones are left out.
Importing the same file again adds nothing.`,
	})
	f := cmd.Flags()
	f.BoolVar(&o.DryRun, "dry-run", false, "only say what would be imported")
	f.BoolVar(&o.SkipBad, "skip-bad", false, "leave bad rows out instead of importing nothing")
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, args []string) error {
		rows, bad, err := a.readClaims(args[0])
		if err != nil {
			return err
		}
		if len(bad) > 0 && !o.SkipBad {
			o.DryRun = true // the rest is read all the same, to say all that is wrong at once
		}
		var claims []tracker.Imported
		at := map[int]exchange.Row{}
		for _, r := range rows {
			claims, at[r.Line] = append(claims, r.Imported()), r
		}
		bar := a.progress(len(claims), "claims")
		o.Progress = func(done int) { _ = bar.Set(done) } // a bar that can't be drawn stops nothing
		report, err := d.Import(cmd.Context(), d.user, claims, o)
		_ = bar.Finish()
		if err != nil {
			return err
		}
		for _, b := range report.Bad {
			bad = append(bad, at[b.Line].Bad(b.Err))
		}
		return a.printImport(report, bad, len(rows), o)
	})
	return cmd
}

// readClaims reads a file; "-" is standard input.
func (a *app) readClaims(path string) ([]exchange.Row, []exchange.BadRow, error) {
	if path == "-" {
		return exchange.ReadCSV(a.in)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, ledger.Errorf(ledger.Invalid, "file_missing", "The file can't be read: %s", err)
	}
	defer file.Close()
	return exchange.ReadCSV(file)
}

// progress is a bar on standard error, none where nobody watches.
func (a *app) progress(of int, what string) *progressbar.ProgressBar {
	to := io.Discard
	if f, ok := a.errs.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			to = f
		}
	}
	return progressbar.NewOptions(of, progressbar.OptionSetWriter(to), progressbar.OptionSetDescription(what),
		progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(progressStep))
}

func (a *app) printImport(r tracker.ImportReport, bad []exchange.BadRow, read int, o tracker.ImportOptions) error {
	exchange.SortBad(bad)
	refused := len(bad) > 0 && !o.SkipBad
	if refused {
		r = tracker.ImportReport{Known: r.Known}
	}
	badLines := map[int]bool{}
	for _, b := range bad {
		badLines[b.Line] = true
	}
	if a.json {
		out := importJSON{
			Rows: read, Added: r.Added, Known: r.Known, Judged: r.Judged, Speakers: r.Speakers, Sources: r.Sources, Questions: r.Questions,
			DryRun: o.DryRun && !refused, Bad: []badRowJSON{},
		}
		for _, b := range bad {
			out.Bad = append(out.Bad, badRowJSON{b.Line, b.Column, b.Value, b.Err.Error()})
		}
		if err := a.printJSON(out); err != nil {
			return err
		}
	} else {
		for i, b := range bad {
			if i == mostBad {
				a.printf("… and %d more\n", len(bad)-mostBad)
				break
			}
			a.printf("%s\n", badText(b))
		}
		if !refused {
			verb := map[bool]string{true: "Would import", false: "Imported"}[o.DryRun]
			a.printf("%s %d claims, %d of them with a verdict; %d were there already. New: %d speakers, %d sources, %d questions.\n",
				verb, r.Added, r.Judged, r.Known, r.Speakers, r.Sources, r.Questions)
			if len(bad) > 0 {
				a.printf("Left out: %d rows.\n", len(badLines))
			}
		}
	}
	if refused {
		return ledger.Errorf(ledger.Invalid, "import_refused", "%d rows are bad; nothing was imported. Mend them, or leave them out with --skip-bad", len(badLines))
	}
	return nil
}

func badText(b exchange.BadRow) string {
	at := fmt.Sprintf("line %d", b.Line)
	if b.Column != "" {
		at += ", column " + b.Column
	}
	if b.Value != "" {
		at += fmt.Sprintf(", %q", b.Value)
	}
	return at + ": " + b.Err.Error()
}
