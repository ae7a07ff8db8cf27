package share

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

var english = Record{
	Name: "Ada Example", Role: "Chief executive, Example Works",
	Sentence: "Of 22 judged claims, 14 came true: 64%, and with so few the true rate could be anywhere from 43% to 80%.",
	Share:    "64%", Range: "43–80%", Over: "22 judged claims",
	Accuracy: .64, Low: .43, High: .80, Defined: true,
	Figures: []Figure{{"Brier score", "0.231"}, {"overconfidence", "+18 pts"}, {"median lateness of 5", "7 months"}},
	Site:    "foresaid.example.org", Date: "30 July 2026",
}

var claim = Claim{
	Statement: "Trains without drivers will run on every line of the city",
	Quote:     "“By 2025 nobody will remember that trains had drivers – not here, not anywhere.”",
	Speaker:   "Ada Example", Said: "said in April 2021", Deadline: "due on 31 December 2025", Confidence: "sounded 95% sure",
	Site: "foresaid.example.org", Date: "30 July 2026",
}

func verdict(mark string) Verdict {
	return Verdict{Claim: claim, Mark: mark, Grade: strings.ReplaceAll(mark, "_", " "), Note: "judged on 4 January 2026"}
}

// decode reads an image that was drawn.
func decode(t *testing.T, data []byte, err error) *image.RGBA {
	t.Helper()
	require.NoError(t, err)
	read, err := png.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	require.Equal(t, image.Rect(0, 0, 1200, 630), read.Bounds())
	img, ok := read.(*image.RGBA)
	require.True(t, ok, "opaque images have no alpha")
	return img
}

// golden compares an image with the one kept, but for what other processors
// round otherwise.
func golden(t *testing.T, name string, data []byte, err error) {
	t.Helper()
	got := decode(t, data, err)
	path := filepath.Join("testdata", name+".png")
	if *update {
		require.NoError(t, os.WriteFile(path, data, 0o600))
	}
	kept, err := os.ReadFile(path)
	want := decode(t, kept, err)
	far := 0
	for i := range want.Pix {
		if math.Abs(float64(want.Pix[i])-float64(got.Pix[i])) > 12 {
			far++
		}
	}
	assert.Less(t, far, 200, "bytes that differ; if the new image is right, run the test with -update")
}

func TestGolden(t *testing.T) {
	f := NoSystemFonts()
	data, err := f.Record(english)
	golden(t, "record", data, err)
	data, err = f.Claim(claim)
	golden(t, "claim", data, err)
	data, err = f.Verdict(verdict("mostly_true"))
	golden(t, "verdict", data, err)
}

func TestTheSameInputGivesTheSameImage(t *testing.T) {
	f := LoadFonts()
	want, err := f.Record(english)
	require.NoError(t, err)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			got, err := f.Record(english)
			assert.NoError(t, err)
			assert.True(t, bytes.Equal(want, got))
		})
	}
	wg.Wait()
}

func TestRecordWithoutADot(t *testing.T) {
	f := NoSystemFonts()
	img := func(r Record) *image.RGBA { return f.record(r).image }
	r := english
	r.Share = ""
	assert.Positive(t, count(img(r), accent))
	r.Defined = false
	assert.Zero(t, count(img(r), accent))
	r.Defined, r.Accuracy, r.Low, r.High = true, math.NaN(), math.Inf(-1), math.Inf(1)
	assert.True(t, framed(img(r)))
	r.Figures = make([]Figure, 9)
	assert.True(t, framed(img(r)))
}

func TestEachVerdictHasItsShape(t *testing.T) {
	f := NoSystemFonts()
	shapes := map[string]string{}
	for mark := range tones {
		v := verdict(mark)
		v.Grade, v.Tone = "", "due" // one colour, so that the shapes must differ
		img := f.verdict(v).image
		shape := string(img.Pix)
		assert.Empty(t, shapes[shape], "%s looks like another", mark)
		shapes[shape] = mark
		assert.Positive(t, count(img, tones["due"]), mark)
	}
	assert.Positive(t, count(f.verdict(verdict("true")).image, tones["true"]), "without a tone the mark has its own")
	assert.Positive(t, count(f.verdict(verdict("unheard of")).image, soft), "a ring")
}

func TestDrawnQuickly(t *testing.T) {
	f := LoadFonts()
	start := time.Now()
	for range 5 {
		_, err := f.Verdict(verdict("mixed"))
		require.NoError(t, err)
	}
	assert.Less(t, time.Since(start)/5, 2*time.Second, "an image takes some 25 ms, ten times that with the race detector on")
}

func count(img *image.RGBA, c color.RGBA) int {
	n := 0
	for i := 0; i < len(img.Pix); i += 4 {
		if img.Pix[i] == c.R && img.Pix[i+1] == c.G && img.Pix[i+2] == c.B {
			n++
		}
	}
	return n
}

// framed reports whether the outermost 20 pixels are bare paper.
func framed(img *image.RGBA) bool {
	for y := range 630 {
		for x := range 1200 {
			if (x < 20 || x >= 1180 || y < 20 || y >= 610) && img.RGBAAt(x, y) != paper {
				return false
			}
		}
	}
	return true
}
