package share

import (
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// em is the size at which advances are measured; unhinted, they scale.
const em = 1000

// seam is the space between Chinese and Latin, in ems.
const seam = 0.1

// eitherWay are marks that both Chinese and Latin have, in other widths.
const eitherWay = "“”‘’…—·"

// glyph is a character with what draws it, and its advance in ems. Before it
// stands lead, except at the start of a line.
type glyph struct {
	r             rune
	font          *sfnt.Font
	index         sfnt.GlyphIndex
	lead, advance float64
}

// shaper finds glyphs.
type shaper struct {
	fonts *Fonts
	cut   face
	buf   sfnt.Buffer
}

// shape finds the glyphs of a clean text; none if it has to be left out.
func (f *Fonts) shape(text string, cut face) []glyph {
	s := &shaper{fonts: f, cut: cut}
	runes := []rune(text)
	glyphs := make([]glyph, 0, len(runes))
	for i, r := range runes {
		near := i > 0 && isWide(runes[i-1]) || i+1 < len(runes) && isWide(runes[i+1])
		g, ok := s.find(r, near && strings.ContainsRune(eitherWay, r))
		if !ok {
			if isText(r) {
				return nil
			}
			if !unicode.IsPunct(r) {
				continue
			}
			if g, ok = s.find(' ', false); !ok {
				continue
			}
		}
		if n := len(glyphs); n > 0 {
			if g.r == ' ' && glyphs[n-1].r == ' ' {
				continue // what stood between was left out
			}
			g.lead = s.between(glyphs[n-1], g)
		} else if g.r == ' ' {
			continue
		}
		glyphs = append(glyphs, g)
	}
	return trim(glyphs)
}

// find finds the glyph of a character, in the Chinese font first if the
// character is to match its neighbours.
func (s *shaper) find(r rune, chinese bool) (glyph, bool) {
	if !isSettable(r) {
		return glyph{}, false
	}
	if !chinese {
		if g, ok := s.in(latin()[s.cut], r); ok {
			return g, true
		}
	}
	if g, ok := s.in(s.fonts.han().font(s.cut), r); ok {
		return g, true
	}
	return s.in(latin()[s.cut], r)
}

// in finds the glyph of a character in a font.
func (s *shaper) in(f *sfnt.Font, r rune) (glyph, bool) {
	if f == nil {
		return glyph{}, false
	}
	index, err := f.GlyphIndex(&s.buf, r)
	if err != nil || index == 0 {
		return glyph{}, false
	}
	advance, err := f.GlyphAdvance(&s.buf, index, fixed.I(em), font.HintingNone)
	if err != nil {
		return glyph{}, false
	}
	return glyph{r: r, font: f, index: index, advance: ems(advance)}, true
}

// between is the space to leave between two neighbours: kerning, or the seam of
// two scripts.
func (s *shaper) between(a, b glyph) float64 {
	if isWide(a.r) != isWide(b.r) && isText(a.r) && isText(b.r) {
		return seam
	}
	if a.font != b.font || isWide(a.r) || isWide(b.r) {
		return 0
	}
	kern, err := a.font.Kern(&s.buf, a.index, b.index, fixed.I(em), font.HintingNone)
	if err != nil {
		return 0 // most fonts have none
	}
	return ems(kern)
}

func ems(x fixed.Int26_6) float64 { return float64(x) / 64 / em }

// trim takes the spaces off the end.
func trim(glyphs []glyph) []glyph {
	for len(glyphs) > 0 && glyphs[len(glyphs)-1].r == ' ' {
		glyphs = glyphs[:len(glyphs)-1]
	}
	return glyphs
}

// width is the width of a line in ems.
func width(line []glyph) float64 {
	sum := 0.0
	for i, g := range line {
		if i > 0 {
			sum += g.lead
		}
		sum += g.advance
	}
	return sum
}
