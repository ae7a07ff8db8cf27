package ui

import (
	"html/template"
	"strconv"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/scoring"
	"foresaid/internal/web/chart"
)

// shares are the texts of an axis from 0 to 1.
func sharesAxis(l *locale.Locale) [3]string {
	return [3]string{l.Percent(0), l.Percent(0.5), l.Percent(1)}
}

// calibration draws how sure claims sounded against how often they came true;
// stated and worded odds apart.
func (r recordView) calibration(id string) (template.HTML, error) {
	l := r.l
	c := chart.Calibration{
		ID: id, Title: l.T("record.calibration.title"), Desc: l.T("record.calibration.desc"), Reading: r.calibrationReading(),
		XLabel: l.T("record.calibration.said"), YLabel: l.T("record.calibration.came"), Ticks: sharesAxis(l),
		RangeText: l.T("record.calibration.range"), BandText: l.T("record.calibration.band"),
		Table: chart.Table{Summary: l.T("record.chart_table"), Head: []string{
			l.T("record.calibration.basis"), l.T("record.calibration.bin"), l.T("record.calibration.mean"),
			l.T("record.calibration.share"), l.T("record.calibration.interval"), l.T("record.calibration.n"),
		}},
	}
	for _, s := range []struct {
		basis  ledger.Basis
		points []scoring.CalibrationPoint
	}{{ledger.StatedConfidence, r.Stated.Points}, {ledger.WordedConfidence, r.Worded.Points}} {
		series := chart.CalibrationSeries{Name: l.T("record.calibration." + string(s.basis)), Class: string(s.basis)}
		for _, p := range s.points {
			low, high := int(p.Low*100+0.5), int(p.High*100+0.5)
			to := r.Claims("outcome", string(ledger.Happened), "outcome", string(ledger.Missed), "confidence", string(s.basis),
				"odds", strconv.Itoa(low)+"-"+strconv.Itoa(high))
			bin := l.T("record.range", "low", strconv.Itoa(low), "high", l.Percent(p.High))
			interval := l.T("record.range", "low", l.Decimal(p.Range.Low*100, 0), "high", l.Percent(p.Range.High))
			series.Points = append(series.Points, chart.CalibrationPoint{
				X: p.Mean, Y: p.Share, Low: p.Range.Low, High: p.Range.High, BandLow: p.Band.Low, BandHigh: p.Band.High,
				N: p.N, NText: l.Number(p.N), Hollow: p.Thin, URL: to,
				Label: l.T("record.calibration.point", "n", p.N, "mean", l.Percent(p.Mean), "share", l.Percent(p.Share), "interval", interval),
			})
			c.Table.Rows = append(c.Table.Rows, []chart.Cell{
				{Text: series.Name}, {Text: bin, URL: to}, {Text: l.Percent(p.Mean), Number: true}, {Text: l.Percent(p.Share), Number: true},
				{Text: interval, Number: true}, {Text: l.Number(p.N), Number: true},
			})
		}
		if len(series.Points) > 0 {
			c.Series = append(c.Series, series)
		}
	}
	return c.HTML()
}

// calibrationReading is the plot in a line.
func (r recordView) calibrationReading() string {
	f, l := r.Stated, r.l
	switch {
	case !f.Overconfidence.Defined || f.Sum.N < enoughOdds:
		return l.T("record.calibration.few")
	case f.Overconfidence.Value >= telling:
		return l.T("record.calibration.over", "points", l.Decimal(f.Overconfidence.Value*100, 0))
	case f.Overconfidence.Value <= -telling:
		return l.T("record.calibration.under", "points", l.Decimal(-f.Overconfidence.Value*100, 0))
	}
	return l.T("record.calibration.about")
}

// mostMarks is how many claims a time line draws: those with the latest
// deadlines.
const mostMarks = 400

// timeLine draws every dated claim on its deadline. claims have been chosen.
func (r recordView) timeLine(id string, claims []ClaimView, today ledger.Date) (template.HTML, error) {
	l := r.l
	t := chart.TimeLine{
		ID: id, Title: l.T("record.timeline.title"), Desc: l.T("record.timeline.desc"), Today: yearOf(today), TodayText: l.T("record.timeline.today"),
		Table: chart.Table{Summary: l.T("record.chart_table"), Head: []string{l.T("claims.claim"), l.T("claims.deadline"), l.T("claims.outcome")}},
	}
	seen := map[chart.LegendItem]bool{}
	late := false
	left := 0
	for _, c := range claims {
		if c.State == ledger.StateWithdrawn || c.Deadline.To.IsZero() {
			continue
		}
		if len(t.Marks) == mostMarks {
			left++
			continue
		}
		t.Marks = append(t.Marks, chart.Mark{
			Day: yearOf(c.Deadline.To), Tone: c.Tone(), Late: c.Standing.Late(), URL: c.URL(),
			Label: l.T("record.timeline.mark", "claim", c.Statement, "deadline", c.DeadlineText(), "outcome", c.ToneText()),
		})
		late = late || c.Standing.Late()
		seen[chart.LegendItem{Tone: c.Tone(), Text: c.ToneText()}] = true
		t.Table.Rows = append(t.Table.Rows, []chart.Cell{{Text: c.Statement, URL: c.URL()}, {Text: c.DeadlineText()}, {Text: c.ToneText()}})
	}
	for _, tone := range tonesInOrder {
		for item := range seen {
			if item.Tone == tone {
				t.Legend = append(t.Legend, item)
			}
		}
	}
	if late {
		t.Legend = append(t.Legend, chart.LegendItem{Tone: string(ledger.True), Text: l.T("record.timeline.late"), Late: true})
	}
	t.Reading = l.T("record.timeline.reading")
	if left > 0 {
		t.Reading = l.T("record.timeline.left", "n", left)
	}
	return t.HTML()
}

var tonesInOrder = []string{"true", "mostly_true", "mixed", "mostly_false", "false", "void", "due", "open"}

// yearOf is a day as a decimal year.
func yearOf(d ledger.Date) float64 {
	first, next := ledger.NewDate(d.Year, 1, 1), ledger.NewDate(d.Year+1, 1, 1)
	return float64(d.Year) + float64(d.DaysSince(first))/float64(next.DaysSince(first))
}

// groups draws the accuracy of groups of claims under each other. name and
// address are those of a group.
func (r recordView) groups(id, title string, groups []scoring.Group, name func(key string) (text, lang string), address func(key string) string) (template.HTML, error) {
	l := r.l
	d := chart.Dots{
		ID: id, Title: title, Desc: l.T("record.axis"), AxisTicks: sharesAxis(l), ReferenceText: l.T("record.groups.reference"),
		Head: [4]string{title, l.T("record.drawn_title"), l.T("speakers.accuracy"), l.T("record.groups.n")},
	}
	for _, g := range groups {
		d.Rows = append(d.Rows, r.dotRow(g.Tally, name, address, g.Key))
	}
	if len(groups) > 1 && r.Accuracy.Defined {
		for i := range d.Rows {
			d.Rows[i].Reference = &r.Accuracy.Value
		}
	}
	return d.HTML()
}

func (r recordView) dotRow(t ledger.Tally, name func(string) (text, lang string), address func(string) string, key string) chart.DotRow {
	l := r.l
	one := scoring.RecordOf(t)
	text, lang := name(key)
	return chart.DotRow{
		Name: text, Lang: lang, URL: address(key), Value: one.Accuracy.Value, Low: one.AccuracyRange.Low, High: one.AccuracyRange.High,
		Defined: one.Accuracy.Defined, Text: r.share(one.Accuracy),
		RangeText: l.T("record.range", "low", l.Decimal(one.AccuracyRange.Low*100, 0), "high", l.Percent(one.AccuracyRange.High)),
		NText:     l.T("record.groups.count", "n", t.StrictN, "k", l.Number(t.StrictTrue)), Hollow: one.TooFew(),
	}
}
