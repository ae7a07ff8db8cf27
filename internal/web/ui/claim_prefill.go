package ui

import (
	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// takeLine takes the line apart into the draft. What is wrong with the line
// as a line is told beside it, the rest in the form.
func (p *logPage) takeLine() error {
	f := &p.Draft
	from := f.Draft
	d, err := tracker.DraftFromLine(p.Line)
	f.Draft = d
	if d.Source.Empty() {
		f.Draft.Source = from.Source
	}
	if err := f.take(err); err != nil {
		return err
	}
	for i, problem := range f.Problems {
		if aboutLine[problem.Key] || ledger.Line(p.Line) == "" {
			f.Problems[i] = problem.At("line")
		}
	}
	return nil
}

// aboutLine are the problems of a line that no field of the form has.
var aboutLine = map[string]bool{"quick_separator_missing": true, "quick_speaker_missing": true}

// readDraft fills in what was understood of the form, and what is wrong.
func (u *UI) readDraft(c echo.Context, f *draftForm) error {
	r, err := u.Tracker.Read(ctxOf(c), f.Draft)
	f.Reading = u.readingView(c, r, f.Draft)
	return f.take(err)
}

// fromSource fills in a source that is known by its id.
func (u *UI) fromSource(c echo.Context, p *logPage, id string) error {
	if id == "" {
		return nil
	}
	source, err := u.Store.Source(ctxOf(c), id)
	if err != nil {
		return err
	}
	p.From = &source
	p.Draft.Draft.Source.Title, err = u.sourceName(c, source)
	return err
}

// sourceName is what the form holds for a known source: the title, or the id
// if others have that title, too. Never its link, which would go on to mean
// this source when another title is typed.
func (u *UI) sourceName(c echo.Context, source ledger.Source) (string, error) {
	same, err := u.Store.SourcesLike(ctxOf(c), source.Title, "")
	if len(same) > 1 {
		return source.PublicID, err
	}
	return source.Title, err
}

// speakerName is what the form holds for a speaker known by name or id: the
// name, or the id if others have that name, too.
func (u *UI) speakerName(c echo.Context, name string) (string, error) {
	speaker, err := u.Tracker.Speaker(ctxOf(c), name)
	if code := ledger.CodeOf(err); code == ledger.NotFound || code == ledger.Invalid {
		return name, nil
	}
	if err != nil {
		return "", err
	}
	same, err := u.Store.SpeakersNamed(ctxOf(c), speaker.Name)
	if len(same) > 1 {
		return speaker.PublicID, err
	}
	return speaker.Name, err
}
