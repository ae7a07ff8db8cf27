package ui

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/web/respond"
)

// PlannedJob is a job, and when it will run next: never, if it is off.
type PlannedJob struct {
	Name, Schedule string
	Next           time.Time
}

// mostRuns is how many runs of jobs the page lists.
const mostRuns = 30

// statusPage says what the machinery did and will do.
type statusPage struct {
	respond.Base
	Sentence, Lede string
	Failed         bool
	Jobs           []jobView
	Runs           []runView
	newest         []runView // of each job, see ledger.NewestRuns
	Entries        int
	Newest         *ledger.Entry // nil while the log is empty
	NewestAt       string
	Database       string
	Zone, Now      string
	Told           deliveriesView
}

// jobView is a job with its newest run.
type jobView struct {
	runView // the next, without a time if it is off
	PlannedJob
	Last *runView
}

// runView is a run of a job, past or to come, with its words.
type runView struct {
	ledger.JobRun
	l     *locale.Locale
	today ledger.Date
	zone  *time.Location
}

// JobText names the job.
func (r runView) JobText() string {
	if key := "status.job." + r.Job; r.l.Has(key) {
		return r.l.T(key)
	}
	return r.Job
}

// StartText says when it began.
func (r runView) StartText() string { return r.l.Time(r.StartedAt.In(r.zone)) }

// StartStamp is the same for machines.
func (r runView) StartStamp() string { return r.StartedAt.In(r.zone).Format(time.RFC3339) }

// WhyText says what made it run.
func (r runView) WhyText() string {
	return r.l.T("status.trigger." + strings.NewReplacer("-", "_", " ", "_").Replace(string(r.Trigger)))
}

// Ended tells whether the run came to its end, whichever.
func (r runView) Ended() bool { return !r.EndedAt.IsZero() }

// TookText says how long it took.
func (r runView) TookText() string {
	switch took := r.EndedAt.Sub(r.StartedAt); {
	case !r.Ended():
		return ""
	case took < time.Second:
		return r.l.T("status.took_ms", "n", int(took.Milliseconds()))
	case took < 2*time.Minute:
		return r.l.T("status.took_s", "n", int(took.Seconds()+0.5))
	default:
		return r.l.T("status.took_min", "n", int(took.Minutes()+0.5))
	}
}

// When says when it began, from where we stand.
func (r runView) When() string {
	at := r.StartedAt.In(r.zone)
	clock := at.Format("15:04")
	switch ledger.DateOf(at).DaysSince(r.today) {
	case 0:
		return r.l.T("status.at_today", "time", clock)
	case 1:
		return r.l.T("status.at_tomorrow", "time", clock)
	case -1:
		return r.l.T("status.at_yesterday", "time", clock)
	}
	return r.l.T("status.at_day", "time", r.l.Time(at))
}

// ShowStatus shows what ran and what will.
func (u *UI) ShowStatus(c echo.Context) error {
	ctx, l := ctxOf(c), u.locale(c)
	base, err := u.page(c, "status", l.T("status.title"))
	if err != nil {
		return err
	}
	p := statusPage{Base: base, Database: u.Database, Zone: u.Zone.String(), Now: l.Time(u.Tracker.Now())}
	view := func(r ledger.JobRun) runView { return runView{r, l, base.Today, u.Zone} }
	runs, err := u.Store.Runs(ctx, ledger.RunFilter{Limit: mostRuns, Telling: true})
	if err != nil {
		return err
	}
	for _, r := range runs {
		p.Runs = append(p.Runs, view(r))
	}
	newestRuns, err := u.Store.NewestRuns(ctx)
	if err != nil {
		return err
	}
	for _, r := range newestRuns {
		p.newest = append(p.newest, view(r))
	}
	for _, planned := range u.Jobs() {
		j := jobView{runView: view(ledger.JobRun{Job: planned.Name, StartedAt: planned.Next}), PlannedJob: planned}
		for _, r := range p.newest {
			if r.Job == planned.Name {
				j.Last = &r
				break
			}
		}
		p.Jobs = append(p.Jobs, j)
	}
	newest, err := u.Store.LastEntry(ctx)
	switch {
	case err == nil:
		p.Newest, p.Entries, p.NewestAt = &newest, int(newest.Number), l.Time(newest.At.In(u.Zone))
	case ledger.CodeOf(err) != ledger.NotFound:
		return err
	}
	if p.Told, err = u.deliveries(c); err != nil {
		return err
	}
	p.words(l)
	return u.respond.Page(c, http.StatusOK, "status", p)
}

// words sums up the newest run of each job: a fault comes before all else.
func (p *statusPage) words(l *locale.Locale) {
	if len(p.newest) == 0 {
		p.Sentence, p.Lede = l.T("status.never"), l.T("status.never_lede")
		for _, j := range p.Jobs {
			if !j.Next.IsZero() {
				p.Lede += l.T("base.between_sentences") + l.T("status.never_next", "when", j.When())
				break
			}
		}
		return
	}
	seen := map[string]bool{}
	if p.Told.Failing {
		defer func() {
			if !p.Failed {
				p.Failed, p.Sentence, p.Lede = true, l.T("digest.failing_heading"), p.Told.Sentence
			}
		}()
	}
	p.Sentence = l.T("status.fine")
	if last := p.newest[0]; last.Ended() {
		p.Lede = l.T("status.fine_last", "job", l.Title(last.JobText()), "when", last.When())
	} else {
		p.Sentence = l.T("status.running")
		p.Lede = l.T("status.running_lede", "job", l.Title(last.JobText()), "when", last.When())
	}
	for _, r := range p.newest {
		if seen[r.Job] || !r.Ended() {
			continue
		}
		seen[r.Job] = true
		if r.Error != "" {
			p.Failed = true
			p.Sentence = l.T("status.failed", "job", r.JobText())
			p.Lede = l.T("status.failed_lede", "when", r.When(), "error", r.Error)
			return
		}
	}
}
