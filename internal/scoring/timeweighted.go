package scoring

import (
	"cmp"
	"slices"
	"time"

	"foresaid/internal/ledger"
)

// Change is a probability that stands from At until the next one.
type Change struct {
	At          time.Time
	Probability ledger.Probability
}

// inOrder are the changes before until, oldest first.
func inOrder(changes []Change, until time.Time) []Change {
	var sorted []Change
	for _, c := range changes {
		if c.At.Before(until) {
			sorted = append(sorted, c)
		}
	}
	slices.SortStableFunc(sorted, func(a, b Change) int { return a.At.Compare(b.At) })
	return sorted
}

// Standing is the probability that stood last before until; ok is false where
// none did.
func Standing(changes []Change, until time.Time) (p ledger.Probability, ok bool) {
	sorted := inOrder(changes, until)
	if len(sorted) == 0 {
		return 0, false
	}
	return sorted[len(sorted)-1].Probability, true
}

// TimeWeighted is the average of a score over the time from the first change
// until until, each probability weighing as long as it stood. What comes
// later does not count.
//
// In the range, orientation and unit of score. Undefined where no probability
// stood before until.
func TimeWeighted(changes []Change, until time.Time, score func(ledger.Probability) float64) Figure {
	sorted := inOrder(changes, until)
	if len(sorted) == 0 {
		return undefined(NoData)
	}
	sum, all := 0.0, until.Sub(sorted[0].At).Seconds()
	for i, c := range sorted {
		end := until
		if i+1 < len(sorted) {
			end = sorted[i+1].At
		}
		sum += score(c.Probability) * end.Sub(c.At).Seconds()
	}
	return defined(sum / all)
}

// TimeWeightedPeer is the average of the peer score over the time in which
// there stood a probability of mine and at least one of others, until until.
//
// Range and unit of Peer, higher is better. Undefined where that was never so.
func TimeWeightedPeer(mine []Change, others [][]Change, until time.Time, happened bool) Figure {
	type moment struct {
		Change
		who int // −1 is me
	}
	var moments []moment
	for _, c := range inOrder(mine, until) {
		moments = append(moments, moment{c, -1})
	}
	for i, changes := range others {
		for _, c := range inOrder(changes, until) {
			moments = append(moments, moment{c, i})
		}
	}
	slices.SortStableFunc(moments, func(a, b moment) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.who, b.who)) })
	standing := map[int]ledger.Probability{}
	sum, all := 0.0, 0.0
	for i, m := range moments {
		standing[m.who] = m.Probability
		end := until
		if i+1 < len(moments) {
			end = moments[i+1].At
		}
		own, in := standing[-1]
		if !in || len(standing) < 2 {
			continue
		}
		var rest []ledger.Probability
		for j := range others {
			if p, there := standing[j]; there {
				rest = append(rest, p)
			}
		}
		length := end.Sub(m.At).Seconds()
		sum += Peer(own, rest, happened).Value * length
		all += length
	}
	if all == 0 {
		return undefined(NoData)
	}
	return defined(sum / all)
}
