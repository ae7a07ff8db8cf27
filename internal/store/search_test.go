package store_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/store"
	"foresaid/internal/store/storetest"
)

// firstPage is more than any test stores.
var firstPage = ledger.SearchPage{Limit: 100, Others: 10}

func search(t require.TestingT, s *store.Store, text string) ledger.Found {
	found, err := s.Search(ctx, ledger.ParseSearch(text), firstPage)
	require.NoError(t, err, text)
	return found
}

// statements are those of the claims that were found, in their order.
func statements(found ledger.Found) []string {
	all := []string{}
	for _, c := range found.Claims {
		all = append(all, c.Statement)
	}
	return all
}

// library is what the searches below are made in.
func library(t *testing.T, s *store.Store) {
	t.Helper()
	altman := addSpeaker(t, s, "Sam Altman", "山姆·奥特曼", "奧爾特曼")
	musk := addSpeaker(t, s, "Elon Musk", "马斯克")
	elodie := addSpeaker(t, s, "Élodie Durand")
	src := ledger.Source{PublicID: "src22222", Title: "The Intelligence Age", Publisher: "Own blog", Kind: "article", AddedAt: now}
	inTx(t, s, func(tx ledger.Store) error {
		if err := tx.AddSource(ctx, &src); err != nil {
			return err
		}
		text := "A heading\n\nDeep learning worked, and got better with scale.\n\n深度学习起作用了。"
		k := ledger.KeptText{SourceID: src.ID, Text: text, SHA256: ledger.SumText(text), KeptBy: "t", KeptAt: now, Parts: []ledger.TextPart{
			{Kind: "heading", Start: 0, End: 9}, {Kind: "body", Start: 11, End: 59}, {Kind: "body", Start: 61, End: 70},
		}}
		_, err := tx.KeepText(ctx, &k)
		return err
	})
	add := func(sp ledger.Speaker, statement, deadline string, change func(*ledger.Claim)) {
		c := claim(sp, statement, deadline)
		if change != nil {
			change(&c)
		}
		addClaim(t, s, c)
	}
	add(altman, "GPT-5 is much more capable than GPT-4", "2025-12-31", func(c *ledger.Claim) {
		c.Topics, c.Quote, c.State = []string{"ai", "open source"}, "We’ll look back on GPT‑4 as laughably bad", ledger.StateDue
	})
	add(altman, "超级智能可能在几千天内出现", "2032-06-30", func(c *ledger.Claim) {
		c.Quote, c.QuoteLang, c.Translation, c.SourceID = "It is possible that we will have superintelligence in a few thousand days", "en", "我们有可能在几千天内拥有超级智能", src.ID
	})
	add(musk, "特斯拉将在年底前推出无人驾驶出租车", "2026-12-31", func(c *ledger.Claim) { c.Topics = []string{"cars"} })
	add(musk, "台灣軟體業的營收會成長", "2027-12-31", nil)
	add(elodie, "The café in the Straße will predict naïve ﬁnance", "2026-06-30", func(c *ledger.Claim) { c.Condition = "If the lease holds" })
	add(elodie, "Ｆｕｌｌ ｗｉｄｔｈ will stay", "2026-03-31", func(c *ledger.Claim) { c.State = ledger.StateWithdrawn })
}

func TestSearch(t *testing.T) {
	const (
		gpt   = "GPT-5 is much more capable than GPT-4"
		super = "超级智能可能在几千天内出现"
		robot = "特斯拉将在年底前推出无人驾驶出租车"
		soft  = "台灣軟體業的營收會成長"
		cafe  = "The café in the Straße will predict naïve ﬁnance"
		full  = "Ｆｕｌｌ ｗｉｄｔｈ will stay"
	)
	cases := map[string][]string{
		// words
		"capable":           {gpt},
		"CAPABLE gpt":       {gpt},
		"gpt5":              {gpt},
		"gpt-4":             {gpt},
		"cap":               {gpt}, // as you type
		"apable":            {},
		"laughably":         {gpt}, // the quote
		"superintelligence": {super},
		"thousand days":     {super},
		"days thousand":     {super},
		`"thousand days"`:   {super},
		`"days thousand"`:   {},
		`"cap"`:             {}, // a phrase is whole words
		"lease":             {cafe},
		"will":              {full, cafe, super},
		// two Chinese characters, and traditional ones
		"超级":       {super},
		"智能":       {super},
		"能智":       {},
		"千天":       {super},
		"出租":       {robot},
		"出租车 推出":   {robot},
		"无人驾驶出租车":  {robot},
		"無人駕駛":     {robot},
		"台湾":       {soft},
		"软体":       {soft},
		"營收":       {soft},
		"拥有超级智能":   {super}, // the translation
		"GPT智能":    {},
		"altman智能": {super},
		// folding
		"cafe":       {cafe},
		"CAFÉ":       {cafe},
		"strasse":    {cafe},
		"naive":      {cafe},
		"finance":    {cafe},
		"full width": {full},
		"ｃａｆé":       {cafe},
		"elodie":     {full, cafe},
		// names and aliases, topics, sources
		"altman":           {super, gpt},
		"奥特曼":              {super, gpt},
		"奥尔特曼":             {super, gpt}, // written 奧爾特曼
		"马斯克 软体":           {soft},
		"open source":      {gpt},
		"intelligence age": {super},
		// filters
		"speaker:altman":                {super, gpt},
		`speaker:"elon musk"`:           {soft, robot},
		"speaker:马斯克 年底":                {robot},
		"speaker:nobody":                {},
		"topic:ai":                      {gpt},
		"topic:AI -gpt":                 {},
		`topic:"open source"`:           {gpt},
		"#cars":                         {robot},
		"by:2026":                       {full, cafe, robot},
		"by:2026-Q2":                    {cafe},
		"by:2026-03..2026-06":           {full, cafe},
		"by:2027..":                     {soft, super},
		"by:..2025":                     {gpt},
		"期限:2026年12月":                   {robot},
		"state:due":                     {gpt},
		"状态：已撤回":                        {full},
		"state:due state:withdrawn":     {full, gpt},
		"speaker:altman speaker:musk 能": {super},
		// minus
		"will -cafe":        {full, super},
		"will -caf":         {full, super}, // takes away what it would find
		`will -"few days"`:  {full, cafe, super},
		"will -智能":          {full, cafe},
		"-state:open":       {full, gpt},
		"-speaker:elodie":   {soft, robot, super, gpt},
		"-topic:ai by:2025": {},
		"-will -musk":       {gpt},
		// what means nothing
		"state:nonsense": {},
		"":               {},
		"!?":             {},
		"-":              {},
		`"`:              {},
		"speaker:":       {},
	}
	each(t, func(t *testing.T, s *store.Store) {
		library(t, s)
		for text, want := range cases {
			assert.Equal(t, want, statements(search(t, s, text)), text)
		}

	})
}

// A claim is found by any two Chinese characters that touch in its statement,
// and by any word of it.
func TestEveryClaimIsFound(t *testing.T) {
	texts := rapid.Custom(func(r *rapid.T) string {
		part := rapid.OneOf(rapid.StringMatching(`[\p{Han}]{1,6}`), rapid.StringMatching(`[A-Za-z]{1,9}`), rapid.StringMatching(`[0-9]{1,4}`),
			rapid.SampledFrom([]string{" ", "，", "-", "’s ", "é", "ｆｕ", "麼", "…"}))
		return "x" + strings.Join(rapid.SliceOfN(part, 1, 12).Draw(r, "parts"), "")
	})
	each(t, func(t *testing.T, s *store.Store) {
		sp := addSpeaker(t, s, "Somebody")
		rapid.Check(t, func(r *rapid.T) {
			c := claim(sp, ledger.Line(texts.Draw(r, "statement")), "2026-01-01")
			addClaim(r, s, c)
			has := func(text string) bool {
				for _, f := range search(r, s, `speaker:somebody `+text).Claims {
					if f.PublicID == c.PublicID {
						return true
					}
				}
				return false
			}
			runes := []rune(c.Statement)
			for i := 1; i < len(runes); i++ {
				if two := runes[i-1 : i+1]; unicode.Is(unicode.Han, two[0]) && unicode.Is(unicode.Han, two[1]) {
					require.True(r, has(string(two)), "%s in %s", string(two), c.Statement)
				}
			}
			for _, word := range strings.Fields(c.Statement) {
				if len(ledger.Tokens(word)) > 0 && !strings.HasPrefix(word, "-") {
					require.True(r, has(word), "%s in %s", word, c.Statement)
					require.False(r, has("-"+word), "-%s in %s", word, c.Statement)
				}
			}
		})
	})
}

// A change of what claims are found by is found at once, and what was is not.
func TestSearchFollowsChanges(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		sp := addSpeaker(t, s, "Ada")
		c := addClaim(t, s, claim(sp, "first wording", "2026-01-01"))
		c.Statement, c.Topics = "second wording", []string{"looms"}
		inTx(t, s, func(tx ledger.Store) error { return tx.UpdateClaim(ctx, &c) })
		require.Empty(t, statements(search(t, s, "first")))
		require.Len(t, statements(search(t, s, "second looms")), 1)

		v := ledger.Verdict{ClaimID: c.ID, Grade: ledger.True, Note: "checked in the archive", By: "t", At: now,
			Evidence: []ledger.Evidence{{Title: "Minutes", Text: "kept copy"}, {Link: "https://e.example"}}}
		inTx(t, s, func(tx ledger.Store) error { return tx.AddVerdict(ctx, &v) })
		for _, text := range []string{"archive", "minutes copy"} {
			require.Len(t, statements(search(t, s, text)), 1, text)
		}
		inTx(t, s, func(tx ledger.Store) error { return tx.UndoVerdict(ctx, v.ID, "t", now) })
		require.Empty(t, statements(search(t, s, "archive")))

		sp.Name, sp.Aliases = "Augusta", []string{"Countess of Lovelace"}
		inTx(t, s, func(tx ledger.Store) error { return tx.UpdateSpeaker(ctx, &sp) })
		require.Empty(t, statements(search(t, s, "ada")))
		require.Len(t, statements(search(t, s, "countess wording")), 1)
		require.Len(t, search(t, s, "lovelace").Speakers, 1)

		other := addSpeaker(t, s, "Babbage")
		inTx(t, s, func(tx ledger.Store) error {
			if _, _, err := tx.MoveClaims(ctx, sp.ID, other.ID); err != nil {
				return err
			}
			sp.MergedInto = other.ID
			return tx.UpdateSpeaker(ctx, &sp)
		})
		require.Empty(t, search(t, s, "lovelace").Speakers)
		require.Len(t, statements(search(t, s, "speaker:babbage wording")), 1)
		require.Len(t, statements(search(t, s, "speaker:"+sp.PublicID)), 1, "a merged speaker's id is the other's")

		src := ledger.Source{PublicID: "src33333", Title: "Notes", Kind: "article", AddedAt: now}
		inTx(t, s, func(tx ledger.Store) error {
			if err := tx.AddSource(ctx, &src); err != nil {
				return err
			}
			line, err := tx.ClaimByID(ctx, c.ID)
			if err != nil {
				return err
			}
			line.SourceID = src.ID
			return tx.UpdateClaim(ctx, &line.Claim)
		})
		src.Title = "Sketch of the engine"
		inTx(t, s, func(tx ledger.Store) error { return tx.UpdateSource(ctx, &src) })
		require.Len(t, statements(search(t, s, "engine")), 1)
		require.Len(t, search(t, s, "engine").Sources, 1)
		require.Empty(t, search(t, s, "notes").Sources)
	})
}

func TestSearchFindsSpeakersAndTexts(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		library(t, s)
		found := search(t, s, "奥特曼")
		require.Len(t, found.Speakers, 1)
		require.Equal(t, "Sam Altman", found.Speakers[0].Name)
		require.Equal(t, 2, found.Speakers[0].Claims)

		found = search(t, s, "learning scale")
		require.Len(t, found.Sources, 1)
		require.Equal(t, "The Intelligence Age", found.Sources[0].Title)
		require.Len(t, found.Sources[0].Passages, 1)
		passage := found.Sources[0].Passages[0]
		require.Equal(t, "Deep learning worked, and got better with scale.", passage.Text)
		require.Equal(t, []int{11, 59}, []int{passage.Start, passage.End})
		require.Equal(t, "深度学习起作用了。", search(t, s, "學習").Sources[0].Passages[0].Text)
		require.Len(t, search(t, s, "intelligence").Sources, 1)

		require.Empty(t, search(t, s, "learning state:open").Sources, "only claims have a state")
		require.Empty(t, search(t, s, "-learning").Sources)
		require.Equal(t, map[ledger.State]int{ledger.StateOpen: 2, ledger.StateWithdrawn: 1}, search(t, s, "will state:open").States,
			"states are counted whichever are asked for")
	})
}

// What is older than the search can be found when the database is opened.
func TestSearchOfOlderDatabases(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		s := storetest.Open(t, url)
		library(t, s)
		before := search(t, s, "intelligence")
		require.NoError(t, store.Exec(s, "DELETE FROM search_docs"))
		require.Empty(t, search(t, s, "intelligence").Claims)
		_, err := s.Migrate(ctx)
		require.NoError(t, err)
		require.Equal(t, before, search(t, s, "intelligence"))
	})
}

// Long texts, and texts of one word many times, are searched like others.
func TestSearchOfLongTexts(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		sp := addSpeaker(t, s, "Somebody")
		c := claim(sp, strings.Repeat("的", 999)+"末", "2026-01-01")
		c.Quote = strings.Repeat("word ", 900) + "end"
		c.Criteria = strings.Repeat("x", 5000)
		addClaim(t, s, c)
		for _, text := range []string{"的末", `"word end"`, strings.Repeat("x", 290), "wor"} {
			require.Len(t, statements(search(t, s, text)), 1, text)
		}
		require.Empty(t, statements(search(t, s, "末的")))

		src := ledger.Source{PublicID: "src44444", Title: "Long", Kind: "article", AddedAt: now}
		inTx(t, s, func(tx ledger.Store) error {
			if err := tx.AddSource(ctx, &src); err != nil {
				return err
			}
			text := strings.Repeat("甲乙丙丁", 2000) + "戊己"
			_, err := tx.KeepText(ctx, &ledger.KeptText{SourceID: src.ID, Text: text, SHA256: ledger.SumText(text), KeptBy: "t", KeptAt: now})
			return err
		})
		require.Equal(t, "戊己", string([]rune(search(t, s, "戊己").Sources[0].Passages[0].Text)[len([]rune(search(t, s, "戊己").Sources[0].Passages[0].Text))-2:]))
	})
}

// FuzzSearch types anything.
func FuzzSearch(f *testing.F) {
	for _, text := range []string{`will -"a b" speaker:x`, "智能 #ai by:2026..", "state:due\" OR 1=1 --", "a* NEAR b", `"`, "-", "%_'", "\ue000", "\x00\xff"} {
		f.Add(text)
	}
	s := storetest.Open(f, storetest.SQLite(f))
	sp := ledger.Speaker{PublicID: "spk22222", Name: "Sam Altman", AddedAt: now}
	inTx(f, s, func(tx ledger.Store) error { return tx.AddSpeaker(ctx, &sp) })
	addClaim(f, s, claim(sp, "GPT-5 将在 2026 年底前发布 will", "2026-12-31"))
	f.Fuzz(func(t *testing.T, text string) {
		q := ledger.ParseSearch(text)
		found, err := s.Search(ctx, q, firstPage)
		require.NoError(t, err)
		again, err := s.Search(ctx, ledger.ParseSearch(q.Text), firstPage)
		require.NoError(t, err)
		require.Equal(t, statements(found), statements(again), "a search is read as it is shown")
		for _, c := range found.Claims {
			for _, in := range c.In {
				var whole string
				for _, m := range q.Mark(in.Text) {
					whole += m.Text
				}
				require.Equal(t, in.Text, whole)
			}
		}
	})
}
