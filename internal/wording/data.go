package wording

import (
	"bytes"
	"embed"
	"fmt"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed data/*.yaml
var dataFiles embed.FS

// byLang holds words, or patterns, per language.
type byLang struct {
	EN []string `yaml:"en"`
	ZH []string `yaml:"zh"`
}

func (l byLang) all() []string { return append(append([]string{}, l.EN...), l.ZH...) }

type scriptData struct {
	Folds    map[string][]string `yaml:"folds"`
	Numerals map[string]int      `yaml:"numerals"`
	Units    map[string]int      `yaml:"units"`
}

type deadlineData struct {
	Months   [][]string                `yaml:"months"`
	Ordinals map[string]int            `yaml:"ordinals"`
	Halves   map[string]int            `yaml:"halves"`
	Seasons  map[string]int            `yaml:"seasons"` // month in which each begins
	Weekdays [][]string                `yaml:"weekdays"`
	Holidays map[string]string         `yaml:"holidays"`
	Days     map[string]int            `yaml:"days"`
	Relative map[string]map[string]int `yaml:"relative"`
	Counts   map[string][2]float64     `yaml:"counts"`
	Spans    struct {
		Months map[string]int `yaml:"months"`
		Days   map[string]int `yaml:"days"`
		Hours  map[string]int `yaml:"hours"`
	} `yaml:"spans"`
	Spoken struct {
		Tens map[string]int `yaml:"tens"`
		Ones map[string]int `yaml:"ones"`
	} `yaml:"spoken"`
	Sentence struct {
		Leads     []string `yaml:"leads"`
		NotBehind []string `yaml:"not_behind"`
		Never     []string `yaml:"never"`
		Weak      []string `yaml:"weak"`
	} `yaml:"sentence"`
	Open    byLang              `yaml:"open"`
	Lists   map[string]byLang   `yaml:"lists"`
	Refused map[string][]string `yaml:"refused"`
}

type oddsData struct {
	English []struct {
		Words    []string `yaml:"words"`
		Suggests int      `yaml:"suggests"`
		From     int      `yaml:"from"`
		To       int      `yaml:"to"`
	} `yaml:"english"`
	Chinese    []likeData `yaml:"chinese"`
	Equivalent []likeData `yaml:"equivalent"`
}

// likeData is words that are taken for those of a row.
type likeData struct {
	Like  string   `yaml:"like"`
	Words []string `yaml:"words"`
}

type confidenceData struct {
	Numbers struct {
		Words     map[string]float64 `yaml:"words"`
		Shares    []string           `yaml:"shares"`
		Bets      []string           `yaml:"bets"`
		Fractions map[string]float64 `yaml:"fractions"`
		Ranges    []string           `yaml:"ranges"`
		Bounds    []string           `yaml:"bounds"`
	} `yaml:"numbers"`

	PercentSigns []string `yaml:"percent_signs"`
	PercentWords []string `yaml:"percent_words"`
	Neutral      byLang   `yaml:"neutral"`
	Tenths       []string `yaml:"tenths"`
}

type quickLineData struct {
	Said          byLang `yaml:"said"`
	Reporter      byLang `yaml:"reporter"`
	Condition     byLang `yaml:"condition"`
	DeadlineWords byLang `yaml:"deadline_words"`
}

// once reads a data file when it is first needed. The files are part of the
// program, so a fault in one is a fault of the program, and panics.
func once[T any](name string) func() T {
	return sync.OnceValue(func() T {
		var v T
		b, err := dataFiles.ReadFile("data/" + name)
		if err == nil {
			d := yaml.NewDecoder(bytes.NewReader(b))
			d.KnownFields(true)
			err = d.Decode(&v)
		}
		if err != nil {
			panic(fmt.Sprintf("wording: data/%s: %v", name, err))
		}
		return v
	})
}

var (
	scriptWords     = once[scriptData]("script.yaml")
	deadlineWords   = once[deadlineData]("deadlines.yaml")
	oddsWords       = once[oddsData]("odds.yaml")
	confidenceWords = once[confidenceData]("confidence.yaml")
	quickLineWords  = once[quickLineData]("quickline.yaml")
)
