package wording

import (
	"slices"
	"strings"
	"testing"
)

// Each row is a paragraph with its sentences parted by ¦.
const partedParagraphs = `
Dr. Smith met Mr. J. K. Jones in the U.S. on Jan. 5.¦It cost $3.5 million.¦They left.
He lives in the U.S.¦The bank does not.
The U.S. Treasury said so.¦Apple Inc. and Acme Corp. agreed.
"Will it?" she asked.¦"Yes!" he said.¦Then they left.
"We did it.¦We will do it again," she said.
He said it rose 4.1 percent.¦GPT-4.5 is out.¦Node.js is not.
1. The first item.¦Another sentence.
Peak oil... maybe.¦Not yet.
No. 5 is alive.¦No.¦We won't.
他说：“会的。”¦然后走了。¦真的？¦真的！
“会回来的，”村长说，“老周命硬。”¦没有人接话。
GPT-5会更强。¦GPT-6呢？¦也会。
今天跌了2.5%。¦明年会涨3.5%。
A heading without a stop
The price is up (again).¦And again!¦"So what?"¦Nothing.
We expect growth (see p. 5).¦The U.S. grows.
`

func TestSentencesOf(t *testing.T) {
	for row := range strings.Lines(strings.TrimSpace(partedParagraphs)) {
		row = strings.TrimSpace(row)
		want := strings.Split(row, "¦")
		space := " "
		if hasHan(row) {
			space = ""
		}
		paragraph := strings.Join(want, space)
		runes := []rune(paragraph)
		var got []string
		for _, s := range sentencesOf(paragraph) {
			got = append(got, string(runes[s.from:s.to]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q:\n got %q\nwant %q", paragraph, got, want)
		}
	}
}

func TestSentencesOfCaptions(t *testing.T) {
	caption := "I mean this this sounds like a cop out answer but I think the most important thing about GPT5 or whatever we call that " +
		"is just that it's gonna be smarter and this sounds like a dodge but I think that's like among the most remarkable facts in " +
		"human history that we can just do something and we can say right now that GPT5 is going to be a lot smarter than GPT4"
	spans := sentencesOf(caption)
	if len(spans) < 3 {
		t.Fatalf("%d parts", len(spans))
	}
	end := 0
	for _, s := range spans {
		if s.from < end || s.to <= s.from || s.to > len([]rune(caption)) {
			t.Errorf("part [%d, %d)", s.from, s.to)
		}
		end = s.to
	}
	if end != len([]rune(caption)) {
		t.Errorf("ends at %d", end)
	}
}

// Each row is a sentence and the speaker that it names; "" names none.
const attributedSentences = `
Prices will fall, said Ruth Lindqvist, the chief executive. | Ruth Lindqvist
Prices will fall, chief executive Ruth Lindqvist told reporters. | Ruth Lindqvist
"Prices will fall," Lindqvist said. | Lindqvist
According to the mayor, it opens in May. | the mayor
The IMF expects growth of 2 percent. | The IMF
Analysts at Merrow Capital see tightness. | Analysts at Merrow Capital
Experts, however, think that it is inevitable. | Experts
In her view, it fails. | her
It will rain tomorrow. |
What you will see is another crisis. |
李文认为，投票率会低于上届。 | 李文
不过他确认，队长周日首发。 | 他
据当地媒体报道，俱乐部将引进一名中卫。 | 当地媒体
根据第三方机构预测，市场将达到92亿美元。 | 第三方机构
OpenAI坚信Sora将开创一种前所未有的娱乐形式 | OpenAI
单车制造成本预计下降15%。 |
“今天要起风，”阿莲站在栈桥上喊，“中午之前就得回来！” | 阿莲
明年会更冷。 |
`

func TestAttributionOf(t *testing.T) {
	for row := range strings.Lines(strings.TrimSpace(attributedSentences)) {
		sentence, want, _ := strings.Cut(strings.TrimSpace(row), " |")
		if got := attributionOf(sentence, -1, false).name; got != strings.TrimSpace(want) {
			t.Errorf("%q: got %q, want %q", sentence, got, strings.TrimSpace(want))
		}
	}
}

func TestPatternsNeedWhatTheyMatch(t *testing.T) {
	for lang, c := range claimLangs() {
		for _, q := range c.cues {
			for _, p := range q.patterns {
				if p.re.MatchString("") {
					t.Errorf("%s: %s matches nothing at all: %s", lang, q.Name, p.re)
				}
				for _, n := range p.needs {
					if n == "" {
						t.Errorf("%s: %s needs an empty string", lang, p.re)
					}
				}
			}
		}
		for _, together := range c.Together {
			for _, name := range append(slices.Clone(together.All), together.None...) {
				known := slices.ContainsFunc(c.Cues, func(q cueData) bool { return q.Name == name }) || slices.Contains(signNames, name) ||
					slices.ContainsFunc(c.Kinds, func(k kindData) bool { return k.Name == name })
				if !known {
					t.Errorf("%s: together names %s, which is no sign", lang, name)
				}
			}
		}
	}
}

var signNames = []string{isQuestion, isShort, namesOne, laterDate, sameDate, pastDate, laterYear, sameYear, pastYear, titleYear, besideClaim, amongClaims, namesPart}
