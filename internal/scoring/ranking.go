package scoring

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// EnoughToRank is the number of strictly judged claims from which a rank is
// printed.
const EnoughToRank = 25

// Score is how many of n claims happened.
type Score struct{ True, N int }

// Prior is what is expected of a speaker before any claim is judged, learnt
// from all speakers: so many claims of average luck are added to each record.
type Prior struct {
	Mean     float64 // μ, the share of all claims that happened, 0 to 1
	Strength float64 // M, in claims; infinite where speakers do not differ more than chance makes them
}

// fewSpeakers is the number of speakers below which their spread says too
// little, and fewStrength the strength of the prior then.
const (
	fewSpeakers = 5
	fewStrength = 10
)

// PriorOf estimates the prior from the speakers with claims; ok is false
// without any. With fewer than five speakers its strength is 10 claims.
// Beta-binomial by moments: Kleinman (1973).
func PriorOf(scores []Score) (p Prior, ok bool) {
	p.Mean, _, p.Strength, ok = moments(scores)
	speakers := 0
	for _, s := range scores {
		if s.N > 0 {
			speakers++
		}
	}
	if speakers < fewSpeakers {
		p.Strength = fewStrength
	}
	return p, ok
}

// moments are μ, ρ, the correlation within a speaker's claims, at least 0 and
// below 1, and M = (1 − ρ)/ρ. Where ρ can't be told, because nobody has two
// claims or all have the same luck, it is 0.
func moments(scores []Score) (mean, rho, strength float64, ok bool) {
	n, k := 0.0, 0.0
	for _, s := range scores {
		n, k = n+float64(s.N), k+float64(s.True)
	}
	if n == 0 {
		return 0, 0, math.Inf(1), false
	}
	mean = k / n
	var spread, between, noise float64
	for _, s := range scores {
		if s.N == 0 {
			continue
		}
		w, p := float64(s.N)/n, float64(s.True)/float64(s.N)
		spread += w * (p - mean) * (p - mean)
		between += w * (1 - w)
		noise += w * (1 - w) / float64(s.N)
	}
	variance := mean * (1 - mean)
	if below := variance * (between - noise); below > 0 {
		rho = (spread - variance*noise) / below
	}
	if rho <= 0 {
		return mean, 0, math.Inf(1), true
	}
	rho = min(rho, 1-1e-9)
	return mean, rho, (1 - rho) / rho, true
}

// Shrunk is the expected share of a speaker's claims that happen, θ̂: between
// the speaker's own and everybody's, nearer to the former the more claims
// there are. Range 0 to 1, higher is better.
func (p Prior) Shrunk(s Score) float64 {
	if math.IsInf(p.Strength, 1) {
		return p.Mean
	}
	return (float64(s.True) + p.Strength*p.Mean) / (float64(s.N) + p.Strength)
}

// Lower is the share that the speaker has with 95% certainty at least: the 5%
// quantile of the posterior. Speakers are ordered by it. Range 0 to 1, higher
// is better.
func (p Prior) Lower(s Score) float64 { return p.quantile(s, 0.05) }

// Range is the 95% interval of the posterior.
func (p Prior) Range(s Score) Interval {
	return Interval{p.quantile(s, 0.025), p.quantile(s, 0.975)}
}

// strongest is a strength that is as good as infinite: it leaves a speaker's
// own claims just enough weight to order by.
const strongest = 1e6

func (p Prior) quantile(s Score, q float64) float64 {
	m := min(p.Strength, strongest)
	a, b := float64(s.True)+m*p.Mean, float64(s.N-s.True)+m*(1-p.Mean)
	switch {
	case a <= 0:
		return 0
	case b <= 0:
		return 1
	}
	return distuv.Beta{Alpha: a, Beta: b}.Quantile(q)
}

// Jeffreys is the 95% interval of the share k/n by Jeffreys' prior, for small
// numbers; exactly 0 at the low end for k = 0 and 1 at the high end for k = n.
//
// Range 0 to 1, narrower is more certain. Not defined, ok false, for n = 0 or
// counts that contradict each other. Brown, Cai and DasGupta (2001).
func Jeffreys(k, n int) (i Interval, ok bool) {
	if n <= 0 || k < 0 || k > n {
		return Interval{}, false
	}
	b := distuv.Beta{Alpha: float64(k) + 0.5, Beta: float64(n-k) + 0.5}
	i = Interval{0, 1}
	if k > 0 {
		i.Low = b.Quantile(0.025)
	}
	if k < n {
		i.High = b.Quantile(0.975)
	}
	return i, true
}
