package config

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Error is a setting that stops the start. Its text is one line and holds no password.
type Error struct {
	Key    string // the key, or the environment variable where no key answers to it
	Value  string // as it is shown; "" where it does not matter
	Source string // "file config.yaml", "environment FORESAID_…" or "flag --…"
	Reason string // what is allowed, or what is wrong
}

func (e *Error) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("%s (%s): %s", e.Key, e.Source, e.Reason)
	}
	return fmt.Sprintf("%s = %s (%s): %s", e.Key, e.Value, e.Source, e.Reason)
}

// secrets finds the password in an address, also in one that is not well-formed.
var secrets = regexp.MustCompile(`(?i)(://[^:/@\s]*:).*(@)|(password=)[^&\s]*`)

// show returns value as an error may print it.
func show(value any) string {
	switch value := value.(type) {
	case nil:
		return "nothing"
	case string:
		return strconv.Quote(secrets.ReplaceAllString(value, "${1}${3}***${2}"))
	case []any:
		items := make([]string, len(value))
		for i, item := range value {
			items[i] = show(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case map[string]any:
		return "a section"
	}
	return fmt.Sprint(value)
}

// oneLine folds the line breaks of a message that another package wrote.
func oneLine(message string) string {
	return strings.Join(strings.Fields(message), " ")
}
