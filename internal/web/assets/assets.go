// Package assets serves the style sheet, the scripts and the icons from
// inside the binary, under names that hold a hash of the content, so that
// they can be cached for ever.
package assets

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed css js icons worker all:extension
var files embed.FS

// Extension is the browser extension, as it is in its folder.
func Extension() fs.FS {
	sub, err := fs.Sub(files, "extension")
	if err != nil {
		panic(fmt.Sprintf("assets: %v", err))
	}
	return sub
}

// Worker is the source of the service worker: a template of the cache's name,
// Version, and the paths it keeps, Kept.
func Worker() string { return string(read("worker/sw.js")) }

// Prefix is the path under which assets are served.
const Prefix = "/assets/"

// styles is the style sheet, put together in this order.
var styles = []string{
	"tokens", "base", "form", "due", "claim", "record", "draft", "chart", "leaderboard", "compare", "question", "overall", "share", "capture", "search", "reminder", "print",
}

type asset struct {
	body  []byte
	ctype string
}

var byPath, pathOf = load()

// load reads all assets. It panics if one that is named is not there, which
// every start and every test would show.
func load() (map[string]asset, map[string]string) {
	served, paths := map[string]asset{}, map[string]string{}
	add := func(name string, body []byte) {
		sum := sha256.Sum256(body)
		ext := path.Ext(name)
		p := Prefix + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
		served[p], paths[name] = asset{body, mime.TypeByExtension(ext)}, p
	}
	var css bytes.Buffer
	for _, name := range styles {
		css.Write(read("css/" + name + ".css"))
	}
	add("app.css", css.Bytes())
	for _, dir := range []string{"js", "icons"} {
		entries, err := fs.ReadDir(files, dir)
		if err != nil {
			panic(fmt.Sprintf("assets: %v", err))
		}
		for _, e := range entries {
			add(e.Name(), read(dir+"/"+e.Name()))
		}
	}
	return served, paths
}

func read(name string) []byte {
	b, err := files.ReadFile(name)
	if err != nil {
		panic(fmt.Sprintf("assets: %v", err))
	}
	return b
}

// Path returns the path of an asset, such as "app.css". It panics for an
// unknown one, which any test of a page shows.
func Path(name string) string {
	p, ok := pathOf[name]
	if !ok {
		panic(fmt.Sprintf("assets: no asset %q", name))
	}
	return p
}

// Serve answers a request below Prefix.
func Serve(w http.ResponseWriter, r *http.Request) {
	a, ok := byPath[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", a.ctype)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.body))
}
