package chart

import (
	"fmt"
	"html/template"
	"math/rand/v2"
)

// sample is a chart as a golden file has it.
type sample struct {
	name string
	html func() (template.HTML, error)
}

func samples() []sample {
	return []sample{
		{"calibration", calibrationOrdinary().HTML},
		{"calibration_empty", Calibration{ID: "c"}.HTML},
		{"calibration_extreme", calibrationExtreme().HTML},
		{"timeline", timeLineOrdinary().HTML},
		{"timeline_empty", TimeLine{ID: "t", Today: 2026.5}.HTML},
		{"timeline_one", TimeLine{ID: "one", Title: "One", Desc: "One claim.", Marks: []Mark{{Day: 2025.5, Tone: "open"}}}.HTML},
		{"timeline_400", timeLineCrowd("crowd", 400, 2012, 18).HTML},
		{"timeline_one_day", timeLineCrowd("day", 400, 2026, 0).HTML},
		{"dots", dotsOrdinary().HTML},
		{"dots_empty", Dots{ID: "d"}.HTML},
		{"dots_extreme", dotsExtreme().HTML},
		{"chain", chainOrdinary().HTML},
		{"chain_empty", Chain{ID: "l"}.HTML},
		{"chain_extreme", chainExtreme().HTML},
		{"steps", stepsOrdinary().HTML},
		{"steps_empty", Steps{ID: "s"}.HTML},
		{"steps_extreme", stepsExtreme().HTML},
	}
}

var percents = [3]string{"0%", "50%", "100%"}

func tableOf(head []string, rows ...[]string) Table {
	t := Table{Summary: "The same in numbers", Head: head}
	for _, r := range rows {
		var cells []Cell
		for i, text := range r {
			c := Cell{Text: text, Number: i > 0}
			if i == 0 {
				c.URL = "/claims"
			}
			cells = append(cells, c)
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

func calibrationOrdinary() Calibration {
	at := func(x, y, low, high, bandLow, bandHigh float64, n int) CalibrationPoint {
		return CalibrationPoint{
			X: x, Y: y, Low: low, High: high, BandLow: bandLow, BandHigh: bandHigh, N: n, NText: fmt.Sprint(n),
			Label: fmt.Sprintf("%.0f%% sure, %.0f%% came true (%.0f–%.0f%%), n = %d", 100*x, 100*y, 100*low, 100*high, n),
			URL:   "/claims?q=sure", Hollow: n < 5,
		}
	}
	return Calibration{
		ID: "calibration", Title: "How sure he sounds, how often he is right",
		Desc:    "Claims sorted by confidence; dots below the diagonal are overconfident.",
		Reading: "Where he sounds 95% sure he has been right 64% of the time (n = 22). On the dashed line he would be exactly as right as he sounds.",
		XLabel:  "How sure he sounded", YLabel: "Share that came true", Ticks: percents,
		RangeText: "where the true rate may be", BandText: "what chance alone would do",
		Series: []CalibrationSeries{
			{"a stated probability", "stated", []CalibrationPoint{
				at(0.1, 0.17, 0.03, 0.56, 0, 0.35, 6), at(0.5, 0.33, 0.06, 0.79, 0, 1, 3), at(0.7, 0.6, 0.39, 0.78, 0.49, 0.88, 20), at(0.9, 0.71, 0.52, 0.85, 0.78, 1, 28),
			}},
			{"read from the wording", "worded", []CalibrationPoint{
				at(0.3, 0.5, 0.1, 0.91, 0, 1, 2), at(0.55, 0.4, 0.17, 0.69, 0.25, 0.85, 10), at(0.8, 0.5, 0.34, 0.66, 0.66, 0.92, 34), at(0.95, 0.64, 0.43, 0.8, 0.85, 1, 22),
			}},
		},
		Table: tableOf([]string{"Sounded", "Claims", "Came true", "Range"},
			[]string{"70%", "20", "60%", "39–78%"}, []string{"90%", "28", "71%", "52–85%"}),
	}
}

func calibrationExtreme() Calibration {
	return Calibration{
		ID: "calibration-extreme", Title: "Extreme", Desc: "Values 0 and 1, n = 1 and 10,000.", Reading: "One claim was sure and wrong.",
		XLabel: "Sure", YLabel: "True", Ticks: percents,
		Series: []CalibrationSeries{
			{"stated", "stated", []CalibrationPoint{
				{X: 1, Y: 0, Low: 0, High: 0.79, BandLow: 1, BandHigh: 1, N: 1, NText: "1", Hollow: true},
				{X: 0, Y: 1, Low: 0.999, High: 1.0000001, BandLow: -1e-17, BandHigh: 0.01, N: 10000, NText: "10,000"},
			}},
			{"worded", "worded", []CalibrationPoint{{X: 1, Y: 1, Low: 0.2, High: 1, BandLow: 1, BandHigh: 1, N: 1, NText: "1"}}},
		},
	}
}

func timeLineOrdinary() TimeLine {
	t := timeLineCrowd("timeline", 34, 2016, 13)
	t.Marks[0].Late, t.Marks[0].Tone = true, "true"
	t.Reading = "Of 22 claims whose time has come, 14 came true. Nine are still open."
	return t
}

// timeLineCrowd is n claims over some years, most of them due at a year's end.
func timeLineCrowd(id string, n int, from, over float64) TimeLine {
	r := rand.New(rand.NewPCG(1, uint64(n))) //nolint:gosec // the same in every run
	t := TimeLine{
		ID: id, Title: "Every claim, on its deadline", Desc: "Claims by the year of their deadline and by outcome.",
		Today: 2026.6, TodayText: "today", Reading: "Every mark is a claim.",
		Legend: []LegendItem{
			{Tone: "true", Text: "true"}, {Tone: "true", Late: true, Text: "true, too late"}, {Tone: "mostly_true", Text: "mostly true"}, {Tone: "mixed", Text: "mixed"}, {Tone: "mostly_false", Text: "mostly false"},
			{Tone: "false", Text: "false"}, {Tone: "void", Text: "void"}, {Tone: "due", Text: "due"}, {Tone: "open", Text: "open"},
		},
		Table: tableOf([]string{"Year", "True", "False", "Open"}, []string{"2024", "4", "2", "0"}, []string{"2027", "0", "0", "5"}),
	}
	outcomes := []string{"true", "true", "true", "mostly_true", "mixed", "mostly_false", "false", "false", "void", "due"}
	for i := range n {
		day := from + 0.2 + over*r.Float64()
		if over > 0 && r.IntN(10) < 6 {
			day = float64(int(day)) + 364.0/365
		}
		m := Mark{Day: day, Tone: outcomes[r.IntN(len(outcomes))], Label: fmt.Sprintf("Claim %d", i), URL: fmt.Sprintf("/claims/%d", i)}
		m.Late = m.Tone == "true" && r.IntN(4) == 0
		if day > t.Today {
			m.Tone, m.Late = "open", false
		}
		t.Marks = append(t.Marks, m)
	}
	return t
}
