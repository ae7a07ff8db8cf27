// Package web puts the pages, the assets and the middleware together into one
// http.Handler.
package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"foresaid/internal/ledger"
	"foresaid/internal/web/assets"
	"foresaid/internal/web/respond"
	"foresaid/internal/web/ui"
)

// Options is what the server stands on.
type Options struct {
	ui.Options
	Ping           func(context.Context) error // whether the database answers
	Hosts          []string                    // Host names that are answered beside addresses; all, if empty
	Metrics        bool                        // whether /metrics is answered
	TrustedProxies []*net.IPNet                // whose X-Forwarded-For is believed
}

// How large a request may be, one that hands an article over, and one with evidence.
const bodyLimit, articleLimit, evidenceLimit = "2M", "8M", "11M"

// New returns the handler of everything that is served.
func New(o Options) (http.Handler, error) {
	pages, err := ui.New(o.Options)
	if err != nil {
		return nil, err
	}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = pages.Error
	e.IPExtractor = clientAddress(o.TrustedProxies)
	e.Pre(middleware.RemoveTrailingSlashWithConfig(middleware.TrailingSlashConfig{
		Skipper:      func(c echo.Context) bool { return !strings.HasSuffix(c.Request().URL.EscapedPath(), "/") }, // a name may end in one
		RedirectCode: http.StatusPermanentRedirect,
	}))
	if o.Metrics {
		m := newMetrics(o.Store, o.Log)
		e.Use(m.count)
		e.GET("/metrics", m.serve())
	}
	e.Use(
		requestID,
		logRequests(o),
		headers,
		recoverPanics(o),
		pages.Localize,
		knownHosts(o.Hosts),
		sameOrigin,
		limitBody,
		middleware.GzipWithConfig(middleware.GzipConfig{Level: 5, MinLength: 1024}),
	)
	e.GET("/healthz", func(c echo.Context) error {
		if err := o.Ping(c.Request().Context()); err != nil {
			return err
		}
		return c.String(http.StatusOK, "ok\n")
	})
	e.GET(assets.Prefix+"*", func(c echo.Context) error {
		assets.Serve(c.Response(), c.Request())
		return nil
	})
	routes(e, pages)
	return e, nil
}

// limitBody refuses requests that are too large.
func limitBody(next echo.HandlerFunc) echo.HandlerFunc {
	usual, article, evidence := middleware.BodyLimit(bodyLimit)(next), middleware.BodyLimit(articleLimit)(next), middleware.BodyLimit(evidenceLimit)(next)
	return func(c echo.Context) error {
		switch path := c.Request().URL.Path; {
		case path == "/capture":
			return article(c)
		case strings.HasSuffix(path, "/verdict") && (strings.HasPrefix(path, "/claims/") || strings.HasPrefix(path, "/answer/")):
			return evidence(c)
		}
		return usual(c)
	}
}

// clientAddress believes X-Forwarded-For only from the proxies named.
func clientAddress(trusted []*net.IPNet) echo.IPExtractor {
	if len(trusted) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, n := range trusted {
		options = append(options, echo.TrustIPRange(n))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}

// requestID gives every request an id of our own, never the client's.
func requestID(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderXRequestID, uuid.NewString())
		return next(c)
	}
}

func logRequests(o Options) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			start := time.Now()
			err := next(c)
			if err != nil {
				c.Error(err) // writes the answer, so that its status can be logged
			}
			r := c.Request()
			o.Log.Info("request", "id", c.Response().Header().Get(echo.HeaderXRequestID), "method", r.Method,
				"path", respond.LoggedPath(r), "status", c.Response().Status, "bytes", c.Response().Size,
				"ms", time.Since(start).Milliseconds(), "from", c.RealIP())
			return nil
		}
	}
}

// headers forbids everything that our pages do not do.
func headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "+
			"manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if !strings.HasPrefix(c.Request().URL.Path, assets.Prefix) {
			h.Set("Cache-Control", "private, no-cache")
		}
		return next(c)
	}
}

func recoverPanics(o Options) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) (err error) {
			defer func() {
				if p := recover(); p != nil {
					if fault, ok := p.(error); ok && errors.Is(fault, http.ErrAbortHandler) {
						panic(p)
					}
					o.Log.Error("panic", "id", c.Response().Header().Get(echo.HeaderXRequestID), "panic", p, "stack", string(debug.Stack()))
					err = ledger.Errorf(ledger.Internal, "internal", "Internal error")
				}
			}()
			return next(c)
		}
	}
}

// knownHosts refuses requests for other host names, so that a page elsewhere
// can't reach us through a name of its own that it points here (DNS rebinding).
// An address is no such name.
func knownHosts(hosts []string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			name := hostname(c.Request().Host)
			if len(hosts) == 0 || net.ParseIP(name) != nil || slices.Contains(hosts, name) {
				return next(c)
			}
			return ledger.Errorf(ledger.Forbidden, "host_unknown", "This server does not answer for “%s”; add it to server.allowed_hosts", c.Request().Host)
		}
	}
}

func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.Trim(host, "[]"))
}

// sameOrigin refuses changes that another site's page asks for.
func sameOrigin(next echo.HandlerFunc) echo.HandlerFunc {
	protect := http.NewCrossOriginProtection()
	return func(c echo.Context) error {
		if err := protect.Check(c.Request()); err != nil {
			return ledger.Errorf(ledger.Forbidden, "cross_origin", "This change was asked for by another site, and was refused").Because(err)
		}
		return next(c)
	}
}
