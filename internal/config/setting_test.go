package config

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Values are given in the environment, where any text can be written without YAML's quotes.
func TestValues(t *testing.T) {
	for key, c := range map[string]struct {
		good, bad []string
		allowed   string
	}{
		"server.address": {
			good: []string{"127.0.0.1:8080", ":8080", "[::1]:0", "[fe80::1%eth0]:80", "localhost:65535", "My-Host.lan:1", "0.0.0.0:80"},
			bad: []string{"", "8080", "localhost", "localhost:", "localhost:http", "localhost:65536", "localhost:-1", "::1:80",
				"http://localhost:80", "local host:80", "a/b:80"},
			allowed: "must be host:port, such as 127.0.0.1:8080 (port 0: any free one)",
		},
		"server.public_url": {
			good: []string{"", "https://foresaid.example.org", "http://localhost:8080/", "https://[::1]:8443"},
			bad: []string{"foresaid.example.org", "ftp://example.org", "https://", "https://:80", "//example.org", "https://example.org/sub",
				"https://example.org/?a=b", "https://example.org#a", "https://u:p@example.org", "http:example.org", "https://exa mple.org", "javascript:alert(1)"},
			allowed: `must be "" or an http or https URL without path`,
		},
		"server.trusted_proxies": {
			good:    []string{"", "10.0.0.0/8", "10.0.0.0/8,fd00::/8", "10.0.0.1/32 , ::1/128"},
			bad:     []string{"10.0.0.1", "10.0.0.0/33", "proxy.lan", "10.0.0.0/8,", "*"},
			allowed: "must be a list of networks",
		},
		"server.shutdown_timeout": {
			good:    []string{"1s", "1m30s", "250ms"},
			bad:     []string{"", "10", "0s", "-1s", "ten seconds"},
			allowed: "must be a duration longer than nothing",
		},
		"server.allowed_hosts": {
			good:    []string{"", "nas", "foresaid.example.org,NAS", "10.0.0.7", "xn--fsqu00a.example"},
			bad:     []string{"*", "http://nas", "nas:8080", "nas/path", "a,,b", ".lan", "预言.example", "a b"},
			allowed: "must be a list of host names without scheme and port",
		},
		"database.url": {
			good: []string{"sqlite:data/foresaid.db", "sqlite:/var/lib/f.db", "sqlite:C:\\f.db", "sqlite:a b.db",
				"postgres://u:p@h:5432/d?sslmode=disable", "postgresql://h/d", "postgres:///d?host=/run/postgresql"},
			bad: []string{"", "data/foresaid.db", "sqlite:", "sqlite: ", "sqlite3:f.db", "sqlite://f.db", "sqlite:///f.db",
				"mysql://h/d", "postgres:d", "postgres", "postgres://h:port/d"},
			allowed: "must be sqlite:PATH, such as sqlite:data/foresaid.db, or postgres://",
		},
		"tracker.timezone": {
			good:    []string{"", "UTC", "Europe/Berlin", "Asia/Shanghai", "Etc/GMT+3"},
			bad:     []string{"Local", "CEST+", "Mars/Olympus", "../etc/passwd", "+02:00"},
			allowed: `must be "" (the machine's) or a name of the IANA time zone database`,
		},
		"tracker.user": {
			good:    []string{"local", "林伟", "Ana Maria", strings.Repeat("林", 100)},
			bad:     []string{"", "  ", "two\nlines", "bell\a", strings.Repeat("林", 101), "broken \xff"},
			allowed: "must be one line of 1 to 100 characters",
		},
		"tracker.language": {
			good:    []string{"en", "zh-CN"},
			bad:     []string{"", "zh", "EN", "de"},
			allowed: "must be en or zh-CN",
		},
		"server.metrics":  {good: []string{"true", "false"}, bad: []string{"", "on"}, allowed: "must be true or false"},
		"jobs.flag":       {good: []string{"0 7 * * *", "@daily"}, bad: []string{"", " "}, allowed: `must be a cron schedule`},
		"jobs.digest":     {good: []string{"0 7 * * *", "off"}, bad: []string{"", " "}, allowed: `must be a cron schedule`},
		"jobs.remind":     {good: []string{"0 7 * * *", "off"}, bad: []string{"", " "}, allowed: `must be a cron schedule`},
		"jobs.suggest":    {good: []string{"0 7 * * *", "off"}, bad: []string{"", " "}, allowed: `must be a cron schedule`},
		"jobs.links":      {good: []string{"0 7 * * *", "off"}, bad: []string{"", " "}, allowed: `must be a cron schedule`},
		"evidence.folder": {good: []string{"", "evidence"}, bad: []string{"a\nb"}, allowed: `must be "" or the path of a folder`},
		"jobs.backup":     {good: []string{"0 7 * * *", "off"}, bad: []string{"", " "}, allowed: `must be a cron schedule`},
		"jobs.prune":      {good: []string{"0 7 * * *", "off"}, bad: []string{"", " "}, allowed: `must be a cron schedule`},
		"jobs.jitter":     {good: []string{"0s", "5m"}, bad: []string{"", "5", "-1s"}, allowed: "must be a duration"},
		"jobs.limit":      {good: []string{"1s", "2h"}, bad: []string{"", "0s", "30"}, allowed: "must be a duration longer than nothing"},
		"backup.folder":   {good: []string{"", "backups", "/var/backups/预言"}, bad: []string{"a\nb"}, allowed: `must be "" or the path of a folder`},
		"backup.keep":     {good: []string{"1", "10000"}, bad: []string{"", "0", "-1", "many", "1.5", "10001"}, allowed: "must be a whole number from 1 to 10000"},
		"capture.fetch": {
			good:    []string{"true", "false"},
			bad:     []string{"", "yes", "1"},
			allowed: "must be true or false",
		},
		"assist.endpoint": {
			good: []string{"", "http://127.0.0.1:11434/v1", "https://api.example.org/v1/", "http://ollama:11434/v1"},
			bad: []string{"api.example.org", "ftp://example.org", "https://", "https://u:p@example.org/v1", "https://example.org/v1?key=1",
				"https://example.org/#a"},
			allowed: `must be "" or an http or https URL without user and query`,
		},
		"assist.model": {
			good:    []string{"", "llama3.1:8b", "通义千问"},
			bad:     []string{"two\nlines", strings.Repeat("m", 201)},
			allowed: "must be one line of at most 200 characters",
		},
		"assist.timeout": {
			good:    []string{"60s", "5m"},
			bad:     []string{"", "60", "-1s"},
			allowed: "must be a duration longer than nothing",
		},
		"notify.every_days": {
			good:    []string{"1", "7", "365"},
			bad:     []string{"", "0", "-1", "366", "7.5", "weekly"},
			allowed: "must be a whole number of days from 1 to 365",
		},
		"notify.link_days": {
			good:    []string{"1", "14"},
			bad:     []string{"", "0", "never"},
			allowed: "must be a whole number of days from 1 to 365",
		},
		"notify.smtp_address": {
			good:    []string{"", "mail.example.org:587", "127.0.0.1:25", "[::1]:25"},
			bad:     []string{"mail.example.org", ":25", "smtp://mail.example.org:25", "mail.example.org:smtp"},
			allowed: `must be "" or host:port`,
		},
		"notify.smtp_tls": {
			good:    []string{"none", "starttls", "implicit"},
			bad:     []string{"", "tls", "true"},
			allowed: "must be none, starttls or implicit",
		},
		"notify.smtp_user": {
			good:    []string{"", "foresaid@example.org"},
			bad:     []string{"two\nlines"},
			allowed: "must be one line of at most 200 characters",
		},
		"notify.from": {
			good:    []string{"", "f@example.org", "Foresaid <f@example.org>", "预言 <f@example.org>"},
			bad:     []string{"f", "f@", "f@example.org, g@example.org", "f@example.org\nBcc: g@example.org"},
			allowed: `must be "" or a mail address`,
		},
		"log.level": {
			good:    []string{"debug", "info", "warn", "error"},
			bad:     []string{"", "INFO", "info+2", "warning"},
			allowed: "must be debug, info, warn or error",
		},
		"log.format": {
			good:    []string{"text", "json"},
			bad:     []string{"", "xml"},
			allowed: "must be text or json",
		},
	} {
		t.Run(key, func(t *testing.T) {
			for _, value := range c.good {
				_, err := load(t, "", []string{variable(key) + "=" + value}, nil)
				assert.NoError(t, err)
			}
			for _, value := range c.bad {
				got, err := load(t, "", []string{variable(key) + "=" + value}, nil)
				if !assert.Error(t, err, "%q", value) {
					continue
				}
				assert.Contains(t, err.Error(), key+" = "+show(value)+" (environment "+variable(key)+"): "+c.allowed)
				assert.NotContains(t, err.Error(), "\n")
				assert.Equal(t, Config{}, got)
			}
		})
	}
}

func TestEveryKeyHasItsTable(t *testing.T) {
	// A flag for a key that is not there would be read and thrown away.
	config := Default()
	keys := keysOf(config.settings())
	for name, key := range flagKeys {
		assert.Contains(t, keys, key, "flag --%s", name)
	}
	assert.Len(t, keys, 37, "a new key belongs into TestValues and TestEveryKeyCanBeSet too")
}

func TestErrorsHoldNoPassword(t *testing.T) {
	for _, url := range []string{
		"mysql://me:hunter2@db/foresaid",
		"mysql://me:hunter2@x@db/foresaid",
		"postgres://me:hunter2%zz@db/foresaid",
		"postgres://me:hunter2/x@db:port/foresaid",
		"mysql://db/foresaid?user=me&Password=hunter2&sslmode=disable",
		"host=db password=hunter2 user=me",
	} {
		_, err := load(t, "", []string{"FORESAID_DATABASE_URL=" + url}, nil)
		require.Error(t, err, url)
		assert.NotContains(t, err.Error(), "hunter2")
		assert.Contains(t, err.Error(), "db", "the rest is shown")
	}
}

func TestTheKeyIsNeverShown(t *testing.T) {
	for _, file := range []string{"assist: {key: 'hunter2 hunter2'}", "assist: {key: [hunter2]}", "assist: {key: {hunter2: 1}}", "assist: {key: \"hunter2\\n2\"}"} {
		_, err := load(t, file, nil, nil)
		require.ErrorContains(t, err, "assist.key", file)
		assert.NotContains(t, strings.ReplaceAll(err.Error(), "assist.key.hunter2", ""), "hunter2", file)
	}
	got, err := load(t, "", []string{"FORESAID_ASSIST_KEY=hunter2"}, nil)
	require.NoError(t, err)
	assert.Equal(t, "hunter2", string(got.Assist.Key))
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("settings", "config", got, "key", got.Assist.Key)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("settings", "config", got, "key", got.Assist.Key)
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		log.WriteString(fmt.Sprintf(format, got) + fmt.Sprintf(format, got.Assist.Key))
	}
	assert.NotContains(t, log.String(), "hunter2")
	assert.Contains(t, log.String(), "***")
	assert.Empty(t, Secret("").String(), "one can see that there is none")
}
