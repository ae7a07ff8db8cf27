package exchange_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/exchange"
	"foresaid/internal/ledger"
)

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, got, 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got), name)
}

var (
	made    = time.Date(2024, 4, 24, 8, 0, 0, 0, time.UTC)
	changed = time.Date(2026, 1, 2, 3, 4, 5, 0, time.FixedZone("CST", 8*3600))
)

func TestAtomGolden(t *testing.T) {
	body, err := exchange.Atom(exchange.Feed{
		Key: "due", Title: "Due for review", Subtitle: "What was said has come due", Lang: "zh-CN", Page: "https://foresaid.example.org/", Self: "https://foresaid.example.org/feeds/due.atom?topic=ai&x=1",
		Updated: changed, Items: []exchange.Item{
			{Key: "due k7m2x9qd 2026-01-01", Title: `Sam: GPT-5 > GPT-4 & "better"`, Link: "https://foresaid.example.org/claims/k7m2x9qd", Author: "Sam", Text: "One\nTwo", Made: made, Updated: changed},
			{Key: "due abcdefgh 2026-01-01", Title: "山姆·奥特曼：GPT-5 会聪明得多", Link: "https://foresaid.example.org/claims/abcdefgh", Text: "到期\x00：2025年底", Made: made, Updated: made},
		},
	})
	require.NoError(t, err)
	golden(t, "due.atom", body)
}

func TestICalendarGolden(t *testing.T) {
	golden(t, "deadlines.ics", exchange.ICalendar(exchange.Calendar{Name: "Foresaid: deadlines", Events: []exchange.Event{
		{UID: "k7m2x9qd@foresaid", Sequence: 3, Day: ledger.NewDate(2026, 1, 1), Title: "Due: GPT-5 is smarter, faster; and cheaper", Text: "Sam Altman\nby the end of 2025 \\ stated",
			Link: "https://foresaid.example.org/claims/k7m2x9qd", Topics: []string{"ai", "a,b"}, Made: made, Changed: changed},
		{UID: "abcdefgh@foresaid", Day: ledger.NewDate(2028, 2, 29), Title: "到期：" + strings.Repeat("人工智能会变得非常强大，", 12), Text: "", Link: "https://foresaid.example.org/claims/abcdefgh", Made: made, Changed: made, Cancelled: true},
	}}))
}

func TestFeedsAreWellFormedWhateverIsSaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text") + string(rapid.SliceOfN(rapid.Byte(), 0, 30).Draw(t, "bytes"))
		body, err := exchange.Atom(exchange.Feed{Key: text, Title: text, Updated: made, Items: []exchange.Item{{Key: text, Title: text, Text: text, Author: text, Made: made, Updated: made}}})
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(bytes.NewReader(body)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%v in %s", err, body)
			}
		}
		cal := exchange.ICalendar(exchange.Calendar{Name: text, Events: []exchange.Event{{UID: "a@foresaid", Day: ledger.NewDate(2026, 1, 1), Title: text, Text: text, Topics: []string{text}, Made: made, Changed: made}}})
		for _, line := range bytes.Split(bytes.TrimSuffix(cal, []byte("\r\n")), []byte("\r\n")) {
			if len(line) > 75 || bytes.ContainsAny(line, "\r\n") {
				t.Fatalf("%q", line)
			}
		}
		parsed, err := ics.ParseCalendar(bytes.NewReader(cal))
		if err != nil {
			t.Fatalf("%v in %s", err, cal)
		}
		if len(parsed.Events()) != 1 {
			t.Fatalf("%s", cal)
		}
	})
}
