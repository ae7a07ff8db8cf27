package ui

import (
	"html/template"
	"slices"
	"strconv"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
	"foresaid/internal/web/chart"
)

// mostGroups is how many topics a record shows.
const mostGroups = 12

// parts are the drawings of a record's groups: by topic, horizon and year.
func (r recordView) parts(claims []ledger.Claim) (parts []template.HTML, err error) {
	outcomes := []string{"outcome", string(ledger.Happened), "outcome", string(ledger.Missed)}
	add := func(drawn template.HTML, failed error) {
		if failed != nil && err == nil {
			err = failed
		}
		if drawn != "" {
			parts = append(parts, drawn)
		}
	}
	topics := r.view.Grouped(claims, func(c ledger.Claim) []string { return c.Topics })
	slices.SortStableFunc(topics, func(a, b scoring.Group) int { return b.Tally.StrictN - a.Tally.StrictN })
	add(r.groups("by-topic", r.l.T("record.groups.topic"), topics[:min(len(topics), mostGroups)],
		func(key string) (string, string) { return key, nameTag(key) },
		func(key string) string { return r.Claims(append(outcomes, "topic", key)...) }))

	horizons := r.view.Grouped(claims, func(c ledger.Claim) []string { return []string{string(c.Horizon())} })
	slices.SortFunc(horizons, func(a, b scoring.Group) int {
		return slices.Index(ledger.Horizons, ledger.Horizon(a.Key)) - slices.Index(ledger.Horizons, ledger.Horizon(b.Key))
	})
	add(r.groups("by-horizon", r.l.T("record.groups.horizon"), horizons,
		func(key string) (string, string) { return r.l.T("record.horizon." + key), "" },
		func(key string) string { return r.Claims(append(outcomes, "horizon", key)...) }))

	years := r.view.Grouped(claims, func(c ledger.Claim) []string {
		if c.DeadlineYear() == 0 {
			return nil
		}
		return []string{strconv.Itoa(c.DeadlineYear())}
	})
	add(r.groups("by-year", r.l.T("record.groups.year"), years,
		func(key string) (string, string) { return key, "" },
		func(key string) string {
			return r.Claims(append(outcomes, "from", key+"-01-01", "to", key+"-12-31")...)
		}))
	return parts, err
}

// callView is one of the best or worst calls.
type callView struct {
	ClaimView
	Why string
}

// calls are the best and the worst calls of a record.
func (r recordView) calls(found []scoring.Call, views map[int64]ClaimView) []callView {
	var calls []callView
	for _, call := range found {
		v, l := views[call.Claim.ID], r.l
		share := l.Probability(call.Reference)
		if call.Kind == scoring.BaseRateReference {
			share = l.Percent(call.Reference.Float())
		}
		reference := l.T("record.calls."+string(call.Kind), "share", share)
		why := l.T("record.calls.plain", "reference", reference)
		if call.Claim.Confidence.Scored() {
			why = l.T("record.calls.odds", "odds", l.Probability(call.Claim.Confidence.Probability), "reference", reference)
		}
		calls = append(calls, callView{v, why})
	}
	return calls
}

// chainView is a proposition that was claimed again and again.
type chainView struct {
	Proposition, QuestionURL string
	Sentence                 string
	Drawn                    template.HTML
}

// chains draws restated claims, those whose goalposts moved first.
func (r recordView) chains(found []scoring.Chain, views map[int64]ClaimView) ([]chainView, error) {
	var chains []chainView
	l := r.l
	for i, chain := range found {
		first := views[chain.Claims[0].ID]
		v := chainView{Proposition: first.Statement}
		if first.QuestionPublicID != "" {
			v.Proposition, v.QuestionURL = first.Proposition, "/questions/"+first.QuestionPublicID
		}
		drawn := chart.Chain{
			ID: "chain-" + strconv.Itoa(i+1), Title: v.Proposition, Desc: l.T("record.chain.desc"),
			Table: chart.Table{Summary: l.T("record.chart_table"), Head: []string{l.T("claims.claim"), l.T("claims.said"), l.T("claims.deadline"), l.T("claims.outcome")}},
		}
		for j, c := range chain.Claims {
			claim := views[c.ID]
			said := saidYear(l.T("record.chain.unknown"), c)
			if j == 0 {
				v.Sentence = l.T("record.chain.first", "said", said, "by", r.byYear(claim))
			} else {
				v.Sentence = l.T("record.chain.joined", "before", v.Sentence, "after", l.T("record.chain.again", "said", said, "by", r.byYear(claim)))
			}
			if c.SaidOn.IsZero() || c.Deadline.To.IsZero() {
				continue
			}
			drawn.Links = append(drawn.Links, chart.ChainLink{
				Said: yearOf(c.SaidOn), Deadline: yearOf(c.Deadline.To), SaidText: l.MonthYear(c.SaidOn), DeadlineText: claim.DeadlineText(),
				Label: claim.Statement, URL: claim.URL(), Tone: claim.Tone(),
			})
			drawn.Table.Rows = append(drawn.Table.Rows, []chart.Cell{
				{Text: claim.Statement, URL: claim.URL()}, {Text: l.MonthYear(c.SaidOn)}, {Text: claim.DeadlineText()}, {Text: claim.ToneText()},
			})
		}
		v.Sentence = l.T("record.chain.end", "sentence", v.Sentence)
		var err error
		if v.Drawn, err = drawn.HTML(); err != nil {
			return nil, err
		}
		chains = append(chains, v)
	}
	return chains, nil
}

func saidYear(unknown string, c ledger.Claim) string {
	if c.SaidOn.IsZero() {
		return unknown
	}
	return strconv.Itoa(c.SaidOn.Year)
}

// byYear is a deadline as briefly as it was given.
func (r recordView) byYear(c ClaimView) string {
	if c.Deadline.Precision == ledger.Year {
		return r.l.T("record.chain.year", "year", strconv.Itoa(c.Deadline.To.Year))
	}
	return c.DeadlineText()
}
