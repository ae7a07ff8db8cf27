package ui

import (
	"log/slog"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/web/respond"
)

func TestScratch(t *testing.T) {
	o := Options{Version: "0.1", Zone: time.UTC, Log: slog.Default()}
	u, err := New(o)
	if err != nil { t.Fatal(err) }
	for _, l := range locale.All() {
		base := respond.Base{L: l, Title: "x", Section: "speakers", DueCount: 3, Today: ledger.NewDate(2026, 4, 22)}
		tl := strict(14, 22)
		tl.Claims, tl.Mixed, tl.Judged, tl.Quarters, tl.Open, tl.Due, tl.Overdue, tl.Void, tl.Withdrawn, tl.Uncheckable = 34, 1, 23, 62, 9, 4, 2, 3, 1, 2
		tl.Stated, tl.Worded, tl.Late, tl.LateDays, tl.Provisional = ledger.ErrorSum{N: 9, Sum: 2_079_000_000_000}, ledger.ErrorSum{N: 4, Sum: 760_000_000_000}, 2, []int{200, 286}, 5
		write := func(name, page string, data interface{ Layout() respond.Base }) {
			rec := httptest.NewRecorder()
			c := echo.New().NewContext(httptest.NewRequest("GET", "/", nil), rec)
			if err := u.respond.Page(c, 200, page, data); err != nil { t.Fatal(err) }
			html := strings.ReplaceAll(rec.Body.String(), `"/assets/`, `"http://127.0.0.1:8765/assets/`)
			os.WriteFile("/tmp/rec/"+name+"-"+l.Tag()+".html", []byte(html), 0o644)
		}
		_ = write
		sp := ledger.Speaker{PublicID: "k7m2x9qd", Name: "Sam Altman", Aliases: []string{"山姆·奥特曼", "sama"}, Role: "Chief executive, OpenAI"}
		p := speakerPage{Base: base, Speaker: sp, Record: u.record(l, "k7m2x9qd", tl), Lede: "Chief executive, OpenAI · 34 claims since 2015", Links: []outLink{{"https://blog.samaltman.com", "blog.samaltman.com"}}}
		write("speaker", "speaker", p)
		few := p
		few.Record = u.record(l, "k7m2x9qd", ledger.Tally{Claims: 6, Judged: 3, StrictN: 3, StrictTrue: 2, Open: 3, Quarters: 9})
		write("few", "speaker", few)
		list := speakersPage{Base: base, Sort: ledger.ByClaims}
		for i, n := range []string{"Sam Altman", "Elon Musk", "李开复", "Attendees of a private meeting", "Ray Kurzweil"} {
			x := tl
			if i > 0 { x = strict(i*2, 8*i) ; x.Open = i}
			if i == 3 { x = strict(1, 2); x.Open = 1 }
			if i == 2 { x = ledger.Tally{Claims: 2, Open: 2} }
			s := sp; s.Name = n
			list.Speakers = append(list.Speakers, speakerRow{ledger.SpeakerLine{Speaker: s, Tally: x}, u.record(l, "k7m2x9qd", x)})
		}
		list.words(l, map[ledger.State]int{ledger.StateJudged: 61, ledger.StateOpen: 20, ledger.StateDue: 6})
		write("speakers", "speakers", list)
		at := time.Date(2026, 4, 22, 7, 0, 0, 0, time.UTC)
		v := func(r ledger.JobRun) runView { return runView{r, l, base.Today, time.UTC} }
		st := statusPage{Base: base, Zone: "Asia/Shanghai", Now: l.Time(at), Database: "SQLite", Entries: 412, Newest: &ledger.Entry{Number: 412, Hash: strings.Repeat("9f86d081", 8)}, NewestAt: l.Time(at),
			Next: []runView{v(ledger.JobRun{Job: "flag", StartedAt: at.Add(24 * time.Hour)})},
			Runs: []runView{v(ledger.JobRun{Job: "flag", Trigger: ledger.Scheduled, StartedAt: at, EndedAt: at.Add(43 * time.Millisecond), Affected: 3}), v(ledger.JobRun{Job: "flag", Trigger: ledger.CaughtUp, StartedAt: at.Add(-24 * time.Hour), EndedAt: at.Add(-24*time.Hour + 5*time.Second), Error: "database is locked"})}}
		st.words(l)
		write("status", "status", st)
	}
}
