package chart

import (
	"fmt"
	"html/template"
	"math"
)

// Calibration sets how sure claims sounded against how often they came true.
type Calibration struct {
	ID, Title, Desc, Reading string
	XLabel, YLabel           string
	Ticks                    [3]string // for 0, ½ and 1
	Series                   []CalibrationSeries
	RangeText, BandText      string // what the bar and the band are, for the legend; may be empty
	Table                    Table
}

// CalibrationSeries is one kind of confidence.
type CalibrationSeries struct {
	Name, Class string // Class is stated (circles) or worded (diamonds)
	Points      []CalibrationPoint
}

// CalibrationPoint is the claims made with about one confidence. All figures
// are shares of 1.
type CalibrationPoint struct {
	X, Y              float64 // said, came true
	Low, High         float64 // where the true rate may lie
	BandLow, BandHigh float64 // what chance alone would do to a perfect speaker
	N                 int
	NText, Label, URL string
	Hollow            bool // too few to go by
}

type calibrationView struct {
	Calibration
	Width, Height pos
	Plot          area
	Grid          []line
	Diagonal      line
	Labels        []label
	Dots          []calibrationDot
	HasBand       bool
}

type calibrationDot struct {
	Point        point
	X, Y, R      pos
	Low, High    pos
	BandX, BandY pos
	BandHeight   pos
	Diamond      string
	Number       label
	series       int
}

// HTML draws the chart; without points it is empty.
func (c Calibration) HTML() (template.HTML, error) {
	v := calibrationView{Calibration: c, Width: width, Height: 376, Plot: area{46, 30, width - 16, 326}}
	for i, s := range c.Series {
		if s.Class != "stated" && s.Class != "worded" {
			return "", fmt.Errorf("chart: no series %q", s.Class)
		}
		for _, p := range s.Points {
			if err := finite(p.X, p.Y, p.Low, p.High, p.BandLow, p.BandHigh); err != nil {
				return "", err
			}
			v.Dots = append(v.Dots, v.dot(i, s.Class, p))
			v.HasBand = v.HasBand || p.BandHigh > p.BandLow
		}
	}
	if len(v.Dots) == 0 {
		return "", nil
	}
	v.part()
	v.number()
	v.axes()
	return draw("calibration", c.ID, v)
}

func (v *calibrationView) dot(series int, class string, p CalibrationPoint) calibrationDot {
	if p.Hollow {
		class += " hollow"
	}
	d := calibrationDot{
		Point: point{class, p.Label, p.URL}, series: series,
		X: v.Plot.x(p.X), Y: v.Plot.y(p.Y), R: radius(p.N),
		Low: v.Plot.y(p.Low), High: v.Plot.y(p.High),
		BandY: v.Plot.y(p.BandHigh), Number: label{Text: p.NText},
	}
	d.BandHeight = v.Plot.y(p.BandLow) - d.BandY
	return d
}

// radius grows with the root of n, so that area stands for claims, and is the
// same in every chart.
func radius(n int) pos {
	return pos(min(max(3.2+0.8*math.Sqrt(float64(n)), 4), 10))
}

// part moves points of different series aside that would hide each other, by
// about one hundredth, and then settles all that hangs on x.
func (v *calibrationView) part() {
	const near, aside = 9, 4.5
	at := make([]pos, len(v.Dots))
	for i, d := range v.Dots {
		at[i] = d.X
		for _, o := range v.Dots {
			if o.series != d.series && max(o.X-d.X, d.X-o.X) < near {
				at[i] = d.X + aside*pos(2*min(d.series, 1)-1)
			}
		}
	}
	for i := range v.Dots {
		d := &v.Dots[i]
		d.X = at[i]
		d.BandX = d.X - bandWidth/2
		if v.Series[d.series].Class != "worded" {
			continue
		}
		half := d.R * 1.2533 // a diamond as large as the circle
		d.Diamond = fmt.Sprintf("M%s %sL%s %sL%s %sL%s %sZ", d.X, d.Y-half, d.X+half, d.Y, d.X, d.Y+half, d.X-half, d.Y)
	}
}

const bandWidth = 10
