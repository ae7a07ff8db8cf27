package share

import (
	"fmt"
	"sync"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
)

// face is one of the cuts that text is set in.
type face int

const (
	regular face = iota
	bold
	italic
)

// latin are the fonts in the binary, by face.
var latin = sync.OnceValue(func() [3]*sfnt.Font {
	var fonts [3]*sfnt.Font
	for i, data := range [][]byte{goregular.TTF, gobold.TTF, goitalic.TTF} {
		font, err := sfnt.Parse(data)
		if err != nil {
			panic(fmt.Sprintf("share: a font in the binary: %v", err)) // it never changes after the build
		}
		fonts[i] = font
	}
	return fonts
})

// Fonts are what text is set in. Make them with LoadFonts or NoSystemFonts;
// they are safe for concurrent use.
type Fonts struct {
	han func() hanFonts
}

// hanFonts are the cuts of the machine's Chinese font; nil without one.
type hanFonts struct{ regular, bold *sfnt.Font }

// LoadFonts takes the fonts in the binary and, for the letters these lack, the
// best Chinese font among extra (font files, or folders of them) and the usual
// folders of the system. It is looked for when first needed, and only once; its
// file stays open.
func LoadFonts(extra ...string) *Fonts {
	return &Fonts{han: sync.OnceValue(func() hanFonts { return findHan(extra) })}
}

// NoSystemFonts takes only the fonts in the binary, so that images are the same
// on every machine. Chinese texts are left out.
func NoSystemFonts() *Fonts {
	return &Fonts{han: func() hanFonts { return hanFonts{} }}
}

// HasHan reports whether there is a font for Chinese.
func (f *Fonts) HasHan() bool { return f.han().regular != nil }

// Covers reports whether text would be drawn, and not left out for lack of a
// glyph.
func (f *Fonts) Covers(text string) bool {
	return len(f.shape(clean(text), regular)) > 0
}

// font returns the Chinese font for a face, nil without one. Chinese has no
// italic.
func (h hanFonts) font(cut face) *sfnt.Font {
	if cut == bold {
		return h.bold
	}
	return h.regular
}
