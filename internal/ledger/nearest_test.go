package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"foresaid/internal/ledger"
)

func TestNearest(t *testing.T) {
	known := []string{"statement", "speaker", "said_on"}
	for name, want := range map[string]string{
		"statementt": "statement", "SPEAKER": "speaker", "saidon": "said_on", "speker": "speaker", "probability": "", "": "",
	} {
		assert.Equal(t, want, ledger.Nearest(name, known), name)
	}
}
