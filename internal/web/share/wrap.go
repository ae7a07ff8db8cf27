package share

import (
	"strings"
	"unicode"
)

const (
	noStart = "，。！？；：、」』）》〉】〕”’…—·％・ー,.!?;:)]}%" // never first in a line
	noEnd   = "「『（《〈【〔“‘([{"                     // never last
	units   = "年月日号时点分秒岁%％"                      // stay with their number
)

// mayBreak reports whether a line may end between two neighbours: Latin at
// spaces and after hyphens, Chinese between any two characters that don't cling.
func mayBreak(a, b rune) bool {
	switch {
	case a == ' ':
		return true
	case b == ' ', strings.ContainsRune(noStart, b), strings.ContainsRune(noEnd, a):
		return false
	case unicode.IsDigit(a) && strings.ContainsRune(units, b):
		return false
	case isWide(a), isWide(b):
		return true
	}
	return strings.ContainsRune("-–—/", a) && unicode.IsLetter(b)
}

// wrap breaks glyphs into lines of at most so many ems, and reports whether all
// are in at most so many lines. A word longer than a line is broken anywhere.
func wrap(glyphs []glyph, ems float64, lines int) ([][]glyph, bool) {
	var done [][]glyph
	for len(glyphs) > 0 {
		if len(done) == lines {
			return done, false
		}
		end := lineEnd(glyphs, ems)
		done = append(done, trim(glyphs[:end]))
		for end < len(glyphs) && glyphs[end].r == ' ' {
			end++
		}
		glyphs = glyphs[end:]
	}
	return done, true
}

// lineEnd is how many glyphs go in the first line: one at least.
func lineEnd(glyphs []glyph, ems float64) int {
	sum, last := 0.0, 0
	for i, g := range glyphs {
		if i > 0 {
			if mayBreak(glyphs[i-1].r, g.r) {
				last = i
			}
			sum += g.lead
		}
		sum += g.advance
		if sum <= ems || g.r == ' ' {
			continue
		}
		if last > 0 {
			return last
		}
		return max(i, 1)
	}
	return len(glyphs)
}

// balance breaks glyphs like wrap, in no more lines, but of lengths as even as
// may be, so that no word is left alone in the last.
func balance(glyphs []glyph, ems float64, lines int) ([][]glyph, bool) {
	best, all := wrap(glyphs, ems, lines)
	if !all || len(best) < 2 {
		return best, all
	}
	low, high := ems/2, ems
	for high-low > 0.25 {
		middle := (low + high) / 2
		if tried, fits := wrap(glyphs, middle, len(best)); fits {
			best, high = tried, middle
		} else {
			low = middle
		}
	}
	return best, true
}

// ellipsis ends a line that does not end the text, within so many ems.
func (s *shaper) ellipsis(line []glyph, ems float64) []glyph {
	near := len(line) > 0 && isWide(line[len(line)-1].r)
	dots, ok := s.find('…', near)
	if !ok {
		return line
	}
	for len(line) > 0 {
		last := line[len(line)-1].r
		if width(line)+dots.advance <= ems && last != ' ' && !strings.ContainsRune(noEnd+"，。、；：,.;:…", last) {
			break
		}
		line = line[:len(line)-1]
	}
	return append(line[:len(line):len(line)], dots)
}
