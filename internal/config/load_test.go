package config

import (
	"errors"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// load writes file, when there is one, to config.yaml in an empty working directory and calls Load.
func load(t *testing.T, file string, environ, args []string, checks ...Check) (Config, error) {
	t.Helper()
	t.Chdir(t.TempDir())
	if file != "" {
		require.NoError(t, os.WriteFile("config.yaml", []byte(file), 0o600))
	}
	flags := pflag.NewFlagSet("foresaid", pflag.ContinueOnError)
	Flags(flags)
	require.NoError(t, flags.Parse(args))
	return Load(flags, environ, checks...)
}

func TestNothingSetIsTheDefault(t *testing.T) {
	for name, file := range map[string]string{
		"no file":        "",
		"empty file":     "\n",
		"comments only":  "# server:\n",
		"empty sections": "server:\nlog: {}\n",
	} {
		t.Run(name, func(t *testing.T) {
			got, err := load(t, file, nil, nil)
			require.NoError(t, err)
			assert.Equal(t, Default(), got)
		})
	}
}

func TestLoadWithoutFlags(t *testing.T) {
	t.Chdir(t.TempDir())
	got, err := Load(nil, nil)
	require.NoError(t, err)
	assert.Equal(t, Default(), got)
}

func TestEveryKeyCanBeSet(t *testing.T) {
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	require.NoError(t, err)
	want := Config{
		Server: Server{
			Address:         ":9000",
			PublicURL:       "https://foresaid.example.org",
			TrustedProxies:  []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::1/128")},
			ShutdownTimeout: 90 * time.Second,
			Metrics:         true,
			AllowedHosts:    []string{"foresaid.lan", "nas"},
		},
		Database: Database{URL: "postgres://me:secret@db/foresaid?sslmode=disable"},
		Tracker:  Tracker{Timezone: tokyo, User: "Lin Wei", Language: "zh-CN"},
		Jobs:     Jobs{Flag: "@hourly", Digest: "@every 2h", Remind: "@every 10m", Suggest: "@daily", Links: "off", Backup: "0 1 * * *", Prune: "off", Jitter: 0, Limit: time.Hour},
		Evidence: Evidence{Folder: "/var/evidence"},
		Backup:   Backup{Folder: "/var/backups", Keep: 3},
		Assist:   Assist{Endpoint: "http://127.0.0.1:11434/v1", Model: "llama3.1:8b", Key: "sk-hunter2", Timeout: 5 * time.Minute},
		Notify: Notify{
			EveryDays: 3, LinkDays: 30, SMTPAddress: "mail.example.org:465", SMTPTLS: "implicit", SMTPUser: "foresaid", SMTPPassword: "hunter2 hunter2",
			From: "Foresaid <f@example.org>",
		},
		Log: Log{Level: slog.LevelDebug, Format: "json"},
	}
	t.Run("file", func(t *testing.T) {
		got, err := load(t, `
server:
  address: ":9000"
  public_url: https://foresaid.example.org/
  trusted_proxies: [10.1.2.3/8, "::1/128"]
  shutdown_timeout: 1m30s
  metrics: true
  allowed_hosts:
    - Foresaid.LAN
    - nas
database: {url: "postgres://me:secret@db/foresaid?sslmode=disable"}
tracker: {timezone: Asia/Tokyo, user: " Lin Wei ", language: zh-CN}
jobs: {flag: "@hourly", digest: "@every 2h", remind: "@every 10m", suggest: "@daily", links: off, backup: "0 1 * * *", prune: off, jitter: 0s, limit: 1h}
backup: {folder: /var/backups, keep: 3}
evidence: {folder: /var/evidence}
capture: {fetch: false}
assist: {endpoint: " http://127.0.0.1:11434/v1", model: "llama3.1:8b", key: sk-hunter2, timeout: 5m}
notify:
  every_days: 3
  link_days: "30"
  smtp_address: mail.example.org:465
  smtp_tls: implicit
  smtp_user: foresaid
  smtp_password: hunter2 hunter2
  from: Foresaid <f@example.org>
log: {level: debug, format: json}
`, nil, nil)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	})
	t.Run("environment", func(t *testing.T) {
		got, err := load(t, "", []string{
			"FORESAID_SERVER_ADDRESS=:9000",
			"FORESAID_SERVER_PUBLIC_URL=https://foresaid.example.org",
			"FORESAID_SERVER_TRUSTED_PROXIES=10.0.0.0/8, ::1/128",
			"FORESAID_SERVER_SHUTDOWN_TIMEOUT=90s",
			"FORESAID_SERVER_ALLOWED_HOSTS=foresaid.lan,nas",
			"FORESAID_DATABASE_URL=postgres://me:secret@db/foresaid?sslmode=disable",
			"FORESAID_TRACKER_TIMEZONE=Asia/Tokyo",
			"FORESAID_TRACKER_USER=Lin Wei",
			"FORESAID_TRACKER_LANGUAGE=zh-CN",
			"FORESAID_SERVER_METRICS=true",
			"FORESAID_JOBS_FLAG=@hourly",
			"FORESAID_JOBS_DIGEST=@every 2h",
			"FORESAID_JOBS_REMIND=@every 10m",
			"FORESAID_JOBS_SUGGEST=@daily",
			"FORESAID_JOBS_LINKS=off",
			"FORESAID_EVIDENCE_FOLDER=/var/evidence",
			"FORESAID_JOBS_BACKUP=0 1 * * *",
			"FORESAID_JOBS_PRUNE=off",
			"FORESAID_JOBS_JITTER=0s",
			"FORESAID_JOBS_LIMIT=1h",
			"FORESAID_BACKUP_FOLDER=/var/backups",
			"FORESAID_BACKUP_KEEP=3",
			"FORESAID_CAPTURE_FETCH=false",
			"FORESAID_ASSIST_ENDPOINT=http://127.0.0.1:11434/v1",
			"FORESAID_ASSIST_MODEL=llama3.1:8b",
			"FORESAID_ASSIST_KEY=sk-hunter2",
			"FORESAID_ASSIST_TIMEOUT=5m",
			"FORESAID_NOTIFY_EVERY_DAYS=3",
			"FORESAID_NOTIFY_LINK_DAYS=30",
			"FORESAID_NOTIFY_SMTP_ADDRESS=mail.example.org:465",
			"FORESAID_NOTIFY_SMTP_TLS=implicit",
			"FORESAID_NOTIFY_SMTP_USER=foresaid",
			"FORESAID_NOTIFY_SMTP_PASSWORD=hunter2 hunter2",
			"FORESAID_NOTIFY_FROM=Foresaid <f@example.org>",
			"FORESAID_LOG_LEVEL=debug",
			"FORESAID_LOG_FORMAT=json",
		}, nil)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	})
}

func TestLaterPlacesOverruleEarlierOnes(t *testing.T) {
	const file = "server: {address: '127.0.0.1:1'}\ndatabase: {url: 'sqlite:file.db'}\n" +
		"log: {level: warn, format: json}\ntracker: {timezone: Asia/Tokyo, user: file}\n"
	environ := []string{
		"FORESAID_SERVER_ADDRESS=127.0.0.1:2", "FORESAID_DATABASE_URL=sqlite:environment.db",
		"FORESAID_TRACKER_USER=environment", "FORESAID_TRACKER_TIMEZONE=Asia/Seoul",
	}
	args := []string{"--address", "127.0.0.1:3", "--timezone", "Asia/Shanghai", "--log-level=error"}
	got, err := load(t, file, environ, args)
	require.NoError(t, err)
	assert.Equal(t, "127.0.0.1:3", got.Server.Address, "flag over environment and file")
	assert.Equal(t, "Asia/Shanghai", got.Tracker.Timezone.String(), "flag over environment and file")
	assert.Equal(t, slog.LevelError, got.Log.Level, "flag over file")
	assert.Equal(t, "sqlite:environment.db", got.Database.URL, "environment over file")
	assert.Equal(t, "environment", got.Tracker.User, "environment over file")
	assert.Equal(t, "json", got.Log.Format, "file over default")
	assert.Equal(t, "0 7 * * *", got.Jobs.Flag, "default")
}

func TestEmptyIsAValue(t *testing.T) {
	got, err := load(t, "server: {public_url: 'https://a.example', allowed_hosts: [a]}\ntracker: {timezone: Asia/Tokyo}",
		[]string{"FORESAID_SERVER_PUBLIC_URL=", "FORESAID_SERVER_ALLOWED_HOSTS="}, []string{"--timezone", ""})
	require.NoError(t, err)
	assert.Equal(t, Default(), got)
}

func TestWhichFileIsRead(t *testing.T) {
	dir := t.TempDir()
	flagFile, envFile := filepath.Join(dir, "flag.yaml"), filepath.Join(dir, "env.yaml")
	require.NoError(t, os.WriteFile(flagFile, []byte("tracker: {user: flag}"), 0o600))
	require.NoError(t, os.WriteFile(envFile, []byte("tracker: {user: environment}"), 0o600))
	const workdir = "tracker: {user: workdir}"

	got, err := load(t, workdir, nil, nil)
	require.NoError(t, err)
	assert.Equal(t, "workdir", got.Tracker.User)

	got, err = load(t, workdir, []string{"FORESAID_CONFIG=" + envFile}, nil)
	require.NoError(t, err)
	assert.Equal(t, "environment", got.Tracker.User)

	got, err = load(t, workdir, []string{"FORESAID_CONFIG=" + envFile}, []string{"--config", flagFile})
	require.NoError(t, err)
	assert.Equal(t, "flag", got.Tracker.User)

	_, err = load(t, workdir, []string{"FORESAID_CONFIG=nowhere.yaml"}, nil)
	assert.EqualError(t, err, `config = "nowhere.yaml" (environment FORESAID_CONFIG): cannot be read: open nowhere.yaml: no such file or directory`)

	_, err = load(t, workdir, nil, []string{"--config=nowhere.yaml"})
	assert.EqualError(t, err, `config = "nowhere.yaml" (flag --config): cannot be read: open nowhere.yaml: no such file or directory`)

	t.Chdir(t.TempDir())
	require.NoError(t, os.Mkdir("config.yaml", 0o700))
	_, err = Load(nil, nil)
	assert.ErrorContains(t, err, "config (file config.yaml): cannot be read: ")
}

func TestForeignVariablesAreIgnored(t *testing.T) {
	got, err := load(t, "", []string{
		"FORESAID_TEST_POSTGRES=postgres://test", "FORESAID_TEST_CHROMIUM=/usr/bin/chromium", "FORESAID_CONFIG=",
		"FORESAIDX=1", "HOME=/root", "no equals sign",
		"FORESAID_SERVICE_HOST=10.0.0.1", "FORESAID_SERVICE_PORT=8080", "FORESAID_SERVICE_PORT_HTTP=8080",
		"FORESAID_PORT=tcp://10.0.0.1:8080", "FORESAID_PORT_8080_TCP=tcp://10.0.0.1:8080", "FORESAID_PORT_8080_TCP_ADDR=10.0.0.1",
	}, nil)
	require.NoError(t, err)
	assert.Equal(t, Default(), got)
}

func TestUnknownKeys(t *testing.T) {
	const allVariables = "FORESAID_SERVER_ADDRESS, FORESAID_SERVER_PUBLIC_URL, "
	for _, c := range []struct {
		file, variable, want string
	}{
		{file: "server: {addreess: 'x'}", want: "server.addreess (file config.yaml): unknown; did you mean server.address?"},
		{file: "Server: {Address: 'x'}", want: "Server.Address (file config.yaml): unknown; did you mean server.address?"},
		{file: "server: {publicurl: 'x'}", want: "server.publicurl (file config.yaml): unknown; did you mean server.public_url?"},
		{file: "databse: {url: 'x'}", want: "databse.url (file config.yaml): unknown; did you mean database.url?"},
		{file: "address: 'x'", want: "address (file config.yaml): unknown; known are server.address, server.public_url, "},
		{file: "server: {address: {port: 1}}", want: "server.address.port (file config.yaml): unknown; did you mean server.address?"},
		{file: "server.address: 'x'", want: "server.address (file config.yaml): write server: and, indented on the next line, address:"},
		{variable: "FORESAID_SERVER_ADDREESS=x", want: "FORESAID_SERVER_ADDREESS (environment): unknown; did you mean FORESAID_SERVER_ADDRESS?"},
		{variable: "FORESAID_server_address=x", want: "FORESAID_server_address (environment): unknown; did you mean FORESAID_SERVER_ADDRESS?"},
		{variable: "FORESAID_COLOUR=x", want: "FORESAID_COLOUR (environment): unknown; known are " + allVariables},
		{variable: "FORESAID_PORT=8080", want: "FORESAID_PORT (environment): unknown; known are " + allVariables},
	} {
		t.Run(c.file+c.variable, func(t *testing.T) {
			_, err := load(t, c.file, []string{c.variable}, nil)
			require.ErrorContains(t, err, c.want)
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

func TestFilesThatAreNotSettings(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"list", "- a\n- b\n", "config (file config.yaml): not the YAML of settings: "},
		{"broken", "server: [\n", "config (file config.yaml): not the YAML of settings: yaml: line "},
		{"twice", "log: {level: info}\nlog: {level: warn}\n", `mapping key "log" already defined at line 1`},
		{"scalar for a section", "server: 'localhost:8080'\n", `server = "localhost:8080" (file config.yaml): must be a section`},
		{"no value", "server:\n  address:\n", "server.address = nothing (file config.yaml): must be host:port"},
		{"wrong type", "server:\n  address: 8080\n", "server.address = 8080 (file config.yaml): must be host:port"},
		{"wrong item", "server:\n  allowed_hosts: [a, 7]\n", `server.allowed_hosts = ["a", 7] (file config.yaml): must be a list of host names`},
		{"map for a list", "server:\n  allowed_hosts: {}\n", "server.allowed_hosts = a section (file config.yaml): must be a list of host names"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := load(t, c.file, nil, nil)
			require.ErrorContains(t, err, c.want)
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

func TestABadValueStopsTheStartAlsoWhereItIsOverruled(t *testing.T) {
	_, err := load(t, "log: {level: loud}", nil, []string{"--log-level", "info"})
	assert.EqualError(t, err, `log.level = "loud" (file config.yaml): must be debug, info, warn or error`)
	_, err = load(t, "", []string{"FORESAID_LOG_LEVEL=loud"}, nil)
	assert.EqualError(t, err, `log.level = "loud" (environment FORESAID_LOG_LEVEL): must be debug, info, warn or error`)
	_, err = load(t, "", nil, []string{"--log-level=loud"})
	assert.EqualError(t, err, `log.level = "loud" (flag --log-level): must be debug, info, warn or error`)

	var e *Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, Error{Key: "log.level", Value: `"loud"`, Source: "flag --log-level", Reason: "must be debug, info, warn or error"}, *e)
}

func TestChecksOfOtherPackages(t *testing.T) {
	check := Check{Key: "jobs.flag", Accept: func(value string) error {
		if value == "0 25 * * *" {
			return errors.New("end of range (25)\nabove maximum (23)")
		}
		return nil
	}}
	_, err := load(t, "jobs: {flag: '0 25 * * *'}", nil, nil, check)
	assert.EqualError(t, err, `jobs.flag = "0 25 * * *" (file config.yaml): end of range (25) above maximum (23)`)
	got, err := load(t, "jobs: {flag: '0 5 * * *'}", nil, nil, check)
	require.NoError(t, err)
	assert.Equal(t, "0 5 * * *", got.Jobs.Flag)
}
