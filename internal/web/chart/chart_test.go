package chart

import (
	"encoding/xml"
	"errors"
	"flag"
	"html/template"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files")

func TestGolden(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name, func(t *testing.T) {
			html, err := s.html()
			require.NoError(t, err)
			if strings.HasSuffix(s.name, "_empty") {
				assert.Empty(t, html)
				return
			}
			file := filepath.Join("testdata", s.name+".html")
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(html), 0o600))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, string(want), string(html), "run go test with -update and look at the change")
		})
	}
}

// element is a start tag, with the viewBox it lies in, if any.
type element struct {
	xml.StartElement
	box string
}

// elements reads a drawing as XML, which it must be.
func elements(t *testing.T, html template.HTML) (list []element) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(html)))
	boxes := []string{""}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		require.NoError(t, err)
		switch e := token.(type) {
		case xml.StartElement:
			list = append(list, element{e.Copy(), boxes[len(boxes)-1]})
			box := boxes[len(boxes)-1]
			if own := attr(e, "viewBox"); own != "" {
				box = own
			}
			boxes = append(boxes, box)
		case xml.EndElement:
			boxes = boxes[:len(boxes)-1]
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func TestMarkup(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name, func(t *testing.T) {
			html, err := s.html()
			require.NoError(t, err)
			ids := map[string]bool{}
			found := elements(t, html)
			for _, e := range found {
				assert.Empty(t, attr(e.StartElement, "style"))
				assert.NotEqual(t, "style", e.Name.Local)
				assert.NotEqual(t, "script", e.Name.Local)
				if id := attr(e.StartElement, "id"); id != "" {
					assert.False(t, ids[id], "%s twice", id)
					ids[id] = true
				}
			}
			for _, e := range found {
				refs := strings.Fields(attr(e.StartElement, "aria-labelledby") + " " + attr(e.StartElement, "aria-describedby"))
				if e.Name.Local == "use" {
					refs = append(refs, strings.TrimPrefix(attr(e.StartElement, "href"), "#"))
				}
				for _, ref := range refs {
					assert.True(t, ids[ref], "nothing has the id %s", ref)
				}
				if attr(e.StartElement, "role") == "img" {
					assert.Len(t, refs, 2)
				}
			}
		})
	}
}

// TestInside looks at every coordinate of a drawing that has a viewBox.
func TestInside(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name, func(t *testing.T) {
			html, err := s.html()
			require.NoError(t, err)
			for _, e := range elements(t, html) {
				var box [4]float64
				for i, f := range strings.Fields(e.box) {
					box[i] = number(t, f)
				}
				w, h := 0.0, 0.0
				if e.Name.Local == "use" || e.Name.Local == "rect" {
					w, h = number(t, attr(e.StartElement, "width")), number(t, attr(e.StartElement, "height"))
				}
				for _, a := range e.Attr {
					switch name := a.Name.Local; {
					case strings.HasSuffix(a.Value, "%"):
						within(t, number(t, strings.TrimSuffix(a.Value, "%")), 0, 100)
					case name == "x" || name == "cx" || name == "x1" || name == "x2":
						within(t, number(t, a.Value), box[0], box[0]+box[2]-w)
					case name == "y" || name == "cy" || name == "y1" || name == "y2":
						if box[3] > 0 { // the rows of Dots have none
							within(t, number(t, a.Value), box[1], box[1]+box[3]-h)
						}
					case name == "d":
						assert.NotRegexp(t, "NaN|Inf", a.Value)
					}
				}
			}
		})
	}
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	require.NoError(t, err)
	return v
}

func within(t *testing.T, v, low, high float64) {
	t.Helper()
	assert.False(t, math.IsNaN(v))
	assert.GreaterOrEqual(t, v, low)
	assert.LessOrEqual(t, v, high)
}
