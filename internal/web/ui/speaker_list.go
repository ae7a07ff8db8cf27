package ui

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/web/respond"
)

// speakersPage lists the speakers with their figures.
type speakersPage struct {
	respond.Base
	Sentence, Lede string
	Speakers       []speakerRow
	Sort           ledger.SpeakerSort
	Next, Previous string // addresses
}

// speakerRow is a speaker with the track record.
type speakerRow struct {
	ledger.SpeakerLine
	Record recordView
}

// URL is the path of the speaker's page.
func (r speakerRow) URL() string { return "/speakers/" + r.PublicID }

// NameTag is the language of the name for the lang attribute, or empty.
func (r speakerRow) NameTag() string { return nameTag(r.Name) }

// ByName tells whether the names are in order.
func (p speakersPage) ByName() bool { return p.Sort == ledger.ByName }

// FewText says of how few judged claims how many came true, where that is too
// few for an accuracy.
func (r speakerRow) FewText() said {
	t, l := r.Tally, r.Record.l
	if t.StrictN == 0 {
		return say(l.T("speakers.none_judged"), "")
	}
	return say(l.T("speakers.few", "n", t.StrictN, "k", l.Number(t.StrictTrue)),
		r.Record.Claims("outcome", string(ledger.Happened), "outcome", string(ledger.Missed)))
}

// ListSpeakers lists the speakers.
func (u *UI) ListSpeakers(c echo.Context) error {
	ctx, l := ctxOf(c), u.locale(c)
	base, err := u.page(c, "speakers", l.T("speakers.title"))
	if err != nil {
		return err
	}
	p := speakersPage{Base: base, Sort: ledger.ByClaims}
	if ledger.SpeakerSort(c.QueryParam("sort")) == ledger.ByName {
		p.Sort = ledger.ByName
	}
	found, err := u.Store.Speakers(ctx, ledger.SpeakerFilter{Sort: p.Sort, Today: u.Tracker.Today(), Cursor: c.QueryParam("page")})
	if err != nil {
		return err
	}
	for _, line := range found.Speakers {
		p.Speakers = append(p.Speakers, speakerRow{line, u.record(l, line.PublicID, line.Tally)})
	}
	counts, err := u.Store.CountStates(ctx)
	if err != nil {
		return err
	}
	p.Next, p.Previous = p.at(found.Next), p.at(found.Previous)
	p.words(l, counts)
	return u.respond.Page(c, http.StatusOK, "speakers", p)
}

// at is the address of another page of the list.
func (p speakersPage) at(cursor string) string {
	if cursor == "" {
		return ""
	}
	q := url.Values{"page": {cursor}}
	if p.ByName() {
		q.Set("sort", string(p.Sort))
	}
	return "/speakers?" + q.Encode()
}

// words sums the list up. How many speakers there are is known only where all
// of them are on the page.
func (p *speakersPage) words(l *locale.Locale, counts map[ledger.State]int) {
	judged := counts[ledger.StateJudged]
	all := judged + counts[ledger.StateVoid] + counts[ledger.StateOpen] + counts[ledger.StateDue]
	if len(p.Speakers) == 0 {
		p.Sentence, p.Lede = l.T("speakers.none"), l.T("speakers.none_lede")
		return
	}
	claims, enough := l.T("record.claims", "n", all), 0
	for _, row := range p.Speakers {
		if !row.Record.TooFew() {
			enough++
		}
	}
	p.Lede = l.T("speakers.judged", "n", judged)
	if p.Next != "" || p.Previous != "" {
		p.Sentence = l.Title(l.T("speakers.sentence_paged", "claims", claims))
		return
	}
	n := len(p.Speakers)
	speakers := l.Title(l.T("speakers.speakers", "n", n, "count", l.Spell(n)))
	p.Sentence = l.T("speakers.sentence", "speakers", speakers, "claims", claims)
	p.Lede += l.T("base.between_sentences")
	if enough == 0 {
		p.Lede += l.T("speakers.enough_none")
	} else {
		p.Lede += l.T("speakers.enough", "n", enough, "count", l.Spell(enough))
	}
}

// Legend explains the figures of the table.
func (p speakersPage) Legend() []figureView {
	return recordView{l: p.L}.Figures()[:3]
}
