package wording_test

import (
	"errors"
	"strings"
	"testing"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// Each row is the words, the first and last day, the precision and the rule.
const readable = `
# days, English
2025-12-31 | 2025-12-31 2025-12-31 day | iso day
2025/12/31 | 2025-12-31 2025-12-31 day | iso day
2025.12.31 | 2025-12-31 2025-12-31 day | iso day
2025-2-3 | 2025-02-03 2025-02-03 day | iso day
20251231 | 2025-12-31 2025-12-31 day | iso day
2024-02-29 | 2024-02-29 2024-02-29 day | iso day
24 Apr 2024 | 2024-04-24 2024-04-24 day | day
24 April 2024 | 2024-04-24 2024-04-24 day | day
24-Apr-2024 | 2024-04-24 2024-04-24 day | day
24th of April, 2024 | 2024-04-24 2024-04-24 day | day
the 24th of April 2024 | 2024-04-24 2024-04-24 day | day
April 24, 2024 | 2024-04-24 2024-04-24 day | day
April 24th, 2024 | 2024-04-24 2024-04-24 day | day
Apr. 24 2024 | 2024-04-24 2024-04-24 day | day
APRIL 24,2024 | 2024-04-24 2024-04-24 day | day
2024 April 24 | 2024-04-24 2024-04-24 day | day
sept 1, 2026 | 2026-09-01 2026-09-01 day | day
31/12/2025 | 2025-12-31 2025-12-31 day | numeric day
12/31/2025 | 2025-12-31 2025-12-31 day | numeric day
05.05.2025 | 2025-05-05 2025-05-05 day | numeric day
by 2025-12-31 | 2025-12-31 2025-12-31 day | iso day
by the 31st of December 2025 | 2025-12-31 2025-12-31 day | day
no later than 31 Dec 2025 | 2025-12-31 2025-12-31 day | day
until March 1, 2026 | 2026-03-01 2026-03-01 day | day
on 1 March 2026 | 2026-03-01 2026-03-01 day | day
before 2026-01-01 | 2025-12-31 2025-12-31 day | before iso day
before March 1, 2024 | 2024-02-29 2024-02-29 day | before day
prior to 1 March 2025 | 2025-02-28 2025-02-28 day | before day
２０２５－１２－３１ | 2025-12-31 2025-12-31 day | iso day
2025–12–31 | 2025-12-31 2025-12-31 day | iso day
# months, English
2025-06 | 2025-06-01 2025-06-30 month | month
2025/6 | 2025-06-01 2025-06-30 month | month
06/2025 | 2025-06-01 2025-06-30 month | month
June 2025 | 2025-06-01 2025-06-30 month | month
Jun 2025 | 2025-06-01 2025-06-30 month | month
June, 2025 | 2025-06-01 2025-06-30 month | month
june of 2025 | 2025-06-01 2025-06-30 month | month
the month of June 2025 | 2025-06-01 2025-06-30 month | month
2025 June | 2025-06-01 2025-06-30 month | month
May 2025 | 2025-05-01 2025-05-31 month | month
in June 2025 | 2025-06-01 2025-06-30 month | month
by June 2025 | 2025-06-01 2025-06-30 month | month
sometime in June 2025 | 2025-06-01 2025-06-30 month | month
within June 2025 | 2025-06-01 2025-06-30 month | month
end of June 2025 | 2025-06-01 2025-06-30 month | end of month
by the end of February 2024 | 2024-02-01 2024-02-29 month | end of month
the end of Feb. 2025 | 2025-02-01 2025-02-28 month | end of month
end June 2025 | 2025-06-01 2025-06-30 month | end of month
end-June 2025 | 2025-06-01 2025-06-30 month | end of month
before June 2025 | 2025-05-01 2025-05-31 month | before month
before January 2025 | 2024-12-01 2024-12-31 month | before month
before the end of June 2025 | 2025-06-01 2025-06-30 month | end of month
# quarters, English
Q3 2025 | 2025-07-01 2025-09-30 quarter | quarter
2025 Q3 | 2025-07-01 2025-09-30 quarter | quarter
2025Q3 | 2025-07-01 2025-09-30 quarter | quarter
2025-Q3 | 2025-07-01 2025-09-30 quarter | quarter
Q3/2025 | 2025-07-01 2025-09-30 quarter | quarter
Q3 of 2025 | 2025-07-01 2025-09-30 quarter | quarter
3Q 2025 | 2025-07-01 2025-09-30 quarter | quarter
q1 2025 | 2025-01-01 2025-03-31 quarter | quarter
third quarter of 2025 | 2025-07-01 2025-09-30 quarter | quarter
the third quarter of 2025 | 2025-07-01 2025-09-30 quarter | quarter
in the fourth quarter of 2025 | 2025-10-01 2025-12-31 quarter | quarter
the last quarter of 2025 | 2025-10-01 2025-12-31 quarter | quarter
2nd quarter 2025 | 2025-04-01 2025-06-30 quarter | quarter
third-quarter 2025 | 2025-07-01 2025-09-30 quarter | quarter
2025's third quarter | 2025-07-01 2025-09-30 quarter | quarter
by Q3 2025 | 2025-07-01 2025-09-30 quarter | quarter
end of Q3 2025 | 2025-07-01 2025-09-30 quarter | end of quarter
by the end of the third quarter of 2025 | 2025-07-01 2025-09-30 quarter | end of quarter
before Q1 2025 | 2024-10-01 2024-12-31 quarter | before quarter
# halves, English
H1 2026 | 2026-01-01 2026-06-30 half | half
2026 H2 | 2026-07-01 2026-12-31 half | half
2026H2 | 2026-07-01 2026-12-31 half | half
1H 2026 | 2026-01-01 2026-06-30 half | half
first half of 2026 | 2026-01-01 2026-06-30 half | half
in the second half of 2026 | 2026-07-01 2026-12-31 half | half
second-half 2026 | 2026-07-01 2026-12-31 half | half
end of H1 2026 | 2026-01-01 2026-06-30 half | end of half
before H2 2026 | 2026-01-01 2026-06-30 half | before half
before H1 2026 | 2025-07-01 2025-12-31 half | before half
# years, English
2025 | 2025-01-01 2025-12-31 year | year
in 2025 | 2025-01-01 2025-12-31 year | year
by 2025 | 2025-01-01 2025-12-31 year | year
by 2030 | 2030-01-01 2030-12-31 year | year
until 2030 | 2030-01-01 2030-12-31 year | year
during 2030 | 2030-01-01 2030-12-31 year | year
within 2030 | 2030-01-01 2030-12-31 year | year
no later than 2030 | 2030-01-01 2030-12-31 year | year
not later than 2030 | 2030-01-01 2030-12-31 year | year
by 2030 at the latest | 2030-01-01 2030-12-31 year | year
by the year 2030 | 2030-01-01 2030-12-31 year | year
  By   2030. | 2030-01-01 2030-12-31 year | year
before 2030 | 2029-01-01 2029-12-31 year | before year
before the year 2030 | 2029-01-01 2029-12-31 year | before year
prior to 2030 | 2029-01-01 2029-12-31 year | before year
end of 2025 | 2025-01-01 2025-12-31 year | end of year
the end of 2025 | 2025-01-01 2025-12-31 year | end of year
by the end of 2025 | 2025-01-01 2025-12-31 year | end of year
by end of 2025 | 2025-01-01 2025-12-31 year | end of year
BY END OF 2025 | 2025-01-01 2025-12-31 year | end of year
by end 2025 | 2025-01-01 2025-12-31 year | end of year
by the end of the year 2025 | 2025-01-01 2025-12-31 year | end of year
by year-end 2025 | 2025-01-01 2025-12-31 year | end of year
year end 2025 | 2025-01-01 2025-12-31 year | end of year
2025 year-end | 2025-01-01 2025-12-31 year | end of year
EOY 2025 | 2025-01-01 2025-12-31 year | end of year
before the end of 2025 | 2025-01-01 2025-12-31 year | end of year
2999 | 2999-01-01 2999-12-31 year | year
1900 | 1900-01-01 1900-12-31 year | year
# days, Chinese
2025年12月31日 | 2025-12-31 2025-12-31 day | day
2025年12月31号 | 2025-12-31 2025-12-31 day | day
2025 年 12 月 31 日 | 2025-12-31 2025-12-31 day | day
２０２５年１２月３１日 | 2025-12-31 2025-12-31 day | day
二〇二五年十二月三十一日 | 2025-12-31 2025-12-31 day | day
二零二五年六月一日 | 2025-06-01 2025-06-01 day | day
2025年6月十五號 | 2025-06-15 2025-06-15 day | day
在2025年6月30日 | 2025-06-30 2025-06-30 day | day
截至2025年6月30日 | 2025-06-30 2025-06-30 day | day
不晚于2025年6月30日 | 2025-06-30 2025-06-30 day | day
2025年6月30日前 | 2025-06-29 2025-06-29 day | before day
2025年6月30日之前 | 2025-06-29 2025-06-29 day | before day
于2026年1月1日以前 | 2025-12-31 2025-12-31 day | before day
早于2026年1月1日 | 2025-12-31 2025-12-31 day | before day
# months, Chinese
2025年6月 | 2025-06-01 2025-06-30 month | month
2025年06月 | 2025-06-01 2025-06-30 month | month
2025年6月份 | 2025-06-01 2025-06-30 month | month
2025年六月 | 2025-06-01 2025-06-30 month | month
二〇二五年十二月 | 2025-12-01 2025-12-31 month | month
2025年6月内 | 2025-06-01 2025-06-30 month | month
2025年6月底 | 2025-06-01 2025-06-30 month | end of month
2025年6月底前 | 2025-06-01 2025-06-30 month | end of month
2025年6月末 | 2025-06-01 2025-06-30 month | end of month
到2025年6月底之前 | 2025-06-01 2025-06-30 month | end of month
2025年6月前 | 2025-05-01 2025-05-31 month | before month
2025年1月以前 | 2024-12-01 2024-12-31 month | before month
# quarters and halves, Chinese
2025年第三季度 | 2025-07-01 2025-09-30 quarter | quarter
2025年三季度 | 2025-07-01 2025-09-30 quarter | quarter
2025年第3季度 | 2025-07-01 2025-09-30 quarter | quarter
2025年3季度 | 2025-07-01 2025-09-30 quarter | quarter
2025年第三季 | 2025-07-01 2025-09-30 quarter | quarter
2025年首季 | 2025-01-01 2025-03-31 quarter | quarter
2025年Q3 | 2025-07-01 2025-09-30 quarter | quarter
2025 年 Q3 | 2025-07-01 2025-09-30 quarter | quarter
２０２５年Ｑ３ | 2025-07-01 2025-09-30 quarter | quarter
2025年第三季度内 | 2025-07-01 2025-09-30 quarter | quarter
2025年第三季度末 | 2025-07-01 2025-09-30 quarter | end of quarter
2025年第三季度前 | 2025-04-01 2025-06-30 quarter | before quarter
2026年上半年 | 2026-01-01 2026-06-30 half | half
2026年下半年 | 2026-07-01 2026-12-31 half | half
2026上半年 | 2026-01-01 2026-06-30 half | half
2026年前半年 | 2026-01-01 2026-06-30 half | half
2026年後半年 | 2026-07-01 2026-12-31 half | half
2026年H1 | 2026-01-01 2026-06-30 half | half
2026年上半年内 | 2026-01-01 2026-06-30 half | half
2026年下半年前 | 2026-01-01 2026-06-30 half | before half
# years, Chinese
2025年 | 2025-01-01 2025-12-31 year | year
二〇二五年 | 2025-01-01 2025-12-31 year | year
2025年内 | 2025-01-01 2025-12-31 year | year
2025年內 | 2025-01-01 2025-12-31 year | year
2025年年内 | 2025-01-01 2025-12-31 year | year
2030年之内 | 2030-01-01 2030-12-31 year | year
2030年以内 | 2030-01-01 2030-12-31 year | year
在2030年内 | 2030-01-01 2030-12-31 year | year
到2030年 | 2030-01-01 2030-12-31 year | year
截至2030年 | 2030-01-01 2030-12-31 year | year
不迟于2030年 | 2030-01-01 2030-12-31 year | year
最晚2030年 | 2030-01-01 2030-12-31 year | year
2025年底 | 2025-01-01 2025-12-31 year | end of year
2025年末 | 2025-01-01 2025-12-31 year | end of year
2025年年底 | 2025-01-01 2025-12-31 year | end of year
2025年年末 | 2025-01-01 2025-12-31 year | end of year
2025年底前 | 2025-01-01 2025-12-31 year | end of year
2025年底之前 | 2025-01-01 2025-12-31 year | end of year
2025年底以前 | 2025-01-01 2025-12-31 year | end of year
2025年年底前 | 2025-01-01 2025-12-31 year | end of year
2025 年底 | 2025-01-01 2025-12-31 year | end of year
到2025年底 | 2025-01-01 2025-12-31 year | end of year
于2025年底前 | 2025-01-01 2025-12-31 year | end of year
在2025年底之前 | 2025-01-01 2025-12-31 year | end of year
２０２５年底 | 2025-01-01 2025-12-31 year | end of year
二零二五年底 | 2025-01-01 2025-12-31 year | end of year
by 2025年底 | 2025-01-01 2025-12-31 year | end of year
2030年前 | 2029-01-01 2029-12-31 year | before year
2030年以前 | 2029-01-01 2029-12-31 year | before year
2030年之前 | 2029-01-01 2029-12-31 year | before year
在2030年前 | 2029-01-01 2029-12-31 year | before year
早于2030年 | 2029-01-01 2029-12-31 year | before year
`

func TestParseDeadline(t *testing.T) {
	for _, row := range rows(readable) {
		d, err := wording.ParseDeadline(row[0], ledger.Date{})
		if err != nil {
			t.Errorf("%q: %v", row[0], err)
			continue
		}
		if got := d.From.String() + " " + d.To.String() + " " + string(d.Precision); got != row[1] || d.Rule != row[2] || d.Open {
			t.Errorf("%q: got %s by rule %q, want %s by %q", row[0], got, d.Rule, row[1], row[2])
		}
		if want := ledger.Line(row[0]); d.Words != want {
			t.Errorf("%q: words are %q", row[0], d.Words)
		}
	}
}

// Each row is the words and the key of the refusal.
const refusedWords = `
2025-02-30 | date_no_such_day
2025-02-29 | date_no_such_day
30 February 2025 | date_no_such_day
April 31, 2025 | date_no_such_day
2025-13-01 | date_no_such_day
2025-00-10 | date_no_such_day
2025-06-00 | date_no_such_day
13/13/2025 | date_no_such_day
2025年2月30日 | date_no_such_day
2025年13月1日 | date_no_such_day
by 2025-02-30 | date_no_such_day
2025-13 | date_no_such_month
2025-00 | date_no_such_month
2025年13月 | date_no_such_month
Q5 2025 | date_no_such_quarter
Q0 2025 | date_no_such_quarter
fifth quarter of 2025 | date_no_such_quarter
2025年第五季度 | date_no_such_quarter
H3 2025 | date_no_such_half
third half of 2025 | date_no_such_half
03/04/2025 | date_ambiguous
3.4.2025 | date_ambiguous
by 03-04-2025 | date_ambiguous
1066 | date_year_range
3025 | date_year_range
in 3000 | date_year_range
before 1900 | date_year_range
3025年底 | date_year_range
FY26 | date_fiscal_year
FY2026 | date_fiscal_year
Q3 FY26 | date_fiscal_year
fiscal year 2026 | date_fiscal_year
by the end of fiscal 2026 | date_fiscal_year
2026财年 | date_fiscal_year
2026財年底 | date_fiscal_year
2025-26 season | date_season
2025-26 | date_season
2025/26 | date_season
2011-12 season | date_season
2025–2026 | date_season
2099-00 | date_season
2025-26赛季 | date_season
民国114年 | date_other_calendar
民國一一四年底 | date_other_calendar
ROC 114 | date_other_calendar
令和7年 | date_other_calendar
农历2025年底 | date_other_calendar
'25 | date_two_digit_year
end of '25 | date_two_digit_year
by 25 | date_two_digit_year
Q3 25 | date_two_digit_year
24/04/25 | date_two_digit_year
24 Apr 25 | date_two_digit_year
April 24, 25 | date_two_digit_year
25年底 | date_two_digit_year
二五年底 | date_two_digit_year
25年6月 | date_two_digit_year
June | date_year_missing
by June | date_year_missing
June 25 | date_year_missing
25 June | date_year_missing
in Q3 | date_year_missing
the first half | date_year_missing
12/31 | date_year_missing
6月 | date_year_missing
6月30日前 | date_year_missing
第三季度 | date_year_missing
上半年 | date_year_missing
in three years | deadline_relative
within 5 years | deadline_relative
in the next few years | deadline_relative
next year | deadline_relative
by the end of next year | deadline_relative
this year | deadline_relative
tomorrow | deadline_relative
next Friday | deadline_relative
on Friday | deadline_relative
in a year | deadline_relative
within the decade | deadline_relative
5 years from now | deadline_relative
next spring | deadline_relative
by year-end | deadline_relative
end of the year | deadline_relative
明年 | deadline_relative
明年底前 | deadline_relative
后年 | deadline_relative
後年 | deadline_relative
今年内 | deadline_relative
年内 | deadline_relative
年底前 | deadline_relative
三年内 | deadline_relative
10年内 | deadline_relative
25年内 | deadline_relative
未来五年 | deadline_relative
五到十年 | deadline_relative
几年之内 | deadline_relative
半年内 | deadline_relative
下个月 | deadline_relative
下周五 | deadline_relative
明天 | deadline_relative
本世纪末 | deadline_relative
soon | deadline_vague
very soon | deadline_vague
eventually | deadline_vague
someday | deadline_vague
one day | deadline_vague
sooner or later | deadline_vague
in the near future | deadline_vague
before long | deadline_vague
at some point | deadline_vague
迟早 | deadline_vague
遲早 | deadline_vague
早晚 | deadline_vague
很快 | deadline_vague
不久的将来 | deadline_vague
总有一天 | deadline_vague
 | deadline_missing
   | deadline_missing
。 | deadline_missing
20251 | deadline_unreadable
until we have AGI | deadline_unreadable
by by 2025 | deadline_unreadable
by | deadline_unreadable
前 | deadline_unreadable
year-end June 2025 | deadline_unreadable
2025-12-31-01 | deadline_unreadable
Sam Altman | deadline_unreadable
`

func TestParseDeadlineRefuses(t *testing.T) {
	for _, row := range rows(refusedWords) {
		d, err := wording.ParseDeadline(row[0], ledger.Date{})
		e := problem(t, err)
		if e == nil {
			t.Errorf("%q: read as %s to %s by %q", row[0], d.From, d.To, d.Rule)
			continue
		}
		if e.Key != row[1] || e.Field != "deadline" || e.Code != ledger.Invalid {
			t.Errorf("%q: got %s at %s, want %s: %v", row[0], e.Key, e.Field, row[1], e)
		}
		if strings.Contains(e.Message(), "%!") {
			t.Errorf("%q: bad message %s", row[0], e.Message())
		}
		if d != (wording.Deadline{}) {
			t.Errorf("%q: refused, yet gives %+v", row[0], d)
		}
	}
	if _, err := wording.ParseDeadline("2025 "+strings.Repeat("x", 10_000), ledger.Date{}); problem(t, err) == nil || len(err.Error()) > 400 {
		t.Errorf("a long text: %v", err)
	}
}

func TestParseDeadlineOpen(t *testing.T) {
	for _, words := range []string{
		"open", "Open", " OPEN. ", "ｏｐｅｎ", "open-ended", "open‑ended", "no deadline", "No  Deadline",
		"开放", "開放", "无期限", "無期限", "不限期", "没有期限", "沒有 期限", "无限期",
	} {
		d, err := wording.ParseDeadline(words, ledger.Date{})
		if want := (wording.Deadline{Open: true, Words: ledger.Line(words), Rule: "open"}); err != nil || d != want {
			t.Errorf("%q: %+v, %v", words, d, err)
		}
		if l := d.Ledger(ledger.Stated); l.Kind != ledger.Open || !l.To.IsZero() {
			t.Errorf("%q: the ledger gets %+v", words, l)
		}
	}
}

func TestDeadlineLedger(t *testing.T) {
	d, err := wording.ParseDeadline("by the end of 2025", ledger.Date{})
	if err != nil {
		t.Fatal(err)
	}
	want := ledger.Deadline{
		From: ledger.NewDate(2025, 1, 1), To: ledger.NewDate(2025, 12, 31), Precision: ledger.Year,
		Kind: ledger.Inferred, Words: "by the end of 2025",
	}
	if got := d.Ledger(ledger.Inferred); got != want {
		t.Errorf("got %+v", got)
	}
	if got := d.Ledger(ledger.Open); got != (ledger.Deadline{Kind: ledger.Open, Words: "by the end of 2025"}) {
		t.Errorf("open: %+v", got)
	}
}

// rows parts a table of "a | b | c" lines; "#" begins a comment.
func rows(table string) [][]string {
	var all [][]string
	for line := range strings.Lines(strings.Trim(table, "\n")) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "# ") {
			continue
		}
		cells := strings.Split(line, " | ")
		for i := range cells[1:] {
			cells[i+1] = strings.TrimSpace(cells[i+1])
		}
		all = append(all, cells)
	}
	return all
}

// problem is err as the one type of error this package returns.
func problem(t *testing.T, err error) *ledger.Error {
	t.Helper()
	if err == nil {
		return nil
	}
	var e *ledger.Error
	if !errors.As(err, &e) {
		t.Fatalf("not a ledger error: %T %v", err, err)
	}
	return e
}
