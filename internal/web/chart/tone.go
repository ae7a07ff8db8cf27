package chart

import (
	"fmt"
	"slices"
)

// tones are the grades and states a claim can have, in the order in which
// they are stacked: what came true lies at the bottom.
var tones = []string{"true", "mostly_true", "mixed", "mostly_false", "false", "void", "due", "open"}

func toneRank(tone string) (int, error) {
	rank := slices.Index(tones, tone)
	if rank < 0 {
		return 0, fmt.Errorf("chart: no tone %q", tone)
	}
	return rank, nil
}

// LegendItem says what a shape stands for.
type LegendItem struct {
	Tone, Text string
	Late       bool
}

// toneMark is one tone drawn in a square.
type toneMark struct {
	ID, Tone string
	X, Y     pos // of the square's corner
	Size     pos
	Late     bool
}
