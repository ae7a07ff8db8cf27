package tracker

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

// Records lists kept tallies of a cohort. For the ripe one, the verdicts that
// came early are taken out, which costs as much as there are of them.
func (t *Tracker) Records(ctx context.Context, f ledger.RecordFilter, cohort scoring.Cohort) ([]ledger.RecordLine, error) {
	lines, err := t.store.Records(ctx, f)
	if err != nil || cohort != scoring.RipeCohort {
		return lines, err
	}
	claims, err := t.store.ScoredClaims(ctx, ledger.ScoreFilter{Early: t.Today(), SpeakerIDs: f.SpeakerIDs})
	if err != nil {
		return nil, err
	}
	early := map[string][]ledger.Claim{}
	for _, c := range claims {
		for _, key := range earlyKeys(f, c) {
			early[key] = append(early[key], c)
		}
	}
	for i := range lines {
		l := &lines[i]
		if out := early[lineKey(f.By, *l)]; len(out) > 0 {
			l.Tally = scoring.WithoutEarly(l.Tally, out)
			if !f.Bins {
				l.Tally.Stated.Bins, l.Tally.Worded.Bins = [ledger.Bins]ledger.Bin{}, [ledger.Bins]ledger.Bin{}
			}
		}
	}
	return lines, nil
}

// earlyKeys lists the lines of a filter that a claim counts in.
func earlyKeys(f ledger.RecordFilter, c ledger.Claim) []string {
	year := c.DeadlineYear()
	switch {
	case f.By == ledger.PerTopic:
		if f.FromYear != 0 && year < f.FromYear || f.ToYear != 0 && (year > f.ToYear || year == 0) {
			return nil
		}
		return c.Topics
	case f.Topic != "" && !slices.Contains(c.Topics, f.Topic):
		return nil
	case f.FromYear != 0 && year < f.FromYear, f.ToYear != 0 && (year > f.ToYear || year == 0):
		return nil
	}
	switch f.By {
	case ledger.PerSpeaker:
		return []string{strconv.FormatInt(c.SpeakerID, 10)}
	case ledger.PerHorizon:
		return []string{string(c.Horizon())}
	case ledger.PerYear:
		return []string{strconv.Itoa(year)}
	case ledger.PerWords:
		if words := c.WordsKey(); words != "" {
			return []string{words}
		}
		return nil
	}
	return []string{""}
}

func lineKey(by ledger.RecordBy, l ledger.RecordLine) string {
	switch by {
	case ledger.PerSpeaker:
		return strconv.FormatInt(l.SpeakerID, 10)
	case ledger.PerTopic:
		return l.Topic
	case ledger.PerHorizon:
		return string(l.Horizon)
	case ledger.PerYear:
		return strconv.Itoa(l.Year)
	case ledger.PerWords:
		return l.Words
	}
	return ""
}

// Rates are the tracker's base rates by topic.
func (t *Tracker) Rates(ctx context.Context) (scoring.Rates, error) {
	lines, err := t.store.Records(ctx, ledger.RecordFilter{By: ledger.PerTopic})
	return scoring.RatesOf(lines), err
}

// LeaderFilter chooses the claims and speakers of a leaderboard.
type LeaderFilter struct {
	Topic            string
	FromYear, ToYear int            // of the deadline, both ends included; 0 for no end
	Cohort           scoring.Cohort // RipeCohort when empty
	Least            int            // strictly judged claims that a row has at least; 1 when 0
}

// Leaderboard is the speakers in order.
type Leaderboard struct {
	Prior scoring.Prior
	Rows  []Leader // the ranked ones, then those with too few claims to rank
	Mean  scoring.Rate
}

// Leader is a speaker's row.
type Leader struct {
	ledger.RecordLine
	Record scoring.Record
	Rank   int // from 1, or 0 with too few claims to rank
	Lower  float64
	Shrunk float64
	Range  scoring.Interval
}

// Leaderboard orders the speakers by the share of claims that each has with
// 95% certainty at least, drawn towards what all speakers have.
func (t *Tracker) Leaderboard(ctx context.Context, f LeaderFilter) (Leaderboard, error) {
	if f.Cohort == "" {
		f.Cohort = scoring.RipeCohort
	}
	lines, err := t.Records(ctx, ledger.RecordFilter{By: ledger.PerSpeaker, Topic: f.Topic, FromYear: f.FromYear, ToYear: f.ToYear}, f.Cohort)
	if err != nil {
		return Leaderboard{}, err
	}
	var board Leaderboard
	var scores []scoring.Score
	for _, l := range lines {
		scores = append(scores, scoring.Score{True: l.Tally.StrictTrue, N: l.Tally.StrictN})
		board.Mean.True, board.Mean.N = board.Mean.True+l.Tally.StrictTrue, board.Mean.N+l.Tally.StrictN
	}
	board.Prior, _ = scoring.PriorOf(scores)
	for i, l := range lines {
		if l.Tally.StrictN < max(f.Least, 1) {
			continue
		}
		s := scores[i]
		board.Rows = append(board.Rows, Leader{
			RecordLine: l, Record: scoring.RecordOf(l.Tally),
			Lower: board.Prior.Lower(s), Shrunk: board.Prior.Shrunk(s), Range: board.Prior.Range(s),
		})
	}
	enough := func(l Leader) int {
		if l.Tally.StrictN >= scoring.EnoughToRank {
			return 1
		}
		return 0
	}
	slices.SortFunc(board.Rows, func(a, b Leader) int {
		return cmp.Or(cmp.Compare(enough(b), enough(a)), cmp.Compare(b.Lower, a.Lower), cmp.Compare(b.Tally.StrictN, a.Tally.StrictN),
			cmp.Compare(a.SpeakerName, b.SpeakerName), cmp.Compare(a.SpeakerID, b.SpeakerID))
	})
	for i := range board.Rows {
		if enough(board.Rows[i]) == 1 {
			board.Rows[i].Rank = i + 1
		}
	}
	return board, nil
}
