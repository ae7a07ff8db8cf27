package chart

import (
	"fmt"
	"html/template"
	"slices"
)

// Chain shows moved goalposts: statements of one thing, each with a deadline
// of its own.
type Chain struct {
	ID, Title, Desc, Reading string
	Links                    []ChainLink
	Table                    Table
}

// ChainLink is one statement. Days are decimal years.
type ChainLink struct {
	Said, Deadline         float64
	SaidText, DeadlineText string
	Label, URL, Tone       string
}

type chainView struct {
	Chain
	Width, Height pos
	Top, Baseline pos
	Axis          yearAxis
	Tones         []string
	Rows          []chainRow
}

type chainRow struct {
	Point            point
	From, Tip, To, Y pos // Tip is short of the mark on the deadline
	Arrow            string
	Shape            toneMark
	Text             label
	SaidText, ByText string
	Next             *line // to the statement that came after
}

// HTML draws the chart; without links it is empty.
func (c Chain) HTML() (template.HTML, error) {
	if len(c.Links) == 0 {
		return "", nil
	}
	var days []float64
	for _, l := range c.Links {
		if err := finite(l.Said, l.Deadline); err != nil {
			return "", err
		}
		if _, err := toneRank(l.Tone); err != nil {
			return "", err
		}
		days = append(days, l.Said, l.Deadline)
	}
	axis := wholeYears(days, 12, width-12)
	v := chainView{Chain: c, Width: width, Top: 4}
	v.Baseline = v.Top + rowHeight*pos(len(c.Links)) + 12
	v.Height = v.Baseline + 26
	v.Axis = axis.axis(v.Baseline + 19)
	for i, l := range c.Links {
		v.Rows = append(v.Rows, v.row(axis, i, l))
	}
	for i := range v.Rows[1:] {
		this, next := &v.Rows[i], v.Rows[i+1]
		this.Next = &line{this.To, this.Y + 8, next.From, next.Y - 5}
	}
	for _, tone := range tones {
		if slices.ContainsFunc(c.Links, func(l ChainLink) bool { return l.Tone == tone }) {
			v.Tones = append(v.Tones, tone)
		}
	}
	return draw("chain", c.ID, v)
}

const rowHeight = 44

// row draws a statement: its dates, and under them the line to its deadline.
func (v *chainView) row(axis years, i int, l ChainLink) chainRow {
	const mark = 14
	r := chainRow{
		Point: point{l.Tone, l.Label, l.URL},
		From:  axis.x(l.Said), To: axis.x(l.Deadline), Y: v.Top + rowHeight*pos(i) + 32,
		SaidText: l.SaidText, ByText: l.DeadlineText,
	}
	r.Shape = toneMark{ID: v.ID, Tone: l.Tone, X: r.To - mark/2, Y: r.Y - mark/2, Size: mark}
	r.Tip = max(r.To-9, r.From)
	if r.Tip-r.From > 8 {
		r.Arrow = fmt.Sprintf("M%s %sL%s %sL%s %s", r.Tip-4, r.Y-3, r.Tip, r.Y, r.Tip-4, r.Y+3)
	}
	wide := long(l.SaidText + " → " + l.DeadlineText)
	r.Text = label{X: max(min(r.From-3, v.Width-wide-2), 2), Y: r.Y - 12, Anchor: "start"}
	return r
}
