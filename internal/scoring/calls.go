package scoring

import (
	"cmp"
	"slices"

	"foresaid/internal/ledger"
)

// Call is a claim with how much better, or worse, it did than its reference.
type Call struct {
	Claim     ledger.Claim
	Gain      float64 // nats: the reference's log error less the claim's own; higher is better
	Reference ledger.Probability
	Kind      ReferenceKind
}

// Calls returns the best and the worst calls among claims with an outcome, at
// most n of each, the extreme ones first: those whose probability did best and
// worst against what was to be expected. A best call took the side that came
// true, a worst one did not. Of a claim without a probability it
// is only known that the speaker took its side, so that it counts where a
// recorded reference says how bold that was.
func (v View) Calls(claims []ledger.Claim, rates Rates, n int) (best, worst []Call) {
	var calls []Call
	for _, c := range v.Choose(claims) {
		if !v.scored(c) {
			continue
		}
		p, kind := rates.For(c)
		happened := c.Standing.Outcome == ledger.Happened
		call := Call{Claim: c, Reference: p, Kind: kind}
		switch {
		case c.Confidence.Scored() && c.Confidence.Probability == ledger.Certain/2: // takes no side
			continue
		case c.Confidence.Scored():
			call.Gain = nats(p, happened) - nats(c.Confidence.Probability, happened)
		case kind != RecordedReference:
			continue
		case happened:
			call.Gain = nats(p, true)
		default:
			call.Gain = -nats(p, false)
		}
		calls = append(calls, call)
	}
	slices.SortStableFunc(calls, func(a, b Call) int { return cmp.Or(cmp.Compare(b.Gain, a.Gain), cmp.Compare(a.Claim.ID, b.Claim.ID)) })
	for _, c := range calls {
		if c.Gain > 0 && c.right() && len(best) < n {
			best = append(best, c)
		}
	}
	for _, c := range slices.Backward(calls) {
		if c.Gain < 0 && !c.right() && len(worst) < n {
			worst = append(worst, c)
		}
	}
	return best, worst
}

// right tells whether the side came true that the claim takes.
func (c Call) right() bool {
	yes := !c.Claim.Confidence.Scored() || c.Claim.Confidence.Probability >= ledger.Certain/2
	return yes == (c.Claim.Standing.Outcome == ledger.Happened)
}

func nats(p ledger.Probability, happened bool) float64 {
	return float64(ledger.LogError(p, happened)) / 1e9
}

// Chain is one proposition that a speaker has claimed again and again, in the
// order in which it was said.
type Chain struct {
	Claims []ledger.Claim
	Moved  int // how many of them put a passed or earlier deadline off
}

// Chains finds restated claims: those of one speaker on the same side of one
// question, the most often moved first. Withdrawn claims are left out.
func Chains(claims []ledger.Claim) []Chain {
	type of struct {
		speaker, question int64
		side              ledger.Side
	}
	found := map[of][]ledger.Claim{}
	for _, c := range claims {
		if c.QuestionID != 0 && c.State != ledger.StateWithdrawn {
			key := of{c.SpeakerID, c.QuestionID, c.Side}
			found[key] = append(found[key], c)
		}
	}
	var chains []Chain
	for _, said := range found {
		if len(said) < 2 {
			continue
		}
		slices.SortFunc(said, func(a, b ledger.Claim) int {
			return cmp.Or(a.SaidOn.Compare(b.SaidOn), a.Deadline.To.Compare(b.Deadline.To), cmp.Compare(a.ID, b.ID))
		})
		chain := Chain{Claims: said}
		var last ledger.Date // the deadline that was given last
		for _, c := range said {
			if !last.IsZero() && c.Deadline.To.After(last) {
				chain.Moved++
			}
			if !c.Deadline.To.IsZero() {
				last = c.Deadline.To
			}
		}
		chains = append(chains, chain)
	}
	slices.SortFunc(chains, func(a, b Chain) int {
		return cmp.Or(cmp.Compare(b.Moved, a.Moved), cmp.Compare(len(b.Claims), len(a.Claims)), cmp.Compare(a.Claims[0].ID, b.Claims[0].ID))
	})
	return chains
}

// Group is the tally of the claims that have something in common.
type Group struct {
	Key   string
	Tally ledger.Tally
}

// Grouped adds up chosen claims by the keys that of gives each, in the order
// of the keys. Groups without a claim that has an outcome are left out.
func (v View) Grouped(claims []ledger.Claim, of func(ledger.Claim) []string) []Group {
	parts := map[string][]ledger.Claim{}
	for _, c := range v.Choose(claims) {
		for _, key := range of(c) {
			parts[key] = append(parts[key], c)
		}
	}
	var groups []Group
	for key, part := range parts {
		if t := v.Tally(part); t.StrictN > 0 {
			groups = append(groups, Group{key, t})
		}
	}
	slices.SortFunc(groups, func(a, b Group) int { return cmp.Compare(a.Key, b.Key) })
	return groups
}
