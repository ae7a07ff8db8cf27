package wording_test

import (
	"strconv"
	"strings"
	"testing"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// Each row is the text, then basis, per cent and words kept.
const confidences = `
95% | stated 95
95 % | stated 95
95％ | stated 95
９５％ | stated 95
９５ ％ | stated 95
95 percent | stated 95
95percent | stated 95
95 per cent | stated 95
95 Percent | stated 95
99.5% | stated 99.5
0.1% | stated 0.1
.5% | stated 0.5
0% | stated 0
100% | stated 100
0.95 | stated 95
.95 | stated 95
０．９５ | stated 95
0.333333 | stated 33.3333
1.0 | stated 100
1 | stated 100
0 | stated 0
百分之九十五 | stated 95
百分之五 | stated 5
百分之百 | stated 100
百分百 | stated 100
百分之二十四 | stated 24
百分之95 | stated 95
九成 | stated 90
9成 | stated 90
about 95% | stated 95 about 95%
~95% | stated 95
≈ 95% | stated 95
95% sure | stated 95 95% sure
95% chance | stated 95 95% chance
a 90% chance | stated 90 a 90% chance
I'm 90% confident | stated 90 I'm 90% confident
p = 0.7 | stated 70 p = 0.7
probability of 70% | stated 70 probability of 70%
大约95% | stated 95 大约95%
95%左右 | stated 95 95%左右
95%的把握 | stated 95 95%的把握
概率为95% | stated 95 概率为95%
有九成把握 | stated 90 有九成把握
almost certain | worded 95 almost certain
Almost  Certain | worded 95 Almost Certain
almost certainly | worded 95 almost certainly
ａｌｍｏｓｔ ｃｅｒｔａｉｎ | worded 95 ａｌｍｏｓｔ ｃｅｒｔａｉｎ
very likely | worded 90 very likely
Very likely. | worded 90 Very likely.
highly likely | worded 90 highly likely
most likely | worded 90 most likely
very good chance | worded 80 very good chance
likely | worded 75 likely
probably | worded 75 probably
better than even | worded 60 better than even
better-than-even | worded 60 better-than-even
about even | worded 50 about even
realistic possibility | worded 60 realistic possibility
might | worded 40 might
could | worded 40 could
may | worded 40 may
unlikely | worded 20 unlikely
improbable | worded 10 improbable
very unlikely | worded 5 very unlikely
a remote chance | worded 5 a remote chance
almost no chance | worded 2 almost no chance
几乎肯定 | worded 95 几乎肯定
幾乎肯定 | worded 95 幾乎肯定
基本肯定 | worded 95 基本肯定
极有可能 | worded 90 极有可能
極有可能 | worded 90 極有可能
很可能 | worded 90 很可能
很 可能 | worded 90 很 可能
很有可能 | worded 90 很有可能
非常可能 | worded 90 非常可能
大概率 | worded 75 大概率
大概 | worded 75 大概
有可能 | worded 40 有可能
可能 | worded 40 可能
也许 | worded 40 也许
或許 | worded 40 或許
不太可能 | worded 20 不太可能
极不可能 | worded 5 极不可能
几乎不可能 | worded 2 几乎不可能
high degree of scientific certainty ≈ 95% | worded 95 high degree of scientific certainty
high degree of scientific certainty (95%) | worded 95 high degree of scientific certainty
I feel very confident 90% | worded 90 I feel very confident
I feel very confident, 90% | worded 90 I feel very confident
I feel very confident: 0.9 | worded 90 I feel very confident
很有把握 约90% | worded 90 很有把握
很有把握（約90％） | worded 90 很有把握
高度的科学确定性≈95% | worded 95 高度的科学确定性
非常确信，百分之九十 | worded 90 非常确信
almost certain 99% | worded 99 almost certain
very likely (85%) | worded 85 very likely
not likely 30% | worded 30 not likely
90% – I feel very good about it | worded 90 90% – I feel very good about it
GPT-5 level certainty 90% | worded 90 GPT-5 level certainty
at least 90% | worded 90 at least
unsure, 90% | worded 90 unsure
 | none
   | none
I feel it in my bones | none I feel it in my bones
not likely | none not likely
will | none will
certain | none certain
GPT-5 certain | none GPT-5 certain
很有把握 | none 很有把握
一成不变 | none 一成不变
`

func TestParseConfidence(t *testing.T) {
	for _, row := range rows(confidences) {
		want := strings.SplitN(row[1], " ", 3)
		c, err := wording.ParseConfidence(row[0])
		got := []string{string(c.Basis)}
		if c.Scored() {
			got = append(got, c.Probability.Percent())
		} else if c.Probability != 0 {
			t.Errorf("%q: invented %d", row[0], c.Probability)
		}
		if c.Words != "" {
			got = append(got, c.Words)
		}
		if err != nil || strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%q: got %q, %v, want %q", row[0], got, err, want)
		}
	}
}

// Each row is the text and the key of the refusal.
const refusedConfidences = `
95 | confidence_percent_missing
2 | confidence_percent_missing
99.5 | confidence_percent_missing
９５ | confidence_percent_missing
very confident 90 | confidence_percent_missing
很有把握90 | confidence_percent_missing
101% | confidence_range
150% | confidence_range
150 | confidence_range
very sure 150% | confidence_range
-5% | confidence_range
−5% | confidence_range
-0.5 | confidence_range
百分之一百二十 | confidence_range
99999999999999999999999% | confidence_range
80% or 90% | confidence_several
20%, 30% | confidence_several
80-90% | confidence_unreadable
0.5-0.9 | confidence_unreadable
9S% | confidence_unreadable
95,5% | confidence_unreadable
9 5% | confidence_unreadable
95%% | confidence_unreadable
1O0% | confidence_unreadable
0.9.5 | confidence_unreadable
% | confidence_unreadable
90/100 | confidence_unreadable
9 in 10 | confidence_unreadable
2 to 1 | confidence_unreadable
95 percentage points | confidence_unreadable
95percentile | confidence_unreadable
1e-3 | confidence_unreadable
in 2025 90% | confidence_unreadable
0.95% 3 | confidence_unreadable
`

func TestParseConfidenceRefuses(t *testing.T) {
	for _, row := range rows(refusedConfidences) {
		c, err := wording.ParseConfidence(row[0])
		e := problem(t, err)
		if e == nil || e.Key != row[1] || e.Field != "confidence" || c.Scored() {
			t.Errorf("%q: got %+v, %v, want %s", row[0], c, err, row[1])
		}
		if e != nil && strings.Contains(e.Message(), "%!") {
			t.Errorf("%q: bad message %s", row[0], e.Message())
		}
	}
	_, err := wording.ParseConfidence("95")
	if err == nil || !strings.Contains(err.Error(), "95%?") {
		t.Errorf("a number without its sign is asked about: %v", err)
	}
}

// Every whole and tenth of a per cent comes back exactly, in each form.
func TestParseConfidenceIsExact(t *testing.T) {
	for tenths := range 1001 {
		want := ledger.Probability(tenths) * 1000
		for _, text := range []string{
			want.Percent() + "%",
			strconv.FormatFloat(float64(tenths)/1000, 'f', 3, 64),
		} {
			c, err := wording.ParseConfidence(text)
			if err != nil || c.Basis != ledger.StatedConfidence || c.Probability != want {
				t.Fatalf("%s: %+v, %v", text, c, err)
			}
		}
	}
}
