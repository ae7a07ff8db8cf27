package config

import (
	"strconv"
	"strings"
)

// setting ties a key to its field. It is the one list of the keys: file, environment and flags are read by it.
type setting struct {
	key     string
	allowed string               // completes "must be …"
	set     func(value any) bool // stores the value, or reports false and leaves the field as it was
}

func (c *Config) settings() []setting {
	return []setting{
		{"server.address", "host:port, such as 127.0.0.1:8080 (port 0: any free one)",
			scalar(&c.Server.Address, parseAddress)},
		{"server.public_url", `"" or an http or https URL without path, such as https://foresaid.example.org`,
			scalar(&c.Server.PublicURL, parsePublicURL)},
		{"server.trusted_proxies", "a list of networks, such as 10.0.0.0/8 or ::1/128",
			list(&c.Server.TrustedProxies, parseNetwork)},
		{"server.shutdown_timeout", "a duration longer than nothing, such as 10s or 1m30s",
			scalar(&c.Server.ShutdownTimeout, parseDuration)},
		{"server.metrics", "true or false",
			scalar(&c.Server.Metrics, parseBool)},
		{"server.allowed_hosts", "a list of host names without scheme and port, such as foresaid.example.org",
			list(&c.Server.AllowedHosts, parseHost)},
		{"database.url", "sqlite:PATH, such as sqlite:data/foresaid.db, or postgres://user:password@host/name",
			scalar(&c.Database.URL, parseDatabaseURL)},
		{"tracker.timezone", `"" (the machine's) or a name of the IANA time zone database, such as Asia/Shanghai`,
			scalar(&c.Tracker.Timezone, parseTimezone)},
		{"tracker.user", "one line of 1 to 100 characters",
			scalar(&c.Tracker.User, parseUser)},
		{"tracker.language", "en or zh-CN",
			scalar(&c.Tracker.Language, oneOf("en", "zh-CN"))},
		{"jobs.flag", aSchedule,
			scalar(&c.Jobs.Flag, parseNotEmpty)},
		{"jobs.digest", aSchedule,
			scalar(&c.Jobs.Digest, parseNotEmpty)},
		{"jobs.remind", aSchedule,
			scalar(&c.Jobs.Remind, parseNotEmpty)},
		{"jobs.suggest", aSchedule,
			scalar(&c.Jobs.Suggest, parseNotEmpty)},
		{"jobs.links", aSchedule,
			scalar(&c.Jobs.Links, parseNotEmpty)},
		{"evidence.folder", `"" or the path of a folder`,
			scalar(&c.Evidence.Folder, parsePath)},
		{"jobs.backup", aSchedule,
			scalar(&c.Jobs.Backup, parseNotEmpty)},
		{"jobs.prune", aSchedule,
			scalar(&c.Jobs.Prune, parseNotEmpty)},
		{"jobs.jitter", "a duration, such as 0s or 5m",
			scalar(&c.Jobs.Jitter, parseWait)},
		{"jobs.limit", "a duration longer than nothing, such as 30m",
			scalar(&c.Jobs.Limit, parseDuration)},
		{"backup.folder", `"" or the path of a folder`,
			scalar(&c.Backup.Folder, parsePath)},
		{"backup.keep", "a whole number from 1 to 10000",
			scalar(&c.Backup.Keep, parseCount)},
		{"capture.fetch", "true or false",
			scalar(&c.Capture.Fetch, parseBool)},
		{"assist.endpoint", `"" or an http or https URL without user and query, such as http://127.0.0.1:11434/v1`,
			scalar(&c.Assist.Endpoint, parseEndpoint)},
		{"assist.model", "one line of at most 200 characters",
			scalar(&c.Assist.Model, parseModel)},
		{keyOfModel, "at most 1000 visible ASCII characters",
			scalar(&c.Assist.Key, parseSecret)},
		{"assist.timeout", "a duration longer than nothing, such as 60s or 5m",
			scalar(&c.Assist.Timeout, parseDuration)},
		{"notify.every_days", "a whole number of days from 1 to 365",
			scalar(&c.Notify.EveryDays, parseDays)},
		{"notify.link_days", "a whole number of days from 1 to 365",
			scalar(&c.Notify.LinkDays, parseDays)},
		{"notify.smtp_address", `"" or host:port, such as mail.example.org:587`,
			scalar(&c.Notify.SMTPAddress, parseServer)},
		{"notify.smtp_tls", "none, starttls or implicit",
			scalar(&c.Notify.SMTPTLS, oneOf("none", "starttls", "implicit"))},
		{"notify.smtp_user", "one line of at most 200 characters",
			scalar(&c.Notify.SMTPUser, parseModel)},
		{keyOfMail, "one line of at most 200 characters",
			scalar(&c.Notify.SMTPPassword, parsePassword)},
		{"notify.from", `"" or a mail address, such as foresaid@example.org or "Foresaid <foresaid@example.org>"`,
			scalar(&c.Notify.From, parseSender)},
		{keyOfRecipients, recipientsAllowed,
			func(value any) bool { return readRecipients(&c.Notify.Recipients, value) == "" }},
		{"log.level", "debug, info, warn or error",
			scalar(&c.Log.Level, parseLevel)},
		{"log.format", "text or json",
			scalar(&c.Log.Format, oneOf("text", "json"))},
	}
}

// aSchedule is what the jobs' schedules must be.
const aSchedule = `a cron schedule, such as "0 7 * * *" or "@daily", or "off"`

// The settings whose value no error shows, right or wrong.
const (
	keyOfModel      = "assist.key"
	keyOfMail       = "notify.smtp_password"
	keyOfRecipients = "notify.recipients"
)

// variable returns the environment variable that sets key.
func variable(key string) string {
	return prefix + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// scalar reads one string into field.
func scalar[T any](field *T, parse func(string) (T, bool)) func(any) bool {
	return func(value any) bool {
		switch plain := value.(type) {
		case bool:
			value = strconv.FormatBool(plain)
		case int:
			value = strconv.Itoa(plain)
		}
		text, ok := value.(string)
		if !ok {
			return false
		}
		parsed, ok := parse(text)
		if ok {
			*field = parsed
		}
		return ok
	}
}

// list reads strings into field: a list in the file, or one string with commas, as the environment has it.
func list[T any](field *[]T, parse func(string) (T, bool)) func(any) bool {
	return func(value any) bool {
		var texts []string
		switch value := value.(type) {
		case string:
			if strings.TrimSpace(value) != "" {
				texts = strings.Split(value, ",")
			}
		case []any:
			for _, item := range value {
				text, ok := item.(string)
				if !ok {
					return false
				}
				texts = append(texts, text)
			}
		default:
			return false
		}
		var parsed []T
		for _, text := range texts {
			item, ok := parse(strings.TrimSpace(text))
			if !ok {
				return false
			}
			parsed = append(parsed, item)
		}
		*field = parsed
		return true
	}
}
