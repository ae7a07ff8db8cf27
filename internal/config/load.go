package config

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/providers/posflag"
	"github.com/knadh/koanf/providers/rawbytes"
	"github.com/knadh/koanf/v2"
	"github.com/spf13/pflag"
)

const (
	prefix       = "FORESAID_"
	fileVariable = prefix + "CONFIG"
	fileFlag     = "config"
	fileName     = "config.yaml" // read from the working directory if it is there
)

// injected matches the variables that Kubernetes and Docker links set for a service that happens to be called
// foresaid: nobody wrote them, so they must not stop the start.
var injected = regexp.MustCompile(`^FORESAID_(SERVICE_(HOST|PORT(_\w+)?)=|PORT=tcp://|PORT_\d+_(TCP|UDP)(_\w+)?=)`)

// flagKeys are the settings that have a flag.
var flagKeys = map[string]string{
	"address":   "server.address",
	"database":  "database.url",
	"log-level": "log.level",
	"timezone":  "tracker.timezone",
}

// Flags adds to flags those that Load reads.
func Flags(flags *pflag.FlagSet) {
	// The defaults stay out of the flags: help would show them as in force where file or environment say otherwise.
	flags.String(fileFlag, "", "read settings from `FILE` (default: config.yaml, if there is one)")
	flags.String("address", "", "listen on `HOST:PORT`")
	flags.String("database", "", "keep claims in the database at `URL`: sqlite:PATH or postgres://…")
	flags.String("log-level", "", "log from `LEVEL` on: debug, info, warn or error")
	flags.String("timezone", "", "end deadlines in the time zone `NAME`, such as Asia/Shanghai")
}

// Check is a rule that another package has for a setting's text.
type Check struct {
	Key    string
	Accept func(value string) error // the error completes the message
}

// Load returns the settings in force. flags are parsed flags on which Flags was called, or nil; environ is as
// os.Environ returns it. Relative paths are those of the working directory. The error is an *Error.
func Load(flags *pflag.FlagSet, environ []string, checks ...Check) (Config, error) {
	config := Default()
	file, err := readFile(flags, environ)
	if err != nil {
		return Config{}, err
	}
	variables, err := readEnvironment(environ)
	if err != nil {
		return Config{}, err
	}
	for _, l := range []layer{file, variables, readFlags(flags)} {
		if err := l.apply(&config, checks); err != nil {
			return Config{}, err
		}
	}
	if err := config.whole(); err != nil {
		return Config{}, err
	}
	return config, nil
}

// whole finds what no setting can tell alone.
func (c *Config) whole() error {
	for _, r := range c.Notify.Recipients {
		for _, needed := range []struct{ key, value string }{{"notify.smtp_address", c.Notify.SMTPAddress}, {"notify.from", c.Notify.From}} {
			if r.Mail != "" && needed.value == "" {
				return &Error{Key: needed.key, Source: "settings", Reason: "must be set, since " + r.Name + " is to get mail"}
			}
		}
	}
	return nil
}

// layer is what one place says.
type layer struct {
	values map[string]any
	source func(key string) string // as Error.Source
}

func (l layer) apply(config *Config, checks []Check) error {
	settings := config.settings()
	for _, key := range slices.Sorted(maps.Keys(l.values)) {
		value := l.values[key]
		i := slices.IndexFunc(settings, func(s setting) bool { return s.key == key })
		if i < 0 {
			return &Error{Key: key, Source: l.source(key), Reason: unknown(key, keysOf(settings))}
		}
		shown := show(value)
		if slices.Contains([]string{keyOfModel, keyOfMail, keyOfRecipients}, key) {
			shown = ""
		}
		if !settings[i].set(value) {
			if key == keyOfRecipients {
				return &Error{Key: key, Source: l.source(key), Reason: readRecipients(new([]Recipient), value)}
			}
			return &Error{Key: key, Value: shown, Source: l.source(key), Reason: "must be " + settings[i].allowed}
		}
		for _, check := range checks {
			if key == keyOfRecipients && check.Key == KeyOfChat {
				for _, r := range config.Notify.Recipients {
					if err := check.Accept(string(r.Chat)); r.Chat != "" && err != nil {
						return &Error{Key: key, Source: l.source(key), Reason: "chat of " + r.Name + ": " + oneLine(err.Error())}
					}
				}
			}
			text, ok := value.(string)
			if !ok || check.Key != key {
				continue
			}
			if err := check.Accept(strings.TrimSpace(text)); err != nil {
				return &Error{Key: key, Value: shown, Source: l.source(key), Reason: oneLine(err.Error())}
			}
		}
	}
	return nil
}

func keysOf(settings []setting) []string {
	keys := make([]string, len(settings))
	for i, s := range settings {
		keys[i] = s.key
	}
	return keys
}

func readFile(flags *pflag.FlagSet, environ []string) (layer, error) {
	path, origin := filePath(flags, environ)
	source := "file " + path
	content, err := os.ReadFile(path)
	switch {
	case err == nil:
	case origin == "" && errors.Is(err, fs.ErrNotExist):
		return layer{}, nil
	case origin == "":
		return layer{}, &Error{Key: fileFlag, Source: source, Reason: "cannot be read: " + oneLine(err.Error())}
	default:
		return layer{}, &Error{Key: fileFlag, Value: show(path), Source: origin, Reason: "cannot be read: " + oneLine(err.Error())}
	}
	k := koanf.New(".")
	if err := k.Load(rawbytes.Provider(content), yaml.Parser()); err != nil {
		return layer{}, &Error{Key: fileFlag, Source: source, Reason: "not the YAML of settings: " + oneLine(err.Error())}
	}
	for _, key := range slices.Sorted(maps.Keys(k.Raw())) {
		// Both spellings in one file would leave it to chance which of them counts.
		if section, rest, ok := strings.Cut(key, "."); ok {
			return layer{}, &Error{Key: key, Source: source, Reason: "write " + section + ": and, indented on the next line, " + rest + ":"}
		}
	}
	values := k.All()
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if !isSection(key) {
			continue
		}
		if m, ok := values[key].(map[string]any); values[key] != nil && (!ok || len(m) > 0) {
			return layer{}, &Error{Key: key, Value: show(values[key]), Source: source, Reason: "must be a section, its keys indented on the lines below it"}
		}
		delete(values, key) // a heading with every line below it commented out
	}
	return layer{values, func(string) string { return source }}, nil
}

// filePath returns the file to read and who named it: "" if nobody did, and then it need not exist.
func filePath(flags *pflag.FlagSet, environ []string) (path, origin string) {
	path = fileName
	for _, pair := range environ {
		if value, ok := strings.CutPrefix(pair, fileVariable+"="); ok && value != "" {
			path, origin = value, "environment "+fileVariable
		}
	}
	if flags != nil {
		if f := flags.Lookup(fileFlag); f != nil && f.Changed {
			path, origin = f.Value.String(), "flag --"+fileFlag
		}
	}
	return path, origin
}

func isSection(key string) bool {
	config := Default()
	return slices.ContainsFunc(config.settings(), func(s setting) bool { return strings.HasPrefix(s.key, key+".") })
}

func readEnvironment(environ []string) (layer, error) {
	config := Default()
	keys := keysOf(config.settings())
	byVariable := make(map[string]string, len(keys))
	known := make([]string, len(keys))
	for i, key := range keys {
		known[i] = variable(key)
		byVariable[known[i]] = key
	}
	var strangers []string
	k := koanf.New(".")
	err := k.Load(env.Provider(".", env.Opt{
		Prefix:      prefix,
		EnvironFunc: func() []string { return environ },
		TransformFunc: func(name, value string) (string, any) {
			key, ok := byVariable[name]
			if !ok && name != fileVariable && !strings.HasPrefix(name, prefix+"TEST_") && !injected.MatchString(name+"="+value) {
				strangers = append(strangers, name)
			}
			return key, value
		},
	}), nil)
	if err != nil {
		return layer{}, &Error{Key: prefix + "*", Source: "environment", Reason: oneLine(err.Error())}
	}
	if len(strangers) > 0 {
		name := slices.Min(strangers)
		return layer{}, &Error{Key: name, Source: "environment", Reason: unknown(name, known)}
	}
	return layer{k.All(), func(key string) string { return "environment " + variable(key) }}, nil
}

func readFlags(flags *pflag.FlagSet) layer {
	if flags == nil {
		return layer{}
	}
	names := make(map[string]string, len(flagKeys))
	for name, key := range flagKeys {
		names[key] = name
	}
	k := koanf.New(".")
	provider := posflag.ProviderWithFlag(flags, ".", nil, func(f *pflag.Flag) (string, any) {
		return flagKeys[f.Name], f.Value.String()
	})
	if err := k.Load(provider, nil); err != nil {
		panic(err) // it reads memory: only a slip in this file can make it fail
	}
	return layer{k.All(), func(key string) string { return "flag --" + names[key] }}
}
