package share

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// wellFormed reads an SVG to its end, and returns its text.
func wellFormed(t *testing.T, svg []byte) string {
	t.Helper()
	decoder, text := xml.NewDecoder(strings.NewReader(string(svg))), ""
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return text
		}
		require.NoError(t, err)
		if data, ok := token.(xml.CharData); ok {
			text += string(data) + "\n"
		}
	}
}

func TestBadgeGolden(t *testing.T) {
	got, err := Badge{Label: "Ada Example", Value: "64% of 22", Tone: "mostly_true", URL: "https://foresaid.example.org/a?b=c&d=e"}.SVG()
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile("testdata/badge.svg", got, 0o600))
	}
	want, err := os.ReadFile("testdata/badge.svg")
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
	assert.Equal(t, "Ada Example: 64% of 22\nAda Example\n64% of 22\n", wellFormed(t, got))
}

func TestBadgeEscapes(t *testing.T) {
	evil := `</text><script>alert("1")</script>&'` + "\x00\x1b\ufffe"
	got, err := Badge{Label: evil, Value: evil, Tone: `"><script>`, URL: `https://example.org/"onload="x`}.SVG()
	require.NoError(t, err)
	text := wellFormed(t, got)
	assert.Contains(t, text, `<script>alert("1")</script>&'`)
	assert.NotContains(t, string(got), "<script")
	assert.NotContains(t, string(got), `"onload`)
	assert.Contains(t, string(got), hex(accent), "an unknown tone")
}

func TestBadgeTexts(t *testing.T) {
	for _, text := range hostile {
		got, err := Badge{Label: text, Value: "x"}.SVG()
		require.NoError(t, err)
		wellFormed(t, got)
		assert.Less(t, len(got), 5_000)
	}
	for _, b := range []Badge{{Label: "alone"}, {Value: "alone"}} {
		got, err := b.SVG()
		require.NoError(t, err)
		assert.Equal(t, "alone\nalone\n", wellFormed(t, got))
		assert.NotContains(t, string(got), hex(badgeDark))
	}
	_, err := Badge{Label: " \x00"}.SVG()
	require.ErrorContains(t, err, "no text")
}

func TestBadgeLinksToTheWebOnly(t *testing.T) {
	for _, address := range []string{"javascript:alert(1)", "data:text/html,x", "//example.org", "/claims", "https://", "http://[", " https://example.org"} {
		_, err := Badge{Value: "x", URL: address}.SVG()
		require.ErrorContains(t, err, "no web address", address)
	}
	got, err := Badge{Value: "x"}.SVG()
	require.NoError(t, err)
	assert.NotContains(t, string(got), "href")
}

func TestBadgeWidth(t *testing.T) {
	assert.InDelta(t, 3.0, measure("李开复"), 0.001)
	assert.InDelta(t, 1.0, measure("👍"), 0.001)
	assert.Less(t, measure("iii"), measure("mmm"))
	assert.Equal(t, 12+33, badgeWidth("李开复"))
	assert.Zero(t, badgeWidth(""))
}
