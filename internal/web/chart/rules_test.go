package chart

import (
	"fmt"
	"html/template"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const hostile = `"><script>alert('1')</script><i title='&`

func TestHostileTextIsEscaped(t *testing.T) {
	bad := tableOf([]string{hostile}, []string{hostile})
	bad.Summary, bad.Rows[0][0].URL = hostile, "javascript:alert(1)"
	three := [3]string{hostile, hostile, hostile}
	for name, html := range map[string]func() (template.HTML, error){
		"calibration": Calibration{
			ID: "c", Title: hostile, Desc: hostile, Reading: hostile, XLabel: hostile, YLabel: hostile, Ticks: three, RangeText: hostile, BandText: hostile, Table: bad,
			Series: []CalibrationSeries{{hostile, "stated", []CalibrationPoint{{BandHigh: 1, NText: hostile, Label: hostile, URL: "javascript:alert(1)"}}}},
		}.HTML,
		"timeline": TimeLine{
			ID: "t", Title: hostile, Desc: hostile, Reading: hostile, Today: 2026, TodayText: hostile, Table: bad,
			Marks: []Mark{{2026, "due", true, hostile, "javascript:alert(1)"}}, Legend: []LegendItem{{"due", hostile, true}},
		}.HTML,
		"dots": Dots{
			ID: "d", Title: hostile, Desc: hostile, Reading: hostile, Head: [4]string{hostile, hostile, hostile, hostile}, AxisTicks: three,
			Rows: []DotRow{{Name: hostile, Lang: hostile, URL: "javascript:alert(1)", Why: hostile, NText: hostile, NURL: hostile}, {Defined: true, Text: hostile, RangeText: hostile}},
		}.HTML,
		"chain": Chain{
			ID: "l", Title: hostile, Desc: hostile, Reading: hostile, Table: bad,
			Links: []ChainLink{{2025, 2026, hostile, hostile, hostile, "javascript:alert(1)", "open"}},
		}.HTML,
		"steps": Steps{
			ID: "s", Title: hostile, Desc: hostile, Reading: hostile, Ticks: three, FromText: hostile, UntilText: hostile, Table: bad,
			Points: []StepPoint{{Label: hostile, URL: "javascript:alert(1)"}},
		}.HTML,
	} {
		t.Run(name, func(t *testing.T) {
			out, err := html()
			require.NoError(t, err)
			for _, e := range elements(t, out) {
				assert.NotContains(t, []string{"script", "i"}, e.Name.Local)
			}
			assert.NotContains(t, string(out), "<script")
			assert.NotContains(t, string(out), "javascript:")
		})
	}
}

func TestWhatCannotBeDrawnIsAnError(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for name, html := range map[string]func() (template.HTML, error){
		"no id":           Steps{Points: []StepPoint{{}}}.HTML,
		"bad id":          Steps{ID: "a b", Points: []StepPoint{{}}}.HTML,
		"series":          Calibration{ID: "c", Series: []CalibrationSeries{{Class: "guessed"}}}.HTML,
		"calibration NaN": Calibration{ID: "c", Series: []CalibrationSeries{{Class: "stated", Points: []CalibrationPoint{{Y: nan}}}}}.HTML,
		"timeline Inf":    TimeLine{ID: "t", Marks: []Mark{{Day: inf, Tone: "open"}}}.HTML,
		"timeline today":  TimeLine{ID: "t", Today: nan, Marks: []Mark{{Day: 2026, Tone: "open"}}}.HTML,
		"timeline tone":   TimeLine{ID: "t", Marks: []Mark{{Day: 2026, Tone: "maybe"}}}.HTML,
		"legend tone":     TimeLine{ID: "t", Marks: []Mark{{Day: 2026, Tone: "open"}}, Legend: []LegendItem{{Tone: "maybe"}}}.HTML,
		"dots NaN":        Dots{ID: "d", Rows: []DotRow{{Value: nan, Defined: true}}}.HTML,
		"dots reference":  Dots{ID: "d", Rows: []DotRow{{Defined: true, Reference: &nan}}}.HTML,
		"chain Inf":       Chain{ID: "l", Links: []ChainLink{{Said: 2025, Deadline: inf, Tone: "open"}}}.HTML,
		"chain tone":      Chain{ID: "l", Links: []ChainLink{{Said: 2025, Deadline: 2026}}}.HTML,
		"steps NaN":       Steps{ID: "s", Points: []StepPoint{{Value: nan}}}.HTML,
		"steps until":     Steps{ID: "s", Until: nan, Points: []StepPoint{{}}}.HTML,
		"steps backwards": Steps{ID: "s", Points: []StepPoint{{At: 2026}, {At: 2025}}}.HTML,
	} {
		t.Run(name, func(t *testing.T) {
			out, err := html()
			require.Error(t, err)
			assert.Empty(t, out)
		})
	}
}

func TestAnUndefinedRowNeedsNoFigures(t *testing.T) {
	out, err := Dots{ID: "d", Rows: []DotRow{{Name: "Energy", Value: math.NaN(), Why: "nothing judged"}}}.HTML()
	require.NoError(t, err)
	assert.Contains(t, string(out), "nothing judged")
	assert.NotContains(t, string(out), "NaN")
}

func TestMarksDoNotOverlapAndStandInTheirYear(t *testing.T) {
	for _, n := range []int{1, 2, 30, 150, 400, 2000} {
		for _, over := range []float64{0, 2, 13, 60, 300} {
			line := timeLineCrowd("t", n, 1990, over)
			var days []float64
			for _, m := range line.Marks {
				days = append(days, m.Day)
			}
			axis := wholeYears(days, 12, 388)
			p := pile(axis, days)
			taken := map[[2]string]bool{}
			for i, d := range line.place(p, 300) {
				at := [2]string{d.Shape.X.String(), d.Shape.Y.String()}
				require.False(t, taken[at], "%d marks over %v years: mark %d hides another", n, over, i)
				taken[at] = true
			}
			if p.perYear() >= 1 {
				for _, day := range days {
					x, _ := p.square(p.bin(day), 0)
					assert.GreaterOrEqual(t, x+0.001, axis.x(math.Floor(day)))
					assert.LessOrEqual(t, x+p.size-0.001, axis.x(math.Floor(day)+1))
				}
			}
		}
	}
}

func TestYearsAreLabelledApart(t *testing.T) {
	for _, span := range []float64{1, 3, 9, 40, 300, 8000} {
		labels := wholeYears([]float64{1995.2, 1995.2 + span}, 12, 388).axis(0).Labels
		require.NotEmpty(t, labels, "%v years", span)
		for i := range labels[1:] {
			assert.Greater(t, float64(labels[i+1].X-labels[i].X), 35.0, "%v years", span)
		}
	}
}

func TestDotsGrowWithTheirClaims(t *testing.T) {
	assert.Equal(t, pos(4), radius(0))
	assert.Equal(t, pos(4), radius(1))
	assert.Greater(t, radius(30), radius(10))
	assert.Equal(t, pos(10), radius(100000))
}

func TestATableComesWithItsLinks(t *testing.T) {
	out, err := stepsOrdinary().HTML()
	require.NoError(t, err)
	_, table, found := strings.Cut(string(out), `<details class="chart-data"><summary>The same in numbers</summary>`)
	require.True(t, found)
	for _, row := range stepsOrdinary().Table.Rows {
		assert.Contains(t, table, fmt.Sprintf(`<td><a href="/claims">%s</a></td><td class="r">%s</td>`, row[0].Text, row[1].Text))
	}
}
