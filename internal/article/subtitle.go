package article

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"foresaid/internal/wording"
)

// cue is what is said from one moment to another.
type cue struct {
	start, end time.Duration
	lines      []string
	turns      bool // another person speaks from here on
}

var (
	timing     = regexp.MustCompile(`^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s*-->\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})`)
	isSubRip   = regexp.MustCompile(`^\s*\d+\s*\r?\n\s*\d{1,3}:\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s`)
	cueNumber  = regexp.MustCompile(`^\s*\d+\s*$`)
	voice      = regexp.MustCompile(`<v(?:\.[^\s>]*)?\s+([^>]+)>`)
	cueTag     = regexp.MustCompile(`</?[A-Za-z][^>]*>|<\d[\d:.]*>|</>|\{\\[^}]*\}`)
	sound      = regexp.MustCompile(`\[[^\]]{1,40}\]|【[^】]{1,20}】|^[(（][^)）]{1,40}[)）]$|[♪♫♬]+`)
	newTurn    = regexp.MustCompile(`^(?:>>+|&gt;&gt;|[-–—]\s)\s*`)
	capsLabel  = regexp.MustCompile(`^\p{Lu}[\p{Lu}.'’ -]{1,40}:\s`)
	fileSuffix = regexp.MustCompile(`(?i)\.(?:srt|vtt|[a-z]{2}(?:-[a-z]{2,4})?|auto|orig)$`)
)

// looksLikeSubtitles tells SubRip and WebVTT by how they begin.
func looksLikeSubtitles(text string) bool {
	return strings.HasPrefix(text, "WEBVTT") || isSubRip.MatchString(text)
}

// readSubtitles reads SubRip or WebVTT. Their title is what the file is called.
func (a *Article) readSubtitles(name, text string) error {
	title := path.Base(name)
	for range 3 {
		title = fileSuffix.ReplaceAllString(title, "")
	}
	if a.Title = plain(strings.ReplaceAll(title, "_", " ")); a.Title == "." || !says(a.Title) {
		a.Title = ""
	}
	blocks := joinLanguages(unroll(cuesOf(text)))
	a.Kind = titles().kindOf(bareTitle(a.Title), "")
	if a.Kind == "" {
		a.Kind = "talk"
	}
	return a.keep(blocks, "")
}

// cuesOf reads the cues. Whatever stands outside of them (numbers, notes,
// styles) is no text.
func cuesOf(text string) []cue {
	var cues []cue
	inside := false
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if m := timing.FindStringSubmatch(line); m != nil {
			if inside { // no empty line before: the number of this cue is its last
				last := &cues[len(cues)-1]
				if n := len(last.lines); n > 0 && cueNumber.MatchString(last.lines[n-1]) {
					last.lines = last.lines[:n-1]
				}
			}
			cues = append(cues, cue{start: moment(m[1:5]), end: moment(m[5:9])})
			inside = true
			continue
		}
		if strings.TrimSpace(line) == "" {
			inside = false
		}
		if inside {
			last := &cues[len(cues)-1]
			last.lines = append(last.lines, line)
		}
	}
	var kept []cue
	speaker := ""
	for _, c := range cues {
		kept = append(kept, c.parted(&speaker)...)
	}
	return kept
}

// moment reads hours, minutes, seconds and a fraction.
func moment(parts []string) time.Duration {
	var n [4]int
	for i, p := range parts {
		for _, digit := range p {
			n[i] = n[i]*10 + int(digit-'0')
		}
	}
	for range 3 - len(parts[3]) {
		n[3] *= 10
	}
	return time.Duration(n[0])*time.Hour + time.Duration(n[1])*time.Minute + time.Duration(n[2])*time.Second + time.Duration(n[3])*time.Millisecond
}

// parted cleans the lines of a cue, and makes two of one in which another
// person begins to speak. speaker is the one before, and becomes the last one.
func (c cue) parted(speaker *string) []cue {
	at := cue{start: c.start, end: c.end}
	var all []cue
	for _, line := range c.lines {
		label := ""
		if m := voice.FindStringSubmatch(line); m != nil {
			if label = plain(html.UnescapeString(m[1])); label == *speaker {
				label = ""
			} else {
				*speaker = label
			}
		}
		line = plain(html.UnescapeString(cueTag.ReplaceAllString(line, " ")))
		turns := newTurn.MatchString(line)
		line = plain(sound.ReplaceAllString(newTurn.ReplaceAllString(line, ""), " "))
		if !says(line) {
			continue
		}
		if label != "" {
			line = label + colonFor(line) + line
		}
		if turns || label != "" || capsLabel.MatchString(line) {
			if len(at.lines) > 0 {
				all = append(all, at)
			}
			at = cue{start: c.start, end: c.end, turns: true}
		}
		at.lines = append(at.lines, line)
	}
	if len(at.lines) > 0 {
		all = append(all, at)
	}
	return all
}

func colonFor(text string) string {
	if strings.ContainsFunc(text, wide) {
		return "："
	}
	return ": "
}

// unroll removes what live captions repeat: they roll up, each cue showing the
// last line again, or grow, each cue beginning with the text of the last one.
func unroll(cues []cue) []cue {
	repeats := 0
	for i := 1; i < len(cues); i++ {
		if _, repeated := fresh(cues[i-1], cues[i]); repeated {
			repeats++
		}
	}
	if repeats < 2 || repeats*10 < len(cues)*3 {
		return cues // now and then people do say things twice
	}
	kept := cues[:1:1]
	for i := 1; i < len(cues); i++ {
		lines, _ := fresh(cues[i-1], cues[i])
		if len(lines) > 0 {
			c := cues[i]
			c.lines = lines
			kept = append(kept, c)
		}
	}
	return kept
}

// fresh are the lines of a cue without those that the cue before showed.
func fresh(before, c cue) (lines []string, repeated bool) {
	if c.start > before.end+time.Second {
		return c.lines, false
	}
	for n := min(len(before.lines), len(c.lines)); n > 0; n-- {
		same := true
		for i := range n {
			same = same && before.lines[len(before.lines)-n+i] == c.lines[i]
		}
		if same {
			return c.lines[n:], true
		}
	}
	old, now := joinLines(before.lines), joinLines(c.lines)
	if rest, grows := strings.CutPrefix(now, old); grows {
		return plainLines(rest), true
	}
	return c.lines, false
}

// Paragraphs of spoken text end at a pause, or when they have become long;
// and where nobody wrote full stops, when they have become too long.
const (
	pause      = 2 * time.Second
	longSpoken = 600
	mostSpoken = 1200
)

// joinLanguages joins cues; where most have a Chinese line below a line in
// Latin letters, or above it, each language for itself, paragraph by paragraph.
func joinLanguages(cues []cue) []block {
	var chinese, latin []cue
	both := 0
	for _, c := range cues {
		z, l := c, c
		z.lines, l.lines = nil, nil
		for _, line := range c.lines {
			if strings.ContainsFunc(line, wide) {
				z.lines = append(z.lines, line)
			} else {
				l.lines = append(l.lines, line)
			}
		}
		if len(z.lines) > 0 {
			chinese = append(chinese, z)
		}
		if len(l.lines) > 0 {
			latin = append(latin, l)
		}
		if len(z.lines) > 0 && len(l.lines) > 0 {
			both++
		}
	}
	if both*10 < len(cues)*6 {
		return joinCues(cues)
	}
	blocks := append(joinCues(latin), joinCues(chinese)...)
	slices.SortStableFunc(blocks, func(a, b block) int { return cmp.Compare(a.from, b.from) })
	return blocks
}

// joinCues makes paragraphs of cues.
func joinCues(cues []cue) []block {
	var blocks []block
	var at block
	text, length := "", 0
	flush := func() {
		if text != "" {
			at.lines = []string{text}
			blocks = append(blocks, at)
		}
		at, text, length = block{}, "", 0
	}
	stops := punctuated(cues)
	var end time.Duration
	for i, c := range cues {
		if c.turns || i > 0 && c.start-end > pause && (!stops || endsSpoken(text)) {
			flush()
		}
		end = c.end
		for _, sentence := range sentences(joinLines(c.lines)) {
			if length >= longSpoken && (!stops || endsSpoken(text)) || length >= mostSpoken {
				flush()
			}
			if text == "" {
				at = block{kind: wording.Body, from: c.start, timeCode: timeCode(c.start)}
			}
			joined := joinLines(nonEmpty(text, sentence))
			at.mark(utf8.RuneCountInString(joined)-utf8.RuneCountInString(sentence), c.start)
			text, length = joined, utf8.RuneCountInString(joined)
		}
	}
	flush()
	return blocks
}

func nonEmpty(lines ...string) []string {
	var kept []string
	for _, l := range lines {
		if l != "" {
			kept = append(kept, l)
		}
	}
	return kept
}

// mark notes when the text from an offset on is said.
func (b *block) mark(offset int, at time.Duration) {
	code := timeCode(at)
	if n := len(b.marks); n == 0 || b.marks[n-1].TimeCode != code {
		b.marks = append(b.marks, Mark{offset, code})
	}
}

var (
	sentenceEnd = regexp.MustCompile(`(?:[^\s.!?]{3,}[.!?…]+["”’)]*\s+|[。！？…][”’」』）]*)`)
	spokenEnd   = regexp.MustCompile(`[.!?…。！？]["”’)」』）]*$`)
)

func endsSpoken(s string) bool { return spokenEnd.MatchString(s) }

// sentences parts a line where sentences end, roughly: only paragraphs hang
// on it.
func sentences(line string) []string {
	var parts []string
	from := 0
	for _, at := range sentenceEnd.FindAllStringIndex(line, -1) {
		if at[1] < len(line) {
			parts = append(parts, strings.TrimSpace(line[from:at[1]]))
			from = at[1]
		}
	}
	return append(parts, strings.TrimSpace(line[from:]))
}

// punctuated tells whether whoever wrote the text down used full stops.
func punctuated(cues []cue) bool {
	ends, length := 0, 0
	for _, c := range cues {
		for _, l := range c.lines {
			ends += len(sentences(l)) - 1
			if endsSpoken(l) {
				ends++
			}
			length += utf8.RuneCountInString(l)
		}
	}
	return ends*400 >= length
}

// timeCode is a moment as people write it: "2:03", "1:02:03".
func timeCode(d time.Duration) string {
	s := int(d / time.Second)
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}
