package chart

import (
	"fmt"
	"math"
	"strconv"
	"unicode"
)

// pos is a coordinate; it prints with one decimal, which is finer than a
// screen.
type pos float64

func (p pos) String() string {
	tenths := math.Round(float64(p) * 10)
	if tenths == 0 {
		return "0" // never -0
	}
	return strconv.FormatFloat(tenths/10, 'f', -1, 64)
}

// Units of a drawing that scales. It is about as wide as a phone, so that
// text of the size em stays legible there; chart.css sets em.
const (
	width = 400
	em    = 13
)

// finite refuses what cannot be drawn: a figure missing by mistake.
func finite(values ...float64) error {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("chart: %v is not a place on an axis", v)
		}
	}
	return nil
}

// share holds a share to 0–1, which rounding may have left.
func share(v float64) float64 { return min(max(v, 0), 1) }

// area is the part of a drawing between its axes.
type area struct{ Left, Top, Right, Bottom pos }

func (a area) x(v float64) pos { return a.Left + pos(share(v))*(a.Right-a.Left) }
func (a area) y(v float64) pos { return a.Bottom - pos(share(v))*(a.Bottom-a.Top) }

func (a area) holds(b area) bool {
	return b.Left >= a.Left && b.Right <= a.Right && b.Top >= a.Top && b.Bottom <= a.Bottom
}

func (a area) meets(b area) bool {
	return a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom
}

// line is a straight line of the background.
type line struct{ X1, Y1, X2, Y2 pos }

// label is a text of an axis.
type label struct {
	X, Y   pos
	Anchor string // start, middle or end
	Text   string
}

// shareTicks are the grid lines and labels of a vertical axis from 0 to 1.
func (a area) shareTicks(texts [3]string) (grid []line, labels []label) {
	for i, text := range texts {
		y := a.y(float64(i) / 2)
		grid = append(grid, line{a.Left, y, a.Right, y})
		labels = append(labels, label{a.Left - 7, y + 4.5, "end", text})
	}
	return grid, labels
}

// long estimates how long a text is when drawn.
func long(text string) pos {
	var ems pos
	for _, r := range text {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			ems++
		} else {
			ems += 0.56
		}
	}
	return ems * em
}
