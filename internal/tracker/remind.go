package tracker

import (
	"slices"
	"time"

	"foresaid/internal/ledger"
)

// Recipient is somebody who is told of what is due.
type Recipient struct {
	Name     string // no two have the same
	Hour     int    // of the day in the tracker's zone, from which the digest may come
	Language string // en or zh-CN
	Channels []ledger.Channel
	Topics   []string // only claims with one of them; all, if empty
	Speakers []string // only claims of one of them, by name; all, if empty
}

// Digest is what a recipient is told of one day's due claims.
type Digest struct {
	Day    ledger.Date `json:"day"`
	New    int         `json:"new"`    // told for the first time
	Again  int         `json:"again"`  // told before, and not handled since
	Listed []int64     `json:"listed"` // the first of them, the new ones before the others
	Entry  int64       `json:"entry"`  // number of the newest entry of the log when it was made
}

// Count is how many claims it tells of.
func (d Digest) Count() int { return d.New + d.Again }

// mostListed is how many claims a digest lists; the rest are counted.
const mostListed = 50

// MostAttempts is how often a delivery is tried before it is given up.
const MostAttempts = 8

// troubleAfter is from which failed attempt on another channel is told.
const troubleAfter = 3

// backoff are the pauses after each failed attempt; together a day and a half.
var backoff = [MostAttempts - 1]time.Duration{
	time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 3 * time.Hour, 8 * time.Hour, 24 * time.Hour,
}

// NextTry is when a delivery is tried again whose last attempt, the so
// manieth, failed at a time; zero when it is given up.
func NextTry(attempts int, at time.Time) time.Time {
	if attempts >= MostAttempts {
		return time.Time{}
	}
	return at.Add(backoff[max(attempts, 1)-1])
}

// wants tells whether the recipient asked to be told of a claim. speakers are
// the ids of r.Speakers.
func (r Recipient) wants(c ledger.DueClaim, speakers map[int64]bool) bool {
	if len(r.Speakers) > 0 && !speakers[c.SpeakerID] {
		return false
	}
	return len(r.Topics) == 0 || slices.ContainsFunc(c.Topics, func(topic string) bool {
		return slices.ContainsFunc(r.Topics, func(wanted string) bool { return ledger.Fold(topic) == ledger.Fold(wanted) })
	})
}

// before is what a recipient was told last; zero without anything.
type before struct {
	at    time.Time // in the tracker's zone
	entry int64     // the newest of the log then
}

// telling says whether a claim is to be told now, and whether for the first
// time. now is in the tracker's zone.
//
// A claim is told when it has been flagged since last, and again every so many
// days after the day on which it was flagged. What fell between last and now
// counts, so nothing is lost while no server runs, and as what counts is when
// the claim was flagged, one that has come due anew is told anew. What is
// since is known from the log, whose numbers only grow, since clocks differ
// and are put right.
func telling(c ledger.DueClaim, last before, now time.Time, every int) (tell, first bool) {
	if last.at.IsZero() || c.Flagged > last.entry {
		return true, true
	}
	day := ledger.DateOf(c.FlaggedAt.In(now.Location()))
	if c.FlaggedAt.IsZero() || c.FlaggedAt.After(now) { // imported, or by a clock that was wrong
		day = c.DueOn
	}
	gone := rounds(ledger.DateOf(now).DaysSince(day), every)
	return gone > 0 && gone > rounds(ledger.DateOf(last.at).DaysSince(day), every), false
}

// rounds is how many whole times every goes into days, rounded down.
func rounds(days, every int) int {
	n := days / every
	if days%every < 0 {
		n--
	}
	return n
}

// digest chooses what a recipient is told. due is in the order of DueOn.
func (r Recipient) digest(due []ledger.DueClaim, speakers map[int64]bool, last before, now time.Time, every int) Digest {
	d := Digest{Day: ledger.DateOf(now)}
	var again []int64
	for _, c := range due {
		if !r.wants(c, speakers) {
			continue
		}
		tell, first := telling(c, last, now, every)
		switch {
		case !tell:
		case first:
			if d.New++; d.New <= mostListed {
				d.Listed = append(d.Listed, c.ID)
			}
		default:
			if d.Again++; d.Again <= mostListed {
				again = append(again, c.ID)
			}
		}
	}
	d.Listed = append(d.Listed, again[:min(len(again), mostListed-len(d.Listed))]...)
	return d
}
