package tracker_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

const outlook = `Prices will fall by a third before 2029, the minister said. Wages rose.

Every house will have a heat pump by 2030. The last mine will close by 2031, and coal will be gone by 2033.

It may rain.`

func read(t require.TestingT, text string) article.Article {
	a, err := article.ReadText(text)
	require.NoError(t, err)
	a.Speaker = "The minister"
	return a
}

// Whatever is done on a desk, undoing it brings back what was there.
func TestUndoBringsBackWhatWasThere(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		rapid.Check(t, func(t *rapid.T) {
			c, err := f.StartCapture(f.ctx(), by, read(t, outlook+strings.Repeat(" ", 3)+rapid.StringMatching(`[a-z]{12}`).Draw(t, "text")))
			require.NoError(t, err)
			require.NotEmpty(t, c.Desk.Sentences)
			was := shape(t, c)
			steps := 0
			for range rapid.IntRange(1, 12).Draw(t, "steps") {
				all := c.Desk.Sentences
				n := all[rapid.IntRange(0, len(all)-1).Draw(t, "sentence")].Number
				before := len(c.Desk.Steps)
				switch rapid.SampledFrom([]string{"keep", "skip", "revive", "save", "split", "join", "add", "part", "head"}).Draw(t, "act") {
				case "keep":
					d := c.Desk.At(n).Draft
					d.Statement += "!"
					_, _, err = f.KeepSentence(f.ctx(), c.PublicID, n, d)
				case "skip":
					_, err = f.SkipSentence(f.ctx(), c.PublicID, n)
				case "revive":
					_, err = f.ReviveSentence(f.ctx(), c.PublicID, n)
				case "save":
					d := c.Desk.At(n).Draft
					d.Speaker = rapid.SampledFrom([]string{"A", "B"}).Draw(t, "speaker")
					_, err = f.SaveSentence(f.ctx(), c.PublicID, n, d)
				case "split":
					_, _, err = f.SplitSentence(f.ctx(), c.PublicID, n, rapid.IntRange(-1, 300).Draw(t, "at"))
				case "join":
					_, err = f.JoinSentence(f.ctx(), c.PublicID, n)
				case "add":
					from := rapid.IntRange(0, 200).Draw(t, "from")
					_, _, err = f.AddSentence(f.ctx(), c.PublicID, from, from+rapid.IntRange(1, 60).Draw(t, "length"))
				case "part":
					_, err = f.PartSentence(f.ctx(), c.PublicID, n)
				case "head":
					h := c.Desk.Head
					h.Speaker = rapid.SampledFrom([]string{"C", "D"}).Draw(t, "main speaker")
					_, err = f.SaveHead(f.ctx(), c.PublicID, h)
				}
				if err != nil {
					require.Contains(t, []ledger.Code{ledger.Invalid, ledger.Duplicate}, ledger.CodeOf(err), err)
				}
				now, err := f.Capture(f.ctx(), c.PublicID)
				require.NoError(t, err)
				steps += len(now.Desk.Steps) - before
				c = now
				require.Equal(t, c.Desk.Count(tracker.Waiting), c.Waiting)
				require.Equal(t, c.Desk.Count(tracker.Kept), c.Kept)
				sound(t, c)
			}
			for range steps {
				c, _, err = f.UndoCapture(f.ctx(), c.PublicID)
				require.NoError(t, err)
			}
			require.Equal(t, was, shape(t, c))
			c, _, err = f.UndoCapture(f.ctx(), c.PublicID)
			require.NoError(t, err, "nothing left to undo is no fault")
			_, err = f.DropCapture(f.ctx(), c.PublicID)
			require.NoError(t, err)
		})
	})
}

// sound checks what must hold of any desk.
func sound(t require.TestingT, c tracker.Capture) {
	text, last := []rune(c.Text), 0
	seen := map[int]bool{}
	for _, s := range c.Desk.Sentences {
		require.False(t, seen[s.Number], "numbers are unique")
		seen[s.Number] = true
		require.GreaterOrEqual(t, s.Start, last, "in the order of the text")
		last = s.Start
		require.Less(t, s.Start, s.End)
		require.LessOrEqual(t, s.End, len(text))
		quoted := strings.Join(strings.Fields(string(text[s.Start:s.End])), " ")
		require.Equal(t, quoted, strings.Join(strings.Fields(s.Draft.Quote), " "), "a quote is what stands there")
	}
}

func shape(t require.TestingT, c tracker.Capture) string {
	d := c.Desk
	d.Steps = nil
	b, err := json.Marshal(d)
	require.NoError(t, err)
	return string(b)
}

func TestACaptureKeepsItsTextOnce(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		for range 2 {
			c, err := f.StartCapture(f.ctx(), by, read(t, outlook))
			require.NoError(t, err)
			var kept int
			for _, s := range c.Desk.Sentences {
				if s.State == tracker.Waiting && s.SameAs == 0 && kept == 0 {
					d := s.Draft
					d.Statement, d.Again = "Prices are lower", true
					_, _, err = f.KeepSentence(f.ctx(), c.PublicID, s.Number, d)
					require.NoError(t, err)
					kept++
				}
			}
			logged, err := f.LogCapture(f.ctx(), by, c.PublicID)
			require.NoError(t, err)
			texts, err := f.store.KeptTexts(f.ctx(), logged.SourceID)
			require.NoError(t, err)
			require.Len(t, texts, 1, "the same text is kept once")
			claims, err := f.store.ClaimsIn(f.ctx(), texts[0].ID)
			require.NoError(t, err)
			require.NotEmpty(t, claims)
			entries, err := f.store.EntriesOf(f.ctx(), ledger.SourceSubject(claims[0].SourcePublicID))
			require.NoError(t, err)
			count := 0
			for _, e := range entries {
				if e.Kind == ledger.TextKept {
					require.Contains(t, e.Change, texts[0].SHA256)
					count++
				}
			}
			require.Equal(t, 1, count)
		}
		_, err := f.Verify(f.ctx())
		require.NoError(t, err)
	})
}
