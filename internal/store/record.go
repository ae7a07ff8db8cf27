package store

import (
	"cmp"
	"context"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"foresaid/internal/ledger"
)

// recordRow is a row of records: the key, then counters.
type recordRow struct {
	Topic     string   `gorm:"primaryKey"`
	Words     string   `gorm:"primaryKey"`
	Horizon   string   `gorm:"primaryKey"`
	Year      int      `gorm:"primaryKey;autoIncrement:false"`
	SpeakerID int64    `gorm:"primaryKey;autoIncrement:false"`
	Sums      counters `gorm:"embedded"`
}

// TableName implements gorm's Tabler.
func (recordRow) TableName() string { return "records" }

type recordKey struct {
	topic, words, horizon string
	year                  int
	speaker               int64
}

func (r recordRow) key() recordKey {
	return recordKey{r.Topic, r.Words, r.Horizon, r.Year, r.SpeakerID}
}

// counters is a ledger.Tally without its bins, in columns.
type counters struct {
	Claims, Open, Due, Judged, Void, Withdrawn, Uncheckable, Disputed                 int
	VoidedCondition, VoidedAmbiguous, VoidedNoResult, VoidedNotCheckable, VoidedOther int
	StrictN, StrictTrue, Mixed, Quarters, Provisional, Late                           int
	StatedN, StatedYes                                                                int
	StatedSquared, StatedLog                                                          int64
	StatedEven, StatedEvenYes, StatedRefN                                             int
	StatedRefOwn, StatedRefSquared                                                    int64
	WordedN, WordedYes                                                                int
	WordedSquared, WordedLog                                                          int64
	WordedEven, WordedEvenYes, WordedRefN                                             int
	WordedRefOwn, WordedRefSquared                                                    int64
}

func fromTally(t ledger.Tally) counters {
	s, w := t.Stated, t.Worded
	return counters{
		Claims: t.Claims, Open: t.Open, Due: t.Due, Judged: t.Judged, Void: t.Void, Withdrawn: t.Withdrawn,
		Uncheckable: t.Uncheckable, Disputed: t.Disputed,
		VoidedCondition: t.Voided[0], VoidedAmbiguous: t.Voided[1], VoidedNoResult: t.Voided[2], VoidedNotCheckable: t.Voided[3], VoidedOther: t.Voided[4],
		StrictN: t.StrictN, StrictTrue: t.StrictTrue, Mixed: t.Mixed, Quarters: t.Quarters, Provisional: t.Provisional, Late: t.Late,
		StatedN: s.N, StatedYes: s.True, StatedSquared: s.Squared, StatedLog: s.Log, StatedEven: s.Even, StatedEvenYes: s.EvenYes,
		StatedRefN: s.RefN, StatedRefOwn: s.RefOwn, StatedRefSquared: s.RefSquared,
		WordedN: w.N, WordedYes: w.True, WordedSquared: w.Squared, WordedLog: w.Log, WordedEven: w.Even, WordedEvenYes: w.EvenYes,
		WordedRefN: w.RefN, WordedRefOwn: w.RefOwn, WordedRefSquared: w.RefSquared,
	}
}

func (c counters) toTally() ledger.Tally {
	return ledger.Tally{
		Claims: c.Claims, Open: c.Open, Due: c.Due, Judged: c.Judged, Void: c.Void, Withdrawn: c.Withdrawn,
		Uncheckable: c.Uncheckable, Disputed: c.Disputed,
		Voided:  [5]int{c.VoidedCondition, c.VoidedAmbiguous, c.VoidedNoResult, c.VoidedNotCheckable, c.VoidedOther},
		StrictN: c.StrictN, StrictTrue: c.StrictTrue, Mixed: c.Mixed, Quarters: c.Quarters, Provisional: c.Provisional, Late: c.Late,
		Stated: ledger.ForecastSum{
			N: c.StatedN, True: c.StatedYes, Squared: c.StatedSquared, Log: c.StatedLog, Even: c.StatedEven, EvenYes: c.StatedEvenYes,
			RefN: c.StatedRefN, RefOwn: c.StatedRefOwn, RefSquared: c.StatedRefSquared,
		},
		Worded: ledger.ForecastSum{
			N: c.WordedN, True: c.WordedYes, Squared: c.WordedSquared, Log: c.WordedLog, Even: c.WordedEven, EvenYes: c.WordedEvenYes,
			RefN: c.WordedRefN, RefOwn: c.WordedRefOwn, RefSquared: c.WordedRefSquared,
		},
	}
}

// binRow is a row of record_bins.
type binRow struct {
	Topic     string  `gorm:"primaryKey"`
	SpeakerID int64   `gorm:"primaryKey;autoIncrement:false"`
	Basis     string  `gorm:"primaryKey"`
	Bin       int     `gorm:"primaryKey;autoIncrement:false"`
	Sums      binSums `gorm:"embedded"`
}

type binSums struct {
	N, Yes int
	P      int64
	PP     int64 `gorm:"column:pp"`
	PYes   int64
}

// TableName implements gorm's Tabler.
func (binRow) TableName() string { return "record_bins" }

type binKey struct {
	topic   string
	speaker int64
	basis   string
	bin     int
}

func (r binRow) key() binKey { return binKey{r.Topic, r.SpeakerID, r.Basis, r.Bin} }

func (b binSums) toBin() ledger.Bin {
	return ledger.Bin{N: b.N, True: b.Yes, P: b.P, PP: b.PP, PTrue: b.PYes}
}

// change is what the kept tallies change by.
type change struct {
	records map[recordKey]ledger.Tally
	bins    map[binKey]ledger.Bin
}

func newChange() *change {
	return &change{records: map[recordKey]ledger.Tally{}, bins: map[binKey]ledger.Bin{}}
}

// count counts a claim, once or, taken away, minus once.
func (k *change) count(c ledger.Claim, sign int) {
	var one ledger.Tally
	one.Add(c)
	sums := map[ledger.Basis]ledger.ForecastSum{ledger.StatedConfidence: one.Stated, ledger.WordedConfidence: one.Worded}
	one.Stated.Bins, one.Worded.Bins = [ledger.Bins]ledger.Bin{}, [ledger.Bins]ledger.Bin{}
	for _, at := range c.RecordKeys() {
		key := recordKey{at.Topic, at.Words, string(at.Horizon), at.Year, c.SpeakerID}
		if sign > 0 {
			k.records[key] = k.records[key].Plus(one)
		} else {
			k.records[key] = k.records[key].Minus(one)
		}
		if at.Horizon != "" || at.Words != "" {
			continue
		}
		for basis, sum := range sums {
			for i, bin := range sum.Bins {
				if bin.N == 0 {
					continue
				}
				key := binKey{at.Topic, c.SpeakerID, string(basis), i}
				if sign > 0 {
					k.bins[key] = k.bins[key].Plus(bin)
				} else {
					k.bins[key] = k.bins[key].Minus(bin)
				}
			}
		}
	}
}

// rows are the changes as rows in the order of their keys, so that servers
// take locks in one order.
func (k *change) rows() (records []recordRow, bins []binRow) {
	for at, t := range k.records {
		if t.Empty() {
			continue
		}
		records = append(records, recordRow{at.topic, at.words, at.horizon, at.year, at.speaker, fromTally(t)})
	}
	for at, b := range k.bins {
		if b == (ledger.Bin{}) {
			continue
		}
		bins = append(bins, binRow{at.topic, at.speaker, at.basis, at.bin, binSums{b.N, b.True, b.P, b.PP, b.PTrue}})
	}
	slices.SortFunc(records, func(a, b recordRow) int {
		return cmp.Or(cmp.Compare(a.Topic, b.Topic), cmp.Compare(a.Words, b.Words), cmp.Compare(a.Horizon, b.Horizon),
			cmp.Compare(a.Year, b.Year), cmp.Compare(a.SpeakerID, b.SpeakerID))
	})
	slices.SortFunc(bins, func(a, b binRow) int {
		return cmp.Or(cmp.Compare(a.Topic, b.Topic), cmp.Compare(a.SpeakerID, b.SpeakerID), cmp.Compare(a.Basis, b.Basis), cmp.Compare(a.Bin, b.Bin))
	})
	return records, bins
}

// keep counts a claim in the tallies: at the end of the transaction, so that
// one with many claims writes each tally once.
func (s *Store) keep(ctx context.Context, c ledger.Claim, sign int) error {
	if s.tx {
		s.kept.count(c, sign)
		return nil
	}
	alone := newChange()
	alone.count(c, sign)
	return s.addChange(ctx, alone)
}

// recordBatch is how many tallies one statement writes; each has some forty
// columns.
const recordBatch = 200

// addChange adds a change to the kept tallies. Tallies of nothing go.
func (s *Store) addChange(ctx context.Context, k *change) error {
	records, bins := k.rows()
	if len(records) > 0 {
		err := s.writer(ctx).Clauses(adding("records", recordKeyColumns, counterColumns)).CreateInBatches(&records, recordBatch).Error
		if err != nil {
			return s.fault(err)
		}
	}
	if len(bins) > 0 {
		err := s.writer(ctx).Clauses(adding("record_bins", binKeyColumns, binColumns)).CreateInBatches(&bins, recordBatch).Error
		if err != nil {
			return s.fault(err)
		}
	}
	var gone []int64 // speakers from whom something was taken away
	for _, r := range records {
		if r.Sums.Claims < 0 || r.Sums.Withdrawn < 0 {
			gone = append(gone, r.SpeakerID)
		}
	}
	for _, b := range bins {
		if b.Sums.N < 0 {
			gone = append(gone, b.SpeakerID)
		}
	}
	slices.Sort(gone)
	return s.dropEmpty(ctx, slices.Compact(gone))
}

func (s *Store) dropEmpty(ctx context.Context, speakerIDs []int64) error {
	for part := range slices.Chunk(speakerIDs, batch) {
		err := s.writer(ctx).Exec("DELETE FROM records WHERE claims = 0 AND withdrawn = 0 AND speaker_id IN ?", part).Error
		if err == nil {
			err = s.writer(ctx).Exec("DELETE FROM record_bins WHERE n = 0 AND speaker_id IN ?", part).Error
		}
		if err != nil {
			return s.fault(err)
		}
	}
	return nil
}

var (
	recordKeyColumns = []string{"topic", "words", "horizon", "year", "speaker_id"}
	binKeyColumns    = []string{"topic", "speaker_id", "basis", "bin"}
	binColumns       = []string{"n", "yes", "p", "pp", "p_yes"}
	counterColumns   = []string{
		"claims", "open", "due", "judged", "void", "withdrawn", "uncheckable", "disputed",
		"voided_condition", "voided_ambiguous", "voided_no_result", "voided_not_checkable", "voided_other",
		"strict_n", "strict_true", "mixed", "quarters", "provisional", "late",
		"stated_n", "stated_yes", "stated_squared", "stated_log", "stated_even", "stated_even_yes", "stated_ref_n", "stated_ref_own", "stated_ref_squared",
		"worded_n", "worded_yes", "worded_squared", "worded_log", "worded_even", "worded_even_yes", "worded_ref_n", "worded_ref_own", "worded_ref_squared",
	}
)

// adding makes an insert add to the row that is there.
func adding(table string, keys, columns []string) clause.OnConflict {
	on := clause.OnConflict{}
	for _, k := range keys {
		on.Columns = append(on.Columns, clause.Column{Name: k})
	}
	for _, c := range columns {
		on.DoUpdates = append(on.DoUpdates, clause.Assignment{
			Column: clause.Column{Name: c}, Value: gorm.Expr(table + "." + c + " + excluded." + c),
		})
	}
	return on
}
