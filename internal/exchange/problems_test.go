package exchange_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/exchange"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Each problem is told by line, column and value, in a sentence that says what
// to do.
func TestProblems(t *testing.T) {
	file, err := os.Open("testdata/problems.csv")
	require.NoError(t, err)
	defer file.Close()
	rows, bad, err := exchange.ReadCSV(file)
	require.NoError(t, err)
	require.Len(t, rows, 1, "one row is right")
	assert.Equal(t, "good", rows[0].Draft.ExternalID)

	var told strings.Builder
	for _, b := range bad {
		assert.Equal(t, b.Column, b.Err.Field)
		assert.NotContains(t, b.Err.Message(), "%!")
		fmt.Fprintf(&told, "%d %s %q %s: %s\n", b.Line, b.Column, b.Value, b.Err.Key, b.Err.Message())
	}
	const golden = "testdata/problems.golden"
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(told.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), told.String())
}
