package scoring

import (
	"math/big"

	"foresaid/internal/ledger"
)

// certain is 1 in parts per million, as sums have it.
const certain = int64(ledger.Certain)

// Decomposition splits a Brier score into what calibration, what telling
// cases apart, and what the cases themselves add to it. Each part is exact:
// Brier = Reliability − GeneralResolution + Uncertainty. In the parts, "mean"
// is that of the probabilities in a bin, "share" that of its claims which
// happened.
//
// No units. Murphy (1973); the within-bin parts Stephenson, Coelho and
// Jolliffe (2008).
type Decomposition struct {
	Brier *big.Rat // 0 to 1, lower is better

	Reliability *big.Rat // how far means are from shares, squared: 0 to 1, lower is better
	Resolution  *big.Rat // how far shares are from the overall one, squared: 0 to ¼, higher is better
	Uncertainty *big.Rat // variance of what happened: 0 to ¼, neither good nor bad

	// Probabilities in one bin differ, so that the three parts of Murphy alone
	// do not add up to the score.
	WithinVariance    *big.Rat // of probabilities about their bin's mean: 0 to ¼, lower is better
	WithinCovariance  *big.Rat // twice, of those with what happened: −½ to ½, higher is better
	GeneralResolution *big.Rat // Resolution − WithinVariance + WithinCovariance: −¾ to ¼, higher is better
}

// Decompose splits the Brier score of the claims in bins. Not defined, ok
// false, without a claim or with counts that contradict each other.
func Decompose(bins []ledger.Bin) (d Decomposition, ok bool) {
	all, ok := total(bins)
	if !ok || all.N == 0 {
		return Decomposition{}, false
	}
	overall := rat(int64(all.True), int64(all.N))
	reliability, resolution, variance, covariance := new(big.Rat), new(big.Rat), new(big.Rat), new(big.Rat)
	for _, b := range bins {
		if b.N == 0 {
			continue
		}
		n := rat(int64(b.N), 1)
		binShare, mean := rat(int64(b.True), int64(b.N)), rat(b.P, certain*int64(b.N))
		reliability.Add(reliability, times(n, squaredDistance(mean, binShare)))
		resolution.Add(resolution, times(n, squaredDistance(binShare, overall)))
		variance.Add(variance, minus(rat(b.PP, certain*certain), times(n, mean, mean)))
		covariance.Add(covariance, minus(rat(b.PTrue, certain), times(n, binShare, mean)))
	}
	per := rat(1, int64(all.N))
	d = Decomposition{
		Reliability:      times(per, reliability),
		Resolution:       times(per, resolution),
		Uncertainty:      times(overall, minus(rat(1, 1), overall)),
		WithinVariance:   times(per, variance),
		WithinCovariance: times(rat(2, 1), per, covariance),
	}
	d.GeneralResolution = minus(d.Resolution, minus(d.WithinVariance, d.WithinCovariance))
	// Σ(p − y)² is Σp² − 2Σpy + Σy: from the sums, not from the parts.
	squared := minus(rat(all.PP, certain*certain), times(rat(2, 1), rat(all.PTrue, certain)))
	d.Brier = times(per, squared.Add(squared, rat(int64(all.True), 1)))
	return d, true
}

// DecompositionFigures is a Decomposition rounded once, for print.
type DecompositionFigures struct {
	Brier, Reliability, Resolution, Uncertainty         Figure
	WithinVariance, WithinCovariance, GeneralResolution Figure
}

// Figures returns the parts as figures, with the ranges of Decomposition; of
// an empty d they are undefined.
func (d Decomposition) Figures() DecompositionFigures {
	return DecompositionFigures{
		Brier:             ratio(d.Brier),
		Reliability:       ratio(d.Reliability),
		Resolution:        ratio(d.Resolution),
		Uncertainty:       ratio(d.Uncertainty),
		WithinVariance:    ratio(d.WithinVariance),
		WithinCovariance:  ratio(d.WithinCovariance),
		GeneralResolution: ratio(d.GeneralResolution),
	}
}

func ratio(r *big.Rat) Figure {
	if r == nil {
		return undefined(NoData)
	}
	v, _ := r.Float64()
	return defined(v)
}

// total adds up bins; ok is false where one contradicts itself.
func total(bins []ledger.Bin) (sum ledger.Bin, ok bool) {
	for _, b := range bins {
		if !sound(b) {
			return ledger.Bin{}, false
		}
		sum = sum.Plus(b)
	}
	return sum, true
}

// sound tells whether probabilities from 0 to 1 can add up to b.
func sound(b ledger.Bin) bool {
	hits, misses := int64(b.True), int64(b.N-b.True)
	return hits >= 0 && misses >= 0 &&
		b.PTrue >= 0 && b.PTrue <= hits*certain &&
		b.P >= b.PTrue && b.P-b.PTrue <= misses*certain &&
		b.PP >= 0 && b.PP <= b.P*certain
}

func rat(a, b int64) *big.Rat { return big.NewRat(a, b) }

func minus(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }

func times(factors ...*big.Rat) *big.Rat {
	product := rat(1, 1)
	for _, f := range factors {
		product.Mul(product, f)
	}
	return product
}

func squaredDistance(a, b *big.Rat) *big.Rat {
	d := minus(a, b)
	return d.Mul(d, d)
}
