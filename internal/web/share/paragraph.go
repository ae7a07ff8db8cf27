package share

import (
	"image/color"
	"strings"

	"golang.org/x/image/math/fixed"
)

// paragraph is text broken into lines at a size in pixels.
type paragraph struct {
	lines   [][]glyph
	size    float64
	leading float64 // from baseline to baseline, in pixels
}

// height is from the top of the first line to the bottom of the last.
func (p paragraph) height() float64 { return float64(len(p.lines)) * p.leading }

// width is the width of the longest line.
func (p paragraph) width() float64 {
	longest := 0.0
	for _, line := range p.lines {
		longest = max(longest, width(line))
	}
	return longest * p.size
}

// line sets text in one line no wider than given, in the first size in which it
// fits, or else with an ellipsis in the last.
func (s *sheet) line(text string, cut face, wide float64, sizes ...float64) paragraph {
	return s.set(text, cut, wide, 0, sizes...)
}

// set sets text in as many lines as go in a box, one at least, in the first size
// in which it fits, or else with an ellipsis in the last.
func (s *sheet) set(text string, cut face, wide, high float64, sizes ...float64) paragraph {
	text = clean(text)
	wideText := hasWide(text)
	if cut == italic && wideText {
		cut = regular // Chinese is never italic
	}
	glyphs := s.fonts.shape(text, cut)
	if len(glyphs) == 0 {
		return paragraph{}
	}
	p := paragraph{}
	for i, size := range sizes {
		p.size, p.leading = size, size*1.3
		if wideText {
			p.leading = size * 1.5
		}
		lines := max(1, int(high/p.leading))
		var all bool
		if p.lines, all = balance(glyphs, wide/size, lines); all {
			break
		}
		if i == len(sizes)-1 {
			end := &p.lines[len(p.lines)-1]
			*end = (&shaper{fonts: s.fonts, cut: cut}).ellipsis(*end, wide/size)
		}
	}
	return p
}

func hasWide(text string) bool {
	for _, r := range text {
		if isWide(r) {
			return true
		}
	}
	return false
}

// draw draws a paragraph from x, its first line on the baseline y.
func (s *sheet) draw(p paragraph, x, y float64, c color.RGBA) {
	for _, line := range p.lines {
		s.drawLine(line, p.size, x, y, c)
		y += p.leading
	}
}

// drawEnd draws a single line that ends at x.
func (s *sheet) drawEnd(p paragraph, x, y float64, c color.RGBA) {
	s.draw(p, x-p.width(), y, c)
}

func (s *sheet) drawLine(line []glyph, size, x, y float64, c color.RGBA) {
	var o outline
	for i, g := range line {
		switch {
		case i > 0:
			x += g.lead * size
		case g.advance > 0.9 && strings.ContainsRune(noEnd, g.r):
			x -= size / 2 // the empty half of a wide bracket would look like an indent
		}
		// A glyph that can't be read now, of a font replaced meanwhile, leaves its space.
		if segments, err := g.font.LoadGlyph(&s.buf, g.index, fixed.Int26_6(size*64), nil); err == nil {
			o.add(segments, x, y)
		}
		x += g.advance * size
	}
	s.fill(o, c)
}
