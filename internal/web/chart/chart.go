// Package chart draws values as SVG for a page: calibration, claims on their
// deadlines, rows of dots and intervals, moved goalposts, and a history in
// steps. It knows no language: every text comes in. Colours are classes of
// chart.css, so a drawing follows the theme and needs no inline style.
//
// A drawing is one image to assistive technology, and its points are links
// for the pointer only; the table under it, which the caller fills, has the
// same numbers and links for everybody else.
package chart

import (
	"embed"
	"fmt"
	"html/template"
	"strings"
)

// Table is what a chart shows, in words and numbers, under a disclosure.
type Table struct {
	Summary string // of the disclosure
	Head    []string
	Rows    [][]Cell
}

// Cell is one entry of a Table.
type Cell struct {
	Text, URL string
	Number    bool // set to the right
}

// IsNumber tells whether a column holds numbers, going by its first row.
func (t Table) IsNumber(column int) bool {
	return len(t.Rows) > 0 && column < len(t.Rows[0]) && t.Rows[0][column].Number
}

// point is a drawn thing that may link somewhere.
type point struct {
	Class, Label, URL string
}

//go:embed svg/*.html
var files embed.FS

var drawings = template.Must(template.ParseFS(files, "svg/*.html"))

// draw fills the template of one chart. The id goes into references, so it is
// held to what needs no escaping there.
func draw(name, id string, data any) (template.HTML, error) {
	if id == "" || strings.Trim(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != "" {
		return "", fmt.Errorf("chart: id %q is not made of letters, digits and hyphens", id)
	}
	var b strings.Builder
	if err := drawings.ExecuteTemplate(&b, name+".html", data); err != nil {
		return "", fmt.Errorf("chart: %w", err)
	}
	return template.HTML(b.String()), nil //nolint:gosec // it comes from html/template
}
