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
not very likely | worded 20 not very likely
isn't likely | worded 20 isn't likely
extremely likely | worded 90 extremely likely
very, very likely | worded 90 very, very likely
in all likelihood | worded 90 in all likelihood
virtually certain | worded 95 virtually certain
all but certain | worded 95 all but certain
with a high degree of scientific certainty | worded 95 with a high degree of scientific certainty
more likely than not | worded 60 more likely than not
a coin flip | worded 50 a coin flip
50-50 | worded 50 50-50
50/50 | worded 50 50/50
next to no chance | worded 2 next to no chance
a slim chance | worded 5 a slim chance
极大概率 | worded 90 极大概率
高度的科学确定性 | worded 95 高度的科学确定性
可能性不大 | worded 20 可能性不大
微乎其微 | worded 5 微乎其微
3 to 1 | stated 25 3 to 1
3:1 | stated 25 3:1
3 to 1 against | stated 25 3 to 1 against
3-to-1 on | stated 75 3-to-1 on
odds of 3 to 1 in favour | stated 75 odds of 3 to 1 in favour
odds of 9 to 1 against | stated 10 odds of 9 to 1 against
one in five | stated 20 one in five
a one-in-four chance | stated 25 a one-in-four chance
four out of five | stated 80 four out of five
9 in 10 | stated 90 9 in 10
1 in a million | stated 0.0001 1 in a million
seven in ten | stated 70 seven in ten
two thirds | stated 66.6667 two thirds
two-thirds | stated 66.6667 two-thirds
one percent | stated 1 one percent
ninety percent sure | stated 90 ninety percent sure
90/100 | stated 90 90/100
60-70% | stated 65 60-70%
60 to 70 percent | stated 65 60 to 70 percent
between 60% and 70% | stated 65 between 60% and 70%
more than 90% | stated 90 more than 90%
90% or more | stated 90 90% or more
under 5% | stated 5 under 5%
五分之一 | stated 20 五分之一
三分之二的可能 | stated 66.6667 三分之二的可能
十有八九 | stated 85 十有八九
七八成 | stated 75 七八成
六到七成 | stated 65 六到七成
六成到七成的把握 | stated 65 六成到七成的把握
九成以上 | stated 90 九成以上
概率在六成以上 | stated 60 概率在六成以上
不到一成 | stated 10 不到一成
百分之九十以上 | stated 90 百分之九十以上
百分之六十到七十 | stated 65 百分之六十到七十
60%到70% | stated 65 60%到70%
六四开 | stated 60 六四开
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
at least 90% | stated 90 at least 90%
unsure, 90% | worded 90 unsure
 | none
   | none
I feel it in my bones | none I feel it in my bones
not likely | worded 20 not likely
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
0.5-0.9 | confidence_unreadable
9S% | confidence_unreadable
95,5% | confidence_unreadable
9 5% | confidence_unreadable
95%% | confidence_unreadable
1O0% | confidence_unreadable
0.9.5 | confidence_unreadable
% | confidence_unreadable
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
