package ui

import (
	"strings"
	"time"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
)

// historyItem is an entry of the log in words.
type historyItem struct {
	Number  int64
	Kind    ledger.EntryKind
	Text    string // "logged by …"
	At      string
	AtISO   string
	Reason  string
	Changes []historyChange
	Undid   int64
	Hash    string
}

// historyChange is the change of one field in words.
type historyChange struct{ Field, Label, From, To string }

// Short is the beginning of the hash, enough to recognise it.
func (h historyItem) Short() string { return h.Hash[:min(10, len(h.Hash))] }

// First tells whether the entry only says how something was at first.
func (h historyItem) First() bool {
	switch h.Kind {
	case ledger.ClaimLogged, ledger.SpeakerAdded, ledger.SourceAdded, ledger.QuestionAdded:
		return true
	}
	return false
}

// history puts entries into words.
func history(l *locale.Locale, zone *time.Location, entries []ledger.Entry) ([]historyItem, error) {
	items := make([]historyItem, len(entries))
	for i, e := range entries {
		change, err := e.Decoded()
		if err != nil {
			return nil, err
		}
		at := e.At.In(zone)
		items[i] = historyItem{
			Number: e.Number, Kind: e.Kind, Text: l.T("entry."+string(e.Kind), "by", e.By), At: l.Time(at), AtISO: at.Format(time.RFC3339),
			Reason: change.Reason, Undid: change.Undid, Hash: e.Hash,
		}
		for _, f := range change.Fields {
			items[i].Changes = append(items[i].Changes, historyChange{
				f.Field, l.T("field." + f.Field), fieldText(l, f.Field, f.From), fieldText(l, f.Field, f.To),
			})
		}
	}
	return items, nil
}

// fieldText says the value of a field in words, where it is a word of ours.
func fieldText(l *locale.Locale, field, value string) string {
	area := map[string]string{
		"grade": "grade.", "reason": "reason.", "deadline_kind": "kind.deadline.", "source_kind": "kind.source.",
	}[field]
	switch {
	case value == "":
		return ""
	case area != "" && l.Has(area+value):
		return l.T(area + value)
	case field == "uncheckable":
		return l.T("history.yes")
	case field == "side":
		return l.T("history.side_" + value)
	case strings.HasSuffix(field, "_on"):
		if d, err := ledger.ParseDate(value); err == nil {
			return l.Date(d)
		}
	}
	return value
}
