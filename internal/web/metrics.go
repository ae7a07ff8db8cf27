package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"foresaid/internal/ledger"
)

// metrics counts requests, and tells of claims and jobs when it is asked.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

func newMetrics(store ledger.Store, log *slog.Logger) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "foresaid_http_requests_total", Help: "Requests answered, by route, method and status.",
		}, []string{"route", "method", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "foresaid_http_request_seconds", Help: "How long answers took, by route.", Buckets: prometheus.ExponentialBuckets(0.001, 4, 8),
		}, []string{"route"}),
	}
	m.registry.MustRegister(m.requests, m.seconds, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), standing{store, log})
	return m
}

// count is the middleware. It stands outside of all others, so that it sees
// the status that was sent.
func (m *metrics) count(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		err := next(c)
		route := c.Path()
		if route == "" {
			route = "none" // never the path: strangers make those up
		}
		m.requests.WithLabelValues(route, known(c.Request().Method), strconv.Itoa(c.Response().Status)).Inc()
		m.seconds.WithLabelValues(route).Observe(time.Since(start).Seconds())
		return err
	}
}

// known is a method that we answer, or "other".
func known(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
		return method
	}
	return "other"
}

func (m *metrics) serve() echo.HandlerFunc {
	return echo.WrapHandler(promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{DisableCompression: true}))
}

// standing reads claims and jobs from the database, which all servers share.
type standing struct {
	store ledger.Store
	log   *slog.Logger
}

func gauge(help, name string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("foresaid_"+name, help, labels, nil)
}

var (
	claimsGauge = gauge("Claims, by state.", "claims", "state")
	jobSuccess  = gauge("When the job last ended well.", "job_last_success_timestamp_seconds", "job")
	jobSeconds  = gauge("How long the job's newest ended run took.", "job_last_run_seconds", "job")
	jobAffected = gauge("How many things the job's newest ended run changed.", "job_last_run_affected", "job")
	jobFailed   = gauge("1 if the job's newest ended run failed, else 0.", "job_last_run_failed", "job")
)

const timeForScrape = 5 * time.Second

// Describe implements prometheus.Collector.
func (s standing) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{claimsGauge, jobSuccess, jobSeconds, jobAffected, jobFailed} {
		to <- d
	}
}

// Collect implements prometheus.Collector.
func (s standing) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), timeForScrape)
	defer cancel()
	counts, err := s.store.CountStates(ctx)
	runs, failed := s.store.NewestRuns(ctx)
	if err := errors.Join(err, failed); err != nil {
		s.log.Error("metrics", "err", err)
		return
	}
	send := func(d *prometheus.Desc, value float64, label string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, label)
	}
	for _, state := range ledger.States {
		send(claimsGauge, float64(counts[state]), string(state))
	}
	ended, well := map[string]bool{}, map[string]bool{}
	for _, r := range runs { // newest first
		if r.EndedAt.IsZero() {
			continue
		}
		if !ended[r.Job] {
			ended[r.Job] = true
			send(jobSeconds, r.EndedAt.Sub(r.StartedAt).Seconds(), r.Job)
			send(jobAffected, float64(r.Affected), r.Job)
			send(jobFailed, map[bool]float64{true: 1}[r.Error != ""], r.Job)
		}
		if !well[r.Job] && r.Error == "" {
			well[r.Job] = true
			send(jobSuccess, float64(r.EndedAt.UnixMilli())/1000, r.Job)
		}
	}
}
