package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// ReadCSV reads a file of claims: UTF-8, parted by commas, semicolons or tabs,
// with a header that names its columns in any order. Rows with a fault are not
// in rows; bad has an entry for each of their faults, by line and column. err,
// an Invalid ledger.Error, says why the file can't be read at all.
func ReadCSV(r io.Reader) (rows []Row, bad []BadRow, err error) {
	text, err := readText(r)
	if err != nil {
		return nil, nil, err
	}
	reader := csv.NewReader(bytes.NewReader(text))
	reader.Comma = delimiter(text)
	reader.FieldsPerRecord = -1                    // a row of another length is bad, not the file
	reader.TrimLeadingSpace = reader.Comma != '\t' // it would swallow empty fields between tabs
	var names []string
	for {
		record, err := reader.Read()
		switch {
		case errors.Is(err, io.EOF) && names == nil:
			return nil, nil, ledger.Errorf(ledger.Invalid, "file_empty", "The file is empty; its first line names the columns, such as speaker, statement and deadline")
		case errors.Is(err, io.EOF):
			return rows, bad, nil
		case err != nil:
			return nil, nil, misquoted(err)
		}
		line, _ := reader.FieldPos(0)
		switch {
		case blank(record):
		case names == nil:
			if names, err = readHeader(record, line); err != nil {
				return nil, nil, err
			}
		case len(record) != len(names):
			bad = append(bad, BadRow{Line: line, Err: ledger.Errorf(ledger.Invalid, "row_fields",
				"The row has %d fields and the header %d; put quotation marks around a text that contains the separator", len(record), len(names))})
		default:
			row, faults := readRow(names, record, line)
			if bad = append(bad, faults...); len(faults) == 0 {
				rows = append(rows, row)
			}
		}
	}
}

// readText returns what r has if it is UTF-8, without its byte order mark. A
// zero byte is in no text, but in every other place of an English UTF-16.
func readText(r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, ledger.Errorf(ledger.Invalid, "file_unreadable", "The file could not be read to its end; send it again").Because(err)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if line := 1 + bytes.Count(text[:textLength(text)], []byte("\n")); textLength(text) < len(text) {
		return nil, ledger.Errorf(ledger.Invalid, "file_not_utf8", "Line %d is not UTF-8; save the file as UTF-8 (“CSV UTF-8” in a spreadsheet)", line)
	}
	return text, nil
}

// textLength is where the first byte stands that is not text, or the length.
func textLength(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(text)
}

// delimiter is the one that the header line has most of; no name of a column
// contains any of them.
func delimiter(text []byte) rune {
	header, _, _ := strings.Cut(strings.TrimLeft(string(text), " \t\r\n"), "\n")
	best, most := ',', strings.Count(header, ",")
	for _, d := range []rune{';', '\t'} {
		if n := strings.Count(header, string(d)); n > most {
			best, most = d, n
		}
	}
	return best
}

// blank tells whether a line is empty, or one that a spreadsheet left behind.
func blank(record []string) bool {
	return strings.TrimSpace(strings.Join(record, "")) == ""
}

func misquoted(err error) error {
	line := 0
	var fault *csv.ParseError
	if errors.As(err, &fault) {
		line = fault.StartLine
	}
	return ledger.Errorf(ledger.Invalid, "file_misquoted",
		"Line %d: a quotation mark is out of place; put the whole text between marks, and double those inside it", line).Because(err)
}
