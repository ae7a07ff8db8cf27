// Package templates holds the HTML of the product: layouts, the partials that
// pages share, and one file a page. web/respond parses them, once for each
// language.
package templates

import "embed"

// FS has layouts/*.html, partials/*.html and pages/*.html.
//
//go:embed layouts partials pages
var FS embed.FS
