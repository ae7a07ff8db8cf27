package ui

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/scoring"
)

func viewOf(tag string, t ledger.Tally) recordView {
	l, ok := locale.Get(tag)
	if !ok {
		panic(tag)
	}
	return (&UI{}).record(l, "k7m2x9qd", t)
}

func strict(k, n int) ledger.Tally {
	return ledger.Tally{Claims: n, Judged: n, StrictN: n, StrictTrue: k, Quarters: 4 * k}
}

func TestTheSentence(t *testing.T) {
	late := strict(14, 22)
	late.Late, late.Mixed, late.Judged, late.Provisional, late.Void = 2, 1, 23, 5, 3
	allLate := strict(0, 6)
	allLate.Late = 1
	for _, c := range []struct {
		tally  ledger.Tally
		en, zh string
	}{
		{ledger.Tally{}, "No claim is on record.", "还没有记录在案的预测。"},
		{ledger.Tally{Claims: 2, Open: 2}, "No claim has been judged yet.", "还没有一条预测得到判定。"},
		{ledger.Tally{Claims: 2, Due: 1}, "No claim has been judged yet; 1 is due.", "还没有一条预测得到判定；1 条已到期。"},
		{ledger.Tally{Claims: 2, Judged: 2, Mixed: 2}, "Too few to tell: all 2 judged claims are mixed.", "样本太少，难下结论：已判定的 2 条全都对错参半。"},
		{strict(2, 3), "Too few to tell: of 3 judged claims, 2 came true.", "样本太少，难下结论：已判定的 3 条预测中，2 条应验。"},
		{strict(0, 1), "Too few to tell: of 1 judged claim, none came true.", "样本太少，难下结论：已判定的 1 条预测中，没有一条应验。"},
		{
			strict(14, 22),
			"Of 22 judged claims, 14 came true: 64%, and with so few the true rate could be anywhere from 43% to 80%.",
			"已判定的 22 条预测中，14 条应验：准确率 64%；样本这么少，真实水平可能在 43% 到 80% 之间。",
		},
		{
			late,
			"Of 22 judged claims, 14 came true in time: 64%, and with so few the true rate could be anywhere from 43% to 80%. " +
				"2 came true, but too late. 1 more was mixed and counts neither way. 3 could not be judged. " +
				"5 of the verdicts are provisional: given without evidence or a note.",
			"已判定的 22 条预测中，14 条按时应验：准确率 64%；样本这么少，真实水平可能在 43% 到 80% 之间。" +
				"2 条应验了，但为时已晚。另有 1 条对错参半，对错都不计。3 条无法判定。5 条判定是暂定的：判定时没有给出证据或说明。",
		},
		{
			strict(6, 6), "All 6 judged claims came true, and with so few the true rate could be as low as 61%.",
			"已判定的 6 条预测全部应验；样本这么少，真实水平也可能低至 61%。",
		},
		{
			allLate, "Of 6 judged claims, none came true in time, and with so few the true rate could be as high as 39%. 1 came true, but too late.",
			"已判定的 6 条预测中，没有一条按时应验；样本这么少，真实水平也可能高达 39%。1 条应验了，但为时已晚。",
		},
		{
			strict(640, 1000), "Of 1,000 judged claims, 640 came true: 64%. The true rate is likely between 61% and 67%.",
			"已判定的 1,000 条预测中，640 条应验：准确率 64%。真实水平大概在 61% 到 67% 之间。",
		},
		{strict(100, 100), "All 100 judged claims came true. The true rate is likely 96% or more.", "已判定的 100 条预测全部应验。真实水平大概不低于 96%。"},
		{strict(0, 100), "Of 100 judged claims, none came true. The true rate is likely 4% or less.", "已判定的 100 条预测中，没有一条应验。真实水平大概不超过 4%。"},
		{
			strict(999, 1000), "Of 1,000 judged claims, 999 came true: >99%. The true rate is likely between 99% and 100%.",
			"已判定的 1,000 条预测中，999 条应验：准确率 >99%。真实水平大概在 99% 到 100% 之间。",
		},
	} {
		assert.Equal(t, c.en, viewOf("en", c.tally).Plain())
		assert.Equal(t, c.zh, viewOf("zh-CN", c.tally).Plain())
	}
}

func TestTheSentenceLeadsToItsClaims(t *testing.T) {
	tally := strict(14, 22)
	tally.Late = 2
	s := viewOf("en", tally).Sentences()
	assert.Equal(t, said{"Of 22 judged claims, ", "14 came true in time", s[0].After, "/claims?outcome=yes&speaker=k7m2x9qd"}, s[0])
	assert.Equal(t, "/claims?late=1&speaker=k7m2x9qd", s[1].URL)
}

func TestUndefinedFiguresSayWhy(t *testing.T) {
	for tag, want := range map[string][]string{
		"en":    {"nothing judged yet", "nothing judged yet", "no judged claim came with stated odds"},
		"zh-CN": {"还没有判定", "还没有判定", "已判定的预测都没有给出数值"},
	} {
		for i, f := range viewOf(tag, ledger.Tally{Claims: 1, Open: 1}).Figures() {
			assert.Equal(t, "–", f.Value)
			require.Len(t, f.Over, 1)
			assert.Equal(t, want[i], f.Over[0].String())
			assert.NotEmpty(t, f.Explain)
		}
	}
	r := recordView{Record: scoring.RecordOf(strict(3, 2)), l: viewOf("en", ledger.Tally{}).l}
	assert.Contains(t, r.Figures()[0].Over[0].String(), "contradict")
}

func TestFewClaimsNeverMakeARate(t *testing.T) {
	r := viewOf("en", strict(0, 4))
	assert.False(t, r.Drawn())
	for _, f := range r.Figures() {
		assert.Equal(t, "–", f.Value, f.Name)
	}
	assert.Equal(t, "0 of 4 came true", r.Figures()[0].Over[1].String())
	assert.NotContains(t, r.Plain(), "%")
}

func TestFiguresSayWhatTheyAreOver(t *testing.T) {
	tally := strict(14, 22)
	tally.Mixed, tally.Judged, tally.Quarters = 2, 24, 58
	tally.Stated, tally.Worded = ledger.ForecastSum{N: 9, Squared: 2_079_000_000_000}, ledger.ForecastSum{N: 1, Squared: 40_000_000_000}
	tally.Late, tally.LateDays = 2, []int{200, 286}
	f := viewOf("en", tally).AllFigures()
	assert.Equal(t, []string{"64%", "60%", "0.231"}, []string{f[0].Value, f[1].Value, f[2].Value})
	assert.Equal(t, "43–80%", f[0].Range)
	assert.Equal(t, "14 of 22 came true", f[0].Over[0].String())
	assert.Equal(t, "of 24 judged claims", f[1].Over[0].String())
	assert.Equal(t, "over the 9 claims with stated odds", f[2].Over[0].String())
	assert.Equal(t, "0.040 over 1 whose odds were put into words", f[2].Over[1].String())
	assert.Equal(t, "58% to 67% with the 2 mixed ones counted as false or as true", f[0].Over[1].String())
}
