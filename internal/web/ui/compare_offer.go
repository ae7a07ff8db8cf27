package ui

import (
	"cmp"
	"maps"
	"slices"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
)

// namedOffer is a speaker to add to a comparison.
type namedOffer struct {
	Name, Tag string
	URL       string // of the comparison with the speaker
	Judged    int
}

// compareOffers are the speakers with the most judged claims who are not in
// the comparison yet.
func (u *UI) compareOffers(c echo.Context, p comparePage) ([]namedOffer, error) {
	filter := ledger.RecordFilter{By: ledger.PerSpeaker, Topic: p.Filter.View.Topic}
	lines, err := u.Tracker.Records(ctxOf(c), filter, p.Filter.View.Cohort)
	if err != nil {
		return nil, err
	}
	lines = slices.DeleteFunc(lines, func(l ledger.RecordLine) bool {
		return l.Tally.Judged == 0 || slices.ContainsFunc(p.People, func(o comparePerson) bool { return o.Speaker.ID == l.SpeakerID })
	})
	slices.SortStableFunc(lines, func(a, b ledger.RecordLine) int { return cmp.Compare(b.Tally.Judged, a.Tally.Judged) })
	var offers []namedOffer
	for _, l := range lines[:min(len(lines), offered)] {
		f := p.Filter
		f.values = maps.Clone(f.values)
		f.values["speaker"] = append(slices.Clone(f.values["speaker"]), l.SpeakerPublicID)
		offers = append(offers, namedOffer{l.SpeakerName, nameTag(l.SpeakerName), f.with("", ""), l.Tally.Judged})
	}
	return offers, nil
}
