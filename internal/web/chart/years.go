package chart

import (
	"math"
	"strconv"
)

// years is a horizontal axis of time. Days are decimal years.
type years struct {
	from, to    float64
	left, width pos
}

// wholeYears spans the days with whole years, at least three, so that one
// claim does not fill the axis.
func wholeYears(days []float64, left, right pos) years {
	from, to := math.Inf(1), math.Inf(-1)
	for _, d := range days {
		from, to = min(from, math.Floor(d)), max(to, math.Floor(d)+1)
	}
	for to-from < 3 {
		to++
		if to-from < 3 {
			from--
		}
	}
	return years{from, to, left, right - left}
}

// fromTo spans the time between two days, or next to nothing where they are
// one.
func fromTo(from, to float64, left, right pos) years {
	if to <= from {
		to = from + 0.001
	}
	return years{from, to, left, right - left}
}

// unit is how wide a year is.
func (y years) unit() pos { return y.width / pos(y.to-y.from) }

func (y years) x(day float64) pos {
	return y.left + pos(min(max((day-y.from)/(y.to-y.from), 0), 1))*y.width
}

// yearAxis is what the axis shows: ticks between years, and under the middle
// of a year its number, because the last day of a year is no part of the next.
type yearAxis struct {
	Ticks  []pos
	Labels []label
}

func (y years) axis(baseline pos) yearAxis {
	const apart, dense = 36, 8 // the room a number takes; ticks closer than dense blur
	step := 1.0
	for i := 0; pos(step)*y.unit() < apart; i++ {
		step *= [...]float64{2, 2.5, 2}[i%3]
	}
	ticks := step
	if y.unit() >= dense {
		ticks = 1
	}
	var a yearAxis
	for t := math.Ceil(y.from/ticks) * ticks; t <= y.to; t += ticks {
		a.Ticks = append(a.Ticks, y.x(t))
	}
	for t := math.Ceil(math.Floor(y.from)/step) * step; t < y.to; t += step {
		begin, end := y.x(t), y.x(t+1)
		if step == 1 && end-begin < apart-4 {
			continue // a year cut short by the edge
		}
		a.Labels = append(a.Labels, label{(begin + end) / 2, baseline, "middle", strconv.Itoa(int(t))})
	}
	return a
}
