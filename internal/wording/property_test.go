package wording_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

var (
	anyYear  = rapid.IntRange(1901, 2999)
	anyMonth = rapid.IntRange(1, 12)
	digits   = []string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
)

// A period written in any of its forms is read as that period.
func TestWrittenPeriodsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y, m := anyYear.Draw(t, "year"), anyMonth.Draw(t, "month")
		month := time.Month(m).String()
		q, h := (m+2)/3, (m+5)/6
		forms := map[ledger.Precision][]string{
			ledger.Month: {
				fmt.Sprintf("%d-%02d", y, m), fmt.Sprintf("%s %d", month, y), fmt.Sprintf("by the end of %s, %d", month[:3], y),
				fmt.Sprintf("%d年%d月", y, m), fmt.Sprintf("%s年%s月底前", han(y), hanMonth(m)), fmt.Sprintf("in %d/%d", m, y),
			},
			ledger.Quarter: {
				fmt.Sprintf("Q%d %d", q, y), fmt.Sprintf("%dQ%d", y, q), fmt.Sprintf("by the end of Q%d %d", q, y),
				fmt.Sprintf("%d年第%s季度", y, digits[q]), fmt.Sprintf("%d年%s季度末", y, digits[q]),
			},
			ledger.Half: {
				fmt.Sprintf("H%d %d", h, y), fmt.Sprintf("%d H%d", y, h),
				fmt.Sprintf("%d年%s半年", y, []string{"上", "下"}[h-1]),
			},
			ledger.Year: {
				fmt.Sprint(y), fmt.Sprintf("by %d", y), fmt.Sprintf("by year-end %d", y), fmt.Sprintf("%d年", y),
				fmt.Sprintf("%d年底", y), fmt.Sprintf("%s年年底前", han(y)), fmt.Sprintf("%d年之内", y),
			},
		}
		precision := rapid.SampledFrom([]ledger.Precision{ledger.Month, ledger.Quarter, ledger.Half, ledger.Year}).Draw(t, "precision")
		words := scramble(t, rapid.SampledFrom(forms[precision]).Draw(t, "words"))
		d, err := wording.ParseDeadline(words, ledger.Date{})
		if err != nil {
			t.Fatalf("%q: %v", words, err)
		}
		from, to := precision.Period(ledger.NewDate(y, time.Month(m), 1))
		if d.From != from || d.To != to || d.Precision != precision || d.Words != ledger.Line(words) {
			t.Fatalf("%q: %+v, want %s to %s", words, d, from, to)
		}

		// "before" it is the period that ends the day before.
		d, err = wording.ParseDeadline("before "+precisionName(precision, y, m), ledger.Date{})
		if err != nil || d.To != from.AddDays(-1) || d.Precision != precision {
			t.Fatalf("before %s: %+v, %v", precisionName(precision, y, m), d, err)
		}
	})
}

func TestWrittenDaysComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := ledger.NewDate(anyYear.Draw(t, "year"), time.January, 1).AddDays(rapid.IntRange(0, 364).Draw(t, "days"))
		at := day.Time(time.UTC)
		words := scramble(t, rapid.SampledFrom([]string{
			day.String(), at.Format("2006/1/2"), at.Format("2006.01.02"), at.Format("20060102"), at.Format("2 Jan 2006"), at.Format("January 2, 2006"),
			at.Format("2006年1月2日"), at.Format("2006年01月02号"),
		}).Draw(t, "words"))
		d, err := wording.ParseDeadline(words, ledger.Date{})
		if err != nil || d.From != day || d.To != day || d.Precision != ledger.Day {
			t.Fatalf("%q: %+v, %v", words, d, err)
		}
		if got, err := wording.ParseDate("said_on", words); err != nil || got != day {
			t.Fatalf("%q: %s, %v", words, got, err)
		}
		if d, err := wording.ParseDeadline(words+"前", ledger.Date{}); err != nil || d.To != day.AddDays(-1) {
			t.Fatalf("%q前: %+v, %v", words, d, err)
		}
	})
}

// Whatever is put together from the words of deadlines is refused, or is a
// period that begins before it ends and that the ledger's precision knows.
func TestPeriodsAreWhole(t *testing.T) {
	atoms := rapid.SampledFrom([]string{
		"by", "before", "end of", "the", "in", "2025", "2030年", "年底", "年", "前", "内", "Q3", "H1", "第", "三", "季度", "上半年", "6月", "30日", "June", "30", ",", "-", "/", "于", "之前", "year-end", "first", "half", "quarter", "of",
	})
	rapid.Check(t, func(t *rapid.T) {
		words := strings.Join(rapid.SliceOfN(atoms, 1, 6).Draw(t, "atoms"), rapid.SampledFrom([]string{"", " "}).Draw(t, "between"))
		d, err := wording.ParseDeadline(words, ledger.Date{})
		if err != nil {
			if ledger.CodeOf(err) != ledger.Invalid {
				t.Fatalf("%q: %v", words, err)
			}
			return
		}
		checkWhole(t, words, d)
	})
}

type fataler interface{ Fatalf(string, ...any) }

func checkWhole(t fataler, words string, d wording.Deadline) {
	if d.Rule == "" || d.Words != ledger.Line(words) {
		t.Fatalf("%q: %+v", words, d)
	}
	if d.Open {
		if d != (wording.Deadline{Open: true, Words: d.Words, Rule: d.Rule}) {
			t.Fatalf("%q: open, with %+v", words, d)
		}
		return
	}
	if !d.Precision.Valid() || d.To.Before(d.From) || d.From.Year < 1900 || d.To.Year > 2999 {
		t.Fatalf("%q: %+v", words, d)
	}
}

// The parts of a quick line come back in whatever order they were written.
func TestQuickLinePartsComeBackInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zh := rapid.Bool().Draw(t, "zh")
		want := wording.QuickLine{
			Statement: "GPT-5 beats GPT-4 -- by far, #1", Speaker: "Sam Altman", Deadline: "by the end of 2025", Confidence: "very likely",
			SaidOn: "April 24, 2024", Reporter: "Jo Doe", Condition: "compute grows", Link: "https://a.example/b--c#d", Quote: "a lot, I think",
		}
		parts := []string{want.Deadline, want.Confidence, "said " + want.SaidOn, "via " + want.Reporter, "if " + want.Condition, want.Link, "“" + want.Quote + "”"}
		dash, comma := " -- ", ", "
		if zh {
			want.Statement, want.Speaker, want.Deadline, want.Confidence = "模型会更强", "萨姆", "2025年底前", "百分之九十"
			want.SaidOn, want.Reporter, want.Condition = "2024年4月24日", "王小川", "算力继续增长"
			parts = []string{want.Deadline, want.Confidence, "说于" + want.SaidOn, "经" + want.Reporter + "转述", "如果" + want.Condition, want.Link, "「" + want.Quote + "」"}
			dash, comma = "——", "，"
		}
		parts = rapid.Permutation(parts).Draw(t, "order")
		line := want.Statement + dash + want.Speaker + comma + strings.Join(parts, comma)
		if rapid.Bool().Draw(t, "topics") {
			want.Topics = []string{"ai", "大模型"}
			line += " #ai ＃大模型"
		}
		got, err := wording.ParseQuickLine(line)
		if err != nil || fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Fatalf("%s\n got %+v\nwant %+v\n%v", line, got, want, err)
		}
	})
}

func precisionName(p ledger.Precision, y, m int) string {
	switch p {
	case ledger.Month:
		return fmt.Sprintf("%d-%02d", y, m)
	case ledger.Quarter:
		return fmt.Sprintf("Q%d %d", (m+2)/3, y)
	case ledger.Half:
		return fmt.Sprintf("H%d %d", (m+5)/6, y)
	}
	return fmt.Sprint(y)
}

// scramble changes what must not matter: case, width and spaces at the ends.
func scramble(t *rapid.T, words string) string {
	if rapid.Bool().Draw(t, "upper") {
		words = strings.ToUpper(words)
	}
	if rapid.Bool().Draw(t, "wide") {
		words = strings.Map(func(r rune) rune {
			if r > ' ' && r < 0x7f {
				return r + 0xfee0
			}
			return r
		}, words)
	}
	return strings.Repeat(" ", rapid.IntRange(0, 2).Draw(t, "spaces")) + words
}

func han(year int) string {
	return strings.Map(func(r rune) rune { return []rune(digits[r-'0'])[0] }, fmt.Sprint(year))
}

func hanMonth(m int) string {
	if m < 10 {
		return digits[m]
	}
	return "十" + []string{"", "一", "二"}[m-10]
}
