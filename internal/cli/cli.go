// Package cli is the command line, and the place where everything is put
// together: configuration, store, tracker, jobs and pages.
package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"foresaid/internal/assist"
	"foresaid/internal/config"
	"foresaid/internal/jobs"
	"foresaid/internal/ledger"
	"foresaid/internal/notify"
	"foresaid/internal/store"
	"foresaid/internal/tracker"
)

// The exit codes.
const (
	exitOK    = 0
	exitFault = 1 // it could not be done
	exitUsage = 2 // wrong usage or input
)

// app is what the commands share.
type app struct {
	in      io.Reader
	out     io.Writer
	errs    io.Writer
	environ []string
	json    bool
	started bool // a command has been chosen and its usage was right
}

// Run carries out a command line and returns the exit code.
func Run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer, environ []string) int {
	printed := &printer{to: out}
	a := &app{in: in, out: printed, errs: errs, environ: environ}
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil && printed.err != nil {
		err = fmt.Errorf("the output can't be written: %w", printed.err)
	}
	faults := []error{err}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		faults = several.Unwrap()
	}
	for _, fault := range faults {
		if fault != nil {
			fmt.Fprintln(errs, "foresaid: "+strings.Join(strings.Fields(fault.Error()), " "))
		}
	}
	return a.exitCode(err)
}

func (a *app) exitCode(err error) int {
	var wrong *config.Error
	switch {
	case err == nil:
		return exitOK
	case !a.started, errors.As(err, &wrong), ledger.CodeOf(err) == ledger.Invalid:
		return exitUsage
	}
	return exitFault
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "foresaid",
		Short:         "Track what people say will happen, and keep the score",
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRun: func(*cobra.Command, []string) {
			a.started = true
		},
	}
	root.SetOut(a.out)
	root.SetErr(a.errs)
	config.Flags(root.PersistentFlags())
	root.AddCommand(
		a.serve(), a.add(), a.capture(), a.when(), a.list(), a.search(), a.show(), a.flag(), a.digest(), a.judge(), a.void(), a.measure(), a.deferClaim(), a.record(),
		a.leaderboard(),
		a.importClaims(), a.rescore(), a.runJob(), a.backup(),
		a.verify(), a.migrate(), a.demo(), a.health(), a.version(),
	)
	return root
}

// withJSON gives a command the flag --json.
func (a *app) withJSON(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().BoolVar(&a.json, "json", false, "print JSON")
	return cmd
}

func (a *app) config(cmd *cobra.Command) (config.Config, error) {
	return config.Load(cmd.Flags(), a.environ,
		config.Check{Key: "jobs.flag", Accept: jobs.CheckSpec}, config.Check{Key: "jobs.digest", Accept: jobs.CheckSpec}, config.Check{Key: "jobs.remind", Accept: jobs.CheckSpec},
		config.Check{Key: "jobs.suggest", Accept: jobs.CheckSpec}, config.Check{Key: "jobs.backup", Accept: jobs.CheckSpec}, config.Check{Key: "jobs.links", Accept: jobs.CheckSpec},
		config.Check{Key: "jobs.prune", Accept: jobs.CheckSpec}, config.Check{Key: "assist.endpoint", Accept: assist.CheckEndpoint}, config.Check{Key: config.KeyOfChat, Accept: notify.CheckChat})
}

// desk is a database with its tracker, for one command.
type desk struct {
	*tracker.Tracker
	store *store.Store
	user  string
	zone  *time.Location
	cfg   config.Config
}

// open opens the database of the configuration and brings its schema up to
// date.
func (a *app) open(cmd *cobra.Command) (*desk, error) {
	cfg, err := a.config(cmd)
	if err != nil {
		return nil, err
	}
	drafter, err := newDrafter(cfg.Assist)
	if err != nil {
		return nil, err
	}
	s, err := store.Open(cmd.Context(), cfg.Database.URL)
	if err != nil {
		return nil, err
	}
	if _, err := s.Migrate(cmd.Context()); err != nil {
		_ = s.Close() // the first error says more
		return nil, err
	}
	s.KeepFilesIn(cfg.Evidence.Folder)
	d := &desk{Tracker: tracker.New(s, time.Now, cfg.Tracker.Timezone), store: s, user: cfg.Tracker.User, zone: cfg.Tracker.Timezone, cfg: cfg}
	if drafter != nil { // else it would be a Drafter that is nil inside
		d.Use(drafter)
	}
	return d, nil
}

// newDrafter returns the language model of the configuration, nil where none
// is set.
func newDrafter(c config.Assist) (*assist.Drafter, error) {
	if c.Endpoint == "" {
		return nil, nil
	}
	return assist.New(assist.Options{Endpoint: c.Endpoint, Model: c.Model, Key: string(c.Key), Timeout: c.Timeout})
}

// onDesk is the body of a command that works on the database.
func (a *app) onDesk(do func(cmd *cobra.Command, d *desk, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		d, err := a.open(cmd)
		if err != nil {
			return err
		}
		err = do(cmd, d, args)
		if closed := d.store.Close(); err == nil {
			err = closed
		}
		return err
	}
}

func (a *app) printJSON(v any) error {
	e := json.NewEncoder(a.out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

func (a *app) printf(format string, args ...any) { fmt.Fprintf(a.out, format, args...) }

// printRow prints a line with a name, unless there is no value.
func (a *app) printRow(name, value string) {
	if value != "" {
		a.printf("  %-12s%s\n", name, value)
	}
}

// printer remembers that not all could be printed, as on a full disk.
type printer struct {
	to  io.Writer
	err error
}

func (p *printer) Write(b []byte) (int, error) {
	n, err := p.to.Write(b)
	if p.err == nil {
		p.err = err
	}
	return n, err
}
