package ui

import (
	"slices"

	"foresaid/internal/ledger"
)

// textMark is a place in a text that means something.
type textMark struct {
	Start, End int    // in characters of the text
	ID         string // of the mark's first piece
	URL        string // where it leads
	Label      string // written behind its first piece
	Title      string
	Class      string
}

// textPara is a paragraph of a text, in pieces.
type textPara struct {
	Start    int // of its first character in the text
	Kind     string
	TimeCode string
	Lang     string
	Pieces   []textPiece
}

// textPiece is a run of a paragraph with or without a mark.
type textPiece struct {
	At    int // of its first character in the text
	Text  string
	Mark  *textMark
	First bool // of its mark
	Last  bool
}

// markText cuts the paragraphs of a text into pieces at its marks. Where marks
// overlap, the one that begins last shows.
func markText(text string, parts []ledger.TextPart, marks []textMark) []textPara {
	runes := []rune(text)
	paras := make([]textPara, len(parts))
	for i, p := range parts {
		cuts := []int{p.Start, p.End}
		var here []*textMark
		for j := range marks {
			m := &marks[j]
			if m.Start >= p.End || m.End <= p.Start {
				continue
			}
			here = append(here, m)
			cuts = append(cuts, max(m.Start, p.Start), min(m.End, p.End))
		}
		slices.Sort(cuts)
		cuts = slices.Compact(cuts)
		paras[i] = textPara{Start: p.Start, Kind: p.Kind, TimeCode: p.TimeCode, Lang: hanLang(string(runes[p.Start:p.End]))}
		for k := 1; k < len(cuts); k++ {
			piece := textPiece{At: cuts[k-1], Text: string(runes[cuts[k-1]:cuts[k]])}
			for _, m := range here {
				if m.Start <= piece.At && cuts[k] <= m.End && (piece.Mark == nil || m.Start >= piece.Mark.Start) {
					piece.Mark = m
				}
			}
			if piece.Mark != nil {
				piece.First, piece.Last = piece.At == piece.Mark.Start, cuts[k] == piece.Mark.End
			}
			paras[i].Pieces = append(paras[i].Pieces, piece)
		}
	}
	return paras
}

// hanLang is the lang attribute of a paragraph: Chinese is set in its own way.
func hanLang(text string) string {
	if Han(text) {
		return "zh"
	}
	return ""
}
