package cli

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// measureJSON is what a claim is measured by. Others rely on its names.
type measureJSON struct {
	Address  string            `json:"address"`
	Path     string            `json:"path"`
	Is       ledger.Comparison `json:"is"`
	Value    string            `json:"value"`
	On       *ledger.Date      `json:"on"` // null: by the deadline
	SetBy    string            `json:"set_by"`
	SetAt    time.Time         `json:"set_at"`
	Outlook  ledger.Outlook    `json:"outlook"`
	Readings int               `json:"readings"` // with a value
	Last     *readingJSON      `json:"last_reading"`
	Proposal *proposalJSON     `json:"proposal"`
}

type readingJSON struct {
	At      time.Time `json:"at"`
	Value   string    `json:"value"`
	Holds   *bool     `json:"holds"` // null where nothing could be compared
	Failure string    `json:"failure"`
	SHA256  string    `json:"sha256"`
}

type proposalJSON struct {
	Grade      ledger.Grade `json:"grade"`
	HappenedOn *ledger.Date `json:"happened_on"`
	ReadAt     time.Time    `json:"read_at"`
	Value      string       `json:"value"`
	AnswerSum  string       `json:"answer_sha256"`
	Evidence   evidenceJSON `json:"evidence"`
}

func measureOf(w ledger.Measured, d ledger.Deadline) *measureJSON {
	m := w.Measure
	j := &measureJSON{
		Address: m.Address, Path: m.Path, Is: m.Is, Value: m.Value, On: dateOf(m.On), SetBy: m.By, SetAt: m.At,
		Outlook: w.Outlook, Readings: w.Seen.Count,
	}
	if w.Seen.Newest != nil {
		last := readingOf(*w.Seen.Newest)
		j.Last = &last
	}
	if grade := w.Proposes(); grade != "" {
		e := english.Evidence(w)
		j.Proposal = &proposalJSON{
			grade, dateOf(w.HappenedOn(d)), w.Decided.At, w.Decided.Value, w.Decided.SHA256,
			evidenceJSON{e.Link, e.Title, e.Text, ledger.SumText(e.Text)},
		}
	}
	return j
}

func readingOf(r ledger.Reading) readingJSON {
	j := readingJSON{At: r.At, Value: r.Value, SHA256: r.SHA256}
	if r.Failure != nil {
		j.Failure = r.Failure.Message()
	} else {
		j.Holds = &r.Holds
	}
	return j
}

// measured is a claim's measure as JSON; nil, and so null, without one.
func (d *desk) measured(ctx context.Context, c ledger.ClaimLine) (*measureJSON, error) {
	all, err := d.Measured(ctx, c.ID)
	w, ok := all[c.ID]
	if err != nil || !ok {
		return nil, err
	}
	return measureOf(w, c.Deadline), nil
}

func (a *app) measure() *cobra.Command {
	var draft tracker.MeasureDraft
	var byDeadline, try, drop bool
	cmd := a.withJSON(&cobra.Command{
		Use: "measure ID", Short: "Say which value on the web tells whether a claim comes true, or show it", Args: cobra.ExactArgs(1),
		Long: `Say which value on the web tells whether a claim comes true: where a JSON answer
has it (--url, --path), and what it is to be (--is, --value), on a day (--on) or
once by the deadline (--by-deadline). The job “suggest” reads it and proposes a
verdict; nothing is judged by it. Without flags, show what there is.`,
		Example: `  foresaid measure k7m2x9qd --url https://api.example.org/v1/rate --path '$.rate' --is '>=' --value 5 --by-deadline
  foresaid measure k7m2x9qd --url https://api.example.org/v1/rate --path '$.rate' --is '>=' --value 5 --on 2026-03-01 --try
  foresaid measure k7m2x9qd --drop`,
	})
	f := cmd.Flags()
	f.StringVar(&draft.Address, "url", "", "http or https address that answers with JSON")
	f.StringVar(&draft.Path, "path", "", "JSONPath to the value, such as $.data[0].price")
	f.StringVar(&draft.Is, "is", "", "what it is to be: >=, >, <=, <, =, !=, “is true” or “is false”")
	f.StringVar(&draft.Value, "value", "", "number, date or text to compare with")
	f.StringVar(&draft.On, "on", "", "day whose reading decides")
	f.BoolVar(&byDeadline, "by-deadline", false, "it has to hold once by the deadline")
	f.BoolVar(&try, "try", false, "read it now, and save nothing")
	f.BoolVar(&drop, "drop", false, "no longer read it")
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, args []string) error {
		ctx := cmd.Context()
		given := draft != tracker.MeasureDraft{} || byDeadline || try
		switch {
		case drop && given:
			return ledger.Invalidf("drop", "measure_drop_alone", "--drop takes no other flags")
		case drop:
			return a.printDone(d.DropMeasure(ctx, d.user, args[0]))
		case !given:
			return a.showMeasure(ctx, d, args[0])
		case (draft.On == "") != byDeadline:
			return ledger.Invalidf("measure_on", "measure_when_missing", "Say when it decides: --on DATE, or --by-deadline")
		case try:
			return a.tryMeasure(ctx, d, args[0], draft)
		}
		if _, err := d.SetMeasure(ctx, d.user, args[0], draft); err != nil {
			return err
		}
		return a.showMeasure(ctx, d, args[0])
	})
	return cmd
}

func (a *app) tryMeasure(ctx context.Context, d *desk, id string, draft tracker.MeasureDraft) error {
	if !d.cfg.Capture.Fetch {
		return ledger.Invalidf("measure_address", "measure_fetching_off", "Nothing is fetched from here: capture.fetch is false")
	}
	r, err := d.TryMeasure(ctx, d.fetcher(), id, draft)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(readingOf(r))
	}
	a.printReading(r, d.zone)
	return nil
}

func (a *app) showMeasure(ctx context.Context, d *desk, id string) error {
	c, err := d.store.Claim(ctx, id)
	if err != nil {
		return err
	}
	m, err := d.measured(ctx, c)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(map[string]any{"id": c.PublicID, "measure": m})
	}
	a.printf("%s  %s\n", c.PublicID, c.Statement)
	if m == nil {
		a.printf("  nothing is read for it\n")
	}
	return a.printMeasure(ctx, d, c)
}

// printMeasure prints what a claim is measured by, if it is.
func (a *app) printMeasure(ctx context.Context, d *desk, c ledger.ClaimLine) error {
	all, err := d.Measured(ctx, c.ID)
	w, ok := all[c.ID]
	if err != nil || !ok {
		return err
	}
	a.printRow("measured by", w.Measure.Path+" at "+w.Measure.Address)
	a.printRow("asked", english.Asks(w.Measure)+", "+english.AsksWhen(w.Measure))
	if w.Seen.Newest != nil {
		a.printReading(*w.Seen.Newest, d.zone)
	}
	a.printRow("so far", english.T("measure.outlook."+string(w.Outlook)))
	if e := english.Evidence(w); w.Proposes() != "" {
		a.printRow("evidence", strings.ReplaceAll(e.Text, "\n", " "))
	}
	return nil
}

func (a *app) printReading(r ledger.Reading, zone *time.Location) {
	at := english.Time(r.At.In(zone))
	if r.Failure != nil {
		a.printRow("read", at+": "+r.Failure.Message())
		return
	}
	holds := "it does not hold"
	if r.Holds {
		holds = "it holds"
	}
	a.printRow("read", at+": "+r.Value+", "+holds)
}
