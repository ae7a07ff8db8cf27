// Package config holds the settings of foresaid and reads them from where they are written.
//
// Four places are asked, each overruling the one before: the defaults, a YAML file, the environment and the
// command line. The commented sample config.yaml at the root of the repository equals the defaults.
//
// Nothing is let through unread: a key that nobody knows and a value that is not allowed are errors, also where
// a later place would overrule them, so that a slip of the pen is found at the start and not by its effects.
package config

import (
	"log/slog"
	"net/netip"
	"strconv"
	"time"
)

// Config is all that can be set. Default and Load make one that is complete and valid.
type Config struct {
	Server   Server
	Database Database
	Tracker  Tracker
	Jobs     Jobs
	Backup   Backup
	Evidence Evidence
	Capture  Capture
	Assist   Assist
	Notify   Notify
	Log      Log
}

// Server is how pages and API are served.
type Server struct {
	Address         string         // host:port to listen on
	PublicURL       string         // scheme://host[:port] in links that leave the server, no slash at the end; "": derived from the request
	TrustedProxies  []netip.Prefix // networks whose X-Forwarded-For is believed
	ShutdownTimeout time.Duration  // how long requests under way may take once the server is told to stop
	Metrics         bool           // whether /metrics is answered
	AllowedHosts    []string       // Host names answered beside loopback, Address and PublicURL; lower case, no port
}

// Database is where the claims are kept.
type Database struct {
	URL string // sqlite:PATH or postgres://…; may contain a password, so never log it
}

// Tracker is how claims are read and recorded.
type Tracker struct {
	Timezone *time.Location // in which a deadline's period ends; never nil
	User     string         // the name under which changes are recorded until there are accounts
	Language string         // of readers who ask for none that is spoken here: en or zh-CN
}

// Capture is how articles are taken in.
type Capture struct {
	Fetch bool // whether links are fetched when somebody asks for it
}

// Jobs is when work is done unasked. The schedules are cron's, checked only for not being empty: see Check.
type Jobs struct {
	Flag    string        // flagging what is due
	Digest  string        // telling the recipients whose hour has come
	Remind  string        // sending again what did not get through
	Suggest string        // reading what claims are measured by
	Links   string        // checking whether the pages that the record links to are still there
	Backup  string        // copying the database, if Backup names a folder
	Prune   string        // throwing away what nobody needs any more
	Jitter  time.Duration // up to so long after its time each starts
	Limit   time.Duration // after which each is cut off
}

// Evidence is where uploads are put.
type Evidence struct {
	Folder string // "": into the database
}

// Backup is where copies of a SQLite database are put.
type Backup struct {
	Folder string // "": there are none
	Keep   int    // how many of the newest stay
}

// Assist is the language model that adds to drafts, and sharpens them.
type Assist struct {
	Endpoint string // of a server with OpenAI's chat interface; "": no model is asked
	Model    string
	Key      Secret
	Timeout  time.Duration // how long one answer may take
}

// Notify is who is told of what is due, and by what.
type Notify struct {
	EveryDays    int    // after which a claim that is still due is told again
	LinkDays     int    // for which the links in mails hold
	SMTPAddress  string // host:port of the server that takes mail; "": none is sent
	SMTPTLS      string // none, starttls or implicit
	SMTPUser     string // "": without a login
	SMTPPassword Secret
	From         string // address, or "Name <address>", of the mails' sender
	Recipients   []Recipient
}

// Recipient is somebody who is told of what is due, through at least one channel.
type Recipient struct {
	Name          string // no two have the same
	Hour          int    // 0 to 23, from which the digest may come
	Language      string // en, zh-CN, or "": the tracker's
	Mail          string // address, or ""
	Chat          Secret // address of shoutrrr, or ""; holds a password
	WebhookURL    Secret // or ""; may hold a password
	WebhookSecret Secret
	Topics        []string // only claims with one of them; all, if empty
	Speakers      []string // only claims of one of them; all, if empty
}

// Secret is a text that is not printed.
type Secret string

// String returns stars, or nothing for nothing.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return "***"
}

// GoString is String for %#v.
func (s Secret) GoString() string { return strconv.Quote(s.String()) }

// MarshalText is String for JSON, YAML and logs.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Log is what the server says of its own doings.
type Log struct {
	Level  slog.Level
	Format string // text or json
}

// Default returns the settings that are in force where nothing else is set.
func Default() Config {
	return Config{
		Server: Server{
			Address:         "127.0.0.1:8080",
			ShutdownTimeout: 10 * time.Second,
		},
		Database: Database{URL: "sqlite:data/foresaid.db"},
		Tracker: Tracker{
			Timezone: time.Local,
			User:     "local",
			Language: "en",
		},
		Jobs: Jobs{
			Flag: "0 7 * * *", Digest: "3 * * * *", Remind: "*/15 * * * *", Suggest: "30 6 * * *", Links: "45 4 * * *", Backup: "30 3 * * *", Prune: "15 4 * * 0",
			Jitter: time.Minute, Limit: 30 * time.Minute,
		},
		Backup:  Backup{Keep: 14},
		Capture: Capture{Fetch: true},
		Assist:  Assist{Timeout: time.Minute},
		Notify:  Notify{EveryDays: 7, LinkDays: 14, SMTPTLS: "starttls"},
		Log:     Log{Level: slog.LevelInfo, Format: "text"},
	}
}
