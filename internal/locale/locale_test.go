package locale

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
)

// english and chinese are the two locales.
func english() *Locale { return all[0] }
func chinese() *Locale { return all[1] }

func day(s string) ledger.Date {
	d, err := ledger.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestLocales(t *testing.T) {
	require.Len(t, All(), 2)
	assert.Equal(t, "en", All()[0].Tag())
	assert.Equal(t, "English", All()[0].Name())
	assert.Equal(t, "zh-CN", All()[1].Tag())
	assert.Equal(t, "中文", All()[1].Name())
	for _, l := range All() {
		got, ok := Get(l.Tag())
		assert.True(t, ok)
		assert.Same(t, l, got)
	}
	for _, tag := range []string{"", "zh", "de", "EN", "../en"} {
		_, ok := Get(tag)
		assert.False(t, ok, tag)
	}
	All()[0] = nil
	assert.NotNil(t, All()[0], "the list is the caller's own")
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		preferred []string
		want      string
	}{
		{nil, "en"},
		{[]string{""}, "en"},
		{[]string{"en"}, "en"},
		{[]string{"en-GB"}, "en"},
		{[]string{"zh"}, "zh-CN"},
		{[]string{"zh-CN"}, "zh-CN"},
		{[]string{"zh-cn"}, "zh-CN"},
		{[]string{"zh_CN"}, "zh-CN"},
		{[]string{"zh-Hans"}, "zh-CN"},
		{[]string{"zh-Hans-SG"}, "zh-CN"},
		{[]string{"zh-SG"}, "zh-CN"},
		{[]string{"zh-TW"}, "zh-CN"},
		{[]string{"zh-Hant-HK"}, "zh-CN"},
		{[]string{"zh-TW,en;q=0.8"}, "zh-CN"},
		{[]string{"zh-CN,zh;q=0.9,en;q=0.8"}, "zh-CN"},
		{[]string{"en-US,en;q=0.9,zh-CN;q=0.8"}, "en"},
		{[]string{"en;q=0.3, zh;q=0.7"}, "zh-CN"},
		{[]string{"de-CH, fr;q=0.9, zh;q=0.2"}, "zh-CN"},
		{[]string{"de, *;q=0.5"}, "en"},
		{[]string{"*"}, "en"},
		{[]string{"zh;q=0, de"}, "en"},
		{[]string{"ja-JP"}, "en"},
		{[]string{"zh-CN", "en"}, "zh-CN"},
		{[]string{"en", "zh-CN,zh;q=0.9"}, "en"},
		{[]string{"", "fr", "zh"}, "zh-CN"},
		{[]string{"not a language!", "zh"}, "zh-CN"},
		{[]string{"\x00\xff;;q==", "zh"}, "zh-CN"},
	} {
		assert.Equal(t, c.want, Match(c.preferred...).Tag(), "%q", c.preferred)
	}
}

func TestT(t *testing.T) {
	// A text that is the same for all numbers is so for one, too.
	for _, l := range All() {
		assert.Contains(t, l.T("status.took_ms", "n", 1), "1 ", l.Tag())
	}
	assert.Equal(t, "1 day", english().T("date.days", "n", 1))
	assert.Equal(t, "0 days", english().T("date.days", "n", 0))
	assert.Equal(t, "12,345 days", english().T("date.days", "n", 12345))
	assert.Equal(t, "1 天", chinese().T("date.days", "n", 1))
	assert.Equal(t, "in <b>", english().T("date.in", "span", "<b>"), "escaping is the page's business")
	assert.Equal(t, "undo", english().T("base.key_undo"))
	assert.Equal(t, "撤销", chinese().T("base.key_undo"))
	assert.Empty(t, chinese().T("base.between_sentences"))

	assert.True(t, english().Has("date.days"))
	assert.False(t, english().Has("date.nothing"))
	assert.False(t, english().Has("date"))

	for name, call := range map[string]func(){
		"a missing key":        func() { english().T("date.nothing") },
		"a group":              func() { english().T("date.month") },
		"a missing value":      func() { english().T("date.in") },
		"a missing count":      func() { english().T("date.days") },
		"a count of no number": func() { english().T("date.days", "n", "3") },
		"half a pair":          func() { english().T("date.in", "span") },
		"a pair without name":  func() { english().T("date.in", 1, 2) },
	} {
		assert.Panics(t, call, name)
	}
}

func TestError(t *testing.T) {
	late := ledger.Invalidf("deadline", "deadline_before_said", "The deadline (%s) is before the day it was said (%s)", day("2024-01-01"), day("2024-04-24"))
	assert.Equal(t, late.Message(), english().Error(late))
	assert.Equal(t, "期限（2024-01-01）早于说这话的日子（2024-04-24）", chinese().Error(late))

	percent := ledger.Invalidf("confidence", "confidence_range", "A confidence lies between 0%% and 100%%")
	assert.Equal(t, "A confidence lies between 0% and 100%", english().Error(percent))
	assert.Equal(t, "把握程度在 0% 到 100% 之间", chinese().Error(percent))

	unknown := ledger.Errorf(ledger.Conflict, "never_heard_of", "Entry %d is odd", 7)
	assert.Equal(t, "Entry 7 is odd", chinese().Error(unknown))
}

func TestNumbers(t *testing.T) {
	for _, l := range All() {
		for n, want := range map[int]string{
			0: "0", 7: "7", -7: "-7", 999: "999", 1000: "1,000", 12345: "12,345", -123456: "-123,456", 1234567: "1,234,567",
		} {
			assert.Equal(t, want, l.Number(n))
		}
		for f, want := range map[float64]string{
			0: "0%", 1: "100%", 0.6363: "64%", 0.005: "1%", 0.004: "0%", -0.004: "0%", -0.18: "-18%", 0.125: "13%", 0.285: "29%", 0.285 + 1e-6: "29%",
		} {
			assert.Equal(t, want, l.Percent(f), "%v", f)
		}
		assert.Equal(t, "0.138", l.Decimal(83.0/600, 3))
		assert.Equal(t, "0.15", l.Decimal(0.145, 2), "as a reader would round it")
		assert.Equal(t, "0.00", l.Decimal(-0.001, 2))
		assert.Equal(t, "-0.02", l.Decimal(-0.015, 2))
		assert.Equal(t, "1,234.50", l.Decimal(1234.5, 2))
		assert.Equal(t, "3", l.Decimal(2.5, 0))
		for p, want := range map[ledger.Probability]string{
			0: "0%", ledger.Certain: "100%", 950_000: "95%", 5_000: "0.5%", 333_333: "33.3333%",
		} {
			assert.Equal(t, want, l.Probability(p))
		}
	}
}

func TestSpell(t *testing.T) {
	for n, want := range map[int][2]string{
		0: {"zero", "零"}, 1: {"one", "一"}, 2: {"two", "两"}, 7: {"seven", "七"}, 10: {"ten", "十"}, 12: {"twelve", "十二"},
		13: {"13", "13"}, 1234: {"1,234", "1,234"}, -1: {"-1", "-1"},
	} {
		assert.Equal(t, want[0], english().Spell(n))
		assert.Equal(t, want[1], chinese().Spell(n))
	}
}

func TestTitle(t *testing.T) {
	assert.Equal(t, "Seven claims", english().Title("seven claims"))
	assert.Equal(t, "Élan", english().Title("élan"))
	assert.Equal(t, "七条", english().Title("七条"))
	assert.Equal(t, "", english().Title(""))
	assert.Equal(t, "iPhone 的预测", chinese().Title("iPhone 的预测"))
}

func TestList(t *testing.T) {
	for _, c := range []struct {
		items  []string
		en, zh string
	}{
		{nil, "", ""},
		{[]string{"a"}, "a", "a"},
		{[]string{"a", "b"}, "a and b", "a和b"},
		{[]string{"a", "b", "c"}, "a, b and c", "a、b和c"},
	} {
		assert.Equal(t, c.en, english().List(c.items))
		assert.Equal(t, c.zh, chinese().List(c.items))
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		date              string
		en, enLong, enMon string
		zh, zhLong, zhMon string
	}{
		{
			"2024-04-24", "24 Apr 2024", "Wednesday, 24 April 2024", "Apr 2024",
			"2024年4月24日", "2024年4月24日 星期三", "2024年4月",
		},
		{
			"2023-12-31", "31 Dec 2023", "Sunday, 31 December 2023", "Dec 2023",
			"2023年12月31日", "2023年12月31日 星期日", "2023年12月",
		},
		{
			"2025-05-03", "3 May 2025", "Saturday, 3 May 2025", "May 2025",
			"2025年5月3日", "2025年5月3日 星期六", "2025年5月",
		},
		{"", "", "", "", "", "", ""},
	} {
		d := day(c.date)
		assert.Equal(t, []string{c.en, c.enLong, c.enMon}, []string{english().Date(d), english().LongDate(d), english().MonthYear(d)})
		assert.Equal(t, []string{c.zh, c.zhLong, c.zhMon}, []string{chinese().Date(d), chinese().LongDate(d), chinese().MonthYear(d)})
	}
	for m := time.January; m <= time.December; m++ {
		d := ledger.NewDate(2024, m, 1)
		assert.Equal(t, d.Time(time.UTC).Format("2 Jan 2006"), english().Date(d))
		assert.Equal(t, d.Time(time.UTC).Format("Monday, 2 January 2006"), english().LongDate(d))
		assert.Equal(t, d.Time(time.UTC).Format("2006年1月2日"), chinese().Date(d))
	}
}

func TestTime(t *testing.T) {
	at := time.Date(2024, 4, 23, 23, 0, 0, 0, time.UTC).In(time.FixedZone("CST", 8*3600))
	assert.Equal(t, "24 Apr 2024, 07:00", english().Time(at))
	assert.Equal(t, "2024年4月24日 07:00", chinese().Time(at))
	assert.Equal(t, "23 Apr 2024, 23:00", english().Time(at.UTC()))
	assert.Empty(t, english().Time(time.Time{}))
}

func TestDeadlines(t *testing.T) {
	for _, c := range []struct {
		precision      ledger.Precision
		from, to       string
		en, zh         string
		enFull, zhFull string
	}{
		{ledger.Day, "2025-12-31", "2025-12-31", "31 Dec 2025", "2025年12月31日", "31 Dec 2025", "2025年12月31日"},
		{ledger.Month, "2025-06-01", "2025-06-30", "June 2025", "2025年6月", "1 Jun 2025 – 30 Jun 2025", "2025年6月1日至2025年6月30日"},
		{ledger.Quarter, "2025-01-01", "2025-03-31", "Q1 2025", "2025年第一季度", "1 Jan 2025 – 31 Mar 2025", "2025年1月1日至2025年3月31日"},
		{ledger.Quarter, "2025-04-01", "2025-06-30", "Q2 2025", "2025年第二季度", "1 Apr 2025 – 30 Jun 2025", "2025年4月1日至2025年6月30日"},
		{ledger.Quarter, "2025-07-01", "2025-09-30", "Q3 2025", "2025年第三季度", "1 Jul 2025 – 30 Sep 2025", "2025年7月1日至2025年9月30日"},
		{ledger.Quarter, "2025-10-01", "2025-12-31", "Q4 2025", "2025年第四季度", "1 Oct 2025 – 31 Dec 2025", "2025年10月1日至2025年12月31日"},
		{ledger.Half, "2026-01-01", "2026-06-30", "first half of 2026", "2026年上半年", "1 Jan 2026 – 30 Jun 2026", "2026年1月1日至2026年6月30日"},
		{ledger.Half, "2026-07-01", "2026-12-31", "second half of 2026", "2026年下半年", "1 Jul 2026 – 31 Dec 2026", "2026年7月1日至2026年12月31日"},
		{ledger.Year, "2025-01-01", "2025-12-31", "end of 2025", "2025年底", "1 Jan 2025 – 31 Dec 2025", "2025年1月1日至2025年12月31日"},
	} {
		d := ledger.Deadline{From: day(c.from), To: day(c.to), Precision: c.precision, Kind: ledger.Stated}
		assert.Equal(t, c.en, english().Deadline(d))
		assert.Equal(t, c.zh, chinese().Deadline(d))
		assert.Equal(t, c.enFull, english().Period(d))
		assert.Equal(t, c.zhFull, chinese().Period(d))
	}
	open := ledger.Deadline{Kind: ledger.Open}
	assert.Equal(t, "open-ended", english().Deadline(open))
	assert.Equal(t, "无期限", chinese().Deadline(open))
	assert.Empty(t, english().Period(open))
	assert.Empty(t, english().Deadline(ledger.Deadline{}))
}

func TestSpans(t *testing.T) {
	for _, c := range []struct {
		days   int
		en, zh string
	}{
		{0, "0 days", "0 天"},
		{1, "1 day", "1 天"},
		{3, "3 days", "3 天"},
		{120, "120 days", "120 天"},
		{121, "4 months", "4 个月"},
		{213, "7 months", "7 个月"},
		{365, "12 months", "12 个月"},
		{548, "18 months", "18 个月"},
		{715, "23 months", "23 个月"},
		{716, "2 years", "2 年"},
		{731, "2 years", "2 年"},
		{1096, "3 years", "3 年"},
		{365_250, "1,000 years", "1,000 年"},
		{-3, "3 days", "3 天"},
	} {
		assert.Equal(t, c.en, english().Span(c.days), "%d", c.days)
		assert.Equal(t, c.zh, chinese().Span(c.days), "%d", c.days)
	}
	assert.Equal(t, "1 day", english().Days(1))
	assert.Equal(t, "112 days", english().Days(112))
	assert.Equal(t, "1,112 天", chinese().Days(1112))
}

func TestRelative(t *testing.T) {
	today := day("2026-04-22")
	for _, c := range []struct {
		days   int
		en, zh string
	}{
		{0, "today", "今天"},
		{1, "tomorrow", "明天"},
		{-1, "yesterday", "昨天"},
		{2, "in 2 days", "2 天后"},
		{12, "in 12 days", "12 天后"},
		{-112, "112 days ago", "112 天前"},
		{213, "in 7 months", "7 个月后"},
		{-213, "7 months ago", "7 个月前"},
		{1096, "in 3 years", "3 年后"},
		{-1096, "3 years ago", "3 年前"},
	} {
		assert.Equal(t, c.en, english().Relative(today.AddDays(c.days), today))
		assert.Equal(t, c.zh, chinese().Relative(today.AddDays(c.days), today))
	}
	assert.Empty(t, english().Relative(ledger.Date{}, today))
}

// BenchmarkDate tells what a date costs on a page of many.
func BenchmarkDate(b *testing.B) {
	d := day("2024-04-24")
	for b.Loop() {
		chinese().Date(d)
	}
}
