// Package templates holds the HTML of the product: layouts, the partials that
// pages share, and one file a page. web/respond parses them, once for each
// language.
package templates

import "embed"

// FS has layouts/*.html, partials/*.html, pages/*.html, and mail/*, which
// package notify parses.
//
//go:embed layouts partials pages mail
var FS embed.FS
