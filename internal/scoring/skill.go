package scoring

// Skill is the part of a reference's error that the speaker did without: the
// Brier skill score, of two sums of squared errors over the same n claims, in
// parts per million squared (ledger.SquaredError). Whoever prints it names the
// reference.
//
// Range 1 down without bound, higher is better, 0 is as good as the reference,
// no unit. Undefined for n = 0, and with a reference that made no error:
// nothing can be better than that. Murphy (1973, "Hedging and
// skill scores").
func Skill(own, reference int64, n int) Figure {
	worst := int64(n) * certain * certain
	switch {
	case min(own, reference) < 0 || max(own, reference) > worst:
		return undefined(Inconsistent)
	case n == 0:
		return undefined(NoData)
	case reference == 0:
		return undefined(PerfectReference)
	}
	return defined(float64(reference-own) / float64(reference))
}
