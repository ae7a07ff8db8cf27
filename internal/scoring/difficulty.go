package scoring

import (
	"cmp"
	"maps"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Attempt is what somebody's probabilities on a question came to.
type Attempt struct {
	Forecaster, Question int64
	Squared              float64  // mean squared error, 0 to 1
	Reference            *float64 // that of the reference probability on the question, or nil
}

// Adjusted is a forecaster's score.
type Adjusted struct {
	Forecaster int64
	Score      Figure // difficulty-adjusted Brier score
	N          int    // questions that could be used
}

// DifficultyAdjusted corrects Brier scores for how hard the questions were
// that each forecaster took, in the order of the forecasters. Each squared
// error is taken as a_i + b_j, the forecaster's part and the question's, by
// least squares. b_j is found from the forecasters where a question has
// several; else it is the squared error of the reference probability; a
// question with neither can't be used. The scores are shifted so that always
// saying 50% gives 0.25.
//
// About 0 to 1, lower is better. Undefined without a question that can be used
// (NoData), and for forecasters who share no question, directly or through
// others, with the larger part of the field (NotConnected). ForecastBench
// (Karger et al., 2025).
func DifficultyAdjusted(attempts []Attempt) []Adjusted {
	f := newField(attempts)
	group := f.largest()
	found := f.solve(group)
	all := make([]Adjusted, 0, len(f.questionsOf))
	for _, who := range slices.Sorted(maps.Keys(f.questionsOf)) {
		a := Adjusted{Forecaster: who, N: len(f.questionsOf[who]), Score: undefined(NotConnected)}
		if score, ok := found[who]; ok {
			a.Score = defined(score)
		} else if a.N == 0 {
			a.Score = undefined(NoData)
		}
		all = append(all, a)
	}
	return all
}

// field is who took what, as far as it can be used.
type field struct {
	questionsOf map[int64]map[int64]float64 // forecaster → question → squared error
	takersOf    map[int64][]int64           // question → forecasters, in order
	anchor      map[int64]float64           // question → the reference's squared error, where only one took it
}

func newField(attempts []Attempt) field {
	f := field{map[int64]map[int64]float64{}, map[int64][]int64{}, map[int64]float64{}}
	type pair struct{ who, what int64 }
	sums, counts := map[pair]float64{}, map[pair]int{}
	references := map[int64]float64{}
	// the order of sums is fixed, so that the order of attempts does not matter
	sorted := slices.SortedFunc(slices.Values(attempts), func(a, b Attempt) int {
		return cmp.Or(cmp.Compare(a.Forecaster, b.Forecaster), cmp.Compare(a.Question, b.Question), cmp.Compare(a.Squared, b.Squared))
	})
	for _, a := range sorted {
		at := pair{a.Forecaster, a.Question}
		if counts[at] == 0 {
			f.takersOf[a.Question] = append(f.takersOf[a.Question], a.Forecaster)
		}
		sums[at] += a.Squared
		counts[at]++
		if a.Reference != nil {
			references[a.Question] = *a.Reference
		}
		if f.questionsOf[a.Forecaster] == nil {
			f.questionsOf[a.Forecaster] = map[int64]float64{}
		}
	}
	for at, sum := range sums {
		if len(f.takersOf[at.what]) == 1 {
			reference, there := references[at.what]
			if !there {
				continue
			}
			f.anchor[at.what] = reference
		}
		f.questionsOf[at.who][at.what] = sum / float64(counts[at])
	}
	return f
}

// largest is the largest group of forecasters that can be compared. All that
// have an anchored question are on its scale, and so in one group.
func (f field) largest() map[int64]bool {
	group := map[int64]int64{} // forecaster → the group's first
	var join func(who, to int64)
	join = func(who, to int64) {
		if _, in := group[who]; in {
			return
		}
		group[who] = to
		for what := range f.questionsOf[who] {
			for _, other := range f.takersOf[what] {
				join(other, to)
			}
		}
	}
	anchored := int64(0)
	sizes := map[int64]int{}
	for _, who := range slices.Sorted(maps.Keys(f.questionsOf)) {
		if _, in := group[who]; in || len(f.questionsOf[who]) == 0 {
			continue
		}
		join(who, who)
	}
	isAnchored := map[int64]bool{}
	for what := range f.anchor {
		isAnchored[group[f.takersOf[what][0]]] = true
	}
	for _, first := range slices.Sorted(maps.Keys(isAnchored)) {
		if anchored == 0 {
			anchored = first
		}
		for who, g := range group {
			if g == first {
				group[who] = anchored
			}
		}
	}
	for _, g := range group {
		sizes[g]++
	}
	best, most := int64(0), 1
	for _, g := range slices.Sorted(maps.Keys(sizes)) {
		n := sizes[g]
		if g == anchored {
			n++ // the reference is one of them
		}
		if n > most {
			best, most = g, n
		}
	}
	members := map[int64]bool{}
	for who, g := range group {
		if g == best && most > 1 {
			members[who] = true
		}
	}
	return members
}

// solve finds the scores of a group. With the questions' parts taken out,
// what is left are as many equations as forecasters.
func (f field) solve(group map[int64]bool) map[int64]float64 {
	who := slices.Sorted(maps.Keys(group))
	at := map[int64]int{}
	for i, id := range who {
		at[id] = i
	}
	n := len(who)
	if n == 0 {
		return nil
	}
	left, right := mat.NewDense(n, n, nil), mat.NewVecDense(n, nil)
	add := func(i, j int, v float64) { left.Set(i, j, left.At(i, j)+v) }
	questions := map[int64]bool{}
	for _, id := range who {
		for what := range f.questionsOf[id] {
			questions[what] = true
		}
	}
	for _, what := range slices.Sorted(maps.Keys(questions)) {
		takers := f.takersOf[what]
		if b, anchored := f.anchor[what]; anchored {
			i := at[takers[0]]
			add(i, i, 1)
			right.SetVec(i, right.AtVec(i)+f.questionsOf[takers[0]][what]-b)
			continue
		}
		mean, share := 0.0, 1/float64(len(takers))
		for _, id := range takers {
			mean += f.questionsOf[id][what] * share
		}
		for _, id := range takers {
			i := at[id]
			add(i, i, 1)
			for _, other := range takers {
				add(i, at[other], -share)
			}
			right.SetVec(i, right.AtVec(i)+f.questionsOf[id][what]-mean)
		}
	}
	var svd mat.SVD
	if !svd.Factorize(left, mat.SVDThin) {
		return nil
	}
	// Without an anchor only differences are determined; the mean of the
	// questions' parts below makes up for any shift.
	const negligible = 1e-10
	rank := 0
	for _, v := range svd.Values(nil) {
		if v > negligible*float64(n) {
			rank++
		}
	}
	a := mat.NewVecDense(n, nil)
	if rank > 0 {
		svd.SolveVecTo(a, right, rank)
	}
	level := 0.0
	for _, what := range slices.Sorted(maps.Keys(questions)) {
		b, anchored := f.anchor[what]
		if !anchored {
			for _, id := range f.takersOf[what] {
				b += (f.questionsOf[id][what] - a.AtVec(at[id])) / float64(len(f.takersOf[what]))
			}
		}
		level += b / float64(len(questions))
	}
	scores := map[int64]float64{}
	for i, id := range who {
		scores[id] = a.AtVec(i) + level
	}
	return scores
}
