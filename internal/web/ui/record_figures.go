package ui

import (
	"math"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
)

func (r recordView) brier() figureView {
	f := figureView{Name: "brier", Value: r.BrierText()}
	p, basis := r.Of(r.view.Basis), r.basis()
	if p.Brier.Defined {
		f.Exact = r.l.Decimal(p.Brier.Value, 6)
		f.Over = []said{say(r.l.T("record.brier.over_"+basis, "n", p.Sum.N), r.Claims(r.withOdds()...))}
	} else {
		f.Over = r.why(p.Brier, "record.brier.none_"+basis)
	}
	if basis == string(scoring.StatedBasis) && r.Worded.Brier.Defined {
		key, range_ := "record.brier.worded", ""
		if r.worded.High > r.worded.Low {
			key, range_ = "record.brier.worded_range", r.l.T("record.range", "low", r.l.Decimal(r.worded.Low, 3), "high", r.l.Decimal(r.worded.High, 3))
		}
		f.Over = append(f.Over, say(r.l.T(key, "n", r.Worded.Sum.N, "score", r.l.Decimal(r.Worded.Brier.Value, 3), "range", range_),
			r.Claims("outcome", string(ledger.Happened), "outcome", string(ledger.Missed), "confidence", string(ledger.WordedConfidence))))
	}
	return f
}

// basis is the view's, by name.
func (r recordView) basis() string {
	if r.view.Basis == "" {
		return string(scoring.StatedBasis)
	}
	return string(r.view.Basis)
}

// BrierText is the Brier score of the view's odds.
func (r recordView) BrierText() string {
	f := r.Of(r.view.Basis).Brier
	if !f.Defined {
		return undefinedFigure
	}
	return r.l.Decimal(f.Value, 3)
}

// odds is a figure over the claims whose odds are scored.
func (r recordView) odds(name string, f scoring.Figure, value func(float64) string) figureView {
	v := figureView{Name: name}
	if !f.Defined {
		v.Over = r.why(f, "record.brier.none_"+r.basis())
		return v
	}
	n := r.Of(r.view.Basis).Sum.N
	v.Over = []said{say(r.l.T("record.brier.over_"+r.basis(), "n", n), r.Claims(r.withOdds()...))}
	if n < scoring.EnoughToTell {
		v.Over = append([]said{say(r.l.T("record.too_few"), "")}, v.Over...)
		return v
	}
	v.Value = value(f.Value)
	return v
}

func (r recordView) skill() figureView {
	p := r.Of(r.view.Basis)
	f := r.odds("skill", p.Skill, func(v float64) string { return r.signed(v, 2) })
	if f.Value != "" {
		f.Over = nil
		for _, kind := range []struct {
			key string
			n   int
		}{{"recorded", p.Reference.Recorded}, {"base_rate", p.Reference.BaseRate}, {"even", p.Reference.Even}} {
			if kind.n > 0 {
				f.Over = append(f.Over, say(r.l.T("record.skill."+kind.key, "n", kind.n), ""))
			}
		}
	}
	return f
}

// signed writes a number with its sign.
func (r recordView) signed(v float64, digits int) string {
	text := r.l.Decimal(math.Abs(v), digits)
	switch {
	case text == r.l.Decimal(0, digits):
		return text
	case v < 0:
		return "−" + text
	}
	return "+" + text
}

func (r recordView) sure() figureView {
	return r.odds("sure", r.Of(r.view.Basis).Overconfidence, func(v float64) string {
		return r.l.T("record.sure.points", "points", r.signed(v*100, 0))
	})
}

func (r recordView) calibrated() figureView {
	return r.odds("calibrated", r.Of(r.view.Basis).Calibration, func(v float64) string { return r.l.Decimal(v, 3) })
}

func (r recordView) logScore() figureView {
	return r.odds("log", r.Of(r.view.Basis).LogScore, func(v float64) string { return r.l.Decimal(v, 3) })
}

func (r recordView) lateness() figureView {
	f := figureView{Name: "lateness"}
	m := r.MedianLateness
	switch {
	case m.Reason == scoring.NotReached:
		f.Over = []said{say(r.l.T("record.lateness.not_reached"), "")}
	case !m.Defined:
		f.Over = r.why(m, "record.nothing_judged")
		return f
	default:
		days := int(math.Abs(math.Round(m.Value)))
		switch {
		case days == 0:
			f.Value = r.l.T("record.lateness.in_time")
		case m.Value < 0:
			f.Value = r.l.T("record.lateness.early", "span", r.l.Span(days))
		default:
			f.Value = r.l.T("record.lateness.late", "span", r.l.Span(days))
		}
		if days > 0 {
			f.Exact = r.l.Days(days)
		}
	}
	if r.Tally.Late > 0 {
		f.Over = append(f.Over, say(r.l.T("record.lateness.over", "n", r.Tally.Late, "span", r.l.Span(int(math.Round(r.MedianDaysLate.Value)))), r.Claims("late", "1")))
	}
	return f
}

func (r recordView) checkable() figureView {
	f := figureView{Name: "checkable"}
	if !r.CheckableShare.Defined {
		f.Over = r.why(r.CheckableShare, "record.no_claims_short")
		return f
	}
	f.Value = r.share(r.CheckableShare)
	f.Over = []said{say(r.l.T("record.checkable.over", "n", r.Tally.Claims, "k", r.l.Number(r.Tally.Claims-r.Tally.Uncheckable)), r.Claims())}
	if r.Tally.Uncheckable > 0 {
		f.Over = append(f.Over, say(r.l.T("record.count.uncheckable", "n", r.Tally.Uncheckable), r.Claims("uncheckable", "1")))
	}
	return f
}

// Shares are the shares of all claims that have no part in the figures.
func (r recordView) Shares() []said {
	t := r.Tally
	var shares []said
	for _, s := range []struct {
		key  string
		n    int
		name string
		is   string
	}{
		{"record.share.unjudged", t.Open + t.Due, "state", string(ledger.StateOpen) + "," + string(ledger.StateDue)},
		{"record.share.overdue", t.Overdue, "overdue", "1"},
		{"record.share.void", t.Void, "state", string(ledger.StateVoid)},
	} {
		if t.Claims > 0 {
			shares = append(shares, say(r.l.T(s.key, "k", r.l.Number(s.n), "share", r.l.Percent(float64(s.n)/float64(t.Claims))), r.Claims(s.name, s.is)))
		}
	}
	return shares
}

// Voids are the void claims by reason.
func (r recordView) Voids() []said {
	var voids []said
	for i, n := range r.Tally.Voided {
		if n > 0 {
			reason := string(ledger.VoidReasons[i])
			voids = append(voids, say(r.l.T("record.voided", "n", n, "reason", r.l.T("reason."+reason)), r.Claims("reason", reason)))
		}
	}
	return voids
}

// termRow is one term of the Brier score.
type termRow struct{ Label, Value, Explain string }

// TermRows are the terms that the Brier score of the view's odds falls into.
func (r recordView) TermRows() []termRow {
	t := r.Of(r.view.Basis).Terms
	var rows []termRow
	for _, term := range []struct {
		name string
		f    scoring.Figure
	}{
		{"reliability", t.Reliability}, {"resolution", t.Resolution}, {"within", t.WithinVariance}, {"covariance", t.WithinCovariance},
		{"general", t.GeneralResolution}, {"uncertainty", t.Uncertainty}, {"brier", t.Brier},
	} {
		if term.f.Defined {
			rows = append(rows, termRow{r.l.T("record.terms." + term.name), r.l.Decimal(term.f.Value, 6), r.l.T("record.terms." + term.name + "_means")})
		}
	}
	return rows
}

// KeptFigures are the figures of a record that is computed from kept tallies.
func (r recordView) KeptFigures() []figureView {
	if r.Stated.Sum.N == 0 {
		return r.named(r.accuracy(), r.graded(), r.brier(), r.checkable())
	}
	return r.named(r.accuracy(), r.graded(), r.brier(), r.sure(), r.calibrated(), r.logScore(), r.likelier(), r.checkable())
}

// likelier is how often the side came true that was thought likelier.
func (r recordView) likelier() figureView {
	p := r.Of(r.view.Basis)
	f := figureView{Name: "likelier"}
	if !p.Likelier.Defined {
		f.Over = r.why(p.Likelier, "record.brier.none_"+r.basis())
		return f
	}
	if p.LikelierN >= scoring.EnoughToTell {
		f.Value = r.share(p.Likelier)
	}
	f.Over = []said{say(r.l.T("record.likelier.over", "n", p.LikelierN, "k", r.l.Number(p.LikelierTrue)), r.Claims(r.withOdds()...))}
	return f
}
