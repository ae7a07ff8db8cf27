package share

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/color"
	"math"
	"net/url"
	"unicode"
)

// Badge is a small flat label with a value, for READMEs and web pages.
type Badge struct {
	Label string // what it is about: a name
	Value string // what it says: "64% of 22"
	Tone  string // the grade or state whose colour it has; the accent if empty or unknown
	URL   string // where a page that holds the badge inline links to; http or https, may be empty
}

// A badge is as high as those it will stand among.
const (
	badgeHeight = 20
	badgeText   = 11.0 // size of the text
	badgePad    = 6.0  // beside each text
	badgeRunes  = 60   // what is longer ends in an ellipsis
)

// badgeFamily names faces close to the measured one; the text is stretched to
// the measured width in any case.
const badgeFamily = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"

var badgeDark = color.RGBA{0x43, 0x41, 0x3c, 0xff} // behind the label, where there is a value beside it

// SVG draws the badge. White on dark colours, it is read on light and dark
// pages. It has no script and loads nothing.
func (b Badge) SVG() ([]byte, error) {
	label, value := badgeLine(b.Label), badgeLine(b.Value)
	if label == "" && value == "" {
		return nil, errors.New("share badge: no text")
	}
	if b.URL != "" {
		if u, err := url.Parse(b.URL); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil, fmt.Errorf("share badge: %q is no web address", b.URL)
		}
	}
	tone, ok := tones[b.Tone]
	if !ok {
		tone = accent
	}
	title := label + ": " + value
	if label == "" || value == "" {
		title = label + value
	}
	split := badgeWidth(label)
	full := split + badgeWidth(value)

	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d">`, full, badgeHeight)
	fmt.Fprintf(&out, `<title>%s</title>`, escape(title))
	if b.URL != "" {
		fmt.Fprintf(&out, `<a href="%s">`, escape(b.URL))
	}
	fmt.Fprintf(&out, `<rect width="%d" height="%d" rx="3" fill="%s"/>`, full, badgeHeight, hex(tone))
	if label != "" && value != "" {
		fmt.Fprintf(&out, `<path d="M3 0H%dV%dH3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="%s"/>`, split, badgeHeight, hex(badgeDark))
	}
	fmt.Fprintf(&out, `<g fill="#fff" font-family="%s" font-size="%g">`, badgeFamily, badgeText)
	badgeTextAt(&out, label, 0)
	badgeTextAt(&out, value, split)
	out.WriteString(`</g>`)
	if b.URL != "" {
		out.WriteString(`</a>`)
	}
	out.WriteString(`</svg>`)
	return out.Bytes(), nil
}

// badgeTextAt writes one of the texts of a badge, whose part begins at x.
func badgeTextAt(out *bytes.Buffer, text string, x int) {
	if text == "" {
		return
	}
	fmt.Fprintf(out, `<text x="%g" y="14" textLength="%.1f" lengthAdjust="spacingAndGlyphs">%s</text>`,
		float64(x)+badgePad, measure(text)*badgeText, escape(text))
}

// badgeLine cleans a text and cuts it to length.
func badgeLine(text string) string {
	runes := []rune(clean(text))
	if len(runes) > badgeRunes {
		runes = append(runes[:badgeRunes-1], '…')
	}
	return string(runes)
}

// badgeWidth is the width of the part of a text, in whole pixels; 0 without one.
func badgeWidth(text string) int {
	if text == "" {
		return 0
	}
	return int(math.Ceil(measure(text)*badgeText + 2*badgePad))
}

// measure is the width of a text in ems as browsers will set it, more or less.
// Unlike in images no character is left out, so that those the Go fonts lack
// count as squares.
func measure(text string) float64 {
	s := &shaper{}
	sum := 0.0
	for _, r := range text {
		if g, ok := s.in(latin()[regular], r); ok {
			sum += g.advance
		} else if !unicode.IsMark(r) {
			sum++
		}
	}
	return sum
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// escape makes text safe between tags and between quotes.
func escape(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a buffer takes everything
	return b.String()
}
