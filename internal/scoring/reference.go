package scoring

import (
	"strings"

	"foresaid/internal/ledger"
)

// Rates are the tracker's base rates by topic: of its strictly judged claims,
// how many happened.
type Rates map[string]Rate

// Rate is k of n.
type Rate struct{ True, N int }

// RatesOf takes the rates from tallies by topic.
func RatesOf(lines []ledger.RecordLine) Rates {
	rates := Rates{}
	for _, l := range lines {
		rates[l.Topic] = Rate{l.Tally.StrictTrue, l.Tally.StrictN}
	}
	return rates
}

// For returns the best reference for a claim: the probability that was
// recorded with it; else the base rate of the first of its topics that has at
// least EnoughToTell claims; else 50%.
func (r Rates) For(c ledger.Claim) (p ledger.Probability, kind ReferenceKind) {
	if c.Reference != nil {
		return *c.Reference, RecordedReference
	}
	for _, topic := range c.Topics {
		if rate := r[topic]; rate.N >= EnoughToTell {
			return ledger.ProbabilityOf(float64(rate.True) / float64(rate.N)), BaseRateReference
		}
	}
	return ledger.Certain / 2, EvenReference
}

// ReferenceKind says where a reference probability comes from.
type ReferenceKind string

// The kinds, best first.
const (
	RecordedReference ReferenceKind = "recorded"  // what the crowd or the market said then
	BaseRateReference ReferenceKind = "base_rate" // of the tracker's judged claims on the topic
	EvenReference     ReferenceKind = "even"      // 50%
)

// Reference is what a skill score is measured against.
type Reference struct {
	Recorded, BaseRate, Even int    // how many claims have which kind
	Own, Sum                 int64  // summed squared errors, own and the reference's
	Brier                    Figure // of the reference, over the same claims
}

func (r *Reference) add(c ledger.Claim, rates Rates) {
	p, kind := rates.For(c)
	switch kind {
	case RecordedReference:
		r.Recorded++
	case BaseRateReference:
		r.BaseRate++
	default:
		r.Even++
	}
	happened := c.Standing.Outcome == ledger.Happened
	r.Own += ledger.SquaredError(c.Confidence.Probability, happened)
	r.Sum += ledger.SquaredError(p, happened)
}

func (r Reference) plus(o Reference) Reference {
	r = Reference{
		Recorded: r.Recorded + o.Recorded, BaseRate: r.BaseRate + o.BaseRate, Even: r.Even + o.Even, Own: r.Own + o.Own, Sum: r.Sum + o.Sum,
	}
	r.Brier = Brier(ledger.ForecastSum{N: r.N(), Squared: r.Sum})
	return r
}

// N is the number of claims.
func (r Reference) N() int { return r.Recorded + r.BaseRate + r.Even }

// Name joins the kinds in use, such as "recorded" or "recorded+even"; empty
// without a claim.
func (r Reference) Name() string {
	var names []string
	for _, k := range []struct {
		n    int
		kind ReferenceKind
	}{{r.Recorded, RecordedReference}, {r.BaseRate, BaseRateReference}, {r.Even, EvenReference}} {
		if k.n > 0 {
			names = append(names, string(k.kind))
		}
	}
	return strings.Join(names, "+")
}
