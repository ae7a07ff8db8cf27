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
		// "The next year" is the twelve months from now on, "next year" the one
		// after this.
		name: "within a span",
		en:   []string{`(?:{inside} )?the {nearby} (?:full )?(?P<unit>day|week|fortnight|month|year|decade|century)`, `(?:{inside}) {nearby} (?P<unit>decade)`},
		read: readSpan,
	},
	{
		// "As early as 2027" is due with 2027: it names no other end.
		name: "by",
		en:   []string{`{earliest} {period}`, `{earliest} the {period}`},
		zh:   []string{`{earliest}{period}`},
		read: readInner,
	},
	{
		name: "by",
		en:   []string{`(?:{by} )?(?:the )?{period},? {within}`, `{by} {period}`, `{by} the {period}`, `the {period}`},
		zh:   []string{`{by}?{period}{within}`, `{by}{period}`},
		read: readInner,
	},
	{
		name: "before",
		en:   []string{`{before} {period}`, `{before} the {period}`},
		zh:   []string{`{period}{before}`, `{sooner}{period}`},
		read: readBefore,
	},
	{name: "end of", en: []string{`before {period}(?:'s| is) (?:out|over|up)`, `before {period} (?:ends|comes to an end|closes)`}, read: readEnd},
	{
		name: "range",
		en: []string{
			`(?:(?:between|from) )?(?:the )?(?P<a>.+?)(?: and | to | through | until | or |(?P<hyphen> ?[-/] ?))(?:the )?(?P<b>.+)`,
		},
		zh:   []string{`从?(?P<a>.+?)(?:到|至|或者?|~|(?P<hyphen>-))(?P<b>.+?)(?:之?间|期间)?`},
		read: readRange,
	},
	{
		name: "end of",
		en:   []string{`{year_end}(?: of|,)? {period}`, `{period}(?:'s)?,? {year_end}`},
		zh:   []string{`{period}的?{year_end}`},
		read: readYearEnd,
	},
	{
		name: "end of",
		en:   []string{`{end} ?{period}`, `{end} ?the {period}`, `{period}(?:'s)? end`},
		zh:   []string{`{period}的?{end}`},
		read: readEnd,
	},
	{
		name: "early",
		en:   []string{`{early} ?(?:of )?{period}`, `{early} ?(?:of )?the {period}`},
		zh:   []string{`{period}的?{early}`},
		read: readEarly,
	},
	{
		name: "mid",
		en:   []string{`{mid} ?(?:of )?{period}`, `{mid} ?(?:of )?the {period}`},
		zh:   []string{`{period}的?{mid}`},
		read: readMid,
	},
	{name: "third", zh: []string{`{period}的?(?P<third>[上中下])旬`}, read: readThird},
	{name: "week of", en: []string{`{nth} week (?:of|in) {period}`}, zh: []string{`{period}的?第{nth}个?(?:周|星期)`}, read: readWeekOf},
	{
		name: "half of",
		en:   []string{`{nth}[ -]half of {period}`, `{nth}[ -]half of the {period}`},
		zh:   []string{`{period}的?{half}半叶?`},
		read: readHalfOf,
	},
}

// The words of a span: how many, of what.
const (
	anySpan = `(?P<count>(?:\d+(?:\.\d+)?|{enumber})(?:(?: to | or |-| and | ?- ?)(?:\d+(?:\.\d+)?|{enumber}))?(?: and a half)?)[ -]?(?:more |short |calendar |full |whole )?{unit}s?(?P<plushalf> and a half)?`
	hanSpan = `(?P<count>(?:\d+(?:\.\d+)?|[{counting}几数]+[多来余]?|若干|半)(?:(?:到|至|-|~|或)(?:\d+(?:\.\d+)?|[{counting}几]+))?[多来余]?)个?(?P<plushalf>半)?{unit}(?:的)?`
	hanBoth = `(?P<count>[\d{counting}几]+(?:年|个月|周|天)(?:到|至|-)[\d{counting}几]+)个?{unit}`
	hanHalf = `(?P<count>(?:\d+|[{counting}几]+))个?{unit}(?P<plushalf>半)`
)

// periods are the rules for the periods themselves.
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
		name: "day",
		en: []string{
			`(?:the )?{day}(?:st|nd|rd|th)?(?: of)?[ -]?{monthname}(?:(?:, ?| | of ){yearof})?`,
			`{monthname}(?: the)? ?{day}(?:st|nd|rd|th)?(?:(?:, ?| | of ){yearof})?`,
			`{yearof}(?:, ?| | on ){monthname} {day}(?:st|nd|rd|th)?`,
		},
		zh:   []string{`{yearof}?{month}月{day}[日号]?`},
		read: readYearDay,
	},
	{name: "holiday", en: []string{`{holiday}(?:(?:,? | of ){yearof})?`}, zh: []string{`{yearof}?的?{holiday}`}, read: readHoliday},
	{name: "day", en: []string{`(?:the )?{day}(?:st|nd|rd|th)`}, zh: []string{`{relmonth}{day}[日号]`}, read: readMonthDay},
	{name: "holiday", en: []string{`(?P<rel>next|this) {holiday}`}, read: readNextHoliday},
	{name: "day", en: []string{`{dayword}`}, zh: []string{`{dayword}`}, read: readDayWord},
	{
		name: "weekday",
		en: []string{
			`{weekday}`, `(?:this|this coming|the coming) {weekday}`, `{weekday},? {relweek}`, `{weekday} of {relweek}`,
		},
		zh:   []string{`(?:周|星期|礼拜){weekday}`, `{relweek}的?(?:周|星期|礼拜)?{weekday}`},
		read: readWeekday,
	},
	{name: "weekday", en: []string{`(?P<rel>next|last) {weekday}`}, read: readNextWeekday},
	{name: "weekend", en: []string{`(?:the|this) weekend`, `(?P<rel>next|last) weekend`, `weekend`}, zh: []string{`周末`, `{relweek}末`, `{relweek}周末`, `这个?周末|本周末`}, read: readNextWeekend},

	{
		name: "month",
		en: []string{
			`{year}[-/.]{month}`, `{month}[-/.]{year}`,
			`(?:the month of )?{monthname}(?:(?:, ?| of |[ -]){yearof})?`, `{yearof}(?:, ?|[ -]|'s | in ){monthname}`,
		},
		zh:   []string{`{yearof}?的?{month}月份?`},
		read: readMonth,
	},
	{name: "month", en: []string{`(?P<rel>this|next|last|this coming) {monthname}`}, read: readNextMonth},
	{
		name: "quarter",
		en: []string{
			`q{nth}(?: of |, ?|[ /-])?{year}`, `{nth}q(?: of |, ?|[ /-])?{year}`, `{year}(?:'s |, ?|[ /-])?q{nth}`, `{year}[ -]?{nth}q`,
			`q{nth}(?:(?: of |, ?| ){yearof})?`, `{yearof}(?:'s)? q{nth}`,
			`(?:calendar )?{nth}[ -]quarter(?:(?: of|,| in)?(?: the year)? {yearof})?`, `{yearof}(?:'s|,)? {nth}[ -]quarter`, `quarter {nth}(?:(?: of|,)? {yearof})?`,
		},
		zh:   []string{`(?:{year}年?|{yearof})的?第?{nth}个?季度?`, `{yearof}的?第?{nth}个?季度?`, `第{nth}个?季度?`, `{nth}季度`, `{yearof}?q{nth}`},
		read: readQuarter,
	},
	{
		name: "half",
		en: []string{
			`h{nth}(?: of |, ?|[ /-])?{year}`, `{nth}h(?: of |, ?|[ /-])?{year}`, `{year}(?:'s |, ?|[ /-])?h{nth}`, `{year}[ -]?{nth}h`,
			`h{nth}(?:(?: of |, ?| ){yearof})?`, `{yearof}(?:'s)? h{nth}`,
			`{nth}[ -]half(?:(?: of|,| in)?(?: the year)? {yearof})?`, `{yearof}(?:'s|,)? {nth}[ -]half`, `(?:the )?back half(?: of)? {yearof}`,
		},
		zh:   []string{`{yearof}?的?{half}半年?`, `{yearof}h{nth}`},
		read: readHalf,
	},
	{
		name: "season",
		en:   []string{`{season}(?:(?: of |, ?| ){yearof})?`, `{yearof}(?:'s)? {season}`},
		zh:   []string{`{yearof}?的?{season}`},
		read: readSeason,
	},
	{name: "season", en: []string{`(?P<rel>this|next|last|this coming) {season}`}, zh: []string{`(?P<rel>今|明|来|去|当){season}`}, read: readNextSeason},
	{
		name: "year",
		en:   []string{`{yearof}`, `(?:calendar )?year(?: of)? {year}`, `(?:calendar )(?:year )?{year}`},
		zh:   []string{`{yearof}度?`, `{yearof}年?内`, `{yearof}(?:全年|整年|一年)`},
		read: readYear,
	},
	{name: "month", zh: []string{`月内`}, read: readThisMonth},
	{name: "year", zh: []string{`年内`, `年度内`}, en: []string{`later this year`}, read: readThisYear},
	{
		name: "end of",
		en:   []string{`(?:the )?(?:year[- ]?end|year's end|end of year|eoy)`, `(?P<m>month[- ]end|eom|end of month)`, `(?P<q>quarter[- ]end|eoq|end of quarter)`},
		zh:   []string{`年[底末终]|岁末`, `(?P<m>月[底末])`, `(?P<q>季度?[底末])`},
		read: readThisEnd,
	},
	{name: "early year", zh: []string{`年初`}, read: readBareEarly},
	{name: "mid year", zh: []string{`年中`}, en: []string{`mid-?year`}, read: readBareMid},
	{name: "third of month", zh: []string{`(?P<third>[上中下])旬`, `月(?P<third>[初中])`}, read: readBareThird},
	{
		name: "decade",
		en:   []string{`(?P<tens>\d{3}0)'?s`},
		zh:   []string{`(?P<tens>\d{4}|[{numerals}]{4})年代`, `(?:{relcentury}|(?P<cent>\d\d|[{counting}]{2,3})世纪)(?P<tens>\d0|[{counting}]{1,2})年代`, `(?P<lone>)(?P<tens>\d0|[{counting}]{2})年代`},
		read: readDecade,
	},
	{
		name: "century",
		en:   []string{`(?:the )?(?P<cent>\d\d)(?:st|nd|rd|th)[ -]century`},
		zh:   []string{`(?P<cent>\d\d|[{counting}]{2,3})世纪`},
		read: readCentury,
	},
	{name: "century", en: []string{`century`}, zh: []string{`世纪`}, read: readThisCentury},
	{name: "early century", en: []string{`turn of the century`}, zh: []string{`世纪之交`}, read: readTurn},
	{name: "week", en: []string{`{relweek}`}, zh: []string{`{relweek}内?`}, read: readRelative},
	{name: "month", en: []string{`{relmonth}`}, zh: []string{`{relmonth}内?`, `(?P<relmonth>当月)`}, read: readRelative},
	{name: "quarter", en: []string{`{relquarter}`}, zh: []string{`{relquarter}内?`}, read: readRelative},
	{name: "half", en: []string{`{relhalf}`}, zh: []string{`{relhalf}`}, read: readRelative},
	{name: "decade", en: []string{`{reldecade}`}, zh: []string{`{reldecade}`}, read: readRelative},
	{name: "century", en: []string{`{relcentury}`}, zh: []string{`{relcentury}`}, read: readRelative},
	{
		name: "year after",
		en:   []string{`(?:about |around )?this time (?:{relyear}|{relmonth}|{relweek})`, `(?:this|same) time (?:{relyear}|{relmonth}|{relweek})`},
		zh:   []string{`{relyear}的?(?:此时|这个时候|这时|今天|今日|同期)`},
		read: readThisTime,
	},
	{
		name: "after a span",
		en: []string{
			`(?:in |by |after )?(?:about |around |roughly |some |maybe |perhaps |just |only )?` + anySpan + `'? (?:or so |time )?{hence}`,
			`in (?:about |around |roughly |just )?` + anySpan + `'?s? time`,
			`after (?:the next |another |about |around )?` + anySpan,
		},
		zh:   []string{`(?:在|再过|过|大约|大概|约)?` + hanSpan + `(?:左右|时间)?{hence}`, `(?:在|再过|过)?` + hanHalf + `(?:左右|时间)?{hence}`, `(?:再过|过)` + hanSpan, `(?:再过|过)` + hanHalf},
		read: readPoint,
	},
	{
		name: "within a span",
		en: []string{
			`{inside} (?:about |around |roughly |approximately |just |only |maybe |perhaps |another |less than |under |at most |as little as |no more than )?(?:the )?(?:{nearby} )?(?:about |around |roughly )?` + anySpan + `'?(?: {around_span})?`,
			`(?:the )?{nearby} (?:about |around |roughly )?` + anySpan + `(?: {around_span})?`,
			`(?:takes?|taking|give (?:it|them|us)) (?:about |around |at least |up to )?` + anySpan,
			`(?:less than|under|at most|no more than|not more than) ` + anySpan + `(?: {hence})?`,
		},
		zh: []string{
			`{inside}*` + hanBoth + `(?:后|{within})?`,
			`{inside}*` + hanSpan + `{around_span}?{within}`, `{inside}*` + hanHalf + `{around_span}?{within}`,
			`{inside}+` + hanSpan + `{around_span}?`, `{inside}+` + hanHalf + `{around_span}?`,
		},
		read: readSpan,
	},
	{name: "within a span", en: []string{anySpan}, zh: []string{hanSpan, hanHalf}, read: readLoneSpan, alone: true},
	{name: "ago", en: []string{anySpan + ` {ago}`, `(?:the )?(?:last|past|previous) ` + anySpan}, zh: []string{hanSpan + `{ago}`, `(?:过去|近)` + hanSpan}, read: readAgo},
}
