package locale

import (
	"net/url"

	"foresaid/internal/ledger"
)

// longestTitle is how many characters of a title are kept.
const longestTitle = 200

// Asks is what the value of a measure is to be: "≥ 5".
func (l *Locale) Asks(m ledger.Measure) string {
	if m.Is.Alone() {
		return l.T("measure.is." + string(m.Is))
	}
	return m.Asks()
}

// AsksWhen is when it is to be that.
func (l *Locale) AsksWhen(m ledger.Measure) string {
	if m.On.IsZero() {
		return l.T("measure.by_deadline")
	}
	return l.T("measure.on_day", "date", m.On)
}

// Evidence is what a proposed verdict rests on, for whoever confirms it.
func (l *Locale) Evidence(w ledger.Measured) ledger.Evidence {
	m, r := w.Measure, w.Decided
	if r == nil {
		return ledger.Evidence{}
	}
	key, values := "measure.evidence", []any{"path", m.Path, "value", r.Value, "date", w.On, "asked", l.Asks(m)}
	switch {
	case w.Late:
		key, values = "measure.evidence_late", append(values, "day", m.On)
	case w.Outlook == ledger.OutlookFalse && m.On.IsZero():
		key, values = "measure.evidence_never", append(values, "n", w.Seen.Count)
	}
	e := ledger.Evidence{Link: m.Address, Title: m.Path}
	if u, err := url.Parse(m.Address); err == nil {
		e.Title = u.Hostname() + " " + m.Path
	}
	if r := []rune(e.Title); len(r) > longestTitle {
		e.Title = string(r[:longestTitle]) + "…"
	}
	e.Text = l.T(key, values...) + "\n" +
		l.T("measure.sum", "sum", r.SHA256)
	return e
}
