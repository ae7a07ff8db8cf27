package ui

import (
	"cmp"
	"errors"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
	"foresaid/internal/web/chart"
	"foresaid/internal/web/respond"
)

// mostCompared is how many speakers stand side by side.
const mostCompared = 4

// comparePage sets two to four speakers side by side.
type comparePage struct {
	respond.Base
	Filter   recordFilter
	Fields   []compareField
	Offers   []offer
	People   []comparePerson
	Named    []namedOffer // whom to add while there are too few
	Sentence string
	Accuracy template.HTML
	Rows     []compareRow
	Shared   []sharedView
	Many     bool   // more were asked for than are shown
	Disagree string // who was right where they disagreed
}

// compareField is an input for a speaker.
type compareField struct {
	Value    string
	Problems []string
}

// comparePerson is one of the speakers.
type comparePerson struct {
	Speaker     ledger.Speaker
	URL         string // of the same view of the speaker's record
	Record      recordView
	Calibration template.HTML  // empty with too few odds
	claims      []ledger.Claim // that the view chooses
}

// NameTag is the language of the name for the lang attribute, or empty.
func (p comparePerson) NameTag() string { return nameTag(p.Speaker.Name) }

// Lede says what is missing while there are too few.
func (p comparePage) Lede() string {
	if len(p.People) == 1 {
		return p.L.T("compare.one", "name", p.People[0].Speaker.Name)
	}
	return p.L.T("compare.lede")
}

// FewOdds says of whom there are too few odds for a drawing; empty of nobody.
func (p comparePage) FewOdds() string {
	var names []string
	for _, person := range p.People {
		if person.Calibration == "" {
			names = append(names, person.Speaker.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return p.L.T("compare.few_odds", "names", p.L.List(names), "n", scoring.EnoughToTell)
}

// compareRow is one figure of all speakers.
type compareRow struct {
	Label, Explain string
	Cells          []compareCell
}

// compareCell is a figure of one speaker, with the address of the claims
// behind it where no part of it leads there.
type compareCell struct {
	figureView
	URL string
}

// sharedView is a question on which several of them made claims.
type sharedView struct {
	ID, Proposition, URL string
	Cells                [][]ClaimView // by speaker
}

// ShowCompare sets speakers side by side, as a page or as JSON.
func (u *UI) ShowCompare(c echo.Context) error {
	p := comparePage{Filter: u.recordFilter(c, "/compare")}
	names, err := u.compareNames(c)
	if err != nil {
		return err
	}
	if err := u.findCompared(c, &p, names); err != nil {
		return err
	}
	json := respond.WantsJSON(c)
	if json {
		problems := p.Filter.Problems
		if len(p.People) < 2 && len(problems) == 0 {
			problems.Add(ledger.Invalidf("speaker", "compare_two", "Name two to four speakers, each once"))
		}
		if err := problems.Err(); err != nil {
			return err
		}
	}
	if len(p.People) >= 2 {
		if err := u.compare(c, &p); err != nil {
			return err
		}
	}
	if json {
		return c.JSON(http.StatusOK, p.json())
	}
	return u.showCompare(c, p)
}

// compareNames are the speakers asked for: several parameters, or one with
// commas, which names may have, too.
func (u *UI) compareNames(c echo.Context) ([]string, error) {
	var names []string
	for _, value := range c.QueryParams()["speaker"] {
		parts := strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == '，' || r == '、' })
		if len(parts) > 1 {
			switch _, err := u.Tracker.Speaker(ctxOf(c), value); ledger.CodeOf(err) {
			case ledger.NotFound:
			case "", ledger.Invalid: // one, or several of the same name
				parts = []string{value}
			default:
				return nil, err
			}
		}
		for _, name := range parts {
			if name = ledger.Line(name); name != "" {
				names = append(names, name)
			}
		}
	}
	return names, nil
}

// findCompared finds the speakers; what is wrong with a name is said at its
// field.
func (u *UI) findCompared(c echo.Context, p *comparePage, names []string) error {
	if len(names) > mostCompared {
		p.Filter.Problems.Add(ledger.Invalidf("speaker", "compare_most", "%d speakers are too many; the first %d are shown", len(names), mostCompared))
		names, p.Many = names[:mostCompared], true
	}
	seen := map[int64]bool{}
	for _, name := range names {
		field := compareField{Value: name}
		speaker, err := u.Tracker.Speaker(ctxOf(c), name)
		if err == nil && seen[speaker.ID] {
			err = ledger.Invalidf("speaker", "compare_twice", "“%s” is there twice", name)
		}
		switch code := ledger.CodeOf(err); {
		case err == nil:
			seen[speaker.ID] = true
			field.Value = speaker.Name
			if found, err := u.Tracker.Speaker(ctxOf(c), speaker.Name); err != nil || found.ID != speaker.ID {
				field.Value = speaker.PublicID // the name would find another, or several
			}
			p.People = append(p.People, comparePerson{Speaker: speaker})
			p.Filter.values.Add("speaker", speaker.PublicID)
		case code == ledger.NotFound, code == ledger.Invalid:
			field.Problems = respond.Messages(u.locale(c), err)
			var one *ledger.Error
			if errors.As(err, &one) {
				wrong := *one
				wrong.Code, wrong.Field = ledger.Invalid, "speaker"
				p.Filter.Problems.Add(&wrong)
			} else {
				p.Filter.Problems.Add(err)
			}
		default:
			return err
		}
		p.Fields = append(p.Fields, field)
	}
	for len(p.Fields) < mostCompared {
		p.Fields = append(p.Fields, compareField{})
	}
	return nil
}

// compare computes all that stands side by side.
func (u *UI) compare(c echo.Context, p *comparePage) error {
	ctx, l := ctxOf(c), u.locale(c)
	rates, err := u.Tracker.Rates(ctx)
	if err != nil {
		return err
	}
	for i := range p.People {
		person := &p.People[i]
		claims, err := u.Store.ScoredClaims(ctx, ledger.ScoreFilter{SpeakerIDs: []int64{person.Speaker.ID}})
		if err != nil {
			return err
		}
		person.URL = p.viewOf(person.Speaker)
		person.claims = p.Filter.View.Choose(claims)
		person.Record = u.recordOf(l, person.Speaker.PublicID, p.Filter.View, claims, rates)
		if person.Record.Of(p.Filter.View.Basis).Sum.N >= scoring.EnoughToTell {
			if person.Calibration, err = person.Record.calibration("calibration-" + person.Speaker.PublicID); err != nil {
				return err
			}
		}
	}
	return u.shared(c, p)
}

// viewOf is the address of a speaker's record with what the comparison counts.
func (p comparePage) viewOf(speaker ledger.Speaker) string {
	f := p.Filter
	f.path, f.values = "/speakers/"+speaker.PublicID, maps.Clone(f.values)
	return f.with("speaker", "")
}

// shared finds the questions on which several of the speakers made claims.
func (u *UI) shared(c echo.Context, p *comparePage) error {
	on := map[int64][][]ledger.Claim{} // question → claims by speaker
	for i, person := range p.People {
		for _, claim := range person.claims {
			if claim.QuestionID == 0 || claim.State == ledger.StateWithdrawn {
				continue
			}
			if on[claim.QuestionID] == nil {
				on[claim.QuestionID] = make([][]ledger.Claim, len(p.People))
			}
			on[claim.QuestionID][i] = append(on[claim.QuestionID][i], claim)
		}
	}
	var ids []int64
	for question, by := range on {
		if takers(by) < 2 {
			delete(on, question)
			continue
		}
		for _, claims := range by {
			for _, claim := range claims {
				ids = append(ids, claim.ID)
			}
		}
	}
	lines, err := u.Store.ClaimLines(ctxOf(c), ids)
	if err != nil {
		return err
	}
	views := map[int64]ClaimView{}
	for _, line := range lines {
		views[line.ID] = u.view(c, line)
	}
	for _, by := range on {
		s := sharedView{Cells: make([][]ClaimView, len(by))}
		for i, claims := range by {
			for _, claim := range claims {
				v := views[claim.ID]
				s.Cells[i] = append(s.Cells[i], v)
				s.ID, s.Proposition, s.URL = v.QuestionPublicID, v.Proposition, "/questions/"+v.QuestionPublicID
			}
		}
		p.Shared = append(p.Shared, s)
	}
	slices.SortFunc(p.Shared, func(a, b sharedView) int {
		return cmp.Or(cmp.Compare(a.Proposition, b.Proposition), cmp.Compare(a.URL, b.URL))
	})
	return nil
}

func takers(by [][]ledger.Claim) int {
	n := 0
	for _, claims := range by {
		if len(claims) > 0 {
			n++
		}
	}
	return n
}

// adjusted are the difficulty-adjusted Brier scores, by speaker.
func (p comparePage) adjusted() map[int64]scoring.Adjusted {
	var attempts []scoring.Attempt
	const whole = float64(ledger.Certain) * float64(ledger.Certain)
	for _, person := range p.People {
		for _, c := range person.claims {
			if c.QuestionID == 0 || !c.Confidence.Scored() || c.State != ledger.StateJudged || c.Standing.Outcome == ledger.NoOutcome || !p.Filter.View.Counts(c) {
				continue
			}
			if basis := p.Filter.View.Basis; basis != scoring.AnyBasis && string(c.Confidence.Basis) != string(cmp.Or(basis, scoring.StatedBasis)) {
				continue
			}
			happened := c.Standing.Outcome == ledger.Happened
			a := scoring.Attempt{
				Forecaster: person.Speaker.ID, Question: c.QuestionID, Squared: float64(ledger.SquaredError(c.Confidence.Probability, happened)) / whole,
			}
			if c.Reference != nil {
				reference := float64(ledger.SquaredError(*c.Reference, happened)) / whole
				a.Reference = &reference
			}
			attempts = append(attempts, a)
		}
	}
	found := map[int64]scoring.Adjusted{}
	for _, a := range scoring.DifficultyAdjusted(attempts) {
		found[a.Forecaster] = a
	}
	return found
}

// showCompare puts the page into words.
func (u *UI) showCompare(c echo.Context, p comparePage) error {
	l := u.locale(c)
	title := l.T("compare.title")
	var err error
	if len(p.People) >= 2 {
		var names []string
		for _, person := range p.People {
			names = append(names, person.Speaker.Name)
		}
		title = strings.Join(names, between)
		if err := p.words(); err != nil {
			return err
		}
	} else if p.Named, err = u.compareOffers(c, p); err != nil {
		return err
	}
	if p.Base, err = u.page(c, "speakers", title); err != nil {
		return err
	}
	found, err := u.Store.SuggestSpeakers(ctxOf(c), "", offered)
	if err != nil {
		return err
	}
	p.Offers = offersOf(found)
	status := http.StatusOK
	if len(p.Filter.Problems) > 0 {
		status = p.Filter.status()
	}
	return u.respond.Page(c, status, "compare", p)
}

// words makes the sentence, the drawing and the table.
func (p *comparePage) words() error {
	l := p.Filter.L
	d := chart.Dots{
		ID: "accuracy", Title: l.T("speakers.accuracy"), Desc: l.T("record.axis"), AxisTicks: sharesAxis(l),
		Head: [4]string{l.T("speakers.name"), l.T("record.drawn_title"), l.T("speakers.accuracy"), l.T("record.groups.n")},
	}
	figures := make([][]compareCell, len(p.People))
	adjusted := p.adjusted()
	for i, person := range p.People {
		r := person.Record
		row := r.dotRow(r.Tally, func(string) (string, string) { return person.Speaker.Name, person.NameTag() }, func(string) string { return person.URL }, "")
		row.NURL = r.Claims("outcome", string(ledger.Happened), "outcome", string(ledger.Missed))
		if !row.Defined {
			row.Why = l.T("record.nothing_judged")
		}
		d.Rows = append(d.Rows, row)
		figures[i] = r.compared(adjusted[person.Speaker.ID])
	}
	for i, f := range figures[0] {
		row := compareRow{Label: f.Label, Explain: f.Explain}
		for _, of := range figures {
			row.Cells = append(row.Cells, of[i])
		}
		p.Rows = append(p.Rows, row)
	}
	p.Sentence, p.Disagree = p.sentence(), p.disagreements()
	var err error
	p.Accuracy, err = d.HTML()
	return err
}

// compared are the figures of one of the speakers.
func (r recordView) compared(adjusted scoring.Adjusted) []compareCell {
	outcomes := r.Claims("outcome", string(ledger.Happened), "outcome", string(ledger.Missed))
	count := func(name string, n int, to string) compareCell {
		label, explain := r.l.T("compare."+name+".label"), r.l.T("compare."+name+".explain")
		return compareCell{figureView{Name: name, Label: label, Explain: explain, Value: r.l.Number(n)}, to}
	}
	cells := []compareCell{
		count("claims", r.Tally.Claims, r.Claims()),
		count("judged", r.Tally.Judged, r.Claims("state", string(ledger.StateJudged))),
	}
	for _, f := range r.named(r.accuracy(), r.graded(), r.brier(), r.skill(), r.sure(), r.calibrated(), r.logScore(), r.likelier(), r.lateness(), r.checkable()) {
		cell := compareCell{figureView: f}
		switch {
		case f.Value == undefinedFigure:
		case f.Name == "skill":
			cell.URL = r.Claims(r.withOdds()...)
		case f.Name == "lateness":
			cell.URL = outcomes
		}
		cells = append(cells, cell)
	}
	return append(cells, compareCell{figureView: r.adjustedFigure(adjusted)})
}

func (r recordView) adjustedFigure(a scoring.Adjusted) figureView {
	f := figureView{Name: "adjusted", Label: r.l.T("compare.adjusted.label"), Explain: r.l.T("compare.adjusted.explain"), Value: undefinedFigure}
	switch {
	case a.Score.Defined:
		f.Value = r.l.Decimal(a.Score.Value, 3)
		f.Over = []said{say(r.l.T("compare.adjusted.over", "n", a.N), "")}
	case a.Score.Reason == scoring.NotConnected:
		f.Over = []said{say(r.l.T("compare.adjusted.not_connected"), "")}
	default:
		f.Over = []said{say(r.l.T("compare.adjusted.none"), "")}
	}
	return f
}

// sentence says who has the higher accuracy, and whether that may be chance.
func (p comparePage) sentence() string {
	l := p.Filter.L
	var ranked []comparePerson
	for _, person := range p.People {
		if !person.Record.TooFew() {
			ranked = append(ranked, person)
		}
	}
	if len(ranked) < 2 {
		return l.T("compare.too_few", "n", scoring.EnoughToTell)
	}
	slices.SortStableFunc(ranked, func(a, b comparePerson) int { return cmp.Compare(b.Record.Accuracy.Value, a.Record.Accuracy.Value) })
	first, second := ranked[0], ranked[1]
	args := []any{
		"name", first.Speaker.Name, "other", second.Speaker.Name,
		"share", first.Record.share(first.Record.Accuracy), "than", second.Record.share(second.Record.Accuracy),
	}
	switch {
	case first.Record.Accuracy.Value == second.Record.Accuracy.Value:
		return l.T("compare.same", args...)
	case first.Record.AccuracyRange.Low > second.Record.AccuracyRange.High:
		return l.T("compare.clear", args...)
	}
	return l.T("compare.overlap", args...)
}

// disagreements counts the judged questions on which two of them took
// different sides, and on how many of these each who took one was right.
func (p comparePage) disagreements() string {
	right, there, n := make([]int, len(p.People)), make([]bool, len(p.People)), 0
	for _, s := range p.Shared {
		took, happened := make([]map[ledger.Side]bool, len(p.People)), make([]bool, len(p.People))
		for i, claims := range s.Cells {
			took[i] = map[ledger.Side]bool{}
			for _, c := range claims {
				if c.State != ledger.StateJudged || c.Standing.Outcome == ledger.NoOutcome || !p.Filter.View.Counts(c.Claim) {
					continue
				}
				took[i][c.Side] = true
				happened[i] = happened[i] || c.Standing.Outcome == ledger.Happened
			}
		}
		if !opposed(took) {
			continue
		}
		n++
		for i := range right {
			there[i] = there[i] || len(took[i]) > 0
			if happened[i] {
				right[i]++
			}
		}
	}
	if n == 0 {
		return ""
	}
	l := p.Filter.L
	var parts []string
	for i, person := range p.People {
		if there[i] {
			parts = append(parts, l.T("compare.right", "name", person.Speaker.Name, "k", l.Number(right[i])))
		}
	}
	return l.T("compare.disagreed", "n", n, "who", strings.Join(parts, l.T("base.list_comma")))
}

// opposed tells whether one took a side and another the other.
func opposed(took []map[ledger.Side]bool) bool {
	for i, a := range took {
		for j, b := range took {
			if i != j && a[ledger.Yes] && b[ledger.No] {
				return true
			}
		}
	}
	return false
}

// compareJSON is the comparison under its public names.
type compareJSON struct {
	Speakers []compareSpeakerJSON `json:"speakers"`
	Shared   []compareSharedJSON  `json:"shared"`
}

type compareSpeakerJSON struct {
	SpeakerID string         `json:"speaker_id"`
	Adjusted  scoring.Figure `json:"difficulty_adjusted_brier"`
	AdjustedN int            `json:"difficulty_adjusted_n"`
	Reason    scoring.Reason `json:"difficulty_adjusted_reason,omitempty"` // where there is none
	scoring.Figures
}

type compareSharedJSON struct {
	ID       string             `json:"question_id"`
	Question string             `json:"question"`
	Claims   []compareClaimJSON `json:"claims"`
}

type compareClaimJSON struct {
	ID      string         `json:"id"`
	Speaker string         `json:"speaker"`
	Side    ledger.Side    `json:"side"`
	Outcome ledger.Outcome `json:"outcome"` // yes, no, or empty

	Probability *float64 `json:"probability"` // of the side, null without odds
}

func (p comparePage) json() compareJSON {
	out := compareJSON{Speakers: []compareSpeakerJSON{}, Shared: []compareSharedJSON{}}
	adjusted := p.adjusted()
	for _, person := range p.People {
		a := adjusted[person.Speaker.ID]
		why := a.Score.Reason
		if !a.Score.Defined && why == "" {
			why = scoring.NoData
		}
		out.Speakers = append(out.Speakers, compareSpeakerJSON{
			person.Speaker.PublicID, a.Score, a.N, why, person.Record.Record.Figures(person.Speaker.Name, p.Filter.View),
		})
	}
	for _, s := range p.Shared {
		shared := compareSharedJSON{ID: s.ID, Question: s.Proposition}
		for _, claims := range s.Cells {
			for _, c := range claims {
				line := compareClaimJSON{ID: c.PublicID, Speaker: c.SpeakerName, Side: c.Side, Outcome: c.Standing.Outcome}
				if c.Confidence.Scored() {
					given := c.Confidence.Probability.Float()
					line.Probability = &given
				}
				shared.Claims = append(shared.Claims, line)
			}
		}
		out.Shared = append(out.Shared, shared)
	}
	return out
}
