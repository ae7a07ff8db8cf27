package chart

import (
	"cmp"
	"html/template"
	"slices"
)

// TimeLine shows every claim on its deadline, stacked where they crowd.
type TimeLine struct {
	ID, Title, Desc, Reading string
	Marks                    []Mark
	Today                    float64 // 0 for none
	TodayText                string
	Legend                   []LegendItem
	Table                    Table
}

// Mark is one claim.
type Mark struct {
	Day        float64 // the deadline as a decimal year, 2025.5
	Tone       string  // true, mostly_true, mixed, mostly_false, false, void, due or open
	Late       bool    // came true after its deadline
	Label, URL string
}

type timeLineView struct {
	TimeLine
	Width, Height pos
	Baseline      pos
	Axis          yearAxis
	TodayLine     *line
	TodayLabel    label
	Tones         []string
	Drawn         []drawnMark
}

type drawnMark struct {
	Point point
	Shape toneMark
}

// HTML draws the chart; without marks it is empty.
func (t TimeLine) HTML() (template.HTML, error) {
	if len(t.Marks) == 0 {
		return "", nil
	}
	var days []float64
	for _, m := range t.Marks {
		if err := finite(m.Day); err != nil {
			return "", err
		}
		if _, err := toneRank(m.Tone); err != nil {
			return "", err
		}
		days = append(days, m.Day)
	}
	if err := finite(t.Today); err != nil {
		return "", err
	}
	if t.Today != 0 {
		days = append(days, t.Today)
	}
	for _, item := range t.Legend {
		if _, err := toneRank(item.Tone); err != nil {
			return "", err
		}
	}
	const left, right, above, below, least = 12, width - 12, 26, 26, 60
	axis := wholeYears(days, left, right)
	p := pile(axis, days[:len(t.Marks)])
	v := timeLineView{TimeLine: t, Width: width}
	v.Baseline = above + max(p.height(), least)
	v.Height = v.Baseline + below
	v.Axis = axis.axis(v.Baseline + 19)
	v.Drawn = t.place(p, v.Baseline)
	if t.Today != 0 {
		v.markToday(axis.x(t.Today))
	}
	for _, tone := range tones {
		if slices.ContainsFunc(t.Marks, func(m Mark) bool { return m.Tone == tone }) ||
			slices.ContainsFunc(t.Legend, func(l LegendItem) bool { return l.Tone == tone }) {
			v.Tones = append(v.Tones, tone)
		}
	}
	return draw("timeline", t.ID, v)
}

// TickEnd is how far down a tick reaches.
func (v timeLineView) TickEnd() pos { return v.Baseline + 5 }

// markToday draws the line between what was and what is to come.
func (v *timeLineView) markToday(x pos) {
	v.TodayLine = &line{x, 20, x, v.Baseline}
	half := long(v.TodayText) / 2
	v.TodayLabel = label{min(max(x, half+2), v.Width-half-2), 13, "middle", v.TodayText}
}

// place gives every mark its square, the columns sorted by outcome.
func (t TimeLine) place(p piles, baseline pos) []drawnMark {
	order := make([]int, len(t.Marks))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		ma, mb := t.Marks[a], t.Marks[b]
		if ma.Tone != mb.Tone {
			return slices.Index(tones, ma.Tone) - slices.Index(tones, mb.Tone)
		}
		return cmp.Compare(ma.Day, mb.Day)
	})
	filled := map[int]int{}
	drawn := make([]drawnMark, 0, len(order))
	for _, i := range order {
		m := t.Marks[i]
		bin := p.bin(m.Day)
		x, up := p.square(bin, filled[bin])
		filled[bin]++
		drawn = append(drawn, drawnMark{
			point{m.Tone, m.Label, m.URL},
			toneMark{ID: t.ID, Tone: m.Tone, X: x, Y: baseline - 2 - up, Size: p.size, Late: m.Late},
		})
	}
	return drawn
}
