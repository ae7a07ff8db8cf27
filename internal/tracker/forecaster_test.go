package tracker_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/scoring"
	"foresaid/internal/tracker"
)

// midnight moves the clock to the beginning of a day.
func (f *fixture) midnight(date string) { f.now = day(date).Time(f.now.Location()) }

func (f *fixture) forecast(who, publicID, probability string) {
	f.t.Helper()
	_, err := f.Forecast(f.ctx(), who, publicID, probability, "")
	require.NoError(f.t, err)
}

func (f *fixture) forecaster(who, viewer string) tracker.Forecaster {
	f.t.Helper()
	got, err := f.Tracker.Forecaster(f.ctx(), who, viewer)
	require.NoError(f.t, err)
	return got
}

func (f *fixture) judge(publicID string, j tracker.Judgement) {
	f.t.Helper()
	_, err := f.Judge(f.ctx(), by, publicID, j)
	require.NoError(f.t, err)
}

func (f *fixture) until(statement, deadline string) string {
	f.t.Helper()
	return f.log(tracker.Draft{Statement: statement, Speaker: "Ada", Deadline: deadline, SaidOn: "2026-01-01"}).PublicID
}

// Ann says 60% for five days and 90% for the other five; Bo says 50% for the
// last five.
func TestForecastsAreWeightedByTheTimeTheyStood(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		id := f.until("It rains", "2026-03-11")
		f.midnight("2026-03-02")
		f.forecast("Ann", id, "60%")
		f.midnight("2026-03-07")
		f.forecast("Ann", id, "90%")
		f.forecast("Bo", id, "50%")
		f.now = f.now.Add(90 * 24 * time.Hour) // whoever clicks, and when, plays no part
		f.judge(id, tracker.Judgement{Grade: "true"})

		ann, bo := f.forecaster("Ann", "Cy"), f.forecaster("Bo", "Cy")
		require.Len(t, ann.Scored, 1)
		require.Equal(t, "90", ann.Scored[0].Probability.Percent(), "that stood when forecasting closed")
		require.InDelta(t, (5*0.16+5*0.01)/10, ann.Brier.Value, 1e-12)
		require.InDelta(t, (26.303440583379+84.799690655495)/2, ann.Baseline.Value, 1e-6) // 100(log₂ .6 + 1), 100(log₂ .9 + 1)
		require.InDelta(t, 58.778666490212, ann.Peer.Value, 1e-6)                         // 100 ln(.9/.5), in the days they both stood
		require.Equal(t, 1, ann.PeerN)
		require.InDelta(t, 0.25, bo.Brier.Value, 1e-12)
		require.InDelta(t, 0, bo.Baseline.Value, 1e-6) // logarithms are kept in billionths
		require.InDelta(t, -58.778666490212, bo.Peer.Value, 1e-6)
	})
}

// What is said after it has happened comes too late.
func TestForecastsCloseOnTheDayItHappened(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		id := f.until("It snows", "2026-03-11")
		f.midnight("2026-03-02")
		f.forecast("Ann", id, "60%")
		f.midnight("2026-03-07")
		f.forecast("Ann", id, "90%")
		f.midnight("2026-03-10")
		f.forecast("Ann", id, "10%")
		f.forecast("Late", id, "99%")
		f.judge(id, tracker.Judgement{Grade: "true", HappenedOn: "2026-03-09"})

		ann := f.forecaster("Ann", "Ann")
		require.Equal(t, "90", ann.Scored[0].Probability.Percent())
		require.InDelta(t, (5*0.16+2*0.01)/7, ann.Brier.Value, 1e-12)
		require.False(t, ann.Peer.Defined, "nobody else stood in time")
		late := f.forecaster("Late", "Late")
		require.Empty(t, late.Scored)
		require.False(t, late.Brier.Defined)
	})
}

func TestForecasterListsBestFirstAndCountsOnlyOutcomes(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		bad, good, even := f.until("Bad", "2026-03-05"), f.until("Good", "2026-03-05"), f.until("Even", "2026-03-05")
		mixed, void, gone := f.until("Mixed", "2026-03-05"), f.until("Void", "2026-03-05"), f.until("Gone", "2026-03-05")
		for id, p := range map[string]string{bad: "80%", good: "20%", even: "50%", mixed: "70%", void: "70%", gone: "70%"} {
			f.forecast("Ann", id, p)
		}
		f.midnight("2026-03-06")
		for _, id := range []string{bad, good, even} {
			f.judge(id, tracker.Judgement{Grade: "false"})
		}
		f.judge(mixed, tracker.Judgement{Grade: "mixed"})
		f.judge(void, tracker.Judgement{Grade: "void", Reason: "ambiguous"})
		_, err := f.Withdraw(f.ctx(), by, gone, "logged twice")
		require.NoError(t, err)

		ann := f.forecaster("Ann", "Ann")
		var order []string
		for _, s := range ann.Scored {
			order = append(order, s.Claim.Statement)
		}
		require.Equal(t, []string{"Good", "Even", "Bad"}, order)
		require.Empty(t, ann.Open)
		require.Zero(t, ann.Hidden)
		r := scoring.View{Today: f.Today()}.Record(ann.Claims(), nil)
		require.InDelta(t, (0.04+0.25+0.64)/3, r.Stated.Brier.Value, 1e-12)
		require.Equal(t, []int{1, 2, 1}, []int{r.Stated.LikelierTrue, r.Stated.LikelierN, r.Stated.Sum.Even}, "20% was right that it does not happen")
		_, err = f.Tracker.Forecaster(f.ctx(), "Nobody", "Ann")
		require.Equal(t, ledger.NotFound, ledger.CodeOf(err))
	})
}

func TestForecastsOnOpenClaimsAreHiddenFromThoseWhoHaveGivenNone(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		later, sooner := f.until("Later", "2027"), f.until("Sooner", "2026-12-01")
		open := f.log(tracker.Draft{Statement: "Some day", Speaker: "Ada", Deadline: "open", DeadlineKind: "open", ReviewOn: "2026-06-01"}).PublicID
		for _, id := range []string{open, later, sooner} {
			f.forecast("Ann", id, "60%")
		}
		f.forecast("Ann", later, "65%")
		require.Empty(t, f.forecaster("Ann", "Bo").Open)
		require.Equal(t, 3, f.forecaster("Ann", "Bo").Hidden)
		f.forecast("Bo", later, "30%")
		seen := f.forecaster("Ann", "Bo")
		require.Len(t, seen.Open, 1)
		require.Equal(t, "65", seen.Open[0].Forecast.Probability.Percent())
		require.Equal(t, 2, seen.Hidden)
		own := f.forecaster("Ann", "Ann").Open
		require.Equal(t, []string{sooner, later, open}, []string{own[0].Claim.PublicID, own[1].Claim.PublicID, own[2].Claim.PublicID})
	})
}
