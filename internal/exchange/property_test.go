package exchange_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/exchange"
	"foresaid/internal/ledger"
)

var (
	// Without carriage returns: CSV takes one before a line end for part of it.
	anyText = rapid.Map(rapid.StringMatching(`([a-zA-Z0-9 ,;"'|\n\t预测é-]|🙂){0,12}`), strings.TrimSpace)
	anyWord = rapid.Map(rapid.StringMatching(`[a-z预][a-z0-9,;"\n 测]{0,10}`), strings.TrimSpace)
	anyDay  = rapid.StringMatching(`20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])`)
)

// What encoding/csv writes, in any order of columns and with any separator,
// comes back as it was.
func TestWrittenRowsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.Permutation([]string{
			"speaker", "statement", "said_on", "deadline", "quote", "condition", "criteria", "question", "place",
			"confidence_words", "source_title", "author", "verdict", "note", "external_id",
		}).Draw(t, "columns")
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		w.Comma = rapid.SampledFrom([]rune{',', ';', '\t'}).Draw(t, "separator")
		require.NoError(t, w.Write(names))
		var written []map[string]string
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			row := map[string]string{"verdict": rapid.SampledFrom([]string{"true", "mixed", "false"}).Draw(t, "verdict")}
			record := make([]string, len(names))
			for i, name := range names {
				switch name {
				case "verdict":
				case "said_on":
					row[name] = anyDay.Draw(t, name)
				case "speaker", "statement", "deadline", "source_title":
					row[name] = anyWord.Draw(t, name)
				default:
					row[name] = anyText.Draw(t, name)
				}
				record[i] = row[name]
			}
			written = append(written, row)
			require.NoError(t, w.Write(record))
		}
		w.Flush()

		rows, bad, err := exchange.ReadCSV(&text)
		require.NoError(t, err)
		require.Empty(t, bad)
		require.Len(t, rows, len(written))
		for i, row := range rows {
			d, want := row.Draft, written[i]
			require.Equal(t, []string{
				want["speaker"], want["statement"], want["said_on"], want["quote"], want["condition"],
				want["criteria"], want["question"], want["place"], want["source_title"], want["author"], want["verdict"], want["external_id"],
			}, []string{
				d.Speaker, d.Statement, d.SaidOn, d.Quote, d.Condition,
				d.Criteria, d.Question, d.Place, d.Source.Title, d.Source.Author, row.Judgement.Grade, row.Draft.ExternalID,
			})
			require.Equal(t, want["deadline"], d.Deadline)
			require.Equal(t, strings.Join(strings.Fields(want["confidence_words"]), " "), d.Confidence)
		}
	})
}

func FuzzReadCSV(f *testing.F) {
	for _, text := range []string{
		"", header, header + "A,B,2024-01-01,\"q\nq\"\n", "\ufeffspeaker;statement;deadline\r\nA;B;open\r\n", "\xff\xfe", "speaker\tstatement\tsaid_on\n\t\t",
		"speaker,statement,said_on,confidence,reference_probability,verdict,note,topics\nA,B,2024/01/01,87%,0.4277,Mostly True,n,a b|c\nA,B,2024-01-01,87,-1,void,,\n",
		header + "A,\"B", header + "A,B\"C,,\n", "speaker,statement,said_on,verdict,judged_on\nA,B,9999-12-31,other,0001-01-01\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		rows, bad, err := exchange.ReadCSV(bytes.NewReader(text))
		if err != nil {
			require.Equal(t, ledger.Invalid, ledger.CodeOf(err))
			require.Empty(t, len(rows)+len(bad))
			return
		}
		lines, last := 1+bytes.Count(text, []byte("\n")), 1
		for _, r := range rows {
			if r.Line <= last || r.Line > lines {
				t.Fatalf("line %d after %d, of %d", r.Line, last, lines)
			}
			if d := r.Draft; d.Speaker == "" || d.Statement == "" || d.Deadline == "" || d.Deadline == "open" && d.ReviewOn == "" {
				t.Fatalf("a row that lacks something: %+v", d)
			}
			last = r.Line
		}
		for _, b := range bad {
			if b.Line < 2 || b.Line > lines || b.Err == nil || b.Err.Field != b.Column || strings.Contains(b.Err.Message(), "%!") && !strings.Contains(b.Value, "%!") {
				t.Fatalf("a fault badly told: %+v", b)
			}
		}
	})
}
