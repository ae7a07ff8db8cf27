package chart

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"
)

// Steps is a history: a value that held until the next one.
type Steps struct {
	ID, Title, Desc, Reading string
	Points                   []StepPoint // in the order of time
	Band                     bool        // draw Low to High
	Ticks                    [3]string   // for 0, ½ and 1
	Until                    float64     // how long the last value held, as a decimal year
	FromText, UntilText      string      // the ends of the axis, where it is too short for years
	Table                    Table
}

// StepPoint is a value from a moment on.
type StepPoint struct {
	At               float64 // as a decimal year
	Value, Low, High float64 // shares of 1
	Label, URL       string
}

type stepsView struct {
	Steps
	Width, Height pos
	Baseline      pos
	Grid          []line
	Labels        []label
	Years         yearAxis
	Line, Area    string
	Dots          []stepDot
}

type stepDot struct {
	Point   point
	X, Y, R pos
}

// HTML draws the chart; without points it is empty.
func (s Steps) HTML() (template.HTML, error) {
	if len(s.Points) == 0 {
		return "", nil
	}
	for _, p := range s.Points {
		if err := finite(p.At, p.Value, p.Low, p.High); err != nil {
			return "", err
		}
	}
	if err := finite(s.Until); err != nil {
		return "", err
	}
	if !slices.IsSortedFunc(s.Points, func(a, b StepPoint) int { return cmp.Compare(a.At, b.At) }) {
		return "", fmt.Errorf("chart: the steps of %q are not in the order of time", s.ID)
	}
	v := stepsView{Steps: s, Width: width, Height: 232}
	plot := area{46, 12, width - 14, 204}
	until := max(s.Until, s.Points[len(s.Points)-1].At)
	axis := fromTo(s.Points[0].At, until, plot.Left, plot.Right)
	v.trace(plot, axis, until)
	v.Grid, v.Labels = plot.shareTicks(s.Ticks)
	v.Baseline = plot.Bottom
	v.Years = axis.axis(plot.Bottom + 19)
	if len(v.Years.Labels) < 2 {
		v.Years.Labels = []label{
			{plot.Left, plot.Bottom + 19, "start", s.FromText},
			{plot.Right, plot.Bottom + 19, "end", s.UntilText},
		}
	}
	return draw("steps", s.ID, v)
}

// TickEnd is how far down a tick reaches.
func (v stepsView) TickEnd() pos { return v.Baseline + 5 }

// trace draws the line, the area of the intervals and a dot for each point,
// smaller where there are many.
func (v *stepsView) trace(plot area, time years, until float64) {
	dot := pos(3.5)
	if len(v.Points) > 40 {
		dot = 1.8
	}
	var lines, upper, lower []string
	for i, p := range v.Points {
		end := until
		if i+1 < len(v.Points) {
			end = v.Points[i+1].At
		}
		x, to := time.x(p.At), time.x(end)
		step := func(value float64) string { return fmt.Sprintf("%s %sH%s", x, plot.y(value), to) }
		lines = append(lines, step(p.Value))
		upper = append(upper, step(p.High))
		lower = append(lower, fmt.Sprintf("%s %sH%s", to, plot.y(p.Low), x))
		v.Dots = append(v.Dots, stepDot{point{"", p.Label, p.URL}, x, plot.y(p.Value), dot})
	}
	v.Line = "M" + strings.Join(lines, "L")
	if v.Band {
		slices.Reverse(lower)
		v.Area = "M" + strings.Join(append(upper, lower...), "L") + "Z"
	}
}
