package share

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/image/font/sfnt"
)

// hanNames are how files of Chinese fonts begin, best first.
var hanNames = []string{
	"notosanscjk", "notosanssc", "sourcehansans", "pingfang", "notoserifcjk", "notoserifsc", "sourcehanserif",
	"msyh", "hiraginosansgb", "stheiti", "wqy-microhei", "wqy-zenhei", "wqy-", "simsun", "droidsansfallback",
}

// mostFiles bounds the search of one folder: there may be a whole disk below a
// link.
const mostFiles = 20_000

// systemFolders are where systems keep their fonts.
func systemFolders() []string {
	folders := []string{"/usr/share/fonts", "/usr/local/share/fonts"}
	if home, err := os.UserHomeDir(); err == nil {
		folders = append(folders, filepath.Join(home, ".local/share/fonts"), filepath.Join(home, ".fonts"))
	}
	return append(folders, "/System/Library/Fonts", "/Library/Fonts", `C:\Windows\Fonts`)
}

// candidate is a file that may hold a Chinese font; the lower the rank, the
// better.
type candidate struct {
	path string
	rank int
}

// findHan looks for the best Chinese font, in extra before the system.
func findHan(extra []string) hanFonts {
	for _, places := range [][]string{extra, systemFolders()} {
		var found []candidate
		for _, place := range places {
			found = append(found, candidates(place)...)
		}
		slices.SortStableFunc(found, func(a, b candidate) int { return a.rank - b.rank })
		if fonts := choose(found); fonts.regular != nil {
			return fonts
		}
	}
	return hanFonts{}
}

// candidates lists the fonts at a place. A file named outright is taken
// whatever its name.
func candidates(place string) []candidate {
	var found []candidate
	seen := 0
	// A folder that can't be read is as good as none.
	_ = filepath.WalkDir(place, func(path string, entry fs.DirEntry, err error) error {
		if seen++; seen > mostFiles {
			return fs.SkipAll
		}
		if err != nil || entry.IsDir() {
			return nil // the others may be readable
		}
		if rank := slices.IndexFunc(hanNames, func(name string) bool { return isFontOf(path, name) }); rank >= 0 {
			found = append(found, candidate{path, rank})
		} else if path == place {
			found = append(found, candidate{path, len(hanNames)})
		}
		return nil
	})
	return found
}

// isFontOf reports whether a path is a font file whose name begins so.
func isFontOf(path, name string) bool {
	base := strings.ToLower(filepath.Base(path))
	switch filepath.Ext(base) {
	case ".ttc", ".otc", ".ttf", ".otf":
		return strings.HasPrefix(base, name)
	}
	return false
}

// choose opens the best family that works, and of it the cuts that suit best.
func choose(found []candidate) hanFonts {
	var plain, strong opened
	for i, c := range found {
		if i > 0 && c.rank != found[i-1].rank && (plain.font != nil || strong.font != nil) {
			break // a cut of another family would not go with these
		}
		plain = plain.better(open(c.path, false))
		strong = strong.better(open(c.path, true))
	}
	switch {
	case plain.font == nil:
		return hanFonts{strong.font, strong.font}
	case strong.font == nil:
		return hanFonts{plain.font, plain.font}
	}
	return hanFonts{plain.font, strong.font}
}

// opened is a face of a file that stays open, as glyphs are read when they are
// drawn: these files have twenty megabytes and more.
type opened struct {
	font  *sfnt.Font
	file  *os.File
	score int
}

// open opens the face of a file that suits best; none if no face can be drawn
// or has the weight.
func open(path string, wantBold bool) opened {
	file, err := os.Open(path) // a font of the system, or one the owner named
	if err != nil {
		return opened{}
	}
	best := opened{file: file}
	if faces, err := sfnt.ParseCollectionReaderAt(file); err == nil {
		for i := range faces.NumFonts() {
			font, err := faces.Font(i)
			if err != nil || !draws(font, '中') {
				continue
			}
			if score := suits(fullName(font), wantBold); score > best.score {
				best.font, best.score = font, score
			}
		}
	}
	if best.font == nil {
		best.close()
		return opened{}
	}
	return best
}

// better keeps one of two, and closes the other.
func (o opened) better(other opened) opened {
	if other.score > o.score {
		o, other = other, o
	}
	other.close()
	return o
}

func (o opened) close() {
	if o.file != nil {
		_ = o.file.Close() // it was only read
	}
}
