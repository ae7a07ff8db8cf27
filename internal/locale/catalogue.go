package locale

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

//go:embed en/*.yaml zh-CN/*.yaml
var files embed.FS

// catalogue has the texts of a language by key.
type catalogue map[string]*i18n.Message

// load makes a locale of the catalogue in files. A catalogue that can't be
// read is a fault of the program, which must not start.
func load(tag language.Tag, name string, capitals bool) *Locale {
	texts, err := readCatalogue(files, tag.String())
	if err != nil {
		panic(err)
	}
	bundle := i18n.NewBundle(tag)
	for _, m := range texts {
		bundle.MustAddMessages(tag, m)
	}
	return &Locale{tag: tag, name: name, capitals: capitals, texts: texts, localizer: i18n.NewLocalizer(bundle, tag.String())}
}

func readCatalogue(fsys fs.FS, dir string) (catalogue, error) {
	names, err := fs.Glob(fsys, dir+"/*.yaml")
	if err != nil {
		return nil, err
	}
	texts := catalogue{}
	for _, name := range names {
		content, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		var doc yaml.Node
		if err := yaml.Unmarshal(content, &doc); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if len(doc.Content) == 0 { // only comments
			continue
		}
		area := strings.TrimSuffix(path.Base(name), ".yaml")
		if err := texts.add(area, doc.Content[0], true); err != nil {
			return nil, fmt.Errorf("%s:%w", name, err)
		}
	}
	return texts, nil
}

// add takes in a node of a file. go-i18n's own reader is not used because it
// reserves keys that are words here: reason.other, field.translation.
func (c catalogue) add(key string, n *yaml.Node, top bool) error {
	if n.LineComment != "" { // most likely cut off by mistake
		return fmt.Errorf("%d: %s has a comment behind it; put the text in quotation marks, or the comment above", n.Line, key)
	}
	switch {
	case n.Kind == yaml.ScalarNode && !top:
		c[key] = &i18n.Message{ID: key, Other: n.Value}
	case n.Kind == yaml.MappingNode && !top && isPlural(n):
		m := &i18n.Message{ID: key}
		for i := 0; i < len(n.Content); i += 2 {
			*form(m, n.Content[i].Value) = n.Content[i+1].Value
		}
		if m.Other == "" {
			return fmt.Errorf("%d: %s has no form for other numbers", n.Line, key)
		}
		c[key] = m
	case n.Kind == yaml.MappingNode:
		seen := map[string]bool{}
		for i := 0; i < len(n.Content); i += 2 {
			name := n.Content[i].Value
			if seen[name] {
				return fmt.Errorf("%d: %s.%s is there twice", n.Content[i].Line, key, name)
			}
			seen[name] = true
			if err := c.add(key+"."+name, n.Content[i+1], false); err != nil {
				return err
			}
		}
	default:
		return fmt.Errorf("%d: %s is neither a text nor a group of texts", n.Line, key)
	}
	return nil
}

// isPlural tells whether a group is the plural forms of one text.
func isPlural(n *yaml.Node) bool {
	for i := 0; i < len(n.Content); i += 2 {
		if form(&i18n.Message{}, n.Content[i].Value) == nil || n.Content[i+1].Kind != yaml.ScalarNode {
			return false
		}
	}
	return len(n.Content) > 0
}

// form is where a message keeps one of the plural forms that English and
// Chinese have.
func form(m *i18n.Message, name string) *string {
	switch name {
	case "one":
		return &m.One
	case "other":
		return &m.Other
	}
	return nil
}
