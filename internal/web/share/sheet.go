package share

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// The size of Open Graph images, and the margins.
const (
	sheetWidth  = 1200
	sheetHeight = 630
	left        = 72.0
	right       = sheetWidth - left
)

// The light palette of tokens.css.
var (
	paper  = color.RGBA{0xfb, 0xfa, 0xf6, 0xff}
	ink    = color.RGBA{0x1c, 0x1b, 0x19, 0xff}
	soft   = color.RGBA{0x5f, 0x5c, 0x55, 0xff}
	faint  = color.RGBA{0x8d, 0x89, 0x7f, 0xff}
	rule   = color.RGBA{0xe3, 0xdf, 0xd3, 0xff}
	accent = color.RGBA{0x0b, 0x55, 0x63, 0xff}
)

// sheet is an image being drawn.
type sheet struct {
	fonts  *Fonts
	image  *image.RGBA
	raster vector.Rasterizer
	buf    sfnt.Buffer
}

func (f *Fonts) sheet() *sheet {
	s := &sheet{fonts: f, image: image.NewRGBA(image.Rect(0, 0, sheetWidth, sheetHeight))}
	draw.Draw(s.image, s.image.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	return s
}

// png encodes what was drawn.
func (s *sheet) png() ([]byte, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, s.image); err != nil {
		return nil, fmt.Errorf("share image: %w", err)
	}
	return b.Bytes(), nil
}

// rule draws a horizontal line, sharp because it is on whole pixels.
func (s *sheet) rule(x0, x1 float64, y, thick int, c color.RGBA) {
	box := image.Rect(int(math.Round(x0)), y, int(math.Round(x1)), y+thick)
	draw.Draw(s.image, box, image.NewUniform(c), image.Point{}, draw.Src)
}

// outline is a shape made of lines and curves, in the coordinates of the sheet.
type outline []sfnt.Segment

// add adds a glyph with its origin at a point.
func (o *outline) add(segments sfnt.Segments, x, y float64) {
	origin := fixed.Point26_6{X: fixed.Int26_6(math.Round(x * 64)), Y: fixed.Int26_6(math.Round(y * 64))}
	for _, segment := range segments {
		for i := range segment.Args {
			segment.Args[i] = segment.Args[i].Add(origin)
		}
		*o = append(*o, segment)
	}
}

// fill draws an outline, with soft edges.
func (s *sheet) fill(o outline, c color.RGBA) {
	box := sfnt.Segments(o).Bounds()
	area := image.Rect(box.Min.X.Floor(), box.Min.Y.Floor(), box.Max.X.Ceil(), box.Max.Y.Ceil()).Intersect(s.image.Bounds())
	if area.Empty() {
		return
	}
	s.raster.Reset(area.Dx(), area.Dy())
	at := func(p fixed.Point26_6) (float32, float32) {
		return float32(p.X)/64 - float32(area.Min.X), float32(p.Y)/64 - float32(area.Min.Y)
	}
	for _, segment := range o {
		ax, ay := at(segment.Args[0])
		bx, by := at(segment.Args[1])
		cx, cy := at(segment.Args[2])
		switch segment.Op {
		case sfnt.SegmentOpMoveTo:
			s.raster.ClosePath()
			s.raster.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			s.raster.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			s.raster.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			s.raster.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	s.raster.ClosePath()
	s.raster.Draw(s.image, area, image.NewUniform(c), image.Point{})
}
