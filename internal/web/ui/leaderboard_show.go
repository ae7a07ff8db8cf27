package ui

import (
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
	"foresaid/internal/tracker"
	"foresaid/internal/web/respond"
)

// leaderboardPage is the speakers in the order of how far they can be relied
// on.
type leaderboardPage struct {
	respond.Base
	Filter        leaderFilter
	Sentence      string
	Lede          string
	Ranked, Apart []leaderRow
	Topics        []ledger.TopicCount
	Prior         string // how the order is found, in numbers
	mean          float64
}

// Mean is the share of all speakers' claims that came true.
func (p leaderboardPage) Mean() string {
	return p.L.Percent(p.mean)
}

// Legend explains the figures of the tables.
func (p leaderboardPage) Legend() []figureView {
	l := p.L
	return append([]figureView{{Label: l.T("leaderboard.at_least"), Explain: l.T("leaderboard.at_least_explain")}},
		append(recordView{l: l}.Figures(), figureView{Label: l.T("leaderboard.skill"), Explain: l.T("leaderboard.skill_explain")})...)
}

// leaderRow is a speaker's row.
type leaderRow struct {
	tracker.Leader
	Record recordView
}

// URL is the path of the speaker's page.
func (r leaderRow) URL() string { return "/speakers/" + r.SpeakerPublicID }

// NameTag is the language of the name for the lang attribute, or empty.
func (r leaderRow) NameTag() string { return nameTag(r.SpeakerName) }

// AtLeast is the share that the speaker has with 95% certainty at least.
func (r leaderRow) AtLeast() string { return r.Record.l.Percent(r.Lower) }

// Counts are the claims that the accuracy is over.
func (r leaderRow) Counts() said {
	t := r.Tally
	return say(r.Record.l.T("leaderboard.of", "n", t.StrictN, "k", r.Record.l.Number(t.StrictTrue)),
		r.Record.Claims("outcome", string(ledger.Happened), "outcome", string(ledger.Missed)))
}

// BrierWhy says why there is no Brier score.
func (r leaderRow) BrierWhy() string {
	return r.Record.why(r.Record.Stated.Brier, "record.brier.none_stated")[0].String()
}

// SkillText is the skill against the recorded references.
func (r leaderRow) SkillText() string {
	f := r.Record.Stated.Skill
	if !f.Defined {
		return undefinedFigure
	}
	return r.Record.signed(f.Value, 2)
}

// SkillWhy says against what the skill is, or why there is none.
func (r leaderRow) SkillWhy() string {
	if r.Record.Stated.Skill.Defined {
		return r.Record.l.T("record.skill.recorded", "n", r.Record.Stated.Sum.N)
	}
	return r.Record.l.T("leaderboard.no_skill")
}

// leaderFilter is the choice of an address.
type leaderFilter struct {
	form
	values url.Values
	filter tracker.LeaderFilter
}

// Get is a parameter as it was given.
func (f leaderFilter) Get(name string) string { return f.values.Get(name) }

// Choices are the options of a field that has some.
func (f leaderFilter) Choices(string) []choice {
	return []choice{
		{string(scoring.RipeCohort), f.L.T("record.cohort.ripe"), f.filter.Cohort != scoring.JudgedCohort},
		{string(scoring.JudgedCohort), f.L.T("record.cohort.judged"), f.filter.Cohort == scoring.JudgedCohort},
	}
}

// Chips are the choices that are not the usual ones.
func (f leaderFilter) Chips() []chip {
	var chips []chip
	for _, name := range []string{"topic", "from", "to", "cohort", "min"} {
		value := f.Get(name)
		if value == "" || len(f.Problems.At(name)) > 0 {
			continue
		}
		text := value
		switch name {
		case "cohort":
			text = f.L.T("record.cohort." + value)
		case "topic":
		default:
			text = f.L.T("leaderboard.chip_"+name, "value", value)
		}
		without := maps.Clone(f.values)
		without.Del(name)
		chips = append(chips, chip{text, leaderURL("/leaderboard", without)})
	}
	return chips
}

// Clear is the address without a choice.
func (f leaderFilter) Clear() string { return "/leaderboard" }

// Early is the same choice with the verdicts that came before the deadline,
// or empty where those count already.
func (f leaderFilter) Early() string {
	if f.filter.Cohort != scoring.RipeCohort {
		return ""
	}
	q := maps.Clone(f.values)
	q.Set("cohort", string(scoring.JudgedCohort))
	return leaderURL("/leaderboard", q)
}

// JSON is the address of the same choice as data.
func (f leaderFilter) JSON() string { return leaderURL("/leaderboard.json", f.values) }

func leaderURL(path string, values url.Values) string {
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

// number reads a year, or another number, of the address.
func (f *leaderFilter) number(name string, least, most int) int {
	text := f.Get(name)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		f.Problems.Add(ledger.Invalidf(name, "number_range", "“%s” is not a number from %d to %d", text, least, most))
		return 0
	}
	return n
}

func (u *UI) leaderFilter(c echo.Context) leaderFilter {
	f := leaderFilter{form: form{L: u.locale(c)}, values: url.Values{}}
	for _, name := range []string{"topic", "from", "to", "cohort", "min"} {
		if v := strings.TrimSpace(c.QueryParam(name)); v != "" {
			f.values.Set(name, v)
		}
	}
	if topics := ledger.Topics([]string{f.Get("topic")}); len(topics) == 1 {
		f.filter.Topic = topics[0]
		f.values.Set("topic", topics[0])
	}
	f.filter.FromYear, f.filter.ToYear = f.number("from", 1, 9999), f.number("to", 1, 9999)
	if from, to := f.filter.FromYear, f.filter.ToYear; to != 0 && to < from {
		f.Problems.Add(ledger.Invalidf("to", "years_reversed", "The last year, %d, is before the first, %d", to, from))
		f.filter.ToYear = 0
	}
	f.filter.Least = f.number("min", 1, 1_000_000)
	cohort, err := scoring.ParseCohort(f.Get("cohort"))
	f.Problems.Add(err)
	if f.filter.Cohort = cohort; cohort == "" || cohort == scoring.RipeCohort {
		f.filter.Cohort = scoring.RipeCohort
		if err == nil {
			f.values.Del("cohort")
		}
	}
	return f
}

// view is the choice as the view of a record.
func (f leaderFilter) view(today ledger.Date) scoring.View {
	v := scoring.View{Cohort: f.filter.Cohort, Topic: f.filter.Topic, Today: today}
	if f.filter.FromYear != 0 {
		v.From = ledger.NewDate(f.filter.FromYear, 1, 1)
	}
	if f.filter.ToYear != 0 {
		v.To = ledger.NewDate(f.filter.ToYear, 12, 31)
	}
	return v
}

// ShowLeaderboard shows the speakers in order, as a page or as JSON.
func (u *UI) ShowLeaderboard(c echo.Context) error {
	ctx, l := ctxOf(c), u.locale(c)
	f := u.leaderFilter(c)
	if respond.WantsJSON(c) {
		if err := f.Problems.Err(); err != nil {
			return err
		}
		board, err := u.Tracker.Leaderboard(ctx, f.filter)
		if err != nil {
			return err
		}
		return c.JSON(http.StatusOK, board.Figures(f.filter.Cohort))
	}
	if len(f.Problems) == 0 && f.values.Encode() != c.QueryParams().Encode() { // a form sends the empty fields, too
		return c.Redirect(http.StatusSeeOther, leaderURL("/leaderboard", f.values))
	}
	board, err := u.Tracker.Leaderboard(ctx, f.filter)
	if err != nil {
		return err
	}
	p := leaderboardPage{Filter: f, mean: board.Prior.Mean}
	if p.Base, err = u.page(c, "leaderboard", l.T("leaderboard.title")); err != nil {
		return err
	}
	if p.Topics, err = u.Store.Topics(ctx, offeredTopics); err != nil {
		return err
	}
	view := f.view(u.Tracker.Today())
	for _, leader := range board.Rows {
		row := leaderRow{leader, recordView{Record: leader.Record, l: l, id: leader.SpeakerPublicID, view: view, all: &board.Prior.Mean}}
		if leader.Rank > 0 {
			p.Ranked = append(p.Ranked, row)
		} else {
			p.Apart = append(p.Apart, row)
		}
	}
	p.words(board)
	status := http.StatusOK
	if len(f.Problems) > 0 {
		status = f.status()
	}
	return u.respond.Page(c, status, "leaderboard", p)
}

// words sums the board up.
func (p *leaderboardPage) words(board tracker.Leaderboard) {
	l := p.L
	n, ranked := len(board.Rows), len(p.Ranked)
	alike := board.Prior.Strength > 1e6
	switch {
	case n == 0 && len(p.Filter.values) > 0:
		p.Sentence, p.Lede = l.T("leaderboard.none_fit"), l.T("leaderboard.none_fit_lede")
		return
	case n == 0:
		p.Sentence, p.Lede = l.T("leaderboard.none"), l.T("leaderboard.none_lede")
		return
	case ranked == 0:
		p.Sentence = l.T("leaderboard.none_ranked", "n", n, "least", l.Number(scoring.EnoughToRank))
	case alike && ranked > 1:
		p.Sentence = l.T("leaderboard.alike")
	default:
		first := p.Ranked[0]
		p.Sentence = l.T("leaderboard.first", "name", first.SpeakerName, "share", first.AtLeast())
	}
	p.Lede = l.T("leaderboard.mean", "n", board.Mean.N, "share", p.Mean())
	if ranked > 0 && n > 1 {
		with := l.T("leaderboard.with_any")
		if least := p.Filter.filter.Least; least > 1 {
			with = l.T("leaderboard.with_least", "least", l.Number(least))
		}
		enough := l.T("leaderboard.enough", "n", ranked, "count", l.Spell(ranked))
		p.Lede = l.T("leaderboard.speakers", "count", l.Spell(n), "with", with, "enough", enough) + l.T("base.between_sentences") + p.Lede
	}
	if alike {
		p.Prior = l.T("leaderboard.prior_alike", "mean", p.Mean())
	} else {
		p.Prior = l.T("leaderboard.prior", "mean", p.Mean(), "strength", l.Decimal(board.Prior.Strength, 1))
	}
}
