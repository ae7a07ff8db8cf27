package cli

import (
	"context"
	"log/slog"

	"github.com/spf13/cobra"

	"foresaid/internal/article"
	"foresaid/internal/jobs"
	"foresaid/internal/ledger"
	"foresaid/internal/notify"
)

// runner has all jobs of the product.
func (d *desk) runner(n *notify.Notifier, log *slog.Logger) (*jobs.Runner, error) {
	r, c := jobs.New(d.store, jobs.SystemClock{}, d.zone, log), d.cfg.Jobs
	for _, j := range []jobs.Job{
		{Name: flagJob, Schedule: c.Flag, Do: func(ctx context.Context) (int, error) {
			flagged, err := d.Flag(ctx, "job", ledger.Date{})
			return len(flagged), err
		}},
		{Name: "digest", Schedule: ifAny(n, c.Digest), Do: n.Digest},
		{Name: "remind", Schedule: ifAny(n, c.Remind), Do: n.Remind},
		{Name: "suggest", Schedule: d.whereFetched(c.Suggest), Do: func(ctx context.Context) (int, error) { return d.ReadMeasures(ctx, d.fetcher()) }},
		{Name: "links", Schedule: d.whereFetched(c.Links), Do: func(ctx context.Context) (int, error) { return d.CheckLinks(ctx, d.fetcher()) }},
		{Name: "backup", Schedule: d.backupSchedule(), Do: d.backUp},
		{Name: "prune", Schedule: c.Prune, Do: d.Prune},
	} {
		j.Jitter, j.Limit = c.Jitter, c.Limit
		if err := r.Add(j); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// ifAny is a schedule where there is anybody to tell.
func ifAny(n *notify.Notifier, schedule string) string {
	if len(n.Recipients) == 0 {
		return jobs.Off
	}
	return schedule
}

// whereFetched is the schedule of a job that asks the web: never where no page
// is fetched.
func (d *desk) whereFetched(schedule string) string {
	if !d.cfg.Capture.Fetch {
		return jobs.Off
	}
	return schedule
}

// fetcher asks the web as this server.
func (d *desk) fetcher() *article.Fetcher {
	version, _ := buildVersion()
	return article.NewFetcher(article.FetchOptions{Version: version, BaseURL: d.cfg.Server.PublicURL})
}

func (a *app) runJob() *cobra.Command {
	cmd := a.withJSON(&cobra.Command{
		Use: "run JOB", Short: "Run a job now: flag, digest, remind, suggest, links, backup or prune", Args: cobra.ExactArgs(1),
	})
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, args []string) error {
		log := logger(d.cfg.Log, a.errs)
		n, err := d.notifier(log)
		if err != nil {
			return err
		}
		r, err := d.runner(n, log)
		if err != nil {
			return err
		}
		affected, err := r.RunNow(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		if a.json {
			return a.printJSON(map[string]any{"job": args[0], "affected": affected})
		}
		a.printf("The job %s ran; changed: %d.\n", args[0], affected)
		return nil
	})
	return cmd
}
