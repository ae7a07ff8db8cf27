package assist_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

const (
	rates = "The bank’s chief economist said that “rates will  almost certainly fall before 2030”, if inflation stays under 3%."
	ships = "Every second new ship will run on ammonia by the end of 2035."
	coal  = "Last year 10,000 people left the coal mines."
)

// sharpen lets a model with the given answer go over the text.
func sharpen(t *testing.T, text wording.Text, found []wording.Candidate, answer string) []wording.Candidate {
	t.Helper()
	before := slices.Clone(found)
	got, err := drafter(t, serve(t, saying(answer))).Sharpen(t.Context(), text, found)
	require.NoError(t, err)
	assert.Equal(t, before, found, "what was found stays as it was")
	assertVerbatim(t, text, got)
	return got
}

// one is sharpen for a text of one candidate.
func one(t *testing.T, text wording.Text, sentence string, c claim) wording.Candidate {
	t.Helper()
	c["quote"] = sentence
	got := sharpen(t, text, foundIn(t, text, sentence), claims(c))
	require.Len(t, got, 1)
	return got[0]
}

func TestAGoodAnswer(t *testing.T) {
	text := textOf(rates, coal, ships)
	text.Topics = []string{"interest rates", "shipping"}
	got := sharpen(t, text, foundIn(t, text, ships), claims(
		claim{"quote": `the bank's chief economist said that "rates will almost certainly fall before 2030"`, "statement": "Rates fall before 2030",
			"speaker": "The bank's chief economist", "second_hand": true, "deadline": "2030", "confidence": "almost certainly",
			"condition": "if inflation stays under 3%", "topics": []string{"Interest rates", "inflation", "astrology"}},
		claim{"quote": ships, "statement": "Half of new ships run on ammonia by the end of 2035", "deadline": "by the end of 2035"},
	))
	require.Len(t, got, 2)
	first := got[0]
	assert.Equal(t, "The bank’s chief economist said that “rates will  almost certainly fall before 2030”", first.Quote, "the text's own spelling")
	assert.Equal(t, "Rates fall before 2030", first.Statement)
	assert.Equal(t, "The bank’s chief economist", first.Speaker)
	assert.True(t, first.SecondHand)
	assert.Equal(t, "before 2030", first.Deadline.Words, "2030 alone would end a year later")
	assert.Equal(t, "2029-12-31", first.Deadline.To.String())
	assert.Equal(t, ledger.WordedConfidence, first.Confidence.Basis)
	assert.Equal(t, "almost certainly", first.Confidence.Words)
	assert.Equal(t, "if inflation stays under 3%", first.Condition)
	assert.Subset(t, first.Topics, []string{"interest rates", "inflation"})
	assert.NotContains(t, first.Topics, "astrology")
	assert.True(t, first.Assisted)
	assert.Equal(t, -1, first.SameAs)

	assert.Equal(t, ships, got[1].Quote)
	assert.Equal(t, "Half of new ships run on ammonia by the end of 2035", got[1].Statement)
	assert.Equal(t, "2035-12-31", got[1].Deadline.To.String())
	assert.Equal(t, .7, got[1].Score, "the rules' own")
	assert.True(t, got[1].Assisted)
}

func TestChinese(t *testing.T) {
	const said = "央行首席经济学家认为，“2030年前利率几乎肯定会下降”。"
	const half = "如果订单不减，到2026年底，一半的新船会烧氨。"
	text := textOf(said, half)
	got := sharpen(t, text, foundIn(t, text, half), claims(
		claim{"quote": "2030年前利率几乎肯定会下降", "statement": "利率在2030年前下降", "speaker": "央行首席经济学家", "deadline": "2030年", "confidence": "几乎肯定"},
		claim{"quote": half, "statement": "到2026年底，新船有一半烧氨", "deadline": "年底", "condition": "如果订单不减"},
	))
	require.Len(t, got, 2)
	assert.Equal(t, "央行首席经济学家", got[0].Speaker)
	assert.Equal(t, "2029-12-31", got[0].Deadline.To.String())
	assert.Equal(t, "几乎肯定", got[0].Confidence.Words)
	assert.True(t, got[0].Confidence.Scored())
	assert.Equal(t, "2026-12-31", got[1].Deadline.To.String(), "not the end of this year: %s", got[1].Deadline.Words)
	assert.Equal(t, "如果订单不减", got[1].Condition)
}

func TestQuotesThatAreNotInTheText(t *testing.T) {
	text := textOf(rates, ships, "A train into the future will rain.")
	for name, quote := range map[string]any{
		"invented":             "Rates will never fall again.",
		"translated":           "到2035年底，每两艘新船就有一艘烧氨。",
		"of two paragraphs":    "under 3%. Every second new ship",
		"left something out":   "Every second ship will run on ammonia",
		"too little":           "rates",
		"cuts words":           "rain into the future will rai",
		"cuts a number":        "ammonia by the end of 203",
		"empty":                "",
		"marks only":           `"""""""""""`,
		"not a text":           42,
		"the whole dictionary": strings.Repeat("will ", 100_000),
	} {
		t.Run(name, func(t *testing.T) {
			found := foundIn(t, text, ships)
			got := sharpen(t, text, found, claims(claim{"quote": quote, "statement": "Something happens", "speaker": "the bank's chief economist"}))
			assert.Equal(t, found, got)
		})
	}
}

func TestSpeakers(t *testing.T) {
	text := textOf("Jane Doe of the harbour board disagrees.", ships)
	text.Speaker, text.Author = "The minister", "The harbour desk"
	for offered, want := range map[string]string{
		"Jane Doe":                "Jane Doe",
		"JANE  DOE":               "Jane Doe",
		"the minister":            "The minister",
		"The Harbour Desk":        "The harbour desk",
		"John Doe":                "as before",
		"ane Do":                  "as before",
		"he":                      "as before",
		"It":                      "as before",
		"":                        "as before",
		"“”":                      "as before",
		"<b>Jane Doe</b>":         "as before",
		strings.Repeat("a ", 150): "as before",
	} {
		found := foundIn(t, text, ships)
		found[0].Speaker = "as before"
		got := sharpen(t, text, found, claims(claim{"quote": ships, "speaker": offered, "second_hand": true}))
		assert.Equal(t, want, got[0].Speaker, "%q", offered)
		assert.Equal(t, want != "as before", got[0].SecondHand, "%q", offered)
		assert.Equal(t, want != "as before", got[0].Assisted, "%q: marked where something changed", offered)
	}
}

func TestDeadlines(t *testing.T) {
	beside := textOf("Orders are to double by June 2027. "+ships+" That is 12.5% of 2031 orders, in 20350 yards.", "It takes until 2050.")
	for offered, want := range map[string]string{
		"by the end of 2035": "2035-12-31",
		"end of 2035":        "2035-12-31",
		"2035":               "2035-12-31",
		"June 2027":          "2027-06-30", // beside the quote, which fills a gap
		"2050":               "",           // another paragraph
		"2040":               "",           // invented
		"2035-12-31":         "",           // worked out
		"20350":              "",
		"ammonia":            "",
		"5%":                 "",
	} {
		got := one(t, beside, ships, claim{"deadline": offered})
		assert.Equal(t, want, got.Deadline.To.String(), "%q", offered)
		assert.Equal(t, want != "", got.Assisted, "%q", offered)
	}

	found := foundIn(t, beside, ships)
	found[0].Deadline, _ = wording.ParseDeadline("end of 2035", beside.Said)
	got := sharpen(t, beside, found, claims(claim{"quote": ships, "deadline": "June 2027"}))
	assert.Equal(t, "end of 2035", got[0].Deadline.Words, "what stands beside the quote takes nothing away")
}

func TestConfidences(t *testing.T) {
	const sure = "The ferry will likely sail by 2030, and with 95.5% certainty by 2040."
	const unsure = "It is unlikely that a bridge will be built by 2030."
	text := textOf(sure, unsure, "We are 80% sure.")
	for _, c := range []struct{ sentence, offered, words string }{
		{sure, "likely", "likely"},
		{sure, "Likely", "likely"},
		{sure, "80%", ""},                // another paragraph
		{sure, "5%", ""},                 // of a number
		{sure, "95%", ""},                // not there
		{sure, "0.9", ""},                // worked out
		{sure, "certainty", "certainty"}, // without a number
		{unsure, "likely", ""},
		{unsure, "unlikely", "It is unlikely"},
		{unsure, "very likely", ""},
	} {
		got := one(t, text, c.sentence, claim{"confidence": c.offered})
		assert.Equal(t, c.words, got.Confidence.Words, "%q", c.offered)
		assert.Equal(t, c.words != "" && c.words != "certainty", got.Confidence.Scored(), "%q", c.offered)
	}
	stated := one(t, text, sure, claim{"confidence": "95.5%"})
	assert.Equal(t, ledger.Probability(955_000), stated.Confidence.Probability)

	found := foundIn(t, text, sure)
	found[0].Confidence, _ = wording.ParseConfidence("95.5%")
	got := sharpen(t, text, found, claims(claim{"quote": sure, "confidence": "likely"}))
	assert.Equal(t, ledger.StatedConfidence, got[0].Confidence.Basis, "odds that the rules found stay")
}

func TestWordsMeanWhatStandsAroundThemToo(t *testing.T) {
	for _, c := range []struct{ sentence, offered, words string }{
		{"The ferry will very likely sail again.", "likely", "very likely"},
		{"渡轮很可能会复航。", "可能", "很可能"},
		{"It is highly unlikely that the ferry will sail again.", "unlikely", "highly unlikely"},
	} {
		if _, known := wording.FindOdds(c.words); !assert.True(t, known, c.words) {
			continue
		}
		assert.Equal(t, c.words, one(t, textOf(c.sentence), c.sentence, claim{"confidence": c.offered}).Confidence.Words)
	}
}

func TestConditions(t *testing.T) {
	text := textOf(rates, "If oil stays dear, much will change.")
	quote := "rates will  almost certainly fall before 2030”, if inflation stays under 3%."
	assert.Equal(t, "if inflation stays under 3%", one(t, text, quote, claim{"condition": "If inflation\nstays under 3%"}).Condition)
	assert.Empty(t, one(t, text, quote, claim{"condition": "if oil stays dear"}).Condition, "another paragraph's")
	assert.Empty(t, one(t, text, quote, claim{"condition": "if pigs fly"}).Condition)
}

func TestStatements(t *testing.T) {
	text := textOf(ships+" The yards have 10,000 workers and 3 docks.", "Prices rise by 4.5%.")
	for offered, want := range map[string]string{
		"Ships run on ammonia by 2035":          "Ships run on ammonia by 2035",
		"10000 workers build 3 ships, 4.5% up":  "10000 workers build 3 ships, 4.5% up",
		"Said on 24 April 2024: ships run":      "Said on 24 April 2024: ships run",
		"Ships run on ammonia by 2040":          ships,
		"70% of ships run on ammonia":           ships,
		"5% of ships run on ammonia":            ships,
		" Ships\u202e run\u0000 on\n\tammonia ": "Ships run on ammonia",
		"<script>alert()</script>":              "<script>alert()</script>", // text, as any
		"":                                      ships,
		strings.Repeat("词", 3000):               strings.Repeat("词", 999) + "…",
	} {
		assert.Equal(t, want, one(t, text, ships, claim{"statement": offered}).Statement)
	}
	const next = "By December 2035 it will be so."
	got := one(t, textOf(next), next, claim{"statement": "It is so by 2035-12-31", "deadline": "December 2035"})
	assert.Equal(t, "It is so by 2035-12-31", got.Statement, "the deadline's own dates")
}

func TestTopics(t *testing.T) {
	text := textOf(ships)
	text.Topics = []string{"shipping", "energy", strings.Repeat("x", 70)}
	found := foundIn(t, text, ships)
	found[0].Topics = []string{"energy"}
	got := sharpen(t, text, found, claims(claim{"quote": ships,
		"topics": []any{"Shipping", "#energy", "ammonia", "crypto", 7, strings.Repeat("x", 70), "ship", "every", "second", "run", "end"}}))
	assert.Equal(t, []string{"energy", "shipping", "ammonia", "ship", "every", "second"}, got[0].Topics)
	assert.Equal(t, []string{"energy"}, found[0].Topics)
}

func TestFieldsOfOtherTypesAreLeftOut(t *testing.T) {
	text := textOf(ships)
	got := one(t, text, ships, claim{"statement": 7, "speaker": []string{"ship"}, "second_hand": "yes", "deadline": map[string]int{"year": 2035},
		"confidence": .9, "condition": true, "topics": "ammonia", "from": "2035-01-01", "probability": 1})
	assert.Equal(t, foundIn(t, text, ships)[0], got)
}

func TestMerging(t *testing.T) {
	const a, b, c = "The port will grow.", "The town will shrink by 2030, and the railway will be closed by 2031.", "The ferry will sail."
	text := textOf(a+" "+b, c, a)
	found := foundIn(t, text, a, b, c)
	again := foundIn(t, textOf(a+" "+b, c), c)[0]
	again.Start, again.End = again.End+2, again.End+2+len(a)
	again.Quote, again.Statement, again.SameAs = a, a, 0
	found = append(found, again)

	got := sharpen(t, text, found, claims(
		claim{"quote": "and the railway will be closed by 2031", "statement": "The railway is closed by 2031"}, // more than half
		claim{"quote": "The town will shrink by 2030", "statement": "The town shrinks by 2030"},                // less
		claim{"quote": a + " The town", "statement": "The port grows"},                                         // more than a candidate
		claim{"quote": a, "statement": "The port grew twice"},                                                  // for the second time
		claim{"quote": a + " " + b, "statement": "All of it"},
	))
	var quotes, statements []string
	var same []int
	for _, g := range got {
		quotes, statements, same = append(quotes, g.Quote), append(statements, g.Statement), append(same, g.SameAs)
	}
	assert.Equal(t, []string{a, b, "The town will shrink by 2030", c, a}, quotes)
	assert.Equal(t, []string{"The port grows", "The railway is closed by 2031", "The town shrinks by 2030", c, a}, statements)
	assert.Equal(t, []int{-1, -1, -1, -1, 0}, same)
	assert.False(t, got[3].Assisted)
}

func TestIndexesOfRepetitionsMoveAlong(t *testing.T) {
	text := textOf("Nobody saw it coming: a flood in 2040 is certain.", ships, coal+" More mines close in 2041 for sure.", ships)
	found := foundIn(t, text, ships, ships)
	found[1].Start = len(whole(text)) - len(ships)
	found[1].End = len(whole(text))
	found[1].SameAs = 0
	got := sharpen(t, text, found, claims(claim{"quote": "More mines close in 2041 for sure."}, claim{"quote": "a flood in 2040 is certain"},
		claim{"quote": "A FLOOD in 2040 is certain"}))
	require.Len(t, got, 4)
	assert.Equal(t, []int{-1, -1, -1, 1}, []int{got[0].SameAs, got[1].SameAs, got[2].SameAs, got[3].SameAs})
	assert.Equal(t, []bool{true, false, true, false}, []bool{got[0].Assisted, got[1].Assisted, got[2].Assisted, got[3].Assisted})
}

func TestNothingToRead(t *testing.T) {
	s := serve(t, saying(claims()))
	for _, text := range []wording.Text{{}, textOf(""), textOf(" ", "\n")} {
		got, err := drafter(t, s).Sharpen(t.Context(), text, nil)
		require.NoError(t, err)
		assert.Empty(t, got)
	}
	assert.Empty(t, s.all(), "nobody was asked")
}
