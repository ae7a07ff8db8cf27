package article

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// turn finds the label of a speaker's turn at the start of a paragraph.
var turn = regexp.MustCompile(`^(\p{Lu}[\p{L}.'’-]*(?: [\p{L}\d][\p{L}\d.'’-]*){0,4}|[\p{Han}·]{1,12}\d?)\s*[:：]\s*`)

// Transcripts write times before what was said, or beside the speaker's name.
var (
	timeFirst = regexp.MustCompile(`^([\[(（【]?)(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,]\d{1,3})?[\])）】]?(?:\s*[-–—]+>?\s*[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])]?)?[\s:：-]*(.*)$`)
	timeLast  = regexp.MustCompile(`^(\p{Lu}[\p{L}.'’ -]{0,40}?(?: ?\d{1,2})?|[\p{Han}·]{1,12} ?\d{0,2})\s*[\[(（]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[\])）]?\s*[:：]?$`)
	nameOnly  = regexp.MustCompile(`^(?:\p{Lu}[\p{L}.'’-]*(?: [\p{Lu}\d][\p{L}\d.'’-]*){0,3}|[\p{Han}·]{2,6} ?\d{0,2})[:：]?$`)
)

// A transcript has at least leastTimes lines with times, which go up, and
// begins near its start.
const (
	leastTimes = 3
	latestZero = 5 * time.Minute
)

// stamped is a line with a time.
type stamped struct {
	at       time.Duration
	label    string
	rest     string
	brackets bool
}

func readStamp(line string) (stamped, bool) {
	if m := timeLast.FindStringSubmatch(line); m != nil {
		return stamped{moment([]string{m[2], m[3], m[4], "000"}), strings.TrimRight(m[1], " "), "", true}, true
	}
	m := timeFirst.FindStringSubmatch(line)
	if m == nil {
		return stamped{}, false
	}
	s := stamped{at: moment([]string{m[2], m[3], m[4], "000"}), rest: m[5], brackets: m[1] != ""}
	if nameOnly.MatchString(s.rest) && columns(s.rest) <= 40 {
		s.label, s.rest = strings.TrimRight(s.rest, ":： "), ""
	}
	return s, true
}

// transcriptOf reads a transcript with times: the lines before the first of
// them, and the cues. ok is false where a text is none.
func transcriptOf(text string) (head string, cues []cue, ok bool) {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	first, count, full := -1, 0, 0
	var last, begin time.Duration
	brackets := false
	for i, raw := range lines {
		line := plain(raw)
		if line != "" {
			full++
		}
		s, is := readStamp(line)
		if !is {
			continue
		}
		if first < 0 {
			first, begin, brackets = i, s.at, s.brackets
		}
		if count > 0 && s.at < last {
			return "", nil, false
		}
		last = s.at
		count++
	}
	if count < leastTimes || count*10 < full || !brackets && begin > latestZero {
		return "", nil, false
	}
	speaker := ""
	for _, raw := range lines[first:] {
		line := plain(raw)
		if line == "" {
			continue
		}
		if s, is := readStamp(line); is {
			if len(cues) > 0 {
				cues[len(cues)-1].end = s.at
			}
			c := cue{start: s.at, end: s.at}
			if s.label != "" && s.label != speaker {
				c.turns, speaker = true, s.label
				c.lines = []string{s.label + ":"}
			}
			if line = s.rest; line == "" {
				cues = append(cues, c)
				continue
			}
			cues = append(cues, c)
		}
		c := &cues[len(cues)-1]
		if turn.MatchString(line) {
			c.turns = true
		}
		if n := len(c.lines); n == 1 && strings.HasSuffix(c.lines[0], ":") && c.turns && speaker+":" == c.lines[0] {
			c.lines[0] = speaker + colonFor(line) + line
		} else {
			c.lines = append(c.lines, line)
		}
	}
	return strings.Join(lines[:first], "\n"), slices.DeleteFunc(cues, func(c cue) bool { return len(c.lines) == 0 }), true
}

// ownParagraphs is the average length from which what follows one time is a
// paragraph of its own.
const ownParagraphs = 150

func (a *Article) readTranscript(head string, cues []cue) error {
	length := 0
	for i := range cues {
		length += utf8.RuneCountInString(joinLines(cues[i].lines))
	}
	if length > ownParagraphs*len(cues) {
		for i := range cues {
			cues[i].turns = true
		}
	}
	blocks, t := takeHead(plainBlocks(head), anyLine)
	a.use(t)
	return a.finish(append(blocks, joinCues(cues)...), t["lang"])
}

var bracketTime = regexp.MustCompile(`^[\[(（【](?:(\d{1,2}):)?(\d{1,2}):(\d{2})[\])）】][\s:：-]*`)

// takeTimes takes the times off paragraphs that begin with one, where several
// do: "[12:34] And then…".
func takeTimes(blocks []block) {
	var timed []int
	for i, b := range blocks {
		if len(b.lines) > 0 && bracketTime.MatchString(b.lines[0]) && len(b.marks) == 0 {
			timed = append(timed, i)
		}
	}
	if len(timed) < leastTimes {
		return
	}
	for _, i := range timed {
		b := &blocks[i]
		m := bracketTime.FindStringSubmatch(b.lines[0])
		b.lines = nonEmpty(append([]string{b.lines[0][len(m[0]):]}, b.lines[1:]...)...)
		at := moment([]string{m[1], m[2], m[3], "000"})
		b.timeCode = timeCode(at)
		b.mark(0, at)
	}
}

// mainSpeaker is the one whose turns make up most of a transcript, those who
// ask left out; or empty, if there is no such one.
func mainSpeaker(blocks []block) string {
	askers := data().Title.Askers
	said := map[string]int{}
	who, turns, all := "", 0, 0
	for _, b := range blocks {
		t := b.text()
		if m := turn.FindStringSubmatch(t); m != nil {
			who = m[1]
			turns++
		}
		if who != "" && !slices.Contains(askers, strings.ToLower(who)) {
			n := utf8.RuneCountInString(t)
			said[who] += n
			all += n
		}
	}
	if turns < 3 {
		return ""
	}
	for name, n := range said {
		if n*10 >= all*7 && isPerson(name) {
			return properCase(name)
		}
	}
	return ""
}

// isPerson tells whether a label is a name: of two words, or of a Chinese
// family name with what follows it.
func isPerson(label string) bool {
	rules := titles()
	return rules.person.MatchString(properCase(label)) && rules.isName(properCase(label))
}

// properCase writes SAM ALTMAN as a name is written.
func properCase(name string) string {
	if strings.ToUpper(name) != name {
		return name
	}
	parts := strings.Fields(name)
	for i, p := range parts {
		_, size := utf8.DecodeRuneInString(p)
		parts[i] = p[:size] + strings.ToLower(p[size:])
	}
	return ledger.Line(strings.Join(parts, " "))
}
