package share

import (
	"image/color"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// tones are the colours of grades and states, from the light palette of
// tokens.css.
var tones = map[string]color.RGBA{
	"true":         {0x15, 0x7a, 0x57, 0xff},
	"mostly_true":  {0x4c, 0x7a, 0x2d, 0xff},
	"mixed":        {0x8a, 0x64, 0x09, 0xff},
	"mostly_false": {0xa8, 0x50, 0x1d, 0xff},
	"false":        {0xb0, 0x3a, 0x2e, 0xff},
	"void":         {0x6b, 0x68, 0x60, 0xff},
	"withdrawn":    {0x6b, 0x68, 0x60, 0xff},
	"open":         {0x5f, 0x5c, 0x55, 0xff},
	"due":          {0x8a, 0x4b, 0x08, 0xff},
}

// point is a place on the sheet.
type point struct{ x, y float64 }

// polygon is a closed shape.
func polygon(points ...point) outline {
	o := make(outline, len(points))
	for i, p := range points {
		o[i].Op = sfnt.SegmentOpLineTo
		o[i].Args[0] = fixed.Point26_6{X: fixed.Int26_6(math.Round(p.x * 64)), Y: fixed.Int26_6(math.Round(p.y * 64))}
	}
	o[0].Op = sfnt.SegmentOpMoveTo
	return o
}

// arc is the points of a part of a circle, clockwise from the top, in turns.
// Backwards, if to is before from.
func arc(c point, radius, from, to float64) []point {
	const steps = 96
	points := make([]point, steps+1)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * (from + (to-from)*float64(i)/steps))
		points[i] = point{c.x + radius*sin, c.y - radius*cos}
	}
	return points
}

func disc(c point, radius float64) outline { return polygon(arc(c, radius, 0, 1)...) }

// ring is a circle drawn with a pen; its inner edge runs backwards and so cuts
// the hole.
func ring(c point, radius, pen float64) outline {
	return append(disc(c, radius+pen/2), polygon(arc(c, radius-pen/2, 1, 0)...)...)
}

// sector is a slice of a disc, from the top clockwise.
func sector(c point, radius, turns float64) outline {
	return polygon(append(arc(c, radius, 0, turns), c)...)
}

// stroke draws a line through points with a round pen.
func (s *sheet) stroke(pen float64, c color.RGBA, points ...point) {
	for i, p := range points {
		s.fill(disc(p, pen/2), c)
		if i == 0 {
			continue
		}
		from := points[i-1]
		length := math.Hypot(p.x-from.x, p.y-from.y)
		nx, ny := -(p.y-from.y)/length*pen/2, (p.x-from.x)/length*pen/2
		s.fill(polygon(point{from.x + nx, from.y + ny}, point{p.x + nx, p.y + ny},
			point{p.x - nx, p.y - ny}, point{from.x - nx, from.y - ny}), c)
	}
}

// mark draws the shape of a grade or state; a ring for one it doesn't know.
func (s *sheet) mark(name string, at point, radius float64, c color.RGBA) {
	pen := radius / 6
	off := func(x, y float64) point { return point{at.x + x*radius, at.y + y*radius} }
	switch name {
	case "true":
		s.fill(disc(at, radius), c)
		s.stroke(pen*1.4, paper, off(-0.42, 0.04), off(-0.12, 0.36), off(0.44, -0.32))
	case "mostly_true", "mixed", "mostly_false":
		turns := map[string]float64{"mostly_true": 0.75, "mixed": 0.5, "mostly_false": 0.25}[name]
		s.fill(ring(at, radius-pen/2, pen), c)
		s.fill(sector(at, radius-pen/2, turns), c)
	case "false":
		s.stroke(pen*1.8, c, off(-0.7, -0.7), off(0.7, 0.7))
		s.stroke(pen*1.8, c, off(0.7, -0.7), off(-0.7, 0.7))
	case "void":
		s.stroke(pen*1.8, c, off(-0.75, 0), off(0.75, 0))
	case "due":
		s.stroke(pen*1.8, c, off(0, -0.8), off(0, 0.25))
		s.fill(disc(off(0, 0.75), pen*1.1), c)
	default:
		s.fill(ring(at, radius-pen/2, pen), c)
		if name == "withdrawn" {
			s.stroke(pen, c, off(-0.8, 0.8), off(0.8, -0.8))
		}
	}
}
