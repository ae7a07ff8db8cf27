package config

import (
	"os"
	"strings"
	"testing"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/rawbytes"
	"github.com/knadh/koanf/v2"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const sample = "../../config.yaml"

func TestSampleEqualsTheDefaults(t *testing.T) {
	flags := pflag.NewFlagSet("foresaid", pflag.ContinueOnError)
	Flags(flags)
	require.NoError(t, flags.Parse([]string{"--config", sample}))
	got, err := Load(flags, nil)
	require.NoError(t, err)
	assert.Equal(t, Default(), got)
}

func TestSampleHasEveryKey(t *testing.T) {
	content, err := os.ReadFile(sample)
	require.NoError(t, err)
	k := koanf.New(".")
	require.NoError(t, k.Load(rawbytes.Provider(content), yaml.Parser()))
	config := Default()
	assert.ElementsMatch(t, keysOf(config.settings()), k.Keys())
}

func TestSampleExplainsEveryKey(t *testing.T) {
	content, err := os.ReadFile(sample)
	require.NoError(t, err)
	lines := strings.Split(string(content), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "  ") && !strings.HasPrefix(line, "  #") {
			assert.Contains(t, lines[i-1], "  # ", "what does this line mean: %s", line)
		}
		assert.LessOrEqual(t, len(line), 120, line)
	}
}
