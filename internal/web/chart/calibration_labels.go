package chart

// number puts the count of each dot where it hides the least: beside the dot,
// or else above or below its bar.
func (v *calibrationView) number() {
	var taken []area
	for _, d := range v.Dots {
		taken = append(taken,
			area{d.X - d.R, d.Y - d.R, d.X + d.R, d.Y + d.R},
			area{d.X - 1, d.High, d.X + 1, d.Low})
	}
	within := area{v.Plot.Left, v.Plot.Top - 12, v.Width, v.Plot.Bottom + 6}
	for i := range v.Dots {
		d := &v.Dots[i]
		w := long(d.Number.Text)
		reach := d.R*1.25 + 4
		places := []label{
			{d.X + reach, d.Y + 4.5, "start", d.Number.Text},
			{d.X - reach, d.Y + 4.5, "end", d.Number.Text},
			{d.X, d.High - 5, "middle", d.Number.Text},
			{d.X, d.Low + 14, "middle", d.Number.Text},
		}
		d.Number = places[0]
		if !within.holds(box(places[0], w)) {
			d.Number = places[1]
		}
		for _, place := range places {
			if b := box(place, w); within.holds(b) && free(b, taken) {
				d.Number = place
				break
			}
		}
		taken = append(taken, box(d.Number, w))
	}
}

// box is the area a label of width w covers.
func box(l label, w pos) area {
	left := l.X
	switch l.Anchor {
	case "end":
		left -= w
	case "middle":
		left -= w / 2
	}
	return area{left, l.Y - 10, left + w, l.Y + 1}
}

func free(b area, taken []area) bool {
	for _, t := range taken {
		if b.meets(t) {
			return false
		}
	}
	return true
}

func (v *calibrationView) axes() {
	p := v.Plot
	v.Grid, v.Labels = p.shareTicks(v.Ticks)
	v.Diagonal = line{p.Left, p.Bottom, p.Right, p.Top}
	for i, text := range v.Ticks {
		x := p.x(float64(i) / 2)
		v.Grid = append(v.Grid, line{x, p.Top, x, p.Bottom})
		v.Labels = append(v.Labels, label{x, p.Bottom + 18, "middle", text})
	}
	v.Labels = append(v.Labels,
		label{2, 12, "start", v.YLabel},
		label{p.Right, p.Bottom + 38, "end", v.XLabel})
}
