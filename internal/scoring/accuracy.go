package scoring

// Accuracy is the strict share k/n of claims that happened as claimed and in
// time, where n counts those with an Outcome.
//
// Range 0 to 1, higher is better, no unit. Undefined for n = 0. A proportion;
// see Wilson for how far to trust it.
func Accuracy(k, n int) Figure { return share(int64(k), int64(n)) }

// GradedAccuracy is the mean credit of n graded claims, mixed ones included,
// given the sum of their credits in quarters (ledger.Grade.Quarters): true 1,
// mostly true ¾, mixed ½, mostly false ¼, false 0.
//
// A claim that came true too late counts as missed in Accuracy but keeps the
// credit of its grade here: the idea was right, the date was not.
//
// Range 0 to 1, higher is better, no unit. Undefined for n = 0. Five ordered
// points as in the assessment of Kurzweil's predictions (Armstrong, 2013).
func GradedAccuracy(quarters, n int) Figure { return share(int64(quarters), 4*int64(n)) }
