package scoring

import (
	"math"

	"foresaid/internal/ledger"
)

const (
	// EnoughForAllBins is the number of claims from which calibration is
	// plotted in ledger.Bins bins; with fewer, in half as many.
	EnoughForAllBins = 50
	// thinBelow is the number of claims under which a bin says little.
	thinBelow = 5
	// bandLevel is how much of what chance does the band of a plot holds.
	bandLevel = 0.95
)

// PlotBins is the bins to plot, empty ones included: all as they are, or with
// fewer than EnoughForAllBins claims each two neighbours merged.
func PlotBins(bins [ledger.Bins]ledger.Bin) []ledger.Bin {
	n := 0
	for _, b := range bins {
		n += b.N
	}
	if n >= EnoughForAllBins {
		return bins[:]
	}
	merged := make([]ledger.Bin, 0, len(bins)/2)
	for i := 0; i < len(bins); i += 2 {
		merged = append(merged, bins[i].Plus(bins[i+1]))
	}
	return merged
}

// CalibrationPoint is one bin of a calibration plot. All but the counts are
// from 0 to 1 and have no unit.
type CalibrationPoint struct {
	Low, High float64  // edges of the bin
	N, True   int      // claims, and those that happened
	Mean      float64  // of the probabilities
	Share     float64  // True/N; calibrated is near Mean, neither high nor low
	Range     Interval // Wilson's, of Share
	Band      Interval // ConsistencyBand around Mean, 95%
	Thin      bool     // of too few claims to say much
}

// Calibration is the points of the plot of bins, after PlotBins, ascending.
// Bins without a claim, or that contradict themselves, have no point.
func Calibration(bins [ledger.Bins]ledger.Bin) []CalibrationPoint {
	plotted := PlotBins(bins)
	edges := float64(len(plotted))
	var points []CalibrationPoint
	for i, b := range plotted {
		if b.N == 0 || !sound(b) {
			continue
		}
		p := CalibrationPoint{
			Low: float64(i) / edges, High: float64(i+1) / edges,
			N: b.N, True: b.True,
			Mean:  share(b.P, int64(b.N)*certain).Value,
			Share: share(int64(b.True), int64(b.N)).Value,
			Thin:  b.N < thinBelow,
		}
		p.Range, _ = Wilson(b.True, b.N)
		p.Band = ConsistencyBand(b.N, p.Mean, bandLevel)
		points = append(points, p)
	}
	return points
}

// ConsistencyBand is where the share true of n claims falls with probability
// level if each one happens with probability mean: a share outside is hard to
// put down to chance.
//
// Range 0 to 1, in steps of 1/n; neither wide nor narrow is better; no unit.
// The ends are quantiles of the binomial distribution, the smallest count
// whose cumulative probability reaches (1 ± level)/2. Empty, 0 to 0, for n < 1
// or a mean outside 0 to 1; level is above 0 and below 1. Bröcker and Smith
// (2007), in a form without resampling.
func ConsistencyBand(n int, mean, level float64) Interval {
	if n < 1 || mean < 0 || mean > 1 {
		return Interval{}
	}
	low, high := binomialQuantile(n, mean, (1-level)/2), binomialQuantile(n, mean, (1+level)/2)
	return Interval{Low: float64(low) / float64(n), High: float64(high) / float64(n)}
}

// binomialQuantile is the smallest k with P(X ≤ k) ≥ alpha.
func binomialQuantile(n int, p, alpha float64) int {
	switch p { // certain, and without a logarithm
	case 0:
		return 0
	case 1:
		return n
	}
	// Logarithms, as (1−p)ⁿ is nothing to a float for a large n. Sums are good
	// to the slack up to some 100,000 claims; it keeps ties on the lower side.
	const slack = 1e-9
	yes, no := math.Log(p), math.Log1p(-p)
	all, cumulative := logFactorial(n), 0.0
	for k := range n {
		ways := all - logFactorial(k) - logFactorial(n-k)
		cumulative += math.Exp(ways + float64(k)*yes + float64(n-k)*no)
		if cumulative >= alpha-slack {
			return k
		}
	}
	return n
}

func logFactorial(n int) float64 {
	v, _ := math.Lgamma(float64(n) + 1)
	return v
}

// ExpectedCalibrationError is the mean distance of a claim's bin from being
// calibrated: between the mean probability there and the share that happened.
// It depends on the bins given.
//
// Range 0 to 1, lower is better, no unit. Undefined without a claim. Naeini,
// Cooper and Hauskrecht (2015).
func ExpectedCalibrationError(bins []ledger.Bin) Figure {
	all, ok := total(bins)
	if !ok {
		return undefined(Inconsistent)
	}
	apart := int64(0)
	for _, b := range bins {
		apart += magnitude(int64(b.True)*certain - b.P)
	}
	return share(apart, int64(all.N)*certain)
}

func magnitude(v int64) int64 { return max(v, -v) }
