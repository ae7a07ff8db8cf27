package tracker

import "foresaid/internal/scoring"

// LeaderFigures is a row of a leaderboard under the names that `foresaid
// leaderboard --json` and the page's JSON promise.
type LeaderFigures struct {
	Rank      *int    `json:"rank"` // null with too few claims to rank
	SpeakerID string  `json:"speaker_id"`
	Lower     float64 `json:"lower_bound"` // 5% quantile of the shrunken share
	Shrunk    float64 `json:"shrunken_accuracy"`
	scoring.Figures
}

// Figures returns the rows under their public names.
func (b Leaderboard) Figures(cohort scoring.Cohort) []LeaderFigures {
	all := make([]LeaderFigures, len(b.Rows))
	for i, r := range b.Rows {
		all[i] = LeaderFigures{
			SpeakerID: r.SpeakerPublicID, Lower: r.Lower, Shrunk: r.Shrunk,
			Figures: r.Record.Figures(r.SpeakerName, scoring.View{Cohort: cohort}),
		}
		if r.Rank > 0 {
			all[i].Rank = &r.Rank
		}
	}
	return all
}
