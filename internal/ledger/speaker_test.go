package ledger_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"foresaid/internal/ledger"
)

func TestSpeakerClean(t *testing.T) {
	s := ledger.Speaker{
		Name:    "  Sam\tAltman ",
		Aliases: []string{"SAM ALTMAN", "山姆·奥特曼", "", "山姆奥特曼", " sama "},
		Links:   []string{"https://example.org/a-b", "https://example.org/ab", "", " https://example.org/a-b", "https://example.org/AB"},
		Role:    " CEO ",
	}
	s.Clean()
	assert.Equal(t, "Sam Altman", s.Name)
	assert.Equal(t, "CEO", s.Role)
	assert.Equal(t, []string{"山姆·奥特曼", "sama"}, s.Aliases, "no name twice")
	assert.Equal(t, []string{"https://example.org/a-b", "https://example.org/ab", "https://example.org/AB"}, s.Links, "links differ by every sign")
	assert.NoError(t, s.Check())
}

func TestSpeakerCheck(t *testing.T) {
	for name, c := range map[string]struct {
		speaker    ledger.Speaker
		field, key string
	}{
		"no name":      {ledger.Speaker{}, "name", "speaker_missing"},
		"only signs":   {ledger.Speaker{Name: "?"}, "name", "speaker_missing"},
		"a long name":  {ledger.Speaker{Name: strings.Repeat("字", 201)}, "name", "too_long"},
		"a long alias": {ledger.Speaker{Name: "a", Aliases: []string{strings.Repeat("字", 201)}}, "aliases", "too_long"},
		"a long role":  {ledger.Speaker{Name: "a", Role: strings.Repeat("字", 301)}, "role", "too_long"},
		"a bad link":   {ledger.Speaker{Name: "a", Links: []string{"@sama"}}, "links", "link_unreadable"},
		"a long note":  {ledger.Speaker{Name: "a", Note: strings.Repeat("字", 5001)}, "note", "too_long"},
	} {
		t.Run(name, func(t *testing.T) { assertProblem(t, c.speaker.Check(), ledger.Invalid, c.field, c.key) })
	}
}
