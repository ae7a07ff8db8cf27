package article

import (
	"bytes"
	"embed"
	"fmt"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed data/*.yaml
var dataFiles embed.FS

// words are the files under data.
type words struct {
	Head     headWords
	Title    titleWords
	Web      webWords
	Walls    map[string][]string
	Language struct {
		English []string `yaml:"english"`
	}
}

type headWords struct {
	Labels     map[string][]string `yaml:"labels"`
	Lines      []string            `yaml:"lines"`
	Names      string              `yaml:"names"`
	Front      map[string][]string `yaml:"front"`
	DatePrefix string              `yaml:"date_prefix"`
}

type titleWords struct {
	Prefix    string              `yaml:"prefix"`
	Speakers  []string            `yaml:"speakers"`
	ZHEvent   string              `yaml:"zhevent"`
	ENEvent   string              `yaml:"enevent"`
	LatinName string              `yaml:"latinname"`
	HanName   string              `yaml:"hanname"`
	NoNames   []string            `yaml:"no_names"`
	Surnames  string              `yaml:"surnames"`
	Kinds     map[string][]string `yaml:"kinds"`
	PostHosts []string            `yaml:"post_hosts"`
	Askers    []string            `yaml:"askers"`
}

type webWords struct {
	Meta     map[string][]string `yaml:"meta"`
	Elements map[string][]string `yaml:"elements"`
	Wechat   map[string]string   `yaml:"wechat"`
	Types    map[string][]string `yaml:"types"`
}

// data reads the files when they are first needed. They are part of the
// program, so a fault in one is a fault of the program, and panics.
var data = sync.OnceValue(func() words {
	var w words
	for name, into := range map[string]any{"head": &w.Head, "title": &w.Title, "web": &w.Web, "walls": &w.Walls, "language": &w.Language} {
		content, err := dataFiles.ReadFile("data/" + name + ".yaml")
		if err == nil {
			decoder := yaml.NewDecoder(bytes.NewReader(content))
			decoder.KnownFields(true)
			err = decoder.Decode(into)
		}
		if err != nil {
			panic(fmt.Sprintf("article: data/%s.yaml: %v", name, err))
		}
	}
	return w
})
