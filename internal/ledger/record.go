package ledger

import "strings"

// RecordKey names one kept tally of a speaker. Horizon "" and Year 0 stand for
// all of them; the tallies of single horizons and years are kept besides.
type RecordKey struct {
	Topic   string // empty for all claims
	Words   string // WordsKey; empty unless the tally is of those
	Horizon Horizon
	Year    int // of the deadline, 0 for open-ended claims; means something with a Horizon only
}

// RecordKeys lists the tallies that the claim counts in.
func (c Claim) RecordKeys() []RecordKey {
	horizon, year := c.Horizon(), c.DeadlineYear()
	keys := []RecordKey{{}, {Horizon: horizon, Year: year}}
	for _, topic := range c.Topics {
		keys = append(keys, RecordKey{Topic: topic}, RecordKey{Topic: topic, Horizon: horizon, Year: year})
	}
	if words := c.WordsKey(); words != "" {
		keys = append(keys, RecordKey{Words: words})
	}
	return keys
}

// WordsKey is the form under which words of confidence count as the same;
// empty unless the confidence is worded.
func (c Claim) WordsKey() string {
	if c.Confidence.Basis != WordedConfidence {
		return ""
	}
	return strings.ToLower(Line(c.Confidence.Words))
}

// RecordBy says what kept tallies are added up by.
type RecordBy string

// What they can be added up by.
const (
	Together   RecordBy = "" // into one
	PerSpeaker RecordBy = "speaker"
	PerTopic   RecordBy = "topic"
	PerHorizon RecordBy = "horizon"
	PerYear    RecordBy = "year"
	PerWords   RecordBy = "words"
)

// RecordFilter chooses kept tallies.
type RecordFilter struct {
	By         RecordBy
	SpeakerIDs []int64 // all if empty
	Topic      string  // all if empty
	FromYear   int     // of the deadline, both ends included; 0 for no end
	ToYear     int
	Bins       bool // with the Bins of the sums; only without years, and not by horizon, year or words
}

// RecordLine is a kept tally with what it is of. Overdue and LateDays are not
// kept.
type RecordLine struct {
	SpeakerID       int64
	SpeakerPublicID string
	SpeakerName     string
	SpeakerRole     string
	Topic           string
	Horizon         Horizon
	Year            int
	Words           string
	Tally           Tally
}

// ScoreFilter chooses claims to score. Zero fields do not restrict.
type ScoreFilter struct {
	SpeakerIDs []int64
	QuestionID int64
	Questions  bool // only claims about a question
	Early      Date // only those that were given a verdict and whose deadline has not passed on that day
	IDs        []int64
}
