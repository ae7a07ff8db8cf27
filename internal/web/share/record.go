package share

import "math"

// Figure is a number with what it counts.
type Figure struct{ Label, Value string }

// Record is the track record of a speaker, as texts to be read. Any may be
// empty.
type Record struct {
	Name     string // of the speaker
	Role     string
	Sentence string // what the record comes to, as a person would say it
	Share    string // the accuracy: "64%"
	Range    string // its interval: "43–80%"
	Over     string // what it is a share of: "22 judged claims"

	Accuracy, Low, High float64 // the dot and its interval on the axis, from 0 to 1
	Defined             bool    // whether there are enough judged claims for a dot

	Figures []Figure // up to four are drawn

	Site, Date string // for the foot
}

// mostFigures is how many figures go side by side.
const mostFigures = 4

// Record draws a track record as a PNG of 1200×630.
func (f *Fonts) Record(r Record) ([]byte, error) { return f.record(r).png() }

func (f *Fonts) record(r Record) *sheet {
	s := f.sheet()
	s.draw(s.line(r.Name, bold, right-left, 60, 52, 44), left, 112, ink)
	s.draw(s.line(r.Role, regular, right-left, 26), left, 152, soft)
	const top, room = 172, 140
	sentence := s.set(r.Sentence, regular, right-left, room, 34, 30, 26)
	s.draw(sentence, left, top+(room-sentence.height())/2+firstBaseline(sentence), ink)

	share := s.line(r.Share, bold, 300, 72, 56, 44)
	over := s.line(r.Over, regular, 300, 22, 20)
	s.draw(share, left, 398, accent)
	s.draw(over, left, 430, soft)
	s.axis(r, left+max(300, share.width()+60, over.width()+60))
	s.figures(r.Figures)
	s.foot(r.Site, r.Date)
	return s
}

// axis draws the scale from 0 to 100% from x to the right margin, with the dot
// and its interval.
func (s *sheet) axis(r Record, x float64) {
	const y, radius = 382, 12
	x1 := right - radius
	at := func(share float64) float64 { return x + (x1-x)*share }
	s.rule(x, x1, y, 2, rule)
	for i, label := range []string{"0%", "", "50%", "", "100%"} {
		tick := at(float64(i) / 4)
		s.rule(tick-1, tick+1, y-7, 16, rule)
		p := s.line(label, regular, 100, 20)
		s.draw(p, min(tick-p.width()/2, right-p.width()), y+38, soft)
	}
	if !r.Defined {
		return
	}
	low, high := at(unit(r.Low)), at(unit(r.High))
	s.stroke(5, accent, point{low, y + 1}, point{max(high, low+1), y + 1})
	dot := point{at(unit(r.Accuracy)), y + 1}
	s.fill(disc(dot, radius+3), paper)
	s.fill(disc(dot, radius), accent)
	label := s.line(r.Range, regular, right-x, 22)
	s.draw(label, min(max(x, (low+high-label.width())/2), right-label.width()), y-24, accent)
}

// unit brings a share between 0 and 1.
func unit(share float64) float64 {
	if math.IsNaN(share) {
		return 0
	}
	return min(1, max(0, share))
}

// figures draws numbers side by side between two rules, as at the head of a
// record page.
func (s *sheet) figures(figures []Figure) {
	if len(figures) == 0 {
		return
	}
	figures = figures[:min(len(figures), mostFigures)]
	s.rule(left, right, 456, 1, ink)
	column := (right - left + 32) / float64(len(figures))
	for i, figure := range figures {
		x := left + column*float64(i)
		s.draw(s.line(figure.Value, bold, column-32, 32, 26), x, 496, ink)
		s.draw(s.line(figure.Label, regular, column-32, 20, 18), x, 527, soft)
	}
}

// foot draws where the image is from.
func (s *sheet) foot(site, date string) {
	const y = 592
	s.rule(left, right, 546, 1, rule)
	name := s.line("Foresaid", bold, 300, 26)
	s.draw(name, left, y, ink)
	when := s.line(date, regular, 300, 20)
	s.drawEnd(when, right, y, soft)
	gap := when.width()
	if gap > 0 {
		gap += 28
	}
	s.drawEnd(s.line(site, regular, right-left-name.width()-gap-60, 20), right-gap, y, soft)
}
