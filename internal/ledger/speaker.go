package ledger

import "time"

// Speaker is somebody whose claims are tracked: a person, an institution, or
// an unnamed source ("attendees of a private meeting").
type Speaker struct {
	ID         int64
	PublicID   string
	Name       string
	Aliases    []string // other names, in any script
	Role       string
	Links      []string
	Note       string
	MergedInto int64 // the speaker this one turned out to be, or 0
	AddedAt    time.Time
	Version    int // counts changes
}

// Clean normalises the text of s in place.
func (s *Speaker) Clean() {
	s.Name, s.Role, s.Note = Line(s.Name), Line(s.Role), Passage(s.Note)
	s.Aliases = distinctLines(s.Aliases, Fold, s.Name)
	s.Links = distinctLines(s.Links, Line)
}

// Check returns the Problems of a cleaned speaker.
func (s Speaker) Check() error {
	var p Problems
	if Fold(s.Name) == "" {
		p.Add(Invalidf("name", "speaker_missing", "Say who said it"))
	}
	p.Add(checkLength("name", s.Name, 200))
	for _, a := range s.Aliases {
		p.Add(checkLength("aliases", a, 200))
	}
	p.Add(checkLength("role", s.Role, 300))
	for _, l := range s.Links {
		p.Add(checkLink("links", l))
	}
	p.Add(checkLength("note", s.Note, 5000))
	return p.Err()
}

// distinctLines cleans lines, and drops those that are empty, doubles or one
// of except when key is applied to them.
func distinctLines(lines []string, key func(string) string, except ...string) []string {
	seen := map[string]bool{"": true}
	for _, e := range except {
		seen[key(e)] = true
	}
	var kept []string
	for _, l := range lines {
		l = Line(l)
		if f := key(l); !seen[f] {
			seen[f] = true
			kept = append(kept, l)
		}
	}
	return kept
}
