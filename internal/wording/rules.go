package wording

import "slices"

// deadlineRules is the grammar of deadlines, tried from the top.
// Where readers differ there is one answer: what is due "by", "in" or "within"
// a period is due when the period ends, what is due "before" it (前, 以前) is
// due when the period before it ends, and "before the end of" a period, 年底前,
// is due when the period ends.
var deadlineRules = slices.Concat(aroundPeriod, periods)

// aroundPeriod are the rules for the words around a period, which they leave
// to the rules below them; {by}, {before} and the other lists are in
// data/deadlines.yaml.
var aroundPeriod = []rule{
	{
		name: "by",
		en:   []string{`(?:{by} )?(?:the )?{period},? {within}`, `{by}(?: the)? {period}`, `the {period}`},
		zh:   []string{`{by}?{period}{within}`, `{by}{period}`},
		read: readInner,
	},
	{
		name: "before",
		en:   []string{`{before}(?: the)? {period}`},
		zh:   []string{`{period}{before}`, `{sooner}{period}`},
		read: readBefore,
	},
	{
		name: "end of",
		en:   []string{`{year_end}(?: of|,)? {period}`, `{period}(?:'s)?,? {year_end}`},
		zh:   []string{`{period}{year_end}`},
		read: readYearEnd,
	},
	{
		name: "end of",
		en:   []string{`{end} ?(?:the )?{period}`, `{period}(?:'s)? end`},
		zh:   []string{`{period}{end}`},
		read: readEnd,
	},
}

// periods are the rules for days, months, quarters, halves and years.
var periods = []rule{
	{name: "iso day", en: []string{`{year}[-/.]{month}[-/.]{day}`, `(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)`}, read: readDay},
	{
		name: "day",
		en: []string{
			`(?:the )?{day}(?:st|nd|rd|th)?(?: of)?[ -]?{monthname}(?:, ?|[ -]){year}`,
			`{monthname}(?: the)? ?{day}(?:st|nd|rd|th)?(?:, ?| ){year}`,
			`{year}(?:, ?|[ -]){monthname}[ -]{day}(?:st|nd|rd|th)?`,
		},
		zh:   []string{`{year}年{month}月{day}[日号]?`},
		read: readDay,
	},
	{name: "numeric day", en: []string{`(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.]{year}`}, read: readNumericDay},

	{
		name: "month",
		en: []string{
			`{year}[-/.]{month}`, `{month}[-/.]{year}`,
			`(?:the month of )?{monthname}(?:, ?| of |[ -]){year}`, `{year}(?:, ?|[ -]){monthname}`,
		},
		zh:   []string{`{year}年{month}月份?`},
		read: readMonth,
	},
	{
		name: "quarter",
		en: []string{
			`q{nth}(?: of |, ?|[ /-])?{year}`, `{nth}q(?: of |, ?|[ /-])?{year}`, `{year}(?:'s |, ?|[ /-])?q{nth}`, `{year}[ -]?{nth}q`,
			`{nth}[ -]quarter(?: of|,| in)?(?: the year)? {year}`, `{year}(?:'s|,)? {nth}[ -]quarter`, `quarter {nth}(?: of|,)? {year}`,
		},
		zh:   []string{`{year}年?的?第?{nth}个?季度?`, `{year}年q{nth}`},
		read: readQuarter,
	},
	{
		name: "half",
		en: []string{
			`h{nth}(?: of |, ?|[ /-])?{year}`, `{nth}h(?: of |, ?|[ /-])?{year}`, `{year}(?:'s |, ?|[ /-])?h{nth}`, `{year}[ -]?{nth}h`,
			`{nth}[ -]half(?: of|,| in)?(?: the year)? {year}`, `{year}(?:'s|,)? {nth}[ -]half`,
		},
		zh:   []string{`{year}年?的?{half}半年?`, `{year}年h{nth}`},
		read: readHalf,
	},
	{
		name: "year",
		en:   []string{`{year}`, `(?:calendar )?year(?: of)? {year}`},
		zh:   []string{`{year}年度?`, `{year}年年内`, `{year}年(?:全年|整年|一年)`},
		read: readYear,
	},
}
