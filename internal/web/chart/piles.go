package chart

import "math"

// piles arranges marks in columns that stand within a year, or over whole
// years where a year is too narrow.
type piles struct {
	years   years
	size    pos // of the square a mark has
	across  int // marks side by side in a column
	tallest int // rows of the highest column
}

// pile finds the largest marks whose columns stay low; where even small ones
// pile up, the drawing grows, and then the columns get wider.
func pile(y years, days []float64) piles {
	const low, high, smallest = 168, 250, 7
	for _, try := range []struct{ limit, largest pos }{{low, 14}, {high, 9}} {
		for size := try.largest; size >= smallest; size-- {
			if p := arrange(y, days, size, 1); p.height() <= try.limit {
				return p
			}
		}
	}
	p := arrange(y, days, smallest, 2)
	for p.height() > high && pos(p.across+1)*smallest <= y.width {
		p = arrange(y, days, smallest, p.across+1)
	}
	return p
}

func arrange(y years, days []float64, size pos, across int) piles {
	p := piles{years: y, size: size, across: across}
	count := map[int]int{}
	for _, d := range days {
		bin := p.bin(d)
		count[bin]++
		p.tallest = max(p.tallest, (count[bin]+across-1)/across)
	}
	return p
}

func (p piles) height() pos { return pos(p.tallest) * p.size }

// perYear is how many columns a year has room for; below 1 a column takes
// several years.
func (p piles) perYear() float64 {
	n := float64(p.years.unit() / (pos(p.across) * p.size))
	if n >= 1 {
		return math.Floor(n)
	}
	return 1 / math.Ceil(1/n)
}

func (p piles) bin(day float64) int {
	return int(math.Floor((day - p.years.from) * p.perYear()))
}

// square returns where the mark with this number in its column goes: its left
// edge, and its upper edge above the axis.
func (p piles) square(bin, number int) (x, up pos) {
	column := p.years.unit() / pos(p.perYear())
	wide := pos(p.across) * p.size
	x = p.years.left + (pos(bin)+0.5)*column - wide/2
	x = min(x, p.years.left+p.years.width-wide)
	return x + pos(number%p.across)*p.size, pos(number/p.across+1) * p.size
}
