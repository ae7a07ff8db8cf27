package article

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// linkedData reads the JSON-LD of a page: the first thing in it that is an
// article of some kind.
func linkedData(doc *html.Node) told {
	t := told{}
	scripts := findAll(doc, func(n *html.Node) bool {
		return n.Data == "script" && strings.HasPrefix(strings.ToLower(attr(n, "type")), "application/ld+json")
	})
	types := data().Web.Types
	for _, wanted := range []func(kind string) bool{
		func(kind string) bool { return kind != "WebPage" && kind != "VideoObject" },
		func(string) bool { return true },
	} {
		for _, script := range scripts {
			var value any
			if err := json.Unmarshal([]byte(textOf(script)), &value); err != nil {
				continue
			}
			for _, thing := range things(value, 0) {
				for _, kind := range slices.Sorted(maps.Keys(types)) {
					if slices.ContainsFunc(typesOf(thing), func(name string) bool { return slices.Contains(types[kind], name) && wanted(name) }) {
						t.fill(articleOf(thing, kind))
					}
				}
			}
		}
	}
	return t
}

func articleOf(thing map[string]any, kind string) told {
	t := told{}
	t.fill(told{
		"title":     oneLine(thing["headline"]),
		"author":    author(oneLine(thing["author"])),
		"publisher": oneLine(thing["publisher"]),
		"lang":      oneLine(thing["inLanguage"]),
		"link":      oneLine(thing["mainEntityOfPage"]),
	})
	if t["title"] == "" {
		t["title"] = oneLine(thing["name"])
	}
	if day := oneLine(thing["datePublished"]); !dayOf(day).IsZero() {
		t["published"] = day
	}
	if kind != "article" || t["title"] != "" && slices.Contains(typesOf(thing), "NewsArticle") {
		t["kind"] = kind
	}
	switch paid := oneLine(thing["isAccessibleForFree"]); strings.ToLower(paid) {
	case "false", "http://schema.org/false", "https://schema.org/false":
		t["paid"] = "yes"
	}
	return t
}

// things lists the objects of JSON-LD: one, a list of them, or a graph.
func things(value any, depth int) []map[string]any {
	if depth > 4 {
		return nil
	}
	switch v := value.(type) {
	case []any:
		var all []map[string]any
		for _, item := range v {
			all = append(all, things(item, depth+1)...)
		}
		return all
	case map[string]any:
		return append([]map[string]any{v}, things(v["@graph"], depth+1)...)
	}
	return nil
}

func typesOf(thing map[string]any) []string {
	switch v := thing["@type"].(type) {
	case string:
		return []string{v}
	case []any:
		var all []string
		for _, item := range v {
			if s, ok := item.(string); ok {
				all = append(all, s)
			}
		}
		return all
	}
	return nil
}

// oneLine is a value of JSON or YAML as one line: the names of people, a day,
// a list with commas.
func oneLine(value any) string { return oneLineAt(value, 0) }

func oneLineAt(value any, depth int) string {
	if depth > 3 {
		return ""
	}
	switch v := value.(type) {
	case string:
		return plain(html.UnescapeString(v))
	case bool, int, float64:
		return fmt.Sprint(v)
	case time.Time:
		return v.Format(time.DateOnly)
	case []any:
		var all []string
		for _, item := range v[:min(len(v), 20)] {
			if s := oneLineAt(item, depth+1); s != "" && !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
		return strings.Join(all, ", ")
	case map[string]any:
		for _, key := range []string{"name", "@value", "@id", "url"} {
			if s := oneLineAt(v[key], depth+1); s != "" {
				return s
			}
		}
	}
	return ""
}
