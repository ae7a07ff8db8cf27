// Package demo fills an empty record with real public predictions and what
// became of them, so that every page has something true to show.
package demo

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"go.yaml.in/yaml/v3"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

//go:embed data/*.yaml
var files embed.FS

// Summary counts what was filled in.
type Summary struct{ Claims, Speakers, Sources int }

// document is one file of data. Names and keys are known in all of them.
type document struct {
	Speakers  []speaker
	Sources   []source
	Questions []question
	Claims    []claim
}

type speaker struct {
	Name       string
	Aliases    []string
	Role, Link string
}

type source struct {
	Key, Title, Link, Kind, Author, Publisher, Event string
	EventOn                                          string `yaml:"event_on"`
	PublishedOn                                      string `yaml:"published_on"`
	Lang                                             string
}

type question struct{ Key, Proposition string }

type claim struct {
	Speaker, Reporter, Source, Place, Statement, Quote string
	QuoteLang                                          string `yaml:"quote_lang"`
	Translation                                        string
	SaidOn                                             string `yaml:"said_on"`
	Deadline                                           string
	DeadlineKind                                       string `yaml:"deadline_kind"`
	ReviewOn                                           string `yaml:"review_on"`
	Condition, Criteria                                string
	Uncheckable                                        bool
	Confidence                                         string
	Topics                                             []string
	Question, Side                                     string
	Verdicts                                           []verdict // oldest first

	file string
}

type verdict struct {
	Grade, Void string // one of them
	HappenedOn  string `yaml:"happened_on"`
	Note        string
	Evidence    []struct{ Link, Title string }
}

// Fill logs and judges everything, under the name of by. The record should be
// empty.
func Fill(ctx context.Context, t *tracker.Tracker, by string) (Summary, error) {
	all, err := read()
	if err != nil {
		return Summary{}, err
	}
	for _, s := range all.Speakers {
		if _, err := t.AddSpeaker(ctx, by, ledger.Speaker{Name: s.Name, Aliases: s.Aliases, Role: s.Role, Links: []string{s.Link}}); err != nil {
			return Summary{}, fmt.Errorf("demo: speaker %s: %w", s.Name, err)
		}
	}
	for _, c := range all.Claims {
		if err := all.fill(ctx, t, by, c); err != nil {
			return Summary{}, fmt.Errorf("demo: %s: “%s”: %w", c.file, c.Statement, err)
		}
	}
	return Summary{len(all.Claims), len(all.Speakers), len(all.Sources)}, nil
}

func read() (document, error) {
	var all document
	names, err := fs.Glob(files, "data/*.yaml")
	if err != nil {
		return all, err
	}
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return all, err
		}
		var d document
		decoder := yaml.NewDecoder(bytes.NewReader(text))
		decoder.KnownFields(true)
		if err := decoder.Decode(&d); err != nil {
			return all, fmt.Errorf("demo: %s: %w", name, err)
		}
		for i := range d.Claims {
			d.Claims[i].file = name
		}
		all.Speakers, all.Sources = append(all.Speakers, d.Speakers...), append(all.Sources, d.Sources...)
		all.Questions, all.Claims = append(all.Questions, d.Questions...), append(all.Claims, d.Claims...)
	}
	return all, nil
}

func (d document) fill(ctx context.Context, t *tracker.Tracker, by string, c claim) error {
	draft := tracker.Draft{
		Statement: c.Statement, Quote: c.Quote, QuoteLang: c.QuoteLang, Translation: c.Translation,
		Speaker: c.Speaker, Reporter: c.Reporter, Place: c.Place, SaidOn: c.SaidOn,
		Deadline: c.Deadline, DeadlineKind: c.DeadlineKind, ReviewOn: c.ReviewOn, Condition: c.Condition, Criteria: c.Criteria,
		Uncheckable: c.Uncheckable, Confidence: c.Confidence, Topics: strings.Join(c.Topics, ", "), Side: c.Side,
	}
	for _, s := range d.Sources {
		if s.Key == c.Source {
			draft.Source = tracker.SourceDraft{
				Title: s.Title, Link: s.Link, Kind: s.Kind, Author: s.Author, Publisher: s.Publisher,
				Event: s.Event, EventOn: s.EventOn, PublishedOn: s.PublishedOn, Lang: s.Lang,
			}
		}
	}
	for _, q := range d.Questions {
		if q.Key == c.Question {
			draft.Question = q.Proposition
		}
	}
	switch {
	case c.Source != "" && draft.Source.Empty():
		return fmt.Errorf("no source “%s”", c.Source)
	case c.Question != "" && draft.Question == "":
		return fmt.Errorf("no question “%s”", c.Question)
	}
	done, read, err := t.Log(ctx, by, draft)
	if err != nil {
		return err
	}
	if read.Speaker.Role == "" {
		return fmt.Errorf("no speaker “%s”", c.Speaker)
	}
	for _, v := range c.Verdicts {
		j := tracker.Judgement{Grade: v.Grade, HappenedOn: v.HappenedOn, Note: v.Note}
		if v.Void != "" {
			j.Grade, j.Reason = string(ledger.Void), v.Void
		}
		for _, e := range v.Evidence {
			j.Evidence = append(j.Evidence, ledger.Evidence{Link: e.Link, Title: e.Title})
		}
		if _, err := t.Judge(ctx, by, done.Claim.PublicID, j); err != nil {
			return err
		}
	}
	return nil
}
