package tracker

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"

	"foresaid/internal/ledger"
	"foresaid/internal/measure"
	"foresaid/internal/wording"
)

// measuresAtATime is how many measures are looked up together.
const measuresAtATime = 200

// Getter asks addresses for JSON.
type Getter interface {
	// Get returns the answer of an address; a ledger.Error says why there is
	// none that can be read.
	Get(ctx context.Context, link string) (content []byte, contentType string, err error)
}

// MeasureDraft is a measure as somebody typed it.
type MeasureDraft struct {
	Address string
	Path    string
	Is      string // a comparison by its name or sign
	Value   string
	On      string // a day; empty: by the deadline
}

// Empty tells whether nothing was typed; a comparison, which a form offers,
// does not count.
func (d MeasureDraft) Empty() bool { return ledger.Line(d.Address+d.Path+d.Value+d.On) == "" }

// read makes a measure of c of what was typed.
func (d MeasureDraft) read(c ledger.Claim) (ledger.Measure, error) {
	m := ledger.Measure{ClaimID: c.ID, Address: d.Address, Path: d.Path, Value: d.Value}
	var p ledger.Problems
	var err error
	if ledger.Line(d.Is) != "" {
		m.Is, err = ledger.ParseComparison(d.Is)
		p.Add(err)
	}
	m.On, err = wording.ParseDate("measure_on", d.On)
	p.Add(err)
	if len(p) > 0 {
		return m, p
	}
	m.Clean()
	return m, measure.Check(m, c)
}

// SetMeasure gives a claim a criterion that is read, or another one.
func (t *Tracker) SetMeasure(ctx context.Context, by, publicID string, d MeasureDraft) (Done, error) {
	return t.change(ctx, publicID, func(s ledger.Store, c *ledger.Claim) (ledger.Entry, error) {
		if err := c.Measurable(); err != nil {
			return ledger.Entry{}, err
		}
		m, err := d.read(*c)
		if err != nil {
			return ledger.Entry{}, err
		}
		m.By, m.At = by, t.Now()
		old, err := measureOf(ctx, s, c.ID)
		if err != nil {
			return ledger.Entry{}, err
		}
		fields := diff(measureValues(old), measureValues(m))
		if len(fields) == 0 {
			return ledger.Entry{}, ledger.Errorf(ledger.Conflict, "measure_same", "That is what is read already")
		}
		if err := standing(ctx, s, &m); err != nil {
			return ledger.Entry{}, err
		}
		return t.measureEntry(by, ledger.MeasureSet, *c, old, fields), nil
	})
}

// standing stores a measure as the one of its claim.
func standing(ctx context.Context, s ledger.Store, m *ledger.Measure) error {
	if err := s.AddMeasure(ctx, m); err != nil {
		return err
	}
	return s.StandMeasure(ctx, m.ClaimID, m.ID)
}

// DropMeasure ends that a claim's criterion is read.
func (t *Tracker) DropMeasure(ctx context.Context, by, publicID string) (Done, error) {
	return t.change(ctx, publicID, func(s ledger.Store, c *ledger.Claim) (ledger.Entry, error) {
		old, err := measureOf(ctx, s, c.ID)
		if err != nil {
			return ledger.Entry{}, err
		}
		if old.ID == 0 {
			return ledger.Entry{}, ledger.Errorf(ledger.NotFound, "measure_not_found", "This claim has no criterion that is read")
		}
		if err := s.StandMeasure(ctx, c.ID, 0); err != nil {
			return ledger.Entry{}, err
		}
		return t.measureEntry(by, ledger.MeasureDropped, *c, old, diff(measureValues(old), measureValues(ledger.Measure{}))), nil
	})
}

func (t *Tracker) measureEntry(by string, kind ledger.EntryKind, c ledger.Claim, old ledger.Measure, fields []ledger.FieldChange) ledger.Entry {
	before := restore(c)
	before.MeasureID = old.ID
	return t.entry(by, kind, ledger.ClaimSubject(c.PublicID), ledger.Change{Fields: fields, Before: &before})
}

// measureOf is the measure of a claim that stands; a zero one if none does.
func measureOf(ctx context.Context, s ledger.Store, claimID int64) (ledger.Measure, error) {
	found, err := s.Measures(ctx, []int64{claimID})
	if err != nil || len(found) == 0 {
		return ledger.Measure{}, err
	}
	return found[0], nil
}

func measureValues(m ledger.Measure) []ledger.FieldChange {
	asks := ""
	if m.Is != "" {
		asks = m.Asks()
	}
	return []ledger.FieldChange{
		{Field: "measure_address", To: m.Address},
		{Field: "measure_path", To: m.Path},
		{Field: "measure_value", To: asks},
		{Field: "measure_on", To: m.On.String()},
	}
}

// TryMeasure reads the address of a measure that has not been set, and says
// what it found. Nothing is kept.
func (t *Tracker) TryMeasure(ctx context.Context, g Getter, publicID string, d MeasureDraft) (ledger.Reading, error) {
	c, err := t.store.Claim(ctx, publicID)
	if err != nil {
		return ledger.Reading{}, err
	}
	m, err := d.read(c.Claim)
	if err != nil {
		return ledger.Reading{}, err
	}
	return t.readingOf(m, answerOf(ctx, g, m.Address))
}

// answer is what came of asking an address.
type answer struct {
	content []byte
	err     error
}

func answerOf(ctx context.Context, g Getter, address string) answer {
	content, _, err := g.Get(ctx, address)
	return answer{content, err}
}

// readingOf makes a reading of an answer. What a person can do something about is
// part of it, and no error.
func (t *Tracker) readingOf(m ledger.Measure, a answer) (ledger.Reading, error) {
	r := ledger.Reading{MeasureID: m.ID, At: t.Now()}
	err := a.err
	if err == nil {
		sum := sha256.Sum256(a.content)
		r.SHA256 = hex.EncodeToString(sum[:])
		r.Value, r.Holds, err = measure.Read(m, a.content, t.zone)
	}
	if err != nil && (!errors.As(err, &r.Failure) || r.Failure.Code != ledger.Invalid) {
		return r, err
	}
	return r, nil
}

// ReadMeasures reads the measures of all claims that wait for a verdict, each
// address once, and keeps what it found. It judges nothing. It returns for how
// many claims a verdict is proposed now that was not before.
func (t *Tracker) ReadMeasures(ctx context.Context, g Getter) (int, error) {
	measures, err := t.store.MeasuresToRead(ctx, t.Today())
	if err != nil {
		return 0, err
	}
	proposed := 0
	asked := map[string]answer{}
	for part := range slices.Chunk(measures, measuresAtATime) {
		weighed, err := t.weigh(ctx, part)
		if err != nil {
			return proposed, err
		}
		for _, w := range weighed {
			if w.Done() {
				continue
			}
			m := w.Measure
			a, known := asked[m.Address]
			if !known {
				a = answerOf(ctx, g, m.Address)
				if ctx.Err() != nil { // it was cut off, which says nothing about the address
					return proposed, ctx.Err()
				}
				asked[m.Address] = a
			}
			r, err := t.readingOf(m, a)
			if err != nil {
				return proposed, err
			}
			if err := t.store.AddReading(ctx, &r); err != nil {
				return proposed, err
			}
			now, err := t.weigh(ctx, []ledger.Measure{m})
			if err != nil {
				return proposed, err
			}
			if len(now) > 0 && now[0].Proposes() != "" {
				proposed++
			}
		}
	}
	return proposed, nil
}

// Measured is the measure of each of the claims that has one, with what its
// readings say, by the claims' ids.
func (t *Tracker) Measured(ctx context.Context, claimIDs ...int64) (map[int64]ledger.Measured, error) {
	measures, err := t.store.Measures(ctx, claimIDs)
	if err != nil {
		return nil, err
	}
	weighed, err := t.weigh(ctx, measures)
	byClaim := map[int64]ledger.Measured{}
	for _, w := range weighed {
		byClaim[w.Measure.ClaimID] = w
	}
	return byClaim, err
}

// ProposedEarly lists open claims for which a verdict is proposed, in the order
// of their deadlines.
func (t *Tracker) ProposedEarly(ctx context.Context, limit int) ([]ledger.ClaimLine, error) {
	measures, err := t.store.MeasuresRead(ctx, limit)
	if err != nil {
		return nil, err
	}
	weighed, err := t.weigh(ctx, measures)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, w := range weighed {
		if w.Proposes() != "" {
			ids = append(ids, w.Measure.ClaimID)
		}
	}
	lines, err := t.store.ClaimLines(ctx, ids)
	slices.SortStableFunc(lines, func(a, b ledger.ClaimLine) int { return a.Deadline.DueFrom().Compare(b.Deadline.DueFrom()) })
	return lines, err
}

// weigh says what the readings of measures mean for their claims.
func (t *Tracker) weigh(ctx context.Context, measures []ledger.Measure) ([]ledger.Measured, error) {
	var ids, claimIDs []int64
	for _, m := range measures {
		ids, claimIDs = append(ids, m.ID), append(claimIDs, m.ClaimID)
	}
	seen, err := t.store.Seen(ctx, ids)
	if err != nil {
		return nil, err
	}
	claims, err := t.store.ClaimLines(ctx, claimIDs)
	if err != nil {
		return nil, err
	}
	byID := map[int64]ledger.Claim{}
	for _, c := range claims {
		byID[c.ID] = c.Claim
	}
	weighed := make([]ledger.Measured, len(measures))
	for i, m := range measures {
		weighed[i] = m.Weigh(byID[m.ClaimID], seen[m.ID], t.Today(), t.zone)
	}
	return weighed, nil
}
