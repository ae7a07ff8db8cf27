package exchange_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/exchange"
	"foresaid/internal/ledger"
)

const header = "speaker,statement,said_on,quote\n"

// refusal is the error of a file that can't be read.
func refusal(t *testing.T, text string) *ledger.Error {
	t.Helper()
	rows, bad, err := exchange.ReadCSV(strings.NewReader(text))
	var e *ledger.Error
	require.ErrorAs(t, err, &e, text)
	assert.Equal(t, ledger.Invalid, e.Code)
	assert.Empty(t, rows)
	assert.Empty(t, bad)
	assert.NotContains(t, e.Message(), "%!")
	return e
}

func TestFilesThatCannotBeRead(t *testing.T) {
	for name, c := range map[string]struct{ text, key, says string }{
		"nothing":            {"", "file_empty", "names the columns"},
		"only a mark":        {"\ufeff", "file_empty", ""},
		"blank lines":        {"\r\n\n  \n,,\n", "file_empty", ""},
		"UTF-16 with a mark": {"\xff\xfes\x00p\x00", "file_not_utf8", "Line 1 "},
		"UTF-16 without":     {"s\x00p\x00", "file_not_utf8", "Line 1 "},
		"Latin 1":            {header + "A,B,2024-01-01,\nJos\xe9,B,2024-01-01,\n", "file_not_utf8", "Line 3 "},
		"GBK":                {header + "\xb0\xc2\xcc\xd8\xc2\xfc,B,2024-01-01,\n", "file_not_utf8", "Line 2 "},
		"an unknown column":  {"\nspeaker,statementt,said_on\n", "column_unknown", "Line 2: there is no column “statementt”; did you mean “statement”?"},
		"a foreign column":   {"speaker,statement,said_on,URL\n", "column_none_near", "there is no column “url”"},
		"a long column":      {"speaker,statement,said_on," + strings.Repeat("x", 1e6) + "\n", "column_none_near", "x…”"},
		"a column twice":     {"speaker,Statement,said_on,statement \n", "column_twice", "Line 1: the column “statement” is there twice"},
		"a column unnamed":   {"speaker,statement,said_on,\n", "column_unnamed", "Line 1: column 4 "},
		"no speaker":         {"statement,said_on\n", "column_missing", "Line 1: the column “speaker” is missing"},
		"no statement":       {"speaker,said_on\n", "column_missing", "“statement”"},
		"no dates":           {"speaker,statement,published_on\n", "column_dates_missing", "Line 1: there is neither"},
		"no header":          {"Sam Altman,AGI,2025\n", "column_none_near", "“sam altman”"},
		"a bare mark":        {header + "A,B,2024-01-01,\nA,say \"B\",2024-01-01,\n", "file_misquoted", "Line 3: a quotation mark"},
		"an open mark":       {header + "A,B,2024-01-01,\nA,\"B\n\n,2024-01-01,\n", "file_misquoted", "Line 3: a quotation mark"},
	} {
		t.Run(name, func(t *testing.T) {
			e := refusal(t, c.text)
			assert.Equal(t, c.key, e.Key)
			assert.Contains(t, e.Message(), c.says)
			assert.Less(t, len(e.Message()), 300)
		})
	}
}

func TestAFileCutOff(t *testing.T) {
	_, _, err := exchange.ReadCSV(io.MultiReader(strings.NewReader(header), iotest.ErrReader(io.ErrUnexpectedEOF)))
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	var e *ledger.Error
	require.True(t, errors.As(err, &e))
	assert.Equal(t, "file_unreadable", e.Key)
}

func TestFormsOfAFile(t *testing.T) {
	for name, text := range map[string]string{
		"plain":            "speaker,statement,said_on,topics\nA,\"B, b\",2024-01-02,x\n",
		"no last line end": "speaker,statement,said_on,topics\nA,\"B, b\",2024-01-02,x",
		"a mark":           "\ufeffspeaker,statement,said_on,topics\nA,\"B, b\",2024-01-02,x\n",
		"a mark and marks": "\ufeff\"speaker\",\"statement\",\"said_on\",\"topics\"\n\"A\",\"B, b\",\"2024-01-02\",\"x\"\n",
		"CRLF":             "speaker,statement,said_on,topics\r\nA,\"B, b\",2024-01-02,x\r\n",
		"semicolons":       "speaker;statement;said_on;topics\nA;B, b;2024-01-02;x\n",
		"tabs":             "speaker\tstatement\tquote\tsaid_on\ttopics\nA\tB, b\t\t2024-01-02\tx\n",
		"another order":    "topics,said_on,statement,speaker\nx,2024-01-02,\"B, b\",A\n",
		"names at ease":    " Speaker , STATEMENT,Said_On ,topics\n A , \"B, b\", 2024-01-02 ,x \n",
		"blank lines":      "\n \nspeaker,statement,said_on,topics\n\n,,,\n   \nA,\"B, b\",2024-01-02,x\n\n , \n",
		"slashes":          "speaker,statement,said_on,topics\nA,\"B, b\",2024/01/02,x\n",
		"deadline is open": "speaker,statement,said_on,topics,deadline\nA,\"B, b\",2024-01-02,x, Open \n",
	} {
		t.Run(name, func(t *testing.T) {
			rows, bad, err := exchange.ReadCSV(strings.NewReader(text))
			require.NoError(t, err)
			require.Empty(t, bad)
			require.Len(t, rows, 1)
			d := rows[0].Draft
			assert.Equal(t, []string{"A", "B, b", "2024-01-02", "x", "open", "2025-01-02"},
				[]string{d.Speaker, d.Statement, d.SaidOn, d.Topics, d.Deadline, d.ReviewOn})
		})
	}
}

func TestLinesAreThoseOfTheFile(t *testing.T) {
	for name, end := range map[string]string{"LF": "\n", "CRLF": "\r\n"} {
		t.Run(name, func(t *testing.T) {
			text := strings.ReplaceAll(header+`A,B,2024-01-01,"one
two

four"

C,D,2024-01-01,
E,F,2024-01-01
"G",H,2024-01-01,q,r
I,"
J",2024-13-01,
K,L,2024-01-01,
`, "\n", end)
			rows, bad, err := exchange.ReadCSV(strings.NewReader(text))
			require.NoError(t, err)
			var good, wrong []int
			for _, r := range rows {
				good = append(good, r.Line)
			}
			for _, b := range bad {
				wrong = append(wrong, b.Line)
			}
			assert.Equal(t, []int{2, 7, 12}, good)
			assert.Equal(t, []int{8, 9, 10}, wrong)
			assert.Equal(t, "one\ntwo\n\nfour", rows[0].Draft.Quote)
			assert.Equal(t, "row_fields", bad[0].Err.Key)
			assert.Equal(t, "The row has 3 fields and the header 4; put quotation marks around a text that contains the separator", bad[0].Err.Message())
		})
	}
}
