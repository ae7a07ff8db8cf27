package config

import (
	"log/slog"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // zone names are known also where the system has no database of them
	"unicode"
	"unicode/utf8"
)

var hostName = regexp.MustCompile(`^[a-z0-9]([a-z0-9_.-]{0,251}[a-z0-9])?$`)

func parseAddress(s string) (string, bool) {
	host, port, err := net.SplitHostPort(s)
	if err != nil {
		return "", false
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return "", false
	}
	if host == "" { // every interface: asked for by leaving it out
		return s, true
	}
	_, err = netip.ParseAddr(host)
	return s, err == nil || hostName.MatchString(strings.ToLower(host))
}

func parsePublicURL(s string) (string, bool) {
	if s == "" {
		return "", true
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return "", false
	}
	bare := url.URL{Scheme: u.Scheme, Host: u.Host}
	return bare.String(), bare.String() == strings.TrimSuffix(s, "/")
}

func parseNetwork(s string) (netip.Prefix, bool) {
	p, err := netip.ParsePrefix(s)
	return p.Masked(), err == nil
}

func parseDuration(s string) (time.Duration, bool) {
	d, err := time.ParseDuration(s)
	return d, err == nil && d > 0
}

// parseWait reads a duration that may be nothing.
func parseWait(s string) (time.Duration, bool) {
	d, err := time.ParseDuration(s)
	return d, err == nil && d >= 0
}

func parsePath(s string) (string, bool) {
	s = strings.TrimSpace(s)
	return s, utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}

func parseCount(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && 1 <= n && n <= 10_000
}

func parseHost(s string) (string, bool) {
	s = strings.ToLower(s)
	return s, hostName.MatchString(s)
}

func parseDatabaseURL(s string) (string, bool) {
	if path, ok := strings.CutPrefix(s, "sqlite:"); ok {
		// sqlite://data/x.db would name a file at the root of the disk, which is never what was meant.
		return s, strings.TrimSpace(path) != "" && !strings.HasPrefix(path, "//")
	}
	u, err := url.Parse(s)
	if err != nil || u.Opaque != "" {
		return "", false
	}
	return s, u.Scheme == "postgres" || u.Scheme == "postgresql"
}

func parseTimezone(s string) (*time.Location, bool) {
	if s == "" {
		return time.Local, true
	}
	zone, err := time.LoadLocation(s)
	return zone, err == nil && zone != time.Local // "Local" is Go's word, nobody else's
}

func parseUser(s string) (string, bool) {
	s = strings.TrimSpace(s)
	n := utf8.RuneCountInString(s)
	return s, utf8.ValidString(s) && 1 <= n && n <= 100 && !strings.ContainsFunc(s, unicode.IsControl)
}

func parseEndpoint(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", true
	}
	u, err := url.Parse(s)
	return s, err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil && u.RawQuery == "" && u.Fragment == ""
}

func parseModel(s string) (string, bool) {
	s = strings.TrimSpace(s)
	return s, utf8.ValidString(s) && utf8.RuneCountInString(s) <= 200 && !strings.ContainsFunc(s, unicode.IsControl)
}

// parseSecret reads what can be sent as a token.
func parseSecret(s string) (Secret, bool) {
	s = strings.TrimSpace(s)
	return Secret(s), len(s) <= 1000 && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

func parseNotEmpty(s string) (string, bool) {
	s = strings.TrimSpace(s)
	return s, s != ""
}

// parseLevel is stricter than slog's own, which also reads "INFO+2".
func parseLevel(s string) (slog.Level, bool) {
	level, ok := map[string]slog.Level{
		"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError,
	}[s]
	return level, ok
}

func oneOf(allowed ...string) func(string) (string, bool) {
	return func(s string) (string, bool) { return s, slices.Contains(allowed, s) }
}

func parseBool(s string) (bool, bool) {
	switch s {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	return false, false
}

func parseDays(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && 1 <= n && n <= 365
}

// parseServer is parseAddress for one that is somewhere.
func parseServer(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", true
	}
	address, ok := parseAddress(s)
	return address, ok && !strings.HasPrefix(s, ":")
}

func parsePassword(s string) (Secret, bool) {
	return Secret(s), utf8.ValidString(s) && utf8.RuneCountInString(s) <= 200 && !strings.ContainsFunc(s, unicode.IsControl)
}

func parseSender(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", true
	}
	_, err := mail.ParseAddress(s)
	return s, err == nil
}

// parseMail reads an address without a name.
func parseMail(s string) (string, bool) {
	a, err := mail.ParseAddress(strings.TrimSpace(s))
	if err != nil || a.Name != "" {
		return "", false
	}
	return a.Address, true
}

// parseWebhook reads an address to which anything may be posted.
func parseWebhook(s string) (Secret, bool) {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	return Secret(s), err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.Fragment == ""
}
