package config

import (
	"strings"

	"foresaid/internal/ledger"
)

// unknown says what may have been meant by a name that is none of known: the nearest of them, or else all.
func unknown(name string, known []string) string {
	if best := ledger.Nearest(name, known); best != "" {
		return "unknown; did you mean " + best + "?"
	}
	return "unknown; known are " + strings.Join(known, ", ")
}
