package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"foresaid/internal/article"
	"foresaid/internal/config"
	"foresaid/internal/jobs"
	"foresaid/internal/ledger"
	"foresaid/internal/notify"
	"foresaid/internal/tracker"
	"foresaid/internal/web"
	"foresaid/internal/web/share"
	"foresaid/internal/web/ui"
)

func (a *app) serve() *cobra.Command {
	cmd := &cobra.Command{Use: "serve", Short: "Serve the pages and run the jobs", Args: cobra.NoArgs}
	cmd.RunE = a.onDesk(func(cmd *cobra.Command, d *desk, _ []string) error {
		ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		log := logger(d.cfg.Log, a.errs)
		notifier, err := d.notifier(log)
		if err != nil {
			return err
		}
		runner, err := d.runner(notifier, log)
		if err != nil {
			return err
		}
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", d.cfg.Server.Address)
		if err != nil {
			return ledger.Errorf(ledger.Unavailable, "address_taken", "can't listen on %s: %s", d.cfg.Server.Address, reason(err))
		}
		server, err := a.server(d, runner, notifier, log)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		runner.Start(ctx)
		a.printf("Foresaid listens on http://%s\n", listener.Addr())
		failed := make(chan error, 1)
		go func() { failed <- server.Serve(listener) }()
		select {
		case err = <-failed:
		case <-ctx.Done():
			stop() // a second signal ends the program at once
			log.Info("stopping")
			ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), d.cfg.Server.ShutdownTimeout)
			defer cancel()
			if err = server.Shutdown(ending); errors.Is(err, context.DeadlineExceeded) {
				_ = server.Close() // the handlers end before their database does
				err = ledger.Errorf(ledger.Unavailable, "requests_cut_off", "some requests were cut off after %s", d.cfg.Server.ShutdownTimeout)
			}
		}
		// The jobs are told to stop by ctx, too, and what they do heeds it.
		return errors.Join(err, runner.Stop(context.WithoutCancel(ctx)))
	})
	return cmd
}

func (a *app) server(d *desk, runner *jobs.Runner, notifier *notify.Notifier, log *slog.Logger) (*http.Server, error) {
	version, _ := buildVersion()
	var fetch func(context.Context, string) (article.Article, error)
	var getter tracker.Getter
	if d.cfg.Capture.Fetch {
		fetch, getter = d.fetcher().Fetch, d.fetcher()
	}
	handler, err := web.New(web.Options{
		Options: ui.Options{
			Fetch: fetch, Getter: getter,
			Tracker: d.Tracker, Store: d.store, Zone: d.zone, User: d.user, Language: d.cfg.Tracker.Language, Version: version, Log: log,
			PublicURL: d.cfg.Server.PublicURL, Fonts: share.LoadFonts(), Reminders: reminders(notifier),
			Jobs: func() []ui.PlannedJob {
				var planned []ui.PlannedJob
				for _, p := range runner.Plan() {
					planned = append(planned, ui.PlannedJob{Name: p.Name, Schedule: p.Schedule, Next: p.Next})
				}
				return planned
			},
			RunJob: runner.RunNow,
		},
		Ping: d.store.Ping, Hosts: hosts(d.cfg.Server), Metrics: d.cfg.Server.Metrics, TrustedProxies: networks(d.cfg.Server.TrustedProxies),
	})
	if err != nil {
		return nil, err
	}
	return &http.Server{
		Handler: handler, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 64 << 10,
	}, nil
}

// hosts are the Host names that are answered beside addresses: this machine's,
// the one listened on, and those configured.
func hosts(s config.Server) []string {
	names := append([]string{"localhost"}, s.AllowedHosts...)
	if host, _, err := net.SplitHostPort(s.Address); err == nil && host != "" {
		names = append(names, strings.ToLower(host))
	}
	if u, err := url.Parse(s.PublicURL); err == nil && u.Hostname() != "" {
		names = append(names, strings.ToLower(u.Hostname()))
	}
	return names
}

func networks(prefixes []netip.Prefix) []*net.IPNet {
	var all []*net.IPNet
	for _, p := range prefixes {
		all = append(all, &net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())})
	}
	return all
}

func logger(c config.Log, to io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: c.Level}
	if c.Format == "json" {
		return slog.New(slog.NewJSONHandler(to, options))
	}
	return slog.New(slog.NewTextHandler(to, options))
}

// reason is the innermost message of an error of the network.
func reason(err error) string {
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return fmt.Sprint(err)
}
