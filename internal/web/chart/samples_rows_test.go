package chart

func dotsOrdinary() Dots {
	base := 0.42
	return Dots{
		ID: "dots", Title: "Accuracy by topic", Desc: "Share that came true, with its interval, by topic.",
		Reading: "Best on products, worst on society; only the products interval is clear of the base rate.",
		Head:    [4]string{"Topic", "Share that came true", "Accuracy", "Judged"}, AxisTicks: percents, ReferenceText: "base rate of such claims",
		Rows: []DotRow{
			{Name: "AI products", URL: "/topics/products", Value: 0.64, Low: 0.43, High: 0.8, Defined: true, Text: "64%", RangeText: "43–80%", NText: "n = 22", NURL: "/claims", Reference: &base},
			{Name: "Society and the economy, over a long name", URL: "/topics/society", Value: 0.33, Low: 0.12, High: 0.65, Defined: true, Text: "33%", RangeText: "12–65%", NText: "n = 9", NURL: "/claims", Reference: &base},
			{Name: "自动驾驶", Lang: "zh", URL: "/topics/cars", Value: 0.5, Low: 0.15, High: 0.85, Defined: true, Text: "50%", RangeText: "15–85%", NText: "n = 4", Hollow: true},
			{Name: "Energy", Why: "Nothing judged yet; 3 are open.", NText: "n = 0"},
		},
	}
}

func dotsExtreme() Dots {
	zero, one := 0.0, 1.0
	return Dots{
		ID: "dots-extreme", Title: "Extreme", Desc: "Values 0 and 1.", Head: [4]string{"Who", "Share", "Accuracy", "n"}, AxisTicks: percents,
		Rows: []DotRow{
			{Name: "Never", Value: 0, Low: -1e-18, High: 0.79, Defined: true, Text: "0%", RangeText: "0–79%", NText: "1", Hollow: true, Reference: &zero},
			{Name: "Always", Value: 1, Low: 0.21, High: 1 + 1e-12, Defined: true, Text: "100%", RangeText: "21–100%", NText: "1", Reference: &one},
		},
	}
}

func chainOrdinary() Chain {
	return Chain{
		ID: "chain", Title: "The deadline has moved", Desc: "Four statements of the same claim, each later than the one before.",
		Reading: "In nine years the promised date moved by nine years.",
		Links: []ChainLink{
			{2016.8, 2017.99, "Oct 2016", "end of 2017", "A Tesla will drive itself from LA to New York", "/claims/1", "false"},
			{2019.1, 2019.99, "Feb 2019", "end of 2019", "Feature complete full self-driving this year", "/claims/2", "false"},
			{2020.5, 2020.99, "Jul 2020", "end of 2020", "Very close to level 5", "/claims/3", "mostly_false"},
			{2024.3, 2026.9, "Apr 2024", "end of 2026", "Robotaxis in volume before 2027", "/claims/4", "open"},
		},
		Table: tableOf([]string{"Said", "Deadline"}, []string{"Oct 2016", "end of 2017"}, []string{"Apr 2024", "end of 2026"}),
	}
}

func chainExtreme() Chain {
	return Chain{
		ID: "chain-extreme", Title: "Extreme", Desc: "One statement, judged the day it was made; another runs to 2100.",
		Links: []ChainLink{
			{2025.5, 2025.5, "2025年7月1日", "2025年7月1日", "One day", "", "true"},
			{2025.9, 2100, "2025年11月1日", "2100年1月1日", "A lifetime", "/claims/2", "due"},
		},
	}
}

func stepsOrdinary() Steps {
	return Steps{
		ID: "steps", Title: "Accuracy over time", Desc: "Share that came true of all claims judged so far.", Band: true,
		Reading: "After a strong start the record settled near 60%.", Ticks: percents, Until: 2026.5, FromText: "Mar 2019", UntilText: "Jul 2026",
		Points: []StepPoint{
			{2019.2, 1, 0.21, 1, "1 of 1", "/claims/1"}, {2020, 0.67, 0.21, 0.94, "2 of 3", "/claims/2"}, {2021.4, 0.75, 0.3, 0.95, "3 of 4", "/claims/3"},
			{2023, 0.57, 0.25, 0.84, "4 of 7", "/claims/4"}, {2024.6, 0.64, 0.35, 0.85, "7 of 11", "/claims/5"}, {2026, 0.6, 0.4, 0.77, "13 of 22", "/claims/6"},
		},
		Table: tableOf([]string{"From", "Accuracy", "Judged"}, []string{"Mar 2019", "100%", "1"}, []string{"Jan 2026", "60%", "22"}),
	}
}

func stepsExtreme() Steps {
	return Steps{
		ID: "steps-extreme", Title: "Extreme", Desc: "One forecast, made today.", Band: true, Ticks: percents, FromText: "1 Jul 2026", UntilText: "today",
		Points: []StepPoint{{At: 2026.5, Value: 0, Low: -1e-18, High: 1}},
	}
}
