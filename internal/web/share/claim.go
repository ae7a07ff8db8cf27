package share

// Claim is a prediction, as texts to be read. Any may be empty.
type Claim struct {
	Statement  string // what is claimed
	Quote      string // the words it was said in, with their quotation marks
	Speaker    string
	Said       string // when: "said in April 2024"
	Deadline   string // "due on 31 December 2025"
	Confidence string // "sounded 95% sure"
	Site, Date string // for the foot
}

// Verdict is a claim and how it came out.
type Verdict struct {
	Claim
	Mark  string // the grade or state whose shape is drawn: "mostly_true"
	Tone  string // the one whose colour it has; that of Mark if empty or unknown
	Grade string // the verdict in words
	Note  string // a line below it: when and why
}

// Claim draws a claim as a PNG of 1200×630.
func (f *Fonts) Claim(c Claim) ([]byte, error) { return f.claim(c).png() }

func (f *Fonts) claim(c Claim) *sheet {
	s := f.sheet()
	s.said(c, 462)
	half := (right - left - 40) / 2
	s.draw(s.line(c.Deadline, bold, half, 28, 24), left, 513, ink)
	s.drawEnd(s.line(c.Confidence, regular, half, 26, 22), right, 513, soft)
	s.foot(c.Site, c.Date)
	return s
}

// Verdict draws a judged claim as a PNG of 1200×630.
func (f *Fonts) Verdict(v Verdict) ([]byte, error) { return f.verdict(v).png() }

func (f *Fonts) verdict(v Verdict) *sheet {
	s := f.sheet()
	s.said(v.Claim, 404)
	tone, ok := tones[v.Tone]
	if !ok {
		if tone, ok = tones[v.Mark]; !ok {
			tone = soft
		}
	}
	const radius, column = 26, 330
	s.mark(v.Mark, point{left + radius, 452}, radius, tone)
	x := left + 2*radius + 24
	wide := right - x - column - 40
	s.draw(s.line(v.Grade, bold, wide, 42, 34, 28), x, 466, tone)
	s.draw(s.line(v.Note, regular, right-x-column-40, 24, 22), x, 512, soft)
	s.drawEnd(s.line(v.Deadline, regular, column, 24, 22, 20), right, 466, ink)
	s.drawEnd(s.line(v.Confidence, regular, column, 24, 22, 20), right, 512, soft)
	s.foot(v.Site, v.Date)
	return s
}

// said draws who said what, down to a rule.
func (s *sheet) said(c Claim, bottom int) {
	const top = 136.0
	speaker := s.line(c.Speaker, bold, 640, 28, 24)
	s.draw(speaker, left, 98, ink)
	s.drawEnd(s.line(c.Said, regular, right-left-speaker.width()-40, 24), right, 98, soft)
	s.rule(left, right, 120, 1, ink)
	s.rule(left, right, bottom, 1, rule)

	room := float64(bottom) - top - 20
	quote := s.set(c.Quote, italic, right-left-28, 80, 26, 24)
	if quote.height() > 0 {
		room -= quote.height() + 24
	}
	statement := s.set(c.Statement, regular, right-left, room, 64, 56, 50, 44, 40, 36, 32)
	y := top + max(0, (room-statement.height())/2)
	s.draw(statement, left, y+firstBaseline(statement), ink)
	if quote.height() > 0 {
		y += statement.height() + 24
		s.rule(left, left+3, int(y)+4, int(quote.height())-4, faint)
		s.draw(quote, left+28, y+firstBaseline(quote), soft)
	}
}

// firstBaseline is how far below its top a paragraph's first line stands.
func firstBaseline(p paragraph) float64 { return (p.leading-p.size)/2 + p.size*0.86 }
