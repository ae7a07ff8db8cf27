package tracker

import (
	"context"
	"time"
)

// How links are checked: each one a week, so many a run, so that no run takes
// long and no site is asked often.
const (
	linkRest     = 7 * 24 * time.Hour
	linkAgain    = 20 * time.Hour // for what did not answer
	linksAtATime = 100
)

// Prober asks whether a page is there.
type Prober interface {
	// Probe returns the status of HTTP that a link leads to in the end, or 0
	// where nothing answered.
	Probe(ctx context.Context, link string) (status int)
}

// CheckLinks asks for the pages of sources and of the evidence that stands,
// those first that have not been asked for the longest, and keeps what became
// of them. It returns how many have changed.
func (t *Tracker) CheckLinks(ctx context.Context, p Prober) (int, error) {
	links, err := t.store.LinksToCheck(ctx, t.Now().Add(-linkRest), t.Now().Add(-linkAgain), linksAtATime)
	if err != nil {
		return 0, err
	}
	changed := 0
	for _, l := range links {
		if err := ctx.Err(); err != nil {
			return changed, err
		}
		next := l.Checked(p.Probe(ctx, l.Address), t.Now())
		if ctx.Err() != nil { // it was cut off, which says nothing about the page
			return changed, ctx.Err()
		}
		if next.State != l.State {
			changed++
		}
		if err := t.store.KeepLink(ctx, next); err != nil {
			return changed, err
		}
	}
	return changed, nil
}
