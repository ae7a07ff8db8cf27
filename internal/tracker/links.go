package tracker

import (
	"context"
	"time"

	"foresaid/internal/ledger"
)

// How links are checked: each one a week, so many a run, so that no run takes
// long and no site is asked often.
const (
	linkRest     = 7 * 24 * time.Hour
	linkAgain    = 20 * time.Hour // for what did not answer
	linksAtATime = 100
	enoughLinks  = 3 // that none answers, to doubt our own network
)

// Prober asks whether a page is there.
type Prober interface {
	// Probe returns the status of HTTP that a link leads to in the end, or 0
	// where nothing answered.
	Probe(ctx context.Context, link string) (status int)
}

// CheckLinks asks for the pages of sources and of the evidence that stands,
// those first that have not been asked for the longest, and keeps what became
// of them. It returns how many have changed. Where no page at all answers, it
// is this side that has no way to the web: Unavailable, and nothing is kept.
func (t *Tracker) CheckLinks(ctx context.Context, p Prober) (int, error) {
	links, err := t.store.LinksToCheck(ctx, t.Now().Add(-linkRest), t.Now().Add(-linkAgain), linksAtATime)
	if err != nil {
		return 0, err
	}
	var checked []ledger.Link
	changed, silent := 0, 0
	for _, l := range links {
		status := p.Probe(ctx, l.Address)
		if ctx.Err() != nil { // it was cut off, which says nothing about the page
			break
		}
		if status == 0 {
			silent++
		}
		next := l.Checked(status, t.Now())
		if next.State != l.State {
			changed++
		}
		checked = append(checked, next)
	}
	if len(checked) >= enoughLinks && silent == len(checked) {
		return 0, ledger.Errorf(ledger.Unavailable, "web_unreachable", "None of %d pages answered; this server seems to have no way to the web, so nothing was noted of them", silent)
	}
	for _, l := range checked {
		if err := t.store.KeepLink(context.WithoutCancel(ctx), l); err != nil {
			return 0, err
		}
	}
	return changed, ctx.Err()
}
