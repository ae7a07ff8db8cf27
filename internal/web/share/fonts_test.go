package share

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
)

func TestWhichFaceSuits(t *testing.T) {
	best := func(wantBold bool, names ...string) string {
		found, score := "", 0
		for _, name := range names {
			if s := suits(name, wantBold); s > score {
				found, score = name, s
			}
		}
		return found
	}
	assert.Equal(t, "Noto Sans CJK SC", best(false, "Noto Sans CJK JP", "Noto Sans Mono CJK SC", "Noto Sans CJK SC", "Noto Sans CJK SC Light", "Noto Sans CJK SC Bold"))
	assert.Equal(t, "PingFang SC Bold", best(true, "PingFang SC Regular", "PingFang SC Medium", "PingFang TC Bold", "PingFang SC Bold"))
	assert.Equal(t, "Heiti SC Light", best(false, "Heiti TC Light", "Heiti SC Light", "Heiti SC Medium"), "light is better than none")
	assert.Empty(t, best(true, "SimSun"))
}

func TestFontFiles(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"wqy-zenhei.ttc", "NotoSansCJK-Regular.ttc", "deep/PingFang.ttc", "NotoSansCJK-Regular.txt", "Arial.ttf"} {
		path := filepath.Join(folder, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		require.NoError(t, os.WriteFile(path, []byte("no font"), 0o600))
	}
	found := map[string]int{}
	for _, c := range candidates(folder) {
		found[filepath.Base(c.path)] = c.rank
	}
	assert.Len(t, found, 3)
	assert.Less(t, found["NotoSansCJK-Regular.ttc"], found["PingFang.ttc"])
	assert.Less(t, found["PingFang.ttc"], found["wqy-zenhei.ttc"])
	assert.Len(t, candidates(filepath.Join(folder, "Arial.ttf")), 1, "a file named outright is taken")
	assert.Empty(t, candidates(filepath.Join(folder, "nowhere")))
	assert.Equal(t, hanFonts{}, choose(candidates(folder)), "none of them is a font")
}

func TestABrokenOrLatinFontIsPassedOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "NotoSansCJK-Regular.ttf")
	require.NoError(t, os.WriteFile(path, goregular.TTF, 0o600))
	assert.Equal(t, LoadFonts().HasHan(), LoadFonts(path).HasHan())
	for _, cut := range []int{0, 11, 300, len(goregular.TTF) / 2} {
		require.NoError(t, os.WriteFile(path, goregular.TTF[:cut], 0o600))
		assert.Equal(t, opened{}, open(path, false))
	}
}

func TestTheFontOfTheMachine(t *testing.T) {
	f := LoadFonts()
	if !f.HasHan() {
		assert.Equal(t, hanFonts{}, f.han())
		return
	}
	for _, font := range []*sfnt.Font{f.han().font(regular), f.han().font(bold), f.han().font(italic)} {
		assert.True(t, draws(font, '中'))
	}
	assert.Equal(t, f.han().font(regular), f.han().font(italic), "Chinese has no italic")
}
