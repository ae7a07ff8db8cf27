package tracker

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"foresaid/internal/ledger"
)

// Imported is a claim of a file, with the verdict it comes with, if any.
type Imported struct {
	Line      int // in the file, to name it by
	Draft     Draft
	Judgement *Judgement
	JudgedOn  ledger.Date // when that was, or zero for now
}

// key is what the claim is known by when it comes again: its external id, or
// the sum of all that the file says of it.
func (i Imported) key() string {
	if i.Draft.ExternalID != "" {
		return ledger.Line(i.Draft.ExternalID)
	}
	i.Line = 0
	text, err := json.Marshal(i)
	if err != nil { // texts, dates and flags can always be written
		panic(err)
	}
	sum := sha256.Sum256(text)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// BadRow says what is wrong with a claim of a file.
type BadRow struct {
	Line int
	Err  *ledger.Error // its Field is one of the draft's or the judgement's
}

// ImportOptions say how to import.
type ImportOptions struct {
	SkipBad  bool // import the good ones although some are bad
	DryRun   bool // only say what would be done
	Progress func(done int)
}

// ImportReport says what was done, or would have been.
type ImportReport struct {
	Added, Known, Judged         int // Known were there before and are left as they are
	Speakers, Sources, Questions int // that were new
	Bad                          []BadRow
}

// Import logs the claims of a file with their verdicts, in one transaction:
// all of them, or with SkipBad the good ones, or none. Importing the same
// again adds nothing.
func (t *Tracker) Import(ctx context.Context, by string, rows []Imported, o ImportOptions) (ImportReport, error) {
	in := importer{t: t, by: by, rows: rows, o: o}
	err := t.store.InTx(ctx, func(s ledger.Store) error {
		in.report, in.lines, in.mine = ImportReport{}, map[string]int{}, map[string]bool{}
		if err := in.run(ctx, newKnown(s)); err != nil {
			return err
		}
		if o.DryRun || len(in.report.Bad) > 0 && !o.SkipBad {
			return errNotImported
		}
		return nil
	})
	if errors.Is(err, errNotImported) { // rolled back
		err = nil
	}
	if len(in.report.Bad) > 0 && !o.SkipBad {
		in.report.Added, in.report.Judged, in.report.Speakers, in.report.Sources, in.report.Questions = 0, 0, 0, 0, 0
	}
	return in.report, err
}

var errNotImported = ledger.Errorf(ledger.Conflict, "unchanged", "Nothing was changed")

type importer struct {
	t      *Tracker
	by     string
	rows   []Imported
	o      ImportOptions
	report ImportReport
	lines  map[string]int  // of each key
	mine   map[string]bool // public ids of the claims that this import adds

	claims   []*ledger.Claim
	verdicts []*ledger.Verdict
	entries  []ledger.Entry // about new speakers, sources and questions
}

// importBatch is how many claims are written at once.
const importBatch = 500

func (in *importer) run(ctx context.Context, s *known) error {
	keys := make([]string, len(in.rows))
	for i, row := range in.rows {
		keys[i] = row.key()
	}
	there, err := s.ClaimsFrom(ctx, keys)
	if err != nil {
		return err
	}
	for i, row := range in.rows {
		if err := in.row(ctx, s, row, keys[i], there); err != nil {
			return err
		}
		if len(in.claims) >= importBatch || i == len(in.rows)-1 {
			if err := in.write(ctx, s); err != nil {
				return err
			}
		}
		if in.o.Progress != nil {
			in.o.Progress(i + 1)
		}
	}
	in.report.Speakers, in.report.Sources, in.report.Questions = s.added()
	return nil
}

func (in *importer) row(ctx context.Context, s *known, row Imported, key string, there map[string]string) error {
	if _, known := there[key]; known {
		in.report.Known++
		return nil
	}
	if line, twice := in.lines[key]; twice {
		if row.Draft.ExternalID != "" && in.rowAt(line).content() != row.content() {
			return in.bad(row, ledger.Invalidf("external_id", "external_id_twice", "“%s” is on line %d already, for another claim", row.Draft.ExternalID, line))
		}
		in.report.Known++
		return nil
	}
	in.lines[key] = row.Line
	given := row.Draft.ExternalID
	row.Draft.ExternalID = key
	s.named = given != ""
	r, err := in.t.read(ctx, s, row.Draft)
	if err != nil {
		return in.bad(row, err)
	}
	c := &r.Claim
	var v *ledger.Verdict
	if row.Judgement != nil {
		read, err := row.Judgement.verdict(*c, in.t.Today())
		if err == nil {
			err = in.judgedOn(row, *c, &read)
		}
		if err == nil {
			err = c.Give(read)
		}
		if err != nil {
			return in.bad(row, err)
		}
		v = &read
	}
	if slices.ContainsFunc(r.Alike, func(a ledger.ClaimLine) bool { return !in.mine[a.PublicID] && same(*c, a.Claim) }) {
		in.report.Known++ // logged by hand
		return nil
	}
	parts, err := in.t.addParts(ctx, s, in.by, &r)
	if err != nil {
		return err
	}
	in.entries = append(in.entries, parts...)
	c.LoggedBy, c.LoggedAt = in.by, in.t.Now()
	c.PublicID = ledger.NewPublicID()
	in.mine[c.PublicID] = true
	in.claims, in.verdicts = append(in.claims, c), append(in.verdicts, v)
	return nil
}

// judgedOn dates the verdict: to noon of the given day.
func (in *importer) judgedOn(row Imported, c ledger.Claim, v *ledger.Verdict) error {
	v.By, v.At = in.by, in.t.Now()
	if row.JudgedOn.IsZero() {
		return nil
	}
	if row.JudgedOn.After(in.t.Today()) {
		return ledger.Invalidf("judged_on", "judged_in_future", "It can't have been judged on %s, after today", row.JudgedOn)
	}
	if row.JudgedOn.Before(c.SaidOn) {
		return ledger.Invalidf("judged_on", "judged_before_said", "It can't have been judged on %s, before it was said (%s)", row.JudgedOn, c.SaidOn)
	}
	if at := row.JudgedOn.Time(in.t.zone).Add(12 * time.Hour); at.Before(v.At) {
		v.At = at
	}
	return nil
}

// same tells whether a claim that is there already says the same.
func same(a, b ledger.Claim) bool {
	return a.Deadline.To == b.Deadline.To && a.Confidence == b.Confidence
}

func (in *importer) rowAt(line int) Imported {
	for _, row := range in.rows {
		if row.Line == line {
			return row
		}
	}
	return Imported{}
}

// content is the row without its place.
func (i Imported) content() string {
	i.Draft.ExternalID = ""
	return i.key()
}

// bad notes the problems of a row; a fault of the database is returned.
func (in *importer) bad(row Imported, err error) error {
	var p ledger.Problems
	p.Add(err)
	for _, e := range p {
		if e.Code == ledger.Internal || e.Code == ledger.Unavailable {
			return err
		}
		in.report.Bad = append(in.report.Bad, BadRow{Line: row.Line, Err: e})
	}
	return nil
}

// newIDs gives other public ids to the claims whose own is taken already.
func (in *importer) newIDs(ctx context.Context, s ledger.Store) error {
	for {
		ids, seen := make([]string, len(in.claims)), map[string]int{}
		for i, c := range in.claims {
			ids[i] = c.PublicID
			seen[c.PublicID]++
		}
		taken, err := s.TakenIDs(ctx, ids)
		if err != nil {
			return err
		}
		for _, id := range taken {
			seen[id] = 2
		}
		again := false
		for _, c := range in.claims {
			if seen[c.PublicID] > 1 {
				c.PublicID, again = ledger.NewPublicID(), true
				in.mine[c.PublicID] = true
			}
		}
		if !again {
			return nil
		}
	}
}

// write writes the claims that have been read since the last time.
func (in *importer) write(ctx context.Context, s *known) error {
	if err := in.newIDs(ctx, s); err != nil {
		return err
	}
	if err := s.AddClaims(ctx, in.claims, in.verdicts); err != nil {
		return fmt.Errorf("claims: %w", err)
	}
	entries := in.entries
	for i, c := range in.claims {
		line := s.line(*c)
		entries = append(entries, in.t.entry(in.by, ledger.ClaimLogged, ledger.ClaimSubject(c.PublicID),
			ledger.Change{Fields: claimFields(ledger.ClaimLine{}, line)}))
		if v := in.verdicts[i]; v != nil {
			before := ledger.Restore{State: ledger.StateOpen, ReviewOn: c.ReviewOn, DueOn: c.DueOn}
			entries = append(entries, in.t.entry(in.by, ledger.VerdictGiven, ledger.ClaimSubject(c.PublicID),
				ledger.Change{Fields: verdictFields(ledger.Verdict{}, *v), Before: &before}))
			in.report.Judged++
		}
		in.report.Added++
	}
	in.claims, in.verdicts, in.entries = nil, nil, nil
	return s.AppendEntries(ctx, entries)
}
