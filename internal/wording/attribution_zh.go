package wording

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// chineseForms are the patterns of Chinese attributions.
type chineseForms struct {
	verb    *regexp.Regexp // any verb of saying, holding or planning
	masks   *regexp.Regexp
	around  []*regexp.Regexp
	between *regexp.Regexp // at the end of the words before a verb
	lead    *regexp.Regexp
	tail    *regexp.Regexp
	named   *regexp.Regexp // a role with a name behind it
	subject *regexp.Regexp // one at the beginning of a clause that goes on
	titled  *regexp.Regexp // a name with a title behind it
}

func compileChinese(words speakerData) chineseForms {
	f := chineseForms{
		verb:    regexp.MustCompile(anyOf(append(append([]string{}, words.Say.ZH...), words.Plan.ZH...))),
		masks:   regexp.MustCompile(strings.Join(words.Masks.ZH, "|")),
		between: regexp.MustCompile(`^(.+?)(?:` + strings.Join(words.Between.ZH, "|") + `)*$`),
		lead:    regexp.MustCompile(`^(?:` + strings.Join(words.Lead.ZH, "|") + `)`),
		tail:    regexp.MustCompile(`(?:` + strings.Join(words.Tail.ZH, "|") + `)$`),
		named:   regexp.MustCompile(`^(.*(?:` + anyOf(words.RoleEnds) + `))([` + words.Surnames + `]\p{Han}{1,2}|\p{Han}{1,7}·[\p{Han}·]{1,12})$`),
		subject: regexp.MustCompile(`^(.{1,24}?(?:` + anyOf(words.Agents.ZH) + `|[\p{Han}·]·[\p{Han}]{1,8}|^[` + words.Surnames + `]\p{Han}{1,2}|[A-Za-z]))(?:在|于|对|向|近日|日前|今日|昨日|周[一二三四五六日天]|当天|出席|接受|发布|发表|参加|召开|上调|下调|调[高低]|表现|态度|更|则|也|维持|公布|举行|警告|看|给)`),
		titled:  regexp.MustCompile(`^([` + words.Surnames + `]\p{Han}{0,2})(?:` + anyOf(words.Honorifics.ZH) + `)$`),
	}
	for _, p := range words.Around {
		f.around = append(f.around, compile(p, map[string]string{"x": `(?P<x>[^,。:;"“”]{1,30}?)`}))
	}
	return f
}

const endsClauseZH = ",。:;!?“”\"_—…"

// attributedZH finds the places that say who said something. masked is a sentence
// without what stands in quotation marks.
func attributedZH(masked string) (found []attributed) {
	f := attributionPatterns().chinese
	plan := speakerWords().Plan.ZH
	hidden := f.masks.ReplaceAllStringFunc(masked, func(w string) string { return strings.Repeat("_", len(w)) })
	for _, m := range f.verb.FindAllStringIndex(hidden, -1) {
		verb := masked[m[0]:m[1]]
		from := 0
		if i := strings.LastIndexAny(masked[:m[0]], endsClauseZH); i >= 0 {
			_, size := utf8.DecodeRuneInString(masked[i:])
			from = i + size
		}
		if strings.HasPrefix(masked[m[1]:], "的") || strings.HasSuffix(masked[:m[0]], "的") && !slices.Contains([]string{"说", "称"}, verb) {
			continue
		}
		single := utf8.RuneCountInString(verb) == 1
		next, _ := utf8.DecodeRuneInString(masked[m[1]:])
		if single && strings.ContainsRune("道料指想猜讲写", lastRune(verb)) && !strings.ContainsRune(",:“", next) {
			continue
		}
		segment := masked[from:m[0]]
		name, role, skip := subjectZH(segment)
		if name == "" && strings.TrimSpace(f.lead.ReplaceAllString(segment, "")) == "" {
			name, role, skip, from = subjectBefore(masked, from)
		}
		if name == "" || !speaksZH(name, verb, segment == "" || from+skip+len(name) == m[0]) {
			continue
		}
		end := m[1]
		for strings.HasPrefix(masked[end:], "了") || strings.HasPrefix(masked[end:], "过") {
			end += len("了")
		}
		if strings.HasPrefix(masked[end:], ",") || strings.HasPrefix(masked[end:], ":") {
			end++
		}
		found = append(found, attributed{attribution{name: name, role: role, plan: slices.Contains(plan, verb), first: firstPerson(name)}, from + skip, end})
	}
	for _, re := range f.around {
		for _, m := range re.FindAllStringSubmatchIndex(hidden, -1) {
			x := re.SubexpIndex("x")
			name, role, _ := subjectZH(masked[m[2*x]:m[2*x+1]])
			if name == "" || !canHold(name) && !strings.ContainsFunc(name, unicode.IsUpper) && titledName(name) == "" {
				continue
			}
			from := m[0]
			if r := strings.IndexAny(masked[from:from+1], ",;:"); r == 0 {
				from++
			}
			found = append(found, attributed{attribution{name: name, role: role, first: firstPerson(name)}, from, m[1]})
		}
	}
	// X：“…” and “…”——X
	for _, m := range colonQuote.FindAllStringSubmatchIndex(masked, -1) {
		if name, role, skip := subjectZH(masked[m[2]:m[3]]); name != "" && (canHold(name) || titledName(name) != "" || plain(name)) {
			found = append(found, attributed{attribution{name: name, role: role}, m[2] + skip, m[3] + 1})
		}
	}
	if m := dashName.FindStringSubmatchIndex(masked); m != nil {
		if name, role, _ := subjectZH(masked[m[2]:m[3]]); name != "" {
			found = append(found, attributed{attribution{name: name, role: role}, m[0] + len("”"), m[1]})
		}
	}
	slices.SortStableFunc(found, func(a, b attributed) int { return a.from - b.from })
	return nestedZH(masked, found)
}

var (
	colonQuote = regexp.MustCompile(`(?:^|[,。;])([^,。;:“”_]{2,20}):“`)
	dashName   = regexp.MustCompile(`”\s*(?:——|—|--|-)\s*([^,。“”]{2,20})$`)
)

// nestedZH leaves out who only passes on what the next one holds: 数据显示，
// 交易员认为.
func nestedZH(masked string, found []attributed) []attributed {
	for len(found) > 1 && !found[1].plan && !found[1].first && pronounOf(found[1].name) == "" &&
		found[0].to <= found[1].from && lengthOf(masked[found[0].to:found[1].from]) < 3 && canHold(found[1].name) {
		found = found[1:]
	}
	return found
}

// subjectBefore is the subject of the clause before a verb that has none of its
// own: 央行行长周四出席论坛，称….
func subjectBefore(masked string, from int) (name, role string, skip, at int) {
	if from == 0 || masked[from-1] != ',' {
		return "", "", 0, from
	}
	start := 0
	if i := strings.LastIndexAny(masked[:from-1], endsClauseZH); i >= 0 {
		_, size := utf8.DecodeRuneInString(masked[i:])
		start = i + size
	}
	before := masked[start : from-1]
	cut := leadZH(before)
	if m := attributionPatterns().chinese.subject.FindStringSubmatch(before[cut:]); m != nil {
		if name, role, skip = subjectZH(m[1]); name != "" {
			return name, role, cut + skip, start
		}
	}
	return "", "", 0, from
}

func leadZH(s string) int {
	cut := len(s) - len(strings.TrimLeft(s, " "))
	for range 4 {
		n := len(attributionPatterns().chinese.lead.FindString(s[cut:]))
		if n == 0 || cut+n >= len(s) {
			break
		}
		cut += n
	}
	return cut
}

// adverbsZH stand between a name and a verb.
const adverbsZH = "也又还曾仍则都均就便才再更亦已并"

var brackets = regexp.MustCompile(`\([^()]*\)`)

// subjectZH takes from the words before a verb who it is that speaks: 民调专家
// 李文在会上 is 李文.
func subjectZH(segment string) (name, role string, skip int) {
	f := attributionPatterns().chinese
	skip = leadZH(segment)
	for skip < len(segment) && segment[skip] == ' ' {
		skip++
	}
	s := strings.TrimSpace(brackets.ReplaceAllString(segment[skip:], ""))
	if r := []rune(s); titledName(s) == s && len(r) > 1 && !strings.ContainsRune(adverbsZH, r[len(r)-1]) { // 王刚, not 王 with 刚
		return s, s, skip
	}
	if m := f.between.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	s = strings.Trim(f.tail.ReplaceAllString(s, ""), `"“”*,. :`)
	if rest, ok := strings.CutPrefix(s, "有"); ok && canHoldEnd(rest) && s != "有人" && utf8.RuneCountInString(rest) > 1 {
		s, skip = rest, skip+len("有")
	}
	words := speakerWords()
	size := utf8.RuneCountInString(s)
	if s == "" || size > 36 || slices.Contains(words.Nobody, s) || isNumber(s) {
		return "", "", 0
	}
	if firstPerson(s) || pronounOf(s) != "" {
		return s, "", skip
	}
	for _, he := range []string{"他们", "她们", "他", "她"} {
		if strings.HasPrefix(s, he) && !strings.Contains(s, "的") && !strings.Contains(s, "们") {
			return he, "", skip
		}
		if s == he {
			return he, "", skip
		}
	}
	starts := func(w string) bool { return hasHan(w) && strings.HasPrefix(s, w) }
	if slices.ContainsFunc(words.NeverFirst.ZH, starts) ||
		slices.ContainsFunc(words.NobodyInside.ZH, func(w string) bool { return strings.Contains(s, w) }) ||
		size == 1 && hasHan(s) {
		return "", "", 0
	}
	if m := latinName.FindString(s); m != "" && (hasHan(s) || personIn(s) != "") {
		return strings.TrimSpace(m), s, skip
	}
	if m := f.named.FindStringSubmatch(s); m != nil && !canHoldEnd(m[2]) {
		return m[2], s, skip
	}
	if i := strings.LastIndex(s, "、"); i >= 0 { // 教授、博导李文
		if alone, _, _ := subjectZH(s[i+len("、"):]); alone != "" && len(alone) < len(s[i:])-len("、") {
			return alone, s, skip
		}
	}
	if alone := titledName(s); utf8.RuneCountInString(alone) > 1 {
		return alone, s, skip
	}
	return s, s, skip
}

var latinName = regexp.MustCompile(`\p{Lu}[\pL'.-]+(?: (?:de|van|von|der|da|del|bin|al) ?)?(?: \p{Lu}[\pL'.-]*)+ ?$`)

// titledName is the name in 李文博士, or "".
func titledName(s string) string {
	f := attributionPatterns().chinese
	if m := f.titled.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	if r := []rune(s); len(r) >= 2 && len(r) <= 3 && strings.ContainsRune(speakerWords().Surnames, r[0]) {
		return s
	}
	return ""
}

// speaksZH tells whether somebody of this name can do what the verb says:
// 公司预计, but not 成本预计. beside tells that they stand side by side.
func speaksZH(name, verb string, beside bool) bool {
	if firstPerson(name) || pronounOf(name) != "" || titledName(name) != "" || strings.Contains(name, "·") || unicode.Is(unicode.Latin, lastRune(name)) {
		return true
	}
	if canHold(name) {
		return true
	}
	words := speakerWords()
	if slices.Contains(words.Plan.ZH, verb) || !slices.Contains(words.Spoken, verb) {
		return false
	}
	return utf8.RuneCountInString(name) <= 14 && (beside || utf8.RuneCountInString(name) <= 8)
}

// canHold tells whether a Chinese name ends as those of people and firms do.
func canHold(name string) bool {
	return firstPerson(name) || pronounOf(name) != "" || canHoldEnd(name) || hasHan(name) && unicode.IsUpper(lastRune(name))
}

func canHoldEnd(name string) bool {
	return slices.ContainsFunc(speakerWords().Agents.ZH, func(end string) bool { return strings.HasSuffix(name, end) })
}
