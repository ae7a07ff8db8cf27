package chart

import (
	"fmt"
	"html/template"
)

// Dots sets shares and their intervals under each other on one axis. The
// chart is a table, so it has no other.
type Dots struct {
	ID, Title, Desc, Reading string
	Head                     [4]string // over names, drawings, values and counts
	AxisTicks                [3]string // for 0, ½ and 1
	ReferenceText            string    // what the tick of a row is, for the legend; may be empty
	Rows                     []DotRow
}

// DotRow is one share, or the reason why there is none.
type DotRow struct {
	Name, URL, Lang  string
	Value, Low, High float64 // shares of 1
	Defined          bool
	Text, RangeText  string // 64%, 43–80%
	NText, NURL      string
	Hollow           bool     // too few to go by
	Why              string   // instead of the dot
	Reference        *float64 // such as the base rate
}

// Dot is the place of the value, as a percentage of the axis.
func (r DotRow) Dot() string { return percent(r.Value) }

// From is where the interval begins.
func (r DotRow) From() string { return percent(r.Low) }

// To is where the interval ends.
func (r DotRow) To() string { return percent(r.High) }

// Tick is the place of the reference, or empty.
func (r DotRow) Tick() string {
	if r.Reference == nil {
		return ""
	}
	return percent(*r.Reference)
}

func percent(v float64) string { return fmt.Sprintf("%s%%", pos(100*share(v))) }

// HasLegend tells whether a reference is drawn and named.
func (d Dots) HasLegend() bool {
	for _, r := range d.Rows {
		if r.Defined && r.Reference != nil {
			return d.ReferenceText != ""
		}
	}
	return false
}

// HTML draws the chart; without rows it is empty.
func (d Dots) HTML() (template.HTML, error) {
	if len(d.Rows) == 0 {
		return "", nil
	}
	for _, r := range d.Rows {
		if err := finite(r.Value, r.Low, r.High); err != nil && r.Defined {
			return "", err
		}
		if r.Reference != nil {
			if err := finite(*r.Reference); err != nil {
				return "", err
			}
		}
	}
	return draw("dots", d.ID, d)
}
