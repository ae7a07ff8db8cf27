package ui

import (
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
		without := url.Values{}
		for other, v := range f.values {
			if other != name {
				without[other] = v
			}
		}
		to := "/leaderboard"
		if len(without) > 0 {
			to += "?" + without.Encode()
		}
		chips = append(chips, chip{text, to})
	}
	return chips
}

// Clear is the address without a choice.
func (f leaderFilter) Clear() string { return "/leaderboard" }

// JSON is the address of the same choice as data.
func (f leaderFilter) JSON() string { return "/leaderboard.json?" + f.values.Encode() }

// year reads a year, or a number, of the address.
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
	f.filter.Topic = strings.ToLower(ledger.Line(f.Get("topic")))
	f.filter.FromYear, f.filter.ToYear = f.number("from", 1, 9999), f.number("to", 1, 9999)
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
	board, err := u.Tracker.Leaderboard(ctx, f.filter)
	if err != nil {
		return err
	}
	p := leaderboardPage{Filter: f}
	if p.Base, err = u.page(c, "leaderboard", l.T("leaderboard.title")); err != nil {
		return err
	}
	if p.Topics, err = u.Store.Topics(ctx, offeredTopics); err != nil {
		return err
	}
	view := f.view(u.Tracker.Today())
	for _, leader := range board.Rows {
		row := leaderRow{leader, recordView{Record: leader.Record, l: l, id: leader.SpeakerPublicID, view: view}}
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
	n := len(board.Rows)
	switch {
	case n == 0:
		p.Sentence, p.Lede = l.T("leaderboard.none"), l.T("leaderboard.none_lede")
		return
	case len(p.Ranked) == 0:
		p.Sentence = l.T("leaderboard.none_ranked", "n", n, "least", l.Number(scoring.EnoughToRank))
	default:
		first := p.Ranked[0]
		p.Sentence = l.T("leaderboard.first", "name", first.SpeakerName, "share", first.AtLeast())
	}
	if board.Mean.N > 0 {
		p.Lede = l.T("leaderboard.mean", "n", board.Mean.N, "share", l.Percent(float64(board.Mean.True)/float64(board.Mean.N)))
	}
	strength := l.T("leaderboard.infinite")
	if board.Prior.Strength < 1e6 {
		strength = l.Decimal(board.Prior.Strength, 1)
	}
	p.Prior = l.T("leaderboard.prior", "mean", l.Percent(board.Prior.Mean), "strength", strength)
}
