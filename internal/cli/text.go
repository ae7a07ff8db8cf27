package cli

import (
	"net/url"
	"strings"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/tracker"
)

// english is the language of the command line.
var english = locale.Match("en")

// databaseName is a database's URL without what should stay secret.
func databaseName(databaseURL string) string {
	if strings.HasPrefix(databaseURL, "sqlite:") {
		return databaseURL
	}
	u, err := url.Parse(databaseURL)
	if err != nil {
		return "PostgreSQL"
	}
	return u.Scheme + "://" + u.Host + u.Path
}

// deadlineText is a deadline with its exact period.
func deadlineText(d ledger.Deadline) string {
	if d.Kind == ledger.Open {
		return english.Deadline(d)
	}
	return english.Deadline(d) + " (" + english.Period(d) + ", " + string(d.Kind) + ")"
}

func confidenceText(c ledger.Confidence) string {
	if text := tracker.ConfidenceText(c); text != "" && c.Basis != ledger.WordedConfidence {
		return text
	}
	if c.Basis == ledger.WordedConfidence {
		return "“" + c.Words + "” ≈ " + c.Probability.Percent() + "%"
	}
	return "none stated"
}

// standingText is the state of a claim, or its verdict.
func standingText(c ledger.ClaimLine) string {
	s := c.Standing
	text := string(c.State)
	switch c.State {
	case ledger.StateJudged:
		text = english.T("grade." + string(s.Grade))
	case ledger.StateVoid:
		text = "void: " + english.T("reason."+string(s.Reason))
	}
	if s.Late() {
		text += ", " + english.Days(s.DaysLate) + " late"
	}
	if s.Provisional {
		text += " (provisional)"
	}
	return text
}
