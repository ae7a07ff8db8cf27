package wording_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

func TestParseQuickLine(t *testing.T) {
	const g, sam = "GPT-5 is much more capable than GPT-4", "Sam Altman"
	type q = wording.QuickLine
	for line, want := range map[string]q{
		g + " -- Sam Altman, by end of 2025, 95%, said 2024-04-24 #ai": {Statement: g, Speaker: sam, Deadline: "by end of 2025", Confidence: "95%", SaidOn: "2024-04-24", Topics: []string{"ai"}},
		g + " — Sam Altman, by end of 2025, 95%":                       {Statement: g, Speaker: sam, Deadline: "by end of 2025", Confidence: "95%"},
		g + " – Sam Altman, by end of 2025, 95%":                       {Statement: g, Speaker: sam, Deadline: "by end of 2025", Confidence: "95%"},
		g + "--Sam Altman, 2025":                                       {Statement: g, Speaker: sam, Deadline: "2025"},
		g + "—Sam Altman, 2025":                                        {Statement: g, Speaker: sam, Deadline: "2025"},
		g + " --- Sam Altman, 2025":                                    {Statement: g, Speaker: sam, Deadline: "2025"},
		g + "\n-- Sam Altman,\r\n2025":                                 {Statement: g, Speaker: sam, Deadline: "2025"},
		g + " -- Sam Altman, 95%, 2025":                                {Statement: g, Speaker: sam, Deadline: "2025", Confidence: "95%"},
		g + " -- Sam Altman; open; likely":                             {Statement: g, Speaker: sam, Deadline: "open", Confidence: "likely"},
		g + " -- Sam Altman, before 2030":                              {Statement: g, Speaker: sam, Deadline: "before 2030"},
		g + " -- Sam Altman,, 2025,":                                   {Statement: g, Speaker: sam, Deadline: "2025"},
		g + " -- Theresa May, 2025":                                    {Statement: g, Speaker: "Theresa May", Deadline: "2025"},
		g + " -- May, 2025, may":                                       {Statement: g, Speaker: "May", Deadline: "2025", Confidence: "may"},
		g + " -- Jean-Luc Picard, 2025":                                {Statement: g, Speaker: "Jean-Luc Picard", Deadline: "2025"},
		g + " -- Sam Altman (CEO, OpenAI), 2025":                       {Statement: g, Speaker: "Sam Altman (CEO, OpenAI)", Deadline: "2025"},
		// the comma of a date
		g + " -- Sam Altman, by 2025, said April 24, 2024":        {Statement: g, Speaker: sam, Deadline: "by 2025", SaidOn: "April 24, 2024"},
		g + " -- Sam Altman, said April 24, 2024, by 2025":        {Statement: g, Speaker: sam, Deadline: "by 2025", SaidOn: "April 24, 2024"},
		g + " -- Sam Altman, by December 31, 2025, 95%":           {Statement: g, Speaker: sam, Deadline: "by December 31, 2025", Confidence: "95%"},
		g + " -- Sam Altman, in June, 2025":                       {Statement: g, Speaker: sam, Deadline: "in June, 2025"},
		g + " -- Sam Altman, 2025, said on 24 Apr 2024":           {Statement: g, Speaker: sam, Deadline: "2025", SaidOn: "24 Apr 2024"},
		g + " -- Sam Altman, 2025, on 24 Apr 2024 said":           {Statement: g, Speaker: sam, Deadline: "2025", SaidOn: "24 Apr 2024"},
		g + " -- Sam Altman, on 2025-06-01, said: 2024-04-24":     {Statement: g, Speaker: sam, Deadline: "on 2025-06-01", SaidOn: "2024-04-24"},
		g + " -- Sam Altman, the second half of 2025, via Jo Doe": {Statement: g, Speaker: sam, Deadline: "the second half of 2025", Reporter: "Jo Doe"},
		// the other parts
		g + " -- Sam Altman, 2025, reported by Jo Doe":                              {Statement: g, Speaker: sam, Deadline: "2025", Reporter: "Jo Doe"},
		g + " -- Sam Altman, 2025, according to Jo Doe":                             {Statement: g, Speaker: sam, Deadline: "2025", Reporter: "Jo Doe"},
		g + " -- Sam Altman, 2025, if compute keeps growing":                        {Statement: g, Speaker: sam, Deadline: "2025", Condition: "compute keeps growing"},
		g + " -- Sam Altman, 2025, if more than 50% agree":                          {Statement: g, Speaker: sam, Deadline: "2025", Condition: "more than 50% agree"},
		g + ` -- Sam Altman, 2025, "it will be smarter, I think"`:                   {Statement: g, Speaker: sam, Deadline: "2025", Quote: "it will be smarter, I think"},
		g + ` -- Sam Altman, 2025, “smarter — a lot, by 2024”`:                      {Statement: g, Speaker: sam, Deadline: "2025", Quote: "smarter — a lot, by 2024"},
		g + " -- Sam Altman, 2025, https://example.com/a--b?x=1#top, 95%":           {Statement: g, Speaker: sam, Deadline: "2025", Link: "https://example.com/a--b?x=1#top", Confidence: "95%"},
		g + " -- Sam Altman, 2025, HTTPS://example.com/ #ai":                        {Statement: g, Speaker: sam, Deadline: "2025", Link: "HTTPS://example.com/", Topics: []string{"ai"}},
		g + " -- Sam Altman, 2025, high degree of scientific certainty ≈ 95%":       {Statement: g, Speaker: sam, Deadline: "2025", Confidence: "high degree of scientific certainty ≈ 95%"},
		g + " -- Sam Altman, 2025, almost certainly, 99%":                           {Statement: g, Speaker: sam, Deadline: "2025", Confidence: "almost certainly, 99%"},
		g + " -- Sam Altman, 2025, 99%, almost certainly":                           {Statement: g, Speaker: sam, Deadline: "2025", Confidence: "almost certainly, 99%"},
		g + " -- Sam Altman, 2025 #ai #gpt-4.5 #large_models":                       {Statement: g, Speaker: sam, Deadline: "2025", Topics: []string{"ai", "gpt-4.5", "large_models"}},
		g + " -- Sam Altman #ai, 2025#gpt, #c++.":                                   {Statement: g, Speaker: sam, Deadline: "2025", Topics: []string{"ai", "gpt", "c++"}},
		g + " -- Sam Altman, 2025, via Jo, if x, 0.7, said 2024-04-24, http://a.b/": {Statement: g, Speaker: sam, Deadline: "2025", Reporter: "Jo", Condition: "x", Confidence: "0.7", SaidOn: "2024-04-24", Link: "http://a.b/"},
		// what is in a statement stays in it
		"Issue #1 of C# 12 -- and F# -- is fixed, for 90% -- Jo, 2025": {Statement: "Issue #1 of C# 12 -- and F# -- is fixed, for 90%", Speaker: "Jo", Deadline: "2025"},
		"Models will be 2024–2025-style — big — Sam Altman, 2025":      {Statement: "Models will be 2024–2025-style — big", Speaker: sam, Deadline: "2025"},
		`A 27" screen costs less than 100 -- Jo, 2025`:                 {Statement: `A 27" screen costs less than 100`, Speaker: "Jo", Deadline: "2025"},
		`“An unclosed mark -- Jo, 2025`:                                {Statement: `“An unclosed mark`, Speaker: "Jo", Deadline: "2025"},
		`He said "AGI -- soon" -- Jo, 2025`:                            {Statement: `He said "AGI -- soon"`, Speaker: "Jo", Deadline: "2025"},
		`It is "open -- Jo, 2025, "q"`:                                 {Statement: `It is "open`, Speaker: "Jo", Deadline: "2025", Quote: "q"},
		"A well-known state-of-the-art model wins -- Jo, end-2025":     {Statement: "A well-known state-of-the-art model wins", Speaker: "Jo", Deadline: "end-2025"},
		// Chinese
		"GPT-5会比GPT-4强得多——萨姆·奥尔特曼，2025年底前，95%，说于2024年4月24日 #人工智能":      {Statement: "GPT-5会比GPT-4强得多", Speaker: "萨姆·奥尔特曼", Deadline: "2025年底前", Confidence: "95%", SaidOn: "2024年4月24日", Topics: []string{"人工智能"}},
		"GPT-5会比GPT-4强得多 —— 萨姆，2025年，很可能，2024年4月24日说＃人工智能＃大模型":         {Statement: "GPT-5会比GPT-4强得多", Speaker: "萨姆", Deadline: "2025年", Confidence: "很可能", SaidOn: "2024年4月24日", Topics: []string{"人工智能", "大模型"}},
		"GPT-5会比GPT-4强得多－－萨姆；２０２５年底；９５％":                               {Statement: "GPT-5会比GPT-4强得多", Speaker: "萨姆", Deadline: "２０２５年底", Confidence: "９５％"},
		"模型会更强——萨姆、2030年前、经王小川转述":                                      {Statement: "模型会更强", Speaker: "萨姆", Deadline: "2030年前", Reporter: "王小川"},
		"模型会更强——萨姆，2030年，转述：王小川，如果算力继续增长的话":                            {Statement: "模型会更强", Speaker: "萨姆", Deadline: "2030年", Reporter: "王小川", Condition: "算力继续增长"},
		"模型会更强——萨姆，开放，若算力继续增长，「会更聪明，我想」":                               {Statement: "模型会更强", Speaker: "萨姆", Deadline: "开放", Condition: "算力继续增长", Quote: "会更聪明，我想"},
		"模型会更强——萨姆，无期限，“会更聪明——我想”，http://mp.weixin.qq.com/s?a=b&c=d#e": {Statement: "模型会更强", Speaker: "萨姆", Deadline: "无期限", Quote: "会更聪明——我想", Link: "http://mp.weixin.qq.com/s?a=b&c=d#e"},
		"模型会更强——萨姆，2025年第三季度，很有把握 约90%，在2024年4月24日说的":                  {Statement: "模型会更强", Speaker: "萨姆", Deadline: "2025年第三季度", Confidence: "很有把握 约90%", SaidOn: "2024年4月24日"},
	} {
		got, err := wording.ParseQuickLine(line)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s\n got %+v\nwant %+v\n%v", line, got, want, err)
		}
	}
}

// Each row is a line and the fields and keys of its problems.
const faultyLines = `
 | statement statement_missing
… | statement statement_missing, speaker quick_separator_missing
GPT-5 is better | speaker quick_separator_missing
GPT-5 is better, Sam Altman, 2025 | speaker quick_separator_missing
state-of-the-art in 2024–2025 | speaker quick_separator_missing
see https://example.com/a--b | speaker quick_separator_missing
-- Sam Altman, 2025 | statement statement_missing
GPT-5 is better -- | speaker quick_speaker_missing, deadline deadline_missing
GPT-5 is better -- , 2025 | speaker quick_speaker_missing
GPT-5 is better -- by 2025 | speaker quick_speaker_missing
GPT-5 is better -- 2025, 95% | speaker quick_speaker_missing
GPT-5 is better -- 95%, 2025 | speaker quick_speaker_missing
GPT-5 is better -- said 2024-04-24, 2025 | speaker quick_speaker_missing
GPT-5 is better -- #ai | speaker quick_speaker_missing, deadline deadline_missing
GPT-5 is better -- Sam Altman | deadline deadline_missing
GPT-5 is better -- Sam Altman, 95% | deadline deadline_missing
GPT-5 is better -- Sam Altman, next spring 95% | line quick_part_unknown, deadline deadline_missing
GPT-5 is better -- Sam Altman, by Chinese New Year | deadline date_moves
GPT-5 is better -- Sam Altman, soon, 95% | deadline deadline_vague
GPT-5 is better -- Sam Altman, by 03/04/2025 | deadline date_ambiguous
GPT-5 is better -- Sam Altman, FY26 | deadline date_fiscal_year
GPT-5 is better -- Sam Altman, by 2025-02-30 | deadline date_no_such_day
GPT-5 is better -- Sam Altman, by whenever | deadline deadline_unreadable
GPT-5 is better -- Sam Altman, 2025, 2026 | line quick_twice
GPT-5 is better -- Sam Altman, 2025, 95%, 96% | line quick_twice
GPT-5 is better -- Sam Altman, 2025, likely, very likely | line quick_twice
GPT-5 is better -- Sam Altman, 2025, via A, via B | line quick_twice
GPT-5 is better -- Sam Altman, 2025, 150% | line confidence_range
GPT-5 is better -- Sam Altman, 2025, 95 | line confidence_percent_missing
GPT-5 is better -- Sam Altman, 2025, said 03/04/2024 | line date_ambiguous
GPT-5 is better -- Sam Altman, 2025, said yesterday | line date_unreadable
GPT-5 is better -- Sam Altman, 2025, purple | line quick_part_unknown
GPT-5 is better -- Sam Altman, 2025, purple, green | line quick_part_unknown, line quick_part_unknown
GPT-5 is better -- Sam Altman, purple | line quick_part_unknown, deadline deadline_missing
模型会更强——萨姆，春节前 | deadline date_moves
模型会更强——萨姆，迟早 | deadline deadline_vague
模型会更强——萨姆、李四、2025年 | line quick_part_unknown
`

func TestParseQuickLineRefuses(t *testing.T) {
	for _, row := range rows(faultyLines) {
		_, err := wording.ParseQuickLine(row[0])
		var all ledger.Problems
		if !errors.As(err, &all) {
			t.Errorf("%s: %v", row[0], err)
			continue
		}
		var got []string
		for _, p := range all {
			got = append(got, p.Field+" "+p.Key)
			if p.Code != ledger.Invalid || strings.Contains(p.Message(), "%!") {
				t.Errorf("%s: %s %s", row[0], p.Code, p.Message())
			}
		}
		if strings.Join(got, ", ") != row[1] {
			t.Errorf("%s\n got %s\nwant %s", row[0], strings.Join(got, ", "), row[1])
		}
	}
	if _, err := wording.ParseQuickLine(strings.Repeat("a -- b, ", 2000)); ledger.CodeOf(err) != ledger.Invalid {
		t.Errorf("too long: %v", err)
	}
}

func TestParseQuickLineKeepsWhatItUnderstood(t *testing.T) {
	got, err := wording.ParseQuickLine("GPT-5 is better -- Sam Altman, next spring, 95%, purple #ai")
	want := wording.QuickLine{Statement: "GPT-5 is better", Speaker: "Sam Altman", Deadline: "next spring", Confidence: "95%", Topics: []string{"ai"}}
	if err == nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}
